"""Numbers, hours and days in words, as an announcer reads them out."""

from __future__ import annotations

from datetime import date, time

from .dates import weekday
from .text import number_word

_MOST = 9999


def number_aloud(number: int) -> str:
    """A whole number of at most four digits: 24 → "hai mươi tư", 2026 → "hai nghìn không trăm hai mươi sáu"."""
    if not 0 <= number <= _MOST:
        raise ValueError(number)
    thousands, rest = divmod(number, 1000)
    hundreds, low = divmod(rest, 100)
    words = [f"{number_word(thousands)} nghìn"] if thousands else []
    if hundreds or (thousands and low):
        words.append(f"{number_word(hundreds)} trăm")
    if low or not words:
        words.append(f"linh {_ones(low, 0)}" if words and low < 10 else _below_hundred(low))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return number_word(ones)
    begin = "mười" if tens == 1 else f"{number_word(tens)} mươi"
    return f"{begin} {_ones(ones, tens)}" if ones else begin


def _ones(ones: int, tens: int) -> str:
    """The last digit, which sounds in its own way behind tens: mười lăm, hai mươi mốt, hai mươi tư."""
    if tens >= 1 and ones == 5:
        return "lăm"
    if tens >= 2 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return number_word(ones)


def hour_aloud(hour: time) -> str:
    """ "mười bốn giờ ba mươi phút" """
    minutes = f" {number_aloud(hour.minute)} phút" if hour.minute else ""
    return f"{number_aloud(hour.hour)} giờ{minutes}"


def day_aloud(day: date, year: bool = False) -> str:
    """ "thứ Bảy, ngày năm tháng mười hai", and with its `year` where that is asked for."""
    name = weekday(day)
    month = "tư" if day.month == 4 else number_aloud(day.month)
    words = f"{name[0].lower()}{name[1:]}, ngày {number_aloud(day.day)} tháng {month}"
    return f"{words} năm {number_aloud(day.year)}" if year else words
