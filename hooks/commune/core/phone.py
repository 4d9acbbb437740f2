"""Telephone numbers as people here write them, and as a phone dials them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from .json_schema import Keywords
from .text import squeeze

# Numbers that portals still copy, and why nobody should be sent there (facts checked on 2026-11-23).
_REFUSED = {
    "112": "số này dành cho thiên tai, cứu nạn, không phải nơi giúp người bị bạo lực",
    "18001567": "số này đã ngừng từ 6/12/2017; trẻ em gọi 111",
    "18001768": "chưa có gì chứng minh số này còn người trả lời",
    "18001769": "số này của tỉnh khác",
    "18008027": "số này của tỉnh khác",
}

# Lines for people in danger: a call to check would keep somebody waiting.
_NEVER_TEST_CALLED = {"111", "113", "114", "115", "1900969680"}


def may_be_test_called(phone: str) -> bool:
    """Whether an officer may dial the number to see that it answers."""
    return digits_of(phone) not in _NEVER_TEST_CALLED


def digits_of(phone: str) -> str:
    """The digits alone, with 0 for the country's code: "(+84) 912-345-678" → "0912345678"."""
    digits = re.sub(r"\D", "", phone)
    return re.sub(r"^84(?=\d{9,10}$)", "0", re.sub(r"^840(?=\d{9,10}$)", "0", digits))


# Numbers as they are typed in a sentence, with whatever stands between the digits.
# "Điều 113", "113/2025/NĐ-CP", "1900-1975" and "05-12-2026 08:30" are none.
_BETWEEN = r"[ \u00a0.\-–_()]{0,3}"
_SHORT = r"11[1345](?!\w|[.,]\d|/\d{4}|/[A-ZĐ]|-[A-ZĐ])|(?<=[Gg]ọi )112(?!\w)|(?<=số )112(?!\w)"
_HOTLINE = rf"1[89]00(?!\s?[-–]\s?\d{{4}}(?!\d))(?:{_BETWEEN}\d){{4,6}}(?!\w)|1800[-–]1[57]6[789](?!\d)"
_LONG = rf"\(?\+?84\)?(?:{_BETWEEN}\d){{9,10}}(?!\d)|\(?0(?!\d-\d\d-\d{{4}})(?:{_BETWEEN}\d){{8,10}}(?!\d)"
# The look at the first sign is for speed: no number begins otherwise.
IN_PROSE = rf"(?=[018(+])(?<![\d/.])(?<!\w-)(?<!Điều )(?:(?<![\w-])(?:{_SHORT}|{_HOTLINE})|{_LONG})"
_IN_PROSE = re.compile(IN_PROSE)


def numbers_in(line: str) -> list[str]:
    """The telephone numbers typed in a line of prose, as they are typed."""
    return [match.group().strip() for match in _IN_PROSE.finditer(line)]


def tel_uri(phone: str) -> str:
    """What a link dials: short codes, 1800 and 1900 as they are; landlines and mobiles in E.164.

    "111" → "tel:111", "1900 96 96 80" → "tel:1900969680", "0220 3123 456" → "tel:+842203123456".
    """
    digits = digits_of(phone)
    return f"tel:+84{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


_KNOWN = re.compile(r"11[1345]|1[89]00\d{4}(\d{2})?|0[35789]\d{8}|02\d{9}")
_LETTERS_FOR_DIGITS = str.maketrans("OoQlI|", "000111")


def _check_phone(value: str) -> str:
    value = squeeze(value)
    digits = digits_of(value)
    if digits in _REFUSED:
        raise ValueError(_REFUSED[digits])
    if not re.fullmatch(r"[0-9]+([ .][0-9]+)*", value):
        raise ValueError(f"chỉ được có chữ số và dấu cách{_meant(value)}")
    if not _KNOWN.fullmatch(digits):
        meant = (
            f". Có phải thiếu số 0 ở đầu, ý bạn là {_grouped(f'0{digits}')}?" if _KNOWN.fullmatch(f"0{digits}") else ""
        )
        raise ValueError(
            "không giống số điện thoại nào: số ngắn có 3 chữ số, 1800/1900 có 8 hoặc 10, di động 10, máy bàn 11" + meant
        )
    return value


def _meant(value: str) -> str:
    """What somebody may have meant who typed more than digits."""
    if len(numbers_in(value)) > 1:
        return ", và mỗi mục một số: hãy giữ một số, ghi số kia thành một mục riêng"
    for digits, why in (
        (digits_of(value), ""),
        (digits_of(value.translate(_LETTERS_FOR_DIGITS)), " (chữ O, l thay số 0, 1)"),
    ):
        if _KNOWN.fullmatch(digits):
            return f"{why}, ý bạn là {_grouped(digits)}?"
    return ", không có chữ hay dấu nào khác"


def _grouped(digits: str) -> str:
    """A number as it is easy to read: "0912345678" → "0912 345 678"."""
    return re.sub(r"^(\d{4})(\d{3,4})(\d{3})?$", r"\1 \2 \3", digits).strip()


def written_as(digits: str) -> str:
    """A regular expression for these digits (themselves one, of single signs) as an officer may group them."""
    return r"[\s.]*".join(re.findall(r"\\d|\[[^\]]*\]|\d", digits))


_HERE = ("11[1345]", r"1[89]00\d\d\d\d", r"1[89]00\d\d\d\d\d\d", r"0[35789]" + r"\d" * 8, "02" + r"\d" * 9)
_FROM_ABROAD = ("84[35789]" + r"\d" * 8, "840[35789]" + r"\d" * 8, "842" + r"\d" * 9, "8402" + r"\d" * 9)
_NONE = "|".join(written_as(digits) for digits in _REFUSED)
_SOME = "|".join(written_as(digits) for digits in (*_HERE, *_FROM_ABROAD))
NOT_TEST_CALLED = f"^(?:{'|'.join(written_as(digits) for digits in sorted(_NEVER_TEST_CALLED))})$"
_PATTERN = rf"^(?!(?:{_NONE})$)(?![\s\S]*(?:\.[\s.]|\s\.))(?:{_SOME})$"

Phone = Annotated[
    str,
    AfterValidator(_check_phone),
    Keywords(
        pattern=_PATTERN,
        patternErrorMessage="chỉ được có chữ số và dấu cách: số ngắn có 3 chữ số, 1800/1900 có 8 "
        "hoặc 10, di động 10, máy bàn 11",
    ),
    Field(examples=["1900 96 96 80"]),
]
