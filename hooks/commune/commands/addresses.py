"""addresses, redirects: the ledger of published addresses, and the web server's rules for those that are no more."""

from __future__ import annotations

import sys
from argparse import Namespace

from ..core.source import LEDGER
from ..disk import write
from ..ledger import added, append, cure, vanished
from ..moved.pages import nginx_rules
from . import Commands
from .site import site


def add_to(commands: Commands) -> None:
    commands.add_parser("addresses", help="ghi các địa chỉ mới vào addresses.txt").set_defaults(run=run_addresses)
    redirects = commands.add_parser("redirects", help="in quy tắc chuyển hướng cho máy chủ nginx")
    redirects.add_argument("--base", default="/", help="đường dẫn mà trang được đặt ở đó. Ví dụ: /binh-dang-gioi/")
    redirects.set_defaults(run=run_redirects)


def run_addresses(options: Namespace) -> int:
    """Adds what is published to the ledger and prints it. What vanished stays there, and is told."""
    content, manifest = site(options.root)
    write(options.root, options.root / LEDGER, append(content.ledger, manifest).encode())
    new = added(content.ledger, manifest)
    print(f"{LEDGER}: thêm {len(new)} địa chỉ." if new else f"{LEDGER}: không có địa chỉ mới.")
    for address in new:
        print(f"+ {address}")
    for address in vanished(content.ledger, manifest, content.moved):
        print(cure(address), file=sys.stderr)
    return 0


def run_redirects(options: Namespace) -> int:
    content, _ = site(options.root)
    print(nginx_rules(content.moved, options.base), end="")
    return 0
