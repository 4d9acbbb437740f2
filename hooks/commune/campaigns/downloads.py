"""What people take away: a file as its page offers it, and the line with which they say where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from ..core.dates import full_day
from ..settings import Commune
from ..vocabulary import Vocabulary
from .material_model import Material
from .piece import Piece
from .sharing import PublicFile

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# By ending: what people call it, and its media type (IANA).
_KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
    "pptx": ("PowerPoint", f"{_OFFICE}.presentationml.presentation"),
    "odt": ("LibreOffice Writer", f"{_OPEN}.text"),
    "ods": ("LibreOffice Calc", f"{_OPEN}.spreadsheet"),
    "odp": ("LibreOffice Impress", f"{_OPEN}.presentation"),
    "odg": ("LibreOffice Draw", f"{_OPEN}.graphics"),
    "svg": ("Hình vẽ SVG", "image/svg+xml"),
    "jpg": ("Ảnh JPEG", "image/jpeg"),
    "jpeg": ("Ảnh JPEG", "image/jpeg"),
    "png": ("Ảnh PNG", "image/png"),
    "webp": ("Ảnh WebP", "image/webp"),
    "txt": ("Văn bản", "text/plain"),
    "csv": ("Bảng CSV", "text/csv"),
    "srt": ("Phụ đề SRT", "application/x-subrip"),
    "vtt": ("Phụ đề VTT", "text/vtt"),
    "mp3": ("Âm thanh MP3", "audio/mpeg"),
    "m4a": ("Âm thanh M4A", "audio/mp4"),
    "mp4": ("Video MP4", "video/mp4"),
}


@dataclass(frozen=True)
class Download:
    """A file to take away, as its page shows it."""

    address: str
    title: str
    data: bytes
    editable: bool = False

    @property
    def kind(self) -> str:
        return self._kind[0]

    @property
    def sound(self) -> str:
        """The media type of a recording that a page can play; empty for anything else."""
        return self._kind[1] if self._kind[1].startswith("audio/") else ""

    @property
    def _kind(self) -> tuple[str, str]:
        suffix = self.address.rpartition(".")[2]
        return _KINDS.get(suffix, (suffix.upper(), "application/octet-stream"))

    @property
    def size(self) -> str:
        """ "84 KB", "1,2 MB" """
        kilobytes = -(-len(self.data) // 1000)
        return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB".replace(".", ",")

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def public(self) -> PublicFile:
        """The file as programs read of it."""
        return PublicFile(
            address=self.address,
            title=self.title,
            media_type=self._kind[1],
            size=len(self.data),
            sha256=self.sha256,
            editable=self.editable,
        )


def credit_line(item: Piece[Material], commune: Commune, vocabulary: Vocabulary) -> str:
    """What a user of the material is asked to write beside it; its address is in it once the site has one."""
    record = item.record
    version = f"bản {record.current.number} ({full_day(record.current.date)})"
    said = f"“{record.title}”, {record.creator}, {commune.name}, {commune.city}, {version}."
    link = commune.absolute(item.address)
    return f"{said} Giấy phép {vocabulary.licence(record.licence).name}.{f' {link}' if link else ''}"
