"""What a history, a tab, a file list or a printer shows of the help pages and the prints says nothing of violence."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from commune.core.text import fold
from commune.help.prints import PRINTS
from communes import assemble
from making import make_site
from pypdf import PdfReader

DAY = date(2027, 3, 24)

# Folded, so that a path counts too.
WORDS = (
    *("bao luc", "bao hanh", "bao ve", "danh dap", "hanh ha", "nan nhan", "xam hai", "hiep", "quay roi", "de doa"),
    *("cuong", "lam dung", "ly hon", "ton thuong", "bi hai", "nguy hiem", "khan cap", "cau cuu", "to cao", "to giac"),
    *("thoat", "bi mat", "giau", "an danh", "theo doi", "kin dao", "gia dinh", "vo chong", "binh yen", "tin cay"),
    *("violence", "abuse", "victim", "sos", "escape", "incognito", "hotline"),
)


@pytest.fixture(scope="module", params=["the commune", "another, filled in"])
def manifest(request, root, tmp_path_factory):
    folder = root if request.param == "the commune" else assemble(tmp_path_factory.mktemp("filled") / "commune")
    return make_site(folder, DAY, DAY)[1]


def on_help(manifest):
    """Every page and file that somebody opens because they need help, or prints for those who do."""
    found = [item for item in manifest.items if item.address.startswith(("/ho-tro/", "/nhung/ho-tro/", "/in/"))]
    assert {each.address for each in PRINTS} < {item.address for item in found}
    return found


def outside(item) -> str:
    """What is seen of it without reading it."""
    if not hasattr(item, "content"):
        return f"{item.address} {item.title} {item.description}"
    if item.src_uri.endswith(".pdf"):
        return f"{item.address} {' '.join(map(str, PdfReader(BytesIO(item.content)).metadata.values()))}"
    if not item.src_uri.endswith(".html"):
        return item.address
    head = BeautifulSoup(item.content, "html.parser").head
    shared = [
        tag["content"] for tag in head.select("meta[name=description], meta[property^='og:'], meta[name^=twitter]")
    ]
    return " ".join([item.address, head.title.get_text(), *shared])


def test_nothing_outside_says_what_it_is_about(manifest):
    told = {}
    for item in on_help(manifest):
        shown = fold(outside(item)).replace("-", " ")
        if words := [word for word in WORDS if f" {word} " in f" {' '.join(shown.replace('/', ' ').split())} "]:
            told[item.address] = words
    assert told == {}


def test_no_date_stands_outside(manifest):
    """A year in a title tells when somebody looked."""
    for item in on_help(manifest):
        head = outside(item).split("D:")[0]  # a PDF carries the day of its data
        assert not any(part.isdigit() and len(part) == 4 for part in fold(head).replace("/", " ").split()), item.address


def test_the_test_sees_what_it_should(manifest):
    page = next(item for item in on_help(manifest) if item.address == "/ho-tro/")
    assert "so dien thoai can biet" in fold(outside(page))
    assert "thong tin cho nguoi dan" in fold(outside(page))
    card = next(item for item in on_help(manifest) if item.address == "/in/the-bo-tui.pdf")
    assert "so dien thoai can biet" in fold(outside(card))


def test_the_card_in_a_wallet_says_no_more_than_names_and_numbers(manifest):
    card = next(item for item in on_help(manifest) if item.address == "/in/the-bo-tui.pdf")
    words = fold(PdfReader(BytesIO(card.content)).pages[0].extract_text())
    assert [word for word in ("bao luc", "bi hai", "nguy hiem", "xam hai", "nan nhan") if word in words] == []
