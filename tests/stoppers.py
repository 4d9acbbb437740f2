"""Files that would stop a machine, and what is said of them: python stoppers.py prints JSON of name → [seconds, words].

Run by itself, so that the memory that they take can be seen.
"""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

from commune.core.location import located
from commune.core.zip_limits import MOST_PARTS
from commune.uploads.cleaning import clean_file
from commune.uploads.photos import clean_photo
from commune.uploads.previews import first_page
from commune.word.importing import import_word
from documents import cell, docx, odf, paragraph, pptx, shape, xlsx, zipped
from pdfs import numbered, pdf

PICTURE = '<w:p><w:r><w:drawing><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></w:drawing></w:r></w:p>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
WIDE, ROWS = 50_000, 200  # the pixels of a PNG that are there; its header says more


def png(width: int = WIDE, height: int = WIDE) -> bytes:
    """A PNG of one colour as large as that, in a few bytes."""
    pixels = zlib.compress(bytes((1 + width // 8) * ROWS), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def poster() -> bytes:
    """An A1 poster at 300 dpi, as a print shop takes it: a PNG of 70 million pixels in full colour."""
    width, height = 7016, 9933
    pack = zlib.compressobj(1)
    row = b"\0" + bytes(3 * width)
    pixels = b"".join([*(pack.compress(row) for _ in range(height)), pack.flush()])
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def with_picture(data: bytes) -> bytes:
    return docx(PICTURE, {"word/media/a.png": data}, {"word/document.xml": [("image", "media/a.png")]})


def gif(side: int) -> bytes:
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", side, side, 0x80, 0, 0)
        + bytes(6)
        + b","
        + struct.pack("<HHHHB", 0, 0, side, side, 0)
        + b"\2\2L\1\0;"
    )


def stream(number: int, said: str, data: bytes) -> bytes:
    return f"{number} 0 obj<<{said}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream endobj"


def drawn(*objects: bytes, page: str = "/Contents 4 0 R", box: str = "0 0 99 99") -> bytes:
    plain = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]{page}>>endobj".encode(),
    ]
    return numbered([*plain, *objects])


def written_page(said: str) -> bytes:
    """A page on which that is drawn."""
    font = "/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return drawn(stream(4, "", said.encode()), page=font)


def many_parts() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for number in range(2 * MOST_PARTS):
            archive.writestr(f"word/{number}.xml", "<x/>")
    return file.getvalue()


def overlapping() -> bytes:
    """A ZIP whose list names one part again and again: what it holds is read as often."""
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(1_000_000)})
    at, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entries = b"".join(data[at:end].replace(b"word/document", b"word/%08d" % n) for n in range(1000))
    first = data[data.index(b"PK\x01\x02") : at]
    tail = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1001, 1001, len(first + entries), data.index(b"PK\x01\x02"), 0
    )
    return data[: data.index(b"PK\x01\x02")] + first + entries + tail


@cache
def flat() -> bytes:
    """Three hundred megabytes of nothing. As short as it can be made: it takes most of a second."""
    return zlib.compress(bytes(300_000_000), 9)


LAUGHS = "".join(f'<g id="a{n}">{f"<use href=%s#a{n + 1}%s/>" % (chr(34), chr(34)) * 10}</g>' for n in range(9))
MADE: dict[str, Callable[[], bytes]] = {
    "deep.docx": lambda: docx("<w:docVars>" * 200_000 + "</w:docVars>" * 200_000),
    "deep-fields.docx": lambda: docx("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60_000 + "</w:p>"),
    "long.docx": lambda: docx(paragraph("x") * 200_000),
    "full.docx": lambda: docx(paragraph("x") * 50_000),
    "nested-deletions.docx": lambda: docx("<w:del>" * 200 + "<w:r><w:delText>x</w:delText></w:r>" * 100_000 + "</w:del>" * 200),
    "joined.docx": lambda: docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * 20_000),
    "many-parts.docx": many_parts,
    "overlapping.docx": overlapping,
    "unpacked.docx": lambda: docx("", {"word/media/a.bin": bytes(100_000_000)}),
    "giant-picture.docx": lambda: with_picture(png()),
    "giant-gif.docx": lambda: with_picture(gif(60_000)),
    "laughs.docx": lambda: docx("", {"word/document.xml": "<!DOCTYPE a [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><w>&b;</w>"}),
    "utf-7.docx": lambda: docx("", {"word/document.xml": '<?xml version="1.0" encoding="utf-7"?>+ADw-w/+AD4-'}),
    "cells.xlsx": lambda: xlsx(f"<row>{cell('x')}</row>" * 150_000),
    "columns.xlsx": lambda: xlsx("<row><c/></row>" * 50_000, before=f"<cols>{'<col min=%s1%s max=%s999999%s hidden=%s1%s/>' % ((chr(34),) * 6) * 5_000}</cols>"),
    "shapes.pptx": lambda: pptx(shape("x", left=5000) * 8_000),
    "repeated.ods": lambda: odf(
        "<table:table>" + '<table:table-column table:number-columns-repeated="9999999" table:visibility="collapse"/>' * 5_000
        + "<table:table-row><table:table-cell/></table:table-row>" * 20_000 + "</table:table>", kind="spreadsheet"
    ),
    "changes.odt": lambda: odf(f"<text:p>{'<text:change/>x' * 90_000}</text:p>"),
    "giant.png": png,
    "giant-photo.jpg": png,
    "poster.png": poster,
    "chunks.webp": lambda: b"RIFF\0\0\0\x7fWEBP" + b"VP8 \0\0\0\0" * 1_500_000,
    "noise.mp3": lambda: b"\xff\xfb" * 9_000_000,
    "boxes.mp4": lambda: b"\0\0\0\x08ftyp" + b"\0\0\0\x08moov" * 1_500_000,
    "deep.svg": lambda: SVG.format("<g>" * 100_000 + "</g>" * 100_000).encode(),
    "uses.svg": lambda: SVG.format(LAUGHS).encode(),
    "round.svg": lambda: SVG.format('<g id="a"><use href="#a"/></g><use href="#a"/>').encode(),
    "laughs.svg": lambda: ("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + SVG.format("&a;")).encode(),
    "styles.svg": lambda: SVG.format(f"<style>{'a{' * 900_000}</style>").encode(),
    "word.svg": lambda: SVG.format(f'<path fill="{"a" * 5_000_000}("/>').encode(),
    "attributes.svg": lambda: SVG.format("".join(f'<g a{n}="1"/>' for n in range(600_000))).encode(),
    "flat.pdf": lambda: drawn(stream(4, "/Filter/FlateDecode", flat())),
    "flat-twice.pdf": lambda: drawn(stream(4, "/Filter[/FlateDecode/FlateDecode]", zlib.compress(flat(), 9))),
    "giant-picture.pdf": lambda: drawn(
        stream(4, "", b"/A Do"), stream(5, "/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray", b"x"),
        page="/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>",
    ),
    "letters.pdf": lambda: written_page("1 g BT /F1 9 Tf 9 9 Td " + "(abcdefghijklmnopqrstuvwxyz) Tj " * 40_000 + "ET"),
    "texts.pdf": lambda: written_page("BT /F1 9 Tf 9 9 Td (a) Tj ET " * 30_000 + "0 0 9 9 re f " * 90),
    "boxes.pdf": lambda: written_page("BT /F1 9 Tf 9 9 Td (abc) Tj ET " + "0 0 99 99 re f " * 150_000),
    "giant-page.pdf": lambda: drawn(stream(4, "", b"q"), box="0 0 1 900000"),
    "round.pdf": lambda: numbered([b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj"]),
    "deep.pdf": lambda: pdf("", root="/Lang" + "[" * 50_000 + "]" * 50_000),
    "objects.pdf": lambda: numbered([b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj"]),
}  # fmt: skip
WAYS: dict[str, Callable[[str, bytes], object]] = {
    "upload": clean_file,
    "place": lambda name, data: located(name, data),
    "photo": lambda name, data: clean_photo(data),
    "import": lambda name, data: import_word(data, {}),
    "preview": lambda name, data: first_page(clean_file(name, data)),
}


def ways(name: str) -> list[str]:
    kind = Path(name).suffix
    more = {".docx": ["import"], ".png": ["photo"], ".jpg": ["photo"], ".webp": ["photo"], ".pdf": ["preview"]}
    return ["upload", "place", *more.get(kind, [])]


def tried(way: str, name: str, data: bytes) -> tuple[float, str]:
    """(seconds, what is said to the officer, "" where the file is taken)."""
    began, words = process_time(), ""
    try:
        WAYS[way](name, data)
    except ValueError as error:
        words = str(error)
    return process_time() - began, words


def main() -> None:
    found = {}
    for name, make in MADE.items():
        data = make()
        for way in ways(name):
            found[f"{way} {name}"] = tried(way, name, data)
    json.dump({"tried": found, "kilobytes": peak()}, sys.stdout)


def peak() -> int:
    """The most memory that this process has had, in KB. (What getrusage says, a process inherits from its parent.)"""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
