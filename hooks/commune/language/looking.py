"""What is found in the texts of the site: their sentences, and the words that may be misspelt."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from ..core.cache import Cache, key_of, made_by
from ..core.content_file import ContentFile
from ..core.names import Values
from ..core.text import squeeze
from ..core.wording import CODE, Wording, wordings
from .sentences import Sentence, sentences, syllables
from .spelling import misspelt

# Which fields of a record are words stands in its model, of whatever slice.
_FOUND_BY = (("**/*.py", "language/*.txt"), ("markdown", "nh3", "pymdown-extensions", "selectolax"))
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“([^“”]+)”")
_OTHERS = f"{CODE}, blockquote, q"
# Fields that hold names of laws, or somebody else's words.
_CITED = frozenset(("sources", "source", "quote", "creator", "attribution"))


@dataclass(frozen=True)
class Said:
    """A sentence of a file, the line on which it begins, and how many syllables of it are its author's own."""

    line: int
    text: str
    syllables: int


@dataclass(frozen=True)
class Odd:
    """A word that may be misspelt, and its lines; `right` is how this site writes it, where it is a syllable."""

    word: str
    lines: tuple[int, ...]
    right: str


@dataclass(frozen=True)
class WrittenText:
    """What was found in one file."""

    uri: str
    said: tuple[Said, ...] = ()
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True)
class TextReader:
    """Reads texts. `own` are words that are right as they are, in small letters; a quotation whose words stand
    `elsewhere`, in a law or in the plan, is not its author's. What was found is kept in `keep`.
    """

    file_kinds: Sequence[ContentFile]
    values: Values
    own: Collection[str]
    elsewhere: str
    keep: Cache

    def read(self, texts: Mapping[str, str]) -> list[WrittenText]:
        """What is found in each text, by uri."""
        around = key_of("language", made_by(*_FOUND_BY), repr(self.values), " ".join(sorted(self.own)), self.elsewhere)
        return [self._kept(uri, text, around) for uri, text in sorted(texts.items())]

    def _kept(self, uri: str, text: str, around: str) -> WrittenText:
        kept = self.keep.get_or_make(
            key_of(around, uri, text), lambda: json.dumps(asdict(self._found(uri, text))).encode()
        )
        found = json.loads(kept)
        odd = tuple(Odd(one["word"], tuple(one["lines"]), one["right"]) for one in found["odd"])
        return WrittenText(uri, tuple(Said(**one) for one in found["said"]), odd)

    def _found(self, uri: str, text: str) -> WrittenText:
        said = self._said(wordings(uri, text, self.file_kinds, self.values, self.keep, _OTHERS))
        return WrittenText(
            uri, tuple(said), _odd(wordings(uri, text, self.file_kinds, self.values, self.keep), self.own)
        )

    def _said(self, found: Iterable[Wording]) -> Iterator[Said]:
        for wording in found:
            for sentence in sentences(wording.text) if not _CITED & {*wording.key} else ():
                own = sentence.syllables - self._quoted(sentence)
                yield Said(wording.line_at(sentence.start), sentence.text, own)

    def _quoted(self, sentence: Sentence) -> int:
        """How many syllables of a sentence are a quotation of words that stand elsewhere."""
        quotes = (found[1] for found in _QUOTED.finditer(sentence.text))
        return sum(syllables(quote) for quote in quotes if squeeze(quote).lower().strip(" .,;…") in self.elsewhere)


def _odd(found: Iterable[Wording], own: Collection[str]) -> tuple[Odd, ...]:
    """The words of a file that may be misspelt, each once."""
    lines: dict[tuple[str, str], dict[int, None]] = {}
    for wording in found:
        for one in misspelt(wording.text, own) if "quote" not in wording.key else ():
            lines.setdefault((one.word, one.right), {})[wording.line_at(one.start)] = None
    return tuple(Odd(word, tuple(where), right) for (word, right), where in lines.items())


def names_in(texts: Iterable[str]) -> set[str]:
    """The words with a capital in texts that say what people and places are called."""
    return {word for text in texts for word in _WORD.findall(text) if word[0].isupper()}
