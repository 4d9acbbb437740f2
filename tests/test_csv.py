"""Tables for sheets: whatever a cell says, Excel shows it and computes nothing."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from commune.output.data import csv_bytes


def cells_of(*cells: str) -> list[str]:
    return next(csv.reader(StringIO(csv_bytes(["a"], [cells]).decode("utf-8-sig").partition("\r\n")[2])))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+84",
        "-2",
        "- Phối hợp",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "012",
        "3-2",
        "1.2",
        "1/2/2026",
        "1234567890123",
        "1e5",
    ],
)
def test_what_a_sheet_would_compute_or_change_begins_with_an_apostrophe(cell):
    assert cells_of(cell) == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["", "ii-3-2", "II.3", "Dọn - nấu", "2026-11-20", "7", "50/KH-UBND", "a=b"])
def test_what_a_sheet_shows_as_it_is_stays(cell):
    assert cells_of(cell) == [cell]


def test_excel_knows_the_letters_by_the_mark_at_the_start():
    assert csv_bytes(["Việc"], []).startswith(b"\xef\xbb\xbf")
