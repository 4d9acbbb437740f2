"""What people say for what stands on the site: content/tim-kiem.yml, and tim-kiem-rieng.yml of the commune alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.fields import SiteAddress, Slug, Text, YesNo
from ..core.schema import Record

SearchPhrase = Annotated[Text, Field(max_length=300)]


class Group(Record):
    """Words that people type, and what they mean here: "bị … đánh" with up to three others between, "vợ|chồng" either.

    `also` is looked for with them, `pages` come first, and with `hurt` the lines to call stand above everything. By its
    `name` a commune says which pages of its own come first instead.
    """

    words: Annotated[
        tuple[SearchPhrase, ...],
        Field(
            min_length=1,
            title="Người ta gõ",
            description="Các chữ người ta hay gõ, có dấu. Dấu … là chỗ xen được vài chữ, dấu | là chữ này hay chữ kia.",
            examples=["[chồng|vợ … đánh|đập]"],
        ),
    ]
    also: Annotated[
        tuple[SearchPhrase, ...],
        Field(title="Tìm thêm", description="Tìm thêm các chữ này.", examples=["[bạo lực gia đình]"]),
    ] = ()
    pages: Annotated[
        tuple[SiteAddress, ...],
        Field(title="Đưa lên đầu", description="Các trang này đứng đầu kết quả.", examples=["[/ho-tro/]"]),
    ] = ()
    hurt: Annotated[YesNo, Field(title="Về người bị hại", description="yes: hiện các số để gọi trên mọi kết quả.")] = (
        False
    )
    name: Annotated[
        Slug | None, Field(title="Tên mục", description="Để tim-kiem-rieng.yml gọi tới.", examples=["viec-nha"])
    ] = None


class Short(Record):
    """Short forms of what people type to each other, and the words they stand for."""

    words: Annotated[
        tuple[SearchPhrase, ...],
        Field(min_length=1, title="Viết tắt", description="Các cách viết tắt, chữ thường.", examples=["[ck, ox]"]),
    ]
    means: Annotated[SearchPhrase, Field(title="Nghĩa", description="Viết đủ, có dấu.", examples=["chồng"])]


class Wordings(Record):
    """tim-kiem.yml. `ignore` are words of a question that say nothing of what is asked about."""

    groups: Annotated[tuple[Group, ...], Field(title="Nhóm chữ", description="Mỗi mục là một cách nói.")] = ()
    ignore: Annotated[
        tuple[SearchPhrase, ...], Field(title="Chữ bỏ qua", description="Chữ của câu hỏi, không nói hỏi về điều gì.")
    ] = ()
    short: Annotated[
        tuple[Short, ...], Field(title="Viết tắt", description="Chữ viết tắt khi nhắn tin, và chữ viết đủ.")
    ] = ()


class Answer(Record):
    """Pages of the commune's own that come first for the words of a group, in place of those that the group names."""

    name: Annotated[Slug, Field(title="Tên mục", description="Tên một mục trong tim-kiem.yml.", examples=["viec-nha"])]
    pages: Annotated[
        tuple[SiteAddress, ...],
        Field(
            min_length=1,
            title="Đưa lên đầu",
            description="Các trang này đứng đầu kết quả.",
            examples=["[/chien-dich/2026-06-viec-nha/]"],
        ),
    ]


class OwnWordings(Record):
    """tim-kiem-rieng.yml."""

    groups: Annotated[tuple[Answer, ...], Field(title="Trang riêng", description="Mỗi mục trả lời một nhóm chữ.")] = ()
