"""From what people write to what is published: names are put in and nothing runs, a sanitiser makes the rest."""

from __future__ import annotations

import re
from datetime import date
from time import perf_counter, process_time

import pytest
from commune.core.html import addresses, fragment, with_addresses
from commune.core.names import NAMES, key_of_typed
from commune.core.problem import Place, Problems
from commune.core.prose import Prose, fill, fill_words
from commune.core.sanitising import ADVICE, POST, STANDING, SUMMARY, TAKEN_CLASSES, Allowed
from commune.cross_links import standing_values
from communes import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import make_site
from markupsafe import Markup

CALL = Markup('<a class="tap" href="tel:113"><b>113</b> Công an</a>')
VALUES = {
    "commune.name": "xã <b>*Sông* Lam {{ plan.year }}",
    "plan.address": "/ke-hoach/2027/",
    "plan.year": "2027",
    'call("cong-an-113")': CALL,
    "help_lines": Markup("<ul><li>113</li></ul>"),
}
KINDS = {"post": POST, "standing": STANDING, "advice": ADVICE, "summary": SUMMARY}


@pytest.fixture(scope="module")
def values(root):
    """All that the pages of docs/ can say."""
    day = date(2026, 11, 29)
    return standing_values(make_site(root, day, day)[0], day)


def prose_of(text: str, allowed: Allowed = STANDING) -> Prose:
    return Prose(text, Place("a.md", 1), allowed)


def made(text: str, allowed: Allowed = STANDING) -> str:
    """The HTML of a text in which nothing is wrong."""
    problems = Problems()
    prose = prose_of(text, allowed)
    html = fill(prose, VALUES, problems)
    assert not prose.made.wrong and not len(problems), (prose.made.wrong, str(problems))
    return str(html)


def wrong(text: str, allowed: Allowed = STANDING) -> list[int]:
    """The lines, counted from 1, with something wrong; a text with a finding is never filled."""
    problems = Problems()
    prose = prose_of(text, allowed)
    html = fill(prose, VALUES, problems)
    prose.report(problems)
    assert bool(len(problems)) == (html == "") or not text.strip()
    return sorted({problem.place.line for problem in problems})


# --- a text names values; it never runs ---


def test_a_name_becomes_its_value_as_text():
    assert made("Ở {{ commune.name }}.") == "<p>Ở xã &lt;b&gt;*Sông* Lam {{ plan.year }}.</p>"


@pytest.mark.parametrize("typed", ["{{commune.name}}", "{{  commune.name  }}", "{{\u00a0commune.name\u00a0}}"])
def test_spaces_within_braces_do_not_matter(typed):
    assert "Sông" in made(typed)


def test_a_number_is_a_link_among_words():
    assert made('Gọi {{ call("cong-an-113") }} nhé') == f"<p>Gọi {CALL} nhé</p>"


def test_a_block_takes_the_place_of_its_paragraph():
    assert made("a\n\n{{ help_lines }}\n\nb") == "<p>a</p>\n<ul><li>113</li></ul>\n<p>b</p>"


def test_an_address_leads_a_link():
    assert 'href="/ke-hoach/2027/doc-nhanh/#ii-3"' in made("[a]({{ plan.address }}doc-nhanh/#ii-3)")


def test_a_heading_is_named_by_the_value():
    assert 'id="o-xa-b-song-lam-plan-year-co-gi"' in made("## Ở {{ commune.name }} có gì")


@pytest.mark.parametrize(
    "text",
    [
        'Viết `{{ call("cong-an-113") }}`',
        "``{{ commune.name }} {% if %}``",
        "```\n{{ commune.name }}\n{% set x = 1 %}{# a #}\n```",
        "~~~html\n{{ x }}\n~~~",
        "- a\n\n    ```\n    {{ x }}\n    ```",
        "<code>{{ x }}</code>",
        "<pre>{% x %}</pre>",
    ],
)
def test_braces_in_code_are_shown_as_typed(text):
    words = "".join(node.text() for node in fragment(made(text)).css("code, pre"))
    assert all(words.count(sign) >= text.count(sign) for sign in ("{{", "}}", "{%", "%}", "{#"))


PROGRAMS = [
    "{{ 7*7 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ commune }}",
    "{{ commune.report_mistakes.parse_raw }}",
    "{{ commune.name | upper }}",
    "{{ commune.name() }}",
    "{{ commune.__class__ }}",
    "{{ commune['name'] }}",
    "{{ self }}",
    "{{ range(99999999) }}",
    "{{ call('cong-an-113') }}",
    '{{ call("cong-an-113", 1) }}',
    '{{ call("không") }}',
    "{{ call(commune.name) }}",
    "{{ namespace }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{%- if true -%}a{%- endif -%}",
    "{% if plan.is_awaited %}",
    "{% include '/etc/passwd' %}",
    "{% for x in range(9999999) %}{% endfor %}",
    "{% raw %}",
    "{# chú thích #}",
    "{{",
    "}}",
    "{{ commune.name",
    "commune.name }}",
    "{{{ commune.name }}}",
    "{{ {{ commune.name }} }}",
    "{{\ncommune.name\n}}",
    "{{}}",
    "{{ }}",
    "{{ a b }}",
    "{{ commune.name }",
    "${{ x }}",
    "<%= x %> {{ x }}",
    "[a]({{ commune.name }})",
    "[a](https://a.vn/{{ commune.name }})",
    '<a href="/{{ plan.address }}">a</a>',
    '<p class="{{ commune.name }}">a</p>',
    "Lời {{ help_lines }} giữa dòng",
    '[{{ call("cong-an-113") }}](/lich/)',
    '<details><summary>{{ call("cong-an-113") }}</summary>a</details>',
    "{ #{{ commune.name }} } {{ x }}",
    "| {{ x }} |\n|---|\n| a |",
    '!!! note "{{ x }}"\n    a',
    "- {{ x }}",
    "> {{ x }}",
    "## {{ x }}",
    "**{{ x }}**",
    "![{{ x }}](/a.png)",
]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("allowed", KINDS.values(), ids=KINDS)
def test_nothing_but_names_stands_in_braces(program, allowed):
    start = perf_counter()
    assert 3 in wrong(f"Đầu.\n\n{program}\n\nCuối.", allowed)
    assert perf_counter() - start < 2


@pytest.mark.parametrize("name", [name for name in NAMES if not name.everywhere], ids=lambda name: name.key)
def test_names_of_standing_pages_are_for_them_alone(name):
    assert wrong(name.typed, POST) == [1] and wrong(name.typed, SUMMARY) == [1]


def test_every_name_in_the_closed_list_is_written_as_it_is_read():
    assert [key_of_typed(name.typed) for name in NAMES if name.kind != "inline"] == [
        name.key for name in NAMES if name.kind != "inline"
    ]


def test_what_the_pages_can_say_is_the_closed_list(values):
    """Neither a name without a value nor a value without a name."""
    assert {key for key in values if not key.startswith("call(")} == {n.key for n in NAMES if n.key != 'call("…")'}


def test_a_value_is_words_and_no_object(values):
    assert {type(value) for value in values.values()} <= {str, Markup}


def test_characters_that_mark_names_cannot_be_typed():
    """As letters, as entities: a text cannot pretend that something is put in."""
    for typed in ("\ufdd00\ufdd1", "&#xFDD0;0&#xFDD1;", "\ufdd20\ufdd1", "&#64976;9&#64977;", f"&#{'0' * 9}64976;0"):
        assert "Sông" not in str(fill(prose_of(f"{typed} `{{{{ commune.name }}}}`"), VALUES, Problems()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ commune.name }}", False),
        ("{{ 7*7 }}", True),
        ("{% x %}", True),
        ("{{ help_lines }}", True),
        ("{{ khong.co }}", True),
        ('{{ call("cong-an-113") }}', True),
        ("a } b", False),
    ],
)
def test_a_title_holds_words_and_names_of_words(text, told):
    problems = Problems()
    filled = fill_words(text, VALUES, Place("a.md", 2), problems)
    assert bool(len(problems)) == told == (filled == "")


# --- one sanitiser makes what is published ---

PIECES = (
    "a b 1 . - * _ ` ~ ! !! \\ / // # ## = === | > < & ; : { } [ ] ( ) ' \" \n \n\n \t",
    "](  ]( ]: [1] [1]: ![ <a <b> </b> <p> </p> <table> <td> <li> <details> <!-- --> <?x ?> <svg/ <math> <style>",
    "<noscript> <template> <textarea> <title> <plaintext> <select> href= src= style= onload= class= title==>",
    "javascript: JavaScript: data: https://a.vn/ mailto:a@b.vn tel:113 /lich/ //a.vn #x &#106; &colon; to.pdf x.png",
    '{: {{ }} {% %} {# #} ``` ~~~ !!!\x20note ??? === "Tab" {{\x20commune.name\x20}}',
)
TEXTS = st.lists(st.sampled_from([" ", *(piece for line in PIECES for piece in line.split(" "))]), max_size=14).map(
    "".join
)


@given(TEXTS)
@example("[![a](a.png)](b.pdf)")
@example('<div title=="><script>document.title=1</script>">x</div>')
@example("- # a")
@settings(max_examples=1000, deadline=None)
def test_what_is_published_holds_nothing_but_what_is_allowed(body):
    """Whatever the text: of tags and attributes only those of the list, no address that runs, and all told before."""
    prose = prose_of(body, POST)
    for node in fragment(prose.made.html).css("*"):
        assert node.tag in POST.tags
        known = {*POST.attributes["*"], *POST.attributes.get(node.tag, ())} | ({"type"} & {*node.attributes})
        assert {*node.attributes} <= known
    lines = body.count("\n")
    assert all(0 <= line <= lines and message for line, message, _ in prose.made.wrong)
    for address in addresses(prose.made.html):
        assert prose.made.wrong or not address.strip().lower().startswith(("javascript:", "data:", "//"))


@pytest.mark.parametrize(
    "link", ["javascript:x", "JAVASCRIPT:x", "vbscript:x", "data:x", "ftp://x", "//x", "/\\x", "\\x", "java\tscript:x"]
)
@pytest.mark.parametrize(
    "form",
    [
        '<a href="{}" href="/lich/">a</a>',
        "[a]({})",
        "[a](<{}>)",
        '<a href="{}">a</a>',
        "[a][1]\n\n[1]: {}",
        '[a]({} "t")',
    ],
)
@pytest.mark.parametrize("allowed", KINDS.values(), ids=KINDS)
def test_no_form_of_a_link_leads_astray(form, link, allowed):
    text = form.format(link)
    assert wrong(text, allowed) or addresses(made(text, allowed)) == []  # a link, or words


def test_a_link_to_nothing_is_told_where_it_stands():
    assert wrong("a\n\n[b]()\n\nc", POST) == [3]


@pytest.mark.parametrize(
    "text",
    [
        '<div title=="><script>document.title=1</script>">x</div>',
        "<p style='color:red'>a</p>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>1</script></svg>",
        "<math><mtext></table></math>",
        "<form action=/x><input type=submit></form>",
        "<input name=a>",
        "<iframe srcdoc='a'></iframe>",
        "<base href=//a.vn>",
        "<meta http-equiv=refresh content=0>",
        "<link rel=stylesheet href=/a.css>",
        "<template><b>a</b></template>",
        "<noscript><p title='</noscript><img src=x onerror=1>'></noscript>",
        "<!-- ghi chú -->",
        "<b class=x",
        "a &#2; b",
        "<a data-href=/x>a</a>",
        "<button>a</button>",
        "<marquee>a</marquee>",
        "<body onload=x>",
    ],
)
@pytest.mark.parametrize("allowed", KINDS.values(), ids=KINDS)
def test_what_the_sanitiser_takes_away_is_told_first(text, allowed):
    assert wrong(f"Đầu.\n\n{text}\n\nCuối.", allowed) or "&lt;" in made(text, allowed)


def test_what_is_shown_as_code_stays_as_it_was_typed():
    fence = '```html\n<a href="/khong-co/">Lịch</a>\n```'
    html = made(f"""{fence}\n\n`<a href="/lich/">`, <span title="src='/lich/'">a</span>.""", POST)
    assert addresses(html) == []
    assert '&lt;a href="/khong-co/"&gt;' in html and with_addresses(html, lambda address: "/x/") == html


def test_a_picture_shown_as_code_is_none():
    prose = prose_of("`![a](a.jpg)` và ![b](b.jpg), [c](c.pdf#page=2)", POST)
    assert [(token.file, token.picture) for token in prose.files] == [("b.jpg", True), ("c.pdf", False)]
    assert "<code>![a](a.jpg)</code>" in fill(
        prose, {}, Problems(), {"![b](b.jpg)": Markup("<i>"), "c.pdf#page=2": "/c"}
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/">a</a>',
        "<a HREF='/x/'>a</a>",
        "<a href=/x/>a</a>",
        "<a\nhref\n=\n/x/>a</a>",
        "<a href=' /x/ '>a</a>",
        "<a href='\n/x\t/'>a</a>",
        '<img src="/x/" alt="">',
        '<img srcset="/x/ 2x" alt="">',
        '<video poster="/x/"></video>',
        '<object data="/x/"></object>',
        '<form action="/x/"></form>',
        '<noscript><meta http-equiv="refresh" content="0; url=/x/"></noscript>',
    ],
)
def test_every_address_of_a_page_is_found_and_made_relative(html):
    assert addresses(html) == ["/x/"]
    assert addresses(with_addresses(html, lambda address: f"..{address}")) == ["../x/"]


@pytest.mark.parametrize("html", ['<a data-href="/x/">a</a>', "<p title=\"href='/x/'\">a</p>", '<p>src="/x/"</p>'])
def test_what_only_looks_like_an_address_stays(html):
    assert addresses(html) == []


# --- no text stops the machine ---


@pytest.mark.parametrize(
    "sign",
    ["[", "![", "[a](", "<a ", "<!--", "<div>", "{{", "> ", "- a\n", '=== "a"\n', "a\n=\n", "\\", "`a`` ", "*a_"],
)
@pytest.mark.filterwarnings("ignore:Exception ignored in.*gc_callback")  # the limit may strike there; it strikes again
def test_a_sign_repeated_endlessly_is_read_or_refused_at_once(sign):
    """Markdown's patterns take hours over some of them."""
    start = process_time()
    assert prose_of(sign * (59_000 // len(sign)), POST).made
    assert process_time() - start < 2


def test_a_text_as_long_as_a_book_is_refused():
    assert wrong("a " * 40_000, POST) == [1]


def test_lists_as_deep_as_a_well_are_no_traceback():
    assert prose_of("\n".join(" " * depth + "- a" for depth in range(0, 320, 4)), POST).made
    assert prose_of("> " * 3000 + "a", POST).made


# --- what nobody had thought of ---

PICTURE = "![Lời tả](bia.jpg)"


@pytest.mark.parametrize(
    "text",
    [
        f'<div title="{PICTURE}">a</div>',
        f'[a](/lich/ "{PICTURE}")',
        f'<a href="{PICTURE}">a</a>',
        f"[a]({PICTURE})",
        f'<div id="{PICTURE}">a</div>',
        '<div title="[a](to-roi.pdf)">a</div>',
        "![Ở {{ commune.name }}](bia.jpg)",
        "![{% x %}](bia.jpg)",
    ],
)
def test_a_picture_or_file_is_put_among_words_and_nowhere_else(text):
    assert wrong(text, POST) == [1]


def test_a_picture_shown_as_code_is_shown_with_the_names_as_they_were_typed():
    problems = Problems()
    prose = prose_of("`![{{ commune.name }}](bia.jpg)`", POST)
    assert "![{{ commune.name }}](bia.jpg)" in fill(prose, VALUES, problems) and not len(problems)


def test_a_heading_with_a_button_or_a_picture_is_named_by_its_words():
    assert 'id="goi-113-cong-an"' in made('## Gọi {{ call("cong-an-113") }}')
    filled = fill(prose_of(f"## Xem {PICTURE}", POST), VALUES, Problems(), {PICTURE: Markup("<picture></picture>")})
    assert 'id="xem-loi-ta"' in filled


@pytest.mark.parametrize(
    "text",
    ["## {{ help_lines }}", "**{{ help_lines }}**", "<span>{{ help_lines }}</span>", "{{ help_lines }}\n{: .fine }"],
)
def test_a_block_stands_only_where_html_has_room_for_one(text):
    assert wrong(text) == [1]


@pytest.mark.parametrize("text", ["- {{ help_lines }}", "> {{ help_lines }}", "| a |\n|---|\n| {{ help_lines }} |"])
def test_a_block_may_stand_in_a_list_a_quote_or_a_cell(text):
    assert "<ul><li>113</li></ul>" in made(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        '<a class="leave" href="https://a.example/">a</a>',
        '<details class="panel"><summary>a</summary>b</details>',
        "??? panel\n    a",
        "!!! find\n    a",
        "[a](/lich/){: .leave }",
        '<p class="note need-help">a</p>',
        '<p id="can-giup">a</p>',
        '<p id="noi-dung">a</p>',
    ],
)
def test_no_text_takes_the_place_of_the_way_out_or_of_the_numbers(kind, text):
    """The site's scripts and look find their parts by class and by id."""
    assert wrong(text, KINDS[kind]) == [1]


def test_what_the_scripts_find_their_parts_by_is_no_class_of_a_text():
    scripts = [
        path.read_text("utf-8") for path in sorted((ROOT / "hooks/commune").rglob("*.js")) if path.name != "filter.js"
    ]
    asked = re.findall(r"(?:querySelector|querySelectorAll|closest|contains)\(\"([^\"]+)\"", "\n".join(scripts))
    classes = {name for query in asked for name in re.findall(r"\.([a-z-]+)", query)} | {"leave"}
    assert len(classes) > 8 and classes <= TAKEN_CLASSES


@pytest.mark.parametrize("kind", ["note", "tip", "warning"])
def test_the_boxes_of_markdown_may_be_used(kind):
    assert f'class="admonition {kind}"' in made(f'!!! {kind} "Nhớ"\n    a', POST)


@pytest.mark.parametrize(
    ("heading", "anchor"), [("Nội dung", "muc-noi-dung"), ("Cần giúp", "muc-can-giup"), ("A", "a")]
)
def test_a_heading_has_no_id_of_what_stands_around_every_text(heading, anchor):
    assert made(f"## {heading}", POST) == f'<h2 id="{anchor}">{heading}</h2>'


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + "".join(f"<b id=a{at}>" for at in range(3000)) + "<p>x" * 3000,
        "<\x02p>" + "".join(f"<\x02a\nid=a{at}>" for at in range(2500)) + "<p>x" * 3000,
    ],
)
def test_a_text_that_html_makes_a_thousand_times_longer_is_refused_before_it_is_read(text):
    """Of each tag left open every paragraph gets another: parsers ask for gigabytes, and nothing stops them."""
    begun = process_time()
    assert wrong(text, POST) == [1]
    assert process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n[Lưu ý]: dời", [3]),
        ('a\n\n[Lưu ý]: dời "x"', [3]),
        ("[a][b]\n\n[b]: /lich/", []),
        ("[b]\n\n[B]: /lich/", []),
        ("[Lưu ý]: dời sang thứ Sáu", []),
        ("`[a]: b`\n\n```\n[a]: b\n```", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |", [4]),
        ("a | b\n--|--\n1 | 2 | 3\n", [3]),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | `3 | 4` |", []),
        ("a | b | c\n\n---\n\na | b | c | d", []),
        ("x | " + "-" * 60 + " x", []),
        ("> [Lưu ý]: dời", [1]),
        ("1. a\n2. [Lưu ý]: dời", [2]),
        ("!!! note\n    [Lưu ý]: dời", [2]),
        ("a\n\n[Lưu\ný]: dời", [3]),
        ("[]: dời", []),
        ("[Lưu ý]: {{ commune.name }}", [1]),
        ("[a]\n\n[a]: /lich/\n[a]: /ho-tro/", [4]),
        ("[a]\n\n[a]: /lich/\n[a]: /lich/", []),
        ("[a\nb]\n\n[a b]: /lich/", []),
        ("<div>\n[a]: b\n</div>", []),
    ],
)
def test_words_that_markdown_would_show_nowhere_are_told(text, lines):
    assert wrong(text, POST) == lines


def test_a_block_is_made_once_a_page():
    """The table of all fields a thousand times over would be a page that no phone opens."""
    assert wrong("{{ help_lines }}\n\n" * 3) == [3, 5]


# --- a text is shown as the preview of a code host shows it ---


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Gồm có:\n- một\n- hai", "<p>Gồm có:</p>\n<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("**Việc:**\n1. một", "<p><strong>Việc:</strong></p>\n<ol>\n<li>một</li>\n</ol>"),
        ("> Lời\n> - một", "<blockquote>\n<p>Lời</p>\n<ul>\n<li>một</li>\n</ul>\n</blockquote>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("1. a\n   - b", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"),
        ("#binhdanggioi #yeuthuong", "<p>#binhdanggioi #yeuthuong</p>"),
        ("Xem https://a.example/b.", '<p>Xem <a href="https://a.example/b">https://a.example/b</a>.</p>'),
        ("nguyen_van_a@a.example", '<p><a href="mailto:nguyen_van_a@a.example">nguyen_van_a@a.example</a></p>'),
        ("~~bỏ~~", "<p><s>bỏ</s></p>"),
        ("==tô==", "<p>==tô==</p>"),
        (
            "> [!IMPORTANT]\n> a",
            '<div class="admonition info">\n<p class="admonition-title">Quan trọng</p>\n<p>a</p>\n</div>',
        ),
    ],
)
def test_marks_are_shown_as_a_code_host_shows_them(text, html):
    assert made(text, POST) == html


def test_a_table_right_under_words_is_a_table():
    assert made("Bảng sau:\n| a | b |\n|---|---|\n| 1 | 2 |", POST).startswith("<p>Bảng sau:</p>\n<table>")


def test_a_task_says_whether_it_is_done():
    html = made("- [ ] việc\n- [x] xong", POST)
    assert fragment(html).text().split("\n")[1:3] == ["Chưa xong: việc", "Đã xong: xong"]


@pytest.mark.parametrize("start", ["    ", "\t", "        ", " \t"])
def test_a_first_line_set_in_is_a_paragraph_as_in_official_papers(start):
    assert made(f"{start}Kính thưa bà con,", POST) == "<p>Kính thưa bà con,</p>"


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Công cha như núi\nNghĩa mẹ như nước", 1),
        ("Kính gửi:\nông An\nbà Bình", 2),
        (f"{'dòng dài ' * 8}\n{'dòng dài ' * 8}\nhết", 0),  # wrapped by an editor
        ('{{ call("cong-an-113") }}\n{{ call("cong-an-113") }}', 0),  # buttons, which find their own places
        (f"Xem [nơi {'rất ' * 12}xa](/lich/) nhé, và {{{{ commune.name }}}} ấy\nrồi", 0),  # as long as it was typed
        (f"Đọc thêm ở\n[một trang có tên {'rất ' * 12}dài](/lich/)", 0),  # a link that had no room
    ],
)
def test_a_line_that_was_ended_on_purpose_stays_a_line(text, breaks):
    assert made(text, POST).count("<br") == breaks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("!!! note\n    chữ", "Ghi chú"),
        ("!!! note Lưu ý\n    chữ", "Lưu ý"),
        ("!!! Lưu ý\n    chữ", "Lưu ý"),
        ("!!! note “Nhớ nhé”\n    chữ", "Nhớ nhé"),
        ("!!! hint\n  chữ", "Ghi chú"),
        ("!!! WARNING\nchữ", "Lưu ý"),
        ("??? tip\n\tchữ", "Mẹo nhỏ"),
        ("> [!CAUTION]\n> chữ", "Cẩn thận"),
    ],
)
def test_a_box_holds_its_words_and_says_no_english(text, title):
    box = fragment(made(text, POST)).css_first("div.admonition, details")
    assert box is not None and [part.strip() for part in box.text().strip().split("\n")] == [title, "chữ"]


@pytest.mark.parametrize("rows", ["STT\tViệc\tAi\n1\tDọn\tAn\n2\tNấu", "\tNam\tNữ\nThôn\t3\t4"])
def test_cells_that_were_pasted_from_a_sheet_are_a_table(rows):
    table = fragment(made(f"Bảng:\n\n{rows}\n\ncuối", POST)).css_first("table")
    assert table is not None
    cells = [[cell.text() for cell in row.css("th, td")] for row in table.css("tr")]
    width = max(map(len, (row.split("\t") for row in rows.split("\n"))))
    assert cells == [[*row.split("\t"), ""][:width] for row in rows.split("\n")]


SHEETS = {
    'Tên\tViệc\n"An\nBình ""Tổ"""\tDọn': [["Tên", "Việc"], ['An\nBình "Tổ"', "Dọn"]],  # a cell with two lines
    "Tên\tSố\nAn\t\n\t5\nB\t6": [["Tên", "Số"], ["An", ""], ["", "5"], ["B", "6"]],
    "Tên\tSố\t\nAn\t5\t": [["Tên", "Số"], ["An", "5"]],
    '"Tên\tSố\nAn\t5': [['"Tên', "Số"], ["An", "5"]],  # nobody closed the quotation mark
}


@pytest.mark.parametrize(("text", "cells"), SHEETS.items())
def test_cells_of_several_lines_and_without_words_stay_in_their_place(text, cells):
    rows = fragment(made(f"Bảng:\n\n{text}\n\ncuối", POST)).css("tr")
    assert [[cell.text() for cell in row.css("th, td")] for row in rows] == cells


NO_CELLS = ["1.\tmột\n2.\thai", "-\tmột\n-\thai", "\tmột\n\thai", "a\tb", "x:\ty\n\tthụt vào", "x\t\ny\t"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("[a](#II.6)", "#ii-6"),
        ("[a](/ke-hoach/2027/#II.6.đ)", "/ke-hoach/2027/#ii-6-dd"),
        ("[a](</ke-hoach/2027/#mục II.6>)", "/ke-hoach/2027/#ii-6"),
        ("[a][k]\n\n[k]: /ke-hoach/2027/#iv.1", "/ke-hoach/2027/#iv-1"),
        ("[a](#muc-luc)", "#muc-luc"),
        ("[a](/lich/#II.6)", "/lich/#II.6"),
    ],
)
def test_a_link_names_an_item_of_the_plan_as_people_cite_it(typed, address):
    assert f'<a href="{address}">' in made(typed, POST)


@pytest.mark.parametrize("text", NO_CELLS)
def test_a_tab_that_is_no_cell_makes_no_table(text):
    assert "<table" not in made(text, POST)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\nchữ\n---\n\nb", 4),  # a heading, where a line was meant
        ("!!! note\n\nchữ", 1),  # a box without words
        ("a[^1]\n\n[^1]: b\n\n[^2]: mất", 5),  # a note that nothing speaks of
        ("[a](khong co.pdf)", 1),  # no link, but words
        ("a &#2; b", 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nchữ ngay dưới bảng", 4),
        ("Lời\n\n##Đề mục", 3),
        ("#Đề mục có nhiều chữ", 1),
        ("Gồm:\n\n1)một\n2)hai", 3),
        ("1.Một", 1),
        ("Gồm\n-một\n-hai", 2),
        ("Gồm:\n\n+một", 3),
    ],
)
def test_what_the_preview_shows_otherwise_than_meant_is_told(text, line):
    assert wrong(text, POST) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "#Chữ",
        "#binhdanggioi #SongThu",
        "#NoiVoiCon mỗi ngày",
        "#the là gì",
        "-Lưu: VT.",
        "*một* và\n*hai*",
        "-5 độ\n-6 độ",
    ],
)
def test_signs_that_belong_to_their_words_are_not_told(text):
    assert wrong(text, POST) == []


def test_lists_deeper_than_the_parser_goes_are_refused_and_not_left_out():
    assert wrong("\n".join("  " * depth + f"- {depth}" for depth in range(60)), POST) == [1]
