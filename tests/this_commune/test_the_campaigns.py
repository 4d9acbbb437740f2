"""The campaigns and materials that this commune began with."""

from __future__ import annotations

import re
from datetime import date

import built
import pytest
from bs4 import BeautifulSoup
from making import make_site

DAY = date(2027, 3, 24)


@pytest.fixture(scope="module")
def real(root):
    return make_site(root, DAY, DAY)


def shown(manifest, address: str) -> BeautifulSoup:
    return BeautifulSoup(manifest.by_address[address].body, "html.parser")


def test_what_serves_a_duty_stands_on_its_unit(real):
    page = shown(real[1], "/trach-nhiem/tram-y-te/")
    assert page.select('a[href="/chien-dich/2026-11-sinh-con-trai-hay-gai/"]')


def test_what_is_going_on_stands_first_and_says_so(root):
    first = shown(make_site(root, date(2026, 11, 25), DAY)[1], "/chien-dich/").select_one(".entries a")
    assert first["href"] == "/chien-dich/2026-11-thang-hanh-dong/" and "đang diễn ra" in first.get_text()


def test_the_first_scripts_are_under_three_minutes(real):
    first = ("loa-biet-noi-giup-do", "loa-chia-se-viec-nha", "loa-thang-hanh-dong")
    scripts = [item for item in real[0].campaigns.materials if item.id in first]
    assert len(scripts) == 3
    for item in scripts:
        assert re.search("đọc khoảng [23] phút", real[1].by_address[item.address].body), item.id


def test_four_materials_have_a_designed_print(real):
    prints = [item for item in real[1].assets if item.address.startswith("/t/") and item.address.endswith(".pdf")]
    assert len(prints) >= 4
    for item in prints:
        assert "Yết Kiêu" in built.said(item.content), item.address


def test_each_topic_has_a_drawing_of_its_own_and_no_two_posts_show_the_same(real):
    chosen = [topic.drawing for topic in real[0].vocabulary.topics]
    assert None not in chosen and len({*chosen}) == len(chosen)
    drawn = [real[0].vocabulary.drawing(item.record.topics, item.record.drawing) for item in real[0].campaigns.posts]
    assert len({*drawn}) == len(drawn)


def test_a_post_without_a_photo_shows_its_drawing(real):
    for item in real[0].campaigns.posts:
        page = shown(real[1], item.address)
        assert len(page.select(".post-head svg.drawing")) == (item.record.cover is None)
