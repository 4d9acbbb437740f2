"""Readable at any size: the numbers to call on every width, and where people have text enlarged."""

from __future__ import annotations

import pytest
from browser_setup import FONTS
from playwright.sync_api import Page

FIRST_LINES = ("113", "115", "111", "1900969680")

# The words that are broken over two lines, of all that a part of a page shows.
BROKEN_WORDS = """part => {
    const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), broken = [], range = document.createRange();
    for (let node; node = words.nextNode();)
        for (const word of node.data.matchAll(/\\S+/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const tops = new Set(Array.from(range.getClientRects()).map(line => Math.round(line.top)));
            if (tops.size > 1 && node.parentElement.closest('.hidden-text') === null) broken.push(word[0]);
        }
    return broken;
}"""
# The sizes of text on a page: of what each emergency number is written in, and of what all else is.
SIZES = """() => {
    const [numbers, others] = [[], []], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = texts.nextNode();) {
        const parent = node.parentElement;
        if (!node.data.trim() || !parent.getClientRects().length) continue;
        const first = parent.matches('.first-lines .emergency b');
        (first ? numbers : others).push([parseFloat(getComputedStyle(parent).fontSize), node.data.trim()]);
    }
    return [numbers, others];
}"""


def boxes(tab: Page, part: str) -> list[dict[str, float]]:
    return [tab.locator(f'{part} a[href="tel:{number}"]').bounding_box() for number in FIRST_LINES]


@pytest.mark.parametrize("font", FONTS)
def test_the_two_emergency_numbers_are_the_largest_on_every_width(font, page, serve, site_dir):
    """In letters, and in the room that they have; and no word of a tile is broken."""
    tab = page(serve(site_dir) + "ho-tro/", font=font)
    for width in (320, 360, 411, 480, 600, 768, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 800})
        numbers, others = tab.evaluate(SIZES)
        assert [number for _, number in numbers] == ["113", "115"]
        assert min(numbers)[0] > max(others)[0], width
        police, ambulance, *rest = boxes(tab, ".first-lines")
        room = tab.locator(".first-lines").bounding_box()["width"]
        assert police["width"] == ambulance["width"] >= room * 0.48, width
        assert min(police["height"], ambulance["height"]) >= max(box["height"] for box in rest), width
        assert tab.locator(".first-lines").evaluate(BROKEN_WORDS) == [], width


def seen(tab: Page, part: str, foot: float) -> bool:
    """All four lines are between the top of the screen and `foot`, large enough for a thumb and no wider than it."""
    return all(
        box["y"] >= 0 and box["y"] + box["height"] <= foot and box["height"] >= 44 and box["x"] + box["width"] <= 360
        for box in boxes(tab, part)
    )


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("text", [130, 150, 200])
def test_with_large_text_the_first_screen_says_whom_to_call(text, font, page, serve, site_dir):
    """All four numbers on the page of help, on the home page and in the panel, above the way out."""
    tab = page(serve(site_dir) + "ho-tro/", font=font, text=text)
    assert seen(tab, ".first-lines", tab.locator(".way-out").bounding_box()["y"])
    assert tab.locator(".first-lines").evaluate(BROKEN_WORDS) == []
    tab.goto(serve(site_dir))
    assert seen(tab, "main .first-lines", tab.locator("main .way-out").bounding_box()["y"])
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    assert seen(tab, "dialog", tab.locator("dialog .way-out").bounding_box()["y"])
    assert tab.get_by_role("dialog").get_by_role("heading").bounding_box()["y"] >= 0


@pytest.mark.parametrize("address", ["ho-tro/", "lich/"])
def test_text_that_is_enlarged_alone_is_large_text_too(address, page, serve, site_dir):
    """No media query knows of Firefox's zoom of text, or of a style sheet of one's own."""
    tab = page(serve(site_dir) + address, bypass_csp=True)
    tab.add_style_tag(content="html { font-size: 200% }")
    tab.wait_for_function("getComputedStyle(document.querySelector('.told')).order === '1'")
    part = ".first-lines"
    if address == "lich/":
        part = "dialog"
        tab.get_by_role("button", name="Cần hỗ trợ?").click()
    assert seen(tab, part, tab.locator(".way-out:visible").bounding_box()["y"])


def test_where_nothing_was_found_the_bar_stays_on_the_screen_of_text_enlarged_alone(page, serve, site_dir):
    tab = page(serve(site_dir) + "404.html", bypass_csp=True)
    tab.add_style_tag(content="html { font-size: 200% }")
    tab.wait_for_function("document.querySelector('.way-out').getBoundingClientRect().bottom <= innerHeight")


def test_with_large_text_nothing_is_wider_than_the_screen_and_the_header_is_small(
    page, serve, site_dir, one_of_each_kind
):
    tab, wide, high = page(text=200), [], []
    for address in one_of_each_kind:
        tab.goto(serve(site_dir) + address[1:])
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
        if tab.evaluate("(document.querySelector('body > header')?.offsetHeight ?? 0) > innerHeight * .4"):
            high.append(address)
    assert (wide, high) == ([], [])


@pytest.mark.parametrize(("width", "height"), [(360, 740), (740, 360), (320, 480)])
def test_the_panel_opens_at_its_first_line(width, height, page, serve, site_dir):
    """A screen reader begins there, and nobody has to look for it above."""
    tab = page(serve(site_dir) + "lich/", width=width, height=height)
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    panel = tab.get_by_role("dialog")
    assert panel.evaluate("panel => panel.scrollTop") == 0
    assert panel.get_by_role("heading").evaluate("heading => heading === document.activeElement")
    tab.keyboard.press("Tab")
    assert panel.locator('a[href="tel:113"]').evaluate("link => link === document.activeElement")
