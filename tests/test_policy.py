"""The Content-Security-Policy: what a browser does under it, and what no build lets through."""

from __future__ import annotations

import built
import pytest

# Told by the browser of each page that it opens: in the console, and as an event of the document.
LISTEN = """addEventListener("securitypolicyviolation", event => {
    console.error("Content Security Policy: " + event.violatedDirective + " " + event.blockedURI);
})"""


@pytest.fixture
def watched(page):
    """watched(url=None, **options) → (tab, what the policy stopped so far)."""

    def open_page(url=None, **options):
        tab, stopped = page(**options), []
        tab.add_init_script(LISTEN)
        tab.on("console", lambda said: stopped.append(f"{tab.url}: {said.text}") if said.type == "error" else None)
        tab.on("pageerror", lambda error: stopped.append(f"{tab.url}: {error}"))
        if url:
            tab.goto(url)
        return tab, stopped

    return open_page


def test_no_page_is_stopped_in_anything_by_its_own_policy(watched, serve, site_dir):
    """Every page of the site, with its scripts, its icon, its pictures."""
    tab, stopped = watched()
    for file in built.pages(site_dir):
        tab.goto(serve(site_dir) + built.address(site_dir, file)[1:], wait_until="networkidle")
    assert [line for line in stopped if "404" not in line] == []
