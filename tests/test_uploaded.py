"""Uploaded files in a whole check: all that is wrong is told at once, by name, and hidden words only where one may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commune.__main__ import main
from communes import assemble
from hiding import SECRET
from stoppers import MADE, png
from test_hidden import REFUSED, REMOVED

POST = "content/campaigns/2027-03-ngay-hoi"
GIVEN = {
    "an.docx": REMOVED["deleted.docx"],
    "hang.xlsx": REFUSED["row.xlsx"],
    "sau.docx": MADE["deep.docx"](),
    "lop.pdf": REFUSED["layer.pdf"],
}


@pytest.fixture
def commune(tmp_path, monkeypatch):
    """The second commune with such files beside a leaflet, and a giant among the pictures of its post."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "CI"):
        monkeypatch.delenv(name, raising=False)
    return assemble(tmp_path / "commune")


def upload(commune: Path, names: list[str]) -> None:
    listed = "".join(f"{{file: {name}, title: Tệp}}, " for name in names)
    text = commune / POST / "to-giay.md"
    text.write_text(text.read_text("utf-8").replace("files: [", f"files: [{listed}"), "utf-8")
    for name in names:
        (commune / POST / name).write_bytes(GIVEN[name])


def check(commune: Path, *options: str) -> int:
    return main(["--root", str(commune), "check", *options])


def test_all_is_told_at_once_with_the_words_on_ones_own_machine(commune, capsys):
    upload(commune, list(GIVEN))
    picture = next((commune / POST).glob("*.jpg"))
    picture.write_bytes(png())
    assert check(commune) == 1
    told = capsys.readouterr().err
    for name in ("hang.xlsx", "sau.docx", "lop.pdf", picture.name):
        assert f"{POST}/{name}: " in told
    assert told.count(SECRET) == 2  # the row, the layer


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_no_public_report_says_the_hidden_words(form, commune, tmp_path, capsys):
    upload(commune, list(GIVEN))
    assert check(commune, "--format", form, "--summary", str(tmp_path / "s.md")) == 1
    out = capsys.readouterr()
    assert SECRET not in out.out + out.err + (tmp_path / "s.md").read_text("utf-8")
    assert "(chữ ẩn không ghi ở đây)" in json.dumps(out.out, ensure_ascii=False)


def test_what_could_be_taken_out_is_told_and_published_without(commune, tmp_path, capsys):
    upload(commune, ["an.docx"])
    assert check(commune) == 0
    told = capsys.readouterr().out
    assert f"{POST}/an.docx: bản đăng đã bỏ chữ đã xóa" in told and SECRET in told and "make file FILE=" in told
    assert check(commune, "--format", "github", "--summary", str(tmp_path / "s.md")) == 0
    assert SECRET not in capsys.readouterr().out + (tmp_path / "s.md").read_text("utf-8")


def test_make_file_makes_a_clean_copy_and_tells_what_went(commune, capsys):
    path = commune / POST / "Phiếu.docx"
    path.write_bytes(REMOVED["deleted.docx"])
    text = path.with_name("index.md")
    text.write_text(f"{text.read_text('utf-8')}\n[Phiếu](<Phiếu.docx>)\n", "utf-8")
    assert check(commune) == 1
    assert f"make file FILE='{POST}/Phiếu.docx'" in capsys.readouterr().err
    assert main(["--root", str(commune), "file", str(path)]) == 0
    assert not path.exists() and (path.with_name("phieu.docx")).exists()
    assert "[Phiếu](phieu.docx)" in text.read_text("utf-8")
    assert f"Đã bỏ chữ đã xóa (Track Changes):\n  “{SECRET}”" in capsys.readouterr().out


def test_make_file_tells_what_it_cannot_clean(commune, capsys):
    path = commune / "hang.xlsx"
    path.write_bytes(GIVEN["hang.xlsx"])
    assert main(["--root", str(commune), "file", str(path)]) == 1
    assert f"Chữ ấy là: “{SECRET}”" in capsys.readouterr().err
