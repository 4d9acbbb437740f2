"""The Chromium that the browser tests drive: the system's own; where there is none, it is installed.

`make test` runs this file before the tests; conftest.py imports `find_chromium` from it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from installing import installed, quietly
from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Root needs the first one; the others keep the browser from asking any other host for anything.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

MISSING = (
    "Các kiểm thử cần trình duyệt Chromium mà không tự cài được: hãy chạy "
    "(the browser tests need Chromium, which could not be installed: run) sudo apt-get install chromium"
)


def find_chromium() -> str | None:
    """The browser on the PATH, or the one that Playwright installed, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def starts() -> bool:
    """A browser may be there and still not run: a stub, or a missing system library."""
    if not (executable := find_chromium()):
        return False
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=executable, args=FLAGS).close()
    except Error:
        return False
    return True


def ways_to_install() -> Iterator[Callable[[], None]]:
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield lambda: quietly(["apt-get", "update", "-qq"])
        yield lambda: quietly(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "chromium"])
    yield lambda: quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def main() -> int:
    return 0 if find_chromium() else installed("Chromium", starts, ways_to_install(), MISSING)


if __name__ == "__main__":
    sys.exit(main())
