"""The built site, file by file: whole, light, and true to its promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import built
import material
import pytest
import yaml
from commune.__main__ import main
from making import make_site
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from serving import BUILD_TIME, IN_ITS_YEAR

SHORT_NUMBERS = r"11[0-9]"
NASTY = """<b>"'&amp;</b>"""


@pytest.fixture(scope="session")
def site(root: Path):
    """(content, manifest) that the site was built from."""
    return make_site(root, BUILD_TIME.date(), BUILD_TIME.date())


def test_the_site_is_the_manifest_and_the_look_and_nothing_else(site, site_dir):
    _, manifest = site
    expected = {built.target(site_dir, site_dir / "index.html", item)[0] for item in built.lasting(manifest)}
    index = set((site_dir / "tim").rglob("*.json"))
    found = {path for path in site_dir.rglob("*") if path.is_file()} - index
    assert found - expected == {site_dir / "assets/site.css", site_dir / "assets/favicon.svg"}
    assert expected - found == set()


def test_titles_are_unique(site_dir):
    titles = Counter(built.soup(page).title.string for page in built.pages(site_dir))
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_link_and_anchor_leads_somewhere(site_dir):
    broken = []
    for page in built.pages(site_dir):
        for _, reference in built.references(page):
            if not built.is_within(reference):
                continue
            file, anchor = built.target(site_dir, page, reference)
            if not file.is_file() or (anchor and built.soup(file).find(id=anchor) is None):
                broken.append(f"{built.address(site_dir, page)} → {reference}")
    assert broken == []


def test_links_are_relative_so_that_any_host_and_path_will_do(site_dir):
    """Only the 404 page, shown at any depth, has to start from the root."""
    for page in built.pages(site_dir):
        absolute = [reference for _, reference in built.references(page) if reference.startswith("/")]
        assert page.name == "404.html" or absolute == [], page


def test_nothing_is_loaded_from_another_host(site_dir):
    for page in built.pages(site_dir):
        loaded = [(tag, reference) for tag, reference in built.references(page) if tag.name != "a"]
        foreign = [reference for _, reference in loaded if not built.is_within(reference) and reference != "data:,"]
        assert foreign == [], page
    assert "url(" not in (site_dir / "assets/site.css").read_text("utf-8")


def test_every_page_is_reached_by_links_from_home(site, site_dir):
    reached, waiting = set(), [site_dir / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".html":
            continue
        reached.add(page)
        links = [reference for tag, reference in built.references(page) if tag.name == "a"]
        waiting += [built.target(site_dir, page, link)[0] for link in links if built.is_within(link)]
    unlinked = [item for item in site[1].items if item.kind in ("not-found", "moved", "gone")]
    assert set(built.pages(site_dir)) - reached == {site_dir / item.src_uri for item in unlinked}


def test_every_line_on_every_page_dials(site, site_dir):
    """A number that a reader sees is a link that dials it; a page without a number to call does not exist."""
    content, _ = site
    dials = {line.phone: line.tel for line in content.help.lines}
    for page in built.pages(site_dir):
        for link in built.soup(page).select('a[href^="tel:"]'):
            number = re.search(r"[\d ]{3,}", link.get_text()).group().strip()
            assert link["href"] == dials[number], page
        for text in built.soup(page).find_all(
            string=re.compile(r"(?<!-)\b11[1345]\b(?!/\d{4}/)|1900 ?96")
        ):  # 113/2025/QH15: a law
            in_link = text.find_parent("a", href=re.compile("^tel:"))
            to_copy = text.find_parent("textarea")
            assert in_link or to_copy or text.find_parent("style"), f"{page}: {text}"
        assert {link["href"] for link in built.soup(page).select('a[href^="tel:"]')} >= {"tel:113", "tel:115"}, page


def test_pages_stay_within_their_budget(site_dir):
    heavy = {
        str(page): size for page in built.pages(site_dir) if (size := built.first_visit_bytes(site_dir, page)) > 40_960
    }
    assert heavy == {}
    assert built.first_visit_bytes(site_dir, site_dir / "ho-tro/index.html") <= 14_336


def test_no_english_of_the_theme_reaches_a_reader(site_dir):
    partial = Path(material.__file__).parent / "templates/partials/languages/en.html"
    phrases = set(re.findall(r'": "([A-Z][^"{#]{4,})"', partial.read_text("utf-8")))
    assert len(phrases) > 20
    for page in built.pages(site_dir):
        text = built.soup(page).get_text(" ")
        assert [phrase for phrase in phrases if phrase in text] == [], page


def test_every_page_is_valid_html(site_dir, html_errors):
    assert html_errors([site_dir]) == []


def test_a_second_build_gives_the_same_bytes(site_dir, build, tmp_path):
    again = build(tmp_path / "again")
    differing = [
        path
        for path in site_dir.rglob("*")
        if path.is_file() and path.read_bytes() != (again / path.relative_to(site_dir)).read_bytes()
    ]
    assert differing == []


def test_the_site_is_the_same_with_properdocs(site_dir, build, tmp_path):
    """MkDocs 1.6 has no future: its maintained double must build the same pages."""
    other = build(tmp_path / "properdocs", engine="properdocs")
    differing = [
        path
        for path in site_dir.rglob("*")
        if path.is_file() and path.read_bytes() != (other / path.relative_to(site_dir)).read_bytes()
    ]
    assert differing == []


HIDES = """import sys


class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {modules}:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Hidden())
"""


def test_the_site_does_not_need_the_theme_package(root, site_dir, build, tmp_path):
    """Material's support ends in May 2027: with it and all that comes with it alone gone, the site is the same."""
    gone = modules_of(packages_below({"mkdocs-material"}) - packages_below(named(root) - {"mkdocs-material"}))
    assert {"material", "paginate", "pymdownx"} <= gone
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden/sitecustomize.py").write_text(HIDES.replace("{modules}", repr(gone)), "utf-8")
    config = root / "mkdocs.yml"
    bare = re.sub(r"  name: material\n", "  name: null\n", config.read_text("utf-8"))
    bare = re.sub(r"  (language|font): .*\n", "", bare)
    beside = root / ".mkdocs-without-material.yml"
    try:
        beside.write_text(bare, "utf-8")
        other = build(tmp_path / "bare", config=beside, PYTHONPATH=str(tmp_path / "hidden"))
    finally:
        beside.unlink()
    for page in built.pages(site_dir):
        assert page.read_bytes() == (other / page.relative_to(site_dir)).read_bytes()


def named(root: Path) -> set[str]:
    """The packages that requirements.in asks for."""
    lines = (root / "requirements.in").read_text("utf-8").splitlines()
    return {Requirement(line).name for line in lines if line and not line.startswith("#")}


def packages_below(names: set[str]) -> set[str]:
    """The packages of these names, and all that come with them on this machine."""
    found: set[str] = set()
    waiting = {canonicalize_name(name) for name in names}
    while waiting:
        found.add(name := waiting.pop())
        needs = [Requirement(line) for line in requires(name) or ()]
        here = [need.name for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
        waiting |= {canonicalize_name(each) for each in here} - found
    return found


def modules_of(packages: set[str]) -> set[str]:
    return {
        module
        for module, owners in packages_distributions().items()
        if {canonicalize_name(owner) for owner in owners} <= packages
    }


def test_styles_work_in_chrome_80(site_dir):
    """Zalo's browser on an old phone: no gap in flex boxes (84), no :is() (88), no logical shorthands (87)."""
    styles = "".join(path.read_text("utf-8") for path in site_dir.rglob("*.css"))
    styles += "".join(style.text for page in built.pages(site_dir) for style in built.soup(page).find_all("style"))
    styles = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    rules = re.findall(r"\{([^{}]*)\}", styles)
    assert [rule for rule in rules if "flex" in rule and re.search(r"\bgap:", rule)] == []
    assert (
        re.findall(r":is\(|:where\(|:has\(|\b(?:margin|padding)-(?:inline|block):|\binset:|:not\([^)]*,", styles) == []
    )


def test_scripts_work_in_chrome_80(site_dir):
    """Nothing of what came with 85 and later."""
    scripts = "".join(path.read_text("utf-8") for path in site_dir.rglob("*.js"))
    scripts += "".join(script.text for page in built.pages(site_dir) for script in built.soup(page).find_all("script"))
    later = r"replaceChildren|replaceAll|\|\|=|&&=|\?\?=|\.at\(|hasOwn\b|structuredClone|findLast|checkVisibility"
    assert set(re.findall(later, scripts)) == set()


@pytest.fixture(scope="module")
def written(once, example_root):
    """What the library writes to a folder, for any engine."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as then:
            then.setenv("SOURCE_DATE_EPOCH", IN_ITS_YEAR)
            assert main(["--root", str(example_root), "pages", str(folder)]) == 0

    return once("written", make)


@pytest.fixture(scope="module")
def unhooked(once, build, example_root, written):
    """A site that the theme makes of it without any hook, by an engine that escapes nothing."""

    def make(folder: Path) -> None:
        frame = json.loads((written / "frame.json").read_text("utf-8")) | {"responsible": NASTY}
        plain = {"site_name": "a", "docs_dir": str(written), "plugins": [], "extra": {"frame": frame}}
        plain["theme"] = {
            "name": "material",
            "custom_dir": str(example_root / "theme"),
            "language": "vi",
            "font": False,
        }
        (folder.parent / "unhooked.yml").write_text(yaml.safe_dump(plain), "utf-8")
        build(folder, config=folder.parent / "unhooked.yml")

    return once("unhooked", make)


def test_what_the_library_wrote_builds_without_any_hook(unhooked):
    """The same theme dresses the written pages; their links are relative."""
    plan = built.soup(unhooked / "ke-hoach/2027/index.html")
    assert plan.find(id="ii-3-1")
    for page in built.pages(unhooked):
        assert page.name == "404.html" or [to for _, to in built.references(page) if to.startswith("/")] == []
        for tag, reference in built.references(page):
            if tag.name == "a" and built.is_within(reference) and page.name != "404.html":
                assert built.target(unhooked, page, reference)[0].is_file(), f"{page}: {reference}"


@pytest.mark.parametrize(
    "part",
    [
        "details.panel",
        "dialog.panel",
        "div.find",
        "footer.bottom section",
        "a.brand",
        'meta[http-equiv="Content-Security-Policy"]',
        'meta[name="referrer"]',
    ],
)
def test_there_too_every_page_has_its_frame(unhooked, example_dir, part):
    """The way to help first of all; what leads elsewhere in it leads to the same places."""
    dressed = [page for page in built.pages(example_dir) if built.soup(page).select_one("footer.bottom")]
    assert len(dressed) > 20
    for page in dressed:
        other = unhooked / page.relative_to(example_dir)
        assert around(unhooked, other, part) == around(example_dir, page, part)


def around(site: Path, page: Path, part: str) -> tuple[str, ...]:
    """A part of a page's frame: its words, its settings, and the places it leads to."""
    (found,) = built.soup(page).select(part)
    links = [found, *found.select("a")] if found.name == "a" else found.select("a")
    ways = [link["href"] for link in links]
    within = [str(built.target(site, page, way)[0].relative_to(site)) if built.is_within(way) else way for way in ways]
    return (found.get_text(), found.get("content", ""), *within)


def test_there_too_a_name_is_text(unhooked):
    """MkDocs' own templates escape nothing."""
    line = built.soup(unhooked / "lich/index.html").select_one(".publisher-line")
    assert NASTY in line.text and line.b is None
