"""What the site leaves in a browser: one measurement, for the privacy page (`make measure`) and for its test."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import yaml
from browser_setup import find_chromium, launch
from commune.core.page import Manifest
from commune.site import make_site
from needs import told
from playwright.sync_api import sync_playwright
from serving import ROOT, Handler, served
from three_engines import ENGINES, NEEDED, Engine, start

HEADER = "# Máy ghi tệp này: make measure. Đừng sửa tay; trang về quyền riêng tư lấy số từ đây.\n"

# Everything that a page can keep in a browser and a script can list.
KEPT = """async () => ({
  local_storage: localStorage.length,
  session_storage: sessionStorage.length,
  indexed_db: (await indexedDB.databases()).length,
  cache_storage: (await caches.keys()).length,
  service_workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
_KINDS = ("local_storage", "session_storage", "indexed_db", "cache_storage", "service_workers")
USED = """document.querySelectorAll("details").forEach(part => { part.open = true });
const button = document.querySelector("button.need-help");
if (button) { button.click(); document.querySelector("dialog.panel").close(); }
scrollTo(0, document.body.scrollHeight);"""


def measure(engine: Engine, site: str, addresses: Iterable[str]) -> dict[str, int]:
    """Opens every address ("/lich/") of the site, uses what is on it, and counts what is left behind."""
    counts = dict.fromkeys(("cookies", *_KINDS), 0)
    before = len(engine.asked)
    for address in addresses:
        engine.tab.open(site + address[1:])
        engine.tab.run(USED)
        for kind, number in {"cookies": engine.tab.cookies(), **engine.tab.run(f"return ({KEPT})()")}.items():
            counts[kind] = max(counts[kind], number)
    time.sleep(0.5)  # what the last page asks for late
    return {**counts, "other_hosts": len(engine.asked) - before}


def main() -> None:
    """Measures site/ and writes content/measurement.yml."""
    if missing := [need for name in ENGINES for need in NEEDED[name] if not need.works()]:
        sys.exit(told(missing))
    pages = html_pages(make_site(ROOT, date.today(), date.today())[1])
    browsers, counts = [], dict[str, int]()
    with served(partial(Handler, directory=str(ROOT / "site"), base="/")) as site, sync_playwright() as playwright:
        chromium = launch(playwright, find_chromium())
        for name in ENGINES:
            with ExitStack() as stack:
                engine = start(name, chromium, stack)
                found = measure(engine, site, pages)
            browsers.append(engine.name)
            counts = {kind: max(number, counts.get(kind, 0)) for kind, number in found.items()}
        chromium.close()
    about = {"measured_on": date.today().isoformat(), "browsers": browsers, "page_kinds": sorted(set(pages.values()))}
    text = HEADER + yaml.safe_dump(about | counts, allow_unicode=True, sort_keys=False, width=100)
    Path(ROOT, "content/measurement.yml").write_text(text, "utf-8")
    print(text, end="")


def html_pages(manifest: Manifest) -> dict[str, str]:
    """{address: kind} of everything that a browser shows as a page. Old addresses only lead to one of these."""
    shown = [item for item in manifest.items if item.address.endswith(("/", ".html"))]
    return {item.address: item.kind for item in shown if item.kind not in ("moved", "gone")}


if __name__ == "__main__":
    main()
