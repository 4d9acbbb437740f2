"""The two things that come out of the library, and the one manifest of their addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import yaml

from .cache import Kept
from .html import addresses, ids, with_addresses
from .problem import Place, Problems, did_you_mean

Promise = Literal["anchors", "address", "nothing"]
Label = Literal["page", "help", "plan", "unit", "material", "list", "campaign", "myth", "word"]


@dataclass(frozen=True)
class Kind:
    """What holds for all pages, or files, of a kind. Items name theirs; the slice that makes them declares it.

    `promised`: what the ledger keeps of it for good, its address, its anchors too, or nothing. `label`: what a result
    of the search is called (search.js has the words); of what `repeats` other pages only the title is found. `listed`:
    search engines are told of it. `section`: the title of the section on the site's map that shows these pages, `most`
    of them (0: all) and those below `under`. `explained`: words of the glossary are explained on it, `first` where it
    says most of them. `unlinked`: why no page leads to it.
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
    unlinked: str = ""


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

    @property
    def src_uri(self) -> str:
        """Where the page lies in a tree of Markdown files: "ke-hoach/2026/index.md", "gioi-thieu.md"."""
        if self.source_uri.startswith("docs/"):
            return self.source_uri.removeprefix("docs/")
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

    @cached_property
    def kept(self) -> bytes | Kept:
        return self.made if isinstance(self.made, bytes) else self.made()

    @property
    def data(self) -> bytes:
        return self.kept.read() if isinstance(self.kept, Kept) else self.kept

    @property
    def html(self) -> str:
        """The page that it is; empty for what is none. The links of the 404 page start at the site's root."""
        return self.data.decode() if self.src_uri.endswith(".html") and self.kind != "not-found" else ""

    @property
    def src_uri(self) -> str:
        """The file's path in the site: "ho-tro/index.html", "lich.ics"."""
        path = self.address.lstrip("/")
        return f"{path}index.html" if self.address.endswith("/") else path

    @property
    def content(self) -> bytes:
        """The bytes as they are published: links within the site are relative, except on the 404 page."""
        if not self.src_uri.endswith(".html") or self.kind == "not-found":
            return self.data
        return relative_links(self.data.decode(), self.address).encode()


@dataclass(frozen=True)
class Manifest:
    """Every address of the site, and what stands there; `kinds` say what holds for it, by their names."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    kinds: Mapping[str, Kind] = field(default_factory=dict)

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

    def kind(self, item: Page | Asset) -> Kind:
        """What holds for an item; for a kind that no slice declares, what holds for any."""
        return self.kinds.get(item.kind) or Kind(item.kind)

    def adding(self, *items: Page | Asset) -> Manifest:
        """The site with more on it."""
        pages = tuple(item for item in items if isinstance(item, Page))
        assets = tuple(item for item in items if isinstance(item, Asset))
        return replace(self, pages=(*self.pages, *pages), assets=(*self.assets, *assets))


def check_addresses(manifest: Manifest, problems: Problems) -> None:
    """Two things with one address are a problem: an engine would let the last one win in silence."""
    seen: dict[str, Page | Asset] = {}
    # A page of docs/ is somebody's own choice of address: when two meet, that is the one to move.
    for item in sorted(manifest.items, key=lambda item: item.source_uri.startswith("docs/")):
        if (other := seen.setdefault(item.address, item)) is not item:
            problems.add(
                Place(item.source_uri), f'địa chỉ "{item.address}" đã là của {other.source_uri}: mỗi trang một địa chỉ'
            )


def check_titles(manifest: Manifest, problems: Problems) -> None:
    """A standing page named like another page is a problem: in a tab or a history the two look the same."""
    pages = sorted(manifest.pages, key=lambda page: page.source_uri.startswith("docs/"))
    named: dict[str, Page] = {}
    for page in pages:
        other = named.setdefault(page.title, page)
        if other is not page and page.source_uri.startswith("docs/"):
            message = f'tên trang "{page.title}" đã là của {other.source_uri}: mỗi trang một tên'
            problems.add(Place(page.source_uri), message)


def check_links(manifest: Manifest, texts: Mapping[str, str], problems: Problems, hidden: Collection[str] = ()) -> None:
    """A link to an address or an anchor that the site does not have is a problem, at the line of its source.

    `texts` are the sources by uri; `hidden` the addresses of what is written and not shown yet.
    Links to /assets/ belong to the theme and are checked on the built site.
    """
    anchors = {item.address: anchors_of(item) for item in manifest.items}
    refused = {problem.place.uri for problem in problems}  # nothing is made of such a text, and so no anchor
    unknown = {item.address for item in manifest.items if item.source_uri in refused}
    for item in manifest.items:
        for address, anchor in _links(item):
            sure = "" if address in unknown or not address.endswith("/") else anchor  # a file has anchors of its own
            if address.startswith("/assets/") or not (message := _wrong_link(address, sure, anchors, hidden)):
                continue
            for place in _places(item.source_uri, address, anchor and f"#{anchor}", texts):
                # A link that nobody typed comes from a record; what is wrong with that has been said already.
                if place.line or not len(problems):
                    problems.add(place, message)


def _wrong_link(address: str, anchor: str, anchors: Mapping[str, set[str]], hidden: Collection[str]) -> str | None:
    if address in hidden:
        return f'liên kết tới "{address}": bài ấy còn là bản nháp, hoặc chưa đến ngày đăng'
    if address not in anchors:
        near = did_you_mean(address, [*anchors], 0.8)
        return f'liên kết tới "{address}": trang này không có địa chỉ đó{near}'
    if anchor and anchor not in anchors[address]:
        return f'liên kết tới "{address}#{anchor}": trang ấy không có mục đó'
    return None


def _links(item: Page | Asset) -> Iterator[tuple[str, str]]:
    """(address, anchor) of each link of a page that leads within the site."""
    for target in addresses(item.html) if item.html else ():
        if _is_within(target):
            path, _, anchor = target.partition("#")
            yield path.partition("?")[0], anchor


def anchors_of(item: Page | Asset) -> set[str]:
    """The ids on a page."""
    return ids(item.html) if item.html else set()


def _places(uri: str, address: str, anchor: str, texts: Mapping[str, str]) -> list[Place]:
    """The lines of a source that hold a link; the short version of the plan names only the anchor."""
    lines = texts.get(uri, "").split("\n")
    for words in (address + anchor, anchor):
        link = re.compile(rf"""(?<=[("'<\s}}]){re.escape(words)}(?=["'\s)>?,}}\]]|$)""")
        if found := [Place(uri, number) for number, line in enumerate(lines, 1) if words and link.search(line)]:
            return found
    return [Place(uri)]


def relative(target: str, address: str) -> str:
    """The address `target` ("/lich/#x") as seen from the page `address` ("/ho-tro/"): "../lich/#x"."""
    path, sign, anchor = target.partition("#")
    if path == address and anchor:
        return sign + anchor
    # What posixpath.relpath does too, in half the time: a page has dozens of links.
    there, here = _steps(path), _steps(posixpath.dirname(address))
    shared = len(posixpath.commonprefix([there, here]))
    way = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return (f"{way}/" if path.endswith("/") else way) + sign + anchor


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step]


def relative_links(html: str, address: str) -> str:
    """`html` with every link within the site made relative to `address`, so that any host and path will do."""
    return with_addresses(html, lambda target: relative(target, address) if _is_within(target) else target)


def _is_within(target: str) -> bool:
    """Whether a link leads within the site."""
    return target.startswith("/") and not target.startswith("//")
