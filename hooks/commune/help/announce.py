"""The same numbers for ears and for a text message."""

from __future__ import annotations

from ..core.phone import digits_of
from ..core.text import digits_aloud, unmarked
from ..settings import Commune
from .model import Line
from .reading import Help

SMS_LENGTH = 160  # one message of the GSM 7-bit alphabet (3GPP TS 23.038), which has no Vietnamese letters


def loudspeaker(contacts: Help, commune: Commune) -> list[str]:
    """What an announcer reads out, a paragraph each: every number digit by digit, twice."""
    return [
        f"Kính thưa bà con. {commune.people_committee} xin thông báo những số điện thoại cần biết. "
        "Mời bà con lấy giấy bút để ghi lại.",
        *(_spoken(line) for line in contacts.first_lines()),
        "Có nguy hiểm, ai cũng gọi được: nam hay nữ, già hay trẻ, người bị hại hay người chứng kiến. "
        f"Báo cho xã hoặc công an thì Chủ tịch {commune.people_committee} sẽ được biết để giải quyết. "
        "Người báo tin được pháp luật bảo vệ.",
        "Cảm ơn bà con đã lắng nghe.",
    ]


def _spoken(line: Line) -> str:
    number = digits_aloud(line.phone)
    hours = f" Giờ trả lời: {line.hours}." if line.hours else ""
    cost = f" {line.cost}." if line.cost else ""
    return f"{line.purpose} Hãy gọi {line.label}, số: {number}. Xin nhắc lại, số: {number}.{hours}{cost}"


def text_message(contacts: Help, commune: Commune) -> str:
    """The numbers as a text without diacritics that fits one message; names and address where there is room."""
    lines = contacts.first_lines()
    bare = "; ".join(digits_of(line.phone) for line in lines)
    named = "; ".join(f"{digits_of(line.phone)} {line.label}" for line in lines)
    signed = f"{commune.name}: {named}."
    linked = f"{signed} {commune.absolute('/ho-tro/') or ''}".strip()
    fitting = (_plain(text) for text in (linked, signed, named))
    return next((text for text in fitting if len(text) <= SMS_LENGTH), bare)


def _plain(text: str) -> str:
    """Plain ASCII: one other sign would halve what a message holds."""
    return unmarked(text).replace("–", "-").encode("ascii", "ignore").decode()
