"""What is made of a material to take away: a print, a document to adapt, a text to read out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..core.dates import full_day
from ..core.text import capitalize_first, minutes_aloud
from ..output.blocks import Block, blocks_of, text_of
from ..output.docx import docx
from ..output.pdf import pdf
from ..output.qr import qr_svg
from .downloads import Download, credit_line
from .model import Material
from .reading import Item
from .sheets import Cards, Lesson, Poster, Quiz, Sheet, sheet_docx, sheet_html, sheet_pdf
from .surroundings import Surroundings, is_script

_GUIDED = (Lesson, Quiz, Cards)  # sheets that somebody leads: the text of the page is the guide
_FOR_THE_LEADER = Block([("Dành cho người hướng dẫn", False)], level=1)


def papers(item: Item[Material], sheet: Sheet | None, around: Surroundings) -> list[Download]:
    """A sheet as it was designed; a script in large letters; a text by itself, where nobody uploaded a file for it."""
    if sheet:
        return _sheet_papers(item, sheet, around)
    if is_script(item):
        minutes = f"{around.words.name('kinds', item.record.kind)}, đọc khoảng {minutes_of(item, around)} phút"
        return [_text_print(item, minutes, around), _spoken(item, around)]
    if item.record.files:
        return []
    kind = around.words.name("kinds", item.record.kind)
    document = docx(item.record.title, [*_blocks(item, around), *_behind(item, around)], around.media.cache)
    return [_text_print(item, kind, around), _editable(item, document)]


def minutes_of(item: Item[Material], around: Surroundings) -> int:
    """How long a text takes to read out."""
    return minutes_aloud(text_of(around.body(item)), around.commune.loudspeaker.syllables_per_minute)


def words_of(item: Item[Material], sheet: Sheet | None, around: Surroundings) -> Markup:
    """What people read in these papers, as HTML."""
    text = around.body(item) if sheet is None or isinstance(sheet, _GUIDED) else Markup()
    return (sheet_html(sheet) if sheet else Markup()) + text


def _sheet_papers(item: Item[Material], sheet: Sheet, around: Surroundings) -> list[Download]:
    guide = _blocks(item, around) if isinstance(sheet, _GUIDED) else []
    printed = sheet_pdf(sheet, _print_data(item, around), around.media.cache, guide)
    behind = _behind(item, around, numbers=not isinstance(sheet, Poster))
    more = [*([_FOR_THE_LEADER] if guide else []), *guide, *behind]
    return [_print(item, printed), _editable(item, sheet_docx(sheet, item.record.title, more, around.media.cache))]


def _print(item: Item[Material], data: bytes) -> Download:
    return Download(f"{item.address}{item.id}.pdf", "Bản in", data)


def _editable(item: Item[Material], data: bytes) -> Download:
    return Download(f"{item.address}{item.id}.docx", "Bản để sửa", data, editable=True)


def _spoken(item: Item[Material], around: Surroundings) -> Download:
    text = f"{item.record.title}\n\n{text_of(around.body(item))}\n"
    return Download(f"{item.address}{item.id}.txt", "Bài đọc", text.encode())


def _text_print(item: Item[Material], kicker: str, around: Surroundings) -> Download:
    shown = [block.as_data() for block in _blocks(item, around)]
    said = {**_print_data(item, around), "kicker": kicker, "blocks": shown, "aloud": is_script(item)}
    dated = item.record.current.date
    return _print(item, pdf("campaigns/text.typ", {**said, "dated": full_day(dated)}, dated, around.media.cache))


def _blocks(item: Item[Material], around: Surroundings) -> list[Block]:
    return blocks_of(around.body(item))


def _behind(item: Item[Material], around: Surroundings, numbers: bool = True) -> Sequence[Block]:
    """What stands at the end of a document: whom to call, and what users are asked to write beside it."""
    lines = [
        Block([(f"{line['phone']} ", True), (str(line["label"]), False)], item="•")
        for line in around.context.help_lines
    ]
    credit = Block([(credit_line(item, around.commune, around.words), False)])
    return [Block([("Số để gọi", False)], level=1), *lines, credit] if numbers else [credit]


def _print_data(item: Item[Material], around: Surroundings) -> dict[str, object]:
    """What every print of a material says beside its words."""
    commune, record = around.commune, item.record
    address = commune.absolute(item.address)
    return {
        "title": record.title,
        "commune": commune.name,
        "place": capitalize_first(f"{commune.name}, {commune.city}"),
        "people_committee": commune.people_committee,
        "licence": around.words.licence(record.licence).name,
        "version": record.current.number,
        "dated": record.current.date,
        "address": address,
        "qr": qr_svg(address) if address else None,
        "lines": around.context.help_lines,
    }
