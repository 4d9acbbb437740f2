"""Letters that are no Vietnamese ones: old fonts by the syllables that they make, and letters that look alike."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from commune.core.old_fonts import is_syllable, looks_alike, with_own_letters, without_unseen
from commune.core.problem import Problems
from commune.core.source import read_source
from commune.core.text import legacy_font, slug

NAMES = """
Noël Müwe Türkiye Zürich façade Curaçao Jürgen Ångström Françoise naïve Brontë Strauß Søren Malmö Tromsø Köln
München Göteborg Øresund Bjørn Zoë Citroën Müller Gödel Björk João Peña España piñata Besançon Moët Süleyman
Gül  Loïc Caïn Zaïre Raúl Þór Guðmundur Häagen-Dazs crème brûlée où für über Weiß El_Niño Bön
""".split()  # noqa: SIM905


@pytest.mark.parametrize("name", NAMES)
def test_one_name_of_another_language_is_no_old_font(name):
    name = name.replace("_", " ")
    for line in (name, f"Lễ ở {name} và nhà thờ", f"{name}, Zürich, Malmö", f"**{name}**: bà ấy"):
        assert legacy_font(line) is None, line


@pytest.mark.parametrize(
    "line",
    [
        "Kh¸m l\u00adu ®éng",
        "Lµnh",
        "c¬m",
        "ng\u00adêi",
        "x· cña em",
        "ViÖt",
        "Vieät",
        "cuûa",
        "ñòa chæ",
        "TrÎ em vµ phô n÷",
    ],
)
def test_words_of_an_old_font_are_found_alone_and_among_right_ones(line):
    assert legacy_font(line) and legacy_font(f"Bà con mình ơi, {line}, cùng nhau làm việc nhà nhé.")


def test_a_soft_hyphen_in_a_right_word_is_no_letter():
    assert legacy_font("truyền\u00adthông về bình đẳng") is None


def test_every_syllable_that_is_known_can_be_one():
    listed = (Path(__file__).parents[1] / "hooks/commune/language/tieng.txt").read_text("utf-8").splitlines()
    words = [word for line in listed if not line.startswith("#") for word in line.split()]
    assert len(words) > 6000
    assert len([word for word in words if not is_syllable(word)]) <= 8  # côống, pôông: local, and never typed


@pytest.mark.parametrize("word", ["Zürich", "nghành", "abc", "ắa", "hôc", "wương", ""])
def test_what_no_syllable_is_like_is_none(word):
    assert not is_syllable(word) or word == "nghành"  # ngh before a is a fault of spelling, and told as one


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("Ngƣời dân", "Người dân"),
        ("phƣơng án", "phương án"),
        ("ðường dây", "đường dây"),
        ("Ðịa chỉ", "Địa chỉ"),
        ("ÐẢNG ỦY", "ĐẢNG ỦY"),
        ("Ɖịa", "Địa"),
        ("trẻ \u0435m", "trẻ em"),  # Cyrillic е
        ("c\u043em", "com"),
        (unicodedata.normalize("NFD", "Ngƣời"), "Người"),
    ],
)
def test_letters_that_look_alike_become_ours_in_our_words(typed, own):
    assert with_own_letters(typed) == own and [*looks_alike(typed)]


def test_letters_that_look_alike_in_an_abbreviation_become_ours():
    of_another = "\u0421\u0421\u0421\u0420"
    assert with_own_letters(f"U\u0412ND xã, \u00d0H, {of_another}") == f"UBND xã, ĐH, {of_another}"


@pytest.mark.parametrize("word", ["Siðfræði", "сад", "Москва", "Αθήνα", "Guðmundur", "Þórður", "đường", "ρ = 3"])
def test_words_of_other_alphabets_stay(word):
    assert with_own_letters(word) == word and not [*looks_alike(word)]


def test_an_address_is_made_of_our_letters():
    titles = ["Ðịa chỉ tin cậy", "Ngƣời dân", "ÐẢNG ỦY", "Ɖịa chỉ"]
    assert [slug(title) for title in titles] == ["dia-chi-tin-cay", "nguoi-dan", "dang-uy", "dia-chi"]


def test_what_nobody_sees_goes():
    unseen = "\u00ad\u200b\u200c\u200e\u202a\u2066\ufeff\ue123\ufdd0\U000e0041"
    assert without_unseen(f"bình{unseen} đẳng", bullets=True) == "bình đẳng"
    assert without_unseen("👩\u200d🌾 ❤\ufe0f", bullets=True) == "👩\u200d🌾 ❤\ufe0f"


def test_dots_of_word_become_items():
    assert without_unseen("\uf0b7\tmột\n  \uf0a7 hai", bullets=True) == "- một\n  - hai"


def test_texts_are_mended_once_read_and_told_once_and_the_plan_is_only_told(tmp_path):
    body = "Ðịa chỉ tin\u00ad cậy, ðường dây.\n"
    uris = ["content/campaigns/2027-01-a/index.md", "content/plan/2027/plan.md"]
    for uri in uris:
        (tmp_path / uri).parent.mkdir(parents=True)
        (tmp_path / uri).write_text(body, "utf-8")
    problems = Problems()
    source = read_source(tmp_path, problems)
    assert [source.texts[uri] for uri in uris] == ["Địa chỉ tin cậy, đường dây.\n", body]
    assert [line.split(":")[0] for line in source.told] == uris and not len(problems)
    assert all(line.endswith(", và 1 chữ nữa") for line in source.told)
