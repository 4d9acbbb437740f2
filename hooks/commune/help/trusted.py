"""An address that people trust (địa chỉ tin cậy): what is published of it, and who agreed."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from ..core.fields import Day, Slug, Text
from ..core.json_schema import (
    Schema,
    choices,
    chosen_from,
    given,
    having,
    missing,
    saying,
    when,
)
from ..core.phone import Phone
from ..core.schema import Record
from ..core.verification import VERIFIED, Verification
from .contact import Contact


def personal(title: str, description: str) -> Any:
    """A field about a person: printed only with a consent that names it (Luật 91/2025/QH15)."""
    return Field(default=None, title=title, description=description, json_schema_extra={"personal": True})


# What a trusted address may say about a person; tests hold it to the fields marked as personal.
PERSONAL = {
    "name": "họ tên",
    "phone": "số điện thoại",
    "meeting_point": "nơi gặp ban ngày",
    "street_address": "địa chỉ nhà",
}


class Consent(Record):
    """That a person agreed in writing, when, and to which fields. The paper itself is kept elsewhere."""

    given_on: Annotated[Day, Field(title="Ngày đồng ý", description="Ngày người ấy ký giấy. Giấy giữ ở Ủy ban.")]
    fields: Annotated[
        tuple[Annotated[Literal["name", "phone", "meeting_point", "street_address"], choices(PERSONAL)], ...],
        Field(
            min_length=1,
            title="Đồng ý cho đăng những gì",
            description="Đúng từng mục người ấy đã đồng ý.",
            examples=["[name, phone]"],
        ),
    ]


class TrustedAddress(Contact):
    """Somebody who volunteers to help, on the list that UBND cấp xã makes and publishes (Điều 36).

    Of an address that is `by_phone_only` a visitor learns only which office to `ask`: nothing about the
    person is written down here, whatever they agreed to, since the repository itself may be public.
    """

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Chỉ giới thiệu qua điện thoại thì chọn “Hỏi cơ quan nào”; công khai thì để trống mục ấy.",
            when(having(listing={"const": "by_phone_only"}), given("ask"), missing("ask")),
        ),
    )
    form_rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Người chỉ giới thiệu qua điện thoại thì không ghi họ tên, số điện thoại, nơi gặp, địa chỉ của họ vào đây.",
            when(having(listing={"const": "by_phone_only"}), missing(*PERSONAL)),
        ),
        *(
            saying(
                f"“Giấy đồng ý” chưa nêu {words}. Người ấy chưa đồng ý thì xóa {words} ở đây.",
                when(given(name), having(consent=having(fields={"type": "array", "contains": {"const": name}}))),
            )
            for name, words in PERSONAL.items()
        ),
    )

    listing: Annotated[
        Literal["public", "by_phone_only"],
        choices({"public": "công khai trong danh sách", "by_phone_only": "chỉ giới thiệu qua điện thoại"}),
        Field(
            title="Cách giới thiệu",
            description="Ai không muốn nêu tên: chọn chỉ giới thiệu qua điện thoại.",
        ),
    ] = "public"
    ask: Annotated[
        Slug | None,
        chosen_from("offices"),
        Field(
            title="Hỏi cơ quan nào",
            description="Chỉ khi giới thiệu qua điện thoại: người đọc hỏi cơ quan này.",
            examples=["hoi-phu-nu-xa"],
        ),
    ] = None
    village: Annotated[Text, Field(title="Khu dân cư", description="Tên khu dân cư ở đó.", examples=["Khu …"])]
    role: Annotated[
        Text, Field(title="Vai trò", description="Không ghi tên người.", examples=["Chi hội trưởng phụ nữ"])
    ]
    name: Text | None = personal("Họ tên", "Chỉ ghi khi người ấy đã đồng ý bằng văn bản.")
    phone: Phone | None = personal("Số điện thoại", "Chỉ ghi khi người ấy đã đồng ý bằng văn bản.")
    meeting_point: Text | None = personal("Nơi gặp ban ngày", "Chỉ ghi khi người ấy đã đồng ý bằng văn bản.")
    street_address: Text | None = personal("Địa chỉ nhà", "Chỉ ghi khi người ấy đã đồng ý bằng văn bản.")
    hours: Annotated[Text | None, Field(title="Giờ có thể gọi", description="Ví dụ: 7 giờ đến 20 giờ.")] = None
    verification: Annotated[Verification, VERIFIED]
    consent: Annotated[
        Consent | None,
        Field(
            title="Giấy đồng ý",
            description="Có giấy trước, rồi mới ghi tên, số điện thoại, nơi gặp.",
            examples=["{given_on: 20/11/2026, fields: [name, phone]}"],
        ),
    ] = None

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
