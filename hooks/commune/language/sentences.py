"""The sentences of a text, and how long they are to an ear.

Vietnamese writes each syllable as a word of its own. What is joined by a hyphen counts by its parts ("in-tơ-nét" has
three); a number, a date, the number of a law and a foreign word count as one: they are taken in at a glance, and how
they are read out depends on who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# What a dot ends without ending a sentence: titles, places, "and so on", initials of names.
_SHORT = re.compile(
    r"(?:^|[\s(“\"‘'/])(?:TP|Tp|TX|TT|Q|P|H|X|Đ|ThS|Th\.S|TS|PGS|GS|BS|CN|KS|Tr|tr|vd|VD|v|v\.v|đ|k|St|Mr|Mrs|Dr|[A-ZĐ](?:\.[A-ZĐ])*)$"
)
_CLOSING = "”’\"')\\]»"
_END = re.compile(rf"(?:[.!?…]+[{_CLOSING}]*|:[{_CLOSING}]*)(?=\s|$)")
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,2}|[a-zđ]|[IVX]+)$")
_SPOKEN = re.compile(r"[^\s–—-]+")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and where in its text it begins."""

    text: str
    start: int

    @cached_property
    def syllables(self) -> int:
        return syllables(self.text)


def syllables(text: str) -> int:
    """How many syllables a text has, as they are written."""
    return sum(any(char.isalnum() for char in piece) for word in text.split() for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    """The parts of a word that are read apart: of words joined by a hyphen all, of a code or a number one."""
    return [word] if any(char.isdigit() for char in word) else _SPOKEN.findall(word)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text that stands in one block: a paragraph, an item, a cell.

    A colon ends one too: who reads aloud stops there.
    """
    start = 0
    for end in _END.finditer(text):
        if _ends(text, start, end):
            yield from _sentence(text, start, end.end())
            start = end.end()
    yield from _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end]
    if any(char.isalnum() for char in words):
        yield Sentence(" ".join(words.split()), start + len(words) - len(words.lstrip()))


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a sign ends a sentence here: not after an abbreviation, nor where words go on in small letters."""
    sign, rest = end.group(), text[end.end() :].lstrip()
    if sign[0] == ":":
        return True
    if sign[0] == "." and not sign.startswith("..."):
        before = text[start : end.start()]
        if _NUMBERED.fullmatch(before):  # "1. …": the number of an item
            return False
        return not _SHORT.search(before) or (before.endswith("v.v") and not _goes_on(rest))
    return not _goes_on(rest)


def _goes_on(rest: str) -> bool:
    return rest.lstrip("“‘\"'([")[:1].islower()
