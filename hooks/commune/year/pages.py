"""The page of the year: a picture, a list, and what runs now. And the calendar file."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from ..core.dates import in_year, short_day
from ..core.page import Asset, Page
from ..core.render import render
from ..output.ics import Event, calendar_file
from .model import Basis, Calendar, CalendarEntry, Occurrence, coming, occurrences, of_other_years, running
from .reading import URI

# (year of a plan, id of an item) → how people cite it
Cite = Callable[[int, str], str]

ADDRESS = "/lich/"
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


def calendar_page(calendar: Calendar, today: date, cite: Cite) -> Page:
    """The year that `today` is in. `cite` names an item of a year's plan as people do."""
    days = occurrences(calendar, today.year)
    body = render(
        "year/calendar.html",
        year=today.year,
        today=today,
        days=days,
        other_years=of_other_years(calendar, today.year),
        running=running(calendar, today),
        coming=coming(calendar, today)[:1],
        marks=_marks(days),
        today_x=_position(today),
        cite=cite,
        next_time=lambda entry: in_year(entry.first, today.year + 1),
        **_WORDS,
    )
    description = f"Những ngày và hạn cần nhớ trong năm {today.year}."
    return Page(ADDRESS, "calendar", f"Lịch năm {today.year}", description, body, URI)


def now_block(calendar: Calendar, today: date) -> Markup:
    """What runs now and what comes next, for the home page."""
    return render(
        "year/now.html",
        running=running(calendar, today),
        coming=coming(calendar, today)[:2],
        today=today,
        **_WORDS,
    )


def year_block(calendar: Calendar, today: date) -> Markup:
    """The days of the year as a short list, for the home page."""
    return render(
        "year/list.html",
        days=occurrences(calendar, today.year),
        today=today,
        **_WORDS,
    )


def unit_days(calendar: Calendar, unit_id: str, today: date) -> Markup:
    """The days that concern one unit, with its own calendar file."""
    all_days = [*occurrences(calendar, today.year), *of_other_years(calendar, today.year)]
    days = [when for when in all_days if when.entry.concerns(unit_id)]
    return render("year/unit_days.html", days=days, today=today, unit_id=unit_id, **_WORDS)


def calendar_asset(calendar: Calendar, commune_id: str, name: str, cite: Cite) -> Asset:
    """/lich.ics, the same bytes from build to build."""
    return _ics("/lich.ics", calendar, list(calendar.days), commune_id, name, cite)


def unit_calendar_asset(calendar: Calendar, unit_id: str, commune_id: str, name: str, cite: Cite) -> Asset:
    """/trach-nhiem/<unit>/lich.ics"""
    entries = [entry for entry in calendar.days if entry.concerns(unit_id)]
    return _ics(f"/trach-nhiem/{unit_id}/lich.ics", calendar, entries, commune_id, name, cite)


def _ics(
    address: str, calendar: Calendar, entries: list[CalendarEntry], commune_id: str, name: str, cite: Cite
) -> Asset:
    events = tuple(_event(entry, commune_id, cite) for entry in entries)
    return Asset(address, "ics", calendar_file(name, events, calendar.updated_on), URI)


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


def countdown(when: Occurrence, today: date) -> str:
    """How far off it is: "đã qua", "hôm nay", "còn 10 ngày"; for a period that runs, the days it has left."""
    left = when.days_left(today)
    if when.last < today:
        return "đã qua"
    if left == 0:
        return "hôm nay" if when.first == when.last else "ngày cuối"
    return "ngày mai" if left == 1 and when.status(today) == "next" else f"còn {left} ngày"


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
_WORDS = {"words": day_words, "countdown": countdown}
