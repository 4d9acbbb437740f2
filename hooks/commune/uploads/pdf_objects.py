"""Objects of a PDF as pikepdf has them: what they are, what they say, how large they become."""

# ruff: noqa: SIM118 (an element is no mapping)

from __future__ import annotations

import zlib
from typing import Any

Entry = Any  # pikepdf speaks of all its objects as one type
BROKEN = "không đọc được tệp PDF: tệp hỏng hoặc thiếu. Hãy xuất lại PDF từ tệp gốc"
HUGE = "tệp PDF quá lớn khi mở ra (quá nhiều phần, ảnh hay trang quá to): hãy xuất lại gọn hơn từ tệp gốc"


def words_on_pages(data: bytes) -> str:
    """The words that stand on the pages of a PDF."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    try:
        with PdfDocument(data) as document:
            return " ".join(page.get_textpage().get_text_bounded() for page in document)
    except PdfiumError as error:
        raise ValueError(BROKEN) from error


def keep(entry: Entry, keys: frozenset[str]) -> None:
    for key in [key for key in entry.keys() if key not in keys]:
        del entry[key]


def _kind(entry: object) -> str:
    return str(getattr(entry, "_type_name", ""))


def is_stream(entry: object) -> bool:
    return _kind(entry) == "stream"


def is_dictionary(entry: object) -> bool:
    return _kind(entry) in ("dictionary", "stream")


def is_array(entry: object) -> bool:
    return _kind(entry) == "array"


def is_container(entry: object) -> bool:
    return _kind(entry) in ("dictionary", "stream", "array")


def is_tag(entry: Entry) -> bool:
    return entry.get("/Type") == "/StructElem" or ("/S" in entry and "/P" in entry and "/K" in entry)


def as_list(entry: Entry) -> list[Entry]:
    return [] if entry is None else list(entry) if is_array(entry) else [entry]


def file_of(entry: Entry) -> Entry:
    return entry.get("/UF", entry.get("/F")) if is_dictionary(entry) else entry


def text_of(entry: object) -> str:
    return str(entry) if entry is not None and _kind(entry) == "string" else entry if isinstance(entry, str) else ""


def number_of(entry: object) -> int:
    try:
        return abs(int(entry)) if entry is not None else 0  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return 0


def letters_of(words: str) -> str:
    return "".join(each for each in words.lower() if each.isalnum())


def inflated(data: bytes, most: int) -> bytes:
    found = zlib.decompressobj().decompress(data, most + 1)
    if len(found) > most:
        raise ValueError(HUGE)
    return found


def size_unpacked(entry: Entry, most: int) -> int:
    """How many bytes a stream becomes, counted no further than `most`."""
    filters = [str(each) for each in as_list(entry.get("/Filter"))]
    if not filters or filters[0] not in ("/FlateDecode", "/Fl"):
        return len(entry.read_raw_bytes()) * (1 if not filters else 50 if len(filters) > 1 else 5)
    data, made = entry.read_raw_bytes(), 0
    if len(filters) > 1:  # packed twice: what is in it could be packed as much again
        data = inflated(data, 2_000_000)
    unpack = zlib.decompressobj()
    try:
        while data and made <= most:
            made += len(unpack.decompress(data, 1_000_000))
            data = unpack.unconsumed_tail
    except zlib.error:
        return made
    return made
