"""The year as its readers have it, for the tests of the invented commune's days and of this commune's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from commune.year.model import Occurrence
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from making import make_site


def as_client(ics: bytes, but_events: bool = False) -> Calendar:
    """The calendar as a client reads it; its days alone where that is asked for."""
    calendar = IcsCalendarStream.calendar_from_ics(ics.decode())
    if but_events:
        calendar.events = [event for event in calendar.events if not event.uid.startswith("su-kien.")]
    return calendar


def ids(occurrences: Iterable[Occurrence]) -> list[str]:
    return [when.entry.id for when in occurrences]


def event(read_back: Calendar, entry_id: str) -> Any:
    return next(event for event in read_back.events if event.uid.startswith(f"{entry_id}@"))


def starts(read_back: Calendar, entry_id: str, first_year: int, last_year: int) -> list[date]:
    """The days on which an entry begins from one year to another."""
    found = read_back.timeline.overlapping(datetime(first_year, 1, 1), datetime(last_year + 1, 1, 1))
    return [each.start for each in found if each.uid.startswith(f"{entry_id}@")]


def shown_on(root: Path, today: date, entry_id: str, unit: str) -> tuple[str, str]:
    """(what the page of the year says of an entry that day, the page of a unit)."""
    _, manifest = make_site(root, today, today)
    body = manifest.by_address["/lich/"].html
    entry = body[body.index(f'id="{entry_id}"') :]
    return entry[: entry.index("</p>")], manifest.by_address[f"/trach-nhiem/{unit}/"].html
