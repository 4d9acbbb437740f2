"""What of a page can be found: its text in passages, each with the heading and the address that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..core.page import Asset, Page
from ..core.text import squeeze

# Not the page's own words: ways to other pages, drawings, what only a program reads, and words explained: those are
# found on a page of their own.
_AROUND = re.compile(
    r'<(nav|aside|svg|script|style|dl|template|textarea|details(?= class="meaning"))\b.*?</\1>', re.DOTALL
)
_SHEET = re.compile(r'<section class="sheet-words">.*?</section>', re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_PLACE = re.compile(r'<(?:li|article|section|div)\b[^>]*\sid="([^"]+)"[^>]*>')
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>|<!--.*?-->", re.DOTALL)
_WITHIN_A_LINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
_PICTURE = re.compile(r'<img\b[^>]*?\salt="([^"]*)"[^>]*>')
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Passage:
    """A piece of a page: `anchor` and `heading` are empty at its top."""

    anchor: str
    heading: str
    text: str


def passages(item: Page | Asset) -> list[Passage]:
    """The passages of a page, in its order, without those that say nothing."""
    html = item.data.decode() if isinstance(item, Asset) else _own_words(item)
    if main := _MAIN.search(html):
        html = main[1]
    title = item.title if isinstance(item, Page) else ""
    return [one for one in _split(_AROUND.sub(" ", html), title) if one.text or one.heading]


def _own_words(page: Page) -> str:
    """The body of a page. Of a post, what its author wrote; of a sheet, also its words."""
    return page.body if page.words is None else page.words + "".join(_SHEET.findall(page.body))


def _split(html: str, title: str) -> Iterator[Passage]:
    """Each heading begins a passage, and so does each thing with an address of its own within one; `title` is known."""
    anchor = heading = ""
    said = True  # whether the heading stands at a passage already
    start = 0
    for mark in sorted([*_HEADING.finditer(html), *_PLACE.finditer(html)], key=lambda found: found.start()):
        text = _words(html[start : mark.start()])
        if text or not said:
            yield Passage(anchor, heading if heading != title else "", text)
            said = True
        start = mark.end()
        if mark.re is _PLACE:
            anchor = mark[1]
        elif mark[1] == "1":  # of a help page it says more than the title, which is seen from outside
            anchor, heading, said = "", _words(mark[3]), _words(mark[3]) == title
        else:
            found = _ID.search(mark[2])
            anchor, heading, said = found[1] if found else anchor, _words(mark[3]), False
    yield Passage(anchor, heading if heading != title else "", _words(html[start:]))


def _words(html: str) -> str:
    said = _PICTURE.sub(r" \1 ", html)
    words = _TAG.sub(lambda tag: "" if tag[1] in _WITHIN_A_LINE else " ", said)
    return squeeze(unescape(words))
