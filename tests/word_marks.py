"""Each mark of WordprocessingML (ECMA-376, Part 1, 17) that carries words or hides them, as Word writes it.

A word that begins with "thấy" is shown by Word, one that begins with "khuất" is not.
"""

from __future__ import annotations

from writing import p, r

TRACKED = 'w:id="1" w:author="x" w:date="2027-01-01T00:00:00Z"'
HIDDEN = "<w:vanish/>"


def in_p(*xml: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(xml)}</w:p>"


def run(xml: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{xml}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def sdt(xml: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"


def mark(kind: str, inner: str = "", properties: str = "") -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar>', properties)


def asked(instruction: str) -> str:
    return run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')


def field(instruction: str, *shown: str, inner: str = "") -> str:
    result = mark("separate") + "".join(shown) if shown else ""
    return mark("begin", inner) + asked(instruction) + result + mark("end")


def tc(xml: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{xml}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, style: str = "") -> str:
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*words: str) -> str:
    return tr(*(tc(p(each)) for each in words))


def drawing(inner: str, name: str = "", uri: str = "x") -> str:
    graphic = f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
    return f'<w:drawing><wp:anchor><wp:docPr id="1" name="x" {name}/>{graphic}</wp:anchor></w:drawing>'


def box(xml: str, name: str = "") -> str:
    return drawing(f"<wps:wsp><wps:txbx><w:txbxContent>{xml}</w:txbxContent></wps:txbx></wps:wsp>", name)


def pict(xml: str, style: str = "") -> str:
    return f'<w:pict><v:shape style="{style}">{xml}</v:shape></w:pict>'


def textbox(xml: str) -> str:
    return f"<v:textbox><w:txbxContent>{xml}</w:txbxContent></v:textbox>"


def either(choice: str, fallback: str, requires: str = "wps") -> str:
    forms = f'<mc:Choice Requires="{requires}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{forms}</mc:AlternateContent>"


def style(key: str, kind: str, properties: str, more: str = "") -> str:
    named = f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{more}'
    return f"{named}<w:rPr>{properties}</w:rPr></w:style>"


def based(on: str) -> str:
    return f'<w:basedOn w:val="{on}"/>'


def styled(xml: str) -> str:
    return xml + style("Nền", "paragraph", HIDDEN) + style("Con", "paragraph", "", based("Nền"))


NUMBERS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="{}"/>{}</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
)
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
CHECKED = '<w:ffData><w:checkBox><w:checked w:val="{}"/></w:checkBox></w:ffData>'
LINES = '<w:listEntry w:val="khuất"/><w:listEntry w:val="thấy"/>'
DROPDOWN = f'<w:ffData><w:ddList><w:result w:val="1"/>{LINES}</w:ddList></w:ffData>'
SYMBOL_EX = '<w16se:symEx xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" w16se:char="1F600"/>'


def footnote(xml: str, kind: str = "footnote", key: int = 2) -> str:
    return f'<w:{kind} w:id="{key}">{xml}</w:{kind}>'


def ref(kind: str = "footnote", properties: str = "", key: int = 2) -> str:
    return run(f'<w:{kind}Reference w:id="{key}"/>', properties)


MARKS: dict[str, str] = {
    # --- tracked changes ---
    "ins": in_p(r("thấy1 "), f"<w:ins {TRACKED}>{r('thấy2')}</w:ins>"),
    "ins, a part of a word": in_p(r("th"), f"<w:ins {TRACKED}>{r('ấy')}</w:ins>"),
    "del": in_p(r("thấy"), f"<w:del {TRACKED}>{run('<w:delText>khuất</w:delText>')}</w:del>"),
    "del in ins": in_p(f"<w:ins {TRACKED}>{r('thấy')}<w:del>{run('<w:delText> khuất</w:delText>')}</w:del></w:ins>"),
    "ins in a link": in_p(f"<w:hyperlink w:anchor='x'><w:ins {TRACKED}>{r('thấy')}</w:ins></w:hyperlink>"),
    "del with plain text": in_p(r("thấy"), f"<w:del {TRACKED}>{r('khuất')}</w:del>"),
    "moveFrom, moveTo": in_p(f"<w:moveFrom {TRACKED}>{r('khuất')}</w:moveFrom>")
    + in_p(f"<w:moveTo {TRACKED}>{r('thấy')}</w:moveTo>"),
    "paragraph moved": in_p(
        f"<w:moveFrom {TRACKED}>{r('khuất')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
    )
    + in_p(f"<w:moveTo {TRACKED}>{r('thấy')}</w:moveTo>", properties="<w:rPr><w:moveTo/></w:rPr>"),
    "paragraph mark deleted": in_p(r("thấy1 "), properties="<w:rPr><w:del/></w:rPr>") + p("thấy2"),
    "last paragraph mark of a cell deleted": tbl(
        tr(tc(in_p(r("thấy1"), properties="<w:rPr><w:del/></w:rPr>")), tc(p("thấy2"))), row("thấy3", "thấy4")
    ),
    "paragraph mark deleted before a table": in_p(r("thấy1"), properties="<w:rPr><w:del/></w:rPr>")
    + tbl(row("thấy2", "thấy3")),
    "paragraph mark deleted before a box": in_p(r("thấy1 "), properties="<w:rPr><w:del/></w:rPr>")
    + in_p(r("thấy2"), run(box(p("thấy3")))),
    "row deleted": tbl(row("thấy1", "thấy2"), tr(tc(p("khuất")), properties="<w:del/>"), row("thấy3", "thấy4")),
    "row inserted": tbl(row("thấy1", "thấy2"), tr(tc(p("thấy3")), properties="<w:ins/>")),
    "cell deleted": tbl(tr(tc(p("thấy1")), tc(p("khuất"), "<w:cellDel/>")), row("thấy2", "thấy3")),
    "conflictIns, conflictDel": in_p(
        f'<w14:conflictIns xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{r("thấy")}</w14:conflictIns>',
        f'<w14:conflictDel xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{r("khuất")}'
        "</w14:conflictDel>",
    ),
    "rPrChange: hidden before": in_p(run(t("thấy"), f"<w:rPrChange {TRACKED}><w:rPr>{HIDDEN}</w:rPr></w:rPrChange>")),
    # --- controls and wrappers ---
    "sdt inline": in_p(r("thấy1 "), sdt(r("thấy2"))),
    "sdt in a word": in_p(r("th"), sdt(r("ấy"))),
    "sdt block": sdt(p("thấy1") + p("thấy2")),
    "sdt in sdt": sdt(sdt(p("thấy"))),
    "sdt row": tbl(row("thấy1", "thấy2"), sdt(row("thấy3", "thấy4"))),
    "sdt cell": tbl(tr(tc(p("thấy1")), sdt(tc(p("thấy2")))), row("thấy3", "thấy4")),
    "sdt, an empty slot": in_p(r("thấy1 "), sdt(r("thấy2"), "<w:showingPlcHdr/>")),
    "sdt, an empty slot, block": sdt(p("thấy"), "<w:showingPlcHdr/>"),
    "sdt, an empty slot, cell": tbl(tr(tc(p("thấy1")), sdt(tc(p("thấy2")), "<w:showingPlcHdr/>")), row("thấy3", "x")),
    "sdt, a part that is no table of contents": sdt(
        p("thấy"), '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
    ),
    "sdt, a table of contents": sdt(
        p("thấy1 1") + p("thấy2 2"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    ),
    "customXml block": f"<w:customXml>{p('thấy')}</w:customXml>",
    "customXml inline": in_p(f"<w:customXml><w:customXmlPr/>{r('thấy')}</w:customXml>"),
    "customXml row": tbl(row("thấy1", "thấy2"), f"<w:customXml>{row('thấy3', 'thấy4')}</w:customXml>"),
    "customXml cell": tbl(tr(f"<w:customXml>{tc(p('thấy1'))}</w:customXml>", tc(p("thấy2"))), row("thấy3", "x")),
    "smartTag": in_p(f"<w:smartTag><w:smartTagPr/>{r('thấy1 ')}<w:smartTag>{r('thấy2')}</w:smartTag></w:smartTag>"),
    "hyperlink": in_p(f'<w:hyperlink w:anchor="x">{r("thấy")}</w:hyperlink>'),
    "bdo, dir": in_p(f'<w:bdo w:val="ltr">{r("thấy1 ")}</w:bdo><w:dir w:val="ltr">{r("thấy2")}</w:dir>'),
    "words in no paragraph": r("thấy"),
    "an unknown element": in_p(f"<w:la>{r('thấy')}</w:la>"),
    "an unknown element, block": f"<w:la>{p('thấy')}</w:la>",
    "subDoc": in_p(r("thấy"), '<w:subDoc r:id="x9"/>'),
    # --- fields ---
    "fldSimple": in_p(f'<w:fldSimple w:instr=" DOCPROPERTY Title ">{r("thấy")}</w:fldSimple>'),
    "fldSimple PAGE": in_p(r("thấy1 "), f'<w:fldSimple w:instr=" PAGE ">{r("thấy2")}</w:fldSimple>'),
    "field": in_p(field("REF muc", r("thấy"))),
    "field in a hidden run": in_p(
        r("thấy1 "), mark("begin", "", HIDDEN), asked("XE khuất"), mark("end", "", HIDDEN), r("thấy2")
    ),
    "field in a field": in_p(
        mark("begin"),
        asked("IF"),
        field("MERGEFIELD a", r("khuất")),
        asked("= 1"),
        mark("separate"),
        r("thấy"),
        mark("end"),
    ),
    "field over paragraphs": in_p(mark("begin"), asked("INCLUDETEXT x"), mark("separate"), r("thấy1"))
    + p("thấy2")
    + in_p(r("thấy3"), mark("end"), r(" thấy4")),
    "field code as text": in_p(mark("begin"), run(t("khuất")), mark("separate"), r("thấy"), mark("end")),
    "field PAGE": in_p(r("thấy1 "), field("PAGE", r("thấy2"))),
    "field TOC": in_p(mark("begin"), asked('TOC \\o "1-3"'), mark("separate"), r("thấy1 1"))
    + p("thấy2 2")
    + in_p(mark("end"))
    + p("thấy3"),
    "field TOC, half deleted": in_p(mark("begin"), asked("TOC"), mark("separate"), r("thấy1"))
    + p("thấy2")
    + p("thấy3"),
    "field SET": in_p(r("thấy"), field("SET ten", r("khuất"))),
    "fldSimple SET": in_p(r("thấy"), f'<w:fldSimple w:instr="SET ten">{r("khuất")}</w:fldSimple>'),
    "field, half deleted": in_p(mark("begin"), asked("REF x"), r("thấy1")) + p("thấy2"),
    "field, its end deleted as a change": in_p(
        mark("begin"), asked("REF x"), mark("separate"), r("thấy1"), f"<w:del {TRACKED}>{mark('end')}</w:del>"
    )
    + p("thấy2"),
    "field FORMDROPDOWN": in_p(mark("begin", DROPDOWN), asked("FORMDROPDOWN"), mark("separate"), mark("end")),
    "field FORMCHECKBOX": in_p(r("thấy "), field("FORMCHECKBOX", inner=CHECKED.format(1))),
    "field MACROBUTTON": in_p(field("MACROBUTTON NoMacro thấy1 thấy2")),
    "field EQ": in_p(field("EQ \\f(thấy1,thấy2)")),
    "field AUTONUM": in_p(field("AUTONUM"), r(" thấy")),
    "field HYPERLINK": in_p(field('HYPERLINK "https://vi.wikipedia.org/"', r("thấy1 "), r("thấy2"))),
    # --- in a run ---
    "tab": in_p(run(t("thấy1") + "<w:tab/>" + t("thấy2"))),
    "ptab": in_p(run(t("thấy1") + '<w:ptab w:alignment="right" w:relativeTo="margin" w:leader="none"/>' + t("thấy2"))),
    "br, cr": in_p(run(t("thấy1") + "<w:br/>" + t("thấy2") + "<w:cr/>" + t("thấy3"))),
    "br page": in_p(run(t("thấy1") + '<w:br w:type="page"/>' + t("thấy2"))),
    "br column": in_p(run(t("thấy1") + '<w:br w:type="column"/>' + t("thấy2"))),
    "noBreakHyphen": in_p(run(t("thấy1") + "<w:noBreakHyphen/>" + t("thấy2"))),
    "softHyphen": in_p(run(t("th") + "<w:softHyphen/>" + t("ấy"))),
    "sym": in_p(run('<w:sym w:font="Wingdings" w:char="F0FC"/>'), r(" thấy")),
    "ruby": in_p(run(f"<w:ruby><w:rubyPr/><w:rt>{r('thấy1')}</w:rt><w:rubyBase>{r('thấy2')}</w:rubyBase></w:ruby>")),
    "caps": in_p(run(t("thấy"), "<w:caps/>")),
    "strike": in_p(run(t("thấy"), "<w:strike/>")),
    "vertAlign": in_p(r("thấy1 "), run(t("thấy2"), '<w:vertAlign w:val="superscript"/>')),
    "dayShort": in_p(r("thấy "), run("<w:dayShort/><w:monthLong/><w:pgNum/>")),
    "delText outside of del": in_p(r("thấy"), run("<w:delText>khuất</w:delText>")),
    "drop cap": in_p(r("th"), properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + p("ấy1 thấy2"),
    "frame": in_p(r("thấy1"), properties='<w:framePr w:w="2000" w:hAnchor="page"/>') + p("thấy2"),
    # --- other forms of a thing ---
    "AlternateContent": in_p(run(either(box(p("thấy")), pict(textbox(p("khuất")))))),
    "AlternateContent, a sign of tomorrow": in_p(run(either(SYMBOL_EX, t("thấy"), "w16se"))),
    "AlternateContent, unknown": in_p(
        run(either('<x:la xmlns:x="urn:x"/>', t("thấy"), "x")),
    ),
    "AlternateContent around a paragraph": either(p("thấy"), p("khuất")),
    "AlternateContent, fallback only": in_p(
        run(f"<mc:AlternateContent><mc:Fallback>{pict(textbox(p('thấy')))}</mc:Fallback></mc:AlternateContent>")
    ),
    # --- boxes and drawings ---
    "txbx": in_p(r("thấy1"), run(box(p("thấy2") + p("thấy3")))),
    "v:textbox": in_p(r("thấy1"), run(pict(textbox(p("thấy2"))))),
    "box in a box": in_p(run(box(p("thấy1") + in_p(run(box(p("thấy2"))))))),
    "box with a table": in_p(run(box(tbl(row("thấy1", "thấy2"), row("thấy3", "thấy4"))))),
    "box alone": in_p(run(box(p("thấy")))),
    "box in a table": tbl(tr(tc(in_p(r("thấy1"), run(box(p("thấy2"))))), tc(p("thấy3"))), row("thấy4", "thấy5")),
    "box hidden": in_p(r("thấy"), run(box(p("khuất"), 'hidden="1"'))),
    "box hidden, VML": in_p(r("thấy"), run(pict(textbox(p("khuất")), "position:absolute;visibility:hidden"))),
    "box of a group hidden": in_p(
        r("thấy1"),
        run(
            drawing(
                f'<wps:wsp><wps:cNvPr id="1" name="x" hidden="1"/><wps:txbx><w:txbxContent>{p("khuất")}</w:txbxContent>'
                f"</wps:txbx></wps:wsp><wps:wsp><wps:txbx><w:txbxContent>{p('thấy2')}</w:txbxContent></wps:txbx></wps:wsp>"
            )
        ),
    ),
    "box in a hidden run": in_p(r("thấy"), run(box(p("khuất")), HIDDEN)),
    "WordArt": in_p(r("thấy1"), run(pict('<v:textpath string="thấy2"/>'))),
    "words of a drawing": in_p(r("thấy1"), run(drawing("<a:p><a:r><a:t>thấy2</a:t></a:r></a:p>"))),
    # --- tables ---
    "table": tbl(row("thấy1", "thấy2"), row("thấy3", "thấy4")),
    "table in a table": tbl(
        tr(tc(tbl(row("thấy1", "thấy2"), row("thấy3", "thấy4"))), tc(p("thấy5"))), row("thấy6", "x")
    ),
    "one cell": tbl(row("thấy")),
    "row hidden": tbl(row("thấy1", "thấy2"), tr(tc(p("khuất")), properties="<w:hidden/>"), row("thấy3", "thấy4")),
    "cells merged": tbl(
        tr(tc(p("thấy1"), '<w:vMerge w:val="restart"/>'), tc(p("thấy2"))), tr(tc(p(""), "<w:vMerge/>"), tc(p("thấy3")))
    ),
    "words in a cell under another": tbl(
        tr(tc(p("thấy1"), '<w:vMerge w:val="restart"/>'), tc(p("thấy2"))), tr(tc(p("khuất"), "<w:vMerge/>"), tc(p("x")))
    ),
    "a table with the nation's name and the whole letter": tbl(
        tr(tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + "".join(p(f"thấy{n} là một việc") for n in range(60))))
    ),
    "letterhead": tbl(row("UBND XÃ thấy1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), row("Số: thấy2", "thấy3"))
    + p("thấy4"),
    # --- formulas ---
    "oMath": in_p(r("thấy1 "), "<m:oMath><m:r><m:t>thấy2</m:t></m:r></m:oMath>"),
    "oMathPara, block": "<m:oMathPara><m:oMath><m:r><m:t>thấy</m:t></m:r></m:oMath></m:oMathPara>",
    "oMath, deleted": in_p(r("thấy"), "<m:oMath><w:del><m:r><m:t>khuất</m:t></m:r></w:del></m:oMath>"),
    "oMath, hidden": in_p(r("thấy"), f"<m:oMath><m:r><w:rPr>{HIDDEN}</w:rPr><m:t>khuất</m:t></m:r></m:oMath>"),
    "oMath, a phantom": in_p(
        r("thấy"),
        '<m:oMath><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>khuất</m:t></m:r></m:e></m:phant>'
        "</m:oMath>",
    ),
    # --- hidden words ---
    "vanish": in_p(r("thấy1 "), run(t("khuất"), HIDDEN), r(" thấy2")),
    "vanish off": in_p(run(t("thấy"), '<w:vanish w:val="0"/>')),
    "vanish in a word": in_p(r("th"), run(t("khuất"), HIDDEN), r("ấy")),
    "vanish in a link": in_p(r("thấy"), f'<w:hyperlink w:anchor="x">{run(t("khuất"), HIDDEN)}</w:hyperlink>'),
    "vanish in an insertion": in_p(r("thấy"), f"<w:ins {TRACKED}>{run(t('khuất'), HIDDEN)}</w:ins>"),
    "vanish in a table": tbl(tr(tc(in_p(run(t("khuất"), HIDDEN))), tc(p("thấy1"))), row("thấy2", "thấy3")),
    "paragraph mark hidden": in_p(r("thấy1 "), properties=f"<w:rPr>{HIDDEN}</w:rPr>") + p("thấy2"),
    "specVanish": in_p(r("thấy1 "), properties=f"<w:rPr>{HIDDEN}<w:specVanish/></w:rPr>") + p("thấy2"),
    "specVanish on words": in_p(run(t("thấy"), "<w:specVanish/>")),
    "webHidden": in_p(r("thấy1 "), run(t("thấy2"), "<w:webHidden/>")),
}

# As above, with parts of their own.
MARKS_WITH_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "vanish in a style": (
        in_p(run(t("khuất1"), '<w:rStyle w:val="Ẩn"/>'), r("thấy")) + p("khuất2", '<w:pStyle w:val="Con"/>'),
        {"styles": styled(style("Ẩn", "character", HIDDEN))},
    ),
    "vanish in a style, turned off": (
        in_p(run(t("thấy1"), '<w:rStyle w:val="Ẩn"/><w:vanish w:val="0"/>'))
        + in_p(run(t("thấy2 "), '<w:rStyle w:val="Ẩn"/>'), properties='<w:pStyle w:val="Con"/>'),
        {"styles": styled(style("Ẩn", "character", HIDDEN))},
    ),
    "vanish in the style of a table": (
        tbl(row("khuất1", "khuất2"), row("khuất3", "khuất4"), style='<w:tblStyle w:val="B"/>') + p("thấy"),
        {"styles": style("B", "table", HIDDEN)},
    ),
    "vanish in the style of all tables": (
        tbl(row("khuất1", "khuất2"), row("khuất3", "khuất4")) + p("thấy"),
        {"styles": style("B", "table", HIDDEN).replace("<w:style ", '<w:style w:default="1" ')},
    ),
    "field TOC that ends in a line of its style": (
        in_p(mark("begin"), asked("TOC"), mark("separate"), r("thấy1"))
        + in_p(r("thấy2"), mark("end"), properties='<w:pStyle w:val="TOC1"/>')
        + p("thấy3"),
        {"styles": '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'},
    ),
    "a note whose field has no end": (
        in_p(r("thấy1"), ref(key=2), ref(key=3)),
        {
            "footnotes": footnote(in_p(mark("begin"), asked("REF x"), r("thấy2")))
            + footnote(in_p(r("thấy3"), mark("end")), key=3)
        },
    ),
    "vanish for all": (
        p("khuất") + in_p(run(t("thấy"), '<w:vanish w:val="0"/>')),
        {"styles": f"<w:docDefaults><w:rPrDefault><w:rPr>{HIDDEN}</w:rPr></w:rPrDefault></w:docDefaults>"},
    ),
    "footnoteReference": (in_p(r("thấy1"), ref()), {"footnotes": footnote(p("thấy2") + p("thấy3"))}),
    "endnoteReference": (in_p(r("thấy1"), ref("endnote")), {"endnotes": footnote(p("thấy2"), "endnote")}),
    "footnote with a mark of its own": (
        in_p(
            r("thấy1"),
            run('<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t xml:space="preserve"> thấy2</w:t>'),
        ),
        {"footnotes": footnote(p("thấy3"))},
    ),
    "footnote with a table": (
        in_p(r("thấy1"), ref()),
        {"footnotes": footnote(tbl(row("thấy2", "thấy3"), row("thấy4", "thấy5")))},
    ),
    "footnote with tracked and hidden words": (
        in_p(r("thấy1"), ref()),
        {"footnotes": footnote(in_p(f"<w:ins {TRACKED}>{r('thấy2')}</w:ins>", run(t("khuất"), HIDDEN)))},
    ),
    "footnote deleted": (
        in_p(r("thấy"), f"<w:del {TRACKED}>{ref()}</w:del>"),
        {"footnotes": footnote(p("khuất"))},
    ),
    "footnote hidden": (in_p(r("thấy"), ref(properties=HIDDEN)), {"footnotes": footnote(p("khuất"))}),
    "field in a footnote": (in_p(r("thấy1"), ref()), {"footnotes": footnote(in_p(field("REF x", r("thấy2"))))}),
    "comment": (
        in_p(r("thấy1"), run('<w:commentReference w:id="0"/>')),
        {"comments": f'<w:comment w:id="0" w:author="x">{p("thấy2 " * 30)}</w:comment>'},
    ),
    "header": (p("thấy1"), {"header": p("thấy2 " * 50 + "thấy3")}),
    "footer with a watermark": (p("thấy1"), {"footer": in_p(run(pict('<v:textpath string="thấy2"/>')))}),
    "a dot of Word's": (p("thấy", COUNTED), {"numbering": NUMBERS.format("bullet", "•", "")}),
    "a number of Word's": (p("thấy", COUNTED), {"numbering": NUMBERS.format("decimal", "thấy%1", "")}),
    "a number of Word's, through a style": (
        p("thấy", '<w:pStyle w:val="Mục"/>'),
        {
            "numbering": NUMBERS.format("upperRoman", "Mục %1.", ""),
            "styles": '<w:style w:type="paragraph" w:styleId="Mục"><w:name w:val="Mục"/>'
            '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>',
        },
    ),
    "a number of Word's, hidden": (
        p("thấy", COUNTED),
        {"numbering": NUMBERS.format("decimal", "khuất%1", f"<w:rPr>{HIDDEN}</w:rPr>")},
    ),
}
