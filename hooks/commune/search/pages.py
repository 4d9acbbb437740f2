"""The page for finding things without a script, and the files of the search for those who have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..core.page import Asset, Manifest, Page
from ..core.problem import Problems, did_you_mean
from ..core.render import render
from ..core.schema import Document
from .index import Findable, index_assets
from .model import Wordings
from .passages import passages
from .reading import URI

ADDRESS = "/tim/"
# What a result is called, by the kind of its page (search.js has the words); other pages have no name.
_KINDS = {
    **dict.fromkeys(("plan", "summary", "plans"), "plan"),
    **dict.fromkeys(("unit", "duties"), "unit"),
    **dict.fromkeys(("material", "bundle", "prints"), "material"),
    **dict.fromkeys(("campaigns", "materials"), "list"),
    "campaign": "campaign",
    "myths": "myth",
    "glossary": "word",
}


@dataclass(frozen=True)
class Section:
    """A part of the site's map: its name and address, and (title, address) of what stands in it."""

    title: str
    address: str
    pages: Sequence[tuple[str, str]]


def find_page(sections: Sequence[Section], first_lines: str) -> Page:
    """/tim/: the site's map, the lists and the lines to call."""
    body = render("search/find.html", sections=sections, first_lines=Markup(first_lines))
    return Page(ADDRESS, "find", "Tìm", "Mọi trang của chuyên trang này, và ô để tìm.", body, URI)


def search_field() -> Markup:
    """The link to /tim/, and the field that takes its place where there is a script."""
    return render("search/field.html")


def field_script() -> Markup:
    """What puts the field in place, and loads the search once it is used."""
    return render("search/field.js")


def check_pages(document: Document[Wordings], manifest: Manifest, problems: Problems) -> None:
    """A page that comes first must be there."""
    for number, group in enumerate(document.record.groups):
        for at, address in enumerate(group.pages):
            if address not in manifest.by_address:
                near = did_you_mean(address, [*manifest.by_address], 0.8)
                message = f'"pages" có "{address}": trang này không có địa chỉ đó{near}'
                problems.add(document.place("groups", number, "pages", at), message)


def search_assets(
    manifest: Manifest, titles: Mapping[str, str], keywords: Mapping[str, dict[str, list[str]]], wordings: Wordings
) -> list[Asset]:
    """The script, its look and the index of every page, and of those files that `titles` names by their address.

    `keywords` are what else people call the parts of a page, by its address.
    """
    pages = [page for page in manifest.pages if _can_be_found(page)]
    files = [asset for asset in manifest.assets if asset.address in titles]
    found = [
        *(_findable(page, titles, keywords) for page in pages),
        *(_findable(file, titles, keywords) for file in files),
    ]
    return [
        Asset("/tim/search.js", "script", render("search/search.js").encode(), URI),
        Asset("/tim/search.css", "style", render("search/search.css").encode(), URI),
        *index_assets(found, wordings, URI),
    ]


def _can_be_found(page: Page) -> bool:
    """Of lists only the whole ones: the others repeat their titles."""
    return page.kind not in ("campaigns", "materials") or page.address.count("/") == 2


def _kind(item: Page | Asset) -> str:
    if item.address.startswith("/can-bo/"):
        return "officers"
    return "help" if item.kind.startswith("help") else _KINDS.get(item.kind, "page")


def _findable(item: Page | Asset, titles: Mapping[str, str], keywords: Mapping[str, dict[str, list[str]]]) -> Findable:
    kind = _kind(item)
    title, description = (item.title, item.description) if isinstance(item, Page) else (titles[item.address], "")
    shown = () if kind == "list" or item.kind == "home" else passages(item)  # these repeat what other pages say
    return Findable(item.address, kind, title, description, shown, keywords.get(item.address, {}))
