"""What stands for each item of the plan, for whom and in which form; what stands nowhere, and how to begin it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..core.page import Page
from ..core.render import render
from ..core.to_type import words_to_type

ADDRESS = "/can-bo/do-phu/"
MOST_ITEMS = 2  # a piece that names more of the plan says little of any: what stands behind these does not count


@dataclass(frozen=True)
class Made:
    """Something that was published: its `form` and `audiences` as people read them; `items` are of the plan."""

    address: str
    title: str
    form: str
    audiences: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        return self.items[:MOST_ITEMS]


@dataclass(frozen=True)
class Row:
    """A task or a unit of the plan: its own item and what stands below it, and all that was made for one of these."""

    id: str
    cited: str
    title: str
    address: str
    made: tuple[Made, ...]
    points: tuple[tuple[str, str, int], ...] = ()  # what stands below it: its id, how people cite it, how much was made

    @property
    def empty_points(self) -> list[str]:
        """What of it nothing was made for, as people cite it; nothing where all of it is empty."""
        return [cited for _, cited, count in self.points if not count] if self.made else []

    def for_audience(self, name: str) -> list[Made]:
        return [one for one in self.made if name in one.audiences]

    def forms(self) -> list[str]:
        return sorted({one.form for one in self.made})


@dataclass(frozen=True)
class Coverage:
    """The tasks and units of the plan of a year, the audiences and forms to choose from, and all that was made."""

    year: int
    tasks: Sequence[Row]
    units: Sequence[Row]
    audiences: Sequence[tuple[str, str]]  # id, and the name that people read
    forms: Sequence[tuple[str, str]]  # the name that people read, and what `make new` calls it
    made: Sequence[Made] = field(default=())

    @property
    def rows(self) -> list[Row]:
        return [*self.tasks, *self.units]

    @property
    def empty_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.made]

    @property
    def empty_audiences(self) -> list[tuple[str, str]]:
        return [(id, name) for id, name in self.audiences if not any(name in one.audiences for one in self.made)]

    @property
    def empty_forms(self) -> list[tuple[str, str]]:
        return [(name, type) for name, type in self.forms if not any(name == one.form for one in self.made)]

    @property
    def too_many(self) -> list[Made]:
        """What names more of the plan than counts."""
        return [one for one in self.made if len(one.items) > MOST_ITEMS]

    def in_form(self, audience: str, form: str) -> int:
        return sum(audience in one.audiences and form == one.form for one in self.made)

    def in_no_item(self) -> list[Made]:
        """What serves no task and no unit of this plan."""
        counted = {one.address for row in self.rows for one in row.made}
        return [one for one in self.made if one.address not in counted]


def row_of(
    item_id: str, cited: str, title: str, address: str, below: Iterable[tuple[str, str]], made: Sequence[Made]
) -> Row:
    """The row of an item: `below` are (id, how people cite it) of itself and of all that stands under it."""
    ids = [*below]
    own = {id for id, _ in ids}
    found = tuple(one for one in made if own & set(one.counted))
    points = tuple((id, words, sum(id in one.counted for one in found)) for id, words in ids if id != item_id)
    return Row(item_id, cited, title, address, found, points)


def coverage_page(coverage: Coverage, editor: str | None, source_uri: str) -> Page:
    """/can-bo/do-phu/: `editor` is where the web editor is, None while there is none."""
    body = render("handbook/coverage.html", coverage=coverage, editor=editor, begin=_command, most=MOST_ITEMS)
    description = "Mục nào của kế hoạch đã có bài, tài liệu; cho ai, ở dạng nào; còn trống chỗ nào."
    return Page(ADDRESS, "coverage", "Độ phủ của kế hoạch", description, body, source_uri)


def _command(item: str = "", audience: str = "", type: str = "article") -> str:
    """What somebody types to begin a text for an item, for an audience, or of a type; the rest is asked."""
    given = ["--type", type, *(["--plan-items", item] if item else []), *(["--audience", audience] if audience else [])]
    return words_to_type("new", given)
