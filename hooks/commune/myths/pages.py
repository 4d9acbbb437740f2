"""The page of what is true."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.cache import Cache
from ..core.page import Asset, Page
from ..core.render import render
from ..output.share_card import card_asset
from ..settings import Commune
from ..vocabulary import Term, Vocabulary
from .model import Myth
from .reading import URI

ADDRESS = "/hieu-dung/"


def myths_page(myths: Sequence[Myth], vocabulary: Vocabulary) -> Page:
    """/hieu-dung/: the entries by their first topic, in the order given, each with an anchor of its own."""
    body = render("myths/myths.html", topics=_by_topic(myths, vocabulary))
    description = "Luật và kế hoạch nói gì về những điều hay nghe mà chưa đúng."
    return Page(ADDRESS, "myths", "Hiểu đúng", description, body, URI)


def card_assets(myths: Sequence[Myth], commune: Commune, cache: Cache) -> list[Asset]:
    """/hieu-dung/<id>.png for each entry.

    A picture travels without its page, so it never holds the claim, and says where to look it up.
    """
    return [
        card_asset(
            f"{ADDRESS}{myth.id}.png", myth.essence, "Hiểu đúng", commune, cache, URI, f"Xem: {myth.sources[0].title}"
        )
        for myth in myths
    ]


def _by_topic(myths: Sequence[Myth], vocabulary: Vocabulary) -> list[tuple[Term, list[Myth]]]:
    """The topics that come first at some entry; one that the vocabulary does not have is a problem told elsewhere."""
    found = [(term, [myth for myth in myths if myth.topics[0] == term.id]) for term in vocabulary.topics]
    return [(term, of_term) for term, of_term in found if of_term]
