"""Lists of campaigns and of materials: all, and by each thing that people look for. No text is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.lean import lean_js
from ..core.page import Asset, Page
from ..core.render import render
from ..vocabulary import URI as VOCABULARY
from ..vocabulary import Term, Vocabulary
from .addresses import AUDIENCE, GRADE, KIND, MATERIAL_LIST, POST_LIST, TOPIC, YEAR, page_address
from .material_model import Material
from .model import Post
from .piece import P, Piece

PER_PAGE = 20
# So many materials at most come along, folded away, for the script that chooses among all of them: about 12 KB gzipped.
WHOLE = 100
SCRIPT = "/assets/filter.js"


@dataclass(frozen=True)
class Shelf:
    """One list: where it stands, its name, what is on it. `facet` says by what it was chosen, `icon` draws it."""

    address: str
    title: str
    description: str
    items: Sequence[Piece[Any]]
    facet: str = ""
    icon: str | None = None

    @property
    def term(self) -> str:
        """What is chosen by it, as the script reads it: "loai/ap-phich"."""
        return "/".join(self.address.split("/")[-3:-1])


@dataclass(frozen=True)
class Facet:
    """One way of choosing: "Đối tượng", and a shelf for each term that has something."""

    name: str
    shelves: tuple[Shelf, ...]


def shelf_pages(
    shelf: Shelf,
    facets: Sequence[Facet],
    kind: str,
    template: str,
    source_uri: str,
    instant: bool = False,
    **values: object,
) -> list[Page]:
    """The list, twenty to a page: /chien-dich/, /chien-dich/trang/2/ …

    With `instant` the first page chooses among all items at once, where there are not too many to come along.
    """
    instant = instant and 0 < len(shelf.items) <= WHOLE
    chunks = [shelf.items[start : start + PER_PAGE] for start in range(0, len(shelf.items), PER_PAGE)] or [()]
    pages = []
    for number, chunk in enumerate(chunks, 1):
        address = page_address(shelf.address, number)
        body = render(
            template,
            address=address,
            shelf=shelf,
            facets=facets if shelf.facet == "" else (),
            items=chunk,
            terms=_terms(facets) if instant and number == 1 else {},
            number=number,
            count=len(chunks),
            page_address=page_address,
            **values,
        )
        title = shelf.title if number == 1 else f"{shelf.title}, trang {number}"
        head = {"script": SCRIPT.lstrip("/")} if instant and number == 1 else {}
        pages.append(Page(address, kind, title, shelf.description, body, source_uri, head=head))
    return pages


def _terms(facets: Sequence[Facet]) -> dict[str, list[str]]:
    """The id of each item → everything that it can be chosen by."""
    found: dict[str, list[str]] = {}
    for shelf in (shelf for facet in facets for shelf in facet.shelves):
        for item in shelf.items:
            found.setdefault(item.id, []).append(shelf.term)
    return found


def filter_script() -> Asset:
    """The script that chooses among the cards of a page."""
    return Asset(SCRIPT, "script", lean_js(render("campaigns/filter.js")).encode(), VOCABULARY)


# what one chooses by: its name, its part of the address, the terms, which of them an item has, the title of a list
Choice = tuple[str, str, Iterable[Term], Callable[[Any], Iterable[str]], str]


def _facet(base: str, counted: str, items: Sequence[Piece[P]], choice: Choice) -> Facet:
    """The shelves under `base`, one for each term that some item has; `counted` says how many there are."""
    name, part, terms, terms_of, title = choice
    chosen = by(items, terms_of)
    shelves = [
        Shelf(
            f"{base}{part}/{term.id}/",
            title.format(term.name),
            counted.format(len(found)),
            tuple(found),
            facet=term.name,
            icon=term.icon,
        )
        for term in terms
        if (found := chosen.get(term.id))
    ]
    return Facet(name, tuple(shelves))


def by(items: Iterable[Piece[P]], terms_of: Callable[[P], Iterable[str]]) -> dict[str, list[Piece[P]]]:
    """The items under each term that `terms_of` finds in their front matter, in the order they came."""
    found: dict[str, list[Piece[P]]] = {}
    for item in items:
        for term in dict.fromkeys(terms_of(item.record)):
            found.setdefault(term, []).append(item)
    return found


def post_facets(posts: Sequence[Piece[Post]], vocabulary: Vocabulary) -> list[Facet]:
    """By audience, topic and year."""
    years = [Term(id=str(year), name=str(year)) for year in sorted({post.record.date.year for post in posts})[::-1]]
    choices: list[Choice] = [
        ("Dành cho", AUDIENCE, vocabulary.audiences, lambda post: post.audience, "Bài viết dành cho: {}"),
        ("Chủ đề", TOPIC, vocabulary.topics, lambda post: post.topics, "Bài viết theo chủ đề: {}"),
        ("Năm", YEAR, years, lambda post: [str(post.date.year)], "Bài viết năm {}"),
    ]
    return [_facet(POST_LIST, "Có {} bài, mới nhất ở trên.", posts, choice) for choice in choices]


def material_facets(materials: Sequence[Piece[Material]], vocabulary: Vocabulary) -> list[Facet]:
    """By audience, school year, kind and topic."""
    choices: list[Choice] = [
        ("Dành cho", AUDIENCE, vocabulary.audiences, lambda one: one.audience, "Tài liệu dành cho: {}"),
        ("Lớp", GRADE, vocabulary.grades, lambda one: one.grades, "Tài liệu theo lớp: {}"),
        ("Loại", KIND, vocabulary.kinds, lambda one: [one.kind], "Tài liệu loại: {}"),
        ("Chủ đề", TOPIC, vocabulary.topics, lambda one: one.topics, "Tài liệu theo chủ đề: {}"),
    ]
    return [_facet(MATERIAL_LIST, "Có {} tài liệu, mới nhất ở trên.", materials, choice) for choice in choices]
