"""Reads all that the commune says: each slice its part, and whether the parts agree."""

from __future__ import annotations

from datetime import date
from typing import Any

from .agreement import check_agreement, check_calendar, check_known_files
from .content import Content
from .context import Reading
from .core.cache import Cache, NoCache
from .core.problem import Problems
from .core.source import Source
from .ledger import check_ledger
from .settings import read_settings, words_of_place
from .slices import SLICES
from .vocabulary import read_vocabulary


def read_content(
    source: Source, updated_on: date | None, problems: Problems, keep: Cache | None = None
) -> Content | None:
    """The content, checked by itself and across the slices; None where a slice cannot be read that a site needs.

    What texts become is kept in `keep`.
    """
    check_known_files(source, problems)
    check_ledger(source, problems)
    settings = read_settings(source, problems)
    source.words.update(settings.record.words() if settings else words_of_place())
    vocabulary = read_vocabulary(source, problems)
    reading = Reading(
        source,
        problems,
        keep or NoCache(),
        settings.record if settings else None,
        vocabulary.record if vocabulary else None,
    )
    read: dict[str, Any] = {each.field: each.read(reading) for each in SLICES}
    if read["calendar_file"] and read["plans"] is not None:
        check_calendar(read["calendar_file"], read["plans"], problems)
    if any(read[each.field] is None for each in SLICES if each.needed):
        return None
    day = updated_on or read["calendar_file"].record.updated_on
    content = Content(**read, ledger=source.ledger, updated_on=day)
    check_agreement(content, problems)
    return content
