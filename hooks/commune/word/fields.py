"""Fields of Word: what is computed (a page number, a link, a table of contents) between marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from .package import alternative
from .styles import OFF

_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)"?', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX)\b", re.IGNORECASE)
_PAPER = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\s*(?:SET|ASK|XE|TC|TA|RD|PRIVATE|NEXT|NEXTIF|SKIPIF)\b", re.IGNORECASE)  # these show nothing
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)
# Those that show nothing without a result that stands in the document.
_SILENT = re.compile(r"\s*(?:$|(?:HYPERLINK|ADVANCE|COMMENTS|FORMTEXT|ADDIN)\b)", re.IGNORECASE)
GONE = {"del", "moveFrom", "?conflictDel"}  # what a tracked change took away

FieldKind = Literal["shown", "code", "contents", "paper"]
_KINDS: tuple[FieldKind, ...] = ("code", "contents", "paper")  # the strongest first
_STORIES = ("txbxContent", "footnote", "endnote")

_MOST_OPEN = 50  # fields in fields
_TOO_DEEP = "mã trường (field) lồng vào nhau quá nhiều bậc: hãy chép bài sang một tệp Word mới"


@dataclass
class Field:
    """A field that was begun: what it computes, and whether its result has been reached."""

    begin: Element
    instruction: str = ""
    shows: bool = False
    has_words: bool = False
    is_broken: bool = False

    @property
    def words(self) -> str:
        """What Word shows of a field that keeps no result: a box to tick, the chosen line of a list, a button."""
        tick, lines = self.begin.find("ffData/checkBox"), self.begin.find("ffData/ddList")
        if tick is not None:
            state = next((each for name in ("checked", "default") if (each := tick.find(name)) is not None), None)
            return "☐" if state is None or state.get("val", "1") in OFF else "☒"
        if lines is not None:
            chosen = next((each for name in ("result", "default") if (each := lines.find(name)) is not None), None)
            number = 0 if chosen is None else int(chosen.get("val", "0"))
            return [*(each.get("val", "") for each in lines.findall("listEntry")), ""][number]
        button = _BUTTON.match(self.instruction)
        return button[1].strip() if button else ""

    @property
    def is_lost(self) -> bool:
        """Whether Word computes something here that stands nowhere in the document."""
        return not (self.shows or self.words or _SILENT.match(self.instruction) or _NOTHING.match(self.instruction))


@dataclass
class Fields:
    """The fields that are open while a document is read; one may reach over many paragraphs.

    `whole`: the marks that belong to a field with a beginning and an end. A field that somebody half deleted reaches
    no further than its paragraph, and hides no words.
    """

    open: list[Field] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)

    def know(self, story: Element) -> None:
        """Looks through a text that is about to be read."""
        self.whole |= set(_whole(story))

    @property
    def link(self) -> str:
        """Where the words read now lead."""
        return next((link for each in reversed(self.open) if each.shows and (link := link_in(each.instruction))), "")

    @property
    def state(self) -> FieldKind:
        """What the words read now are: shown, part of a computation, of a table of contents, or for paper only."""
        kinds = {kind_of(each.instruction) if each.shows else "code" for each in self.open}
        return next((kind for kind in _KINDS if kind in kinds), "shown")

    def take(self, element: Element) -> Field | None:
        """Reads a mark of a field, or what it computes; the field that ends here."""
        if element.tag == "instrText":
            if self.open:
                self.open[-1].instruction += element.text or ""
        elif id(element) in self.whole:
            return self._mark(element)
        elif element.get("fldCharType") == "begin":
            self._begin(Field(element, shows=True, is_broken=True))
        return None

    def _begin(self, one: Field) -> None:
        if len(self.open) >= _MOST_OPEN:
            raise ValueError(_TOO_DEEP)
        self.open.append(one)

    def end_paragraph(self) -> None:
        """What goes on in the next one has an end there."""
        self.open = [each for each in self.open if not each.is_broken]

    def _mark(self, element: Element) -> Field | None:
        kind = element.get("fldCharType", "")
        if kind == "begin":
            self._begin(Field(element))
        elif kind == "separate" and self.open:
            self.open[-1].shows = True
        elif kind == "end" and self.open:
            return self.open.pop()
        return None

    def wrote(self) -> None:
        """Words of the result were read."""
        for each in self.open:
            each.has_words = True


def _whole(story: Element) -> Iterator[int]:
    """The marks of all fields that begin and end in one text; a box beside it, a note is a text of its own."""
    open: list[list[Element]] = []
    for mark in _marks(story):
        if mark.tag in _STORIES:
            yield from _whole(mark)
        elif mark.get("fldCharType") == "begin":
            open.append([mark])
        elif open:
            open[-1].append(mark)
            if mark.get("fldCharType") == "end":
                yield from map(id, open.pop())


def _marks(element: Element) -> Iterator[Element]:
    for child in alternative(element) if element.tag == "mc_AlternateContent" else element:
        if child.tag in ("fldChar", *_STORIES):
            yield child
        elif child.tag not in GONE:
            yield from _marks(child)


def link_in(instruction: str) -> str:
    """The address in a field such as HYPERLINK "https://…"; "" in any other."""
    found = _LINK.match(instruction)
    return found[1] if found else ""


def kind_of(instruction: str) -> FieldKind:
    """Whether what a field shows belongs in a text, is a table of contents, belongs on paper only, or is not shown."""
    kinds: tuple[tuple[re.Pattern[str], FieldKind], ...] = (
        (_NOTHING, "code"),
        (_CONTENTS, "contents"),
        (_PAPER, "paper"),
    )
    return next((kind for form, kind in kinds if form.match(instruction)), "shown")
