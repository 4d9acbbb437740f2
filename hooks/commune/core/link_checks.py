"""What can be wrong with addresses, titles and links once every page is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from .html import addresses
from .links import is_within
from .page import Asset, Manifest, Page, anchors_of
from .problem import Place, Problems, did_you_mean
from .sanitising import TAKEN_IDS
from .source import DOCS


def check_addresses(manifest: Manifest, problems: Problems) -> None:
    """Two things with one address are a problem: an engine would let the last one win in silence."""
    seen: dict[str, Page | Asset] = {}
    # A page of docs/ is somebody's own choice of address: when two meet, that is the one to move.
    for item in sorted(manifest.items, key=lambda item: item.source_uri.startswith(DOCS)):
        if (other := seen.setdefault(item.address, item)) is not item:
            problems.add(
                Place(item.source_uri), f'địa chỉ "{item.address}" đã là của {other.source_uri}: mỗi trang một địa chỉ'
            )


def check_titles(manifest: Manifest, problems: Problems) -> None:
    """A standing page named like another page is a problem: in a tab or a history the two look the same."""
    pages = sorted(manifest.pages, key=lambda page: page.source_uri.startswith(DOCS))
    named: dict[str, Page] = {}
    for page in pages:
        other = named.setdefault(page.title, page)
        if other is not page and page.source_uri.startswith(DOCS):
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
        if target[:1] == "#" and target[1:] not in ("", *TAKEN_IDS):  # these stand around every page
            yield item.address, target[1:]
        elif is_within(target):
            path, _, anchor = target.partition("#")
            yield path.partition("?")[0], anchor


def _places(uri: str, address: str, anchor: str, texts: Mapping[str, str]) -> list[Place]:
    """The lines of a source that hold a link; the short version of the plan names only the anchor."""
    lines = texts.get(uri, "").split("\n")
    # An item of a plan may be named "#II.6" and is written "#ii-6".
    loose = re.escape(anchor).replace(r"\-", "[.-]")
    for words, pattern in ((address + anchor, re.escape(address) + loose), (anchor, loose)):
        link = re.compile(rf"""(?<=[("'<=\s}}])(?i:{pattern})(?=["'\s)>?,}}\]]|$)""")
        if found := [Place(uri, number) for number, line in enumerate(lines, 1) if words and link.search(line)]:
            return found
    return [Place(uri)]
