"""Makes links within the site relative, so that the same site/ works at any host and under any path."""

from __future__ import annotations

from commune.core.links import relative_links
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return relative_links(output, f"/{page.url}" if page.url != "./" else "/")
