"""photo: a picture made safe to keep, before it is put beside a text."""

from __future__ import annotations

from argparse import Namespace
from itertools import count
from pathlib import Path

from ..core.text import slug
from ..disk import make_room, remove, write
from ..uploads.photos import clean_photo
from . import Commands, Refusal
from .messages import given_file

_EXAMPLE = "make photo FILE=content/campaigns/2026-12-ngay-hoi/anh.jpg"


def add_to(commands: Commands) -> None:
    photo = commands.add_parser("photo", help="dọn một bức ảnh trước khi đưa lên: xóa nơi chụp, xoay đúng, thu nhỏ")
    photo.add_argument("file", type=Path, nargs="?", help="tệp ảnh")
    photo.set_defaults(run=run, anywhere=True)


def run(options: Namespace) -> int:
    """The photo upright, smaller, without place, time or device; its name in ASCII."""
    path = given_file(options.file, _EXAMPLE)
    make_room(options.root, path)
    before = path.read_bytes()
    try:
        data = clean_photo(before)
    except ValueError as error:
        raise Refusal(f"{path}: {error}") from error
    suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
    replaced = "content" in path.resolve().parts  # somebody's own photo elsewhere stays as it is
    cleaned = _free_name(path, f"{slug(path.stem) or 'anh'}{{}}{suffix}", replaced)
    write(options.root, cleaned, data)
    if replaced and cleaned.name != path.name:
        remove(options.root, path)
    print(f"{cleaned}: đã xóa nơi chụp và thông tin ẩn, {_size(before)} còn {_size(data)}.")
    return 0


def _free_name(path: Path, pattern: str, replaced: bool) -> Path:
    """The first name of `pattern` ("anh{}.jpg": anh.jpg, anh-2.jpg …) that is free, or of a file that is replaced."""
    names = (path.with_name(pattern.format(f"-{number}" if number > 1 else "")) for number in count(1))
    return next(name for name in names if (replaced and name == path) or not name.exists())


def _size(data: bytes) -> str:
    return f"{len(data) / 1_000_000:.1f} MB".replace(".", ",")
