"""The page of what is true."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.cache import Cache
from ..core.page import Asset, Page
from ..core.render import render
from ..output.share_card import card_asset
from ..settings import Commune
from ..vocabulary import Vocabulary
from .model import Myth
from .reading import URI

ADDRESS = "/hieu-dung/"


def myths_page(myths: Sequence[Myth], vocabulary: Vocabulary) -> Page:
    """/hieu-dung/: every entry in the order given, each with an anchor of its own."""
    body = render("myths/myths.html", myths=myths, topic_names=lambda myth: _topic_names(myth, vocabulary))
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


def _topic_names(myth: Myth, vocabulary: Vocabulary) -> list[str]:
    """What people read for its topics; one that the vocabulary does not have is a problem told elsewhere."""
    return [term.name for term in vocabulary.topics if term.id in myth.topics]
