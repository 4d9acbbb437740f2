"""Numbers in words as a reader sees them: whom one could call, and who somebody is, however they are typed.

A text is folded first (`as_seen`): what has no width goes, each digit, space, dash, dot … becomes the plain one. Then
one pattern looks at it. JSON Schema cannot fold: there the same pattern is spelt with all the printable signs that fold
to each of its own (`_Signs`), so it says the same of a text as it is typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import unquote

from .number_patterns import DIGIT_WORDS, LETTERS, SECOND_WORDS, as_seen, patterns, word_pattern

NumberKind = Literal["line", "phone", "paper"]


@dataclass(frozen=True)
class Seen:
    """A number in a text: `text` is how it is typed, from `start` to `end`.

    A "line" is nobody's own (113, 1900 …), a "phone" may be a person's, a "paper" tells who somebody is (CCCD …).
    """

    kind: NumberKind
    text: str
    start: int
    end: int

    @property
    def digits(self) -> str:
        """The digits as one would dial them, letters and words taken for the digits they stand for."""
        return digits_seen(self.text)


# --- what is in a text ---

_LIKE_DIGITS = r"\d²³¹⁰⁴-⁹₀-₉①-⑳⓪-⓿❶-➓🄀-🄊〇"
_FEWEST = 7  # digits that make a number where it is no line
_RUN = re.compile(rf"[{_LIKE_DIGITS}OОΟ](?:(?:[^\w\n]|_|\n(?!\s*\n)){{0,8}}[{_LIKE_DIGITS}OoIlОΟоο]){{{_FEWEST - 1},}}")
_DATE = r"(?:(?:\d{1,2}[/.-])?\d{1,2}[/.-]\d{4}|\d{4}-\d\d(?:-\d\d)?|\d{1,2}/\d{1,2})"
_YEARS = r"(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)\d\d)?"
_LISTED = r"[1-9]\d?(?:, [1-9]\d{0,2})+"
_ORDINARY = re.compile(rf"{_DATE}(?:[\s–-]+(?:{_DATE}|[ol]))*|{_YEARS}|\d{{1,4}}/(?:19|20)\d\d|{_LISTED}")
_SHORTEST = r"[^\w\s.,/:;()-]{0,3}"
_MAYBE_LINE = re.compile(
    rf"1(?<![\w/.-]1){_SHORTEST}1{_SHORTEST}[1-5](?![0-9A-Za-z])|[²³](?<=1.)"
    r"|1(?<!\w1)(?:[ .-]1[ .-][1-5]|022|08[08])(?!\w)"
    "|[\u00b9\u0660-\u1dff\u2070-\u2089\u2460-\U0010ffff]"  # digits of another script, or who knows
)
_MAYBE_WORDS = re.compile(
    f"{word_pattern('không')}[^{LETTERS}]{{1,8}}(?:{'|'.join(map(word_pattern, SECOND_WORDS))})[^{LETTERS}]"
)
_MARKUP = re.compile(
    r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>|\]\([^()]*\)|\{\{ *call\([^(){}]*\) *\}\}|[*`~]+", re.DOTALL
)


def may_be_shown(source: str) -> bool:
    """Whether what Markdown or HTML becomes is worth a closer look: fast, and never wrong where it says no."""
    text = unescape(source) if "&" in source else source
    return _MAYBE_LINKED.search(text) is not None or may_hold_number(_MARKUP.sub("", text))


def may_hold_number(text: str) -> bool:
    """Whether a text is worth a closer look: fast, and never wrong where it says no."""
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = re.sub(r"\\[nrt]?", " ", text)
    low = text.lower()
    return (
        any(not _ORDINARY.fullmatch(run) for run in _RUN.findall(text))
        or _MAYBE_LINE.search(text) is not None
        or (("không" in low or "khong" in low) and _MAYBE_WORDS.search(text) is not None)
    )


def numbers_seen(text: str) -> list[Seen]:
    """The numbers in a text as a reader sees it, in their order: whom one could call, and who somebody is."""
    if not may_hold_number(text):  # a look is cheap, and almost all texts are passed over
        return []
    folded, places = as_seen(text)
    papers, phones, lines = patterns()
    found: list[Seen] = []
    taken = bytearray(len(folded))
    kinds: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (("paper", papers), ("phone", phones), ("line", lines))
    for kind, pattern in kinds:
        for match in pattern.finditer(folded):
            first, last = match.start(), match.end()
            while last > first and folded[last - 1] in " -.*_'(":
                last -= 1
            if any(taken[first:last]):
                continue
            taken[first:last] = b"\1" * (last - first)
            start, end = places[first], places[last - 1] + 1
            found.append(Seen(kind, text[start:end], start, end))
    return sorted(found, key=lambda seen: seen.start)


# --- behind a link ---

_L = "(?:[0-9]|%3[0-9])"
_L0 = "(?:0|%30)"
_UPON = "(?:[-._+ ]|%20|%2[0BDEbde])?"
# Whom a link calls or writes to; the plain form of who somebody is.
LINKED = (
    f"^(?:tel|sms|smsto|mms|callto|skype|facetime|facetime-audio|viber|whatsapp|zalo|imo):[^#]*?{_L}{_UPON}{_L}{_UPON}{_L}"
    f"(?:{_UPON}{_L})*|(?<![0-9.])(?:(?:[+]|%2[Bb]|00)?84{_UPON}(?:{_L0}{_UPON})?|{_L0})"
    f"(?:[35789]|2{_UPON}{_L}|1[2689])(?:{_UPON}{_L}){{8}}(?!{_L})|(?<![0-9.])0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-9]{{9}}(?![0-9])"
    f"|(?<![0-9.])(?=[0-9]{{0,11}}%3[0-9]){_L0}{_L}{{11}}(?!{_L})"
)
_LINKED = re.compile(LINKED)
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-9]{9}")
_MAYBE_LINKED = re.compile(
    "(?:tel|sms|smsto|mms|callto|skype|facetime|facetime-audio|viber|whatsapp|zalo|imo):"
    r"|(?<![0-9])(?:0|84|%30)[-0-9%._+ ]{8}|(?i:\b(?:start|value)\s*=\W?\d{9})"
)


def numbers_linked(address: str) -> list[Seen]:
    """The numbers that a link leads to: tel:, zalo.me/0912 …, ?phone=84912 …"""
    return [
        Seen(_kind_linked(match.group()), match.group(), match.start(), match.end())
        for match in _LINKED.finditer(address)
    ]


def _kind_linked(number: str) -> NumberKind:
    digits = digits_seen(unquote(number))
    return "paper" if _CITIZEN.fullmatch(digits) else "phone" if len(digits) > 8 else "line"


def digits_seen(number: str) -> str:
    """The digits of a number, letters and words taken for those that they stand for."""
    folded = as_seen(number)[0]
    for word, digit in DIGIT_WORDS.items():
        folded = re.sub(rf"(?<!\w){word_pattern(word)}(?!\w)", str(digit), folded)
    return re.sub(r"\D", "", folded.translate(str.maketrans("OoIl", "0011")))


# --- in public ---

MASK = "(số đã che)"


def masked(text: str) -> str:
    """The text as it may stand in a public log: no number that may be a person's, of a phone or of a paper."""
    found = [seen for seen in (*numbers_seen(text), *numbers_linked(text)) if seen.kind != "line"]
    shown, end = "", len(text)
    for seen in sorted(found, key=lambda seen: seen.start, reverse=True):
        if seen.end <= end:
            shown, end = MASK + text[seen.end : end] + shown, seen.start
    return text[:end] + shown
