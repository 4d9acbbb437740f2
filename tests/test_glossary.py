"""Words that people do not know: where they are explained, where never, and the page of them all."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from commune.core.problem import Problems
from commune.core.schema import read_document
from commune.core.source import Source
from commune.core.text import alphabetical
from commune.glossary.explaining import explained, hard_words
from commune.glossary.model import GlossaryFile
from commune.glossary.pages import glossary_page
from commune.glossary.reading import unused

LINE = "Một lời giải nghĩa."
GLOSSARY = GlossaryFile.model_validate(
    {
        "terms": [
            {"id": "gia-dinh", "term": "bạo lực gia đình", "line": LINE},
            {"id": "tam-lanh", "term": "tạm lánh", "forms": ["nơi lánh tạm"], "line": LINE},
            {"id": "gioi-tinh", "term": "giới tính", "line": LINE},
            {"id": "thai-nhi", "term": "chọn giới tính thai nhi", "line": LINE},
        ],
        "names": ["Chương trình phòng, chống bạo lực gia đình"],
    }
)
WORDS = hard_words(GLOSSARY, ["Luật Phòng, chống bạo lực gia đình"])
AFTER = re.compile(r'(<details class="meaning">.*?</details>)', re.DOTALL)


def told(html: str) -> list[str]:
    """The ids of the words that a page explains, in its order."""
    return [*explained(html, WORDS).ids]


def outline(html: str) -> str:
    """A page with its words explained, every explanation as {ids}."""
    made = explained(html, WORDS).html
    return AFTER.sub(lambda one: "{" + " ".join(re.findall(r"/giai-nghia/#([\w-]+)", one[1])) + "}", made)


# --- what is a use ---


@pytest.mark.parametrize(
    "text",
    [
        "Có bạo lực gia đình thì báo.",
        "Bạo lực gia đình thì báo.",
        "BẠO LỰC GIA ĐÌNH",
        "bạo lực\n  gia đình",
        "(bạo lực gia đình)",
        "<b>Bạo lực gia đình</b> thì báo",
        "bạo <i>lực</i> gia đình",
    ],
)
def test_a_word_is_known_however_it_stands(text):
    assert told(f"<p>{text}</p>") == ["gia-dinh"]


@pytest.mark.parametrize("text", ["ngoại bạo lực gia đìnhx", "xtạm lánh", "tạm lánhh", "tạm. Lánh", "giới, tính"])
def test_a_part_of_another_word_is_none(text):
    assert told(f"<p>{text}</p>") == []


def test_every_spelling_is_the_same_word():
    assert told("<p>Một nơi lánh tạm.</p><p>Rồi tạm lánh.</p>") == ["tam-lanh"]


def test_the_longest_word_is_meant():
    assert told("<p>Luật cấm chọn giới tính thai nhi.</p>") == ["thai-nhi"]


@pytest.mark.parametrize(
    "name", ["Luật Phòng, chống bạo lực gia đình số 13", "chương trình Phòng, chống Bạo lực gia đình"]
)
def test_a_word_in_the_name_of_a_law_is_no_use_of_it(name):
    assert told(f"<p>Theo {name}.</p>") == []
    assert told(f"<p>Theo {name}, bạo lực gia đình bị cấm.</p>") == ["gia-dinh"]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Về bạo lực gia đình</h2>",
        '<p><a href="/x/">Về bạo lực gia đình</a></p>',
        "<blockquote><p>Có bạo lực gia đình.</p></blockquote>",
        "<p>Luật ghi: “có bạo lực gia đình thì báo”.</p>",
        "<p><q>bạo lực gia đình</q> <cite>bạo lực gia đình</cite></p>",
        "<p><code>bạo lực gia đình</code></p>",
        "<details><summary>bạo lực gia đình</summary><p>bạo lực gia đình</p></details>",
        "<figure><figcaption>bạo lực gia đình</figcaption></figure>",
        "<form><p>bạo lực gia đình</p></form>",
        "<nav><p>bạo lực gia đình</p></nav><aside><p>bạo lực gia đình</p></aside>",
        '<div class="sheet"><p>bạo lực gia đình</p></div>',
        '<article class="document"><p>bạo lực gia đình</p></article>',
        '<div class="script"><p>bạo lực gia đình</p></div>',
        '<section class="way-out"><p>bạo lực gia đình</p></section>',
        '<details class="panel"><p>bạo lực gia đình</p></details>',
        '<div data-false=""><p>bạo lực gia đình</p></div>',
        '<ol><li data-false="">bạo lực gia đình</li></ol>',
        '<div class="admonition"><p class="admonition-title">bạo lực gia đình</p></div>',
        "<p><strong>Về bạo lực gia đình</strong></p>",
        "<table><tbody><tr><th>bạo lực gia đình</th></tr></tbody></table>",
        '<dl class="about"><dt>x</dt><dd>bạo lực gia đình</dd></dl>',
    ],
)
def test_headings_links_quotations_the_plan_and_what_is_read_out_are_left_alone(html):
    assert explained(html, WORDS).html == html
    assert outline(f"{html}<p>bạo lực gia đình</p>") == f"{html}<p>bạo lực gia đình</p>{{gia-dinh}}"


def test_nothing_is_read_across_a_link():
    assert told('<p>bạo lực <a href="/x/">của ai</a> gia đình</p>') == []


# --- where it is explained ---


def test_only_the_first_use_on_a_page_is_explained():
    page = "<p>Một.</p><p>Có bạo lực gia đình.</p><h2>Hai</h2><p>Lại bạo lực gia đình.</p>"
    assert outline(page) == page.replace("gia đình.</p><h2>", "gia đình.</p>{gia-dinh}<h2>")


@pytest.mark.parametrize(
    ("block", "inner"),
    [
        ("<ul><li>Một</li><li>Có {} đấy</li></ul>", ""),
        ("<ol><li><p>Có {}</p><ul><li>Hai</li></ul></li></ol>", ""),
        ("<table><tbody><tr><td>Có {}</td></tr></tbody></table>", ""),
        ("<dl><dt>Gì</dt><dd>Có {}</dd></dl>", ""),
        ('<div class="grid"><p>Có {}</p><p>Hai</p></div>', ""),
    ],
)
def test_it_stands_beside_the_whole_block(block, inner):
    whole = block.format("tạm lánh")
    assert outline(f"{whole}<p>Sau.</p>") == f"{whole}{{tam-lanh}}<p>Sau.</p>"


def test_within_a_box_it_stands_in_the_box():
    box = '<div class="admonition"><p class="admonition-title">x</p><p>Có tạm lánh.</p>{}<p>y</p></div>'
    assert outline(box.format("")) == box.replace("{}", "{tam-lanh}")


def test_words_of_one_part_are_explained_together_before_the_later_of_them():
    page = "<p>Có tạm lánh.</p>{}<p>Có giới tính.</p><h2>Hai</h2><p>Có bạo lực gia đình.</p>{}"
    assert outline(page.format("", "")) == page.replace("{}", "{tam-lanh gioi-tinh}", 1).replace("{}", "{gia-dinh}")


def test_a_passage_and_what_it_announces_are_not_parted():
    page = "<p>Khi tạm lánh, bạn có quyền:</p><ul><li>một</li></ul>{}<p>Hai</p>"
    assert outline(page.format("")) == page.replace("{}", "{tam-lanh}")


def test_nothing_stands_above_the_numbers_to_call():
    page = '<h1>Ai</h1><p>Có tạm lánh.</p><ul class="first-lines"><li>113</li></ul><p>Bạn không có lỗi.</p>{}'
    assert outline(page.format("")) == page.replace("{}", "{tam-lanh}")


@pytest.mark.parametrize("heading", ["Tạm lánh là gì?", "Thế nào là tạm lánh?", "10. Tạm lánh nghĩa là sao?"])
def test_a_page_that_asks_it_itself_explains_it_itself(heading):
    page = explained(f'<h2 id="x">{heading}</h2><p>Tạm lánh thì an toàn.</p>', WORDS)
    assert (page.ids, page.answered) == ((), {"tam-lanh": "x"})


def test_a_whole_page_stays_one():
    page = "<!doctype html><html><head><title>x</title></head><body><main><p>Có tạm lánh.</p></main></body></html>"
    made = explained(page, WORDS).html
    assert made.lower().startswith("<!doctype html>")
    assert BeautifulSoup(made, "html.parser").select_one("main > p + details.meaning")


def test_what_it_says_is_text():
    term = {"id": "a", "term": "tạm lánh", "line": "Một & hai."}
    made = explained("<p>Tạm lánh.</p>", hard_words(GlossaryFile.model_validate({"terms": [term]})))
    assert "Một &amp; hai." in made.html


# --- the page, and words that nobody uses ---


def test_letters_follow_one_another_as_in_a_dictionary():
    words = ["ă", "ấm", "an", "âm", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "e", "ê", "giới tính", "hòa"]
    proper = ["an", "ă", "âm", "ấm", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "e", "ê", "giới tính", "hòa"]
    assert sorted(words, key=alphabetical) == proper
    assert sorted(["tạm ứng", "tâm lý", "tám", "tạm"], key=alphabetical) == ["tám", "tạm", "tạm ứng", "tâm lý"]


def test_every_word_has_its_place_and_where_to_read_more():
    answered = {"tam-lanh": ["/a/#x", "/b/"]}
    page = glossary_page(GLOSSARY, answered, {"/a/": "Bài A", "/b/": "Bài B"})
    soup = BeautifulSoup(page.body, "html.parser")
    assert [article["id"] for article in soup.select("article")] == ["gia-dinh", "thai-nhi", "gioi-tinh", "tam-lanh"]
    assert [link["href"] for link in soup.select("#tam-lanh .fine a")] == ["/a/#x", "/b/"]
    assert soup.select("#gia-dinh .fine") == []


def test_an_empty_glossary_says_so():
    assert "Chưa có từ nào" in glossary_page(GlossaryFile(), {}, {}).body


def test_a_word_that_stands_nowhere_is_told_with_its_line():
    uri = "content/giai-nghia.yml"
    text = "terms:\n- {id: a, term: tạm lánh, line: x}\n- {id: b, term: hòa giải, forms: [hoà giải], line: x}\n"
    document = read_document(GlossaryFile, uri, Source({uri: text}), Problems())
    assert unused(document, ["a"], ["<p>Hoà giải</p>"]) == []
    assert unused(document, ["a"], [""]) == [
        f'{uri}:3: không trang nào còn dùng từ "hòa giải": bỏ mục này nếu không cần nữa'
    ]


# --- on a phone ---


def test_without_a_script_a_line_unfolds_under_the_passage_at_every_size_of_text(page, serve, site_dir):
    """44 px to touch, nothing wider than the screen, and the words of the explanation are shown."""
    tab = page(f"{serve(site_dir)}ho-tro/", javascript=False)
    summary = tab.locator(".meaning summary").first
    assert summary.bounding_box()["height"] >= 44
    summary.click()
    assert tab.locator(".meaning[open] p").first.is_visible()
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.emulate_media(media="print")
    assert not summary.is_visible()
