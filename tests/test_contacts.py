"""Whom to call: numbers that dial, words that promise nothing, and nothing about a person without consent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import built
import pytest
from bs4 import BeautifulSoup
from commune.core.page import Page
from commune.core.phone import tel_uri
from commune.core.problem import ContentError
from commune.help.review import due_contacts
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def second(tmp_path_factory) -> Path:
    return assemble(tmp_path_factory.mktemp("second"))


def bodies(manifest):
    """(address, HTML or text) of everything that the site says."""
    return [
        (item.address, item.body if isinstance(item, Page) else built.said(item.content))
        for item in (*manifest.pages, *manifest.assets)
    ]


# --- numbers ---


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("111", "tel:111"),
        ("113", "tel:113"),
        ("1900 96 96 80", "tel:1900969680"),
        ("1800.1234", "tel:18001234"),
        ("0299 3000 001", "tel:+842993000001"),
        ("0912 345 678", "tel:+84912345678"),
        ("1022", "tel:1022"),
        ("069 2000 000", "tel:0692000000"),
        ("069 52345", "tel:06952345"),
        ("080 40000", "tel:08040000"),
    ],
)
def test_number_is_dialled_from_anywhere(written, dialled):
    assert tel_uri(written) == dialled


def test_every_line_dials_on_every_help_page_that_names_it(site):
    content, manifest = site
    help_page = BeautifulSoup(manifest.by_address["/ho-tro/"].content, "html.parser")
    for line in content.help.lines:
        assert help_page.select(f'a[href="{line.tel}"]'), line.id
    for address, body in bodies(manifest):
        links = BeautifulSoup(body, "html.parser").select('a[href^="tel:"]') if "tel:" in body else []
        assert {link["href"] for link in links} <= {line.tel for line in content.help.lines}, address


def pages(manifest):
    """The same of what a browser shows as a page."""
    return [(address, body) for address, body in bodies(manifest) if address.endswith(("/", ".html"))]


def test_lines_say_who_answers_when_and_how_it_is_known(site):
    content, manifest = site
    shown = BeautifulSoup(manifest.by_address["/ho-tro/"].content, "html.parser").get_text()
    for line in content.help.lines:
        said = [line.who, line.purpose, line.hours, line.cost, *(source.title for source in line.source)]
        assert [words for words in said if words and words not in shown] == []


def test_lines_that_may_not_be_printed_are_nowhere(site):
    numbers = re.compile(r"\b1800\s?1768\b|\b1800\s?1769\b|\b1800\s?8027\b|\b1800\s?1567\b|\btel:112\b")
    assert [address for address, body in bodies(site[1]) if numbers.search(body)] == []


OFFICES = ("069 2000 000", "069.234.2593", "069 52345", "1022", "1080", "080 40000", "080 431 62", "024 3825 1234")


@pytest.mark.parametrize("phone", OFFICES)
def test_an_office_may_have_any_kind_of_number_that_there_is(tmp_path, phone):
    """Of the police's and the Party's own networks, of a switchboard: what is real is accepted, and dials."""
    root = assemble(tmp_path)
    local = root / "content/help/local.yml"
    local.write_text(local.read_text("utf-8").replace("phone: 0299 3000 001", f"phone: {phone}"), "utf-8")
    content, manifest = make_site(root, DAY, DAY)
    office = content.help.office("ubnd-xa")
    assert f'href="{office.tel}"' in manifest.by_address["/ho-tro/noi-tiep-nhan/"].content.decode()


@pytest.mark.parametrize(
    "phone", ["1800 1567", "18 00 15 67", "1800.1768", "1 8 0 0 1 7 6 9", "112", "1 1 2", "18008027"]
)
def test_a_number_that_nobody_should_be_sent_to_is_refused_in_any_spelling(tmp_path, phone):
    local = assemble(tmp_path) / "content/help/local.yml"
    local.write_text(local.read_text("utf-8").replace("phone: 0299 3000 001", f"phone: {phone}"), "utf-8")
    with pytest.raises(ContentError, match=r"số này|chưa có gì chứng minh"):
        make_site(tmp_path, DAY, DAY)


# --- words ---


def test_the_childrens_line_is_never_called_a_line_for_domestic_violence(site):
    children = next(line for line in site[0].help.lines if line.phone == "111")
    assert "gia đình" not in " ".join(filter(None, [children.who, children.short, children.purpose, children.cost]))
    for address, body in pages(site[1]):
        for item in BeautifulSoup(body, "html.parser").select('li:has(> a[href="tel:111"])'):
            assert "bạo lực gia đình" not in item.get_text(), address


def test_no_page_promises_a_free_call_to_the_peace_house(site):
    for address, body in pages(site[1]):
        assert "miễn phí cước gọi" not in body.lower(), address
        for item in BeautifulSoup(body, "html.parser").select('li:has(a[href="tel:1900969680"])'):
            assert "miễn phí" not in item.get_text().lower(), address
            assert "không mất phí" not in item.get_text().lower(), address


def test_the_law_s_own_line_is_named_without_digits(site):
    places = BeautifulSoup(site[1].by_address["/ho-tro/noi-tiep-nhan/"].content, "html.parser")
    own_line = places.select_one('li[id="e"]')
    assert "phòng, chống bạo lực gia đình" in own_line.get_text()
    assert not own_line.select('a[href^="tel:"]')


def test_six_places_of_article_19_and_no_trusted_address_among_them(site):
    places = BeautifulSoup(site[1].by_address["/ho-tro/noi-tiep-nhan/"].content, "html.parser")
    assert len(places.select("ol.places > li")) == 6
    assert "địa chỉ tin cậy" not in places.select_one("ol.places").get_text().lower()


# --- people ---


def test_filled_contacts_are_shown_and_dial(second):
    _, manifest = make_site(second, DAY, DAY)
    offices = BeautifulSoup(manifest.by_address["/ho-tro/noi-tiep-nhan/"].content, "html.parser")
    assert offices.select('a[href="tel:+842993000001"]')
    trusted = BeautifulSoup(manifest.by_address["/ho-tro/dia-chi/"].content, "html.parser")
    assert trusted.select('a[href="tel:+842993000005"]')
    assert "Bà Nguyễn Thị Ví Dụ" in trusted.get_text()


def test_an_empty_list_says_what_a_trusted_address_is_and_whom_to_call_meanwhile(begun):
    page = BeautifulSoup(begun[1].by_address["/ho-tro/dia-chi/"].content, "html.parser")
    assert "chưa có danh sách địa chỉ tin cậy do UBND phường công bố" in page.get_text()
    assert "Địa chỉ tin cậy là gì?" in page.get_text()
    assert {"tel:113", "tel:1900969680"} <= {link["href"] for link in page.select('a[href^="tel:"]')}


def test_a_number_that_nobody_confirmed_is_an_honest_empty_slot(site):
    content, manifest = site
    for unit in (unit for plan in content.plans for unit in plan.units):
        office = content.help.office(unit.id)
        if office is None or not office.phone:
            body = BeautifulSoup(manifest.by_address[unit.address].body, "html.parser")
            assert content.commune.awaiting in body.get_text(), unit.id


# --- age, and numbers that do not answer ---


def with_national(folder: Path, line_id: str, added: str) -> Path:
    """The second commune, with `added` written under one line for the whole country."""
    root = assemble(folder)
    national = root / "content/help/national.yml"
    text = national.read_text("utf-8")
    national.write_text(text.replace(f"  - id: {line_id}\n", f"  - id: {line_id}\n    {added}\n"), "utf-8")
    return root


def test_a_line_out_of_service_is_dialled_nowhere_and_says_whom_to_call_instead(tmp_path):
    out = "out_of_service: {since: 2027-03-20, call_instead: cong-an-113}"
    content, manifest = make_site(with_national(tmp_path, "ngoi-nha-binh-yen", out), DAY, DAY)
    line = content.help.line("ngoi-nha-binh-yen")
    for address, body in bodies(manifest):
        assert line.tel not in body, address
    page = manifest.by_address["/ho-tro/"].content.decode()
    assert "tạm ngừng từ 20/3/2027" in page
    for words in (line.purpose, line.cost, line.who):
        assert words not in page, "what is said of the silent line must not stand beside another number"
    assert line not in content.help.first_lines()


def test_an_office_out_of_service_says_whom_to_call_instead(tmp_path):
    local = assemble(tmp_path) / "content/help/local.yml"
    out = "out_of_service: {since: 2027-03-20, call_instead: ubnd-xa}"
    local.write_text(
        local.read_text("utf-8").replace("  - id: cong-an-xa\n", f"  - id: cong-an-xa\n    {out}\n"), "utf-8"
    )
    content, manifest = make_site(tmp_path, DAY, DAY)
    office, instead = content.help.office("cong-an-xa"), content.help.office("ubnd-xa")
    for address in ("/ho-tro/", "/ho-tro/noi-tiep-nhan/"):
        body = manifest.by_address[address].content.decode()
        assert office.tel not in body
        assert "tạm ngừng từ 20/3/2027" in body
        assert instead.tel in body


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 12, 15), []),
        (date(2026, 12, 16), ["113", "115", "114"]),
        (date(2027, 2, 20), ["113", "115", "114", "111", "1900 96 96 80"]),
    ],
)
def test_what_is_due_this_week(site, today, due):
    assert [contact.phone for contact in due_contacts(site[0].help, today)] == due


def test_nobody_is_asked_to_call_a_line_for_people_in_danger(second):
    content, _ = make_site(second, DAY, DAY)
    for contact in due_contacts(content.help, date(2029, 1, 1)):
        by_source = contact.phone in {line.phone for line in content.help.lines}
        assert ("KHÔNG gọi thử" in contact.how) == by_source


def test_age_never_keeps_anything_from_being_published(second):
    make_site(second, date(2040, 1, 1), date(2040, 1, 1))


def test_a_check_that_is_dated_ahead_is_due_at_once(second):
    content, _ = make_site(second, DAY, DAY)
    early = date(2027, 1, 1)
    assert {"UBND xã Sông Lam", "Công an xã Sông Lam"} <= {due.name for due in due_contacts(content.help, early)}


def test_an_office_at_a_national_number_is_not_called_either(second):
    content, _ = make_site(second, DAY, DAY)
    office = content.help.office("ubnd-xa").model_copy(update={"phone": "1900 1234"})
    line = content.help.line("tre-em-111").model_copy(update={"phone": "1900.12.34"})
    contacts = replace(content.help, lines=(line,), offices=(office,))
    assert [due for due in due_contacts(contacts, date(2029, 1, 1)) if "KHÔNG gọi thử" not in due.how] == [
        due for due in due_contacts(contacts, date(2029, 1, 1)) if due.name.startswith("Xóm")
    ]


# --- using the phone ---


def test_every_guide_says_its_steps_its_limits_and_where_they_come_from(site):
    content, manifest = site
    page = BeautifulSoup(manifest.by_address["/ho-tro/an-toan/"].content, "html.parser")
    text = " ".join(page.get_text(" ").split())
    links = {link["href"] for link in page.select("a[rel~=noreferrer]")}
    for guide in content.help.guides:
        assert [said for said in (*guide.steps, guide.note, guide.limits) if said and said not in text] == [], guide.id
        for source in guide.sources:
            assert source.url in links
            assert source.title in text
    assert text.count("chưa thử trên máy thật") == len([guide for guide in content.help.guides if guide.steps])
    assert "đọc ngày 24/11/2026" in text
