"""Fields of Word: what is computed (a page number, a link, a table of contents) between marks in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)"?', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX)\b", re.IGNORECASE)
_DROPPED = re.compile(r"\s*(?:TOC|INDEX|PAGE|NUMPAGES|SECTIONPAGES|XE|TC)\b", re.IGNORECASE)


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass
class Fields:
    """The fields that are open while a document is read; one may reach over many paragraphs."""

    open: list[_Field] = field(default_factory=list)

    @property
    def link(self) -> str:
        """Where the words read now lead."""
        return next((link for each in reversed(self.open) if each.shows and (link := link_in(each.instruction))), "")

    @property
    def is_contents(self) -> bool:
        """Whether a table of contents begins here."""
        return bool(self.open) and _CONTENTS.match(self.open[-1].instruction) is not None and self.open[-1].shows

    def take(self, element: Element) -> bool:
        """Whether an element of a run is a mark of a field, or in one whose words are not shown."""
        if element.tag == "fldChar":
            self._mark(element.get("fldCharType", ""))
            return True
        if element.tag == "instrText":
            if self.open:
                self.open[-1].instruction += element.text or ""
            return True
        return any(not each.shows or is_dropped(each.instruction) for each in self.open)

    def end_paragraph(self) -> None:
        """Only a table of contents goes on in the next one: a field that somebody half deleted hides nothing more."""
        self.open = [each for each in self.open if each.shows and _CONTENTS.match(each.instruction)]

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].shows = True
        elif kind == "end" and self.open:
            self.open.pop()


def link_in(instruction: str) -> str:
    """The address in a field such as HYPERLINK "https://…"; "" in any other."""
    found = _LINK.match(instruction)
    return found[1] if found else ""


def is_dropped(instruction: str) -> bool:
    """Whether what a field shows belongs on paper only."""
    return _DROPPED.match(instruction) is not None
