"""Reads calendar.yml."""

from __future__ import annotations

from ..core.nodes import parse_yaml
from ..core.problem import Problems
from ..core.schema import Document, read_record, unique_ids
from ..core.source import Source
from .model import Calendar

URI = "content/calendar.yml"


def read_calendar(source: Source, problems: Problems) -> Document[Calendar] | None:
    """The year's days, or None with what is wrong in `problems`."""
    if URI not in source.texts:
        source.report_missing(URI, "các ngày và hạn trong năm", problems)
        return None
    document = read_record(Calendar, parse_yaml(source.texts[URI], URI, problems), URI, problems)
    if document:
        unique_ids(document, "days", document.record.days, problems)
    return document
