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
# What stands before the headings of an official paper (Nghị định 30/2020), the highest first.
_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d+|[A-ZĐ])\b[.:]?\s*",
        r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[IVXLC]+|\d+))?\b[.:]?\s*",
        r"(?:CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d+)\b[.:]?\s*",
        r"(?:MỤC|Mục)\s+(?:[IVXLC]+|\d+)\b[.:]?\s*",
        r"[A-HĐK][.)]\s+",
        r"[IVXLC]+\s?[.)/-]\s*(?=\S)",
        r"(?:ĐIỀU|Điều)\s+\d+[.:]?\s*",
        r"\d{1,2}[.)/]\s+",
        r"\d{1,2}\.\d{1,2}[.)]?\s+",
        r"\d{1,2}(?:\.\d{1,2}){2,}[.)]?\s+",
        r"[a-zđ][.)]\s+",
    )
)
_ROMAN = 5
_NAMED_ALONE = (0, 1, 2, 3)  # a part and a chapter often have their names on the line below
_LONGEST_LABELLED = 250
_CAPTION = re.compile(r"(?:hinh|bang|anh|bieu|bieu do|so do|ban do)\s+\d+")
_SIGNATURE = re.compile(r"(?:tm|kt|tl|tuq|q|thua lenh|thay mat)\.\s*\w|noi nhan|nguoi lap bieu")
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
    blocks = _with_labelled(blocks, report)
    levels = [block.level for block in blocks if isinstance(block, Paragraph) and block.level]
    shift, last, found = _TOP - min(levels, default=_TOP), _TOP - 1, list[Block]()
    for block in blocks:
        if isinstance(block, Paragraph) and block.level is not None and block.text:
            last = min(max((block.level or 1) + shift, _TOP), last + 1, _DEEPEST)
            block = replace(_numbered(block).plain(), level=last)
        elif isinstance(block, Paragraph) and _SIGNATURE.match(fold(block.text)):
            report.add("có lẽ là phần nơi nhận, ký tên của công văn: hãy xem có cần trên trang không", block.place)
        elif isinstance(block, Paragraph) and _looks_like_heading(block):
            cure = f"in đậm cả dòng, có lẽ là đề mục. Nếu đúng, trong index.md viết: ## {shortened(block.text)}"
            report.add(cure, block.place)
        found.append(block)
    return found


def _with_labelled(blocks: Sequence[Block], report: ImportReport) -> list[Block]:
    """The blocks, bold lines that begin as headings of official papers do ("I.", "1.", "a)") with their level.

    A level is how many kinds of labels stand above: "1." is below "I." where there are such, and else the highest.
    """
    found, open_labels, base = list[Block](), list[int](), 0
    for block in blocks:
        rank = _rank(block) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and block.level:
            base, open_labels = block.level, []
        elif isinstance(block, Paragraph) and rank is not None:
            open_labels = [*(each for each in open_labels if each < rank), rank]
            block = replace(block, level=base + len(open_labels))
            report.tidied["dòng in đậm có số (I., 1., a)) đã thành đề mục"] += 1
        elif isinstance(block, Paragraph) and found and (above := _named_by(found[-1], block)):
            block = replace(above, spans=(*above.spans, Span(" "), *block.spans))
            found.pop()
        found.append(block)
    return found


def _rank(block: Paragraph) -> int | None:
    """The kind of the label with which a bold line begins, whether typed or counted by Word; None of other lines."""
    label = f"{block.marker.label} " if block.marker and block.marker.kind != "dot" else ""
    if block.level is not None or (block.marker and not label) or block.text.endswith((".", ",", ";")):
        return None
    text = f"{label}{block.text}"
    for rank, pattern in enumerate(_LABELS):
        # "Điều 1. …", "1. …": the longest label is meant, "1.1." is no "1."
        if (start := pattern.match(f"{text} ")) and len(text) <= _LONGEST_LABELLED:
            words = text[start.end() :]
            if not words.strip() and rank not in _NAMED_ALONE:
                return None
            is_loud = rank == _ROMAN and words.isupper()
            return rank if is_loud or _is_bold_behind(block, start.end() - len(label)) else None
    return None


def _is_bold_behind(block: Paragraph, length: int) -> bool:
    """Whether every letter behind the first `length` characters is bold."""
    for span in block.spans:
        words = span.text[max(length, 0) :] if span.kind == "words" else ""
        length -= len(span.text)
        if any(char.isalpha() for char in words) and not span.look.bold:
            return False
    return block.is_bold or any(span.look.bold for span in block.spans)


def _named_by(last: Block, block: Paragraph) -> Paragraph | None:
    """The part or chapter that stands alone on the line above, where a bold line is its name."""
    if not isinstance(last, Paragraph) or last.level is None or last.marker or block.marker or block.level is not None:
        return None
    alone = any(pattern.fullmatch(f"{last.text} ") for pattern in (_LABELS[rank] for rank in _NAMED_ALONE))
    return last if alone and block.is_bold and len(block.text) <= _LONGEST_LABELLED else None


def _numbered(block: Paragraph) -> Paragraph:
    """A heading with the number that Word counted written out."""
    if block.marker is None or block.marker.kind == "dot":
        return replace(block, marker=None)
    return replace(block, marker=None, spans=(Span(f"{block.marker.label} "), *block.spans))


def _looks_like_heading(block: Paragraph) -> bool:
    ends = block.text.endswith((".", ",", ";"))
    is_caption = _CAPTION.match(fold(block.text)) is not None
    return block.is_bold and not (block.marker or ends or is_caption) and len(block.text) <= _LONGEST_HEADING


def tell_of_tables(blocks: Sequence[Block], report: ImportReport) -> None:
    """Markdown's tables have one row of headings and no table inside: where Word's are otherwise, somebody looks."""
    for table in (block for block in blocks if isinstance(block, Table)):
        inner = [block for row in table.rows for cell in row for block in cell.blocks]
        if any(isinstance(block, Table) for block in inner):
            report.add("bảng lồng trong bảng: chữ đã gộp vào một ô. Hãy xem lại", table.place)
        first = [block for cell in table.rows[0] for block in cell.blocks if isinstance(block, Paragraph)]
        if not all(block.is_bold for block in first):
            report.add("hàng đầu của bảng thành hàng tiêu đề. Nếu không phải, hãy thêm một hàng tiêu đề", table.place)
