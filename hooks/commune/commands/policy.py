"""policy: what a web server has to know of the scripts and styles that stand in the site's pages."""

from __future__ import annotations

from argparse import Namespace

from ..core.policy import hash_lines
from . import Commands


def add_to(commands: Commands) -> None:
    commands.add_parser("policy", help="in mã băm các phần mã trong trang, cho máy chủ web").set_defaults(run=run)


def run(options: Namespace) -> int:
    """Prints the closed list, a part a line: "script sha256-…"."""
    print("\n".join(hash_lines()))
    return 0
