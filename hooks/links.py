"""Makes links within the site relative, so that the same site/ works at any host and under any path."""

from __future__ import annotations

from commune.core.page import relative_links
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return relative_links(html, f"/{page.url}" if page.url != "./" else "/")
