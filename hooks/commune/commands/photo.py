"""photo: a picture, or a folder of them, made safe to keep and named as files here are named."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..campaigns.drafting import CASES
from ..core.tree import is_plain
from ..disk import make_room, write
from ..uploads.brought import brought, in_order, is_photo, is_ready
from ..uploads.photos import pages
from . import Commands, Refusal
from .following import renamed
from .gallery import add_gallery
from .given import given_path
from .messages import given_file

_EXAMPLE = "make photo FILE=content/campaigns/2026-12-ngay-hoi/anh.jpg"
_ASIDE = "da-don"  # where the cleaned photos of somebody's own folder are put


def add_to(commands: Commands) -> None:
    photo = commands.add_parser("photo", help="dọn ảnh trước khi đưa lên: xóa nơi chụp, xoay đúng, thu nhỏ, đặt tên")
    photo.add_argument("file", type=given_path, nargs="?", help="tệp ảnh, hoặc thư mục ảnh")
    photo.add_argument("--post", help="thư mục của một bài: đưa cả thư mục ảnh vào bài ấy. Ví dụ: 2026-12-ngay-hoi")
    photo.add_argument("--people", choices=[case.people for case in CASES], help="nhận ra được ai trong các ảnh")
    photo.add_argument("--consent-on", help="ngày những người ấy đồng ý bằng văn bản")
    photo.set_defaults(run=run, anywhere=True)


def run(options: Namespace) -> int:
    """The photos upright, smaller, without place, time or device; their names in ASCII, and links to them follow."""
    given: Path | None = options.file
    if options.post and given and given != Path():
        return add_gallery(options, photos_in(given) if given.is_dir() else [given_file(given, _EXAMPLE)])
    if given is not None and given != Path() and given.is_dir():
        return _clean_folder(options.root, given)
    path = given_file(given, _EXAMPLE)
    make_room(options.root, path)
    try:
        print(_clean(options.root, path, path.parent))
    except ValueError as error:
        raise Refusal(f"{path}: {error}") from error
    return 0


def photos_in(folder: Path) -> list[Path]:
    """The photos of a folder in the order that people count. Raises Refusal where there is none."""
    found = [path for path in folder.iterdir() if is_photo(path.name) and is_plain(path)]
    if not found:
        raise Refusal(f"{folder}: trong thư mục này không có ảnh nào.")
    return sorted(found, key=lambda path: in_order(path.name))


def _clean_folder(root: Path, folder: Path) -> int:
    """Every photo; what is wrong with one keeps no other back."""
    wrong = []
    target = folder if _is_kept(folder) else folder / _ASIDE
    for path in photos_in(folder):
        try:
            print(f"{path}: đã dọn từ trước." if _is_done(path) else _clean(root, path, target))
        except ValueError as error:
            wrong.append(f"{path}: {error}")
    if wrong:
        raise Refusal("\n".join(["Các ảnh này chưa dọn được, các ảnh khác đã xong:", *wrong]))
    return 0


def _is_kept(path: Path) -> bool:
    """Whether a file stands in content/, where the cleaned one takes its place; somebody's own stays as it is."""
    return "content" in path.resolve().parts


def _is_done(path: Path) -> bool:
    return _is_kept(path) and is_ready(path.name, path.read_bytes())


def _clean(root: Path, path: Path, folder: Path) -> str:
    """Puts the cleaned photo into `folder`, and says so. Raises ValueError."""
    before, replaced = path.read_bytes(), _is_kept(path)
    taken = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    name, after = brought(path.name, before, taken - ({path.name} if replaced else set()))
    write(root, folder / name, after)
    if replaced and name != path.name:
        renamed(root, path, name)
    first = f" Tệp có {pages(before)} trang: chỉ lấy trang đầu." if pages(before) > 1 else ""
    return f"{folder / name}: đã xóa nơi chụp và thông tin ẩn, {_size(before)} còn {_size(after)}.{first}"


def _size(data: bytes) -> str:
    return f"{len(data) / 1_000_000:.1f} MB".replace(".", ",")
