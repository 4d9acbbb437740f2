"""Choosing among the materials on /tai-lieu/, with a script and a keyboard; without a script the choices are links."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import built
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from commune.campaigns.lists import PER_PAGE, SCRIPT, WHOLE
from commune.core.html import addresses
from communes import assemble
from making import make_site

DAY = date(2027, 3, 25)
MATERIAL = "content/materials/tro-choi-thu/index.md"


@pytest.fixture
def tab(page, serve, site_dir):
    return page(serve(site_dir) + "tai-lieu/")


def shown(tab) -> list[str]:
    return tab.locator(".entries li:visible strong").all_inner_texts()


def on_page_of(site_dir: Path, address: str) -> list[str]:
    """The titles on the page of a choice, which needs no script."""
    return [strong.get_text() for strong in built.soup(site_dir / address / "index.html").select(".entries strong")]


def choose(tab, group: str, *names: str) -> None:
    if not tab.locator(".facets details").evaluate("folded => folded.open"):
        tab.locator(".facets summary").click()
    for name in names:
        tab.locator(".facets section", has=tab.get_by_role("heading", name=group)).get_by_role(
            "button", name=name
        ).click()


def test_a_choice_shows_what_its_page_shows(tab, site_dir):
    everything = tab.locator("[data-terms]").count()  # those beyond twenty too
    choose(tab, "Loại", "Áp phích")
    posters = shown(tab)
    assert posters == on_page_of(site_dir, "tai-lieu/loai/ap-phich")
    assert tab.get_by_role("status").inner_text() == f"Đang hiện {len(posters)} trên {everything} tài liệu."
    assert tab.get_by_role("button", name="Áp phích", pressed=True).count() == 1


def test_choices_of_one_group_add_and_those_of_two_narrow(tab, site_dir):
    either = {*on_page_of(site_dir, "tai-lieu/loai/ap-phich"), *on_page_of(site_dir, "tai-lieu/loai/tro-choi")}
    choose(tab, "Loại", "Áp phích", "Trò chơi")
    assert set(shown(tab)) == either
    choose(tab, "Dành cho", "Học sinh")
    assert set(shown(tab)) == either & set(on_page_of(site_dir, "tai-lieu/doi-tuong/hoc-sinh"))
    choose(tab, "Chủ đề", "Pháp luật")
    assert shown(tab) == []
    assert tab.get_by_role("status").inner_text() == "Không có tài liệu nào hợp với mọi điều đã chọn."


def test_choices_are_taken_back_one_by_one_or_all_at_once(tab):
    everything, address = shown(tab), tab.url
    choose(tab, "Loại", "Áp phích", "Áp phích")
    assert shown(tab) == everything and tab.get_by_role("status").inner_text() == ""
    choose(tab, "Chủ đề", "Tháng hành động")
    tab.get_by_role("button", name="Bỏ lọc").click()
    assert shown(tab) == everything
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert tab.url == address


def test_one_choice_keeps_its_address_to_pass_on(tab):
    link = tab.get_by_role("link", name="Mở danh sách này thành trang riêng")
    assert not link.is_visible()
    choose(tab, "Loại", "Áp phích")
    assert link.evaluate("link => link.href").endswith("/tai-lieu/loai/ap-phich/")
    choose(tab, "Chủ đề", "Pháp luật")
    assert not link.is_visible()


def test_the_keyboard_is_enough(tab, site_dir):
    tab.locator(".facets summary").focus()
    for key in ("Enter", "Tab", "Space"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    first = tab.evaluate("document.activeElement.dataset.page").rstrip("/").split("/")[-3:]
    assert shown(tab) == on_page_of(site_dir, "/".join(first))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_something_is_chosen(dark, page, serve, site_dir):
    tab = page(serve(site_dir) + "tai-lieu/", width=320, dark=dark)
    choose(tab, "Dành cho", "Nam giới")
    found = Axe().run(tab).response["violations"]
    assert [f"{item['id']} {item['nodes'][0]['target']}" for item in found] == []
    boxes = [button.bounding_box() for button in tab.locator(".facets button:visible, .chosen button").all()]
    assert all(box["height"] >= 44 for box in boxes)


def test_without_a_script_the_choices_are_links(page, serve, site_dir):
    tab = page(serve(site_dir) + "tai-lieu/", javascript=False)
    tab.locator(".facets summary").click()
    tab.locator(".facets").get_by_role("link", name="Áp phích").click()
    assert tab.url.endswith("/tai-lieu/loai/ap-phich/")


def test_the_script_is_small_and_on_one_page_only(site_dir):
    assert len((site_dir / SCRIPT[1:]).read_bytes()) <= 2304
    loading = [
        built.address(site_dir, page)
        for page in built.pages(site_dir)
        if any(reference.endswith("filter.js") for _, reference in built.references(page))
    ]
    assert loading == ["/tai-lieu/"]


# --- more materials than fit one page ---


def commune_with(folder: Path, count: int) -> Path:
    """The second commune with so many more materials."""
    assemble(folder)
    text = (folder / MATERIAL).read_text("utf-8")
    for number in range(count):
        copy = folder / f"content/materials/them-{number}/index.md"
        copy.parent.mkdir()
        copy.write_text(text.replace("title: ", f"title: Số {number} ", 1), "utf-8")
    return folder


def first_page(folder: Path):
    return make_site(folder, DAY, DAY)[1].by_address["/tai-lieu/"]


def test_materials_of_further_pages_can_be_chosen_too(tmp_path, page, serve, build, root):
    """In the page as people get it: twenty cards, and all that fit once something is chosen."""
    (tmp_path / "site").mkdir()
    listed = first_page(commune_with(tmp_path / "commune", 30))
    assert {f"/t/them-{number}/" for number in range(30)} <= {*addresses(listed.body)}  # checked as all links are
    script = make_site(tmp_path / "commune", DAY, DAY)[1].by_address[SCRIPT].data
    (tmp_path / "site/filter.js").write_bytes(script)
    html = f'<!doctype html><meta charset="utf-8"><style>[hidden] {{ display: none }}</style>{listed.body}'
    (tmp_path / "site/index.html").write_text(f'{html}<script src="filter.js"></script>', "utf-8")
    tab = page(serve(tmp_path / "site"))
    assert len(shown(tab)) == PER_PAGE and tab.locator(".pager").is_visible()
    choose(tab, "Loại", "Bài đọc loa")
    assert len(shown(tab)) == 31 and not tab.locator(".pager").is_visible()
    assert tab.get_by_role("status").inner_text() == "Đang hiện 31 trên 32 tài liệu."
    tab.get_by_role("button", name="Bỏ lọc").click()
    assert len(shown(tab)) == PER_PAGE and tab.locator(".pager").is_visible()


def test_so_many_come_along_that_the_page_stays_light(tmp_path):
    whole = first_page(commune_with(tmp_path / "whole", WHOLE - 2))
    cards = BeautifulSoup(whole.body, "html.parser").select("li[data-terms]")
    assert len(cards) == WHOLE
    assert len(gzip.compress(whole.body.encode(), 9)) < 14_000
    more = first_page(commune_with(tmp_path / "more", WHOLE - 1))
    assert "script" not in more.head and "data-term" not in more.body
    assert len(BeautifulSoup(more.body, "html.parser").select(".entries li")) == PER_PAGE
