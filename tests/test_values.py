"""Values as people write them: days with the day first, what a choice means in Vietnamese, the number of an item."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

import pytest
from commune.core.fields import Day, YesNo, day_as_stored
from commune.core.json_schema import choices, chosen_from, item_id, named_values
from pydantic import TypeAdapter, ValidationError

DAYS = TypeAdapter(Day)
METHOD = TypeAdapter(
    Annotated[Literal["called", "in writing"], choices({"called": "gọi điện", "in writing": "nhận văn bản"})]
)


@pytest.mark.parametrize(
    "typed", ["2026-12-05", "5/12/2026", "05/12/2026", "5-12-2026", "05.12.2026", " 5/12/2026", "5 / 12 / 2026"]
)
def test_a_day_may_be_written_with_the_day_first_and_is_stored_one_way(typed):
    assert DAYS.validate_python(typed) == date(2026, 12, 5)
    assert day_as_stored(typed) == "2026-12-05"


@pytest.mark.parametrize(
    "typed",
    [
        "5/12/26",
        "5-12-26",
        "12/31/2026",
        "31/4/2026",
        "29/2/2026",
        "0/1/2026",
        "5/12",
        "5/12-2026",
        "2026-5-12",
        "5/12/1026",
    ],
)
def test_two_digits_of_a_year_and_days_of_no_calendar_are_refused(typed):
    with pytest.raises(ValidationError):
        DAYS.validate_python(typed)


def test_editors_know_the_same_days_as_the_library():
    pattern = DAYS.json_schema()["pattern"]
    days = [(day, month, year) for year in (2026, 2028) for month in range(14) for day in range(33)]
    for typed in (form.format(*each) for each in days for form in ("{0}/{1}/{2}", "{0:02}-{1:02}-{2}", "{0}.{1}.{2}")):
        assert (re.search(pattern, typed) is not None) == (day_as_stored(typed) != typed), typed
    assert not re.search(pattern, "5/12/26") and not re.search(pattern, "5/12-2026")


@pytest.mark.parametrize("typed", ["called", "gọi điện", "Gọi điện", "GỌI ĐIỆN", "goi  dien"])
def test_what_a_value_means_may_be_written_in_its_place(typed):
    assert METHOD.validate_python(typed) == "called"


def test_what_is_no_value_is_refused_and_the_form_shows_each_once():
    with pytest.raises(ValidationError):
        METHOD.validate_python("nhắn tin")
    schema = {"enum": ["called", "gọi điện", None], "enumDescriptions": ["gọi điện", "gọi điện", "để trống"]}
    assert named_values(schema) == [("called", "gọi điện")]


@pytest.mark.parametrize(("typed", "means"), [("yes", True), ("có", True), ("no", False), ("không", False)])
def test_yes_and_no_may_be_vietnamese(typed, means):
    assert TypeAdapter(YesNo).validate_python(typed) is means


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("II.6", "ii-6"),
        ("ii-6", "ii-6"),
        ("II-6", "ii-6"),
        ("mục II.6", "ii-6"),
        ("#ii-6", "ii-6"),
        ("IV.4.1", "iv-4-1"),
        ("II.3.2.a", "ii-3-2-a"),
        ("II.6.", "ii-6"),
        ("III", "iii"),
    ],
)
def test_an_item_of_the_plan_is_named_by_its_number_or_by_its_id(typed, item):
    assert item_id(typed) == item
    lists = TypeAdapter(Annotated[tuple[str, ...], chosen_from("plan-items")])
    assert lists.validate_python([typed, "ii-1"]) == (item, "ii-1")


@pytest.mark.parametrize("typed", ["abc", "cong-an", "II 6", "", "6"])
def test_what_is_no_number_of_an_item_stays(typed):
    assert item_id(typed) == typed
