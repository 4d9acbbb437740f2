"""The way out, the panel, Back, the search and the filters in three engines, with their caches on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
from browser_setup import FLAGS, find_chromium
from serving import Leading, served
from three_engines import PATIENCE, ChromiumTab, Failed, Tab, elsewhere, firefox

# --- the site, and a page that the way out leads to ---


@pytest.fixture(scope="module")
def out() -> Iterator[str]:
    """What stands for the pages of others; another host to a browser, so that leaving is leaving."""
    with elsewhere([]) as port:
        yield f"http://localhost:{port}/"


@pytest.fixture(scope="module")
def home(site_dir, out) -> Iterator[str]:
    """The real site, whose way out leads there."""
    changed = (b"https://vi.wikipedia.org/", out.encode())
    with served(partial(Leading, directory=str(site_dir), base="/", changed=changed)) as address:
        yield address


# --- what somebody does ---

SHOWN = (
    "const shown = each => each && each.getClientRects().length && each.checkVisibility();"  # what is folded has boxes
)
# The first shown element of this kind that says these words.
NAMED = (
    SHOWN
    + """
return [...document.querySelectorAll(arguments[0])]
    .find(each => shown(each) && each.textContent.trim() === arguments[1])"""
)
# Links to other pages of the site, but those of the panel.
LINKS = (
    SHOWN
    + """
const links = [...document.querySelectorAll("a[href]:not(.leave):not([download])")].filter(each => shown(each)
  && each.host === location.host && each.pathname !== location.pathname && each.pathname.endsWith("/")
  && !each.closest(".panel-words, .found"));"""
)
LEAVE = SHOWN + "return [...document.querySelectorAll('a.leave')].find(shown)"
FIELD = "return document.querySelector('.find input')"
EMPTIED = """const field = document.querySelector(".find input");
field.value = "";
field.dispatchEvent(new Event("input"))"""
RESULTS = """const links = [...document.querySelectorAll(".found ol li a")]
    .filter(each => each.pathname !== location.pathname);"""
ONE = "return links[arguments[0] % links.length]"
LOADED = "document.readyState === 'complete' && location.host && location.href"  # for a moment a tab is nowhere
# Whatever tells what somebody looked for.
TELLS = (
    SHOWN
    + """
return [
  document.querySelector("[data-replace]") && "a page of help",
  document.querySelector("dialog.panel[open], details.panel[open]") && "the panel",
  [...document.querySelectorAll(".found, .found-help, .found-said:not(:empty)")].some(shown) && "results",
  (document.querySelector(".find input") || {}).value && "what was typed",
  document.querySelector(".facets [aria-pressed=true]") && "what was chosen",
].filter(each => each)"""
)


class Visitor:
    """Somebody who came from another page to the home page, and who leaves."""

    def __init__(self, tab: Tab, home: str, out: str) -> None:
        self.tab, self.out, self.before = tab, out, f"{out}truoc"
        tab.open(self.before)
        tab.open(home)

    def press(self, script: str, *values: object) -> None:
        """Presses what the script returns, as soon as it is there."""
        self.tab.until(f"return !!(function () {{ {script} }}).apply(null, arguments)", *values)
        self.tab.press(script, *values)

    def follow(self, script: str, *values: object) -> None:
        """The same with a link: and it has led somewhere. Where the page moved under the hand, it is pressed again."""
        here = self.tab.run("return location.pathname")
        for patience in (PATIENCE / 4, PATIENCE):
            self.press(script, *values)
            with suppress(Failed if patience < PATIENCE else ()):
                self.tab.until(f"return location.pathname !== arguments[0] && {LOADED}", here, patience=patience)
                return

    def open_panel(self) -> None:
        self.press(NAMED, "button", "Cần hỗ trợ?")

    def search(self, words: str) -> None:
        """Types it in place of what is there, and waits for all results."""
        self.press(FIELD)
        self.tab.run(EMPTIED)
        self.tab.until("const found = document.querySelector('.found'); return !found || found.hidden")
        self.tab.write(FIELD, words)
        self.tab.until("return !!document.querySelector('.found[aria-busy=false]:not([hidden]) ol li a')")

    def leave(self) -> None:
        if not self.tab.run(f"return !!(function () {{ {LEAVE} }})()"):
            self.open_panel()
        self.press(LEAVE)
        self.tab.until("return location.href === arguments[0] && document.readyState === 'complete'", self.out)

    def told(self) -> list[str]:
        """What the pages tell that Back reaches, one after the other, and then Forward."""
        return [*self._told(self.tab.back, self.before), *self._told(self.tab.forward, self.out)]

    def _told(self, step: Callable[[], None], end: str) -> Iterator[str]:
        for _ in range(12):
            step()
            here = self.tab.until(f"return {LOADED}")
            yield from (f"{step.__name__} at {here}: {thing}" for thing in self.tab.run(TELLS))
            if here == end:
                return
        yield f"{step.__name__} never came to {end}"


@pytest.fixture
def visitor(engine, home, out) -> Visitor:
    return Visitor(engine.tab, home, out)


# --- the way out ---


def test_a_page_that_is_left_is_kept_as_it_was(visitor):
    """Without that, nothing below would be tried. An engine that is short of room drops what it keeps: three tries."""
    assert any(is_kept(visitor) for _ in range(3))


def is_kept(visitor: Visitor) -> bool:
    """Whether the home page is as it was left, when somebody comes back to it."""
    visitor.tab.run("document.body.dataset.seen = 'yes'")
    visitor.follow(NAMED, "nav a", "Lịch")
    visitor.tab.back()
    visitor.tab.until(f"return {LOADED}")
    return visitor.tab.run("return document.body.dataset.seen") == "yes"


def test_after_the_panel_and_help_back_shows_neither(visitor):
    visitor.follow(NAMED, "nav a", "Lịch")
    visitor.open_panel()
    visitor.follow(NAMED, ".panel-words a", "Đọc thêm trước khi gọi")
    visitor.leave()
    assert visitor.told() == []


def test_after_a_search_back_shows_nothing_of_it(visitor):
    visitor.search("bị chồng đánh")
    visitor.follow(RESULTS + ONE, 1)
    visitor.leave()
    assert visitor.told() == []


def test_after_choosing_among_materials_back_shows_no_choice(visitor):
    visitor.follow(NAMED, "nav a", "Tài liệu")
    visitor.press(SHOWN + "return [...document.querySelectorAll('.facets summary')].find(shown)")
    visitor.press(SHOWN + "return [...document.querySelectorAll('.facets button')].find(shown)")
    assert visitor.tab.run(TELLS) == ["what was chosen"]
    visitor.follow(LINKS + ONE, 0)
    visitor.leave()
    assert visitor.told() == []


def test_the_panel_and_the_search_ask_no_other_host_for_anything(engine, visitor, home):
    """The panel asks for nothing at all. The engine is one for all tests: some have asked before."""
    others, before = len(engine.asked), visitor.tab.run(ASKED)
    visitor.open_panel()
    assert visitor.tab.run(ASKED) == before
    visitor.tab.open(home)
    visitor.search("bị chồng đánh")
    assert not [url for url in visitor.tab.run(ASKED) if not url.startswith(home)]
    assert engine.asked[others:] == []


# What the page has asked for; its picture in the tab comes when the browser likes.
ASKED = """return performance.getEntriesByType("resource").map(each => each.name)
    .filter(name => !name.endsWith("favicon.svg"))"""


# --- routes drawn by lot ---

WORDS = ("bạo lực", "chong danh", "số điện thoại", "kế hoạch", "trẻ em", "ly hôn", "xâm hại")


def step(visitor: Visitor, chance: Random) -> str:
    """One step of somebody who looks for something: what it was."""
    may = ["link", "link", "search", "result"]
    if visitor.tab.run("return !!document.querySelector('button.need-help')"):
        may += ["panel", "help", "help"]
    kind = chance.choice(may)
    if kind == "link":
        visitor.follow(LINKS + ONE, chance.randrange(1000))
    elif kind in ("search", "result"):
        visitor.search(chance.choice(WORDS))
        if kind == "result":
            visitor.follow(RESULTS + ONE, chance.randrange(1000))
    else:
        visitor.open_panel()
        if kind == "help":
            visitor.follow(NAMED, ".panel-words a", "Đọc thêm trước khi gọi")
        else:
            visitor.press(NAMED, "dialog button", "Đóng")
    return f"{kind} {visitor.tab.run('return location.pathname')}"


@pytest.mark.parametrize("routes", [4, pytest.param(200, marks=pytest.mark.long)])
def test_whatever_the_way_back_and_forward_tell_nothing(routes, engine, home, out):
    """Up to four steps through the site, the panel, help and the search; then the way out."""
    found = []
    for number in range(routes):
        chance = Random(2026 + number)
        visitor = Visitor(engine.tab, home, out)
        route = [step(visitor, chance) for _ in range(chance.randint(1, 4))]
        visitor.leave()
        found += [f"{number} {route}: {thing}" for thing in visitor.told()]
    assert found == []


# --- what is left in histories: as hooks/commune/help/history_left.html says ---


def leave_from_help(tab: Tab, home: str, out: str) -> None:
    visitor = Visitor(tab, home, out)
    visitor.follow(NAMED, "nav a", "Lịch")
    visitor.open_panel()
    visitor.follow(NAMED, ".panel-words a", "Đọc thêm trước khi gọi")
    visitor.follow(SHOWN + "return [...document.querySelectorAll('nav a')].find(each => /an-toan/.test(each.href))")
    visitor.leave()


def read(database: Path, query: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as history:
        return history.execute(query).fetchall()


@pytest.mark.long
def test_firefox_lists_help_pages_under_their_own_names(home, out, tmp_path):
    """And the first page under its own, whose address the page that is left takes for a moment."""
    with ExitStack() as stack:
        leave_from_help(firefox(1, stack, tmp_path)[1], home, out)
        time.sleep(3)  # it writes when it likes
    listed = dict(read(tmp_path / "places.sqlite", "select url, title from moz_places where not hidden"))
    assert listed[f"{home}ho-tro/"].startswith("Số điện thoại cần biết")
    assert listed[f"{home}ho-tro/an-toan/"].startswith("Mẹo dùng điện thoại")
    assert listed[home].startswith("Bình đẳng giới")
    assert listed[f"{home}lich/"].startswith("Lịch")


@pytest.mark.long
def test_chromium_lists_no_help_page_and_keeps_their_addresses(browser, home, out, tmp_path):
    """They are steps on the way to the page of the way out, and are called as it is."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=find_chromium(),
        args=[*FLAGS],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    leave_from_help(ChromiumTab(context.pages[0]), home, out)
    time.sleep(3)
    context.close()
    history = tmp_path / "Default" / "History"
    kept = dict(read(history, "select url, title from urls"))
    assert kept[f"{home}ho-tro/"] == kept[f"{home}ho-tro/an-toan/"] == kept[out] == "Bách khoa"
    ends = read(
        history, "select urls.url, visits.transition & 0x20000000 from visits join urls on urls.id = visits.url"
    )
    assert {url for url, shown in ends if shown} == {out, f"{out}truoc", home, f"{home}lich/"}
