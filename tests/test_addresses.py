"""Links never break: what was published is still there, or says where it went."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import built
import pytest
from commune.__main__ import main
from commune.core.problem import Place
from commune.environment import today
from commune.ledger import append, cure, published, vanished
from commune.moved.model import Moved
from commune.moved.pages import nginx_rules
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)

# --- this commune's own ledger ---


def test_every_address_ever_published_still_leads_somewhere(root):
    """On the real day: what is dated ahead is published, and promised, when its day has come."""
    content, manifest = make_site(root, today(), None)
    if lost := vanished(content.ledger + _ever_written(root), manifest, content.moved):
        pytest.fail("\n" + "\n".join(cure(address) for address in lost), pytrace=False)


def _ever_written(root: Path) -> str:
    """The lines that any commit added to the ledger: a line deleted by hand is still a promise."""
    log = ["git", "-C", str(root), "log", "-p", "--format=", "--", "addresses.txt"]
    changes = subprocess.run(log, capture_output=True, text=True, check=False).stdout
    return "\n".join(line[1:] for line in changes.splitlines() if line.startswith("+/"))


def test_a_line_deleted_from_the_ledger_is_still_a_promise(tmp_path):
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@song-lam.example"]
    for command, ledger in ((["init", "-q"], "/mat-dau/\n/lich/\n"), ([], "/lich/\n")):
        (tmp_path / "addresses.txt").write_text(ledger)
        for each in filter(None, [command, ["add", "-A"], ["commit", "-qm", "a"]]):
            subprocess.run([*git, *each], check=True)
    assert set(_ever_written(tmp_path).split()) == {"/mat-dau/", "/lich/"}


# --- a changed commune ---

MOVED = """\
entries:
- {from: /ke-hoach/cu/, to: /ke-hoach/2027/}
- {from: /nam/, to: /nam-hoc/}
- {from: /nam-hoc/, to: /lich/}
- {from: "/nam-hoc/#gio-to", to: "/gioi-thieu/"}
- {from: /ve-chung-toi/, to: /gioi-thieu/}
- {from: /nam.ics, to: /lich.ics}
- {from: /to-roi.pdf, gone: Tờ rơi này in số cũ., instead: /in/}
- {from: /hoi-thi/, gone: Hội thi đã kết thúc.}
- {from: "/ke-hoach/2027/#v-1", to: "/lich/#bay-gio"}
- {from: "/ke-hoach/2027/#v-2", gone: Xã đã bỏ mục này.}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(content, manifest) of a commune where much has moved."""
    root = assemble(tmp_path_factory.mktemp("moved") / "commune")
    (root / "content/moved.yml").write_text(MOVED, "utf-8")
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    """Its files, with the pages as bare HTML: what dresses them is not looked at here."""
    out = tmp_path_factory.mktemp("moved-site")
    for item in site[1].items:
        path = out / (item.src_uri if hasattr(item, "content") else f"{item.address[1:]}index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        bare = (
            f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>{item.address}</title>"
            if not hasattr(item, "content")
            else ""
        )
        path.write_bytes((bare + item.body).encode() if bare else item.content)
    return out


def html(site, address: str) -> str:
    return site[1].by_address[address].content.decode()


# --- the ledger ---


def test_pages_files_and_the_anchors_of_things_are_promised(site):
    promised = published(site[1])
    assert {"/", "/lich/", "/lich.ics", "/ke-hoach/2027/#ii-1", "/lich/#bay-gio"} <= promised
    assert not [address for address in promised if address.startswith(("/assets/", "/404", "/gioi-thieu/#"))]


def test_the_ledger_grows_and_never_shrinks(site):
    before = "/x-cu/\n/lich/\n"
    after = append(before, site[1])
    assert set(after.split()) == {"/x-cu/"} | published(site[1])
    assert after.splitlines() == sorted(set(after.splitlines()))
    assert append(after, site[1]) == after
    # As git leaves it after two branches added lines
    assert append("/lich/\n\n/x-cu/\n/lich/\n", site[1]) == after


@pytest.mark.parametrize(
    "address", ["/lich/", "/nam/", "/nam/#gio-to", "/nam/#bay-gio", "/ke-hoach/cu/#ii-1", "/ke-hoach/2027/#v-1"]
)
def test_what_stands_or_moved_has_not_vanished(address, site):
    assert vanished(address, site[1], site[0].moved) == []


@pytest.mark.parametrize("address", ["/nam.ics", "/to-roi.pdf", "/hoi-thi/", "/hoi-thi/#giai", "/ke-hoach/2027/#v-2"])
def test_what_is_gone_for_a_reason_has_not_vanished(address, site):
    assert vanished(address, site[1], site[0].moved) == []


@pytest.mark.parametrize("address", ["/mat/", "/mat.pdf", "/lich/#mat", "/nam/#mat", "/mat/#x"])
def test_what_nobody_accounts_for_has_vanished(address, site):
    assert vanished(f"/lich/\n{address}\n", site[1], site[0].moved) == [address]
    said = cure(address)
    assert address in said and "content/moved.yml" in said and "to:" in said and "gone:" in said


def test_a_new_address_fails_nothing(site):
    assert vanished("", site[1], ()) == []


def test_the_command_adds_what_is_new_and_tells_what_vanished(tmp_path, capsys):
    root = assemble(tmp_path / "commune")
    (root / "addresses.txt").write_text("/mat/\n", "utf-8")
    assert main(["--root", str(root), "addresses"]) == 0
    told = capsys.readouterr()
    assert "+ /lich/\n" in told.out and told.err == cure("/mat/") + "\n"
    assert "/mat/" in (root / "addresses.txt").read_text("utf-8").split()
    assert main(["--root", str(root), "addresses"]) == 0
    assert capsys.readouterr().out == "addresses.txt: không có địa chỉ mới.\n"


def test_the_cure_for_a_renamed_folder_is_one_line_in_the_post(site):
    assert 'old_paths: ["/t/to-giay/"]' in cure("/t/to-giay/to-giay.txt")
    assert 'old_paths: ["/chien-dich/2027-03-ngay-hoi/"]' in cure("/chien-dich/2027-03-ngay-hoi/")
    assert "old_paths" not in cure("/chien-dich/doi-tuong/thon/")


def test_one_entry_says_of_a_withdrawn_material_and_all_its_files_why(tmp_path):
    root = assemble(tmp_path / "commune")
    lines = "/t/da-rut/\n/t/da-rut/da-rut.pdf\n/nhung/t/da-rut/\n"
    (root / "addresses.txt").write_text(lines)
    (root / "content/moved.yml").write_text("entries:\n- {from: /t/da-rut/, gone: Tài liệu có chỗ sai.}\n", "utf-8")
    content, manifest = make_site(root, DAY, DAY)
    assert vanished(content.ledger, manifest, content.moved) == []
    for address in ("/t/da-rut/", "/t/da-rut/da-rut.pdf", "/nhung/t/da-rut/"):
        assert "Tài liệu có chỗ sai." in built.said(manifest.by_address[address].data), address


def test_a_ledger_in_another_encoding_is_a_problem_at_its_line(tmp_path, capsys):
    root = assemble(tmp_path / "commune")
    (root / "addresses.txt").write_bytes("/mat/\n".encode("utf-16"))
    assert main(["--root", str(root), "addresses"]) == 1
    assert "addresses.txt:1: chữ ở dòng này không phải UTF-8" in capsys.readouterr().err


def test_a_list_that_holds_nothing_any_more_leads_to_the_whole_list(tmp_path):
    """An officer takes the last material of a grade away: nobody has to write down what became of the list's pages."""
    root = assemble(tmp_path / "commune")
    old = ["/tai-lieu/lop/99/", "/tai-lieu/trang/7/", "/chien-dich/chu-de/da-bo/trang/2/"]
    (root / "addresses.txt").write_text("\n".join(old), "utf-8")
    content, manifest = make_site(root, DAY, DAY)
    assert vanished(content.ledger, manifest, content.moved) == []
    assert [manifest.by_address[address].kind for address in old] == ["moved"] * 3
    assert '<a class="way" href="../../">' in html((content, manifest), old[0])
    assert {move.target for move in content.moved if move.old in old} == {"/tai-lieu/", "/chien-dich/"}


# --- what stands at the old addresses ---


def test_old_pages_are_valid_html(folder, html_errors):
    old = [folder / f"{name}/index.html" for name in ("ke-hoach/cu", "nam", "ve-chung-toi", "to-roi.pdf", "hoi-thi")]
    assert html_errors(old) == []


def test_an_old_page_is_not_for_search_engines_and_names_the_new_one(site):
    page = html(site, "/nam/")
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="../lich/">' in page


def test_a_page_refreshes_by_itself_only_where_no_anchor_is_lost(site):
    assert '<noscript><meta http-equiv="refresh" content="0; url=../gioi-thieu/"></noscript>' in html(
        site, "/ve-chung-toi/"
    )
    assert "refresh" not in html(site, "/nam/") and "refresh" not in html(site, "/ke-hoach/cu/")


def test_an_old_file_has_the_bytes_of_the_new_one(site):
    assert site[1].by_address["/nam.ics"].content == site[1].by_address["/lich.ics"].content


@pytest.mark.parametrize("old", ["ke-hoach/cu/", "nam/", "nam-hoc/"])
def test_without_javascript_the_old_page_says_where_it_went(old, page, serve, folder):
    tab = page(serve(folder) + old, javascript=False)
    assert tab.get_by_role("heading", level=1).text_content() == "Trang này đã chuyển"
    link = tab.locator("a.way")
    assert link.is_visible()
    link.click()
    assert tab.url in (serve(folder) + "ke-hoach/2027/", serve(folder) + "lich/")


def test_without_javascript_the_page_lists_what_an_anchor_leads_to(page, serve, folder):
    tab = page(serve(folder) + "ke-hoach/cu/#ii-1", javascript=False)
    part = tab.locator("li:target")
    assert part.is_visible() and "ii-1" in part.text_content()
    part.get_by_role("link").click()
    assert tab.url == serve(folder) + "ke-hoach/2027/#ii-1"


def test_without_javascript_a_page_without_anchors_leads_on(page, serve, folder):
    tab = page(serve(folder) + "ve-chung-toi/", javascript=False)
    tab.wait_for_url("**/gioi-thieu/")


@pytest.mark.whole_browser
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ke-hoach/cu/", "ke-hoach/2027/"),
        ("ke-hoach/cu/#ii-1", "ke-hoach/2027/#ii-1"),
        ("ke-hoach/cu/#v-1", "lich/#bay-gio"),
        ("nam/#bay-gio", "lich/#bay-gio"),
        ("nam/#gio-to", "gioi-thieu/"),
        ("ve-chung-toi/#khong-hua", "gioi-thieu/#khong-hua"),
    ],
)
def test_with_javascript_the_anchor_is_kept(old, new, page, serve, folder):
    tab = page(serve(folder, "/xa/"))
    tab.goto(serve(folder, "/xa/") + old)
    tab.wait_for_url(serve(folder, "/xa/") + new)
    tab.go_back(wait_until="commit")
    assert tab.url == serve(folder, "/xa/"), "Back must not return to the old address"


def test_opened_from_a_file_an_old_page_is_read(page, folder):
    tab = page((folder / "ke-hoach/cu/index.html").as_uri())
    assert tab.get_by_role("heading", level=1).text_content() == "Trang này đã chuyển"
    assert tab.locator('a[href="tel:113"]').first.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_gone_says_why_and_what_replaces_it(javascript, page, serve, folder):
    tab = page(serve(folder) + "to-roi.pdf", javascript=javascript)
    assert tab.get_by_role("heading", level=1).text_content() == "Trang này không còn"
    assert tab.get_by_text("Tờ rơi này in số cũ.").is_visible()
    tab.get_by_role("link", name="In").first.click()
    assert tab.url == serve(folder) + "in/"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_anchor_gone_from_a_living_page_finds_a_note_there(javascript, page, serve, folder):
    tab = page(serve(folder) + "ke-hoach/2027/#v-1", javascript=javascript)
    tab.locator("li:target").get_by_role("link").click()
    assert tab.url == serve(folder) + "lich/#bay-gio"
    tab.goto(serve(folder) + "ke-hoach/2027/#v-2")
    assert "Xã đã bỏ mục này." in tab.locator("li:target").text_content()


def test_every_old_page_has_the_numbers_to_call(folder):
    for name in ("nam", "hoi-thi"):
        dialled = {link["href"] for link in built.soup(folder / name / "index.html").select('a[href^="tel:"]')}
        assert dialled >= {"tel:113", "tel:115"}


# --- other sources, and the server ---


def test_rules_for_the_server(site):
    assert nginx_rules(site[0].moved, "/xa/").splitlines() == [
        'location = "/xa/chien-dich/2027-03-ten-cu/" { return 301 "/xa/chien-dich/2027-03-ngay-hoi/"; }',
        'location = "/xa/hoi-thi/" { error_page 410 "/xa/hoi-thi/index.html"; return 410; }',
        'location = "/xa/ke-hoach/cu/" { return 301 "/xa/ke-hoach/2027/"; }',
        'location = "/xa/nam.ics" { return 301 "/xa/lich.ics"; }',
        'location = "/xa/to-roi.pdf/" { error_page 410 "/xa/to-roi.pdf/index.html"; return 410; }',
        'location = "/xa/ve-chung-toi/" { return 301 "/xa/gioi-thieu/"; }',
    ]


def test_the_command_prints_the_rules(tmp_path, capsys):
    root = assemble(tmp_path / "commune")
    (root / "content/moved.yml").write_text("entries:\n- {from: /cu/, to: /lich/}\n", "utf-8")
    assert main(["--root", str(root), "redirects", "--base", "/xa/"]) == 0
    assert 'location = "/xa/cu/" { return 301 "/xa/lich/"; }' in capsys.readouterr().out.splitlines()


def test_a_record_from_elsewhere_is_followed_like_one_of_the_file(site):
    moved = [*site[0].moved, Moved("/nam-cu/", "/nam/", Place("content/campaigns/x/index.md", 4))]
    assert vanished("/nam-cu/#gio-to", site[1], moved) == []
    assert "/nam-cu/" not in nginx_rules(moved), "its anchors went two ways"
