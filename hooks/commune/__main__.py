"""The command line: check the content, or write the pages to a folder without any site engine."""

from __future__ import annotations

import argparse
import sys
from itertools import count
from pathlib import Path

from .core.page import Asset, Manifest, Page, relative_markdown
from .core.problem import ContentError
from .core.source import LEDGER
from .core.text import slug
from .environment import cache, today, updated_on
from .help.review import Due, due_contacts
from .ledger import append, cure, lines_of, nginx_rules, vanished
from .output.pictures import clean_photo
from .pages import Content, make_site, warnings


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when the content can be published, 1 when it cannot."""
    options = _parser().parse_args(arguments)
    if options.command == "photo":
        return clean_photo_file(options.file)
    try:
        content, manifest = make_site(options.root, today(), updated_on(options.root), cache(options.root))
    except ContentError as error:
        count = len(error.problems)
        print(error.problems, file=sys.stderr)
        print(f"\nCó {count} chỗ cần sửa. Trang đang đăng vẫn giữ nguyên.", file=sys.stderr)
        return 1
    if options.command == "addresses":
        record_addresses(options.root, content, manifest)
    elif options.command == "redirects":
        print(nginx_rules(content.moved, options.base), end="")
    elif options.command == "calls":
        print_calls(due_contacts(content.help, today()))
    else:
        if options.command == "pages":
            write_pages(manifest, options.folder)
        print_result(content, manifest)
        if options.command == "publish-check":
            print_blanks(content)
    return 0


def print_result(content: Content, manifest: Manifest) -> None:
    """That the content can be published, and what should not wait long."""
    print(f"Nội dung đạt: {len(manifest.pages)} trang, {len(manifest.assets)} tệp.")
    if due := due_contacts(content.help, today()):
        print_calls(due)
    for warning in warnings(content):
        print(f"- {warning}")


def clean_photo_file(path: Path) -> int:
    """The photo at `path` made safe to keep: upright, smaller, without place, time or device; its name in ASCII."""
    try:
        before = path.read_bytes()
        data = clean_photo(before)
    except (OSError, ValueError) as error:
        print(f"{path}: {error if isinstance(error, ValueError) else 'không mở được tệp này'}", file=sys.stderr)
        return 1
    suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
    cleaned = _free_name(path, f"{slug(path.stem) or 'anh'}{{}}{suffix}")
    cleaned.write_bytes(data)
    if cleaned.name != path.name:
        path.unlink()
    print(f"{cleaned}: đã xóa nơi chụp và thông tin ẩn, {_size(before)} còn {_size(data)}.")
    return 0


def _free_name(path: Path, pattern: str) -> Path:
    """The first name of `pattern` ("anh{}.jpg": anh.jpg, anh-2.jpg …) that is free, or is the file's own."""
    names = (path.with_name(pattern.format(f"-{number}" if number > 1 else "")) for number in count(1))
    return next(name for name in names if name == path or not name.exists())


def _size(data: bytes) -> str:
    return f"{len(data) / 1_000_000:.1f} MB".replace(".", ",")


def record_addresses(root: Path, content: Content, manifest: Manifest) -> None:
    """Adds what is published to the ledger and prints it. What vanished stays there, and is told."""
    before = content.ledger
    after = append(before, manifest)
    (root / LEDGER).write_bytes(after.encode())
    new = sorted(lines_of(after) - lines_of(before))
    print(f"{LEDGER}: thêm {len(new)} địa chỉ." if new else f"{LEDGER}: không có địa chỉ mới.")
    for address in new:
        print(f"+ {address}")
    for address in vanished(before, manifest, content.moved):
        print(cure(address), file=sys.stderr)


def print_calls(due: list[Due]) -> None:
    """The contacts to check this week, for the officer who does it."""
    print("Kiểm tra tuần này:" if due else "Tuần này không có số nào phải kiểm tra.")
    for contact in due:
        print(f"- {contact}")


def print_blanks(content: Content) -> None:
    """What readers are told to wait for. It can be published so; it should not stay so."""
    silent = [contact.label for contact in content.help.everybody() if contact.out_of_service]
    lists = {
        "Số đang tạm ngừng": silent,
        "Cơ quan chưa có số": [office.name for office in content.help.offices if not office.phone],
        "Mục còn trống trong content/commune.yml": content.commune.blanks(),
    }
    for title, names in lists.items():
        if names:
            print(f"{title}: {'; '.join(names)}.")
    print("Đăng được. Những điều trên không ngăn việc đăng.")


def write_pages(manifest: Manifest, folder: Path) -> None:
    """Every page as Markdown with front matter, and every file, under `folder`."""
    for item in manifest.items:
        path = folder / item.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(item))


def _written(item: Page | Asset) -> bytes:
    if isinstance(item, Asset):
        return item.content
    return relative_markdown(item.as_markdown(), item.address).encode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m commune", description="Nội dung của trang: kiểm tra, xuất trang.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="thư mục có content/ và docs/")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="kiểm tra nội dung, không dựng trang")
    commands.add_parser("publish-check", help="kiểm tra nội dung, và nói những gì còn trống trước khi đăng")
    commands.add_parser("addresses", help="ghi các địa chỉ mới vào addresses.txt")
    redirects = commands.add_parser("redirects", help="in quy tắc chuyển hướng cho máy chủ nginx")
    redirects.add_argument("--base", default="/", help="đường dẫn mà trang được đặt ở đó. Ví dụ: /binh-dang-gioi/")
    photo = commands.add_parser("photo", help="dọn một bức ảnh trước khi đưa lên: xóa nơi chụp, xoay đúng, thu nhỏ")
    photo.add_argument("file", type=Path)
    commands.add_parser("calls", help="các số cần kiểm tra tuần này")
    pages = commands.add_parser("pages", help="ghi các trang vào một thư mục")
    pages.add_argument("folder", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
