"""What lies in a document beside its words: pictures, drawings, sound, film. What nobody can look into is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from .photos import picture_size, redrawn_inside
from .recordings import clean_mp3, clean_mp4
from .stripping import strip_picture

MOST_PIXELS = 400_000_000  # of all pictures of a document together: what opens it has to draw them
# Drawings of Windows and files within the file (OLE): they may hold anything, and no library of ours opens them.
_CLOSED_NAMES = ("*.emf", "*.wmf", "*.emz", "*.wmz", "*.bin")
_CLOSED = re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|.{40} EMF|\xd7\xcd\xc6\x9a|\x01\0\x09\0\0\x03", re.DOTALL)
_REDRAWN = re.compile(rb"II\*\0|MM\0\*|GIF8[79]a|BM.{4}\0{4}", re.DOTALL)  # TIFF, GIF, BMP
_PICTURE = re.compile(rb"\xff\xd8|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP", re.DOTALL)
_FILM = re.compile(rb".{4}ftyp", re.DOTALL)
_SOUND = re.compile(rb"ID3|\xff[\xe2-\xfb]", re.DOTALL)
_FONT = re.compile(rb"\x00\x01\x00\x00|OTTO|true|wOF[F2]", re.DOTALL)
_TOO_MUCH = "các ảnh trong tệp cộng lại có quá nhiều điểm ảnh: hãy nén ảnh (Compress Pictures) rồi lưu lại"
_ONLY = 'trong tệp có "{}", máy không dọn được: hãy chèn lại hình dưới dạng PNG hay JPEG'
_NOT_PLAYED = 'trong tệp có "{}", máy không dọn được: hãy chèn lại phim dưới dạng MP4, tiếng dưới dạng MP3'


@dataclass
class Inside:
    """What is cleaned of one document; `drawing` cleans an SVG, `left` are the pixels that it may still hold."""

    drawing: Callable[[bytes], bytes]
    left: int = MOST_PIXELS

    def part(self, name: str, data: bytes, kind: str = "image") -> bytes:
        """A part without what it tells beside what it shows. Raises ValueError, with a sentence for an officer."""
        shown = PurePosixPath(name).name
        if kind == "font":
            return data if name.endswith(".odttf") or _FONT.match(data) else b""
        if kind != "image":
            return _played(shown, data)
        if any(fnmatchcase(name.lower(), pattern) for pattern in _CLOSED_NAMES) or _CLOSED.match(data):
            raise ValueError(_ONLY.format(shown))
        return self._picture(shown, data)

    def _picture(self, shown: str, data: bytes) -> bytes:
        if _REDRAWN.match(data):
            return redrawn_inside(data)
        if not _PICTURE.match(data):
            if b"<svg" in data[:4000]:
                return self.drawing(data)
            raise ValueError(_ONLY.format(shown))
        width, height = picture_size(data)
        self.left -= width * height
        if self.left < 0:
            raise ValueError(_TOO_MUCH)
        return strip_picture(data)


def _played(shown: str, data: bytes) -> bytes:
    if _FILM.match(data):
        return clean_mp4(data)
    if _SOUND.match(data):
        return clean_mp3(data)
    raise ValueError(_NOT_PLAYED.format(shown))
