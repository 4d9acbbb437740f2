"""A Word document as the plan and as a post: what Word shows is there or told, word by word; what it hides is not."""

from __future__ import annotations

import re
from random import Random

import pytest
import writing
from commune.plan.written import written_plan
from commune.word.importing import import_word
from commune.word.plain import plain_text
from word_marks import COUNTED, MARKS, MARKS_WITH_PARTS, NUMBERS, drawing, field, in_p, row, run, sdt, t, tbl
from writing import p, r, raw

BEFORE = [p(line) for line in ("KẾ HOẠCH", "Việc của năm 2028", "Căn cứ nhiệm vụ:", "I. VIỆC CỦA NĂM", "1. Một việc")]
ALL = {name: (xml, dict[str, str]()) for name, xml in MARKS.items()} | MARKS_WITH_PARTS
SHOWN, NOT_SHOWN = re.compile(r"thấ\w+", re.IGNORECASE), re.compile(r"khuất\w*", re.IGNORECASE)


def as_plan(data: bytes) -> tuple[str, str]:
    """(plan.md, what is told) of a document."""
    given = plain_text(data)
    written = written_plan(given.lines)
    return written.text, "\n".join([*given.findings, *written.left_out])


def as_post(data: bytes) -> tuple[str, str]:
    imported = import_word(data, {})
    return f"{imported.title}\n{imported.body}", "\n".join(imported.findings)


def words_of(*xml: str) -> set[str]:
    """The words that are marked as shown; one that is cut into runs is put together."""
    joined = re.sub(r"(?<=\bth)(?:<[^<>]*>|khuất)+(?=ấy)", "", "".join(xml))
    return {word.lower() for word in SHOWN.findall(joined)}


@pytest.mark.parametrize("read", [as_plan, as_post])
@pytest.mark.parametrize("name", ALL)
def test_nothing_shown_is_lost_and_nothing_hidden_is_published(name, read):
    xml, parts = ALL[name]
    text, told = read(raw("".join(BEFORE) + xml + p("Nơi nhận:"), **parts))
    shown = words_of(xml, *parts.values())
    assert shown and shown <= {word.lower() for word in SHOWN.findall(f"{text}\n{told}")}
    assert not NOT_SHOWN.findall(text)


def test_everything_at_once_loses_nothing():
    """The marks one after the other in one document: none reaches beyond its own words."""
    text, told = as_plan(raw("".join([*BEFORE, *MARKS.values(), p("Nơi nhận:")])))
    shown = words_of(*MARKS.values())
    assert shown <= {word.lower() for word in SHOWN.findall(f"{text}\n{told}")} and not NOT_SHOWN.findall(text)
    assert text.endswith("---\n\nNơi nhận:\n")


PAGE = "<html><style>khuất {}</style><body><p>thấy1</p><p>thấy2</body></html>"
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>thấy1</a:t><c:v>thấy2</c:v></c:chartSpace>'
)
IN_CHART = '<c:chart r:id="x1"/>'


@pytest.mark.parametrize("read", [as_plan, as_post])
@pytest.mark.parametrize(
    ("xml", "kind", "name", "file"),
    [
        ('<w:altChunk r:id="x1"/>', "aFChunk", "a.docx", raw(p("thấy1") + p("thấy2"))),
        ('<w:altChunk r:id="x1"/>', "aFChunk", "a.html", PAGE.encode()),
        ('<w:altChunk r:id="x1"/>', "aFChunk", "a.txt", b"\xef\xbb\xbf" + "thấy1 thấy2".encode()),
        (in_p(run(drawing(IN_CHART, uri="http://x/chart"))), "chart", "c.xml", CHART.encode()),
        (in_p(run(drawing('<c:relIds r:dm="x1"/>', uri="http://x/diagram"))), "diagramData", "d.xml", CHART.encode()),
    ],
    ids=["altChunk .docx", "altChunk .html", "altChunk .txt", "chart", "diagram"],
)
def test_words_in_files_of_a_document_are_told(xml, kind, name, file, read):
    data = writing.with_file(raw("".join(BEFORE) + xml + p("Nơi nhận:")), kind, name, file)
    text, told = read(data)
    assert {"thấy1", "thấy2"} <= set(SHOWN.findall(told)) and "khuất" not in told + text


@pytest.mark.parametrize("read", [as_plan, as_post])
@pytest.mark.parametrize("name", ["a.rtf", "a.mht", "a.docx"])
def test_a_file_in_a_document_that_cannot_be_read_is_told(name, read):
    xml = '<w:altChunk r:id="x1"/>'
    _, told = read(writing.with_file(raw("".join(BEFORE) + xml + p("Nơi nhận:")), "aFChunk", name, b"\xff\xfe\x00"))
    assert "một tệp khác được chèn nguyên vào đây" in told


def test_of_what_is_left_out_nothing_is_cut_however_long_and_however_often():
    slots = "".join(p(f"Việc {number}") + sdt(p(f"thấy{number} " * 40), "<w:showingPlcHdr/>") for number in range(30))
    for read in (as_plan, as_post):
        _, told = read(raw("".join(BEFORE) + slots + p("Nơi nhận:")))
        assert all(told.count(f"thấy{number} ") >= 39 for number in range(30))


def test_pictures_have_no_place_in_a_plan_and_are_told():
    shown = '<pic:pic><pic:blipFill><a:blip r:embed="x9"/></pic:blipFill></pic:pic>'
    _, told = as_plan(raw("".join(BEFORE) + in_p(run(drawing(shown, 'descr="Bản đồ xã"'))) + p("Nơi nhận:")))
    assert "một ảnh ở đây không chép vào được (“Bản đồ xã”)" in told


@pytest.mark.parametrize(
    ("look", "told"), [("<w:strike/>", "gạch ngang"), ('<w:vertAlign w:val="superscript"/>', "nhỏ")]
)
def test_a_look_that_means_something_and_is_lost_in_a_plan_is_told(look, told):
    assert f"{told}" in as_plan(raw("".join(BEFORE) + in_p(run(t("thấy"), look)) + p("Nơi nhận:")))[1]


def test_quotation_marks_of_a_plan_stay_as_they_were_typed():
    assert "nói ”thế“ và" in as_plan(raw("".join(BEFORE) + p("Nói ”thế“ và".lower()) + p("Nơi nhận:")))[0]


def test_a_table_of_contents_ends_where_its_field_ends():
    text, told = as_plan(raw("".join(BEFORE) + MARKS["field TOC"] + p("Nơi nhận:")))
    assert "thấy3" in text and "thấy2" not in text and "mục lục đã bỏ" in told
    xml, parts = MARKS_WITH_PARTS["field TOC that ends in a line of its style"]
    assert "thấy3" in as_plan(raw("".join(BEFORE) + xml + p("Nơi nhận:"), **parts))[0]


def test_an_empty_item_is_counted_as_word_counts_it():
    numbers = NUMBERS.format("decimal", "%1.", "")
    xml = p("một", COUNTED) + p("", COUNTED) + p("ba", COUNTED)
    assert plain_text(raw(xml, numbering=numbers)).lines == ["4. một", "6. ba"]


def test_words_with_a_hidden_end_of_paragraph_stand_in_one_line_as_word_shows_them():
    assert plain_text(raw(MARKS["specVanish"])).lines == ["thấy1 thấy2"]
    assert plain_text(raw(MARKS["drop cap"])).lines == ["thấy1 thấy2"]


SHOWING = (
    "<w:ins>{}</w:ins>",
    "<w:moveTo>{}</w:moveTo>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:customXml>{}</w:customXml>",
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    '<w:bdo w:val="ltr">{}</w:bdo>',
    '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    field("REF x", "{}"),
)
HIDING = ("<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", field("SET x", "{}"))
AROUND = ("{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>", tbl(row("x", "{}")))


def test_marks_in_marks_in_any_order():
    chance = Random(15)
    written = []
    for number in range(300):
        hides = chance.random() < 0.4
        kinds = [chance.choice(SHOWING) for _ in range(chance.randrange(5))]
        if hides:
            kinds.insert(chance.randrange(len(kinds) + 1), chance.choice(HIDING))
        words = r(f"khuất{number} " if hides else f"thấy{number} ")
        for kind in kinds:
            words = kind.replace("{}", words)
        paragraph = in_p(r("x "), words, r(" x"))
        around = chance.choice(AROUND)
        written.append(around.replace(p("{}"), paragraph).replace("{}", paragraph))
    for read in (as_plan, as_post):
        text, _ = read(raw("".join([*BEFORE, *written, p("Nơi nhận:")])))
        assert words_of(*written) <= set(SHOWN.findall(text)) and not NOT_SHOWN.findall(text)
