"""Reads content/moved.yml."""

from __future__ import annotations

from ..core.problem import Problems
from ..core.schema import read_document
from ..core.source import Source
from .model import Moved, MovedFile

URI = "content/moved.yml"


def read_moved(source: Source, problems: Problems) -> tuple[Moved, ...]:
    """What content/moved.yml says; no such file means that nothing has moved."""
    document = read_document(MovedFile, URI, source, problems)
    if document is None:
        return ()
    return tuple(
        Moved(entry.old, entry.to or entry.instead, document.place("entries", index), entry.gone)
        for index, entry in enumerate(document.record.entries)
    )
