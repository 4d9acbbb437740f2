"""check, publish-check, calls: whether the content can be published, and what somebody should look at."""

from __future__ import annotations

from argparse import Namespace

from ..core.page import Manifest
from ..environment import today
from ..help.review import Due, due_contacts
from ..pages import Content, waiting, warnings
from . import Commands
from .site import site


def add_to(commands: Commands) -> None:
    check = commands.add_parser("check", help="kiểm tra nội dung, không dựng trang")
    check.set_defaults(run=run_check)
    publish_check = commands.add_parser("publish-check", help="kiểm tra nội dung, và nói những gì còn trống")
    publish_check.set_defaults(run=run_publish_check)
    calls = commands.add_parser("calls", help="các số cần kiểm tra tuần này")
    calls.set_defaults(run=run_calls)


def run_check(options: Namespace) -> int:
    content, manifest = site(options.root)
    print_result(content, manifest)
    return 0


def run_publish_check(options: Namespace) -> int:
    content, manifest = site(options.root)
    print_result(content, manifest)
    print_blanks(content)
    return 0


def run_calls(options: Namespace) -> int:
    content, _ = site(options.root)
    print_calls(due_contacts(content.help, today()))
    return 0


def print_result(content: Content, manifest: Manifest) -> None:
    """That the content can be published, and what should not wait long."""
    print(f"Nội dung đạt: {len(manifest.pages)} trang, {len(manifest.assets)} tệp.")
    if due := due_contacts(content.help, today()):
        print_calls(due)
    for warning in [*warnings(content), *waiting(content)]:
        print(f"- {warning}")


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
