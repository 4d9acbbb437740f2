"""What is withdrawn is gone at once, from every surface: only its address and a note are left."""

from __future__ import annotations

import gzip
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree as Xml
from zipfile import ZipFile, is_zipfile

import built
import communes
import pytest
import writing
from bs4 import BeautifulSoup
from commune import environment
from commune.__main__ import main
from commune.campaigns.news_model import REASONS
from commune.core.page import Manifest
from commune.ledger import append, vanished
from commune.moved.pages import nginx_rules
from docx import Document
from hiding import drawing, encoded
from making import make_site
from pdfs import pdf
from publisher.redirects import good_rules
from serving import IN_ITS_YEAR
from test_recordings import SOUND

DAY = date(2027, 3, 24)
POST, MATERIAL, BUNDLE = "/chien-dich/2027-02-viec-thu/", "/t/tai-lieu-thu/", "/tai-lieu/bo/bo-thu/"
EVENT, EVENT_PAPERS = "/chien-dich/2027-03-buoi-thu/", ("thong-bao.pdf", "bai-doc-loa.txt", "su-kien.ics")
POST_FILE = "content/campaigns/2027-02-viec-thu/index.md"
EVENT_FILE = "content/campaigns/2027-03-buoi-thu/index.md"
MATERIAL_FILE = "content/materials/tai-lieu-thu/index.md"
OTHER = "content/campaigns/2027-03-ngay-hoi/index.md"
PROGRESS = "content/plan/2027/progress.yml"
UNIT = "phong-doi-song-cong-dong"
# Words that stand nowhere else: of the title, the summary, the text, lists, files, a print.
MARKS = (
    "zibor",
    "zubok",
    "zacat",
    "zalto",
    "zukon",
    "zadox",
    "zatex",
    "zufil",
    "zunot",
    "zedim",
    "zosli",
    "zonoi",
    "zoai",
    "zolydo",
)

POST_TEXT = """\
---
title: Zibor ngày gói bánh
summary: Zubok một buổi chiều.
date: 2027-02-10
type: notice
until: 2027-03-30
audience: [thon]
topics: [chia-se-viec-nha]
plan_items: [ii-1, iv-1-1]
cover: {file: bia-zufil.jpg, alt: Zalto hai quả đồi, consent: {people: none}}
pictures: [{file: hinh-zufil.png, alt: Zalto hình, consent: {people: none}}]
materials: [tai-lieu-thu]
corrections: [{date: 2027-02-12, what: Zedim giờ đúng là 14 giờ.}]
author_role: Tổ biên tập
old_paths: [/chien-dich/2027-02-ten-cu-hon/]
---
Zacat cả xóm cùng gói bánh. Zukon báo tin được pháp luật bảo vệ.

## Zacat làm gì

[Zalto bản chữ](chu-zufil.txt) và [bản Word](giay-zufil.docx).
"""
EVENT_TEXT = f"""\
---
title: Zibor buổi học nấu ăn
summary: Zubok hai giờ trong bếp.
date: 2027-03-01
type: event
event:
  day: 2027-03-27
  begins: 14h
  ends: 16h30
  place: Zonoi nhà văn hóa
  for_whom: Zoai có bếp.
  units: [{UNIT}]
  contact:
    who: Zoai chi hội
    whose: office
    phone: 0299 3000 007
    verification: {{date: 2027-03-16, by: Tổ biên tập xã Sông Lam, method: called}}
  moved_from: [{{day: 2027-03-26, told_on: 2027-03-10, why: Zolydo mưa bão.}}]
audience: [thon]
topics: [chia-se-viec-nha]
author_role: Tổ biên tập
---
Zacat mang theo một con dao.
"""
MATERIAL_TEXT = """\
---
title: Zibor tờ giấy
summary: Zubok một tờ.
kind: to-roi
date: 2027-02-10
audience: [toan-dan]
topics: [chia-se-viec-nha]
licence: cc-by-4-0
creator: Tổ biên tập
sheet: poster.yml
files:
  - {file: to-in.pdf, title: Zalto bản in}
  - {file: to-zufil.docx, title: Zalto bản sửa, editable: yes}
  - {file: to-zufil.mp3, title: Zalto bản đọc}
versions: [{number: 1, date: 2027-02-10, note: Zunot bản đầu}]
---
Zacat dán ở bếp.
"""
POSTER = """\
headline: Zosli việc nhà
lines: [Zosli nấu cơm, Rửa bát, Quét nhà]
footer: Zosli cả nhà
"""


@pytest.fixture(scope="module")
def shown_root(tmp_path_factory) -> Path:
    """A commune with a post and a material that everything on the site speaks of; all of it is in the ledger."""
    root = communes.assemble_fork(tmp_path_factory.mktemp("withdrawn") / "commune")
    files = {
        POST_FILE: POST_TEXT.encode(),
        EVENT_FILE: EVENT_TEXT.encode(),
        "content/campaigns/2027-02-viec-thu/bia-zufil.jpg": encoded(drawing((900, 500)), "JPEG"),
        "content/campaigns/2027-02-viec-thu/hinh-zufil.png": encoded(drawing((300, 200)), "PNG"),
        "content/campaigns/2027-02-viec-thu/chu-zufil.txt": "Zatex dòng chữ\n".encode(),
        "content/campaigns/2027-02-viec-thu/giay-zufil.docx": document("Zadox trong Word"),
        MATERIAL_FILE: MATERIAL_TEXT.encode(),
        "content/materials/tai-lieu-thu/poster.yml": POSTER.encode(),
        "content/materials/tai-lieu-thu/to-in.pdf": pdf("", page="/Contents 4 0 R"),
        "content/materials/tai-lieu-thu/to-zufil.docx": document("Zadox để sửa"),
        "content/materials/tai-lieu-thu/to-zufil.mp3": 3 * SOUND,
        "content/tim-kiem-rieng.yml": f"groups: [{{name: chia-viec-nha, pages: [{POST}, {MATERIAL}]}}]\n".encode(),
        "content/moved.yml": f"entries:\n- {{from: /banh/, to: {POST}}}\n".encode(),
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    add(root / OTHER, f"\nĐọc thêm [Zibor ngày gói bánh]({POST}#zacat-lam-gi), [tờ giấy]({MATERIAL}to-zufil.docx).\n")
    replace(root / OTHER, "materials: [to-giay,", "materials: [to-giay, tai-lieu-thu,")
    replace(root / "content/bundles.yml", "materials: [to-giay,", "materials: [tai-lieu-thu, to-giay,")
    add(root / "content/bundles.yml", BUNDLE_THAT_EMPTIES)
    claim = "claims:\n  - {id: thu, ours: yes, words: [zukon báo tin]}\n"
    replace(root / "content/claims.yml", "\nclaims:\n", f"\n{claim}")
    chosen = "posts: [2027-02-viec-thu], materials: [tai-lieu-thu]"
    evidence = f"{chosen}, evidence: [{{title: Zibor ngày gói bánh, page: {POST}}}]"
    add(
        root / PROGRESS,
        f"\n  - {{item: iv-1-1, status: done, date: 2027-03-18, by: {UNIT}, note: Đã gói., {evidence}}}\n",
    )
    _, manifest = make_site(root, DAY, DAY)
    (root / "addresses.txt").write_text(append("/chien-dich/2027-02-ten-cu-hon/chu-zufil.txt\n", manifest), "utf-8")
    return root


BUNDLE_THAT_EMPTIES = """
  - id: bo-thu
    title: Bộ zibor
    summary: Một tờ.
    audience: [toan-dan]
    materials: [tai-lieu-thu]
"""


def document(words: str) -> bytes:
    made = Document()
    made.add_paragraph(words)
    return writing.saved(made)


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text.lstrip("\n"), "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def before(shown_root) -> Manifest:
    return make_site(shown_root, DAY, DAY)[1]


def copy(shown_root: Path, tmp_path: Path) -> Path:
    return copytree(shown_root, tmp_path / "commune")


WITHDRAWN = "withdrawn: {date: 2027-03-20, why: outdated}"
WAYS = {"withdrawn": WITHDRAWN, "draft": "draft: yes"}


def take_off(root: Path, line: str = WITHDRAWN) -> Path:
    """One line in each text, and nothing else anywhere."""
    for post in (POST_FILE, EVENT_FILE):
        replace(root / post, "author_role: Tổ biên tập\n", f"author_role: Tổ biên tập\n{line}\n")
    replace(root / MATERIAL_FILE, "creator: Tổ biên tập\n", f"creator: Tổ biên tập\n{line}\n")
    return root


# --- no word and no byte is left ---


def everything(data: bytes) -> str:
    """All that a file says, and the files inside it."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            return "\n".join(f"{name}\n{everything(archive.read(name))}" for name in archive.namelist())
    if data[:2] == b"\x1f\x8b":
        return everything(gzip.decompress(data))
    return built.said(data)


def marks_in(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The files that say something of it, and what: in their names too."""
    said = {name: f"{name}\n{everything(data)}".lower() for name, data in files.items()}
    return {name: found for name, text in said.items() if (found := [mark for mark in MARKS if mark in text])}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def under(manifest: Manifest, *folders: str) -> dict[str, bytes]:
    return {item.address: item.data for item in manifest.assets if item.address.startswith(folders)}


def test_before_it_is_on_many_surfaces_so_that_the_search_for_it_can_fail(before):
    said = {item.address: item.data if hasattr(item, "data") else item.body.encode() for item in before.items}
    found = marks_in(said)
    surfaces = {
        *("/", "/feed.xml", "/feed.json", "/materials.json", "/chien-dich/", "/tai-lieu/", POST, MATERIAL),
        *("/chien-dich/2027-03-ngay-hoi/", "/tai-lieu/bo/ca-nha/ca-nha.zip", f"/nhung{MATERIAL}", BUNDLE),
        *(f"{MATERIAL}tai-lieu-thu.pdf", f"{MATERIAL}feed.xml", f"{MATERIAL}oembed.json", f"{POST}chu-zufil.txt"),
        *("/ke-hoach/2027/du-lieu.json", "/can-bo/doi-chieu/"),
        *("/lich/", "/lich.ics", f"/trach-nhiem/{UNIT}/lich.ics", EVENT, *(f"{EVENT}{name}" for name in EVENT_PAPERS)),
    }
    assert surfaces <= found.keys(), surfaces - found.keys()
    assert {mark for marks in found.values() for mark in marks} == {*MARKS}
    assert [address for address in found if address.startswith("/tim/")], "the search finds it"


def test_after_it_no_word_of_it_is_on_any_surface(shown_root, before, tmp_path, build):
    """The whole site as it is built: no word, no file, no picture, also inside ZIP, Word and PDF files."""
    root = take_off(copy(shown_root, tmp_path))
    site = build(tmp_path / "site", config=root / "mkdocs.yml", SOURCE_DATE_EPOCH=IN_ITS_YEAR)
    files = files_of(site)
    assert marks_in(files) == {}
    gone = {sha256(data).digest() for data in under(before, POST, EVENT, MATERIAL).values()}
    assert [name for name, data in files.items() if sha256(data).digest() in gone] == []
    left = {name for name in files if name.startswith((POST[1:], EVENT[1:], MATERIAL[1:]))}
    papers = {f"{MATERIAL[1:]}tai-lieu-thu.pdf", f"{MATERIAL[1:]}to-in.pdf", f"{EVENT[1:]}thong-bao.pdf"}
    assert left == {f"{page[1:]}index.html" for page in (POST, EVENT, MATERIAL)} | papers
    assert all("đã được gỡ" in " ".join(built.said(files[name]).split()) for name in left)


@pytest.mark.parametrize("way", WAYS)
def test_one_line_takes_it_off_and_nothing_scolds(way, shown_root, tmp_path, monkeypatch, capsys):
    """Other texts link to it, list it, rest on it: none of them has to be edited."""
    root = take_off(copy(shown_root, tmp_path), WAYS[way])
    content, manifest = make_site(root, DAY, DAY)
    assert marks_in(parts_of(manifest)) == {}
    assert vanished(content.ledger, manifest, content.moved) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", IN_ITS_YEAR)
    assert main(["--root", str(root), "check"]) == 0
    own = (PROGRESS, OTHER, "content/bundles.yml", "content/claims.yml:")  # the words of others, who may have them
    told = [line for line in capsys.readouterr().out.lower().splitlines() if not any(name in line for name in own)]
    about = ("viec-thu", "buoi-thu", "tai-lieu-thu", "addresses.txt: ", *MARKS)
    assert [line for line in told if any(word in line for word in about)] == []


def parts_of(manifest: Manifest) -> dict[str, bytes]:
    pages = {page.address: f"{page.front} {page.body} {page.words}".encode() for page in manifest.pages}
    return pages | {asset.address: asset.content for asset in manifest.assets}


@pytest.fixture(scope="module")
def after(shown_root, tmp_path_factory):
    """(content, manifest) once it was withdrawn."""
    return make_site(take_off(copy(shown_root, tmp_path_factory.mktemp("after"))), DAY, DAY)


def test_the_note_says_since_when_and_why_and_leads_to_the_list(after):
    note = after[1].by_address[POST].content.decode()
    assert "Bài này đã được gỡ ngày 20/3/2027: nội dung đã cũ." in note
    assert '<meta name="robots" content="noindex">' in note and 'href="../"' in note
    assert "Tài liệu này đã được gỡ ngày 20/3/2027" in after[1].by_address[MATERIAL].content.decode()
    assert "Tài liệu này đã được gỡ" in after[1].by_address[f"/nhung{MATERIAL}"].content.decode()


def test_a_link_to_it_leads_to_its_note_and_is_not_called_by_its_title(after):
    body = BeautifulSoup(after[1].by_address["/chien-dich/2027-03-ngay-hoi/"].body, "html.parser")
    links = {link["href"]: link.text for link in body.select(f'a[href^="{POST}"], a[href^="{MATERIAL}"]')}
    assert links == {POST: "trang đã gỡ", MATERIAL: "tờ giấy"}


def test_what_was_reported_done_stays_done_without_its_title(after):
    page = after[1].by_address["/trach-nhiem/phong-doi-song-cong-dong/"].body
    assert f'<a href="{POST}"' in page and "Trang đã gỡ" in page


def test_a_bundle_that_nothing_is_left_of_leads_to_the_library(after):
    content, manifest = after
    note = manifest.by_address[BUNDLE].content.decode()
    assert "Bộ tài liệu này nay không còn tài liệu nào." in note and manifest.by_address[BUNDLE].kind == "gone"
    assert vanished(f"{BUNDLE}bo-thu.zip\n", manifest, content.moved) == []


def test_its_old_addresses_and_their_files_are_gone_with_it(after):
    content, manifest = after
    old = "/chien-dich/2027-02-ten-cu-hon/"
    assert "đã được gỡ" in manifest.by_address[old].content.decode()
    assert f"{old}chu-zufil.txt" not in manifest.by_address
    assert vanished(f"{old}chu-zufil.txt\n", manifest, content.moved) == []
    assert "đã được gỡ" in manifest.by_address["/banh/"].content.decode(), "moved.yml led there"


def test_the_server_answers_gone_for_everything_below_its_address(after):
    rules = nginx_rules(after[0].moved, "/xa/").splitlines()
    for folder in (POST, EVENT, MATERIAL, "/chien-dich/2027-02-ten-cu-hon/"):
        page = f"/xa{folder}"
        assert f'location ^~ "{page}" {{ error_page 410 "{page}index.html"; return 410; }}' in rules
        assert f'location = "{page}index.html" {{ }}' in rules
    assert not [rule for rule in rules if "zufil" in rule], "no name of a file of it"
    assert all(good_rules(f"{rule}\n") for rule in rules)


def test_feeds_say_that_it_is_gone_and_not_what_it_was(after):
    """RFC 6721: a reader of feeds takes the entries of the posts, of a correction and of the material away too."""
    feed = Xml.fromstring(after[1].by_address["/feed.xml"].data)
    gone = feed.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert len({each.attrib["ref"] for each in gone}) == 4
    assert {each.attrib["when"] for each in gone} == {"2027-03-20T00:00:00+07:00"}
    assert not {each.attrib["ref"] for each in gone} & {
        each.text for each in feed.iter("{http://www.w3.org/2005/Atom}id")
    }


# --- who is told, and who is not ---


def test_a_draft_that_was_never_published_leaves_no_note(shown_root, tmp_path):
    root = take_off(copy(shown_root, tmp_path), "draft: yes")
    lines = (root / "addresses.txt").read_text("utf-8").split()
    known = [line for line in lines if "viec-thu" not in line and "ten-cu-hon" not in line]
    (root / "addresses.txt").write_text("\n".join(known), "utf-8")
    replace(root / OTHER, f"[Zibor ngày gói bánh]({POST}#zacat-lam-gi), ", "")
    for name in ("content/tim-kiem-rieng.yml", "content/moved.yml"):
        (root / name).unlink()
    replace(root / PROGRESS, f"title: Zibor ngày gói bánh, page: {POST}", "title: Báo cáo số 7")
    replace(root / PROGRESS, "posts: [2027-02-viec-thu], materials: [tai-lieu-thu], ", "")
    assert POST not in make_site(root, DAY, DAY)[1].by_address


def test_whoever_writes_sees_drafts_and_nothing_that_was_withdrawn(shown_root, tmp_path):
    drafts = make_site(take_off(copy(shown_root, tmp_path), "draft: yes"), DAY, DAY, drafts=True)[1]
    assert drafts.by_address[POST].kind == "campaign"
    (again := tmp_path / "again").mkdir()
    withdrawn = make_site(take_off(copy(shown_root, again)), DAY, DAY, drafts=True)[1]
    assert withdrawn.by_address[POST].kind == "gone"


def test_of_what_was_withdrawn_the_text_and_the_files_may_go_too(shown_root, tmp_path):
    """Whoever wants no word of it in the repository's newest version leaves two lines, and has nothing to fill in."""
    root = take_off(copy(shown_root, tmp_path))
    for uri in (POST_FILE, MATERIAL_FILE):
        for path in (root / uri).parent.iterdir():
            path.unlink()
        (root / uri).write_text(f"---\n{WITHDRAWN}\n---\n", "utf-8")
    replace(root / PROGRESS, "status: done, date: 2027-03-18", "status: in progress, date: 2027-03-18")
    assert make_site(root, DAY, DAY)[1].by_address[POST].kind == "gone"


def test_what_an_officer_wrote_in_moved_yml_goes_before(shown_root, tmp_path):
    """As it had to be done before: nothing is told twice."""
    root = take_off(copy(shown_root, tmp_path), "draft: yes")
    add(root / "content/moved.yml", f"- {{from: {POST}, gone: Hội thi đã xong.}}\n")
    assert "Hội thi đã xong." in make_site(root, DAY, DAY)[1].by_address[POST].content.decode()


def test_another_text_in_its_place_is_named(shown_root, tmp_path):
    why = "withdrawn: {date: 20/3/2027, why: đã có bài khác thay, instead: /chien-dich/2027-03-ngay-hoi/}"
    note = make_site(take_off(copy(shown_root, tmp_path), why), DAY, DAY)[1].by_address[POST].content.decode()
    assert "đã có bài khác thay." in note and 'href="../2027-03-ngay-hoi/"' in note


def test_no_reason_to_choose_speaks_of_a_person():
    assert {*REASONS.values()} == {"nội dung đã cũ", "có chỗ chưa đúng", "đã có bài khác thay", "không đăng nữa"}


# --- nothing is kept of it beside the site ---


def test_a_build_forgets_what_it_did_not_use(tmp_path, monkeypatch):
    """Only where it is said that nothing else is done with the cache: the tests of a run share one."""
    monkeypatch.setenv("COMMUNE_CACHE", str(tmp_path / "kept"))
    (tmp_path / "kept/pip").mkdir(parents=True)
    (tmp_path / "kept/pip/goi").write_text("a")
    environment.cache(tmp_path).get_or_make("ab" * 32, lambda: b"da rut")
    environment.cache(tmp_path, "language").get_or_make("ef" * 32, lambda: b"loi van")
    keep = environment.cache(tmp_path)
    keep.get_or_make("cd" * 32, lambda: b"con lai")
    keep.forget_the_rest()
    assert len([*(tmp_path / "kept").glob("??/*")]) == 2
    monkeypatch.setenv("COMMUNE_FORGET", "1")
    keep.forget_the_rest()
    left = {path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file()}
    assert left == {b"con lai", b"a", b"loi van"}


def test_make_site_and_the_check_forget(root):
    """On every host the one or the other is run before a site is published."""
    recipes = (root / "Makefile").read_text("utf-8")
    assert recipes.count("@COMMUNE_FORGET=1 $(BIN)/") == 2
    assert (
        "COMMUNE_FORGET=1 $(BIN)/mkdocs build" in recipes
        and "COMMUNE_FORGET=1 $(BIN)/python -m commune check" in recipes
    )
