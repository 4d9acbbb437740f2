"""The site in a real browser, as people meet it: small screens, the dark, no JavaScript, any mount point."""

from __future__ import annotations

import re
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_setup import FONTS

WIDTHS = {320: 640, 360: 740, 1280: 800}


# Every rule in the light; in the dark nothing but colours is another.
SCHEMES: dict[str, dict[str, list[str]]] = {"light": {}, "dark": {"runOnly": ["cat.color"]}}
AXE = """options => axe.run({resultTypes: ["violations"], ...options}).then(found =>
    found.violations.map(each => `${each.id} ${each.nodes[0].target}`))"""


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing(part, page, serve, site_dir, one_of_each_kind):
    """On a page of each kind, narrow and wide, in the light and in the dark."""
    tab, found = page(), []
    for address in one_of_each_kind[part::4]:
        tab.goto(serve(site_dir) + address[1:])
        tab.evaluate(Axe().axe_script)
        for width, (scheme, options) in product((320, 1280), SCHEMES.items()):
            tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
            tab.emulate_media(color_scheme=scheme)
            found += [f"{address} {width} {scheme}: {fault}" for fault in tab.evaluate(AXE, options)]
    assert found == []


def test_nothing_leaves_the_host_nothing_is_stored_and_no_policy_is_broken(page, serve, site_dir, pages_to_open):
    tab = page()
    requests: list[str] = []
    told: list[str] = []
    tab.on("console", lambda said: told.append(f"{tab.url} {said.text}"))
    tab.on("request", lambda request: requests.append(request.url))
    for address in pages_to_open:
        tab.goto(serve(site_dir) + address[1:])
    assert [url for url in requests if not url.startswith((serve(site_dir), "data:"))] == []
    assert [line for line in told if "/404.html" not in line] == []  # it asks for what may not be there
    stored = tab.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
            (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert stored == [0, 0, 0, 0, 0]
    assert tab.context.cookies() == []


def test_every_page_reads_without_javascript(page, serve, site_dir, pages_to_open):
    """The same words stand there (and what <noscript> adds), and the first number can be tapped."""
    without, with_scripts = page(javascript=False), page()
    for address in pages_to_open:
        for tab in (without, with_scripts):
            tab.goto(serve(site_dir) + address[1:])
        added = [line.inner_text() for line in without.locator("noscript").all()]
        added.append("Tìm")  # the link in whose place scripts put the field
        words = [line for line in without.locator("body").inner_text().split("\n") if line and line not in added]
        scripted = with_scripts.locator("body").inner_text().replace(" Bấm phím Shift ba lần cũng thoát.", "")
        assert words == [line for line in scripted.split("\n") if line and line not in added], address
        assert without.locator('a[href="tel:113"]:visible').count(), address


def test_a_resident_without_javascript_goes_from_home_to_a_duty(page, serve, example_dir):
    tab = page(serve(example_dir), javascript=False)
    tab.get_by_text("Các mục", exact=True).click()
    tab.get_by_role("link", name="Ai làm việc gì").click()
    tab.get_by_role("link", name="Các xóm, Việc nhà: mục IV.3").click()
    assert tab.url.endswith("/trach-nhiem/cac-xom/#iv-3")
    assert tab.locator("#iv-3").get_by_text("Tổ chức Tuần lễ chia sẻ việc nhà").is_visible()


def test_the_matrix_is_a_table_to_a_screen_reader_at_every_width(page, serve, example_dir):
    for width, height in WIDTHS.items():
        tab = page(serve(example_dir) + "trach-nhiem/", width=width, height=height)
        assert tab.get_by_role("rowheader").count() == 4
        cell = tab.get_by_role("row", name="Trường học").get_by_role("link", name="mục IV.4")
        assert cell.is_visible()


@pytest.mark.parametrize("font", FONTS)
def test_the_first_screen_of_a_phone_says_whom_to_call(font, page, serve, site_dir):
    tab = page(serve(site_dir), font=font)
    edge = tab.locator(".way-out:visible").bounding_box()["y"]
    for number in ("113", "115", "111", "1900969680"):
        box = tab.locator(f'main a[href="tel:{number}"]').first.bounding_box()
        assert box["y"] + box["height"] <= edge
        assert box["height"] >= 44


@pytest.mark.parametrize("base", ["/", "/binh-dang-gioi/"])
def test_the_same_site_works_mounted_anywhere(base, page, serve, example_dir):
    home = serve(example_dir, base)
    tab = page(home)
    assert tab.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") != "rgba(0, 0, 0, 0)"
    tab.get_by_text("Các mục", exact=True).click()
    tab.get_by_role("link", name="Kế hoạch", exact=True).click()
    tab.get_by_role("link", name="Toàn văn").click()
    assert tab.url == f"{home}ke-hoach/2027/"
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    tab.get_by_role("dialog").get_by_role("link", name="Đọc thêm trước khi gọi").click()
    tab.get_by_role("link", name="Nơi tiếp nhận", exact=True).click()
    assert tab.url == f"{home}ho-tro/noi-tiep-nhan/"


@pytest.mark.parametrize("lost", ["khong-co", "ke-hoach/2031/", "trach-nhiem/x/y/z"])
@pytest.mark.parametrize("base", ["/", "/binh-dang-gioi/"])
def test_a_lost_reader_finds_the_way_from_any_depth(base, lost, page, serve, site_dir):
    home = serve(site_dir, base)
    tab = page()
    assert tab.goto(home + lost).status == 404
    tab.wait_for_load_state("networkidle")
    assert tab.locator('a[href="tel:111"]').is_visible()
    tab.get_by_role("link", name="Lịch", exact=False).first.click()
    tab.wait_for_url(f"{home}lich/")
    assert tab.title().startswith("Lịch năm")


@pytest.mark.parametrize("base", ["/", "/binh-dang-gioi/"])
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("gioi-thieu.html", "gioi-thieu/"),
        ("t/tro-choi-thuu/index.html", "t/tro-choi-thu/"),
        ("tai-lieu/tro-choi-thu/", "t/tro-choi-thu/"),
        ("t/Trò chơi thử", "t/tro-choi-thu/"),
        ("chien-dich/2027-ngay-hoi", "chien-dich/2027-03-ngay-hoi/"),
    ],
)
def test_a_mistyped_address_is_offered_the_nearest_page(asked, meant, base, page, serve, example_dir):
    home = serve(example_dir, base)
    tab = page(home + asked)
    way = tab.get_by_text("Có lẽ bạn tìm:").get_by_role("link")
    way.wait_for()
    way.click()
    assert tab.url == home + meant


def test_an_address_like_no_other_is_offered_none(page, serve, example_dir):
    tab = page(serve(example_dir) + "wp-login.php")
    tab.wait_for_load_state("networkidle")
    assert not tab.get_by_text("Có lẽ bạn tìm:").is_visible()


def test_the_plan_prints_as_an_administrative_document(page, serve, example_dir):
    tab = page(serve(example_dir) + "ke-hoach/2027/")
    tab.emulate_media(media="print")
    assert not tab.locator("header.top").is_visible()
    assert not tab.locator("footer.bottom").is_visible()
    assert tab.get_by_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").is_visible()
    assert "Times New Roman" in tab.evaluate("getComputedStyle(document.querySelector('.sheet')).fontFamily")


@pytest.mark.parametrize("font", FONTS)
def test_the_first_screen_of_help_holds_every_first_line(font, page, serve, site_dir):
    """And who is told is said above them."""
    tab = page(serve(site_dir) + "ho-tro/", has_touch=True, is_mobile=True, font=font)
    edge = tab.locator(".way-out").bounding_box()["y"]
    told = tab.get_by_text(re.compile("Chủ tịch UBND .+ được báo để giải quyết")).bounding_box()["y"]
    for number in ("113", "115", "111", "1900969680"):
        box = tab.locator(f'.first-lines a[href="tel:{number}"]').bounding_box()
        assert told < box["y"] and box["y"] + box["height"] <= edge and box["height"] >= 44
