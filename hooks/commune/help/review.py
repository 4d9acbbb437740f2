"""Which contacts are due for another look. Age is told, and never keeps anything from being published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..core.dates import full_day
from ..core.phone import digits_of
from .contact import Contact
from .reading import Help
from .trusted import TrustedAddress

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class DueContact:
    """A contact to check by `on`: how, in words for the officer who does it."""

    name: str
    phone: str
    checked: date
    on: date
    how: str

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}: kiểm tra lần trước {full_day(self.checked)}. {self.how}"


def due_contacts(contacts: Help, today: date) -> list[DueContact]:
    """What is to be checked this week, the longest overdue first.

    Lines for people in danger are compared with published sources only: nobody test-calls them.
    A check that is dated ahead cannot have been made, and is due at once.
    """
    national = {digits_of(line.phone) for line in contacts.lines}
    found = []
    for contact in contacts.everybody():
        if checked := contact.verification and contact.verification.date:
            on = today if checked > today else checked + timedelta(days=contact.review_every_days)
            found.append(
                DueContact(contact.label, contact.phone or "chưa ghi số", checked, on, _how(contact, national))
            )
    return sorted((due for due in found if due.on <= today + _SOON), key=lambda due: due.on)


def _how(contact: Contact, national: set[str]) -> str:
    if isinstance(contact, TrustedAddress) and contact.ask:
        return f"Hỏi cơ quan {contact.ask}."
    may_be_called = contact.may_be_called and digits_of(contact.phone or "") not in national
    return "Gọi điện để kiểm tra." if may_be_called else "Chỉ đối chiếu nguồn đã công bố, KHÔNG gọi thử."
