"""Another commune builds with the same hooks, docs and theme, and nothing of the first is left over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy, copytree

import built
import pytest
from axe_playwright_python.sync_playwright import Axe
from commune.core.text import fold
from commune.pages import make_site
from communes import assemble
from pydantic import BaseModel

DAY = date(2027, 3, 1)
IN_ITS_YEAR = "1806000000"  # 26/3/2027: its plan runs, and units have reported on it


def repository(folder: Path, root: Path) -> Path:
    """A fork: the second commune's content, everything else as it is here."""
    assemble(folder)
    for shared in ("hooks", "theme"):
        copytree(root / shared, folder / shared)
    copy(root / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def other_site(once, build, root) -> Path:
    def make(folder: Path) -> None:
        config = repository(folder / "fork", root) / "mkdocs.yml"
        build(folder / "site", config=config, SOURCE_DATE_EPOCH=IN_ITS_YEAR)

    return once("other-commune", make)


def words_of(record: object) -> Iterator[str]:
    """Every text that a record holds."""
    if isinstance(record, BaseModel):
        for _, value in record:
            yield from words_of(value)
    elif isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for value in record:
            yield from words_of(value)


def test_no_word_of_the_first_commune_is_left(root, other_site):
    content, _ = make_site(root, DAY, DAY)
    other, _ = make_site(other_site / "fork", DAY, DAY)
    names = set(words_of(content.commune)) | {office.name for office in content.help.offices}
    names |= {unit.id for unit in content.plans[0].units} | {unit.name for unit in content.plans[0].units}
    names |= {task.title for task in content.plans[0].tasks} | set(content.plans[0].text.signer)
    names |= {"Yết Kiêu", "yet-kieu", "Hải Phòng", "hai-phong"}
    shared = set(words_of(other.commune)) | {office.name for office in other.help.offices}
    shared |= {office.id for office in other.help.offices}
    shared |= {unit.id for unit in other.plans[0].units} | {unit.name for unit in other.plans[0].units}
    names = {name for name in names if not any(fold(name) in fold(word) for word in shared)}
    for file in (path for path in (other_site / "site").rglob("*") if path.is_file()):
        text = fold(f"{file.relative_to(other_site)} {built.said(file.read_bytes())}")
        left = [name for name in names if fold(name) in text]
        assert left == [], file


def test_the_other_commune_shows_its_own(other_site):
    site = other_site / "site"
    matrix = built.soup(site / "trach-nhiem/index.html")
    assert len(matrix.select("tbody tr")) == 4
    assert len(matrix.select("thead th")) == 1 + 5
    assert (site / "ke-hoach/2027/index.html").exists()
    assert built.soup(site / "ho-tro/dia-chi/index.html").select('a[href^="tel:+84"]')


def test_the_sitemap_of_the_engine_gives_way_to_the_library_s(other_site, site_dir):
    """With an address there is ours; without one there is none."""
    written = (other_site / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://song-lam.example/ho-tro/</loc>" in written and "lastmod" not in written
    assert not list(site_dir.glob("sitemap.xml*"))


def test_the_other_commune_is_valid_html(other_site, html_errors):
    assert html_errors([other_site / "site"]) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_where_units_have_reported(dark, page, serve, other_site):
    """The first commune has no reports yet, so its pages cannot show how they look."""
    tab = page(width=320, height=640, dark=dark)
    for address in ("trach-nhiem/", "trach-nhiem/cac-xom/", "trach-nhiem/phong-doi-song-cong-dong/"):
        tab.goto(serve(other_site / "site") + address)
        tab.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
        assert tab.locator("main").get_by_text("Tiến độ:").first.is_visible()
        assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == [], address
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


NASTY = """<script>alert(1)</script> " ' {{ 7*7 }} {% x %} & *a* _b_ `c` [d](e)"""


def test_names_are_text_wherever_the_theme_shows_them(root, build, tmp_path):
    """A value of commune.yml is never taken for HTML, Jinja or Markdown, in no template."""
    fork = repository(tmp_path / "fork", root)
    settings = fork / "content/commune.yml"
    kept = [
        line
        for line in settings.read_text("utf-8").splitlines()
        if not line.startswith(("name:", "city:", "people_committee:", "responsible:", "tagline:"))
    ]
    quoted = NASTY.replace("'", "''")
    kept += [f"{key}: '{quoted}'" for key in ("name", "city", "people_committee", "responsible", "tagline")]
    settings.write_text("\n".join(kept), "utf-8")
    site = build(tmp_path / "site", config=fork / "mkdocs.yml")
    for page in built.pages(site):
        document = built.soup(page)
        run = document.select("script:not([type='application/ld+json'])")
        assert not [script for script in run if "alert(1)" in script.text], page
        assert NASTY in " ".join(document.get_text().split()), page


def test_every_page_of_a_filled_in_site_has_a_number_to_call(other_site):
    for page in built.pages(other_site / "site"):
        assert {link["href"] for link in built.soup(page).select('a[href^="tel:"]')} >= {"tel:113", "tel:115"}, page
