"""A ward, an island zone, a commune of the highlands: what every commune shares speaks of each by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from shutil import copytree

import pytest
from commune.commands import new_commune
from commune.core.page import Asset, Manifest, Page
from commune.core.shown import text_blocks
from commune.settings import HAMLETS, Commune, words_of_place
from making import make_site
from serving import BUILD_TIME

DAY = BUILD_TIME.date()
CITY = "tỉnh Bốn Năm Sáu"
# (name, what its people call the places that they live in)
PLACES = {
    "ward": ("phường Một Hai Ba", None),
    "zone": ("đặc khu Hòn Một", "khu phố"),
    "highlands": ("xã Ea Một", "buôn"),
}
# What is said of none but the place that is called so. Of the law: its list of who is told, and "cấp xã".
OTHERS = {
    "thôn": r"(?<!trưởng )thôn|trưởng thôn(?!, tổ trưởng tổ dân phố)",
    "tổ dân phố": r"(?<!trưởng thôn, tổ trưởng )tổ dân phố",
    "khu phố": "khu phố",
    "xã": r"(?<!cấp )(?<!hợp tác )xã(?! hội)",
    "phường": "phường",
    "đặc khu": "đặc khu",
}
TOLD = {field.description for field in Commune.model_fields.values()}  # what may be written in commune.yml, of all
UNSEEN = ("index", "schema", "script", "style", "headers")


@pytest.fixture(scope="module", params=PLACES)
def place(request, made, tmp_path_factory) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """(the words of a place, every (address, text) of its new site)."""
    name, hamlet = PLACES[request.param]
    values = new_commune.skeleton_values(name, CITY, DAY, hamlet)
    root = tmp_path_factory.mktemp(request.param)
    for folder in ("content", "docs", "theme"):
        copytree(made / folder, root / folder)
    for uri, text in new_commune._beginning(values):
        (root / uri).parent.mkdir(parents=True, exist_ok=True)
        (root / uri).write_text(text, "utf-8")
    content, manifest = make_site(root, DAY, DAY)
    return content.commune.words(), [*texts(manifest)]


def texts(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """What people read anywhere, a block at a time."""
    for item in manifest.items:
        if item.kind not in UNSEEN:
            yield from ((item.address, " ".join(text.split())) for text in read_in(item))


def read_in(item: Page | Asset) -> Iterator[str]:
    html = item.body if isinstance(item, Page) else item.says or item.html
    if isinstance(item, Page):
        yield from (item.title, item.description)
    yield from (block.text for block in text_blocks(html) if not block.link)
    if not html and item.src_uri.endswith((".json", ".xml", ".txt", ".ics")):
        yield from item.data.decode().split("\n")


def test_each_place_is_called_by_its_own_words(place):
    words, said = place
    own = set(words.values())
    others = [pattern for word, pattern in OTHERS.items() if word not in own]
    wrong = re.compile(rf"(?<!\w)(?:{'|'.join(others)})(?!\w)", re.IGNORECASE)
    assert [(at, text) for at, text in said if wrong.search(text) and text.partition(" Ví dụ: ")[0] not in TOLD] == []


def test_a_sentence_begins_with_a_capital_and_nothing_is_left_in_braces(place):
    words, said = place
    begun = re.compile(rf"(?:^|[.!?] [“]?)(?:{words['commune.hamlet']}|{words['commune.hamlet_head']})(?!\w)")
    shown = [(at, text) for at, text in said if not at.startswith("/can-bo/")]  # the handbook shows what one types
    assert [each for each in shown if begun.search(each[1]) or "{{" in each[1]] == []


def test_those_at_the_head_are_called_as_people_call_them(place):
    """And the words do come: in what is shared, a place is named in many ways."""
    words, said = place
    whole = "\n".join(text for _, text in said)
    assert all(word in whole for word in words.values())
    assert not re.search("(?<!tổ )trưởng tổ dân phố", whole, re.IGNORECASE)


@pytest.mark.parametrize(
    ("hamlet", "head"),
    [
        ("thôn", "trưởng thôn"),
        ("bản", "trưởng bản"),
        ("khu phố", "trưởng khu phố"),
        ("tổ dân phố", "tổ trưởng tổ dân phố"),
        ("tổ", "tổ trưởng"),
        ("khu dân cư", "trưởng khu dân cư"),
    ],
)
def test_who_stands_at_the_head_follows_from_the_word(hamlet, head):
    assert words_of_place("xã", hamlet)["commune.hamlet_head"] == head
    assert words_of_place("xã", hamlet, "già làng")["commune.Hamlet_head"] == "Già làng"


def test_where_nobody_says_a_ward_has_to_dan_pho_and_all_others_thon():
    kinds = ("xã", "phường", "đặc khu")
    assert [words_of_place(kind)["commune.hamlet"] for kind in kinds] == ["thôn", "tổ dân phố", "thôn"]
    assert {"thôn", "tổ dân phố"} <= {*HAMLETS}
