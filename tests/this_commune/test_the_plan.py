"""This commune's plan: word for word, at the addresses that were given out, with seven tasks and nine units."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copyfile, copytree
from statistics import median

import built
import pytest
from bs4 import BeautifulSoup
from commune.core.text import may_be_legacy, squeeze
from commune.plan.written import written_plan
from communes import SONG_LAM
from making import make_site
from plans import not_led_to, quoted_and_given, said_in, without_additions

DAY = date(2026, 11, 30)
HERE = Path(__file__).parent

# The ids of design.md §3: addresses that never change.
UNITS = {
    "phong-van-hoa-xa-hoi": "IV.1",
    "van-phong-hdnd-ubnd": "IV.2",
    "phong-kinh-te": "IV.3",
    "cong-an-xa": "IV.4",
    "tram-y-te": "IV.5",
    "mttq-doan-the": "IV.6",
    "cac-thon": "IV.7",
    "cac-truong": "IV.8",
    "trung-tam-dich-vu-su-nghiep-cong": "IV.9",
}
ANCHORS = ["i-1", "ii-3", "ii-3-2", "iii", *(f"iv-{number}" for number in range(1, 10)), "iv-4-1"]


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def plan(site):
    return site[0].plans[0]


@pytest.fixture(scope="module")
def document(site):
    return BeautifulSoup(site[1].by_address["/ke-hoach/2026/"].body, "html.parser")


@pytest.fixture(scope="module")
def words(root):
    """The words of the plan as it was issued, without the signs for bold."""
    return squeeze((HERE / "ke-hoach-2026.txt").read_text("utf-8").replace("**", ""))


def test_plan_file_says_the_plan_word_for_word(root, words):
    assert said_in(root, "content/plan/2026/plan.md") == words


def test_plan_page_says_the_plan_word_for_word(document, words):
    assert squeeze(without_additions(document).get_text()) == words


@pytest.mark.parametrize("anchor", ANCHORS)
def test_item_has_its_address(document, anchor):
    assert len(document.select(f'[id="{anchor}"]')) == 1


def test_seven_tasks(plan):
    assert [task.item.number for task in plan.tasks] == [f"II.{number}" for number in range(1, 8)]


def test_nine_units_at_their_addresses(site, plan):
    assert {unit.id: unit.item.number for unit in plan.units} == UNITS
    assert {f"/trach-nhiem/{unit}/" for unit in UNITS} <= site[1].by_address.keys()


def test_every_responsibility_of_the_plan_is_some_units(plan):
    part = plan.text.parts[3]
    leaves = [leaf.id for item in part.children for leaf in item.children or [item]]
    assert [duty.item.id for unit in plan.units for duty in unit.responsibilities] == leaves


def test_every_link_rests_on_words_of_its_responsibility(plan):
    links = [(duty, link) for unit in plan.units for duty in unit.responsibilities for link in duty.links]
    assert len(links) > 20
    assert [link.quote for duty, link in links if squeeze(link.quote) not in squeeze(duty.item.words)] == []


def test_a_responsibility_without_a_task_says_why(plan):
    duties = [duty for unit in plan.units for duty in unit.responsibilities]
    assert [duty.item.id for duty in duties if not duty.links and not duty.note] == []


@pytest.mark.parametrize("unit", UNITS)
def test_unit_page_quotes_its_work_word_for_word(site, plan, unit):
    quoted, given = quoted_and_given(site[1], plan, unit)
    assert quoted == given


def test_short_version_is_a_summary_that_leads_to_each_numbered_item(site, plan):
    summary = site[1].by_address["/ke-hoach/2026/doc-nhanh/"].body
    assert not_led_to(summary, plan) == []
    assert "không thay cho" in summary


def test_blanks_are_shown_as_blanks_with_a_notice(document):
    letterhead = [squeeze(line.get_text()) for line in document.select(".letterhead p")]
    assert letterhead == ["Số: …/KH-UBND", "Xã Yết Kiêu, ngày … tháng 5 năm 2026"]
    assert "Bản này chưa ghi số và ngày; đối chiếu bản ban hành của UBND xã." in document.get_text()


@pytest.fixture(scope="module")
def two_years(root, tmp_path_factory) -> Path:
    """The real content with a plan of the next year beside it, in which other units have the work."""
    folder = tmp_path_factory.mktemp("two-years")
    for part in ("content", "docs"):
        copytree(root / part, folder / part)
    copytree(SONG_LAM / "content/plan/2027", folder / "content/plan/2027")
    copyfile(root / "addresses.txt", folder / "addresses.txt")
    return folder


def test_a_plan_made_ahead_waits_for_its_year(two_years):
    for today, units, task_count in ((date(2026, 12, 20), 9, 7), (date(2027, 1, 2), 4, 5)):
        _, manifest = make_site(two_years, today, today)
        matrix = BeautifulSoup(manifest.by_address["/trach-nhiem/"].body, "html.parser")
        assert len(matrix.select("tbody tr")) == units
        assert len(matrix.select("thead th")) == 1 + task_count


def test_no_address_of_the_old_year_is_lost_in_the_new(two_years, site):
    _, manifest = make_site(two_years, date(2027, 6, 1), date(2027, 6, 1))
    assert built.lasting(site[1]) - built.lasting(manifest) == set()
    assert "/trach-nhiem/cong-an-xa/lich.ics" in manifest.by_address


def test_the_built_plan_is_the_document_word_for_word(site_dir):
    document = built.soup(site_dir / "ke-hoach/2026/index.html").select_one(".document")
    for added in document.select("[data-added]"):
        added.extract()
    source = (HERE / "ke-hoach-2026.txt").read_text("utf-8").replace("**", "")
    assert " ".join(document.get_text(" ").split()) == " ".join(source.split())


def test_the_plan_is_not_taken_for_an_old_font(words):
    assert not may_be_legacy(words)


def test_the_short_version_is_easy_to_read(site):
    """Sentences of a breath, and the two questions that people ask of a plan before the plan's own order."""
    page = BeautifulSoup(site[1].by_address["/ke-hoach/2026/doc-nhanh/"].body, "html.parser")
    said = " ".join(f"{part.get_text(' ', strip=True)}." for part in page.select("h1 ~ p, li, h2, h3"))
    lengths = [len(sentence.split()) for sentence in re.split(r"[.?:;]+\s", said) if sentence.strip()]
    assert max(lengths) <= 30 and median(lengths) <= 10
    asked = [heading.get_text() for heading in page.select("h2")]
    assert asked[1:3] == ["Bà con được gì?", "Bà con làm được gì?"]


def test_the_short_version_promises_nothing_to_groups_that_the_plan_does_not_name(site, words):
    page = BeautifulSoup(site[1].by_address["/ke-hoach/2026/doc-nhanh/"].body, "html.parser")
    named = {
        "Mọi người": "người dân",
        "thầy cô": "giáo viên",
        "Người bị bạo lực, bị xâm hại": "nạn nhân bị bạo lực, xâm hại",
    }
    groups = [
        part
        for each in page.select("h3")
        for part in re.split(", (?!bị)", each.get_text().replace("\N{NO-BREAK SPACE}", " "))
    ]
    assert [group for group in groups if named.get(group, group).lower() not in words.lower()] == []


def test_the_plan_file_is_what_new_year_makes_of_the_text(root):
    issued = (HERE / "ke-hoach-2026.txt").read_text("utf-8").splitlines()
    assert written_plan(issued).text == (root / "content/plan/2026/plan.md").read_text("utf-8")
