"""A .docx → its words, a line each, as Word writes plain text; for a document that is published word for word.

A row of a table is a line too, between bars (core/table_rows.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ..core.table_rows import ABOVE, LEFT, row_of
from ..core.text import fold
from .characters import refuse_old_fonts
from .drawings import NoPictures
from .model import Block, Cell, ImportReport, Marker, Paragraph, Span, SpanLook, Table, shortened
from .outline import is_letterhead
from .package import open_package
from .reading import WordReader, tell_of_margins, whatever_it_holds
from .runs import paragraphs_in

_TABLE = "bảng ở đây thành từng dòng, hết ô này đến ô kia: hãy xem lại"
_SIGNING = re.compile(r"\bnoi nhan\b|\b(?:tm|kt|tl)\. ")  # recipients and signature stand side by side in one
_DEEPER = "    "
_LOOKS = {
    "struck": "chữ gạch ngang “{}” được giữ như chữ thường: hãy xem có phải chữ đã bỏ",
    "raised": "chữ nhỏ ở trên hay dưới dòng “{}” thành chữ thường: hãy xem lại",
}


@dataclass(frozen=True)
class PlainText:
    """The lines of a document. Every word that Word shows is in them, or quoted in `findings`, which say what to do.

    `tidied`: what was mended, and how often. `titles`: the lines (from 1) that look like headings.
    """

    lines: list[str]
    findings: list[str]
    tidied: list[str]
    titles: frozenset[int] = frozenset()


def plain_text(data: bytes) -> PlainText:
    """The words of a Word document, with the numbers and dots that Word puts before items of lists.

    Raises ValueError, with what to do for an officer, where it is no .docx, is broken or locked, or is not Unicode.
    """
    return whatever_it_holds(lambda: _plain_text(data))


def _plain_text(data: bytes) -> PlainText:
    package, report = open_package(data), ImportReport(["Đầu văn bản"])
    reader = WordReader.of(package, report, NoPictures(package, report), as_it_is=True)
    blocks = list(reader.document())
    _tell_of_looks(blocks, report)
    for number, (note, spans) in enumerate(reader.noted(), 1):
        words = "".join(" " if span.kind == "break" else span.text for span in spans)
        report.leave_out(f"chú thích cuối trang số {number} không có chỗ trên trang, đã bỏ", words or "…", note.place)
    refuse_old_fonts(reader.words.passages)
    tell_of_margins(package, report)
    lines, titles = list[str](), set[int]()
    for block in blocks:
        begin = len(lines) + 1
        lines += _block(block, report)
        if isinstance(block, Paragraph) and (block.is_bold or block.level):
            titles.update(range(begin, len(lines) + 1))
    return PlainText(lines, report.lines(), report.counted(), frozenset(titles))


def _block(block: Block, report: ImportReport) -> Iterator[str]:
    """The lines of a paragraph, or the rows of a table; a table that only puts words side by side is none."""
    if isinstance(block, Paragraph):
        yield from _lines(block)
    elif _is_layout(block):
        report.add(_TABLE, block.place)
        yield from (line for cell in _in_order(block) for line in _in_cell(cell))
    else:
        if any(isinstance(inner, Table) for row in block.rows for cell in row for inner in cell.blocks):
            report.add(_TABLE, block.place)
        yield from (row_of(map(_cell, row)) for row in block.rows)


def _words(table: Table) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs_in([table]))


def _is_layout(table: Table) -> bool:
    return is_letterhead(_words(table)) or _is_signing(table)


def _is_signing(table: Table) -> bool:
    return _SIGNING.search(fold(_words(table))) is not None


def _in_order(table: Table) -> Iterator[Cell]:
    """The cells as they are read: the recipients from top to bottom before the signature beside them."""
    yield from chain.from_iterable(zip(*table.rows, strict=True) if _is_signing(table) else table.rows)


def _cell(cell: Cell) -> list[str] | str:
    if cell.joined:
        return LEFT if cell.joined == "left" else ABOVE
    return list(_in_cell(cell))


def _in_cell(cell: Cell) -> Iterator[str]:
    return (line for paragraph in paragraphs_in(cell.blocks) for line in _lines(paragraph))


def _lines(block: Paragraph) -> Iterator[str]:
    """A paragraph, begun anew where its line was broken by hand; what Word sets in as a deeper list is set in."""
    before = f"{_label(block.marker)} " if block.marker else ""
    deep = _DEEPER * block.marker.key[1] if block.marker and block.marker.kind == "dot" else ""
    words = "".join("\n" if span.kind == "break" else span.text for span in block.spans if span.kind != "note")
    yield from f"{deep}{before}{words}".split("\n")


def _label(marker: Marker) -> str:
    return "-" if marker.label == "•" else marker.label


def _tell_of_looks(blocks: Iterable[Block], report: ImportReport) -> None:
    for paragraph in paragraphs_in(blocks):
        for span in paragraph.spans:
            _tell_of_look(span, paragraph.place, report)


def _tell_of_look(span: Span, place: int, report: ImportReport) -> None:
    """How words look is not kept; where that means something, somebody looks."""
    if span.kind == "words" and span.text.strip() and span.look != SpanLook(span.look.bold, span.look.italic):
        what = _LOOKS["struck" if span.look.struck else "raised"]
        report.add(what.format(shortened(span.text)), place)
