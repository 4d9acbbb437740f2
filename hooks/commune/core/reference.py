"""What a statement rests on."""

from __future__ import annotations

from typing import Annotated

from markupsafe import Markup, escape
from pydantic import Field

from .fields import Day, Language, Text
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
    title_lang: Annotated[
        Language | None,
        Field(title="Tên nguồn bằng tiếng gì", description="Bỏ trống khi là tiếng Việt; en: máy đọc như tiếng Anh."),
    ] = None
    date: Annotated[Day | None, Field(title="Ngày", description="Ngày ký hoặc ngày đăng.")] = None

    @property
    def shown(self) -> Markup:
        """The title as HTML, in its language, so that a screen reader says it as it is said there."""
        if self.title_lang is None:
            return escape(self.title)
        return Markup('<span lang="{}">{}</span>').format(self.title_lang, self.title)
