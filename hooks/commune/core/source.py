"""The only module that reads content/, docs/ and the ledger: from disk to text, refusing what cannot be read safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

from .location import located
from .old_fonts import looks_alike, may_look_alike, with_own_letters, without_unseen
from .other_kinds import FILM, FILMS
from .problem import Place, Problems
from .text import legacy_font, may_be_legacy, normalize
from .tree import LINK, is_link, is_plain, uri_of, walk

LEDGER = "addresses.txt"
DOCS = "docs/"  # the pages that any commune can use, and their pictures
MAX_BYTES = 20_000_000
# What is read word by word is looked at in many ways: it has a bound of its own, far above what anybody writes.
_MOST_WRITTEN, _MOST_TEXT = 300_000, 500_000
_MOST_TOLD = 20  # lines of a file with the same fault: whoever has mended so many knows what to look for
_WORD_FOR_WORD = "content/plan/*/plan.md"  # a document that stays as it is: what is odd in it is told alone
_YAML = {".yml", ".yaml"}
_WRITTEN = {".md", *_YAML}  # an empty one is told what it lacks by whoever reads it
_TEXT_SUFFIXES = {*_WRITTEN, ".txt", ".csv", ".html", ".srt", ".vtt"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TWO_VERSIONS = (
    "hai người đã sửa cùng một chỗ, và cả hai bản đang nằm ở đây. "
    "Hãy giữ một bản, xóa các dòng <<<<<<<, =======, >>>>>>>"
)
# What gets a name of ours by mistake: a page that was saved instead of its file, a document that was only renamed.
_OTHER_FORMS = (
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE),
        "một trang web (HTML), có lẽ tải nhầm",
    ),
    (re.compile(rb"PK\x03\x04"), "một tệp Word hay tệp nén, đổi đuôi thì chưa phải chữ (bài Word: make import)"),
    (re.compile(rb"\{\\rtf"), "văn bản Word kiểu RTF, không phải chữ thường (hãy lưu thành .docx, rồi make import)"),
    (re.compile(rb"%PDF-"), "một tệp PDF"),
)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7}) ", re.MULTILINE)
_TWO_OF_A_NAME = "có hai tệp cùng tên này, chỉ khác cách máy ghi dấu: hãy giữ một tệp"
_IN_DOCS = (".md", ".webp")
_NOT_IN_DOCS = (
    "docs/ chỉ có trang chữ (.md) và hình (.webp), tệp này không được đăng: hãy xóa nó khỏi đây. Tài liệu để đăng thì "
    "đặt vào một thư mục của content/materials/"
)


@dataclass(frozen=True)
class Source:
    """What the officers wrote, read once. Keys are uris from the repository's root ("content/calendar.yml")."""

    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    ledger: str = ""
    told: list[str] = field(default_factory=list)  # what was mended in texts, and refuses nothing
    words: dict[str, str] = field(default_factory=dict)  # what this place calls things, for the fields of files

    def is_refused(self, uri: str) -> bool:
        """Whether a file, or a folder that it is in, could not be used; that has been reported."""
        return any(uri == each or uri.startswith(f"{each}/") for each in self.refused)

    def report_missing(self, uri: str, why: str, problems: Problems) -> None:
        """A file that must be there is not; one that could not be used has been reported already."""
        if not self.is_refused(uri):
            problems.add(Place(uri), f"thiếu tệp này: {why}")

    def matching(self, pattern: str) -> list[str]:
        """The uris of texts that match a glob pattern, in order."""
        return sorted(uri for uri in self.texts if matches(uri, pattern))

    def data(self, uri: str) -> bytes:
        """The bytes of a file; of a text its normal form."""
        return self.files[uri].read_bytes() if uri in self.files else self.texts[uri].encode()

    def uris(self) -> list[str]:
        return sorted([*self.texts, *self.files])


def matches(uri: str, pattern: str) -> bool:
    """Whether `uri` is what a glob pattern means, each * within one folder."""
    return uri.count("/") == pattern.count("/") and fnmatch(uri, pattern)


def read_source(root: Path, problems: Problems) -> Source:
    """Reads `content/` and `docs/` under `root`; what cannot be used there, or in `theme/`, is in `problems`."""
    source = Source(ledger=read_ledger(root, problems))
    for path, uri, trouble in _found(root):
        if uri in source.texts or uri in source.files:
            problems.add(Place(uri), _TWO_OF_A_NAME)
        elif trouble:
            source.refused.add(uri)
            problems.add(Place(uri), trouble)
        elif path.suffix.lower() in _TEXT_SUFFIXES:
            _read_text(path, uri, source, problems)
        else:
            _read_file(path, Place(uri), source, problems)
    return source


def _found(root: Path) -> Iterator[tuple[Path, str, str | None]]:
    """(path, uri, why it cannot be used) of every file that a site is made of."""
    for folder in ("content", "docs", "theme"):
        for path, trouble in walk(root / folder):
            uri = uri_of(path, root)
            if not trouble and folder == "docs" and not uri.endswith(_IN_DOCS):
                trouble = _NOT_IN_DOCS
            if trouble or folder != "theme":  # what is good there the engine reads
                yield path, uri, trouble or _too_much(path)


def read_ledger(root: Path, problems: Problems) -> str:
    """The text of addresses.txt, the ledger of published addresses; empty where nothing has been published."""
    path = root / LEDGER
    if is_link(path):
        problems.add(Place(LEDGER), LINK)
    return (_decoded(path.read_bytes(), LEDGER, problems) or "") if is_plain(path) else ""


def _too_much(path: Path) -> str | None:
    """Why a file is none: too little in it, or too much."""
    size, suffix = path.stat().st_size, path.suffix.lower()
    if size == 0 and suffix not in _WRITTEN:
        return "tệp này rỗng (0 byte), có lẽ chép chưa xong: hãy chép lại tệp gốc vào đây"
    most = _MOST_WRITTEN if suffix in _WRITTEN else _MOST_TEXT if suffix in _TEXT_SUFFIXES else MAX_BYTES
    return _too_big(size, most, suffix) if size > most else None


def _too_big(size: int, most: int, suffix: str) -> str:
    cure = "hãy nén lại hoặc chia nhỏ" if most == MAX_BYTES else "tệp chữ thì hãy chia làm nhiều tệp"
    cure = FILM if suffix in FILMS else cure
    heavy = f"{-(-size // 100_000) / 10:.1f}".replace(".", ",")
    return f"tệp nặng {heavy} MB, tối đa {most / 1_000_000:g} MB: {cure}".replace("0.", "0,")


def _read_text(path: Path, uri: str, source: Source, problems: Problems) -> None:
    text = _decoded(path.read_bytes(), uri, problems)
    if text is None:
        source.refused.add(uri)
        return
    # The reader of YAML finds controls by itself, and says more.
    source.texts[uri] = text if path.suffix.lower() in _YAML else _without_controls(text, uri, problems)
    if _report_legacy_fonts(text, uri, problems):
        return
    if not matches(uri, _WORD_FOR_WORD):
        source.texts[uri] = with_own_letters(without_unseen(source.texts[uri], bullets=uri.endswith(".md")))
    _tell_of_letters(text, uri, source)


def _tell_of_letters(text: str, uri: str, source: Source) -> None:
    """Once a file: words with letters of other alphabets."""
    lines = enumerate(text.split("\n") if may_look_alike(text) else (), 1)
    found = [(line, *pair) for line, words in lines for pair in looks_alike(words)]
    if found:
        line, typed, own = found[0]
        more = f", và {len(found) - 1} chữ nữa" if found[1:] else ""
        done = "hãy gõ lại" if matches(uri, _WORD_FOR_WORD) else "trang hiện"
        source.told.append(
            f'{Place(uri, line)}: "{typed}" có chữ cái của tiếng khác trông như chữ Việt: {done} "{own}"{more}'
        )


def clean_text(text: str, uri: str, problems: Problems) -> str:
    """A text from elsewhere that is to become content: without what is no letter. What is no Unicode is told."""
    _report_legacy_fonts(text, uri, problems)
    return _without_controls(text, uri, problems)


def _without_controls(text: str, uri: str, problems: Problems) -> str:
    """The text without characters that are no letters: Word leaves some behind, and pages with them are no HTML."""
    lines = (number for number, line in enumerate(text.split("\n"), 1) if _CONTROL.search(line))
    for line in islice(lines, _MOST_TOLD) if _CONTROL.search(text) else ():
        problems.add(Place(uri, line), "dòng này có ký tự lạ không nhìn thấy: hãy xóa dòng này và gõ lại")
    return _CONTROL.sub("", text)


def _decoded(data: bytes, uri: str, problems: Problems) -> str | None:
    """The normal form of a text; None where it is not UTF-8, or holds two versions at once, which is a problem."""
    if found := next((what for begins, what in _OTHER_FORMS if begins.match(data) and not uri.endswith(".html")), None):
        problems.add(Place(uri, 1), f"bên trong tệp này là {found}. Hãy chép đúng tệp, hoặc trả tệp này về như trước")
        return None
    try:
        text = normalize(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        how = "(Notepad: Save as → Encoding → UTF-8)"
        problems.add(Place(uri, line), f"chữ ở dòng này không phải UTF-8. Hãy lưu lại tệp và chọn mã hóa UTF-8 {how}")
        return None
    if conflict := _CONFLICT.search(text):
        problems.add(Place(uri, text.count("\n", 0, conflict.start()) + 1), _TWO_VERSIONS)
        return None
    return text


def _report_legacy_fonts(text: str, uri: str, problems: Problems) -> bool:
    """Tells of lines that are no Unicode; whether there are any."""
    before = len(problems)
    lines = enumerate(text.split("\n") if may_be_legacy(text) else (), 1)
    wrong = ((number, found) for number, line in lines if (found := legacy_font(line)))
    for number, (kind, words) in islice(wrong, _MOST_TOLD):
        problems.add(
            Place(uri, number),
            f'"{words[:60]}" không phải chữ Unicode ({kind}). Hãy chuyển mã sang Unicode (UniKey: '
            "Ctrl+Shift+F6), xem lại chữ hoa, rồi dán lại",
        )
    return len(problems) > before


def _read_file(path: Path, place: Place, source: Source, problems: Problems) -> None:
    source.files[place.uri] = path
    if cure := located(place.uri, path.read_bytes()):
        problems.add(place, cure)
