"""The command line, used wrongly: Vietnamese, a cure, and never a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.commands import check
from commune.commands.given import given_path
from commune.core.file_names import file_name
from commune.core.to_type import make
from PIL import Image
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"C:\Users\An\Ảnh của tôi\IMG_1.JPG", "/mnt/c/Users/An/Ảnh của tôi/IMG_1.JPG"),
        ("D:/Zalo/anh.jpg", "/mnt/d/Zalo/anh.jpg"),
        (r'"C:\Users\An\a b.jpg"', "/mnt/c/Users/An/a b.jpg"),  # as Windows copies a path
        (r"\\wsl$\Ubuntu\home\an\anh.jpg", "/home/an/anh.jpg"),
        (r"\\wsl.localhost\Ubuntu-24.04\home\an", "/home/an"),
        ("//wsl$/Ubuntu/home/an/anh.jpg", "/home/an/anh.jpg"),
        ("file:///C:/Users/An/%E1%BA%A2nh%201.jpg", "/mnt/c/Users/An/Ảnh 1.jpg"),
        ("file:///home/an/%E1%BA%A2nh%201.jpg", "/home/an/Ảnh 1.jpg"),
        ("'/home/an/a b.jpg' ", "/home/an/a b.jpg"),
        ("anh.jpg", "anh.jpg"),
        ('it\'s 5$ "ảnh".jpg', 'it\'s 5$ "ảnh".jpg'),
    ],
)
def test_a_path_is_understood_as_it_was_pasted(typed, meant):
    """From Windows into WSL, from a file manager, from a terminal; Windows itself knows its own."""
    assert given_path(typed, on_windows=False) == Path(meant)
    if ":" in typed[:3]:
        assert given_path(typed, on_windows=True) == Path(typed.strip('"'))


def test_a_path_that_was_dropped_into_a_terminal_is_found(tmp_path):
    photo = tmp_path / "Ảnh của tôi (1).jpg"
    photo.touch()
    assert given_path(str(photo).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")) == photo


@pytest.mark.parametrize("name", ["Ảnh của tôi (1).JPG", 'it\'s 5$HOME `x` "kép".jpg', "a;b&c|d#e.jpg", "-n.jpg"])
def test_a_command_that_is_advised_can_be_pasted(name, tmp_path):
    """Through the shell and through make, whatever the file is called."""
    (tmp_path / "content").mkdir()
    photo = tmp_path / "content" / name
    Image.new("RGB", (9, 9)).save(photo, "JPEG")
    rules = re.findall(r"(?m)^import photo.*\n|^photo:.*\n\t.*\n", (ROOT / "Makefile").read_text("utf-8"))
    program = f"BIN := {Path(sys.executable).parent}\nSITE_READY :=\n"
    (tmp_path / "Makefile").write_text(program + "".join(rules), "utf-8")
    around = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    command = make("photo", f"content/{name}")
    answer = subprocess.run(command, shell=True, cwd=tmp_path, env=around, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert [path.stem for path in (tmp_path / "content").iterdir()] == [Path(file_name(name)).stem]


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
