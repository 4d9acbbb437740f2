"""The only module that reads content/, docs/ and the ledger: from disk to text, refusing what cannot be read safely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from .places import located
from .problem import Place, Problems
from .text import legacy_font, may_be_legacy, normalize

LEDGER = "addresses.txt"
MAX_BYTES = 20_000_000
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
# What editors and systems leave behind; never content.
_IGNORED = (".*", "~$*", "Thumbs.db", "desktop.ini", "*~", "*.swp")


@dataclass(frozen=True)
class Source:
    """What the officers wrote, read once. Keys are uris from the repository's root ("content/calendar.yml")."""

    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    ledger: str = ""

    def report_missing(self, uri: str, why: str, problems: Problems) -> None:
        """A file that must be there is not; one that could not be used has been reported already."""
        if uri not in self.refused:
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
    """Reads `content/`, and texts and pictures of `docs/`, under `root`; what cannot be used is in `problems`."""
    source = Source(ledger=read_ledger(root, problems))
    docs = [path for suffix in ("*.md", "*.webp") for path in sorted((root / "docs").rglob(suffix))]
    for path in [*_content_files(root / "content"), *docs]:
        place = Place(unicodedata.normalize("NFC", path.relative_to(root).as_posix()))  # macOS takes letters apart
        if trouble := _trouble(path, root):
            source.refused.add(place.uri)
            problems.add(place, trouble)
        elif path.suffix.lower() in _TEXT_SUFFIXES:
            _read_text(path, place.uri, source, problems)
        else:
            _read_file(path, place, source, problems)
    return source


def read_ledger(root: Path, problems: Problems) -> str:
    """The text of addresses.txt, the ledger of published addresses; empty where nothing has been published."""
    path = root / LEDGER
    return (_decoded(path.read_bytes(), LEDGER, problems) or "") if path.exists() else ""


def _content_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(fnmatch(part, pattern) for part in parts for pattern in _IGNORED)
        if not hidden and (path.is_file() or path.is_symlink()):
            yield path


def _trouble(path: Path, root: Path) -> str | None:
    """Why a file cannot be used at all."""
    if _leads_outside(path, root):
        return "đây là đường dẫn tắt ra ngoài thư mục: hãy chép chính tệp vào đây"
    if not path.is_file():
        return "đây là đường dẫn tắt tới một thư mục, hoặc không tới đâu: hãy chép chính tệp, chính thư mục vào đây"
    size = path.stat().st_size
    if size == 0 and path.suffix.lower() not in _WRITTEN:
        return "tệp này rỗng (0 byte), có lẽ chép chưa xong: hãy chép lại tệp gốc vào đây"
    return _too_big(size) if size > MAX_BYTES else None


def _leads_outside(path: Path, root: Path) -> bool:
    """Folders that are links are not entered: only the file itself, or content/ as a whole, can lead elsewhere."""
    top = root / path.relative_to(root).parts[0]
    return any(each.is_symlink() and not each.resolve().is_relative_to(root.resolve()) for each in (top, path))


def _too_big(size: int) -> str:
    return f"tệp nặng {size / 1_000_000:.1f} MB, tối đa 20 MB: hãy nén lại hoặc chia nhỏ".replace(".", ",", 1)


def _read_text(path: Path, uri: str, source: Source, problems: Problems) -> None:
    text = _decoded(path.read_bytes(), uri, problems)
    if text is None:
        source.refused.add(uri)
        return
    # The reader of YAML finds controls by itself, and says more.
    source.texts[uri] = text if path.suffix.lower() in _YAML else _without_controls(text, uri, problems)
    _report_legacy_fonts(text, uri, problems)


def clean_text(text: str, uri: str, problems: Problems) -> str:
    """A text from elsewhere that is to become content: without what is no letter. What is no Unicode is told."""
    _report_legacy_fonts(text, uri, problems)
    return _without_controls(text, uri, problems)


def _without_controls(text: str, uri: str, problems: Problems) -> str:
    """The text without characters that are no letters: Word leaves some behind, and pages with them are no HTML."""
    for found in _CONTROL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
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


def _report_legacy_fonts(text: str, uri: str, problems: Problems) -> None:
    for number, line in enumerate(text.split("\n") if may_be_legacy(text) else (), 1):
        if found := legacy_font(line):
            kind, words = found
            problems.add(
                Place(uri, number),
                f'"{words[:60]}" không phải chữ Unicode ({kind}). Hãy chuyển mã sang Unicode (UniKey: '
                "Ctrl+Shift+F6), xem lại chữ hoa, rồi dán lại",
            )


def _read_file(path: Path, place: Place, source: Source, problems: Problems) -> None:
    source.files[place.uri] = path
    if cure := located(place.uri, path.read_bytes()):
        problems.add(place, cure)
