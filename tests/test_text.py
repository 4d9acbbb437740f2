"""Vietnamese text: what officers paste, what addresses are made of, how days are written."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from time import process_time
from urllib.parse import urljoin

import pytest
from commune.core.dates import full_day, in_year, short_day, weekday
from commune.core.links import relative, relative_links
from commune.core.text import fold, legacy_font, may_be_legacy, normalize, slug, squeeze
from communes import SONG_LAM
from hypothesis import given
from hypothesis import strategies as st

HELP = Path(__file__).resolve().parents[1] / "content/help"
PLAN = (SONG_LAM / "content/plan/2027/plan.md").read_text("utf-8")
WORDS = "\n".join([PLAN, *(path.read_text("utf-8") for path in sorted(HELP.glob("*.md")))])

# correct, TCVN3 (ABC), VNI-Windows, UTF-8 read as Windows-1252, length as NFC, length as NFD
FONTS = [
    ("Việt Nam", "ViÖt Nam", "Vieät Nam", "Viá»‡t Nam", 8, 10),
    ("Kế hoạch", "KÕ ho¹ch", "Keá hoaïch", "Káº¿ hoáº¡ch", 8, 11),
    ("bình đẳng giới", "b×nh ®¼ng giíi", "bình ñaúng giôùi", "bÃ¬nh Ä‘áº³ng giá»›i", 14, 19),
    ("xã của em", "x· cña em", "xaõ cuûa em", None, 9, 11),
    ("phụ nữ", "phô n÷", "phuï nöõ", None, 6, 9),
    ("địa chỉ tin cậy", "®Þa chØ tin cËy", "ñòa chæ tin caäy", None, 15, 19),
    ("người", "ng\u00adêi", "ngöôøi", None, 5, 8),
]
LEGACY = [cell for row in FONTS for cell in row[1:4] if cell]
SYLLABLES = sorted({word.strip(".,;:()/-") for word in WORDS.split()} - {""})


@pytest.mark.parametrize("words", LEGACY)
def test_words_from_an_old_font_are_found(words):
    assert legacy_font(words)
    assert legacy_font(f"Chữ đúng, rồi {words}, rồi chữ đúng.")
    assert may_be_legacy(f"Chữ đúng.\n{words}\nChữ đúng.")


def test_a_look_at_the_whole_text_spares_the_lines():
    assert not may_be_legacy(PLAN)


@pytest.mark.parametrize("words", [row[0] for row in FONTS])
def test_correct_words_are_left_alone(words):
    assert legacy_font(words) is None
    assert legacy_font(words.upper()) is None


def test_the_plan_is_left_alone():
    assert [line for line in PLAN.splitlines() if legacy_font(line)] == []


@pytest.mark.parametrize(
    "words",
    [
        "© 2026 UBND xã",
        "Theo «Luật Bình đẳng giới»",
        "khổ 20 × 30 cm",
        "ba mẹ con¹",
        "§ 5",
        "Điều 5 · khoản 2",
        "25 °C",
    ],
)
def test_a_single_sign_proves_nothing(words):
    assert legacy_font(words) is None


@given(st.lists(st.sampled_from(SYLLABLES), max_size=30))
def test_vietnamese_is_never_taken_for_an_old_font(syllables):
    assert legacy_font(" ".join(syllables)) is None


@pytest.mark.parametrize(("words", "nfc", "nfd"), [(row[0], row[4], row[5]) for row in FONTS])
def test_letters_and_marks_become_one(words, nfc, nfd):
    apart = unicodedata.normalize("NFD", words)
    assert (len(words), len(apart)) == (nfc, nfd)
    assert normalize(apart) == words


def test_byte_order_mark_and_windows_line_ends_are_taken_away():
    assert normalize("\ufeffmột\r\nhai\rba\n") == "một\nhai\nba\n"


def test_fold_takes_marks_away_and_knows_d_with_a_stroke():
    assert fold("Đường đi Ủy ban, Uỷ ban") == "duong di uy ban, uy ban"
    assert fold("hòa") == fold("hoà")


def test_slug_is_an_ascii_address():
    assert slug("Địa chỉ tin cậy") == "dia-chi-tin-cay"
    assert slug("Phòng Văn hóa - Xã hội xã") == "phong-van-hoa-xa-hoi-xa"
    assert slug("Văn phòng HĐND & UBND") == "van-phong-hdnd-ubnd"


@given(st.text())
def test_slug_is_ascii_whatever_comes_in(text):
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text())
def test_squeeze_leaves_single_spaces(text):
    assert squeeze(text).split(" ") == (text.split() or [""])


def test_days_are_written_as_here():
    day = date(2026, 12, 4)
    assert (short_day(day), full_day(day), weekday(day)) == ("4/12", "4/12/2026", "Thứ Sáu")
    assert weekday(date(2026, 12, 6)) == "Chủ nhật"


def test_the_29th_of_february_falls_on_the_28th_in_other_years():
    assert in_year(date(2028, 2, 29), 2027) == date(2027, 2, 28)
    assert in_year(date(2028, 2, 29), 2032) == date(2032, 2, 29)


FOLDERS = st.lists(st.sampled_from(["ke-hoach", "2026", "ho-tro", "lich", "a"]), max_size=4)
PAGES = FOLDERS.map(lambda parts: "".join(f"/{part}" for part in parts) + "/")
FILES = PAGES.map(lambda page: f"{page}lich.ics")
ANCHORS = st.sampled_from(["", "#iv-4-1"])


@given(st.builds(str.__add__, PAGES | FILES, ANCHORS), PAGES)
def test_a_relative_link_leads_where_the_absolute_one_did(target, page):
    assert urljoin(f"http://xa{page}", relative(target, page)) == f"http://xa{target}"
    assert urljoin(f"http://xa/noi{page}", relative(target, page)) == f"http://xa/noi{target}"


def test_only_links_within_the_site_become_relative():
    html = '<a href="/lich/#x">a</a> <a href="https://vi.wikipedia.org/">b</a> <a href="tel:111">c</a>'
    assert relative_links(html, "/ho-tro/") == html.replace("/lich/#x", "../lich/#x")


@pytest.mark.parametrize("line", ["aà" * 100_000, "a" * 300_000 + " ¡", "¡a" * 100_000, "aà " * 60_000, "á»" * 100_000])
def test_a_long_line_takes_no_longer_than_its_length(line):
    begun = process_time()
    legacy_font(line)
    assert process_time() - begun < 1
