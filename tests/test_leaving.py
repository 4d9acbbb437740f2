"""The panel and the way out, as somebody who may be watched uses them."""

from __future__ import annotations

import pytest


@pytest.fixture
def tab(page, serve, site_dir):
    """A phone on the home page; the exit address answers, so that leaving can be seen."""
    tab = page()
    tab.route("https://vi.wikipedia.org/**", lambda route: route.fulfill(body="<title>bách khoa</title>"))
    tab.goto(serve(site_dir), wait_until="networkidle")
    return tab


def addresses_behind(tab) -> list[str]:
    """What Back reaches, one step after the other."""
    found = []
    while tab.go_back():
        found.append(tab.url)
    return found


def kept(tab) -> list[str]:
    """What the browser's own list of this tab holds: addresses and titles, those ahead of Back too."""
    wire = tab.context.new_cdp_session(tab)
    return [f"{entry['url']} {entry['title']}" for entry in wire.send("Page.getNavigationHistory")["entries"]]


def test_the_panel_opens_without_a_request_or_a_trace(tab):
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    before, length = tab.url, tab.evaluate("history.length")
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    panel = tab.get_by_role("dialog", name="Gọi ai bây giờ?")
    for number in ("113", "115", "111", "1900969680"):
        assert panel.locator(f'a[href="tel:{number}"]').is_visible()
    assert (tab.url, tab.evaluate("history.length"), requests) == (before, length, [])
    tab.keyboard.press("Escape")
    assert not panel.is_visible()


def test_after_leaving_the_panel_back_reaches_no_help(tab, serve, site_dir):
    tab.get_by_role("link", name="Lịch", exact=True).click()
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    tab.get_by_role("dialog").get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_url("https://vi.wikipedia.org/")
    assert not [entry for entry in kept(tab) if "ho-tro" in entry]
    assert addresses_behind(tab)[0] == serve(site_dir)


def test_after_leaving_help_pages_back_reaches_none_of_them(tab):
    tab.get_by_role("link", name="Xem thêm: gọi rồi thì ai biết").click()
    tab.get_by_role("link", name="Nơi khác nhận tin báo").click()
    tab.get_by_role("link", name="Địa chỉ cần biết").click()
    tab.get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_url("https://vi.wikipedia.org/")
    assert not [entry for entry in kept(tab) if "ho-tro" in entry or "cần biết" in entry]
    assert [address for address in addresses_behind(tab) if "ho-tro" in address] == []


@pytest.mark.parametrize(
    "address", ["ho-tro/", "ho-tro/noi-tiep-nhan/", "ho-tro/dia-chi/", "ho-tro/an-toan/", "ho-tro/thu/"]
)
def test_the_way_out_is_in_reach_of_the_thumb_and_covers_nothing_needed(address, page, serve, site_dir):
    tab = page(serve(site_dir) + address, width=320, height=568)
    box = tab.get_by_role("link", name="Thoát nhanh").bounding_box()
    assert box["y"] > 568 / 2 and box["y"] + box["height"] <= 568 and box["height"] >= 44
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = tab.locator("footer").bounding_box()
    assert last["y"] + last["height"] <= tab.locator(".way-out").bounding_box()["y"] + 1
    tab.emulate_media(media="print")
    assert not tab.locator(".leave").is_visible()


def test_shift_three_times_leaves(tab, serve, site_dir):
    tab.goto(serve(site_dir) + "ho-tro/")
    for _ in range(2):
        tab.keyboard.press("Shift")
    assert tab.get_by_role("status").text_content() == "Bấm Shift thêm 1 lần để thoát."
    tab.keyboard.press("Shift")
    tab.wait_for_url("https://vi.wikipedia.org/")


def test_shift_does_nothing_where_no_way_out_is_shown(tab):
    before = tab.url
    for _ in range(4):
        tab.keyboard.press("Shift")
    tab.wait_for_timeout(200)
    assert tab.url == before


def test_the_page_is_gone_at_once_also_without_a_network(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    tab.context.set_offline(True)
    tab.get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_timeout(200)
    assert "Công an" not in tab.locator("body").inner_text()
    assert "cần biết" not in tab.title()


def test_without_javascript_the_way_out_is_a_plain_link_that_says_nothing_of_keys(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/", javascript=False)
    link = tab.get_by_role("link", name="Thoát nhanh")
    assert link.get_attribute("href") == "https://vi.wikipedia.org/"
    assert "noreferrer" in link.get_attribute("rel")
    assert not tab.get_by_text("Shift").is_visible()
    tab.goto(serve(site_dir))
    tab.locator("summary", has_text="Cần hỗ trợ?").click()
    assert tab.locator('details.panel a[href="tel:113"]').is_visible()
