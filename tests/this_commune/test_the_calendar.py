"""The days and deadlines of this commune's year, as its plan has them."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from calendars import as_client, event, ids, shown_on, starts
from commune.year.model import coming, running
from making import make_site

DAY = date(2026, 11, 30)
DEADLINE = "bao-cao-2026"
YEARLY = {
    "quoc-te-phu-nu": (3, 8),
    "thang-gia-dinh": (6, 1),
    "gia-dinh-viet-nam": (6, 28),
    "phong-chong-mua-ban-nguoi": (7, 30),
    "tre-em-gai": (10, 11),
    "phu-nu-viet-nam": (10, 20),
    "thang-hanh-dong": (11, 15),
    "xoa-bo-bao-luc": (11, 25),
    "dan-so-viet-nam": (12, 26),
}


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def calendar(site):
    return site[0].calendar


@pytest.fixture(scope="module")
def ics(site):
    return site[1].by_address["/lich.ics"].content


@pytest.fixture(scope="module")
def read_back(ics):
    return as_client(ics)


# --- when ---


def test_a_report_asked_for_before_the_5th_is_due_on_the_4th(calendar):
    entry = next(entry for entry in calendar.days if entry.id == DEADLINE)
    assert entry.last == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("today", "now", "following"),
    [
        (date(2026, 1, 1), [], "quoc-te-phu-nu"),
        (date(2026, 3, 8), ["quoc-te-phu-nu"], "thang-gia-dinh"),
        (date(2026, 3, 9), [], "thang-gia-dinh"),
        (date(2026, 11, 14), [], "thang-hanh-dong"),
        (date(2026, 11, 15), ["thang-hanh-dong"], "xoa-bo-bao-luc"),
        (date(2026, 11, 25), ["thang-hanh-dong", "xoa-bo-bao-luc"], DEADLINE),
        (date(2026, 6, 28), ["thang-gia-dinh", "gia-dinh-viet-nam"], "phong-chong-mua-ban-nguoi"),
        (date(2026, 12, 4), ["thang-hanh-dong", DEADLINE], "dan-so-viet-nam"),
        (date(2026, 12, 5), ["thang-hanh-dong"], "dan-so-viet-nam"),
        (date(2026, 12, 15), ["thang-hanh-dong"], "dan-so-viet-nam"),
        (date(2026, 12, 31), [], "quoc-te-phu-nu"),
        (date(2027, 11, 20), ["thang-hanh-dong"], "xoa-bo-bao-luc"),
    ],
)
def test_what_runs_and_what_comes_next(calendar, today, now, following):
    assert ids(running(calendar, today)) == now
    assert coming(calendar, today)[0].entry.id == following
    assert coming(calendar, today)[0].first > today


# --- the page ---


def test_page_names_the_last_day_of_the_report_with_its_weekday(site):
    page = BeautifulSoup(site[1].by_address["/lich/"].body, "html.parser")
    assert "Ngày cuối: Thứ Sáu, 4/12/2026 (trước ngày 5/12/2026)." in page.select_one(f"#{DEADLINE}").get_text()


# --- the file ---


@pytest.mark.parametrize("entry_id", YEARLY)
def test_yearly_days_come_back_every_year(read_back, entry_id):
    days = [date(year, *YEARLY[entry_id]) for year in range(2026, 2031)]
    assert starts(read_back, entry_id, 2026, 2030) == days
    assert event(read_back, entry_id).start == days[0]


def test_month_of_action_includes_its_last_day(read_back):
    month = event(read_back, "thang-hanh-dong")
    assert (month.start, month.end) == (date(2026, 11, 15), date(2026, 12, 16))


def test_deadline_stands_on_the_last_day_once(read_back):
    deadline = event(read_back, DEADLINE)
    assert (deadline.start, deadline.end) == (date(2026, 12, 4), date(2026, 12, 5))
    assert deadline.rrule is None


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 30), "còn 4 ngày"),
        (date(2026, 12, 3), "ngày mai"),
        (date(2026, 12, 4), "hôm nay"),
        (date(2026, 12, 5), "đã qua"),
        (date(2027, 1, 10), "đã qua"),
    ],
)
def test_the_page_counts_down_to_the_deadline_and_keeps_its_address(root, today, words):
    """The entry stays on the page, in a later year too: others may link to it."""
    entry, unit = shown_on(root, today, DEADLINE, "cong-an-xa")
    assert words in entry
    assert "chậm nhất 4/12/2026" in unit


def test_the_year_is_a_picture_with_words(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/")
    picture = tab.get_by_role("img", name="15/11 đến 15/12 Tháng hành động, còn 15 ngày")
    assert picture.is_visible()
