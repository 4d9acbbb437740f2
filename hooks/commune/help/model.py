"""What a contact is. The law: Luật Phòng, chống bạo lực gia đình 13/2022/QH15, Điều 19 and Điều 36."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..core.fields import Day, Slug, Text, WebAddress, YesNo
from ..core.icons import Icon
from ..core.json_schema import (
    SOMETHING,
    Schema,
    choices,
    chosen_from,
    given,
    having,
    missing,
    never,
    saying,
    some_of,
    when,
)
from ..core.phone import Phone, digits_of, written_as
from ..core.reference import Reference
from ..core.schema import Record
from ..core.verification import CALLED, NOT_CALLED, VERIFIED, Verification
from .contact import Contact
from .trusted import TrustedAddress

# What was looked up about a line and may not be printed (checked on 2026-11-23).
_NEVER_SAID = {
    "111": {"bạo lực gia đình": "đây là tổng đài bảo vệ trẻ em"},
    "1900969680": {"miễn phí": "cước gọi chưa được xác nhận", "không mất": "cước gọi chưa được xác nhận"},
}


_SAID_IN = ("who", "short", "purpose", "cost")


def _anywhere(words: str) -> str:
    """A regular expression for a text that holds these words, in small or capital letters."""
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in words)


def _unsaid(words: str, why: str) -> Schema:
    return never({"type": "string", "pattern": _anywhere(words)}, f'không viết "{words}", vì {why}')


class Line(Contact):
    """A line for everybody in the country. `kind` orders them: danger first, then advice, then fire."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Số khẩn cấp không ghi “Tạm ngừng”: người đang nguy cấp không được nghi ngờ số ấy.",
            when(having(kind={"const": "emergency"}), missing("out_of_service")),
        ),
        never(CALLED, NOT_CALLED),
        saying(
            "Tên ở “Ai nghe máy” dài hơn 24 ký tự: điền thêm “Tên ngắn” để in trên thẻ bỏ túi.",
            when(having(who={"type": "string", "minLength": 25}), given("short")),
        ),
        *(
            when(
                having(phone={"type": "string", "pattern": f"^{written_as(digits)}$"}),
                {"properties": dict.fromkeys(_SAID_IN, _unsaid(words, why))},
            )
            for digits, unsaid in _NEVER_SAID.items()
            for words, why in unsaid.items()
        ),
    )

    phone: Annotated[Phone, Field(title="Số điện thoại", description="Đúng như nguồn đã công bố.")]
    short: Annotated[
        Annotated[Text, Field(max_length=24)] | None,
        Field(title="Tên ngắn", description="In trên thẻ bỏ túi. Cần khi tên đầy đủ dài hơn 24 ký tự."),
    ] = None
    who: Annotated[Text, Field(max_length=120, title="Ai nghe máy", description="Tên đường dây.")]
    kind: Annotated[
        Literal["emergency", "support", "rescue"],
        choices({"emergency": "khẩn cấp", "support": "tư vấn, giúp đỡ", "rescue": "cháy, cứu nạn"}),
        Field(title="Loại", description="Quyết định thứ tự trên trang: nguy hiểm trước."),
    ]
    icon: Icon = None
    purpose: Annotated[Text, Field(max_length=140, title="Gọi khi nào", description="Một câu, lời giản dị.")]
    hours: Annotated[
        Annotated[Text, Field(max_length=60)] | None,
        Field(title="Giờ nghe máy", description="Chỉ ghi khi nguồn nói rõ."),
    ] = None
    cost: Annotated[
        Annotated[Text, Field(max_length=80)] | None, Field(title="Cước gọi", description="Chỉ ghi khi nguồn nói rõ.")
    ] = None
    source: Annotated[tuple[Reference, ...], Field(min_length=1, title="Nguồn", description="Nơi đã công bố số này.")]
    verification: Annotated[Verification, VERIFIED]

    @model_validator(mode="after")
    def _emergency_lines_answer(self) -> Self:
        if self.kind == "emergency" and self.out_of_service:
            raise ValueError("số khẩn cấp không ghi tạm ngừng: người đang nguy cấp không được nghi ngờ số ấy")
        if self.short is None and len(self.who) > 24:
            raise ValueError('"who" dài hơn 24 ký tự thì cần "short": tên ngắn in trên thẻ bỏ túi')
        return self

    @model_validator(mode="after")
    def _nothing_that_may_not_be_said(self) -> Self:
        for words, why in _NEVER_SAID.get(digits_of(self.phone), {}).items():
            if any(words in (getattr(self, name) or "").lower() for name in _SAID_IN):
                raise ValueError(f'"{self.phone}": không viết "{words}", vì {why}')
        return self

    @property
    def may_be_called(self) -> bool:
        """A line for the whole country is checked by published source only."""
        return False

    @property
    def label(self) -> str:
        return self.short or self.who


class Office(Contact):
    """A body in the commune. Its phone stays an empty slot until somebody has checked it."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Có số điện thoại thì điền cả “Lần kiểm tra gần nhất”: ai đã kiểm tra, ngày nào, bằng cách nào.",
            when(given("phone"), given("verification")),
        ),
    )

    name: Annotated[Text, Field(max_length=120, title="Tên cơ quan", description="Tên cho người đọc.")]
    help_page: Annotated[
        YesNo, Field(title="Hiện ở trang hỗ trợ", description="yes: người cần giúp có thể gọi nơi này.")
    ] = False
    hours: Annotated[
        Annotated[Text, Field(max_length=60)] | None, Field(title="Giờ nghe máy", description="Ví dụ: giờ hành chính.")
    ] = None

    @model_validator(mode="after")
    def _checked_before_printed(self) -> Office:
        if self.phone and not self.verification:
            raise ValueError(
                'có "phone" thì phải có "verification": ai đã kiểm tra, ngày nào, bằng cách nào. '
                "Ví dụ: verification: {date: 23/11/2026, by: Văn phòng HĐND & UBND, method: called}"
            )
        return self

    @property
    def label(self) -> str:
        return self.name


class ReportingPlace(Record):
    """One of the places of Điều 19. `offices` and `lines` are ids of contacts that stand for it here."""

    id: Annotated[Slug, Field(title="Mã", description="Không đổi nữa.")]
    mark: Annotated[Text | None, Field(title="Điểm", description="Điểm nào của Điều 19, ví dụ: a.")] = None
    name: Annotated[Text, Field(title="Tên nơi tiếp nhận", description="Theo lời của luật.")]
    note: Annotated[Text | None, Field(title="Ghi chú", description="Một câu cho người đọc.")] = None
    offices: Annotated[
        tuple[Slug, ...],
        chosen_from("offices"),
        Field(title="Cơ quan tại chỗ", description="Mã của cơ quan trong local.yml."),
    ] = ()
    lines: Annotated[
        tuple[Slug, ...],
        chosen_from("lines"),
        Field(title="Đường dây", description="Mã của đường dây trong national.yml."),
    ] = ()


class VendorPage(Reference):
    """A page of the maker of a phone or an app, and when it was read."""

    url: Annotated[WebAddress, Field(title="Địa chỉ trang", description="Trang của chính hãng.")]
    read_on: Annotated[Day, Field(title="Ngày đọc", description="Ngày đã mở trang ấy ra đọc.")]


class Trial(Record):
    """That somebody followed the steps on a real phone."""

    on: Annotated[Day, Field(title="Ngày thử", description="Ngày làm theo trên máy thật.")]
    phone: Annotated[
        Text,
        Field(title="Máy nào", description="Tên máy và bản phần mềm.", examples=["Samsung Galaxy A15, Android 15"]),
    ]


class Guide(Record):
    """How to leave less behind on one kind of phone. Steps come from the maker's own page, or are left out."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Điền “Các bước”; chưa biết cách làm thì nói rõ ở “Ghi chú”.",
            some_of(having(steps=SOMETHING), given("note")),
        ),
        saying(
            "Có “Các bước” thì ghi “Nguồn”: trang của chính hãng đã đọc.",
            when(having(steps=SOMETHING), having(sources=SOMETHING)),
        ),
    )

    id: Annotated[Slug, Field(title="Mã", description="Không đổi nữa.")]
    title: Annotated[Text, Field(title="Tên mục", description="Máy nào, ứng dụng nào.")]
    steps: Annotated[
        tuple[Text, ...], Field(title="Các bước", description="Đúng theo trang của chính hãng, mỗi bước một câu.")
    ] = ()
    note: Annotated[Text | None, Field(title="Ghi chú", description="Chưa biết cách làm thì nói rõ ở đây.")] = None
    limits: Annotated[Text | None, Field(title="Cần biết", description="Cách này làm được gì, không làm được gì.")] = (
        None
    )
    sources: Annotated[tuple[VendorPage, ...], Field(title="Nguồn", description="Trang của chính hãng đã đọc.")] = ()
    tried: Annotated[Trial | None, Field(title="Đã thử", description="Để trống khi chưa ai thử trên máy thật.")] = None

    @model_validator(mode="after")
    def _no_steps_without_a_source(self) -> Guide:
        if self.steps and not self.sources:
            raise ValueError('có "steps" thì phải có "sources": trang của chính hãng, với title, url và read_on')
        if not self.steps and not self.note:
            raise ValueError('thiếu "steps" hoặc "note": chưa biết cách làm thì nói rõ trong "note"')
        return self


class Guides(Record):
    """an-toan.yml."""

    guides: Annotated[
        tuple[Guide, ...], Field(min_length=1, title="Các cách", description="Mỗi mục là một loại máy hay ứng dụng.")
    ]


class National(Record):
    """national.yml: the same for every commune."""

    rules: ClassVar[tuple[Schema, ...]] = (
        having(lines={"contains": {"type": "object", "properties": {"kind": {"const": "emergency"}}}}),
    )

    lines: Annotated[
        tuple[Line, ...],
        Field(min_length=1, title="Đường dây cả nước", description="Giống nhau cả nước; không gọi thử."),
    ]
    reporting_places: Annotated[
        tuple[ReportingPlace, ...],
        Field(
            min_length=1, title="Nơi tiếp nhận tin báo", description="Theo Điều 19 Luật Phòng, chống bạo lực gia đình."
        ),
    ]

    @model_validator(mode="after")
    def _first_lines_fit_a_card(self) -> Self:
        kinds = [line.kind for line in self.lines]
        if "emergency" not in kinds:
            raise ValueError('"lines" phải có ít nhất một số khẩn cấp (kind: emergency)')
        if len(kinds) - kinds.count("rescue") > 6:
            raise ValueError(
                "nhiều nhất sáu đường dây khẩn cấp và tư vấn: màn hình đầu và thẻ bỏ túi chỉ đủ chỗ cho sáu"
            )
        return self


class Local(Record):
    """local.yml: this commune's own."""

    offices: Annotated[
        tuple[Office, ...], Field(title="Cơ quan tại chỗ", description="Chỉ điền số khi Ủy ban đã xác nhận.")
    ] = ()
    trusted_addresses: Annotated[
        tuple[TrustedAddress, ...],
        Field(title="Địa chỉ tin cậy", description="Do Ủy ban lập và công bố. Có giấy đồng ý trước, rồi mới ghi."),
    ] = ()
