"""What is wrong with the content, said to an officer: the place first, then the cure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from .numbers import masked

WORDS_KEPT = "(chữ ẩn không ghi ở đây)"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file's uri from the repository's root, a line (0: the whole file)."""

    uri: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.uri}:{self.line}" if self.line else self.uri


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `message` is Vietnamese: what is wrong, what is right, an example.

    `private` are words that a file hides: for whoever has the file, and for nobody else.
    """

    place: Place
    message: str
    private: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" Chữ ấy là: {self.private}." if self.private else "")

    def in_public(self) -> Problem:
        """As it may be told where anybody can read: without the numbers of people, and without hidden words."""
        message = masked(self.message) + (f" {WORDS_KEPT}." if self.private else "")
        return Problem(Place(masked(self.place.uri), self.place.line), message)


_MOST_OF_A_FILE = 200


class Problems:
    """Collects every problem, so that an officer sees all of them at once."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()
        self.removed: set[Problem] = set()  # what was taken out of a file, and keeps nothing from being published

    def add(self, place: Place, message: str) -> None:
        self._found.add(Problem(place, message))

    def refuse(self, place: Place, why: Exception) -> None:
        """A file that cannot be used; the words that it hides are told beside."""
        self._found.add(Problem(place, str(why), getattr(why, "words", "")))

    def tell_removed(self, place: Place, message: str, words: str) -> None:
        self.removed.add(Problem(place, message, words))

    def __iter__(self) -> Iterator[Problem]:
        """The problems in the order of files and lines; of a file with hundreds the first, since nobody reads more."""
        in_order = sorted(self._found, key=lambda found: (found.place.uri, found.place.line, found.message))
        for _, of_file in groupby(in_order, key=lambda found: found.place.uri):
            yield from islice(of_file, _MOST_OF_A_FILE)

    def __len__(self) -> int:
        return len(self._found)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self)


class ContentError(Exception):
    """The content cannot be published; `problems` says why."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(str(problem.in_public()) for problem in problems))  # it may end up in a log
        self.problems = problems


def misquoted(quote: str, item: str) -> str:
    """What is wrong with a quote whose words do not stand in an item of the plan."""
    marks = ", không thêm dấu nháy cong “ ” ở hai đầu" if quote.startswith(("“", "‘")) else ""
    return f'"{quote}" không có trong mục {item}: hãy chép đúng từng chữ của kế hoạch{marks}'


def did_you_mean(word: str, known: list[str], nearness: float = 0.6) -> str:
    """`, ý bạn là "phone"?` for a misspelt word, or nothing where no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=nearness)
    return f', ý bạn là "{near[0]}"?' if near else ""
