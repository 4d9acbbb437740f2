"""What the parts of a document are: the letterhead of an official letter, the title, the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..core.text import fold, squeeze
from .model import Block, ImportReport, Paragraph, Span, Table, shortened

_NATION = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\W+tu do\W+hanh phuc")
_NUMBER_AND_DAY = re.compile(r"so ?:.{0,40}|.{0,40}, ?ngay .{0,12}thang .{0,12}nam.{0,12}")
_LINE = re.compile(r"[-_*=–—~\s]{3,}")
_LONGEST_LETTERHEAD = 600
_LETTERHEAD = 8  # so many paragraphs at most belong to it
_LONGEST_TITLE, _TITLE_LINES, _LONGEST_HEADING = 300, 4, 120
_TOP, _DEEPEST = 2, 6  # ## to ######
LETTERHEAD_DROPPED = "phần đầu công văn (quốc hiệu, tiêu ngữ, số, ngày) đã bỏ"


def is_letterhead(words: str) -> bool:
    """Whether words are the letterhead of an official letter; a table with the whole letter in it is none."""
    return len(words) <= _LONGEST_LETTERHEAD and _NATION.search(fold(squeeze(words))) is not None


def without_letterhead(blocks: Sequence[Block], report: ImportReport) -> list[Block]:
    """The blocks without quốc hiệu, tiêu ngữ, number and day of a letter, and without lines drawn with signs."""
    kept: list[Block] = []
    is_letter = any(message.startswith(LETTERHEAD_DROPPED) for _, message in report.findings)
    for at, block in enumerate(blocks):
        words = block.text if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and _is_line(block):
            report.tidied["dòng kẻ bằng dấu đã bỏ"] += 1
        elif words and at < _LETTERHEAD and _belongs_to_letterhead(words, is_letter):
            report.leave_out(LETTERHEAD_DROPPED, words, block.place)
            is_letter = True
        else:
            kept.append(block)
    return kept


def _is_line(block: Paragraph) -> bool:
    return block.level is None and block.marker is None and _LINE.fullmatch(block.text) is not None


def _belongs_to_letterhead(words: str, is_letter: bool) -> bool:
    return is_letterhead(words) or (is_letter and _NUMBER_AND_DAY.fullmatch(fold(words)) is not None)


def take_title(blocks: Sequence[Block], report: ImportReport) -> tuple[str, list[Block]]:
    """(the title of the document, the rest). One that no style names is told; "" where there is none."""
    written = [block for block in blocks if not isinstance(block, Paragraph) or block.text]  # no pictures
    titles = [block for block in written if isinstance(block, Paragraph) and block.level == 0]
    firsts = [block for block in written if isinstance(block, Paragraph) and block.level == 1]
    if titles:
        found = titles[:1]
    elif found := _bold_beginning(written):
        report.add("lấy làm tên bài vì đứng đầu, in đậm, căn giữa. Nếu không phải, hãy sửa title", found[0].place)
    elif len(firsts) == 1 and firsts[0] is written[0] and not firsts[0].marker:
        found = firsts
    title = squeeze(" ".join(block.text for block in found))
    return title, [block for block in blocks if not any(block is each for each in found)]


def _bold_beginning(blocks: Sequence[Block]) -> list[Paragraph]:
    """The bold lines in the middle with which many begin a text, instead of a title by its style."""
    found: list[Paragraph] = []
    for block in blocks[:_TITLE_LINES]:
        if not (isinstance(block, Paragraph) and block.level is None and block.is_bold and block.align == "center"):
            break
        found.append(block)
    return found if 0 < sum(len(block.text) for block in found) <= _LONGEST_TITLE else []


def with_headings(blocks: Sequence[Block], report: ImportReport) -> list[Block]:
    """The headings from ## down without a gap; what only looks like one stays as it is, and is told."""
    levels = [block.level for block in blocks if isinstance(block, Paragraph) and block.level]
    shift, last, found = _TOP - min(levels, default=_TOP), _TOP - 1, list[Block]()
    for block in blocks:
        if isinstance(block, Paragraph) and block.level is not None and block.text:
            last = min(max((block.level or 1) + shift, _TOP), last + 1, _DEEPEST)
            block = replace(_numbered(block).plain(), level=last)
        elif isinstance(block, Paragraph) and _looks_like_heading(block):
            cure = f"in đậm cả dòng, có lẽ là đề mục. Nếu đúng, trong index.md viết: ## {shortened(block.text)}"
            report.add(cure, block.place)
        elif isinstance(block, Paragraph) and fold(block.text).startswith("noi nhan"):
            report.add("có lẽ là phần nơi nhận, ký tên của công văn: hãy xem có cần trên trang không", block.place)
        found.append(block)
    return found


def _numbered(block: Paragraph) -> Paragraph:
    """A heading with the number that Word counted written out."""
    if block.marker is None or block.marker.kind == "dot":
        return replace(block, marker=None)
    return replace(block, marker=None, spans=(Span(f"{block.marker.label} "), *block.spans))


def _looks_like_heading(block: Paragraph) -> bool:
    ends = block.text.endswith((".", ",", ";"))
    return block.is_bold and not block.marker and len(block.text) <= _LONGEST_HEADING and not ends


def tell_of_tables(blocks: Sequence[Block], report: ImportReport) -> None:
    """Markdown's tables have one row of headings and no table inside: where Word's are otherwise, somebody looks."""
    for table in (block for block in blocks if isinstance(block, Table)):
        inner = [block for row in table.rows for cell in row for block in cell.blocks]
        if any(isinstance(block, Table) for block in inner):
            report.add("bảng lồng trong bảng: chữ đã gộp vào một ô. Hãy xem lại", table.place)
        first = [block for cell in table.rows[0] for block in cell.blocks if isinstance(block, Paragraph)]
        if not all(block.is_bold for block in first):
            report.add("hàng đầu của bảng thành hàng tiêu đề. Nếu không phải, hãy thêm một hàng tiêu đề", table.place)
