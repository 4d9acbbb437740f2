"""What a Word document is made of, as far as a page can show it, and what is told of the rest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

from ..core.text import squeeze

_MOST_ALIKE = 12


@dataclass(frozen=True)
class SpanLook:
    """How words are set. `raised`: above or below the line."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: Literal["", "sup", "sub"] = ""


PLAIN = SpanLook()


@dataclass(frozen=True)
class Span:
    """A piece of a paragraph: words, a line break, a picture (its file name), a note (its number), a line to call."""

    text: str
    look: SpanLook = PLAIN
    link: str = ""
    kind: Literal["words", "break", "picture", "note", "call"] = "words"
    alt: str = ""


@dataclass(frozen=True)
class Marker:
    """What stands before an item of a list: a dot, a number, or any other `label` ("a)").

    `key` names the list and its level, `left` is how far the item stands from the margin (twips);
    `typed`: the officer typed it, Word does not count.
    """

    kind: Literal["dot", "number", "label"]
    label: str
    number: int = 0
    key: tuple[str, int] = ("", 0)
    left: int = 0
    typed: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `level`: None for text, 0 for the title of the document, 1 to 9 for a heading."""

    spans: tuple[Span, ...]
    level: int | None = None
    marker: Marker | None = None
    left: int = 0
    align: Literal["", "center", "right"] = ""
    depth: int = 0  # in how many items of lists it stands
    place: int = 0  # in the document, for the report

    @property
    def text(self) -> str:
        """Its words alone."""
        return squeeze(
            "".join(" " if s.kind == "break" else s.text for s in self.spans if s.kind in ("words", "break"))
        )

    @property
    def is_bold(self) -> bool:
        """Whether every word of it is bold."""
        words = [span for span in self.spans if span.kind == "words" and span.text.strip()]
        return bool(words) and all(span.look.bold for span in words)

    def plain(self) -> Paragraph:
        """The same words, not bold."""
        return replace(self, spans=tuple(replace(s, look=replace(s.look, bold=False)) for s in self.spans))


@dataclass(frozen=True)
class Cell:
    """A cell of a table; one that is `joined` to the cell on its left or above it has no blocks."""

    blocks: tuple[Block, ...] = ()
    joined: Literal["", "left", "above"] = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells, each row as long as the longest."""

    rows: tuple[tuple[Cell, ...], ...]
    place: int = 0


Block = Paragraph | Table


@dataclass
class ImportReport:
    """What somebody should look at, in the order of the document, and what was tidied up."""

    places: list[str] = field(default_factory=lambda: ["Đầu bài"])
    findings: dict[tuple[int, str], None] = field(default_factory=dict)
    tidied: Counter[str] = field(default_factory=Counter)
    whole: set[str] = field(default_factory=set)  # the messages that quote what stands nowhere else

    @property
    def place(self) -> int:
        """Where the document is being read."""
        return len(self.places) - 1

    def at(self, words: str) -> None:
        """What is told from now on stands at `words`, or behind the last ones where there are none."""
        last = self.places[-1]
        self.places.append(f"“{shortened(words)}”" if squeeze(words) else f"Sau {last}" if last[0] == "“" else last)

    def add(self, message: str, place: int | None = None) -> None:
        """Tells something of a place; of the one that is being read, where none is given."""
        self.findings[self.place if place is None else place, message] = None

    def leave_out(self, what: str, words: str, place: int | None = None) -> None:
        """Tells words that Word shows and that are not taken over: all of them, so that none is lost in silence."""
        if words := squeeze(words):
            message = f"{what}: “{words}”"
            self.whole.add(message)
            self.add(message, place)

    def counted(self) -> list[str]:
        """What was tidied up, and how often."""
        return [f"{number} {what}" for what, number in self.tidied.items() if number]

    def lines(self) -> list[str]:
        """What was told, a line each, in the order of the document; of many alike, the first ones.

        What was left out is told however often.
        """
        told, alike = list[str](), Counter[str]()
        for place, message in sorted(self.findings, key=lambda finding: finding[0]):
            if message in self.whole:
                told.append(f"{self.places[place]}: {message}")
                continue
            kind = re.sub(r"“.*”|\d+", "…", message)
            alike[kind] += 1
            if alike[kind] <= _MOST_ALIKE:
                told.append(f"{self.places[place]}: {message}")
        more = {kind: number - _MOST_ALIKE for kind, number in alike.items() if number > _MOST_ALIKE}
        return told + [f"Và {number} chỗ nữa: {kind}" for kind, number in more.items()]


def shortened(words: str, most: int = 60) -> str:
    """The beginning of `words`, as people quote them."""
    words = squeeze(words)
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
