"""Reads content/giai-nghia.yml."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ..core.problem import Problems, did_you_mean
from ..core.schema import Document, read_document, unique_ids
from ..core.source import Source
from ..core.text import squeeze
from .model import GlossaryFile

URI = "content/giai-nghia.yml"


def read_glossary(source: Source, problems: Problems) -> Document[GlossaryFile] | None:
    """The words; None where there is no such file, or where it cannot be read."""
    document = read_document(GlossaryFile, URI, source, problems)
    if document:
        unique_ids(document, "terms", document.record.terms, problems)
        _check_once(document, problems)
    return document


def _check_once(document: Document[GlossaryFile], problems: Problems) -> None:
    """No word is explained twice: not by two entries, nor as a form of another word."""
    lines: dict[str, int] = {}
    for words, loc in _spellings(document.record):
        place, key = document.place(*loc), squeeze(words).lower()
        if key in lines:
            message = f'"{loc[2]}" có "{words}": từ này đã có ở dòng {lines[key]}. Mỗi từ chỉ giải nghĩa một lần'
            problems.add(place, message)
        lines.setdefault(key, place.line)


def _spellings(record: GlossaryFile) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for at, term in enumerate(record.terms):
        yield term.term, ("terms", at, "term")
        yield from ((form, ("terms", at, "forms", number)) for number, form in enumerate(term.forms))


def check_claims(document: Document[GlossaryFile], known: list[str], problems: Problems) -> None:
    """What a line says of law is an entry of claims.yml, whose ids are `known`."""
    for at, term in enumerate(document.record.terms):
        for number, name in enumerate(term.claims):
            if name not in known:
                message = f'"claims" có "{name}": content/claims.yml không có mã này{did_you_mean(name, known)}'
                problems.add(document.place("terms", at, "claims", number), message)


def unused(document: Document[GlossaryFile], explained: Container[str], elsewhere: Iterable[str]) -> list[str]:
    """A line for each word that the site uses nowhere: it is neither `explained` (ids) nor on the pages `elsewhere`."""
    waiting = [(at, term) for at, term in enumerate(document.record.terms) if term.id not in explained]
    texts = [text.lower() for text in elsewhere] if waiting else []
    return [
        f'{document.place("terms", at)}: không trang nào còn dùng từ "{term.term}": bỏ mục này nếu không cần nữa'
        for at, term in waiting
        if not any(words.lower() in text for text in texts for words in term.spellings)
    ]
