"""Telephone numbers as people here write them, and as a phone dials them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from .json_schema import Keywords
from .numbers import numbers_seen
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
    return re.sub(r"^(?:00)?840?(?=[1-9]\d{8,9}$)", "0", re.sub(r"\D", "", phone))


def tel_uri(phone: str) -> str:
    """What a link dials: landlines and mobiles in E.164, all that is dialled within the country only as it is.

    "111" → "tel:111", "1900 96 96 80" → "tel:1900969680", "0220 3123 456" → "tel:+842203123456",
    "069 2000 000" → "tel:0692000000".
    """
    digits = digits_of(phone)
    return f"tel:+84{digits[1:]}" if re.fullmatch("|".join(_FROM_ANYWHERE), digits) else f"tel:{digits}"


# The kinds of numbers that there are here. The plan of numbers for the country, Thông tư 22/2014/TT-BTTTT (22/12/2014,
# amended by 27/2021/TT-BTTTT), gives landlines 7 or 8 digits behind the code of their place, mobiles 7 behind that of
# their network, and 5 to 7 to the private networks of the Party, the State, the police and the army.
_FROM_ANYWHERE = ("0[35789]" + r"\d" * 8, "02" + r"\d" * 9)
_WITHIN_THE_COUNTRY = (
    "11[1345]",  # in danger, and children: content/help/national.yml has the sources
    "1022",  # the switchboard of a city's or province's public services
    "108[08]",  # enquiries
    *("1[89]00" + r"\d" * more for more in (4, 6)),
    # Police and army. The ministry's own line has ten digits (069.234.2593; thdt.vn, 1/12/2018), those of the army
    # eight or nine. The open data of libphonenumber mark 69 as not to be dialled from abroad.
    *("069" + r"\d" * more for more in (5, 6, 7)),
    *("080" + r"\d" * more for more in (5, 6)),  # offices of the Party and the State
)
_KNOWN = re.compile("|".join((*_WITHIN_THE_COUNTRY, *_FROM_ANYWHERE)))
_LENGTHS = "số ngắn có 3 hoặc 4 chữ số, 1800/1900 có 8 hoặc 10, di động 10, máy bàn 11, mạng 069 và 080 từ 8"
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
        raise ValueError(f"không giống số điện thoại nào: {_LENGTHS}{meant}")
    return value


def _meant(value: str) -> str:
    """What somebody may have meant who typed more than digits."""
    if len(numbers_seen(value)) > 1:
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


_CODED = ("0[35789]" + r"\d" * 8, "02" + r"\d" * 9, "069" + r"\d" * 7)
_ABROAD = (code + number.removeprefix("0") for number in _CODED for code in ("84", "840", "0084", "00840"))
_NONE = "|".join(written_as(digits) for digits in _REFUSED)
_SOME = "|".join(written_as(digits) for digits in (*_WITHIN_THE_COUNTRY, *_FROM_ANYWHERE, *_ABROAD))
NOT_TEST_CALLED = f"^(?:{'|'.join(written_as(digits) for digits in sorted(_NEVER_TEST_CALLED))})$"
_PATTERN = rf"^(?!(?:{_NONE})$)(?![\s\S]*(?:\.[\s.]|\s\.))(?:{_SOME})$"

Phone = Annotated[
    str,
    AfterValidator(_check_phone),
    Keywords(
        pattern=_PATTERN,
        patternErrorMessage=f"chỉ được có chữ số và dấu cách: {_LENGTHS}",
    ),
    Field(examples=["1900 96 96 80"]),
]


def refused_as_typed() -> str:
    """A regular expression for the longer of the numbers that nobody should be sent to, however they are grouped."""
    numbers = "|".join(written_as(digits) for digits in _REFUSED if len(digits) > 3)
    return rf"(?<![\d.])(?:{numbers})(?!\d)"
