"""content/tim-kiem.yml: what people say for what stands on the site."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.fields import SiteAddress, Text, YesNo
from ..core.schema import Record

Phrase = Annotated[Text, Field(max_length=60)]


class Group(Record):
    """Words that people type ("bị … đánh": with up to three others between), and what they mean here.

    `also` is looked for with them, `pages` come first, and with `hurt` the lines to call stand above everything.
    """

    words: Annotated[tuple[Phrase, ...], Field(min_length=1, examples=["[đánh vợ, chồng đánh]"])]
    also: Annotated[tuple[Phrase, ...], Field(examples=["[bạo lực gia đình]"])] = ()
    pages: Annotated[tuple[SiteAddress, ...], Field(examples=["[/ho-tro/]"])] = ()
    hurt: YesNo = False


class Wordings(Record):
    """tim-kiem.yml. `ignore` are words of a question that say nothing of what is asked about."""

    groups: tuple[Group, ...] = ()
    ignore: tuple[Phrase, ...] = ()
