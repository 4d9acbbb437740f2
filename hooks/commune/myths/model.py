"""What content/hieu-dung.yml may say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.fields import Day, Slug, Text
from ..core.schema import Record


class Reference(Record):
    """A law, a strategy or a plan that the truth rests on; `date` is the day it was signed."""

    title: Text
    date: Day | None = None


class Myth(Record):
    """A claim, in the words in which people make it, and the truth about it."""

    id: Slug
    claim: Annotated[Text, Field(max_length=120)]
    truth: Annotated[Text, Field(max_length=500)]
    sources: Annotated[tuple[Reference, ...], Field(min_length=1, examples=['[{title: "Tên luật, điều nào"}]'])]
    date: Day
    topics: Annotated[tuple[Slug, ...], Field(min_length=1, examples=["[phap-luat]"])]


class MythsFile(Record):
    """hieu-dung.yml"""

    entries: tuple[Myth, ...] = ()
