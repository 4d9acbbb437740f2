"""A table in a text: a row a line between bars, as Markdown writes tables.

A cell goes on over the one to its right where that says "<", and over the one below where that says "^"; "<br>" begins
a new line in a cell, and a bar or one of these signs that are meant as such have a backslash before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .text import squeeze

LEFT, ABOVE, _BREAK = "<", "^", "<br>"
_SIGNS = re.compile(r"\\|\||^[<^]$|<br>|^:?-{3,}:?$")
_SEPARATOR = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")
_CELL = re.compile(r"((?:\\.|[^\\|])*)\|")
_LINE = re.compile(r"((?:\\.|(?!<br>)[^\\])*)(?:<br>|$)")


@dataclass(frozen=True)
class TableCell:
    """A cell and how many columns and rows it takes."""

    lines: tuple[str, ...]
    width: int = 1
    height: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells; those that another cell goes on over are not in them. `heads`: so many rows name the columns."""

    rows: tuple[tuple[TableCell, ...], ...]
    heads: int = 1

    @property
    def words(self) -> str:
        return "\n".join(line for row in self.rows for cell in row for line in cell.lines)

    @property
    def columns(self) -> int:
        return sum(cell.width for cell in self.rows[0])


def is_row(line: str) -> bool:
    """Whether a line is one of a table."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def row_of(cells: Iterable[Sequence[str] | str]) -> str:
    """A row as a line: each cell by its lines, or LEFT, ABOVE."""
    written = [cell if isinstance(cell, str) else _BREAK.join(map(_escaped, cell)) for cell in cells]
    return f"| {' | '.join(written)} |"


def separator(row: str) -> str:
    """What stands below the first row in Markdown."""
    return f"|{' --- |' * len(_split(row))}"


def table_of(rows: Iterable[str]) -> Table:
    """The table that these lines are."""
    split = [_split(row) for row in rows if not _SEPARATOR.fullmatch(row)]
    width = max(map(len, split), default=0)
    grid = [[*row, *[""] * (width - len(row))] for row in split]
    made = tuple(
        tuple(_cell(grid, at, column) for column in range(width) if not _is_covered(grid, at, column))
        for at in range(len(grid))
    )
    return Table(made, _heads(made))


def _is_covered(grid: list[list[str]], row: int, column: int) -> bool:
    said = grid[row][column]
    return (said == LEFT and column > 0) or (said == ABOVE and row > 0)


def _cell(grid: list[list[str]], row: int, column: int) -> TableCell:
    width = _run([cell == LEFT for cell in grid[row][column + 1 :]])
    height = _run([below[column] == ABOVE for below in grid[row + 1 :]])
    lines = (squeeze(_plain(line)) for line in _LINE.findall(grid[row][column]))
    return TableCell(tuple(line for line in lines if line), 1 + width, 1 + height)


def _run(signs: list[bool]) -> int:
    return next((at for at, sign in enumerate(signs) if not sign), len(signs))


def _heads(rows: tuple[tuple[TableCell, ...], ...]) -> int:
    """Where the first row names every column it is a heading, with the rows that its cells go on over."""
    if len(rows) < 2 or not all(cell.lines for cell in rows[0]):
        return 0
    return min(max(cell.height for cell in rows[0]), len(rows) - 1)


def _split(row: str) -> list[str]:
    return [cell.strip() for cell in _CELL.findall(row[1:])]


def _escaped(words: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", squeeze(words))


def _plain(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words)
