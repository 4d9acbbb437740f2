"""What content/hieu-dung.yml may say."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from ..core.fields import Day, Slug, Text
from ..core.json_schema import chosen_from
from ..core.reference import Reference
from ..core.schema import Record

_CARD_LETTERS = 160  # what the share card holds in letters that can be read on a phone


def first_sentence(text: str) -> str:
    """Up to the first sign that ends a sentence; the whole text where there is none."""
    return re.split(r"(?<=[.!?…])\s", text, maxsplit=1)[0]


def _check_first_sentence(text: str) -> str:
    if (count := len(first_sentence(text))) > _CARD_LETTERS:
        rule = "câu ấy đứng một mình trên hình để chia sẻ, không quá"
        raise ValueError(f"câu đầu dài {count} ký tự: {rule} {_CARD_LETTERS} ký tự")
    return text


class Myth(Record):
    """A claim, in the words in which people make it, and the truth about it."""

    id: Annotated[
        Slug, Field(title="Mã", description="Thành địa chỉ trên trang, không đổi nữa.", examples=["viec-cua-ai"])
    ]
    claim: Annotated[Text, Field(max_length=120, title="Người ta hay nói", description="Đúng lời người ta hay nói.")]
    truth: Annotated[
        Text,
        Field(
            max_length=500,
            title="Sự thật",
            description="Câu đầu đứng một mình trên hình để chia sẻ: không quá 160 ký tự.",
        ),
        AfterValidator(_check_first_sentence),
    ]
    sources: Annotated[
        tuple[Reference, ...],
        Field(
            min_length=1,
            title="Nguồn",
            description="Luật hay tài liệu nói như vậy.",
            examples=['[{title: "Tên luật, điều nào"}]'],
        ),
    ]
    date: Annotated[Day, Field(title="Ngày viết", description="Ngày viết hay xem lại mục này.")]
    topics: Annotated[
        tuple[Slug, ...],
        chosen_from("topics"),
        Field(
            min_length=1,
            title="Chủ đề",
            description="Chọn trong danh sách chủ đề (content/vocabulary.yml).",
            examples=["[phap-luat]"],
        ),
    ]

    @property
    def essence(self) -> str:
        """The first sentence of the truth, which stands alone on the card."""
        return first_sentence(self.truth)


class MythsFile(Record):
    """hieu-dung.yml"""

    entries: Annotated[
        tuple[Myth, ...], Field(title="Hiểu đúng", description="Mỗi mục là một lời nói sai và sự thật.")
    ] = ()
