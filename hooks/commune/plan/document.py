"""The plan's text as a tree. plan.md is the document itself; nothing is changed, only its structure is read.

# KẾ HOẠCH            the kind of document; before it the letterhead, after it title and preamble
## I. …               a part: i
### 1. …              a numbered item: i-1
- …                   a dash item: i-1-1, or of a part without numbers: iii-1
---                   the end of the numbered part; after it the closing words, recipients, signature
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..core.problem import Place, Problems
from ..core.text import squeeze

# What begins a heading, the end, or an item; signs that are no dash, too, so that no item is lost in the one above.
_NEW_BLOCK = re.compile(r"\s*(?:#|---|[-+*•–—]\s|-[^\W\d])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PREAMBLE_ID, CLOSING_ID = "mo-dau", "ket-luan"


@dataclass
class Item:
    """A numbered or dashed item: `id` is its anchor ("ii-3-2"), `number` how people cite it ("II.3, ý 2")."""

    id: str
    number: str
    text: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that the item says itself, without its children."""
        return "\n".join([self.text, *self.paragraphs])

    @property
    def own_text(self) -> str:
        """What a unit has to do: the dash item's words, or the paragraphs under its heading."""
        return "\n".join(self.paragraphs) or self.text

    @property
    def is_dash(self) -> bool:
        """Whether it is a dash item, not a numbered one."""
        return ", ý " in self.number

    def walk(self) -> Iterator[Item]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Text:
    """The whole document in its order."""

    letterhead: list[str] = field(default_factory=list)
    kind: str = ""
    title: str = ""
    preamble: list[str] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    recipients_label: str = ""
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signer: list[str] = field(default_factory=list)

    def items(self) -> Iterator[Item]:
        for part in self.parts:
            yield from part.walk()

    def cite(self, item_id: str) -> str:
        """How people name an item: "mục IV.6, ý 3", "phần kết"; the id itself where there is none such."""
        names = {PREAMBLE_ID: "phần mở đầu", CLOSING_ID: "phần kết"}
        names |= {item.id: f"mục {item.number}" for item in self.items()}
        return names.get(item_id, item_id)

    def words_of(self, item_id: str) -> str | None:
        """The words of an item, of the preamble or of the closing; None where there is no such id."""
        if item_id == PREAMBLE_ID:
            return "\n".join([self.title, *self.preamble])
        if item_id == CLOSING_ID:
            return "\n".join(self.closing)
        return next((item.words for item in self.items() if item.id == item_id), None)


def parse_document(text: str, uri: str, problems: Problems) -> Text:
    """The tree of plan.md. A heading out of its order, or text with no place, is a problem."""
    reader = _Reader(uri, problems)
    for line, block in _blocks(text):
        reader.read(line, block)
    reader.report_form()
    return reader.text


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each heading, dash item and paragraph; a paragraph may run over several lines."""
    start, lines = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if lines and (not line.strip() or _NEW_BLOCK.match(line)):
            yield start, squeeze(" ".join(lines))
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line.strip())
        if lines and re.match(r"#|---", lines[0]):
            yield start, squeeze(lines.pop())


class _Reader:
    """Puts each block where it belongs."""

    def __init__(self, uri: str, problems: Problems) -> None:
        self.uri, self.problems = uri, problems
        self.text = Text()
        self.closed = False
        self.stray: list[int] = []

    def report_form(self) -> None:
        """What the document as a whole is without."""
        if not self.text.kind:
            self._report(0, 'thiếu dòng tên loại văn bản. Ví dụ: "# KẾ HOẠCH"')
        if not self.text.parts:
            return self._report(0, 'không thấy phần nào. Mỗi phần bắt đầu như sau: "## I. MỤC ĐÍCH, YÊU CẦU"')
        if not self.closed:
            return self._report(0, 'thiếu một dòng "---" sau phần cuối, trước lời kết và nơi nhận')
        for line in self.stray:
            message = 'đoạn này đứng sau gạch đầu dòng: hãy thêm "- " ở đầu, hoặc đặt lên trước các gạch đầu dòng'
            self._report(line, message)

    def read(self, line: int, block: str) -> None:
        if heading := re.match(r"(#+)(\s*)(.*)", block):
            self._heading(line, heading)
        elif re.fullmatch(r"-{3,}", block):
            self.closed = True
        elif block.startswith("- "):
            self._dash(line, block[2:])
        elif re.match(r"[+*•–—]\s", block):
            self._report(line, 'gạch đầu dòng ở đây dùng dấu "-" và một dấu cách. Ví dụ: - Tổ chức tuyên truyền')
        elif self.closed:
            self._after_the_end(block)
        else:
            self._paragraph(line, block)

    def _heading(self, line: int, heading: re.Match[str]) -> None:
        level, words = len(heading.group(1)), heading.group(3)
        if not heading.group(2):
            self._report(line, f'thiếu dấu cách sau "{heading.group(1)}". Ví dụ: {heading.group(1)} {words[:30]}')
        elif self.closed:
            self._report(line, 'đề mục này đứng sau dòng "---": hãy chuyển lên trước dòng ấy')
        elif level == 1 and self.text.kind:
            self._report(line, 'chỉ có một dòng bắt đầu bằng "# ": tên loại văn bản')
        elif level == 1:
            self.text.kind = words
        elif level == 2:
            self._part(line, words)
        elif level == 3:
            self._numbered(line, words)
        else:
            self._report(line, "chỉ dùng #, ## và ### cho đề mục")

    def _part(self, line: int, words: str) -> None:
        if len(self.text.parts) == len(_ROMAN):
            return self._report(line, f"kế hoạch có nhiều nhất {len(_ROMAN)} phần")
        roman = _ROMAN[len(self.text.parts)]
        if not words.startswith(f"{roman}. "):
            self._report(line, f'phần này phải mang số "{roman}.". Ví dụ: ## {roman}. TỔ CHỨC THỰC HIỆN')
        self.text.parts.append(Item(roman.lower(), roman, words, line))

    def _numbered(self, line: int, words: str) -> None:
        if not self.text.parts:
            return self._report(line, 'mục này đứng trước mọi phần: hãy đặt sau một dòng "## I. …"')
        part = self.text.parts[-1]
        if part.children and part.children[0].is_dash:
            message = f"phần {part.number} có các mục đánh số: hãy đặt gạch đầu dòng này dưới một mục"
            self._report(part.children[0].line, message)
        number = len([child for child in part.children if not child.is_dash]) + 1
        if not words.startswith(f"{number}. "):
            self._report(line, f'mục này phải mang số "{number}.": các mục của phần {part.number} đánh số liền nhau')
        part.children.append(Item(f"{part.id}-{number}", f"{part.number}.{number}", words, line))

    def _dash(self, line: int, words: str) -> None:
        if self.closed:
            self.text.recipients.append(words)
        elif self.text.parts:
            owner = self._open_item()
            number = len(owner.children) + 1
            owner.children.append(Item(f"{owner.id}-{number}", f"{owner.number}, ý {number}", words, line))
        else:
            self._report(line, 'gạch đầu dòng này đứng trước mọi phần: hãy đặt sau một dòng "## I. …"')

    def _open_item(self) -> Item:
        part = self.text.parts[-1]
        numbered = [child for child in part.children if not child.is_dash]
        return numbered[-1] if numbered else part

    def _paragraph(self, line: int, words: str) -> None:
        if self.text.parts and self._open_item().children:
            self.stray.append(line)
        elif self.text.parts:
            self._open_item().paragraphs.append(words)
        elif not self.text.kind:
            self.text.letterhead.append(words)
        elif not self.text.title:
            self.text.title = words
        else:
            self.text.preamble.append(words)

    def _after_the_end(self, words: str) -> None:
        if bold := re.fullmatch(r"\*\*(.+)\*\*", words):
            self.text.signature.append(bold.group(1))
        elif words.endswith(":"):
            self.text.recipients_label = words
        elif self.text.signature:
            self.text.signer.append(words)
        else:
            self.text.closing.append(words)

    def _report(self, line: int, message: str) -> None:
        self.problems.add(Place(self.uri, line), message)
