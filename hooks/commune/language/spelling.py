"""Words of a text that are spelt as no Vietnamese syllable is, or not in the way of this site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..core.text import unmarked
from .syllables import is_foreign, spelt

_PASSAGE = 3  # words from which on they may be another language
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
# An address, the name of a file, a code, a number with its unit: not looked at.
_PLAIN_D = {ord("Đ"): "D", ord("đ"): "d"}
_NO_WORDS = re.compile(r"[\d@\\_]|://|\w\.\w|^\W*[/#]\w")


@dataclass(frozen=True)
class Misspelt:
    """A word and where it stands; `right` is how this site writes the syllable, empty where it is none."""

    word: str
    start: int
    right: str


def misspelt(text: str, own: Collection[str]) -> Iterator[Misspelt]:
    """The words of a text that may be misspelt. `own` are words that are right as they are, in small letters.

    Numbers, codes, addresses and names of files are passed over; so are abbreviations in capitals (UBND) and names that
    have capitals inside (JavaScript), as long as they have no marks; and a passage in another language.
    """
    for passage in _passages(text):
        foreign = sum(is_foreign(word.lower()) for _, word in passage)
        if len(passage) < _PASSAGE or foreign < 2 or foreign * 3 < len(passage):
            yield from (one for one in (_looked_at(start, word, own) for start, word in passage) if one)


def _passages(text: str) -> Iterator[list[tuple[int, str]]]:
    """The words of a text with their places, those without any mark that follow each other together."""
    passage: list[tuple[int, str]] = []
    for chunk in _CHUNK.finditer(text):
        for found in _WORD.finditer(chunk.group()) if not _NO_WORDS.search(chunk.group()) else ():
            word = found.group()
            if unmarked(word) != word and passage:
                yield passage
                passage = []
            passage.append((chunk.start() + found.start(), word))
            if unmarked(word) != word:
                yield passage
                passage = []
    if passage:
        yield passage


def _looked_at(start: int, word: str, own: Collection[str]) -> Misspelt | None:
    if len(word) == 1 or word.lower() in own or _is_code(word) or (right := _right(word)) == word:
        return None
    return Misspelt(word, start, right)


def _right(word: str) -> str:
    """The word as this site writes it; empty where it is no syllable."""
    right = spelt(word.lower())
    if right == word.lower() and word in (right, right.capitalize(), right.upper()):
        return word
    return in_case_of(word, right) if right else ""


def _is_code(word: str) -> bool:
    """An abbreviation, or a name with capitals inside."""
    has_marks = unmarked(word) != word.translate(_PLAIN_D)
    return not has_marks and (word.isupper() or re.search(r"[a-zđ][A-ZĐ]", word) is not None)


def in_case_of(word: str, meant: str) -> str:
    """What is meant, in capitals where the word has them."""
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[:1].isupper() else meant
