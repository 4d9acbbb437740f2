"""Days as people here say and write them. Nothing in this library reads the clock."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def short_day(day: date) -> str:
    """8/3"""
    return f"{day.day}/{day.month}"


def full_day(day: date) -> str:
    """4/12/2026"""
    return f"{day.day}/{day.month}/{day.year}"


def weekday(day: date) -> str:
    """Thứ Sáu"""
    return _WEEKDAYS[day.weekday()]


def countdown(first: date, last: date, today: date) -> str:
    """How far off it is: "đã qua", "hôm nay", "còn 10 ngày"; of what has begun, the days that it has left."""
    if last < today:
        return "đã qua"
    left = ((first if today < first else last) - today).days
    if left == 0:
        return "hôm nay" if first == last else "ngày cuối"
    return "ngày mai" if left == 1 and today < first else f"còn {left} ngày"


def in_year(day: date, year: int) -> date:
    """The same day of another year; 29/2 becomes 28/2 where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
