"""Bundles: what a school, a village or a business takes away as one file, and that it is whole."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from bs4 import BeautifulSoup
from commune.output.archive import zipped
from communes import assemble
from making import make_site
from serving import BUILD_TIME

DAY = BUILD_TIME.date()


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def archives(site) -> dict[str, ZipFile]:
    content, manifest = site
    bundles = content.campaigns.bundles
    return {each.id: ZipFile(BytesIO(manifest.by_address[f"{each.address}{each.id}.zip"].data)) for each in bundles}


def downloads(manifest, material) -> dict[str, bytes]:
    """What the page of a material offers: {name in a bundle: bytes}."""
    links = BeautifulSoup(manifest.by_address[material.address].body, "html.parser").select(".downloads a")
    found = [manifest.by_address[link["href"]] for link in links]
    return {f"{material.id}/{item.address.rpartition('/')[2]}": item.data for item in found}


def soup(manifest, address) -> BeautifulSoup:
    return BeautifulSoup(manifest.by_address[address].body, "html.parser")


# --- the file ---


def test_there_is_one_for_schools_villages_businesses_and_officers(archives):
    assert set(archives) == {"nha-truong", "sinh-hoat-thon", "doanh-nghiep", "chuong-trinh-mau"}


def test_it_holds_what_the_pages_offer_and_nothing_else(site, archives):
    content, manifest = site
    for bundle in content.campaigns.bundles:
        expected = {}
        for material in content.campaigns.in_bundle(bundle):
            expected |= downloads(manifest, material)
        held = {name: archives[bundle.id].read(name) for name in archives[bundle.id].namelist()}
        held.pop("DOC-TRUOC.txt")
        assert held == expected and held


def test_every_sheet_and_every_script_is_in_it(site, archives):
    content, _ = site
    for bundle in content.campaigns.bundles:
        names = archives[bundle.id].namelist()
        for material in content.campaigns.in_bundle(bundle):
            if material.record.sheet:
                assert f"{material.id}/{material.id}.pdf" in names
            if material.record.kind == "bai-phat-thanh":
                assert any(name.startswith(f"{material.id}/") and name.endswith(".txt") for name in names)


def test_what_to_read_before_names_every_material_its_licence_and_its_address(site, archives):
    content, _ = site
    for bundle in content.campaigns.bundles:
        data = archives[bundle.id].read("DOC-TRUOC.txt")
        text = data.decode("utf-8-sig")
        assert data.startswith(b"\xef\xbb\xbf") and text.count("\n") == text.count("\r\n")
        for material in content.campaigns.in_bundle(bundle):
            assert f". {material.record.title}\r\n" in text
            assert f"Địa chỉ: {material.address}\r\n" in text
            assert f"Khi dùng, xin ghi: “{material.record.title}”, {material.record.creator}, " in text
        assert text.count("https://creativecommons.org/licenses/by/4.0/deed.vi") == len(bundle.materials)


def test_addresses_are_whole_where_the_site_has_one(tmp_path):
    content, manifest = make_site(assemble(tmp_path / "commune"), date(2027, 3, 25), None)
    data = manifest.by_address["/tai-lieu/bo/ca-nha/ca-nha.zip"].data
    text = ZipFile(BytesIO(data)).read("DOC-TRUOC.txt").decode("utf-8-sig")
    assert "Địa chỉ: https://song-lam.example/t/to-giay/" in text
    assert "chưa có địa chỉ" not in text
    assert content.commune.name in text


def test_the_bytes_are_the_same_on_another_day(root, site):
    content, manifest = site
    _, later = make_site(root, DAY + timedelta(days=40), DAY + timedelta(days=40))
    for bundle in content.campaigns.bundles:
        address = f"{bundle.address}{bundle.id}.zip"
        assert manifest.by_address[address].data == later.by_address[address].data


def test_nothing_of_the_machine_is_in_it():
    data = zipped({"b/x.txt": b"x" * 100, "a.txt": b"y"})
    entries = ZipFile(BytesIO(data)).infolist()
    assert data == zipped({"a.txt": b"y", "b/x.txt": b"x" * 100})
    assert [entry.filename for entry in entries] == ["a.txt", "b/x.txt"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}
    assert {entry.compress_type for entry in entries} == {ZIP_DEFLATED}


# --- the page ---


def test_the_page_lists_the_materials_and_says_how_large_the_file_is(site, archives):
    content, manifest = site
    for bundle in content.campaigns.bundles:
        page = soup(manifest, bundle.address)
        assert [link["href"] for link in page.select(".entries a")] == [f"/t/{name}/" for name in bundle.materials]
        button = page.select_one("a.button")
        size = len(manifest.by_address[button["href"]].data)
        assert button.get_text() == f"Tải cả bộ (ZIP, {-(-size // 1000)} KB)"


def test_bundles_are_reached_from_the_materials_and_from_home(site):
    content, manifest = site
    for address in ("/tai-lieu/", "/"):
        links = {link["href"] for link in soup(manifest, address).select("a[href]")}
        body = manifest.by_address[address].body
        assert all(bundle.address in links or bundle.address in body for bundle in content.campaigns.bundles), address


def test_a_draft_stays_out_of_its_bundle(tmp_path):
    folder = assemble(tmp_path / "commune")
    paper = folder / "content/campaigns/2027-03-ngay-hoi/to-giay.md"
    paper.write_text(paper.read_text("utf-8").replace("kind: to-roi", "kind: to-roi\ndraft: yes"), "utf-8")
    _, manifest = make_site(folder, date(2027, 3, 25), None)
    links = soup(manifest, "/tai-lieu/bo/ca-nha/").select(".entries a")
    assert [link["href"] for link in links] == ["/t/tro-choi-thu/"]
    held = ZipFile(BytesIO(manifest.by_address["/tai-lieu/bo/ca-nha/ca-nha.zip"].data)).namelist()
    assert not [name for name in held if name.startswith("to-giay/")]


def test_a_bundle_of_which_nothing_is_shown_is_not_there_yet(tmp_path):
    folder = assemble(tmp_path / "commune")
    text = "bundles: [{id: x, title: X, summary: X., audience: [toan-dan], materials: [to-giay]}]"
    (folder / "content/bundles.yml").write_text(text, "utf-8")
    _, manifest = make_site(folder, date(2026, 1, 1), None)
    assert "/tai-lieu/bo/x/" not in manifest.by_address
