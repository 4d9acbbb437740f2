"""What is read out of a script: a whole text, or one item behind each of its headings."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..core.text import minutes_aloud, slug
from ..output.blocks import TextBlock, blocks_of, text_of


@dataclass(frozen=True)
class Spoken:
    """An item to read out: `title` is its heading, empty where the script is one item."""

    title: str
    text: str

    @property
    def file_name(self) -> str:
        """By the words before the colon: what follows may be said better one day, and the address stays."""
        return slug(self.title.partition(":")[0])


def items_of(html: Markup) -> list[Spoken]:
    """The items of a script. What stands before the first heading is for who reads it out, and not read out."""
    behind: list[tuple[str, list[TextBlock]]] = []
    for block in blocks_of(html):
        if block.level == 1:
            behind.append((block.text.strip(), []))
        elif behind:
            behind[-1][1].append(block)
    found = [Spoken(title, "\n\n".join(block.text.strip() for block in blocks)) for title, blocks in behind]
    return found or [Spoken("", text_of(html))]


def longest(items: list[Spoken], syllables_per_minute: int) -> int:
    """How many minutes the longest of them takes, rounded up."""
    return max(minutes_aloud(item.text, syllables_per_minute) for item in items)


def minutes_told(html: Markup, syllables_per_minute: int) -> str:
    """ "đọc khoảng 2 phút", "12 bài, mỗi bài đọc khoảng 1 phút" """
    items = items_of(html)
    each = f"đọc khoảng {longest(items, syllables_per_minute)} phút"
    return f"{len(items)} bài, mỗi bài {each}" if len(items) > 1 else each
