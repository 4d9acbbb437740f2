"""Links within the site: addresses from its root, and as they are seen from a page."""

from __future__ import annotations

import posixpath

from .html import with_addresses

FRAMES = "/nhung/"  # below it stand the cards that other sites put in a frame


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
    return with_addresses(html, lambda target: relative(target, address) if is_within(target) else target)


def is_within(target: str) -> bool:
    """Whether a link leads within the site."""
    return target.startswith("/") and not target.startswith("//")
