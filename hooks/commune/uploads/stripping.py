"""Pictures without what they tell beside what they show: taken out of their files, which are not decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")  # the start of a segment, never inside compressed pixels
_SCAN, _END, _JFIF, _ADOBE = 0xDA, 0xD9, 0xE0, 0xEE
_JPEG_KEPT = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}  # frames, tables, scans, lines, restart interval

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),  # the frames of an animation
}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_ALPHA_AND_ANIMATION = 0x12  # the flags of VP8X that speak of what is kept


def strip_picture(data: bytes) -> bytes:
    """The bytes of a JPEG, PNG or WebP without metadata, and without what follows its end; others unchanged.

    Never encoded anew, so not turned upright either: for pictures inside documents, which say themselves how they lie.
    """
    if data.startswith(b"\xff\xd8"):
        return _strip_jpeg(data)
    if data.startswith(_PNG):
        return _PNG + b"".join(chunk for kind, chunk in _png_chunks(data) if kind in _PNG_KEPT)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _strip_webp(data)
    return data


def _strip_jpeg(data: bytes) -> bytes:
    kept, at = [b"\xff\xd8"], 2
    while (found := _MARKER.search(data, at)) and found[0][1] != _END:
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2])
        if found[0][1] == _SCAN:  # the pixels follow, up to the next marker
            following = _MARKER.search(data, at)
            at = following.start() if following else len(data)
        kept.append(_kept_segment(found[0][1], data[found.start() : at]))
    return b"".join([*kept, b"\xff\xd9"])


def _kept_segment(code: int, segment: bytes) -> bytes:
    """The segment, or nothing where it is metadata. Of JFIF and Adobe, only what decoding needs: no thumbnail."""
    if code == _JFIF and segment[4:9] == b"JFIF\0":
        return b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0"
    if code == _ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\0\x0e" + segment[4:16]
    return segment if code in _JPEG_KEPT else b""


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, the whole chunk) up to the end of the picture."""
    at, kind = len(_PNG), b""
    while at + 12 <= len(data) and kind != b"IEND":
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        yield kind, data[at:end]
        at = end


def _strip_webp(data: bytes) -> bytes:
    kept, at, end = [b"WEBP"], 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk = data[at : at + 8 + length + length % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & _WEBP_ALPHA_AND_ANIMATION]) + chunk[9:]
        kept += [chunk] if kind in _WEBP_KEPT else []
        at += 8 + length + length % 2
    return b"RIFF" + sum(map(len, kept)).to_bytes(4, "little") + b"".join(kept)
