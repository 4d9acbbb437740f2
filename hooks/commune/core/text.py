"""Vietnamese text: normal form, slugs, and the fonts of another age."""

from __future__ import annotations

import re
import unicodedata

from .old_fonts import with_own_letters, words_of_old_fonts

# Letters and signs of the TCVN3 (ABC) and VNI-Windows fonts that no Vietnamese word is spelt with.
_FOREIGN = "¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾ÆÇËÎÏÐÑÖ×ØÜÞßäåæçëîïñö÷øûüþ\u00ad"
_FOREIGN_SIGN = re.compile(f"[{_FOREIGN}]")
# VNI writes the mark as a letter of its own after the vowel: "Yeát", "xaõ", "giôùi".
_VNI_PAIR = "[aăâeêôơAĂÂEÊÔƠ][àáâãäåèéêëïòóôõöøùúûüÀÁÂÃÄÅÈÉÊËÏÒÓÔÕÖØÙÚÛÜ]"
# UTF-8 bytes shown as Windows-1252: "Viá»‡t Nam", "bÃ¬nh", "Ä‘á".
_BROKEN_PAIR = "á[»º]|Ã[\u00a0-¿]|Ä[‘\u0090]|Æ[°¡]"
_MOJIBAKE = re.compile(_BROKEN_PAIR)
_AROUND_WORDS = "*_\"'“”‘’()[]{}<>.,;:!?…/|#-–«»"
_SUSPECT = re.compile(rf"[{_FOREIGN}]|{_VNI_PAIR}|{_BROKEN_PAIR}")

# What the fonts of prints can show: Latin letters with all their marks, punctuation, currencies, arrows, mathematics.
PRINTABLE = (
    "\\t\\n\\u0020-\\u007e\\u00a0-\\u024f\\u0300-\\u036f\\u1e00-\\u1eff\\u2000-\\u200a\\u2010-\\u2027\\u202f-\\u205f"
    "\\u2070-\\u209c\\u20a0-\\u20bf\\u2122\\u2190-\\u21ff\\u2200-\\u22ff"
)
_UNPRINTABLE = re.compile(f"[^{PRINTABLE}]")

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


# Signs without width that come along with pasted text, and line ends that no editor here counts as such.
_UNSEEN = str.maketrans(dict.fromkeys("\u200b\u2060\ufeff") | dict.fromkeys("\x85\u2028\u2029", " "))


def normalize(text: str) -> str:
    """`text` in Unicode NFC, with LF line ends, without byte order marks and other signs of no width."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    return unicodedata.normalize("NFC", text)


def unmarked(text: str) -> str:
    """`text` without tone and vowel marks; đ becomes d (NFD does not do that)."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def fold(text: str) -> str:
    """`text` in lower case and unmarked."""
    return unmarked(text.lower())


def slug(text: str, separator: str = "-") -> str:
    """An ASCII address part: "Địa chỉ tin cậy" → "dia-chi-tin-cay"."""
    return re.sub(r"[^a-z0-9]+", separator, fold(with_own_letters(text))).strip(separator)


_LETTERS = {letter: at for at, letter in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # in the order of dictionaries: a à ả ã á ạ


def alphabetical(text: str) -> list[tuple[list[int], int]]:
    """A key to sort by as Vietnamese dictionaries do: syllable by syllable, its letters before its tone."""
    return [_syllable(word) for word in re.findall(r"\w+", text.lower())]


def _syllable(word: str) -> tuple[list[int], int]:
    apart = unicodedata.normalize("NFD", word)
    tone = next((at for at, mark in enumerate(_TONES) if mark and mark in apart), 0)
    plain = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", apart))
    return [_LETTERS.get(letter, len(_LETTERS)) for letter in plain], tone


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def holds_words(text: str, quote: str) -> bool:
    """Whether the whole words of `quote` stand in `text`, whatever the white space between them."""
    return re.search(rf"(?<!\w){re.escape(squeeze(quote))}(?!\w)", squeeze(text)) is not None


def capitalize_first(text: str) -> str:
    """`text` with a capital at its start, the rest as it was: "xã Sông Lam" → "Xã Sông Lam"."""
    return text[:1].upper() + text[1:]


def number_word(number: int) -> str:
    """A small whole number in words ("bảy"); larger ones in digits."""
    return _DIGIT_WORDS[number] if 0 <= number < len(_DIGIT_WORDS) else str(number)


def unprintable(text: str) -> str | None:
    """The first sign of `text` that no font of ours has (an emoji, another script), or None."""
    found = _UNPRINTABLE.search(text)
    return found.group() if found else None


def as_sentence(text: str) -> str:
    """`text` with one full stop at its end, whatever stood there."""
    return text if text.endswith(("!", "?", "…")) else f"{text.rstrip(' .;,')}."


def digits_aloud(number: str) -> str:
    """A telephone number as it is read out, digit by digit: "111" → "một, một, một"."""
    return ", ".join(_DIGIT_WORDS[int(digit)] for digit in number if digit.isdigit())


def minutes_aloud(text: str, syllables_per_minute: int) -> int:
    """How many minutes it takes to read `text` out, rounded up. Vietnamese writes each syllable as a word."""
    syllables = sum(any(char.isalnum() for char in word) for word in text.split())
    return -(-syllables // syllables_per_minute)


def may_be_legacy(text: str) -> bool:
    """Whether some line of `text` may be one for legacy_font. Almost all texts are none, and need one look."""
    return _SUSPECT.search(text) is not None


def legacy_font(line: str) -> tuple[str, str] | None:
    """The words that show that `line` is no Unicode Vietnamese: (kind of font, the words); else None.

    Kinds: "TCVN3 (ABC) hoặc VNI", "bảng mã bị đọc sai". Soft hyphens are still in the line: one is TCVN3's ư.
    """
    if broken := _MOJIBAKE.search(line):
        return "bảng mã bị đọc sai", _around(broken, line)
    pieces = {word: piece for piece in line.split() for word in [piece.strip(_AROUND_WORDS)] if word}
    if old := words_of_old_fonts(list(pieces)):
        foreign = [pieces[word] for word in old if _FOREIGN_SIGN.search(word)] or old
        return "TCVN3 (ABC) hoặc VNI", " ".join(foreign[:3])
    return None


def _around(found: re.Match[str], line: str) -> str:
    """What was found with the rest of its word."""
    before, after = re.split(r"\s", line[: found.start()]), re.split(r"\s", line[found.end() :], maxsplit=1)
    return f"{before[-1]}{found.group()}{after[0]}"
