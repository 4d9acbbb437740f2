"""The calendar as a part of the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..core.content_file import ContentFile, Form
from ..core.page import Asset, Page, PageKind
from ..core.schema import Document
from ..slice import OTHER_PAGES, Section, Slice
from .model import Calendar
from .pages import ADDRESS, calendar_asset, calendar_page, unit_calendar_asset
from .reading import URI, read_calendar


def _items(document: Document[Calendar], context: Context) -> Iterator[Page | Asset]:
    """/lich/, its file, and the file of each unit's days."""
    calendar, commune, events = document.record, context.commune, context.happenings
    yield calendar_page(calendar, events, context.today, context.cite)
    yield calendar_asset(calendar, events, commune, f"Lịch – {commune.site_name}", context.cite)
    for unit_id, short in context.units:
        yield unit_calendar_asset(calendar, events, unit_id, commune, f"Lịch – {short}", context.cite)


CALENDAR = Slice(
    "calendar_file",
    (
        ContentFile(
            "calendar",
            (URI,),
            Calendar,
            "Lịch",
            "Các ngày và hạn trong năm, mỗi mục có nguồn.",
            form=Form("lich", "calendar_month"),
        ),
    ),
    lambda reading: read_calendar(reading.source, reading.problems),
    _items,
    kinds=(PageKind("calendar", "anchors", section=OTHER_PAGES.title, explained="then"),),
    sections=(Section("Lịch", ADDRESS, place=6, in_navigation=True),),
    needed=True,
)
