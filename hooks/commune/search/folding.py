"""Vietnamese syllables as people type them: what counts as one and the same. search.js folds queries by the same rules.

A syllable has two keys. The *exact* one says how it is written, wherever the tone mark stands (hòa, hoà → "hoa2") and
whether with y or i (kỹ, kĩ → "ki4"): letters with their own marks, then the tone as a digit of VNI (1 sắc, 2 huyền,
3 hỏi, 4 ngã, 5 nặng; none for the level tone). The *folded* one is what is left without any mark: "hoa", "ki".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TOKEN = re.compile(r"[^\W_]+")
# y is i where it is the only vowel: lý, kỹ, quý; but not in "tay", "yêu".
_LONE_Y = re.compile(r"(qu|[^aeiouyăâêôơư]*)y")


@cache
def exact(word: str) -> str:
    """The key of a syllable as it is written: "Hoà" → "hoa2", "đẳng" → "đăng3"."""
    plain, tone = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            plain.append(char)
    letters = unicodedata.normalize("NFC", "".join(plain))
    if lone := _LONE_Y.fullmatch(letters):
        letters = f"{lone[1]}i"
    return letters + tone


@cache
def folded(key: str) -> str:
    """The key without marks, of an exact key: "đăng3" → "dang". Numbers stay as they are."""
    letters = key.rstrip("12345") if not key[0].isdigit() else key
    plain = unicodedata.normalize("NFD", letters.replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def tokens(text: str) -> Iterator[str]:
    """The words and numbers of `text`, one after the other, as they are written."""
    return (found[0] for found in _TOKEN.finditer(text))
