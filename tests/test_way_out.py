"""The way out stands wherever somebody looks for help or reads of violence, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(assemble(tmp_path_factory.mktemp("way-out") / "commune"), DAY, DAY)


def offers(item) -> bool:
    return BeautifulSoup(item.html or item.says, "html.parser").select_one(".way-out a.leave") is not None


@pytest.mark.parametrize("address", ["/", "/tim/", "/hieu-dung/", "/giai-nghia/", "/in/", "/ho-tro/", "/404.html"])
def test_it_stands_where_help_is_looked_for(address, site):
    assert offers(site[1].by_address[address])


def test_it_stands_once_on_a_page(site):
    for item in site[1].items:
        assert (item.html or item.says).count('class="way-out"') <= 1, item.address


def test_texts_have_it_by_their_topics_or_where_their_author_says_so(site):
    content, manifest = site
    for item in content.campaigns.all:
        said = getattr(item.record, "safety", False) or content.vocabulary.touches_safety(item.record.topics)
        assert offers(manifest.by_address[item.address]) is bool(said), item.address


@pytest.mark.parametrize("address", ["/lich/", "/trach-nhiem/", "/ke-hoach/2027/", "/tai-lieu/"])
def test_the_site_is_no_alarm(address, site):
    assert not offers(site[1].by_address[address])


def test_it_stands_beside_results_as_long_as_they_are_there(page, serve, example_dir):
    tab = page(serve(example_dir) + "lich/")
    way_out, field = tab.locator("main .way-out a.leave"), tab.locator(".find input")
    assert way_out.count() == 0
    field.fill("bạo lực")
    way_out.wait_for()
    field.fill("")
    way_out.wait_for(state="detached")


def test_what_is_shared_of_a_material_that_speaks_of_help_names_no_topic(tmp_path):
    folder = assemble(tmp_path / "commune")
    for topics, neutral in (("[biet-noi-giup-do]", True), ("[chia-se-viec-nha]", False)):
        path = folder / "content/materials/tro-choi-thu/index.md"
        lines = path.read_text("utf-8").splitlines()
        path.write_text(
            "\n".join(f"topics: {topics}" if line.startswith("topics:") else line for line in lines), "utf-8"
        )
        manifest = make_site(folder, DAY, DAY)[1]
        page = manifest.by_address["/t/tro-choi-thu/"]
        card = manifest.by_address["/t/tro-choi-thu/the.png"]
        assert ("shared_title" in page.head and "shared_description" in page.head) is neutral
        assert (page.title not in card.says) is neutral
