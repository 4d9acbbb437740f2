"""What is on a long page: a list of its parts, which folds, beneath its title."""

from __future__ import annotations

import re

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
    """Where a link to the part leads: the heading, or the article that it stands in."""
    node: LexborNode | None = heading
    while node is not None and not node.attributes.get("id"):
        node = node.parent if node.tag != "article" else None
    return node.attributes["id"] if node is not None and node.tag in ("h2", "article", "div") else None
