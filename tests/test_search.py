"""Search that understands how people here type: invented pages, the real script, a real browser."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import built
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from commune.core.page import Page as SitePage
from commune.core.render import render
from commune.search import index
from commune.search.folding import exact, folded
from commune.search.index import Findable, index_assets
from commune.search.model import Group, Short, Wordings
from commune.search.pages import field_script, search_field
from commune.search.passages import Passage, passages
from finding import index_files, index_paths, type_letters

WORDINGS = Wordings(
    groups=(
        Group(words=("bị … đánh", "chồng đánh"), also=("bạo lực gia đình",), pages=("/ho-tro/",), hurt=True),
        Group(words=("tyt",), also=("Trạm Y tế",)),
        Group(words=("hát|múa … nhạc|kịch", "tờ bướm"), also=("quà tặng",)),
    ),
    ignore=("là gì", "ở đâu", "có", "không"),
    short=(Short(words=("ck", "ox"), means="chồng"), Short(words=("bđg",), means="bình đẳng giới")),
)


def page_of(address: str, title: str, text: str = "", **more: object) -> Findable:
    return Findable(address, "page", title, "", [Passage("", "", text)], **more)


# What is looked for, and pages beside it that share some of its words.
PAGES = [
    page_of("/binh-dang/", "Bình đẳng giới", "Nam, nữ ngang nhau về mọi mặt."),
    page_of("/duong-day/", "Đường dây nóng", "Số để gọi: 1900 96 96 80, ngày nào cũng được."),
    page_of("/van-hoa/", "Nhà văn hóa", "Nơi họp dân của thôn Thủy Tú."),
    page_of("/ky-niem/", "Ngày kỷ niệm", "Quản lý lịch của xã, mỗi năm một lần."),
    page_of("/tram/", "Trạm Y tế", "Khám bệnh, tư vấn."),
    page_of("/truong/", "Nhà trường", "Trường học của các em."),
    page_of("/truong-thon/", "Trưởng thôn", "Người đứng đầu thôn."),
    page_of("/ho-tro/", "Số cần biết", "Gọi khi nguy hiểm."),
    page_of("/bao-luc/", "Bạo lực gia đình", "Báo tin ở đâu."),
    page_of("/nghieng/", "Nghiêng ngả", "Bước chân khuỵu xuống, nguyễn trãi, khuya khoắt, quý mến, yêu thương."),
    page_of("/qua/", "Quà", "Quà tặng phát vào dịp hè."),
    Findable("/can-bo/qua/", "officers", "Quà tặng", "", [Passage("", "", "Mẫu phiếu quà tặng. Quà tặng, quà tặng.")]),
    Findable(
        "/ke-hoach/",
        "plan",
        "Kế hoạch năm nay",
        "",
        [Passage("ii-3", "3. Truyền thông", "Nói cho mọi người biết."), Passage("ii-4", "4. Quản trị", "Giấy tờ.")],
        {"ii-3": ["mục II.3", "2.3", "nhiệm vụ 3"], "ii-4": ["mục II.4", "2.4", "nhiệm vụ 4"]},
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the index of PAGES and one page with the field."""
    return written(tmp_path_factory.mktemp("search"))


def written(folder: Path) -> Path:
    """The folder, with the index of PAGES and one page with the field."""
    files = {asset.address: asset.content for asset in index_assets(PAGES, WORDINGS, "content/tim-kiem.yml")}
    files |= {f"/tim/{name}": render(f"search/{name}").encode() for name in ("search.js", "search.css")}
    lines = '<ul class="first-lines"><li><a href="tel:113">113</a></li></ul>'
    html = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>A</title></head>
        <body><header>{search_field()}</header><main>{lines}</main><script src="field.js"></script></body></html>"""
    for address, data in {**files, "/index.html": html.encode(), "/field.js": field_script().encode()}.items():
        path = folder / address[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def ask(tab, words: str) -> None:
    """Types `words`, presses Enter, and waits for the answer."""
    field = tab.locator(".find input")
    field.fill(words)
    field.press("Enter")
    tab.wait_for_function("() => document.querySelector('.found')?.getAttribute('aria-busy') === 'false'")


@pytest.fixture
def search(page, serve, site) -> Callable[..., list[str]]:
    """search(words) → the addresses found, the best first, without anchors unless they are asked for."""
    return searching(page(serve(site)))


@pytest.fixture(scope="module")
def found(lasting_page, serve, site) -> Callable[..., list[str]]:
    """The same, in one field for all tests: what was looked for before is nothing to what is looked for now."""
    return searching(lasting_page(serve(site)))


def searching(tab) -> Callable[..., list[str]]:
    tab.locator(".find input").focus()

    def run(words: str, anchors: bool = False) -> list[str]:
        ask(tab, words)
        links = tab.eval_on_selector_all(".found ol a", "links => links.map(a => a.pathname + a.hash)")
        return links if anchors else [address.partition("#")[0] for address in links]

    run.tab = tab
    return run


# --- how people type ---

RULES = {
    "capitals": ("BÌNH ĐẲNG", "/binh-dang/"),
    "no tone marks": ("bình đăng", "/binh-dang/"),
    "no vowel marks": ("tram y te", "/tram/"),
    "d for đ": ("duong day nong", "/duong-day/"),
    "đ for d": ("đân họp", "/van-hoa/"),
    "the mark on the other vowel": ("văn hoá", "/van-hoa/"),
    "the mark on the other vowel of uy": ("thôn Thuỷ Tú", "/van-hoa/"),
    "i for y": ("kỉ niệm", "/ky-niem/"),
    "i for y at the end": ("quản lí", "/ky-niem/"),
    "y for i": ("nghy ky nyem", "/ky-niem/"),
    "letters and marks apart (NFD)": (unicodedata.normalize("NFD", "đường dây"), "/duong-day/"),
    "a number without its spaces": ("1900969680", "/duong-day/"),
    "a number with other spaces": ("19 00 969 680", "/duong-day/"),
    "a number with dots": ("1900.96.96.80", "/duong-day/"),
    "wrong tone": ("bình đáng giới", "/binh-dang/"),
    "Telex": ("binhf ddawngr giowis", "/binh-dang/"),
    "Telex, the tone after the vowel": ("bifnh ddawrng giowsi", "/binh-dang/"),
    "Telex, marks at the end": ("dduwowngf daay nongs", "/duong-day/"),
    "Telex, d typed last": ("duongwfd daay", "/duong-day/"),
    "Telex with w alone": ("trwowngf", "/truong/"),
    "VNI": ("binh2 d9a83ng gio71i", "/binh-dang/"),
    "VNI, marks at the end": ("duong972 day6 nong1", "/duong-day/"),
    "one letter wrong": ("binh dwng gioi", "/binh-dang/"),
    "one letter missing": ("nghing nga", "/nghieng/"),
    "one letter too many": ("nghienng nga", "/nghieng/"),
    "two letters changed about": ("nghiegn nga", "/nghieng/"),
    "a wrong letter that makes another word": ("tam y te", "/tram/"),
    "a whole question": ("trạm y tế ở đâu?", "/tram/"),
    "an abbreviation of tim-kiem.yml": ("tyt", "/tram/"),
    "words not finished": ("nghiê", "/nghieng/"),
    "no space between words": ("nhàvănhóa", "/van-hoa/"),
    "no space and no marks": ("binhdanggioi", "/binh-dang/"),
    "no space, beside other words": ("duongday nong", "/duong-day/"),
    "no space, and a letter twice": ("vanhoaa", "/van-hoa/"),
    "no space before a number": ("kehoach2026", "/ke-hoach/"),
    "a letter held down": ("nghiênggggg ngả", "/nghieng/"),
    "marks that no word has": ("trậm y tế", "/tram/"),
    "a short form": ("bđg", "/binh-dang/"),
    "either of the words of a phrase": ("múa rối kịch vui", "/qua/"),
    "words that mean the same, beside others of another page": ("tờ bướm phát dân", "/qua/"),
}


@pytest.mark.parametrize("rule", RULES)
def test_found_however_it_is_typed(rule, found):
    words, address = RULES[rule]
    assert found(words)[:1] == [address]


@pytest.mark.parametrize("words", ["II.3", "ii 3", "ii3", "II. 3", "mục II.3", "2.3", "nhiệm vụ 3", "nhiem vu 3"])
def test_items_of_the_plan_are_found_by_their_numbers(words, found):
    assert found(words, anchors=True)[0] == "/ke-hoach/#ii-3"


@pytest.mark.parametrize(
    ("words", "first"), [("trường", "/truong/"), ("trưởng", "/truong-thon/"), ("truowngf", "/truong/")]
)
def test_what_is_written_as_it_was_typed_comes_first(words, first, found):
    """Without marks both are found."""
    assert found(words)[0] == first
    assert {"/truong/", "/truong-thon/"} <= set(found("truong"))


@pytest.mark.parametrize(
    "words", ["bi chong danh", "bị bố say đánh", "chồng đánh tôi", "ck danh", "bij choongf ddanhs", "bij chongf danhs"]
)
def test_somebody_who_is_hurt_sees_the_lines_above_the_results(words, found):
    assert found(words)[0] == "/ho-tro/"
    box = found.tab.locator(".found-help")
    assert box.is_visible() and box.locator('a[href="tel:113"]').is_visible()
    assert box.bounding_box()["y"] < found.tab.locator(".found ol").bounding_box()["y"]


def test_others_do_not(search):
    search("bình đẳng")
    assert not search.tab.locator(".found-help").is_visible()
    search("danh bạ")  # d is no đ where it was typed with marks
    assert not search.tab.locator(".found-help").is_visible()


def test_what_nobody_wrote_is_said_to_be_nowhere(search):
    assert search("xyzzyx") == []
    assert search.tab.get_by_role("status").text_content().startswith("Không thấy trang nào.")


# --- what is shown, heard and pressed ---


def test_a_result_says_where_it_stands_and_marks_the_words(search):
    search("truyền thông")
    result = search.tab.locator(".found ol a").first
    assert result.locator(".tag").text_content() == "Kế hoạch"
    assert result.locator(".under").text_content() == "3. Truyền thông"
    search("moi nguoi biet")
    assert search.tab.locator(".found mark").all_text_contents()[:3] == ["mọi", "người", "biết"]


def test_the_number_of_results_is_announced(search):
    found = search("thôn")
    assert search.tab.get_by_role("status").text_content() == f"Có {len(found)} trang."


def test_one_looks_at_the_results_of_one_kind(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/")
    ask(tab, "bình đẳng giới")
    kinds = tab.get_by_role("group", name="Chỉ xem")
    kinds.get_by_role("button", name="Kế hoạch").click()
    tab.wait_for_function("() => document.querySelectorAll('.found ol a').length < 8")
    assert set(tab.locator(".found ol .tag").all_text_contents()) == {"Kế hoạch"}
    count = tab.locator(".found ol a").count()
    assert tab.locator(".found-said").text_content() == f"Có {count} trang."
    assert kinds.locator("[aria-pressed=true]").text_content() == f"Kế hoạch ({count})"
    kinds.get_by_role("button", name="Tất cả").click()
    tab.wait_for_function("() => document.querySelectorAll('.found ol a').length === 8")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["lich/", "ho-tro/"])
def test_axe_finds_nothing_in_the_results(address, dark, page, serve, site_dir):
    tab = page(serve(site_dir) + address, dark=dark)
    ask(tab, "chồng đánh")
    assert [each["id"] for each in Axe().run(tab).response["violations"]] == []


def test_keys_go_down_to_the_results_and_back(search):
    search("thôn")
    keys = search.tab.keyboard
    keys.press("ArrowDown")
    assert search.tab.evaluate("document.activeElement.closest('ol') !== null")
    keys.press("ArrowUp")
    assert search.tab.evaluate("document.activeElement.type") == "search"
    keys.press("ArrowDown")
    keys.press("Escape")
    assert search.tab.evaluate("document.activeElement.value") == ""
    assert not search.tab.locator(".found").is_visible()


# --- what stays unsaid ---


@pytest.mark.whole_browser
def test_nothing_is_loaded_before_use_and_no_request_names_a_word(page, serve, site_dir):
    tab = page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(serve(site_dir) + "lich/")
    assert not [url for url in asked if "/tim/" in url]
    address, length = tab.url, tab.evaluate("history.length")
    tab.locator(".find input").click()
    tab.keyboard.type("chồng đánh", delay=10)
    tab.wait_for_selector(".found[aria-busy=false] ol a")
    assert [url for url in asked if "/tim/" in url]
    assert not [url for url in asked if any(word in url for word in ("chong", "danh", "ch%C3%B4", "q="))]
    assert (tab.url, tab.evaluate("history.length")) == (address, length)
    kept = "[localStorage.length, sessionStorage.length, document.cookie.length]"
    assert tab.evaluate(kept) == [0, 0, 0]


# Words of the site, of nobody, misspelt, long and short, of somebody who is hurt; and none.
TYPED = ["bình đẳng giới", "xyzzyx qqq", "ngiheng nga", "bi chong danh", "ii.3", "1900969680", "a", ""]


def asked_for(tab, site: str, words: str) -> list[str]:
    """What is asked for, in its order, by somebody who goes to the field and types `words` letter by letter."""
    asked: list[str] = []
    tab.goto(site)
    tab.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    tab.locator(".find input").focus()
    tab.wait_for_selector(".found", state="attached")
    if words:
        type_letters(tab, words)
    tab.wait_for_load_state("networkidle")
    return [url for url in asked if url.endswith(".json")]


@pytest.mark.parametrize("words", TYPED)
def test_everybody_asks_for_the_same_files_in_the_same_order(words, page, serve, site_dir):
    """Whatever is typed, and whatever was found already."""
    assert asked_for(page(), serve(site_dir), words) == index_paths(site_dir)


def test_to_look_at_more_results_asks_for_nothing(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/")
    ask(tab, "bình đẳng giới")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.get_by_role("button", name="Xem thêm").click()
    tab.get_by_role("button", name="Kế hoạch").click()
    ask(tab, "chồng đánh")
    assert asked == []


def test_the_lines_to_call_wait_for_nothing(page, serve, site):
    """No file of the search has come, and none comes."""
    tab = page(serve(site))
    tab.route("**/tim/**", lambda route: None)
    tab.locator(".find input").focus()
    assert not tab.locator(".found-help").is_visible()
    tab.keyboard.type("b")
    assert tab.locator('.found-help a[href="tel:113"]').is_visible()
    assert tab.get_by_role("status").text_content() == "Đang tải phần tìm …"


def test_words_that_stand_side_by_side_nowhere_are_not_taken_apart(search):
    """Two syllables of the index in one word are no guess at what somebody meant."""
    assert search("truongte") == []


def test_enter_takes_the_keyboard_of_a_phone_away_and_leaves_that_of_a_desk(page, serve, site):
    for touch, stays in ((True, False), (False, True)):
        tab = page(serve(site), has_touch=touch, is_mobile=touch)
        tab.locator(".find input").focus()
        ask(tab, "bình đẳng")
        assert tab.evaluate("document.activeElement === document.querySelector('.find input')") is stays


def test_a_page_for_officers_stands_behind_what_residents_look_for(search):
    """It says the words more often; alone with them it is what is looked for."""
    assert search("quà tặng") == ["/qua/", "/can-bo/qua/"]
    assert search("mẫu phiếu") == ["/can-bo/qua/"]


def test_the_lines_to_call_are_there_until_it_is_known_what_is_asked_about(page, serve, site):
    tab, held = page(serve(site)), []
    tab.route("**/tim/muc-luc.json", lambda route: held.append(route))
    tab.locator(".find input").focus()
    tab.wait_for_selector(".found", state="attached")
    tab.locator(".find input").fill("bình đẳng")
    tab.locator(".find input").press("Enter")
    assert tab.locator('.found-help a[href="tel:113"]').is_visible()
    assert tab.get_by_role("status").text_content() == "Đang tìm …"
    held[0].continue_()
    tab.wait_for_selector(".found[aria-busy=false]")
    assert not tab.locator(".found-help").is_visible()


def test_titles_headings_and_wordings_answer_before_texts_come(page, serve, site):
    tab, held = page(serve(site)), []
    tab.route("**/tim/*/1.json", lambda route: held.append(route))
    tab.locator(".find input").fill("tyt")
    tab.locator(".find input").press("Enter")
    tab.wait_for_selector(".found ol a")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/tram/"
    assert tab.get_by_role("status").text_content() == "Có 1 trang, đang tìm thêm …"
    assert tab.locator(".found mark").count() == 0
    held[0].continue_()
    tab.wait_for_selector(".found[aria-busy=false]")
    assert tab.get_by_role("status").text_content() == "Có 1 trang."


def test_a_small_site_is_known_whole_and_what_says_most_comes_first(site_dir):
    first, *rest = [len(gzip.compress((site_dir / path).read_bytes(), 6)) for path in index_paths(site_dir)]
    assert first <= 40_000
    assert first + sum(rest) <= 160_000
    assert index_files(site_dir)[0]["more"] == 0


# --- many pages ---


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A folder with an index that has room for the plan and titles only: the posts are known by those."""
    monkeypatch.setattr(index, "ROOM", 900)
    monkeypatch.setattr(index, "FILE", 600)
    posts = [
        Findable(f"/chien-dich/2026-{month:02}-bai/", "article", f"Bài tháng {month}", "", [Passage("", "", text)])
        for month, text in enumerate(["mưa phùn " + "lất phất " * 30, "nắng hanh", "gió bấc " + "vi vu " * 40], 1)
    ]
    monkeypatch.setattr(f"{__name__}.PAGES", [*posts, *PAGES[-1:]])
    return written(tmp_path)


def test_of_many_pages_old_posts_are_known_by_their_titles(many):
    first, *rest = index_files(many)
    assert first["more"] and [row[0] for row in first["pages"]][:1] == ["ke-hoach/"]
    titles = [row for file in rest[: first["steps"]] for row in file.get("pages", [])]
    assert titles[-1] == ["chien-dich/2026-01-bai/", "article", "Bài tháng 1"]


def test_the_texts_of_old_posts_come_when_they_are_asked_for(many, page, serve):
    tab = page(serve(many))
    ask(tab, "lat phat")
    assert tab.get_by_role("status").text_content().startswith("Không thấy trang nào.")
    ask(tab, "thang 1")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/chien-dich/2026-01-bai/"
    ask(tab, "lat phat")
    tab.get_by_role("button", name="lời của các bài cũ").click()
    tab.wait_for_selector(".found[aria-busy=false] ol a")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/chien-dich/2026-01-bai/"
    assert tab.locator(".found mark").first.text_content() == "lất"
    assert not tab.get_by_role("button", name="lời của các bài cũ").is_visible()


@pytest.mark.parametrize("words", ["lat phat", "thang 1", "xyzzyx"])
def test_of_many_pages_too_everybody_asks_for_the_same(words, many, page, serve):
    always = index_files(many)[0]["steps"]
    assert asked_for(page(), serve(many), words) == index_paths(many)[: always + 1]


@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_every_page_is_known_however_many_there_are(count, monkeypatch):
    """Whole where there is room, by its title, or else with the texts that are asked for; and each once."""
    monkeypatch.setattr(index, "ROOM", 20_000)
    monkeypatch.setattr(index, "TITLES", 6_000)
    posts = [page_of(f"/chien-dich/2026-01-{n}/", f"Bài {n}", "lời " * 90) for n in range(count)]
    files = [json.loads(asset.content) for asset in index_assets([*PAGES, *posts], WORDINGS, "content/tim-kiem.yml")]
    whole = [row[0] for file in files for row in file.get("pages", []) if len(row) > 3]
    assert sorted(whole) == sorted(page.address[1:] for page in [*PAGES, *posts])
    assert sum(len(file.get("texts", [])) for file in files) == len(whole)
    always = files[1 : 1 + files[0]["steps"]]
    assert sum(len(json.dumps(file, ensure_ascii=False)) for file in [*always, files[0]]) < 21_000 + 4_000


def test_the_field_offers_no_earlier_words(site_dir):
    for address in ("index.html", "lich/index.html", "ho-tro/index.html"):
        field = built.soup(site_dir / address).select_one(".find input")
        assert field["autocomplete"] == "off" and not field.get("name") and not field.find_parent("form"), address


def test_every_page_has_the_field(site_dir):
    lasting = [file for file in built.pages(site_dir) if not built.soup(file).select("meta[http-equiv=refresh i]")]
    without = {built.address(site_dir, file) for file in lasting if not built.soup(file).select(".find")}
    assert {address for address in without if not address.startswith(("/nhung/", "/404"))} == set()


# --- when something goes wrong, and afterwards ---


@pytest.mark.parametrize(
    ("words", "anchor"),
    [("II.3", "ii-3"), ("ii 2", "ii-2"), ("mục IV.4", "iv-4"), ("nhiem vu 3", "ii-3"), ("4.1", "iv-1")],
)
def test_an_item_of_the_plan_is_led_to(words, anchor, page, serve, example_dir):
    tab = page(serve(example_dir) + "lich/")
    ask(tab, words)
    links = tab.eval_on_selector_all(".found ol a", "links => links.map(a => a.pathname + a.hash)")
    assert f"/ke-hoach/2027/#{anchor}" in links


@pytest.mark.whole_browser
def test_who_comes_back_finds_nothing_of_what_was_typed(page, serve, site_dir):
    """Also where the browser kept the page as it was left."""
    tab = page(serve(site_dir) + "lich/")
    ask(tab, "chồng đánh")
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert tab.locator(".find input").input_value() == ""
    assert not tab.locator(".found").is_visible() and tab.locator(".found ol a").count() == 0


def test_without_a_network_the_lines_to_call_are_there(page, serve, site):
    tab = page(serve(site))
    tab.route("**/tim/*.json", lambda route: route.abort())
    ask(tab, "nghiêng ngả khuya khoắt")
    said = tab.get_by_role("status")
    assert "Chưa tìm được" in said.text_content() and said.get_by_role("link", name="mọi trang").is_visible()
    assert tab.locator('.found-help a[href="tel:113"]').is_visible()
    assert tab.locator(".found ol a").count() == 0
    tab.unroute("**/tim/*.json")
    ask(tab, "bình đẳng")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/binh-dang/"


def test_what_came_before_the_network_went_is_searched_in(page, serve, site):
    """And the rest is asked for when somebody presses Enter, from where it stopped."""
    tab = page(serve(site))
    tab.route("**/tim/*/1.json", lambda route: route.abort())
    ask(tab, "bình đẳng")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/binh-dang/"
    assert "phần còn lại chưa tải được" in tab.get_by_role("status").text_content()
    ask(tab, "khuya khoắt")
    assert tab.locator(".found ol a").count() == 0
    tab.unroute("**/tim/*/1.json")
    ask(tab, "khuya khoắt")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/nghieng/"


def test_once_all_is_there_no_network_is_needed(search):
    search("bình đẳng")
    search.tab.context.set_offline(True)
    assert search("nghiêng ngả khuya khoắt")[0] == "/nghieng/"
    search.tab.context.set_offline(False)


def test_an_index_that_was_published_anew_is_taken(page, serve, site):
    """The files of the old one are gone: the first is asked for again, once."""
    tab, old = page(serve(site)), []

    def outdated(route):
        old.append(route.request.url)
        answer = route.fetch()
        text = answer.text().replace('"version":"', '"version":"0') if len(old) == 1 else answer.text()
        route.fulfill(response=answer, body=text)

    tab.route("**/tim/muc-luc.json", outdated)
    ask(tab, "khuya khoắt")
    assert tab.locator(".found ol a").first.evaluate("a => a.pathname") == "/nghieng/"
    assert len(old) == 2


def test_a_script_that_did_not_come_leaves_the_link(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/")
    tab.route("**/tim/search.js", lambda route: route.abort())
    tab.locator(".find input").focus()
    tab.locator(".find a").wait_for()
    tab.unroute("**/tim/search.js")
    tab.locator("h1").click()
    ask(tab, "bình đẳng giới")
    assert tab.locator(".found ol a").count() > 3


def test_the_way_out_stays_in_reach_beside_results(page, serve, example_dir):
    tab = page(serve(example_dir) + "chien-dich/2027-03-ngay-hoi/")
    ask(tab, "bình đẳng giới")
    box = tab.locator("main a.leave").bounding_box()
    assert box["y"] + box["height"] <= 740


def test_three_presses_leave_also_after_typing(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    tab.route("https://vi.wikipedia.org/**", lambda route: route.fulfill(body="<title>nơi khác</title>"))
    tab.locator(".find input").click()
    tab.keyboard.type("abc")
    for _ in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url("https://vi.wikipedia.org/**")


def test_typing_capitals_is_no_wish_to_leave(page, serve, site_dir):
    tab = page(serve(site_dir) + "ho-tro/")
    tab.locator(".find input").click()
    for letter in "ABCD":
        tab.keyboard.press(f"Shift+{letter}")
    assert tab.url.endswith("/ho-tro/")


# --- where it works ---


@pytest.mark.parametrize("base", ["/", "/binh-dang-gioi/"])
def test_it_works_under_any_path_and_a_strict_policy(base, page, serve, example_dir):
    tab = page()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    tab.route("**/lich/", answer)
    tab.goto(serve(example_dir, base) + "lich/")
    ask(tab, "to y te luu dong")
    link = tab.locator(".found ol a").first
    assert link.evaluate("a => a.pathname") == f"{base}trach-nhiem/to-y-te-luu-dong/"
    assert not [text for text in said if "Content Security Policy" in text]


@pytest.mark.whole_browser
def test_on_a_help_page_a_result_takes_its_place(page, serve, example_dir):
    tab = page(serve(example_dir) + "lich/")
    tab.goto(serve(example_dir) + "ho-tro/")
    before = tab.evaluate("history.length")
    ask(tab, "hạn nộp báo cáo")
    tab.locator(".found ol a").first.click()
    tab.wait_for_url("**/lich/**")
    assert tab.evaluate("history.length") == before


def test_without_javascript_the_header_leads_to_the_map(page, serve, site_dir):
    tab = page(serve(site_dir) + "lich/", javascript=False)
    assert not tab.locator(".find input").is_visible()
    tab.locator(".find a").click()
    assert tab.url.endswith("/tim/")
    for words in ("Ai làm việc gì", "Bài viết", "Tài liệu", "Kế hoạch"):
        assert tab.locator("main").get_by_role("link", name=words, exact=True).is_visible()
    assert tab.locator('main a[href="tel:113"]').is_visible()


def test_the_map_leads_to_every_page_but_later_posts_and_lists(example_dir):
    linked = {link["href"] for link in built.soup(example_dir / "tim/index.html").select("main a")}
    for address in ("../trach-nhiem/cac-xom/", "../ho-tro/dia-chi/", "../lich/", "../hieu-dung/", "../in/"):
        assert address in linked


# --- rules without a browser ---

KEYS = {
    "hòa": ("hoa2", "hoa"),
    "hoà": ("hoa2", "hoa"),
    "Ủy": ("uy3", "uy"),
    "uỷ": ("uy3", "uy"),
    "kỹ": ("ki4", "ki"),
    "kĩ": ("ki4", "ki"),
    "Quý": ("qui1", "qui"),
    "tay": ("tay", "tay"),
    "đẳng": ("đăng3", "dang"),
    "ĐƯỜNG": ("đương2", "duong"),
    "1900": ("1900", "1900"),
}


@pytest.mark.parametrize("word", KEYS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_keys_of_a_syllable(word, form):
    key = exact(unicodedata.normalize(form, word))
    assert (key, folded(key)) == KEYS[word]


def passages_of(body: str) -> list[tuple[str, str, str]]:
    found = passages(SitePage("/a/", "standing", "Tên", "", body, "docs/a.md"))
    return [(one.anchor, one.heading, one.text) for one in found]


def test_a_page_is_cut_at_its_headings():
    html = '<h1>Tên</h1><p>Đầu.</p><h2 id="mot">Một</h2><p>Lời <b>đậm</b>.</p><ul><li id="a">Ý a</li></ul>'
    assert passages_of(html) == [("", "", "Đầu."), ("mot", "Một", "Lời đậm."), ("a", "Một", "Ý a")]


def test_a_heading_that_says_more_than_the_title_is_kept():
    """Titles of help pages are neutral; what they are about is said inside."""
    assert passages_of("<h1>Địa chỉ tin cậy</h1><p>Đầu.</p>") == [("", "Địa chỉ tin cậy", "Đầu.")]


def test_pictures_and_links_are_read_as_their_words():
    html = (
        '<p>Đầu <em>nghiêng</em> và <a href="/lich/">liên kết</a>.</p>'
        '<h2 id="de-muc">Đề mục</h2><p>Một <img src="a.jpg" alt="ảnh cha con"></p>'
    )
    assert passages_of(html) == [("", "", "Đầu nghiêng và liên kết."), ("de-muc", "Đề mục", "Một ảnh cha con")]


def test_ways_to_other_pages_are_not_words_of_the_page():
    assert passages_of('<nav><a href="/lich/">Lịch</a></nav><p>Lời.</p>') == [("", "", "Lời.")]


def test_the_anchors_of_passages_are_there(site_dir, root):
    """A result that leads to a place that is not there leads to the top, and nobody sees why it was found."""
    missing = []
    for address, *_, found in (row for file in index_files(site_dir) for row in file.get("pages", [])):
        ids = {tag["id"] for tag in built.soup(site_dir / address / "index.html").select("[id]")}
        missing += [(address, anchor) for anchor, *_ in found if anchor and anchor not in ids]
    assert missing == []


def test_the_same_pages_make_the_same_files():
    one, other = (index_assets(PAGES, WORDINGS, "content/tim-kiem.yml") for _ in range(2))
    assert [(asset.address, asset.content) for asset in one] == [(asset.address, asset.content) for asset in other]


def test_the_page_for_finding_is_whole_html(site_dir, html_errors):
    assert html_errors([site_dir / "tim/index.html"]) == []
    assert BeautifulSoup(search_field(), "html.parser").select_one('[role="search"] a[href="/tim/"]')
