"""What would stop a machine is read in linear time or refused in words, within two seconds and 500 MB."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from serving import ROOT

SECONDS, KILOBYTES = 2, 500_000
TAKEN = {  # long, and read in time
    *("deep-fields.docx", "full.docx", "nested-deletions.docx", "joined.docx", "columns.xlsx", "shapes.pptx"),
    *("repeated.ods", "changes.odt", "styles.svg", "word.svg", "poster.png", "texts.pdf"),
}


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    """What tests/stoppers.py says, in a process of its own."""
    paths = f"{ROOT / 'hooks'}:{ROOT / 'tests'}"
    words = [sys.executable, str(ROOT / "tests/stoppers.py")]
    run = subprocess.run(words, env={"PYTHONPATH": paths}, capture_output=True, text=True, timeout=120, check=True)
    made: dict[str, object] = json.loads(run.stdout)
    return made


def test_every_file_is_looked_at_within_two_seconds(found):
    """Of the processor: others may keep the machine busy."""
    assert {name: seconds for name, (seconds, _) in found["tried"].items() if seconds > SECONDS} == {}


def test_none_takes_more_than_500_megabytes(found):
    assert found["kilobytes"] < KILOBYTES


def test_each_is_taken_or_refused_with_a_cure(found):
    uploads = {name.removeprefix("upload "): words for name, (_, words) in found["tried"].items() if "upload " in name}
    assert {name for name, words in uploads.items() if not words} == TAKEN
    assert [name for name, words in uploads.items() if words and "hãy" not in words.lower()] == []
