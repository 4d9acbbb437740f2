"""Words that no Vietnamese syllable is spelt like are told, with what may be meant; what is right is left alone."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from commune.core.cache import NoCache
from commune.core.problem import Problems
from commune.core.source import read_source
from commune.core.text import normalize
from commune.language import syllables
from commune.language.advice import spelling
from commune.language.looking import Odd, TextReader, WrittenText
from commune.language.reading import read_own_words
from commune.language.spelling import misspelt
from commune.language.syllables import WAYS, counts, near, own_words, spelt
from commune.slices import CONTENT_FILES
from typing_faults import KINDS as FAULTS
from typing_faults import faulty

HERE = Path(syllables.__file__).parent
URI = "content/campaigns/2027-03-ngay-hoi/index.md"
OWN = own_words([])


def told(text: str, own: frozenset[str] = OWN) -> list[str]:
    return [one.word for one in misspelt(text, own)]


# --- what is right ---

RIGHT = (
    "Bà con nghe loa, gọi công an xã khi có người bị đánh.",
    "quốc quyết quả quýt quên quỳnh quở quẩy",
    "gì gìn giếng giết giữ già giỏ gió giặt giúp giường",
    "nghiêng nghề nghỉ nghe ngành ngoằn ngoèo khuỷu khuya khuếch ngoáy ngoao",
    "yêu yến yểu ủy huých quýnh uyển thuở ước ườn ưỡn",
    "chuệch choạc, lóng ngóng, vằng vặc, khúc khuỷu, ngúng nguẩy, luýnh quýnh",
    "xoong, boong, bông, kính coong, cải xoong",
    "KẾ HOẠCH Bình đẳng giới Của Xã",
    "hòa thúy khỏe lòe ủy quý tùy hủy thuế tỏa",
    "y tế, ý kiến, lý do, kỹ năng, bác sĩ, mỹ thuật, tỷ lệ, tỉ mỉ, hy vọng, hi hi",
    "UBND xã, HĐND, TP. Ví Dụ, BCĐ, MTTQ, ThS, PGS",
    "Mục IV.5, II-3, điểm a khoản 1, 13/2022/QH15, 76/2023/NĐ-CP, 8h30, 100m, 5kg, A4, H5N1, 4G",
    "Viết về a.b@vi-du.vn, vi-du.gov.vn, https://vi-du.vn/abcxyz, /ho-tro/xyzt/, bai-viet.docx, #8thang3",
    "JavaScript, GitHub, YouTube, iPhone, WebP",
    "Wi-Fi, Zalo, Facebook, tivi, web, video, clip",
    "nam/nữ, và/hoặc, kinh tế - xã hội, tin-học",
    "“Ừ,” bà nói, ‘thế à?’ (thật), [đấy]; rồi… về!",
    "",
)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["Trang ấy là Turning on Secret mode on your phone", "Bấm Keep your browsing history private in Maps nhé"]
)
def test_a_passage_in_another_language_is_left_alone(text):
    assert told(text) == []


def test_vietnamese_without_its_marks_is_no_other_language():
    assert "nguoi" in told("nguoi dan duoc bao ve") and "duoc" in told("nguoi dan duoc bao ve")


def test_nor_is_what_was_typed_with_telex_off():
    assert told("Tieengs Vieetj raats hay") == ["Tieengs", "Vieetj", "raats"]


# --- what is wrong, and what is meant ---

WRONG = {
    "nghành": "ngành",
    "ngỉ": "nghỉ",
    "ghà": "gà",
    "nghười": "người",
    "kủa": "của",
    "cính": "kính",
    "ngề": "nghề",
    "đinhf": "đình",
    "bạo lựcc": "lực",
    "phụ nữu": "nữ",
    "nguơì": "người",
    "nguời": "người",
    "tieengs": "tiếng",
    "dduowcj": "được",
    "ngươif": "người",
    "trẻe": "trẻ",
    "chồngg": "chồng",
    "gia đìng": "đình",
    "kế hoặch": "hoạch",
    "giúpp": "giúp",
    "việ": "việc",
    "giađình": "gia đình",
    "trácnhiệm": "trác nhiệm",
    "phòngchống": "phòng chống",
    "đượcc": "được",
    "Đẳgn": "Đẳng",
    "BẠO LỰCC": "LỰC",
    "bịị": "bị",
    "sựu": "sự",
    "chuyệện": "chuyện",
}


@pytest.mark.parametrize(("typed", "meant"), WRONG.items())
def test_what_is_wrong_is_told_with_what_is_meant(typed, meant):
    (one,) = misspelt(typed, OWN)
    common = counts(["người đình lực nữ của nghỉ ngành được giúp việc trẻ chồng gia hoạch kính nghề gà sự"])
    written = [WrittenText(URI, (), (Odd(one.word, (3,), one.right),))]
    assert f"“{meant}”" in spelling(written, lambda: common)[0]


WAY = {
    "hoà": "hòa", "thuý": "thúy", "khoẻ": "khỏe", "uỷ": "ủy", "tuỳ": "tùy", "hoá": "hóa", "Hoà": "Hòa", "loè": "lòe",
    "HOÀ": "HÒA", "qúy": "quý", "gìơ": "giờ", "ngươì": "người", "lí": "lý", "kĩ": "kỹ", "sỹ": "sĩ", "quí": "quý",
    "mĩ": "mỹ", "BÌnh": "Bình", "hỌc": "học",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "way"), WAY.items())
def test_one_way_of_writing_a_thing(typed, way):
    assert [one.right for one in misspelt(typed, OWN)] == [way]
    told = spelling([WrittenText(URI, (), (Odd(typed, (3,), way),))], Counter)[0]
    assert told == f"{URI}:3: “{typed}”: trang này viết “{way}”"


def test_letters_that_were_put_together_from_parts_are_the_same_letters():
    assert told(normalize(unicodedata.normalize("NFD", "Bình đẳng giới"))) == []


# --- what a commune calls its own ---


def test_own_words_are_right_however_they_begin():
    own = own_words(["Messenger", "H’Mông"])
    assert told("messenger, MESSENGER, H’Mông", own) == []
    assert told("Messengerr", own) == ["Messengerr"]


def test_own_words_are_read_from_their_file(root, tmp_path):
    folder = root / "tests/communes/song-lam"
    assert read_own_words(read_source(folder, Problems()), Problems()) == ("Messenger", "H’Mông")
    (tmp_path / "content").mkdir()
    assert read_own_words(read_source(tmp_path, Problems()), Problems()) == ()


# --- what is told of a file ---


def read(text: str) -> WrittenText:
    return TextReader(CONTENT_FILES, {}, OWN, "", NoCache()).read({URI: text})[0]


def test_a_word_is_told_once_with_all_its_lines():
    found = read("---\ntitle: Nghành y\n---\n\nnghành một\n\n- nghành hai\n")
    assert [(one.word, one.lines) for one in found.odd] == [("Nghành", (2,)), ("nghành", (5, 7))]
    assert spelling([found], Counter)[1].startswith(f"{URI}:5 (và dòng 7): “nghành” có thể sai chính tả, ý bạn là ")


def test_code_links_and_names_in_braces_are_no_words():
    text = "Gõ `nghành` [ở đây](/nghanh/xyzt/) {{ commune.abcxyz }} ![ảnh](nghanh.jpg)\n\n```\nnghành\n```\n"
    assert read(text).odd == ()


def test_the_words_of_a_link_and_of_a_picture_are_read():
    assert {one.word for one in read("[nghành](/lich/) ![ngỉ](a.jpg)\n").odd} == {"nghành", "ngỉ"}


def test_no_more_is_told_of_a_file_than_one_reads():
    many = tuple(Odd(f"zz{letter}", (1,), "") for letter in "abcdefgh")
    lines = spelling([WrittenText(URI, (), many)], Counter)
    assert lines[5] == f"{URI}: và 3 chữ nữa" and "content/tu-rieng.yml" in lines[-1] and len(lines) == 7


def test_where_nothing_is_odd_nothing_is_told():
    assert spelling([WrittenText(URI)], Counter) == []


def test_at_most_three_are_suggested():
    assert all(len(near(word, Counter())) <= 3 for word in WRONG)


# --- the list ---


def lines() -> list[str]:
    return (HERE / "tieng.txt").read_text("utf-8").splitlines()


def test_the_list_names_its_licence(root):
    assert "CC BY-SA 4.0" in "\n".join(line for line in lines() if line.startswith("#"))
    assert "hooks/commune/language/tieng.txt" in (root / "LICENSE").read_text("utf-8")


def test_the_list_has_each_syllable_once_in_the_sites_own_way():
    found = [word for line in lines() if not line.startswith("#") for word in line.split()]
    assert len(found) == len(set(found)) > 6_500
    assert [
        word for word in found if unicodedata.normalize("NFC", word) != word or spelt(word) != WAYS.get(word, word)
    ] == []


def test_a_line_holds_what_differs_by_its_tone_alone():
    tones = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
    for line in lines():
        if not line.startswith("#"):
            assert len({tones.sub("", unicodedata.normalize("NFD", word)) for word in line.split()}) == 1, line


def test_the_list_keeps_the_rules_of_spelling():
    """k, gh, ngh before e ê i y; c, g, ng before all others; c ch p t end no syllable but in sắc and nặng."""
    for word in (word for line in lines() if not line.startswith("#") for word in line.split()):
        letters = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
        assert not re.match(r"c[eiy]|ng[eiy]|k[^eiyh]|gh[^ei]|ngh[^ei]|g[ey]", letters), word
        if re.search(r"[ctp]$|ch$", letters):
            assert {"\u0301", "\u0323"} & {*unicodedata.normalize("NFD", word)}, word


@pytest.mark.parametrize("word", ["nghành", "kà", "cê", "ngiêng", "bạcc", "hòat", "uờng", "cácch", "boạch", "chươ"])
def test_the_list_has_nothing_that_nobody_writes(word):
    assert spelt(word) is None


def test_shared_words_are_in_order():
    words = (HERE / "tu-chung.txt").read_text("utf-8").splitlines()[1:]
    assert words == sorted(set(words), key=str.lower)


# --- how much it finds ---


@cache
def faults(root: Path) -> list[tuple[str, str]]:
    """(what was meant, what was typed): a thousand faults in words of the site's own texts."""
    texts = read_source(root, Problems()).texts
    found = [word for uri in sorted(texts) if uri.endswith(".md") for word in re.findall(r"[^\W\d_]+", texts[uri])]
    words = [word.lower() for word in found if len(word) > 1 and spelt(word.lower()) == word.lower()]
    dice = random.Random(14)
    made: list[tuple[str, str]] = []
    while len(made) < 1_000:
        word = dice.choice(words)
        if (typed := faulty(word, dice.choice(FAULTS), dice)) != word and len(typed) > 1:
            made.append((word, typed))
    return made


def test_four_faults_of_five_are_told(root, record_property):
    """What turns one syllable into another no list of syllables can find."""
    made = faults(root)
    found = [pair for pair in made if told(f"bà con {pair[1]} nhé")]
    record_property("told", len(found))
    assert len(found) > 0.78 * len(made)


def test_what_was_meant_is_among_what_is_suggested(root, record_property):
    common = counts(read_source(root, Problems()).texts.values())
    unknown = [(meant, typed) for meant, typed in faults(root) if told(f"bà con {typed} nhé")]
    right = [meant for meant, typed in unknown if meant in (spelt(typed), *near(typed, common))]
    record_property("suggested", len(right) / len(unknown))
    assert len(right) > 0.82 * len(unknown)
