"""What of a page can be found: its text in passages, each with the heading and the address that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..core.page import Asset, Page
from ..core.text import slug, squeeze

# Not the page's own words: ways to other pages, drawings, and what only a program reads.
_AROUND = re.compile(r"<(nav|aside|svg|script|style|dl|template|textarea)\b.*?</\1>", re.DOTALL)
_SHEET = re.compile(r'<section class="sheet-words">.*?</section>', re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_PLACE = re.compile(r'<(?:li|article|section|div)\b[^>]*\sid="([^"]+)"[^>]*>')
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>|<!--.*?-->", re.DOTALL)
_WITHIN_A_LINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
_ID = re.compile(r'\sid="([^"]+)"')
# Markdown: headings, pictures, links, marks for the look of a line.
_MARKDOWN_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?:\s*\{[^}]*?#([\w-]+)[^}]*\})?\s*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_SIGNS = re.compile(
    r"^\s*(?:[>|*+-]|\d+\.|!!!|\?\?\?\+?|===|\|?[-:| ]+\|$)\s|\{[^}\n]*\}|[*`|]+|(?<!\w)_|_(?!\w)", re.MULTILINE
)


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
    """The body of a page as HTML, as far as words go. Of a post, what its author wrote; of a sheet, also its words."""
    if page.format == "html":
        return page.body
    written = page.body if page.words is None else page.words
    return _html(written) + "".join(_SHEET.findall(page.body))


def _html(markdown: str) -> str:
    """Markdown with its headings as HTML and the rest as words: a fraction of what converting it would take."""
    text = _LINK.sub(r"\1", _PICTURE.sub(r"\1", markdown))
    return _SIGNS.sub(" ", _MARKDOWN_HEADING.sub(_heading, text))


def _heading(found: re.Match[str]) -> str:
    level, words = len(found[1]), found[2]
    return f'<h{level} id="{found[3] or slug(unescape(words))}">{words}</h{level}>'


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
    words = _TAG.sub(lambda tag: "" if tag[1] in _WITHIN_A_LINE else " ", html)
    return squeeze(unescape(words))
