"""Small documents of Word, Excel, PowerPoint and LibreOffice, made of the parts that a test names."""

# ruff: noqa: E501 (a file to a line reads like a table)

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from posixpath import basename, dirname
from zipfile import ZIP_DEFLATED, ZipFile

_OPEN = "http://schemas.openxmlformats.org"
_KINDS = f"{_OPEN}/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": f"{_OPEN}/wordprocessingml/2006/main",
        "r": _KINDS,
        "a": f"{_OPEN}/drawingml/2006/main",
        "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{_OPEN}/drawingml/2006/picture",
        "c": f"{_OPEN}/drawingml/2006/chart",
        "p": f"{_OPEN}/presentationml/2006/main",
        "mc": f"{_OPEN}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "odd": "urn:somebody",
    }.items()
)
SHEET = f'xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_KINDS}"'
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{
            name: name
            for name in ("office", "text", "table", "style", "presentation", "form", "script", "meta", "config")
        },
        **{"draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible"},
    }.items()
)
ODF += (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:odd="urn:somebody"'
)
Parts = Mapping[str, str | bytes]
Links = Mapping[str, list[tuple[str, str]]]  # part → (kind, target) of what it leads to, named rId1, rId2 …


def zipped(parts: Parts, comment: bytes = b"") -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def relations(found: list[tuple[str, str]]) -> str:
    """Relationships of a part; what leads to an address or a folder of somebody lies outside."""
    lines = []
    for number, (kind, target) in enumerate(found, 1):
        outside = ' TargetMode="External"' if ":" in target or target.startswith("\\") else ""
        lines.append(f'<Relationship Id="rId{number}" Type="{_KINDS}/{kind}" Target="{target}"{outside}/>')
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{"".join(lines)}</Relationships>'


def office(main: str, parts: Parts, links: Links) -> bytes:
    """A document whose main part is `main`; each part that no link names is linked from nowhere."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in parts)
    rels = {
        f"{dirname(name)}/_rels/{basename(name)}.rels".lstrip("/"): relations(found)
        for name, found in links.items()
        if name
    }
    root = [("officeDocument", main), *links.get("", [])]
    types = f'<Types xmlns="{_OPEN}/package/2006/content-types">{overrides}</Types>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations(root), **rels, **parts})


def docx(body: str, parts: Parts | None = None, links: Links | None = None) -> bytes:
    """A Word document with these paragraphs."""
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return office("word/document.xml", {"word/document.xml": document, **(parts or {})}, links or {})


def paragraph(words: str, looks: str = "") -> str:
    return f"<w:p><w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{words}</w:t></w:r></w:p>"


def styles(inner: str) -> str:
    return f"<w:styles {SPACES}>{inner}</w:styles>"


def xlsx(
    rows: str,
    before: str = "",
    after: str = "",
    workbook: str = "",
    parts: Parts | None = None,
    links: Links | None = None,
) -> bytes:
    """A workbook of one sheet; `before` and `after` stand in it around the rows."""
    made = {
        "xl/workbook.xml": f'<workbook {SHEET}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>{workbook}</workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
        **(parts or {}),
    }
    own = links or {}
    of_book = [("worksheet", "worksheets/sheet1.xml"), *own.get("xl/workbook.xml", [])]
    return office("xl/workbook.xml", made, {**own, "xl/workbook.xml": of_book})


def cell(words: str, at: str = "A1", more: str = "") -> str:
    return f'<c r="{at}" t="inlineStr"{more}><is><t>{words}</t></is></c>'


def pptx(
    shapes: str, of_slide: str = "", parts: Parts | None = None, links: Links | None = None, more: str = ""
) -> bytes:
    """A presentation of one slide, 1000 × 1000 units large."""
    slides = '<p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="1000" cy="1000"/>'
    made = {
        "ppt/presentation.xml": f"<p:presentation {SPACES}>{slides}</p:presentation>",
        "ppt/slides/slide1.xml": f"<p:sld {SPACES}{of_slide}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>{more}</p:sld>",
        **(parts or {}),
    }
    own = links or {}
    of_deck = [("slide", "slides/slide1.xml"), *own.get("ppt/presentation.xml", [])]
    return office("ppt/presentation.xml", made, {**own, "ppt/presentation.xml": of_deck})


def shape(words: str, left: int = 0, hidden: str = "", number: int = 2, more: str = "") -> str:
    place = f'<p:spPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="10" cy="10"/></a:xfrm></p:spPr>'
    named = f'<p:nvSpPr><p:cNvPr id="{number}" name="x"{hidden}/><p:cNvSpPr/><p:nvPr>{more}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{named}{place}<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"


def odf(body: str, automatic: str = "", kind: str = "text", parts: Parts | None = None) -> bytes:
    """An .odt, .ods or .odp; `automatic` are the styles that its content has."""
    named = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{named}>{body}</office:{named}></office:body></office:document-content>"
    )
    made = {"content.xml": content, **(parts or {})}
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = "".join(f'<m:file-entry m:full-path="{name}" m:media-type=""/>' for name in ("/", *made))
    manifest = f'<m:manifest xmlns:m="{space}">{listed}</m:manifest>'
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, **made, "META-INF/manifest.xml": manifest})


def style(name: str, inner: str, family: str = "text") -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'
