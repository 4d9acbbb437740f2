"""Who walks through a page with the Tab key sees where they are: nothing lies over it (WCAG 2.4.11)."""

from __future__ import annotations

from random import Random

import pytest

# Notes of each stop whether any part of it is what a finger there would touch.
WATCH = """
window.walk = {stops: 0, hidden: []};
const met = (each, {left, right, top, bottom}) => [.5, .1, .9].some(across => [.5, .1, .9].some(down => {
  const hit = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
  return hit && each.contains(hit);
}));
document.addEventListener("focusin", ({target}) => setTimeout(() => {
  if (target !== document.activeElement) return;
  const boxes = [...target.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  walk.stops++;
  if (!boxes.some(box => met(target, box))) walk.hidden.push(target.outerHTML.slice(0, 120));
}));"""
STOPS = "a[href], button, input, summary, [tabindex='0'], audio"


def walk(tab, url: str, most: int) -> tuple[int, list[str]]:
    """From the top of the page to its end, or so many steps: how many stops there were, and those that were hidden."""
    tab.goto(url)
    tab.evaluate(WATCH)
    for _ in range(min(most, tab.locator(STOPS).count() + 1)):
        tab.keyboard.press("Tab")
        tab.evaluate("new Promise(done => setTimeout(done))")  # behind what is noted of this stop
    return tab.evaluate("[walk.stops, walk.hidden]")


def test_no_stop_is_hidden_on_a_few_pages(page, serve, site_dir, one_of_each_kind):
    chosen = Random(2026).sample(sorted(one_of_each_kind), 2)
    post = next(address for address in one_of_each_kind if address.startswith("/chien-dich/2"))
    tab, found = page(width=320, height=568), []
    for address in ["/", "/ho-tro/", "/ho-tro/an-toan/", post, *chosen]:
        stops, hidden = walk(tab, serve(site_dir) + address[1:], 60)
        assert stops > 3, address
        found += [f"{address} {stop}" for stop in hidden]
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize("size", [(320, 568), (360, 740), (1280, 800)])
def test_no_stop_is_hidden_on_any_kind_of_page(size, page, serve, site_dir, one_of_each_kind):
    tab, found = page(width=size[0], height=size[1]), []
    for address in one_of_each_kind:
        found += [f"{address} {stop}" for stop in walk(tab, serve(site_dir) + address[1:], 2000)[1]]
    assert found == []
