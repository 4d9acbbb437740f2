"""What stands before an item of a plan: "II.", "A.", "Điều 1.", "1.1.", "a)", "-", "+". The one grammar of them.

A sign is never changed. It says how an item is called in an address, and which items are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.text import slug

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_BULLETS = "-–—−+*•·●○▪■◦‣►➢✓\ue000-\uf8ff"
_THEN = r"(?:\s+|(?=[^\W\d_])|$)"  # a space, or a letter right behind the sign

_WORD = re.compile(
    rf"(?P<word>(?i:phần|chương|mục|điều))\s+(?:(?i:thứ)\s+)?(?P<number>\d{{1,2}}|[IVXL]+|[A-ZĐ]|(?i:{'|'.join(_ORDINALS)}))"
    r"\s*(?:[.:]\s*|$)"
)
_NUMBERS = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)(?P<end>[./](?!\d)|(?=\s)){_THEN}")
_UPPER = re.compile(rf"(?P<number>[IVXL]+|[A-ZĐ])(?:[./]{_THEN}|\s*[-–]\s+(?=[^a-z]*$))")
_LOWER = re.compile(r"\(?(?P<number>[ivxl]+|[a-zđ]\d?)(?P<end>[).])(?:\s+|$|(?<=\))(?=[^\W\d_]))")
_BRACKET = re.compile(r"\(?(?P<number>\d{1,2})\)(?:\s+|(?=[^\W\d_]))")
_BULLET = re.compile(rf"[{_BULLETS}](?:\s+|(?=[^\W\d_]))|o\s+(?=\S)")  # Word's ring
_NEXT = re.compile(r"[^\W_]+(?=\W*$)")
ARTICLE = 4
_RANKS = {"phần": 0, "chương": 1, "mục": 2, "điều": ARTICLE}


@dataclass(frozen=True)
class Marker:
    """A sign before words. `sign`: as it stands, with the space behind it; `label`: its piece of an address.

    Items whose `style` is the same are alike; `value` counts them, 0 for a sign that counts nothing.
    """

    sign: str
    style: str
    label: str = ""
    value: int = 0
    is_heading: bool = False
    rank: int = 9  # of headings: which stands above which, where nothing else says so

    def follows(self, other: Marker) -> bool:
        """Whether it is the next one after `other`."""
        if len(self.label) == len(other.label) == 1 and self.label.isalpha() and "roman" not in self.style:
            own, before = self._letter, other._letter
            return any(before in letters and own == letters[letters.index(before) + 1 :][:1] for letters in _ALPHABETS)
        return self.value == other.value + 1

    @property
    def next_one(self) -> str:
        """How the sign after it looks: "II." → "III.", "Điều 1." → "Điều 2."."""
        number = _NEXT.search(self.sign.rstrip())
        if number is None or not self.value:
            return self.sign.strip()
        written = str(self.value + 1)
        if self.style == "LETTER" or self.style.startswith("letter"):
            written = _ALPHABETS[0][self.value : self.value + 1] or "…"
        elif not number[0].isdigit():
            written = _roman(self.value + 1)
        shown = written.upper() if number[0].isupper() else written
        return self.sign[: number.start()] + shown + self.sign[number.end() :].rstrip()

    @property
    def _letter(self) -> str:
        return self.sign.strip("()./ \t").lower()[:1]


UNNUMBERED = Marker("", "unnumbered", is_heading=True, rank=0)  # of a heading that has words alone


def markers(line: str) -> list[Marker]:
    """The ways to read what `line` begins with, the likeliest first: "I." may be a number or a letter."""
    for read in (_words, _numbers, _uppers, _brackets, _lowers, _bullets):
        if found := read(line):
            return found
    return []


def marker(line: str) -> Marker | None:
    """The likeliest of them; None before words that are no item."""
    return next(iter(markers(line)), None)


def without_sign(line: str) -> str:
    """The words behind the sign."""
    found = marker(line)
    return line[len(found.sign) :] if found else line


def _words(line: str) -> list[Marker]:
    found = _WORD.match(line)
    if found is None:
        return []
    word, number = found["word"].lower(), found["number"]
    ordinal = number.lower() in _ORDINALS
    value = _ORDINALS.index(number.lower()) + 1 if ordinal else _value(number)
    label = f"{slug(word)}-{value if ordinal else slug(number)}"
    return [Marker(found[0], word, label, value, True, _RANKS[word])]


def _numbers(line: str) -> list[Marker]:
    found = _NUMBERS.match(line)
    if found is None or (not found["end"] and "." not in found["number"]) or _is_of_a_document(line, found):
        return []
    numbers = found["number"].split(".")
    label = "-".join(str(int(number)) for number in numbers)
    return [Marker(found[0], f"{len(numbers)} numbers", label, int(numbers[-1]), True, 4 + len(numbers))]


def _uppers(line: str) -> list[Marker]:
    found = _UPPER.match(line)
    if found is None or _is_of_a_document(line, found):
        return []
    number, ways = found["number"], list[Marker]()
    if re.fullmatch("[IVXL]+", number):
        ways.append(Marker(found[0], "ROMAN", number.lower(), _value(number), True, 3))
    if len(number) == 1:
        ways.append(Marker(found[0], "LETTER", _label(number), _value(number, letter=True), True, 3))
    return ways


def _is_of_a_document(line: str, found: re.Match[str]) -> bool:
    """Whether it is the number of a document: "50/KH-UBND"."""
    return found[0].endswith("/") and not line[found.end() + 1 : found.end() + 2].islower()


def _lowers(line: str) -> list[Marker]:
    found = _LOWER.match(line)
    if found is None:
        return []
    number, ways = found["number"], list[Marker]()
    style = re.sub(r"\w+", "%", found[0].strip())
    if len(number) == 1 or not re.fullmatch("[ivxl]+", number):
        ways.append(Marker(found[0], f"letter {style}", _label(number), _value(number, letter=True)))
    if re.fullmatch("[ivxl]+", number):
        ways.append(Marker(found[0], f"roman {style}", number, _value(number)))
    return ways


def _brackets(line: str) -> list[Marker]:
    found = _BRACKET.match(line)
    if found is None:
        return []
    style = re.sub(r"\d+", "1", found[0].strip())
    return [Marker(found[0], style, str(int(found["number"])), int(found["number"]))]


def _bullets(line: str) -> list[Marker]:
    found = _BULLET.match(line)
    return [Marker(found[0], re.sub("[–—−]", "-", found[0].strip()))] if found else []


def _label(letter: str) -> str:
    """A letter in an address: đ is not d."""
    return letter.lower().replace("đ", "dd")


def _roman(number: int) -> str:
    written = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written += sign * (number // value)
        number %= value
    return written


def _value(number: str, letter: bool = False) -> int:
    """How much a number or a letter counts: "IV" and "4" are 4, "đ" is 5."""
    if number.isdigit():
        return int(number)
    if letter or not re.fullmatch("[ivxl]+", number.lower()):
        return _ALPHABETS[0].find(number.lower()[0]) + 1
    values = [_ROMAN[sign] for sign in number.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
