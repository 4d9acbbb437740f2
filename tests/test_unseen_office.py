"""Words that a document of Word or Excel has, and that nobody sees on its pages: of the colour behind them, tiny, flat."""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

import pytest
from commune.uploads.cleaning import cleaned
from commune.uploads.hidden import HiddenWords
from documents import SHEET, cell, docx, paragraph, styles, xlsx
from hiding import SECRET, everything_in

SEEN = "Cùng chia sẻ việc nhà"


def word(body: str, of_styles: str = "") -> bytes:
    made = {"word/styles.xml": styles(of_styles)} if of_styles else {}
    return docx(f"{paragraph(SEEN)}{body}", made, {"word/document.xml": [("styles", "styles.xml")]} if made else {})


def run(looks: str, words: str = SECRET) -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{words}</w:t></w:r>"


def para(looks: str, of_paragraph: str = "") -> str:
    return f"<w:p><w:pPr>{of_paragraph}</w:pPr>{run(looks)}</w:p>"


def table(cell_looks: str, words: str, row: str = "", of_table: str = "") -> str:
    return f"<w:tbl><w:tblPr>{of_table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell_looks}</w:tcPr>{words}</w:tc></w:tr></w:tbl>"


def named(looks: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="An"{more}><w:rPr>{looks}</w:rPr></w:style>'


def shape(
    looks: str, of_anchor: str = 'behindDoc="0"', words: str = "", form: str = "rect", high: int = 200_000
) -> str:
    inner = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f'<w:p><w:r><w:drawing><wp:anchor {of_anchor}><wp:wrapNone/><wps:wsp><wps:spPr><a:xfrm><a:ext cx="900000" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"/>{looks}</wps:spPr>{inner}</wps:wsp></wp:anchor></w:drawing></w:r></w:p>'
    )


WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="8"/>'
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
BLACK_FILL = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'

UNSEEN_IN_WORD = {
    "white": word(para(WHITE)),
    "nearly white": word(para('<w:color w:val="FEFEFE"/>')),
    "white on white": word(para(f'{WHITE}<w:shd w:val="clear" w:fill="FFFFFF"/>')),
    "under a black marker": word(para('<w:highlight w:val="black"/>')),
    "black on black": word(para('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    "as dark as its cell": word(table(DARK, para('<w:color w:val="1F3864"/>'))),
    "white in a style": word(f'<w:p><w:pPr><w:pStyle w:val="An"/></w:pPr>{run("")}</w:p>', named(WHITE)),
    "white in a style of letters": word(para('<w:rStyle w:val="An"/>'), named(WHITE, "character")),
    "white for all": word(para(""), f"<w:docDefaults><w:rPrDefault><w:rPr>{WHITE}</w:rPr></w:rPrDefault></w:docDefaults>"),
    "white where nothing is said": word(para(""), named(WHITE, more=' w:default="1"')),
    "of four points": word(para(TINY)),
    "filled with nothing": word(para(f'<w14:textFill xmlns:w14="{W14}"><w14:noFill/></w14:textFill>')),
    "in a line without height": word(para("", '<w:spacing w:line="10" w:lineRule="exact"/>')),
    "in a row without height": word(table("", para(""), '<w:trHeight w:val="10" w:hRule="exact"/>')),
    "as dark as the box": word(shape(BLACK_FILL, words=para('<w:color w:val="000000"/>'))),
}  # fmt: skip


@pytest.mark.parametrize("how", UNSEEN_IN_WORD)
def test_words_that_no_page_shows_are_refused(how):
    with pytest.raises(HiddenWords, match=r"người đọc không thấy.*xóa hẳn chữ ấy") as refused:
        cleaned("a.docx", UNSEEN_IN_WORD[how])
    assert SECRET in refused.value.words


SEEN_IN_WORD = {
    "white on dark": word(para(f"{WHITE}{DARK}")),
    "white in a dark paragraph": word(para(WHITE, DARK)),
    "white in a dark cell": word(table(DARK, para(WHITE))),
    "white in a table whose style may be dark": word(
        table("", para(WHITE), of_table='<w:tblStyle w:val="An"/>'),
        f'<w:style w:type="table" w:styleId="An"><w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>',
    ),
    "white in a box that is clear": word(shape("<a:noFill/>", words=para(WHITE))),
    "white before a picture": word(shape("", 'behindDoc="1"', form="ellipse") + para(WHITE)),
    "a white blank": word(f"<w:p>{run(WHITE, ' ')}{run(TINY, '.')}</w:p>"),
    "of five points": word(para('<w:sz w:val="10"/>')),
    "Arabic, which has a size of its own": word(para(f'{TINY}<w:szCs w:val="24"/><w:rtl/>')),
    "a style that nobody uses": word(para(""), named(WHITE)),
}  # fmt: skip


@pytest.mark.parametrize("how", SEEN_IN_WORD)
def test_words_that_are_seen_stay(how):
    assert any(SEEN.encode() in piece for piece in everything_in(cleaned("a.docx", SEEN_IN_WORD[how]).data))


def test_a_black_box_laid_over_words_is_refused():
    with pytest.raises(ValueError, match=r"đặt đè lên chữ.*Hãy xóa hẳn chữ ở dưới"):
        cleaned("a.docx", word(shape(BLACK_FILL)))
    style = "position:absolute;width:90pt;height:14pt;z-index:1"
    box = f'<w:p><w:r><w:pict><v:rect style="{style}" fillcolor="black"/></w:pict></w:r></w:p>'
    with pytest.raises(ValueError, match="đặt đè lên chữ"):
        cleaned("a.docx", word(box))


@pytest.mark.parametrize(
    "box",
    [
        shape(BLACK_FILL, 'behindDoc="1"'),
        shape(BLACK_FILL, high=9_000),
        shape(BLACK_FILL, form="star5"),
        shape('<a:solidFill><a:srgbClr val="C00000"/></a:solidFill>'),
        shape(BLACK_FILL, words=para(WHITE)),
    ],
)
def test_lines_stars_and_boxes_with_words_are_no_cover(box):
    cleaned("a.docx", word(box))


# --- Excel

FONTS = (
    '<fonts><font><sz val="11"/></font><font><sz val="11"/><color theme="0"/></font><font><color rgb="FF00B050"/></font>'
    '<font><sz val="3"/></font></fonts>'
)
FILLS = (
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>'
)


def book(look: str, value: str = cell(SECRET, more=' s="1"'), formats: str = "", **more: object) -> bytes:
    made = f"<styleSheet {SHEET}>{formats}{FONTS}{FILLS}<cellXfs><xf/><xf {look}/></cellXfs></styleSheet>"
    links = {"xl/workbook.xml": [("styles", "styles.xml")]}
    return xlsx(f'<row r="1">{value}</row>', parts={"xl/styles.xml": made}, links=links, **more)  # type: ignore[arg-type]


def formatted(code: str) -> str:
    return f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'


NUMBER = '<c r="A1" s="1"><v>42</v></c>'
UNSEEN_IN_EXCEL = {
    "white": book('fontId="1"'),
    "as green as the cell": book('fontId="2" fillId="2"'),
    "of three points": book('fontId="3"'),
    "a format without words": book('numFmtId="170"', formats=formatted("0;-0;0;")),
    "a format with other words": book('numFmtId="170"', formats=formatted(";;;&quot;x&quot;")),
    "a format without numbers": book('numFmtId="170"', NUMBER, formatted(";;;@")),
    "a row of half a point": xlsx(f'<row r="1" ht="0.5">{cell(SECRET)}</row>'),
    "a column without width": xlsx(f'<row r="1">{cell(SECRET)}</row>', before='<cols><col min="1" max="1" width="0"/></cols>'),
}  # fmt: skip


@pytest.mark.parametrize("how", UNSEEN_IN_EXCEL)
def test_cells_that_show_nothing_are_refused(how):
    with pytest.raises(HiddenWords, match="màu chữ, cỡ chữ"):
        cleaned("a.xlsx", UNSEEN_IN_EXCEL[how])


RANGE = '<conditionalFormatting sqref="A1:B2"><cfRule type="cellIs" dxfId="0"/></conditionalFormatting>'
SEEN_IN_EXCEL = {
    "white on green": book('fontId="1" fillId="2"'),
    "white where a condition colours": book('fontId="1"', after=RANGE),
    "a label for a number": book('numFmtId="170"', NUMBER, formatted("&quot;Tổ &quot;0")),
    "no zeros": book('numFmtId="170"', NUMBER, formatted("0;-0;;@")),
    "a narrow column, over which words run": xlsx(
        f'<row r="1">{cell(SECRET)}</row>', before='<cols><col min="1" max="1" width="0.1"/></cols>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SEEN_IN_EXCEL)
def test_cells_that_are_seen_stay(how):
    cleaned("a.xlsx", SEEN_IN_EXCEL[how])


def value(formula: str, shown: str = "Đạt", more: str = "") -> str:
    return f'<row><c r="A1" t="str"><f>{formula}</f><v>{shown}</v></c>{more}</row>'


def left_in(made: bytes) -> str:
    return b" ".join(everything_in(made)).decode("utf-8", "ignore")


@pytest.mark.parametrize(
    ("sheet", "after"),
    [
        (value(f'IF(1,"Đạt","{SECRET}")'), ""),
        (cell(SEEN), f'<dataValidations count="1"><dataValidation sqref="A1"><formula1>"Có,{SECRET}"</formula1></dataValidation></dataValidations>'),
        (cell(SEEN), f'<conditionalFormatting sqref="A1"><cfRule type="containsText" text="{SECRET}"/></conditionalFormatting>'),
        (cell(SEEN), f'<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1="{SECRET}"</formula></cfRule></conditionalFormatting>'),
    ],
)  # fmt: skip
def test_words_that_only_a_formula_has_go_and_the_value_stays(sheet, after):
    made = cleaned("a.xlsx", xlsx(f"{sheet}", after=after))
    assert SECRET not in left_in(made.data) and SECRET in made.report.words()
    assert "<v>Đạt</v>" in left_in(made.data) or SEEN in left_in(made.data)
    assert "dataValidations" not in left_in(made.data) and "conditionalFormatting" not in left_in(made.data)


def test_formulas_whose_words_are_shown_stay():
    shown = (
        value('IF(1,"Đạt","Chưa")', more=cell("Chưa", "B1"))
        + value('"Tổng: "&amp;2', "Tổng: 2")
        + value('TEXT(1,"dd/mm/yyyy")', "x")
    )
    made = left_in(cleaned("a.xlsx", xlsx(shown)).data)
    assert made.count("<f>") == 3


def test_names_that_no_formula_uses_go():
    names = "".join(f'<definedName name="{name}">{said}</definedName>' for name, said in (
        ("Luong_ba_Lan", "A!$A$1"), ("So_dan", "A!$A$2"), ("_xlnm.Print_Area", "A!$A$1:$B$2")))  # fmt: skip
    made = left_in(cleaned("a.xlsx", xlsx(value("SUM(so_dan)"), workbook=f"<definedNames>{names}</definedNames>")).data)
    assert "Luong_ba_Lan" not in made and "So_dan" in made and "Print_Area" in made
