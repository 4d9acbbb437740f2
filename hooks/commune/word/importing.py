"""A .docx → what a campaign is made of: a title, Markdown, cleaned pictures, and a report for a human eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..core.numbers import numbers_seen
from ..core.phone import digits_of
from .characters import refuse_old_fonts
from .drawings import Drawings
from .lists import Lists
from .markdown import markdown_of
from .model import Block, Cell, ImportReport, Marker, Paragraph, Span, Table
from .outline import take_title, tell_of_tables, with_headings, without_letterhead
from .package import open_package
from .reading import WordReader, tell_of_margins, whatever_it_holds

_EMPTY = "trong tệp không có chữ nào dùng được cho bài: hãy xem có đúng tệp cần đưa vào không"
_NOTES = "Chú thích"


@dataclass(frozen=True)
class Imported:
    """What a document holds. `pictures`: files by name, each once, with the words for it ("" where none were written).

    `findings`: what somebody should look at, in the order of the document; `tidied`: what was mended, and how often.
    """

    title: str
    body: str
    pictures: dict[str, bytes]
    findings: list[str]
    tidied: list[str]


def import_word(data: bytes, line_ids: Mapping[str, str]) -> Imported:
    """The text of a Word document for the site; `line_ids` are the lines that can be called, by the digits to dial.

    Raises ValueError, with what to do for an officer, where it is no .docx, is broken or locked, or is not Unicode.
    """
    return whatever_it_holds(lambda: _imported(data, line_ids))


def _imported(data: bytes, line_ids: Mapping[str, str]) -> Imported:
    package, report = open_package(data), ImportReport()
    drawings = Drawings(package, report)
    reader = WordReader.of(package, report, drawings)
    blocks: list[Block] = list(reader.document())
    notes = [spans for _, spans in reader.noted()]
    refuse_old_fonts(reader.words.passages)
    tell_of_margins(package, report)
    title, blocks = take_title(without_letterhead(blocks, report), report)
    blocks = with_headings(blocks, report)
    tell_of_tables(blocks, report)
    blocks = [*Lists().placed(blocks), *_as_section(notes, report)]
    body = markdown_of([_with_calls(block, line_ids, report) for block in blocks])
    if not body:
        named = [f"tên “{title}”"] if title else []
        raise ValueError(f"{_EMPTY}. Trong tệp chỉ có: {'; '.join([*named, *report.lines()]) or 'trang trắng'}")
    shown = {name: data for name, data in drawings.files.items() if f"]({name})" in body}
    return Imported(title, body, shown, report.lines(), report.counted())


def _as_section(notes: list[tuple[Span, ...]], report: ImportReport) -> Iterator[Block]:
    """The notes at the end, under a heading of their own."""
    if not notes:
        return
    report.add(f"{len(notes)} chú thích cuối trang được chuyển xuống mục “{_NOTES}” ở cuối bài")
    yield Paragraph((Span(_NOTES),), level=2)
    for number, spans in enumerate(notes, 1):
        yield Paragraph(spans or (Span("…"),), marker=Marker("number", f"{number}.", number))


# --- numbers to call ---


def _with_calls(block: Block, line_ids: Mapping[str, str], report: ImportReport) -> Block:
    """The block with the site's own lines in place of typed numbers; any other number is told."""
    if isinstance(block, Table):
        return replace(block, rows=tuple(_row_with_calls(row, line_ids, report, block.place) for row in block.rows))
    spans = block.spans
    for seen in numbers_seen(block.text):
        number, known = seen.text, line_ids.get(digits_of(seen.digits))
        call = f'{{{{ call("{known}") }}}}'
        if seen.kind == "paper":
            report.add(f"{number} có lẽ là số căn cước, số giấy tờ của một người: hãy bỏ đi", block.place)
        elif known is None:
            report.add(f"số điện thoại {number} không ghi trong bài được: đưa vào danh bạ, hoặc bỏ", block.place)
        elif replaced := _replaced(spans, number, known):
            spans = replaced
            report.add(f"số {number} thành {call}, hiện kèm tên đường dây: hãy đọc lại câu", block.place)
        else:
            report.add(f"số {number} được in đậm hay nghiêng một phần: hãy thay bằng {call}", block.place)
    return replace(block, spans=spans)


def _row_with_calls(
    row: Iterable[Cell], line_ids: Mapping[str, str], report: ImportReport, place: int
) -> tuple[Cell, ...]:
    def filled(block: Block) -> Block:
        return _with_calls(replace(block, place=place), line_ids, report)

    return tuple(Cell(tuple(filled(block) for block in cell.blocks)) for cell in row)


def _replaced(spans: tuple[Span, ...], number: str, line_id: str) -> tuple[Span, ...] | None:
    """The spans with a line to call in place of the first such number that stands in one of them."""
    for at, span in enumerate(spans):
        if span.kind == "words" and number in (seen.text for seen in numbers_seen(span.text)):
            before, _, after = span.text.partition(number)
            pieces = (replace(span, text=before), Span(line_id, kind="call"), replace(span, text=after))
            return (*spans[:at], *(each for each in pieces if each.text), *spans[at + 1 :])
    return None
