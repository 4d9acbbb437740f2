"""YAML as text with line numbers: no scalar is ever taken for a number, a date or a truth value.

YAML 1.1 turns `on:` into True, 02203123456 into 302819118 and 7:30 into 450.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from .problem import Place, Problems

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Node:
    """A piece of YAML: text, nothing (an empty slot), a list or a mapping, and the line it begins on."""

    value: str | list[Node] | dict[str, Node] | None
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> object:
        """The value as nested str, None, list and dict."""
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        return self.value

    def line_of(self, loc: Loc) -> int:
        """The line of the key or list item at `loc`, or of the nearest thing around it."""
        node, line = self, self.line
        for step in loc:
            if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
                line, node = node.key_lines[step], node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.line
            else:
                break
        return line


def parse_yaml(text: str, uri: str, problems: Problems, first_line: int = 1) -> Node:
    """The tree of a YAML text that starts on `first_line` of `uri`; an empty mapping where it is broken."""
    shift = first_line - 1
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problems.add(*_syntax_problem(error, text, uri, shift))
        return Node({}, first_line)
    if root is None:
        return Node({}, first_line)
    return _Reader(uri, shift, problems).node(root)


def split_front_matter(text: str, uri: str, problems: Problems) -> tuple[Node, str, int]:
    """(front matter, body, line the body begins on) of a Markdown file; no front matter is an empty mapping."""
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match:
        return Node({}, 1), text, 1
    front = parse_yaml(match.group(1), uri, problems, first_line=2)
    return front, text[match.end() :], text[: match.end()].count("\n") + 1


class _Reader:
    """Turns PyYAML's nodes into ours, reporting what PyYAML would pass over in silence."""

    def __init__(self, uri: str, shift: int, problems: Problems) -> None:
        self.uri, self.shift, self.problems = uri, shift, problems
        self.seen: set[int] = set()

    def node(self, raw: yaml.Node) -> Node:
        line = raw.start_mark.line + 1 + self.shift
        if id(raw) in self.seen:
            self._report(line, 'không dùng "&" và "*" để lặp lại một đoạn: hãy viết lại đoạn đó ra')
            return Node(None, line)
        self.seen.add(id(raw))
        if isinstance(raw, yaml.MappingNode):
            return self._mapping(raw, line)
        if isinstance(raw, yaml.SequenceNode):
            return Node([self.node(child) for child in raw.value], line)
        return Node(_scalar(raw) if isinstance(raw, yaml.ScalarNode) else None, line)

    def _mapping(self, raw: yaml.MappingNode, line: int) -> Node:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for raw_key, raw_value in raw.value:
            key, key_line = str(raw_key.value), raw_key.start_mark.line + 1 + self.shift
            if key in values:
                self._report(key_line, f'"{key}" đã có ở dòng {lines[key]}: chỉ giữ một chỗ')
                continue
            values[key], lines[key] = self.node(raw_value), key_line
        return Node(values, line, lines)

    def _report(self, line: int, message: str) -> None:
        self.problems.add(Place(self.uri, line), message)


def _scalar(raw: yaml.ScalarNode) -> str | None:
    """The text of a scalar; None for an empty slot (`phone:`, `phone: ""`, `phone: ~`)."""
    text = str(raw.value).strip()
    return None if not text or (raw.style is None and text in ("~", "null")) else text


def _syntax_problem(error: yaml.YAMLError, text: str, uri: str, shift: int) -> tuple[Place, str]:
    """The place and the usual cause of a YAML error, in Vietnamese."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    lines = text.split("\n")
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    cause = _usual_cause(str(getattr(error, "problem", "") or error), lines, line)
    return Place(uri, line + shift), f'máy không đọc được dòng này ("{shown[:60]}"): {cause}'


def _usual_cause(problem: str, lines: list[str], line: int) -> str:
    near = "\n".join(lines[max(0, line - 2) : line])
    if "\t" in near:
        return "dòng có dấu Tab. Hãy thay bằng dấu cách, mỗi bậc thụt vào hai dấu cách"
    if "mapping values are not allowed" in problem:
        return 'trong nội dung có dấu hai chấm. Hãy đặt cả nội dung trong dấu nháy. Ví dụ: title: "Lớp học: bình đẳng"'
    if "quoted scalar" in problem:
        return 'thiếu dấu nháy đóng. Mỗi dấu " mở phải có một dấu " đóng'
    if "cannot start any token" in problem or "alias" in problem or "anchor" in problem:
        return 'nội dung bắt đầu bằng một ký hiệu đặc biệt (* & @ ` %). Hãy đặt nội dung trong dấu nháy "…"'
    if "control characters" in problem or "special characters" in problem:
        return "có ký tự lạ không nhìn thấy. Hãy xóa dòng này và gõ lại"
    return 'thường là do thụt dòng không thẳng hàng, hoặc thiếu dấu hai chấm sau tên mục. Ví dụ: phone: "113"'
