"""The same numbers for ears and for a text message."""

from __future__ import annotations

import re

from ..core.names import Values, call_key
from ..core.phone import digits_of
from ..core.text import as_sentence, digits_aloud, unmarked
from ..settings import Commune
from . import words
from .contact import Contact
from .model import Line
from .reading import Help

SMS_LENGTH = 160  # one message of the GSM 7-bit alphabet (3GPP TS 23.038), which has no Vietnamese letters


def loudspeaker(contacts: Help, commune: Commune) -> list[str]:
    """What an announcer reads out, a paragraph each: every number digit by digit, twice."""
    return [
        f"Kính thưa bà con. {commune.people_committee} xin thông báo những số điện thoại cần biết. "
        "Mời bà con lấy giấy bút để ghi lại.",
        *(_spoken(line) for line in contacts.first_lines()),
        f"{words.EVERYBODY} {words.told(commune)}".replace(commune.people_committee_short, commune.people_committee),
        "Cảm ơn bà con đã lắng nghe.",
    ]


def _spoken(line: Line) -> str:
    number, who = digits_aloud(line.phone), line.who.replace(" (", ", ").replace(")", "")
    hours = f" Giờ gọi: {as_sentence(line.hours)}" if line.hours else ""
    cost = f" {as_sentence(line.cost)}" if line.cost else ""
    return (
        f"{line.purpose.rstrip('.')}: xin gọi số {number}. Xin nhắc lại: số {number}. "
        f"Đó là số của {as_sentence(who)}{hours}{cost}"
    )


def text_message(contacts: Help, commune: Commune) -> str:
    """The numbers as a text without diacritics that fits one message; names and address where there is room."""
    lines = contacts.first_lines()
    bare = "; ".join(digits_of(line.phone) for line in lines)
    named = "; ".join(f"{digits_of(line.phone)} {line.label}" for line in lines)
    signed = f"{commune.name}: {named}."
    linked = f"{signed} {commune.absolute('/ho-tro/') or ''}".strip()
    fitting = (_plain(text) for text in (linked, signed, named))
    return next((text for text in fitting if len(text) <= SMS_LENGTH), bare)


def spoken_names(contacts: Help, commune: Commune) -> Values:
    """What a text for the loudspeaker may say in braces: `{{ call("cong-an-113") }}` is read digit by digit."""
    return {**commune.names(), **{call_key(line.id): _aloud(contacts.answering(line)) for line in contacts.lines}}


def _aloud(contact: Contact) -> str:
    return digits_aloud(contact.phone) if contact.phone else ""


def _plain(text: str) -> str:
    """Signs that count once each: another one would take two places, or halve what a message holds."""
    ascii_only = unmarked(text).replace("–", "-").encode("ascii", "ignore").decode()
    return re.sub(r"[\^{}\[\]~\\|`]", "", ascii_only)
