"""Word documents as officers send them, made while the tests run: with Word's own styles, and XML that Word writes."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import hiding
from docx import Document
from docx.document import Document as AnyDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def saved(document: AnyDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def raw(xml: str, **parts: str) -> bytes:
    """A document whose body is `xml` (w:p …); `parts` are other files of it: footnotes="<w:footnote …"."""
    document = f"<w:document {DECLARED}><w:body>{xml}</w:body></w:document>".encode()
    data = zipped({**_plain(), "word/document.xml": document})
    return with_parts(data, parts) if parts else data


@cache
def _plain() -> dict[str, bytes]:
    """The parts of an empty document with Word's own styles and lists."""
    document = Document()
    for style in document.styles.element.xpath("w:style[@w:type='table'] | w:latentStyles"):  # most of a file's weight
        style.getparent().remove(style)
    parts = members(saved(document))
    return {name: part for name, part in parts.items() if not name.startswith(("docProps", "customXml"))}


DECLARED = " ".join(
    (
        nsdecls("w", "r", "a", "wp", "pic", "m"),
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    )
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The document with more parts: the inner XML of each by its kind, which also names its root."""
    entries = members(data)
    rels = "word/_rels/document.xml.rels"
    for kind, xml in parts.items():
        entries[f"word/{kind}.xml"] = f"<w:{kind} {DECLARED}>{xml}</w:{kind}>".encode()
        relation = f'<Relationship Id="x{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
        entries[rels] = entries[rels].replace(b"</Relationships>", relation.encode())
    return zipped(entries)


def linked(data: bytes, key: str, target: str) -> bytes:
    """The document with an address outside that its text may name."""
    entries = members(data)
    rels = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
    entries[rels] = entries[rels].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    return zipped(entries)


def with_file(data: bytes, kind: str, name: str, file: bytes) -> bytes:
    """The document with a file in it that its text may name "x1"; `kind` is what Word calls such a relation."""
    entries = members(data)
    rels = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{name}"/></Relationships>'
    entries[rels] = entries[rels].replace(b"</Relationships>", relation.encode())
    return zipped({**entries, f"word/{name}": file})


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- the news of a commune, as its culture officer would send it ---


def news() -> bytes:
    """Letterhead, a title that no style names, justified text, counted lists, a table, a photo that tells its place."""
    document = Document()
    _letterhead(document)
    for line in ("BẢN TIN", "Ngày hội “Việc nhà là việc chung” ở thôn Cầu Vồng"):
        bold(document.add_paragraph(), line)
    _justified(document, "Sáng ngày 20/11/2026,\u00a0tại nhà văn hóa thôn, hơn 60 hộ dân đã dự ngày hội.")
    document.add_heading("Những việc đã làm", 1)
    for words, style in (
        ("Thi nấu cơm giữa các đội nam", "List Number"),
        ("Nói chuyện về việc nhà:", "List Number"),
        ("ai nấu cơm", "List Bullet 2"),
        ("ai đưa con đi học", "List Bullet 2"),
        ("Trao quà", "List Number"),
    ):
        document.add_paragraph(words, style)
    document.add_heading("Kết quả", 2)
    table = document.add_table(3, 2, "Table Grid")
    for row, texts in zip(table.rows, (("Đội", "Điểm"), ("Đội 1", "9"), ("Đội 2", "8")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.paragraphs[0].runs[0].bold = text in ("Đội", "Điểm")
    picture = document.add_paragraph().add_run()
    picture.add_picture(BytesIO(hiding.telling_jpeg(6)), Mm(100))
    picture._r.xpath(".//wp:docPr")[0].set("descr", "Nồi cơm trên bếp nhà văn hóa")
    last = _justified(document, "Xem thêm tại ")
    _link(last, "trang của Bộ", "https://vi.wikipedia.org/wiki/Nam_(a)")
    last.add_run(". Cần giúp thì gọi 113 ").bold = None
    last.add_run("ngay").bold = True
    last.add_run(".")
    return saved(document)


def _letterhead(document: AnyDocument) -> None:
    cells = document.add_table(2, 2).rows
    bold(cells[0].cells[0].paragraphs[0], "UBND XÃ SÔNG LAM")
    bold(cells[0].cells[1].paragraphs[0], NATION)
    bold(cells[0].cells[1].add_paragraph(), "Độc lập - Tự do - Hạnh phúc")
    cells[1].cells[0].text = "Số: 15/BC-UBND"
    cells[1].cells[1].text = "Sông Lam, ngày 21 tháng 11 năm 2026"


def bold(paragraph: Paragraph, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(words).bold = True


def _justified(document: AnyDocument | _Cell, words: str) -> Paragraph:
    paragraph = document.add_paragraph(words)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _link(paragraph: Paragraph, words: str, address: str) -> None:
    key = paragraph.part.relate_to(address, f"{OFFICE}/hyperlink", is_external=True)
    paragraph._p.append(parse_xml(f'<w:hyperlink {DECLARED} r:id="{key}">{r(words)}</w:hyperlink>'))
