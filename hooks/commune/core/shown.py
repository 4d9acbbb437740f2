"""What a reader sees of HTML, as texts: what stands together on the page is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .cache import Cache, NoCache
from .number_patterns import as_seen
from .numbers import Seen, may_be_shown, numbers_linked, numbers_seen
from .prose import html_as_built
from .text import squeeze

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption colgroup dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary table "
        "tbody td textarea tfoot th thead tr ul",
    )
)
_UNSEEN = frozenset(("head", "script", "style", "template", "-comment", "!doctype"))
_TOLD = ("alt", "title", "aria-label", "placeholder", "value", "label", "summary", "content", "data-title")
_LEADING = ("href", "action", "cite", "data", "xlink:href")
_UNSEEN_TOLD = ("id", "class")  # readers do not see them, and whoever looks at the page's code does
_NUMBERS_OF_LISTS = (("ol", "start"), ("li", "value"))
_END = object()


@dataclass(frozen=True)
class ShownText:
    """Words that stand together, or (`link`) where a link leads."""

    text: str
    link: bool = False

    def numbers(self) -> list[Seen]:
        return numbers_linked(self.text) if self.link else numbers_seen(self.text)


@lru_cache(maxsize=128)  # several ask of one page, and whoever looks at each edit finds most pages as they were
def text_blocks(html: str, but: str = "") -> tuple[ShownText, ...]:
    """The texts of a piece of HTML in their order: of each block, each description of a picture, each link's target.

    Marks within a sentence join what is on both sides of them, a line break is one; comments are not seen, nor what
    the selector `but` names.
    """
    body = LexborHTMLParser(html).body
    for node in body.css(but) if body and but else ():
        node.decompose()
    return tuple(block for block in _blocks(body) if block.text.strip()) if body else ()


def _blocks(body: LexborNode) -> Iterator[ShownText]:
    words: list[str] = []
    waiting: list[object] = [body]
    while waiting:  # no recursion: nobody knows how deep it goes
        node = waiting.pop()
        if not isinstance(node, LexborNode):
            yield ShownText("".join(words))
            words = []
        elif node.tag == "-text":
            words.append(node.text_content or "")
        elif node.tag == "br":
            words.append("\n")
        elif node.tag not in _UNSEEN:
            yield from _told(node)
            if node.tag in _BLOCKS:
                yield ShownText("".join(words))
                words = []
                waiting.append(_END)
            waiting.extend(reversed([*node.iter(include_text=True)]))
    yield ShownText("".join(words))


def _told(node: LexborNode) -> Iterator[ShownText]:
    """What stands in the attributes of an element."""
    for name, value in node.attributes.items():
        if value and (node.tag, name) in _NUMBERS_OF_LISTS:
            yield ShownText(f"0{value.lstrip('0')}")  # of "0912345678. a" the 0 is left out
        elif value and name in _TOLD:
            yield ShownText(value)
        elif value and (name in _LEADING or (name in _UNSEEN_TOLD and not _is_from_words(value, node))):
            yield ShownText(value, link=True)


def _is_from_words(value: str, node: LexborNode) -> bool:
    """Whether the digits of an id are those of the words in its element, as of a heading."""
    return re.sub(r"\D", "", value) in re.sub(r"\D", "", node.text() or "")


def seen_text(html: str, but: str = "") -> str:
    """All that a reader sees of a piece of HTML, a line for each block, without what the selector `but` names."""
    return "\n".join(squeeze(block.text) for block in text_blocks(html, but) if not block.link)


def numbers_shown(html: str) -> list[Seen]:
    """The numbers that a reader of a piece of HTML sees, or follows a link to."""
    return [number for block in text_blocks(html) for number in block.numbers()] if may_be_shown(html) else []


_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)


def numbers_in_markdown(text: str, keep: Cache = NoCache()) -> list[tuple[int, Seen]]:  # noqa: B008 - it is frozen
    """(line, number) of the numbers that readers of a Markdown text will see, and of those beside its front matter."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    found = numbers_seen(comments(front[1])) if front else []
    if may_be_shown(body):  # rendering costs much more than a look
        found += numbers_shown(html_as_built(body, keep))
    return _placed(found, text) if found else []


def comments(text: str) -> str:
    """What is written beside the values of YAML; the values themselves are read by their models."""
    return "\n".join("".join(re.findall(r"(?:^|\s)#.*", line)) for line in text.split("\n"))


def numbers_by_line(text: str) -> list[tuple[int, Seen]]:
    """(line, number) of the numbers in a plain text."""
    found, line, counted = [], 1, 0
    for number in numbers_seen(text):
        line, counted = line + text.count("\n", counted, number.start), number.start
        found.append((line, number))
    return found


def _placed(found: Iterable[Seen], text: str) -> list[tuple[int, Seen]]:
    """Each number with the line of the source on which its digits begin, as often as they stand there.

    Where marks or entities cut them up, by the first of them that is found; else line 1.
    """
    digits, lines = _digits_by_line(text)
    after: dict[str, int] = {}
    placed = []
    for number in found:
        wanted = re.sub(r"\D", "", as_seen(number.text)[0]) or number.digits
        at = digits.find(wanted, after.get(wanted, 0))
        at = at if at >= 0 else digits.find(wanted)
        if at >= 0:
            after[wanted] = at + 1
        else:
            at = digits.find(wanted[:4])
        line = lines[at] if at >= 0 else _line_of_words(number.text, text)
        placed.append((line, number))
    return placed


def _digits_by_line(text: str) -> tuple[str, list[int]]:
    """All digits of a text, and the line of each, counted from 1."""
    digits: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = re.sub(r"\D", "", as_seen(unescape(line))[0])
        digits.append(found)
        lines += [number] * len(found)
    return "".join(digits), lines


def _line_of_words(words: str, text: str) -> int:
    """The line on which the first words stand, where a number is spelt out."""
    first = " ".join(words.split()[:2])
    return next((number for number, line in enumerate(text.split("\n"), 1) if first in line), 1)
