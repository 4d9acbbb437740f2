"""Uploaded files for the public, without what they tell of their authors. Bytes in, bytes out, the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..core.other_kinds import CURES
from ..core.to_type import make
from .brought import PHOTOS
from .drawing import clean_svg
from .hidden import Report
from .inside import Inside
from .office import clean_office
from .open_document import clean_open_document
from .pdf import clean_pdf
from .photos import clean_picture
from .recordings import clean_mp3, clean_mp4
from .zipped import FIRST, opened

_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_WORD = {".docx", ".xlsx", ".pptx"}
_OPEN_DOCUMENT = {".odt", ".ods", ".odp", ".odg"}
_TEXT = {".txt", ".csv", ".srt", ".vtt"}
_FILM = {".mp4", ".m4a"}
# What may be uploaded. Nothing that runs, nothing that hides other files.
ALLOWED_SUFFIXES = frozenset({".pdf", ".svg", *_PICTURES, *_WORD, *_OPEN_DOCUMENT, *_TEXT, *_FILM, ".mp3"})


def not_accepted(uri: str) -> str:
    """What to tell an officer of a file whose kind is not published."""
    name, kinds = PurePosixPath(uri).name, " ".join(sorted(ALLOWED_SUFFIXES))
    kind = PurePosixPath(name).suffix
    if kind.lower() in PHOTOS:
        return f'ảnh loại "{kind}" không đăng được, vì nhiều máy không mở được. Hãy gõ: {make("photo", uri)}'
    if cure := CURES.get(kind.lower()):
        return f'loại tệp "{kind}" không đăng được: {cure}'
    return f'loại tệp "{kind or name}" không đăng được. Các loại được dùng: {kinds}'


@dataclass(frozen=True)
class Cleaned:
    """A file for the public, and what was found while it was made fit for that."""

    data: bytes
    report: Report

    def packed(self) -> bytes:
        """Both as bytes, to be kept between builds."""
        told = json.dumps(self.report.first(), ensure_ascii=False).encode()
        return len(told).to_bytes(4) + told + self.data

    @classmethod
    def unpacked(cls, data: bytes) -> Cleaned:
        """What was `packed`."""
        end = 4 + int.from_bytes(data[:4])
        return cls(data[end:], Report.of(json.loads(data[4:end])))


def clean_file(name: str, data: bytes) -> bytes:
    """What the public may get of an uploaded file, whose kind its name tells ("to-roi.docx").

    Texts come back unchanged. Pictures stay as they are drawn; what no reader of the printed page sees, what runs and
    what leads elsewhere is gone. The digital signature is taken out too, since it would be broken.
    Raises ValueError, with a sentence for an officer, where the file is of another kind, broken, or locked, and
    HiddenWords where it hides what cannot be taken out without asking.
    """
    return cleaned(name, data).data


def cleaned(name: str, data: bytes) -> Cleaned:
    """The same, with what was taken out and what is read out beside the page."""
    suffix, report = PurePosixPath(name).suffix.lower(), Report()
    if suffix not in ALLOWED_SUFFIXES:
        raise ValueError(not_accepted(name))
    clean = _CLEANERS.get(suffix)
    return Cleaned(clean(data, report) if clean else data, report)


_NO_DOCUMENT = "không phải tệp của Word, Excel, PowerPoint hay LibreOffice: hãy lưu lại từ phần mềm ấy"


def _clean_document(data: bytes, report: Report) -> bytes:
    zipped = opened(data)
    if not set(FIRST) & set(zipped.entries):
        raise ValueError(_NO_DOCUMENT)
    inside = Inside(lambda drawing: clean_svg(drawing, report))
    clean = clean_open_document if "mimetype" in zipped else clean_office
    return clean(zipped, inside, report)


_CLEANERS: dict[str, Callable[[bytes, Report], bytes]] = {
    ".pdf": clean_pdf,
    ".svg": clean_svg,
    ".mp3": lambda data, report: clean_mp3(data),
    **dict.fromkeys(_FILM, lambda data, report: clean_mp4(data)),
    **dict.fromkeys(_PICTURES, lambda data, report: clean_picture(data)),
    **dict.fromkeys(_WORD | _OPEN_DOCUMENT, _clean_document),
}
