"""Campaigns and materials: an officer's folder becomes a page, light and safe, at an address that stays."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import built
import feedparser
import hiding
import pytest
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.core.page import Page
from commune.ledger import published
from communes import assemble
from jsonschema import Draft202012Validator
from making import make_site
from PIL import Image

DAY = date(2027, 3, 24)
POST = "content/campaigns/2027-03-ngay-hoi"
HERE = "/chien-dich/2027-03-ngay-hoi/"


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    return make_site(assemble(tmp_path_factory.mktemp("second") / "commune"), DAY, DAY)


@pytest.fixture(scope="module")
def real(root):
    return make_site(root, DAY, DAY)


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """The second commune with words of one file replaced."""
    root = folder if (folder / "content").exists() else assemble(folder)
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return root


def shown(manifest, address: str) -> BeautifulSoup:
    return BeautifulSoup(manifest.by_address[address].body, "html.parser")


# --- addresses ---


def test_correcting_a_title_changes_no_address(tmp_path, second):
    root = changed(tmp_path / "commune", f"{POST}/index.md", "title: Ngày hội xóm Cầu Vồng", "title: Ngày hội lớn")
    assert built.lasting(make_site(root, DAY, DAY)[1]) == built.lasting(second[1])


def test_a_draft_and_what_is_dated_ahead_are_nowhere(tmp_path):
    root = changed(tmp_path / "commune", f"{POST}/index.md", "draft: no", "draft: yes")
    changed(root, f"{POST}/to-giay.md", "date: 2026-11-20\n", "date: 2027-03-25\n")
    manifest = make_site(root, DAY, DAY)[1]
    for item in manifest.items:
        text = item.body if isinstance(item, Page) else built.said(item.content)
        assert "Ngày hội xóm" not in text and "to-giay" not in text, item.address
        assert "ngay-hoi" not in item.address


def test_serving_shows_a_draft_and_says_so(tmp_path):
    root = changed(tmp_path / "commune", f"{POST}/index.md", "draft: no", "draft: yes")
    page = make_site(root, DAY, DAY, drafts=True)[1].by_address[HERE]
    assert "Bản nháp: người đọc chưa thấy trang này" in page.body


def test_an_old_path_of_a_post_leads_to_it(second):
    moved = second[1].by_address["/chien-dich/2027-03-ten-cu/"].content.decode()
    assert 'href="../2027-03-ngay-hoi/"' in moved


# --- what a post says ---


def test_a_post_and_the_plan_name_each_other(second):
    manifest = second[1]
    assert 'href="/ke-hoach/2027/#ii-1"' in manifest.by_address[HERE].body
    plan = shown(manifest, "/ke-hoach/2027/")
    assert plan.select(f'details.served a[href="{HERE}"]')


def test_a_post_that_asks_for_it_shows_the_way_out(second, tmp_path):
    assert shown(second[1], HERE).select("section.way-out a.leave")
    root = changed(tmp_path / "commune", f"{POST}/index.md", "safety: yes", "safety: no")
    assert not shown(make_site(root, DAY, DAY)[1], HERE).select("a.leave")


@pytest.mark.whole_browser
@pytest.mark.parametrize("keys", [False, True])
def test_one_leaves_a_post_as_one_leaves_help(keys, page, serve, example_dir):
    tab = page(width=360)
    tab.route("https://thoi-tiet.example/**", lambda route: route.fulfill(body="<title>bách khoa</title>"))
    tab.goto(serve(example_dir) + "chien-dich/")
    tab.goto(serve(example_dir) + HERE[1:])
    way_out = tab.get_by_role("link", name="Thoát nhanh")
    box = way_out.bounding_box()
    assert box["y"] > 740 / 2 and box["y"] + box["height"] <= 740
    if keys:
        for _ in range(3):
            tab.keyboard.press("Shift")
    else:
        way_out.click()
    tab.wait_for_url("https://thoi-tiet.example/")
    tab.go_back(wait_until="commit")
    assert tab.url == serve(example_dir) + "chien-dich/"


def test_every_post_stands_in_the_lists_that_it_chose(real):
    content, manifest = real
    for post in content.campaigns.posts:
        lists = ["/chien-dich/", f"/chien-dich/nam/{post.record.date.year}/"]
        lists += [f"/chien-dich/doi-tuong/{name}/" for name in post.record.audience]
        lists += [f"/chien-dich/chu-de/{name}/" for name in post.record.topics]
        for address in lists:
            assert shown(manifest, address).select(f'a[href="{post.address}"]'), (post.id, address)


def test_long_lists_go_on_over_pages(tmp_path):
    root = assemble(tmp_path / "commune")
    front = "title: Bài {0}\nsummary: Một bài ngắn.\ndate: 2026-11-{1:02}\naudience: [thon]\n"
    front += "topics: [tre-em]\nauthor_role: Tổ biên tập"
    for number in range(45):
        folder = root / f"content/campaigns/2026-11-bai-{number}"
        folder.mkdir()
        text = f"---\n{front.format(number, number % 20 + 1)}\n---\nNội dung.\n"
        (folder / "index.md").write_text(text, "utf-8")
    manifest = make_site(root, DAY, DAY)[1]
    cards = [shown(manifest, f"/chien-dich/{more}").select(".entries a") for more in ("", "trang/2/", "trang/3/")]
    assert [len(found) for found in cards] == [20, 20, 12]
    assert len({link["href"] for found in cards for link in found}) == 52
    assert "/chien-dich/trang/4/" not in manifest.by_address


# --- pictures ---


@pytest.fixture(scope="module")
def photographed(tmp_path_factory):
    """A post whose cover comes straight from a phone: 8 MB, lying on its side, with the place in it."""
    root = assemble(tmp_path_factory.mktemp("photo") / "commune")
    noise = Image.effect_noise((3000, 4000), 60).convert("RGB")
    photo = hiding.telling_jpeg(6, noise, quality=96)
    assert len(photo) > 8_000_000
    (root / POST / "bia.jpg").write_bytes(photo)
    return root


def test_a_photo_with_a_place_is_refused_and_the_cure_works(photographed, tmp_path, capsys):
    assert main(["--root", str(photographed), "check"]) == 1
    assert f"make photo FILE={POST}/bia.jpg" in capsys.readouterr().err
    folder = tmp_path / "content"
    folder.mkdir()
    photo = folder / "Ảnh Ngày Hội.JPG"
    photo.write_bytes((photographed / POST / "bia.jpg").read_bytes())
    assert main(["photo", str(photo)]) == 0
    cleaned = folder / "anh-ngay-hoi.jpg"
    assert not photo.exists() and cleaned.stat().st_size < 8_000_000
    assert hiding.told_by(cleaned.read_bytes()) == set()
    with Image.open(cleaned) as picture:
        assert picture.width > picture.height, "upright"


def test_no_byte_of_what_a_photo_hides_is_published_even_unrefused(photographed, monkeypatch):
    monkeypatch.setattr("commune.core.location.holds_location", lambda _: False)
    manifest = make_site(photographed, DAY, DAY)[1]
    pictures = [item for item in manifest.assets if item.address.startswith(f"{HERE}bia-")]
    assert len(pictures) == 5
    for item in manifest.assets:
        assert hiding.told_by(item.content) <= {b"xmpmeta"}, item.address  # our own PDFs say their title there
    with Image.open(BytesIO(pictures[0].content)) as picture:
        assert picture.width > picture.height, "upright"


def test_a_page_with_a_big_photo_weighs_under_300_kb(photographed, monkeypatch):
    """HTML and the largest picture that any screen would choose."""
    monkeypatch.setattr("commune.core.location.holds_location", lambda _: False)
    manifest = make_site(photographed, DAY, DAY)[1]
    page = manifest.by_address[HERE]
    largest = max(len(item.content) for item in manifest.assets if item.address.startswith(f"{HERE}bia-"))
    rest = sum(max(len(i.content) for i in manifest.assets if i.address.startswith(f"{HERE}{n}-")) for n in ["hinh"])
    assert len(page.body.encode()) + largest + rest < 300_000


def test_pictures_have_sizes_words_and_light_versions(second):
    page = shown(second[1], HERE)
    cover, inside = page.select("picture")
    assert (cover.img["alt"], cover.img.get("loading")) == ("Mặt trời trên hai quả đồi", None)
    assert (inside.img["alt"], inside.img["loading"]) == ("Mặt trời trên đồi", "lazy")
    for picture in (cover, inside):
        assert int(picture.img["width"]) > int(picture.img["height"]) > 0
        for part in picture.source["srcset"].split(", "):
            assert HERE + part.split()[0] in second[1].by_address


def test_a_broken_picture_is_told_and_no_traceback(tmp_path, capsys):
    root = assemble(tmp_path / "commune")
    (root / POST / "bia.jpg").write_bytes(b"\xff\xd8 not a picture")
    assert main(["--root", str(root), "check"]) == 1
    assert f"{POST}/bia.jpg: " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["to.pdf", "to.docx", "to.svg"])
def test_a_broken_file_is_told_before_anything_is_built(name, tmp_path, capsys):
    root = changed(tmp_path / "commune", f"{POST}/index.md", "(to-giay.txt)", f"(to-giay.txt) và [tệp]({name})")
    (root / POST / name).write_bytes(b"%PDF-1.7 broken <svg")
    assert main(["--root", str(root), "check"]) == 1
    assert f"{POST}/{name}: " in capsys.readouterr().err


def test_a_photo_cut_short_is_told_before_anything_is_built(tmp_path, capsys):
    root = assemble(tmp_path / "commune")
    whole = (root / POST / "bia.jpg").read_bytes()
    (root / POST / "bia.jpg").write_bytes(whole[: len(whole) // 2])
    assert main(["--root", str(root), "check"]) == 1
    assert f"{POST}/bia.jpg: " in capsys.readouterr().err


def test_cleaning_a_photo_overwrites_no_other(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    other = folder / "anh-cua-toi.jpg"
    other.write_bytes(b"another photo")
    photo = folder / "Ảnh của tôi.JPG"
    photo.write_bytes(hiding.telling_jpeg())
    assert main(["photo", str(photo)]) == 0
    assert other.read_bytes() == b"another photo"
    assert sorted(path.name for path in folder.iterdir()) == ["anh-cua-toi-2.jpg", "anh-cua-toi.jpg"]


def test_somebody_s_own_photo_stays_as_it_is(tmp_path):
    """Only in content/ does the cleaned one take its place."""
    photo = tmp_path / "anh.jpg"
    own = hiding.telling_jpeg()  # two of them may differ by the second at which they were made
    photo.write_bytes(own)
    assert main(["photo", str(photo)]) == 0
    assert photo.read_bytes() == own
    assert hiding.told_by((tmp_path / "anh-2.jpg").read_bytes()) == set()


def test_a_renamed_folder_keeps_the_old_addresses_of_its_files(tmp_path, second):
    """Who links to a file of three years ago still finds it."""
    root = changed(tmp_path / "commune", f"{POST}/index.md", "materials: [to-giay,", "materials: [to-moi,")
    (root / POST / "to-giay.md").rename(root / POST / "to-moi.md")
    changed(root, f"{POST}/to-moi.md", "versions:\n", "old_paths: [/t/to-giay/]\nversions:\n")
    (root / "content/bundles.yml").unlink(missing_ok=True)
    manifest = make_site(root, DAY, DAY)[1]
    promised = [a for a in published(second[1]) if a.startswith(("/t/to-giay/", "/nhung/t/to-giay/"))]
    assert len(promised) > 2
    assert [address for address in promised if address not in manifest.by_address] == []


# --- materials ---


def test_a_material_tells_all_that_one_needs_to_use_it_again(second):
    page = shown(second[1], "/t/to-giay/")
    text = " ".join(page.get_text(" ").split())
    for words in ("CC BY 4.0", "Bản 2, 1/3/2027 : Thêm một dòng", "Bản 1, 1/2/2027 : Bản đầu tiên", "sửa được"):
        assert words in text, words
    copied = [part.get_text() for part in page.select(".copy")]
    assert "https://song-lam.example/t/to-giay/" in copied
    assert any(words.startswith("“Tờ giấy chia việc nhà”, Tổ biên tập xã Sông Lam") for words in copied)
    assert page.select_one(".qr svg") and page.select_one('a[rel~="license"]')
    assert sha256(second[1].by_address["/t/to-giay/to-giay.txt"].content).hexdigest() in text


def test_the_files_of_an_earlier_version_can_still_be_fetched(tmp_path):
    """Who cited version 1 finds version 1, with its check sum."""
    old, files = "note: Bản đầu tiên}", "files: [{file: to-giay-1.txt, title: Bản chữ}]}"
    root = changed(tmp_path / "commune", f"{POST}/to-giay.md", old, f"note: Bản đầu tiên, {files}")
    (root / POST / "to-giay-1.txt").write_text("Bản đầu tiên.", "utf-8")
    manifest = make_site(root, DAY, DAY)[1]
    page, file = shown(manifest, "/t/to-giay/"), manifest.by_address["/t/to-giay/to-giay-1.txt"]
    assert page.select_one('a[href="/t/to-giay/to-giay-1.txt"]').get_text().startswith("Bản chữ, bản 1")
    assert sha256(file.content).hexdigest() in page.get_text()
    assert "/t/to-giay/to-giay-1.txt" in published(manifest)


def test_a_material_stands_as_a_card_in_another_site(second, page, serve, site_dir):
    card = BeautifulSoup(second[1].by_address["/nhung/t/to-giay/"].content, "html.parser")
    assert card.base["target"] == "_top" and card.find("script") is None
    assert card.select_one('a[href$="t/to-giay/to-giay.txt"]') and card.select_one('a[href="tel:113"]')
    oembed = json.loads(second[1].by_address["/t/to-giay/oembed.json"].content)
    assert "https://song-lam.example/nhung/t/to-giay/" in oembed["html"]
    tab = page()
    tab.set_content(f'<iframe src="{serve(site_dir)}nhung/t/ap-phich-viec-nha/" width="100%" height="640"></iframe>')
    assert tab.frame_locator("iframe").get_by_role("heading", level=1).is_visible()


def test_what_serves_an_item_of_the_plan_stands_in_a_list_of_its_own(second):
    found = [address for address in second[1].by_address if address.startswith("/ke-hoach/2027/da-lam/")]
    assert found and all(shown(second[1], address).select(".entries a") for address in found)
    plan = shown(second[1], "/ke-hoach/2027/")
    assert all(len(block.select("li")) <= 4 for block in plan.select("details.served"))


def test_libraries_of_learning_materials_read_what_they_ask_for(second, real):
    """As the schema of AMB asks: concepts have addresses of their own, and every resource an id."""
    for _, manifest in (second, real):
        for item in (item for item in manifest.pages if item.kind == "material"):
            resource = item.head["learning_resource"]
            assert resource["id"].startswith(("https://", "urn:uuid:"))
            (kind,) = resource["learningResourceType"]
            assert kind["id"].startswith("https://w3id.org/kim/hcrt/")
            for level in resource.get("educationalLevel", []):
                assert level["id"].startswith("https://w3id.org/kim/educationalLevel/level_")
            assert resource["license"]["id"] == "https://creativecommons.org/licenses/by/4.0/"
            for file in resource.get("encoding", []):
                assert file["contentUrl"].startswith("https://") and file["contentSize"].isdigit()
    assert second[1].by_address["/t/to-giay/"].head["learning_resource"]["encoding"]


def test_each_feed_names_itself(second):
    assert json.loads(second[1].by_address["/feed.json"].content)["feed_url"].endswith("/feed.json")
    assert b'rel="self" type="application/atom+xml" href="https://song-lam.example/feed.xml"' in (
        second[1].by_address["/feed.xml"].content
    )


def test_a_script_is_shown_large_with_minutes_and_as_text(second):
    page = shown(second[1], "/t/tro-choi-thu/")
    assert "xin gọi một, một, ba." in second[1].by_address["/t/tro-choi-thu/tro-choi-thu.txt"].content.decode()
    assert "đọc khoảng 1 phút" in page.get_text()
    assert 'class="script"' in str(page)


def test_a_script_over_five_minutes_is_told_and_published(tmp_path, capsys):
    root = changed(
        tmp_path / "commune", "content/materials/tro-choi-thu/index.md", "Kính thưa bà con.", "Kính thưa bà con. " * 260
    )
    assert main(["--root", str(root), "check"]) == 0
    assert "Bài đọc loa nên dưới 5 phút" in capsys.readouterr().out


def test_a_print_is_looked_at_before_it_is_fetched(real):
    """The first page of the PDF, as a picture that leads to it."""
    prints = [item for item in real[1].assets if item.address.startswith("/t/") and item.address.endswith(".pdf")]
    for item in prints:
        address = f"{item.address.rpartition('/')[0]}/"
        preview = shown(real[1], address).select_one(f'a.preview[href="{item.address}"] img')
        assert preview["alt"].startswith("Trang thứ nhất: ")
        with Image.open(BytesIO(real[1].by_address[address + preview["src"]].content)) as picture:
            assert picture.size == (int(preview["width"]), int(preview["height"]))
            assert picture.convert("L").getextrema()[0] < 100  # something is printed on it


def test_an_uploaded_print_is_looked_at_too_and_a_broken_one_told(tmp_path, second, capsys):
    upload = "files: [{file: to.pdf, title: Tờ in}, "
    root = changed(tmp_path / "commune", f"{POST}/to-giay.md", "files: [", upload)
    (root / POST / "to.pdf").write_bytes(second[1].by_address["/in/the-bo-tui.pdf"].content)
    manifest = make_site(root, DAY, DAY)[1]
    assert shown(manifest, "/t/to-giay/").select_one('a.preview[href="/t/to-giay/to.pdf"] img')
    (root / POST / "to.pdf").write_bytes(b"%PDF-1.7 broken")
    assert main(["--root", str(root), "check"]) == 1
    assert "to.pdf: " in capsys.readouterr().err


# --- programs ---


@pytest.mark.parametrize("which", ["real", "second"])
def test_feeds_are_read_without_complaint(which, request):
    content, manifest = request.getfixturevalue(which)
    for item in (item for item in manifest.assets if item.src_uri.endswith("feed.xml")):
        read = feedparser.parse(item.content)
        assert not read.bozo, item.address
        assert read.entries and all(entry.id.startswith("urn:uuid:") for entry in read.entries)
    feed = json.loads(manifest.by_address["/feed.json"].content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == len(content.campaigns.all)


@pytest.mark.parametrize("which", ["real", "second"])
def test_the_list_of_materials_keeps_to_its_schema(which, request):
    content, manifest = request.getfixturevalue(which)
    data = json.loads(manifest.by_address["/materials.json"].content)
    schema = json.loads(manifest.by_address["/materials.schema.json"].content)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert [one["id"] for one in data["materials"]] == [item.id for item in content.campaigns.materials]
    for one in data["materials"]:
        for file in one["files"]:
            assert len(manifest.by_address[file["address"]].content) == file["size"]


def test_nothing_for_programs_changes_from_one_day_to_the_next(root, real):
    later = make_site(root, date(2027, 4, 2), date(2027, 4, 2))[1]
    for item in real[1].assets:
        if item.kind in ("feed", "data", "schema", "card", "print", "picture"):
            assert later.by_address[item.address].content == item.content, item.address


def test_a_shared_link_shows_a_card(second):
    page = second[1].by_address[HERE]
    assert page.head["card"] == "https://song-lam.example/chien-dich/2027-03-ngay-hoi/the.png"
    with Image.open(BytesIO(second[1].by_address[f"{HERE}the.png"].content)) as card:
        assert card.size == (1200, 630)
    resource = second[1].by_address["/t/to-giay/"].head["learning_resource"]
    assert resource["license"]["id"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert json.loads(second[1].by_address["/t/to-giay/oembed.json"].content)["type"] == "rich"


def test_without_an_address_nothing_points_nowhere(real):
    for item in real[1].pages:
        assert "card" not in item.head and "oembed" not in item.head
    assert not [address for address in real[1].by_address if address.endswith("oembed.json")]
