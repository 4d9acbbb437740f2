"""Sheets to print: what their files may say, and paper that says it whole and in its place."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from commune.campaigns.material_model import Material
from commune.campaigns.piece import Piece
from commune.campaigns.sheets import drawings
from commune.campaigns.sheets.drawings import DRAWINGS, drawn
from commune.campaigns.sheets.model import Cards, Drawings, Leaflet, Lesson, Poster, Quiz
from commune.campaigns.sheets.printing import sheet_docx, sheet_html, sheet_pdf
from commune.campaigns.sheets.reading import read_sheet
from commune.core import drawings as scenes
from commune.core.cache import NoCache
from commune.core.problem import Problems
from commune.core.schema import read_record
from commune.core.source import Source
from commune.core.yaml_nodes import split_front_matter
from commune.output import share_card as share_card_module
from commune.output.blocks import TextBlock, blocks_of
from commune.output.qr import qr_svg
from commune.output.share_card import share_card
from commune.settings import words_of_place
from docx import Document
from making import source_of
from PIL import Image
from pypdf import PdfReader

MATERIALS = {
    "poster": "ap-phich-viec-nha",
    "leaflet": "to-roi-gap-ba",
    "lesson": "bai-hoc-35-phut",
    "quiz": "cau-hoi-sinh-hoat-thon",
    "cards": "tro-choi-viec-cua-ai",
    "drawings": "to-hinh-ai-cung-co-phan",
}
# Of the commune's own sheets; the longest have room on more.
PAGES = {"poster": 1, "leaflet": 2, "lesson": 3, "quiz": 2, "cards": 3, "drawings": 1}
LONGEST_PAGES = PAGES | {"lesson": 5, "cards": 5, "drawings": 2}
LINES = [
    {"phone": "113", "tel": "tel:113", "label": "Công an"},
    {"phone": "115", "tel": "tel:115", "label": "Cấp cứu y tế"},
    {"phone": "111", "tel": "tel:111", "label": "Bảo vệ trẻ em"},
    {"phone": "1900 96 96 80", "tel": "tel:1900969680", "label": "Ngôi nhà Bình yên"},
]
ADDRESS = "https://song-lam.example/t/to-giay/"
FRONT = """title: Tờ giấy
summary: Một tờ giấy.
kind: bai-giang
date: 2026-11-24
audience: [thon]
topics: [phap-luat]
licence: cc-by-4-0
creator: Người soạn
versions: [{number: 1, date: 2026-11-24, note: Bản đầu}]
"""


def sentence(letters: int) -> str:
    """Words of the language, as many letters in all as a limit allows."""
    return ("nghiêng đường việc nhà " * (letters // 22 + 1))[:letters].strip().ljust(letters, "à")


def words_of(count: int) -> str:
    return " ".join(["nghiêng"] * count)


def poster() -> dict[str, Any]:
    return {"headline": sentence(60), "lines": [sentence(70)] * 5, "footer": sentence(160)}


def leaflet() -> dict[str, Any]:
    panel = {"title": words_of(5), "text": words_of(30), "points": [words_of(10)] * 4}
    return {"headline": sentence(60), "panels": [panel] * 6}


def lesson() -> dict[str, Any]:
    step = {"minutes": "10", "title": sentence(60), "teacher": sentence(500), "students": sentence(300)}
    points = [sentence(160)] * 6
    steps = [step | {"answers": [sentence(140)] * 4}] * 7
    handout = {"title": sentence(60), "text": sentence(600), "tasks": points[:4]}
    return {"goal": points, "prepare": points, "steps": steps, "take_home": sentence(300), "handout": handout}


def quiz() -> dict[str, Any]:
    choices = [sentence(50)] * 4
    asked = {"question": sentence(90), "choices": choices, "answer": "4", "why": sentence(260)}
    return {"intro": sentence(240), "questions": [asked] * 10}


def cards() -> dict[str, Any]:
    return {"signs": [sentence(30)] * 4, "cards": [sentence(30)] * 40}


def drawings_() -> dict[str, Any]:
    return {"headline": sentence(60), "shown": [{"drawing": "xe-lan", "words": sentence(70)}] * 12}


LONGEST = {
    "poster": poster,
    "leaflet": leaflet,
    "lesson": lesson,
    "quiz": quiz,
    "cards": cards,
    "drawings": drawings_,
}
SHEETS = {"poster": Poster, "leaflet": Leaflet, "lesson": Lesson, "quiz": Quiz, "cards": Cards, "drawings": Drawings}


def written(content: dict[str, Any]) -> str:
    """As a file: YAML takes JSON."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def read(name: str, content: dict[str, Any], front: str = FRONT) -> tuple[Any, list[str]]:
    """(the sheet `name` with this content, what is said about it)."""
    uri, problems = f"content/materials/to-giay/{name}", Problems()
    text = f"---\n{front}sheet: {name}\n---\n\nBài.\n"
    source = Source(texts={uri: written(content)})
    sheet = read_sheet(item(text, "content/materials/to-giay/index.md", {name: uri}, problems), source, problems)
    return sheet, [str(problem) for problem in problems]


def item(text: str, uri: str, files: dict[str, str], problems: Problems) -> Piece[Material]:
    node, body, first_line = split_front_matter(text, uri, problems)
    document = read_record(Material, node and node.worded(words_of_place()), uri, problems)
    assert document, str(problems)
    return Piece("to-giay", document, body, first_line, files)


@pytest.fixture(scope="module")
def real(root) -> dict[str, Any]:
    """The sheets that the commune has."""
    problems = Problems()
    source = source_of(root)
    sheets = {}
    for name, folder in MATERIALS.items():
        uri, file = f"content/materials/{folder}/index.md", f"{name}.yml"
        one = item(source.texts[uri], uri, {file: f"content/materials/{folder}/{file}"}, problems)
        sheets[name] = read_sheet(one, source, problems)
    assert not len(problems), str(problems)
    return sheets


def data(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Tờ giấy của thôn, để mọi người cùng đọc, cùng bàn, cùng làm, và cùng nhớ lấy những điều hay",
        "commune": "xã Sông Lam",
        "place": "Xã Sông Lam, tỉnh Ví Dụ",
        "people_committee": "Ủy ban nhân dân xã Sông Lam",
        "licence": "CC BY 4.0",
        "version": 3,
        "dated": date(2027, 3, 2),
        "drawing": "classroom",
        "address": ADDRESS,
        "qr": qr_svg(ADDRESS),
        "lines": LINES,
    } | changes


def reader(sheet: Any, **changes: Any) -> PdfReader:
    return PdfReader(BytesIO(sheet_pdf(sheet, data(**changes), NoCache())))


def squeezed(text: str) -> str:
    """Without white space: where a line ends is not the matter here."""
    return "".join(text.split())


def said(pdf: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def texts(value: Any) -> list[str]:
    """Every text of a sheet that is read; a drawing is chosen by its name."""
    if isinstance(value, dict):
        value = [each for key, each in value.items() if key != "drawing"]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


# --- what a sheet may say ---


@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_texts_are_allowed(name):
    sheet, problems = read(f"{name}.yml", LONGEST[name]())
    assert problems == []
    assert type(sheet) is SHEETS[name]


REFUSED = [
    ("poster", {"headline": sentence(61)}, "dài quá 60 ký tự"),
    ("poster", {"lines": ["Một", "Hai"]}, '"lines" là một danh sách: có 2 mục, phải có từ 3 đến 5 mục'),
    ("poster", {"lines": ["Một"] * 6}, "có 6 mục, phải có từ 3 đến 5 mục"),
    ("poster", {"lines": [sentence(71)] * 3}, "dài quá 70 ký tự"),
    ("poster", {"footer": "Gọi 113 ngay"}, "trong nội dung có số điện thoại 113"),
    ("poster", {"footer": sentence(161)}, "dài quá 160 ký tự"),
    ("poster", {"picture": "anh.jpg"}, 'không có mục "picture"'),
    ("leaflet", {"headline": sentence(61)}, "dài quá 60 ký tự"),
    ("leaflet", {"panels": leaflet()["panels"][:5]}, "có 5 mục, phải có đúng 6 mục"),
    ("leaflet", {"panels": [{"title": "Một", "text": words_of(30), "points": [words_of(15)] * 3}] * 6}, "dài 76 tiếng"),
    ("leaflet", {"panels": [{"title": "Một", "text": "Hai", "points": ["Ba"] * 7}] * 6}, "có 7 mục"),
    ("lesson", {"goal": []}, "có 0 mục, phải có từ 1 đến 6 mục"),
    ("lesson", {"steps": lesson()["steps"][:1]}, "có 1 mục, phải có từ 2 đến 7 mục"),
    ("lesson", {"steps": [lesson()["steps"][0] | {"minutes": "0"}] * 2}, "phải từ 1 trở lên"),
    ("lesson", {"steps": [lesson()["steps"][0] | {"minutes": "năm"}] * 2}, "chỉ được viết số nguyên"),
    ("lesson", {"steps": [lesson()["steps"][0] | {"teacher": sentence(501)}] * 2}, "dài quá 500 ký tự"),
    ("lesson", {"take_home": sentence(301)}, "dài quá 300 ký tự"),
    ("lesson", {"steps": [lesson()["steps"][0] | {"answers": ["Có"] * 5}] * 2}, "có 5 mục, phải có từ 1 đến 4 mục"),
    ("lesson", {"handout": lesson()["handout"] | {"text": sentence(601)}}, "dài quá 600 ký tự"),
    ("cards", {"signs": ["Em muốn học"]}, "có 1 mục, phải có từ 2 đến 4 mục"),
    ("cards", {"cards": ["nấu cơm"] * 41}, "có 41 mục, phải có từ 8 đến 40 mục"),
    ("cards", {"cards": [sentence(31)] * 8}, "dài quá 30 ký tự"),
    ("drawings", {"shown": drawings_()["shown"][:3]}, "có 3 mục, phải có từ 4 đến 12 mục"),
    ("drawings", {"shown": [{"drawing": "xe-lang", "words": "Cùng họp"}] * 4}, 'chỉ được chọn: "ao" (cái áo gấp)'),
    ("drawings", {"shown": [{"drawing": "xe-lan", "words": sentence(71)}] * 4}, "dài quá 70 ký tự"),
    ("quiz", {"questions": quiz()["questions"][:7]}, "có 7 mục, phải có từ 8 đến 10 mục"),
    ("quiz", {"questions": [quiz()["questions"][0] | {"choices": ["Có", "Không"]}] * 8}, "phải có từ 3 đến 4 mục"),
    ("quiz", {"questions": [quiz()["questions"][0] | {"answer": "5"}] * 8}, "phải là số thứ tự của một lựa chọn"),
    ("quiz", {"questions": [quiz()["questions"][0] | {"answer": "0"}] * 8}, "từ 1 đến 4"),
    ("quiz", {"questions": [quiz()["questions"][0] | {"why": sentence(261)}] * 8}, "dài quá 260 ký tự"),
]


@pytest.mark.parametrize(("name", "wrong", "message"), REFUSED)
def test_what_paper_cannot_hold_is_refused(name, wrong, message):
    sheet, problems = read(f"{name}.yml", LONGEST[name]() | wrong)
    assert sheet is None
    assert any(message in problem for problem in problems), problems
    assert all(problem.startswith(f"content/materials/to-giay/{name}.yml:") for problem in problems)


def test_a_sheet_is_known_by_the_name_of_its_file():
    sheet, (problem,) = read("postr.yml", poster())
    assert sheet is None
    assert problem.startswith('content/materials/to-giay/index.md:11: "sheet" là "postr.yml"')
    assert problem.endswith(
        'poster.yml, leaflet.yml, lesson.yml, quiz.yml, cards.yml, drawings.yml, ý bạn là "poster.yml"?'
    )


def test_a_lesson_takes_the_time_that_its_material_promises():
    assert read("lesson.yml", lesson(), FRONT + "duration_minutes: 70\n")[1] == []
    sheet, (problem,) = read("lesson.yml", lesson(), FRONT + "duration_minutes: 35\n")
    assert sheet is None
    assert 'các bước cộng lại là 70 phút, còn "duration_minutes" của bài là 35' in problem
    line = int(problem.split(":")[1])
    assert written(lesson()).split("\n")[line - 1].strip() == '"steps": ['


def test_a_material_without_a_sheet_and_one_without_its_file_say_nothing_more():
    problems = Problems()
    bare = item(f"---\n{FRONT}---\n\nBài.\n", "content/materials/to-giay/index.md", {}, problems)
    lost = item(f"---\n{FRONT}sheet: quiz.yml\n---\n\nBài.\n", "content/materials/to-giay/index.md", {}, problems)
    assert read_sheet(bare, Source(), problems) is None
    assert read_sheet(lost, Source(), problems) is None
    assert not len(problems)


# --- the page ---


@pytest.mark.parametrize("name", MATERIALS)
def test_the_page_has_every_word_of_the_sheet(name, real):
    html = sheet_html(real[name])
    shown = squeezed(BeautifulSoup(html, "html.parser").get_text())
    assert [text for text in texts(real[name].model_dump()) if squeezed(text) not in shown] == []
    assert "\n\n" not in html  # an empty line would end a block of HTML in Markdown


def test_answers_are_folded_away(real):
    page = BeautifulSoup(sheet_html(real["quiz"]), "html.parser")
    folded = [each.get_text() for each in page.select("details")]
    assert len(folded) == len(real["quiz"].questions)
    for question, answer in zip(real["quiz"].questions, folded, strict=True):
        assert f"{question.answer}. {question.right}." in answer and question.why in answer


def test_words_are_no_html():
    sheet, _ = read("poster.yml", poster() | {"footer": "<b>a & b</b>"})
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in sheet_html(sheet)


def test_every_drawing_is_there_and_stands_beside_words():
    """For the eye only, and with nothing that a policy would stop."""
    for name in DRAWINGS:
        drawing = BeautifulSoup(drawn(name), "html.parser").svg
        assert drawing["aria-hidden"] == "true" and drawing["viewbox"] == "0 0 120 80", name
        assert not [
            tag for tag in drawing.find_all(True) if tag.name in ("script", "image", "use") or "style" in tag.attrs
        ]
    assert {path.stem for path in Path(drawings.__file__).with_name("drawings").glob("*.svg")} == {*DRAWINGS}


# --- paper ---


@pytest.mark.parametrize("name", MATERIALS)
def test_paper_says_what_the_sheet_says_and_who_gives_it_out(name, real):
    text = said(reader(real[name]))
    footer = ["Xã Sông Lam, tỉnh Ví Dụ", "CC BY 4.0", "Bản 3, ngày 2/3/2027", "song-lam.example/t/to-giay/"]
    assert [each for each in (*texts(real[name].model_dump()), *footer) if squeezed(each) not in text] == []


@pytest.mark.parametrize("name", ["leaflet", "lesson", "quiz"])
def test_paper_has_the_numbers_that_it_was_given_and_dials_them(name, real):
    pdf = reader(real[name])
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert {note["/A"]["/URI"] for note in notes} == {line["tel"] for line in LINES}
    assert [line for line in LINES if squeezed(line["phone"] + line["label"]) not in said(pdf)] == []
    assert "1900" not in said(reader(real[name], lines=LINES[2:3]))


def test_whoever_is_afraid_finds_the_digits_beside_the_words_and_on_the_back(real):
    """The panel that says whom to call closes the inside, right of the second fold; the back lies between the folds."""
    sheet = real["leaflet"]
    assert "gọi công an" in sheet.panels[3].text
    outside, inside = reader(sheet).pages
    for page, (left, right) in ((outside, (97, 197)), (inside, (200, 297))):
        assert {number: left < x < right for number, x in dialled(page)} == {line["tel"]: True for line in LINES}


def test_numbers_stand_in_one_order_on_every_sheet(real):
    """Who reads a sheet aloud beside another one names the same number at the same place."""
    for lines in (LINES, LINES[::-1], LINES[2:]):
        (page,) = [page for page in reader(real["lesson"], lines=lines).pages if "/Annots" in page]
        assert [number for number, _ in sorted(dialled(page), key=lambda link: link[1])] == [
            line["tel"] for line in lines
        ]


def dialled(page: Any) -> list[tuple[str, float]]:
    """The numbers that a page dials, and how far from its left edge each begins, in millimetres."""
    notes = [note.get_object() for note in page["/Annots"]]
    return [(note["/A"]["/URI"], float(note["/Rect"][0]) / 72 * 25.4) for note in notes]


def test_what_is_read_out_can_be_read_at_arms_length(real):
    """Questions, choices and what is said before them; the imprint is for the eyes alone."""
    sizes = sizes_of(reader(real["quiz"]).pages[0])
    assert {"Đọc", "bà", "giống", "hệt"} <= sizes.keys()
    assert min(size for word, size in sizes.items() if word.isalpha()) >= 12


def test_a_lesson_in_the_hand_is_large_and_fills_its_first_page(real):
    page = reader(real["lesson"]).pages[0]
    assert min(sizes_of(page)[word] for word in real["lesson"].steps[0].teacher.split()) >= 13
    above_the_imprint = [height for height in heights(page) if height > 27 / 25.4 * 72]
    assert min(above_the_imprint) < 0.2 * float(page.mediabox.height)


def sizes_of(page: Any) -> dict[str, float]:
    """The smallest size, in points, in which each word of a page is set; the imprint at its foot left out."""
    found: dict[str, float] = {}

    def note(words: str, matrix: list[float], text_matrix: list[float], _: Any, size: float) -> None:
        height = text_matrix[5] * matrix[3] + matrix[5]
        for word in words.split() if height > 27 / 25.4 * 72 else ():
            found[word] = min(found.get(word, 99), abs(size * text_matrix[3] * matrix[3]))

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("name", MATERIALS)
@pytest.mark.parametrize("length", ["real", "longest"])
@pytest.mark.parametrize("address", [ADDRESS, None])
def test_a_sheet_has_its_pages_and_nothing_leaves_them(name, length, address, real):
    sheet = real[name] if length == "real" else read(f"{name}.yml", LONGEST[name]())[0]
    pdf = reader(sheet, address=address, qr=address and qr_svg(address))
    assert len(pdf.pages) == (PAGES if length == "real" else LONGEST_PAGES)[name]
    for page in pdf.pages:
        assert len(page.extract_text().split()) > 12, "no page holds two lines only"
        assert min(heights(page)) > 14
        assert max(heights(page)) < float(page.mediabox.height) - 14


@pytest.mark.parametrize("name", ["lesson", "quiz", "cards"])
def test_pages_that_lie_loose_are_numbered(name, real):
    pages = reader(real[name]).pages
    for number, page in enumerate(pages, start=1):
        assert squeezed(f"Trang {number}/{len(pages)}") in squeezed(page.extract_text())


def test_one_page_is_not_numbered(real):
    assert "Trang1/" not in said(reader(real["poster"]))


def test_large_lines_break_by_sense(real):
    """Of the poster, and of the cards and signs that are read across a room."""
    poster = reader(
        Poster(headline="Việc nhà là việc của cả nhà", lines=("Con trai, con gái làm như nhau.",) * 3, footer="A")
    )
    lines = [line.strip() for line in poster.pages[0].extract_text().replace("\u00a0", " ").split("\n")]
    assert not [line for line in lines if line.endswith((" như", " là", " của", " con", "Con"))]
    assert "nhau." not in lines and "nhà" not in lines


def heights(page: Any) -> list[float]:
    """How high above the foot of the page each piece of text stands, in points."""
    found: list[float] = []

    def note(words: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if words.strip():
            found.append(text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5])

    page.extract_text(visitor_text=note)
    return found


def test_a_leaflet_opens_in_the_order_of_reading(real):
    """The cover is the right third of the outside; behind it stand the left third of the inside and the flap."""
    outside, inside = reader(real["leaflet"]).pages
    panels = [squeezed(panel.title) for panel in real["leaflet"].panels]
    assert [panel for panel in panels if panel in squeezed(outside.extract_text())] == [panels[0], *panels[4:]]
    assert [panel for panel in panels if panel in squeezed(inside.extract_text())] == panels[1:4]
    assert [round(float(side)) for side in outside.mediabox[2:]] == [842, 595]


def test_questions_stand_before_the_answers(real):
    questions, answers = (squeezed(page.extract_text()) for page in reader(real["quiz"]).pages)
    for question in real["quiz"].questions:
        assert squeezed(question.why) in answers and squeezed(question.why) not in questions


@pytest.mark.parametrize("name", MATERIALS)
def test_paper_is_tagged_and_the_same_from_the_same_data(name, real):
    pdf = reader(real[name])
    assert pdf.trailer["/Root"]["/Lang"] == "vi-VN"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert sheet_pdf(real[name], data(), NoCache()) == sheet_pdf(real[name], data(), NoCache())


# --- the same words to adapt ---

BEHIND = [TextBlock([("113", True), (" Công an", False)], item="•"), TextBlock([("Xin ghi: xã Sông Lam.", False)])]


def words_in(made: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(made)).paragraphs]


@pytest.mark.parametrize("name", MATERIALS)
def test_a_document_to_adapt_has_every_word_and_what_stands_behind_it(name, real):
    made = sheet_docx(real[name], "Việc nhà", BEHIND, NoCache())
    text = squeezed("".join(words_in(made)))
    asked = [*texts(real[name].model_dump()), "113 Công an", "Xin ghi: xã Sông Lam."]
    assert [each for each in asked if squeezed(each) not in text] == []
    styles = {each.style.name for each in Document(BytesIO(made)).paragraphs}
    assert {"Title", "Heading 1"} <= styles  # so that a screen reader and a table of contents find their way


def test_a_document_to_adapt_counts_each_list_anew_and_keeps_the_answers_for_the_end(real):
    said = words_in(sheet_docx(real["quiz"], "Đố vui", BEHIND, NoCache()))
    assert len([each for each in said if each.startswith("1. ")]) > len(real["quiz"].questions)
    answers = [each.startswith("Đáp án câu") for each in said]
    assert answers.index(True) > said.index("Xin ghi: xã Sông Lam.")


def test_a_leaflet_to_adapt_lies_in_three_columns(real):
    (section,) = Document(BytesIO(sheet_docx(real["leaflet"], "Tờ rơi", BEHIND, NoCache()))).sections
    assert section.page_width > section.page_height
    assert 'w:num="3"' in section._sectPr.xml


def test_a_document_to_adapt_names_nobody_and_is_the_same_each_time(real):
    made = sheet_docx(real["lesson"], "Bài học", BEHIND, NoCache())
    core = Document(BytesIO(made)).core_properties
    assert (core.author, core.last_modified_by, core.created, core.modified) == ("", "", None, None)
    assert made == sheet_docx(real["lesson"], "Bài học", BEHIND, NoCache())


@pytest.mark.parametrize("name", ["lesson", "quiz", "cards"])
def test_the_guide_for_the_one_who_leads_stands_behind_the_sheet(name, real):
    """Those who fetch the file alone have it too."""
    guide = blocks_of("<h2>Khi một em kể</h2><p>Nghe <b>hết</b>.</p><table><tr><th>Hỏi</th></tr></table>")
    pages = PdfReader(BytesIO(sheet_pdf(real[name], data(), NoCache(), guide))).pages
    assert len(pages) == PAGES[name] + 1
    assert squeezed("Dành cho người hướng dẫn Khi một em kể Nghe hết. Hỏi") in squeezed(pages[-1].extract_text())


# --- the card for a shared link ---


@pytest.mark.parametrize("title", ["Việc nhà", "Bài học 35 phút", sentence(90), words_of(12)[:90]])
def test_a_card_is_small_of_the_right_size_and_the_same_each_time(title):
    made = share_card(title, "Tài liệu: Bộ câu hỏi", "Công bằng giới xã Sông Lam")
    assert Image.open(BytesIO(made)).size == (1200, 630)
    assert len(made) < 120_000
    assert made == share_card(title, "Tài liệu: Bộ câu hỏi", "Công bằng giới xã Sông Lam")


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Áp phích: Việc nhà", ""), ("ÁP PHÍCH việc nhà", ""), ("Việc nhà: áp phích", "Áp phích")],
)
def test_a_card_does_not_say_its_kind_twice(title, shown, monkeypatch):
    drawn = []
    monkeypatch.setattr(share_card_module, "png", lambda _, data, ppi: drawn.append(data["kicker"]) or b"")
    share_card(title, "Áp phích", "Xã Sông Lam")
    assert drawn == [shown]


@pytest.mark.parametrize("title", ["Ấm êm", "Ẩm thực, Ễnh ương và Ổ gà trên đường làng", "Ẵ " * 45])
def test_signs_on_capitals_do_not_touch_the_words_above(title):
    card = Image.open(BytesIO(share_card(title, "Bộ gợi ý", "Xã Sông Lam"))).convert("L").crop((60, 30, 670, 410))
    inked = [min(card.crop((0, y, card.width, y + 1)).tobytes()) < 160 for y in range(card.height)]
    kicker_ends = inked.index(False, inked.index(True))
    assert kicker_ends > 60 and inked.index(True, kicker_ends) - kicker_ends >= 6


def test_a_card_with_the_longest_truth_and_source_keeps_them_off_the_drawing():
    """Whatever they say, from 440 pixels down there is the drawing alone, and the place."""
    long = [
        share_card(some[:160], "Hiểu đúng", "Xã Sông Lam", "Xem: " + some[:250])
        for some in (sentence(250), words_of(36).ljust(250, "à"))
    ]
    one, other = (Image.open(BytesIO(card)).crop((0, 440, 1200, 630)) for card in long)
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("title", ["Việc nhà", "Tháng hành động vì bình đẳng giới: mỗi nơi một việc", "Ẵ " * 45])
def test_a_title_beside_the_drawing_is_large_and_keeps_off_it(title):
    """The drawing has the right of the card, from 676 pixels on, whatever the words are."""
    with_title, without = (
        Image.open(BytesIO(share_card(words, "Bài viết", "Xã Sông Lam", drawing="classroom"))) for words in (title, "A")
    )
    right = (676, 0, 1200, 630)
    assert with_title.crop(right).tobytes() == without.crop(right).tobytes()


def test_each_drawing_gives_another_card():
    cards = {share_card("Việc nhà", "Bài viết", "Xã Sông Lam", drawing=name) for name in scenes.DRAWINGS}
    assert len(cards) == len(scenes.DRAWINGS)
