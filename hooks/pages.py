"""Puts the library's pages and files into the build, in place of what docs/ holds under the same path."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from commune.core.page import Asset, Page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for item in _told(config.extra["manifest"].items):
        if as_written := files.get_file_from_path(item.src_uri):
            files.remove(as_written)
        body = item.as_markdown() if isinstance(item, Page) else item.content
        files.append(File.generated(config, item.src_uri, content=body))
    return files


def _told(items: list[Page | Asset]) -> Iterator[Page | Asset]:
    """The items; on a terminal it is told how far one is, since new pictures take a while."""
    for number, item in enumerate(items, 1):
        if sys.stderr.isatty():
            print(f"\rTrang và tệp: {number}/{len(items)}", end="", file=sys.stderr, flush=True)
        yield item
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
