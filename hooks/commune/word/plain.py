"""A .docx → its words, a line each, as Word writes plain text; for a document that is published word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .characters import refuse_old_fonts
from .drawings import NoPictures
from .model import Block, ImportReport, Marker, Paragraph, Span, SpanLook, Table, shortened
from .package import open_package
from .reading import WordReader, tell_of_margins, whatever_it_holds
from .runs import paragraphs_in

_TABLE = "bảng ở đây thành từng dòng, hết ô này đến ô kia: hãy xem lại"
_LOOKS = {
    "struck": "chữ gạch ngang “{}” được giữ như chữ thường: hãy xem có phải chữ đã bỏ",
    "raised": "chữ nhỏ ở trên hay dưới dòng “{}” thành chữ thường: hãy xem lại",
}


@dataclass(frozen=True)
class PlainText:
    """The lines of a document. Every word that Word shows is in them, or quoted in `findings`, which say what to do.

    `tidied`: what was mended, and how often.
    """

    lines: list[str]
    findings: list[str]
    tidied: list[str]


def plain_text(data: bytes) -> PlainText:
    """The words of a Word document, with the numbers and dots that Word puts before items of lists.

    Raises ValueError, with what to do for an officer, where it is no .docx, is broken or locked, or is not Unicode.
    """
    return whatever_it_holds(lambda: _plain_text(data))


def _plain_text(data: bytes) -> PlainText:
    package, report = open_package(data), ImportReport(["Đầu văn bản"])
    reader = WordReader.of(package, report, NoPictures(package, report), as_it_is=True)
    blocks = list(reader.document())
    _tell_of(blocks, report)
    for number, (note, spans) in enumerate(reader.noted(), 1):
        words = "".join(" " if span.kind == "break" else span.text for span in spans)
        report.leave_out(f"chú thích cuối trang số {number} không có chỗ trên trang, đã bỏ", words or "…", note.place)
    refuse_old_fonts(reader.words.passages)
    tell_of_margins(package, report)
    lines = [line for block in paragraphs_in(blocks) for line in _lines(block)]
    return PlainText(lines, report.lines(), report.counted())


def _lines(block: Paragraph) -> Iterator[str]:
    """A paragraph, begun anew where its line was broken by hand."""
    before = f"{_label(block.marker)} " if block.marker else ""
    words = "".join("\n" if span.kind == "break" else span.text for span in block.spans if span.kind != "note")
    yield from f"{before}{words}".split("\n")


def _label(marker: Marker) -> str:
    return "-" if marker.kind == "dot" else marker.label


def _tell_of(blocks: Iterable[Block], report: ImportReport) -> None:
    for block in blocks:
        if isinstance(block, Table):
            report.add(_TABLE, block.place)
    for paragraph in paragraphs_in(blocks):
        for span in paragraph.spans:
            _tell_of_look(span, paragraph.place, report)


def _tell_of_look(span: Span, place: int, report: ImportReport) -> None:
    """How words look is not kept; where that means something, somebody looks."""
    if span.kind == "words" and span.text.strip() and span.look != SpanLook(span.look.bold, span.look.italic):
        what = _LOOKS["struck" if span.look.struck else "raised"]
        report.add(what.format(shortened(span.text)), place)
