"""What a reader of the printed page does not see, a published file does not hold; what it cannot be rid of is refused.

Each file hides SECRET in one way that the standards have (ECMA-376, ISO 32000-2, OpenDocument 1.3, SVG 2).
"""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

import pytest
from commune.uploads.cleaning import cleaned
from commune.uploads.hidden import HiddenWords
from documents import SHEET, SPACES, cell, docx, odf, paragraph, pptx, shape, style, styles, xlsx
from hiding import SECRET, everything_in
from pdfs import OTHER, annotation, pdf

SEEN = "Cùng chia sẻ việc nhà"
HID = f"<w:r><w:t>{SECRET}</w:t></w:r>"
BY = 'w:id="1" w:author="Lan" w:date="2026-01-01T00:00:00Z"'


def word(hiding: str, **more: object) -> bytes:
    return docx(f"{paragraph(SEEN)}{hiding}", **more)  # type: ignore[arg-type]


def field(code: str, shown: str = "x") -> str:
    marks = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))
    begin, separate, end = marks
    return f"<w:p>{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}<w:r><w:t>{shown}</w:t></w:r>{end}</w:p>"


def hidden_style(name: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    looks = "" if base else "<w:rPr><w:vanish/></w:rPr>"
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}{looks}</w:style>'


def with_styles(body: str) -> bytes:
    made = styles(hidden_style("An") + hidden_style("Con", "An"))
    return word(body, parts={"word/styles.xml": made}, links={"word/document.xml": [("styles", "styles.xml")]})


def drawing(inner: str) -> str:
    return f"<w:p><w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r></w:p>"


def with_looks(inner: str) -> bytes:
    """A workbook whose styles have this."""
    made = {"xl/styles.xml": f"<styleSheet {SHEET}>{inner}<cellXfs><xf/></cellXfs></styleSheet>"}
    return xlsx(cell(SEEN), parts=made, links={"xl/workbook.xml": [("styles", "styles.xml")]})


BOX = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
FORMS = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    "</mc:AlternateContent></w:r></w:p>"
)

REMOVED = {
    # Word: tracked changes (17.13.5), hidden text (17.3.2.41), fields (17.16), content controls (17.5)
    "deleted.docx": word(f"<w:p><w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>"),
    "moved.docx": word(f"<w:p><w:moveFrom {BY}>{HID}</w:moveFrom></w:p>"),
    "row.docx": word(f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc><w:p>{HID}</w:p></w:tc></w:tr></w:tbl>"),
    "deleted-cell.docx": word(
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p>{HID}</w:p></w:tc><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    ),
    "hidden.docx": word(paragraph(SECRET, "<w:vanish/>")),
    "hidden-on.docx": word(paragraph(SECRET, '<w:vanish w:val="true"/>')),
    "hidden-style.docx": with_styles(f'<w:p><w:pPr><w:pStyle w:val="An"/></w:pPr>{HID}</w:p>'),
    "hidden-based-on.docx": with_styles(f'<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr>{HID}</w:p>'),
    "old-format.docx": word(f'<w:p><w:r><w:rPr><w:rPrChange w:author="{SECRET}"/></w:rPr><w:t>x</w:t></w:r></w:p>'),
    "permission.docx": word(f'<w:p><w:permStart w:id="1" w:ed="{SECRET}"/></w:p>'),
    "smart-tag.docx": word(f'<w:p><w:smartTag w:element="{SECRET}"><w:r><w:t>x</w:t></w:r></w:smartTag></w:p>'),
    "control.docx": word(
        f'<w:sdt><w:sdtPr><w:alias w:val="{SECRET}"/><w:tag w:val="{SECRET}"/><w:dropDownList><w:listItem '
        f'w:value="{SECRET}"/></w:dropDownList></w:sdtPr><w:sdtContent>{paragraph("x")}</w:sdtContent></w:sdt>'
    ),
    "index-entry.docx": word(field(f'XE "{SECRET}"')),
    "file-name.docx": word(field(f"FILENAME C:\\{SECRET}")),
    "nested-code.docx": word(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{HID}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
    "simple-field.docx": word(f'<w:p><w:fldSimple w:instr="COMMENTS {SECRET}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'),
    "hidden-box.docx": word(drawing(f'<wp:docPr id="1" name="x" hidden="1"/>{BOX.format(paragraph(SECRET))}')),
    "shape-name.docx": word(drawing(f'<wp:docPr id="1" name="{SECRET}" descr="Hai người"/>')),
    "vml-hidden.docx": word(
        f'<w:p><w:r><w:pict><v:shape style="visibility:hidden"><v:textbox><w:txbxContent>{paragraph(SECRET)}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "form-for-nobody.docx": word(FORMS.format("odd", BOX.format(paragraph(SECRET)), "<w:t>x</w:t>")),
    "form-for-old.docx": word(FORMS.format("wps", BOX.format(paragraph("x")), f"<w:t>{SECRET}</w:t>")),
    "odd-element.docx": word(f"<odd:words>{SECRET}</odd:words>"),
    "words-in-between.docx": word(f"<w:p>{SECRET}<w:r><w:t>x</w:t></w:r></w:p>"),
    "xml-comment.docx": word(f"<!-- {SECRET} --><?{SECRET} a?>"),
    "building-blocks.docx": word(
        "",
        parts={"word/glossary/document.xml": f"<w:glossaryDocument {SPACES}>{SECRET}</w:glossaryDocument>"},
        links={"word/document.xml": [("glossaryDocument", "glossary/document.xml")]},
    ),
    "session-numbers.docx": word(f'<w:p w:rsidR="{SECRET}"/>'),
    "linked-from-nowhere.docx": word("", parts={"word/old.xml": f"<x>{SECRET}</x>", f"{SECRET}.txt": "x"}),
    # Excel (18.2, 18.3)
    "name.xlsx": xlsx(cell(SEEN), workbook=f'<definedNames><definedName name="{SECRET}" hidden="1">1</definedName></definedNames>'),
    "view.xlsx": xlsx(cell(SEEN), workbook=f'<customWorkbookViews><customWorkbookView name="{SECRET}"/></customWorkbookViews>'),
    "scenario.xlsx": xlsx(cell(SEEN), after=f'<scenarios><scenario name="{SECRET}" user="{SECRET}"/></scenarios>'),
    "prompt.xlsx": xlsx(
        cell(SEEN), after=f'<dataValidations><dataValidation sqref="A1" prompt="{SECRET}" error="{SECRET}"/></dataValidations>'
    ),
    "tooltip.xlsx": xlsx(cell(SEEN), after=f'<hyperlinks><hyperlink ref="A1" location="A!A2" tooltip="{SECRET}"/></hyperlinks>'),
    "words-of-no-cell.xlsx": xlsx(
        '<row><c r="A1" t="s"><v>0</v></c></row>',
        parts={"xl/sharedStrings.xml": f"<sst {SHEET}><si><t>{SEEN}</t></si><si><t>{SECRET}</t></si></sst>"},
        links={"xl/workbook.xml": [("sharedStrings", "sharedStrings.xml")]},
    ),
    "connections.xlsx": xlsx(
        cell(SEEN),
        parts={"xl/connections.xml": f'<connections {SHEET}><connection sourceFile="{SECRET}"/></connections>'},
        links={"xl/workbook.xml": [("connections", "connections.xml")]},
    ),
    "code-name.xlsx": xlsx(cell(SEEN), before=f'<sheetPr codeName="{SECRET}"/>', workbook=f'<fileVersion appName="{SECRET}"/>'),
    "who-may-edit.xlsx": xlsx(cell(SEEN), after=f'<protectedRanges><protectedRange name="{SECRET}" securityDescriptor="{SECRET}"/></protectedRanges>'),
    "link-words.xlsx": xlsx(cell(SEEN), after=f'<hyperlinks><hyperlink ref="A1" location="A!A1" display="{SECRET}"/></hyperlinks>'),
    "sorted-by.xlsx": xlsx(cell(SEEN), after=f'<sortState ref="A1"><sortCondition ref="A1" customList="{SECRET}"/></sortState>'),
    "unused-format.xlsx": with_looks(f'<numFmts><numFmt numFmtId="170" formatCode="&quot;{SECRET}&quot;"/></numFmts>'),
    "look-name.xlsx": with_looks(f'<cellStyles><cellStyle name="{SECRET}" xfId="0"/></cellStyles>'),
    "filter.xlsx": xlsx(
        cell(SEEN), after='<tableParts><tablePart r:id="rId1"/></tableParts>',
        parts={
            "xl/tables/t.xml": f'<table {SHEET} ref="A1:A2" comment="{SECRET}"><autoFilter ref="A1:A2"><filterColumn colId="0"><filters>'
            f'<filter val="{SECRET}"/></filters></filterColumn></autoFilter><tableColumns><tableColumn name="x" totalsRowLabel="{SECRET}">'
            f'<xmlColumnPr xpath="{SECRET}"/></tableColumn></tableColumns></table>'
        },
        links={"xl/worksheets/sheet1.xml": [("table", "../tables/t.xml")]},
    ),
    # DrawingML (20.1): names of colours, what is said when a mouse rests on a thing
    "theme.docx": word(
        "",
        parts={"word/theme.xml": f'<a:theme {SPACES} name="{SECRET}"><a:clrScheme name="{SECRET}"/><a:custClr name="{SECRET}"/></a:theme>'},
        links={"word/document.xml": [("theme", "theme.xml")]},
    ),
    "rest-on.pptx": pptx(shape(SEEN, more=f'<a:hlinkHover r:id="" tooltip="{SECRET}" tgtFrame="{SECRET}"/>')),
    "on-the-web.pptx": pptx(
        shape(SEEN),
        parts={"ppt/p.xml": f'<p:presentationPr {SPACES}><p:htmlPubPr title="{SECRET}"/></p:presentationPr>'},
        links={"ppt/presentation.xml": [("presProps", "p.xml")]},
    ),
    "drawn-from.docx": word(f'<w:p><w:r><w:pict><v:shape o:spid="{SECRET}" title="{SECRET}" o:gfxdata="{SECRET}"/></w:pict></w:r></w:p>'),
    "list-name.docx": word(
        "",
        parts={"word/n.xml": f'<w:numbering {SPACES}><w:abstractNum><w:name w:val="{SECRET}"/></w:abstractNum></w:numbering>'},
        links={"word/document.xml": [("numbering", "n.xml")]},
    ),
    # PowerPoint (19.3)
    "beside.pptx": pptx(shape(SEEN) + shape(SECRET, left=2000, number=3)),
    "hidden-shape.pptx": pptx(shape(SEEN) + shape(SECRET, hidden=' hidden="1"', number=3)),
    "notes.pptx": pptx(
        shape(SEEN),
        parts={"ppt/notesSlides/n.xml": f"<p:notes {SPACES}><a:t>{SECRET}</a:t></p:notes>"},
        links={"ppt/slides/slide1.xml": [("notesSlide", "../notesSlides/n.xml")]},
    ),
    "tags.pptx": pptx(
        shape(SEEN, more='<p:custDataLst><p:tags r:id="rId1"/></p:custDataLst>'),
        parts={"ppt/tags/t.xml": f'<p:tagLst {SPACES}><p:tag val="{SECRET}"/></p:tagLst>'},
        links={"ppt/slides/slide1.xml": [("tags", "../tags/t.xml")]},
    ),
    # OpenDocument (5.5, 7.7, 14.1, 16.17, 20.412)
    "deleted.odt": odf(
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{SECRET}</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes><text:p>{SEEN}</text:p>"
    ),
    "comment.odt": odf(f"<text:p>{SEEN}<office:annotation><text:p>{SECRET}</text:p></office:annotation> và</text:p>"),
    "hidden-text.odt": odf(f'<text:p>{SEEN}<text:hidden-text text:string-value="{SECRET}">{SECRET}</text:hidden-text></text:p>'),
    "hidden-section.odt": odf(f'<text:p>{SEEN}</text:p><text:section text:display="none"><text:p>{SECRET}</text:p></text:section>'),
    "hidden-style.odt": odf(
        f'<text:p>{SEEN}<text:span text:style-name="T1">{SECRET}</text:span></text:p>',
        style("T1", '<style:text-properties text:display="none"/>'),
    ),
    "hidden-paragraph.odt": odf(f'<text:p>{SEEN}</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>{SECRET}</text:p>'),
    "condition.odt": odf(
        f'<text:p>{SEEN}<text:conditional-text text:condition="1" text:string-value-if-true="x" '
        f'text:string-value-if-false="{SECRET}">x</text:conditional-text></text:p>'
    ),
    "index.odt": odf(f'<text:p>{SEEN}<text:alphabetical-index-mark text:string-value="{SECRET}"/></text:p>'),
    "odd.odt": odf(f'<text:p odd:by="{SECRET}">{SEEN}</text:p>'),
    "speaker.odp": odf(
        f"<draw:page><draw:frame><draw:text-box><text:p>{SEEN}</text:p></draw:text-box></draw:frame>"
        f"<presentation:notes><text:p>{SECRET}</text:p></presentation:notes></draw:page>",
        kind="presentation",
    ),
    "scenario.ods": odf(
        f'<table:table><table:scenario table:comment="{SECRET}"/><table:table-row><table:table-cell><text:p>{SEEN}'
        "</text:p></table:table-cell></table:table-row></table:table>",
        kind="spreadsheet",
    ),
    "names.odt": odf(
        f'<text:p>{SEEN}<draw:frame draw:name="{SECRET}"/><text:a xlink:href="https://a.vn" office:title="{SECRET}">a</text:a></text:p>',
        f'<style:style style:name="a" style:display-name="{SECRET}" style:family="text"/>',
    ),
    "only-in-formulas.ods": odf(
        f'<table:content-validations><table:content-validation table:name="a" table:condition="of:cell-content-is-in-list(&quot;{SECRET}&quot;)"/>'
        f'</table:content-validations><table:table><table:table-row><table:table-cell office:string-value="{SECRET}" '
        f'table:formula="of:=IF(1;&quot;a&quot;;&quot;{SECRET}&quot;)"><text:p>{SEEN}</text:p></table:table-cell></table:table-row></table:table>'
        f'<table:named-expressions><table:named-expression table:name="{SECRET}" table:expression="of:=1"/></table:named-expressions>',
        kind="spreadsheet",
    ),
    "filter.ods": odf(
        f'<table:table><table:table-row><table:table-cell><text:p>{SEEN}</text:p></table:table-cell></table:table-row></table:table><table:database-ranges>'
        f'<table:database-range><table:filter><table:filter-condition table:value="{SECRET}"/></table:filter></table:database-range></table:database-ranges>',
        kind="spreadsheet",
    ),
    # PDF (12.5, 12.7, 7.7.2)
    "note.pdf": pdf(annotation("/Text", f"/Contents({SECRET})/T({SECRET})")),
    "popup.pdf": pdf(annotation("/Popup", f"/Contents({SECRET})")),
    "highlight.pdf": pdf(annotation("/Highlight", f"/Contents({SECRET})/RC(<b>{SECRET}</b>)/Subj({SECRET})/AP<</N 9 0 R>>")),
    "hidden-box.pdf": pdf(annotation("/FreeText", f"/F 2/Contents({SECRET})/AP<</N 9 0 R>>")),
    "attached.pdf": pdf(annotation("/FileAttachment", f"/FS<</Type/Filespec/F({SECRET})>>")),
    "author.pdf": pdf("", trailer=f"/Info<</Author({SECRET})/Title({SECRET})>>"),
    "page.pdf": pdf("", page=f"/PieceInfo<</A<</Private({SECRET})>>>>/LastModified({SECRET})"),
    "catalog.pdf": pdf("", root=f"/Lang(vi)/Legal<</A({SECRET})>>/SpiderInfo<</A({SECRET})>>/Odd({SECRET})"),
    "bookmark.pdf": pdf("", root="/Outlines 7 0 R", more=f"7 0 obj<</First 8 0 R/Last 8 0 R>>endobj 8 0 obj<</Title({SECRET})>>endobj "),
    "layer-name.pdf": pdf(
        "", root="/OCProperties<</OCGs[7 0 R]/D<<>>>>", page="/Resources<</Properties<</A 7 0 R>>>>",
        more=f"7 0 obj<</Type/OCG/Name({SECRET})/Usage<</CreatorInfo<</Creator({SECRET})>>>>>>endobj ",
    ),
    "hidden-field.pdf": pdf(
        "7 0 R", root="/AcroForm<</Fields[7 0 R]>>",
        more=f"7 0 obj<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/F 2/FT/Tx/T(a)/V({SECRET})>>endobj ",
    ),
    # SVG 2 (chapters 5, 14 and 15)
    "display.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><g display="none"><text>{SECRET}</text></g></svg>'.encode(),
    "style.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text style="fill:red; display : none">{SECRET}</text></svg>'.encode(),
    "class.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><style>.st0{{display:none;}}</style><text class="st0">{SECRET}</text></svg>'.encode(),
    "unused.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><defs><text id="{SECRET}">{SECRET}</text></defs></svg>'.encode(),
    "layer.svg": f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:{SECRET}"><g id="{SECRET}" data-name="{SECRET}"/></svg>'.encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", REMOVED)
def test_what_is_hidden_is_gone_and_what_is_seen_stays(name):
    given = REMOVED[name]
    assert any(SECRET.encode() in piece for piece in everything_in(given))
    made = cleaned(name, given).data
    assert not any(SECRET.encode() in piece for piece in everything_in(made))
    seen = SEEN.encode() if not name.endswith((".svg", ".pdf")) else b"<svg" if name.endswith(".svg") else OTHER
    assert any(seen in piece for piece in everything_in(made))


REFUSED = {
    # hidden sheets, rows, columns and numbers: a formula may need them
    "sheet.xlsx": xlsx(cell(SEEN), workbook=f'<sheets><sheet name="{SECRET}" sheetId="2" state="veryHidden" r:id="rId1"/></sheets>'),
    "row.xlsx": xlsx(f'<row r="1" hidden="1">{cell(SECRET)}</row>'),
    "flat-row.xlsx": xlsx(f'<row r="1" ht="0">{cell(SECRET)}</row>'),
    "column.xlsx": xlsx(f'<row r="1">{cell(SECRET, "B1")}</row>', before='<cols><col min="2" max="3" hidden="1"/></cols>'),
    "blank-number.xlsx": xlsx(
        '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>' + SECRET + "</t></is></c></row>",
        parts={
            "xl/styles.xml": f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs>'
            '<xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
        },
        links={"xl/workbook.xml": [("styles", "styles.xml")]},
    ),
    "slide.pptx": pptx(shape(SECRET), of_slide=' show="0"'),
    "sheet.ods": odf(
        f'<table:table table:style-name="ta1"><table:table-row><table:table-cell><text:p>{SECRET}</text:p>'
        "</table:table-cell></table:table-row></table:table>",
        style("ta1", '<style:table-properties table:display="false"/>', "table"),
        "spreadsheet",
    ),
    "row.ods": odf(
        f'<table:table><table:table-row table:visibility="filter"><table:table-cell><text:p>{SECRET}</text:p>'
        "</table:table-cell></table:table-row></table:table>",
        kind="spreadsheet",
    ),
    "column.ods": odf(
        '<table:table><table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>'
        f"<table:table-cell/><table:table-cell><text:p>{SECRET}</text:p></table:table-cell></table:table-row></table:table>",
        kind="spreadsheet",
    ),
    "slide.odp": odf(
        f'<draw:page draw:style-name="dp1"><draw:frame><text:p>{SECRET}</text:p></draw:frame></draw:page>',
        style("dp1", '<style:drawing-page-properties presentation:visibility="hidden"/>', "drawing-page"),
        "presentation",
    ),
    "layer.pdf": pdf(
        "", root="/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>",
        more=f"7 0 obj<</Type/OCG/Name({SECRET})>>endobj ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_needed_is_refused_and_the_words_are_for_the_officer(name):
    with pytest.raises(HiddenWords, match="ẩn, ai tải tệp") as refused:
        cleaned(name, REFUSED[name])
    assert SECRET in refused.value.words and SECRET not in str(refused.value)


def test_words_to_be_blacked_out_later_are_refused():
    with pytest.raises(ValueError, match="chưa che thật"):
        cleaned("a.pdf", pdf(annotation("/Redact", "")))


@pytest.mark.parametrize(
    ("cut", "refused"), [('l="25000"', True), ('b="1200"', True), ('t="-5000"', False), ('r="12"', False)]
)
def test_what_is_only_cropped_from_a_picture_is_refused(cut, refused):
    data = docx(f"<w:p><w:r><w:drawing><pic:blipFill><a:srcRect {cut}/></pic:blipFill></w:drawing></w:r></w:p>")
    if refused:
        with pytest.raises(ValueError, match="Xóa vùng đã cắt"):
            cleaned("a.docx", data)
    else:
        cleaned("a.docx", data)


@pytest.mark.parametrize(
    ("cut", "refused"),
    [("rect(0cm, 1.5cm, 0cm, 0cm)", True), ("rect(0cm, 0cm, 0.25cm, 0cm)", True), ("rect(0cm, 0cm, 0cm, 0cm)", False)],
)
def test_what_is_only_cropped_in_open_document_is_refused(cut, refused):
    data = odf("<text:p/>", style("fr1", f'<style:graphic-properties fo:clip="{cut}"/>', "graphic"))
    if refused:
        with pytest.raises(ValueError, match="vẫn nằm trong tệp"):
            cleaned("a.odt", data)
    else:
        cleaned("a.odt", data)


def test_a_pivot_table_is_refused():
    data = xlsx(
        cell(SEEN),
        parts={"xl/pivot.xml": f"<pivotTableDefinition {SHEET}/>"},
        links={"xl/worksheets/sheet1.xml": [("pivotTable", "../pivot.xml")]},
    )
    with pytest.raises(ValueError, match="Pivot"):
        cleaned("a.xlsx", data)


def test_what_was_taken_out_is_told_with_its_words():
    report = cleaned("a.docx", REMOVED["deleted.docx"]).report
    assert report.kinds() == "chữ đã xóa (Track Changes)" and report.words() == f"“{SECRET}”"


def test_an_accepted_paragraph_runs_on_in_the_next():
    joined = f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:r><w:t>Một </w:t></w:r></w:p>{paragraph('chị')}"
    document = next(part for part in everything_in(cleaned("a.docx", docx(joined)).data) if b"<w:body" in part)
    assert document.count(b"<w:p>") == 1 and document.index("Một ".encode()) < document.index("chị".encode())


def test_inserted_words_stay():
    document = cleaned("a.docx", docx(f"<w:p><w:ins {BY}><w:r><w:t>{SEEN}</w:t></w:r></w:ins></w:p>")).data
    assert any(SEEN.encode() in part and b"w:ins" not in part for part in everything_in(document))


def test_words_behind_a_comment_stay():
    made = everything_in(cleaned("a.odt", REMOVED["comment.odt"]).data)
    assert any(" và</text:p>".encode() in part for part in made)


def test_what_a_screen_reader_says_is_kept_and_told():
    data = docx(drawing('<wp:docPr id="1" name="x" descr="Hai người nấu cơm"/>'))
    assert any("Hai người nấu cơm".encode() in part for part in everything_in(cleaned("a.docx", data).data))
