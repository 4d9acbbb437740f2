"""A Word document to adapt, from simple HTML: headings, paragraphs, lists, bold words."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING

from .cleaning import clean_file

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FONT, _INK = "Arial", "3F2470"  # a font that every office has, with every Vietnamese letter; the violet of the site
_STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
_BLOCKS = {"p", "summary", *_STYLES}


def docx(html: str) -> bytes:
    """`html` (h1 to h3, p, ul, ol, details, b) as a .docx of A4 pages in Vietnamese, without a name or a date."""
    from docx import Document

    document = Document()
    _dress(document)
    _Writer(document).feed(html)
    written = BytesIO()
    document.save(written)
    return clean_file("x.docx", written.getvalue())


def _dress(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    for style in document.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)  # a theme's font would win over the one named here
        if style.name in _STYLES.values():
            style.font.color.rgb = RGBColor.from_string(_INK)
    document.styles["Normal"].font.size = Pt(12)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


class _Writer(HTMLParser):
    """Writes one paragraph for each block. Items of a numbered list say their number: Word would count on and on."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.paragraph: Paragraph | None = None
        self.lists: list[int | None] = []  # how far each open list has counted; None where it has dots
        self.bold = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.paragraph = self.document.add_paragraph(style=_STYLES.get(tag))
            self.bold = tag == "summary"
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.paragraph = None
        elif tag == "b":
            self.bold = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "li":
            self.paragraph = None
        if tag in ("ul", "ol"):
            self.lists.pop()
        if tag in ("b", "summary"):
            self.bold = False

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            return
        if self.paragraph is None:
            self.paragraph = self._item()
        before = " " if self.paragraph.text and data[0].isspace() else ""
        after = " " if data[-1].isspace() else ""
        self.paragraph.add_run(f"{before}{words}{after}").bold = self.bold or None

    def _item(self) -> Paragraph:
        from docx.shared import Mm, Pt

        count = self.lists[-1] if self.lists else None
        if count is None:
            return self.document.add_paragraph(style="List Bullet" if self.lists else None)
        self.lists[-1] = count + 1
        paragraph = self.document.add_paragraph(f"{count + 1}. ")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Mm(8), Pt(2)
        return paragraph
