"""What is told of the language of texts: sentences that nobody can follow, words that may be misspelt. No refusals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from ..core.problem import Place
from ..core.text import number_word
from .looking import Odd, Said, WrittenText
from .spelling import in_case_of
from .syllables import near

LONGEST = 30  # syllables that an ear can follow
_MOST_TOLD = 5  # of a file; whoever has mended so many knows what to look for
_FIRST = 8  # words by which a sentence is known
# What residents read or hear a file as, by its uri; empty where they do neither.
ReadAs = Callable[[str], str]
_MINE = "Chữ nào viết đúng rồi (tên riêng, chữ nước ngoài) thì ghi vào content/tu-rieng.yml: máy không nhắc nữa"


def long_sentences(written: Iterable[WrittenText], read_as: ReadAs) -> list[str]:
    """A line for each sentence that is too long, of each file that residents read the first few."""
    told = []
    for one in (one for one in written if read_as(one.uri)):
        long = [said for said in one.said if said.syllables > LONGEST]
        told += _few(one.uri, [_about_sentence(one.uri, said) for said in long], "câu dài")
    return told


def _about_sentence(uri: str, said: Said) -> str:
    words = said.text.split()
    first = " ".join(words[:_FIRST]) + (" …" if len(words) > _FIRST else "")
    parts = number_word(-(-said.syllables // LONGEST))
    long = f"câu “{first}” có {said.syllables} tiếng, người nghe khó theo kịp"
    return f"{Place(uri, said.line)}: {long}: nên tách làm {parts} câu"


def lengths(written: Iterable[WrittenText], read_as: ReadAs) -> str:
    """How long the sentences are, group by group: median / nine in ten / longest."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for one in written:
        if group := read_as(one.uri):
            found[group] += [said.syllables for said in one.said]
    figures = [f"{name} {_figures(sorted(counts))}" for name, counts in found.items() if counts]
    return f"Câu dài bao nhiêu tiếng (giữa / chín phần mười / dài nhất): {'; '.join(figures)}." if figures else ""


def _figures(counts: Sequence[int]) -> str:
    return f"{median(counts):g}/{counts[(len(counts) * 9 - 1) // 10]}/{counts[-1]}".replace(".", ",")


def spelling(written: Iterable[WrittenText], common: Callable[[], Mapping[str, int]]) -> list[str]:
    """A line for each word that may be misspelt, of each file the first few.

    `common` says how often the site has a word, and is asked only where something has to be guessed.
    """
    told = []
    for one in written:
        told += _few(one.uri, [_about_word(one.uri, odd, common) for odd in one.odd], "chữ")
    return [*told, _MINE] if told else []


def _about_word(uri: str, odd: Odd, common: Callable[[], Mapping[str, int]]) -> str:
    also = f" (và dòng {', '.join(map(str, odd.lines[1:]))})" if odd.lines[1:] else ""
    where = f"{Place(uri, odd.lines[0])}{also}: “{odd.word}”"
    if odd.right:
        return f"{where}: trang này viết “{odd.right}”"
    meant = ", ".join(f"“{in_case_of(odd.word, each)}”" for each in near(odd.word.lower(), common()))
    return f"{where} có thể sai chính tả" + (f", ý bạn là {meant}?" if meant else "")


def _few(uri: str, lines: Sequence[str], what: str) -> list[str]:
    """Of the lines about a file no more than a reader takes in, and how many more there are."""
    left = len(lines) - _MOST_TOLD
    return [*lines[:_MOST_TOLD], *([f"{uri}: và {left} {what} nữa"] if left > 0 else [])]
