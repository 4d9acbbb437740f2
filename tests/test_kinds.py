"""Kinds of texts and of files: what belongs to which, what cures what is not published, what a link to a file says."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.campaigns.material_model import Material
from commune.campaigns.model import Post
from commune.campaigns.video import FilmAddress, film_at
from commune.core.other_kinds import CURES
from commune.core.schema import fields_of
from commune.uploads.brought import PHOTOS
from commune.uploads.cleaning import ALLOWED_SUFFIXES
from communes import assemble
from making import make_site
from pydantic import TypeAdapter, ValidationError

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


def test_a_film_of_60_mb_is_told_where_it_goes(tmp_path, capsys):
    with (tmp_path / "phim.mp4").open("wb") as film:
        film.truncate(60_000_000)
    assert main(["file", str(tmp_path / "phim.mp4")]) == 1
    said = capsys.readouterr().err
    assert "YouTube" in said and "make new" in said and [path.name for path in tmp_path.iterdir()] == ["phim.mp4"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The invented commune, with a post that links to files in its text."""
    root = assemble(tmp_path_factory.mktemp("kinds") / "commune")
    (root / POST / "phieu.csv").write_bytes(b"a,b\n" * 300)
    (root / POST / "loi.txt").write_bytes(b"x" * 2_400)
    index = root / POST / "index.md"
    words = "\n[Phiếu **ghi**](phieu.csv), [lời (2,4 KB)](loi.txt), [lại phiếu](phieu.csv#a)\n"
    index.write_text(index.read_text("utf-8") + words, "utf-8")
    film = root / "content/materials/phim-bep"
    film.mkdir()
    (film / "bep.jpg").write_bytes((root / POST / "bia.jpg").read_bytes())
    (film / "index.md").write_text(FILM, "utf-8")
    return make_site(root, DAY, DAY)[1]


FILM = """---
title: "Phim: Bếp của bố"
summary: Bốn phút về một bữa cơm.
kind: bai-giang
date: 2027-03-01
audience: [thon]
topics: [chia-se-viec-nha]
licence: cc-by-4-0
creator: Tổ biên tập
duration_minutes: 4
cover: {file: bep.jpg, alt: Nồi cơm trên bếp, consent: {people: none}}
video: https://www.youtube.com/watch?v=ten-phim&si=ai-gui&utm_source=zalo
versions: [{number: 1, date: 2027-03-01, note: Bản đầu tiên}]
---

## Lời trong phim

Bố nấu cơm.
"""
AT = "https://www.youtube.com/watch?v=ten-phim"


def test_a_film_is_a_picture_of_ours_that_leads_to_the_other_site(pages):
    """Nothing of that site is on the page: no frame, no picture, no hint; the address tells nothing of who sent it."""
    page = BeautifulSoup(pages.by_address["/t/phim-bep/"].html, "html.parser")
    link = page.select_one("figure.film a")
    assert link["href"] == AT and {"noreferrer", "noopener"} <= set(link["rel"])
    assert link.img["alt"] == "Nồi cơm trên bếp" and "YouTube (4 phút)" in link.get_text()
    assert "rời trang này" in page.select_one("figure.film figcaption").get_text()
    away = [tag for tag in page.find_all(True) for value in tag.attrs.values() if "youtube" in str(value).lower()]
    assert away == [link] and not page.find_all(["iframe", "video", "script"])


def test_programs_read_where_the_film_is(pages):
    said = json.loads(pages.by_address["/materials.json"].data)["materials"]
    assert [one["video"] for one in said if one["video"]] == [AT]
    assert f'<link rel="related" type="text/html" href="{AT}"' in pages.by_address["/feed.xml"].data.decode()
    assert AT in [one.get("external_url") for one in json.loads(pages.by_address["/feed.json"].data)["items"]]
    assert {"type": "MediaObject", "contentUrl": AT} in pages.by_address["/t/phim-bep/"].head["learning_resource"][
        "encoding"
    ]
    assert f'href="{AT}"' in pages.by_address["/nhung/t/phim-bep/"].data.decode()


FILMS = {
    "https://youtu.be/a-b_C?si=x&t=30": ("https://youtu.be/a-b_C?t=30", "YouTube"),
    "https://m.facebook.com/watch/?v=1015912345678901&mibextid=a": (
        "https://m.facebook.com/watch/?v=1015912345678901",
        "Facebook",
    ),
    "https://player.vimeo.com/video/912345678#t=5s": ("https://player.vimeo.com/video/912345678", "Vimeo"),
    "https://www.tiktok.com/@xa/video/73?is_from_webapp=1&_r=1": ("https://www.tiktok.com/@xa/video/73", "TikTok"),
    "https://thvl.vinhlong.gov.vn/phim/1": (
        "https://thvl.vinhlong.gov.vn/phim/1",
        "cổng thông tin của Nhà nước",
    ),
}


@pytest.mark.parametrize("typed", FILMS)
def test_a_film_lies_at_a_place_that_people_know(typed):
    film = TypeAdapter(FilmAddress).validate_python(typed)
    assert (film_at(film).address, film_at(film).place) == FILMS[typed]


@pytest.mark.parametrize(
    "wrong",
    [
        *("http://youtu.be/abc", "https://youtube.com.vi-du.vn/x", "https://vi-du.vn/youtube.com/x", "youtu.be/abc"),
        *("https://youtube.com", "https://notyoutube.com/x", "https://bit.ly/x", "https://zalo.me/0912345678"),
        *("https://youtu.be/a b", "javascript:alert(1)", "https://youtube.com@vi-du.vn/x", "https://gov.vn.vi-du.vn/a"),
        *("https://www.youtube.com/redirect?q=https://vi-du.vn", "https://m.facebook.com/l.php?u=https://vi-du.vn"),
        *(
            "https://youtube.com:443/x",
            "https://youtube.com./x",
            "https://www.tiktok.com//link/v2?target=https://vi-du.vn",
        ),
    ],
)
def test_no_other_place_passes_for_one(wrong):
    with pytest.raises(ValidationError):
        TypeAdapter(FilmAddress).validate_python(wrong)


def test_a_link_to_a_file_says_its_kind_and_size_once(pages):
    page = BeautifulSoup(pages.by_address["/chien-dich/2027-03-ngay-hoi/"].html, "html.parser")
    told = {link["href"]: link.get_text() for link in page.find_all("a") if "phieu.csv" in link["href"]}
    address = "/chien-dich/2027-03-ngay-hoi/phieu.csv"
    assert told == {address: "Phiếu ghi (Bảng CSV, 2 KB)", f"{address}#a": "lại phiếu (Bảng CSV, 2 KB)"}
    assert "lời (2,4 KB)</a>" in str(page)
