"""The plan as a tree: what is numbered or listed in it, with an address each, and all else in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ..core.table_rows import Table
from .markers import without_sign

PREAMBLE_ID, CLOSING_ID = "mo-dau", "ket-luan"
NAMED = re.compile(r"(?:Phần|Chương|Mục|Điều|Phụ lục|phần)\b")


@dataclass
class Item:
    """A numbered item or a point: `id` is its anchor ("ii-3-2"), `number` how people cite it ("II.3, ý 2").

    `blocks` are what it says below its first words, in their order. `sign` is what stands before the words of a point.
    """

    id: str
    number: str
    text: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    sign: str = ""
    is_dash: bool = False

    @property
    def paragraphs(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str)]

    @property
    def children(self) -> list[Item]:
        """What is numbered or listed right below it."""
        return [block for block in self.blocks if isinstance(block, Item)]

    @property
    def numbered(self) -> list[Item]:
        """Those of its children that are headings."""
        return [child for child in self.children if not child.is_dash]

    @property
    def title(self) -> str:
        """Its first words without what stands before them."""
        return self.text if self.is_dash else without_sign(self.text)

    @property
    def cited(self) -> str:
        """How people name it in a sentence: "mục II.3, ý 2", "Điều 3, khoản 1"."""
        return self.number if NAMED.match(self.number) else f"mục {self.number}"

    @property
    def as_part(self) -> str:
        """How people name a part of the plan: "phần IV", "Điều 3"."""
        return self.number if NAMED.match(self.number) else f"phần {self.number}"

    @property
    def words(self) -> str:
        """All that the item says itself, without its children."""
        said = (
            block if isinstance(block, str) else block.words for block in self.blocks if not isinstance(block, Item)
        )
        return "\n".join([self.text, *said])

    @property
    def own_text(self) -> str:
        """What a unit has to do: the dash item's words, or the paragraphs under its heading."""
        return self.text if self.is_dash else "\n".join(self.paragraphs) or self.text

    @property
    def is_plain(self) -> bool:
        """Whether it says nothing but `own_text`."""
        return not (self.is_dash and self.blocks) and all(isinstance(block, str) for block in self.blocks)

    @property
    def whole_text(self) -> str:
        """What a unit has to do, with all that stands below it."""
        if self.is_plain:
            return self.own_text
        below = (_said(block) for block in self.blocks)
        return "\n".join([self.text, *below])

    def walk(self) -> Iterator[Item]:
        yield self
        for child in self.children:
            yield from child.walk()

    def runs(self) -> Iterator[tuple[str, list[Block]]]:
        """Its blocks in their order as (what they are, those of a kind that follow each other)."""
        for kind, blocks in groupby(self.blocks, _kind):
            yield kind, list(blocks)


Block = str | Table | Item


def _kind(block: Block) -> str:
    if isinstance(block, Item):
        return "points" if block.is_dash else "headings"
    return "paragraphs" if isinstance(block, str) else "tables"


def _said(block: Block) -> str:
    if isinstance(block, Item):
        return "\n".join([block.sign + block.text, *map(_said, block.blocks)])
    return block if isinstance(block, str) else block.words


@dataclass
class Text:
    """The whole document in its order."""

    letterhead: list[str] = field(default_factory=list)
    kind: str = ""
    title: str = ""
    opening: Item = field(default_factory=lambda: Item(PREAMBLE_ID, "phần mở đầu", "", 0))
    parts: list[Item] = field(default_factory=list)
    ending: Item = field(default_factory=lambda: Item(CLOSING_ID, "phần kết", "", 0))
    recipients_label: str = ""
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signer: list[str] = field(default_factory=list)
    signed_first: bool = False  # whether the signature stands above the recipients
    annexes: list[Item] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        """Every item with an address, in the order of the document."""
        for item in (*self.opening.children, *self.parts, *self.ending.children, *self.annexes):
            yield from item.walk()

    def above(self, item: Item) -> Item:
        """What an item stands right below; the item itself where it is a part of the plan."""
        return next((each for each in self.items() if any(child is item for child in each.children)), item)

    def cite(self, item_id: str) -> str:
        """How people name an item: "mục IV.6, ý 3", "phần kết"; the id itself where there is none such."""
        names = {PREAMBLE_ID: "phần mở đầu", CLOSING_ID: "phần kết"}
        names |= {item.id: item.cited for item in self.items()}
        return names.get(item_id, item_id)

    def words_of(self, item_id: str) -> str | None:
        """The words of an item, of the preamble or of the closing; None where there is no such id."""
        if item_id == PREAMBLE_ID:
            return "\n".join([self.title, self.opening.words])
        if item_id == CLOSING_ID:
            return self.ending.words
        return next((item.words for item in self.items() if item.id == item_id), None)
