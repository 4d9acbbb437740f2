"""Photos as people bring them, from phones, scanners and Zalo → what is kept of them, under names of ours."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

from ..core.file_names import file_name, free_name
from .photos import clean_photo, picture_size
from .stripping import strip_picture

_LONGEST = 2560
_KEPT = (".jpg", ".jpeg", ".png", ".webp")
# The endings of what is a photo; not of drawings (SVG), which stay drawings.
_OF_PHONES = (".jpe", ".jfif", ".heic", ".heif", ".hif", ".avif")
PHOTOS = frozenset((*_KEPT, *_OF_PHONES, ".gif", ".bmp", ".tif", ".tiff", ".jp2", ".tga", ".psd"))


def brought(given: str, data: bytes, taken: Collection[str] = ()) -> tuple[str, bytes]:
    """(name, photo) as they are kept, the name none of those `taken`. Raises ValueError, with a sentence."""
    photo = clean_photo(data, _LONGEST)
    ending = ".png" if photo.startswith(b"\x89PNG") else ".jpg"
    stem = given[: -len(PurePath(given).suffix)] if PurePath(given).suffix.lower().strip() in PHOTOS else given
    return free_name(file_name(f"{stem}{ending}"), taken), photo


def is_ready(name: str, data: bytes) -> bool:
    """Whether a photo is kept as it is: it would only lose by being cleaned again."""
    if file_name(name) != name or not name.endswith(_KEPT) or strip_picture(data) != data:
        return False
    return max(picture_size(data)) <= _LONGEST


def is_photo(name: str) -> bool:
    """Whether a file of that name is one; what macOS lays beside each ("._IMG_1003.JPG") is none."""
    return PurePath(file_name(name)).suffix in PHOTOS and not name.startswith(".")


def in_order(name: str) -> list[tuple[int, str]]:
    """A key that sorts names as people count: anh-2 before anh-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", name.lower())]
