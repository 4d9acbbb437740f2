"""What the privacy page says is what a browser finds, and what the host was said to do."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from communes import assemble
from making import make_site
from measurement import html_pages, measure
from serving import BUILD_TIME
from three_engines import ENGINES

DAY = date(2027, 3, 24)


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, BUILD_TIME.date(), BUILD_TIME.date())


@pytest.mark.parametrize("some", [True, pytest.param(False, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("name", ENGINES)
def test_the_measurement_is_what_a_browser_finds_today(name, some, site, engines, serve, site_dir):
    """On one page of each kind; or on every page. When this fails: make measure, and read what it says.

    Kinds of pages that were measured and that the site has not (yet), such as a plan, are no fault.
    """
    content, manifest = site
    pages = html_pages(manifest)
    opened = {kind: address for address, kind in pages.items()}.values() if some else pages
    recorded = content.measurement
    assert measure(engines(name), serve(site_dir), opened) == recorded.model_dump(
        exclude={"measured_on", "browsers", "page_kinds"}
    )
    assert set(pages.values()) - set(recorded.page_kinds) == set()


def test_nothing_is_left_on_a_phone(site):
    assert {words: number for words, number in site[0].measurement.counts().items() if number} == {}


def test_the_privacy_page_says_every_number_of_the_measurement(site):
    page = site[1].by_address["/quyen-rieng-tu/"].body
    listed = [" ".join(item.get_text().split()) for item in BeautifulSoup(page, "html.parser").select(".measured li")]
    assert listed == [f"{number} {words}" for words, number in site[0].measurement.counts().items()]
    assert len(listed) == 7


LEAVES_EVERYTHING = """<!doctype html><title>x</title><img src="http://khac.example/x.png" alt="">
<script>
document.cookie = "a=1; max-age=999";
localStorage.a = 1;
sessionStorage.a = 1;
indexedDB.open("a");
caches.open("a");
navigator.serviceWorker.register("worker.js");
</script>"""


def test_the_measurement_sees_whatever_a_page_leaves(tmp_path, engine, serve):
    (tmp_path / "index.html").write_text(LEAVES_EVERYTHING, "utf-8")
    (tmp_path / "worker.js").write_text("", "utf-8")
    found = measure(engine, serve(tmp_path), ["/", "/"])  # some of it takes a moment
    assert {kind: number for kind, number in found.items() if number < 1} == {}
    assert len(found) == 7


def hosting(tmp_path, words: str) -> str:
    """What the privacy page says of the host."""
    settings = assemble(tmp_path / "commune") / "content/commune.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  access_logs: yes\n  logs_kept_days: 7\n", words), "utf-8")
    page = make_site(tmp_path / "commune", DAY, DAY)[1].by_address["/quyen-rieng-tu/"].body
    return page.partition('id="may-chu-thay-gi"')[2]


@pytest.mark.parametrize(
    ("setting", "said", "unsaid"),
    [
        ("  access_logs: yes\n  logs_kept_days: 7\n", "giữ nhật ký truy cập, trong 7 ngày", "không giữ"),
        ("  access_logs: yes\n", "giữ nhật ký truy cập.", "ngày"),
        ("  access_logs: no\n", "không giữ nhật ký truy cập", "Người quản lý"),
        ("", "xin hiểu rằng máy chủ có thể ghi lại", "không giữ"),
    ],
)
def test_what_the_host_keeps_is_said(tmp_path, setting, said, unsaid):
    words = hosting(tmp_path, setting)
    assert said in words and unsaid not in words


def test_the_page_shows_how_help_looks_in_a_history(site):
    page = site[1].by_address["/quyen-rieng-tu/"].body
    for item in (item for item in site[1].assets if item.kind.startswith("help")):
        title = BeautifulSoup(item.content, "html.parser").title.get_text()
        assert f"“{title}”, địa chỉ kết thúc bằng <code>{item.address}</code>" in page
