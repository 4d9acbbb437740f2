"""YAML as text with line numbers: no scalar is ever taken for a number, a date or a truth value.

YAML 1.1 turns `on:` into True, 02203123456 into 302819118 and 7:30 into 450.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import yaml

from .problem import Place, Problems
from .yaml_errors import SPECIAL_SIGN, syntax_problem

Loc = tuple[str | int, ...]
_DEEPEST = 20
_BRACKETS = re.compile(r"[\[\]{}]")
_STAIRS = re.compile(rf"^ {{100}}|(?:[-?] +){{{_DEEPEST}}}", re.MULTILINE)


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

    def put(self, loc: Loc, new: Node | None) -> Node:
        """The same with `new` at `loc`, or without what stands there; the lines of all else stay as they were."""
        if not loc:
            return new or Node(None, self.line)
        step, rest = loc[0], loc[1:]
        if isinstance(self.value, list) and isinstance(step, int):
            inner = [self.value[step].put(rest, new)] if rest or new else []
            return replace(self, value=[*self.value[:step], *inner, *self.value[step + 1 :]])
        children = dict(self.value) if isinstance(self.value, dict) else {}
        child = children.pop(str(step), Node(None, self.line))
        if rest or new:
            children[str(step)] = child.put(rest, new)
        return replace(self, value=children, key_lines={**dict.fromkeys(children, self.line), **self.key_lines})

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


def node_of(plain: object, line: int = 0) -> Node:
    """Nested str, list and dict as they would be read from YAML that stands on one line."""
    if isinstance(plain, Mapping):
        return Node({str(key): node_of(value, line) for key, value in plain.items()}, line, dict.fromkeys(plain, line))
    if isinstance(plain, list):
        return Node([node_of(value, line) for value in plain], line)
    return Node(str(plain), line)


def parse_yaml(text: str, uri: str, problems: Problems, first_line: int = 1) -> Node | None:
    """The tree of a YAML text that starts on `first_line` of `uri`; None where it is broken, which is a problem."""
    shift = first_line - 1
    if (deep := _too_deep(text)) is not None:
        message = "các dấu [ ] { } hay các gạch đầu dòng lồng vào nhau quá nhiều bậc: hãy viết lại mục này cho đơn giản"
        problems.add(Place(uri, first_line + text.count("\n", 0, deep)), message)
        return None
    try:
        if marks := _anchors(text):
            problems.add(Place(uri, marks[0] + shift), SPECIAL_SIGN)
            return None
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problems.add(*syntax_problem(error, text, uri, shift))
        return None
    if root is None:
        return Node({}, first_line)
    return _Reader(text, uri, shift, problems).node(root)


def _too_deep(text: str) -> int | None:
    """Where YAML goes deeper than any file of ours needs; the reader, which calls itself, would fall over it."""
    if stairs := _STAIRS.search(text):
        return stairs.start()
    depth = 0
    for sign in _BRACKETS.finditer(text):
        depth += 1 if sign.group() in "[{" else -1
        if depth > _DEEPEST:
            return sign.start()
    return None


def _anchors(text: str) -> list[int]:
    """The lines with an anchor, an alias or a tag: YAML would drop these signs, or repeat a passage, in silence."""
    if not re.search(r"(^|[\s\[{,])[&*!]\S", text):
        return []
    kinds = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)
    return [token.start_mark.line + 1 for token in yaml.scan(text, yaml.CSafeLoader) if isinstance(token, kinds)]


def split_front_matter(text: str, uri: str, problems: Problems) -> tuple[Node | None, str, int]:
    """(front matter, body, line the body begins on) of a Markdown file; no front matter is an empty mapping."""
    match = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if not match and re.match(r"---[ \t]*\n", text):
        message = "phần đầu mở ở dòng này thì thiếu dòng --- đóng phần đầu: thêm một dòng chỉ có --- dưới mục cuối cùng"
        problems.add(Place(uri, 1), message)
        return None, "", 1
    if not match:
        return Node({}, 1), text, 1
    front = parse_yaml(match.group(1), uri, problems, first_line=2)
    return front, text[match.end() :], text[: match.end()].count("\n") + 1


class _Reader:
    """Turns PyYAML's nodes into ours, reporting what PyYAML would pass over in silence."""

    def __init__(self, text: str, uri: str, shift: int, problems: Problems) -> None:
        self.lines, self.uri, self.shift, self.problems = text.split("\n"), uri, shift, problems

    def node(self, raw: yaml.Node) -> Node:
        line = raw.start_mark.line + 1 + self.shift
        if isinstance(raw, yaml.MappingNode):
            return self._mapping(raw, line)
        if isinstance(raw, yaml.SequenceNode):
            return Node([self.node(child) for child in raw.value], line)
        self._report_hash(raw, line)
        return Node(_scalar(raw) if isinstance(raw, yaml.ScalarNode) else None, line)

    def _report_hash(self, raw: yaml.Node, line: int) -> None:
        """`title: Ngày #8thang3` loses its last word: " #" begins a comment. A comment of ours has a space after #."""
        rest = self.lines[raw.end_mark.line][raw.end_mark.column :] if raw.end_mark.line < len(self.lines) else ""
        if lost := re.match(r"\s+(#\S+)", rest):
            self._report(line, f'"{lost.group(1)}" và chữ sau nó sẽ bị bỏ mất. Hãy đặt cả nội dung trong dấu nháy "…"')

    def _mapping(self, raw: yaml.MappingNode, line: int) -> Node:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for raw_key, raw_value in raw.value:
            key_line = raw_key.start_mark.line + 1 + self.shift
            if not isinstance(raw_key, yaml.ScalarNode):
                self._report(key_line, 'tên mục phải là một từ, không có [ ] hay { }. Ví dụ: title: "Một, hai"')
                continue
            key = str(raw_key.value)
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
    return None if not text or (not raw.style and text in ("~", "null")) else text
