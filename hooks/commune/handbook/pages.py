"""What the pages of the handbook show from commune.yml, and the sheet to pin up beside the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup

from ..core.cache import Cache
from ..core.page import Asset, Page
from ..core.phone import tel_uri
from ..core.render import render
from ..output.blocks import blocks_of
from ..output.pdf import pdf
from ..settings import Commune

ADDRESS, SHEET = "/can-bo/", "/in/so-tay-can-bo.pdf"
_WORDS = f"{ADDRESS}mot-trang/"


def officers_block(commune: Commune) -> Markup:
    """Where the web editor is; while there is none, that it is awaited."""
    return render("handbook/officers.html", commune=commune)


def officers_help(commune: Commune) -> Markup:
    """Whom an officer may call who is stuck. Slots that nobody has filled in say so."""
    return render("handbook/help.html", commune=commune, roles=_roles(commune))


def _roles(commune: Commune) -> list[tuple[str, str | None, dict[str, str] | None]]:
    """(role, who has it, the number to call) of everybody behind the site."""
    own = commune.officers
    phone = {"shown": own.phone, "tel": tel_uri(own.phone)} if own.phone else None
    return [
        ("Giúp về kỹ thuật, quản trị kho", own.helper, phone),
        ("Duyệt bài", own.reviewer, None),
        ("Chịu trách nhiệm nội dung", commune.responsible, None),
    ]


def sheet_assets(pages: Sequence[Page], commune: Commune, dated: date, keep: Cache) -> list[Asset]:
    """The words of /can-bo/mot-trang/ on one page of paper; nothing where a commune has taken that page away.

    `dated` stands in the file; a day of the content, so that the same words are the same bytes every day. What was
    set once is kept in `keep`.
    """
    return [
        Asset(SHEET, "print", partial(_sheet, page, commune, dated, keep), page.source_uri, page.body)
        for page in pages
        if page.address == _WORDS
    ]


def _sheet(page: Page, commune: Commune, dated: date, keep: Cache) -> bytes:
    blocks = [block.as_data() for block in blocks_of(page.body)]
    helper = ", ".join(filter(None, (commune.officers.helper, commune.officers.phone)))
    data = {
        "title": f"{page.title} – {commune.site_name}",
        "people_committee": commune.people_committee,
        "blocks": blocks[1:],  # the first is the title
        "helper": helper or "…" * 20,
        "place": commune.site_name,
        "address": commune.absolute(ADDRESS),
    }
    return pdf("handbook/sheet.typ", data, dated, keep)
