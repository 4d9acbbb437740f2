"""The year: days, periods and deadlines, on the page and in the calendar of a phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from calendars import as_client, event, ids, shown_on, starts
from commune.output.ics import calendar_file
from commune.year.model import Calendar, coming, running
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)
DEADLINE = "bao-cao-2027"
YEARLY = {"hoi-ben-song": (4, 18), "mua-dong-am": (12, 20)}


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("calendar") / "commune")


@pytest.fixture(scope="module")
def site(second):
    return make_site(second, DAY, DAY)


@pytest.fixture(scope="module")
def calendar(site):
    return site[0].calendar


@pytest.fixture(scope="module")
def ics(site):
    return site[1].by_address["/lich.ics"].content


@pytest.fixture(scope="module")
def read_back(ics):
    """Its days; what events are in it is tried in test_events.py."""
    return as_client(ics, but_events=True)


# --- when ---


def test_a_report_asked_for_before_the_20th_is_due_on_the_19th(calendar):
    entry = next(entry for entry in calendar.days if entry.id == DEADLINE)
    assert entry.last == date(2027, 11, 19)


@pytest.mark.parametrize(
    ("today", "now", "following"),
    [
        (date(2027, 2, 1), [], "hoi-ben-song"),
        (date(2027, 4, 18), ["hoi-ben-song"], "tuan-viec-nha"),
        (date(2027, 5, 9), [], "tuan-viec-nha"),
        (date(2027, 5, 10), ["tuan-viec-nha"], DEADLINE),
        (date(2027, 5, 16), ["tuan-viec-nha"], DEADLINE),
        (date(2027, 5, 17), [], DEADLINE),
        (date(2027, 11, 19), [DEADLINE], "mua-dong-am"),
        (date(2027, 11, 20), [], "mua-dong-am"),
        (date(2028, 1, 5), ["mua-dong-am"], "hoi-ben-song"),
        (date(2028, 4, 18), ["hoi-ben-song"], "mua-dong-am"),
    ],
)
def test_what_runs_and_what_comes_next(calendar, today, now, following):
    assert ids(running(calendar, today)) == now
    assert coming(calendar, today)[0].entry.id == following
    assert coming(calendar, today)[0].first > today


@pytest.mark.parametrize("today", [date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 5), date(2029, 1, 5)])
def test_a_period_over_the_turn_of_the_year_runs_on_both_sides(today):
    assert ids(running(winter(), today)) == ["mua-dong"]


@pytest.mark.parametrize("today", [date(2027, 12, 19), date(2028, 1, 6)])
def test_a_period_over_the_turn_of_the_year_ends(today):
    assert ids(running(winter(), today)) == []
    assert coming(winter(), today)[0].first.month == 12


def winter() -> Calendar:
    period = {"id": "mua-dong", "title": "Mùa đông", "from": "2027-12-20", "to": "2028-01-05", "repeat": "yearly"}
    return Calendar.model_validate({"updated_on": "2027-01-01", "days": [{**period, "sources": [{"title": "Sổ tay"}]}]})


# --- the page ---


def test_page_shows_each_day_with_its_source(site, calendar):
    page = BeautifulSoup(site[1].by_address["/lich/"].body, "html.parser")
    for entry in calendar.days:
        shown = page.select_one(f'li[id="{entry.id}"]').get_text().replace("\xa0", " ")
        assert entry.title in shown
        assert all((source.title or source.quote) in shown for source in entry.sources)


def test_page_names_the_last_day_of_the_report_with_its_weekday(site):
    page = BeautifulSoup(site[1].by_address["/lich/"].body, "html.parser")
    assert "Ngày cuối: Thứ Sáu, 19/11/2027 (trước ngày 20/11/2027)." in page.select_one(f"#{DEADLINE}").get_text()


def test_picture_of_the_year_says_in_words_what_it_shows(site, calendar):
    picture = BeautifulSoup(site[1].by_address["/lich/"].body, "html.parser").select_one('svg[role="img"]')
    title = picture.find("title", id=picture["aria-labelledby"]).get_text()
    assert all(entry.label in title for entry in calendar.days)


# --- the file ---


def test_file_is_the_same_whatever_the_day(second, ics):
    _, later = make_site(second, date(2031, 2, 3), date(2031, 2, 3))
    assert later.by_address["/lich.ics"].content == ics


def test_lines_are_short_and_end_as_the_standard_asks(ics):
    assert ics.endswith(b"\r\n")
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75


def test_a_name_of_more_lines_begins_no_entry_of_its_own():
    written = calendar_file("Lịch\nBEGIN:VEVENT; a, b", (), (), date(2026, 1, 1))
    assert b"\r\nX-WR-CALNAME:L\xe1\xbb\x8bch\\nBEGIN:VEVENT\\; a\\, b\r\n" in written


def test_client_reads_each_entry_back_whole(read_back, calendar):
    assert sorted(event.summary for event in read_back.events) == sorted(entry.title for entry in calendar.days)


def test_entries_are_told_apart_for_good(read_back, calendar):
    uids = [event.uid for event in read_back.events]
    assert sorted(uids) == sorted(f"{entry.id}@song-lam-vi-du" for entry in calendar.days)


def test_time_stamp_is_the_day_the_data_changed(read_back, calendar):
    assert {event.dtstamp.date() for event in read_back.events} == {calendar.updated_on}


@pytest.mark.parametrize("entry_id", YEARLY)
def test_yearly_days_come_back_every_year(read_back, entry_id):
    days = [date(year, *YEARLY[entry_id]) for year in range(2027, 2031)]
    assert starts(read_back, entry_id, 2027, 2030) == days
    assert event(read_back, entry_id).start == days[0]


def test_a_week_includes_its_last_day(read_back):
    week = event(read_back, "tuan-viec-nha")
    assert (week.start, week.end) == (date(2027, 5, 10), date(2027, 5, 17))


def test_deadline_stands_on_the_last_day_once(read_back):
    deadline = event(read_back, DEADLINE)
    assert (deadline.start, deadline.end) == (date(2027, 11, 19), date(2027, 11, 20))
    assert deadline.rrule is None


def test_deadline_rings_a_week_and_a_day_before_at_eight(read_back):
    alarms = event(read_back, DEADLINE).alarm
    assert [alarm.trigger for alarm in alarms] == [timedelta(days=-7, hours=8), timedelta(days=-1, hours=8)]


def test_days_without_a_deadline_do_not_ring(read_back):
    assert [event.uid for event in read_back.events if event.alarm and not event.uid.startswith(DEADLINE)] == []


def test_unit_has_the_days_that_concern_it(site):
    content, manifest = site
    for unit in content.plans[0].units:
        read_back = as_client(manifest.by_address[f"{unit.address}lich.ics"].content, but_events=True)
        concern = [entry.title for entry in content.calendar.days if entry.concerns(unit.id)]
        assert sorted(event.summary for event in read_back.events) == sorted(concern)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 11, 9), "còn 10 ngày"),
        (date(2027, 11, 18), "ngày mai"),
        (date(2027, 11, 19), "hôm nay"),
        (date(2027, 11, 20), "đã qua"),
        (date(2028, 1, 10), "đã qua"),
    ],
)
def test_the_page_counts_down_to_the_deadline_and_keeps_its_address(second, today, words):
    """The entry stays on the page, in a later year too: others may link to it."""
    entry, unit = shown_on(second, today, DEADLINE, "cac-xom")
    assert words in entry
    assert "chậm nhất 19/11/2027" in unit
