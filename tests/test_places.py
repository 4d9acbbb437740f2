"""A file does not say where it was made, however deep a photo lies in it."""

from __future__ import annotations

import struct
from base64 import b64encode
from io import BytesIO
from zipfile import ZipFile

import pytest
from commune.core.location import located
from PIL import Image
from PIL.PngImagePlugin import PngInfo

XMP = '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {}/>'


def photo(kind: str = "JPEG", **more) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, **more)
    return file.getvalue()


def gps() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0), 3: "E", 4: (106.0, 36.0, 0.0)}
    return exif.tobytes()


def with_iptc(number: int) -> bytes:
    """A JPEG with a line of IPTC IIM."""
    line = b"\x1c\x02" + bytes([number]) + struct.pack(">H", 5) + b"Ao Cu"
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(line)) + line
    data = photo()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:]


def png(words: str, packed: bool, international: bool) -> bytes:
    info = PngInfo()
    if international:
        info.add_itxt("XML:com.adobe.xmp", words, zip=packed)
    else:
        info.add_text("Comment", words, zip=packed)
    return photo("PNG", pnginfo=info)


def zipped(name: str, data: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, data)
    return file.getvalue()


def svg(data: bytes) -> bytes:
    return b'<svg><image href="data:image/jpeg;base64,' + b64encode(data) + b'"/></svg>'


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data


def film(*told: bytes) -> bytes:
    return box(b"ftyp", b"isom") + box(b"mdat", b"\xa9xyz") + box(b"moov", b"".join(told))


LOCATED = photo(exif=gps())
TELLING = {
    "exif.jpg": LOCATED,
    "exif.webp": photo("WEBP", exif=gps()),
    "city.jpg": photo(xmp=XMP.format('photoshop:City="Thôn A"').encode()),
    "location.jpg": photo(xmp=XMP.format('Iptc4xmpCore:Location="Thôn A"').encode()),
    "iptc.jpg": with_iptc(90),
    "sublocation.jpg": with_iptc(92),
    "words.png": png("exif:GPSLatitude", packed=True, international=False),
    "xmp.png": png("exif:GPSLatitude", packed=True, international=True),
    "plain.png": png("exif:GPSLatitude", packed=False, international=True),
    "iphone.heic": b"\0\0\0\x18ftypheic" + gps(),
    "to.pdf": b"%PDF-1.7 stream " + LOCATED,
    "to.docx": zipped("word/media/image1.jpeg", LOCATED),
    "to.odt": zipped("Pictures/1000", LOCATED),
    "to.pptx": zipped("ppt/embeddings/bang.xlsx", zipped("xl/media/image1.jpg", LOCATED)),
    "hinh.svg": svg(LOCATED),
    "ve.docx": zipped("word/media/image1.svg", svg(LOCATED)),
    "phim.mp4": film(box(b"udta", box(b"\xa9xyz", b"+20.8340+106.3340/"))),
    "iphone.mp4": film(box(b"meta", b"com.apple.quicktime.location.ISO6709")),
}
SILENT = {
    "anh.jpg": photo(),
    "may.jpg": with_iptc(80),  # who took it: the build takes it out, and it is no place
    "tac-gia.png": png("Tổ biên tập", packed=True, international=True),
    "to.docx": zipped("word/media/image1.jpeg", photo()),
    "hinh.svg": svg(photo()),
    "le.svg": b'<svg><image href="data:image/jpeg;base64,A"/></svg>',
    "hong.docx": b"PK\x03\x04",
    "to.pdf": b"%PDF-1.7 " + photo(),
    "phim.mp4": film(box(b"mvhd", bytes(100))),
    "loi.txt": gps(),
}


@pytest.mark.parametrize("name", TELLING)
def test_a_place_is_found(name):
    assert located(f"content/{name}", TELLING[name])


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_no_place_is_accepted(name):
    assert located(f"content/{name}", SILENT[name]) is None


def test_each_kind_of_file_has_its_cure():
    cures = [located(name, TELLING[name]) or "" for name in ("exif.jpg", "to.docx", "phim.mp4")]
    assert "make photo FILE=exif.jpg" in cures[0] and "chèn lại" in cures[1] and "xuất lại" in cures[2]
