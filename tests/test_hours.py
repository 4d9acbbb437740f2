"""Hours as people here write them, and as they are read out."""

from __future__ import annotations

import re
from datetime import date, time
from random import Random

import pytest
from commune.core.aloud import day_aloud, hour_aloud, number_aloud
from commune.core.hours import Hour, hour_as_stored, hour_words
from pydantic import TypeAdapter, ValidationError

HOUR = TypeAdapter(Hour)
PATTERN = re.compile(HOUR.json_schema()["pattern"])


def read(typed: str) -> time | None:
    try:
        return HOUR.validate_python(typed)
    except ValidationError:
        return None


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("14:00", ("14:00", "14h", "14h00", "14 giờ", "14 GIỜ 00", "14g", "2h chiều", "2 giờ chiều", " 14:00 ")),
        (
            "14:30",
            (
                "14:30",
                "14h30",
                "14 giờ 30",
                "14 giờ 30 phút",
                "14g30",
                "14h30p",
                "14h30'",
                "14h30’",
                "2 giờ rưỡi chiều",
            ),
        ),
        ("08:00", ("8h", "8:00", "08:00", "8h sáng", "8 giờ sáng", "8 Giờ Sáng")),
        ("07:05", ("7h05", "7 giờ 5 phút", "7:05 sáng")),
        ("19:30", ("19h30", "7 giờ rưỡi tối", "7h30 tối", "19:30 tối")),
        ("12:00", ("12h", "12h trưa", "12 giờ trưa")),
        ("13:00", ("1h trưa", "1 giờ chiều")),
        ("22:00", ("10h đêm", "10 giờ tối", "22h")),
        ("03:00", ("3h sáng", "3 giờ đêm", "03:00")),
    ],
)
def test_an_hour_is_stored_in_one_way_however_it_is_typed(stored, typed):
    assert {each: hour_as_stored(each) for each in typed} == dict.fromkeys(typed, stored)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("25h", "một ngày có từ 0 đến 23 giờ"),
        ("24:00", "Viết 23:59, hoặc 00:00 của ngày hôm sau"),
        ("12 giờ đêm", "Viết 23:59, hoặc 00:00 của ngày hôm sau"),
        ("7h60", "một giờ có từ 0 đến 59 phút"),
        ("14h sáng", "không có 14 giờ sáng"),
        ("2h", "Buổi chiều thì viết 14:00"),
        ("2h30", "Buổi chiều thì viết 14:30; đúng là ban đêm thì viết 02:30"),
        ("14", "ý bạn là 14:00?"),
        ("14.30", "ý bạn là 14:30?"),
        ("8h đến 10h", "mỗi mục ghi một giờ"),
        ("8h30-10h", "mỗi mục ghi một giờ"),
        ("buổi sáng", "không phải một giờ"),
        ("8 AM", "không phải một giờ"),
    ],
)
def test_what_is_no_hour_is_told_with_what_is_right(typed, words):
    with pytest.raises(ValidationError, match=re.escape(words)):
        HOUR.validate_python(typed)
    assert hour_as_stored(typed) == typed


@pytest.mark.parametrize("seed", range(3))
def test_editors_take_the_hours_that_the_library_takes(seed):
    random = Random(seed)
    for _ in range(2000):
        hour = random.choice((f"{random.randint(0, 26)}", f"{random.randint(0, 9):02}"))
        sign = random.choice(("h", "g", " giờ", ":", " H ", " GIỜ ", ""))
        minutes = random.choice(("", "30", "05", "5", "5 phút", "60", "rưỡi", " 30 phút", "30p", "00'"))
        part = random.choice(("", " sáng", " trưa", " chiều", " TỐI", " đêm", "sáng", " nay"))
        typed = f"{hour}{sign}{minutes}{part}"
        assert (read(typed) is not None) == bool(PATTERN.search(typed)), typed


def test_an_hour_is_shown_in_words_of_every_day():
    assert [hour_words(time(14)), hour_words(time(7, 5))] == ["14 giờ", "7 giờ 05"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (31, "ba mươi mốt"),
        (100, "một trăm"), (105, "một trăm linh năm"), (2000, "hai nghìn"), (2005, "hai nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
    ],
)  # fmt: skip
def test_numbers_sound_as_people_say_them(number, words):
    assert number_aloud(number) == words


def test_hours_and_days_are_read_out_in_words():
    assert hour_aloud(time(14, 30)) == "mười bốn giờ ba mươi phút"
    assert hour_aloud(time(8)) == "tám giờ"
    assert day_aloud(date(2026, 12, 5)) == "thứ Bảy, ngày năm tháng mười hai"
    assert day_aloud(date(2027, 4, 4), year=True) == (
        "chủ nhật, ngày bốn tháng tư năm hai nghìn không trăm hai mươi bảy"
    )
