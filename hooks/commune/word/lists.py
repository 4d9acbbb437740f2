"""Items of lists: those that Word counts, those that somebody typed, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .model import Block, Marker, Paragraph, Span

# "- việc", "-Việc", "+ việc nhỏ", "1. việc", "1) việc"; not "-5 độ".
_DOT = re.compile(r"([-–—•·▪●◦+])(?:\s+(?=\S)|(?=[^\W\d]))")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_NEAR = 100  # twips: items that nearly stand at one line do


@dataclass(frozen=True)
class _Open:
    """An item under which others may stand; `holds`: a list of Markdown, and not only words with a label."""

    marker: Marker
    holds: bool


@dataclass
class Lists:
    """Goes through the blocks in their order and says how deep in lists each stands."""

    open: list[_Open] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)  # by depth: the last number of the list that goes on there

    def placed(self, blocks: Iterable[Block]) -> list[Block]:
        return [self._placed(block) if isinstance(block, Paragraph) else self._ended(block) for block in blocks]

    def _ended(self, block: Block) -> Block:
        self.open, self.numbers = [], {}
        return block

    def _placed(self, block: Paragraph) -> Block:
        if block.level is not None:
            return self._ended(block)
        block = block if block.marker else _typed(block)
        if block.marker:
            return self._item(block, block.marker)
        top = self.open[-1].marker if self.open else None
        if top and not top.typed and block.left > 0 and block.left >= top.left - _NEAR:
            return replace(block, depth=self._depth())
        return self._ended(block)

    def _item(self, block: Paragraph, marker: Marker) -> Paragraph:
        self._close_for(marker)
        depth = self._depth()
        last = self.numbers.get(depth)
        if marker.kind == "number" and last is not None and marker.number != last + 1:
            marker = replace(marker, kind="label")  # Markdown would count on
        for deeper in [each for each in self.numbers if each > depth or marker.kind != "number"]:
            if deeper >= depth:
                del self.numbers[deeper]
        if marker.kind == "number":
            self.numbers[depth] = marker.number
        self.open.append(_Open(marker, marker.kind != "label"))
        return replace(block, marker=marker, depth=depth)

    def _close_for(self, marker: Marker) -> None:
        """Leaves open only the items that this one stands under."""
        keys = [each.marker.key for each in self.open]
        if marker.key in keys:
            del self.open[keys.index(marker.key) :]
        elif marker.typed:
            if marker.label != "+":
                self.open = []
        else:
            while self.open and not _stands_under(marker, self.open[-1].marker):
                self.open.pop()

    def _depth(self) -> int:
        return sum(each.holds for each in self.open)


def _stands_under(marker: Marker, other: Marker) -> bool:
    if marker.key[0] == other.key[0]:
        return marker.key[1] > other.key[1]
    return not other.typed and marker.left > other.left + _NEAR


def _typed(block: Paragraph) -> Paragraph:
    """A paragraph that begins with a dash or a number is an item of a list; a bold line with a number is a heading."""
    first = block.spans[0] if block.spans else None
    if first is None or first.kind != "words":
        return block
    words = "".join(span.text if span.kind == "words" else "\0" for span in block.spans)
    if dot := _DOT.match(words):
        key = ("typed", 1 if dot[1] == "+" else 0)
        return replace(block, marker=Marker("dot", dot[1], key=key, typed=True), spans=_cut(block.spans, dot.end()))
    if (number := _NUMBER.match(words)) and not block.is_bold:
        marker = Marker("number", number[0].strip(), int(number[1]), ("typed number", 0), typed=True)
        return replace(block, marker=marker, spans=_cut(block.spans, number.end()))
    return block


def _cut(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """The spans without their first characters."""
    left: list[Span] = []
    for span in spans:
        taken = min(length, len(span.text)) if span.kind == "words" else 0
        length -= taken
        if taken < len(span.text) or span.kind == "break":
            left.append(replace(span, text=span.text[taken:]))
    return tuple(left)
