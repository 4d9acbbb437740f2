"""The syllables of Vietnamese as they are spelt, and which of them is near to something that is none.

The list is data (`tieng.txt`, CC BY-SA 4.0): syllables that keep the rules of spelling and were met in at least two
independent sources. It has each once, with the mark of tone where this site puts it: hòa, thúy, quý.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ..core.text import fold

_HERE = Path(__file__).parent
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTERS = "abcdeghiklmnopqrstuvxy"  # of Vietnamese, without their marks
_WORD = re.compile(r"[^\W\d_]+")
_MOST_NEAR = 3
# Where both spellings are in use, this site has one.
WAYS: Mapping[str, str] = {
    **{"lí": "lý", "kĩ": "kỹ", "mĩ": "mỹ", "sỹ": "sĩ"},
    **{"quí": "quý", "quì": "quỳ", "quỉ": "quỷ", "quĩ": "quỹ", "quị": "quỵ"},
}
# Letters that stay behind where a way of typing (Telex) was off, or a key was hit too late or twice.
_TELEX = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("uow", "ươ"), ("ow", "ơ"), ("uw", "ư"))
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}


@cache
def word_list(name: str) -> str:
    """A list of the library, without the lines that say what it is."""
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


@cache
def _spellings() -> dict[tuple[str, str], str]:
    """How each syllable is spelt, by its letters and its tone: wherever a mark is typed, it is the same syllable."""
    return {_letters_and_tone(word): word for word in word_list("tieng.txt").split()}


@cache
def _by_fold() -> dict[str, list[str]]:
    """The syllables by what is left of them without any mark."""
    found: dict[str, list[str]] = {}
    for word in _spellings().values():
        found.setdefault(fold(word), []).append(word)
    return found


def _letters_and_tone(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tone: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        (tone if sign in _TONES else letters).append(sign)
    return unicodedata.normalize("NFC", "".join(letters)), "".join(tone)


def spelt(word: str) -> str | None:
    """How a syllable (small letters) is spelt on this site: "hoà" → "hòa", "kĩ" → "kỹ"; None where it is none."""
    known = _spellings().get(_letters_and_tone(word))
    return WAYS.get(known, known) if known else None


def is_foreign(word: str) -> bool:
    """Whether a word (small letters) cannot have been meant to be a syllable, without its marks or in Telex."""
    return fold(word) == word and word not in _by_fold() and not spelt(_from_telex(word))


def near(word: str, common: Mapping[str, int]) -> list[str]:
    """Up to three syllables that may be meant by a word (small letters), what is likeliest first.

    `common` says how often the site has a word.
    """
    telex = spelt(_from_telex(word))
    others = sorted(set(_similar(word)), key=lambda one: (_distance(word, one), -common.get(one, 0), one))
    found = [each for each in (telex, *others, *_in_two(word)) if each]
    return [*dict.fromkeys(found)][:_MOST_NEAR]


def _from_telex(word: str) -> str:
    """A word as it was meant to be typed: "dduowcj" → "được", "đinhf" → "đình"."""
    letters, tone = word, ""
    if found := re.search(r"[fsrxj](?=[^aeiouyăâêôơư]*$)", word[1:]):
        tone = _TELEX_TONES[found.group()]
        letters = word[: found.start() + 1] + word[found.end() + 1 :]
    for typed, meant in _TELEX:
        letters = letters.replace(typed, meant)
    if not tone:
        return letters
    at = max((letters.rfind(vowel) for vowel in "aeiouyăâêôơư"), default=-1)
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :]) if at >= 0 else letters


def _similar(word: str) -> Iterator[str]:
    """The syllables that have the letters of a word, or all but one of them, whatever their marks."""
    by_fold, plain = _by_fold(), fold(word)
    for letters in {plain, *_one_changed(plain)}:
        yield from (WAYS.get(each, each) for each in by_fold.get(letters, ()))


def _one_changed(plain: str) -> Iterator[str]:
    halves = [(plain[:at], plain[at:]) for at in range(len(plain) + 1)]
    for first, rest in halves:
        yield from (first + letter + rest for letter in _LETTERS)
        if rest:
            yield first + rest[1:]
            yield from (first + letter + rest[1:] for letter in _LETTERS)
        if len(rest) > 1:
            yield first + rest[1] + rest[0] + rest[2:]


def _in_two(word: str) -> Iterator[str]:
    """Two syllables with the space between them missing; what has no mark at all is rather a foreign word."""
    for at in range(2, len(word) - 1) if fold(word) != word else ():
        if all(spelt(half) == half for half in (word[:at], word[at:])):
            yield f"{word[:at]} {word[at:]}"


def _distance(word: str, other: str) -> int:
    """How many letters and marks have to be typed, left out, changed or swapped to make one word of the other."""
    one, two = (unicodedata.normalize("NFD", each.replace("đ", "d\u0335")) for each in (word, other))
    before: list[int] = []
    row = list(range(len(two) + 1))
    for at, sign in enumerate(one, 1):
        last, before, row = before, row, [at]
        for to, meant in enumerate(two, 1):
            best = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (sign != meant))
            if at > 1 and to > 1 and sign == two[to - 2] and one[at - 2] == meant:
                best = min(best, last[to - 2] + 1)
            row.append(best)
    return row[-1]


def own_words(words: Iterable[str]) -> frozenset[str]:
    """Words that are right as they are, with those that all communes share, for looking up."""
    return frozenset(each.lower() for word in (*words, word_list("tu-chung.txt")) for each in _WORD.findall(word))


def counts(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in texts, in small letters."""
    return Counter(word for text in texts for word in _WORD.findall(text.lower()))
