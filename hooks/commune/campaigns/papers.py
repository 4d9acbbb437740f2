"""What is made of a material to take away: a print, a document to adapt, a text to read out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..core.dates import full_day
from ..core.text import capitalize_first
from ..output.blocks import TextBlock, blocks_of
from ..output.docx import docx
from ..output.pdf import pdf
from ..output.qr import qr_svg
from .aloud import items_of, minutes_told
from .downloads import Download, credit_line
from .material_model import Material
from .piece import Piece
from .sheets.model import Cards, Drawings, Lesson, Poster, Quiz, Sheet
from .sheets.printing import sheet_docx, sheet_html, sheet_pdf
from .workbench import Workbench, is_script

_GUIDED = (Lesson, Quiz, Cards, Drawings)  # sheets that somebody leads: the text of the page is the guide
_FOR_THE_LEADER = TextBlock([("Dành cho người hướng dẫn", False)], level=1)


def papers(item: Piece[Material], sheet: Sheet | None, bench: Workbench) -> list[Download]:
    """A sheet as it was designed; a script in large letters; a text by itself, where nobody uploaded a file for it."""
    if sheet:
        return _sheet_papers(item, sheet, bench)
    if is_script(item):
        kicker = f"{bench.vocabulary.name('kinds', item.record.kind)}, {minutes_of(item, bench)}"
        return [_text_print(item, kicker, bench), *_spoken(item, bench)]
    if item.record.files:
        return []
    kind = bench.vocabulary.name("kinds", item.record.kind)
    document = docx(item.record.title, [*_blocks(item, bench), *_behind(item, bench)], bench.media.cache)
    return [_text_print(item, kind, bench), _editable(item, document)]


def minutes_of(item: Piece[Material], bench: Workbench) -> str:
    """How long a text takes to read out, in words."""
    return minutes_told(bench.body(item), bench.commune.loudspeaker.syllables_per_minute)


def words_of(item: Piece[Material], sheet: Sheet | None, bench: Workbench) -> Markup:
    """What people read in these papers, as HTML."""
    text = bench.body(item) if sheet is None or isinstance(sheet, _GUIDED) else Markup()
    return (sheet_html(sheet) if sheet else Markup()) + text


def _sheet_papers(item: Piece[Material], sheet: Sheet, bench: Workbench) -> list[Download]:
    guide = _blocks(item, bench) if isinstance(sheet, _GUIDED) else []
    printed = sheet_pdf(sheet, _print_data(item, bench), bench.media.cache, guide)
    behind = _behind(item, bench, numbers=not isinstance(sheet, Poster))
    more = [*([_FOR_THE_LEADER] if guide else []), *guide, *behind]
    return [_print(item, printed), _editable(item, sheet_docx(sheet, item.record.title, more, bench.media.cache))]


def _print(item: Piece[Material], data: bytes) -> Download:
    return Download(f"{item.address}{item.id}.pdf", "Bản in", data)


def _editable(item: Piece[Material], data: bytes) -> Download:
    return Download(f"{item.address}{item.id}.docx", "Bản để sửa", data, editable=True)


def _spoken(item: Piece[Material], bench: Workbench) -> list[Download]:
    """A file of letters for each item, which stations read by machine."""
    return [
        Download(
            f"{item.address}{one.file_name or item.id}.txt",
            one.title or "Bài đọc",
            f"{one.title or item.record.title}\n\n{one.text}\n".encode(),
        )
        for one in items_of(bench.body(item))
    ]


def _text_print(item: Piece[Material], kicker: str, bench: Workbench) -> Download:
    shown = [block.as_data() for block in _blocks(item, bench)]
    said = {**_print_data(item, bench), "kicker": kicker, "blocks": shown, "aloud": is_script(item)}
    dated = item.record.current.date
    return _print(item, pdf("campaigns/text.typ", {**said, "dated": full_day(dated)}, dated, bench.media.cache))


def _blocks(item: Piece[Material], bench: Workbench) -> list[TextBlock]:
    return blocks_of(bench.body(item))


def _behind(item: Piece[Material], bench: Workbench, numbers: bool = True) -> Sequence[TextBlock]:
    """What stands at the end of a document: whom to call, and what users are asked to write beside it."""
    lines = [
        TextBlock([(f"{line['phone']} ", True), (str(line["label"]), False)], item="•")
        for line in bench.context.help_lines
    ]
    credit = TextBlock([(credit_line(item, bench.commune, bench.vocabulary), False)])
    return [TextBlock([("Số để gọi", False)], level=1), *lines, credit] if numbers else [credit]


def _print_data(item: Piece[Material], bench: Workbench) -> dict[str, object]:
    """What every print of a material says beside its words."""
    commune, record = bench.commune, item.record
    address = commune.absolute(item.address)
    return {
        "title": record.title,
        "drawing": bench.drawing_of(item),
        "commune": commune.name,
        "place": capitalize_first(f"{commune.name}, {commune.city}"),
        "people_committee": commune.people_committee,
        "licence": bench.vocabulary.licence(record.licence).name,
        "version": record.current.number,
        "dated": record.current.date,
        "address": address,
        "qr": qr_svg(address) if address else None,
        "lines": bench.context.help_lines,
    }
