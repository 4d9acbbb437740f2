"""YAML as text with line numbers: no scalar is ever taken for a number, a date or a truth value.

YAML 1.1 turns `on:` into True, 02203123456 into 302819118 and 7:30 into 450.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import yaml

from .names import Values, with_words_of_place
from .problem import Place, Problem, Problems
from .yaml_errors import SPECIAL_SIGN, syntax_problem

Loc = tuple[str | int, ...]
_DEEPEST = 20
_BRACKETS = re.compile(r"[\[\]{}]")
# Spaces of Word and of web pages: where YAML asks for a space they mean one; in a text they stay.
_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD}]")
_AT_SYNTAX = re.compile(rf"^[- {_ODD}]*(?:[a-z_]+[ {_ODD}]*:[{_ODD}]+)?|[{{,] *[a-z_]+:[{_ODD}]+", re.MULTILINE)
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A front matter whose first or last line Word or somebody's hand made into something like three dashes.
_DASHES = "[ \\t]*(?:[-–—−]{2,}|[–—−])[ \\t]*"
_LIKE_FRONT = re.compile(rf"(?P<open>{_DASHES})\n(?=[a-z_]+:)(?:.+\n)*?(?P<close>{_DASHES})(?:\n|\Z)")
_KEYS_BELOW = re.compile(r"[a-z_]+:(?: .*)?\n(?:.+\n)*?---[ \t]*\n")
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

    def worded(self, words: Values) -> Node:
        """The same with what this place calls things, where texts name it in braces."""
        if isinstance(self.value, list):
            return replace(self, value=[child.worded(words) for child in self.value])
        if isinstance(self.value, dict):
            return replace(self, value={key: child.worded(words) for key, child in self.value.items()})
        if self.value is None or "{{" not in self.value:
            return self
        return replace(self, value=with_words_of_place(self.value, words))

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
    node, found = _read(text, uri, first_line)
    for problem in found:
        problems.add(problem.place, problem.message)
    return node


@lru_cache(maxsize=256)  # whoever looks at each edit, or at one change after another, reads most files as they were
def _read(text: str, uri: str, first_line: int) -> tuple[Node | None, tuple[Problem, ...]]:
    problems = Problems()
    return _tree(text, uri, problems, first_line), tuple(problems)


def _tree(text: str, uri: str, problems: Problems, first_line: int) -> Node | None:
    shift, text = first_line - 1, _with_plain_spaces(text)
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


def _with_plain_spaces(text: str) -> str:
    if not _ODD_SPACE.search(text):
        return text
    return _AT_SYNTAX.sub(lambda found: _ODD_SPACE.sub(" ", found[0]), text)


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
    match = _FRONT.match(text)
    if wrong := _wrong_line_around_front(text, match):
        problems.add(Place(uri, wrong[0]), wrong[1])
        return None, "", 1
    if not match:
        return Node({}, 1), text, 1
    front = parse_yaml(match.group(1), uri, problems, first_line=2)
    return front, text[match.end() :], text[: match.end()].count("\n") + 1


def _wrong_line_around_front(text: str, match: re.Match[str] | None) -> tuple[int, str] | None:
    """(line, what is wrong) where a line of three dashes is not as it should be, or stands in a wrong place."""
    if match and _KEYS_BELOW.match(text, match.end()):
        line = text.count("\n", 0, match.end() - 1) + 1
        return line, "dòng --- này đóng phần đầu quá sớm: dưới nó còn các mục của phần đầu. Hãy xóa dòng này"
    if not match and (near := _LIKE_FRONT.match(text)):
        which = "close" if re.fullmatch(r"---[ \t]*", near["open"]) else "open"
        shown = f'"{near[which].strip()}"' if near[which].strip() != "---" else "--- có dấu cách ở trước"
        message = f"dòng này là {shown}, phải đúng là ba dấu gạch ngắn --- sát đầu dòng. Hãy xóa và gõ lại"
        return text.count("\n", 0, near.start(which)) + 1, message
    if not match and re.match(r"[\s`]*\n---[ \t]*\n[a-z_]+:", text):
        return 1, "dòng --- mở phần đầu phải là dòng đầu tiên của tệp. Hãy xóa những gì đứng trước nó"
    if not match and re.match(r"---[ \t]*\n", text):
        return (
            1,
            "phần đầu mở ở dòng này thì thiếu dòng --- đóng phần đầu: thêm một dòng chỉ có --- dưới mục cuối cùng"
            f", có lẽ là dưới dòng {_last_key_line(text)}",
        )
    return None


def _last_key_line(text: str) -> int:
    """The line where a front matter that nobody closed seems to end: what follows is neither a key nor part of one."""
    lines = text.split("\n")
    part = re.compile(r"[a-z_]+:(\s|$)|\s+\S|- |#\s")
    return next((at for at in range(1, len(lines)) if not part.match(lines[at])), len(lines))


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
        """`title: Ngày #8thang3` loses its last word: " #" begins a comment. Our comments have lines of their own."""
        rest = self.lines[raw.end_mark.line][raw.end_mark.column :] if raw.end_mark.line < len(self.lines) else ""
        if lost := re.match(r"\s+(#\s*\S+)", rest):
            cure = 'Hãy đặt cả nội dung trong dấu nháy "…"; còn ghi chú thì viết trên một dòng riêng'
            self._report(line, f'"{lost.group(1)}" và chữ sau nó sẽ bị bỏ mất. {cure}')

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
                in_list = self.lines[line - 1 - self.shift].lstrip().startswith("- ")
                new = '. Mục mới thì bắt đầu bằng "- "' if in_list else ""
                self._report(key_line, f'"{key}" đã có ở dòng {lines[key]}: chỉ giữ một chỗ{new}')
                continue
            values[key], lines[key] = self.node(raw_value), key_line
        return Node(values, line, lines)

    def _report(self, line: int, message: str) -> None:
        self.problems.add(Place(self.uri, line), message)


def _scalar(raw: yaml.ScalarNode) -> str | None:
    """The text of a scalar; None for an empty slot (`phone:`, `phone: ""`, `phone: ~`)."""
    text = str(raw.value).strip()
    return None if not text or (not raw.style and text in ("~", "null")) else text
