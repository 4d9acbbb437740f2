"""Puts the library's pages and files into the build, in place of what docs/ holds under the same path."""

from __future__ import annotations

from commune.core.page import Page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for src_uri, item in config.extra["manifest"].by_src_uri.items():
        body = item.as_markdown() if isinstance(item, Page) else item.content
        _replace(files, File.generated(config, src_uri, content=body))
    return files


def _replace(files: Files, file: File) -> None:
    """docs/gioi-thieu.md and the page gioi-thieu/index.md are one and the same."""
    for src_uri in (file.src_uri, file.src_uri.replace("/index.md", ".md")):
        if old := files.get_file_from_path(src_uri):
            files.remove(old)
    files.append(file)
