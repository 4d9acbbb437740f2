"""What the site leaves in a browser: one measurement, for the privacy page (`make measure`) and for its test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import yaml
from commune.core.page import Manifest
from playwright.sync_api import Browser, Page

HEADER = "# Máy ghi tệp này: make measure. Đừng sửa tay; trang về quyền riêng tư lấy số từ đây.\n"

_AT_ONCE = 6  # pages beside each other, since most of the time is waiting
# Everything that a page can keep in a browser and a script can list.
KEPT = """async () => ({
  local_storage: localStorage.length,
  session_storage: sessionStorage.length,
  indexed_db: (await indexedDB.databases()).length,
  cache_storage: (await caches.keys()).length,
  service_workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def measure(browser: Browser, site: str, addresses: Iterable[str]) -> dict[str, int]:
    """Opens every address ("/lich/") of the site, uses what is on it, and counts what is left behind."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 740})
    host = urlsplit(site).netloc
    foreign: list[str] = []
    context.on("request", lambda request: _note(request.url, host, foreign))
    tabs = [context.new_page() for _ in range(_AT_ONCE)]
    counts = dict.fromkeys(("local_storage", "session_storage", "indexed_db", "cache_storage", "service_workers"), 0)
    waiting = [*addresses]
    while waiting:
        opened = [tab for tab, address in zip(tabs, waiting, strict=False) if tab.goto(site + address[1:])]
        waiting = waiting[len(opened) :]
        for use in (_quiet, _use, _quiet):
            for tab in opened:
                use(tab)
        for tab in opened:
            for kind, number in tab.evaluate(KEPT).items():
                counts[kind] = max(counts[kind], number)
    found = {"cookies": len(context.cookies()), **counts, "other_hosts": len(foreign)}
    context.close()
    return found


def _note(url: str, host: str, foreign: list[str]) -> None:
    if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != host:
        foreign.append(url)


def _use(tab: Page) -> None:
    """Opens what is folded, and the panel; scrolls to the end, where pictures may load late."""
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    if (panel := tab.locator("button.need-help")).count():
        panel.first.click()
        tab.keyboard.press("Escape")
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")


def _quiet(tab: Page) -> None:
    """Waits until it has asked for nothing for half a second."""
    tab.wait_for_load_state("networkidle")


def main() -> None:
    """Measures site/ and writes content/measurement.yml."""
    from browser_setup import find_chromium, launch
    from commune.site import make_site
    from playwright.sync_api import sync_playwright
    from serving import ROOT, Handler

    manifest = make_site(ROOT, date.today(), date.today())[1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(ROOT / "site"), base="/"))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = launch(playwright, find_chromium())
        pages = html_pages(manifest)
        counts = measure(browser, f"http://127.0.0.1:{server.server_port}/", pages)
        about = {"measured_on": date.today().isoformat(), "browser": f"Chromium {browser.version.split('.')[0]}"}
        browser.close()
    server.shutdown()
    record = {**about, "page_kinds": sorted(set(pages.values())), **counts}
    text = HEADER + yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=100)
    Path(ROOT, "content/measurement.yml").write_text(text, "utf-8")
    print(text, end="")


def html_pages(manifest: Manifest) -> dict[str, str]:
    """{address: kind} of everything that a browser shows as a page. Old addresses only lead to one of these."""
    shown = [item for item in manifest.items if item.address.endswith(("/", ".html"))]
    return {item.address: item.kind for item in shown if item.kind not in ("moved", "gone")}


if __name__ == "__main__":
    main()
