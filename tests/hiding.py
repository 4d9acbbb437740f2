"""Pictures that tell more than they show, and a search for what they tell in finished bytes."""

from __future__ import annotations

import zlib
from base64 import b64decode
from io import BytesIO
from re import findall
from zipfile import ZipFile, is_zipfile

from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import StreamObject

SECRET = "BIMATNGUYENTHIHANH"  # stands wherever a person's name or place could
# SECRET as it may be written, and the marks of Exif and of XMP with a place.
MARKS = (
    SECRET.encode(),
    SECRET.encode("utf-16-le"),
    SECRET.encode("utf-16-be"),
    b"Exif\0\0",
    b"GPSLatitude",
    b"xmpmeta",
    b"8BIM",
)
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="20,39.5N" by="{SECRET}"/>'.encode()
CORNER, REST = (0, 0, 255), (255, 0, 0)  # the corner is the upper left one of the picture as stored


def exif(orientation: int = 1) -> bytes:
    """Exif with an artist and a place (20°39′30″ N), and the orientation."""
    block = Image.Exif()
    block[0x0112], block[0x013B], block[0x010F] = orientation, SECRET, SECRET
    block[0x8825] = {1: "N", 2: (20.0, 39.0, 30.0), 29: SECRET}
    return block.tobytes()


def drawing(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Red, with a blue corner that shows how it lies."""
    picture = Image.new("RGB", size, REST)
    picture.paste(CORNER, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str, **settings: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()


def telling_jpeg(orientation: int = 1, picture: Image.Image | None = None, quality: int = 90) -> bytes:
    """A JPEG with all that a JPEG can hide: Exif, XMP, IPTC, a comment, thumbnails, a profile, a trailer."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    iptc = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x20\x1c\x02\x50" + SECRET.encode())
    thumbnail = segment(0xE0, b"JFXX\0\x10" + SECRET.encode())
    data = encoded(
        picture or drawing(),
        "JPEG",
        quality=quality,
        **{"exif": exif(orientation), "xmp": XMP, "comment": SECRET, "icc_profile": profile, "extra": iptc + thumbnail},
    )
    header = segment(0xE0, data[6:18] + bytes([len(SECRET) // 3, 1]) + SECRET.encode())  # a thumbnail one row high
    return b"\xff\xd8" + header + data[20:] + SECRET.encode()


def segment(code: int, content: bytes) -> bytes:
    return bytes([0xFF, code]) + (len(content) + 2).to_bytes(2, "big") + content


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    check = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + check


def everything_in(data: bytes) -> list[bytes]:
    """The bytes, and what they hold when unpacked: members of a ZIP, streams of a PDF, photos in an SVG."""
    inside: list[bytes] = []
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            inside = [archive.comment, *(entry.extra + entry.comment for entry in archive.infolist())]
            inside += [archive.read(name) for name in archive.namelist()]
    elif data.startswith(b"%PDF"):
        inside = list(streams_of(data))
    elif b"<svg" in data:
        inside = [b64decode(photo) for photo in findall(rb";base64,([^\"]*)", data)]
    return [data, *(piece for part in inside for piece in everything_in(part))]


def streams_of(data: bytes) -> list[bytes]:
    """Every stream of a PDF unpacked (photos as the JPEG they are), and its strings as they are read."""
    reader = PdfReader(BytesIO(data))
    size = reader.trailer["/Size"]
    assert isinstance(size, int)
    objects = [reader.get_object(number) for number in range(1, size)]
    streams = [entry.get_data() for entry in objects if isinstance(entry, StreamObject)]
    return [*streams, repr(objects).encode(), repr(dict(reader.trailer)).encode()]


def told_by(data: bytes) -> set[bytes]:
    """Which marks of hidden data are in the bytes, packed or unpacked."""
    return {mark for piece in everything_in(data) for mark in MARKS if mark in piece}
