"""Reads hieu-dung.yml."""

from __future__ import annotations

from ..core.problem import Problems
from ..core.schema import read_document, unique_ids
from ..core.source import Source
from ..vocabulary import Vocabulary, check_terms
from .model import Myth, MythsFile

URI = "content/hieu-dung.yml"


def read_myths(source: Source, vocabulary: Vocabulary, problems: Problems) -> tuple[Myth, ...]:
    """The entries, newest first; none where there is no such file, or where what is wrong is in `problems`."""
    document = read_document(MythsFile, URI, source, problems)
    if document is None:
        return ()
    entries = document.record.entries
    unique_ids(document, "entries", entries, problems)
    for index, myth in enumerate(entries):
        check_terms(document, ("entries", index, "topics"), myth.topics, vocabulary.topics, problems)
    once = {myth.id: myth for myth in entries}.values()  # an id that is there twice has been told
    return tuple(sorted(once, key=lambda myth: myth.date, reverse=True))
