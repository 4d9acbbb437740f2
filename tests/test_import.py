"""A text from Word: what Word showed is on the page, what cannot be is told, and nothing goes online by itself."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import hiding
import pytest
import writing
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.core.problem import Place, Problems
from commune.core.prose import Prose, fill
from commune.core.sanitising import POST
from commune.word.importing import import_word
from commune.word.plain import plain_text
from communes import assemble
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import make_site
from PIL import Image
from word_marks import in_p
from writing import p, r, raw

DAY = date(2026, 11, 24)
LINES = {"113": "cong-an-113", "1900969680": "ngoi-nha-binh-yen"}
ANSWERS = ["--summary", "Thi nấu cơm: cả thôn vui.", "--audience", "thon,nam-gioi", "--topics", "chia-se-viec-nha"]
ANSWERS += ["--author-role", "Phòng Văn hóa - Xã hội xã", "--people", "none"]
NEWS = """\
---
title: BẢN TIN Ngày hội “Việc nhà là việc chung” ở thôn Cầu Vồng
summary: 'Thi nấu cơm: cả thôn vui.'
date: 2026-11-24
audience: [thon, nam-gioi]
topics: [chia-se-viec-nha]
pictures:
- file: anh-1.jpg
  consent: {people: none}
author_role: Phòng Văn hóa - Xã hội xã
draft: yes
---

Sáng ngày 20/11/2026, tại nhà văn hóa thôn, hơn 60 hộ dân đã dự ngày hội.

## Những việc đã làm

1. Thi nấu cơm giữa các đội nam
2. Nói chuyện về việc nhà:
    - ai nấu cơm
    - ai đưa con đi học
3. Trao quà

### Kết quả

| Đội | Điểm |
|---|---|
| Đội 1 | 9 |
| Đội 2 | 8 |

![Nồi cơm trên bếp nhà văn hóa](anh-1.jpg)

Xem thêm tại [trang của Bộ](https://vi.wikipedia.org/wiki/Nam_%28a%29). Cần giúp thì gọi {{ call("cong-an-113") }} \
**ngay**.
"""


def body(xml: str, **parts: str) -> str:
    return import_word(raw(xml, **parts), LINES).body


def findings(xml: str, **parts: str) -> str:
    return "\n".join(import_word(raw(xml, **parts), LINES).findings)


def refusal(data: bytes) -> str:
    with pytest.raises(ValueError) as error:
        import_word(data, LINES)
    return str(error.value)


# --- from the command line ---


@pytest.fixture
def commune(tmp_path, monkeypatch):
    """The second commune, and beside it the news that an officer was sent."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795482000")  # 2026-11-24
    (tmp_path / "Tin ngày hội.docx").write_bytes(writing.news())
    return assemble(tmp_path / "commune")


def run(commune, *arguments: str) -> int:
    return main(["--root", str(commune), "import", str(commune.parent / "Tin ngày hội.docx"), *arguments])


def test_news_becomes_a_draft_that_passes_and_shows_what_word_showed(commune, capsys):
    assert run(commune, "--folder", "2026-11-ngay-hoi-nau-com", *ANSWERS) == 0
    folder = commune / "content/campaigns/2026-11-ngay-hoi-nau-com"
    assert (folder / "index.md").read_text("utf-8") == NEWS
    assert hiding.told_by((folder / "anh-1.jpg").read_bytes()) == set()
    assert Image.open(BytesIO((folder / "anh-1.jpg").read_bytes())).size == (80, 120)  # upright

    page = make_site(commune, DAY, DAY, drafts=True)[1].by_address["/chien-dich/2026-11-ngay-hoi-nau-com/"]
    shown = BeautifulSoup(page.body, "html.parser")
    assert [item.find(string=True).strip() for item in shown.select("ol > li")] == [
        "Thi nấu cơm giữa các đội nam",
        "Nói chuyện về việc nhà:",
        "Trao quà",
    ]
    assert [item.text for item in shown.select("ol > li > ul > li")] == ["ai nấu cơm", "ai đưa con đi học"]
    assert [cell.text for cell in shown.select("table td")] == ["Đội 1", "9", "Đội 2", "8"]
    assert shown.select_one('img[alt="Nồi cơm trên bếp nhà văn hóa"]') and shown.select_one('a[href="tel:113"]')


def test_nobody_sees_an_imported_text_before_an_officer_says_so(commune):
    run(commune, "--folder", "2026-11-ngay-hoi-nau-com", *ANSWERS)
    assert "/chien-dich/2026-11-ngay-hoi-nau-com/" not in make_site(commune, DAY, DAY)[1].by_address


NEEDED = ("summary", "audience", "topics", "consent", "author_role")


def test_what_nobody_said_is_an_empty_slot_and_the_draft_passes(commune, capsys):
    assert run(commune) == 0
    text = (commune / "content/campaigns/2026-11-tin-ngay-hoi/index.md").read_text("utf-8")
    assert [line.strip(" :") for line in text.splitlines() if line.strip(" :") in NEEDED] == [*NEEDED]
    assert "# Tóm tắt. Một câu nói bài này về điều gì." in text and re.search("một hay nhiều: .*thon", text)
    assert main(["--root", str(commune), "check"]) == 0
    make_site(commune, DAY, DAY, drafts=True)  # as one looks at it before it is published


def test_what_nobody_said_is_named_and_keeps_the_text_from_being_published(commune, capsys):
    run(commune)
    told, path = capsys.readouterr().out, commune / "content/campaigns/2026-11-tin-ngay-hoi/index.md"
    path.write_text(path.read_text("utf-8").replace("draft: yes", "draft: no"), "utf-8")
    assert main(["--root", str(commune), "check"]) == 1
    refused = capsys.readouterr().err
    for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if (key := text.strip(" :")) in NEEDED:
            place = f'content/campaigns/2026-11-tin-ngay-hoi/index.md:{line}: thiếu "{key}"'
            assert place in refused and place in told, key


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--summary", "dài " * 60], "dài quá 200 ký tự"),
        (["--summary", "Gọi 0912 345 678"], "0912 345 678"),
        (["--audience", "thonn"], '"thonn": không có trong content/vocabulary.yml, ý bạn là "thon"?'),
        (["--topics", "viec"], "không có trong content/vocabulary.yml"),
        (["--date", "5/12/26"], "năm đủ bốn chữ số"),
    ],
)
def test_a_wrong_argument_is_told_and_nothing_is_made(wrong, said, commune, capsys):
    before = sorted((commune / "content").rglob("*"))
    assert run(commune, *wrong) == 1
    assert said in capsys.readouterr().err
    assert sorted((commune / "content").rglob("*")) == before


def test_a_title_that_is_none_is_told_whole_and_left_to_be_written(commune, capsys):
    long = "Một tên bài dài " * 8 + "hết"
    (commune.parent / "Tin ngày hội.docx").write_bytes(raw(p(long, '<w:pStyle w:val="Title"/>') + p("Bài")))
    assert run(commune) == 0
    assert f"“{long}”" in capsys.readouterr().out
    assert main(["--root", str(commune), "check"]) == 0


def test_a_picture_without_words_waits_in_a_draft(commune, capsys):
    (commune.parent / "Tin ngày hội.docx").write_bytes(pictured(hiding.telling_jpeg(1)))
    assert run(commune, *ANSWERS) == 0
    told, path = capsys.readouterr().out, next((commune / "content/campaigns").glob("2026-11-tin*/index.md"))
    assert "![](anh-1.jpg)" in path.read_text("utf-8") and 'ảnh "anh-1.jpg" chưa có lời tả' in told
    assert main(["--root", str(commune), "check"]) == 0
    path.write_text(path.read_text("utf-8").replace("draft: yes", "draft: no"), "utf-8")
    assert main(["--root", str(commune), "check"]) == 1
    assert 'ảnh "anh-1.jpg" chưa có lời tả' in capsys.readouterr().err


def test_the_report_is_in_the_order_of_the_document_and_is_kept_beside_it(commune, capsys):
    run(commune, "--folder", "2026-11-ngay-hoi-nau-com", *ANSWERS)
    kept = (commune.parent / "2026-11-ngay-hoi-nau-com-can-xem-lai.txt").read_text("utf-8")
    assert kept.rstrip("\n") in capsys.readouterr().out
    assert re.findall(r"^\d+\. “(\S+ \S+).*”: ", kept, re.MULTILINE) == ["UBND XÃ", "BẢN TIN", "Xem thêm"]
    assert "1 khoảng trắng lạ thành dấu cách" in kept and "Còn phải điền" not in kept


def test_a_word_file_in_content_is_told_and_no_report_lies_there(commune, capsys):
    (commune.parent / "Tin ngày hội.docx").rename(commune / "content/campaigns/tin.docx")
    assert main(["--root", str(commune), "import", str(commune / "content/campaigns/tin.docx")]) == 0
    assert "đang nằm trong content/" in capsys.readouterr().out
    assert not list(commune.rglob("*can-xem-lai.txt"))


def test_nothing_is_written_over(commune, capsys):
    run(commune, "--folder", "2026-11-a")
    before = (commune / "content/campaigns/2026-11-a/index.md").read_bytes()
    assert run(commune, "--folder", "2026-11-a", "--title", "Khác") == 1
    assert "đã có, máy không ghi đè" in capsys.readouterr().err
    assert (commune / "content/campaigns/2026-11-a/index.md").read_bytes() == before


@pytest.mark.parametrize("name", ["Ngày hội", "ngay-hoi", "2026-13-ngay-hoi", "../2026-11-x", "2026-11-ngày"])
def test_a_folder_is_named_by_year_month_and_plain_letters(commune, name, capsys):
    assert run(commune, "--folder", name) == 1
    assert re.search(r"Ví dụ: --folder 2026-11-[a-z-]+$", capsys.readouterr().err.strip())


def test_a_folder_is_named_after_the_file_and_never_after_the_title(commune):
    (commune.parent / "Tin ngày hội.docx").rename(commune.parent / "2026-12-hoi-thi.docx")
    assert (
        main(["--root", str(commune), "import", str(commune.parent / "2026-12-hoi-thi.docx"), "--title", "Khác"]) == 0
    )
    assert (commune / "content/campaigns/2026-12-hoi-thi/index.md").is_file()


def test_a_file_that_is_not_there_is_told(commune, capsys):
    assert main(["--root", str(commune), "import", "khong-co.docx"]) == 1
    assert "khong-co.docx: không có tệp này" in capsys.readouterr().err


def test_no_file_at_all_is_told(commune, capsys):
    assert main(["--root", str(commune), "import", ""]) == 1
    assert "Chưa ghi tên tệp" in capsys.readouterr().err


def test_a_full_disk_leaves_nothing_half(commune, capsys, monkeypatch):
    def full(root, path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("commune.commands.put_in_place.write", full)
    assert run(commune, "--folder", "2026-11-day") == 1
    assert "xem ổ đĩa còn chỗ không" in capsys.readouterr().err
    assert not (commune / "content/campaigns/2026-11-day").exists()


def test_a_heavy_file_is_told_how_to_become_light(commune, capsys):
    with (commune.parent / "Tin ngày hội.docx").open("r+b") as file:
        file.truncate(50_000_000)
    assert run(commune) == 1
    assert "50 MB, tối đa 40 MB" in capsys.readouterr().err


def test_a_text_comes_in_while_other_content_has_a_mistake(commune, capsys):
    (commune / "content/help/national.yml").write_text("lines: [", "utf-8")
    assert run(commune, *ANSWERS) == 0
    assert "gõ make check-content" in capsys.readouterr().out


# --- words ---

SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


@pytest.mark.parametrize(
    ("xml", "markdown"),
    [
        (p("đậm", run="<w:b/>") + p("x"), "**đậm**\n\nx"),
        (p("x", run='<w:b w:val="0"/>'), "x"),
        (f"<w:p>{r('a ')}{r('b ', '<w:i/>')}{r('c')}</w:p>", "a *b* c"),
        (f"<w:p>{r('a')}{r('b', '<w:b/>')}{r('c')}</w:p>", "a**b**c"),
        (f"<w:p>{r('a', '<w:b/>')}{r('b', '<w:i/>')}</w:p>", "<strong>a</strong><em>b</em>"),
        (f"<w:p>{r('a', '<w:b/>')}{r('b', '<w:b/>')} </w:p>", "**ab**"),
        (f"<w:p>{r('x', '<w:b/><w:i/>')}{r(' y')}</w:p>", "***x*** y"),
        (f"<w:p>{r('m')}{r('2', SUPERSCRIPT)}</w:p>", "m<sup>2</sup>"),
        (p("bỏ rồi", run="<w:strike/>"), "<s>bỏ rồi</s>"),
        (p("đội ông", run="<w:caps/>"), "ĐỘI ÔNG"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>- b</w:t></w:r></w:p>", "a<br>\n\\- b"),
        ('<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>', "a<br>\nb"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", "a b"),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>", "a-b"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:t> rồi</w:t></w:r></w:p>', "✓ rồi"),
        (f"<w:p>{r('a ')}{r('à', font('Wingdings'))}{r(' b')}</w:p>", "a → b"),
        (p("2 abc - ấ", run=font("Symbol")), "2 αβχ − ấ"),
        (f'<w:p>{r("a")}<w:proofErr w:type="spellStart"/><w:smartTag>{r("b")}</w:smartTag></w:p>', "ab"),
        (f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{r('ô điền')}</w:sdtContent></w:sdt></w:p>", "ô điền"),
        (f"<w:sdt><w:sdtContent>{p('trong khung')}</w:sdtContent></w:sdt>", "trong khung"),
        (
            p("# 1 {{ commune.name }} {% x %} <b> [a](b.pdf) |"),
            "\\# 1 &#123;&#123; commune.name &#125;&#125; &#123;% x %&#125; &lt;b> \\[a\\]\\(b.pdf) &#124;".replace(
                "<b>", "&lt;b>"
            ),
        ),
        (p("1945. Năm ấy"), "1945\\. Năm ấy"),
    ],
)
def test_words_look_as_in_word(xml, markdown):
    xml = xml.replace("<b>", "&lt;b>")
    assert body(xml) == markdown


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(instruction: str, shown: str) -> str:
    asked = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{FIELD.format('begin')}{asked}{FIELD.format('separate')}{r(shown)}{FIELD.format('end')}"


@pytest.mark.parametrize(
    ("instruction", "markdown"),
    [
        ('HYPERLINK "https://a.vn/x y"', "xem chữ"),
        ('HYPERLINK "https://a.vn/x"', "xem [chữ](https://a.vn/x)"),
        ('HYPERLINK \\l "muc"', "xem chữ"),
        ("PAGE", "xem"),
        ("SEQ Hình", "xem chữ"),
    ],
)
def test_fields_show_what_they_computed(instruction, markdown):
    assert body(f"<w:p>{r('xem ')}{field(instruction, 'chữ')}</w:p>") in (markdown, "xem [chữ](https://a.vn/x)")


@pytest.mark.parametrize(
    ("target", "markdown"),
    [
        ("https://a.vn/b(c)_d*", "[chữ](https://a.vn/b%28c%29_d%2A)"),
        ("http://a.vn/", "[chữ](http://a.vn/)"),
        ("mailto:ubnd@a.vn", "[chữ](mailto:ubnd@a.vn)"),
        ("javascript:alert(1)", "chữ"),
        ("JaVaScRiPt:alert(1)", "chữ"),
        ("file:///C:/x.docx", "chữ"),
        ("tel:0912345678", "chữ"),
    ],
)
def test_a_link_leads_where_a_page_may_lead(target, markdown):
    data = writing.linked(raw(f'<w:p><w:hyperlink r:id="x1">{r("chữ")}</w:hyperlink></w:p>'), "x1", target)
    imported = import_word(data, LINES)
    assert imported.body == markdown
    assert bool(imported.findings) == (markdown == "chữ")
    assert not prose_of(imported.body).made.wrong


@pytest.mark.parametrize(
    ("xml", "markdown", "told"),
    [
        (f'<w:p>{r("a ")}<w:ins>{r("mới ")}</w:ins><w:del><w:r><w:delText>cũ </w:delText></w:r></w:del>{r("b")}</w:p>',
         "a mới b", ["chữ thêm vào (Track Changes) được giữ: “mới”", "chữ đã xóa (Track Changes) được bỏ: “cũ”"]),
        (f'<w:p><w:moveFrom>{r("đây ")}</w:moveFrom>{r("b ")}<w:moveTo>{r("kia")}</w:moveTo></w:p>',
         "b kia", ["“đây”"]),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('một ')}</w:p>{p('hai')}", "một hai", ["đã nối với đoạn sau"]),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('cuối')}</w:p>", "cuối", []),
        (p("a") + p("ẩn đi", run="<w:vanish/>"), "a", ["chữ ẩn trong Word đã bỏ: “ẩn đi”"]),
        (p("hỏi lại", run='<w:highlight w:val="yellow"/>'), "hỏi lại", ["tô màu đánh dấu “hỏi lại”"]),
        ("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", "x=1", ["công thức “x=1”"]),
        (f"<w:p>{r('a')}<w:r><w:drawing><a:graphic><a:graphicData uri='http://x/chart'/></a:graphic></w:drawing></w:r></w:p>",
         "a", ["biểu đồ không chuyển được"]),
        (f"<w:p>{r('a')}<w:r><w:drawing><a:graphic><a:graphicData uri='http://x/diagram'/></a:graphic></w:drawing></w:r></w:p>",
         "a", ["sơ đồ SmartArt không chuyển được"]),
        (f"<w:p>{r('a')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{p('khung')}"
         f"</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
         f"{p('khung')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
         "a\n\nkhung", ["khung chữ “khung”"]),
        (f"<w:p>{r('a')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Bấm để gõ')}</w:sdtContent>"
         "</w:sdt></w:p>",
         "a", ["ô để điền còn trống"]),
        (f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
         f"<w:sdtContent>{p('Mục 1 … 2')}</w:sdtContent></w:sdt>{p('a')}", "a", ["mục lục đã bỏ"]),
        (p("a \ue123b"), "a b", ["1 ký tự của một phông riêng"]),
        (p("x") + p("Nhiệm vụ chính", run="<w:b/>"), "x\n\n**Nhiệm vụ chính**", ["có lẽ là đề mục"]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
         "a b c", ["dấu Tab để chia cột"]),
    ],
)  # fmt: skip
def test_what_a_page_cannot_show_is_told_beside_its_words(xml, markdown, told):
    imported = import_word(raw(xml), LINES)
    assert imported.body == markdown
    for words in told:
        assert words in "\n".join(imported.findings)


def test_a_table_of_contents_is_told_once_and_hides_nothing_behind_it():
    style = '<w:pStyle w:val="TOC1"/>'
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    lines = "".join(p(f"Mục {number}\t{number}", style) for number in range(5))
    open_field = f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{r('1')}</w:p>"
    data = writing.with_parts(raw(lines + open_field + p("Vẫn còn chữ")), {"styles": styles})
    imported = import_word(data, LINES)
    assert imported.body == "Vẫn còn chữ"
    assert [finding for finding in imported.findings if "mục lục" in finding] == imported.findings[:1]


def test_of_many_alike_the_first_are_told():
    told = import_word(raw("".join(p(f"Hộ {n}: x", run='<w:highlight w:val="red"/>') for n in range(40))), {}).findings
    assert len(told) == 13 and told[-1].startswith("Và 28 chỗ nữa: chữ tô màu đánh dấu")


def test_comments_are_left_out_and_told():
    xml = f'<w:p>{r("Có 60 hộ")}<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    comments = f'<w:comment w:id="0" w:author="{hiding.SECRET}">{p("Hỏi lại bác Tư")}</w:comment>'
    imported = import_word(raw(xml, comments=comments), LINES)
    assert imported.body == "Có 60 hộ"
    assert imported.findings == ["“Có 60 hộ”: lời bình bên lề đã bỏ: “Hỏi lại bác Tư”"]


def test_footnotes_stand_at_the_end_with_their_numbers():
    xml = f'<w:p>{r("Luật")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" nói thế.")}</w:p>'
    imported = import_word(raw(xml, footnotes=f'<w:footnote w:id="2">{p("Điều 5")}</w:footnote>'), LINES)
    assert imported.body == "Luật<sup>1</sup> nói thế.\n\n## Chú thích\n\n1. Điều 5"
    assert "1 chú thích cuối trang" in imported.findings[-1]


def test_header_and_footer_of_the_paper_are_left_out_and_told():
    document = Document()
    document.add_paragraph("Bài")
    document.sections[0].header.paragraphs[0].text = "UBND XÃ SÔNG LAM"
    imported = import_word(writing.saved(document), LINES)
    assert imported.body == "Bài"
    assert imported.findings == ["Đầu bài: chữ ở đầu trang, chân trang của tờ giấy đã bỏ: “UBND XÃ SÔNG LAM”"]


# --- cleaning ---


@pytest.mark.parametrize(
    ("typed", "clean", "tidied"),
    [
        ("a\u00a0b\u2003c\u3000d", "a b c d", "3 khoảng trắng lạ thành dấu cách"),
        ("thông\u00ad tin\u200b mật\ufeff", "thông tin mật", "3 ký tự không nhìn thấy đã bỏ"),
        (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch", "3 chữ gõ rời dấu (NFD) đã ghép lại"),
        ("một  hai   ba", "một hai ba", "2 dấu cách thừa đã bỏ"),
        ("nói ”được“ rồi", "nói “được” rồi", "2 dấu nháy cong quay nhầm chiều đã sửa"),
        ("“Đúng” là ‘thế’", "“Đúng” là ‘thế’", None),
        ('"thẳng" vẫn thẳng', '"thẳng" vẫn thẳng', None),
        ("Ðảng ủy xã được", "Đảng ủy xã được", "1 chữ cái của tiếng khác trông như chữ Việt đã thay"),
        ("A\u2011B", "A-B", "1 gạch nối lạ thành gạch nối thường"),
    ],
)
def test_letters_are_cleaned_and_counted(typed, clean, tidied):
    imported = import_word(raw(p(typed)), LINES)
    assert imported.body == clean
    assert imported.tidied == ([tidied] if tidied else [])


def test_a_tone_mark_in_a_run_of_its_own_goes_to_its_letter():
    assert body(f"<w:p>{r('ba')}{r(chr(0x301), '<w:b/>')}{r(' má')}</w:p>") == "bá má"


def test_curly_quotes_never_quote_yaml(commune):
    assert run(commune, "--title", 'Chị nói “thế” và "thế": đúng', *ANSWERS) == 0
    text = next((commune / "content/campaigns").glob("2026-11-tin*/index.md")).read_text("utf-8")
    assert "title: 'Chị nói “thế” và \"thế\": đúng'\n" in text
    assert main(["--root", str(commune), "check"]) == 0


# --- numbers ---


@pytest.mark.parametrize(
    ("typed", "markdown", "told"),
    [
        ("Gọi 113 ngay", 'Gọi {{ call("cong-an-113") }} ngay', 'số 113 thành {{ call("cong-an-113") }}'),
        ("Gọi 1900.96.96.80", 'Gọi {{ call("ngoi-nha-binh-yen") }}', "số 1900.96.96.80 thành"),
        ("Bác Tư 0912 345 678", "Bác Tư 0912 345 678", "số điện thoại 0912 345 678 không ghi trong bài được"),
        ("Số CCCD 030123456789", "Số CCCD 030123456789", "có lẽ là số căn cước"),
        ("Điều 113 Bộ luật", "Điều 113 Bộ luật", None),
    ],
)
def test_numbers_to_call_come_from_the_directory(typed, markdown, told):
    imported = import_word(raw(p(typed)), LINES)
    assert imported.body == markdown
    assert (told in imported.findings[-1]) if told else imported.findings == []


def test_a_number_in_two_looks_is_told_with_what_to_write():
    imported = import_word(raw(f"<w:p>{r('Gọi 1900 96', '<w:b/>')}{r(' 96 80')}</w:p>"), LINES)
    assert imported.body == "**Gọi 1900 96** 96 80"
    assert 'hãy thay bằng {{ call("ngoi-nha-binh-yen") }}' in imported.findings[0]


# --- headings and titles ---


def headed(*parts: tuple[str, int | None]) -> bytes:
    document = Document()
    for words, level in parts:
        document.add_paragraph(words) if level is None else document.add_heading(words, level)
    return writing.saved(document)


@pytest.mark.parametrize(
    ("parts", "title", "markdown"),
    [
        ([("Tên", 0), ("Một", 1), ("chữ", None), ("Hai", 2)], "Tên", "## Một\n\nchữ\n\n### Hai"),
        ([("Tên", 1), ("Một", 2), ("chữ", None)], "Tên", "## Một\n\nchữ"),
        ([("Một", 1), ("chữ", None), ("Hai", 1)], "", "## Một\n\nchữ\n\n## Hai"),
        ([("chữ", None), ("Một", 1), ("Hai", 2)], "", "chữ\n\n## Một\n\n### Hai"),
        ([("Tên", 0), ("Một", 2), ("sâu", 5), ("chữ", None)], "Tên", "## Một\n\n### sâu\n\nchữ"),
        ([("Tên", 0), ("C# là gì?", 1), ("chữ", None)], "Tên", "## C\\# là gì?\n\nchữ"),
    ],
)
def test_headings_begin_at_two_signs_and_leave_no_gap(parts, title, markdown):
    imported = import_word(headed(*parts), LINES)
    assert (imported.title, imported.body) == (title, markdown)


def test_a_bold_line_in_the_middle_at_the_beginning_is_the_title_even_under_a_picture():
    document = Document()
    document.add_picture(BytesIO(hiding.telling_jpeg()))
    for words in ("THÔNG BÁO", "Về việc mở lớp", "Chiều nay có lớp."):
        writing.bold(document.add_paragraph(), words)
    document.paragraphs[-1].alignment = None
    imported = import_word(writing.saved(document), LINES)
    assert imported.title == "THÔNG BÁO Về việc mở lớp"
    assert "lấy làm tên bài" in "\n".join(imported.findings)


VIETNAMESE_STYLES = (
    '<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="cuatoi"><w:name w:val="Của tôi"/><w:basedOn w:val="u1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="dm"><w:name w:val="Đề mục"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "</w:style>"
)


@pytest.mark.parametrize(("style", "signs"), [("u1", "##"), ("cuatoi", "##"), ("dm", "##")])
def test_a_heading_is_one_by_its_style_whatever_the_style_is_called(style, signs):
    xml = p("chữ") + p("Mục", f'<w:pStyle w:val="{style}"/>')
    assert import_word(writing.with_parts(raw(xml), {"styles": VIETNAMESE_STYLES}), {}).body == f"chữ\n\n{signs} Mục"


@pytest.mark.parametrize(
    "nation", [writing.NATION, "Cộng hoà xã hội chủ nghĩa Việt Nam", "Độc lập – Tự do – Hạnh phúc"]
)
def test_letterhead_typed_in_lines_is_left_out(nation):
    day = "Sông Lam, ngày 3 tháng 11 năm 2026"
    imported = import_word(raw(p(nation) + p("--------") + p("Số: 12/TB-UBND") + p(day) + p("Kính gửi bà con")), {})
    assert imported.body == "Kính gửi bà con"
    assert len([finding for finding in imported.findings if "phần đầu công văn" in finding]) == 3


B = "<w:b/>"


def bold_label(label: str, words: str) -> str:
    return f"<w:p>{r(label)}{r(words, B)}</w:p>"


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        # Nghị định 30/2020: each label below those that stand above it
        (
            [p("I. MỤC ĐÍCH", run=B), p("1. Mục đích", run=B), "- một", p("a) Nhỏ", run=B), p("II. NỘI DUNG", run=B)],
            "## I. MỤC ĐÍCH\n\n### 1. Mục đích\n\n- một\n\n#### a) Nhỏ\n\n## II. NỘI DUNG",
        ),
        ([p("1. Một", run=B), p("1.1. Con", run=B), p("2. Hai", run=B)], "## 1. Một\n\n### 1.1. Con\n\n## 2. Hai"),
        ([p("A. CHUNG", run=B), p("I. Một", run=B), p("B. RIÊNG", run=B)], "## A. CHUNG\n\n### I. Một\n\n## B. RIÊNG"),
        (
            [p("Chương I", run=B), p("QUY ĐỊNH CHUNG", run=B), p("Điều 1. Phạm vi", run=B), "Chữ."],
            "## Chương I QUY ĐỊNH CHUNG\n\n### Điều 1. Phạm vi\n\nChữ.",
        ),
        (["I. MỤC ĐÍCH, YÊU CẦU", p("1. Con", run=B)], "## I. MỤC ĐÍCH, YÊU CẦU\n\n### 1. Con"),
        ([bold_label("1. ", "Mục đích")], "## 1. Mục đích"),  # the label is not bold
        (["<w:p>" + r("1. ") + r("Mục đích:", B) + r(" nâng cao") + "</w:p>"], "1. **Mục đích:** nâng cao"),
        ([p("1. Một câu dài, in đậm, có dấu chấm.", run=B)], "**1. Một câu dài, in đậm, có dấu chấm.**"),
        ([p("Hình 1. Bà con dọn đường", run=B)], "**Hình 1. Bà con dọn đường**"),
        ([p("a)", run=B)], "**a)**"),
        (["I. một", "a) một"], "I. một\n\na) một"),
    ],
)
def test_bold_lines_with_labels_of_official_papers_are_headings_of_their_level(parts, markdown):
    assert items("chữ", *parts) == f"chữ\n\n{markdown}"


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://a.example/tai lieu.pdf", "https://a.example/tai%20lieu.pdf"),
        ("mailto:an@a.example?subject=Xin chào", "mailto:an@a.example?subject=Xin%20ch%C3%A0o"),
        ("www.a.example", "http://www.a.example"),
        (" https://a.example/x ", "https://a.example/x"),
        ("Tài liệu của tôi.docx", ""),
        ("file:///C:/a b.docx", ""),
    ],
)
def test_a_link_with_spaces_leads_where_word_leads_or_is_named(target, link):
    document = Document()
    paragraph = document.add_paragraph("Xem ")
    key = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>đây</w:t></w:r></w:hyperlink>')
    )
    data = BytesIO()
    document.save(data)
    imported = import_word(data.getvalue(), {})
    assert imported.body == (f"Xem [đây]({link})" if link else "Xem đây")
    assert bool(link) or any(target in finding for finding in imported.findings)


def test_a_caption_and_a_signature_are_no_headings():
    imported = import_word(
        raw(p("chữ") + "".join(p(words, run=B) for words in ("Hình 1. A", "TM. ỦY BAN", "KT. CHỦ TỊCH"))), {}
    )
    assert not [finding for finding in imported.findings if "đề mục" in finding]
    assert len([finding for finding in imported.findings if "ký tên" in finding]) == 2


# --- lists ---

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
    <w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:pPr><w:ind w:left="1080"/></w:pPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
"""


def items(*parts: str) -> str:
    """Paragraphs from "1.0 words" (numId, ilvl), or plain words, or XML, as Markdown."""
    xml = ""
    for part in parts:
        place, _, words = part.partition(" ")
        if re.fullmatch(r"\d\.\d", place):
            number, level = place.split(".")
            xml += p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        else:
            xml += part if part.startswith("<") else p(part)
    return body(xml, numbering=NUMBERING)


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        (["1.0 a", "1.0 b"], "1. a\n2. b"),
        (["1.0 a", "2.0 con", "2.0 con", "1.0 b"], "1. a\n    - con\n    - con\n2. b"),
        (["1.0 a", "1.1 x", "1.1 y", "1.0 b", "1.1 z"], "1. a\n\n    a) x\n\n    b) y\n\n2. b\n\n    a) z"),
        (["1.0 a", "Xen giữa.", "1.0 b"], "1. a\n\nXen giữa.\n\n2. b"),
        (["1.0 a", "1.0 b", "3.0 lại từ đầu"], "1. a\n2. b\n\n1\\. lại từ đầu"),
        (["4.0 a", "4.1 x", "4.0 b"], "I. a\n\nĐiều I.1 x\n\nII. b"),
        (["2.0 a", "0.0 b"], "- a\n\nb"),
        (["- a", "- b", "+ nhỏ", "+ nhỏ nữa", "- c"], "- a\n- b\n    + nhỏ\n    + nhỏ nữa\n- c"),
        (["-Liền chữ", "–\u00a0gạch dài"], "- Liền chữ\n- gạch dài"),
        (["-5 độ", "- "], "\\-5 độ\n\n\\-"),
        (["1. một", "2. hai", "chữ", "3. ba"], "1. một\n2. hai\n\nchữ\n\n3. ba"),
        (["1) một", "2) hai"], "1. một\n2. hai"),
        (["a) một", "b) hai"], "a) một\n\nb) hai"),
        (["+ một", "+ hai"], "+ một\n+ hai"),
        (["chữ", p("1. Mục đích", run="<w:b/>")], "chữ\n\n## 1. Mục đích"),
        (["2.0 a", p("nói thêm", '<w:ind w:left="1080"/>'), "2.0 b"], "- a\n\n    nói thêm\n\n- b"),
    ],
)
def test_lists_nest_and_count_as_in_word(parts, markdown):
    assert items(*parts) == markdown


def test_legal_numbers_keep_their_noughts():
    """Word's own list "Article I. / Section 1.01"."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, form, legal, text in ((0, "upperRoman", "", "Phần %1."), (1, "decimalZero", "<w:isLgl/>", "Mục %1.%2"))
    )
    lists = f'<w:abstractNum w:abstractNumId="8">{levels}</w:abstractNum>'
    lists += '<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>'
    xml = "".join(
        p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="8"/></w:numPr>')
        for words, level in (("Một", 0), ("Hai", 1))
    )
    assert plain_text(raw(xml, numbering=lists)).lines == ["Phần I. Một", "Mục 1.01 Hai"]


def test_every_body_of_a_document_is_read():
    assert plain_text(raw(f"{p('Một')}</w:body><w:body>{p('Hai')}")).lines == ["Một", "Hai"]


def test_words_of_a_document_without_a_text_are_named_when_it_is_refused():
    deleted = in_p("<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del>")
    with pytest.raises(ValueError, match=r"tên “Tên bài”; .*“đã xóa”"):
        import_word(raw(p("Tên bài", '<w:pStyle w:val="Title"/>') + deleted), {})


def test_every_number_of_a_list_is_the_one_word_showed():
    html = prose_of(items("1.0 a", "1.0 b", "giữa", "1.0 c", "2.0 d", "1.0 e")).made.html
    shown = BeautifulSoup(html, "html.parser")
    assert [ol.get("start", "1") for ol in shown.find_all("ol")] == ["1", "3"]


# --- tables ---


def tc(text: str, properties: str = "", paragraph: str = "", run: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text, paragraph, run)}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


RIGHT = '<w:jc w:val="right"/>'


@pytest.mark.parametrize(
    ("xml", "markdown"),
    [
        (tbl(tc("A", run="<w:b/>") + tc("B", run="<w:b/>"), tc("1") + tc("x|y")),
         "| A | B |\n|---|---|\n| 1 | x&#124;y |"),
        (tbl(tc("A") + tc("Số"), tc("x") + tc("1", "", RIGHT), tc("y") + tc("22", "", RIGHT)),
         "| A | Số |\n|---|---:|\n| x | 1 |\n| y | 22 |"),
        (tbl(tc("A", '<w:gridSpan w:val="2"/>'), tc("x") + tc("y")), "| A | |\n|---|---|\n| x | y |"),
        (tbl(tc("A") + tc("B"), tc("x", '<w:vMerge w:val="restart"/>') + tc("1"), tc("", "<w:vMerge/>") + tc("2")),
         "| A | B |\n|---|---|\n| x | 1 |\n| | 2 |"),
        (tbl(tc("một ô")), "một ô"),
        (tbl(tc("trái") + tc("phải")), "trái\n\nphải"),
        (tbl(tc("A"), f"<w:tc>{p('x')}{p('y')}</w:tc>"), "| A |\n|---|\n| x<br>y |"),
        (tbl(tc("A"), f"<w:tc>{tbl(tc('1') + tc('2'), tc('3') + tc('4'))}{p('')}</w:tc>"),
         "| A |\n|---|\n| 1 · 2<br>3 · 4 |"),
    ],
)  # fmt: skip
def test_tables_show_every_cell(xml, markdown):
    assert body(xml) == markdown


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (tbl(tc("A", '<w:gridSpan w:val="2"/>'), tc("x") + tc("y")), "bảng có ô gộp"),
        (tbl(tc("A") + tc("B")), "bảng chỉ để dàn trang"),
        (tbl(tc("A"), tc("x")), "hàng đầu của bảng thành hàng tiêu đề"),
        (tbl(tc("A"), f"<w:tc>{tbl(tc('1'), tc('3'))}{p('')}</w:tc>"), "bảng lồng trong bảng"),
        (p("Nơi nhận:") + p("- Như trên"), "phần nơi nhận, ký tên"),
    ],
)
def test_what_is_no_plain_table_is_told(xml, told):
    assert told in findings(xml)


# --- pictures ---


def pictured(data: bytes, alt: str = "", more: str = "", cut: str = "") -> bytes:
    document = Document()
    document.add_paragraph("Trước ảnh")
    run = document.add_paragraph().add_run()
    run.add_picture(BytesIO(data), Mm(80))
    [about] = run._r.xpath(".//wp:docPr")
    about.set("descr", alt)
    if cut:
        [fill] = run._r.xpath(".//pic:blipFill")
        fill.insert(1, writing.parse_xml(f"<a:srcRect {writing.DECLARED} {cut}/>"))
    return writing.saved(document)


def test_the_words_for_a_picture_come_from_word():
    imported = import_word(pictured(hiding.telling_jpeg(), "Nồi cơm [to] trên bếp"), LINES)
    assert imported.body == "Trước ảnh\n\n![Nồi cơm (to) trên bếp](anh-1.jpg)"
    assert imported.findings == []


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("", "chưa có lời tả"),
        ("IMG_2031.JPG", "chưa có lời tả"),
        ("Picture 3", "chưa có lời tả"),
        ("A group of people\n\nDescription automatically generated", "Word tự đoán lời tả “A group of people"),
        ("Ảnh có chứa người. Mô tả được tạo tự động", "Word tự đoán lời tả"),
    ],
)
def test_words_that_nobody_wrote_are_left_to_be_written(alt, told):
    imported = import_word(pictured(hiding.telling_jpeg(), alt), LINES)
    assert imported.body.endswith("![](anh-1.jpg)")
    assert told in imported.findings[0] and "Sau “Trước ảnh”" in imported.findings[0]


def test_what_was_cut_off_in_word_is_not_in_the_picture():
    whole = hiding.encoded(hiding.drawing((120, 80)), "PNG")
    imported = import_word(pictured(whole, "Nửa phải", cut='l="50000" b="25000"'), LINES)
    picture = Image.open(BytesIO(imported.pictures["anh-1.png"]))
    assert picture.size == (60, 60) and picture.convert("RGB").getpixel((5, 5)) == hiding.REST


def test_a_cut_photo_is_upright_too():
    imported = import_word(pictured(hiding.telling_jpeg(6), "Ảnh", cut='r="50000"'), LINES)
    [picture] = imported.pictures.values()
    assert Image.open(BytesIO(picture)).size == (80, 60) and hiding.told_by(picture) == set()


def with_text(data: bytes, document: str) -> bytes:
    return writing.zipped({**writing.members(data), "word/document.xml": document.encode()})


def test_pictures_of_a_group_are_cut_each_by_itself_and_one_in_a_box_comes_once():
    data = pictured(hiding.encoded(hiding.drawing((120, 80)), "PNG"), "Hai hình")
    document = writing.members(data)["word/document.xml"].decode()
    [picture] = re.findall(r"<pic:pic.*?</pic:pic>", document, re.DOTALL)
    half = picture.replace("<a:stretch>", '<a:srcRect l="50000"/><a:stretch>')
    grouped = import_word(with_text(data, document.replace(picture, half + picture)), {})
    assert [Image.open(BytesIO(each)).size for each in grouped.pictures.values()] == [(60, 80), (120, 80)]
    [run] = re.findall(r"<w:r>(?:(?!<w:r>).)*?<w:drawing>.*?</w:r>", document, re.DOTALL)
    inside = f"<v:textbox><w:txbxContent><w:p>{run}</w:p></w:txbxContent></v:textbox>"
    box = f"<w:r><w:pict {writing.DECLARED}>{inside}</w:pict></w:r>"
    boxed = import_word(with_text(data, document.replace(run, box)), {})
    assert boxed.body.count("](anh-1.png)") == 1


def test_a_picture_cut_by_an_older_word_is_cut():
    data = pictured(hiding.encoded(hiding.drawing((120, 80)), "PNG"))
    document = writing.members(data)["word/document.xml"].decode()
    key = re.search(r'r:embed="(\w+)"', document)[1]
    shape = f'<v:shape alt="Nửa"><v:imagedata r:id="{key}" cropleft="32768f"/></v:shape>'
    old = f"<w:pict {writing.DECLARED}>{shape}</w:pict>"
    document = re.sub(r"<w:drawing>.*</w:drawing>", old, document, flags=re.DOTALL)
    imported = import_word(with_text(data, document), {})
    assert imported.body.endswith("![Nửa](anh-1.png)")
    assert Image.open(BytesIO(imported.pictures["anh-1.png"])).size == (60, 80)


def test_one_picture_shown_twice_is_kept_once():
    document = Document()
    for _ in range(2):
        document.add_picture(BytesIO(hiding.telling_jpeg()))
    imported = import_word(writing.saved(document), LINES)
    assert list(imported.pictures) == ["anh-1.jpg"] and imported.body.count("anh-1.jpg") == 2


def test_words_around_a_picture_stay_apart():
    document = Document()
    paragraph = document.add_paragraph("Trước ảnh ")
    paragraph.add_run().add_picture(BytesIO(hiding.telling_jpeg()))
    paragraph.add_run(" sau ảnh.")
    assert import_word(writing.saved(document), {}).body.startswith("Trước ảnh sau ảnh.\n\n![](")


@pytest.mark.parametrize("kind", ["heic", "tiff", "png"])
def test_photos_of_iphones_and_scans_come_along(kind):
    """HEIC and TIFF as Word keeps them; a scan of sixteen bits."""
    scan = Image.new("I;16", (60, 40), 100 * 257)
    heic = (Path(__file__).parent / "pictures/iphone.heic").read_bytes()
    data = heic if kind == "heic" else hiding.encoded(scan, kind.upper())
    entries = writing.members(pictured(hiding.telling_jpeg(), "Ảnh"))
    name = next(name for name in entries if name.startswith("word/media/"))
    target = f"media/image9.{kind}"
    changed = {
        key.replace(name, f"word/{target}"): data if key == name else part.replace(name[5:].encode(), target.encode())
        for key, part in entries.items()
    }
    [made] = import_word(writing.zipped(changed), LINES).pictures.values()
    picture = Image.open(BytesIO(made))
    assert picture.size == ((80, 120) if kind == "heic" else (60, 40))
    assert kind == "heic" or picture.convert("RGB").getpixel((5, 5)) == (100, 100, 100)


def test_a_kind_of_picture_that_browsers_do_not_show_is_told():
    entries = writing.members(pictured(hiding.telling_jpeg(), "Ảnh"))
    name = next(name for name in entries if name.startswith("word/media/"))
    broken = writing.zipped({key: b"\x01\0\0\0EMF" if key == name else data for key, data in entries.items()})
    assert "không lấy được ảnh ở đây: không mở được ảnh" in "\n".join(import_word(broken, LINES).findings)
    renamed = {
        key.replace(name, "word/media/x.emf"): b"EMF"
        if key == name
        else data.replace(name[5:].encode(), b"media/x.emf")
        for key, data in entries.items()
    }
    assert "ảnh kiểu EMF: hãy lưu thành PNG" in "\n".join(import_word(writing.zipped(renamed), LINES).findings)


# --- old fonts ---


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Kế hoạch đúng", "Times New Roman", None),
        ("Kế hoạch đúng", ".VnTime", None),  # a font's name that stayed behind
        ("UBND", ".VnTimeH", None),
        ("KÕ ho¹ch", "Times New Roman", "TCVN3 (ABC) hoặc VNI"),
        ("KÕ ho¹ch", ".VnTime", "TCVN3 (ABC)"),
        ("cã", ".VnTime", "TCVN3 (ABC)"),  # could be either, and no other words say which
        ("Vieät Nam, Keá hoaïch", "VNI-Times", "VNI"),
        ("cuõ", "VNI-Helve", "VNI"),
        ("ñaõ cuû", "VNtimes new roman", "VietWare"),
        ("Viá»‡t Nam", "Arial", "bảng mã bị đọc sai"),
    ],
)
def test_words_for_an_old_font_are_refused_by_name_and_by_letters(words, name, kind):
    data = raw(p(words, run=font(name)))
    if kind is None:
        assert import_word(data, LINES).body == words
    else:
        told = refusal(data)
        assert f"({kind}" in told and f"“{words}”" in told and "Ctrl+Shift+F6" in told


def test_a_passage_for_an_old_font_among_unicode_is_refused():
    told = refusal(raw(p("Bài này đúng Unicode cả.") + f"<w:p>{r('Trừ chữ ')}{r('cã', font('.VnTime'))}</w:p>"))
    assert "“cã”" in told and "phông .VnTime" in told


def test_words_that_could_be_both_are_unicode_where_others_in_that_font_are():
    xml = p("Đội một được giải", run=font(".VnTime")) + p("có", run=font(".VnTime"))
    assert body(xml) == "Đội một được giải\n\ncó"


@pytest.mark.parametrize(
    "styles",
    [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f"<w:rPr>{font('.VnTime')}</w:rPr></w:style>",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>",
    ],
)
def test_an_old_font_is_found_in_styles_and_in_the_theme(styles):
    data = writing.with_parts(raw(p("cã")), {"styles": styles})
    entries = writing.members(data)
    theme = next(name for name in entries if "theme" in name and name.endswith(".xml"))
    entries[theme] = re.sub(rb'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rb"\1.VnTime", entries[theme])
    assert "phông .VnTime" in refusal(writing.zipped(entries))


def test_soft_hyphens_in_unicode_are_no_old_font():
    assert body(p("thông\u00adtin về bình đẳng giới")) == "thôngtin về bình đẳng giới"
    assert "TCVN3" in refusal(raw(p("th\u00adêng vô", run=font(".VnTime"))))


# --- what is no document ---


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
WORD = raw(p("a"))


def with_member(name: str, old: bytes, new: bytes) -> bytes:
    entries = writing.members(WORD)
    return writing.zipped({**entries, name: entries[name].replace(old, new)})


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (OLE, "tệp Office đời cũ (Word: .doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "tệp Word có mật khẩu"),
        (b"%PDF-1.7 ", "đây là tệp PDF"),
        (b"{\\rtf1", "đây là tệp RTF"),
        (b"<html><body>", "đây là tệp trang web"),
        (b"MIME-Version: 1.0", "đây là tệp trang web"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "đây là tệp Word XML"),
        (b"\xff\xd8\xff\xe0", "đây là tệp ảnh"),
        (b"", "tệp này rỗng"),
        ("chữ thường".encode(), "đây không phải tệp Word"),
        (writing.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "tệp OpenDocument (.odt)"),
        (writing.zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "tệp Excel"),
        (writing.zipped({"a.txt": b"a"}), "đây là tệp nén"),
        (with_member("[Content_Types].xml", b"document.main", b"document.macroEnabled.main"), "có macro (.docm)"),
        (WORD[:-200], "không mở được: tệp hỏng"),
        (WORD[:2000], "không mở được: tệp hỏng"),
        (with_member("word/document.xml", b"</w:body>", b""), "không mở được: tệp hỏng"),
        (with_member("word/document.xml", b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'a'>]><w:document"), "tệp hỏng"),
        (with_member("word/document.xml", b">a<", b"> <"), "không có chữ nào"),
    ],
    ids=lambda value: value[:25] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_docx_is_told_with_a_cure(data, told):
    message = refusal(data)
    assert told in message
    assert "Hãy" in message or "hãy" in message


def test_what_unpacks_to_more_than_any_document_holds_is_refused():
    entries = writing.members(WORD)
    message = refusal(writing.zipped({**entries, "word/media/a.bin": bytes(301_000_000)}))
    assert "tệp nén quá nhiều dữ liệu" in message and "ãy" in message


def test_a_broken_document_never_ends_in_a_traceback():
    """Bytes changed anywhere in its XML: it is read, or refused with a sentence."""
    chance, entries = Random(7), writing.members(writing.news())
    for _ in range(60):
        name = chance.choice([name for name in entries if name.endswith((".xml", ".rels"))])
        data = bytearray(entries[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 40)] = chance.choice([b"", b'"', b"<w:p>", b"99999999999", b"-1", b"\xff"])
        try:
            import_word(writing.zipped({**entries, name: bytes(data)}), LINES)
        except ValueError as error:
            assert "ãy" in str(error)


def test_tables_in_tables_without_end_are_refused():
    xml = p("a")
    for _ in range(60):
        xml = tbl(f"<w:tc>{xml}</w:tc>", tc("x"))
    assert "quá nhiều bậc" in refusal(raw(xml))


# --- any words at all ---

LOOKS = {
    "": frozenset(),
    "<w:b/>": frozenset({"strong"}),
    "<w:i/>": frozenset({"em"}),
    "<w:b/><w:i/>": frozenset({"strong", "em"}),
    "<w:strike/>": frozenset({"s"}),
    "<w:b/><w:strike/>": frozenset({"strong", "s"}),
    SUPERSCRIPT: frozenset({"sup"}),
}
PIECES = (
    "a bc Đ ế 1 . , ) ( - + * _ ` ~ ! # = | > < & ; : { } [ ] \\ / \" ' ?",
    "... --- *** === !!! ??? ~~~ ``` {{ }} {% %} {#",
    "<b> </b> <!-- &amp; &#42; ](a.pdf) ![a](b.png) [a]: 1. 1) a) |a|b| |---| https://a.vn/_b_ x@a.vn [^1] == ^^ {:.x}",
)
WORDS = st.lists(st.sampled_from([" ", " ", *(piece for line in PIECES for piece in line.split(" "))]), max_size=8).map(
    "".join
)
RUNS = st.lists(st.tuples(WORDS, st.sampled_from(list(LOOKS))), min_size=1, max_size=4)


def xml_of(runs: list[tuple[str, str]]) -> str:
    escape = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return "".join(r("".join(escape.get(char, char) for char in words), look) for words, look in runs)


def prose_of(markdown: str) -> Prose:
    """What an imported text becomes as the body of a post."""
    return Prose(markdown, Place("x.md", 1), POST)


def html_of(markdown: str) -> BeautifulSoup:
    """The page of a text, which holds nothing that a text may not hold."""
    problems = Problems()
    prose = prose_of(markdown)
    html = fill(prose, {}, problems)
    assert not len(problems) and not prose.made.wrong
    return BeautifulSoup(html, "html.parser")


def dressed(html: BeautifulSoup) -> list[tuple[str, frozenset[str]]]:
    """Every sign that is shown, with how it is shown."""
    looks = {"strong", "em", "s", "sup"}
    return [
        (char, frozenset(parent.name for parent in words.parents if parent.name in looks))
        for words in html.find_all(string=True)
        for char in words
        if not char.isspace()
    ]


@given(RUNS)
@example([("1. a", "")])
@example([("a", "<w:b/>"), ("b", "<w:b/><w:i/>"), ("c", "<w:i/>")])
@example([("# a", ""), (" #", "<w:b/>")])
@example([("*a*", "<w:i/>"), ("_", "<w:b/>")])
@example([("&#|", "<w:strike/>")])
@settings(max_examples=60, deadline=None)
def test_whatever_was_typed_is_shown_as_it_was_typed(runs):
    """In an item of a list, in a heading and in a table."""
    inner = xml_of(runs)
    item, heading = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>' for style in ("ListBullet", "Heading1")
    )
    markdown = body(f"{p('đầu')}{item}{heading}{tbl(tc('A'), f'<w:tc><w:p>{inner}</w:p></w:tc>')}{p('cuối')}")
    words = "".join("".join(words for words, _ in runs).split())
    shown = "".join(html_of(markdown).get_text().split())
    assert shown == (f"đầu{words}{words}A{words}cuối" if words else "đầuAcuối")


@given(RUNS)
@settings(max_examples=60, deadline=None)
def test_a_paragraph_shows_its_words_and_their_look(runs):
    """Behind a sentence, since a paragraph that begins with a dash is an item of a list, and with "x." a heading's."""
    shown = dressed(html_of(body(f"<w:p>{r('xin.')}{xml_of(runs)}</w:p>{p('cuối')}")))
    expected = [(char, LOOKS[look]) for words, look in runs for char in words if not char.isspace()]
    before, behind = ([(char, frozenset()) for char in words] for words in ("xin.", "cuối"))
    assert shown == [*before, *expected, *behind]
