"""The sitemap, as search engines take it: every page once, at its address on the web."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from communes import assemble
from making import make_site

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = date(2027, 3, 25)


@pytest.fixture
def folder(tmp_path) -> Path:
    """The second commune, which has an address, in a folder; one of its addresses has moved."""
    folder = assemble(tmp_path / "commune")
    (folder / "content/moved.yml").write_text("entries: [{from: /cu/, to: /lich/}, {from: /mat/, gone: Hết.}]", "utf-8")
    return folder


def site(folder, home="https://song-lam.example/", day=DAY):
    settings = folder / "content/commune.yml"
    lines = settings.read_text("utf-8").splitlines()
    settings.write_text(
        "\n".join(f"site_url: {home}" if line.startswith("site_url:") else line for line in lines), "utf-8"
    )
    return make_site(folder, day, day)[1]


def addresses(manifest) -> list[str]:
    urlset = Xml.fromstring(manifest.by_address["/sitemap.xml"].content)
    assert urlset.tag == f"{SPACE}urlset"
    assert {element.tag for element in urlset.iter()} == {f"{SPACE}{name}" for name in ("urlset", "url", "loc")}
    return [element.text for element in urlset.iter(f"{SPACE}loc")]


@pytest.mark.parametrize("home", ["https://song-lam.example/", "https://song-lam.example/cong/", "https://a.vn/b"])
def test_every_page_stands_there_once_with_its_whole_address(folder, home):
    manifest = site(folder, home)
    base = home.rstrip("/")
    found = addresses(manifest)
    assert sorted(set(found)) == found
    assert {f"{base}{page.address}" for page in manifest.pages} <= set(found)
    assert {f"{base}/", f"{base}/ho-tro/", f"{base}/ho-tro/dia-chi/", f"{base}/hieu-dung/"} <= set(found)
    assert {item.removeprefix(base) for item in found} <= set(manifest.by_address)


def test_what_leads_elsewhere_or_is_no_page_is_not_there(folder):
    manifest = site(folder)
    kinds = {manifest.by_address[each.removeprefix("https://song-lam.example")].kind for each in addresses(manifest)}
    assert {"moved", "gone"} <= {item.kind for item in manifest.items}
    assert kinds & {"moved", "gone", "embed", "not-found", "data", "feed"} == set()


def test_it_is_the_same_on_another_day(folder):
    first, second = (site(folder, day=date(2027, 3, day)).by_address["/sitemap.xml"].content for day in (25, 28))
    assert first == second


def test_robots_are_told_where_they_look(folder):
    assert b"Sitemap: https://song-lam.example/sitemap.xml\n" in site(folder).by_address["/robots.txt"].content
    assert "/robots.txt" not in site(folder, "https://song-lam.example/cong/").by_address


def test_without_an_address_there_is_neither(folder):
    assert {"/sitemap.xml", "/robots.txt"} & set(site(folder, home="").by_address) == set()
