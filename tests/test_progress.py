"""A plan one can hold units to: what each reported on its work, as of when, and what shows it."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.core.text import squeeze
from communes import assemble
from jsonschema import Draft202012Validator
from making import make_site

DAY = date(2027, 3, 24)
REPORTS = "content/plan/2027/progress.yml"
CALENDAR = "content/calendar.yml"
DEADLINE = """
  - id: han-hop
    title: Hạn họp
    before: 2027-03-24
    units: [phong-doi-song-cong-dong]
    sources: [{plan: 2027, item: iv-1-1, quote: "mọi cuộc họp của xã"}]
"""
OFFICE = "/trach-nhiem/phong-doi-song-cong-dong/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The second commune in the spring of its plan's year: two units have reported, two have not."""
    return make_site(assemble(tmp_path_factory.mktemp("reported") / "commune"), DAY, DAY)[1]


@pytest.fixture
def commune(tmp_path) -> Path:
    return assemble(tmp_path / "commune")


def shown(manifest, address: str) -> BeautifulSoup:
    return BeautifulSoup(manifest.by_address[address].body, "html.parser")


def words(tag) -> str:
    return squeeze(tag.get_text(" ")).replace(" ,", ",")


def rows(manifest, year: int = 2027) -> dict[str, dict[str, str]]:
    """The table, by the items of its rows."""
    text = manifest.by_address[f"/ke-hoach/{year}/du-lieu.csv"].content.decode("utf-8-sig")
    return {row["Mã việc"]: row for row in csv.DictReader(StringIO(text))}


def duties(manifest, year: int = 2027) -> dict[str, dict]:
    """The responsibilities in the data, by their items."""
    data = json.loads(manifest.by_address[f"/ke-hoach/{year}/du-lieu.json"].content)
    return {duty["id"]: duty for unit in data["units"] for duty in unit["responsibilities"]}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


# --- on the page of a unit ---


def test_the_newest_report_is_how_an_item_stands(site):
    state = shown(site, OFFICE).select_one("#iv-1-2 .state")
    assert words(state) == "Đang làm, theo Phòng Đời sống Cộng đồng xã, 21/3/2027"


def test_older_reports_stay_as_history(site):
    history = shown(site, OFFICE).select_one("#iv-1-2 details")
    assert words(history.summary) == "Các lần báo trước (1)"
    assert [words(one) for one in history.select("li")] == [
        "Chưa bắt đầu, theo Phòng Đời sống Cộng đồng xã, 16/3/2027 : Đang chờ chọn người giảng."
    ]


def test_what_is_done_shows_its_evidence(site):
    duty = shown(site, "/trach-nhiem/cac-xom/").select_one("#iv-3")
    assert duty.select_one(".state strong").text == "Đã làm xong"
    assert duty.select_one('.progress a[href="/lich/"]').text == "Lịch năm của xã"
    assert "Báo cáo số 5/BC-XOM, ngày 19/3/2027" in words(duty)


def test_each_state_has_a_sign_of_its_own_that_is_not_a_colour(site, commune):
    pages = [shown(site, address) for address in (OFFICE, "/trach-nhiem/cac-xom/")]
    early = shown(make_site(commune, date(2027, 3, 17), DAY)[1], OFFICE)
    signs = [str(page.select_one("svg.sign")) for page in (*pages, early)]
    assert len(set(signs)) == 3
    assert all('aria-hidden="true"' in sign for sign in signs)


def test_that_nothing_is_known_is_said_once_for_the_unit(site):
    page = shown(site, "/trach-nhiem/to-y-te-luu-dong/")
    assert page.get_text().count("Chưa có thông tin") == 1
    assert page.select(".progress") == []


def test_beside_what_is_known_what_is_not_is_said_too(site):
    page = shown(site, OFFICE)
    assert "Tiến độ: 1 trên 2 việc đã có thông tin." in words(page)
    assert words(page.select_one("#iv-1-1 .progress")) == "Chưa có thông tin về tiến độ việc này."


def test_a_post_that_is_evidence_is_not_listed_twice(commune):
    address = "/chien-dich/2027-03-ngay-hoi/"
    change(commune / "content/campaigns/2027-03-ngay-hoi/index.md", "plan_items: [ii-1]", "plan_items: [iv-3]")
    change(commune / REPORTS, "page: /lich/", f"page: {address}")
    _, manifest = make_site(commune, DAY, DAY)
    assert len(shown(manifest, "/trach-nhiem/cac-xom/").select(f'#iv-3 a[href="{address}"]')) == 1
    assert [page["address"] for page in duties(manifest)["iv-3"]["published"]] == [address]


def test_a_report_of_a_day_to_come_waits_and_the_officer_is_told(commune, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")
    change(commune / REPORTS, "date: 2027-03-21", "date: 2027-12-21")
    assert main(["--root", str(commune), "check"]) == 0
    assert (
        f"- {REPORTS}:10: báo cáo ghi ngày 21/12/2027, ngày ấy chưa tới. Trang hiện từ ngày ấy; "
        "nếu ghi nhầm ngày thì hãy sửa." in capsys.readouterr().out
    )
    for today, state in ((date(2027, 12, 20), "Chưa bắt đầu"), (date(2027, 12, 21), "Đang làm")):
        page = shown(make_site(commune, today, today)[1], OFFICE)
        assert page.select_one("#iv-1-2 .state strong").text == state


def test_a_report_of_a_day_to_come_may_rest_on_a_post_of_then(commune):
    """No clock breaks a site: what is shown on a day has its evidence on that day."""
    change(commune / "content/campaigns/2027-03-ngay-hoi/index.md", "date: 2026-11-20", "date: 2027-12-20")
    change(commune / REPORTS, "date: 2027-03-20", "date: 2027-12-21")
    change(commune / REPORTS, "page: /lich/", "page: /chien-dich/2027-03-ngay-hoi/")
    for today in (DAY, date(2027, 12, 20), date(2027, 12, 21)):
        make_site(commune, today, today)


# --- overdue ---


@pytest.mark.parametrize(("today", "over"), [(date(2027, 3, 23), False), (date(2027, 3, 24), True)])
def test_overdue_follows_from_the_calendar(commune, today, over):
    append(commune / CALENDAR, DEADLINE)
    due = shown(make_site(commune, today, DAY)[1], OFFICE).select_one("#iv-1-1 .due")
    assert words(due) == ("Đã quá hạn" if over else "Hạn") + ": lịch ghi chậm nhất 23/3/2027"
    assert due.a["href"] == "/lich/#han-hop"


def test_what_is_done_is_not_overdue(commune):
    append(commune / CALENDAR, DEADLINE)
    by = "by: phong-doi-song-cong-dong, evidence: [{title: Sổ họp}]"
    append(commune / REPORTS, f"\n  - {{item: iv-1-1, status: done, date: 2027-03-20, note: Xong., {by}}}\n")
    _, manifest = make_site(commune, DAY, DAY)
    assert shown(manifest, OFFICE).select("#iv-1-1 .due") == []
    assert duties(manifest)["iv-1-1"]["due"] == "2027-03-23"


def test_a_deadline_of_all_units_is_not_one_of_an_item(site):
    assert {duty["due"] for duty in duties(site).values()} == {None}


# --- on the page of all units ---


def test_the_matrix_counts_what_is_known_of_each_unit(site):
    heads = [words(head) for head in shown(site, "/trach-nhiem/").select("tbody th")]
    assert heads == [
        "Phòng Đời sống Tiến độ: 1 trên 2 việc đã có thông tin",
        "Tổ Y tế",
        "Các xóm Tiến độ: đã làm xong",
        "Trường học",
    ]


def test_where_nobody_reported_the_matrix_says_so_once(commune):
    (commune / REPORTS).unlink()
    page = words(shown(make_site(commune, DAY, DAY)[1], "/trach-nhiem/"))
    assert "Chưa có thông tin về tiến độ của đơn vị nào." in page
    assert "Tiến độ:" not in page


# --- for machines ---


def test_the_data_keeps_to_its_schema(site, root):
    """Of the second commune, and of this one, on whose plans nobody may have reported."""
    for manifest in (site, make_site(root, DAY, DAY)[1]):
        found = {address for address in manifest.by_address if re.fullmatch(r"/ke-hoach/20\d\d/du-lieu\.json", address)}
        assert found or "/ke-hoach/2027/" not in manifest.by_address
        for address in found:
            data, schema = (
                json.loads(manifest.by_address[each].content)
                for each in (address, address.replace(".json", ".schema.json"))
            )
            Draft202012Validator.check_schema(schema)
            assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


def test_the_data_holds_every_report_and_knows_what_is_not_known(site):
    found = duties(site)
    assert [report["status"] for report in found["iv-1-2"]["reports"]] == ["in progress", "not started"]
    assert {item: duty["status"] for item, duty in found.items()} == {
        "iv-1-1": "no information",
        "iv-1-2": "in progress",
        "iv-2-1": "no information",
        "iv-2-2": "no information",
        "iv-3": "done",
        "iv-4-1": "no information",
    }


def test_the_table_has_a_row_for_each_responsibility(site):
    found = rows(site)
    assert found.keys() == duties(site).keys()
    assert found["iv-3"]["Tiến độ"] == "Đã làm xong"
    assert found["iv-3"]["Căn cứ"].splitlines() == [
        "Lịch năm của xã /lich/",
        "Báo cáo số 5/BC-XOM (2027-03-19)",
    ]
    assert (found["iv-4-1"]["Tiến độ"], found["iv-4-1"]["Ngày báo"]) == ("Chưa có thông tin", "")


def test_excel_reads_the_table_as_vietnamese(site):
    assert site.by_address["/ke-hoach/2027/du-lieu.csv"].content.startswith(b"\xef\xbb\xbf")


def test_the_data_can_be_reached_from_the_page_of_all_units(site):
    links = {link["href"] for link in shown(site, "/trach-nhiem/").select("a")}
    assert {f"/ke-hoach/2027/du-lieu{suffix}" for suffix in (".csv", ".json", ".schema.json")} <= links


def test_a_frozen_year_keeps_its_data(commune):
    _, manifest = make_site(commune, date(2029, 1, 2), DAY)
    assert duties(manifest)["iv-3"]["status"] == "done"
