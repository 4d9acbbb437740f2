"""Golden cases: what an officer wrote, and the very lines that are printed. A new rule is a new file in cases/<slice>/.

What is of no slice (encodings, YAML, files that nobody knows) is in cases/whole/. A case changes a good copy of the
second commune (tests/communes/song-lam):

    rule:     the rule, in one line
    write:    {path: text}              a file with this text
    replace:  [{file, old, new}]        words that occur once in the file
    remove:   [path]
    recode:   {path: encoding}          the file in another encoding; utf-8-sig is UTF-8 with a BOM
    bytes:    {path: hexadecimal}       these bytes after the file's own
    crlf:     [path]                    line ends of Windows
    nfd:      [path]                    letters and their marks apart, as macOS writes them
    size:     {path: bytes}             a file of that size
    picture:  {path: located | plain}   a photo that says where it was taken, or does not
    move:     {path: path}              a file or folder elsewhere
    link:     {path: target}            a symbolic link
    pipe:     [path]                    a named pipe
    problems: the lines printed, place and message; empty where the change is accepted
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from time import process_time

import commune
import pytest
import yaml
from commune.__main__ import main
from communes import assemble
from PIL import Image

LIBRARY = Path(commune.__file__).parent
FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.rglob("*.yml"))


def named(path: Path) -> str:
    """A case as it is called on the command line: make test ARGS="-k help/phone-dead"."""
    return path.relative_to(FOLDER).with_suffix("").as_posix()


@pytest.fixture(autouse=True)
def _a_day_in_2027(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")


@pytest.mark.parametrize("path", CASES, ids=named)
def test_case(path, tmp_path, capsys):
    case = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    root = assemble(tmp_path / "commune")
    change(root, case)

    status = main(["--root", str(root), "check"])

    expected = case["problems"].splitlines()
    printed = capsys.readouterr().err.splitlines()
    assert printed[: len(expected)] == expected
    assert printed[len(expected) :] == (closing(expected) if expected else [])
    assert status == (1 if expected else 0)


def closing(expected: list[str]) -> list[str]:
    """How many problems there are, and what to do now."""
    files = len({line.partition(": ")[0].partition(":")[0] for line in expected})
    count = f"Có {len(expected)} chỗ cần sửa, trong {files} tệp. Trang đang đăng vẫn giữ nguyên."
    cure = "Mở từng tệp, tới đúng dòng ấy, sửa như lời nhắc rồi lưu lại; xong thì soát lần nữa: make check-content"
    return ["", count, f"{cure}. Chưa rõ chỗ nào, hỏi người giúp về kỹ thuật và gửi kèm cả dòng ấy."]


@pytest.mark.parametrize("path", CASES, ids=named)
def test_case_says_its_rule_in_one_line(path):
    case = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    assert case["rule"] and "\n" not in case["rule"]
    assert case.keys() <= {"rule", "problems", *CHANGES}


def test_cases_stand_with_the_part_of_the_site_that_they_are_about():
    parts = {path.parent.name for path in LIBRARY.glob("*/declaration.py")}
    assert {path.parent.relative_to(FOLDER).as_posix() for path in CASES} <= parts | {"whole"}


def change(root: Path, case: dict) -> None:
    """Makes the changes of a case, in the order of CHANGES."""
    for key, make in CHANGES.items():
        given = case.get(key, [])
        for entry in given.items() if isinstance(given, dict) else given:
            make(root, *entry) if isinstance(entry, tuple) else make(root, entry)


def write(root, uri, text):
    path = root / uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def replace(root, entry):
    path = root / entry["file"]
    text = path.read_text("utf-8")
    assert text.count(entry["old"]) == 1, f"{entry['old']!r} must occur once in {entry['file']}"
    path.write_text(text.replace(entry["old"], entry["new"]), "utf-8")


def remove(root, uri):
    (root / uri).unlink()


def recode(root, uri, encoding):
    path = root / uri
    path.write_bytes(path.read_text("utf-8").encode(encoding))


def add_bytes(root, uri, hexadecimal):
    with (root / uri).open("ab") as file:
        file.write(bytes.fromhex(hexadecimal))


def crlf(root, uri):
    path = root / uri
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def nfd(root, uri):
    path = root / uri
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")


def size(root, uri, number):
    with (root / uri).open("wb") as file:
        file.truncate(int(number))


def picture(root, uri, kind):
    exif = Image.Exif()
    if kind == "located":
        exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0), 3: "E", 4: (106.0, 36.0, 0.0)}  # the GPS block
    Image.new("RGB", (8, 8)).save(root / uri, exif=exif)


def move(root, uri, target):
    (root / uri).rename(root / target)


def link(root, uri, target):
    (root / uri).parent.mkdir(parents=True, exist_ok=True)
    (root / uri).symlink_to(target)


def pipe(root, uri):
    (root / uri).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(root / uri)


CHANGES = {
    "write": write,
    "remove": remove,
    "replace": replace,
    "recode": recode,
    "bytes": add_bytes,
    "crlf": crlf,
    "nfd": nfd,
    "size": size,
    "picture": picture,
    "move": move,
    "link": link,
    "pipe": pipe,
}


FRONT = "content/campaigns/2027-03-ngay-hoi/index.md"


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("content/calendar.yml", "updated_on: 2027-03-20\ndays:\n" + "  - {}\n" * 25_000),
        ("content/calendar.yml", "a: b\n" * 60_000),
        (FRONT, "---\n" + "".join(f"k{number}: a\n" for number in range(20_000)) + "---\na"),
        ("content/campaigns/2027-03-ngay-hoi/to-giay.txt", "cccd 012345678901\n" * 25_000),
        ("content/campaigns/2027-03-ngay-hoi/to-giay.txt", "Yeát Kieâu xaõ\n" * 20_000),
        ("content/campaigns/2027-03-ngay-hoi/to-giay.txt", "\x01\n" * 200_000),
    ],
)
def test_a_file_full_of_faults_is_refused_within_two_seconds(tmp_path, capsys, uri, text):
    """What is wrong a thousand times is told as often as somebody reads it."""
    root = assemble(tmp_path / "commune")
    (root / uri).write_text(text, "utf-8")
    begun = process_time()
    assert main(["--root", str(root), "check"]) == 1
    assert process_time() - begun < 3  # one of them for all else
    assert len(capsys.readouterr().err.splitlines()) < 300
