"""What is said in the place of something that is gone, and where links to it lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from selectolax.lexbor import LexborNode

from ..core.cache import Cache
from ..core.html import tree_of
from ..core.links import is_within
from ..core.page import Asset, Manifest, Page
from ..core.text import squeeze
from ..output.pdf import pdf
from ..settings import Commune
from .model import Moved

_TAKEN_OFF = "trang đã gỡ"


@dataclass(frozen=True)
class Notes:
    """What every note says beside why: `first_lines` is HTML of the `lines` to call; papers are `dated`."""

    commune: Commune
    first_lines: str
    lines: Sequence[Mapping[str, object]]
    dated: date
    keep: Cache

    @property
    def frame(self) -> dict[str, object]:
        return {"commune": self.commune, "first_lines": self.first_lines}

    def instead_of(self, move: Moved) -> Asset | None:
        """What stands at the address of a file that is gone: of a PDF one page that says so, else nothing."""
        if not move.old.endswith(".pdf"):
            return None
        return Asset(move.old, "gone", partial(self._paper, move), move.place.uri)

    def _paper(self, move: Moved) -> bytes:
        page = self.commune.absolute(move.note or "/")
        data = {
            "title": "Tệp này không còn",
            "people_committee": self.commune.people_committee,
            "place": self.commune.site_name,
            "why": move.gone,
            "address": page,
            "qr": None,
            "lines": self.lines,
        }
        return pdf("moved/gone.typ", data, self.dated, self.keep)


@dataclass(frozen=True)
class Gone:
    """What is gone: the folders of which nothing is left, and by address the titles that its links may be called by.

    `home` is the site's own address, where it has one: some write it out.
    """

    folders: Collection[str]
    titles: Mapping[str, str]
    home: str | None

    def within(self, target: str) -> str | None:
        """What a link leads to, from the root of the site; None where that is another site."""
        if self.home and target.startswith(self.home):
            return f"/{target.removeprefix(self.home).lstrip('/')}"
        return target if is_within(target) else None

    def address_of(self, target: str) -> str | None:
        """What stands for all that is gone there; None where it leads to something else."""
        path = (self.within(target) or "").partition("#")[0].partition("?")[0]
        folder = next((folder for folder in self.folders if path.startswith(folder)), None)
        return folder or (path if path in self.titles else None)


def links_to_notes(manifest: Manifest, gone: Gone) -> Manifest:
    """The site, where every link to something that is gone leads to the note that stands there.

    A link that is called by the title of what is gone, or by the address of a file of it, is called something else.
    """
    if not gone.folders:
        return manifest
    pages = tuple(_page(page, gone) for page in manifest.pages)
    assets = tuple(_asset(asset, gone) for asset in manifest.assets)
    return replace(manifest, pages=pages, assets=assets)


def _page(page: Page, gone: Gone) -> Page:
    body = _led(page.body, gone)
    words = page.words and _led(page.words, gone)
    return page if body == page.body else replace(page, body=body, words=words)


def _asset(asset: Asset, gone: Gone) -> Asset:
    html = asset.html
    led = _led(html, gone)
    return asset if led == html else replace(asset, made=led.encode())


def _led(html: str, gone: Gone) -> str:
    if not any(address in html for address in (*gone.folders, *gone.titles)):
        return html
    tree = tree_of(html)
    for link in tree.css("a[href]"):
        target = link.attributes["href"] or ""
        if address := gone.address_of(target):
            link.attrs["href"] = address
            link.attrs["rel"] = "nofollow"
            _rename(link, gone.titles.get(address, ""), target)
    return tree.html or ""


def _rename(link: LexborNode, title: str, target: str) -> None:
    """Gives a link other words where they tell what was there."""
    said = squeeze(link.text())
    if (title and title.lower() in said.lower()) or target in said:
        link.inner_html = _TAKEN_OFF
    if "title" in link.attributes:
        del link.attrs["title"]
