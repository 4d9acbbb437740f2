"""What a file hides, as an officer is told of it: on the own machine in full, where anybody can read not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from ..core.text import squeeze

_MOST_QUOTED = 3
_LONGEST = 80  # letters of a quotation


class HiddenWords(ValueError):
    """A file that hides words which nobody but its author can take out. `words`: those, quoted for the officer."""

    def __init__(self, message: str, words: Iterable[str]) -> None:
        super().__init__(message)
        self.words = quoted(words)


@dataclass
class Report:
    """What was found while a file was cleaned.

    `removed`: what was taken out, by kind, with its words. `kept`: what nobody sees on the page and a screen reader
    reads out, by kind: words for pictures, where links lead.
    """

    removed: dict[str, dict[str, None]] = field(default_factory=dict)
    kept: dict[str, dict[str, None]] = field(default_factory=dict)

    def remove(self, kind: str, words: str = "") -> None:
        _note(self.removed, kind, words)

    def keep(self, kind: str, words: str) -> None:
        if words and not words.isspace():
            _note(self.kept, kind, words)

    def first(self) -> dict[str, list[str]]:
        """What was taken out, with the first words of each kind."""
        return {kind: list(islice(words, 20)) for kind, words in self.removed.items()}

    @classmethod
    def of(cls, removed: Mapping[str, Iterable[str]]) -> Report:
        """The report of which these are the `first`."""
        return cls({kind: dict.fromkeys(words) for kind, words in removed.items()})

    def kinds(self) -> str:
        """What was taken out, without its words: for places where anybody can read."""
        return ", ".join(self.removed)

    def words(self) -> str:
        """The words that were taken out: for the officer alone."""
        return quoted(word for words in self.removed.values() for word in words)


def _note(among: dict[str, dict[str, None]], kind: str, words: str) -> None:
    found, said = among.setdefault(kind, {}), squeeze(words)
    if said:
        found[said] = None


def quoted(words: Iterable[str]) -> str:
    """The first of the words in quotation marks, cut to what one reads at a glance; how many there are more."""
    found = [each for each in dict.fromkeys(map(squeeze, words)) if each]
    shown = [f"“{each[:_LONGEST]}{'…' * (len(each) > _LONGEST)}”" for each in found[:_MOST_QUOTED]]
    more = [f"và {len(found) - _MOST_QUOTED} chỗ nữa"] if len(found) > _MOST_QUOTED else []
    return ", ".join([*shown, *more])
