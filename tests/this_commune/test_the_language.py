"""What this commune's site says is spelt right, and can be followed by an ear."""

from __future__ import annotations

from datetime import date

import pytest
from commune.advice import written
from commune.core.cache import NoCache
from commune.core.shown import text_blocks
from commune.core.text import fold
from commune.language.advice import long_sentences, spelling
from commune.language.looking import names_in
from commune.language.spelling import misspelt
from commune.language.syllables import counts, own_words
from commune.site import make_site
from commune.slices import read_as

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def found(site):
    return written(site[0], NoCache(), lambda uri: True)


def test_no_word_is_misspelt(site, found):
    assert spelling(found, lambda: counts(site[0].texts.values())) == []


def test_no_sentence_is_too_long(found):
    assert long_sentences(found, read_as) == []


def test_whatever_a_reader_sees_is_spelt_right(site):
    """Templates too, and what the library itself writes; not the plan, nor a text message, which has no marks."""
    content, manifest = site
    plans = [text for uri, text in content.texts.items() if uri.endswith("/plan.md")]
    own = own_words([*content.own_words, *names_in(content.commune.names().values()), *plans])
    odd = {}
    for item in (one for one in manifest.items if one.kind != "plan"):
        html = getattr(item, "body", "") or getattr(item, "says", "") or getattr(item, "html", "")
        for block in text_blocks(html, "code, pre, kbd, samp"):
            if not block.link and fold(block.text) != block.text.lower():
                odd |= {one.word: item.address for one in misspelt(block.text, own)}
    assert odd == {}
