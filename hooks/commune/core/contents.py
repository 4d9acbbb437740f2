"""What is on a long page: a list of its parts, which folds, beneath its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from .html import fragment
from .render import render
from .text import squeeze

LEAST = 4  # parts: what has fewer is read as it is
# The title, and the sentence that says what the page is.
_OPENING = re.compile(r'</h1>(?:\s*<p class="lead">.*?</p>)?', re.DOTALL)


def with_contents(html: str) -> str | None:
    """A page with the list of its parts, each a link; None where it is short, or has no title to put it under."""
    headings = fragment(html).css("h2:not(.hidden-text)")
    parts = [(anchor, squeeze(heading.text())) for heading in headings if (anchor := _anchor(heading))]
    opening = _OPENING.search(html)
    if len(parts) < LEAST or not opening:
        return None
    return f"{html[: opening.end()]}\n{render('contents.html', parts=parts)}\n{html[opening.end() :]}"


def _anchor(heading: LexborNode) -> str | None:
    """Where a link to the part leads: the heading, the article that it stands in, or the first of those below it."""
    below = heading.next
    while below is not None and below.tag == "-text":
        below = below.next
    for node in (heading, *_around(heading), below):
        if node is not None and node.tag in ("h2", "article") and (anchor := node.attributes.get("id")):
            return anchor
    return None


def _around(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node
