"""HTML as browsers read it (the parser of the HTML standard): the links on a page, its anchors, its words.

Sources: HTML Living Standard, "Parsing HTML documents"; attributes that hold addresses: its index of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes whose value is an address that a browser follows or loads.
_ADDRESSES = ("href", "src", "poster", "action", "formaction", "cite", "data", "background", "longdesc", "manifest")
_LISTS = ("srcset", "imagesrcset")  # several addresses, each with a size
_CARRIERS = ",".join(f"[{name}]" for name in (*_ADDRESSES, *_LISTS)) + ",meta[http-equiv]"
_LEFT_OUT = re.compile(r"[\t\n\r]|^[\x00- ]+|[\x00- ]+$")  # what is no part of an address to a browser (URL Standard)
_REFRESH = re.compile(r"(?i)^(\s*[\d.]*\s*[;,]?\s*url\s*=\s*)(.*)$", re.DOTALL)


def fragment(html: str) -> LexborHTMLParser:
    """The tree of a part of a page, as it stands inside an element of the page."""
    return LexborHTMLParser(html, is_fragment=True)


def tree_of(html: str) -> LexborHTMLParser:
    """The tree of a whole page, or of a part of one."""
    return LexborHTMLParser(html) if html.lstrip()[:9].lower() == "<!doctype" else fragment(html)


def nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Everything on the page, in its order: elements, words, comments."""
    if tree.root is not None:
        yield from tree.root.traverse(include_text=True)


def ids(html: str) -> set[str]:
    """The anchors of a page."""
    return {node.attributes["id"] or "" for node in tree_of(html).css("[id]")}


def addresses(html: str) -> list[str]:
    """Every address on a page, in its order: of links, pictures and whatever else a browser follows or loads."""
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    _each_address(tree_of(html), note)
    return found


def with_addresses(html: str, change: Callable[[str], str]) -> str:
    """The page with every address on it changed, and nothing else: what is shown as text stays as it is."""
    tree = tree_of(html)
    _each_address(tree, change)
    return tree.html or ""


def _each_address(tree: LexborHTMLParser, change: Callable[[str], str]) -> None:
    for node in {node.mem_id: node for node in tree.css(_CARRIERS)}.values():
        for name, value in list(node.attributes.items()):
            changed = _changed(node, name, value or "", change)
            if changed != (value or ""):
                node.attrs[name] = changed


def _changed(node: LexborNode, name: str, value: str, change: Callable[[str], str]) -> str:
    if name in _ADDRESSES:
        return change(_LEFT_OUT.sub("", value))
    if name in _LISTS:
        return ", ".join(_sized(candidate, change) for candidate in re.split(r",\s+|,(?=/)", value.strip()))
    if node.tag == "meta" and name == "content" and (found := _REFRESH.match(value)):
        return found[1] + change(found[2])
    return value


def _sized(candidate: str, change: Callable[[str], str]) -> str:
    address, *size = candidate.split()
    return " ".join([change(address), *size])
