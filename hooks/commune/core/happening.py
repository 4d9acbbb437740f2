"""What happens on a day and at a place, as one part of the site shows it to the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from .dates import full_day, short_day, weekday
from .hours import hour_words

State = Literal["planned", "held", "cancelled", "postponed"]


@dataclass(frozen=True)
class Times:
    """When and where: `last` is the last day itself; of an hour that nobody knows, None."""

    first: date
    last: date
    begins: time | None
    ends: time | None
    place: str

    @property
    def hours(self) -> str:
        """ "14 giờ đến 16 giờ 30", within one day; empty where nobody knows."""
        return " đến ".join(filter(None, (_hour(self.begins), _hour(self.ends))))

    @property
    def moments(self) -> list[tuple[str, str]]:
        """(hours, day): of one day its hours, of several when the first begins and when the last ends."""
        if self.first == self.last:
            return [(self.hours, _day(self.first))]
        return [(_hour(self.begins), _day(self.first)), (_hour(self.ends), _day(self.last))]

    @property
    def words(self) -> str:
        """ "14 giờ đến 16 giờ 30, Thứ Bảy, 5/12/2026" """
        return " đến ".join(", ".join(filter(None, moment)) for moment in self.moments)

    @property
    def short(self) -> str:
        """ "14 giờ, 5/12", for narrow places."""
        days = dict.fromkeys((short_day(self.first), short_day(self.last)))
        return ", ".join(filter(None, (_hour(self.begins), " đến ".join(days))))


def _hour(hour: time | None) -> str:
    return hour_words(hour) if hour else ""


def _day(day: date) -> str:
    return f"{weekday(day)}, {full_day(day)}"


@dataclass(frozen=True)
class Happening:
    """An event: where its page is, when and where it is held, and was to be before; `units` hold it.

    `changed` is the day on which people were last told something new of it, and `sequence` rises with
    each move and correction.
    """

    id: str
    title: str
    summary: str
    address: str
    times: Times
    was: tuple[Times, ...]
    state: State
    why: str
    units: tuple[str, ...]
    changed: date
    sequence: int

    @property
    def first(self) -> date:
        return self.times.first

    @property
    def last(self) -> date:
        return self.times.last

    @property
    def off(self) -> bool:
        """Whether nobody should come on that day."""
        return self.state in ("cancelled", "postponed")

    @property
    def told(self) -> str:
        """What those must know who had noted it down: "Đã hủy", "Đã dời"; empty where all is as it was."""
        if self.off:
            return "Đã hủy" if self.state == "cancelled" else "Đã hoãn"
        return "Đã dời" if self.was else ""

    def label(self, today: date) -> str:
        """The few words beside it in a list: what was told of it, else whether it is over, runs, or comes."""
        running = "Hôm nay" if self.first == self.last else "Đang diễn ra"
        over = "Đã diễn ra" if self.state == "held" else "Đã qua"
        return self.told or {"past": over, "now": running, "next": "Sắp tới"}[self.status(today)]

    def status(self, today: date) -> Literal["past", "now", "next"]:
        if self.last < today:
            return "past"
        return "next" if today < self.first else "now"
