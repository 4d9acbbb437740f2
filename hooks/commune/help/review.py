"""Which contacts are due for another look. Age is told, and never keeps anything from being published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..core.dates import full_day
from .model import Contact, Verification
from .reading import Help

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A contact to check by `on`: how, in words for the officer who does it."""

    name: str
    phone: str
    checked: date
    on: date
    how: str

    def __str__(self) -> str:
        return f"{self.name}, {self.phone}: kiểm tra lần trước {full_day(self.checked)}. {self.how}"


def due_contacts(contacts: Help, today: date) -> list[Due]:
    """What is to be checked this week, the longest overdue first.

    Lines for people in danger are compared with published sources only: nobody test-calls them.
    """
    found = [_due(contact, contact.verification) for contact in contacts.everybody() if contact.verification]
    return sorted((due for due in found if due.on <= today + _SOON), key=lambda due: due.on)


def _due(contact: Contact, verification: Verification) -> Due:
    how = "Gọi điện để kiểm tra." if contact.may_be_called else "Chỉ đối chiếu nguồn đã công bố, KHÔNG gọi thử."
    on = verification.date + timedelta(days=contact.review_every_days)
    return Due(contact.label, contact.phone or "chưa ghi số", verification.date, on, how)
