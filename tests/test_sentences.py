"""Sentences that an ear can follow: where they end, how many syllables they have, and what is told of the long ones."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from commune.__main__ import main
from commune.advice import language_told
from commune.core.cache import NoCache
from commune.core.wording import wordings
from commune.language.advice import LONGEST, lengths, long_sentences
from commune.language.looking import Said, TextReader, WrittenText
from commune.language.sentences import sentences, syllables
from commune.site import make_site
from commune.slices import CONTENT_FILES, read_as
from communes import assemble

DAY = date(2027, 3, 24)
URI = "content/campaigns/2027-03-ngay-hoi/index.md"
LONG = " ".join(["tiếng"] * (LONGEST + 1))


def read(text: str, uri: str = URI, elsewhere: str = "", values=None) -> WrittenText:
    return TextReader(CONTENT_FILES, values or {}, frozenset(), elsewhere, NoCache()).read({uri: text})[0]


# --- where a sentence ends ---

ONE = (
    "Gửi về TP. Ví Dụ trước ngày mai",
    "Cô là ThS. Nguyễn Thị Ví Dụ",
    "Thầy là PGS. TS. ở trường",
    "Gọi cho bà N. V. Thử",
    "Nấu cơm, rửa bát, v.v. đều là việc chung.",
    "Họp lúc 8 giờ 30 ngày 25/11/2026 tại nhà văn hóa",
    "Chỉ còn bằng 1,4 lần; mỗi tháng 1.200.000 đồng",
    "Luật số 13/2022/QH15 và Nghị định 76/2023/NĐ-CP",
    "Xem ở trang vi.wikipedia.org nhé",
    "Đánh, mắng … rồi xin lỗi",
    "“Ai đó?” hỏi nhỏ mà không ai thưa",
    "Đi thôi!” bà giục",
    "Từ 7:30 đến 9:00",
    "1. Bình đẳng giới là gì?",
    "a. Người bị hại",
)
TWO = (
    "Đang nguy hiểm thì gọi công an. Đừng chờ.",
    "Gọi ai bây giờ? Gọi 113.",
    "Chuyện ngoài gia đình: gọi công an.",
    "Kế hoạch của năm 2026. Việc của xã.",
    "“Em thấy thế nào?” Mình cùng bàn.",
    "Nấu cơm, rửa bát, v.v. Đó là việc chung.",
    "Chờ đã… Rồi hãy đi.",
    "Họ nói: “Đi đi!”",
    "Gọi công an xã (số ở trên). Gọi 113.",
)


@pytest.mark.parametrize("text", ONE)
def test_one_sentence(text):
    assert [one.text for one in sentences(text)] == [text]


@pytest.mark.parametrize("text", TWO)
def test_two_sentences(text):
    found = [one.text for one in sentences(text)]
    assert len(found) == 2 and " ".join(found) == text


def test_a_sentence_knows_where_it_begins():
    text = "  Một hai.\n  Ba bốn.  "
    assert [text[one.start :].split()[0] for one in sentences(text)] == ["Một", "Ba"]


@pytest.mark.parametrize("text", ["", "  ", "…", "? ! .", "– –", "—"])
def test_what_says_nothing_is_no_sentence(text):
    assert [*sentences(text)] == []


# --- how long it is ---


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bình đẳng giới", 3),
        ("kinh tế - xã hội", 4),
        ("in-tơ-nét", 3),
        ("2021–2030", 1),
        ("số 13/2022/QH15", 2),
        ("ngày 25/11", 2),
        ("1900 96 96 80", 4),
        ("mở Zalo, Facebook", 3),
        ("nam, nữ; già – trẻ", 4),
        ("“Ai?”", 1),
        ("Wi-Fi", 2),
    ],
)
def test_syllables_are_counted_as_they_are_written(text, count):
    """A number is one: how it is read out depends on who reads."""
    assert syllables(text) == count


# --- what is read of a file ---


def test_blocks_are_read_apart_and_lines_are_those_of_the_source():
    text = f"---\ntitle: Một hai\nsummary: Ba bốn năm\ndate: 2027-03-01\n---\n\n## Sáu bảy\n\n- tám chín\n- {LONG}\n"
    found = read(text).said
    assert [(one.line, one.syllables) for one in found] == [(2, 2), (3, 3), (7, 2), (9, 2), (10, LONGEST + 1)]


def test_cells_of_a_table_and_parts_of_a_box_are_read_apart():
    text = '| a b | c |\n|---|---|\n| d | e f |\n\n!!! note "Một hai"\n    ba bốn\n'
    assert [one.text for one in read(text).said] == ["a b", "c", "d", "e f", "Một hai", "ba bốn"]


def test_what_is_typed_as_code_or_quoted_from_others_counts_for_nothing():
    assert read(f"Một hai.\n\n> {LONG}\n\n```\n{LONG}\n```\n\nGõ `{LONG}` nhé.\n").said == (
        Said(1, "Một hai.", 2),
        Said(9, "Gõ nhé.", 2),
    )


def test_a_quotation_of_the_law_is_not_its_authors():
    text = f"Luật ghi: “{LONG}”.\n"
    assert read(text).said[-1].syllables == LONGEST + 1
    assert read(text, elsewhere=f"ở đây {LONG} nữa").said[-1].syllables == 0


def test_sources_are_no_sentences():
    text = f'entries:\n  - id: a\n    claim: "Một hai"\n    truth: "Ba."\n    sources:\n      - {{title: "{LONG}"}}\n'
    assert [one.text for one in read(text, "content/hieu-dung.yml").said] == ["Một hai", "Ba."]


def test_names_in_braces_count_by_their_words():
    found = read("Gọi {{ commune.name }} nhé.\n", values={"commune.name": "xã Sông Lam"})
    assert found.said == (Said(1, "Gọi xã Sông Lam nhé.", 5),)


def test_a_sentence_of_yaml_over_several_lines_has_its_own_line():
    text = "guides:\n  - id: a\n    title: Một\n    note: >-\n      Hai ba.\n      Bốn năm.\n"
    assert [(one.line, one.text) for one in read(text, "content/help/an-toan.yml").said] == [
        (3, "Một"),
        (5, "Hai ba."),
        (6, "Bốn năm."),
    ]


# --- what is told ---


def test_a_long_sentence_is_told_with_its_place_its_first_words_and_a_cure():
    (told,) = long_sentences([WrittenText(URI, (Said(12, LONG, 43), Said(13, LONG, LONGEST)))], read_as)
    first = " ".join(["tiếng"] * 8)
    assert told == f"{URI}:12: câu “{first} …” có 43 tiếng, người nghe khó theo kịp: nên tách làm hai câu"


def test_of_a_file_a_few_are_told_and_the_rest_counted():
    told = long_sentences([WrittenText(URI, tuple(Said(line, LONG, 61) for line in range(1, 10)))], read_as)
    assert len(told) == 6 and "ba câu" in told[0] and told[-1] == f"{URI}: và 4 câu dài nữa"


@pytest.mark.parametrize(
    ("uri", "read_by_residents"),
    [
        ("content/help/ho-tro.md", True),
        ("content/materials/cau-hoi/quiz.yml", True),
        ("content/hieu-dung.yml", True),
        ("content/plan/2027/doc-nhanh.md", True),
        ("docs/gioi-thieu.md", True),
        ("docs/can-bo.md", False),
        ("docs/can-bo/dang-bai.md", False),
        ("content/claims.yml", False),
        ("content/commune.yml", False),
    ],
)
def test_what_residents_read_is_looked_at_and_nothing_else(uri, read_by_residents):
    assert bool(read_as(uri)) == read_by_residents
    assert bool(long_sentences([WrittenText(uri, (Said(1, LONG, 99),))], read_as)) == read_by_residents


def test_how_long_sentences_are_is_told_group_by_group():
    said = tuple(Said(1, "", count) for count in (4, 6, 8, 9, 10, 11, 12, 13, 20, 31))
    assert "bài viết 10,5/20/31." in lengths([WrittenText(URI, said), WrittenText("docs/can-bo.md", said)], read_as)
    assert lengths([], read_as) == ""


@pytest.fixture
def other(tmp_path):
    return assemble(tmp_path / "commune")


def test_check_tells_it_and_lets_it_pass(other, capsys):
    post = next((other / "content/campaigns").glob("*/index.md"))
    post.write_text(f"{post.read_text('utf-8')}\n{LONG}.\n", "utf-8")
    assert main(["--root", str(other), "check"]) == 0
    told = capsys.readouterr().out
    assert f"{post.relative_to(other).as_posix()}:" in told and f"có {LONGEST + 1} tiếng" in told


def test_publish_check_tells_how_long_sentences_are(other, capsys):
    assert main(["--root", str(other), "publish-check"]) == 0
    assert "Câu dài bao nhiêu tiếng" in capsys.readouterr().out


def test_a_build_stays_silent(other):
    """It prints only what cannot wait."""
    post = next((other / "content/campaigns").glob("*/index.md"))
    post.write_text(f"{post.read_text('utf-8')}\n{LONG} nghành.\n", "utf-8")
    content, _ = make_site(other, DAY, DAY)
    uri = post.relative_to(other).as_posix()
    assert not [line for line in content.told if uri in line]
    assert len([line for line in language_told(content, NoCache())[0] if uri in line]) == 2


def test_a_fork_is_told_nothing_of_what_it_cannot_mend(other, capsys):
    advice = other / "content/help/ho-tro.md"
    advice.write_text(f"{advice.read_text('utf-8')}\nnghành {LONG}.\n", "utf-8")
    main(["--root", str(other), "check"])
    assert "nghành" in capsys.readouterr().out
    (other / ".upstream").write_text("abc\n", "utf-8")
    main(["--root", str(other), "check"])
    assert "nghành" not in capsys.readouterr().out
    shutil.rmtree(other / ".cache", ignore_errors=True)


# --- the words of a file ---


def test_every_block_has_its_line_though_words_come_again():
    text = "Một hai\n\nba một\n\n- hai\n- một hai\n\n> ba\n"
    found = [(one.text.strip(), one.line_at(0)) for one in wordings(URI, text, CONTENT_FILES, {}, NoCache())]
    assert found == [("Một hai", 1), ("ba một", 3), ("hai", 5), ("một hai", 6), ("ba", 8)]


def test_of_yaml_only_words_for_people_are_read():
    text = "---\ntitle: Một hai\ndate: 2027-03-01\naudience: [thon]\ncover: {file: a.jpg, alt: Ba bốn}\n---\n\nnăm\n"
    found = [(one.key, one.text) for one in wordings(URI, text, CONTENT_FILES, {}, NoCache())]
    assert found == [(("title",), "Một hai"), (("cover", "alt"), "Ba bốn"), ((), "năm")]
