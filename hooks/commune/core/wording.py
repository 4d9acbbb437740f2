"""What people wrote, as readers meet it: the words of Markdown and of YAML, and the lines on which they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, get_args

from .cache import Cache
from .content_file import ContentFile
from .json_schema import Keywords
from .names import BRACES, Values, key_of_typed
from .problem import Problems
from .prose import html_as_built
from .schema import fields_of, records_in
from .shown import text_blocks
from .source import matches
from .yaml_nodes import Loc, Node, parse_yaml, split_front_matter

CODE = "code, pre, kbd, samp"  # what is shown as it was typed, and read as no words
_WORD = re.compile(r"\w+")
_NEAR = 12  # words: so far ahead in the source the next word of a text is looked for
_START = 3  # words by which the beginning of a text is known


@dataclass(frozen=True)
class Wording:
    """Words that stand together: a paragraph, an item of a list, a value of YAML.

    `key` is the field that has them; empty for the text below a front matter. `lines` are (offset, line) of its words.
    """

    uri: str
    text: str
    lines: tuple[tuple[int, int], ...]
    key: Loc = ()

    def line_at(self, offset: int) -> int:
        """The line of the source on which the word at `offset` stands."""
        at = bisect_right(self.lines, (offset, 1_000_000)) - 1
        return self.lines[max(at, 0)][1] if self.lines else 1


def wordings(
    uri: str, text: str, file_kinds: Iterable[ContentFile], values: Values, keep: Cache, but: str = CODE
) -> Iterator[Wording]:
    """What people wrote in one file: the texts among the values of its record, and the blocks of its Markdown.

    Names in braces have their `values` where these are words, and are left out where they are more than that; so is
    what the selector `but` names. Markdown as HTML is kept in `keep`.
    """
    lines = _Lines(text)
    kind = next((kind for kind in file_kinds if any(matches(uri, pattern) for pattern in kind.patterns)), None)
    front, body, first = (
        split_front_matter(text, uri, Problems()) if uri.endswith(".md") else (parse_yaml(text, uri, Problems()), "", 1)
    )
    for loc, node in _texts(kind.model, front, ()) if kind and front else ():
        words = _named(str(node.value), values)
        yield Wording(uri, words, lines.of(words, node.line), loc)
    for block in text_blocks(html_as_built(body, keep), but) if body.strip() else ():
        words = _named(block.text, values)
        if not block.link and _WORD.search(words):
            yield Wording(uri, words, lines.of(words, first))


def _named(text: str, values: Values) -> str:
    """A text with its names filled in, where they stand for words."""

    def value(found: re.Match[str]) -> str:
        words = values.get(key_of_typed(found.group()) or "", "")
        return "" if hasattr(words, "__html__") else words

    return BRACES.sub(value, text)


def _texts(model: Any, node: Node, loc: Loc) -> Iterator[tuple[Loc, Node]]:
    """The values that are words for people, by the types of the record that they are part of."""
    for name, field in fields_of(model).items():
        child = node.value.get(name) if isinstance(node.value, dict) else None
        if child is not None:
            yield from _texts_of(field, child, (*loc, name))


def _texts_of(field: Any, node: Node, loc: Loc) -> Iterator[tuple[Loc, Node]]:
    record = next(records_in(field.annotation), None)
    for at, each in enumerate(node.value) if isinstance(node.value, list) else [(None, node)]:
        where = loc if at is None else (*loc, at)
        if record and isinstance(each.value, dict):
            yield from _texts(record, each, where)
        elif isinstance(each.value, str) and _is_text(field):
            yield where, each


def _is_text(field: Any) -> bool:
    """Whether the values of a field are words, and no id, address or day."""
    said = [one.keywords for one in _metadata(field) if isinstance(one, Keywords)]
    return any("x-rule" in one for one in said) and not any("pattern" in one for one in said)


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "metadata", ())
    yield from getattr(annotation, "__metadata__", ())
    for inner in (getattr(annotation, "annotation", None), *get_args(annotation)):
        if inner is not None and not isinstance(inner, str):
            yield from _metadata(inner)


class _Lines:
    """Finds the lines of a source on which the words of its texts stand, one text after the other."""

    def __init__(self, text: str) -> None:
        found = [
            (word.lower(), number) for number, line in enumerate(text.split("\n"), 1) for word in _WORD.findall(line)
        ]
        self.words, self.numbers = [word for word, _ in found], [number for _, number in found]
        self.places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            self.places.setdefault(word, []).append(at)
        self.at = 0

    def of(self, text: str, first: int) -> tuple[tuple[int, int], ...]:
        """(offset, line) of the words of a text that begins on `first` or below, after the text looked for last."""
        words = [(word.start(), word.group().lower()) for word in _WORD.finditer(text)]
        at = self._start([word for _, word in islice(words, _START)], first)
        line, lines = self.numbers[at] if at < len(self.numbers) else first, []
        for offset, word in words:
            near = self.words[at : at + _NEAR]
            if word in near:
                at += near.index(word)
                line, at = self.numbers[at], at + 1
            lines.append((offset, line))
        self.at = at
        return tuple(lines)

    def _start(self, words: list[str], first: int) -> int:
        """Where the source has the first words of a text: after the last one, else anywhere from `first` on."""
        begin = next((at for at, number in enumerate(self.numbers) if number >= first), len(self.numbers))
        places = self.places.get(words[0], []) if words else []
        for least in (max(self.at, begin), begin):
            for wanted in (words, words[:1]):
                for at in (at for at in places if at >= least):
                    if self.words[at : at + len(wanted)] == wanted:
                        return at
        return max(self.at, begin)
