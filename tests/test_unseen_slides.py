"""Words that a slide, or a document of LibreOffice, has and nobody sees: of the colour behind them, tiny, covered, flat."""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

import pytest
from commune.uploads.cleaning import cleaned
from commune.uploads.hidden import HiddenWords
from documents import SPACES, odf, pptx, style
from hiding import SECRET, everything_in

SEEN = "Cùng chia sẻ việc nhà"


def fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def box(
    looks: str = "",
    words: str = "",
    of_words: str = "",
    at: tuple[int, int, int, int] = (0, 0, 900, 100),
    number: int = 3,
) -> str:
    left, top, wide, high = at
    place = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"/>'
    said = f"<p:txBody><a:p><a:r><a:rPr {of_words}</a:rPr><a:t>{words}</a:t></a:r></a:p></p:txBody>" if words else ""
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="x"/></p:nvSpPr><p:spPr>{place}{looks}</p:spPr>{said}</p:sp>'


def words(looks: str = ">", behind: str = "", **more: tuple[int, int, int, int]) -> str:
    return box(behind, SECRET, looks, **more)  # type: ignore[arg-type]


PHOTO = (
    '<p:pic><p:nvPicPr><p:cNvPr id="7" name="x"/></p:nvPicPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="950" cy="200"/></a:xfrm></p:spPr></p:pic>'
)
MOVES = '<p:timing><p:spTgt spid="{}"/></p:timing>'
WHITE = f">{fill('FFFFFF')}"
UNSEEN = {
    "white": pptx(words(WHITE)),
    "white by its name": pptx(words('><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>')),
    "as dark as the box": pptx(words(f">{fill('1F3864')}", fill("1F3864"))),
    "filled with nothing": pptx(words("><a:noFill/>")),
    "clear": pptx(words('><a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>')),
    "of three points": pptx(words('sz="300">')),
    "under a photo": pptx(words() + PHOTO),
    "under a box": pptx(words() + box(fill("C00000"), at=(0, 0, 950, 110))),
    "partly under a black box": pptx(words() + box(fill("000000"), at=(300, 20, 200, 50))),
}  # fmt: skip


@pytest.mark.parametrize("how", UNSEEN)
def test_words_that_no_slide_shows_are_refused(how):
    with pytest.raises(HiddenWords, match=r"người xem không thấy.*xóa hẳn chữ ấy") as refused:
        cleaned("a.pptx", UNSEEN[how])
    assert SECRET in refused.value.words


MASTER = (
    f"<p:sldLayout {SPACES}><p:cSld><p:bg><p:bgPr>{fill('1F3864')}</p:bgPr></p:bg><p:spTree/></p:cSld></p:sldLayout>"
)
SHOWN = {
    "white on a dark box": pptx(words(WHITE, fill("1F3864"))),
    "white before a photo": pptx(PHOTO + words(WHITE)),
    "white before a box": pptx(box(fill("1F3864")) + words(WHITE)),
    "white on a dark layout": pptx(
        words(WHITE), parts={"ppt/l.xml": MASTER}, links={"ppt/slides/slide1.xml": [("slideLayout", "../l.xml")]}
    ),
    "under a photo that moves": pptx(words() + PHOTO, more=MOVES.format(7)),
    "beside a black box": pptx(words() + box(fill("000000"), at=(0, 300, 200, 50))),
    "partly under a photo": pptx(words(at=(0, 0, 999, 300)) + PHOTO),
    "with an outline alone": pptx(words("><a:ln/><a:noFill/>")),
}  # fmt: skip


@pytest.mark.parametrize("how", SHOWN)
def test_words_that_a_slide_shows_stay(how):
    assert any(SECRET.encode() in piece for piece in everything_in(cleaned("a.pptx", SHOWN[how]).data))


# --- OpenDocument


def text(looks: str, **more: str) -> bytes:
    return odf(
        f'<text:p>{SEEN}<text:span text:style-name="T1">{SECRET}</text:span></text:p>',
        style("T1", f"<style:text-properties {looks}/>"),
        **more,
    )


def sheet(of_cell: str, of_row: str = "", of_column: str = "", more: str = "", data: str = "") -> bytes:
    styles = (
        f'<style:style style:name="ce1" style:family="table-cell"{data}>{of_cell}</style:style>'
        f"{style('ro1', of_row, 'table-row')}{style('co1', of_column, 'table-column')}{more}"
    )
    cell = f'<table:table-cell table:style-name="ce1"><text:p>{SECRET}</text:p></table:table-cell>'
    body = (
        f'<table:table-column table:style-name="co1"/><table:table-row table:style-name="ro1">{cell}</table:table-row>'
    )
    return odf(f"<table:table>{body}</table:table>", styles, "spreadsheet")


GREEN = '<style:table-cell-properties fo:background-color="#00a933"/>'
DATA = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
UNSEEN_IN_OPEN = {
    "white.odt": text('fo:color="#ffffff"'),
    "white on white.odt": text('fo:color="#ffffff" fo:background-color="#ffffff"'),
    "of three points.odt": text('fo:font-size="3pt"'),
    "white.ods": sheet('<style:text-properties fo:color="#ffffff"/>'),
    "as green as the cell.ods": sheet(f'{GREEN}<style:text-properties fo:color="#00a933"/>'),
    "in a flat row.ods": sheet("", '<style:table-row-properties style:row-height="0.01cm"/>'),
    "in a column without width.ods": sheet("", of_column='<style:table-column-properties style:column-width="0cm"/>'),
    "in a format that shows nothing.ods": sheet(
        "", more=f'<number:number-style style:name="N1" {DATA}><number:text/></number:number-style>', data=' style:data-style-name="N1"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", UNSEEN_IN_OPEN)
def test_words_that_no_page_of_open_document_shows_are_refused(how):
    with pytest.raises(HiddenWords, match="ai tải tệp cũng") as refused:
        cleaned(how, UNSEEN_IN_OPEN[how])
    assert SECRET in refused.value.words


SHOWN_IN_OPEN = {
    "white on green.odt": text('fo:color="#ffffff" fo:background-color="#00a933"'),
    "white on green.ods": sheet(f'{GREEN}<style:text-properties fo:color="#ffffff"/>'),
    "white in a drawing.odt": odf(
        f'<text:p>{SEEN}<draw:frame><draw:text-box><text:p text:style-name="P1">{SECRET}</text:p></draw:text-box></draw:frame></text:p>',
        style("P1", '<style:text-properties fo:color="#ffffff"/>', "paragraph"),
    ),
    "of five points.odt": text('fo:font-size="5pt"'),
    "a row that grows.odp": odf(
        f'<draw:page><draw:frame><table:table><table:table-row table:style-name="ro1"><table:table-cell><text:p>{SECRET}</text:p></table:table-cell>'
        '</table:table-row></table:table><draw:image xlink:href="Pictures/TablePreview1.svm"/></draw:frame></draw:page>',
        style("ro1", '<style:table-row-properties style:row-height="0.01cm"/>', "table-row"), "presentation",
        {"Pictures/TablePreview1.svm": "VCLMTF"},
    ),
    "a usual row.ods": sheet("", '<style:table-row-properties style:row-height="0.45cm"/>'),
}  # fmt: skip


@pytest.mark.parametrize("how", SHOWN_IN_OPEN)
def test_words_that_open_document_shows_stay(how):
    assert any(SECRET.encode() in piece for piece in everything_in(cleaned(how, SHOWN_IN_OPEN[how]).data))


def test_shapes_beside_a_slide_of_open_document_go():
    size = '<style:page-layout style:name="a"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
    frame = '<draw:frame svg:x="{}cm" svg:y="1cm" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>'
    body = f"<draw:page>{frame.format(1, SEEN)}{frame.format(30, SECRET)}</draw:page>"
    made = cleaned("a.odp", odf(body, size, "presentation"))
    assert list(made.report.removed) == ["hình nằm ngoài trang chiếu"]
    assert any(SEEN.encode() in piece for piece in everything_in(made.data))
    assert not any(SECRET.encode() in piece for piece in everything_in(made.data))
