"""Whoever one may call: a number, where it comes from, who checked it and how."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from ..core.fields import Day, Slug, WholeNumber
from ..core.json_schema import Schema, chosen_from, given, never, saying, when
from ..core.phone import NOT_TEST_CALLED, Phone, may_be_test_called, tel_uri
from ..core.schema import Record
from ..core.verification import CALLED, NOT_CALLED, VERIFIED, Verification


class OutOfService(Record):
    """A number that does not answer for now: since when, and the id of the line or office to call instead."""

    since: Annotated[Day, Field(title="Từ ngày", description="Từ ngày nào không ai nghe.")]
    call_instead: Annotated[
        Slug,
        chosen_from("contacts"),
        Field(
            title="Gọi số nào thay",
            description="Mã của một đường dây hay cơ quan đang nghe máy.",
            examples=["cong-an-113"],
        ),
    ]


class Contact(Record):
    """What every record with a number has: when it was checked, when to look again, whether it answers."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "“Tạm ngừng” là của một số điện thoại, mà mục này chưa có số.",
            when(given("out_of_service"), given("phone")),
        ),
        saying(
            NOT_CALLED,
            when(CALLED, {"properties": {"phone": never({"type": "string", "pattern": NOT_TEST_CALLED}, NOT_CALLED)}}),
        ),
    )

    id: Annotated[
        Slug, Field(title="Mã", description="Không đổi nữa: bài viết gọi mục này bằng mã.", examples=["cong-an-xa"])
    ]
    phone: Annotated[
        Phone | None, Field(title="Số điện thoại", description="Chưa chắc chắn thì để trống. Không đoán.")
    ] = None
    verification: Annotated[Verification | None, VERIFIED] = None
    review_every_days: Annotated[
        WholeNumber,
        Field(ge=1, le=366, title="Bao nhiêu ngày xem lại một lần", description="Để trống thì là 90 ngày."),
    ] = 90
    out_of_service: Annotated[
        OutOfService | None,
        Field(
            title="Tạm ngừng",
            description="Chỉ ghi khi không còn ai nghe số này.",
            examples=["{since: 24/11/2026, call_instead: cong-an-113}"],
        ),
    ] = None

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
