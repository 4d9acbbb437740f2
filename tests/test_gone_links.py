"""Links to what was withdrawn: in whatever form somebody wrote them, they lead to the note and tell nothing."""

from __future__ import annotations

import pytest
from commune.core.page import Manifest, Page
from commune.moved.notes import Gone, links_to_notes
from commune.slices import KINDS

POST, OLD, SHORT = "/chien-dich/2027-02-viec-thu/", "/chien-dich/2027-02-ten-cu/", "/banh/"
TITLE, HOME = "Ngày gói bánh", "https://song-lam.example/trang/"
GONE = Gone([POST, OLD], {POST: TITLE, OLD: TITLE, SHORT: TITLE}, HOME)


def led(html: str) -> str:
    page = Page("/chien-dich/2027-03-khac/", "campaign", "Bài", "Một câu.", html, "content/campaigns/a/index.md")
    return links_to_notes(Manifest((page,), (), KINDS), GONE).pages[0].body


@pytest.mark.parametrize(
    "link",
    [
        f'<a href="{POST}#lam-gi">xem</a>',
        f'<a href="{POST}" title="{TITLE}">xem</a>',
        f'<a href="{POST}to-giay.pdf">xem</a>',
        f'<a href="{POST}?a=1">xem</a>',
        f'<a href="{HOME}{POST[1:]}to-giay.pdf">xem</a>',
    ],
)
def test_a_link_in_any_form_leads_to_the_note(link):
    assert led(f"<p>{link}</p>") == f'<p><a href="{POST}" rel="nofollow">xem</a></p>'


@pytest.mark.parametrize("address", [POST, OLD, SHORT, f"{HOME}{POST[1:]}"])
def test_no_link_is_called_by_its_title_whatever_address_leads_there(address):
    assert "trang đã gỡ</a>" in led(f'<a href="{address}">Đọc: ngày <b>gói</b>\nbánh</a>')


def test_an_address_that_names_a_file_of_it_is_not_shown_either():
    file = f"{HOME}{POST[1:]}to-giay-cua-chi.pdf"
    assert "to-giay-cua-chi" not in led(f'<a href="{file}">{file}</a>')


def test_all_other_links_stay_as_they_are():
    others = f'<a href="/lich/" title="{TITLE}">{TITLE}</a><a href="https://a.example{POST}">{TITLE}</a><p>{POST}</p>'
    assert led(others) == others
