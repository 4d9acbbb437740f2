"""What a day of the calendar is, and when it falls in a given year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from ..core.dates import in_year
from ..core.fields import Day, Slug, Text, WholeNumber, YesNo
from ..core.json_schema import Schema, both, choices, chosen_from, given, in_order, missing, one_of, saying, when
from ..core.schema import Record


class Basis(Record):
    """Why a day stands in the calendar: words of the plan, or another document."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Điền cả “Kế hoạch năm”, “Mục của kế hoạch” và “Lời của kế hoạch”; hoặc chỉ điền “Nguồn khác”.",
            one_of(
                both(given("plan", "item", "quote"), missing("title")),
                both(given("title"), missing("plan", "item", "quote")),
            ),
        ),
    )

    plan: Annotated[
        WholeNumber | None, Field(title="Kế hoạch năm", description="Ngày này do kế hoạch nào nêu.", examples=["2026"])
    ] = None
    item: Annotated[
        Slug | None,
        chosen_from("plan-items"),
        Field(title="Mục của kế hoạch", description="Phần sau dấu # của địa chỉ mục ấy.", examples=["iv-6-3"]),
    ] = None
    quote: Annotated[Text | None, Field(title="Lời của kế hoạch", description="Chép đúng từng chữ của mục ấy.")] = None
    title: Annotated[
        Text | None,
        Field(title="Nguồn khác", description="Không do kế hoạch nêu thì ghi tên văn bản ở đây, bỏ ba mục trên."),
    ] = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Basis:
        from_plan = (self.plan, self.item, self.quote)
        if self.title is None and None in from_plan:
            raise ValueError(
                'nguồn cần đủ "plan", "item", "quote", hoặc chỉ "title". Ví dụ: {title: "Sổ tay, trang 12"}'
            )
        if self.title is not None and any(from_plan):
            raise ValueError('nguồn chỉ có "title", hoặc chỉ có "plan", "item", "quote": hãy tách làm hai nguồn')
        return self


class CalendarEntry(Record):
    """A day (`date`), a period (`from`, `to`), or a deadline (`before`: the last day is the one before)."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Chọn đúng một cách: “Một ngày”; cả hai ô “Một khoảng”; hoặc “Một hạn”.",
            one_of(
                both(given("date"), missing("from", "to", "before")),
                both(given("from", "to"), missing("date", "before")),
                both(given("before"), missing("date", "from", "to")),
            ),
        ),
        saying("Một hạn là của một năm: bỏ “Lặp lại”, mỗi năm ghi một mục.", when(given("before"), missing("repeat"))),
    )

    form_rules: ClassVar[tuple[Schema, ...]] = (in_order("from", "to", "“Một khoảng: đến ngày” phải sau “từ ngày”."),)

    id: Annotated[
        Slug, Field(title="Mã", description="Thành địa chỉ trên trang lịch, không đổi nữa.", examples=["ngay-hoi"])
    ]
    title: Annotated[Text, Field(title="Tên", description="Ngày gì, hạn gì.")]
    short: Annotated[
        Annotated[Text, Field(max_length=40)] | None, Field(title="Tên ngắn", description="Dùng ở chỗ hẹp.")
    ] = None
    date: Annotated[
        Day | None, Field(title="Một ngày", description="Chỉ chọn một: một ngày, một khoảng, hay một hạn.")
    ] = None
    from_: Annotated[
        Day | None, Field(alias="from", title="Một khoảng: từ ngày", description="Điền cả ngày cuối, ở ô dưới.")
    ] = None
    to: Annotated[Day | None, Field(title="Một khoảng: đến ngày", description="Ngày cuối của khoảng ấy.")] = None
    before: Annotated[Day | None, Field(title="Một hạn: trước ngày", description="Ngày cuối cùng là hôm trước đó.")] = (
        None
    )
    repeat: Annotated[
        Literal["yearly"] | None,
        choices({"yearly": "hằng năm"}),
        Field(title="Lặp lại", description="Năm nào cũng có thì chọn hằng năm."),
    ] = None
    units: Annotated[
        tuple[Slug, ...],
        chosen_from("units"),
        Field(title="Đơn vị liên quan", description="Mã của đơn vị.", examples=["[cong-an-xa, cac-thon]"]),
    ] = ()
    all_units: Annotated[YesNo, Field(title="Mọi đơn vị", description="yes: đơn vị nào cũng phải làm.")] = False
    sources: Annotated[
        tuple[Basis, ...],
        Field(
            min_length=1,
            title="Nguồn",
            description="Vì sao ngày này có trong lịch.",
            examples=['[{title: "Tên văn bản, điều nào"}]'],
        ),
    ]

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> CalendarEntry:
        given = [self.date is not None, self.from_ is not None or self.to is not None, self.before is not None]
        if sum(given) != 1 or (self.from_ is None) != (self.to is None):
            raise ValueError(
                'cần đúng một trong ba: "date", hoặc cả "from" và "to", hoặc "before". Ví dụ: date: 8/3/2026'
            )
        if self.before and self.repeat:
            raise ValueError('"before" là hạn của một năm, không đi cùng "repeat": ghi mỗi năm một mục')
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f'"to" là "{self.to}": phải sau "from" ({self.from_})')
        return self

    @property
    def label(self) -> str:
        return self.short or self.title

    @property
    def is_deadline(self) -> bool:
        return self.before is not None

    @property
    def first(self) -> datetime.date:
        return self.date or self.from_ or self.last

    @property
    def last(self) -> datetime.date:
        """The last day that counts; a report asked for before the 5th is due on the 4th."""
        if self.before:
            return self.before - datetime.timedelta(days=1)
        day = self.date or self.to
        assert day is not None
        return day

    def concerns(self, unit_id: str) -> bool:
        return self.all_units or unit_id in self.units


class Calendar(Record):
    """calendar.yml"""

    updated_on: Annotated[Day, Field(title="Ngày xem lại", description="Lần cuối xem lại cả lịch.")]
    days: Annotated[tuple[CalendarEntry, ...], Field(title="Ngày và hạn", description="Mỗi mục có nguồn.")] = ()


@dataclass(frozen=True)
class Occurrence:
    """An entry in one year."""

    entry: CalendarEntry
    first: datetime.date
    last: datetime.date

    def status(self, today: datetime.date) -> Literal["past", "now", "next"]:
        if self.last < today:
            return "past"
        return "next" if today < self.first else "now"


def occurrence(entry: CalendarEntry, year: int) -> Occurrence | None:
    """The entry as it falls in `year`; None where it belongs to another year only."""
    if entry.repeat:
        first = in_year(entry.first, year)
        return Occurrence(entry, first, in_year(entry.last, year + entry.last.year - entry.first.year))
    return Occurrence(entry, entry.first, entry.last) if entry.first.year == year else None


def occurrences(calendar: Calendar, year: int) -> list[Occurrence]:
    """All that happens in `year`, in order; what ends first comes first on the same day."""
    found = [when for entry in calendar.days if (when := occurrence(entry, year))]
    return sorted(found, key=lambda when: (when.first, when.last))


def of_other_years(calendar: Calendar, year: int) -> list[Occurrence]:
    """What happened once, or will, in a year other than `year`: its address on the page must stay."""
    once = [entry for entry in calendar.days if not entry.repeat and entry.first.year != year]
    return [Occurrence(entry, entry.first, entry.last) for entry in sorted(once, key=lambda entry: entry.first)]


def running(calendar: Calendar, today: datetime.date) -> list[Occurrence]:
    """What is going on today."""
    return [when for when in _around(calendar, today) if when.status(today) == "now"]


def coming(calendar: Calendar, today: datetime.date) -> list[Occurrence]:
    """What begins after today, the nearest first, over the turn of the year."""
    return [when for when in _around(calendar, today) if when.status(today) == "next"]


def _around(calendar: Calendar, today: datetime.date) -> list[Occurrence]:
    return [when for year in (today.year - 1, today.year, today.year + 1) for when in occurrences(calendar, year)]
