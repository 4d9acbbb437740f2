"""The plan: word for word, with an address for every item, and a record of who does what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import built
import pytest
from bs4 import BeautifulSoup
from commune.core.problem import Problems
from commune.core.text import squeeze
from commune.plan.pages import plan_pages
from commune.plan.parsing import parse_document
from communes import assemble
from making import make_site
from plans import not_led_to, quoted_and_given, said_in, without_additions

DAY = date(2027, 3, 24)
UNITS = ["phong-doi-song-cong-dong", "to-y-te-luu-dong", "cac-xom", "nhom-truong-hoc"]
ANCHORS = ["i", "i-1", "i-2", "ii-3", "ii-3-1", "ii-5", "iii", *(f"iv-{number}" for number in range(1, 5)), "iv-2-2"]


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    return assemble(tmp_path_factory.mktemp("plan") / "commune")


@pytest.fixture(scope="module")
def site(second):
    return make_site(second, DAY, DAY)


@pytest.fixture(scope="module")
def plan(site):
    return site[0].plans[0]


@pytest.fixture(scope="module")
def page(site):
    return BeautifulSoup(site[1].by_address["/ke-hoach/2027/"].body, "html.parser")


def test_plan_page_says_the_plan_word_for_word(second, plan, page):
    assert squeeze(without_additions(page).get_text()) == said_in(second, plan.uri)


@pytest.mark.parametrize("anchor", ANCHORS)
def test_item_has_its_address(page, anchor):
    assert len(page.select(f'[id="{anchor}"]')) == 1


def test_every_item_has_one_address(page, plan):
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {item.id for item in plan.text.items()} <= set(ids)


def test_units_stand_at_their_addresses(site, plan):
    assert [unit.id for unit in plan.units] == UNITS
    assert {f"/trach-nhiem/{unit}/" for unit in UNITS} <= site[1].by_address.keys()


@pytest.mark.parametrize("unit", UNITS)
def test_unit_page_quotes_its_work_word_for_word(site, plan, unit):
    quoted, given = quoted_and_given(site[1], plan, unit)
    assert quoted == given


def test_matrix_leads_to_the_responsibility_that_justifies_each_cell(site, plan):
    table = BeautifulSoup(site[1].by_address["/trach-nhiem/"].body, "html.parser").table
    linked = {link["href"] for link in table.select("td a")}
    assert linked == {
        f"{unit.address}#{duty.item.id}" for unit in plan.units for duty in unit.responsibilities if duty.links
    }


def test_page_says_that_the_links_are_editorial(site):
    assert "do người biên tập trang này đặt" in site[1].by_address["/trach-nhiem/"].body


def test_short_version_is_a_summary_that_leads_to_each_numbered_item(site, plan):
    summary = site[1].by_address["/ke-hoach/2027/doc-nhanh/"].body
    assert not_led_to(summary, plan) == []
    assert "không thay cho" in summary


# --- a text that nobody has signed yet ---

BLANKS = {"Số: 07/": "Số: /", "ngày 15 tháng 3": "ngày tháng 3"}


def shown(root, plan, *blank: str) -> BeautifulSoup:
    """The page of the plan, with some of its letterhead still blank."""
    text = (root / plan.uri).read_text("utf-8")
    for filled in blank:
        text = text.replace(filled, BLANKS[filled])
    unsigned = replace(plan, text=parse_document(text, plan.uri, Problems()))
    body = plan_pages(unsigned, "UBND xã", "Ủy ban nhân dân xã Sông Lam", lambda _: [])[0].body
    return BeautifulSoup(body, "html.parser")


def test_blanks_are_shown_as_blanks_with_a_notice(second, plan):
    page = shown(second, plan, *BLANKS)
    letterhead = [squeeze(line.get_text()) for line in page.select(".letterhead p")]
    assert letterhead == ["Số: …/KH-UBND", "Xã Sông Lam, ngày … tháng 3 năm 2027"]
    assert "Bản này chưa ghi số và ngày; đối chiếu bản ban hành của UBND xã." in page.get_text()


def test_there_is_no_notice_where_number_and_day_are_filled_in(second, plan):
    page = shown(second, plan)
    assert "Số: 07/KH-UBND" in page.get_text()
    assert "Bản này chưa ghi" not in page.get_text() and not page.select(".blank")


@pytest.mark.parametrize(
    ("blank", "notice"), [("ngày 15 tháng 3", "chưa ghi ngày;"), ("Số: 07/", "chưa ghi số;")], ids=["day", "number"]
)
def test_notice_names_only_what_is_still_blank(second, plan, blank, notice):
    assert notice in shown(second, plan, blank).get_text()


# --- another year ---


def test_a_plan_made_ahead_waits_for_its_year_and_no_address_of_the_old_is_lost(tmp_path):
    """In 2028 other units have the work, or fewer: those of 2027 keep their pages and calendars."""
    root = assemble(tmp_path / "commune")
    old, new = root / "content/plan/2027", root / "content/plan/2028"
    new.mkdir()
    for path in (path for path in old.iterdir() if path.name != "progress.yml"):
        (new / path.name).write_text(path.read_text("utf-8"), "utf-8")
    for name in ("annotations.yml", "plan.md"):
        text = (new / name).read_text("utf-8")
        (new / name).write_text(text.replace("nhom-truong-hoc", "nha-truong"), "utf-8")
    before = built.lasting(make_site(root, date(2027, 12, 20), DAY)[1])
    content, manifest = make_site(root, date(2028, 1, 2), DAY)
    assert (content.plan_in(2027).year, content.plan_in(2028).year) == (2027, 2028)
    assert before - built.lasting(manifest) == set()
    assert {"/trach-nhiem/nhom-truong-hoc/lich.ics", "/trach-nhiem/nha-truong/"} <= manifest.by_address.keys()
    table = BeautifulSoup(manifest.by_address["/trach-nhiem/"].body, "html.parser").table
    assert table.select_one('a[href="/trach-nhiem/nha-truong/"]')
    assert not table.select_one('a[href="/trach-nhiem/nhom-truong-hoc/"]')


def cards_of_home(root, text):
    """What the home page says below the name of each task, where the short version is `text`."""
    (root / "content/plan/2027/doc-nhanh.md").write_text(text, "utf-8")
    home = next(page for page in make_site(root, DAY, DAY)[1].pages if page.address == "/")
    return [card.get_text() for card in BeautifulSoup(home.body, "html.parser").select("ol.tasks span")]


def test_home_says_the_tasks_as_the_short_version_does(tmp_path):
    """In its list that leads to the tasks one by one; without one, as the plan calls them."""
    root = assemble(tmp_path / "commune")
    good = (root / "content/plan/2027/doc-nhanh.md").read_text("utf-8")
    listed = [
        "Họp có tiếng nói của phụ nữ.",
        "Học cách lắng nghe.",
        "Kể chuyện hay.",
        "Lo cho mẹ và bé.",
        "Chia việc nhà.",
    ]
    assert cards_of_home(root, good.replace("**Xã làm", "- Được nghe kể. [II.3](#ii-3)\n\n**Xã làm")) == listed
    titles = [task.title for task in make_site(root, DAY, DAY)[0].plans[0].tasks]
    assert cards_of_home(root, good.replace("4. Lo", "4. [Thêm](#ii-1). Lo")) == titles
