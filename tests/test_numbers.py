"""Numbers in words: seen as a reader sees them, refused where they are typed, and never told in public."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.advice import warnings
from commune.authoring.reports import FORMATS, Outcome
from commune.core.content_file import Named
from commune.core.fields import definitions
from commune.core.number_patterns import pattern_as_typed
from commune.core.numbers import MASK, masked, may_be_shown, numbers_linked, numbers_seen
from commune.core.phone import digits_of
from commune.core.problem import ContentError, Place, Problem
from commune.core.shown import numbers_in_markdown, numbers_shown, text_blocks
from commune.core.source import read_source
from commune.core.text import PRINTABLE
from communes import assemble
from hypothesis import assume, example, given
from hypothesis import strategies as st
from making import make_site

PHONE = "0912345678"
DAY = date(2027, 3, 24)
SPELT = {
    "grouped": """0912345678|0912 345 678|091 234 5678|09 12 34 56 78|0912.345.678|0912-345-678|09.12.34.56.78
0912. 345. 678|0912  345  678|0912 - 345 - 678|(0912) 345 678|0912 (345) 678|[0912345678]|{0912} 345 678|09/12/34/56/78
0912 345 67|0912 345 678/0913 345 678|0912345678–0912345679|1.0912345678|0912345678nhé|sđt0912345678|SĐT-0912345678
liên hệ:0912345678|0912345678@gmail.com""",
    "unusual separators": """0912,345,678|0912, 345, 678|0912/345/678|0912·345·678|0912'345'678|0912"345"678
0912_345_678|0912:345:678|0912;345;678|0912~345~678|0912+345+678|0912=345=678|0912*345*678|**0912**345**678**|0912…345…678
0912⁄345⁄678|0912−345−678|0912—345—678|0912‑345‑678|0912．345．678|0912，345，678|0912\\n345678
0912→345→678|0912★345★678|0912 ☎ 345 678|0912^345^678
0912・345・678|0912‣345‣678|0912፡345፡678|【0912】345678|<0912> 345 678""",
    "other spaces and what nobody sees": """0912\u00a0345\u00a0678|0912\u2007345\u202f678|0912\u3000345\u3000678
0912\u00ad345678|0912\u200c345678|0912\u200b345\u200d678|0912\u2060345678|0912\ufe0f345678|0912\u034f345678
0912&nbsp;345&nbsp;678|0\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e32345678""",
    "digit by digit": """0 9 1 2 3 4 5 6 7 8|0-9-1-2-3-4-5-6-7-8|0.9.1.2.3.4.5.6.7.8|0, 9, 1, 2, 3, 4, 5, 6, 7, 8
0/9/1/2/3/4/5/6/7/8|1 9 0 0 9 6 9 6 8 0""",
    "other digits": """０９１２３４５６７８|𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖|⓪⑨①②③④⑤⑥⑦⑧|٠٩١٢٣٤٥٦٧٨|०९१२३४५६७८|⁰⁹¹²³⁴⁵⁶⁷⁸
₀₉₁₂₃₄₅₆₇₈|１１３|gọi ١١٣""",
    "letters for digits": "O912345678|О912345678|số O912 345 678|09l2345678|O9I2 345 678|0912 345 67O",
    "in words": """không chín một hai ba bốn năm sáu bảy tám|Không chín một hai, ba bốn năm, sáu bảy tám
KHÔNG CHÍN MỘT HAI BA BỐN NĂM SÁU BẢY TÁM|khong chin mot hai ba bon nam sau bay tam
không - chín - một - hai - ba - bốn - năm - sáu - bẩy - tám|không chín mười hai ba bốn năm sáu bảy tám""",
    "with the code of the country": """+84912345678|+84 912 345 678|+84.912.345.678|+84 (0)912 345 678|(+84) 912 345 678
0084912345678|0084 912 345 678|84912345678|84 912 345 678|84-912-345-678|(84) 912 345 678|(84)912345678
84 (0) 912 345 678|+84-24-3825-1234|+1 202 555 0123|+44 20 7946 0958""",
    "landlines": """0220 3123 456|(0220) 3123456|0220-3123456|0220/3123456|024 3825 1234|02438251234|028.3829.1234
069 2000 000|069.234.2593|069 52345|0692342593|080 40000|080.43162""",
    "former": "01612345678|0168 234 5678|0123 456 7890|031 3842 842|0320.3712345|04 3825 1234",
    "behind a word": "gọi 912 345 678|ĐT: 912345678|Zalo 912.345.678|ĐT: 3712345|điện thoại: 38251234",
    "services": """1900 96 96 80|1900969680|1900.96.96.80|1900-96-96-80|1900 9696 80|1900/969680|1800 1567|1800-1567
1800.8027|1800 1768""",
    "short": """gọi 113|Gọi 111 ngay|số 115|113/115|113-115|113/24h|gọi 112|gọi 1-1-3|gọi 1022|tổng đài 1022|gọi 1080
gọi số 1022|gọi 111 em nhé""",
    "addresses typed as words": """zalo.me/0912345678|wa.me/84912345678|t.me/+84912345678|m.me/0912345678|tel:0912345678
sms:0912345678|callto:0912345678|viber://chat?number=%2B84912345678|whatsapp://send?phone=84912345678""",
    "papers of citizens": """030123456789|030 123 456 789|030.123.456.789|030-123-456-789|0301 2345 6789
030\u00a0123\u00a0456\u00a0789|０３０１２３４５６７８９|001199012345|079203001234|123456789012|030 1 23 456789
CCCD: 030123456789|CCCD-030123456789|CCCD 123 456 789 012|số căn cước công dân 030123456789
căn cước số 0 3 0 1 2 3 4 5 6 7 8 9|số định danh cá nhân 030123456789|0 3 0 1 2 3 4 5 6 7 8 9|0-3-0-1-2-3-4-5-6-7-8-9
030/123/456789|030,123,456,789|030:123:456:789|030;123;456789|030_123_456_789|O30123456789|03O123456789|03oo95o12345""",
    "other papers": """CMND 142123456|CMND số: 142 123 456|chứng minh nhân dân số 142123456|hộ chiếu B1234567
Hộ chiếu số: C 1234567|mã số BHXH 3012345678|thẻ BHYT DN 4 01 3012345678|mã số thuế cá nhân 8123456789
passport C1234567|Passport No. C1234567""",
}
TYPED = [(kind, each) for kind, table in SPELT.items() for each in re.split(r"[|\n]", table)] + [
    ("unusual separators", "0912|345|678"),
    ("over the end of a line", "0912\n345678"),
    ("over the end of a line", "0912 \n 345 678"),
]

GOOD = """05/12/2026
05-12-2026 08:30
05.12.2026 08:30
05/12/2026 08 giờ
03/08/2027, 09/08/2027
từ 05/12/2026 - 08/12/2026
08/03/2026 08:00
8-3-2026 08 30
04/12/2026 và 05/12/2026
ngày 05 tháng 12 năm 2026
15/11–15/12
15/11- 15/12
từ ngày 15/11/2026 đến ngày 15/12/2026
02/9/1945 – 02/9/2025
02/09/1945-02/09/2025
8/3, 28/6, 20/10
08/3 - 20/10/2026
08/3-15/5-20/10
các ngày 05, 10, 15, 20, 25 hằng tháng
các ngày 05,10,15,20,25 hằng tháng
2026-12-05T08:30:00
7:30 đến 17:00
từ 08 giờ 00 đến 11 giờ 30
08h00 - 11h30, 13h30 - 17h00
08.30 - 09.30
giai đoạn 1900-1975
giai đoạn 1900 – 1975
1800–1850
các năm 1900, 1910, 1920
năm 1800, 1900 và 2000
2021–2030
2025-2026, 2026-2027
Điều 113
Điều 113, 114, 115
các điều 111, 112 và 113
Điều 9, 20, 21, 34, 36
113/2025/NĐ-CP
Năm 1900 có 113 làng, năm 1945 có 115 làng
111 ngày, 113 hội viên, 115 mô hình
mã định danh văn bản H23.12.34.567
113/2025/QĐ-UBND
Luật Dân số 113/2025/QH15
178/KH-UBND
số 1900/QĐ
Quyết định số 1022/QĐ-UBND
Số: 05/2026/QĐ-UBND
gói thầu số 0512/2026
0512/26, 0513/2026
Nghị định 282/2025/NĐ-CP ngày 31/10/2025
Luật số 73/2006/QH11
1669/NQ-UBTVQH15
Công báo 1583+1584
Công báo 909–910, 15/12/2022
CV 8935/BNV-CTTN&BĐG 3/10/2025
trang 111–115
trang 113
phòng 113
112 học sinh
tổng số 113 học sinh
tổng số 112 học sinh
115 kg
113%
111 bé trai trên 100 bé gái
tỷ số giới tính khi sinh là 111 bé trai trên 100 bé gái
115 phụ nữ, 113 nam giới
114 đơn vị: 67 xã, 45 phường, 02 đặc khu
1022 hộ dân
1900 người
1800 lượt
2.100 người, 2,25 km²
3.712.345 lượt
392/864 = 45,37 %
13/22, 48/63
50–60 %
1,7 lần
0,912
tăng từ 0,912 lên 0,945
0,5 – 0,75 – 0,85
0,51; 0,38; 0,92; 0,77
20.851, 106.6
1.900.000.000 đồng
1 900 000 000 đồng
1900 000 000 đồng
1.800.000 đồng
1.234.567.890 đồng
84.500.000.000 đồng
84 500 000 000 đồng
84,5 tỷ đồng
84 912 345 678 đồng
30.123.456.789 đồng
100.000.000.000 đồng
5.000.000.000 – 8.000.000.000 đồng
kêu gọi 350.000.000 đồng
ISBN 978-604-0-12345-6
ISBN 0-912345-67-8
ISBN 978-0-912345-67-8
mã số thuế 0801234567
MST: 0200123456
tài khoản 0341000123456
STK: 0123456789
Số tài khoản: 123456789012
khổ 210 x 297 mm
1080 x 1920
độ phân giải 1920 x 1080
IMG_202612051530.jpg
SHA-256: 0a12b3c4d5e6f708192a3b4c5d6e7f80
https://example.vn/2026/12/05/tin-113.htm
192.168.1.10
ISO 9001:2015
TCVN 6909:2001
WCAG 2.2 AA
nồng độ O3 là 8 phần triệu
CO2, SO2, O3
Mẫu số 01/BC-X
Biểu 01-02-03
01 02 03 04 05
0 1 2 3 4 5 6 7 8 9
0, 5, 10, 15, 20
0, 3, 6, 9, 12, 15
một hai ba bốn năm sáu bảy tám chín mười
không một ai, không hai lời
không năm nào thiếu
có hay không năm 2026–2027
căn cước gắn chip từ năm 2021
đổi CMND 9 số sang căn cước 12 số
Căn cước công dân: Luật số 26/2023/QH15, có hiệu lực từ 01/7/2024
hộ chiếu mẫu mới từ 01/7/2022
thẻ BHYT cho 1.234 người
{{ call("cong-an-113") }}
call_instead: cong-an-113
mục ii-3-2
số vụ mỗi tháng: 0, 1, 0, 2, 1, 3, 0, 0, 1, 2, 1, 0
đếm 0 1 2 3 4 5 6 7 8 9 10 11 12
000/000/000/000
a < 3 và b > 2
lớp 12A1, 12A2"""


@pytest.mark.parametrize(("kind", "typed"), TYPED)
def test_a_number_is_seen_however_it_is_typed(kind, typed):
    for text in (typed, f"Hãy nhớ {typed} nhé"):
        seen = numbers_seen(text)
        assert seen, (kind, text)
        assert all(number.text in text and text[number.start : number.end] == number.text for number in seen)
        assert {number.kind for number in seen} == {"paper"} or not kind.endswith(("papers", "citizens"))


@pytest.mark.parametrize(("kind", "typed"), TYPED)
def test_a_number_in_markdown_is_seen_too(kind, typed):
    assert numbers_in_markdown(f"# Tin\n\nHãy nhớ {typed} nhé\n"), kind


@pytest.mark.parametrize("words", GOOD.split("\n"))
def test_what_only_looks_like_a_number_may_be_written(words):
    for text in (words, f"Trong bài có {words} nhé.", f"{words}."):
        assert numbers_seen(text) == [], text
        assert numbers_in_markdown(text) == [], text


def test_all_that_is_published_today_may_be_written(root):
    """And a look without rendering is enough for almost all of it, so that a check stays fast."""
    texts = {uri: text for uri, text in read_source(root, ()).texts.items() if uri.endswith(".md")}
    assert [uri for uri, text in texts.items() if numbers_in_markdown(text)] == []
    assert sum(map(may_be_shown, texts.values())) <= len(texts) // 5


def test_what_was_typed_comes_with_the_digits_to_dial():
    typed = ["+84 (0)912 345 678", "O9l2-345-678", "٠٩١٢٣٤٥٦٧٨", "không chín một hai ba bốn năm sáu bảy tám"]
    assert {digits_of(number.digits) for each in typed for number in numbers_seen(each)} == {PHONE}


SIGNS = st.text(
    st.sampled_from(" .-–—·•()'’_*~\u00a0\u202f\u2009\u00ad\u200b\u200c\u200d\u2060\ufe0f\u034f\u20e3"), max_size=3
)
ZEROS = [ord("0"), 0x660, 0x966, 0xFF10, 0x1D7CE, 0x1D7D8]
REAL = st.one_of(
    st.from_regex(r"\A0[35789][0-9]{8}\Z"),
    st.from_regex(r"\A02[0-9]{9}\Z"),
    st.from_regex(r"\A01(?:[26][0-9]|[89][1-9])[0-9]{7}\Z"),
)


@given(REAL, st.lists(SIGNS, min_size=12, max_size=12), st.sampled_from(ZEROS))
@example("0320000000", [*[""] * 5, "_", *[""] * 6], ord("0"))
@example("01201800000", [*[""] * 7, "_", *[""] * 4], ord("0"))
@example("0911812345", [*[""] * 6, " ", *[""] * 5], ord("0"))
@example("0981912345", [*[""] * 6, " ", *[""] * 5], ord("0"))
def test_any_real_number_is_seen_whatever_stands_between_its_digits(digits, signs, zero):
    begun = "".join(digit + sign for digit, sign in zip(digits, signs, strict=False))
    assume(not re.match(r"\d\d?\D+\d\d?\D+(?:1[89]|20)\d\d\D", begun))  # 09.12.2034.56 is a day to a reader
    typed = "".join(chr(zero + int(digit)) + sign for digit, sign in zip(digits, signs, strict=False)).rstrip(" (")
    assert numbers_seen(f"Gọi cho tôi: {typed} nhé"), typed


PRINTABLE_SIGNS = [char for char in map(chr, range(0x2300)) if re.match(f"[{PRINTABLE}]", char)]
LIKELY = "0123456789 .-–/,()Ool'\u00a0²³₅·…"


OF_TEXTS = re.compile(definitions()["text"]["pattern"])
AS_TYPED = re.compile(pattern_as_typed())


@given(st.text(st.one_of(st.sampled_from(LIKELY), st.sampled_from(PRINTABLE_SIGNS)), max_size=40), st.booleans())
def test_the_schema_sees_what_the_library_sees(text, begun):
    """Of texts as they are typed: the pattern folds nothing. (Signs that nobody sees have their cases above.)"""
    text = f"gọi 0912{text}" if begun else text
    assume(unicodedata.normalize("NFC", text) == text)
    assume(not re.search("[\u00ad\u0300-\u036f]", text))
    assert bool(AS_TYPED.search(text)) == bool(numbers_seen(text)), ascii(text)


@pytest.mark.parametrize(("kind", "typed"), TYPED)
def test_a_text_of_yaml_is_refused_by_its_schema_too(kind, typed):
    assert not OF_TEXTS.search(f"Hãy nhớ {typed} nhé"), kind


@pytest.mark.parametrize("words", GOOD.split("\n"))
def test_good_words_of_yaml_are_good_to_the_schema(words):
    words = words.replace("{{", "").replace("}}", "")  # names are for texts alone
    assert OF_TEXTS.search(f"Trong bài có {words} nhé.")


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    masked(text)
    text_blocks(text)


# --- HTML as a reader sees it ---


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>09<b>12</b> <i>345</i><!-- x --><wbr>678</p>", ["0912 345678"]),
        ("<p>0912<br>345678</p>", ["0912\n345678"]),
        ("<p>0912</p><p>345678</p>", ["0912", "345678"]),
        ("<table><tr><td>0912<td>345678</table>", ["0912", "345678"]),
        ("<ul><li>0912<li>345678</ul>", ["0912", "345678"]),
        ("<p>&#48;9&#x31;2&nbsp;345</p>", ["0912\u00a0345"]),
        ('<img alt="0912" src=a.webp><a title=x href="/a/">b</a>', ["0912", "x", "/a/", "b"]),
        ("<pre><code>0912 345</code></pre>", ["0912 345"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<script>0912</script><style>a</style>b", ["b"]),
    ],
)
def test_what_stands_together_on_the_page_is_one_text(html, texts):
    assert [block.text for block in text_blocks(html)] == texts


def test_html_of_any_depth_is_read():
    assert numbers_shown("<b>" * 50_000 + PHONE)


@pytest.mark.parametrize(
    "source",
    [
        "[Zalo](https://zalo.me/0912345678)",
        "<https://zalo.me/0912345678>",
        "https://wa.me/84912345678",
        "[Nhắn](tel:0912345678)",
        "[Gọi](tel:113)",
        "[Nhắn](sms:+84912345678)",
        "[Gọi](callto:0912-345-678)",
        "[Viber](viber://chat?number=%2B84912345678)",
        "[WhatsApp](whatsapp://send?phone=84912345678)",
        "[Telegram](https://t.me/+84912345678)",
        "[Zalo](https://zalo.me/%30912345678)",
        "[Zalo][z]\n\n[z]: https://zalo.me/0912345678",
        '<a href="https://zalo.me/0912345678">Zalo</a>',
        '<a href="&#116;el:113">Gọi</a>',
        "![Gọi 0912 345 678](a.webp)",
        "`0912 345 678`",
        "```\n0912 345 678\n```",
        "0**91**2 <b>345</b>678",
        "0912&#51;45678",
        "0912<!-- và -->345678",
        "| A | B |\n|---|---|\n| 0912 345 678 | b |",
        "1**1**3",
        # the number of a list is shown; an id, a class stand in the code of the page
        "0912345678. a",
        "030123456789. a",
        '<ol start="912345678"><li>a</li></ol>',
        "<ol><li value=912345678>a</li></ol>",
        '<p id="so-0912345678">a</p>',
        '<p class="c030123456789">a</p>',
        "## Đề mục {: #c030123456789 }",
    ],
)
def test_markdown_is_looked_at_as_it_becomes(source):
    assert numbers_in_markdown(f"# Tin\n\nLời đầu.\n\n{source}\n")


@pytest.mark.parametrize(
    "address",
    [
        "https://zalo.me/g/abcdef123",
        "https://zalo.me/1234567890123456789",
        "https://baochinhphu.vn/tin-102251208153045123.htm",
        "https://tuoitre.vn/tin-20250919083012345.htm",
        "https://www.facebook.com/100012345678901",
        "https://example.vn/2026/12/05/113-0912.html",
        "/chien-dich/2026-11-o-thon-minh/",
        "https://example.vn/so-1900-1975",
    ],
)
def test_addresses_that_call_nobody_may_be_written(address):
    assert numbers_linked(address) == []


def test_a_heading_with_a_number_is_told_once():
    """Its id has the number too."""
    assert len(numbers_in_markdown("## Gọi 0912 345 678")) == 1


def test_a_link_to_the_number_of_a_citizen_is_no_phone():
    """In the plan, where phones are told and papers refused, that is all the difference."""
    found = numbers_in_markdown("[a](https://a.vn/?id=030123456789) [b](#c0%330123456789)")
    assert [number.kind for _, number in found] == ["paper", "paper"]


def test_each_number_is_told_on_its_line():
    source = "---\ntitle: Tin\n---\n\nMột 0912\n345678.\n\n- 09**1**2 345 679\n- <b>0912&#51;45670</b>\n\n0912 345 678"
    assert [(line, number.digits) for line, number in numbers_in_markdown(source)] == [
        (5, "0912345678"),
        (8, "0912345679"),
        (9, "0912345670"),
        (11, "0912345678"),
    ]


# --- what an officer is told ---

POST = "content/campaigns/2027-03-ngay-hoi/index.md"
PLAN = "content/plan/2027/plan.md"
ANY_DASH = "- "


@pytest.fixture
def commune(tmp_path) -> Path:
    return assemble(tmp_path / "commune")


def write(root: Path, uri: str, old: str, new: str) -> None:
    text = (root / uri).read_text("utf-8")
    assert old in text
    (root / uri).write_text(text.replace(old, new, 1), "utf-8")


def add(root: Path, uri: str, words: str) -> None:
    path = root / uri
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n\n{words}\n", "utf-8")


def told(root: Path) -> str:
    with pytest.raises(ContentError) as refused:
        make_site(root, DAY, DAY)
    return str(refused.value.problems)


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("113", 'hãy viết {{ call("cong-an-113") }}'),
        ("１９００ ９６ ９６ ８０", 'hãy viết {{ call("ngoi-nha-binh-yen") }}'),
        (
            "0299/3000/001",
            "UBND xã Sông Lam đã có trong danh bạ: hãy bỏ số, viết tên và dẫn tới /ho-tro/noi-tiep-nhan/",
        ),
        (
            "0912,345,678",
            "ghi vào content/help/local.yml, ở đây dẫn tới /ho-tro/noi-tiep-nhan/. Của một người: hãy xóa",
        ),
        ("030 123 456 789", "hãy xóa số ấy"),
    ],
)
def test_the_refusal_says_what_to_do(commune, typed, cure):
    add(commune, POST, f"Gọi {typed} nhé.")
    assert typed in told(commune) and cure in told(commune)


@pytest.mark.parametrize(
    "uri", [POST, "docs/gioi-thieu.md", "content/help/thu.md", "content/plan/2027/doc-nhanh.md", PLAN]
)
def test_who_somebody_is_stands_in_no_text(commune, uri):
    add(commune, uri, "- Bà Ví Dụ, CCCD 030 123 456 789." if uri == PLAN else "Bà Ví Dụ, CCCD 030 123 456 789.")
    assert f"{uri}:" in told(commune) and 'số giấy tờ của một người "CCCD 030 123 456 789"' in told(commune)


@pytest.mark.parametrize("uri", ["content/vocabulary.yml", "content/calendar.yml", "content/hieu-dung.yml"])
def test_who_somebody_is_stands_in_no_yaml_not_even_beside_it(commune, uri):
    add(commune, uri, "# hỏi bà Ví Dụ, 030123456789")
    assert "số giấy tờ của một người" in told(commune)


def test_a_number_is_no_name_of_a_file(commune):
    path = commune / "content/campaigns/2027-03-ngay-hoi"
    path.rename(path.with_name("2027-03-goi-0912345678"))
    assert 'tên tệp hay thư mục có số "0912345678"' in told(commune)


def test_an_address_of_yaml_leads_to_no_number(commune):
    write(commune, "content/commune.yml", "exit_url:", "exit_url: https://zalo.me/0912345678 #")
    assert "địa chỉ này dẫn tới số 0912345678" in told(commune)


def test_a_phone_in_the_plan_is_told_since_the_document_is_word_for_word(commune):
    write(commune, PLAN, ANY_DASH, f"- Báo về số 0299/3000/111.\n{ANY_DASH}")
    content, _ = make_site(commune, DAY, DAY)
    (line,) = [warning for warning in warnings(content) if "điện thoại" in warning]
    assert line.startswith(f"{PLAN}:") and '"0299/3000/111"' in line
    assert "đúng từng chữ" in line


# --- in public ---

PERSONAL = (
    "0912 345 678",
    "CCCD 030 123 456 789",
    "84.912.345.678",
    "hộ chiếu B1234567",
    "không chín một hai ba bốn năm sáu bảy tám",
)


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("form", [name for name in FORMATS if name != "text"])
def test_no_form_that_anybody_can_read_shows_a_number_of_somebody(form, number):
    refused = Problem(Place(POST, 20), f'"summary" là "Gọi {number}": trong nội dung có số {number}: số chỉ được ghi …')
    found = Outcome(
        problems=(refused,),
        warnings=(f'văn bản có "{number}"',),
        names={POST: Named("Bài “{title}”", f"Gọi {number} nhé")},
    )
    for outcome in (found, Outcome(warnings=found.warnings, changed=(POST,), names=found.names)):
        shown = FORMATS[form](outcome)
        assert number not in shown and not numbers_of_people(shown)
        assert form == "gitlab" or "số đã che" in shown
    assert number in FORMATS["text"](found)


def numbers_of_people(shown: str) -> list[str]:
    return [number.text for number in numbers_seen(shown) if number.kind != "line"]


def test_a_fingerprint_does_not_tell_the_number():
    first, second = (
        json.loads(FORMATS["gitlab"](Outcome(problems=(Problem(Place(POST, 20), f'có số "{number}"'),))))[0]
        for number in ("0912 345 678", "0912 345 679")
    )
    assert first["fingerprint"] == second["fingerprint"]


def test_a_line_behind_the_number_of_a_section_is_that_line():
    assert [(number.kind, number.text) for number in numbers_seen("mục 0. 1900 96 96 80: ai nghe")] == [
        ("line", "1900 96 96 80")
    ]


def test_lines_of_nobody_are_told_everywhere():
    assert masked("gọi 113, 1900 96 96 80, 0912 345 678") == f"gọi 113, 1900 96 96 80, {MASK}"


@pytest.mark.parametrize(("kind", "typed"), [case for case in TYPED if not case[0].startswith(("services", "short"))])
def test_what_was_seen_once_is_masked_wherever_it_is_quoted(kind, typed):
    for number in numbers_seen(f"Hãy nhớ {typed} nhé"):
        if number.kind != "line":
            assert number.text not in masked(f'trong bài có số "{number.text}": hãy xóa'), kind


def refused_in(root: Path, capsys, *arguments: str) -> str:
    add(root, POST, "Gọi 0912,345,678 hoặc CCCD 030123456789.")
    assert main(["--root", str(root), *arguments]) == 1
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_on_ones_own_machine_the_check_shows_the_number(commune, capsys, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    assert "0912,345,678" in refused_in(commune, capsys, "check")


@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "github"), ("publish-check",), ("calls",)])
def test_on_the_machine_of_a_host_it_shows_the_place_alone(commune, capsys, monkeypatch, arguments):
    monkeypatch.setenv("CI", "true")
    shown = refused_in(commune, capsys, *arguments)
    assert POST in shown and MASK in shown and not numbers_of_people(shown)
    assert "Trên máy của bạn, make check-content nói rõ số nào" in shown


def test_what_is_printed_beside_a_report_is_masked_there_too(commune, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("CI", "true")
    files = tmp_path / "report.json", tmp_path / "words.md"
    arguments = ("check", "--format", "gitlab", "--output", str(files[0]), "--summary", str(files[1]))
    shown = refused_in(commune, capsys, *arguments)
    for text in (shown, *(file.read_text("utf-8") for file in files)):
        assert not numbers_of_people(text) and "0912" not in text


def test_an_error_that_ends_in_a_log_has_no_number_in_it(commune):
    add(commune, POST, "Gọi 0912,345,678.")
    with pytest.raises(ContentError) as refused:
        make_site(commune, DAY, DAY)
    assert MASK in str(refused.value) and "0912" not in str(refused.value)


def test_a_value_is_quoted_without_half_a_number(commune):
    """Of a half nobody could tell that it must not be shown."""
    words = "Một câu dài vừa đủ để số điện thoại nằm ngang chỗ máy cắt khi kể lại cho người: 0912 345 678"
    write(commune, POST, "summary: ", f'summary: "{words}" #')
    assert words.index("0912") < 80 + len("Một")
    assert "0912" not in "\n".join(masked(line) for line in told(commune).split("\n"))
