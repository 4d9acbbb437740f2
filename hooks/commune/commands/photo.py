"""photo: a picture made safe to keep, before it is put beside a text."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..core.text import slug
from ..disk import make_room, remove, write
from ..uploads.photos import clean_photo
from . import Commands, Refusal
from .messages import given_file, next_free

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
    cleaned = next_free(path, f"{slug(path.stem) or 'anh'}{{}}{suffix}", replaced)
    write(options.root, cleaned, data)
    if replaced and cleaned.name != path.name:
        remove(options.root, path)
    print(f"{cleaned}: đã xóa nơi chụp và thông tin ẩn, {_size(before)} còn {_size(data)}.")
    return 0


def _size(data: bytes) -> str:
    return f"{len(data) / 1_000_000:.1f} MB".replace(".", ",")
