"""A Word document as the plan and as a post: what Word shows is there or told, word by word; what it hides is not."""

from __future__ import annotations

import re

import pytest
from commune.plan.next_year import written_plan
from commune.word.importing import import_word
from commune.word.plain import plain_text
from word_marks import MARKS, MARKS_WITH_PARTS
from writing import p, raw

BEFORE = [p(line) for line in ("KẾ HOẠCH", "Việc của năm 2028", "Căn cứ nhiệm vụ:", "I. VIỆC CỦA NĂM", "1. Một việc")]
ALL = {name: (xml, dict[str, str]()) for name, xml in MARKS.items()} | MARKS_WITH_PARTS
SHOWN, NOT_SHOWN = re.compile(r"thấ\w+", re.IGNORECASE), re.compile(r"khuất\w*", re.IGNORECASE)


def as_plan(data: bytes) -> tuple[str, str]:
    """(plan.md, what is told) of a document."""
    given = plain_text(data)
    written = written_plan(given.lines)
    return written.text, "\n".join([*given.findings, *written.left_out])


def as_post(data: bytes) -> tuple[str, str]:
    imported = import_word(data, {})
    return f"{imported.title}\n{imported.body}", "\n".join(imported.findings)


def words_of(*xml: str) -> set[str]:
    """The words that are marked as shown; one that is cut into runs is put together."""
    joined = re.sub(r"(?<=\bth)(?:<[^<>]*>|khuất)+(?=ấy)", "", "".join(xml))
    return {word.lower() for word in SHOWN.findall(joined)}


@pytest.mark.parametrize("read", [as_plan, as_post])
@pytest.mark.parametrize("name", ALL)
def test_nothing_shown_is_lost_and_nothing_hidden_is_published(name, read):
    xml, parts = ALL[name]
    text, told = read(raw("".join(BEFORE) + xml + p("Nơi nhận:"), **parts))
    shown = words_of(xml, *parts.values())
    assert shown and shown <= {word.lower() for word in SHOWN.findall(f"{text}\n{told}")}
    assert not NOT_SHOWN.findall(text)


def test_everything_at_once_loses_nothing():
    """The marks one after the other in one document: none reaches beyond its own words."""
    text, told = as_plan(raw("".join([*BEFORE, *MARKS.values(), p("Nơi nhận:")])))
    shown = words_of(*MARKS.values())
    assert shown <= {word.lower() for word in SHOWN.findall(f"{text}\n{told}")} and not NOT_SHOWN.findall(text)
    assert text.endswith("---\n\nNơi nhận:\n")
