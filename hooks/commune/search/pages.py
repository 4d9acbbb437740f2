"""The page for finding things without a script, and the files of the search for those who have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..core.page import Asset, Manifest, Page, PageKind
from ..core.problem import Problems, did_you_mean
from ..core.render import render
from ..slice import Section
from .index import Findable, index_assets
from .model import Answer, Group, Wordings
from .passages import passages
from .reading import URI, Said

ADDRESS = "/tim/"


def find_page(sections: Sequence[tuple[Section, Sequence[tuple[str, str]]]], first_lines: str) -> Page:
    """/tim/: the site's map, each section with (title, address) of what stands in it, and the lines to call."""
    body = render("search/find.html", sections=sections, first_lines=Markup(first_lines))
    return Page(ADDRESS, "find", "Tìm", "Mọi trang của chuyên trang này, và ô để tìm.", body, URI)


def search_field() -> Markup:
    """The link to /tim/, and the field that takes its place where there is a script."""
    return render("search/field.html")


def field_script() -> Markup:
    """What puts the field in place, and loads the search once it is used."""
    return render("search/field.js")


def check_pages(said: Said, manifest: Manifest, problems: Problems) -> None:
    """A page that comes first must be there."""
    for document in (said.shared, said.own):
        groups: Sequence[Group | Answer] = document.record.groups if document else ()
        for number, group in enumerate(groups):
            for at, address in enumerate(group.pages):
                if document and address not in manifest.by_address:
                    near = did_you_mean(address, [*manifest.by_address], 0.8)
                    message = f'"pages" có "{address}": trang này không có địa chỉ đó{near}'
                    problems.add(document.place("groups", number, "pages", at), message)


def search_assets(manifest: Manifest, keywords: Mapping[str, dict[str, list[str]]], wordings: Wordings) -> list[Asset]:
    """The script, its look and the index of everything that is a page for readers.

    `keywords` are what else people call the parts of a page, by its address.
    """
    pages = sorted((item for item in manifest.items if item.title), key=lambda item: item.address)
    found = [_findable(page, manifest.kind(page), keywords) for page in pages if _can_be_found(page, manifest)]
    return [
        Asset(f"{ADDRESS}search.js", "script", render("search/search.js").encode(), URI),
        Asset(f"{ADDRESS}search.css", "style", render("search/search.css").encode(), URI),
        *index_assets(found, wordings, URI),
    ]


def _can_be_found(page: Page | Asset, manifest: Manifest) -> bool:
    """Of lists only the whole ones: the others repeat their titles."""
    return manifest.kind(page).label != "list" or page.address.count("/") == 2


def _findable(item: Page | Asset, kind: PageKind, keywords: Mapping[str, dict[str, list[str]]]) -> Findable:
    description, own = (item.description, item.label) if isinstance(item, Page) else ("", None)
    shown = () if kind.repeats else passages(item)
    return Findable(item.address, own or kind.label, item.title, description, shown, keywords.get(item.address, {}))
