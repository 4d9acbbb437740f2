"""Invented posts in varied Vietnamese, to measure a search by: words as rare and as common as they are in real texts.

Half of the sentences are real, out of content/; half are put together from words of everyday Vietnamese (words.py),
pairs of syllables out of content/, and names invented from sounds of the language, chosen as people use words: few
often, most seldom (Zipf and Mandelbrot: the word at place n with weight 1/(n + 20)). Dates and amounts stand in
between, other ones each time. Of 2,000 folded syllables some 40 are on nine pages of ten, as in real texts, and most
are on fewer than one in twenty.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise, product
from pathlib import Path
from random import Random
from unicodedata import normalize

from posts import CALL, SEED
from words import WORDS

CONTENT = Path(__file__).resolve().parents[1] / "content"
NAMES = 3000  # invented, of two syllables each
_LENGTH = (250, 430)  # syllables of a post before its last part, as in posts.py
_REAL = 0.5  # of the sentences
_ONSETS = "b c ch d đ g h kh l m n nh ph q r s t th tr v x"
_VOWELS = "a ă â e ê i o oa ô ơ u uâ ư"
_MARKS = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_ENDS = "m n ng nh i"
_SENTENCE = re.compile(r"[^.!?:;|\n]+")
_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{[^}]*\}|\]\([^)]*\)|<[^>]*>|^\s*\d+\.|[*_`#>\[\]“”\"!|-]", re.MULTILINE | re.DOTALL
)
_WORD = re.compile(r"[^\W\d_]+")


def body(random: Random, picture: str | None) -> str:
    """Markdown of 250 to 500 syllables: paragraphs under headings; with one picture, where there is one."""
    length = random.randint(*_LENGTH)
    parts = [paragraph(random)]
    if picture:
        parts.append(f"![{invented(random)}]({picture})")
    while sum(len(part.split()) for part in parts) < length:
        parts += [f"## {' '.join(chosen(random, 3)).capitalize()}", paragraph(random)]
    return "\n\n".join([*parts, CALL]) + "\n"


def paragraph(random: Random) -> str:
    """Three or four sentences, in one paragraph of five one with a date or an amount."""
    said = [real(random) if random.random() < _REAL else invented(random) for _ in range(random.randint(3, 4))]
    if random.random() < 0.2:
        said.append(counted(random))
    return " ".join(said)


def real(random: Random) -> str:
    return f"{random.choice(sentences())}."


def invented(random: Random) -> str:
    """Six to ten words, one of them before a comma."""
    first, second = (" ".join(chosen(random, random.randint(3, 5))) for _ in range(2))
    return f"{first.capitalize()}, {second}."


def counted(random: Random) -> str:
    day = f"Ngày {random.randint(1, 28)}/{random.randint(1, 12)}/{random.randint(2020, 2027)}"
    return f"{day}, {random.randint(2, 99)} người, {random.randint(1, 990) * 10} nghìn đồng."


def chosen(random: Random, count: int) -> list[str]:
    words, weights = vocabulary()
    return random.choices(words, cum_weights=weights, k=count)


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """The words from the most frequent to the rarest, and the sums of their weights up to each."""
    random = Random(SEED)
    spoken = [_WORD.findall(said.lower()) for said in sentences()]
    common = sorted({*WORDS, *(f"{one} {other}" for said in spoken for one, other in pairwise(said))})
    random.shuffle(common)
    syllables = [
        normalize("NFC", "".join(sounds)) for sounds in product(_ONSETS.split(), _VOWELS.split(), _MARKS, _ENDS.split())
    ]
    names = [" ".join(random.choices(syllables, k=2)).title() for _ in range(NAMES)]
    words = [*common, *names]
    return words, list(accumulate(1 / (place + 20) for place in range(1, len(words) + 1)))


@cache
def sentences() -> list[str]:
    """The sentences of content/ with five syllables or more, in a fixed order, without numbers and Markdown."""
    found = {
        " ".join(said.split())
        for path in sorted(CONTENT.rglob("*.md"))
        for said in _SENTENCE.findall(_MARKUP.sub(" ", _written(path)))
    }
    return sorted(said for said in found if not re.search(r"\d", said) and len(_WORD.findall(said)) >= 5)


def _written(path: Path) -> str:
    """What a Markdown file says, without its front matter."""
    text = path.read_text("utf-8")
    return text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
