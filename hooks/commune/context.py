"""What a slice is given to read its part of the content, and to make its pages and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from .core.cache import Cache
from .core.happening import Happening
from .core.names import Values
from .core.problem import Problems
from .core.source import Source
from .settings import Commune
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Reading:
    """What reading takes. Of the two files that all others stand on, None where it cannot be read."""

    source: Source
    problems: Problems
    keep: Cache
    commune: Commune | None
    vocabulary: Vocabulary | None


@dataclass(frozen=True)
class ServedItem:
    """An item of a plan that something was published for: how people cite it, and the list of all that was."""

    plan: int
    id: str
    cited: str
    address: str


@dataclass(frozen=True)
class Context:
    """What making takes, and all that one slice shows of another, by words that need no slice.

    `names` and `spoken_names` are what a text may say in braces, `standing_names` what docs/ may say beside that;
    `cite` and `link` name an item of the plan in a year, and its address; `published` are (address, title) of all that
    was published for it, `piece` is the same of one ("posts" or "materials", id), None where readers do not see it;
    `deadlines` are the (last day, address) that the calendar draws from an item; `units` are (id, short name) of every
    unit that a plan names, `contact` and `days` what its page shows; `offices` are (name, number that answers) by
    their ids, `happenings` the events that posts tell of.
    """

    source: Source
    problems: Problems
    keep: Cache
    today: date
    commune: Commune
    vocabulary: Vocabulary
    names: Values
    spoken_names: Values
    standing_names: Values
    way_out: Markup
    search_field: Markup
    help_lines: list[dict[str, object]]
    cite: Callable[[int, str], str]
    link: Callable[[int, str], str]
    published: Callable[[int, str], list[tuple[str, str]]]
    piece: Callable[[str, str], tuple[str, str] | None]
    deadlines: Callable[[int, str], list[tuple[date, str]]]
    served: Sequence[ServedItem]
    units: Sequence[tuple[str, str]]
    contact: Callable[[str], Markup]
    days: Callable[[str], Markup]
    offices: Mapping[str, tuple[str, str | None]]
    happenings: Sequence[Happening]
