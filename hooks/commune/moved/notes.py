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


def links_to_notes(manifest: Manifest, folders: Collection[str], titles: Mapping[str, str]) -> Manifest:
    """The site, where every link to something of the `folders`, which are gone, leads to the note that stands there.

    A link that is called by the title of what is gone (`titles`, by address) is called something else.
    """
    if not folders:
        return manifest
    pages = tuple(_page(page, folders, titles) for page in manifest.pages)
    assets = tuple(_asset(asset, folders, titles) for asset in manifest.assets)
    return replace(manifest, pages=pages, assets=assets)


def _page(page: Page, folders: Collection[str], titles: Mapping[str, str]) -> Page:
    body = _led(page.body, folders, titles)
    words = page.words and _led(page.words, folders, titles)
    return page if body == page.body else replace(page, body=body, words=words)


def _asset(asset: Asset, folders: Collection[str], titles: Mapping[str, str]) -> Asset:
    html = asset.html
    led = _led(html, folders, titles)
    return asset if led == html else replace(asset, made=led.encode())


def _led(html: str, folders: Collection[str], titles: Mapping[str, str]) -> str:
    if not any(folder in html for folder in folders):
        return html
    tree = tree_of(html)
    for link in tree.css("a[href]"):
        if folder := _folder_of(link.attributes["href"] or "", folders):
            link.attrs["href"] = folder
            link.attrs["rel"] = "nofollow"
            _rename(link, titles.get(folder, ""))
    return tree.html or ""


def _folder_of(target: str, folders: Collection[str]) -> str | None:
    """The folder that is gone, of what a link leads to."""
    path = target.partition("#")[0].partition("?")[0]
    return next((folder for folder in folders if path.startswith(folder)), None) if is_within(target) else None


def _rename(link: LexborNode, title: str) -> None:
    said = squeeze(link.text())
    if title and title.lower() in said.lower():
        link.inner_html = _TAKEN_OFF
