"""What is written of addresses that are no more: content/moved.yml.

It says where an address went ({from: /cu/, to: /moi/}), or why it is gone ({from: /cu/, gone: "lý do", instead:
/khac/}).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from ..core.fields import SiteAddress, Text
from ..core.json_schema import Schema, both, given, missing, one_of, when
from ..core.problem import Place
from ..core.schema import Record


class MovedEntry(Record):
    """One address that is no more, as it is written in moved.yml."""

    rules: ClassVar[tuple[Schema, ...]] = (
        one_of(both(given("to"), missing("gone")), both(given("gone"), missing("to"))),
        when(given("to"), missing("instead")),
    )

    old: Annotated[SiteAddress, Field(alias="from", title="Địa chỉ cũ", description="Địa chỉ đã đăng trước đây.")]
    to: Annotated[SiteAddress | None, Field(title="Nay ở đâu", description="Trang đã chuyển tới đây.")] = None
    gone: Annotated[Text | None, Field(title="Vì sao không còn", description="Một câu cho người đọc.")] = None
    instead: Annotated[SiteAddress | None, Field(title="Xem thay ở đâu", description="Chỉ khi trang không còn.")] = None

    @model_validator(mode="after")
    def _one_fate(self) -> MovedEntry:
        if (self.to is None) == (self.gone is None):
            raise ValueError('cần đúng một trong hai: "to" (nay ở đâu) hoặc "gone" (vì sao không còn)')
        if self.to and self.instead:
            raise ValueError('"instead" chỉ đi cùng "gone"; đã chuyển đi thì chỉ ghi "to"')
        return self


class MovedFile(Record):
    """content/moved.yml"""

    entries: Annotated[tuple[MovedEntry, ...], Field(title="Địa chỉ cũ", description="Mỗi mục là một địa chỉ.")] = ()


@dataclass(frozen=True)
class Moved:
    """An address that is no more: it leads to `target`; `gone` says why where that is something else, or nothing.

    `place` is where somebody wrote it down: moved.yml, or a post that keeps its own old paths. `whole`: all below the
    address is gone with it. `note` is the page that says so for a file that has none of its own.
    """

    old: str
    target: str | None
    place: Place
    gone: str | None = None
    whole: bool = False
    note: str | None = None
