"""Every task, unit, audience and form of this commune's plan has something that people can use."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from commune.coverage import coverage_of
from commune.handbook.coverage import ADDRESS, MOST_ITEMS
from making import make_site

DAY = date(2026, 11, 30)
NOT_YET = {"Video", "Đồ họa thông tin"}  # people film, and draw figures that are known
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def coverage(site):
    content = site[0]
    return coverage_of(content, content.plan_in(DAY.year))


def test_every_task_and_unit_has_something(coverage):
    assert [row.cited for row in coverage.empty_rows] == []


def test_every_audience_and_form_has_something(coverage):
    assert [name for _, name in coverage.empty_audiences] == []
    assert {name for name, _ in coverage.empty_forms} <= NOT_YET


def test_no_piece_names_more_of_the_plan_than_its_words_serve(coverage):
    assert [one.address for one in coverage.too_many] == []
    assert all(one.items for one in coverage.made)
    assert MOST_ITEMS == 2


def test_every_school_year_has_something(site):
    content = site[0]
    taught = {grade for one in content.campaigns.materials for grade in one.record.grades}
    assert [grade.name for grade in content.vocabulary.grades if grade.id not in taught] == []


def test_what_is_often_said_wrongly_is_answered_over_all_topics(site):
    content = site[0]
    assert len(content.myths) >= 14
    said = {topic for myth in content.myths for topic in myth.topics}
    assert [topic.name for topic in content.vocabulary.topics if topic.id not in said] == []


# --- what is read out ---


@pytest.fixture(scope="module")
def letters(site):
    """Every file of letters that a station reads by machine, by its address."""
    return {
        item.address: item.data.decode("utf-8")
        for item in site[1].assets
        if item.address.startswith("/t/") and item.address.endswith(".txt")
    }


def test_each_month_has_an_item_of_its_own(letters):
    said = [text for address, text in letters.items() if address.startswith("/t/loa-ca-nam/")]
    assert len(said) == len(MONTHS)
    for month in MONTHS:
        assert [text for text in said if text.startswith(f"Tháng {month}: ")], month


def test_each_day_of_the_calendar_is_named_in_the_item_of_its_month(site, letters):
    said = {text.partition(":")[0]: text for address, text in letters.items() if address.startswith("/t/loa-ca-nam/")}
    for day in (day for day in site[0].calendar.days if day.repeat):
        text = said[f"Tháng {MONTHS[day.first.month - 1]}"]
        assert day.title in text, day.id


def test_a_machine_can_read_them_out(letters):
    """No digit, no abbreviation, no sign but those of a sentence."""
    for address, text in letters.items():
        assert re.findall(r"\d", text) == [], address
        assert re.findall(r"\b[A-ZĐ]{2,}\b", text) == [], address
        assert re.findall(r"[^\w\s,.:;?!…–-]", text) == [], address


def test_an_item_of_the_year_takes_two_minutes_at_most(site, letters):
    rate = site[0].commune.loudspeaker.syllables_per_minute
    long = {address: spoken(text) for address, text in letters.items() if address.startswith("/t/loa-ca-nam/")}
    assert {address: count for address, count in long.items() if count > 2 * rate} == {}


def test_numbers_are_read_out_digit_by_digit_and_twice(letters):
    for address, text in letters.items():
        numbers = re.findall(rf"số ((?:(?:{'|'.join(DIGITS)})(?:, |\b)){{3,}})", text)
        assert {number: numbers.count(number) for number in numbers if numbers.count(number) < 2} == {}, address


# --- the play and the lessons, against the clock ---


def spoken(text: str) -> int:
    return len(text.split())


def test_the_play_takes_seven_minutes(site):
    """Lines at a calm pace, a second between two speakers, five seconds for each thing that is acted."""
    (play,) = [one for one in site[0].campaigns.materials if one.id == "kich-ngan-mam-co-ngay-gio"]
    page = BeautifulSoup(site[1].by_address[play.address].body, "html.parser")
    paragraphs = [each.get_text(" ", strip=True) for each in page.find_all("p")]
    speakers = ("Ông", "Bà", "Bố", "Mẹ", "Na", "Tí", "Cả nhà")
    lines = [text.partition(": ")[2] for text in paragraphs if text.partition(":")[0] in speakers]
    acted = [text for text in paragraphs if text.startswith("(")]
    seconds = sum(map(spoken, lines)) / 180 * 60 + len(lines) + 5 * len(acted)
    assert 6 * 60 <= seconds <= 8 * 60, seconds / 60
    assert play.record.duration_minutes == 7


# --- the page ---


def test_officers_see_each_item_and_how_to_begin_what_is_missing(site, coverage):
    page = BeautifulSoup(site[1].by_address[ADDRESS].body, "html.parser")
    for row in coverage.rows:
        assert page.select_one(f"h3#{row.id}"), row.id
        assert f"make new ARGS='--type article --plan-items {row.id}'" in page.get_text()


def test_residents_do_not_find_it_by_what_stands_on_it(site):
    kind = site[1].kind(site[1].by_address[ADDRESS])
    assert kind.for_officers and kind.repeats
