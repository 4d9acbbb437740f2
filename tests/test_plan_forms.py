"""A plan as it was issued, in whatever form: each word of it on the page, in its order, and an address for each point.

Each file of plan_forms/ is a form that plans have: what was given, plan.md made of it, the addresses, what is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from bs4 import BeautifulSoup
from commune.core.page import Page
from commune.core.problem import Problems
from commune.core.table_rows import ABOVE, LEFT, row_of, table_of
from commune.plan.document import Item, Text
from commune.plan.markers import marker
from commune.plan.model import awaited
from commune.plan.outline import WrittenPlan
from commune.plan.pages import plan_pages
from commune.plan.written import look_alikes, read_written, written_plan
from commune.search.passages import passages
from commune.word.plain import plain_text
from hypothesis import given
from hypothesis import strategies as st
from plans import without_additions
from word_marks import in_p, row, tbl, tc, tr
from writing import p, r, raw

FORMS = sorted((Path(__file__).parent / "plan_forms").glob("*.txt"))
TOP = ["KẾ HOẠCH", "Việc của xã Sông Thử năm 2028"]


def form(path: Path) -> dict[str, str]:
    """The parts of such a file by their names."""
    _, *parts = re.split(r"^=== (.+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def read(written: WrittenPlan) -> Text:
    problems = Problems()
    text = read_written(written, "ke-hoach.txt", problems)
    assert [problem.message for problem in problems] == []
    return text


def page_of(text: Text) -> Page:
    return plan_pages(replace(awaited(2028), text=text), "UBND xã", "Ủy ban nhân dân xã", lambda _: None)[0]


def on_the_page(text: Text) -> list[str]:
    """The words of the document on its page, in their order."""
    shown = without_additions(BeautifulSoup(page_of(text).body, "html.parser"))
    return shown.get_text(" ").split()


def given_words(lines: list[str], left_out: list[str]) -> list[str]:
    lines = [re.sub(r"\*\*([^*]+)\*\*", r"\1", line) for line in lines]
    kept = [line for line in lines if " ".join(line.split()) not in left_out]
    return " ".join(re.sub(r"^\||\|$", " ", line) if line.count("|") > 2 else line for line in kept).split()


# --- forms ---


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_kept_with_its_nesting_its_addresses_and_what_is_told(path):
    parts = form(path)
    written = written_plan(parts["given"].splitlines())
    assert written.text == parts["plan.md"]
    assert [f"{item.id}: {item.cited}" for item in read(written).items()] == parts["addresses"].splitlines()
    assert written.told == parts["told"].strip().splitlines()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_page_says_what_was_given_word_for_word_and_in_order(path):
    lines = form(path)["given"].splitlines()
    written = written_plan(lines)
    bars = [word for word in given_words(lines, written.left_out) if word != "|"]
    assert [word for word in on_the_page(read(written)) if word != "|"] == bars


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_address_stands_once_on_the_page_and_leads_the_search_to_it(path):
    text = read(written_plan(form(path)["given"].splitlines()))
    page = page_of(text)
    ids = [tag["id"] for tag in BeautifulSoup(page.body, "html.parser").select("[id]")]
    assert len(ids) == len(set(ids))
    assert {item.id for item in text.items()} <= set(ids) & {one.anchor for one in passages(page)}


def test_a_plan_may_have_as_many_parts_as_it_has():
    numbers = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
    text = read(written_plan([*TOP, *(f"{number}. PHẦN" for number in numbers)]))
    assert [part.id for part in text.parts] == [number.lower() for number in numbers]


@pytest.mark.parametrize(
    "line",
    [
        "50/KH-UBND ngày 10/02/2027",
        "15/11 là ngày hẹn",
        "2027. Một năm",
        "1.500 hộ",
        "-5% so với năm trước",
        "Điều 18 Luật này nói rõ",
        "v.v. và các việc khác",
        "**Chữ đậm**",
        "Phần lớn các xóm",
        "Mục tiêu 1: vui",
        "(*) tạm tính",
    ],
)
def test_words_that_only_look_like_a_number_begin_no_item(line):
    assert marker(line) is None


def test_letters_that_only_look_vietnamese_are_told_and_not_changed():
    written = written_plan([*TOP, "I. VIỆC", "- \u0410n ninh và Ðời sống, mức α."])
    assert "\u0410n ninh và Ðời sống" in written.text
    assert [told.split(":")[0] for told in look_alikes(written.text)] == ["“\u0410n”", "“Ðời”"]


def test_what_tabs_put_side_by_side_above_and_below_a_plan_is_no_table():
    lines = ["UBND XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/KH-UBND\tSông Thử, ngày 1 tháng 2 năm 2028", *TOP]
    lines += ["I. VIỆC", "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Như trên;\tCHỦ TỊCH", "-\tLưu: VT.", "\tNgười Ký Thử"]
    text = read(written_plan(lines))
    assert text.letterhead == ["Số: 1/KH-UBND", "Sông Thử, ngày 1 tháng 2 năm 2028"]
    assert text.recipients == ["- Như trên;", "- Lưu: VT."]
    assert (text.signature, text.signer) == (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["Người Ký Thử"])


# --- any tree of signs ---

SCHEMES = [
    (["ROMAN.", "1.", "1.1."], ["a)", "-", "+"]),
    (["A.", "ROMAN.", "1."], ["-", "+"]),
    (["Điều", "1."], ["a)", "-"]),
    (["Chương", "Điều", "1."], ["a)", "(1)"]),
    (["Phần", "ROMAN.", "1."], ["*", "-", "+"]),
    (["ROMAN/", "1/"], ["–", "+"]),
    (["ROMAN.", "1."], ["-:", "a)"]),
]
ROMAN = ["I", "II", "III", "IV", "V", "VI"]


@dataclass
class Node:
    line: str
    children: list[Node] = field(default_factory=list)


def sign(style: str, count: int, above: str) -> str:
    if style.startswith("ROMAN"):
        return ROMAN[count] + style[-1]
    if style == "1.1.":
        return f"{above}{count + 1}."
    if style in ("A.", "a)"):
        return chr(ord(style[0]) + count) + style[-1]
    if style in ("Điều", "Chương", "Phần"):
        return f"{style} {count + 1}."
    return style.rstrip(":").replace("1", str(count + 1))


def tree(random: Random, styles: list[str], counts: dict[str, int], above: str = "") -> list[Node]:
    """Items by the first of `styles`, and below some of them items by the next."""
    style, *rest = styles
    nodes = []
    for at in range(random.randint(2, 4)):
        go_on = style == "Điều"  # counted through all chapters
        count = counts.get(style, 0) if go_on else at
        counts[style] = count + 1
        before = sign(style, count, above)
        words = f"Việc {random.randrange(10**6)} – số 50/KH-UBND, 5 - 6%"
        node = Node(f"{before} {words}{':' if style.endswith(':') else '.'}")
        if rest and (random.random() < 0.6 or style.endswith(":")):
            node.children = tree(random, rest, counts, before)
        nodes.append(node)
    return nodes


def lines_of(nodes: list[Node]) -> list[str]:
    return [line for node in nodes for line in (node.line, *lines_of(node.children))]


def shape(items: list[Item]) -> list[object]:
    return [(" ".join(f"{item.sign}{item.text}".split()), shape(item.children)) for item in items]


def shape_of(nodes: list[Node]) -> list[object]:
    return [(node.line, shape_of(node.children)) for node in nodes]


@pytest.mark.parametrize("seed", range(35))
def test_any_tree_of_signs_is_read_as_it_was_meant(seed):
    random = Random(seed)
    headings, points = SCHEMES[seed % len(SCHEMES)]
    nodes = tree(random, headings + points, {})
    counted = [*TOP, "Căn cứ số 1/KH-UBND;", *lines_of(nodes), "Nơi nhận:", "- Lưu: VT."]
    text = read(written_plan(counted))
    assert shape(text.parts) == shape_of(nodes)
    assert on_the_page(text) == " ".join(counted).split()


SIGNS = ["I.", "II.", "III.", "IV.", "A.", "B.", "1.", "2.", "3.", "1.1.", "1.2.", "1.1", "1.1.1.", "a)", "b)", "d)"]
SIGNS += ["đ)", "i)", "ii)", "-", "–", "+", "*", "•", "(1)", "2)", "o", "a.", "Điều 1.", "Điều 2.", "Phần thứ nhất"]
SIGNS += ["Phần II.", "Chương I", "Trên đây là"]
WHOLE = ["PHỤ LỤC", "PHỤ LỤC I", "Phụ lục 2", "Nơi nhận:", "CHỦ TỊCH", "| x | y |"]
SAID = ["Việc", "việc nhỏ;", "VIỆC LỚN", "Gồm:", "Hết.", "5% – 6%", "50/KH-UBND"]


@pytest.mark.parametrize("seed", range(30))
def test_signs_in_any_order_lose_no_word_and_no_number_is_refused(seed):
    random, lines = Random(seed), [*TOP, "I. VIỆC"]
    for _ in range(random.randint(10, 40)):
        sign = random.choice([*SIGNS, *WHOLE])
        said = sign if sign in WHOLE else f"{sign} {random.choice(SAID)}"
        lines.append(" " * random.choice([0, 0, 0, 4]) + said)
    written = written_plan(lines)
    text = read(written)
    given = [word for word in given_words(lines, written.left_out) if word != "|"]
    assert [word for word in on_the_page(text) if word != "|"] == given
    ids = [item.id for item in text.items()]
    assert len(ids) == len(set(ids))


WORDS = st.text(st.sampled_from("aăđeê BCĐ IVX 123 .:;)(/-–+*|#\\<>^_`•"), min_size=1, max_size=25)


@given(st.lists(WORDS, max_size=14))
def test_no_line_whatever_it_begins_with_is_lost_or_changed(lines):
    """Only lines that are rules drawn with signs are left out, and told."""
    lines = [line for line in lines if not re.search(r"\*\*|\|.*\|", line)]
    written = written_plan([*TOP, *lines])
    given = given_words([*TOP, *lines], written.left_out)
    problems = Problems()
    text = read_written(written, "ke-hoach.txt", problems)
    assert "".join(on_the_page(text)) == "".join(given)


# --- tables ---

CELL = st.lists(st.text("ab|\\<>^-br :", min_size=1, max_size=6).map(lambda text: " ".join(text.split())), max_size=3)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_table_says_what_its_cells_say(cells):
    table = table_of(row_of(row) for row in cells)
    wanted = [[tuple(line for line in cell if line) for cell in row] for row in cells]
    assert [[cell.lines for cell in row] for row in table.rows] == wanted


def test_a_cell_goes_on_over_those_beside_and_below():
    rows = [[["TT"], ["Kết quả"], LEFT], [ABOVE, ["2027"], ["2028"]], [["1"], ["5"], ["6"]]]
    table = table_of(row_of(row) for row in rows)
    first, second, _ = table.rows
    assert [(cell.width, cell.height) for cell in first] == [(1, 2), (2, 1)]
    assert [cell.lines for cell in second] == [("2027",), ("2028",)] and table.heads == 2


def _wide(text: str, properties: str) -> str:
    return tc(p(text), properties)


INDICATORS = tbl(
    tr(_wide("TT", '<w:vMerge w:val="restart"/>'), _wide("Kết quả", '<w:gridSpan w:val="2"/>')),
    tr(_wide("", "<w:vMerge/>"), tc(p("2027")), tc(p("2028"))),
    row("1", "5", "6"),
)
SIGNED = tbl(row("Nơi nhận:", "CHỦ TỊCH"), row("- Lưu: VT.", "Người Ký Thử"))


def test_a_table_of_word_is_a_table_with_its_merged_cells_and_the_signature_is_none():
    body = [p(line) for line in (*TOP, "I. CHỈ TIÊU", "Các chỉ tiêu:")]
    data = raw("".join(body) + INDICATORS + SIGNED + p("PHỤ LỤC 1") + tbl(row("a", "b"), row("c", "d")))
    text = read(written_plan(plain_text(data).lines))
    page = BeautifulSoup(page_of(text).body, "html.parser")
    first, annexed = page.select("article table")
    assert [cell.get_text() for cell in first.select("th")] == ["TT", "Kết quả", "2027", "2028"]
    assert (first.th["rowspan"], first.select("th")[1]["colspan"]) == ("2", "2")
    assert annexed.find_parent("section")["aria-labelledby"] == "phu-luc-1"
    assert (text.recipients, text.signer) == (["- Lưu: VT."], ["Người Ký Thử"])


LISTS = "".join(
    f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{shown}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    f'<w:lvlText w:val="+"/></w:lvl></w:abstractNum><w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
    for at, form, shown in ((8, "lowerLetter", "%1)"), (9, "bullet", "-"))
)


def _listed(text: str, number: int, level: int) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return in_p(r(text), properties=properties)


def test_signs_and_levels_that_word_puts_before_items_are_kept():
    body = [p(line) for line in (*TOP, "I. VIỆC", "1. Một")]
    body += [_listed("Điểm", 8, 0), _listed("Gạch", 9, 0), _listed("Cộng", 9, 1), _listed("Điểm nữa", 8, 0)]
    text = read(written_plan(plain_text(raw("".join(body), numbering=LISTS)).lines))
    assert shape(text.parts[0].children[0].children) == [
        ("a) Điểm", [("- Gạch", [("+ Cộng", [])])]),
        ("b) Điểm nữa", []),
    ]
