"""Kinds of texts and of files: what belongs to which, what cures what is not published, what a link to a file says."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from commune.campaigns.model import Material, Post
from commune.core.other_kinds import CURES
from commune.core.schema import fields_of
from commune.uploads.brought import PHOTOS
from commune.uploads.cleaning import ALLOWED_SUFFIXES
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)
POST = "content/campaigns/2027-03-ngay-hoi"


def test_a_key_of_the_sibling_is_told_where_it_belongs():
    """Of materials in posts, and the other way round: each such key, and no other."""
    posts, materials = ({*fields_of(model)} for model in (Post, Material))
    assert {*Post.elsewhere} == materials - posts
    assert {*Material.elsewhere} == posts - materials


def test_what_is_published_needs_no_cure():
    """And a photo is cured by a command of its own."""
    assert not CURES.keys() & (ALLOWED_SUFFIXES | PHOTOS)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The invented commune, with a post that links to files in its text."""
    root = assemble(tmp_path_factory.mktemp("kinds") / "commune")
    (root / POST / "phieu.csv").write_bytes(b"a,b\n" * 300)
    (root / POST / "loi.txt").write_bytes(b"x" * 2_400)
    index = root / POST / "index.md"
    words = "\n[Phiếu **ghi**](phieu.csv), [lời (2,4 KB)](loi.txt), [lại phiếu](phieu.csv#a)\n"
    index.write_text(index.read_text("utf-8") + words, "utf-8")
    return make_site(root, DAY, DAY)[1]


def test_a_link_to_a_file_says_its_kind_and_size_once(pages):
    page = BeautifulSoup(pages.by_address["/chien-dich/2027-03-ngay-hoi/"].html, "html.parser")
    told = {link["href"]: link.get_text() for link in page.find_all("a") if "phieu.csv" in link["href"]}
    address = "/chien-dich/2027-03-ngay-hoi/phieu.csv"
    assert told == {address: "Phiếu ghi (Bảng CSV, 2 KB)", f"{address}#a": "lại phiếu (Bảng CSV, 2 KB)"}
    assert "lời (2,4 KB)</a>" in str(page)
