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
    """/hieu-dung/: the entries by their first topic, those that come first above, each with an anchor of its own."""
    topics = _by_topic(myths, vocabulary)
    body = render("myths/myths.html", topics=topics, topic_names=lambda myth: _topic_names(myth, vocabulary))
    description = "Luật và kế hoạch nói gì về những điều hay nghe mà chưa đúng."
    return Page(ADDRESS, "myths", "Hiểu đúng", description, body, URI)


def card_assets(myths: Sequence[Myth], commune: Commune, vocabulary: Vocabulary, cache: Cache) -> list[Asset]:
    """/hieu-dung/<id>.png for each entry.

    A picture travels without its page, so it never holds the claim, and says where to look it up.
    """
    return [
        card_asset(
            f"{ADDRESS}{myth.id}.png",
            myth.essence,
            "Hiểu đúng",
            commune,
            cache,
            URI,
            vocabulary.drawing(myth.topics),
            f"Xem: {myth.sources[0].title}",
        )
        for myth in myths
    ]


def _by_topic(myths: Sequence[Myth], vocabulary: Vocabulary) -> list[tuple[Term, list[Myth]]]:
    """The entries by the first of their topics that the vocabulary has; what it has not is a problem told elsewhere."""
    found: dict[str, tuple[Term, list[Myth]]] = {}
    for myth in myths:
        for term in [term for name in myth.topics for term in vocabulary.topics if term.id == name][:1]:
            found.setdefault(term.id, (term, []))[1].append(myth)
    return list(found.values())


def _topic_names(myth: Myth, vocabulary: Vocabulary) -> list[str]:
    """What people read for its topics."""
    return [term.name for term in vocabulary.topics if term.id in myth.topics]
