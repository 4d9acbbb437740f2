"""Drawings of our own: one hand, three colours seen on light and dark, nothing that runs, few bytes."""

from __future__ import annotations

import gzip
import re

import pytest
from bs4 import BeautifulSoup
from commune.core.drawings import DRAWINGS, FAINT, FOLDER, INK, MIDDLE, NEUTRAL, OPENING, WARM, NoDrawing, scene, svg
from commune.core.policy import check_inline, policy_meta
from commune.core.render import _environment
from commune.uploads.drawing import clean_svg
from commune.vocabulary import Topic, Vocabulary
from selectolax.lexbor import LexborHTMLParser

MOST = 2_500
# Every ground that a drawing stands on, and the ink of words there (site.css, share_card.typ).
LIGHT, DARK = ("#fbf7f0", "#fffdf9", "#f0e8f7", "#fdeedd", "#ffffff"), ("#17121d", "#201929", "#2a2037", "#38281a")
INKS = {"#3f1f70": LIGHT, "#4a2a86": LIGHT, "#cdb4f3": DARK}
names = pytest.mark.parametrize("name", DRAWINGS)


def parts(name: str) -> list[dict[str, str]]:
    """What each line and each area of a drawing looks like, from the groups around it."""
    found = []
    for part in BeautifulSoup(svg(name), "html.parser").find_all(["path", "circle"]):
        around = part.parent.attrs if part.parent.name == "g" else {}
        found.append({**around, **part.attrs})
    return found


def test_each_drawing_that_content_may_choose_is_there_and_no_other():
    assert {path.stem for path in FOLDER.iterdir()} == {*DRAWINGS}
    assert NEUTRAL in DRAWINGS


@names
def test_our_own_cleaner_finds_nothing_to_take_away(name):
    """What officers upload is held to the same."""
    cleaned, own = (
        [(part.name, part.attrs) for part in BeautifulSoup(drawn, "xml").find_all()]
        for drawn in (clean_svg(svg(name).encode()), svg(name))
    )
    assert cleaned == own


@names
def test_a_drawing_is_lines_and_areas_in_three_colours(name):
    """What only adorns is faint; all else is seen, whichever of the three it has."""
    assert svg(name).startswith(OPENING)
    for part in parts(name):
        assert {part.get("fill", INK), part.get("stroke", INK)} - {"none"} <= {INK, MIDDLE, WARM}
        assert part.get("fill-opacity") in (None, FAINT) and "opacity" not in part
        assert float(part.get("stroke-width", 3)) >= 3, "thinner is lost on a phone"


def test_the_colours_are_seen_at_three_to_one_on_light_and_dark():
    for ink, grounds in INKS.items():
        for colour in (ink, MIDDLE, WARM):
            assert [ground for ground in grounds if contrast(colour, ground) < 3] == [], colour


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@names
def test_a_drawing_in_a_page_says_nothing_and_meets_no_other(name):
    """Nothing for the keyboard or a screen reader, no id, and the policy of the page has no objection."""
    (drawn,) = LexborHTMLParser(scene(name)).body.iter()
    assert drawn.attributes["aria-hidden"] == "true" and drawn.attributes["focusable"] == "false"
    assert drawn.attributes["class"] == "drawing" and "color" not in drawn.attributes
    assert not re.search(r"\b(id|style|href|xmlns)=|url\(", scene(name))
    assert check_inline(f"{policy_meta()}{scene(name)}") == []


@names
def test_a_drawing_weighs_little(name):
    assert len(svg(name).encode()) <= MOST and len(scene(name).encode()) <= MOST


def test_a_page_with_every_drawing_weighs_little_more():
    """As it is sent: they are of the same parts."""
    assert len(gzip.compress("".join(map(scene, [*DRAWINGS][:6])).encode(), 9)) <= MOST


def test_templates_draw_them_and_are_told_of_a_wrong_name():
    assert _environment().from_string('{{ scene("classroom") }}').render() == scene("classroom")
    with pytest.raises(NoDrawing, match='ý bạn là "classroom"'):
        scene("clasroom")


@pytest.mark.parametrize(
    ("topics", "chosen", "shown"),
    [
        (["phap-luat", "tre-em"], None, "reading-together"),
        (["phap-luat"], "loudspeaker", "loudspeaker"),
        (["chu-de-rieng"], None, NEUTRAL),
        (["chu-de-rieng", "tre-em"], None, "classroom"),
    ],
)
def test_a_text_shows_what_it_chose_or_its_first_topic_or_houses(topics, chosen, shown):
    """A commune may add topics, and need not draw for them."""
    drawn = {"phap-luat": "reading-together", "tre-em": "classroom", "chu-de-rieng": None}
    listed = [Topic.model_construct(id=topic, drawing=name) for topic, name in drawn.items()]
    vocabulary = Vocabulary.model_construct(topics=listed)
    assert vocabulary.drawing(topics, chosen) == shown
