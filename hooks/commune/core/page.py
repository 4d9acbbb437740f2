"""The two things that come out of the library, and the one manifest of their addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import yaml

from .cache import Kept
from .html import ids
from .links import relative_links
from .source import DOCS

Promise = Literal["anchors", "address", "nothing"]
PostLabel = Literal["article", "campaign", "story", "event", "notice"]
Label = Literal["page", "help", "plan", "unit", "material", "list", "myth", "word", "officers", PostLabel]


@dataclass(frozen=True)
class PageKind:
    """What holds for all pages, or files, of a kind. Items name theirs; the slice that makes them declares it.

    `promised`: what the ledger keeps of it for good, its address, its anchors too, or nothing. `label`: what a result
    of the search is called (search/labels.py has the words), and "officers" whom alone it is for; of what `repeats`
    other pages only the title is found. `listed`: search engines are told of it. `section`: the title of the section on
    the site's map that shows these pages, `most` of them (0: all) and those below `under`. `explained`: words of the
    glossary are explained on it, `first` where it says most of them. `way_out`: its pages offer the way out.
    `contents`: where they are long, they say what is on them.
    `unlinked`: why no page leads to it. Of the part of the site that its pages stand in: `kept`, whether browsers may
    keep what they show; `loaded`, whether pages of other sites may load what lies there.
    """

    name: str
    promised: Promise = "address"
    label: Label = "page"
    repeats: bool = False
    listed: bool = True
    section: str = ""
    most: int = 0
    under: str = "/"
    explained: Literal["", "first", "then"] = ""
    way_out: bool = False
    contents: bool = False
    unlinked: str = ""
    kept: bool = True
    loaded: bool = False

    @property
    def for_officers(self) -> bool:
        return self.label == "officers"


@dataclass(frozen=True)
class Page:
    """A page that the theme dresses.

    `address` is absolute within the site ("/ke-hoach/2026/"); links in `body`, which is HTML, are such addresses too.
    `kind` names the type of page ("plan", "unit"), `source_uri` the file an officer would edit.
    """

    address: str
    kind: str
    title: str
    description: str
    body: str
    source_uri: str
    head: Mapping[str, object] = field(default_factory=dict)  # more for the page's <head>, by the theme's names
    words: str | None = None  # the part of the body that people wrote; None where templates made all of it
    label: Label | None = None  # what a result of the search is called, where pages of its kind are called differently

    @property
    def src_uri(self) -> str:
        """Where the page lies in a tree of Markdown files: "ke-hoach/2026/index.md", "gioi-thieu.md"."""
        if self.source_uri.startswith(DOCS):
            return self.source_uri.removeprefix(DOCS)
        return f"{self.address.lstrip('/')}index.md"

    @property
    def front(self) -> dict[str, object]:
        """What the theme needs to know beside the body."""
        return {"title": self.title, "description": self.description, "kind": self.kind, **self.head}

    @property
    def html(self) -> str:
        """The page as far as the library makes it. What templates made is one block of it."""
        return f"<div>\n{self.body}\n</div>" if self.words is None else self.body

    def as_markdown(self) -> str:
        """The page as a Markdown file with front matter, its body one raw block; links are relative to its address."""
        front = yaml.safe_dump(self.front, allow_unicode=True, width=1000)
        return f"---\n{front}---\n\n<div>\n{relative_links(self.body, self.address)}\n</div>\n"


@dataclass(frozen=True)
class Asset:
    """Finished bytes: a page with a template of its own, a calendar, a feed, a picture.

    What takes long to make (`made` is a function) is made when somebody asks for it: checking the content does not.
    It may come as a file that keeps it: thousands of pictures are copied, and never all in memory.
    """

    address: str
    kind: str
    made: bytes | Callable[[], bytes | Kept]
    source_uri: str
    says: str = ""  # HTML of what people read in it, where it is no page: a print, a picture, a text to read out
    title: str = ""  # of one that is a page for readers
    at_any_depth: bool = False  # a page that is shown anywhere: its links start at the site's root

    @cached_property
    def kept(self) -> bytes | Kept:
        return self.made if isinstance(self.made, bytes) else self.made()

    @property
    def data(self) -> bytes:
        return self.kept.read() if isinstance(self.kept, Kept) else self.kept

    @property
    def html(self) -> str:
        """The page that it is; empty for what is none, or is shown at any depth."""
        return self.data.decode() if self.src_uri.endswith(".html") and not self.at_any_depth else ""

    @property
    def src_uri(self) -> str:
        """The file's path in the site: "ho-tro/index.html", "lich.ics"."""
        path = self.address.lstrip("/")
        return f"{path}index.html" if self.address.endswith("/") else path

    @property
    def content(self) -> bytes:
        """The bytes as they are published: links within the site are relative where the page has a place."""
        return relative_links(self.html, self.address).encode() if self.html else self.data


@dataclass(frozen=True)
class Manifest:
    """Every address of the site, and what stands there; `kinds` say what holds for it, by their names."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    kinds: Mapping[str, PageKind] = field(default_factory=dict)

    @property
    def items(self) -> list[Page | Asset]:
        return [*self.pages, *self.assets]

    @cached_property
    def by_address(self) -> dict[str, Page | Asset]:
        return {item.address: item for item in self.items}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of everything that is a page for readers, by its address."""
        return {item.address: item.title for item in self.items if item.title}

    def kind(self, item: Page | Asset) -> PageKind:
        """What holds for an item; for a kind that no slice declares, what holds for any."""
        return self.kinds.get(item.kind) or PageKind(item.kind)

    def adding(self, *items: Page | Asset) -> Manifest:
        """The site with more on it."""
        pages = tuple(item for item in items if isinstance(item, Page))
        assets = tuple(item for item in items if isinstance(item, Asset))
        return replace(self, pages=(*self.pages, *pages), assets=(*self.assets, *assets))


def anchors_of(item: Page | Asset) -> set[str]:
    """The ids on a page."""
    return ids(item.html) if item.html else set()
