"""Puts the library's pages and files into the build, in place of what docs/ holds under the same path."""

from __future__ import annotations

from commune.core.page import Page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for item in config.extra["manifest"].items:
        if as_written := files.get_file_from_path(item.src_uri):
            files.remove(as_written)
        body = item.as_markdown() if isinstance(item, Page) else item.content
        files.append(File.generated(config, item.src_uri, content=body))
    return files
