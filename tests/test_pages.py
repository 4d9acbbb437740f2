"""What comes out of the library without any site engine: every page as a file, every value as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.campaigns.material_model import Bundle, Material
from commune.campaigns.model import Publication
from commune.campaigns.sheets.model import (
    Cards,
    Drawings,
    Handout,
    Leaflet,
    Lesson,
    Panel,
    Poster,
    Question,
    Quiz,
    Shown,
    Step,
)
from commune.claims.model import Force
from commune.core.names import with_words_of_place
from commune.core.page import Page
from commune.core.schema import Record
from commune.glossary.model import GlossaryFile
from commune.help.model import Guides, National
from commune.help.trusted import Consent
from commune.language.model import OwnWords
from commune.plan.model import Annotations, LinkNote, UnitNote
from commune.search.model import Short, Wordings
from commune.settings import words_of_place
from commune.slices import CONTENT_FILES
from commune.standing.pages import FrontMatter, Way, not_found_asset
from commune.year.model import Basis
from communes import assemble
from ical.calendar_stream import IcsCalendarStream
from making import make_site
from markdown import Markdown
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

DAY = date(2027, 5, 12)


# --- to a folder ---


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


def test_pages_are_written_to_a_folder(root, site, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1810000000")
    assert main(["--root", str(root), "pages", str(tmp_path)]) == 0
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    index = {name for name in written if name.startswith("tim/") and name.endswith(".json")}
    assert index and written - index == {"frame.json"} | {
        item.src_uri for item in site[1].items if item.kind != "index"
    }
    assert f"{len(site[1].pages)} trang" in capsys.readouterr().out


def test_titles_are_unique(site):
    titles = [page.title for page in site[1].pages]
    assert sorted(set(titles)) == sorted(titles)


def test_every_page_has_a_description(site):
    assert [page.address for page in site[1].pages if not page.description.strip()] == []


def test_pages_pass_through_markdown_unchanged(site, spoiled):
    """Any engine that dresses Markdown can dress them: what `pages` writes is one block of HTML."""
    markdown = Markdown()
    for page in (*site[1].pages, *spoiled[1].pages):
        front, _, text = page.as_markdown().removeprefix("---\n").partition("---\n\n")
        assert yaml.safe_load(front)["title"] == page.title
        assert f"{markdown.reset().convert(text).strip()}\n" == text, page.address


@pytest.mark.parametrize(
    "site_url", ["https://song-lam.example/cong-bang-gioi/", "https://song-lam.example/cong-bang-gioi"]
)
def test_page_that_was_not_found_leads_to_the_folder_of_the_site(tmp_path, site_url):
    """It is shown at any depth, so its links are not relative."""
    settings = assemble(tmp_path / "commune") / "content/commune.yml"
    settings.write_text(settings.read_text("utf-8").replace("https://song-lam.example/", site_url), "utf-8")
    not_found = make_site(tmp_path / "commune", DAY, DAY)[1].by_address["/404.html"].content
    links = {link["href"] for link in BeautifulSoup(not_found, "html.parser").select("a.site")}
    assert {"/cong-bang-gioi/", "/cong-bang-gioi/lich/", "/cong-bang-gioi/ho-tro/"} <= links


def test_the_addresses_that_may_have_been_meant_take_four_kilobytes_at_most(site):
    """However many there are, the newest stand first, and the page stays light."""
    commune = site[0].commune
    ways = [Way(f"/t/tai-lieu-{number}/", f"/t/tai-lieu-{number}/", "Tài liệu hay") for number in range(400)]
    few, many = (not_found_asset([], given, "", commune).data.decode() for given in (ways[:1], ways))
    assert 3_000 < len(many.encode()) - len(few.encode()) <= 4_096
    assert '"/t/tai-lieu-0/"' in many and '"/t/tai-lieu-399/"' not in many


# --- every value is text ---

NASTY = """<i>"'{ 1 }&*a*_b_`\\zq"""  # within the 24 characters of the shortest field
END = "zq"

# A page that is gone, and an anchor of each kind of page: HTML and Markdown
MOVED = "entries: [{from: /cu/, gone: x}, {from: /lich/#cu, gone: x}, {from: /gioi-thieu/#cu, gone: x, instead: /in/}]"
CLAIMS = """
laws: [{id: mot, title: x, number: x, status: changed, since: 2027-01-01, by: x}]
articles:
  - {id: hai, law: mot, article: x, quote: x, mark: A, read_in: x, read_on: 2027-01-01, status: changed,
     since: 2027-01-01, by: x}
  - {id: ba, law: mot, paraphrase: x, mark: B, read_in: x, read_on: 2026-01-01}
claims: [{id: bon, words: [trang], rests_on: [hai, ba]}, {id: nam, words: [trang], ours: yes}]
denials: [{file: x, sentence: x, reason: x}]
"""
# Words that must match others, and the pages of docs/, which are templates themselves.
MATCHING = {(UnitNote, "name"), (LinkNote, "quote"), (Basis, "quote"), (Annotations, "signed_copy")}
# The texts of designed sheets are tried in test_sheets.py.
SHEETS = {Poster, Panel, Leaflet, Step, Handout, Lesson, Question, Quiz, Cards, Drawings, Shown}
NO_VALUES = {FrontMatter, Consent, Force, Publication, Short, *SHEETS}
NO_FILES = NO_VALUES | {GlossaryFile, Wordings, OwnWords}  # words as people say or type them: they take no such text


def takes_any_text(field: FieldInfo) -> bool:
    """Whether a field is text: it takes every character. Ids, numbers, days and choices do not."""
    try:
        return TypeAdapter(Annotated[(field.annotation, *field.metadata, None)]).validate_python(NASTY) == NASTY
    except ValidationError:
        return False


def text_fields(model: type[Record]) -> set[tuple[type[Record], str]]:
    return {(model, name) for name, field in model.model_fields.items() if takes_any_text(field)} - MATCHING


def all_records(model: type[Record] = Record) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield each
        yield from all_records(each)


def spoil(record: Record, node: dict) -> set[tuple[type[Record], str]]:
    """Puts NASTY into every text of `node`, the YAML that `record` was read from; the fields it went into."""
    found = {field for field in text_fields(type(record)) if node.get(field[1])}
    node.update({name: NASTY for _, name in found})
    if isinstance(record, Publication | Bundle):  # no two pages may have one title
        node["title"] = f"{record.title} {NASTY}"
    for name, value in record:
        child = node.get(type(record).model_fields[name].alias or name)
        for part, below in zip(value, child, strict=True) if isinstance(value, tuple) and child else [(value, child)]:
            if isinstance(part, Record) and below:
                found |= spoil(part, below)
    return found


def written(folder: Path) -> dict[Path, type[Record]]:
    """Every file of content/ that has fields, with its model: what the parts of the site declare, each the first."""
    found: dict[Path, type[Record]] = {}
    for file in CONTENT_FILES:
        for path in (path for pattern in file.patterns for path in sorted(folder.glob(pattern))):
            found.setdefault(path, file.model)
    return {path: model for path, model in found.items() if model not in NO_FILES}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory):
    """(the fields that were spoiled, the site made of them)"""
    folder = assemble(tmp_path_factory.mktemp("nasty") / "commune")
    (folder / "content/moved.yml").write_text(MOVED, "utf-8")
    (folder / "content/claims.yml").write_text(CLAIMS, "utf-8")
    (folder / "content/giai-nghia.yml").unlink()  # it takes no such text, and names claims that are gone
    fields = set()
    for path, model in written(folder).items():
        _, front, body = read_parts(path)
        plain = yaml.load(with_words_of_place(front, words_of_place()), yaml.CBaseLoader)
        if model is National:  # two lines have names short enough to do without
            plain["lines"] = [{"short": "x", **line} for line in plain["lines"]]
        if model is Material:  # nobody has made a mistake yet
            plain["corrections"] = [{"date": plain["date"], "what": "x"}]
        if model is Guides:  # nobody has tried the real ones yet
            plain["guides"][0]["tried"] = {"on": "2027-01-02", "phone": "một máy"}
        fields |= spoil(model.model_validate(without_empty(plain)), plain)
        spoiled_text = yaml.safe_dump(plain, allow_unicode=True)
        path.write_text(f"---\n{spoiled_text}---\n{body}" if body else spoiled_text, "utf-8")
    plan = folder / "content/plan/2027/plan.md"
    plan.write_text("\n".join(map(with_nasty, plan.read_text("utf-8").splitlines())), "utf-8")
    return fields, make_site(folder, DAY, DAY)[1]


def read_parts(path: Path) -> tuple[str, str, str]:
    """("", YAML, "") of a data file; ("", front matter, body) of a text."""
    text = path.read_text("utf-8")
    return tuple(text.split("---\n", 2)) if path.suffix == ".md" else ("", text, "")


def without_empty(node: object) -> object:
    """YAML without its empty slots."""
    if isinstance(node, dict):
        return {key: without_empty(value) for key, value in node.items() if value}
    return [without_empty(value) for value in node] if isinstance(node, list) else node


def with_nasty(line: str) -> str:
    """A line of plan.md with NASTY after its words; what gives the document its form stays."""
    return line if not line or line == "---" or line.endswith((":", "**")) else f"{line} {NASTY}"


def test_every_text_field_of_every_record_is_tried(spoiled):
    every = {field for model in all_records() if model not in NO_VALUES for field in text_fields(model)}
    assert {f"{model.__name__}.{name}" for model, name in every - spoiled[0]} == set()


def test_values_come_out_as_text_on_every_page(spoiled):
    for page in spoiled[1].pages:
        assert_text(BeautifulSoup(page.body, "html.parser"), page.address)
        assert_whole(f"{page.title} {page.description}", page.address)


def test_values_come_out_as_text_in_every_file(spoiled):
    for asset in spoiled[1].assets:
        if asset.src_uri.endswith(".html"):
            assert_text(BeautifulSoup(asset.content, "html.parser"), asset.address)
        if asset.src_uri.endswith(".ics"):
            events = IcsCalendarStream.calendar_from_ics(asset.content.decode()).events
            assert events and all(event.summary.endswith(NASTY) for event in events)


def test_values_are_shown_where_readers_look(spoiled):
    shown = {page.address: BeautifulSoup(page.body, "html.parser").get_text() for page in spoiled[1].pages}
    assert all(NASTY in shown[address] for address in ("/lich/", "/trach-nhiem/", "/ke-hoach/2027/"))
    places = spoiled[1].by_address["/ho-tro/noi-tiep-nhan/"].content
    assert NASTY in BeautifulSoup(places, "html.parser").get_text()


def assert_text(document: BeautifulSoup, address: str) -> None:
    """No value became an element; wherever one ends, all of it is there, in texts and in attributes."""
    assert document.find_all("i") == [], address
    # a text message has fewer signs (see test_prints), and lines to copy are HTML themselves
    for message in document.select("textarea, .copy"):
        message.decompose()
    assert_whole(document.get_text(), address)
    for tag in document.find_all(True):
        for value in (value for name, value in tag.attrs.items() if name != "id"):  # Markdown makes ids of headings
            assert_whole(" ".join(value) if isinstance(value, list) else value, address)


def assert_whole(text: str, address: str) -> None:
    assert text.count(END) == text.count(NASTY), address


def test_source_of_a_page_is_a_file_that_an_officer_can_open(root, site):
    sources = {item.source_uri for item in (*site[1].pages, *site[1].assets)}
    assert [uri for uri in sources if not (root / uri).is_file()] == []


def test_page_bodies_hold_no_host_of_this_site(site):
    for page in (item for item in site[1].pages if isinstance(item, Page)):
        assert "localhost" not in page.body
        assert "127.0.0.1" not in page.body
