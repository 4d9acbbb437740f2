"""Each part of the site is declared once, and all that speaks of the whole site follows from it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import get_args

import pytest
from commune.core.html import addresses
from commune.core.page import Label, Manifest, Page, PostLabel
from commune.search.labels import LABELS
from commune.site_map import site_map
from commune.slices import FILE_KINDS, FILES, KINDS, SECTIONS, SLICES
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)
MOVED = "entries: [{from: /cu/, gone: Đã hết hạn.}, {from: /nam/, to: /lich/}]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The invented commune, with an address that is gone and one that went elsewhere."""
    folder = assemble(tmp_path_factory.mktemp("slices") / "commune")
    (folder / "content/moved.yml").write_text(MOVED, "utf-8")
    return make_site(folder, DAY, DAY)


def readable(manifest: Manifest) -> dict[str, str]:
    """The HTML of everything that a browser shows as a page, by its address."""
    return {item.address: item.html for item in manifest.items if isinstance(item, Page) or item.html}


def reached(manifest: Manifest) -> set[str]:
    """The addresses that links lead to from the first page on."""
    pages, found, waiting = readable(manifest), {"/"}, ["/"]
    while waiting:
        for target in addresses(pages.get(waiting.pop(), "")):
            address = target.partition("#")[0].partition("?")[0]
            if address.startswith("/") and address not in found:
                found.add(address)
                waiting.append(address)
    return found


def test_every_page_is_reached_by_links_or_says_why_not(site):
    """Officers and residents find what stands there: the navigation, the map and the footer count as links."""
    manifest = site[1]
    around = [section.address for section in SECTIONS if section.in_navigation]
    found = reached(manifest) | set(around)
    lost = {address for address in readable(manifest) if address not in found}
    assert {address for address in lost if not manifest.kind(manifest.by_address[address]).unlinked} == set()


def test_what_says_why_no_page_leads_to_it_is_led_to_by_none(site):
    """A reason that is no longer true would hide that a page can be reached."""
    manifest = site[1]
    pages = [item for item in manifest.items if manifest.kind(item).unlinked]
    assert pages and {item.address for item in pages} & reached(manifest) == set()


def test_what_is_for_officers_says_so(site):
    """The search calls it so, no word is explained on it, its sentences count for no reader's."""
    pages = site[1].pages
    assert {page.address for page in pages if site[1].kind(page).for_officers} == {
        page.address for page in pages if page.address.startswith("/can-bo/")
    }


def test_the_search_has_words_for_every_label():
    """Kinds of pages have one each; a post says its own."""
    assert LABELS.keys() == {*get_args(Label)} == {kind.label for kind in KINDS.values()} | {*get_args(PostLabel)}


def test_every_item_is_of_a_kind_that_is_declared(site):
    assert {item.kind for item in site[1].items} - KINDS.keys() == set()


def test_every_declared_kind_of_page_is_somewhere(site):
    """What nothing is made of any more is taken out of its declaration."""
    made = {item.kind for item in site[1].items}
    assert {kind.name for each in SLICES for kind in each.kinds} - made == set()


def names_of(things: str) -> list[str]:
    """The name of each slice, or of all that slices declare of one sort; kinds of files that belong to none too."""
    if things == "slices":
        return [each.field for each in SLICES]
    declared = [one for each in SLICES for one in getattr(each, things)]
    return [getattr(one, "name", None) or one.title for one in [*declared, *(FILE_KINDS if things == "kinds" else ())]]


@pytest.mark.parametrize("things", ["slices", "files", "kinds", "sections"])
def test_a_name_is_declared_once(things):
    assert [name for name, count in Counter(names_of(things)).items() if count > 1] == []


def test_no_two_sections_stand_at_one_place():
    places = [section.place for section in SECTIONS]
    assert len(places) == len({*places})


def test_every_form_has_a_name_of_its_own():
    called = [file.form.called for file in FILES if file.form]
    assert len(called) == len({*called})


def test_a_kind_stands_in_a_section_that_is_declared():
    titles = {section.title for section in SECTIONS}
    assert {kind.section for kind in KINDS.values()} - titles == {""}


def test_the_map_leads_to_every_section_that_has_pages(site):
    shown = {section.title: pages for section, pages in site_map(site[1])}
    assert {title for title, pages in shown.items() if not pages} == set()
    assert {kind.section for kind in KINDS.values() if kind.section} == shown.keys()
