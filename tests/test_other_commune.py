"""Another commune builds with the same hooks, docs and theme, and nothing of this one is left over."""

from __future__ import annotations

from datetime import date

import built
import pytest
from axe_playwright_python.sync_playwright import Axe
from communes import assemble_fork
from making import make_site
from names import left_in, own_names

DAY = date(2027, 3, 1)


def test_no_word_of_this_commune_is_left(root, example_dir):
    content, _ = make_site(root, DAY, DAY)
    assert left_in((path for path in example_dir.rglob("*") if path.is_file()), example_dir, own_names(content)) == {}


def test_the_other_commune_shows_its_own(example_dir):
    site = example_dir
    matrix = built.soup(site / "trach-nhiem/index.html")
    assert len(matrix.select("tbody tr")) == 4
    assert len(matrix.select("thead th")) == 1 + 5
    assert (site / "ke-hoach/2027/index.html").exists()
    assert built.soup(site / "ho-tro/dia-chi/index.html").select('a[href^="tel:+84"]')


def test_the_sitemap_of_the_engine_gives_way_to_the_library_s(root, example_dir, site_dir):
    """With an address there is ours; without one there is none."""
    written = (example_dir / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://song-lam.example/ho-tro/</loc>" in written and "lastmod" not in written
    content, _ = make_site(root, DAY, DAY)
    assert bool(list(site_dir.glob("sitemap.xml*"))) == bool(content.commune.site_url)


def test_the_other_commune_is_valid_html(example_dir, html_errors):
    assert html_errors([example_dir]) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_where_units_have_reported(dark, page, serve, example_dir):
    """The first commune has no reports yet, so its pages cannot show how they look."""
    tab = page(width=320, height=640, dark=dark)
    for address in ("trach-nhiem/", "trach-nhiem/cac-xom/", "trach-nhiem/phong-doi-song-cong-dong/"):
        tab.goto(serve(example_dir) + address)
        tab.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
        assert tab.locator("main").get_by_text("Tiến độ:").first.is_visible()
        assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == [], address
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


NASTY = """<script>alert(1)</script> " ' { 7*7 } { % x % } & *a* _b_ `c` [d](e)"""


def test_names_are_text_wherever_the_theme_shows_them(build, tmp_path):
    """A value of commune.yml is never taken for HTML, Jinja or Markdown, in no template."""
    fork = assemble_fork(tmp_path / "fork")
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
        run = document.select("script:not([type$='json'])")
        assert not [script for script in run if "alert(1)" in script.text], page
        assert NASTY in " ".join(document.get_text().split()), page


def test_every_page_of_a_filled_in_site_has_a_number_to_call(example_dir):
    for page in built.pages(example_dir):
        assert {link["href"] for link in built.soup(page).select('a[href^="tel:"]')} >= {"tel:113", "tel:115"}, page
