"""Reads content/tu-rieng.yml."""

from __future__ import annotations

from ..core.problem import Problems
from ..core.schema import read_document
from ..core.source import Source
from .model import OwnWords

URI = "content/tu-rieng.yml"


def read_own_words(source: Source, problems: Problems) -> tuple[str, ...]:
    """The commune's own words; none where there is no such file, or it cannot be read."""
    document = read_document(OwnWords, URI, source, problems)
    return document.record.words if document else ()
