"""Three searches over the same pages, in Chromium as readers use them: ours, Material's own and Pagefind's."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from shutil import copytree, rmtree
from threading import Thread
from typing import Any

import yaml
from build import ROOT, run
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(ROOT / "tests"))
from browser_setup import find_chromium, launch
from finding import AT_ONCE, addresses, ask_ours, index_files, open_ours, page_of

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_PATIENCE = 600_000  # milliseconds: Material's search takes its time with 2,000 posts


@dataclass(frozen=True)
class Engine:
    """A search over the pages of a built site.

    `site` is the folder, `begins` how the addresses of what the search loads begin; `open` opens a page at the site's
    address and gets the search ready, `ask` (page, address, query) returns the pages found, best first.
    """

    name: str
    site: Path
    begins: tuple[str, ...]
    open: Callable[[Page, str], None]
    ask: Callable[[Page, str, str], list[str]]
    each_first: bool = True  # whether what a first query loads depends on the query

    def is_search(self, path: str) -> bool:
        return path.startswith(self.begins)


# --- the same pages for all three ---


def findable(site: Path) -> list[str]:
    """The addresses of the pages that ours finds."""
    return sorted(f"/{row[0]}" for file in index_files(site) for row in file.get("pages", []))


def ours(site: Path) -> Engine:
    return Engine("Của trang", site, ("/tim/",), open_ours, ask_ours)


def material(written: Path, pages: list[str], folder: Path) -> Engine:
    """Builds `pages`, of those that `commune pages` wrote to `written`, with stock Material."""
    docs = folder / "docs"
    for page in pages:
        target = docs / page.lstrip("/") / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_markdown(written, page), "utf-8")
    config = {
        "site_name": "Material",
        "docs_dir": str(docs),
        "theme": {"name": "material", "language": "vi", "font": False},
        "plugins": ["search"],
        "nav": ["index.md"],  # else every page lists all others
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    site = folder / "site"
    run("-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml"), "-d", str(site), cwd=folder)
    begins = ("/search/", "/assets/javascripts/workers/", "/assets/javascripts/lunr/")
    return Engine("Material", site, begins, _open_material, _ask_material, each_first=False)


def pagefind(built: Path, pages: list[str], folder: Path) -> Engine:
    """Runs Pagefind over `pages` of the built site, as far as their <main> goes: what is around is on all of them."""
    copytree(built, folder)
    rmtree(folder / "tim")
    kept = {folder / page.lstrip("/") / "index.html" for page in pages}
    for file in folder.rglob("*.html"):
        if file not in kept:
            file.unlink()
    run("-m", "pagefind", "--silent", "--site", str(folder), "--root-selector", "main", cwd=folder)
    return Engine("Pagefind", folder, ("/pagefind/",), _open_pagefind, _ask_pagefind)


def _markdown(written: Path, page: str) -> str:
    """A page as Markdown. Those with a template of their own are HTML files: what stands in <main>."""
    way = written / page.strip("/")
    for file in (way / "index.md", way.with_suffix(".md")):
        if file.exists():
            return file.read_text("utf-8")
    html = (way / "index.html").read_text("utf-8")
    main = _MAIN.search(html)
    return f"<div>\n{main[1] if main else html}\n</div>\n"


# --- how each is used ---


def _open_material(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.evaluate("document.querySelector('[data-md-component=search-query]').focus()")
    tab.wait_for_function(
        "document.querySelector('.md-search-result__meta').textContent.startsWith('Nhập')", timeout=_PATIENCE
    )


# Typing, to what is shown; the milliseconds in between.
TYPE_MATERIAL = """query => new Promise(resolve => {
  const field = document.querySelector("[data-md-component=search-query]"), start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    document.querySelector(".md-search-result__list").offsetHeight;
    resolve(performance.now() - start);
  }).observe(document.querySelector(".md-search-result__meta"), { childList: true });
  field.value = query;
  field.dispatchEvent(new KeyboardEvent("keyup"));
})"""


def _ask_material(tab: Page, site: str, query: str) -> list[str]:
    tab.evaluate(TYPE_MATERIAL, query)
    return addresses(tab, ".md-search-result__item > a", site)


def _open_pagefind(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.evaluate(
        "async site => { window.found = await import(site + 'pagefind/pagefind.js'); await found.init(); }", site
    )


def _ask_pagefind(tab: Page, site: str, query: str) -> list[str]:
    ask = """async ([query, most]) => {
      const { results } = await found.search(query);
      return Promise.all(results.slice(0, most).map(async one => (await one.data()).url));
    }"""
    return list(dict.fromkeys(page_of(url, site) for url in tab.evaluate(ask, [query, AT_ONCE])))


# --- the browser and the server ---


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium; it reaches this machine and no other."""
    with sync_playwright() as playwright:
        browser = launch(playwright, find_chromium())
        yield browser
        browser.close()


@contextmanager
def new_tab(browser: Browser) -> Iterator[Page]:
    """A tab with nothing kept from others."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    yield context.new_page()
    context.close()


@dataclass
class Sent:
    """What a server sent: (path, bytes on the wire, with the header) of each answer."""

    answers: list[tuple[str, int]] = field(default_factory=list)

    def take(self) -> list[tuple[str, int]]:
        """What was sent since the last time."""
        taken, self.answers = self.answers, []
        return taken


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Serves `folder`, gzipped as web hosts do; its address, ending in "/", and what is sent from there."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder), sent=sent))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()
    server.server_close()


_TYPES = {".webp": "image/webp", ".woff2": "font/woff2", ".js": "text/javascript"}
_PACKED = {".webp", ".woff2", ".png", ".jpg", ".zip", ".pdf"}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def __init__(self, *args: Any, sent: Sent, **kwargs: Any) -> None:
        self.sent = sent
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        data, packed = _packed(file) if file.is_file() else (b"", False)
        head = BytesIO()
        out, self.wfile = self.wfile, head
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile = out
        answer = head.getvalue() + data
        self.sent.answers.append((self.path.partition("?")[0], len(answer)))
        out.write(answer)

    def log_message(self, *args: Any) -> None:
        pass


@cache
def _packed(file: Path) -> tuple[bytes, bool]:
    """The bytes of a file as they are sent, and whether that is gzipped."""
    data = file.read_bytes()
    return (data, False) if file.suffix in _PACKED else (gzip.compress(data, 6), True)
