"""Reads content/tim-kiem.yml."""

from __future__ import annotations

from ..core.problem import Problems
from ..core.schema import Document, read_document
from ..core.source import Source
from .model import Wordings

URI = "content/tim-kiem.yml"


def read_wordings(source: Source, problems: Problems) -> Document[Wordings] | None:
    """What people say for what stands on the site; None where there is no such file, or it cannot be read."""
    return read_document(Wordings, URI, source, problems)
