"""Reads calendar.yml."""

from __future__ import annotations

from ..core.problem import Problems
from ..core.schema import Document, read_document, unique_ids
from ..core.source import Source
from .model import Calendar

URI = "content/calendar.yml"


def read_calendar(source: Source, problems: Problems) -> Document[Calendar] | None:
    """The year's days, or None with what is wrong in `problems`."""
    document = read_document(Calendar, URI, source, problems, "các ngày và hạn trong năm")
    if document:
        unique_ids(document, "days", document.record.days, problems)
    return document
