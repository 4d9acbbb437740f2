"""The command line, used wrongly: Vietnamese, a cure, and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.commands import check
from serving import ROOT

ENGLISH = ("usage:", "error:", "required:", "invalid", "Traceback", "Errno")


def told(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str]:
    """(exit code, what is said) of a command that cannot do what it was asked."""
    try:
        code = main(["--root", str(root), *arguments])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = "".join(capsys.readouterr())
    assert not any(word in said for word in ENGLISH), said
    return code, said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "còn thiếu: lệnh"),
        (["chek"], "không có “chek”; chỉ được chọn: 'check'"),
        (["check", "--format", "xml"], "--format: không có “xml”"),
        (["check", "--output"], "--output: sau mục này còn thiếu nội dung"),
        (["check", "ngày", "hội"], "không hiểu “ngày hội”"),
        (["photo"], "Chưa ghi tên tệp. Ví dụ: make photo FILE="),
        (["photo", ""], "Chưa ghi tên tệp"),
        (["photo", "không có.jpg"], "không có.jpg: không có tệp này"),
        (["photo", "C:\\Users\\An\\ảnh.jpg"], "không có tệp này"),
        (["import"], "Chưa ghi tên tệp. Ví dụ: make import FILE="),
        (["import", "content"], "đây là thư mục"),
        (["new-year", "không có.txt"], "không có tệp này"),
        (["new-year", "--year", "nay"], "--year: phải là một số"),
        (["new-commune"], "còn thiếu: folder"),
        (["check", "--output", "không/có/x.txt"], "không/có/x.txt: không có tệp hay thư mục này"),
        (["pages", "content/calendar.yml"], "một phần của đường dẫn này là tệp"),
    ],
)
def test_wrong_arguments_are_told_in_vietnamese(arguments, said, root, capsys, monkeypatch):
    monkeypatch.chdir(root)
    code, words = told(capsys, root, *arguments)
    assert code and said in words


@pytest.mark.parametrize("command", ["check", "calls", "addresses", "new", "import x.docx", "new-year x.txt"])
def test_another_folder_is_no_repository(command, tmp_path, capsys):
    assert told(capsys, tmp_path, *command.split()) == (
        1,
        f"{tmp_path}: ở đây không có thư mục content/. Hãy vào thư mục của kho (lệnh cd), rồi gõ lại lệnh.\n",
    )


def test_a_fault_of_the_program_is_no_fault_of_the_officer(root, capsys, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("a")

    monkeypatch.setattr(check, "site", broken)
    code, said = told(capsys, root, "calls")
    assert code == 1 and "không phải lỗi của bạn" in said and "KeyError" in said


def test_a_narrow_terminal_prints_vietnamese(tmp_path):
    run = [sys.executable, "-m", "commune", "check"]
    around = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "ascii"}
    answer = subprocess.run(run, cwd=tmp_path, env=around, capture_output=True, check=False)
    assert "ở đây không có thư mục content/" in answer.stderr.decode("utf-8")


def test_stopping_early_shows_no_traceback(tmp_path):
    """While the program is still loading."""
    script = "import commune.stopping, os, signal, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(5)"
    around = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}

    def interruptible() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    answer = subprocess.run(
        [sys.executable, "-c", script], env=around, capture_output=True, check=False, preexec_fn=interruptible
    )
    assert answer.stderr.decode("utf-8").strip() == "Đã dừng."
