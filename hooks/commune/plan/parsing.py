"""The plan's text as a tree. plan.md is the document itself; nothing is changed, only its structure is read.

# KẾ HOẠCH            the kind of document; before it the letterhead, after it title and preamble
## I. …               a part, by its number, its letter or its "Điều 1.": i, a, dieu-1
### 1. …              what is numbered below it, to any depth that headings have (####): i-1, i-1-1
- …  + …  a) …        a point, under the heading above; set in by two spaces, under the point above: i-1-1, i-1-1-a
| … | … |             a row of a table, as in Markdown
---                   the end of the numbered part; after it the closing words, recipients, signature
# PHỤ LỤC             after the end: an annex, with parts of its own: phu-luc, phu-luc-i

Words that would be read as one of these have a backslash before them, and so has a number that does not follow the one
before it, where the document says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.problem import Place, Problems
from ..core.table_rows import is_row, table_of
from ..core.text import squeeze
from .document import NAMED, Item, Text
from .markers import Marker, marker, markers
from .naming import name_items

DEEPEST = 6  # "######"
DEEPEST_POINT = 12  # more points below each other nobody writes, and no page can show
_HEADING = re.compile(r"(#+)(\s*)(.*)")
RECIPIENTS = re.compile(r"Nơi nhận\b|NƠI NHẬN\b")


def parse_document(text: str, uri: str, problems: Problems, as_given: bool = False) -> Text:
    """The tree of plan.md. A heading without its number, or out of place, is a problem.

    `as_given`: a number out of order counts as it stands; else as the one that it should be, so that it is told once.
    """
    reader = _Reader(uri, problems, as_given)
    for line, indent, block in _blocks(text):
        reader.read(line, indent, block)
    reader.report_form()
    name_items(reader.text)
    return reader.text


def begins_block(words: str) -> bool:
    """Whether plan.md has a meaning for what a line begins with, so that it is no plain paragraph."""
    return re.match(r"#|-{3,}|\\|\*\*", words) is not None or is_row(words) or marker(words) is not None


def _blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """(line, how far it is set in, text) of each heading, point, row and paragraph, which may run over lines."""
    start, indent, lines = 0, 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        words = line.strip()
        if lines and (not words or begins_block(words)):
            yield start, indent, squeeze(" ".join(lines))
            lines = []
        if words:
            if not lines:
                start, indent = number, len(line) - len(line.lstrip())
            lines.append(words)
        if lines and (re.match(r"#|---", lines[0]) or is_row(lines[0])):
            yield start, indent, squeeze(lines.pop())


class _Reader:
    """Puts each block where it belongs."""

    def __init__(self, uri: str, problems: Problems, as_given: bool) -> None:
        self.uri, self.problems, self.as_given = uri, problems, as_given
        self.text = Text()
        self.closed = False
        self.headings: list[Item] = []  # the open ones, the outermost first
        self.points: list[Item] = []
        self.rows: list[str] = []
        self.signs: dict[int, list[Marker]] = {}  # of each heading, the ways to read its number
        self.before: dict[int, dict[str, Marker]] = {}  # by what they stand below, of each kind of number the last one
        self.last: dict[str, Marker] = {}  # of each kind of number, the one that came last

    def report_form(self) -> None:
        """What the document as a whole is without."""
        self._end_table()
        if not self.text.kind:
            self._report(0, 'thiếu dòng tên loại văn bản. Ví dụ: "# KẾ HOẠCH"')
        if not self.text.parts and not self.text.opening.blocks:
            return self._report(0, 'không thấy phần nào. Mỗi phần bắt đầu như sau: "## I. MỤC ĐÍCH, YÊU CẦU"')
        if not self.closed:
            return self._report(0, 'thiếu một dòng "---" sau phần cuối, trước lời kết và nơi nhận')

    def read(self, line: int, indent: int, block: str) -> None:
        if is_row(block):
            self.points = self.points if self.rows else self._open_points(indent)
            return self.rows.append(block)
        self._end_table()
        sign = marker(block)
        if heading := _HEADING.match(block):
            self._heading(line, heading)
        elif re.fullmatch(r"-{3,}", block):
            self.closed = True
            self.headings, self.points = [], []
        elif self.closed and not self.text.annexes:
            self._after_the_end(line, block, sign)
        elif sign and self._place():
            self._point(line, indent, block, sign)
        else:
            self._paragraph(indent, block.removeprefix("\\"))

    def _end_table(self) -> None:
        """The table whose rows ended here belongs to what is open."""
        if not self.rows:
            return
        table, self.rows = table_of(self.rows), []
        place = self._place()
        if place is None:
            self.text.letterhead.append(table.words.replace("\n", " "))
        else:
            (self.points[-1] if self.points else place).blocks.append(table)

    def _place(self) -> Item | None:
        """What stands open for paragraphs, points and tables; None in the letterhead."""
        if self.headings:
            return self.headings[-1]
        if self.closed:
            return self.text.ending
        return self.text.opening if self.text.title else None

    def _heading(self, line: int, heading: re.Match[str]) -> None:
        level, words = len(heading[1]), heading[3]
        if not heading[2]:
            self._report(line, f'thiếu dấu cách sau "{heading[1]}". Ví dụ: {heading[1]} {words[:30]}')
        elif level == 1:
            self._first_level(line, words)
        elif self.closed and not self.text.annexes:
            self._report(line, 'đề mục này đứng sau dòng "---": hãy chuyển lên trước dòng ấy')
        elif level > DEEPEST:
            self._report(line, f"đề mục sâu nhất là {'#' * DEEPEST}")
        else:
            self._numbered(line, level, words)

    def _first_level(self, line: int, words: str) -> None:
        if self.closed:
            self.text.annexes.append(Item("", "", words.removeprefix("\\"), line))
            self.headings, self.points = [self.text.annexes[-1]], []
        elif self.text.kind:
            self._report(line, 'chỉ có một dòng bắt đầu bằng "# ": tên loại văn bản')
        else:
            self.text.kind = words

    def _numbered(self, line: int, level: int, words: str) -> None:
        depth = level - 1 if self.closed else level - 2  # an annex is above its parts
        if depth > len(self.headings):
            above = "#" * (len(self.headings) + (1 if self.closed else 2))
            return self._report(line, f'mục này thiếu mục ở trên nó: hãy đặt sau một dòng "{above} …"')
        self.headings, self.points = self.headings[:depth], []
        owner = self.headings[-1] if self.headings else None
        item = Item("", "", words.removeprefix("\\"), line)
        self.signs[id(item)] = markers(item.text)
        if words == item.text:
            self._check_order(level, item, owner)
        (owner.blocks if owner else self.text.parts).append(item)
        self.headings.append(item)
        self._remember(item, owner)

    def _remember(self, item: Item, owner: Item | None) -> None:
        """The signs of a heading, for those that come after it."""
        before = self.before.setdefault(id(owner), {})
        for sign in reversed(self.signs[id(item)]):
            before.pop(sign.style, None)
            before[sign.style] = sign
        self.last |= {sign.style: sign for sign in self.signs[id(item)][:1]}

    def _check_order(self, level: int, item: Item, owner: Item | None) -> None:
        """Numbers follow each other below an item, or all through the document; each list of them may begin anew."""
        before = self.before.get(id(owner), {})
        for sign in self.signs[id(item)]:
            last, through = before.get(sign.style), self.last.get(sign.style)
            if (last is None and sign.value == 1) or any(other and sign.follows(other) for other in (last, through)):
                return
        latest = [*before.values()][-1:]
        expected = latest[0].next_one if latest else "1." if owner else "I."
        if not self.as_given:
            self.signs[id(item)] = markers(f"{expected} x")
        if owner is None:
            message = f'phần này phải mang số "{expected}". Ví dụ: {"#" * level} {expected} TỔ CHỨC THỰC HIỆN'
        else:
            message = f'mục này phải mang số "{expected}": các mục của {_part(owner)} đánh số liền nhau'
        self._report(item.line, f'{message}. Văn bản ghi đúng như thế thì thêm "\\" trước số')

    def _point(self, line: int, indent: int, block: str, sign: Marker) -> None:
        point = Item("", "", block[len(sign.sign) :], line, sign=sign.sign, is_dash=True)
        self.points = self._open_points(indent)
        owner = self.points[-1] if self.points else self._place()
        if owner is not None:
            owner.blocks.append(point)
        self.points.append(point)

    def _open_points(self, indent: int) -> list[Item]:
        """The points that what is set in so far stands below."""
        return self.points[: min(indent // 2, DEEPEST_POINT - 1)]

    def _paragraph(self, indent: int, words: str) -> None:
        place = self._place()
        if place is not None:
            self.points = self._open_points(indent)
            (self.points[-1] if self.points else place).blocks.append(words)
        elif not self.text.kind:
            self.text.letterhead.append(words)
        else:
            self.text.title = words

    def _after_the_end(self, line: int, words: str, sign: Marker | None) -> None:
        text = self.text
        bold, said = re.fullmatch(r"\*\*(.+)\*\*", words), words.removeprefix("\\")
        if text.signed_first:
            text.recipients.append(bold[1] if bold else said)
        elif RECIPIENTS.match(words) and not text.recipients_label:
            text.recipients_label, text.signed_first = words, bool(text.signature)
        elif bold and not text.signer:
            text.signature.append(bold[1])
        elif text.signature:
            text.signer.append(bold[1] if bold else said)
        elif text.recipients_label:
            text.recipients.append(said)
        elif sign:
            self._point(line, 0, words, sign)
        else:
            self._paragraph(0, said)

    def _report(self, line: int, message: str) -> None:
        self.problems.add(Place(self.uri, line), message)


def _part(item: Item) -> str:
    """How people call an item that has no number yet."""
    sign = marker(item.text)
    shown = sign.sign.strip(" .") if sign else item.text
    if sign is None or NAMED.match(shown):
        return shown
    return f"mục {shown}" if sign.style.endswith("numbers") else f"phần {shown}"
