"""What a picture tells beside what it shows."""

from __future__ import annotations

from pathlib import Path

_GPS_IFD = 0x8825  # the tag of the GPS block in Exif 2.3
_XMP_GPS = (b"exif:GPS", b"GPSLatitude", b"GPSLongitude")


def holds_location(path: Path) -> bool:
    """Whether the picture file still says where it was taken, in its Exif or XMP block."""
    from PIL import Image, UnidentifiedImageError  # slow to load, and most checks meet no picture

    if any(mark in path.read_bytes() for mark in _XMP_GPS):
        return True
    try:
        with Image.open(path) as picture:
            return bool(picture.getexif().get_ifd(_GPS_IFD))
    except (UnidentifiedImageError, OSError, SyntaxError):
        return False
