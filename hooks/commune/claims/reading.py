"""Reads content/claims.yml."""

from __future__ import annotations

from ..core.problem import Problems, did_you_mean
from ..core.schema import Document, read_document, unique_ids
from ..core.source import Source
from .model import ClaimsFile

URI = "content/claims.yml"


def read_claims(source: Source, problems: Problems) -> Document[ClaimsFile] | None:
    """The file; None where there is none, or where what is wrong with it is in `problems`."""
    document = read_document(ClaimsFile, URI, source, problems)
    if document is None:
        return None
    record, before = document.record, len(problems)
    for key, records in (("laws", record.laws), ("articles", record.articles), ("claims", record.claims)):
        unique_ids(document, key, records, problems)
    laws, articles = [law.id for law in record.laws], [article.id for article in record.articles]
    for at, article in enumerate(record.articles):
        _check_known(document, ("articles", at, "law"), article.law, laws, problems)
    for at, claim in enumerate(record.claims):
        for number, name in enumerate(claim.rests_on):
            _check_known(document, ("claims", at, "rests_on", number), name, articles, problems)
    return document if len(problems) == before else None


def _check_known(
    document: Document[ClaimsFile], loc: tuple[str | int, ...], name: str, known: list[str], problems: Problems
) -> None:
    if name not in known:
        key = next(step for step in reversed(loc) if isinstance(step, str))
        problems.add(document.place(*loc), f'"{key}" là "{name}": không có mã này ở trên{did_you_mean(name, known)}')
