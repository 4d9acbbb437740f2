"""What a statement rests on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .fields import Day, Text
from .schema import Record


class Reference(Record):
    """A law, a document or a page that says so; `date` is the day it was signed or published."""

    title: Annotated[
        Text,
        Field(
            title="Tên nguồn",
            description="Tên văn bản, điều nào; hoặc tên trang đã đọc.",
            examples=["Luật Bình đẳng giới số 73/2006/QH11, Điều 18"],
        ),
    ]
    date: Annotated[Day | None, Field(title="Ngày", description="Ngày ký hoặc ngày đăng.")] = None
