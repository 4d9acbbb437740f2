"""What becomes of a text once it is published: it is corrected, or taken off the site."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..core.fields import Day, SiteAddress, Text
from ..core.json_schema import TODAY, choices
from ..core.schema import Record

# What readers are told. Nothing of it may point to a person: of one who no longer agrees, it is "decided" too.
REASONS = {
    "outdated": "nội dung đã cũ",
    "mistaken": "có chỗ chưa đúng",
    "replaced": "đã có bài khác thay",
    "decided": "không đăng nữa",
}


class Correction(Record):
    """What was wrong in a published text, and since when it is right."""

    date: Annotated[Day, TODAY, Field(title="Ngày", description="Ngày sửa.")]
    what: Annotated[
        Text,
        Field(
            max_length=300,
            title="Sửa điều gì",
            description="Một câu cho người đã đọc bản cũ: điều gì sai, nay đúng là gì.",
            examples=["Bản đầu ghi buổi họp bắt đầu lúc 8 giờ. Giờ đúng là 14 giờ."],
        ),
    ]


def _in_order(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    if any(later.date < earlier.date for earlier, later in pairwise(corrections)):
        raise ValueError("ghi lần lượt theo ngày, lần mới nhất ở cuối")
    return corrections


Corrections = Annotated[
    tuple[Correction, ...],
    Field(
        title="Đính chính",
        description="Bài đã đăng mà có chỗ sai: sửa trong bài, và ghi ở đây để người đã đọc biết.",
        examples=['[{date: 2/12/2026, what: "Giờ đúng là 14 giờ."}]'],
    ),
    AfterValidator(_in_order),
]


class Withdrawal(Record):
    """That a text is off the site, since when, and why as far as readers are told."""

    date: Annotated[Day, TODAY, Field(title="Ngày gỡ", description="Ghi ngày nào thì bài cũng rời trang ngay.")]
    why: Annotated[
        Literal["outdated", "mistaken", "replaced", "decided"],
        choices(REASONS),
        Field(
            title="Vì sao",
            description="Lời cho người đọc. Một người rút lại đồng ý thì chọn “không đăng nữa”: không nói về người ấy.",
            examples=["outdated"],
        ),
    ]
    instead: Annotated[
        SiteAddress | None,
        Field(
            title="Xem thay ở đâu",
            description="Địa chỉ của bài khác trên trang này. Không có thì bỏ trống.",
            examples=["/chien-dich/2026-12-bai-moi/"],
        ),
    ] = None
