"""The help pages as they arrive: one light answer of the server, readable in sunlight, with styles off, off line."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_setup import FONTS
from commune.help.pages import PAGES
from serving import Handler

HELP = [page.address[1:] for page in PAGES]
FIRST_LINES = ("113", "115", "111", "1900969680")


class Compressing(Handler):
    """A web server as they are set up: text goes out gzipped."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def gzipped(site_dir) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site_dir), base="/"))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", [*HELP, "nhung/ho-tro/"])
def test_a_help_page_is_one_answer_of_14336_bytes(address, page, gzipped):
    """Counted by the browser as they come over the wire, headers and all."""
    tab = page()
    wire = tab.context.new_cdp_session(tab)
    wire.send("Network.enable")
    answers: list[float] = []
    wire.on("Network.loadingFinished", lambda event: answers.append(event["encodedDataLength"]))
    tab.goto(gzipped + address, wait_until="networkidle")
    assert len(answers) == 1
    assert answers[0] <= 14_336


@pytest.mark.parametrize(("font", "dark"), [(FONTS[0], True), *((font, False) for font in FONTS)])
@pytest.mark.parametrize("address", [*HELP, "nhung/ho-tro/"])
def test_contrast_is_that_of_aaa(address, font, dark, page, serve, site_dir):
    """WCAG 1.4.6: 7 to 1, on a bright day and at night; and nothing lies over a word, however tall the letters are."""
    tab = page(serve(site_dir) + address, dark=dark, font=font, bypass_csp=True)
    tab.add_style_tag(content=".way-out { position: static !important }")  # what it covers cannot be measured
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    rules = {
        "runOnly": ["color-contrast", "color-contrast-enhanced"],
        "rules": {"color-contrast-enhanced": {"enabled": True}},
    }
    found = Axe().run(tab, options=rules).response
    assert [node["html"] for rule in found["violations"] for node in rule["nodes"]] == []
    assert {rule["id"] for rule in found["passes"]} >= {"color-contrast-enhanced"}
    assert [rule["id"] for rule in found["incomplete"]] == []


@pytest.mark.parametrize("address", HELP)
def test_everything_is_there_with_styles_off(address, page, serve, site_dir):
    """Read from top to bottom: heading, numbers, the way out; nothing that only a style would hide."""
    tab = page(javascript=False)
    tab.route(
        "**/*", lambda route: route.fulfill(body=bare(site_dir / address / "index.html"), content_type="text/html")
    )
    tab.goto(serve(site_dir) + address)
    assert tab.get_by_role("heading", level=1).is_visible()
    for number in FIRST_LINES:
        assert tab.locator(f'a[href="tel:{number}"]').first.is_visible()
    assert tab.get_by_role("link", name="Thoát nhanh").is_visible()
    assert not tab.get_by_text("Bấm phím Shift").is_visible()


def bare(file: Path) -> str:
    """A page without its styles."""
    return re.sub(r"<style>.*?</style>| style=\"[^\"]*\"", "", file.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("address", HELP)
def test_a_page_once_open_needs_no_network(address, page, serve, site_dir):
    tab = page(serve(site_dir) + address)
    tab.context.set_offline(True)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for folded in tab.locator("summary").all():
        folded.click()
    for number in FIRST_LINES:
        assert tab.locator(f'a[href="tel:{number}"]').first.is_visible()
    assert asked == []


def test_the_panel_once_open_needs_no_network(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/")
    tab.context.set_offline(True)
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    for number in FIRST_LINES:
        assert tab.get_by_role("dialog").locator(f'a[href="tel:{number}"]').is_visible()


# --- a frame on another site ---

PORTAL = """<!doctype html><html lang="vi"><title>Cổng thông tin</title>
<iframe src="{card}" title="Số điện thoại cần biết" width="100%" height="620"></iframe>"""


@pytest.mark.parametrize("width", [280, 360, 760])
@pytest.mark.parametrize(("font", "javascript"), [(FONTS[0], False), *((font, True) for font in FONTS)])
def test_the_card_works_in_a_frame_of_another_site(width, font, javascript, page, serve, site_dir, tmp_path):
    card = serve(site_dir) + "nhung/ho-tro/"
    (tmp_path / "index.html").write_text(PORTAL.format(card=card), "utf-8")
    tab = page(serve(tmp_path), width=width, javascript=javascript, font=font)
    tab.wait_for_load_state("networkidle")
    frame = tab.frame_locator("iframe")
    for number in FIRST_LINES:
        assert frame.locator(f'a[href="tel:{number}"]').is_visible()
    inner = tab.frames[1]
    if javascript:
        assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert inner.evaluate("document.documentElement.scrollHeight") <= 620
    frame.get_by_role("link", name="Điều nên biết trước khi gọi").click()
    tab.wait_for_url("**/ho-tro/")
    assert tab.title().startswith("Số điện thoại cần biết")
    assert tab.frames[1:] == []
