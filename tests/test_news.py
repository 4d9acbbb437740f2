"""News that must be seen: a notice until its last day, a correction for whoever read it wrong, a home that is fair."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree

import communes
import pytest
from bs4 import BeautifulSoup
from commune.advice import overstaying
from commune.campaigns.pages import posts_on_home
from commune.environment import built_nightly, git
from making import make_site

NOTICE = "content/campaigns/2027-03-cat-nuoc/index.md"
FIRST, LAST = date(2027, 3, 10), date(2027, 3, 20)


def post(title: str, day: str, more: str = "") -> str:
    head = f"title: {title}\nsummary: Một câu.\ndate: {day}\naudience: [thon]\ntopics: [chia-se-viec-nha]\n"
    return f"---\n{head}author_role: Tổ biên tập\n{more}---\nMột dòng.\n"


def write(root: Path, posts: dict[str, str]) -> Path:
    for uri, text in posts.items():
        (root / uri).parent.mkdir(parents=True, exist_ok=True)
        (root / uri).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A commune with a notice of ten days, and a post that was corrected twice."""
    wrong = "corrections: [{date: 06/03/2027, what: Họp lúc 14 giờ.}, {date: 2027-03-08, what: Họp ở đình.}]\n"
    texts = {
        NOTICE: post("Cắt nước ở xóm", "2027-03-10", "type: thông báo\nuntil: 20/3/2027\n"),
        "content/campaigns/2027-03-hop/index.md": post("Họp xóm", "2027-03-02", wrong),
    }
    return write(communes.assemble(tmp_path_factory.mktemp("news") / "commune"), texts)


def home(root: Path, day: date) -> BeautifulSoup:
    return BeautifulSoup(make_site(root, day, day)[1].by_address["/"].body, "html.parser")


def page(root: Path, day: date, address: str) -> str:
    body = make_site(root, day, day)[1].by_address[address].body
    return " ".join(BeautifulSoup(body, "html.parser").get_text(" ").split())


# --- a notice ---


@pytest.mark.parametrize(
    ("day", "there"), [(FIRST - timedelta(1), False), (FIRST, True), (LAST, True), (LAST + timedelta(1), False)]
)
def test_a_notice_stands_on_home_from_its_day_to_its_last(day, there, root):
    sections = [section.h2.get_text() for section in home(root, day).select("section.band")]
    assert (sections[0] == "Thông báo") is there, "right under the numbers to call"
    assert ("Cắt nước ở xóm" in home(root, day).get_text()) is there, "and in no other place there"


def test_the_page_of_a_notice_says_until_when_and_afterwards_that_it_is_over(root):
    assert "Thông báo này hết ngày 20/3/2027 ." in page(root, LAST, "/chien-dich/2027-03-cat-nuoc/")
    over = page(root, LAST + timedelta(1), "/chien-dich/2027-03-cat-nuoc/")
    assert "đã hết ngày 20/3/2027 , nay không còn hiệu lực" in over and "Một dòng." in over
    assert "Thông báo, đã hết ngày Cắt nước ở xóm" in page(root, LAST + timedelta(1), "/chien-dich/")


def test_of_many_notices_the_newest_stand_there(tmp_path):
    """More would hide each other."""
    texts = {
        f"content/campaigns/2027-03-so-{day}/index.md": post(
            f"Thông báo số {day}", f"2027-03-0{day}", "type: notice\nuntil: 2027-03-30\n"
        )
        for day in range(1, 6)
    }
    shown = home(write(communes.assemble(tmp_path / "commune"), texts), LAST).select(".notices strong")
    assert [each.get_text() for each in shown] == ["Thông báo số 5", "Thông báo số 4", "Thông báo số 3"]


@pytest.mark.parametrize(
    ("remote", "files", "nightly"),
    [
        ("https://github.com/xa/trang.git", {".github/workflows/publish.yml": "on:\n  schedule:\n    make site"}, True),
        ("git@github.com:xa/trang.git", {".github/workflows/check.yml": "on: push\n make site"}, False),
        ("https://gitlab.song-lam.example/xa/trang.git", {".gitlab-ci.yml": 'if: $TASK == "nightly"'}, True),
        ("https://gitlab.song-lam.example/xa/trang.git", {}, False),
        ("trang@song-lam.example:/srv/trang/repo.git", {}, True),
        ("ssh://trang@song-lam.example:2222/srv/trang/repo.git", {}, True),
        ("https://code.song-lam.example/xa/trang", {}, False),
        (None, {}, True),
    ],
)
def test_where_nothing_builds_by_night_the_check_says_that_a_notice_would_stay(remote, files, nightly, tmp_path):
    git(tmp_path, "init", "--quiet")
    if remote:
        git(tmp_path, "remote", "add", "origin", remote)
    write(tmp_path, files)
    assert built_nightly(tmp_path) is nightly


def test_it_names_the_notice_and_its_day_and_what_to_do(root):
    content, _ = make_site(root, LAST, LAST)
    [told] = overstaying(content, LAST)
    assert told.startswith(f"{NOTICE}:9: thông báo hết ngày 20/3/2027.") and "deploy/README.md" in told
    assert overstaying(make_site(root, LAST + timedelta(1), LAST)[0], LAST + timedelta(1)) == []


def test_this_repository_is_built_by_night_wherever_it_lies(tmp_path):
    for folder in (".github", ".gitlab-ci.yml"):
        (tmp_path / folder).symlink_to(communes.ROOT / folder)
    for remote in ("https://github.com/xa/trang", "https://gitlab.com/xa/trang"):
        flows = tmp_path / remote[-20:].replace("/", "-")
        git(tmp_path, "init", "--quiet", str(flows))
        git(flows, "remote", "add", "origin", remote)
        for name in (".github/workflows/publish.yml", ".gitlab-ci.yml"):
            write(flows, {name: (communes.ROOT / name).read_text("utf-8")})
        assert built_nightly(flows)


# --- a correction ---


def test_a_correction_stands_above_the_text_the_newest_first(root):
    text = page(root, LAST, "/chien-dich/2027-03-hop/")
    first, second = "Đính chính ngày 8/3/2027 : Họp ở đình.", "Đính chính ngày 6/3/2027 : Họp lúc 14 giờ."
    assert 0 < text.index("Họp xóm") < text.index(first) < text.index(second) < text.index("Một dòng.")


def test_feeds_tell_each_correction_and_the_post_is_newer_by_it(root):
    manifest = make_site(root, LAST, LAST)[1]
    items = {item["title"]: item for item in json.loads(manifest.by_address["/feed.json"].data)["items"]}
    assert items["Họp xóm"]["date_modified"].startswith("2027-03-08")
    told = [item for title, item in items.items() if title == "Đính chính: Họp xóm"]
    assert told and told[0]["date_published"].startswith("2027-03-0")
    atom = manifest.by_address["/feed.xml"].data.decode()
    assert atom.count("<title>Đính chính: Họp xóm</title>") == 2 and "Họp lúc 14 giờ." in atom
    assert "<updated>2027-03-08T00:00:00+07:00</updated>" in atom


def test_a_correction_of_a_material_is_on_its_page_and_in_its_own_feed(tmp_path):
    root = communes.assemble(tmp_path / "commune")
    text = root / "content/materials/tro-choi-thu/index.md"
    more = "corrections: [{date: 2027-03-05, what: Thiếu một câu.}]\nlicence:"
    text.write_text(text.read_text("utf-8").replace("licence:", more), "utf-8")
    assert "Đính chính ngày 5/3/2027 : Thiếu một câu." in page(root, LAST, "/t/tro-choi-thu/")
    feed = make_site(root, LAST, LAST)[1].by_address["/t/tro-choi-thu/feed.xml"].data.decode()
    assert "Đính chính: Bài đọc loa để thử" in feed and "<updated>2027-03-05" in feed


# --- home is fair ---


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2027, 1, 1), "Cả năm"),
        (date(2027, 1, 31), "Cả năm"),
        (date(2027, 2, 1), "Mới"),
        (date(2027, 6, 1), "Mới"),
        (date(2027, 12, 24), "Mới"),
        (date(2027, 12, 25), "Cả năm"),
        (date(2027, 12, 31), "Cả năm"),
    ],
)
def test_a_campaign_leads_in_its_first_month_and_its_last_week_and_holds_no_place_for_a_year(day, first, tmp_path):
    texts = {
        "content/campaigns/2026-12-ca-nam/index.md": post(
            "Cả năm", "2026-12-01", "dates: {from: 2027-01-01, to: 2027-12-31}\n"
        ),
        **{
            f"content/campaigns/2026-12-moi-{number}/index.md": post(f"Mới {number}", f"2026-12-1{number}")
            for number in range(1, 4)
        },
    }
    root = write(communes.assemble(tmp_path / "commune"), texts)
    (root / "content/campaigns/2027-03-ngay-hoi/index.md").unlink()
    for name in ("to-giay.md", "to-giay.txt", "bia.jpg", "hinh.png"):
        (root / "content/campaigns/2027-03-ngay-hoi" / name).unlink()
    (root / "content/bundles.yml").unlink()
    shown = [each.get_text() for each in home(root, day).select(".band .entries strong")]
    assert shown[0].startswith(first) and len(shown) == 3


def a_post(title: str, day: date, more: str = "") -> str:
    return post(title, str(day), more)


def alone(tmp_path: Path, texts: dict[str, str]) -> Path:
    """A commune with these posts and no others."""
    root = communes.assemble(tmp_path / "commune")
    rmtree(root / "content/campaigns")
    (root / "content/bundles.yml").unlink()
    return write(root, {f"content/campaigns/{name}/index.md": text for name, text in texts.items()})


def test_what_is_published_today_is_on_home_today_and_nothing_holds_a_place_that_was_not_given_to_it(tmp_path):
    """A year in which three campaigns and two long events go on at any time, and a post comes each fifth day."""
    first, texts = date(2027, 1, 1), {}
    for at in range(73):
        day = first + timedelta(5 * at)
        texts[f"2027-{day.month:02}-bai-{at}"] = a_post(f"Bài {at}.", day)
        if at % 3 == 0:
            dates = f"dates: {{from: {day}, to: {day + timedelta(20 + at)}}}\n"
            texts[f"2027-{day.month:02}-dot-{at}"] = a_post(f"Đợt {at}.", day, dates)
            event = f"type: event\nevent: {{day: {day}, to: {day + timedelta(40)}, place: Nhà văn hóa}}\n"
            texts[f"2027-{day.month:02}-su-kien-{at}"] = a_post(f"Sự kiện {at}.", day, event)
    content, _ = make_site(alone(tmp_path, texts), date(2028, 2, 1), first)
    held: Counter[str] = Counter()
    for day in (first + timedelta(at) for at in range(365)):
        posts = content.campaigns.shown_on(day).posts
        shown = posts_on_home(posts, day)
        assert {each.id for each in posts if each.record.date == day} <= {each.id for each in shown}, day
        held.update(each.id for each in shown if each.record.runs_on(day))
    assert 14 <= max(held.values()) <= 14 + 7 + 5, "its first two weeks, its last, and while nothing newer is there"


def test_a_day_with_many_posts_shows_them_all(tmp_path):
    texts = {f"2027-03-bai-{at}": a_post(f"Bài {at}", LAST) for at in range(5)}
    assert len(home(alone(tmp_path, texts), LAST).select(".band .entries strong")) == 5


def test_no_notice_that_holds_is_missing_on_home(tmp_path):
    texts = {f"2027-03-tin-{at}": a_post(f"Tin {at}", FIRST, "type: notice\nuntil: 20/3/2027\n") for at in range(9)}
    said = home(alone(tmp_path, texts), LAST).select_one(".notices").get_text(" ")
    assert all(f"Tin {at}" in said for at in range(9)) and "Còn hiệu lực:" in said


@pytest.mark.parametrize("told", ["2020-01-01", "2027-03-20", "2030-01-01"])
def test_a_feed_takes_back_what_it_told_last_and_never_speaks_of_a_day_to_come(told, tmp_path):
    """Readers keep an entry that is newer than the end of it (RFC 6721)."""
    more = f"corrections: [{{date: 2027-03-18, what: Sai.}}]\nwithdrawn: {{date: {told}, why: mistaken}}\n"
    feed = make_site(alone(tmp_path, {"2027-03-bai": a_post("Bài", FIRST, more)}), LAST, LAST)[1].by_address[
        "/feed.xml"
    ]
    ends = BeautifulSoup(feed.data, "xml").find_all("deleted-entry")
    assert len(ends) == 2
    assert {"2027-03-18" <= each["when"][:10] <= str(LAST) for each in ends} == {True}
