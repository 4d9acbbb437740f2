"""Headings whose lines break between words: what two syllables say together is not torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .syllables import word_list

_HEADING = re.compile(r"(<h([1-3])\b[^>]*>)(.*?)(</h\2>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")


def with_words_bound(html: str, names: Iterable[str] = ()) -> str:
    """A page whose headings break in no compound of the list and in none of the `names`; nothing else is changed."""
    pattern = _pattern(tuple(names))

    def bind(heading: re.Match[str]) -> str:
        parts = [part if part.startswith("<") else pattern.sub(_bound, part) for part in _TAG.split(heading[3])]
        return f"{heading[1]}{''.join(parts)}{heading[4]}"

    return _HEADING.sub(bind, html)


def _bound(words: re.Match[str]) -> str:
    return words[0].replace(" ", "\N{NO-BREAK SPACE}")


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first."""
    words = sorted({*names, *word_list("tu-ghep.txt").splitlines()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
