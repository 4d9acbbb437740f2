"""A Word document to adapt, from the blocks of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING

from ..core.cache import Cache, key_of, made_by
from ..uploads.cleaning import clean_file
from .blocks import Run, TextBlock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_FONT, _INK = "Arial", "3F2470"  # a font that every office has, with every Vietnamese letter; the violet of the site
_WRITTEN_BY = (("output/docx.py", "uploads/*.py", "core/safe_xml.py"), ("lxml", "python-docx"))
_TITLE, _HEADINGS = "Title", ("Normal", "Heading 1", "Heading 2", "Heading 3")


@dataclass(frozen=True)
class PageLayout:
    """How a document lies on A4: the size of its letters in points; lying, in so many columns, to be folded."""

    points: int = 12
    columns: int = 1


def docx(title: str, blocks: Sequence[TextBlock], keep: Cache, look: PageLayout = PageLayout()) -> bytes:
    """A .docx of A4 pages in Vietnamese, without a name or a date. What a page folds away begins a page at the end.

    What was written once is kept in `keep`.
    """
    key = key_of("docx", made_by(*_WRITTEN_BY), title, repr(blocks), repr(look))
    return keep.get_or_make(key, partial(_docx, title, blocks, look))


def _docx(title: str, blocks: Sequence[TextBlock], look: PageLayout) -> bytes:
    from docx import Document  # slow to load, and checking the content may need it for no file

    document = Document()
    _dress(document, look)
    document.add_paragraph(title, _TITLE)
    for block in (block for block in blocks if not block.folded):
        _write(document, block)
    folded = [block for block in blocks if block.folded]
    if folded:
        document.add_paragraph().paragraph_format.page_break_before = True
    for block in folded:
        _write(document, block)
    written = BytesIO()
    document.save(written)
    return clean_file("x.docx", written.getvalue())


@cache
def _style_id(name: str) -> str:
    """How paragraphs name a style of the library's own template: python-docx would search all of them for each."""
    from docx import Document

    return str(Document().styles[name].style_id)


def _dress(document: Document, look: PageLayout) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for section in document.sections:
        _lay(section, look)
    for style in document.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)  # a theme's font would win over the one named here
        if style.name in (_TITLE, *_HEADINGS[1:]):
            style.font.color.rgb = RGBColor.from_string(_INK)
    document.styles["Normal"].font.size = Pt(look.points)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def _lay(section: Section, look: PageLayout) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    long, short, margin = Mm(297), Mm(210), Mm(22 if look.columns == 1 else 12)
    if look.columns > 1:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = long, short
        columns = section._sectPr.find(qn("w:cols"))  # python-docx has no words for columns
        columns.set(qn("w:num"), str(look.columns))
        columns.set(qn("w:space"), str(Mm(16).twips))
    else:
        section.page_width, section.page_height = short, long
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin


def _write(document: Document, block: TextBlock) -> None:
    from docx.shared import Mm, Pt

    if block.rows:
        _write_table(document, block.rows)
        return
    dot = block.item == "•" and not block.level
    paragraph = document.add_paragraph()
    paragraph._p.style = _style_id("List Bullet" if dot else _HEADINGS[block.level])
    if block.item and not dot:
        paragraph.add_run(f"{block.item} ")  # Word would count on from list to list
    if block.item and not block.level:
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(8), Pt(2)
    _write_runs(paragraph, block.runs)


def _write_runs(paragraph: Paragraph, runs: Sequence[Run]) -> None:
    for words, bold in runs:
        paragraph.add_run(words).bold = bold or None


def _write_table(document: Document, rows: Sequence[Sequence[Sequence[Run]]]) -> None:
    table = document.add_table(len(rows), max(len(row) for row in rows), "Table Grid")
    for number, row in enumerate(rows):
        for cell, runs in zip(table.rows[number].cells, row, strict=False):
            _write_runs(cell.paragraphs[0], runs)
