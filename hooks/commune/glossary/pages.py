"""The pages with words explained on them, and the page of all words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..core.page import Asset, Manifest, Page
from ..core.render import render
from ..core.text import alphabetical
from .explaining import HardWords, explained
from .model import GlossaryFile, GlossaryTerm
from .reading import URI

ADDRESS = "/giai-nghia/"
_SHOWN = 2  # so many pages are named beside a word


@dataclass
class Uses:
    """By the id of a word: the addresses of pages that explain it, and of headings that ask what it is."""

    explained: dict[str, list[str]] = field(default_factory=dict)
    answered: dict[str, list[str]] = field(default_factory=dict)


def with_explanations(manifest: Manifest, items: Iterable[Page | Asset], words: HardWords) -> tuple[Manifest, Uses]:
    """The site with the words explained on `items`, and where that is, in the order of these."""
    uses, made = Uses(), dict[str, str]()
    for item in items:
        found = explained(item.body if isinstance(item, Page) else item.data.decode(), words)
        made.update({item.address: found.html} if found.ids else {})
        for name in found.ids:
            uses.explained.setdefault(name, []).append(item.address)
        for name, anchor in found.answered.items():
            uses.answered.setdefault(name, []).append(f"{item.address}#{anchor}".rstrip("#"))
    pages = [replace(page, body=made.get(page.address, page.body)) for page in manifest.pages]
    assets = [_asset(asset, made) for asset in manifest.assets]
    return replace(manifest, pages=tuple(pages), assets=tuple(assets)), uses


def _asset(asset: Asset, made: Mapping[str, str]) -> Asset:
    return replace(asset, made=made[asset.address].encode()) if asset.address in made else asset


def glossary_page(record: GlossaryFile, answered: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> Page:
    """/giai-nghia/: every word in alphabetical order, each with an anchor of its own, and where to read more of it.

    `answered` are addresses that say what a word is, by its id; `titles` those of all pages, by their addresses.
    """

    def more(term: GlossaryTerm) -> list[tuple[str, str]]:
        places = {place.partition("#")[0]: place for place in [*answered.get(term.id, ())[::-1], term.more] if place}
        return [(place, titles.get(page, page)) for page, place in reversed(places.items())][:_SHOWN]

    terms = sorted(record.terms, key=lambda term: alphabetical(term.term))
    body = render("glossary/glossary.html", terms=terms, more=more)
    description = "Nghĩa của những từ khó trên trang này, mỗi từ một hai câu bằng lời thường."
    return Page(ADDRESS, "glossary", "Giải nghĩa", description, body, URI)
