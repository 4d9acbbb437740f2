"""Hours of the day in Viet Nam, as people write them; kept and shown in one way."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Field

from .fields import alone
from .json_schema import pattern

ZONE, OFFSET = "Asia/Ho_Chi_Minh", "+07:00"  # the whole country, all year

# A part of the day → the hours that people count in it, and which hours of the clock these are.
_PARTS = {
    "sáng": {hour: hour for hour in range(1, 12)},
    "trưa": {10: 10, 11: 11, 12: 12, 13: 13, 1: 13},
    "chiều": {12: 12, **{hour: hour for hour in range(13, 19)}, **{hour: hour + 12 for hour in range(1, 7)}},
    "tối": {**{hour: hour for hour in range(17, 24)}, **{hour: hour + 12 for hour in range(5, 12)}},
    "đêm": {
        **{hour: hour for hour in (0, 1, 2, 3)},
        **{hour: hour for hour in range(18, 24)},
        **{hour: hour + 12 for hour in range(7, 12)},
    },
}
_MIDNIGHT = "nửa đêm là cuối hay đầu ngày? Viết 23:59, hoặc 00:00 của ngày hôm sau"
_SURELY = 5  # an hour before this one, with no part of the day beside it, is most likely one of the afternoon
_SIGN = r" *(?::|h|g|giờ) *"
_SHORT = r" *(?:h|g|giờ)"  # "14h": no minutes
_MINUTES = "(?:[0-5][0-9](?: *(?:phút|p|['’]))?|[1-9] *phút|rưỡi)"
_TYPED = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:{_SIGN}(?P<minutes>{_MINUTES})|{_SHORT})(?: +(?P<part>{'|'.join(_PARTS)}))?", re.IGNORECASE
)
_EXAMPLE = "viết như 14:00, 14h, 14 giờ 30, hoặc 2 giờ chiều"


def _parse_hour(value: object) -> object:
    if not isinstance(value, str):
        return alone(value)
    typed = _TYPED.fullmatch(value.strip())
    if typed is None:
        raise ValueError(_rule(value))
    hour, part = int(typed["hour"]), (typed["part"] or "").lower()
    if hour == 24 or (hour, part) == (12, "đêm"):
        raise ValueError(_MIDNIGHT)
    if part:
        if hour not in _PARTS[part]:
            raise ValueError(f"không có {hour} giờ {part}")
        return time(_PARTS[part][hour], _minutes(typed["minutes"]))
    if hour > 23:
        raise ValueError("một ngày có từ 0 đến 23 giờ")
    if hour < _SURELY and not typed["hour"].startswith("0"):
        late, night = (f"{each}:{_minutes(typed['minutes']):02}" for each in (hour + 12, f"0{hour}"))
        raise ValueError(f"giờ này là giữa đêm. Buổi chiều thì viết {late}; đúng là ban đêm thì viết {night}")
    return time(hour, _minutes(typed["minutes"]))


def _minutes(typed: str | None) -> int:
    digits = re.match("[0-9]+", typed or "")
    return int(digits[0]) if digits else 30 if typed else 0


def _rule(value: str) -> str:
    """What is right where this is no hour: what may be meant, or how hours are written."""
    if numbers := re.fullmatch(r"([0-9]{1,2})(?:[.,\-/ ]([0-9]{2}))?", value.strip()):
        hour, minutes = int(numbers[1]), int(numbers[2] or 0)
        if _SURELY <= hour < 24 and minutes < 60:
            return f"{_EXAMPLE}, ý bạn là {hour}:{minutes:02}?"
    if re.search(r"\d\D+[6-9]\d", value):
        return "một giờ có từ 0 đến 59 phút"
    if re.search(r"\d.*(?:[-–]|đến|tới).*\d", value):
        return "mỗi mục ghi một giờ: giờ kết thúc ghi ở mục riêng"
    return f"không phải một giờ: {_EXAMPLE}"


def _each_case(words: str) -> str:
    """A regular expression for these words in small or capital letters: JSON Schema has no flag for that."""
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in words)


def _pattern() -> str:
    """The same rules as one regular expression, for editors."""
    sign = f" *(?::|{'|'.join(map(_each_case, ('h', 'g', 'giờ')))}) *"
    short = f" *(?:{'|'.join(map(_each_case, ('h', 'g', 'giờ')))})"
    minute = f"(?: *(?:{_each_case('phút')}|{_each_case('p')}|['’]))?"
    minutes = f"(?:[0-5][0-9]{minute}|[1-9] *{_each_case('phút')}|{_each_case('rưỡi')})"
    after = f"(?:{sign}{minutes}|{short})"
    alone = f"(?:0?[5-9]|1[0-9]|2[0-3]|0[0-4]?){after}"
    parts = "|".join(
        f"(?:{'|'.join(f'0?{hour}' if hour < 10 else str(hour) for hour in hours)}){after} +{_each_case(part)}"
        for part, hours in _PARTS.items()
    )
    return f"^\\s*(?:{alone}|{parts})\\s*$"


Hour = Annotated[
    time,
    BeforeValidator(_parse_hour),
    pattern(_pattern(), f"giờ theo giờ Việt Nam, {_EXAMPLE}"),
    Field(examples=["14:00"]),
]


def hour_as_stored(typed: str) -> str:
    """An hour as HH:MM; any other text as it is."""
    try:
        found = _parse_hour(typed)
    except ValueError:
        return typed
    return found.strftime("%H:%M") if isinstance(found, time) else typed


def hour_words(hour: time) -> str:
    """14 giờ 30"""
    return f"{hour.hour} giờ {hour.minute:02}" if hour.minute else f"{hour.hour} giờ"
