"""What content/giai-nghia.yml may say: words that people do not know, each in a plain line of our own."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from ..core.fields import SiteAddress, Slug, Text
from ..core.json_schema import pattern
from ..core.schema import Record

MOST_SYLLABLES = 30
_MARK = r"*_`<>\[\]{}|#"  # of Markdown, HTML and names in braces: the line is words, and shown as it is typed
_QUOTES = '“”"'
_PHRASE = rf"[^\s{_MARK}{_QUOTES}]+(?:\s+[^\s{_MARK}{_QUOTES}]+)+"
_LINE = rf"[^\s{_MARK}]+(?:\s+[^\s{_MARK}]+){{0,{MOST_SYLLABLES - 1}}}"


def _check_plain(value: str, marks: str, cure: str) -> str:
    if found := re.search(f"[{marks}]", value):
        raise ValueError(f"có dấu {found[0]}: {cure}")
    return value


def _check_phrase(value: str) -> str:
    _check_plain(value, _MARK + _QUOTES, "chỉ ghi chữ thường, không có dấu định dạng, không có dấu nháy")
    if len(value.split()) < 2:
        raise ValueError("từ chỉ có một tiếng hay nằm trong từ khác, như “giới” trong “thế giới”: hãy ghi từ hai tiếng")
    return value


def _check_line(value: str) -> str:
    _check_plain(value, _MARK, "chỉ ghi chữ thường, không có dấu định dạng")
    if (count := len(value.split())) > MOST_SYLLABLES:
        raise ValueError(f"dài {count} tiếng: lời giải nghĩa không quá {MOST_SYLLABLES} tiếng. Hãy bớt ý, tách câu")
    return value


Phrase = Annotated[
    Text,
    Field(max_length=120),
    AfterValidator(_check_phrase),
    pattern(rf"^\s*{_PHRASE}\s*$", "hai tiếng trở lên, chỉ ghi chữ: không có dấu định dạng, không có dấu nháy"),
]


class GlossaryTerm(Record):
    """A word that people may not know, and what it means."""

    id: Annotated[
        Slug, Field(title="Mã", description="Thành địa chỉ trên trang, không đổi nữa.", examples=["tam-lanh"])
    ]
    term: Annotated[
        Phrase,
        Field(title="Từ", description="Viết thường như giữa câu; tên riêng thì viết hoa.", examples=["tạm lánh"]),
    ]
    forms: Annotated[
        tuple[Phrase, ...],
        Field(
            title="Cách viết khác",
            description="Cách nói, cách viết khác của cùng từ ấy. Viết hoa hay thường đều nhận ra.",
            examples=["[nơi tạm lánh]"],
        ),
    ] = ()
    line: Annotated[
        Text,
        Field(
            max_length=300,
            title="Nghĩa",
            description="Một hai câu bằng lời thường, không quá 30 tiếng. Luật chỉ nói như đã đọc, không tự đặt thêm.",
            examples=["Đến ở tạm một chỗ an toàn."],
        ),
        AfterValidator(_check_line),
        pattern(rf"^\s*{_LINE}\s*$", "không quá 30 tiếng, chỉ ghi chữ: không có dấu định dạng"),
    ]
    more: Annotated[
        SiteAddress | None,
        Field(title="Đọc thêm ở đâu", description="Trang nói kỹ hơn, nếu có.", examples=["/ho-tro/dia-chi/"]),
    ] = None
    claims: Annotated[
        tuple[Slug, ...],
        Field(
            title="Câu về luật",
            description="Lời giải nghĩa nói về luật thì ghi mã của câu ấy trong content/claims.yml.",
            examples=["[quyen-duoc-giu-kin]"],
        ),
    ] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that the word is written as."""
        return (self.term, *self.forms)


class GlossaryFile(Record):
    """giai-nghia.yml: the same for every commune."""

    terms: Annotated[tuple[GlossaryTerm, ...], Field(title="Từ", description="Mỗi mục là một từ và nghĩa của nó.")] = ()
    names: Annotated[
        tuple[Phrase, ...],
        Field(
            title="Tên gọi có các từ ấy",
            description="Tên riêng, tên chương trình: gặp từ trong các tên này thì không giải nghĩa.",
            examples=["[Tháng hành động vì bình đẳng giới]"],
        ),
    ] = ()
