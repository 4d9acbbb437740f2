"""guarded: whether the commune's settings differ in what is a maintainer's to change."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..core.problem import ContentError, Place, Problems
from ..core.yaml_nodes import Node, parse_yaml
from ..settings import GUARDED, URI
from . import Commands

_MAINTAINERS = (
    'mục "{}" quyết định người đọc được đưa tới đâu hay điều trang hứa với họ, nên cần khóa của người quản trị: '
    "hãy để như bản đang đăng, hoặc nhờ người quản trị đẩy"
)


def add_to(commands: Commands) -> None:
    guarded = commands.add_parser("guarded", help="(máy chủ gọi) so các thiết đặt mà chỉ người quản trị đổi")
    guarded.add_argument("before", type=Path, help="content/commune.yml của bản đang đăng")
    guarded.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Says nothing where the guarded fields of both files are the same; raises ContentError with each that is not."""
    problems = Problems()
    before, after = (_read(options.root / path, problems) for path in (options.before, URI))
    for name in GUARDED:
        if _at(before, name) != _at(after, name):
            problems.add(Place(URI, after.line_of(tuple(name.split(".")))), _MAINTAINERS.format(name))
    if problems:
        raise ContentError(problems)
    return 0


def _read(path: Path, problems: Problems) -> Node:
    return parse_yaml(path.read_text("utf-8"), URI, problems) or Node(None, 1)


def _at(node: Node, name: str) -> object:
    """What is read there everywhere; None for a field that is empty or not there."""
    value = node.plain()
    for each in name.split("."):
        value = value.get(each) if isinstance(value, dict) else None
    return {key: said for key, said in value.items() if said} if isinstance(value, dict) else value
