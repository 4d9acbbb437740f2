"""The types of single values. Each arrives as text, and says in Vietnamese what is right when it is not."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, NoReturn

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from .dates import full_day
from .file_names import FILE_NAME, LONGEST, check_file_name
from .json_schema import Keywords, Schema, pattern
from .names import BRACES, OF_PLACES, braces_in_field
from .number_patterns import pattern_as_typed
from .numbers import LINKED, numbers_linked, numbers_seen
from .text import PRINTABLE, fold, slug, unprintable

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_DAY = (
    r"(20\d\d-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
    r"|20([02468][048]|[13579][26])-02-29)"
)
_OF_MONTH = (
    *((r"(0?[1-9]|[12]\d|3[01])", "(0?[13578]|1[02])"), (r"(0?[1-9]|[12]\d|30)", "(0?[469]|11)")),
    (r"(0?[1-9]|1\d|2[0-8])", "0?2"),
)
_DAY_FIRST = "|".join(
    rf"{day}{sign}{month}{sign}20\d\d" if at < 3 else rf"29{sign}0?2{sign}20([02468][048]|[13579][26])"
    for sign in ("-", "/", r"\.")
    for at, (day, month) in enumerate((*_OF_MONTH, ("29", "0?2")))
)
_NO_SUCH_DAY = "không có ngày này trong lịch"
_WEB_ADDRESS = r"https://[a-zA-Z0-9.-]+(:\d+)?(/[^\s\x22'<>]*)?"
_SITE_ADDRESS = r"/([a-z0-9-]+/)*([a-z0-9-]+(\.[a-z0-9]+)+|#[A-Za-z0-9_-]+)?"
LANGUAGE = r"[a-z]{2,3}"
NO_LANGUAGE = "ghi mã của tiếng ấy bằng hai hay ba chữ cái: en là tiếng Anh, fr là tiếng Pháp"
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
_SHORT_ENOUGH = 300  # characters of a web address
_ALONE = "ở đây chỉ ghi một điều, không phải danh sách hay một nhóm các mục"


def _parse_day(value: object) -> object:
    if not isinstance(value, str):
        return alone(value)
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value, re.ASCII):
        year, month, day = map(int, match.groups())
        if real := _real_day(year, month, day):
            return real
        _refuse_day(year, day, month)
    if match := re.fullmatch(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})", value.strip(), re.ASCII):
        day, month, year = int(match[1]), int(match[3]), int(match[4])  # day first, always
        if real := _real_day(year, month, day):
            return real
        raise ValueError(_NO_SUCH_DAY)
    numbers = re.findall(r"\d+", value)
    if len(numbers) == 3 and 4 in (len(numbers[0]), len(numbers[2])):
        _refuse_day(*map(int, numbers if len(numbers[0]) == 4 else reversed(numbers)))
    raise ValueError("ngày viết theo ngày/tháng/năm, năm đủ bốn chữ số")


def day_as_stored(typed: str) -> str:
    """A day as year-month-day; any other text as it is."""
    try:
        return str(_parse_day(typed))
    except ValueError:
        return typed


def _refuse_day(year: int, month: int, day: int) -> NoReturn:
    if meant := _real_day(year, month, day):
        raise ValueError(f"ngày viết theo ngày/tháng/năm, ý bạn là {full_day(meant)}?")
    raise ValueError(_NO_SUCH_DAY)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 2000 <= year < 2100 else None
    except ValueError:
        return None


def _parse_whole_number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,6}", value, re.ASCII):
        raise ValueError("chỉ được viết số nguyên, không có chữ và dấu")
    return alone(value)


_YES_NO = {"yes": True, "true": True, "có": True, "no": False, "false": False, "không": False}  # true: the web editor's


def _parse_yes_no(value: object) -> object:
    if isinstance(value, str) and value not in _YES_NO:
        meant = {"co": "có", "khong": "không", "on": "yes", "off": "no"}.get(fold(value), fold(value))
        rule = "chỉ được viết yes (có) hoặc no (không)"
        raise ValueError(f"{rule}, ý bạn là {meant}?" if meant in _YES_NO else rule)
    return _YES_NO[value] if isinstance(value, str) else alone(value)


def says_yes(value: object) -> bool:
    """Whether a slot that is read as YesNo is on; what is neither is told where it is read."""
    return isinstance(value, str) and _YES_NO.get(value, False)


def alone(value: object) -> object:
    """`value`, which is no list and no group."""
    if isinstance(value, (list, dict)):
        raise ValueError(_ALONE)
    return value


def check_slug(value: str) -> str:
    """`value`, when it can be an id and a part of an address. Raises ValueError, with what may be meant."""
    if not re.fullmatch(SLUG, value):
        meant = f', ý bạn là "{slug(value)}"?' if slug(value) else ""
        raise ValueError(f"chỉ được dùng chữ thường không dấu, chữ số và dấu gạch nối{meant}")
    return value


def _check_web_address(value: str) -> str:
    if not re.fullmatch(_WEB_ADDRESS, value) or len(value) > _SHORT_ENOUGH:
        raise ValueError(f"phải là một địa chỉ bắt đầu bằng https://, không quá {_SHORT_ENOUGH} ký tự")
    for number in numbers_linked(value):
        raise ValueError(f"địa chỉ này dẫn tới số {number.text}: số điện thoại chỉ ghi trong danh bạ, hãy bỏ ở đây")
    return value


def is_site_address(value: str) -> bool:
    """Whether this is an address of the site, from its root: /lich/, /lich.ics, /lich/#tet."""
    return re.fullmatch(_SITE_ADDRESS, value) is not None


def _check_site_address(value: str) -> str:
    if not is_site_address(value):
        raise ValueError("phải là địa chỉ từ gốc trang: bắt đầu bằng /, trang thì có / ở cuối, không dấu")
    return value


def _check_no_number(value: str) -> str:
    for number in numbers_seen(value):
        if number.kind == "paper":
            raise ValueError(f"trong nội dung có số giấy tờ của một người, {number.text}: hãy xóa số ấy")
        raise ValueError(f"trong nội dung có số điện thoại {number.text}: số chỉ ghi trong danh bạ, hãy bỏ ở đây")
    return value


def _check_no_braces(value: str) -> str:
    if why := braces_in_field(value):
        raise ValueError(why)
    return value


def _check_printable(value: str) -> str:
    if sign := unprintable(value):
        raise ValueError(f"dấu {sign!r} không in được ra giấy: hãy bỏ dấu ấy")
    return value


def _check_language(value: str) -> str:
    if not re.fullmatch(LANGUAGE, value):
        raise ValueError(NO_LANGUAGE)
    return value


def _check_email(value: str) -> str:
    if not re.fullmatch(_EMAIL, value):
        raise ValueError("viết chưa đúng mẫu")
    return value


# Words with names in braces, each of which the page has a value for. A Text has only those of places, and where it is
# read these have become words (core/yaml_nodes.py).
TextWithNames = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    AfterValidator(_check_printable),
    AfterValidator(_check_no_number),
    Keywords(x_rule="text-with-names"),
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    AfterValidator(_check_printable),
    AfterValidator(_check_no_number),
    AfterValidator(_check_no_braces),
    Keywords(x_rule="text"),
]


@cache
def definitions() -> dict[str, Schema]:
    """The long rules of a text, said once in each schema."""
    no_number = rf"(?=[\s\S]*\S)(?![\s\S]*{pattern_as_typed()})"
    message = (
        "không để trống, không có biểu tượng cảm xúc; số điện thoại chỉ ghi ở mục số điện "
        "thoại, số căn cước và giấy tờ của một người thì không ghi ở đâu cả"
    )
    return {
        "text": {
            "pattern": rf"^{no_number}(?:{OF_PLACES}|(?!{BRACES.pattern})[{PRINTABLE}])*$",
            "patternErrorMessage": f"{message}; dấu {{{{ }}}}, {{% %}}, {{# #}} chỉ dùng trong bài",
        },
        "text-with-names": {"pattern": f"^{no_number}[{PRINTABLE}]*$", "patternErrorMessage": message},
    }


Slug = Annotated[
    str,
    AfterValidator(check_slug),
    pattern(f"^{SLUG}$", "chỉ được dùng chữ thường không dấu, chữ số và dấu gạch nối"),
    Field(examples=["cong-an-xa"]),
]
Day = Annotated[
    date,
    BeforeValidator(_parse_day),
    pattern(f"^({_DAY}|{_DAY_FIRST})$", "ngày viết theo ngày/tháng/năm, và phải có trong lịch"),
    Field(examples=["5/12/2026"]),
]
WholeNumber = Annotated[int, BeforeValidator(_parse_whole_number), Field(examples=["30"])]
YesNo = Annotated[
    bool,
    BeforeValidator(_parse_yes_no),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["yes", "no", "có", "không"]},
                {"type": "boolean"},
                {"type": "string", "pattern": "^(true|false)$"},
            ]
        }
    ),
    Field(examples=["yes"]),
]
WebAddress = Annotated[
    str,
    AfterValidator(_check_web_address),
    pattern(
        f"^(?![\\s\\S]*(?:{LINKED})){_WEB_ADDRESS}$",
        "phải bắt đầu bằng https://, không có dấu cách, không dẫn tới một số điện thoại",
    ),
    Keywords(maxLength=_SHORT_ENOUGH),
    Field(examples=["https://vi.wikipedia.org/"]),
]
SiteAddress = Annotated[
    str,
    AfterValidator(_check_site_address),
    pattern(f"^{_SITE_ADDRESS}$", "địa chỉ từ gốc trang: bắt đầu bằng /, trang thì có / ở cuối, không dấu"),
    Field(examples=["/lich/"]),
]
FileName = Annotated[
    str,
    AfterValidator(check_file_name),
    pattern(rf"^(?!.*\.\.){FILE_NAME}$", "chỉ ghi tên tệp: chữ thường không dấu, chữ số, dấu chấm, gạch nối"),
    Keywords(maxLength=LONGEST),
    Field(examples=["ban-ky.pdf"]),
]
Language = Annotated[
    str, AfterValidator(_check_language), pattern(f"^{LANGUAGE}$", NO_LANGUAGE), Field(examples=["en"])
]
Email = Annotated[
    Text,
    AfterValidator(_check_email),
    pattern(f"^{_EMAIL}$", "viết chưa đúng mẫu"),
    Field(examples=["ubnd@example.vn"]),
]
