"""Letters that are not Vietnamese ones and stand for them: of the TCVN3 and VNI fonts, and those that look alike.

Both are judged by syllables: a word is of an old font where it is no syllable as it stands and is one when it is read
as that font shows it. One foreign name (Zürich, Loïc) is neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = re.compile("(?:c|ch|p|t)$")
# How a syllable may be spelt, without its tone: what it begins with, and all that may follow.
_SYLLABLE = re.compile(
    "(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?(?:"
    "a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?|ă(?:c|m|n|ng|p|t)|â(?:c|m|n|ng|p|t|u|y)|e(?:c|m|n|ng|o|p|t)?"
    "|ê(?:c|ch|m|n|nh|p|t|u)?|i(?:a|c|ch|m|n|ng|nh|p|t|u|ê(?:c|m|n|ng|p|t|u))?"
    "|o(?:c|i|m|n|ng|p|t|oc|ong|a(?:c|ch|i|m|n|ng|nh|o|p|t|y)?|ă(?:c|m|n|ng|t)|e(?:m|n|o|t)?)?"
    "|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    "|u(?:a|c|i|m|n|ng|p|t|ơ|â(?:n|ng|t|y)|ê(?:ch|nh|n)?|ô(?:c|i|m|n|ng|t)|y(?:a|ch|nh|n|p|t|u|ê(?:n|t))?)?"
    "|ư(?:a|c|i|m|n|ng|t|u|ơ(?:c|i|m|n|ng|p|t|u))?|y(?:ch|nh|p|t|ê(?:m|n|ng|t|u))?)"
)
_LONGEST = 12  # letters of a word, with those that VNI writes after others

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_ALONE = str.maketrans("öôñÖÔÑíìæóòîÆÓÒÎ", "ươđƯƠĐíìỉĩịỵỈĨỊỴ")
_VNI_MARKS = {
    **dict(zip("ùøûõïÙØÛÕÏ", "\u0301\u0300\u0309\u0303\u0323" * 2, strict=True)),
    **dict(
        zip(
            "âÂáàåãäÁÀÅÃÄ",
            ["\u0302"] * 2 + ["\u0302" + tone for tone in "\u0301\u0300\u0309\u0303\u0323"] * 2,
            strict=True,
        )
    ),
    **dict(
        zip(
            "êÊéèúüëÉÈÚÜË",
            ["\u0306"] * 2 + ["\u0306" + tone for tone in "\u0301\u0300\u0309\u0303\u0323"] * 2,
            strict=True,
        )
    ),
}
_VNI_PAIR = re.compile(f"[aeouyAEOUYöôÖÔ][{''.join(_VNI_MARKS)}]")
_NATURAL = re.compile(r"[^\W\d_µª]+")
_IN_OTHER_LANGUAGES = set("ïëùüöéèñçøåßîôêâáàóòúìíõã")

# What nobody sees, but the joiner within emoji; characters that no text holds; signs that only one font has.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff\U000e0000-\U000e007f]"
)
_BULLET = re.compile(r"^([ \t]*)[\uf000-\uf0ff][ \t\u00a0]*(?=\S)", re.MULTILINE)  # Wingdings and Symbol of Word

# Letters of other alphabets that look like ours, and those that keyboards of other lands put for them.
_ALIKE = str.maketrans(
    "ÐƉðɖƢƣ" + "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛ" + "ΑΒΕΗΙΚΜΝΟΡΤΥΧαορν" + "ɑıɡ",
    "ĐĐđđƯư" + "ABEKMHOPCTYXIJSaeopcyxijshdq" + "ABEHIKMNOPTYXaopv" + "aig",
)
_HAS_ALIKE = re.compile(f"[{''.join(map(chr, _ALIKE))}]")
_ABBREVIATION = re.compile("[A-ZĐƯ]{2,6}")  # UBND with a letter of another alphabet in it
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be a syllable of Vietnamese by the rules of spelling, in small or capital letters."""
    apart = unicodedata.normalize("NFD", word.lower())
    tone = [sign for sign in apart if sign in _TONES]
    letters = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
    stops = _STOPS.search(letters) is not None
    return (
        len(tone) <= 1
        and _SYLLABLE.fullmatch(letters) is not None
        and not (stops and (not tone or tone[0] in "\u0300\u0303\u0309"))
    )


def words_of_old_fonts(words: list[str]) -> list[str]:
    """Those of the words of a line that are written for a TCVN3 or VNI font; none where they prove nothing."""
    found = [word for word in dict.fromkeys(words) if len(word) <= _LONGEST and _is_old(word)]
    if any(not _may_be_a_name(word) for word in found):
        return found
    return found if len(found) >= 2 and 4 * len(found) >= len(words) else []


@lru_cache(maxsize=20_000)
def _is_old(word: str) -> bool:
    if word.isascii() or not re.search("[a-zA-Z]|[\u00a1-\u00ff]{2}", word) or is_syllable(word):
        return False
    return any(read != word and is_syllable(read) for read in (_as_tcvn3(word), _as_vni(word)))


def _may_be_a_name(word: str) -> bool:
    """Whether a word could be one of another language: Loïc, Bön. "ViÖt", "c¬m" and "Vieät" are none."""
    strange = {char for char in word.lower() if not char.isascii()}
    is_natural = _NATURAL.fullmatch(word) is not None and (word[1:].islower() or word.isupper())
    return is_natural and strange <= _IN_OTHER_LANGUAGES and len(strange) == 1


def _as_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(char, char if char.isascii() else "?") for char in word)


def _as_vni(word: str) -> str:
    def joined(pair: re.Match[str]) -> str:
        return pair.group()[0].translate(_VNI_ALONE) + _VNI_MARKS[pair.group()[1]]

    def alone(rest: str) -> str:
        return rest.translate(_VNI_ALONE)

    ends = [0, *(end for found in _VNI_PAIR.finditer(word) for end in found.span()), len(word)]
    outside = [alone(word[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    pairs = [joined(found) for found in _VNI_PAIR.finditer(word)]
    whole = "".join(part for both in zip(outside, [*pairs, ""], strict=True) for part in both)
    return unicodedata.normalize("NFC", whole)


# --- what nobody sees ---


def without_unseen(text: str, bullets: bool) -> str:
    """The text without soft hyphens and other signs that nobody sees; dots of Word before an item as `bullets` "- "."""
    text = _BULLET.sub(r"\1- ", text) if bullets else text
    return _UNSEEN.sub("", text)


# --- letters that look alike ---


def with_own_letters(text: str) -> str:
    """The text with Vietnamese letters where others that look like them stand in a Vietnamese word: "Ngƣời", "Ðịa"."""
    return _WORD.sub(lambda found: _own(found.group()), text) if _HAS_ALIKE.search(text) else text


def may_look_alike(text: str) -> bool:
    """Whether a text is worth a closer look: fast, and never wrong where it says no."""
    return _HAS_ALIKE.search(text) is not None


def looks_alike(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that with_own_letters changes, and what they become."""
    words = (found.group() for found in (_WORD.finditer(text) if _HAS_ALIKE.search(text) else ()))
    yield from ((word, own) for word in words if (own := _own(word)) != word)


def _own(word: str) -> str:
    if not _HAS_ALIKE.search(word):
        return word
    own = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_ALIKE))
    is_mixed = any(char.isascii() or "\u1ea0" <= char <= "\u1ef9" or char in "ăâêôơưĂÂÊÔƠƯ" for char in word)
    return own if is_mixed and (is_syllable(own) or _ABBREVIATION.fullmatch(own)) else word
