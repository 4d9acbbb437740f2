"""What this commune's posts and sheets say of the law, held against the words of the law."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

CONTENT = ("campaigns", "materials", "help")
MEDIATION = (
    "Hòa giải trong phòng, chống bạo lực gia đình không thay thế biện pháp xử lý người có hành vi bạo lực gia đình."
)


@pytest.fixture(scope="module")
def texts(root):
    files = [path for folder in CONTENT for path in sorted((root / "content" / folder).rglob("*.*"))]
    files.append(root / "content" / "hieu-dung.yml")
    read = {path.relative_to(root / "content").as_posix(): path.read_text("utf-8") for path in files}
    return {name: " ".join(BeautifulSoup(text, "html.parser").get_text().split()) for name, text in read.items()}


def post(texts, part: str) -> str:
    (name,) = [name for name in texts if part in name and name.endswith("index.md")]
    return texts[name]


def test_nobody_is_promised_that_the_police_stop_it_at_once(texts):
    """The law puts it as a duty: "phải kịp thời ngăn chặn, xử lý … theo thẩm quyền" (Điều 20 khoản 1)."""
    assert [name for name, text in texts.items() if "ngăn chặn ngay" in text] == []


def test_that_the_chair_is_told_is_said_of_the_family_wherever_it_is_said(texts):
    for name, text in texts.items():
        if re.search(r"Chủ tịch.{0,60}được báo", text):
            assert re.search("gia đình", text) and re.search("[Nn]goài gia đình|ngoài ngõ|người lạ|[Cc]ông an", text), (
                name
            )


def test_who_reports_is_protected_wherever_the_chair_is_told(texts):
    for name, text in texts.items():
        if re.search(r"Chủ tịch.{0,60}được báo", text):
            assert re.search(r"([Nn]gười|[Tt]hầy cô) báo tin.{0,30}được.{0,10} bảo vệ|bảo vệ người báo tin", text), name


def test_the_no_contact_order_is_whole(texts):
    """Điều 25: who may ask, 12 hours, a refusal in writing, 3 days; Điều 26: the court; Nghị định 76: 100 m."""
    text = post(texts, "muoi-cau-hoi-ve-luat")
    for said in ("100 m", "không quá 3 ngày", "tới 4 tháng", "Trong 12 giờ", "bằng văn bản", "người giám hộ"):
        assert said in text, said
    assert not [name for name, other in texts.items() if re.search(r"\b30 ?m(ét)?\b", other)]


def test_a_head_of_village_is_told_the_limit_beside_the_duty(texts):
    text = post(texts, "o-thon-minh")
    assert "theo khả năng của mình" in text and "Đừng đi một mình" in text and "phải báo ngay" in text


@pytest.mark.parametrize("part", ["o-thon-minh", "y-chinh-hop-thon"])
def test_mediation_does_not_replace_handling(part, texts):
    assert MEDIATION in post(texts, part)


def test_a_quiz_that_names_mediation_says_so_too(texts):
    assert "Hòa giải không thay cho việc xử lý" in texts["materials/cau-hoi-sinh-hoat-thon/quiz.yml"]


def test_a_guardian_consents_too_wherever_pictures_are_put_online(texts):
    for name, text in texts.items():
        if re.search("Điều 21 khoản 2|đưa hình lên mạng", text):
            assert "giám hộ" in text, name


def test_choosing_the_sex_of_a_child_is_told_to_be_forbidden(texts):
    text = post(texts, "sinh-con-trai-hay-gai")
    for said in ("113/2025/QH15", "Lựa chọn giới tính thai nhi dưới mọi hình thức", "Cưỡng bức, ép buộc việc sinh con"):
        assert said in text, said


def test_the_clause_that_was_repealed_is_told_to_be(texts):
    """Luật Dân số 113/2025/QH15, Điều 29 khoản 5."""
    for name, text in texts.items():
        if re.search(r"Điều 17\b.{0,80}Luật Bình đẳng|Bình đẳng giới.{0,40}Điều 11 đến Điều 18", text):
            assert "khoản 3 Điều 17 đã bị bãi bỏ từ 1/7/2026" in text, name


def test_the_warning_stands_before_what_it_warns_of(texts):
    text = post(texts, "viec-nha-la-viec-chung")
    assert text.index("Nếu bạn sợ khi phải nói chuyện này ở nhà") < text.index("Ngồi lại một buổi tối")
