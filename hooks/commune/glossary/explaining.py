"""Where a word is first used on a page, and what is put there: a line that unfolds, beside the passage.

The page is looked at as the tree that a browser makes of it. A page is a run of blocks (paragraphs, lists, tables) in
boxes, cut into parts by its headings. The words first used in a part are explained together, after the first block
that has one of them: a page with ten words is not ten times interrupted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborNode

from ..core.html import fragment, tree_of
from ..core.render import render
from ..core.text import squeeze
from .model import GlossaryFile, GlossaryTerm

_PARTS = frozenset(("section", "article"))
_BOXES = frozenset(("main", "div", *_PARTS))
_BLOCKS = frozenset(("p", "ul", "ol", "dl", "table"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = frozenset(("li", "p", "td", "dd", "br", "div"))  # what stands on its own within a block
# No running text: what leads on, what is quoted, named or shown as it is typed, what is folded, titles, fields.
_NOT_RUNNING = _HEADINGS | frozenset(
    (
        *("a", "blockquote", "q", "cite", "code", "kbd", "samp", "pre", "summary", "details", "figure", "caption"),
        *("th", "dt", "nav", "aside", "header", "footer", "form", "button", "label", "input", "select", "textarea"),
        *("svg", "script", "style", "template"),
    )
)
# By their classes: the plan, what is read out, what is said about a page; then what templates lay out side by side.
_LEFT_ALONE = frozenset(
    (
        *("document", "sheet", "script", "hero", "way-out", "panel", "tags", "tag", "crumb", "anchor", "copy"),
        *("about", "editions", "fine", "admonition-title"),
    )
)
_SIDE_BY_SIDE = frozenset(("grid", "now", "take", "tabbed-set"))
_NUMBERS = "first-lines"
_OTHERS_WORDS = "data-false"  # a false claim, a wrong answer
_ELSEWHERE = "\ufffc"  # stands for what is no running text, so that nothing is read across it
_QUOTED = re.compile("“[^“”]*”")
_ASKED = re.compile(r"\s+(?:là gì|là việc|là thế nào|nghĩa là|không chỉ là)(?!\w)", re.IGNORECASE)
_ASKED_BEFORE = re.compile(r"thế nào là\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class HardWords:
    """The words to explain, and the `names` that may hold them and are no use of them: of laws, of offices."""

    terms: tuple[GlossaryTerm, ...]
    names: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, GlossaryTerm]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {_key(words): term.id for term in self.terms for words in term.spellings}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The longest first: what is a part of something longer is not found in it."""
        known = sorted({*self._ids, *map(_key, self.names)}, key=len, reverse=True)
        spaced = (r"\s+".join(map(re.escape, words.split())) for words in known)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)

    def found(self, text: str) -> Iterator[tuple[str, bool]]:
        """(id, whether the text itself asks what it is) of every word in a text, in its order."""
        if not self._ids:
            return
        for use in self._pattern.finditer(text):
            if name := self._ids.get(_key(use.group())):
                asked = _ASKED.match(text, use.end()) or _ASKED_BEFORE.search(text, 0, use.start())
                yield name, asked is not None


def hard_words(record: GlossaryFile, names: Iterable[str] = ()) -> HardWords:
    """What to look for; `names` are more that may hold words: those of the laws."""
    return HardWords(record.terms, (*record.names, *names))


def _key(words: str) -> str:
    return squeeze(words).lower()


@dataclass
class _Part:
    """A part of a page, from a heading to the next one: the words first used in it, and the block of the first."""

    ids: list[str] = field(default_factory=list)
    block: LexborNode | None = None


@dataclass
class _Reader:
    """Goes through a page once."""

    words: HardWords
    late: bool  # whether nothing is explained yet: the numbers to call come first
    done: set[str] = field(default_factory=set)
    parts: list[_Part] = field(default_factory=lambda: [_Part()])
    answered: dict[str, str] = field(default_factory=dict)

    def read(self, box: LexborNode) -> None:
        for node in box.iter():
            classes = _classes(node)
            if _NUMBERS in classes:
                self.late = False
            elif node.tag in _HEADINGS:
                self._read_heading(node)
            elif _is_left_alone(node):
                self._begin_part()
            elif node.tag in _BLOCKS or classes & _SIDE_BY_SIDE:
                self._read_block(node)
            elif node.tag in _BOXES:
                self._read_box(node)

    def _read_box(self, node: LexborNode) -> None:
        if node.tag in _PARTS:
            self._begin_part()
        self.read(node)
        if node.tag in _PARTS:
            self._begin_part()

    def _begin_part(self) -> None:
        if self.parts[-1].block:
            self.parts.append(_Part())

    def _read_heading(self, node: LexborNode) -> None:
        self._begin_part()
        asked = [name for name, asks in self.words.found(node.text()) if asks]
        self.done |= {*asked}  # the page says it itself, here
        self.answered |= dict.fromkeys(asked, node.attributes.get("id") or "")
        self.parts[-1].ids = [name for name in self.parts[-1].ids if name not in asked]

    def _read_block(self, node: LexborNode) -> None:
        part = self.parts[-1]
        for name, asks in self.words.found(_running(node)):
            if name not in self.done:
                self.done.add(name)
                part.ids += [] if asks else [name]
        if part.ids and part.block is None and not self.late:
            part.block = _whole(node)


def _classes(node: LexborNode) -> set[str]:
    return {*(node.attributes.get("class") or "").split()}


def _is_left_alone(node: LexborNode) -> bool:
    return _OTHERS_WORDS in node.attributes or bool(_classes(node) & _LEFT_ALONE)


def _running(block: LexborNode) -> str:
    """The running text of a block. A paragraph that is bold as a whole is a heading to the eye."""
    inside = [node for node in block.iter(include_text=True) if (node.text() or "").strip()]
    if block.tag == "p" and [node.tag for node in inside] == ["strong"]:
        return ""
    return _QUOTED.sub(_ELSEWHERE, "".join(_pieces(block)))


def _pieces(node: LexborNode) -> Iterator[str]:
    if node.tag == "-text":
        yield node.text_content or ""
    elif node.tag in _NOT_RUNNING or _is_left_alone(node):
        yield _ELSEWHERE
    else:
        between = _ELSEWHERE if node.tag in _APART else ""
        yield between
        for child in node.iter(include_text=True):
            yield from _pieces(child)
        yield between


def _whole(block: LexborNode) -> LexborNode:
    """The block with what it announces: a list, a number, a table after "như:" are of one piece with it."""
    while block.text().rstrip().endswith(":") and (after := _next(block)) and after.tag not in _HEADINGS:
        block = after
    return block


def _next(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after


@dataclass(frozen=True)
class Explained:
    """A page with its words explained: the ids of those, and the anchors of headings that ask what a word is, by id."""

    html: str
    ids: tuple[str, ...] = ()
    answered: Mapping[str, str] = field(default_factory=dict)


def explained(html: str, words: HardWords) -> Explained:
    """A page, or the body of one, with its words explained; as it was where it uses none."""
    is_whole = html.lstrip()[:9].lower() == "<!doctype"
    tree = tree_of(html if is_whole else f"<main>{html}</main>")
    main = tree.css_first("main")
    if main is None:
        return Explained(html)
    reader = _Reader(words, late=main.css_first(f".{_NUMBERS}") is not None)
    reader.read(main)
    parts = [part for part in reader.parts if part.block and part.ids]
    for part in parts:
        _put_after(part.block, [words.by_id[name] for name in part.ids])
    made = (tree.html if is_whole else main.inner_html) or ""
    ids = tuple(name for part in parts for name in part.ids)
    return Explained(made if ids else html, ids, reader.answered)


def _put_after(block: LexborNode | None, terms: Sequence[GlossaryTerm]) -> None:
    details = fragment(render("glossary/meaning.html", terms=terms)).root
    if block and details:
        block.insert_after(details)
