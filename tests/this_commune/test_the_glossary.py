"""The words that this commune's readers are told the meaning of, on every page that the site has."""

from __future__ import annotations

import built
import pytest
from bs4 import Tag
from commune.core.problem import Problems
from commune.glossary.model import GlossaryFile
from commune.glossary.reading import read_glossary
from commune.site import make_site
from making import source_of
from serving import BUILD_TIME

NEVER_WITHIN = {
    *("p", "li", "h1", "h2", "h3", "h4", "a", "blockquote", "q", "cite", "figure", "form", "nav", "table"),
    *(".document", ".script", ".way-out", ".panel", ".first-lines"),
}


@pytest.fixture(scope="module")
def glossary(root) -> GlossaryFile:
    return read_glossary(source_of(root), Problems()).record


@pytest.fixture(scope="module")
def explanations(site_dir) -> dict[str, list[Tag]]:
    pages = {
        built.address(site_dir, file): built.soup(file).select("details.meaning") for file in built.pages(site_dir)
    }
    return {address: found for address, found in pages.items() if found}


def words_in(details: Tag) -> list[str]:
    return [link["href"].partition("#")[2] for link in details.select("p > a")]


def test_there_are_twenty_words_at_least_and_no_line_is_long(glossary):
    assert len(glossary.terms) >= 20
    assert [term.id for term in glossary.terms if len(term.line.split()) > 30] == []


def test_what_speaks_of_law_names_its_claim(glossary):
    assert [term.id for term in glossary.terms if "luật cấm" in term.line.lower() and not term.claims] == []


def test_every_word_is_used_somewhere(root):
    """Nothing that officers would be told of again and again."""
    assert [line for line in make_site(root, BUILD_TIME.date(), None)[0].adrift if "giai-nghia" in line] == []


def test_an_explanation_stands_beside_a_passage_and_never_within(explanations):
    assert len(explanations) >= 12
    within = [address for address, found in explanations.items() if any(one.find_parent(_is_never) for one in found)]
    assert within == []


def _is_never(tag: Tag) -> bool:
    return tag.name in NEVER_WITHIN or bool(NEVER_WITHIN & {f".{name}" for name in tag.get("class", [])})


def test_no_word_is_explained_twice_on_a_page(explanations):
    twice = {
        address: words
        for address, found in explanations.items()
        if len(words := [word for one in found for word in words_in(one)]) != len({*words})
    }
    assert twice == {}


@pytest.mark.parametrize("under", ["/can-bo/", "/nhung/", "/tim/", "/giai-nghia/", "/t/loa-"])
def test_some_pages_explain_nothing(explanations, under):
    """Officers' pages, cards in other sites, lists, what is read out, and the page of the words itself."""
    assert [address for address in explanations if address.startswith(under)] == []
    assert "/ke-hoach/2026/" not in explanations


def test_the_numbers_to_call_come_first(site_dir, explanations):
    for address in ("/ho-tro/", "/ho-tro/noi-tiep-nhan/"):
        main = built.soup(site_dir / address[1:] / "index.html").select_one("main")
        order = [tag.get("class")[0] for tag in main.select(".first-lines, details.meaning")]
        assert explanations[address]
        assert order[0] == "first-lines"


def test_every_page_leads_to_the_words(site_dir):
    assert built.soup(site_dir / "index.html").select('footer a[href="giai-nghia/"]')
    listed = built.soup(site_dir / "tim/index.html").select('main a[href="../giai-nghia/"]')
    assert [link.get_text() for link in listed] == ["Giải nghĩa"]
