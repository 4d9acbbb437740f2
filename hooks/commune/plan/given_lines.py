"""The lines of a plan as it was given: their words, what they begin with, and what is a row of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ..core.table_rows import is_row, row_of
from ..core.text import squeeze
from .markers import Marker, markers
from .parsing import RECIPIENTS

KIND = re.compile(r"(KẾ HOẠCH\.?|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| CÔNG TÁC)?(?=$)|ĐỀ ÁN(?=$))(?:\s+(.+))?")
_LAST_WORDS = re.compile(r"Trên đây,? là ")
_ANNEX = re.compile(r"Phụ lục(?: số)?(?: (?:\d{1,2}|[IVX]{1,5}|[A-Z]))?[.:]?")
_ANNEX_IN_CAPITALS = re.compile(r"(?:PHỤ LỤC|BIỂU MẪU|MẪU SỐ)\b")
_BOLD = re.compile(r"(?<![*\w])\*\*(?=[^\s*])([^*]{1,500}?)(?<=\S)\*\*(?![*\w])")  # in a text copied from the web
_LONGEST_ANNEX = _LONGEST_TITLE = 120


@dataclass(frozen=True)
class Line:
    """A line of the document: its words, how far it is set in, and the ways to read what it begins with.

    `title`: it looks like a heading, whatever it begins with.
    """

    place: int
    words: str
    indent: int = 0
    signs: tuple[Marker, ...] = ()
    row: bool = False
    title: bool = False


def read_lines(given: Iterable[str], titles: Collection[int] = ()) -> list[Line]:
    """The lines that say something. Tabs make tables only in what is numbered, and in annexes.

    `titles`: those that stand out in the document as headings do.
    """
    joined = "\n".join(given)
    bold = {place for place, line in enumerate(joined.split("\n"), 1) if _BOLD.fullmatch(line.strip())}
    lines = _BOLD.sub(r"\1", joined).split("\n")
    read, tabbed = list[Line](), _rows_with_tabs(lines)
    beside = list[Line]()  # the signature, where it stands beside the recipients
    at = "head"
    for place, line in enumerate(lines, 1):
        words = squeeze(line)
        if at == "end" and is_annex(words):
            read, beside, at = [*read, *beside], [], "body"
        at = "end" if at == "body" and RECIPIENTS.match(words) else at
        if at == "body":
            read += [_line(place, line, place in tabbed)] if words else []
        else:
            on_the_right = at == "end" and beside and line.startswith("\t")
            found = [cell for cell in _side_by_side(line) if cell.strip()]
            first, *others = ["", *found] if on_the_right else found or [""]
            read += [_line(place, first, False)] if first else []
            (beside if at == "end" else read).extend(_line(place, other, False) for other in others)
        at = "body" if at == "head" and KIND.fullmatch(words) else at
    return [replace(line, title=_is_title(line, {*titles, *bold})) for line in [*read, *beside]]


def _is_title(line: Line, bold: Collection[int]) -> bool:
    """Whether it stands out as headings do: bold, or in capitals, and no sentence."""
    stands_out = line.place in bold or in_capitals(line.words)
    is_short = len(line.words) <= _LONGEST_TITLE and re.search(r"[.;,…]$", line.words) is None
    return stands_out and is_short and not line.row and line.words[0].isupper()


def _side_by_side(line: str) -> list[str]:
    return line.split("\t") if _cells(line) > 1 else [line]


def _line(place: int, line: str, tabbed: bool) -> Line:
    if tabbed:
        return Line(place, row_of([cell] for cell in line.strip("\n").split("\t")), row=True)
    words = squeeze(line)
    if is_row(words):
        return Line(place, words, row=True)
    wide = line.expandtabs(4)
    return Line(place, words, len(wide) - len(wide.lstrip()), tuple(markers(words)))


def _rows_with_tabs(lines: list[str]) -> set[int]:
    """Where the rows of tables stand in a plain text: two lines with as many cells, and all below that have some."""
    counts, rows = [_cells(line) for line in lines], set[int]()
    for place, (count, below) in enumerate(pairwise([*counts, 0]), 1):
        if count > 1 and (count == below or place - 1 in rows):
            rows.add(place)
    return rows


def _cells(line: str) -> int:
    """How many cells a line may have; a tab behind a sign, or before all words, makes none."""
    words = line.strip(" ")
    behind_a_sign = re.fullmatch(r"\S+\t[^\t]*", words) and markers(words.replace("\t", " "))
    return 0 if (words.startswith("\t") and words.count("\t") < 2) or behind_a_sign else words.count("\t") + 1


def is_annex(words: str) -> bool:
    is_title = _ANNEX_IN_CAPITALS.match(words) and in_capitals(words) and len(words) <= _LONGEST_ANNEX
    return bool(is_title or _ANNEX.fullmatch(words))


def in_capitals(words: str) -> bool:
    return words == words.upper() and re.search(r"[^\W\d_]", words) is not None


def end_of(lines: list[Line]) -> int:
    """Where the numbered part ends: at its last words, or at the recipients. Beyond all lines where there are none."""
    body = lines[next((at for at, line in enumerate(lines) if KIND.fullmatch(line.words)), 0) :]
    recipients = next((line.place for line in body if RECIPIENTS.match(line.words)), 10**9)
    last = max((line.place for line in body if line.place < recipients and _heads(line)), default=0)
    return next((line.place for line in body if last < line.place and _LAST_WORDS.match(line.words)), recipients)


def _heads(line: Line) -> bool:
    return any(sign.is_heading for sign in line.signs)
