"""What no list of the library knows is built into no page; under `serve` pages go without their policy."""

from __future__ import annotations

from commune.core.policy import check_inline, for_preview, wrong_part
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """The preview of `mkdocs serve` puts a script of its own into every page."""
    global _serving
    _serving = command == "serve"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    # Those of the library have been checked with the content; here they are made ready for the preview.
    for file in (each for each in files if _serving and each.src_uri.endswith(".html")):
        file.content_string = for_preview(file.content_string)
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if faults := check_inline(output):
        made = config.extra["pages"][page.file.src_uri]
        told = "\n".join(f"{made.source_uri}: {wrong_part(made.address, fault)}" for fault in faults)
        raise PluginError(f"Trang dựng ra chưa đăng được:\n{told}")
    return for_preview(output) if _serving else output
