"""Documents are ZIPs: opened within limits, a part at a time, and packed anew with one date and order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..core.zip_limits import MOST_PARTS, MOST_UNPACKED, has_too_many_parts

MOST_OF_PART = 60_000_000
MOST_XML = 60_000_000  # bytes of its parts of XML together
MOST_MARKS = 900_000  # of "<" and "=" in it: some 300,000 elements, read in two seconds
_XML = (".xml", ".rels", ".vml")
_TOO_LONG = "tệp dài quá, máy không đọc: hãy chia thành nhiều tệp, hoặc xuất ra PDF"
FIRST = ("mimetype", "[Content_Types].xml")  # where readers expect them
_UNREADABLE = "không mở được tệp: tệp hỏng hoặc có mật khẩu. Hãy lưu lại không đặt mật khẩu"
_TOO_LARGE = "tệp mở ra quá lớn (hơn 300 MB, hoặc có một phần quá lớn): hãy nén ảnh trong tệp lại"
_TOO_MANY = f"tệp có hơn {MOST_PARTS} phần, máy không mở: hãy chép nội dung sang một tệp mới"
_ODD = "tệp có phần mang tên lạ hoặc trùng tên, không phần mềm nào ghi như vậy: hãy mở tệp và lưu lại thành tệp mới"
_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\\0:]+")


@dataclass
class Zipped:
    """A document's parts by name, unpacked when they are asked for; `left`: how much XML may still be."""

    archive: ZipFile
    entries: dict[str, ZipInfo]
    left: int = MOST_MARKS

    def read(self, name: str) -> bytes:
        """A part. Raises ValueError, with a sentence for an officer, where it is broken."""
        try:
            data = self.archive.read(self.entries[name])
        except Exception as error:  # zlib and zipfile raise whatever a broken file leads them to
            raise ValueError(_UNREADABLE) from error
        if name.lower().endswith(_XML):
            self.left -= data.count(b"<") + data.count(b"=")
            if self.left < 0:
                raise ValueError(_TOO_LONG)
        return data

    def __contains__(self, name: str) -> bool:
        return name in self.entries


def opened(data: bytes) -> Zipped:
    """The parts of a document. Raises ValueError, with a sentence for an officer; none has been unpacked yet."""
    if has_too_many_parts(data):
        raise ValueError(_TOO_MANY)
    try:
        archive = ZipFile(BytesIO(data))
        found = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ValueError(_UNREADABLE) from error
    if trouble := _trouble(found):
        raise ValueError(trouble)
    return Zipped(archive, {entry.filename: entry for entry in found})


def _trouble(entries: list[ZipInfo]) -> str | None:
    if len(entries) > MOST_PARTS:
        return _TOO_MANY
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML))
    largest = max((entry.file_size for entry in entries), default=0)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or largest > MOST_OF_PART or xml > MOST_XML:
        return _TOO_LARGE
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or not all(map(_NAME.fullmatch, names)):
        return _ODD
    locked = any(entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries)
    return _UNREADABLE if locked else None


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The document of these parts: the same bytes each time, in whatever order they come."""
    file, given = BytesIO(), dict(parts)
    with ZipFile(file, "w") as archive:
        for name in sorted(given, key=lambda name: (name not in FIRST, name)):
            entry = ZipInfo(name)  # of 1980-01-01
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # on Windows too
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, given[name])
    return file.getvalue()
