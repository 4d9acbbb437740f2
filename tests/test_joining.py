"""Large lines are broken by sense: words that belong together stay together."""

from __future__ import annotations

import pytest
from commune.core.joining import MOST, joined


@pytest.mark.parametrize(
    ("text", "lines_may_end"),
    [
        ("Con trai, con gái làm như nhau.", "Con trai,|con gái|làm|như nhau."),
        ("Chăm cha mẹ già, ta thay phiên.", "Chăm|cha mẹ|già,|ta|thay phiên."),
        ("Việc nhà là việc của cả nhà", "Việc nhà|là việc|của cả nhà"),
        ("Bài học 35 phút: Việc của nhà", "Bài học|35 phút:|Việc của nhà"),
        ("Tháng hành động vì bình đẳng", "Tháng hành động|vì bình đẳng"),
        ("“Bình đẳng”, công an?", "“Bình đẳng”,|công an?"),
        ("Nhà của con, gái của mẹ", "Nhà|của con,|gái|của mẹ"),  # a comma parts "con gái"
        ("Zyx wvu tsr", "Zyx|wvu|tsr"),
        ("một", "một"),
        ("hai  khoảng trắng", "hai||khoảng|trắng"),
        ("", ""),
    ],
)
def test_words_that_belong_together_are_joined(text, lines_may_end):
    assert joined(text).split(" ") == [part.replace(" ", "\u00a0") for part in lines_may_end.split("|")]


@pytest.mark.parametrize("text", ["một hai ba bốn năm sáu bảy tám", "của và là " * 9, "nghiêng nghiêng", "a\nb của c"])
def test_nothing_is_changed_but_spaces_and_no_part_is_too_wide_for_a_column(text):
    assert joined(text).replace("\u00a0", " ") == text
    assert all(len(part) <= MOST + 2 for part in joined(text).split())
