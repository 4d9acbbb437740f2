"""That somebody checked a contact: when, by which role, how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Day, Text
from .json_schema import choices, having
from .schema import Record

METHODS = {
    "called": "gọi điện",
    "visited": "đến tận nơi",
    "in writing": "nhận văn bản xác nhận",
    "published source": "đối chiếu nguồn đã công bố",
}


class Verification(Record):
    """How, when and by which role a contact was last checked."""

    date: Annotated[Day, Field(title="Ngày kiểm tra", description="Ngày bạn kiểm tra thật.")]
    by: Annotated[
        Text,
        Field(
            title="Ai kiểm tra",
            description="Vai trò hay cơ quan, không ghi tên người.",
            examples=["Văn phòng HĐND & UBND"],
        ),
    ]
    method: Annotated[
        Literal["called", "visited", "in writing", "published source"],
        choices(METHODS),
        Field(title="Kiểm tra bằng cách nào", description="Không gọi thử các số khẩn cấp.", examples=["called"]),
    ]

    @property
    def method_words(self) -> str:
        return METHODS[self.method]

    @property
    def compared(self) -> bool:
        """Whether it was held against what others have published, and never called."""
        return self.method == "published source"


VERIFIED = Field(
    title="Lần kiểm tra gần nhất",
    description="Ai đã kiểm tra, ngày nào, bằng cách nào.",
    examples=["{date: 23/11/2026, by: Văn phòng HĐND & UBND, method: called}"],
)
CALLED = having(verification={"type": "object", "properties": {"method": {"const": "called"}}, "required": ["method"]})
NOT_CALLED = (
    "Không ai gọi thử số này: người đang nguy cấp cần nó. "
    "Ở “Kiểm tra bằng cách nào”, hãy chọn đối chiếu nguồn đã công bố."
)
