"""The look: every rule is there for something on a page, and styles travel as they are meant."""

from __future__ import annotations

import re
from itertools import chain

import built
import pytest
from commune.core.lean import lean_css, lean_js
from communes import ROOT
from selectolax.lexbor import LexborHTMLParser

STYLES = (ROOT / "theme/assets/site.css").read_text("utf-8")
# What scripts and readers bring, and no page as it is built: states, and what is pressed.
_STATES = re.compile(
    r":(?:hover|focus-visible|focus-within|focus|target|placeholder-shown|first(?!-)|checked)\b|::[\w-]+"
)
_BROUGHT = (".facets button", "[open]", "[aria-pressed", ".ready")
# What only texts of officers hold that no commune here has written: all that Markdown offers, recordings, galleries,
# lists of more than twenty; and plans of other forms.
_WRITTEN = (".tabbed", ".task-", "details.warning", "[align=", ".sound", ".gallery", ".pager", ".shown", ".film")
_OTHER_PLANS = (".annex", ".dashes", ".document", ".sheet h", ".due", ".matrix thead")


def selectors(css: str) -> set[str]:
    """Every selector of a style sheet, without what is a state."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    groups = (group.strip() for group in re.findall(r"([^{};]+)\{", bare))
    each = chain.from_iterable(re.split(r",(?![^(]*\))", group) for group in groups if not group.startswith("@"))
    return {found for one in each if (found := re.sub(r":not\(\)", "", _STATES.sub("", one)).strip())}


def test_no_rule_is_there_for_nothing(site_dir, example_dir):
    """Each finds something on a page of this site, or of the invented commune's, which has every slot filled."""
    left = {one for one in selectors(STYLES) if not any(part in one for part in (*_BROUGHT, *_WRITTEN, *_OTHER_PLANS))}
    for file in [*built.pages(site_dir), *built.pages(example_dir)]:
        tree = LexborHTMLParser(file.read_text("utf-8"))
        left -= {one for one in left if tree.css_first(one) is not None}
    assert left == set()


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }\n\n/* why */\nb  >  i { margin: 0 auto; }\n", "a{color:red}b>i{margin:0 auto}"),
        ("a :first-child, b:hover { width: calc(100% - 2rem); }", "a :first-child,b:hover{width:calc(100% - 2rem)}"),
        ('a::before { content: "a ; b /* c */ : d"; }', 'a::before{content:"a ; b /* c */ : d"}'),
        (
            "@media (min-width: 3em) and (hover: none) { a { top: 0 } }",
            "@media (min-width:3em) and (hover:none){a{top:0}}",
        ),
    ],
)
def test_styles_travel_without_what_their_writers_read(written, sent):
    assert lean_css(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* why */\n(function () {\n  // what\n  a(); // here\n})();\n", "(function () {\na(); // here\n})();\n"),
        ("  /* two\n     lines */\n  a = /\\/\\*/;\n", "a = /\\/\\*/;\n"),
        ('a("/* b */"); b("//c");\n', 'a("/* b */"); b("//c");\n'),
    ],
)
def test_scripts_travel_without_the_lines_that_are_comments(written, sent):
    assert lean_js(written) == sent


def test_the_published_styles_are_the_written_ones(site_dir):
    assert (site_dir / "assets/site.css").read_text("utf-8") == lean_css(STYLES)


# --- lists ---


def test_the_pictures_of_a_screen_of_cards_weigh_30_kb_at_most(site_dir):
    """Six cards fit a screen of 1280 x 900."""
    pictures = built.soup(site_dir / "tai-lieu/index.html").select(".entries img")
    sizes = sorted((site_dir / "tai-lieu" / picture["src"]).resolve().stat().st_size for picture in pictures)
    assert sum(sizes[-6:]) <= 30_000
    assert all(picture["loading"] == "lazy" for picture in pictures)


@pytest.mark.parametrize("address", ["chien-dich/", "tai-lieu/", ""])
def test_a_card_says_what_it_is_and_for_whom_in_icons_with_words(address, site_dir):
    for card in built.soup(site_dir / address / "index.html").select(".entries li:has(.sort)"):
        sort, audience = card.select(".sort")
        each = [sort, *audience.find_all("span", recursive=False)]
        assert len(each) > 1 and all(one.svg and one.get_text(strip=True) for one in each)


def test_a_campaign_that_runs_is_a_feature(site_dir):
    for card in built.soup(site_dir / "chien-dich/index.html").select(".entries li"):
        sort = card.select_one(".sort").get_text()
        assert ("Chiến dịch đang diễn ra" in sort) == ("feature" in card.get("class", []))


# --- long pages ---


def test_a_long_page_says_what_is_on_it(site_dir):
    """Each part that it names is there, and a page of few parts names none."""
    for file in built.pages(site_dir):
        page = built.soup(file)
        links = [link["href"] for link in page.select("details.contents a")]
        assert not links or len(links) >= 4, file
        assert all(page.find(id=link[1:]) for link in links), file


def test_headings_break_in_no_compound_and_no_name(site_dir):
    heading = built.soup(site_dir / "index.html").h1.get_text()
    assert "Bình\N{NO-BREAK SPACE}đẳng\N{NO-BREAK SPACE}giới ở" in heading
