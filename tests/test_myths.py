"""Hiểu đúng: what people say, what is true, and why; told apart by everyone who reads or listens."""

from __future__ import annotations

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from commune.core.cache import NoCache
from commune.core.dates import full_day
from commune.core.page import Page
from commune.core.problem import Problems
from commune.core.source import Source
from commune.myths.model import first_sentence
from commune.myths.pages import card_assets, myths_page
from commune.myths.reading import URI, read_myths
from commune.output import share_card
from commune.settings import read_settings
from commune.vocabulary import read_vocabulary
from making import make_site, source_of
from PIL import Image
from serving import BUILD_TIME

SHELL = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>x</title></head><body><main>
{}
</main></body></html>
"""


@pytest.fixture(scope="module")
def source(root):
    return source_of(root)


@pytest.fixture(scope="module")
def vocabulary(source):
    return read_vocabulary(source, Problems()).record


@pytest.fixture(scope="module")
def myths(source, vocabulary):
    problems = Problems()
    found = read_myths(source, vocabulary, problems)
    assert str(problems) == ""
    return found


@pytest.fixture(scope="module")
def page(myths, vocabulary) -> Page:
    return myths_page(myths, vocabulary)


@pytest.fixture(scope="module")
def articles(page, myths):
    """In the order of the entries; on the page they stand by topic."""
    shown = {article["id"]: article for article in BeautifulSoup(page.body, "html.parser").find_all("article")}
    return [shown.pop(myth.id) for myth in myths] + list(shown.values())


def read(text, vocabulary):
    problems = Problems()
    return read_myths(Source({URI: text}), vocabulary, problems), problems


def entry(name, day):
    rest = "claim: Một câu, truth: Một điều, sources: [{title: Luật}], topics: [tre-em]"
    return f"- {{id: {name}, date: {day}, {rest}}}\n"


# --- the entries ---


def test_there_are_six_entries_at_least(myths):
    assert len(myths) >= 6


def test_every_truth_rests_on_a_law_or_a_plan(myths):
    named = ("Luật ", "Nghị quyết ", "Nghị định ", "Kế hoạch ")
    assert [myth.id for myth in myths if not any(each.title.startswith(named) for each in myth.sources)] == []


def test_no_file_is_no_entry(vocabulary):
    problems = Problems()
    assert read_myths(Source(), vocabulary, problems) == ()
    assert len(problems) == 0


def test_newest_come_first_and_those_of_one_day_as_written(vocabulary):
    days = {"cu": "2026-01-02", "moi": "2026-11-24", "moi-nua": "2026-11-24"}
    found, problems = read("entries:\n" + "".join(entry(*each) for each in days.items()), vocabulary)
    assert [myth.id for myth in found] == ["moi", "moi-nua", "cu"]
    assert len(problems) == 0


def test_a_page_with_an_unknown_topic_is_made_without_it(vocabulary):
    """The problem has been told; making the page must not fail over it."""
    found, problems = read(f"entries:\n{entry('mot', '2026-01-02')}".replace("tre-em", "tre-em, la"), vocabulary)
    assert len(problems) == 1
    assert "Chủ đề: Trẻ em." in myths_page(found, vocabulary).body


# --- the page ---


def test_the_page_is_at_its_address(page):
    assert (page.address, page.kind, page.title, page.source_uri) == ("/hieu-dung/", "myths", "Hiểu đúng", URI)


def test_entries_stand_under_their_first_topic(myths, vocabulary, page):
    names = {term.id: term.name for term in vocabulary.topics}
    parts = BeautifulSoup(page.body, "html.parser").find_all("section")
    under = {article["id"]: part.h2.get_text() for part in parts for article in part.find_all("article")}
    assert under == {myth.id: names[myth.topics[0]] for myth in myths}


def test_every_entry_says_which_words_are_the_claim_and_which_are_true(myths, articles):
    assert [article["id"] for article in articles] == [myth.id for myth in myths]
    for myth, article in zip(myths, articles, strict=True):
        assert article.h3.get_text() == f"Nhiều người nói: “{myth.claim}”"
        assert article.select_one(".truth").get_text() == f"Thật ra: {myth.truth}"


def test_every_entry_shows_its_sources_and_links_to_itself(myths, articles):
    for myth, article in zip(myths, articles, strict=True):
        assert [item.get_text().split(", ngày ")[0] for item in article.select("li")] == [s.title for s in myth.sources]
        link = article.select_one("a.anchor")
        assert link["href"] == f"#{myth.id}" and myth.claim in link["aria-label"]


def test_the_day_of_a_source_is_shown(myths, articles):
    for myth, article in zip(myths, articles, strict=True):
        days = [full_day(each.date) for each in myth.sources if each.date]
        assert [
            item.get_text().split(", ngày ")[1] for item in article.select("li") if ", ngày " in item.get_text()
        ] == days


def test_a_claim_stands_nowhere_without_its_truth(page, myths):
    """Nor in what a search or a chat shows of the page."""
    outside = f"{page.title} {page.description} {BeautifulSoup(page.body, 'html.parser').select_one('.lead')}"
    assert [myth.id for myth in myths if myth.claim in outside] == []


def test_without_entries_the_page_says_what_is_waited_for_and_leads_on(vocabulary):
    empty = BeautifulSoup(myths_page((), vocabulary).body, "html.parser")
    assert empty.find("article") is None
    assert [link["href"] for link in empty.select(".slot a")] == ["/ke-hoach/", "/ho-tro/"]


def test_both_pages_are_valid_html(page, vocabulary, tmp_path, html_errors):
    for name, made in {"full": page, "empty": myths_page((), vocabulary)}.items():
        (tmp_path / f"{name}.html").write_text(SHELL.format(made.body), "utf-8")
    assert html_errors([tmp_path]) == []


# --- the cards to pass on ---


@pytest.fixture(scope="module")
def cards(root):
    """{address: what the site has there}, for a day on which every entry is shown."""
    return make_site(root, BUILD_TIME.date(), BUILD_TIME.date())[1].by_address


def test_every_entry_links_to_its_card(myths, articles, cards):
    for myth, article in zip(myths, articles, strict=True):
        link = article.find("a", download=True)
        assert link["href"] == f"/hieu-dung/{myth.id}.png"
        assert link.get_text().startswith("Hình để chia sẻ")
        assert Image.open(BytesIO(cards[link["href"]].data)).size == (1200, 630)


def test_a_card_says_the_truth_and_never_the_claim(source, myths, vocabulary, monkeypatch):
    """The picture travels without its page: what stands on it must be true by itself, and say where to look it up."""
    drawn, seen = [], []
    monkeypatch.setattr(
        share_card, "png", lambda _, data, ppi: drawn.append(data["title"]) or seen.append(data["see"]) or b""
    )
    for asset in card_assets(myths, read_settings(source, Problems()).record, vocabulary, NoCache()):
        assert asset.data == b""
    assert drawn == [myth.truth[: len(title)] for myth, title in zip(myths, drawn, strict=True)]
    assert all(title.endswith(".") and title not in myth.claim for myth, title in zip(myths, drawn, strict=True))
    assert seen == [f"Xem: {myth.sources[0].title}" for myth in myths]


def test_a_number_with_a_comma_or_a_dot_ends_no_sentence():
    truth = "Đến năm 2030 chỉ còn 1,4 lần theo mục II.3 của kế hoạch! Còn lại là câu sau."
    assert first_sentence(truth) == "Đến năm 2030 chỉ còn 1,4 lần theo mục II.3 của kế hoạch!"
