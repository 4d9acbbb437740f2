"""Events: a post with an hour and a place, from its notice to what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from calendars import as_client
from commune.advice import checks_due
from commune.core.page import Manifest, Page
from commune.core.problem import ContentError
from commune.core.text import digits_aloud
from commune.cross_links import standing_values
from communes import assemble
from icalendar import Calendar
from making import make_site
from pypdf import PdfReader

DAY = date(2027, 3, 24)
CLASS, TWO_DAYS, MOVED, CANCELLED, POSTPONED, HELD = (
    f"2027-03-{name}"
    for name in ("lop-nau-an", "boi-duong-hai-ngay", "da-bong", "hoi-cho", "buoi-chieu-phim", "kham-suc-khoe")
)
NUMBER = "0299 3000 007"  # of the class alone, a person's


@pytest.fixture(scope="module")
def commune(tmp_path_factory) -> Path:
    return assemble(tmp_path_factory.mktemp("events") / "commune")


@pytest.fixture(scope="module")
def site(commune) -> Callable[[date], Manifest]:
    made: dict[date, Manifest] = {}

    def on(day: date) -> Manifest:
        if day not in made:
            made[day] = make_site(commune, day, DAY)[1]
        return made[day]

    return on


def page(manifest: Manifest, address: str) -> BeautifulSoup:
    return BeautifulSoup(manifest.by_address[address].html, "html.parser")


def text(manifest: Manifest, address: str) -> str:
    return " ".join(page(manifest, address).get_text(" ").split())


def of(name: str) -> str:
    return f"/chien-dich/{name}/"


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A commune where one event says something else."""
    path = assemble(folder) / f"content/campaigns/{name}/index.md"
    said = path.read_text("utf-8")
    assert old in said
    path.write_text(said.replace(old, new), "utf-8")
    return folder


# --- its page ---


def test_a_page_says_at_its_top_when_and_where_for_whom_and_how_to_join(site):
    facts = page(site(DAY), of(CLASS)).select_one("h1 + .facts")
    said = {row.dt.get_text(): " ".join(row.dd.get_text(" ").split()) for row in facts.select("div")}
    assert said == {
        "Khi nào": "14 giờ đến 16 giờ 30 , Thứ Bảy, 27/3/2027 còn 3 ngày",
        "Ở đâu": "Nhà văn hóa xóm Cầu Vồng",
        "Mời ai": "Các ông bố ở xóm, dẫn con theo cũng được.",
        "Đăng ký": "Hội phụ nữ xã Sông Lam 0299 3000 003 Hạn: Thứ Năm, 25/3/2027. Gọi điện, hoặc nhắn qua trưởng xóm.",
        "Hỏi thêm": f"Chi hội trưởng phụ nữ xóm {NUMBER}",
        "Nơi tổ chức": "Các xóm",
    }


def test_nobody_is_to_register_for_what_is_called_off(tmp_path):
    """Nor is the office told of that one would call; a list's words of it stand on its page."""
    root = changed(
        tmp_path / "commune", CLASS, "event:\n", "event:\n  called_off: {told_on: 2027-03-20, why: Mưa bão.}\n"
    )
    said = page(make_site(root, DAY, DAY)[1], of(CLASS))
    assert "Đăng ký" not in [term.get_text() for term in said.select(".facts dt")]


def test_a_page_says_what_the_lists_say_of_the_event(site):
    """Who writes a hall and an hour in the summary need not write it again in the text."""
    manifest = site(DAY)
    assert (
        page(manifest, of(CLASS)).select_one(".facts ~ p:not(:has(a))").get_text()
        == manifest.by_address[of(CLASS)].description
    )


def test_a_page_says_that_it_is_too_late_to_register(site):
    said = {day: "đã hết hạn" in text(site(day), of(CLASS)) for day in (DAY, date(2027, 3, 25), date(2027, 3, 27))}
    assert [*said.values()] == [False, False, True]


def test_a_moved_event_keeps_what_it_was(site):
    told = page(site(DAY), of(MOVED)).select_one("h1 + .notice")
    assert [old.get_text() for old in told.select("s")] == [
        "8 giờ, Chủ nhật, 21/3/2027, tại Sân bóng xóm Gió Lành",
        "15 giờ 30, Chủ nhật, 4/4/2027",
    ]
    assert told.get_text().startswith("Đã dời. Lúc đầu là: ") and "Trước là: " in told.get_text()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (CANCELLED, "Đã hủy. Nước sông lên cao, bến không an toàn. Báo ngày 23/3/2027."),
        (POSTPONED, "Đã hoãn. Máy chiếu đang hỏng. Ngày mới sẽ báo ở trang này. Báo ngày 20/3/2027."),
    ],
)
def test_what_is_called_off_is_told_first_in_the_words_of_the_officer(site, name, words):
    assert page(site(DAY), of(name)).select_one("h1 + .notice").get_text() == words


def test_what_is_over_says_so_and_how_many_came(site):
    said = text(site(DAY), of(HELD))
    assert "13/3/2027 đã qua" in said and "Đã diễn ra, có 45 người đến: 30 nữ, 13 nam." in said


def test_two_days_are_told_from_the_first_hour_to_the_last(site):
    assert "7 giờ 30 , Thứ Bảy, 3/4/2027 đến 11 giờ , Chủ nhật, 4/4/2027" in text(site(DAY), of(TWO_DAYS))


# --- on other pages ---


def test_home_tells_what_comes_with_hour_and_place_and_what_was_cancelled_until_its_day(commune):
    def told(day: date) -> str:
        content, _ = make_site(commune, day, DAY)
        return " ".join(BeautifulSoup(standing_values(content, day)["now"], "html.parser").get_text(" ").split())

    assert "Lớp nấu ăn cho các ông bố 14 giờ đến 16 giờ 30, Thứ Bảy, 27/3/2027, Nhà văn hóa xóm Cầu Vồng" in told(DAY)
    assert all("Đã hủy Phiên chợ quê" in told(day) for day in (DAY, date(2027, 3, 28)))
    assert "Phiên chợ quê" not in told(date(2027, 3, 29))


def test_the_calendar_page_shows_events_among_its_days(site):
    entries = page(site(DAY), "/lich/").select(".days > li")
    begins = [entry.time["datetime"] for entry in entries]
    assert begins == sorted(begins)
    shown = {entry.a["href"]: entry.get_text(" ") for entry in entries if not entry.get("id")}
    assert set(shown) == {of(name) for name in (CLASS, TWO_DAYS, MOVED, CANCELLED, POSTPONED, HELD)}
    assert "Sân trường Sông Lam" in shown[of(MOVED)] and "15 giờ 30, Chủ nhật, 4/4/2027" in shown[of(MOVED)]


def test_events_of_a_year_that_is_over_leave_the_calendar_page_and_keep_their_own(site):
    later = site(date(2028, 2, 1))
    assert of(CLASS) not in later.by_address["/lich/"].html
    assert "đã qua" in text(later, of(CLASS))


def test_cards_and_feeds_say_when_and_where(site):
    manifest = site(DAY)
    assert "14 giờ đến 16 giờ 30, Thứ Bảy, 27/3/2027, Nhà văn hóa xóm Cầu Vồng" in text(manifest, "/chien-dich/")
    items = {item["id"]: item for item in json.loads(manifest.by_address["/feed.json"].content)["items"]}
    atom = {entry.id: entry for entry in feedparser.parse(manifest.by_address["/feed.xml"].content).entries}
    moved = next(item for item in items.values() if item["url"].endswith(of(MOVED)))
    line = "Đã dời. 15 giờ 30, Chủ nhật, 11/4/2027, tại Sân trường Sông Lam. Mỗi đội"
    assert moved["content_text"].startswith(line) and atom[moved["id"]].summary.startswith(line)
    assert moved["date_modified"].startswith("2027-03-22"), "whoever follows the feed is told of a move"


def test_a_unit_has_its_events_on_its_page_and_in_its_calendar(site):
    manifest = site(DAY)
    uids = {
        event.uid for event in as_client(manifest.by_address["/trach-nhiem/to-y-te-luu-dong/lich.ics"].content).events
    }
    assert {uid for uid in uids if uid.startswith("su-kien.")} == {f"su-kien.{HELD}@song-lam-vi-du"}
    assert "Lớp nấu ăn cho các ông bố (còn 3 ngày)" in text(manifest, "/trach-nhiem/cac-xom/")


# --- in calendars ---


def by_icalendar(ics: bytes, name: str) -> dict[str, Any]:
    found = next(each for each in Calendar.from_ical(ics).walk("VEVENT") if name in str(each["uid"]))
    return {
        "uid": str(found["uid"]),
        "start": found.decoded("dtstart"),
        "end": found.decoded("dtend") if "dtend" in found else None,
        "zone": found["dtstart"].params.get("TZID"),
        "place": str(found["location"]),
        "status": str(found["status"]),
        "sequence": int(found["sequence"]),
    }


def by_ical(ics: bytes, name: str) -> dict[str, Any]:
    found = next(each for each in as_client(ics).events if name in each.uid)
    return {
        "uid": found.uid,
        "start": found.dtstart,
        "end": found.dtend,
        "zone": getattr(getattr(found.dtstart, "tzinfo", None), "key", None),
        "place": found.location,
        "status": found.status.value,
        "sequence": found.sequence,
    }


CLIENTS = pytest.mark.parametrize("client", [by_icalendar, by_ical])


@CLIENTS
def test_clients_read_hour_zone_and_place(site, client):
    found = client(site(DAY).by_address["/lich.ics"].content, CLASS)
    assert (found["start"].isoformat(), found["end"].isoformat()) == (
        "2027-03-27T14:00:00+07:00",
        "2027-03-27T16:30:00+07:00",
    )
    assert found["zone"] == "Asia/Ho_Chi_Minh"
    assert found["place"] == "Nhà văn hóa xóm Cầu Vồng, xã Sông Lam, tỉnh Ví Dụ"
    assert (found["status"], found["sequence"]) == ("CONFIRMED", 0)


def test_an_event_can_be_taken_alone_for_the_calendar_of_a_phone(site):
    alone = site(DAY).by_address[f"{of(CLASS)}su-kien.ics"].content
    assert by_icalendar(alone, CLASS) == by_icalendar(site(DAY).by_address["/lich.ics"].content, CLASS)
    assert len(as_client(alone).events) == 1


@CLIENTS
def test_an_event_of_two_days_ends_on_the_second(site, client):
    found = client(site(DAY).by_address["/lich.ics"].content, TWO_DAYS)
    assert found["end"] - found["start"] == timedelta(days=1, hours=3, minutes=30)


@CLIENTS
def test_a_moved_event_moves_in_the_calendar_that_has_it(site, tmp_path, client):
    """The same entry, and a number that tells the calendar to take it anew."""
    now = client(site(DAY).by_address["/lich.ics"].content, MOVED)
    path = assemble(tmp_path / "commune") / f"content/campaigns/{MOVED}/index.md"
    said = path.read_text("utf-8")
    second = next(line for line in said.splitlines(keepends=True) if "day: 2027-04-04" in line)
    path.write_text(said.replace(second, "").replace("day: 2027-04-11", "day: 2027-04-04"), "utf-8")
    before = client(make_site(tmp_path / "commune", DAY, DAY)[1].by_address["/lich.ics"].content, MOVED)
    assert now["uid"] == before["uid"] and now["sequence"] > before["sequence"]
    assert now["start"] - before["start"] == timedelta(days=7)


@CLIENTS
def test_a_calendar_says_that_an_event_is_cancelled(site, client):
    ics = site(DAY).by_address["/lich.ics"].content
    assert client(ics, CANCELLED)["status"] == client(ics, POSTPONED)["status"] == "CANCELLED"
    assert client(ics, CANCELLED)["sequence"] > 0
    assert "SUMMARY:Đã hủy: Phiên chợ quê của các chị em" in ics.decode()


def test_an_event_that_was_put_off_and_got_a_new_day_comes_anew(site, tmp_path):
    off = by_icalendar(site(DAY).by_address["/lich.ics"].content, POSTPONED)
    old = "  called_off: {told_on: 2027-03-20, why: Máy chiếu đang hỏng., postponed: yes}\n"
    new = "  moved_from: [{day: 2027-04-10, begins: 19h, told_on: 2027-03-30}]\n"
    path = changed(tmp_path / "commune", POSTPONED, old, new) / f"content/campaigns/{POSTPONED}/index.md"
    path.write_text(path.read_text("utf-8").replace("\n  day: 2027-04-10", "\n  day: 2027-04-17"), "utf-8")
    on = by_icalendar(make_site(tmp_path / "commune", DAY, DAY)[1].by_address["/lich.ics"].content, POSTPONED)
    assert (on["status"], on["start"].date()) == ("CONFIRMED", date(2027, 4, 17))
    assert on["sequence"] > off["sequence"]


@pytest.mark.parametrize("client", [by_icalendar, by_ical])
def test_no_end_is_made_up(site, tmp_path, client):
    assert client(site(DAY).by_address["/lich.ics"].content, MOVED)["end"] is None
    changed(tmp_path / "commune", HELD, "  begins: 8h\n  ends: 11h\n", "")
    whole = client(make_site(tmp_path / "commune", DAY, DAY)[1].by_address["/lich.ics"].content, HELD)
    assert not isinstance(whole["start"], datetime)
    assert (whole["start"], whole["end"]) == (date(2027, 3, 13), date(2027, 3, 14))


def test_the_calendar_is_the_same_whatever_the_day(site):
    assert site(DAY).by_address["/lich.ics"].content == site(date(2031, 2, 3)).by_address["/lich.ics"].content


# --- for search engines ---


def test_search_engines_read_the_event(site):
    said = site(DAY).by_address[of(MOVED)].head["event"]
    assert said["@type"] == "Event" and said["eventStatus"] == "https://schema.org/EventRescheduled"
    assert said["startDate"] == "2027-04-11T15:30:00+07:00" and "endDate" not in said
    assert said["previousStartDate"][0] == "2027-04-04T15:30:00+07:00"
    assert said["location"]["address"] == "Sân trường Sông Lam, xã Sông Lam, tỉnh Ví Dụ"
    states = {
        name: site(DAY).by_address[of(name)].head["event"]["eventStatus"] for name in (CLASS, CANCELLED, POSTPONED)
    }
    assert [state.rpartition("/")[2] for state in states.values()] == [
        "EventScheduled",
        "EventCancelled",
        "EventPostponed",
    ]


# --- for the board and the announcer ---


def spoken(manifest: Manifest, name: str) -> str:
    return manifest.by_address[f"{of(name)}bai-doc-loa.txt"].content.decode()


def test_the_announcer_reads_hours_and_days_in_words(site):
    said = spoken(site(DAY), CLASS)
    assert "từ mười bốn giờ đến mười sáu giờ ba mươi phút, thứ Bảy, ngày hai mươi bảy tháng ba năm hai nghìn" in said
    assert said.count("thứ Bảy, ngày hai mươi bảy tháng ba") == 2, "said twice"
    assert said.count(digits_aloud(NUMBER)) == 2
    assert not any(sign.isdigit() for sign in said)
    assert all(" ".join(paragraph.split()) in text(site(DAY), of(CLASS)) for paragraph in said.split("\n\n"))


def test_the_announcer_tells_of_a_move_and_of_a_cancellation(site):
    assert "lịch đã dời. Trước đây báo là mười lăm giờ ba mươi phút, chủ nhật, ngày bốn tháng tư." in spoken(
        site(DAY), MOVED
    )
    assert "nay hủy, không tổ chức nữa" in spoken(site(DAY), CANCELLED)
    assert "nay hoãn lại, ngày mới sẽ báo sau" in spoken(site(DAY), POSTPONED)


def printed(manifest: Manifest, name: str) -> tuple[int, str]:
    """(pages, the words) of the notice."""
    pages = PdfReader(BytesIO(manifest.by_address[f"{of(name)}thong-bao.pdf"].content)).pages
    return len(pages), " ".join(" ".join(each.extract_text() for each in pages).split())


def test_the_notice_is_one_sheet_with_all_that_one_asks(site):
    pages, said = printed(site(DAY), CLASS)
    assert pages == 1
    for words in ("14 giờ đến 16 giờ 30", "Thứ Bảy, 27/3/2027", "Nhà văn hóa xóm Cầu Vồng", NUMBER, "0299 3000 003"):
        assert words in said
    assert "song-lam.example/chien-dich/" in said


def test_the_longest_notice_is_one_sheet_too(tmp_path):
    path = assemble(tmp_path / "commune") / f"content/campaigns/{CLASS}/index.md"
    said = path.read_text("utf-8")
    for old, words, most in (
        ("Lớp nấu ăn cho các ông bố", "Lớp nghiêng", 90),
        ("Hai giờ học nấu ba món dễ làm, rồi cùng ăn.", "Nghiêng nghiêng", 200),
        ("Nhà văn hóa xóm Cầu Vồng", "Nhà thượng", 120),
        ("Các ông bố ở xóm, dẫn con theo cũng được.", "Những người", 160),
        ("Gọi điện, hoặc nhắn qua trưởng xóm.", "Nhắn trưởng", 160),
    ):
        said = said.replace(old, " ".join([words] * (most // (len(words) + 1))))
    path.write_text(said.replace("  day: 27/3/2027\n", "  day: 27/3/2027\n  to: 28/3/2027\n"), "utf-8")
    assert printed(make_site(tmp_path / "commune", DAY, DAY)[1], CLASS)[0] == 1


# --- a number that goes ---


def surfaces(manifest: Manifest) -> dict[str, str]:
    """All that is published, as text; of prints, what stands in them."""
    found = {}
    for item in manifest.items:
        if isinstance(item, Page):
            found[item.address] = f"{item.body} {json.dumps(item.head, ensure_ascii=False, default=str)}"
        elif item.address.endswith(".pdf") and item.address.startswith("/chien-dich/"):
            found[item.address] = " ".join(page.extract_text() for page in PdfReader(BytesIO(item.content)).pages)
        elif item.kind != "picture" and not item.address.endswith((".png", ".jpg", ".webp", ".zip", ".pdf", ".docx")):
            found[item.address] = item.content.decode("utf-8", "ignore")
    return found


def showing(manifest: Manifest) -> set[str]:
    digits = NUMBER.replace(" ", "")
    ways = (NUMBER, digits, digits[1:], digits_aloud(NUMBER))
    return {address for address, said in surfaces(manifest).items() if any(way in said for way in ways)}


def test_a_number_for_one_event_is_gone_after_its_last_day_wherever_it_stood(site):
    shown = showing(site(date(2027, 3, 27)))
    assert {of(CLASS), f"{of(CLASS)}thong-bao.pdf", f"{of(CLASS)}bai-doc-loa.txt"} <= shown
    assert showing(site(date(2027, 3, 28))) == set()


def test_what_others_copy_never_holds_the_number(site):
    """Feeds, calendars and search engines keep what they have read."""
    copied = {"/feed.xml", "/feed.json", "/lich.ics", "/trach-nhiem/cac-xom/lich.ics"}
    assert not copied & showing(site(DAY))
    assert NUMBER not in json.dumps(site(DAY).by_address[of(CLASS)].head, default=str)


def test_a_number_may_stay_longer_or_go_sooner(tmp_path):
    changed(tmp_path / "commune", CLASS, "    whose: person\n", "    whose: person\n    until: 25/3/2027\n")
    days = (date(2027, 3, 25), date(2027, 3, 26))
    assert [NUMBER in make_site(tmp_path / "commune", day, DAY)[1].by_address[of(CLASS)].html for day in days] == [
        True,
        False,
    ]


# --- what the officer is told, and what may wait ---


def test_an_event_that_is_over_and_has_no_outcome_is_asked_for_and_nothing_is_made_up(commune, site):
    def asked(day: date) -> list[str]:
        return [line.split("/")[2] for line in checks_due(make_site(commune, day, DAY)[0], day) if "sự kiện" in line]

    assert asked(date(2027, 3, 27)) == []
    assert asked(date(2027, 3, 28)) == [CLASS]
    assert set(asked(date(2027, 4, 12))) == {CLASS, TWO_DAYS, MOVED}
    assert asked(date(2027, 8, 1)) == []
    assert "Đã diễn ra" not in text(site(date(2027, 4, 12)), of(CLASS))


def test_a_draft_may_wait_with_its_day(tmp_path):
    path = assemble(tmp_path / "commune") / f"content/campaigns/{POSTPONED}/index.md"
    front = path.read_text("utf-8").split("event:\n", 1)[0]
    rest = "audience: [toan-dan]\ntopics: [tre-em]\nauthor_role: Tổ biên tập\ndraft: yes\n---\nSẽ viết.\n"
    path.write_text(f"{front}{rest}", "utf-8")
    assert of(POSTPONED) in make_site(tmp_path / "commune", DAY, DAY, drafts=True)[1].by_address


# --- what cannot be ---


def refusal(folder: Path, name: str, old: str, new: str) -> str:
    with pytest.raises(ContentError) as refused:
        make_site(changed(folder, name, old, new), DAY, DAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (CLASS, "date: 2026-11-14", "date: 2027-03-28", "mời thì đăng trước ngày ấy"),
        (CLASS, "method: called}", "method: called}\n    until: 2099-01-01", "chậm nhất một tháng sau sự kiện"),
        (
            MOVED,
            "  moved_from:",
            "  called_off: {told_on: 16/3/2027, why: Mưa.}\n  moved_from:",
            "từ ngày báo dời (22/3/2027) trở đi",
        ),
    ],
)
def test_what_cannot_be_is_told_with_its_cure(name, old, new, words, tmp_path):
    assert words in refusal(tmp_path / "commune", name, old, new)


def test_who_checks_is_told_of_what_is_said_to_be_done_on_a_day_to_come(commune):
    """It holds all the same: nobody shall come for nothing because a year was mistyped."""
    early = date(2027, 3, 14)
    content, manifest = make_site(commune, early, early)
    told = [line for line in checks_due(content, early) if "ngày ấy chưa tới" in line]
    ahead = {(POSTPONED, "told_on"), (CANCELLED, "told_on"), (MOVED, "told_on"), (HELD, "told_on")}
    ahead |= {(CLASS, "agreed_on"), (CLASS, "date")}
    assert {(line.split("/")[2], line.split('"')[1]) for line in told} == ahead
    assert "Đã hủy" in text(manifest, of(CANCELLED))


def test_a_corrected_hour_moves_in_calendars_too(site, tmp_path):
    """Who has taken the entry takes it anew: calendars go by its number."""
    path = changed(tmp_path / "commune", CLASS, "begins: 2 giờ chiều", "begins: 3 giờ chiều")
    text_of = path / f"content/campaigns/{CLASS}/index.md"
    said = text_of.read_text("utf-8")
    correction = "corrections: [{date: 2027-03-20, what: Giờ đúng là 15 giờ.}]\naudience:"
    text_of.write_text(said.replace("audience:", correction, 1), "utf-8")
    before, after = (
        by_icalendar(manifest.by_address["/lich.ics"].content, CLASS)
        for manifest in (site(DAY), make_site(path, DAY, DAY)[1])
    )
    assert after["sequence"] > before["sequence"] and after["start"] - before["start"] == timedelta(hours=1)


def test_the_announcer_says_how_one_registers(site):
    assert "ngày hai mươi lăm tháng ba. Gọi điện, hoặc nhắn qua trưởng xóm. Số điện thoại:" in spoken(site(DAY), CLASS)


def test_nobody_is_invited_to_what_is_over(site):
    links = page(site(DAY), of(HELD)).select(".downloads a")
    assert links == [] and page(site(DAY), of(CLASS)).select(".downloads a")


@pytest.mark.parametrize("name", [CLASS, TWO_DAYS])
def test_the_site_is_built_on_the_day_of_an_event_too(name, site):
    """Its card leads home and the list, with the hour and the place, and says that it is today."""
    manifest = site(date(2027, 3, 27) if name == CLASS else date(2027, 4, 3))
    card = page(manifest, "/chien-dich/").select_one(f'.entries a[href="{of(name)}"]').get_text(" ")
    assert "Hôm nay" in card or "Đang diễn ra" in card
    assert of(name) in manifest.by_address["/"].body
