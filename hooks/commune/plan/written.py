"""plan.md from the lines of a document, word for word: which line is what, and what stands below what.

Nothing is put right. What has no place of its own stays where it stood, as a paragraph, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..core.problem import Place, Problems
from ..core.table_rows import is_row, row_of, separator
from ..core.text import fold, squeeze
from .document import DEEPEST, begins_block, parse_document
from .document import Text as DocumentText
from .markers import Marker, markers

_KIND = re.compile(r"KẾ HOẠCH\.?")
_RULE = re.compile(r"[-–—_*=\s]{2,}")
# What every document has at its top; the page sets it by itself.
_SET_BY_THE_PAGE = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap ?[-–] ?tu do ?[-–] ?hanh phuc|[-–—_*=\s]+")
_LAST_WORDS, _RECIPIENTS = re.compile(r"Trên đây,? là "), re.compile(r"Nơi nhận\b|NƠI NHẬN\b")
_ANNEX = re.compile(r"Phụ lục(?: số)?(?: (?:\d{1,2}|[IVX]{1,5}|[A-Z]))?[.:]?")
_ANNEX_IN_CAPITALS = re.compile(r"(?:PHỤ LỤC|BIỂU MẪU|MẪU SỐ)\b")
_BOLD = re.compile(r"(?<![*\w])\*\*(?=[^\s*])([^*]{1,500}?)(?<=\S)\*\*(?![*\w])")  # in a text copied from the web
_ENDED = re.compile(r"[.;:!?…][\"”’)\]]*$")
_STRANGE = re.compile("[ÐðƉɖƣƢ\u0370-\u03ff\u0400-\u04ff]")
_LOOK_ALIKE = re.compile(rf"(?=\w*[a-zA-ZÀ-ÖØ-ïñ-öø-Ĉċ-\u024f\u1e00-\u1eff])\w*{_STRANGE.pattern}\w*")
_LONG = 50  # a heading shorter than this was not cut off by the edge of the paper
_QUOTED, _LONGEST_ANNEX = 60, 120


@dataclass(frozen=True)
class _Line:
    """A line of the document: its words, how far it is set in, and the ways to read what it begins with."""

    place: int
    words: str
    indent: int = 0
    signs: tuple[Marker, ...] = ()
    row: bool = False


@dataclass
class _Open:
    """An item that others may stand below."""

    sign: Marker
    indent: int


@dataclass
class WrittenPlan:
    """plan.md that was made of a text: its lines, where each stood, what of the text is not in it, what is told."""

    lines: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def add(self, line: str, place: int, close: bool = False) -> None:
        """A block; `close` to the one before it, without an empty line between."""
        if self.lines and not close:
            self.lines.append("")
            self.places.append(place)
        self.lines.append(line)
        self.places.append(place)

    def go_on(self, line: str) -> None:
        """The rest of the last block, which a line break cut off in the middle of a sentence."""
        self.lines[-1] += f" {line}"

    def tell(self, message: str, words: str) -> None:
        """Something that a human eye should look at, with the words it is about."""
        quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rpartition(' ')[0]} …"
        self.told.append(f"“{quoted}”: {message}")


def written_plan(lines: Iterable[str]) -> WrittenPlan:
    """plan.md from the lines of the document, a paragraph a line, as Word writes plain text.

    A row of a table is a line between bars, or one whose cells have tabs between them.
    """
    writer = _Writer(_read(_BOLD.sub(r"\1", "\n".join(lines)).split("\n")))
    writer.write()
    return writer.written


def read_written(written: WrittenPlan, uri: str, problems: Problems) -> DocumentText:
    """The tree of the text; what is wrong in it is told at the lines of `uri`, the file it came from."""
    found = Problems()
    text = parse_document(written.text, uri, found)
    for problem in found:
        line = written.places[problem.place.line - 1] if problem.place.line else 0
        problems.add(Place(uri, line), problem.message)
    return text


def look_alikes(text: str) -> list[str]:
    """The words of a plan with letters that only look Vietnamese; they are told, since a plan is never changed."""
    words = dict.fromkeys(found[0] for found in _LOOK_ALIKE.finditer(text))
    return [
        f"“{word}”: có chữ cái lạ giống chữ Việt ({_strange(word)}), tìm sẽ không thấy; giữ như văn bản"
        for word in words
    ]


def _strange(word: str) -> str:
    return " ".join(dict.fromkeys(sign for sign in word if _STRANGE.match(sign)))


# --- lines ---


def _read(lines: list[str]) -> list[_Line]:
    """The lines that say something."""
    tabbed = _rows_with_tabs(lines)
    return [_line(place, line, place in tabbed) for place, line in enumerate(lines, 1) if line.strip()]


def _line(place: int, line: str, tabbed: bool) -> _Line:
    if tabbed:
        return _Line(place, row_of([cell] for cell in line.strip("\n").split("\t")), row=True)
    words = squeeze(line)
    if is_row(words):
        return _Line(place, words, row=True)
    wide = line.expandtabs(4)
    return _Line(place, words, len(wide) - len(wide.lstrip()), tuple(markers(words)))


def _rows_with_tabs(lines: list[str]) -> set[int]:
    """Where the rows of tables stand in a plain text: lines below each other with as many cells."""
    counts = [_cells(line) for line in lines]
    return {
        at + 1
        for at, count in enumerate(counts)
        if count > 1 and count in (counts[at - 1] if at else 0, counts[at + 1] if at + 1 < len(counts) else 0)
    }


def _cells(line: str) -> int:
    """How many cells a line may have; a tab behind a sign, or before all words, makes none."""
    words = line.strip(" ")
    behind_a_sign = re.fullmatch(r"\S+\t[^\t]*", words) and markers(words.replace("\t", " "))
    return 0 if (words.startswith("\t") and words.count("\t") < 2) or behind_a_sign else words.count("\t") + 1


# --- what is what ---


class _Writer:
    """Goes through the lines once, and knows which part of the document it is in."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.written = WrittenPlan()
        self.end = _end_of(lines)
        self.at = "letterhead"
        self.outline = _Outline(self.written)
        self.before: _Line | None = None  # the line that the last block ends with

    def write(self) -> None:
        for number, line in enumerate(self.lines):
            ahead = next((one for one in self.lines[number + 1 :] if one.signs or one.row), None)
            self._write(line, ahead)
        if self.at in ("title", "body"):
            self.written.add("---", self.lines[-1].place)

    def _write(self, line: _Line, ahead: _Line | None) -> None:
        if self.at == "letterhead":
            return self._letterhead(line)
        if _RULE.fullmatch(line.words):
            self.written.left_out.append(line.words)
            return
        if self.at in ("title", "body") and line.place >= self.end:
            self.written.add("---", line.place)
            self.at = "end"
        if self.at != "title" and _is_annex(line.words):
            self._annex(line)
        elif self.at == "end":
            self._end(line)
        elif self.at == "title":
            self._title(line, ahead)
        else:
            self._body(line, ahead)
        self.before = line

    def _letterhead(self, line: _Line) -> None:
        words = line.words
        if _KIND.fullmatch(words):
            self.written.add(f"# {words}", line.place)
            self.at = "title"
        elif _SET_BY_THE_PAGE.fullmatch(fold(words)) or (words == words.upper() and not re.search(r"\d|/|\|", words)):
            self.written.left_out.append(words)
        else:
            self.written.add(_as_words(words), line.place)

    def _title(self, line: _Line, ahead: _Line | None) -> None:
        """The title may run over several lines, all in capitals, or cut in the middle."""
        title = self.before.words if self.before else ""
        if not title:
            self.written.add(_as_words(line.words), line.place)
        elif not line.signs and not line.row and _is_more_of(title, line.words):
            self.written.go_on(line.words)
        else:
            self.at = "body"
            self._body(line, ahead)

    def _annex(self, line: _Line) -> None:
        if self.at == "body":
            self.written.add("---", line.place)
        self.written.add(f"# {line.words}", line.place)
        self.at, self.outline = "annex", _Outline(self.written, in_annex=True)

    def _body(self, line: _Line, ahead: _Line | None) -> None:
        if line.row:
            self._row(line)
        elif sign := self.outline.choose(line):
            self.outline.open(sign, line, self.before, ahead)
        elif self._goes_on(line):
            self.written.go_on(line.words)
            self.written.tell("được nối vào dòng trên, vì bắt đầu bằng chữ thường", line.words)
        else:
            self._paragraph(line)

    def _row(self, line: _Line) -> None:
        """A table below the point that announces it, else below the heading."""
        goes_on = self.before is not None and self.before.row
        if not goes_on:
            self.outline.close_points(not self.outline.at_colon(self.before))
        self.written.add(self.outline.inset + line.words, line.place, close=goes_on)
        if not goes_on:
            self.written.add(self.outline.inset + separator(line.words), line.place, close=True)

    def _goes_on(self, line: _Line) -> bool:
        """Whether it is the rest of a sentence; a short heading is none."""
        last = self.before
        if last is None or last.row or not line.words[0].islower() or _ENDED.search(self.written.lines[-1]):
            return False
        is_heading = self.written.lines[-1].startswith("#")
        return not is_heading or len(self.written.lines[-1]) > _LONG

    def _paragraph(self, line: _Line) -> None:
        """Below the point that announces it, else below the heading."""
        if self.outline.points and not self.outline.at_colon(self.before):
            self.written.tell("không có dấu đầu dòng, được giữ thành một đoạn riêng ở đúng chỗ ấy", line.words)
            self.outline.close_points(True)
        self.written.add(self.outline.inset + _as_words(line.words), line.place)

    def _end(self, line: _Line) -> None:
        """Closing words, recipients, signature."""
        words, close = line.words, bool(line.signs and self.before and self.before.signs)
        if line.row:
            self._annex(_Line(line.place, ""))
            self._row(line)
        elif (
            not line.signs and words == words.upper() and re.search(r"[^\W\d_]", words) and not _RECIPIENTS.match(words)
        ):
            self.written.add(f"**{words}**", line.place)
        else:
            self.written.add(words if line.signs else _as_words(words), line.place, close=close)


def _is_annex(words: str) -> bool:
    in_capitals = _ANNEX_IN_CAPITALS.match(words) and _in_capitals(words) and len(words) <= _LONGEST_ANNEX
    return bool(in_capitals or _ANNEX.fullmatch(words))


def _in_capitals(words: str) -> bool:
    return words == words.upper() and re.search(r"[^\W\d_]", words) is not None


def _is_more_of(title: str, words: str) -> bool:
    return words[0].islower() or (_in_capitals(title) and _in_capitals(words))


def _end_of(lines: list[_Line]) -> int:
    """Where the numbered part ends: at its last words, or at the recipients. Beyond all lines where there are none."""
    recipients = next((line.place for line in lines if _RECIPIENTS.match(line.words)), 10**9)
    last = max((line.place for line in lines if line.place < recipients and _heads(line)), default=0)
    return next((line.place for line in lines if last < line.place and _LAST_WORDS.match(line.words)), recipients)


def _heads(line: _Line) -> bool:
    return any(sign.is_heading for sign in line.signs)


def _as_words(words: str) -> str:
    """A paragraph as plan.md has it: with a backslash where it would be read as something else."""
    return f"\\{words}" if begins_block(words) else words


# --- what stands below what ---


class _Outline:
    """The open items, the outermost first, and which kinds of items have stood above which in this document."""

    def __init__(self, written: WrittenPlan, in_annex: bool = False) -> None:
        self.written, self.first = written, 2
        self.opened: list[_Open] = []
        self.last: dict[str, Marker] = {}  # of a style, the one that came last
        self.above: set[tuple[str, str]] = set()  # (style, one that stood below it)
        self.in_annex = in_annex

    @property
    def headings(self) -> list[_Open]:
        return [one for one in self.opened if one.sign.is_heading]

    @property
    def points(self) -> list[_Open]:
        return [one for one in self.opened if not one.sign.is_heading]

    @property
    def inset(self) -> str:
        """Before what belongs to the innermost point."""
        return "  " * len(self.points)

    def at_colon(self, before: _Line | None) -> bool:
        """Whether the line before announces what comes."""
        return before is not None and before.words.endswith(":")

    def close_points(self, close: bool) -> None:
        if close:
            self.opened = self.headings

    def choose(self, line: _Line) -> Marker | None:
        """How to read what a line begins with: as what goes on, else as what begins; None where it is no item."""
        opened = {one.sign.style: one.sign for one in self.opened}
        for sign in line.signs:
            if sign.style in opened and (not sign.label or sign.follows(opened[sign.style])):
                return sign
        beginning = [sign for sign in line.signs if self._may_begin(sign, opened)]
        anew = (sign for sign in beginning if sign.value == 1 and sign.style not in opened)
        return next(anew, next(iter(beginning), None))

    def _may_begin(self, sign: Marker, opened: dict[str, Marker]) -> bool:
        if sign.style == "2 numbers" and sign.sign.strip()[-1].isdigit():  # "1.1 Tuyên truyền", but not "2.5 tỷ đồng"
            number = opened.get("1 numbers")
            return number is not None and sign.label.startswith(f"{number.label}-")
        is_letter = sign.style.startswith(("letter", "LETTER"))
        return not is_letter or sign.value == 1 or sign.style in opened or sign.style in self.last

    def open(self, sign: Marker, line: _Line, before: _Line | None, ahead: _Line | None) -> None:
        """Closes what it does not stand below, and writes it."""
        skipped = self._is_out_of_order(sign)
        if skipped:
            self.written.tell("số thứ tự không liền với mục trước; được giữ như trong văn bản", line.words)
        self._close_for(sign, line.indent, before, ahead)
        self.above |= {(one.sign.style, sign.style) for one in self.opened if one.sign.style != sign.style}
        level, mark = self.first + len(self.headings), "\\" if skipped else ""
        if sign.is_heading and level <= DEEPEST:
            self.written.add(f"{'#' * level} {mark}{line.words}", line.place)
        else:
            self.written.add(self.inset + line.words, line.place)
        self.opened.append(_Open(sign, line.indent))
        self.last[sign.style] = sign

    def _is_out_of_order(self, sign: Marker) -> bool:
        """Whether it neither goes on from the one before it, nor begins anew."""
        opened = next((one.sign for one in self.opened if one.sign.style == sign.style), None)
        last = opened or self.last.get(sign.style)
        return sign.value > 0 and not (last and sign.follows(last)) and (sign.value > 1 or opened is not None)

    def _close_for(self, sign: Marker, indent: int, before: _Line | None, ahead: _Line | None) -> None:
        alike = [at for at, one in enumerate(self.opened) if one.sign.style == sign.style]
        if alike and not sign.label:
            beside = next((at for at in reversed(alike) if indent >= self.opened[at].indent - 1), alike[0])
            deeper = beside == len(self.opened) - 1 and indent > self.opened[beside].indent + 1
            self.opened = self.opened if deeper else self.opened[:beside]
        elif alike:
            self.opened = self.opened[: alike[0]]
        elif sign.is_heading:
            self.opened = self.headings
            while self.opened and self._stands_above(sign, self.opened[-1].sign):
                self.opened.pop()
        else:
            while self.points and self._point_above(sign, self.opened[-1].sign, before, ahead):
                self.opened.pop()

    def _stands_above(self, sign: Marker, other: Marker) -> bool:
        return sign.rank < other.rank or (sign.style, other.style) in self.above

    def _point_above(self, sign: Marker, other: Marker, before: _Line | None, ahead: _Line | None) -> bool:
        """Whether a point that begins a new kind closes the open one: it did so before, or that kind follows it."""
        if self.at_colon(before):
            return False
        goes_on_below = ahead is not None and any(each.style == other.style for each in ahead.signs)
        return (sign.style, other.style) in self.above or (goes_on_below and sign.style != "+")
