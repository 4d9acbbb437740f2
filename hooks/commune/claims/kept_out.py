"""What must never stand on the site, whoever writes it: a closed list, each with its reason and its cure.

Every entry is something that readers acted on, or that portals still copy, and that the texts of the law refute.
The patterns look at words as a reader sees them; `at` names the part by which the place is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..core.phone import refused_as_typed

Weight = Literal["refused", "told", "free"]  # what it means for the file where it stands

_IN_A_SENTENCE = r"[^.!?\n]"
_SENTENCES_END = re.compile(r"(?<=[.!?…])\s+|\n")


@dataclass(frozen=True)
class Rule:
    """`patterns` have a group `at`; where `near` is given, it has to stand within `within` characters of that."""

    id: str
    patterns: tuple[str, ...]
    reason: str
    cure: str
    near: str = ""
    within: int = 200

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(pattern, re.IGNORECASE) for pattern in self.patterns]

    @cached_property
    def _near(self) -> re.Pattern[str]:
        return re.compile(self.near, re.IGNORECASE)

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text it stands."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                first, last = match.span("at")
                if self._near.search(text, max(0, first - self.within), last + self.within):
                    yield first, last


@dataclass(frozen=True)
class Found:
    """Words that must not stand: the `rule`, the words themselves, and the sentence that holds them."""

    rule: str
    at: str
    sentence: str


_BINH_YEN = r"(?:1900[ .]?96[ .]?96[ .]?80|ngôi nhà bình yên|một chín không không)"
_FREE = r"(?P<at>miễn (?:phí|cước)|không (?:mất|tốn|tính|thu|phải trả) (?:tiền|phí|cước|đồng nào))"
_OTHER_LINE = r"(?:\b11[1345]\b|tổng đài|bảo vệ trẻ em|công an|trẻ em gọi|em gọi|các cháu)"
_ONE_ONE_ONE = r"(?:(?<![\d/.,-])111(?![\d/.,]\d|\d)|một một một|1800[ .]?\d[\d .]*\d)"
_OF_THE_FAMILY = rf"bạo lực gia đình(?:(?!trẻ em|mua bán|{_BINH_YEN}|\b113\b){_IN_A_SENTENCE}){{0,40}}"
_AMENDED = r"(?:đ(?:iều|\.) ?17 k(?:hoản|\.) ?3(?!\d)|k(?:hoản|\.) ?3,? (?:của )?đ(?:iều|\.) ?17(?!\d))"

RULES = (
    Rule(
        "cam-tiep-xuc-30-m",
        (r"(?P<at>(?<![\d.,])30 ?(?:m|mét)(?!\w)|ba mươi mét)",),
        "khoảng cách của quyết định cấm tiếp xúc là 100 m (Nghị định 76/2023/NĐ-CP, Điều 19); 30 m là luật cũ",
        "Hãy ghi 100 m, hoặc bỏ khoảng cách",
        near=r"cấm tiếp xúc",
    ),
    Rule(
        "binh-yen-mien-phi",
        (
            rf"{_BINH_YEN}(?:(?!{_OTHER_LINE})[^\n]){{0,120}}?{_FREE}",
            # Its number alone on a line, and what it costs on the next one.
            rf"{_BINH_YEN}\W*\n(?:(?!{_OTHER_LINE})[^\n]){{0,200}}?{_FREE}(?![^.\n]{{0,20}}:)",
            rf"{_FREE}(?:(?!{_OTHER_LINE})[^.!?\n]){{0,60}}{_BINH_YEN}",
        ),
        "chưa có nguồn nào nói gọi 1900 96 96 80 không mất tiền",
        "Hãy ghi “hỏi trước về cước gọi”, hoặc không nói về cước",
    ),
    Rule(
        "so-da-bo",
        (rf"(?P<at>{refused_as_typed()}|(?:gọi|số) 112(?!\d))",),
        "số này đã ngừng, của tỉnh khác, hoặc không phải nơi giúp người bị bạo lực",
        "Hãy dùng một số có trong danh bạ (content/help/national.yml)",
    ),
    Rule(
        "dieu-17-khoan-3",
        (rf"(?P<at>{_AMENDED})",),
        "khoản này của Luật Bình đẳng giới đã bị bãi bỏ từ 1/7/2026 (Luật Dân số 113/2025/QH15, Điều 29 khoản 5)",
        "Hãy bỏ, hoặc dựa vào Luật Dân số",
        near=r"luật bình đẳng giới|luật bđg|73/2006",
    ),
    Rule(
        "111-khong-phai-bao-luc-gia-dinh",
        (
            rf"(?:đường dây|tổng đài|gọi)(?:(?!trẻ em|mua bán)[^.!?\n]){{0,60}}{_OF_THE_FAMILY}(?P<at>{_ONE_ONE_ONE})",
            rf"(?P<at>{_ONE_ONE_ONE})(?:(?!trẻ em|mua bán)[^.!?\n]){{0,20}}(?:là|:|\() ?(?:số|đường dây|tổng đài)"
            rf"(?:(?!trẻ em|mua bán)[^.!?\n]){{0,40}}bạo lực gia đình",
        ),
        "đây không phải đường dây về bạo lực gia đình: 111 là Tổng đài bảo vệ trẻ em, cũng nhận tin về mua bán người; "
        "số của tổng đài quốc gia về bạo lực gia đình thì chưa thấy được công bố",
        "Hãy tách hai điều ra, và gọi đúng tên từng nơi",
    ),
    Rule(
        "wcag-dat-chuan",
        (r"(?P<at>đạt (?:đủ )?(?:tiêu )?chuẩn|theo (?:đúng )?quy định|đáp ứng (?:đủ )?(?:tiêu )?chuẩn)",),
        "chưa ai chứng nhận trang đạt WCAG, và chưa rõ quy định nào bắt buộc",
        "Hãy ghi “mục tiêu là WCAG 2.2 mức AA”",
        near=r"wcag",
        within=80,
    ),
    Rule(
        "chua-tung-sua-doi",
        (rf"luật{_IN_A_SENTENCE}{{0,80}}(?P<at>(?:chưa (?:từng|bao giờ|hề)|không hề) (?:được |bị )?sửa đổi)",),
        "chưa ai đọc hết những gì Quốc hội thông qua gần đây, nên không nói chắc như vậy",
        "Hãy bỏ ý ấy",
    ),
    Rule(
        "luat-tre-em-moi-nhat",
        (rf"luật trẻ em{_IN_A_SENTENCE}{{0,40}}(?P<at>mới nhất)",),
        "Luật Trẻ em đang được sửa, chưa biết bản nào là mới nhất",
        "Hãy ghi số của luật đã đọc: 102/2016/QH13",
    ),
    Rule(
        "luat-tre-em-dieu-111",
        (rf"luật trẻ em{_IN_A_SENTENCE}{{0,40}}(?P<at>điều 111)(?!\d)", r"(?P<at>điều 111) (?:của )?luật trẻ em"),
        "Luật Trẻ em có 106 điều; 111 chỉ là số điện thoại",
        "Hãy ghi đúng điều",
    ),
    Rule(
        "luat-binh-dang-gioi-sua-doi",
        (r"luật bình đẳng giới (?P<at>\(?(?:sửa đổi|mới)(?! bởi)\)?)",),
        "chưa có Luật Bình đẳng giới sửa đổi; luật đang dùng là luật số 73/2006/QH11",
        "Hãy ghi “Luật Bình đẳng giới số 73/2006/QH11”",
    ),
    Rule(
        "van-ban-da-thay",
        (
            r"(?P<at>(?<!\d)(?:144/2021|117/2020|42/2022)/NĐ-CP|(?<!\d)12/2022/NĐ-CP|(?<!\d)2232/QĐ-TTg)",
            r"(?P<at>pháp lệnh dân số)",
            rf"luật phòng, chống bạo lực gia đình{_IN_A_SENTENCE}{{0,15}}(?P<at>2007)(?!\d)",
            rf"luật phòng, chống mua bán người{_IN_A_SENTENCE}{{0,15}}(?P<at>2011)(?!\d)",
        ),
        "văn bản này đã được thay hoặc đã hết hạn",
        "Hãy dựa vào văn bản đang có hiệu lực (content/claims.yml có những văn bản đã đọc)",
    ),
    Rule(
        "muc-phat-chua-doi-chieu",
        (
            rf"(?:125/2021|90/2026|283/2026)/NĐ-CP{_IN_A_SENTENCE}{{0,120}}?"
            r"(?P<at>\d[\d.,]*(?: ?[–-] ?\d+)? (?:triệu|đồng|nghìn))",
        ),
        "mức phạt của nghị định này chưa đối chiếu được",
        "Hãy ghi “bị xử phạt theo quy định”, không ghi số tiền",
    ),
    Rule(
        "tro-giup-phap-ly-mien-phi",
        (
            rf"(?:người|nạn nhân) bị bạo lực gia đình{_IN_A_SENTENCE}{{0,60}}(?P<at>trợ giúp pháp lý miễn phí)",
            rf"(?P<at>trợ giúp pháp lý miễn phí){_IN_A_SENTENCE}{{0,40}}(?:người|nạn nhân) bị bạo lực gia đình",
        ),
        "hiện nay luật còn đòi có khó khăn về tài chính, không phải ai bị bạo lực gia đình cũng được",
        "Hãy thêm điều kiện ấy, hoặc khuyên hỏi trung tâm trợ giúp pháp lý",
    ),
    Rule(
        "chi-tieu-chua-doi-chieu",
        (
            rf"(?P<at>mỗi quý){_IN_A_SENTENCE}{{0,30}}(?:0?4|bốn) (?:tin|bài)",
            rf"(?:chỉ tiêu|mục tiêu|phấn đấu){_IN_A_SENTENCE}{{0,120}}(?P<at>vị thành niên){_IN_A_SENTENCE}{{0,40}}\d",
        ),
        "chỉ tiêu này mới thấy ở một nơi, chưa đối chiếu được với văn bản của cả nước",
        "Hãy bỏ, cho tới khi có nguồn thứ hai",
    ),
)
BY_ID = {rule.id: rule for rule in RULES}


def kept_out_in(text: str) -> list[Found]:
    """What of the list stands in a text of which every line is a block of a page."""
    return [
        Found(rule.id, text[first:last], sentence_at(text, first, last))
        for rule in RULES
        for first, last in rule.found(text)
    ]


def sentence_at(text: str, first: int, last: int) -> str:
    """The sentence that holds these characters."""
    start = max((mark.end() for mark in _SENTENCES_END.finditer(text, 0, first + 1) if mark.end() <= first), default=0)
    end = _SENTENCES_END.search(text, last)
    return text[start : end.start() if end else len(text)].strip()
