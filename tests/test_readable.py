"""Readable by everybody: in colours that people set, for thumbs, in the language of each word, icons beside words."""

from __future__ import annotations

from io import BytesIO

import built
import pytest
from commune.core.icons import CHOOSABLE, icon, names
from commune.core.markdown_html import converted
from communes import ROOT
from pypdf import PdfReader

# --- colours ---

EDGE = """button => {
    const look = getComputedStyle(button);
    return [look.borderTopStyle, parseFloat(look.borderTopWidth), look.borderTopColor !== look.backgroundColor];
}"""


@pytest.mark.parametrize("wanted", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_buttons_stay_buttons_in_other_colours(wanted, page, serve, site_dir):
    """Grounds are gone in forced colours: what is pressed has an edge that is seen."""
    tab = page(serve(site_dir) + "lich/", **wanted)
    way_in = tab.get_by_role("button", name="Cần hỗ trợ?")
    assert way_in.evaluate(EDGE) == ["solid", 2, True]
    way_in.click()
    for button in (tab.get_by_role("link", name="Thoát nhanh"), tab.get_by_role("button", name="Đóng")):
        assert button.evaluate(EDGE) == ["solid", 2, True]
    tab.goto(serve(site_dir) + "ho-tro/")
    assert tab.get_by_role("link", name="Thoát nhanh").evaluate(EDGE) == ["solid", 2, True]


@pytest.mark.parametrize("address", ["lich/", "t/bai-hoc-35-phut/"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_current_section_is_marked_by_more_than_colour(forced, address, page, serve, site_dir):
    """By an edge: Chrome 80 knows no thickness of an underline in the shorthand, and marked nothing."""
    tab = page(serve(site_dir) + address, forced_colors=forced, width=1280)
    edges = {
        link.inner_text(): link.evaluate("link => getComputedStyle(link).borderBottomWidth")
        for link in tab.locator(".top nav li > a:visible").all()
    }
    here = "Lịch" if address == "lich/" else "Tài liệu"
    assert edges == {name: "3px" if name == here else "0px" for name in edges}


# --- thumbs ---

# What is pressed and is smaller than a thumb; a link within a sentence is as high as its line.
SMALL = """() => {
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    const pressed = document.querySelectorAll('a[href], button, summary, input, textarea');
    return Array.from(pressed).filter(part => {
        const {width, height} = part.getBoundingClientRect(), words = part.innerText.trim();
        if (!width || part.matches('.skip')) return false;
        const around = part.parentElement.closest('p, li, dd, blockquote, td, h2, h3, div');
        const inline = getComputedStyle(part).display === 'inline';
        if (inline && around && around.innerText.trim().length > words.length + 3) return false;
        return Math.min(width, height) < 43.5;
    }).map(part => `${part.outerHTML.slice(0, 90)} ${Math.round(part.offsetWidth)}x${Math.round(part.offsetHeight)}`);
}"""


def test_what_is_pressed_is_as_large_as_a_thumb(page, serve, site_dir, one_of_each_kind):
    tab, small = page(has_touch=True), {}
    for address in one_of_each_kind:
        tab.goto(serve(site_dir) + address[1:])
        if found := tab.evaluate(SMALL):
            small[address] = found[:3]
    assert small == {}


@pytest.mark.parametrize("address", ["ho-tro/", "ho-tro/noi-tiep-nhan/"])
def test_help_is_printed_on_one_sheet(address, page, serve, site_dir):
    """Both its sides at most: a second sheet is lost on the way to whoever needs it."""
    tab = page(serve(site_dir) + address)
    assert len(PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages) <= 2


# --- icons ---


def test_a_wide_table_scrolls_within_the_page_of_a_phone(page):
    """No column is as narrow as a letter, and the page itself does not move sideways."""
    row = "| " + " | ".join(["Hội Liên hiệp Phụ nữ xã"] * 6) + " |\n"
    html = converted(f"{row}|{'---|' * 6}\n{row}", True)[0]
    style = (ROOT / "theme/assets/site.css").read_text("utf-8")
    tab = page()
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.set_content(f'<style>{style}</style><body class="page-campaign"><main>{html}</main>')
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.evaluate("(t => t.scrollWidth > t.clientWidth)(document.querySelector('table'))")
    assert min(tab.locator("td").evaluate_all("all => all.map(td => td.clientWidth)")) > 40


def test_each_icon_that_content_may_choose_is_there():
    assert len(CHOOSABLE) > 20 and CHOOSABLE.keys() <= {*names()}


@pytest.mark.parametrize(
    ("address", "part", "drawn"),
    [
        ("ho-tro/", ".first-lines a", ["police-badge", "ambulance", "human-child", "home-heart"]),
        ("", "main .first-lines a", ["police-badge", "ambulance", "human-child", "home-heart"]),
        ("lich/", ".panel-words .first-lines a", ["police-badge", "ambulance", "human-child", "home-heart"]),
        ("lich/", ".bottom section a", ["police-badge", "ambulance", "human-child", "home-heart"]),
    ],
)
def test_each_number_has_its_icon_beside_its_words(address, part, drawn, site_dir):
    lines = built.soup(site_dir / address / "index.html").select(part)
    assert [str(line.select_one("svg").path["d"]) in icon(name) for line, name in zip(lines, drawn, strict=True)]
    for line, name in zip(lines, drawn, strict=True):
        assert line.select_one("svg").path["d"] in icon(name)
        assert line.get_text(" ", strip=True).startswith("Gọi 1")


def test_kinds_audiences_and_units_have_theirs(site_dir):
    for address, part in (
        ("tai-lieu/", ".entries .sort"),
        ("tai-lieu/", 'a[data-term^="loai/"], a[data-term^="doi-tuong/"]'),
        ("trach-nhiem/", 'th[scope="row"] > a'),
        ("", ".units a[href^='trach-nhiem/'], .units a[href*='/doi-tuong/']"),
    ):
        shown = built.soup(site_dir / address / "index.html").select(part)
        assert shown and all(each.svg and each.get_text(strip=True) for each in shown), (address, part)


# --- languages ---


def test_words_in_another_language_say_which(site_dir):
    """A title of a source by its field, words of a text by Markdown's attribute."""
    source = built.soup(site_dir / "ho-tro/an-toan/index.html").find(string="Turning on Secret Mode (Samsung Internet)")
    assert source.parent["lang"] == "en"
    button = built.soup(site_dir / "can-bo/tai-khoan/index.html").find(string="Forgot password?")
    assert (button.parent.name, button.parent["lang"]) == ("strong", "en")
