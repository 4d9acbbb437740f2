"""The words of a page as blocks one after the other, for paper and for documents to adapt."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Literal

Run = tuple[str, bool]  # words, and whether they are bold

_HEADINGS: dict[str, Literal[1, 2, 3]] = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_BELOW: dict[int, Literal[1, 2, 3]] = {0: 1, 1: 2, 2: 3}
_PARAGRAPHS = {"p", "summary", "figcaption", "dt", "dd"}
_BOLD = {"b", "strong", "summary", "th", "dt"}


@dataclass
class TextBlock:
    """A heading (of `level` 1 to 3), a paragraph (`level` 0) or a table (`rows` of cells).

    `item`: "" outside of lists, "•" or "1." at the start of an item. `folded`: what the page shows when asked for.
    """

    runs: list[Run] = field(default_factory=list)
    level: Literal[0, 1, 2, 3] = 0
    item: str = ""
    folded: bool = False
    rows: list[list[list[Run]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.runs)

    def as_data(self) -> dict[str, object]:
        """For a template."""
        return asdict(self)


def blocks_of(html: str) -> list[TextBlock]:
    """The blocks of `html`. Links keep their words, pictures what is said of them; the rest of the look is left."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = [block for block in reader.blocks if block.rows or block.text.strip()]
    level: Literal[0, 1, 2, 3] = 0
    for heading in (block for block in blocks if block.level):
        if heading.level > level + 1:  # a print that readers hear may skip no level
            heading.level = _BELOW[level]
        level = heading.level
    return blocks


def text_of(html: str) -> str:
    """The words of `html` to be read out: a paragraph each, with an empty line between them."""
    return "\n\n".join(words for block in blocks_of(html) for words in _lines(block))


def _lines(block: TextBlock) -> list[str]:
    cells = ["".join(words for words, _ in cell).strip() for row in block.rows for cell in row]
    return [words for words in (block.text.strip(), *cells) if words]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[TextBlock] = []
        self.open: list[Run] | None = None  # where words go
        self.counts: list[int | None] = []  # how far each open list has counted; None where it has dots
        self.item = ""  # the sign of an item that has no words yet
        self.bold = self.folded = 0
        self.calling = False  # within a number to call
        self.called = False  # nothing was said since the last one

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bold += tag in _BOLD
        if tag == "a" and "tap" in (dict(attrs).get("class") or "").split():
            self._begin_call()
        elif tag in _HEADINGS or tag in _PARAGRAPHS:
            self._begin(_HEADINGS.get(tag, 0))
        elif tag in ("ul", "ol"):
            self.counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._begin_item()
        elif tag == "table":
            self.blocks.append(TextBlock(folded=self.folded > 0))
        elif tag == "tr":
            self.blocks[-1].rows.append([])
        elif tag in ("td", "th"):
            self.open = []
            self.blocks[-1].rows[-1].append(self.open)
        elif tag == "details":
            self.folded += 1
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "img" and (words := dict(attrs).get("alt")):
            self.handle_data(f"(Hình: {words})")

    def handle_endtag(self, tag: str) -> None:
        self.bold -= tag in _BOLD
        if tag == "a":
            self.called, self.calling = self.calling, False
        elif tag in _HEADINGS or tag in _PARAGRAPHS or tag in ("li", "td", "th"):
            self.open = None
        elif tag in ("ul", "ol"):
            self.counts.pop()
        elif tag == "details":
            self.folded -= 1

    def handle_data(self, data: str) -> None:
        if self.open is None and data.strip():
            self._begin(0)
        if self.open is None:
            return
        words = " ".join(data.split())
        if words and not self.calling:
            self.called = False
        before = " " if data[0].isspace() and self.open and not self.open[-1][0].endswith(" ") else ""
        after = " " if words and data[-1].isspace() else ""
        if before or words:
            self.open.append((f"{before}{words}{after}", self.bold > 0))

    def _begin(self, level: Literal[0, 1, 2, 3]) -> None:
        block = TextBlock(level=level, item=self.item, folded=self.folded > 0)
        self.item = ""
        self.blocks.append(block)
        self.open = block.runs

    def _begin_call(self) -> None:
        """Numbers that follow each other stand one a line: run together, the digits of two read as one number."""
        if self.called and self.open and self.blocks[-1].runs is self.open:  # in a cell of a table they stay
            if not self.open[-1][0].strip():
                self.open.pop()
            self._begin(0)
        self.calling, self.called = True, False

    def _begin_item(self) -> None:
        self.open = None
        if not self.counts or (count := self.counts[-1]) is None:
            self.item = "•"
        else:
            self.counts[-1] = count + 1
            self.item = f"{count + 1}."
