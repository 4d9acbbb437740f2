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
from dataclasses import dataclass, field
from itertools import groupby

from ..core.problem import Place, Problems
from ..core.table_rows import Table, is_row, table_of
from ..core.text import slug, squeeze
from .markers import Marker, marker, markers, without_sign

PREAMBLE_ID, CLOSING_ID = "mo-dau", "ket-luan"
DEEPEST = 6  # "######"
_HEADING = re.compile(r"(#+)(\s*)(.*)")
_NAMED = re.compile(r"(?:Phần|Chương|Mục|Điều|Phụ lục|phần)\b")
_ANNEX = re.compile(r"phu-luc(?:-so)?(?:-(\d+|[ivxl]+|[a-z]))?(?![^-])")
_RECIPIENTS = re.compile(r"Nơi nhận\b|NƠI NHẬN\b")


@dataclass
class Item:
    """A numbered item or a point: `id` is its anchor ("ii-3-2"), `number` how people cite it ("II.3, ý 2").

    `blocks` are what it says below its first words, in their order. `sign` is what stands before the words of a point.
    """

    id: str
    number: str
    text: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    sign: str = ""
    is_dash: bool = False

    @property
    def paragraphs(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str)]

    @property
    def children(self) -> list[Item]:
        """What is numbered or listed right below it."""
        return [block for block in self.blocks if isinstance(block, Item)]

    @property
    def numbered(self) -> list[Item]:
        """Those of its children that are headings."""
        return [child for child in self.children if not child.is_dash]

    @property
    def title(self) -> str:
        """Its first words without what stands before them."""
        return self.text if self.is_dash else without_sign(self.text)

    @property
    def cited(self) -> str:
        """How people name it in a sentence: "mục II.3, ý 2", "Điều 3, khoản 1"."""
        return self.number if _NAMED.match(self.number) else f"mục {self.number}"

    @property
    def as_part(self) -> str:
        """How people name a part of the plan: "phần IV", "Điều 3"."""
        return self.number if _NAMED.match(self.number) else f"phần {self.number}"

    @property
    def words(self) -> str:
        """All that the item says itself, without its children."""
        said = (
            block if isinstance(block, str) else block.words for block in self.blocks if not isinstance(block, Item)
        )
        return "\n".join([self.text, *said])

    @property
    def own_text(self) -> str:
        """What a unit has to do: the dash item's words, or the paragraphs under its heading."""
        return self.text if self.is_dash else "\n".join(self.paragraphs) or self.text

    @property
    def is_plain(self) -> bool:
        """Whether it says nothing but `own_text`."""
        return not (self.is_dash and self.blocks) and all(isinstance(block, str) for block in self.blocks)

    @property
    def whole_text(self) -> str:
        """What a unit has to do, with all that stands below it."""
        if self.is_plain:
            return self.own_text
        below = (_said(block) for block in self.blocks)
        return "\n".join([self.text, *below])

    def walk(self) -> Iterator[Item]:
        yield self
        for child in self.children:
            yield from child.walk()

    def runs(self) -> Iterator[tuple[str, list[Block]]]:
        """Its blocks in their order as (what they are, those of a kind that follow each other)."""
        for kind, blocks in groupby(self.blocks, _kind):
            yield kind, list(blocks)


Block = str | Table | Item


def _kind(block: Block) -> str:
    if isinstance(block, Item):
        return "points" if block.is_dash else "headings"
    return "paragraphs" if isinstance(block, str) else "tables"


def _said(block: Block) -> str:
    if isinstance(block, Item):
        return "\n".join([block.sign + block.text, *map(_said, block.blocks)])
    return block if isinstance(block, str) else block.words


@dataclass
class Text:
    """The whole document in its order."""

    letterhead: list[str] = field(default_factory=list)
    kind: str = ""
    title: str = ""
    opening: Item = field(default_factory=lambda: Item(PREAMBLE_ID, "phần mở đầu", "", 0))
    parts: list[Item] = field(default_factory=list)
    ending: Item = field(default_factory=lambda: Item(CLOSING_ID, "phần kết", "", 0))
    recipients_label: str = ""
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signer: list[str] = field(default_factory=list)
    annexes: list[Item] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        """Every item with an address, in the order of the document."""
        for item in (*self.opening.children, *self.parts, *self.ending.children, *self.annexes):
            yield from item.walk()

    def above(self, item: Item) -> Item:
        """What an item stands right below; the item itself where it is a part of the plan."""
        return next((each for each in self.items() if any(child is item for child in each.children)), item)

    def cite(self, item_id: str) -> str:
        """How people name an item: "mục IV.6, ý 3", "phần kết"; the id itself where there is none such."""
        names = {PREAMBLE_ID: "phần mở đầu", CLOSING_ID: "phần kết"}
        names |= {item.id: item.cited for item in self.items()}
        return names.get(item_id, item_id)

    def words_of(self, item_id: str) -> str | None:
        """The words of an item, of the preamble or of the closing; None where there is no such id."""
        if item_id == PREAMBLE_ID:
            return "\n".join([self.title, self.opening.words])
        if item_id == CLOSING_ID:
            return self.ending.words
        return next((item.words for item in self.items() if item.id == item_id), None)


def parse_document(text: str, uri: str, problems: Problems) -> Text:
    """The tree of plan.md. A heading without its number, or out of place, is a problem."""
    reader = _Reader(uri, problems)
    for line, indent, block in _blocks(text):
        reader.read(line, indent, block)
    reader.report_form()
    _Names().give(reader.text)
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

    def __init__(self, uri: str, problems: Problems) -> None:
        self.uri, self.problems = uri, problems
        self.text = Text()
        self.closed = False
        self.headings: list[Item] = []  # the open ones, the outermost first
        self.points: list[Item] = []
        self.rows: list[str] = []
        self.signs: dict[int, list[Marker]] = {}  # of each heading, the ways to read its number
        self.last: dict[str, Marker] = {}  # of each kind of number, the one that came last

    def report_form(self) -> None:
        """What the document as a whole is without."""
        self._end_table()
        if not self.text.kind:
            self._report(0, 'thiếu dòng tên loại văn bản. Ví dụ: "# KẾ HOẠCH"')
        if not self.text.parts:
            return self._report(0, 'không thấy phần nào. Mỗi phần bắt đầu như sau: "## I. MỤC ĐÍCH, YÊU CẦU"')
        if not self.closed:
            return self._report(0, 'thiếu một dòng "---" sau phần cuối, trước lời kết và nơi nhận')

    def read(self, line: int, indent: int, block: str) -> None:
        if is_row(block):
            self.points = self.points if self.rows else self.points[: indent // 2]
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
            self.text.annexes.append(Item("", "", words, line))
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
        self.last |= {sign.style: sign for sign in self.signs[id(item)][:1]}

    def _check_order(self, level: int, item: Item, owner: Item | None) -> None:
        """Numbers follow each other below an item, or all through the document; each list of them may begin anew."""
        before = [sign for each in (owner.numbered if owner else self.text.parts)[-1:] for sign in self.signs[id(each)]]
        known = before or [*self.last.values()]
        signs = [sign for sign in self.signs[id(item)] if sign.label]
        if any(sign.follows(other) for sign in signs for other in known if sign.style == other.style):
            return
        if not before and any(sign.value == 1 for sign in signs):
            return
        expected = before[0].next_one if before else "1." if owner else "I."
        self.signs[id(item)] = markers(f"{expected} x")  # one mistake is told once
        if owner is None:
            message = f'phần này phải mang số "{expected}". Ví dụ: {"#" * level} {expected} TỔ CHỨC THỰC HIỆN'
        else:
            message = f'mục này phải mang số "{expected}": các mục của {_part(owner)} đánh số liền nhau'
        self._report(item.line, f'{message}. Văn bản ghi đúng như thế thì thêm "\\" trước số')

    def _point(self, line: int, indent: int, block: str, sign: Marker) -> None:
        point = Item("", "", block[len(sign.sign) :], line, sign=sign.sign, is_dash=True)
        self.points = self.points[: indent // 2]
        owner = self.points[-1] if self.points else self._place()
        if owner is not None:
            owner.blocks.append(point)
        self.points.append(point)

    def _paragraph(self, indent: int, words: str) -> None:
        place = self._place()
        if place is not None:
            self.points = self.points[: indent // 2]
            (self.points[-1] if self.points else place).blocks.append(words)
        elif not self.text.kind:
            self.text.letterhead.append(words)
        else:
            self.text.title = words

    def _after_the_end(self, line: int, words: str, sign: Marker | None) -> None:
        text = self.text
        if bold := re.fullmatch(r"\*\*(.+)\*\*", words):
            text.signature.append(bold[1])
        elif text.signature:
            text.signer.append(words.removeprefix("\\"))
        elif text.recipients_label:
            text.recipients.append(words.removeprefix("\\"))
        elif _RECIPIENTS.match(words):
            text.recipients_label = words
        elif sign:
            self._point(line, 0, words, sign)
        else:
            self._paragraph(0, words.removeprefix("\\"))

    def _report(self, line: int, message: str) -> None:
        self.problems.add(Place(self.uri, line), message)


def _part(item: Item) -> str:
    """How people call an item that has no number yet."""
    sign = marker(item.text)
    shown = sign.sign.strip(" .") if sign else item.text
    return (
        shown
        if _NAMED.match(shown)
        else f"phần {shown}"
        if sign and not sign.style.endswith("numbers")
        else f"mục {shown}"
    )


class _Names:
    """Gives every item its address and its number."""

    def __init__(self) -> None:
        self.taken = {PREAMBLE_ID, CLOSING_ID}

    def give(self, text: Text) -> None:
        self._name(text.parts, None)
        self._name(text.annexes, None)
        for item in (text.opening, text.ending):
            self._name(item.children, item)

    def _name(self, items: list[Item], owner: Item | None) -> None:
        """Numbers and letters first: what has none gets the count of its kind, where that is still free."""
        for item in items:
            sign = _sign_of(item)
            if sign is None or sign.label:
                item.id = self._free(_joined(owner, _label(item, sign, owner)))
                item.number = _number(item, sign, owner)
        for count, item in enumerate((item for item in items if not item.id), 1):
            item.id = self._free(_joined(owner, str(count)), _joined(owner, f"y{count}"))
            item.number = _point_number(owner, str(count))
        for item in items:
            self._name(item.children, item)

    def _free(self, *wanted: str) -> str:
        """The first of these that nothing has; where all are taken, the last with a count behind it."""
        more = (f"{wanted[-1]}-lan-{count}" for count in range(2, len(self.taken) + 3))
        found = next(name for name in (*wanted, *more) if name not in self.taken)
        self.taken.add(found)
        return found


def _sign_of(item: Item) -> Marker | None:
    return marker(item.sign + "x") if item.is_dash else marker(item.text)


def _joined(owner: Item | None, label: str) -> str:
    return f"{owner.id}-{label}" if owner else label


def _label(item: Item, sign: Marker | None, owner: Item | None) -> str:
    """Its piece of an address: "1.2." below "1." is 2, below anything else 1-2."""
    if sign is None:
        annex = _ANNEX.match(slug(item.text))
        return annex[0] if annex else slug(item.text)[:30].strip("-") or "phu-luc"
    above = _sign_of(owner) if owner else None
    if above and sign.label.startswith(f"{above.label}-") and "numbers" in above.style:
        return sign.label.removeprefix(f"{above.label}-")
    return sign.label


def _number(item: Item, sign: Marker | None, owner: Item | None) -> str:
    """How people cite what has a number or a letter of its own."""
    if sign is None:
        annex = _ANNEX.match(slug(item.text))
        return f"Phụ lục {(annex[1] or '').upper() if annex else ''}".strip()
    shown = sign.sign.strip(" \t()./:-–")
    if owner is None or _NAMED.match(shown.capitalize()):
        return shown
    if item.is_dash:
        return f"{owner.number}, điểm {shown}"
    if _NAMED.match(owner.number) and ", " not in owner.number:
        return f"{owner.number}, {'khoản' if owner.number.startswith('Điều') else 'mục'} {shown}"
    above = _sign_of(owner)
    inner = shown.removeprefix(f"{above.sign.strip(' .')}.") if above and "numbers" in above.style else shown
    return f"{owner.number}.{inner}"


def _point_number(owner: Item | None, count: str) -> str:
    if owner is None:
        return count
    return f"{owner.number}.{count}" if re.search(r", ý [\d.]+$", owner.number) else f"{owner.number}, ý {count}"
