"""Faults of typing, made on purpose: one in a syllable, as hands make them on a Vietnamese keyboard (Telex)."""

from __future__ import annotations

import random
import unicodedata

_BESIDE = {
    **dict(zip("qwertyuiop", ("wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "ol"), strict=True)),
    **dict(zip("asdfghjkl", ("qsz", "adwx", "sfec", "dgrv", "fhtb", "gjyn", "hkum", "jli", "ko"), strict=True)),
    **dict(zip("zxcvbnm", ("xa", "zcs", "xvd", "cbf", "vng", "bmh", "nj"), strict=True)),
}
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_MARKS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
KINDS = ("deleted", "doubled", "swapped", "wrong key", "telex")


def faulty(word: str, kind: str, dice: random.Random) -> str:
    """The word with one fault of that kind; the word itself where it cannot have it."""
    at = dice.randrange(len(word))
    if kind == "deleted":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    if kind == "swapped":
        return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    if kind == "wrong key":
        return _wrong_key(word, at, dice)
    return _telex_left(word, dice)


def _wrong_key(word: str, at: int, dice: random.Random) -> str:
    base, *marks = list(unicodedata.normalize("NFD", word[at].replace("đ", "d")))
    if base not in _BESIDE:
        return word
    wrong = dice.choice(_BESIDE[base])
    letter = unicodedata.normalize("NFC", wrong + "".join(marks))
    return word[:at] + (letter if len(letter) == 1 else wrong) + word[at + 1 :]


def _telex_left(word: str, dice: random.Random) -> str:
    """A tone or a mark that was typed, and stayed a letter: "đình" → "đinhf", "người" → "nguwời"."""
    tone = next((_TONES[sign] for sign in unicodedata.normalize("NFD", word) if sign in _TONES), "")
    toneless = "".join(sign for sign in unicodedata.normalize("NFD", word) if sign not in _TONES)
    plain = unicodedata.normalize("NFC", toneless)
    marked = [letter for letter in _MARKS if letter in plain]
    if tone and (not marked or dice.random() < 0.7):
        return plain + tone
    letter = dice.choice(marked) if marked else ""
    return word.replace(letter, _MARKS[letter], 1) if letter else word
