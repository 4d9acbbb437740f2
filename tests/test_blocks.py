"""A page's words as blocks: what paper and documents are made of."""

from __future__ import annotations

import pytest
from commune.output.blocks import blocks_of

RULES = {
    "a heading of the page is the first below the title": (
        "<h2>Một</h2><h3>Hai</h3>",
        [(1, "", "Một"), (2, "", "Hai")],
    ),
    "words without a paragraph are one": ("<div>Lời</div>", [(0, "", "Lời")]),
    "an item has its sign": ("<ul><li>Một</li><li><p>Hai</p></li></ul>", [(0, "•", "Một"), (0, "•", "Hai")]),
    "each list counts anew": (
        "<ol><li>Một</li></ol><ol><li>Hai</li><li>Ba</li></ol>",
        [(0, "1.", "Một"), (0, "1.", "Hai"), (0, "2.", "Ba")],
    ),
    "only the first paragraph of an item has its sign": (
        "<ol><li><h3>Một</h3><p>Hai</p></li></ol>",
        [(1, "1.", "Một"), (0, "", "Hai")],
    ),
    "a list within an item goes on by itself": (
        "<ol><li>Một<ul><li>Trong</li></ul></li><li>Hai</li></ol>",
        [(0, "1.", "Một"), (0, "•", "Trong"), (0, "2.", "Hai")],
    ),
    "a link keeps its words": ('<p>Gọi <a href="tel:113">113</a>.</p>', [(0, "", "Gọi 113.")]),
    "numbers to call that follow each other stand one a line": (
        '<p><a class="tap" href="tel:113"><b>113</b> Công an</a>\n<a class="tap"><b>111</b> Trẻ em</a></p>',
        [(0, "", "113 Công an"), (0, "", "111 Trẻ em")],
    ),
    "a number within a sentence stays in it": (
        '<p>Gọi <a class="tap" href="tel:113"><b>113</b></a> hoặc <a class="tap" href="tel:111"><b>111</b></a>.</p>',
        [(0, "", "Gọi 113 hoặc 111.")],
    ),
    "numbers of an item stand one a line within it": (
        '<ul><li><a class="tap" href="tel:113">113</a> <a class="tap" href="tel:111">111</a></li></ul>',
        [(0, "•", "113"), (0, "", "111")],
    ),
    "numbers in a cell stay in it": (
        '<table><tr><td><a class="tap">113</a> <a class="tap">111</a></td><td>Hai</td></tr></table>',
        [(0, "", "")],
    ),
    "a picture is told": ('<p><img alt="Hai cha con"></p>', [(0, "", "(Hình: Hai cha con)")]),
    "lines broken in the source are one": ("<p>Một\n  hai<br>ba</p>", [(0, "", "Một hai ba")]),
    "signs are as they were typed": ("<p>&lt;a&gt; &amp; b</p>", [(0, "", "<a> & b")]),
}


@pytest.mark.parametrize("rule", RULES)
def test_blocks(rule):
    html, expected = RULES[rule]
    assert [(block.level, block.item, block.text) for block in blocks_of(html)] == expected


def test_bold_words_are_known():
    (block,) = blocks_of("<p><b>Thầy cô:</b> Đọc.</p>")
    assert block.runs == [("Thầy cô:", True), (" ", False), ("Đọc.", False)] or block.runs == [
        ("Thầy cô:", True),
        (" Đọc.", False),
    ]


def test_what_is_folded_away_is_known():
    shown, asked = blocks_of("<p>Hỏi</p><details><summary>Đáp</summary></details>")
    assert (shown.folded, asked.folded) == (False, True)


def test_a_table_keeps_its_rows():
    (table,) = blocks_of("<table><tr><th>Hỏi</th><th>Đáp</th></tr><tr><td>Một</td><td>Hai</td></tr></table>")
    said = [["".join(words for words, _ in cell) for cell in row] for row in table.rows]
    assert said == [["Hỏi", "Đáp"], ["Một", "Hai"]]


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("<h2>a</h2><h4>b</h4><h6>c</h6><h2>d</h2><h3>e</h3>", [1, 2, 3, 1, 2]),
        ("<h4>a</h4><h3>b</h3>", [1, 2]),
        ("<h2>a</h2><h3>b</h3><h4>c</h4>", [1, 2, 3]),
    ],
)
def test_headings_of_a_print_skip_no_level(html, levels):
    assert [block.level for block in blocks_of(html)] == levels
