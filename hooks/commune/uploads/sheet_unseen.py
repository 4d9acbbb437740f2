"""What a workbook holds beside what it shows: cells of the colour behind them, words that only formulas have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from ..core.safe_xml import Tree
from .hidden import Report
from .office_xml import name_of, remove

T = TypeVar("T")
_SMALLEST = 4.0  # points
_WHITE, _BLACK = "FFFFFF", "000000"
# 18.8.27 and 20.1.6.2, as long as nobody changes the theme: paper and ink.
_INDEXED = {"0": _BLACK, "1": _WHITE, "8": _BLACK, "9": _WHITE, "64": _BLACK, "65": _WHITE}
_THEMES = {"0": _WHITE, "1": _BLACK}
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_FORMAT = re.compile(r"[dmyhsDMYHS0#?.,:/\\ -]+")  # of TEXT(…)
_NAME = re.compile(r"[^\W\d][\w.\\]*")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MOST_RANGES = 500
_FORMULAS = ("{*}f", "{*}calculatedColumnFormula", "{*}totalsRowFormula")


@dataclass(frozen=True)
class Unseen:
    """Numbers of styles ("3"): whose cells show nothing, no words, and words in the colour behind them or tiny."""

    blank: set[str]
    wordless: set[str]
    faint: set[str]


def unseen_styles(styles: Tree) -> Unseen:
    """Which styles of cells show nothing of what is in a cell (18.8.10, 18.8.22, 18.8.30)."""
    formats = {each.get("numFmtId") or "": each.get("formatCode") or "" for each in styles.iter("{*}numFmt")}
    shows = {number: _shows(code) for number, code in formats.items()}
    fonts = [_font(each) for each in _in(styles, "fonts")]
    fills = [_fill(each) for each in _in(styles, "fills")]
    found = Unseen(set(), set(), set())
    for at, each in enumerate(_in(styles, "cellXfs")):
        numbers, words = shows.get(each.get("numFmtId") or "", (True, True))
        if not numbers:
            found.blank.add(str(at))
        if not words:
            found.wordless.add(str(at))
        colour, size = _at(fonts, each.get("fontId"), (_BLACK, 11.0))
        if colour == _at(fills, each.get("fillId"), _WHITE) or size <= _SMALLEST:
            found.faint.add(str(at))
    return found


def _in(styles: Tree, name: str) -> Iterator[Tree]:
    box = next(styles.iterchildren(f"{{*}}{name}"), None)
    yield from () if box is None else box


def _at(values: list[T], number: str | None, default: T) -> T:
    at = int(number) if number and re.fullmatch(r"\d{1,6}", number) else 0
    return values[at] if at < len(values) else default


def _shows(code: str) -> tuple[bool, bool]:
    """Whether a format shows (numbers, words) of a cell: up to four parts, of which the last is for words."""
    parts = [_QUOTED.sub("", each).strip() for each in code.split(";")]
    if '"' in code or "\\" in code or "[" in code:
        parts = [_QUOTED.sub("", each).strip() for each in _sections(code)]
    words = len(parts) < 4 or any(mark in parts[3] for mark in ("@", "General"))
    if len(parts) == 1 and "@" not in parts[0] and not parts[0] and code:
        return True, True  # one text for all numbers: a label
    return len(parts) < 3 or any(parts[:3]), words


def _sections(code: str) -> list[str]:
    found, at = [], 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        found.append(match[0] if match else "")
        at += len(found[-1]) + 1
    return found


def _font(font: Tree) -> tuple[str, float]:
    colour, size = _BLACK, 11.0
    for each in font:
        if name_of(each) == "color":
            colour = _colour(each, _BLACK)
        elif name_of(each) == "sz" and re.fullmatch(r"\d{1,4}(?:\.\d{1,9})?", each.get("val") or ""):
            size = float(each.get("val"))
    return colour, size


def _fill(fill: Tree) -> str:
    pattern = next(fill.iterchildren("{*}patternFill"), None)
    kind = "none" if pattern is None else pattern.get("patternType") or "none"
    if pattern is None or kind != "solid":
        return _WHITE if kind == "none" and pattern is not None else "?"
    colour = next(pattern.iterchildren("{*}fgColor"), None)
    return "?" if colour is None else _colour(colour, "?")


def _colour(element: Tree, automatic: str) -> str:
    """A colour as letters that are the same of the same colour."""
    tint = re.sub(r"^-?0?\.?0*$", "", element.get("tint") or "")
    if rgb := element.get("rgb"):
        return f"{rgb[-6:].upper()}{tint}"
    if (theme := element.get("theme")) is not None:
        return f"{_THEMES.get(theme, f'theme {theme}')}{tint}"
    if (number := element.get("indexed")) is not None:
        return _INDEXED.get(number, f"indexed {number}")
    return automatic


def without_unused_formats(styles: Tree) -> None:
    """Takes out the formats of numbers that no cell has: they may have words in them."""
    used = {each.get("numFmtId") for each in styles.iter("{*}xf")}
    for each in list(styles.iterfind("{*}numFmts/{*}numFmt")):
        if each.get("numFmtId") not in used:
            _remove_with_box(each)


# --- where another colour may stand behind a cell


@dataclass(frozen=True)
class Coloured:
    """Ranges of a sheet that a table or a condition colours: there it cannot be told what is behind a cell."""

    ranges: list[tuple[int, int, int, int]]

    @classmethod
    def of(cls, references: Iterable[str]) -> Coloured:
        found = [_range(one) for each in references for one in each.split()[:_MOST_RANGES]]
        return cls([each for each in found if each][:_MOST_RANGES])

    def __contains__(self, place: tuple[int, int]) -> bool:
        column, row = place
        return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in self.ranges)


def _range(said: str) -> tuple[int, int, int, int] | None:
    found = _RANGE.fullmatch(said)
    if not found:
        return None
    left, top = column_of(found[1]), int(found[2])
    return (left, top, column_of(found[3]) if found[3] else left, int(found[4]) if found[4] else top)


def column_of(letters: str) -> int:
    """ "AB" → 28."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


# --- words that no cell shows


@dataclass
class Shown:
    """What the cells of a workbook show, each word for word."""

    words: set[str] = field(default_factory=set)

    def says_more(self, formula: str, own: str = "") -> bool:
        """Whether a formula has words in it that no cell shows; `own` is what its own cell shows."""
        return any(not self._is_shown(each, own) for each in _LITERAL.findall(formula)) if '"' in formula else False

    def _is_shown(self, literal: str, own: str) -> bool:
        said = " ".join(literal.replace('""', '"').split())
        pieces = [each.strip() for each in said.split(",")]
        plain = sum(map(str.isalpha, said)) < 2 or _FORMAT.fullmatch(said) is not None
        return plain or said in self.words or (bool(own) and said in own) or all(each in self.words for each in pieces)


def without_more_words(sheet: Tree, shown: Shown, report: Report) -> None:
    """Takes out of a sheet the formulas, lists and conditions that say what no cell shows; values stay."""
    gone: set[str] = set()
    for each in list(sheet.iter(*_FORMULAS)):
        cell = each.getparent()
        own = " ".join(("" if cell is None else "".join(cell.itertext("{*}v", "{*}t"))).split())
        if shown.says_more(each.text or "", own):
            report.remove("công thức có chữ không hiện ở ô nào", each.text)
            gone.add(each.get("si") or "")
            remove(each)
    for each in [each for each in sheet.iter("{*}f") if each.get("si") in gone]:
        remove(each)
    for each in list(sheet.iter("{*}dataValidation", "{*}cfRule")):
        said = [one.text or "" for one in each.iter("{*}formula", "{*}formula1", "{*}formula2", "{*}f")]
        said.append(f'"{each.get("text") or ""}"')
        if any(map(shown.says_more, said)):
            report.remove("danh sách chọn, điều kiện có chữ không hiện ở ô nào", " ".join(said))
            _remove_with_box(each)


def _remove_with_box(element: Tree) -> None:
    """Takes out a rule; a list of rules without any would make Excel call the file broken."""
    box = element.getparent()
    remove(element)
    if box is None:
        return
    left = [each for each in box if name_of(each) == name_of(element)]
    if "count" in box.attrib:
        box.set("count", str(len(left)))
    if not left:
        remove(box)


def without_unused_names(workbook: Tree, formulas: Iterable[str], shown: Shown, report: Report) -> None:
    """Takes out the names of ranges and values that no formula uses (18.2.5)."""
    names = list(workbook.iter("{*}definedName"))
    used = {name.lower() for formula in formulas for name in _NAME.findall(formula)} if names else set()
    for each in names:
        name = (each.get("name") or "").lower()
        if not name.startswith("_xlnm.") and (name not in used or shown.says_more(each.text or "")):
            report.remove("tên vùng không dùng", f"{each.get('name')} {each.text or ''}")
            _remove_with_box(each)
