"""A sheet on its page, on paper, and as a Word document to adapt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from ...core.cache import Cache
from ...core.dates import full_day
from ...core.render import render
from ...output.blocks import TextBlock, blocks_of
from ...output.docx import PageLayout, docx
from ...output.pdf import pdf
from .drawings import drawn, svg
from .model import Drawings, Leaflet, Poster, Sheet


def sheet_html(sheet: Sheet) -> Markup:
    """The words of a sheet for the page of its material: parts of a page, with headings from <h2>."""
    return render(f"campaigns/sheets/{_name(sheet)}.html", sheet=sheet, drawn=drawn)


def sheet_pdf(sheet: Sheet, data: Mapping[str, object], keep: Cache, guide: Sequence[TextBlock] = ()) -> bytes:
    """The sheet on A4, as a PDF/UA-1 file, kept in `keep`; behind it the guide for the one who leads.

    `data`: title, commune, place, people_committee, licence (its name), version (its number), dated (the day of that
    version), drawing (of core/drawings.py), address and qr (an SVG; both None while the site has no address), lines
    (phone, tel and label of each).
    Raises typst.TypstError or typst.TypstWarning where a name is missing in `data`.
    """
    dated = data["dated"]
    assert isinstance(dated, date)
    notes = [block.as_data() for block in guide]
    shown = {**data, "dated": full_day(dated), "sheet": sheet.model_dump(), "guide": notes}
    if isinstance(sheet, Drawings):
        shown["drawings"] = {each.drawing: svg(each.drawing) for each in sheet.shown}
    return pdf(f"campaigns/sheets/{_name(sheet)}.typ", shown, dated, keep)


def sheet_docx(sheet: Sheet, title: str, more: Sequence[TextBlock], keep: Cache) -> bytes:
    """The words of the sheet as a Word document, with `more` behind them; kept in `keep`."""
    look = {Poster: PageLayout(points=20), Leaflet: PageLayout(points=11, columns=3)}.get(type(sheet), PageLayout())
    return docx(title, [*blocks_of(sheet_html(sheet)), *more], keep, look)


def _name(sheet: Sheet) -> str:
    """poster, leaflet, lesson, quiz, cards or drawings: what its file and its templates are called by."""
    return type(sheet).__name__.lower()
