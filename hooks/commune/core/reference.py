"""What a statement rests on."""

from __future__ import annotations

from .fields import Day, Text
from .schema import Record


class Reference(Record):
    """A law, a document or a page that says so; `date` is the day it was signed or published."""

    title: Text
    date: Day | None = None
