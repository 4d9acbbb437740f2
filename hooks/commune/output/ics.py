"""iCalendar (RFC 5545): all-day events, yearly recurrence, alarms. The same bytes from the same data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from icalendar import Alarm, Calendar, vText
from icalendar import Event as Component

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


@lru_cache(maxsize=64)  # whoever looks at each edit makes most of them again as they were
def calendar_file(name: str, events: tuple[Event, ...], updated_on: datetime.date) -> bytes:
    """The file's bytes. `updated_on` is the day the data changed: DTSTAMP must not follow the build."""
    calendar = Calendar()
    calendar.add("prodid", "-//commune site//vi")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))  # of properties of its own the library escapes nothing
    for event in events:
        calendar.add_component(_component(event, updated_on))
    return bytes(calendar.to_ical())


def _component(event: Event, updated_on: datetime.date) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", datetime.datetime.combine(updated_on, datetime.time(), datetime.UTC))
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


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _ALARM_HOUR - datetime.timedelta(days=days))
    return alarm
