"""Puts the library's pages and files into the build, in place of what docs/ holds under the same path."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from commune.core.cache import Kept
from commune.core.page import Asset, Page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as EnginePage


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for item in _told(config.extra["manifest"].items):
        if as_written := files.get_file_from_path(item.src_uri):
            files.remove(as_written)
        files.append(_file(item, config))
    config.extra["pages"] = {page.src_uri: page for page in config.extra["manifest"].pages}
    return files


def _told(items: list[Page | Asset]) -> Iterator[Page | Asset]:
    """The items; on a terminal it is told how far one is, since new pictures take a while."""
    for number, item in enumerate(items, 1):
        if sys.stderr.isatty():
            print(f"\rTrang và tệp: {number}/{len(items)}", end="", file=sys.stderr, flush=True)
        yield item
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _file(item: Page | Asset, config: MkDocsConfig) -> File:
    if isinstance(item, Page):
        # Its HTML is handed over below: the engine turns no text into HTML, and has none to take apart.
        return File.generated(config, item.src_uri, content="")
    if isinstance(item.kept, Kept):
        return File.generated(config, item.src_uri, abs_src_path=str(item.kept.path))
    return File.generated(config, item.src_uri, content=item.content)


def on_page_markdown(markdown: str, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
    page.meta = config.extra["pages"][page.file.src_uri].front
    return ""


def on_page_content(html: str, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
    made: Page = config.extra["pages"][page.file.src_uri]
    return made.html
