"""make new-year: the plan of another year from its text, word for word; what still holds is carried over, no more."""

from __future__ import annotations

import re
from datetime import date
from shutil import rmtree

import built
import pytest
import yaml
from commune.__main__ import main
from commune.core.problem import Problems
from commune.core.text import squeeze
from commune.ledger import published
from commune.plan.next_year import UNLINKED, notes_for
from commune.plan.written import read_written, written_plan
from communes import assemble
from making import make_site
from plans import without_additions
from word_marks import in_p, row, run, sdt, t, tbl
from writing import p, r, raw

DAY = date(2027, 12, 20)


@pytest.fixture(autouse=True)
def _a_day_in_december(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1829260800")


@pytest.fixture
def root(tmp_path):
    return assemble(tmp_path / "commune")


def document(root) -> str:
    """The text of the plan of 2027 as Word writes it, made that of 2028: no signs of Markdown, a paragraph a line."""
    plan = (root / "content/plan/2027/plan.md").read_text("utf-8").replace("2027", "2028")
    plan = plan.replace(
        "tỉnh Ví Dụ, Ủy ban nhân dân xã Sông Lam xây dựng\n", "tỉnh Ví Dụ, Ủy ban nhân dân xã Sông Lam xây dựng "
    )
    lines = [re.sub(r"^#+ |\*\*", "", line) for line in plan.splitlines() if line != "---"]
    return "\n".join(line.replace("**", "") for line in lines)


def new_year(root, text, name="ke-hoach.txt", *more):
    path = root.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["--root", str(root), "new-year", str(path), *more])


def notes(root, year=2028):
    return yaml.load((root / f"content/plan/{year}/annotations.yml").read_text("utf-8"), yaml.CBaseLoader)


def test_the_new_plan_is_its_text_word_for_word_and_passes(root):
    text = document(root)
    assert new_year(root, text) == 0
    content, manifest = make_site(root, DAY, DAY)
    page = built.BeautifulSoup(manifest.by_address["/ke-hoach/2028/"].body, "html.parser").select_one(".document")
    for added in page.select("[data-added]"):
        added.decompose()
    assert squeeze(page.get_text()) == squeeze(text)
    assert [plan.year for plan in content.plans] == [2028, 2027]
    assert content.plan_in(DAY.year).year == 2027 and content.plan_in(2028).year == 2028


def test_every_address_of_the_year_before_is_there_with_the_same_words(root):
    before = make_site(root, DAY, DAY)[1]
    files = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    assert new_year(root, document(root).replace("4. Đề nghị Nhóm trường học", "4. Hội người cao tuổi")) == 0
    assert {path: path.read_bytes() for path in files} == files
    for today in (DAY, date(2028, 6, 1)):
        after = make_site(root, today, DAY)[1]
        assert published(before) - published(after) == set()
    assert after.by_address["/trach-nhiem/nhom-truong-hoc/"].title == "Nhóm trường học Sông Lam (năm 2027)"


def test_what_says_the_same_keeps_its_annotations(root, capsys):
    text = document(root)
    assert new_year(root, text) == 0
    old, new = notes(root, 2027), notes(root)
    assert (new["tasks"], new["units"]) == (old["tasks"], old["units"])
    assert new["responsibilities"] == old["responsibilities"]
    said = capsys.readouterr().out
    assert "mới, mục" not in said and "không còn" not in said and "lời văn đã đổi" not in said


def test_what_moved_is_found_by_its_words(root):
    """The third task becomes the first: what serves it follows."""
    text = document(root)
    first = text[text.index("1. Đưa công bằng") : text.index("2. Bồi dưỡng")]
    third = text[text.index("3. Kể chuyện hay") : text.index("4. Chăm sóc")]
    text = text.replace(first, "@1").replace(third, "@3")
    text = text.replace("@1", third.replace("3. ", "1. ", 1)).replace("@3", first.replace("1. ", "3. ", 1))
    assert new_year(root, text) == 0
    new = notes(root)
    assert [task["short"] for task in new["tasks"]][::2] == ["Kể chuyện hay", "Cuộc họp", "Việc nhà"]
    assert new["responsibilities"][0]["serves"][0]["task"] == "ii-3"


def test_what_is_new_or_gone_is_told_and_nothing_is_made_up(root, capsys):
    text = document(root).replace("4. Đề nghị Nhóm trường học Sông Lam", "4. Đề nghị Hội người cao tuổi xã")
    text = text.replace(
        "Khám sức khỏe cho mẹ và bé tại từng xóm.", "Phát thuốc cho người già ốm lâu, không đi lại được."
    )
    text = text.replace("5. Chia sẻ việc nhà", "5. Dạy bơi cho trẻ em")
    assert new_year(root, text) == 0
    new, said = notes(root), capsys.readouterr().out
    assert new["tasks"][4] == {"item": "ii-5", "short": "Dạy bơi cho trẻ em"}
    assert new["units"][3] == {
        "id": "hoi-nguoi-cao-tuoi",
        "item": "iv-4",
        "name": "Hội người cao tuổi xã",
        "short": "Hội người cao tuổi",
    }
    duties = {duty["item"]: duty for duty in new["responsibilities"]}
    assert duties["iv-2-1"] == {"item": "iv-2-1", "note": UNLINKED}
    assert duties["iv-3"] == {"item": "iv-3", "note": UNLINKED}  # its task is no more
    for told in (
        "Nhiệm vụ mới, mục II.5",
        "Nhiệm vụ năm trước không còn: Việc nhà",
        "Đơn vị mới, mục IV.4",
        "Đơn vị không còn trong kế hoạch: Trường học",
        "Việc mới, mục IV.2, ý 1",
        "Mục IV.3: lời văn đã đổi",
        "mục iv-3: …việc nhà từ ngày 10/5",
        "mục ket-luan: …đồng xã trước ngày 20/11/2028",
    ):
        assert told in said, told


def test_a_new_unit_that_has_an_office_takes_its_id(root, capsys):
    text = document(root).replace("3. Các xóm trong xã", "3. Đề nghị Công an xã Sông Lam")
    assert new_year(root, text) == 0
    unit = notes(root)["units"][2]
    assert (unit["id"], unit["name"]) == ("cong-an-xa", "Công an xã Sông Lam")
    assert "content/help/local.yml" not in capsys.readouterr().out


def test_the_short_version_begins_with_the_headings_of_the_plan(root):
    assert new_year(root, document(root)) == 0
    summary = (root / "content/plan/2028/doc-nhanh.md").read_text("utf-8")
    assert "- Chia sẻ việc nhà. [Mục II.5](#ii-5)" in summary and "[Mục III](#iii)" in summary


def test_a_first_plan_needs_no_earlier_one(root, capsys):
    text = document(root)
    for gone in ("plan", "campaigns", "materials"):
        rmtree(root / "content" / gone)
    (root / "content/bundles.yml").unlink()
    (root / "content/calendar.yml").write_text("updated_on: 2027-01-01\ndays: []\n", "utf-8")
    assert new_year(root, text) == 1
    assert "Hãy thêm --tasks với một trong: II, IV" in capsys.readouterr().err
    assert new_year(root, text, "ke-hoach.txt", "--tasks", "II") == 0
    assert len(make_site(root, DAY, DAY)[0].plans[0].units) == 4


# --- plans that are built in another way ---

UNITS = {
    "Phòng Văn hóa - Xã hội: chủ trì tham mưu.": ("phong-van-hoa-xa-hoi", "Phòng Văn hóa - Xã hội"),
    "Công an xã có trách nhiệm phối hợp xử lý.": ("cong-an", "Công an xã"),
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã": (
        "mttq",
        "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã",
    ),
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã": (
        "van-phong-hdnd-ubnd",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
    ),
    "Trung tâm Phục vụ hành chính công và Dịch vụ sự nghiệp công xã Sông Thử": (
        "trung-tam-phuc-vu-hanh-chinh-cong",
        "Trung tâm Phục vụ hành chính công và Dịch vụ sự nghiệp công xã Sông Thử",
    ),
}


@pytest.mark.parametrize("sign", ["{}.", "{})"])
def test_ids_of_units_are_short_and_names_are_quoted(sign):
    """Whether the units are numbered, or points of their part."""
    lines = ["KẾ HOẠCH", "Năm 2028", "I. NHIỆM VỤ", "1. Kể chuyện", "II. TỔ CHỨC THỰC HIỆN"]
    lines += [f"{sign.format(number)} {unit}" for number, unit in enumerate(UNITS, 1)]
    text = read_written(written_plan(lines), "ke-hoach.txt", Problems())
    units = notes_for(text, None, {}).values["units"]
    assert [(unit["id"], unit["name"]) for unit in units] == [*UNITS.values()]


def test_a_plan_in_articles_passes_and_units_show_what_stands_below_their_points(root, capsys):
    lines = ["Số: 1/KH-UBND", "KẾ HOẠCH", "Việc của năm 2028", "Điều 1. Nhiệm vụ", "1. Kể chuyện", "2. Dạy bơi"]
    lines += ["Điều 2. Trách nhiệm của các cơ quan", "1. Tổ bơi xóm trên", "Tổ làm hai việc:", "a) Dạy:"]
    lines += ["- Cho trẻ;", "- Cho người lớn.", "b) Báo cáo.", "2. Tổ kể chuyện: kể.", "PHỤ LỤC", "| Việc | Ai |"]
    assert new_year(root, "\n".join(lines)) == 0
    assert "Lấy Điều 1 làm các nhiệm vụ, Điều 2 làm việc của các đơn vị" in capsys.readouterr().out
    content, manifest = make_site(root, date(2028, 6, 1), DAY)
    page = built.BeautifulSoup(manifest.by_address["/trach-nhiem/to-boi-xom-tren/"].body, "html.parser")
    quoted = [squeeze(quote.get_text(" ")) for quote in page.select("blockquote")]
    assert quoted == ["Dạy: - Cho trẻ; - Cho người lớn.", "Báo cáo."]
    assert page.find("p", string="Tổ làm hai việc:")
    assert content.plan_in(2028).text.cite("dieu-2-1-a") == "Điều 2, khoản 1, điểm a"
    matrix = manifest.by_address["/trach-nhiem/"].body
    assert "giao việc cho từng đơn vị ở Điều 2 nhưng không ghi việc ấy phục vụ nhiệm vụ nào ở Điều 1" in matrix


NOTHING_NUMBERED = {
    "paragraphs": (["Trong năm, xã làm ba việc.", "Việc một là kể chuyện."], []),
    "one article": (["Điều 1. Xã kể chuyện mỗi tháng."], ["dieu-1"]),
    "dashes": (["Xã làm:", "- Kể chuyện:", "+ Ở xóm;", "- Dạy bơi."], ["mo-dau-1", "mo-dau-1-1", "mo-dau-2"]),
    "a table": (["| Việc | Ai |", "| Kể | Tổ |"], []),
    "bold lines": (["**Mục đích**", "Cho vui.", "**Việc**", "1. Kể"], ["muc-dich", "viec", "viec-1"]),
}


@pytest.mark.parametrize("lines", NOTHING_NUMBERED.values(), ids=NOTHING_NUMBERED.keys())
def test_a_plan_without_numbered_parts_is_kept_shown_and_told(root, lines, capsys):
    """What is no task and no unit is not made one: the pages of the site say so."""
    said, addresses = lines
    given = ["Số: 1/KH-UBND", "KẾ HOẠCH", "Việc của năm 2028", *said, "Nơi nhận:", "- Lưu: VT."]
    assert new_year(root, "\n".join(given)) == 0
    assert "Không thấy phần nào ghi" in capsys.readouterr().out
    content, manifest = make_site(root, date(2028, 6, 1), DAY)
    assert [item.id for item in content.plan_in(2028).text.items()] == addresses
    page = without_additions(built.BeautifulSoup(manifest.by_address["/ke-hoach/2028/"].body, "html.parser"))
    shown = [word for line in given for word in re.sub(r"\*\*|\|", " ", line).split()]
    assert page.get_text(" ").split() == shown
    assert "không ghi thành mục riêng" in manifest.by_address["/trach-nhiem/"].body


def test_bold_lines_and_headings_of_word_are_headings_where_nothing_is_numbered(root):
    heads = in_p(run(t("Mục đích"), "<w:b/>")), p("Nhiệm vụ", '<w:pStyle w:val="Heading1"/>')
    lines = p("KẾ HOẠCH"), p("Năm 2028"), heads[0], p("Cho vui."), heads[1], p("- Kể chuyện.")
    assert new_year(root, raw("".join(lines)), "ke-hoach.docx") == 0
    plan = (root / "content/plan/2028/plan.md").read_text("utf-8")
    assert "## \\Mục đích\n\nCho vui.\n\n## \\Nhiệm vụ\n\n- Kể chuyện.\n" in plan


def test_a_plan_may_say_that_it_has_no_such_part(root):
    assert new_year(root, document(root), "ke-hoach.txt", "--tasks", "không") == 0
    assert notes(root)["tasks"] == [] and len(notes(root)["units"]) == 4


# --- the forms in which a text comes ---


def word(root, line=p, letterhead="", **parts):
    """The plan of 2028 as a Word file; `line` writes each of its lines."""
    lines = "".join(line(each.replace("&", "&amp;")) for each in filter(str.strip, document(root).splitlines()))
    return raw(letterhead + lines, **parts)


LETTERHEAD = tbl(row("XÃ SÔNG LAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))


def test_a_word_file_says_the_same_as_a_text_file(root, capsys):
    assert new_year(root, word(root, letterhead=LETTERHEAD), "ke-hoach.docx") == 0
    plan = (root / "content/plan/2028/plan.md").read_text("utf-8")
    assert plan == written_plan(document(root).splitlines()).text
    said = capsys.readouterr().out
    assert "Không chép vào, vì trang tự in ở đầu văn bản: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


def _tracked(line):
    """A line whose second half was put in, in a control, behind words that were taken out and hidden ones."""
    half = len(line) // 2
    gone = "<w:del><w:r><w:delText>chữ đã xóa</w:delText></w:r></w:del>" + run(t("chữ ẩn"), "<w:vanish/>")
    return sdt(in_p(r(line[:half]), gone, f"<w:ins>{sdt(r(line[half:]))}</w:ins>"))


def test_words_in_tracked_changes_and_controls_are_in_the_plan_and_deleted_and_hidden_ones_are_not(root, capsys):
    assert new_year(root, word(root, _tracked), "ke-hoach.docx") == 0
    plan = (root / "content/plan/2028/plan.md").read_text("utf-8")
    assert plan == written_plan(document(root).splitlines()).text
    said = capsys.readouterr().out
    for told in (
        "chữ thêm vào (Track Changes) được giữ",
        "chữ đã xóa (Track Changes) được bỏ",
        "chữ ẩn trong Word đã bỏ",
    ):
        assert told in said, told


LEVELS = "".join(
    f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum><w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
    for at, form, shown in ((8, "upperRoman", "%1."), (9, "bullet", "-"))
)
DOTS = (
    '<w:style w:type="paragraph" w:styleId="Chấm"><w:name w:val="Chấm"/>'
    '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
)


def _counted(line):
    """A line as somebody types it who lets Word count the parts, and put dots before what is to be done."""
    if part := re.match(r"[IVX]+\. ", line):
        return p(line[part.end() :], '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="8"/></w:numPr>')
    if line.startswith("- "):
        return p(line[2:], '<w:pStyle w:val="Chấm"/>')
    return p(line)


def test_numbers_and_dots_that_word_puts_itself_are_in_the_plan(root):
    data = word(root, _counted, numbering=LEVELS, styles=DOTS)
    assert new_year(root, data, "ke-hoach.docx") == 0
    plan = (root / "content/plan/2028/plan.md").read_text("utf-8")
    assert plan == written_plan(document(root).splitlines()).text


def test_what_the_plan_has_no_place_for_is_told_with_all_its_words(root, capsys):
    """A footnote and the words above each page of paper."""
    long = "chú thích dài " * 20 + "hết"
    note = run('<w:footnoteReference w:id="2"/>')
    data = word(
        root,
        lambda line: in_p(r(line), note if line.startswith("2. ") else ""),
        footnotes=f'<w:footnote w:id="2">{p(long)}</w:footnote>',
        header=p("Dự thảo lần 2"),
    )
    assert new_year(root, data, "ke-hoach.docx") == 0
    said = capsys.readouterr().out
    assert f"“{long}”" in said and "Đầu văn bản: chữ ở đầu trang, chân trang của tờ giấy đã bỏ: “Dự thảo lần 2”" in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encodings_of_windows_are_read(root, encoding):
    assert new_year(root, document(root).replace("\n", "\r\n").encode(encoding)) == 0
    assert (root / "content/plan/2028/plan.md").read_text("utf-8").startswith("Số: 07/KH-UBND\n")


def test_broken_lines_go_on_and_signs_stay_as_they_are():
    lines = [
        "KẾ HOẠCH",
        "Tên năm 2028",
        "I. MỤC TIÊU",
        "– Một việc",
        "chưa hết câu;",
        "+ Hai việc",
        "Nơi nhận:",
        "-Lưu: VT.",
    ]
    assert written_plan(lines).text == (
        "# KẾ HOẠCH\n\nTên năm 2028\n\n## I. MỤC TIÊU\n\n– Một việc chưa hết câu;\n\n  + Hai việc\n\n---\n\n"
        "Nơi nhận:\n\n-Lưu: VT.\n"
    )


# --- refusals: nothing is written ---


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("năm 2028", "năm nay", "--year 2027"),
        ("2028", "2027", "content/plan/2027: đã có rồi"),
        ("KẾ HOẠCH\n", "", "thiếu dòng tên loại văn bản"),
        ("Mỗi xóm cử", "Vieät Nam xaõ hoäi", "Unicode"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_at_its_own_lines(root, old, new, said, capsys):
    before = sorted((root / "content").rglob("*"))
    text = document(root)
    assert new_year(root, text.replace(old, new)) == 1
    told = capsys.readouterr().err
    assert said in told
    assert sorted((root / "content").rglob("*")) == before


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0 old Word", b"x\xe1\xba", b""], ids=["doc", "cp1258", "empty"])
@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_a_file_of_another_kind_is_told(root, data, name, capsys):
    assert new_year(root, data, name) == 1
    said = capsys.readouterr().err
    assert said and "Traceback" not in said


@pytest.mark.parametrize("arguments", [[], [""]])
def test_without_a_text_it_says_what_it_needs(root, arguments, capsys):
    assert main(["--root", str(root), "new-year", *arguments]) == 1
    assert "Cần văn bản kế hoạch của năm mới" in capsys.readouterr().err
