"""What a picture tells beside what it shows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

_GPS_IFD = 0x8825  # the tag of the GPS block in Exif 2.3
# One search for what the marks have in common: most pictures of 20 MB hold none.
_XMP_HINTS = (b"GPS", b"photoshop:", b"Iptc4xmp")
_XMP_PLACE = re.compile(
    rb"exif:GPS|GPSLatitude|photoshop:(?:City|State)|Iptc4xmp(?:Core|Ext):(?:Location|Sublocation|City)"
)
_IPTC_PLACES = {(2, 26), (2, 27), (2, 90), (2, 92), (2, 95)}  # IIM 4.2: content location, city, sublocation, state
_EXIF, _LONGEST_EXIF = b"Exif\0\0", 65_536
_MOST_BLOCKS = 200  # of Exif in one file, or of compressed words in a PNG
_PNG = b"\x89PNG\r\n\x1a\n"
_LONGEST_TEXT = 1_000_000


def holds_location(data: bytes) -> bool:
    """Whether a picture still says where it was taken, in its Exif, XMP or IPTC block."""
    from PIL import Image, IptcImagePlugin, UnidentifiedImageError  # slow to load, and most checks meet no picture

    if any(_names_place(block) for block in (data, *islice(_png_texts(data), _MOST_BLOCKS))):
        return True
    try:
        with Image.open(BytesIO(data)) as picture:
            iptc = IptcImagePlugin.getiptcinfo(picture) or {}
            exif = Image.Image.getexif(picture) if _says_all_first(data) else picture.getexif()  # decodes the whole
            return bool(exif.get_ifd(_GPS_IFD)) or not _IPTC_PLACES.isdisjoint(iptc)
    except UnidentifiedImageError:
        return any(_is_located(exif) for exif in islice(_exif_blocks(data), _MOST_BLOCKS))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False  # told when the picture is made ready for a page


def _says_all_first(data: bytes) -> bool:
    """Whether a picture is a PNG in which nothing is said behind its pixels."""
    at, pixels = len(_PNG), False
    while data.startswith(_PNG) and at + 8 <= len(data):
        kind = data[at + 4 : at + 8]
        if pixels and kind not in (b"IDAT", b"IEND"):
            return False
        pixels = pixels or kind == b"IDAT"
        at += 12 + int.from_bytes(data[at : at + 4])
    return data.startswith(_PNG)


def _names_place(block: bytes) -> bool:
    return any(hint in block for hint in _XMP_HINTS) and _XMP_PLACE.search(block) is not None


def _png_texts(data: bytes) -> Iterator[bytes]:
    """What a PNG says in compressed words."""
    at = len(_PNG) if data.startswith(_PNG) else len(data)
    while at + 8 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 8 + int.from_bytes(data[at : at + 4])
        said = data[at + 8 : end].partition(b"\0")[2]  # behind the keyword
        if kind == b"zTXt":
            yield _unpacked(said[1:])
        elif kind == b"iTXt" and said.startswith(b"\1"):
            yield _unpacked(said[2:].split(b"\0", 2)[-1])  # behind the language and the translated keyword
        at = end + 4


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LONGEST_TEXT)
    except zlib.error:
        return b""


def _exif_blocks(data: bytes) -> Iterator[bytes]:
    """The Exif of pictures in a file that is none for Pillow: of an iPhone's HEIC, of the photos in a PDF."""
    at = data.find(_EXIF)
    while at >= 0:
        yield data[at : at + _LONGEST_EXIF]
        at = data.find(_EXIF, at + 1)


def _is_located(block: bytes) -> bool:
    from PIL import Image

    exif = Image.Exif()
    try:
        exif.load(block)
        return bool(exif.get_ifd(_GPS_IFD))
    except (SyntaxError, ValueError, OSError):
        return False
