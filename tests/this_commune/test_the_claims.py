"""This commune's own texts: what is said of law on posts, materials and cards is known to claims.yml."""

from __future__ import annotations

import re
from datetime import date
from shutil import copytree

import pytest
from bs4 import BeautifulSoup
from built import said
from commune.advice import warnings
from commune.core.page import Page
from making import make_site

DAY = date(2026, 11, 30)
HOUSEWORK = "trách nhiệm chia sẻ công việc gia đình"


@pytest.fixture(scope="module")
def copied(root, tmp_path_factory):
    """The content as it is, where a test may change it."""
    folder = tmp_path_factory.mktemp("content")
    for part in ("content", "docs"):
        copytree(root / part, folder / part)
    return folder


@pytest.fixture(scope="module")
def published(copied):
    return make_site(copied, DAY, None)


def words(item) -> str:
    """What somebody reads who opens it: of a page as a browser shows it, of a file what is in its bytes."""
    if isinstance(item, Page):
        return f"{item.title} {item.description} {BeautifulSoup(item.body, 'html.parser').get_text(' ')}"
    if item.html:
        return BeautifulSoup(item.html, "html.parser").get_text(" ")
    return said(item.data) if item.address.endswith((".pdf", ".txt")) else ""


def test_the_site_of_today_holds_nothing_of_what_must_never_stand(published):
    assert [line for line in warnings(published[0]) if "trong câu" in line] == []


def test_a_repealed_article_names_every_page_print_card_and_script(copied, published):
    """Looked for in the pages and in the files themselves, not in what the library says that they hold."""
    said_in = {
        address
        for address, item in published[1].by_address.items()
        if HOUSEWORK in re.sub(r"\s+", " ", words(item)).lower() and address != "/can-bo/doi-chieu/"
    }
    claims = copied / "content/claims.yml"
    text = claims.read_text("utf-8")
    status = "    status: repealed\n    since: 2026-11-01\n    by: Luật Thử\n"
    claims.write_text(text.replace("  - id: viec-nha\n", f"  - id: viec-nha\n{status}"), "utf-8")
    (line,) = [line for line in warnings(make_site(copied, DAY, None)[0]) if "bãi bỏ" in line and "Điều 18" in line]
    claims.write_text(text, "utf-8")
    named = set(re.findall(r"\((/[^() ]*)\)", line))
    assert said_in - named == set()
    assert any(address.endswith(".pdf") for address in said_in)
    assert any(address.endswith(".txt") for address in said_in)
    assert "/hieu-dung/viec-nha-cua-dan-ba.png" in named
