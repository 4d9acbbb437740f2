"""plan.md from the lines of a document, word for word: which line is what, and what stands below what.

Nothing is put right. What has no place of its own stays where it stood, as a paragraph, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from ..core.old_fonts import looks_alike
from ..core.problem import Place, Problems
from ..core.table_rows import separator
from ..core.text import fold
from .document import Text as DocumentText
from .given_lines import KIND, Line, end_of, in_capitals, is_annex, read_lines
from .markers import ARTICLE, UNNUMBERED
from .outline import OUT_OF_ORDER, Outline, WrittenPlan
from .parsing import RECIPIENTS, begins_block, parse_document

_NUMBER = re.compile(r"Số\s*:")
_RULE = re.compile(r"[-–—_*=\s]{2,}")
# What every document has at its top; the page sets it by itself.
_SET_BY_THE_PAGE = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap ?[-–] ?tu do ?[-–] ?hanh phuc|[-–—_*=\s]+")
_ENDED = re.compile(r"[.;:!?…][\"”’)\]]*$")
_OF_A_FONT = re.compile("[\ue000-\uf8ff]")
_LONG = 50  # a heading shorter than this was not cut off by the edge of the paper


def written_plan(lines: Iterable[str], titles: Collection[int] = ()) -> WrittenPlan:
    """plan.md from the lines of the document, a paragraph a line, as Word writes plain text.

    A row of a table is a line between bars, or one whose cells have tabs between them. `titles`: the lines (from 1)
    that stand out as headings do; they are headings where nothing in the document has a number above "1.".
    """
    writer = _Writer(read_lines(lines, titles))
    writer.write()
    _keep_numbers(writer.written)
    return writer.written


def _keep_numbers(written: WrittenPlan) -> None:
    """Puts a backslash before each number that does not follow the one before it: the document says so."""
    problems = Problems()
    parse_document(written.text, "", problems, as_given=True)
    for line in sorted(problem.place.line for problem in problems if problem.place.line):
        sign, _, words = written.lines[line - 1].partition(" ")
        written.lines[line - 1] = f"{sign} \\{words}"
        written.tell(OUT_OF_ORDER, words)


def read_written(written: WrittenPlan, uri: str, problems: Problems) -> DocumentText:
    """The tree of the text; what is wrong in it is told at the lines of `uri`, the file it came from."""
    found = Problems()
    text = parse_document(written.text, uri, found)
    for problem in found:
        line = written.places[problem.place.line - 1] if problem.place.line else 0
        problems.add(Place(uri, line), problem.message)
    return text


def look_alikes(text: str) -> list[str]:
    """The words of a plan with letters that only look Vietnamese, and signs that other fonts do not have.

    They are told, since a plan is never changed.
    """
    words = dict(looks_alike(text))
    signs = dict.fromkeys(f"U+{ord(sign):04X}" for sign in _OF_A_FONT.findall(text))
    told = [
        f"“{word}”: có chữ cái lạ giống chữ Việt ({_strange(word, own)}), tìm sẽ không thấy; giữ như văn bản"
        for word, own in words.items()
    ]
    return told + [f"Dấu {sign}: của riêng một phông chữ, máy khác không hiện; giữ như văn bản" for sign in signs]


def _strange(word: str, own: str) -> str:
    """The letters that are others in our own writing of a word."""
    return " ".join(dict.fromkeys(sign for sign, ours in zip(word, own, strict=False) if sign != ours))


class _Writer:
    """Goes through the lines once, and knows which part of the document it is in."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.written = WrittenPlan()
        self.end = end_of(lines)
        self.without_parts = not any(sign.is_heading and sign.rank <= ARTICLE for line in lines for sign in line.signs)
        self.at, self.is_numbered = "letterhead", False
        self.outline = Outline(self.written)
        self.before: Line | None = None  # the line that the last block ends with

    def write(self) -> None:
        for line, ahead in zip(self.lines, _ahead(self.lines), strict=True):
            self._write(line, ahead)
        if self.at in ("title", "body"):
            self.written.add("---", self.lines[-1].place)

    def _write(self, line: Line, ahead: Line | None) -> None:
        if self.at == "letterhead":
            return self._letterhead(line)
        if _RULE.fullmatch(line.words):
            self.written.left_out.append(line.words)
            return
        if self.at in ("title", "body") and line.place >= self.end:
            self.written.add("---", line.place)
            self.at = "end"
        inside = self.at == "body" and self.end <= self.lines[-1].place  # what is signed has no annex in it
        if self.at != "title" and not inside and is_annex(line.words):
            self._annex(line)
        elif self.at == "end":
            self._end(line)
        elif self.at == "title":
            self._title(line, ahead)
        else:
            self._body(line, ahead)
        self.before = line

    def _letterhead(self, line: Line) -> None:
        words = line.words
        if kind := KIND.fullmatch(words):
            self.written.add(f"# {kind[1]}", line.place)
            self.at = "title"
            if kind[2]:
                self._title(Line(line.place, kind[2]), None)
                self.before = Line(line.place, kind[2])
        elif self._is_set_by_the_page(words):
            self.written.left_out.append(words)
        else:
            self.written.add(_as_words(words), line.place)
            self.is_numbered = self.is_numbered or _NUMBER.match(words) is not None

    def _is_set_by_the_page(self, words: str) -> bool:
        """The national lines; and who issues the plan, in capitals above its number."""
        names = words == words.upper() and not re.search(r"\d|/|\|", words)
        return _SET_BY_THE_PAGE.fullmatch(fold(words)) is not None or (names and not self.is_numbered)

    def _title(self, line: Line, ahead: Line | None) -> None:
        """The title may run over several lines, all in capitals, or cut in the middle."""
        title = self.before.words if self.before else ""
        if not title:
            self.written.add(_as_words(line.words), line.place)
        elif not line.signs and not line.row and _is_more_of(title, line.words):
            self.written.go_on(line.words)
        else:
            self.at = "body"
            self._body(line, ahead)

    def _annex(self, line: Line) -> None:
        if self.at == "body":
            self.written.add("---", line.place)
        self.written.add(f"# {line.words}", line.place)
        self.at, self.outline = "annex", Outline(self.written, in_annex=True)

    def _body(self, line: Line, ahead: Line | None) -> None:
        if line.row:
            self._row(line)
        elif sign := self.outline.choose(line):
            self.outline.begin(sign, line, self.before, ahead)
        elif self.without_parts and line.title:
            self.outline.begin(UNNUMBERED, replace(line, words=f"\\{line.words}", indent=0), self.before, ahead)
            self.written.tell("không có số, được lấy làm đề mục vì in đậm hoặc viết hoa cả dòng", line.words)
        elif self._goes_on(line):
            self.written.go_on(line.words)
            self.written.tell("được nối vào dòng trên, vì bắt đầu bằng chữ thường", line.words)
        else:
            self._paragraph(line)

    def _row(self, line: Line) -> None:
        """A table below the point that announces it, else below the heading."""
        goes_on = self.before is not None and self.before.row
        if not goes_on:
            self.outline.close_points(not self.outline.at_colon(self.before))
        self.written.add(self.outline.inset + line.words, line.place, close=goes_on)
        if not goes_on:
            self.written.add(self.outline.inset + separator(line.words), line.place, close=True)

    def _goes_on(self, line: Line) -> bool:
        """Whether it is the rest of a sentence; a short heading is none."""
        last = self.before
        if last is None or last.row or not line.words[0].islower() or _ENDED.search(last.words):
            return False
        written = self.written.lines[-1]
        return not written.startswith("#") or written.endswith(",") or len(written) > _LONG

    def _paragraph(self, line: Line) -> None:
        """Below the point that announces it, else below the heading."""
        if self.outline.points and not self.outline.at_colon(self.before):
            self.written.tell("không có dấu đầu dòng, được giữ thành một đoạn riêng ở đúng chỗ ấy", line.words)
            self.outline.close_points(True)
        self.written.add(self.outline.inset + _as_words(line.words), line.place)

    def _end(self, line: Line) -> None:
        """Closing words, recipients, signature."""
        words, close = line.words, bool(line.signs and self.before and self.before.signs)
        if line.row:
            self._annex(Line(line.place, "\\"))
            self._row(line)
        elif (
            not line.signs and words == words.upper() and re.search(r"[^\W\d_]", words) and not RECIPIENTS.match(words)
        ):
            self.written.add(f"**{words}**", line.place)
        else:
            self.written.add(words if line.signs else _as_words(words), line.place, close=close)


def _ahead(lines: list[Line]) -> list[Line | None]:
    """Of each line, the next one behind it that begins an item or is a row."""
    found, last = list[Line | None](), None
    for line in reversed(lines):
        found.append(last)
        last = line if line.signs or line.row else last
    return found[::-1]


def _is_more_of(title: str, words: str) -> bool:
    return words[0].islower() or (in_capitals(title) and in_capitals(words))


def _as_words(words: str) -> str:
    """A paragraph as plan.md has it: with a backslash where it would be read as something else."""
    return f"\\{words}" if begins_block(words) else words
