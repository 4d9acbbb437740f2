"""The dots and numbers that Word puts before items of lists: they stand nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from .model import Marker
from .styles import OFF, Styles

_STEP = 720  # twips: how far a level is indented where nothing says so
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SIGNS = ("+", "*")  # what official papers put before points below points
_PLAIN_NUMBER = re.compile(r"%\d[.)/]?")


@dataclass
class Numbering:
    """Counts the items of all lists while a document is read from its beginning."""

    lists: dict[str, Element] = field(default_factory=dict)  # by numId
    abstract: dict[str, Element] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)  # how far a list has counted at a level
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        if root is None:
            return cls()
        abstract = {each.get("abstractNumId", ""): each for each in root.findall("abstractNum")}
        linked = {_value(each, "styleLink"): each for each in abstract.values() if _value(each, "styleLink")}
        resolved = {key: linked.get(_value(each, "numStyleLink"), each) for key, each in abstract.items()}
        return cls({each.get("numId", ""): each for each in root.findall("num")}, resolved)

    def next(self, paragraph: Element, styles: Styles) -> Marker | None:
        """What stands before a paragraph, which is counted; None before one of no list."""
        properties = styles.paragraph_properties(paragraph)
        number = next((found for each in properties if (found := each.find("numPr/numId")) is not None), None)
        list_id = "" if number is None else number.get("val", "")
        if list_id not in self.lists:
            return None  # 0: a style's number taken away
        deep = next((found for each in properties if (found := each.find("numPr/ilvl")) is not None), None)
        level = int(deep.get("val", "0")) if deep is not None and deep.get("val", "0").isdigit() else 0
        return self._counted(list_id, level, left_of(properties))

    def _counted(self, list_id: str, level: int, own_left: int | None) -> Marker | None:
        abstract_id = _value(self.lists[list_id], "abstractNumId") or ""
        definition = self._level(list_id, abstract_id, level)
        if definition is None:
            return Marker("dot", "•", key=(list_id, level), left=own_left or _STEP * (level + 1))
        form, pattern = _value(definition, "numFmt") or "decimal", _value(definition, "lvlText") or ""
        self._count(list_id, abstract_id, level, definition)
        given = left_of(definition.findall("pPr"))
        place: dict[str, Any] = {"key": (abstract_id, level)}
        place["left"] = own_left if own_left is not None else given if given is not None else _STEP * (level + 1)
        if form == "bullet":
            return Marker("dot", pattern if pattern in _SIGNS else "•", **place)
        legal = definition.find("isLgl") is not None
        label = re.sub(r"%(\d)", lambda found: self._shown(list_id, abstract_id, int(found[1]) - 1, legal), pattern)
        number = self.counts[abstract_id, level]
        hidden = definition.find("rPr/vanish")
        if form == "none" or not label.strip() or (hidden is not None and hidden.get("val", "1") not in OFF):
            return None
        kind: Any = "number" if form == "decimal" and _PLAIN_NUMBER.fullmatch(pattern) else "label"
        return Marker(kind, label.strip(), number, **place)

    def _level(self, list_id: str, abstract_id: str, level: int) -> Element | None:
        """What is said of a level, by the list itself or by what it is made after."""
        places = [*self.lists[list_id].findall("lvlOverride/lvl")]
        if abstract_id in self.abstract:
            places += self.abstract[abstract_id].findall("lvl")
        return next((each for each in places if each.get("ilvl") == str(level)), None)

    def _count(self, list_id: str, abstract_id: str, level: int, definition: Element) -> None:
        start = int(_digits(_value(definition, "start"), "1"))
        again = self._start_again(list_id, level)
        if again is not None and (list_id, level) not in self.begun:
            self.counts.pop((abstract_id, level), None)
            start = again
        self.begun.add((list_id, level))
        self.counts[abstract_id, level] = self.counts.get((abstract_id, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((abstract_id, deeper), None)

    def _start_again(self, list_id: str, level: int) -> int | None:
        for override in self.lists[list_id].findall("lvlOverride"):
            if override.get("ilvl") == str(level) and (start := _value(override, "startOverride")) is not None:
                return int(_digits(start, "1"))
        return None

    def _shown(self, list_id: str, abstract_id: str, level: int, legal: bool) -> str:
        """The number of a level in its own form; in digits, where the whole label is to be `legal` ("01" stays)."""
        definition = self._level(list_id, abstract_id, level)
        form = "decimal" if definition is None else _value(definition, "numFmt") or "decimal"
        shown = "decimal" if legal and form != "decimalZero" else form
        return _written(self.counts.get((abstract_id, level), 1), shown)


def left_of(properties: list[Element]) -> int | None:
    """How far from the margin, in twips, the nearest of these says."""
    for each in properties:
        indent = each.find("ind")
        said = None if indent is None else indent.get("left", indent.get("start"))
        if said and re.fullmatch(r"-?\d+", said):
            return int(said)
    return None


def _written(number: int, form: str) -> str:
    """A number as a list shows it: 3 → "3", "c", "III"."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        rest, roman = number, ""
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _value(element: Element, name: str) -> str | None:
    child = element.find(name)
    return None if child is None else child.get("val", "")


def _digits(text: str | None, otherwise: str) -> str:
    return text if text and text.isdigit() and len(text) < 6 else otherwise
