"""Whether an uploaded file still says where it was made, and what to tell the officer who has it.

The repository keeps what is pushed: a place that the build takes out would stay in its history.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from .pictures import holds_location
from .to_type import make
from .zip_limits import MOST_UNPACKED, has_too_many_parts

_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".avif"}
_DOCUMENTS = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".odg"}
_FILMS = {".mp4", ".m4a", ".mov"}
_DEEPEST = 2  # a sheet in a document, and the photos in it
_IN_SVG = re.compile(rb"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_FILM_PLACE = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location|loci\0")

_CURE = (
    "ảnh còn ghi nơi chụp (GPS). Hãy gõ: {command} (hoặc xóa vị trí trong ảnh: điện thoại: "
    "Chi tiết ảnh → Xóa vị trí; Windows: Properties → Details → Remove Properties), rồi đưa ảnh lên lại"
)
_CURE_INSIDE = (
    "một ảnh trong tệp này còn ghi nơi chụp (GPS): hãy dọn ảnh gốc (make photo FILE=tên-ảnh), chèn lại vào tệp, "
    "rồi đưa tệp lên lại"
)
_CURE_FILM = (
    "phim còn ghi nơi quay: hãy lấy lại phim từ điện thoại mà không kèm vị trí (iPhone: Chia sẻ → Tùy chọn → tắt "
    "Vị trí), hoặc xuất lại bằng phần mềm sửa phim, rồi đưa lên lại"
)


def located(uri: str, data: bytes) -> str | None:
    """The cure for a file that says where it was made; None for one that does not."""
    suffix = PurePosixPath(uri).suffix.lower()
    if suffix in _PICTURES and holds_location(data):
        return _CURE.format(command=make("photo", uri))
    if suffix in _FILMS and _FILM_PLACE.search(_index_of_film(data)):
        return _CURE_FILM
    return _CURE_INSIDE if any(holds_location(picture) for picture in _pictures_in(suffix, data)) else None


def _pictures_in(suffix: str, data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The pictures inside a document or a drawing."""
    if suffix == ".pdf":
        yield data
    elif suffix == ".svg":
        yield from (_decoded(found[1]) for found in _IN_SVG.finditer(data))
    elif suffix in _DOCUMENTS and depth < _DEEPEST:
        for name, part in _parts(data):
            inner = PurePosixPath(name).suffix.lower()
            if inner not in (".xml", ".rels"):
                yield part
                yield from _pictures_in(inner, part, depth + 1)


def _decoded(base64: bytes) -> bytes:
    try:
        return b64decode(base64)
    except ValueError:
        return b""


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the parts of a document, as far as they are no more than a document of ours may hold."""
    left = 0 if has_too_many_parts(data) else MOST_UNPACKED
    try:
        with ZipFile(BytesIO(data if left else b"")) as archive:
            for entry in archive.infolist():
                left -= entry.file_size
                if left >= 0:
                    yield entry.filename, archive.read(entry)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return  # told when it is cleaned


def _index_of_film(data: bytes) -> bytes:
    """The box "moov" of an MP4: what the camera says of the film, and no picture of it."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        size = int.from_bytes(data[at + 8 : at + 16]) if size == 1 else size or len(data) - at
        if data[at + 4 : at + 8] == b"moov":
            return data[at : at + size]
        at += max(size, 8)
    return b""
