"""The panel and the way out, as somebody who may be watched uses them."""

from __future__ import annotations

import pytest
from browser_setup import FONTS
from commune.help.pages import PAGES

whole = pytest.mark.whole_browser  # its history and its caches
HELP = [page.address[1:] for page in PAGES]


@pytest.fixture
def tab(page, serve, site_dir):
    """A phone on the home page; the exit address answers, so that leaving can be seen."""
    tab = page()
    tab.route("https://vi.wikipedia.org/**", lambda route: route.fulfill(body="<title>bách khoa</title>"))
    tab.goto(serve(site_dir), wait_until="networkidle")
    return tab


def addresses_behind(tab) -> list[str]:
    """What Back reaches, one step after the other."""
    wire, found = tab.context.new_cdp_session(tab), []
    for _ in range(wire.send("Page.getNavigationHistory")["currentIndex"]):
        tab.go_back(wait_until="commit")
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


@whole
def test_after_leaving_the_panel_back_reaches_no_help(tab, serve, site_dir):
    tab.get_by_text("Các mục", exact=True).click()
    tab.get_by_role("link", name="Lịch", exact=True).click()
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    tab.get_by_role("dialog").get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_url("https://vi.wikipedia.org/")
    assert not [entry for entry in kept(tab) if "ho-tro" in entry]
    assert addresses_behind(tab)[0] == serve(site_dir)


@whole
def test_after_leaving_help_pages_back_reaches_none_of_them(tab):
    tab.get_by_role("link", name="Xem thêm: gọi rồi thì ai biết").click()
    tab.get_by_role("link", name="Nơi khác nhận tin báo").click()
    tab.get_by_role("link", name="Địa chỉ cần biết").click()
    tab.get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_url("https://vi.wikipedia.org/")
    assert not [entry for entry in kept(tab) if "ho-tro" in entry or "cần biết" in entry]
    assert [address for address in addresses_behind(tab) if "ho-tro" in address] == []


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("address", HELP)
def test_the_way_out_is_in_reach_of_the_thumb_and_covers_nothing_needed(address, font, page, serve, site_dir):
    tab = page(serve(site_dir) + address, width=320, height=568, font=font)
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
    tab.goto(tab.url + "lich/")
    before = tab.url
    for _ in range(4):
        tab.keyboard.press("Shift")
    tab.wait_for_timeout(200)
    assert tab.url == before


@whole
def test_the_page_is_gone_at_once_also_without_a_network(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    tab.context.set_offline(True)
    tab.get_by_role("link", name="Thoát nhanh").click()
    tab.wait_for_timeout(200)
    assert "Công an" not in tab.locator("body").inner_text()


@whole
def test_where_no_dialog_is_known_what_opens_in_its_place_is_closed_too(page, serve, site_dir):
    tab = page()
    tab.add_init_script("delete HTMLDialogElement.prototype.showModal")
    tab.goto(serve(site_dir) + "lich/")
    tab.locator("summary", has_text="Cần hỗ trợ?").click()
    tab.locator("details.panel").get_by_role("link", name="Đọc thêm trước khi gọi").click()
    tab.wait_for_url("**/ho-tro/")
    tab.go_back(wait_until="commit")
    assert tab.locator("details.panel").count() == 1
    assert not tab.locator("details.panel[open]").count()


def test_where_no_script_closes_the_panel_it_says_so(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/", javascript=False)
    tab.locator("summary", has_text="Cần hỗ trợ?").click()
    assert tab.get_by_text("bấm Quay lại, bảng có thể hiện lại").is_visible()
    tab = page(serve(site_dir) + "lich/")
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    assert tab.get_by_text("bấm Quay lại, bảng có thể hiện lại").count() == 0


def test_without_javascript_the_way_out_is_a_plain_link_that_says_nothing_of_keys(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/", javascript=False)
    link = tab.get_by_role("link", name="Thoát nhanh")
    assert link.get_attribute("href") == "https://vi.wikipedia.org/"
    assert "noreferrer" in link.get_attribute("rel")
    assert not tab.get_by_text("Shift").is_visible()
    tab.goto(serve(site_dir))
    tab.locator("summary", has_text="Cần hỗ trợ?").click()
    assert tab.locator('details.panel a[href="tel:113"]').is_visible()


@whole
@pytest.mark.parametrize("address", HELP)
def test_no_link_of_a_help_page_leaves_that_page_behind(address, page, serve, site_dir):
    """Links to a place on it, to other help pages, to the first page, to makers of phones: each takes its place, once
    for each address that they lead to."""
    home = serve(site_dir)
    tab = page()
    tab.route("https://**", lambda route: route.fulfill(body="<title>nơi khác</title>"))
    tab.goto(home + "lich/")
    tab.goto(home + address)
    wire = tab.context.new_cdp_session(tab)
    links = tab.locator("a[href]:not([href^='tel:']):not(.leave):not([hidden])")
    leading = [link.get_attribute("href") for link in links.all()]
    for number in sorted(map(leading.index, {*leading})):
        tab.goto(home + address)
        tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        before = len(wire.send("Page.getNavigationHistory")["entries"])
        with tab.expect_event("framenavigated"):
            links.nth(number).click()
        tab.wait_for_load_state()
        assert len(wire.send("Page.getNavigationHistory")["entries"]) == before, links.nth(number)


@whole
def test_a_slow_answer_leaves_no_help_to_come_back_to(page, serve, site_dir):
    """Stop, then load again: the address was replaced before the other page answered, and has the name that it always
    has. A history would list a page under whatever it was called last."""
    tab = page(serve(site_dir))
    name = tab.title()
    tab.goto(serve(site_dir) + "ho-tro/")
    waiting = []
    tab.route("https://vi.wikipedia.org/**", lambda route: waiting.append(route))
    wire = tab.context.new_cdp_session(tab)
    tab.evaluate("setTimeout(() => document.querySelector('a.leave').click())")
    tab.wait_for_timeout(500)
    history = wire.send("Page.getNavigationHistory")
    here = history["entries"][history["currentIndex"]]
    assert waiting and (here["url"], here["title"]) == (serve(site_dir), name)
    waiting[0].abort()


def test_walking_backwards_with_shift_and_tab_is_no_wish_to_leave(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    for _ in range(4):
        tab.keyboard.press("Shift+Tab")
    assert tab.get_by_role("status").text_content() == ""
    assert tab.url.endswith("/ho-tro/")


def test_what_was_said_of_keys_is_taken_back(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    tab.keyboard.press("Shift")
    assert tab.get_by_role("status").text_content() == "Bấm Shift thêm 2 lần để thoát."
    tab.wait_for_timeout(2200)
    assert tab.get_by_role("status").text_content() == ""


@whole
@pytest.mark.parametrize("click", [{"modifiers": ["Shift"]}, {"modifiers": ["Control"]}])
def test_the_page_is_gone_however_the_way_out_is_pressed(click, tab, serve, site_dir):
    tab.goto(serve(site_dir) + "ho-tro/")
    tab.get_by_role("link", name="Thoát nhanh").click(**click)
    tab.wait_for_url("https://vi.wikipedia.org/")


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("size", [(320, 568), (360, 640)])
def test_at_twice_the_text_size_the_numbers_are_still_seen(size, font, page, serve, site_dir):
    """The bar keeps to a third of the screen, on a help page and in the panel."""
    tab = page(width=size[0], height=size[1], font=font, bypass_csp=True)
    for address in ("ho-tro/", "lich/"):
        tab.goto(serve(site_dir) + address)
        tab.add_style_tag(content="html { font-size: 200% !important }")
        if address == "lich/":
            tab.get_by_role("button", name="Cần hỗ trợ?").click()
        bar = tab.locator(".way-out:visible").bounding_box()
        assert bar["height"] <= size[1] * 0.34
        assert tab.get_by_role("link", name="Thoát nhanh").bounding_box()["height"] >= 44


def test_no_number_is_dialled_by_a_thumb_that_misses_the_way_out(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/", width=640, height=320)
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    box = tab.get_by_role("dialog").get_by_role("link", name="Thoát nhanh").bounding_box()
    for below in (4, 10, 16, 22):
        y = box["y"] + box["height"] + below
        dialled = tab.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.href", [320, y])
        assert not (dialled or "").startswith("tel:"), below


@pytest.mark.parametrize("address", HELP)
def test_the_way_out_is_the_first_thing_that_is_read_out(address, page, serve, site_dir):
    tab = page(serve(site_dir) + address, javascript=False)
    assert tab.locator("body a").first.text_content() == "Thoát nhanh"
