"""The officers' handbook: every task has its page, every field its line, and one sheet of paper holds the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from commune.authoring.web_editor import ALBUM
from commune.core.problem import Problems
from commune.core.source import read_source
from commune.handbook.fields import field_tables, rows
from commune.handbook.pages import SHEET, officers_block, officers_help
from commune.settings import Officers, read_settings
from commune.slices import CONTENT_FILES
from making import make_site
from pypdf import PdfReader

DAY = date(2026, 11, 30)
TASKS = (
    "sua-so", "dang-bai", "them-anh", "dia-chi-tin-cay", "tai-lieu", "muc-khac", "go-xuong", "rut-gap", "doc-loi",
    "hoan-tac", "hai-nguoi", "tai-khoan", "goi-ai", "moi-tuan", "cac-muc", "may-tinh", "mot-trang",
)  # fmt: skip


@pytest.fixture(scope="module")
def manifest(root):
    return make_site(root, DAY, DAY)[1]


@pytest.fixture(scope="module")
def commune(root):
    return read_settings(read_source(root, Problems()), Problems()).record


def test_every_task_has_a_page_and_the_first_page_leads_to_it(manifest):
    first = manifest.by_address["/can-bo/"].body
    for task in TASKS:
        assert f"/can-bo/{task}/" in manifest.by_address
        assert f"/can-bo/{task}/" in first or task == "mot-trang", task
    assert SHEET in first


def test_every_field_of_every_file_that_officers_write_is_explained():
    shown = BeautifulSoup(field_tables(CONTENT_FILES), "html.parser")
    for kind in CONTENT_FILES:
        if not kind.by_machine:
            section = shown.select_one(f"#muc-{kind.name}").find_next("dl")
            names = [term.code.text for term in section.select("dt")]
            assert names == [row.name for row in rows(kind.schema())]
            required = {term.code.text for term in section.select("dt:has(strong)")}
            assert {name for name in required if "›" not in name} == set(kind.schema().get("required", ()))


def test_the_sheet_is_one_page_of_a4(manifest):
    read = PdfReader(BytesIO(manifest.by_address[SHEET].content))
    assert len(read.pages) == 1
    width, height = (round(float(side) / 72 * 25.4) for side in read.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)
    assert "Danh bạ địa phương" in read.pages[0].extract_text()


def test_what_nobody_has_filled_in_is_awaited(commune):
    empty = commune.model_copy(update={"officers": Officers(), "responsible": None})
    assert "đang chờ" in officers_block(empty)
    assert officers_help(empty).count("đang chờ") == 3


def test_whom_to_call_comes_from_the_settings(commune):
    own = Officers(editor_url="https://soan.example/", helper="Văn phòng xã", phone="0220 3123 456", email="a@b.vn")
    filled = commune.model_copy(update={"officers": own})
    assert 'href="https://soan.example/"' in officers_block(filled)
    said = officers_help(filled)
    assert "Văn phòng xã" in said and 'href="tel:+842203123456"' in said and "mailto:a@b.vn" in said


# --- what the handbook calls things is what the editor calls them ---

EDITOR_TASKS = (
    "sua-so",
    "dang-bai",
    "them-anh",
    "dia-chi-tin-cay",
    "muc-khac",
    "tai-lieu",
    "hai-nguoi",
    "hoan-tac",
    "mot-trang",
)
# Bold words of these pages that name no button, field or list.
EMPHASIS = re.compile(
    r"^[a-zà-ỹ]|[.:,?]$|^(Giấy đồng ý đi trước|Cùng |Hai bài|Hai cửa sổ|Trên máy chủ|Lấy lại bản|Sửa lại|Bỏ cả)"
    r"|^(Cả trang|History|Revert|Không viết)"
)


def texts_in(tree: object) -> Iterator[str]:
    """Every text of a tree of dictionaries and lists."""
    if isinstance(tree, str):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from texts_in(inner)


def test_the_handbook_calls_things_as_the_editor_does(root):
    editor = root / "web-editor"
    locale = json.loads((editor / "node_modules/@sveltia/cms/locales/vi.json").read_text("utf-8"))
    labels = {*texts_in(locale), *texts_in(json.loads((editor / "src/vi.json").read_text("utf-8")))}
    labels |= {*texts_in(ALBUM)}
    for kind in CONTENT_FILES:
        schema = kind.schema()
        labels |= {kind.title, kind.title.partition(",")[0], *texts_in(schema)}
        labels |= {kind.form.every, *(one.title for one in kind.form.kinds)} if kind.form else set()
    labels |= {f"Thêm {label.removeprefix('Các ')}" for label in labels} | {"Nội dung bài", "Số điện thoại"}
    known = {label.casefold() for label in labels}
    for task in EDITOR_TASKS:
        bold = re.findall(r"\*\*(.+?)\*\*", (root / f"docs/can-bo/{task}.md").read_text("utf-8"))
        unknown = [words for words in bold if not EMPHASIS.search(words) and words.casefold() not in known]
        assert unknown == [], task
