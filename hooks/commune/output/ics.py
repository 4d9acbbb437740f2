"""iCalendar (RFC 5545): whole days, yearly recurrence, alarms; events with an hour, a place and what became of them.

The same bytes from the same data.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from icalendar import Alarm, Calendar, Timezone, TimezoneStandard, vText
from icalendar import Event as Component

from ..core.happening import Happening, Times
from ..core.hours import ZONE
from ..settings import Commune

_ALARM_HOUR = datetime.timedelta(hours=8)  # in the morning, not at midnight when an all-day event begins


@dataclass(frozen=True)
class Event:
    """One entry: `last` is the last day itself; an alarm rings `notice_days` before, at eight."""

    uid: str
    title: str
    first: datetime.date
    last: datetime.date
    yearly: bool
    notice_days: tuple[int, ...]
    description: str


@dataclass(frozen=True)
class Timed:
    """An event of an hour and a place: the same `uid` for good, its `sequence` higher with each move."""

    uid: str
    title: str
    times: Times
    description: str
    place: str
    cancelled: bool
    sequence: int
    changed: datetime.date
    url: str | None


def timed(event: Happening, commune: Commune) -> Timed:
    """An event for a calendar. Its title tells what its status does: not every calendar shows that."""
    title = f"{event.told}: {event.title}" if event.off else event.title
    was = f"Trước là: {event.was[-1].words}, tại {event.was[-1].place}." if event.was and not event.off else ""
    return Timed(
        uid=f"su-kien.{event.id}@{commune.id}",
        title=title,
        times=event.times,
        description="\n".join(filter(None, [event.told and f"{event.told}.", event.why, was, event.summary])),
        place=commune.located(event.times.place),
        cancelled=event.off,
        sequence=event.sequence,
        changed=event.changed,
        url=commune.absolute(event.address),
    )


@lru_cache(maxsize=64)  # whoever looks at each edit makes most of them again as they were
def calendar_file(name: str, days: tuple[Event, ...], timed: tuple[Timed, ...], updated_on: datetime.date) -> bytes:
    """The file's bytes. `updated_on` is the day the data changed: DTSTAMP must not follow the build."""
    calendar = Calendar()
    calendar.add("prodid", "-//commune site//vi")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))  # of properties of its own the library escapes nothing
    if any(one.times.begins for one in timed):
        calendar.add_component(_zone())
    for event in days:
        calendar.add_component(_component(event, updated_on))
    for one in timed:
        calendar.add_component(_timed_component(one))
    return bytes(calendar.to_ical())


def _component(event: Event, updated_on: datetime.date) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", _stamp(updated_on))
    component.add("summary", event.title)
    component.add("description", event.description)
    component.add("dtstart", event.first)
    component.add("dtend", event.last + datetime.timedelta(days=1))
    component.add("transp", "TRANSPARENT")
    if event.yearly:
        component.add("rrule", {"freq": "yearly"})
    for days in event.notice_days:
        component.add_component(_alarm(event.title, days))
    return component


def _timed_component(one: Timed) -> Component:
    component = Component()
    component.add("uid", one.uid)
    component.add("dtstamp", _stamp(one.changed))
    component.add("last-modified", _stamp(one.changed))
    component.add("sequence", one.sequence)
    component.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    component.add("summary", one.title)
    component.add("description", one.description)
    component.add("location", one.place)
    if one.url:
        component.add("url", one.url)
    _add_times(component, one.times)
    component.add("transp", "TRANSPARENT")
    return component


def _add_times(component: Component, times: Times) -> None:
    """When it is: hours in the zone of Viet Nam. Of an event whose end nobody knows, none is made up."""
    after = times.last + datetime.timedelta(days=1)
    if times.begins is None:
        component.add("dtstart", times.first)
        component.add("dtend", after)
        return
    zone = {"TZID": ZONE}
    component.add("dtstart", datetime.datetime.combine(times.first, times.begins), parameters=zone)
    if times.ends:
        component.add("dtend", datetime.datetime.combine(times.last, times.ends), parameters=zone)
    elif times.first != times.last:
        component.add("dtend", datetime.datetime.combine(after, datetime.time()), parameters=zone)


def _zone() -> Timezone:
    """The one zone of the country, written out: no calendar has to look it up."""
    zone, always, ahead = Timezone(), TimezoneStandard(), datetime.timedelta(hours=7)
    zone.add("tzid", ZONE)
    always.add("dtstart", datetime.datetime(1975, 6, 13))  # from then on the clocks were never changed
    always.add("tzoffsetfrom", ahead)
    always.add("tzoffsetto", ahead)
    always.add("tzname", "+07")
    zone.add_component(always)
    return zone


def _stamp(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _ALARM_HOUR - datetime.timedelta(days=days))
    return alarm
