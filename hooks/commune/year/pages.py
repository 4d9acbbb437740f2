"""The page of the year: a picture, a list, and what runs now. And the calendar file."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from ..core.dates import countdown, in_year, short_day
from ..core.happening import Happening
from ..core.page import Asset, Page
from ..core.render import render
from ..output.ics import Event, calendar_file, timed
from ..settings import Commune
from .model import Basis, Calendar, CalendarEntry, Occurrence, coming, occurrences, of_other_years, running
from .reading import URI

# (year of a plan, id of an item) → how people cite it
Cite = Callable[[int, str], str]
Shown = Occurrence | Happening

ADDRESS = "/lich/"
_EVENTS_AHEAD = 3  # so many stand on home and at the top of the page
_MONTH_WIDTH = 30  # of the picture's 360 units


@dataclass(frozen=True)
class Mark:
    """One day or period in the picture of the year: x and width in its units, its label, `row` from the top."""

    when: Occurrence
    x: float
    width: float
    label: str
    row: int

    @property
    def label_first(self) -> bool:
        """Whether the label stands before the mark: late in the year there is no room after it."""
        return self.x + self.label_width > 12 * _MONTH_WIDTH

    @property
    def label_width(self) -> float:
        return 12 + len(self.label) * 8

    @property
    def span(self) -> tuple[float, float]:
        """What the mark and its label take up."""
        if self.label_first:
            return self.x - self.label_width, self.x + self.width + 6
        return self.x - 6, self.x + self.label_width


def calendar_page(calendar: Calendar, events: Sequence[Happening], today: date, cite: Cite) -> Page:
    """The year that `today` is in, and the events of it and to come. `cite` names an item of a year's plan."""
    days = occurrences(calendar, today.year)
    of_now = [event for event in events if event.last.year >= today.year]
    body = render(
        "year/calendar.html",
        year=today.year,
        today=today,
        days=_by_day([*days, *of_now]),
        other_years=of_other_years(calendar, today.year),
        **_now(calendar, events, today, days_ahead=1),
        marks=_marks(days),
        today_x=_position(today),
        cite=cite,
        next_time=lambda entry: in_year(entry.first, today.year + 1),
        **_WORDS,
    )
    description = f"Những ngày, hạn và sự kiện trong năm {today.year}."
    return Page(ADDRESS, "calendar", f"Lịch năm {today.year}", description, body, URI)


def now_block(calendar: Calendar, events: Sequence[Happening], today: date) -> Markup:
    """What runs now and what comes next, for the home page."""
    return render("year/now.html", today=today, **_now(calendar, events, today, days_ahead=2), **_WORDS)


def _now(calendar: Calendar, events: Sequence[Happening], today: date, days_ahead: int) -> dict[str, list[Shown]]:
    """What runs today, and the nearest of what comes: one that is called off is told until its day is over."""
    ahead = [event for event in events if event.status(today) == "next"][:_EVENTS_AHEAD]
    return {
        "running": _by_day([*running(calendar, today), *(event for event in events if event.status(today) == "now")]),
        "coming": _by_day([*coming(calendar, today)[:days_ahead], *ahead]),
    }


def _by_day(found: Sequence[Shown]) -> list[Shown]:
    """Days of the calendar and events by when they begin."""
    return sorted(found, key=lambda when: (when.first, when.last))


def year_block(calendar: Calendar, today: date) -> Markup:
    """The days of the year as a short list, for the home page."""
    return render(
        "year/list.html",
        days=occurrences(calendar, today.year),
        today=today,
        **_WORDS,
    )


def unit_days(calendar: Calendar, events: Sequence[Happening], unit_id: str, today: date) -> Markup:
    """The days and the events that concern one unit, with its own calendar file."""
    of_now, others = (
        [when for when in found if when.entry.concerns(unit_id)]
        for found in (occurrences(calendar, today.year), of_other_years(calendar, today.year))
    )
    own = [event for event in events if event.last.year >= today.year and unit_id in event.units]
    days = [*_by_day([*of_now, *own]), *others]
    return render("year/unit_days.html", days=days, today=today, unit_id=unit_id, **_WORDS)


def calendar_asset(calendar: Calendar, events: Sequence[Happening], commune: Commune, name: str, cite: Cite) -> Asset:
    """/lich.ics, the same bytes from build to build."""
    return _ics("/lich.ics", calendar, list(calendar.days), events, commune, name, cite)


def unit_calendar_asset(
    calendar: Calendar, events: Sequence[Happening], unit_id: str, commune: Commune, name: str, cite: Cite
) -> Asset:
    """/trach-nhiem/<unit>/lich.ics"""
    entries = [entry for entry in calendar.days if entry.concerns(unit_id)]
    own = [event for event in events if unit_id in event.units]
    return _ics(f"/trach-nhiem/{unit_id}/lich.ics", calendar, entries, own, commune, name, cite)


def _ics(
    address: str,
    calendar: Calendar,
    entries: list[CalendarEntry],
    events: Sequence[Happening],
    commune: Commune,
    name: str,
    cite: Cite,
) -> Asset:
    days = tuple(_event(entry, commune.id, cite) for entry in entries)
    entered = tuple(timed(event, commune) for event in events)
    return Asset(address, "ics", calendar_file(name, days, entered, calendar.updated_on), URI)


def _event(entry: CalendarEntry, commune_id: str, cite: Cite) -> Event:
    return Event(
        uid=f"{entry.id}@{commune_id}",
        title=entry.title,
        first=entry.last if entry.is_deadline else entry.first,
        last=entry.last,
        yearly=entry.repeat == "yearly",
        notice_days=(7, 1) if entry.is_deadline else (),
        description="\n".join(_source_words(source, cite) for source in entry.sources),
    )


def _source_words(source: Basis, cite: Cite) -> str:
    if source.title or source.plan is None or source.item is None:
        return source.title or ""
    return f"Kế hoạch {source.plan}, {cite(source.plan, source.item)}: “{source.quote}”"


def day_words(when: Occurrence) -> str:
    """When it is, as people write it: "15/11 đến 15/12", "chậm nhất 4/12"."""
    first, last = short_day(when.first), short_day(when.last)
    if when.entry.is_deadline:
        return f"chậm nhất {last}"
    return first if first == last else f"{first} đến {last}"


def _position(day: date) -> float:
    """How far through the year's picture a day lies."""
    return round((day.month - 1 + (day.day - 1) / monthrange(day.year, day.month)[1]) * _MONTH_WIDTH, 1)


def _marks(days: list[Occurrence]) -> list[Mark]:
    """Periods as bars, days as points; what would overlap goes a row lower."""
    marks: list[Mark] = []
    for when in days:
        x = _position(when.first)
        end = _position(when.last) if when.last.year == when.first.year else 12.0 * _MONTH_WIDTH
        label = short_day(when.last) if when.entry.is_deadline else day_words(when)
        mark = Mark(when, x, round(max(end - x, 0), 1), label, row=0)
        while any(other.row == mark.row and _overlap(other.span, mark.span) for other in marks):
            mark = replace(mark, row=mark.row + 1)
        marks.append(mark)
    return marks


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# What every template of this slice says days with.
_WORDS = {"words": day_words, "countdown": lambda when, today: countdown(when.first, when.last, today)}
