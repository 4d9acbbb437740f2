"""What a contact is. The law: Luật Phòng, chống bạo lực gia đình 13/2022/QH15, Điều 19 and Điều 36."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from ..core.fields import Day, Slug, Text, WebAddress, WholeNumber, YesNo
from ..core.phone import Phone, digits_of, may_be_test_called, tel_uri
from ..core.reference import Reference
from ..core.schema import Record

METHODS = {
    "called": "gọi điện",
    "visited": "đến tận nơi",
    "in writing": "nhận văn bản xác nhận",
    "published source": "đối chiếu nguồn đã công bố",
}


class Verification(Record):
    """How, when and by which role a contact was last checked."""

    date: Day
    by: Annotated[Text, Field(examples=["Văn phòng HĐND & UBND xã"])]
    method: Annotated[Literal["called", "visited", "in writing", "published source"], Field(examples=["called"])]

    @property
    def method_words(self) -> str:
        return METHODS[self.method]


_VERIFIED = Field(examples=["{date: 2026-11-23, by: Văn phòng HĐND & UBND xã, method: called}"])


class OutOfService(Record):
    """A number that does not answer for now: since when, and the id of the line or office to call instead."""

    since: Day
    call_instead: Annotated[Slug, Field(examples=["cong-an-113"])]


class Contact(Record):
    """What every record with a number has: when it was checked, when to look again, whether it answers."""

    id: Slug
    phone: Phone | None = None
    verification: Annotated[Verification | None, _VERIFIED] = None
    review_every_days: Annotated[WholeNumber, Field(ge=1, le=366)] = 90
    out_of_service: OutOfService | None = None

    @model_validator(mode="after")
    def _number_and_checks_agree(self) -> Self:
        if self.out_of_service and not self.phone:
            raise ValueError('"out_of_service" là của một số điện thoại: mục này chưa có "phone"')
        called = self.verification is not None and self.verification.method == "called"
        if called and not self.may_be_called:
            raise ValueError(
                f'"{self.phone}": không ai gọi thử số này, vì người đang nguy cấp cần nó. '
                "Hãy đối chiếu nguồn đã công bố và ghi method: published source"
            )
        return self

    @property
    def may_be_called(self) -> bool:
        """Whether this contact is checked by calling it."""
        return self.phone is None or may_be_test_called(self.phone)

    @property
    def label(self) -> str:
        """The few words beside the number."""
        return self.id

    @property
    def tel(self) -> str | None:
        """What a link dials; None while there is no number."""
        return tel_uri(self.phone) if self.phone else None


# What was looked up about a line and may not be printed (checked on 2026-11-23).
_NEVER_SAID = {
    "111": {"bạo lực gia đình": "đây là tổng đài bảo vệ trẻ em"},
    "1900969680": {"miễn phí": "cước gọi chưa được xác nhận", "không mất": "cước gọi chưa được xác nhận"},
}


class Line(Contact):
    """A line for everybody in the country. `kind` orders them: danger first, then advice, then fire."""

    phone: Phone
    short: Annotated[Text, Field(max_length=24)] | None = None
    who: Annotated[Text, Field(max_length=120)]
    kind: Literal["emergency", "support", "rescue"]
    purpose: Annotated[Text, Field(max_length=140)]
    hours: Annotated[Text, Field(max_length=60)] | None = None
    cost: Annotated[Text, Field(max_length=80)] | None = None
    source: Annotated[tuple[Reference, ...], Field(min_length=1)]
    verification: Annotated[Verification, _VERIFIED]

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
            said = " ".join(filter(None, (self.who, self.short, self.purpose, self.cost)))
            if words in said.lower():
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

    name: Annotated[Text, Field(max_length=120)]
    help_page: YesNo = False
    hours: Annotated[Text, Field(max_length=60)] | None = None

    @model_validator(mode="after")
    def _checked_before_printed(self) -> Office:
        if self.phone and not self.verification:
            raise ValueError(
                'có "phone" thì phải có "verification": ai đã kiểm tra, ngày nào, bằng cách nào. '
                "Ví dụ: verification: {date: 2026-11-23, by: Văn phòng HĐND & UBND xã, method: called}"
            )
        return self

    @property
    def label(self) -> str:
        return self.name


class ReportingPlace(Record):
    """One of the places of Điều 19. `offices` and `lines` are ids of contacts that stand for it here."""

    id: Slug
    mark: Text | None = None
    name: Text
    note: Text | None = None
    offices: tuple[Slug, ...] = ()
    lines: tuple[Slug, ...] = ()


def personal(**settings: Any) -> Any:
    """A field about a person: printed only with a consent that names it (Luật 91/2025/QH15)."""
    return Field(default=None, json_schema_extra={"personal": True}, **settings)


class Consent(Record):
    """That a person agreed in writing, when, and to which fields. The paper itself is kept elsewhere."""

    given_on: Day
    fields: Annotated[tuple[Text, ...], Field(min_length=1, examples=["[name, phone]"])]


class TrustedAddress(Contact):
    """Somebody who volunteers to help, on the list that UBND cấp xã makes and publishes (Điều 36).

    Of an address that is `by_phone_only` a visitor learns only which office to `ask`: nothing about the
    person is written down here, whatever they agreed to, since the repository itself may be public.
    """

    listing: Literal["public", "by_phone_only"] = "public"
    ask: Annotated[Slug, Field(examples=["hoi-phu-nu-xa"])] | None = None
    village: Annotated[Text, Field(examples=["Thôn …"])]
    role: Annotated[Text, Field(examples=["Chi hội trưởng phụ nữ thôn"])]
    name: Text | None = personal()
    phone: Phone | None = personal()
    meeting_point: Text | None = personal()
    street_address: Text | None = personal()
    hours: Text | None = None
    verification: Annotated[Verification, _VERIFIED]
    consent: Consent | None = None

    @classmethod
    def personal_fields(cls) -> list[str]:
        return [
            name
            for name, field in cls.model_fields.items()
            if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("personal")
        ]

    @model_validator(mode="after")
    def _an_office_to_ask(self) -> TrustedAddress:
        if (self.listing == "by_phone_only") != (self.ask is not None):
            raise ValueError('"listing: by_phone_only" đi cùng "ask": tên cơ quan để hỏi. Ví dụ: ask: hoi-phu-nu-xa')
        return self

    def without_consent(self) -> list[str]:
        """The filled personal fields that no consent names; all of them where nothing may be written down."""
        agreed = self.consent.fields if self.consent and self.listing == "public" else ()
        return [name for name in self.personal_fields() if getattr(self, name) and name not in agreed]

    def published(self) -> TrustedAddress:
        """The record with nothing in it that was not agreed to."""
        return self.model_copy(update=dict.fromkeys(self.without_consent()))

    @property
    def label(self) -> str:
        return f"{self.village}, {self.role}"


class VendorPage(Reference):
    """A page of the maker of a phone or an app, and when it was read."""

    url: WebAddress
    read_on: Day


class Trial(Record):
    """That somebody followed the steps on a real phone."""

    on: Day
    phone: Annotated[Text, Field(examples=["Samsung Galaxy A15, Android 15"])]


class Guide(Record):
    """How to leave less behind on one kind of phone. Steps come from the maker's own page, or are left out."""

    id: Slug
    title: Text
    steps: tuple[Text, ...] = ()
    note: Text | None = None
    limits: Text | None = None
    sources: tuple[VendorPage, ...] = ()
    tried: Trial | None = None

    @model_validator(mode="after")
    def _no_steps_without_a_source(self) -> Guide:
        if self.steps and not self.sources:
            raise ValueError('có "steps" thì phải có "sources": trang của chính hãng, với title, url và read_on')
        if not self.steps and not self.note:
            raise ValueError('thiếu "steps" hoặc "note": chưa biết cách làm thì nói rõ trong "note"')
        return self


class Guides(Record):
    """an-toan.yml."""

    guides: Annotated[tuple[Guide, ...], Field(min_length=1)]


class National(Record):
    """national.yml: the same for every commune."""

    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    reporting_places: Annotated[tuple[ReportingPlace, ...], Field(min_length=1)]

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

    offices: tuple[Office, ...] = ()
    trusted_addresses: tuple[TrustedAddress, ...] = ()
