"""Uploaded files tell what they say, and nothing of who wrote them, on what, and where."""

from __future__ import annotations

import zlib
from base64 import b64encode
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from commune.uploads.cleaning import ALLOWED_SUFFIXES, clean_file
from documents import SHEET, SPACES, docx, odf, pptx, shape, xlsx, zipped
from hiding import MARKS, SECRET, XMP, drawing, encoded, everything_in, streams_of, telling_jpeg, told_by
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

WORDS = "Cùng chia sẻ việc nhà"  # what the file says, and goes on saying


# --- PDF ---


def entry(**values: object) -> DictionaryObject:
    """A dictionary of a PDF: strings that begin with "/" are names."""
    made = DictionaryObject()
    for key, value in values.items():
        if isinstance(value, str):
            value = NameObject(value) if value.startswith("/") else TextStringObject(value)
        elif isinstance(value, int):
            value = NumberObject(value)
        made[NameObject(f"/{key}")] = value
    return made


def stream(data: bytes, **values: object) -> StreamObject:
    made = StreamObject()
    made.update(entry(**values))
    made._data = data
    return made


def photo_in_pdf(data: bytes, packed: bool) -> StreamObject:
    filters = (
        ArrayObject([NameObject("/FlateDecode"), NameObject("/DCTDecode")]) if packed else NameObject("/DCTDecode")
    )
    return stream(
        zlib.compress(data) if packed else data,
        **{"Type": "/XObject", "Subtype": "/Image", "Width": 120, "Height": 80, "Filter": filters},
        **{"ColorSpace": "/DeviceRGB", "BitsPerComponent": 8},
    )


def telling_pdf() -> bytes:
    """A page with two photos, a comment and a form; hidden: authors, XMP, a file, scripts, a thumbnail, a signature."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    page[NameObject("/Contents")] = writer._add_object(stream(b"BT (Cung chia se viec nha) Tj ET"))
    photos = {f"P{packed:d}": writer._add_object(photo_in_pdf(telling_jpeg(), packed)) for packed in (True, False)}
    page[NameObject("/Resources")] = entry(XObject=entry(**photos))
    page[NameObject("/Thumb")] = writer._add_object(stream(SECRET.encode()))
    page[NameObject("/PieceInfo")] = entry(Word=entry(Private=SECRET))
    box = ArrayObject(map(NumberObject, (0, 0, 9, 9)))
    comment = entry(Type="/Annot", Subtype="/Text", Rect=box, Contents=WORDS, T=SECRET, M="D:20260101")
    field = entry(
        Type="/Annot", Subtype="/Widget", Rect=box, FT="/Tx", T="ho-ten", AA=entry(K=entry(S="/URI", URI=SECRET))
    )
    signed = entry(Subtype="/Widget", Rect=box, FT="/Sig", T="chu-ky", V=entry(Type="/Sig", Name=SECRET))
    link = entry(Subtype="/Link", Rect=box, A=entry(S="/Launch", F=SECRET))
    page[NameObject("/Annots")] = ArrayObject(map(writer._add_object, (comment, field, signed, link)))
    root = writer.root_object
    root[NameObject("/AcroForm")] = entry(Fields=ArrayObject(list(page["/Annots"])[1:3]), XFA=SECRET)
    root[NameObject("/Metadata")] = writer._add_object(stream(XMP, Type="/Metadata", Subtype="/XML"))
    root[NameObject("/OpenAction")] = entry(S="/JavaScript", JS=SECRET)
    writer.add_attachment(f"{SECRET}.txt", SECRET.encode())
    writer.add_metadata({"/Author": SECRET, "/Creator": SECRET, "/Title": SECRET})
    writer.compress_identical_objects(remove_unreferenced=False)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_nothing_hidden_in_a_pdf_remains():
    data = telling_pdf()
    assert told_by(data) >= {SECRET.encode(), b"Exif\0\0", b"GPSLatitude"}
    assert told_by(clean_file("to-roi.PDF", data)) == set()


def test_pdf_keeps_what_it_shows():
    reader = PdfReader(BytesIO(clean_file("to-roi.pdf", telling_pdf())))
    [page] = reader.pages
    photos = page["/Resources"]["/XObject"].values()
    field, signed = (annotation.get_object() for annotation in page["/Annots"])
    assert b"Cung chia se viec nha" in page.get_contents().get_data()
    pixels = Image.open(BytesIO(telling_jpeg())).tobytes()
    assert [Image.open(BytesIO(photo.get_object()._data)).tobytes() for photo in photos] == [pixels] * 2
    assert [box["/T"] for box in (field, signed)] == ["ho-ten", "chu-ky"]
    assert "/V" not in signed
    assert reader.metadata is None and not reader.attachments


def test_older_states_of_a_pdf_are_gone():
    """What was "deleted" in an editor stands in the file still: here an object to which nothing leads."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer._add_object(stream(zlib.compress(SECRET.encode()), Filter="/FlateDecode"))
    assert SECRET.encode() in told_by(written(writer))
    assert told_by(clean_file("a.pdf", written(writer))) == set()


def test_links_of_a_pdf_stay():
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.add_uri(0, "https://example.org/", (0, 0, 9, 9))
    assert any(b"example.org" in piece for piece in streams_of(clean_file("a.pdf", written(writer))))


def test_locked_pdf_is_told():
    for user, owner in (("mở", "sửa"), ("", "sửa")):
        writer = PdfWriter()
        writer.add_blank_page(9, 9)
        writer.encrypt(user, owner, algorithm="RC4-128")
        with pytest.raises(ValueError, match="tệp PDF có mật khẩu"):
            clean_file("khoa.pdf", written(writer))


# --- Word, Excel, PowerPoint, OpenDocument ---

BY = f'w:id="1" w:author="{SECRET}" w:initials="{SECRET}" w:date="2026-11-01T08:00:00Z"'
PICTURE = """<w:p><w:r><w:drawing><a:graphic><a:graphicData uri="pic"><pic:pic><pic:blipFill><a:blip r:embed="rId{}"/>
    </pic:blipFill></pic:pic></a:graphicData></a:graphic></w:drawing></w:r></w:p>"""
DESCRIBING = {
    "docProps/core.xml": f"<c:coreProperties xmlns:c='x'><creator>{SECRET}</creator></c:coreProperties>",
    "docProps/app.xml": f"<Properties><Company>{SECRET}</Company><Template>{SECRET}</Template></Properties>",
    "docProps/custom.xml": f"<Properties><property>{SECRET}</property></Properties>",
    "docProps/thumbnail.jpeg": telling_jpeg(),
}
DESCRIBED = [
    ("core-properties", "docProps/core.xml"),
    ("extended-properties", "docProps/app.xml"),
    ("custom-properties", "docProps/custom.xml"),
    ("thumbnail", "docProps/thumbnail.jpeg"),
]


def telling_docx() -> bytes:
    local = f"file:///C:\\Users\\{SECRET}\\Normal.dotm"
    parts = {
        **DESCRIBING,
        "customXml/item1.xml": f"<author>{SECRET}</author>",
        "word/comments.xml": f"<w:comments {SPACES}><w:comment {BY}><w:t>Nên sửa</w:t></w:comment></w:comments>",
        "word/people.xml": f"<w:people {SPACES}>{SECRET}</w:people>",
        "word/settings.xml": f"""<w:settings {SPACES}><w:attachedTemplate r:id="rId1"/><w:docVars>
            <w:docVar w:name="a" w:val="{SECRET}"/></w:docVars><w:zoom/></w:settings>""",
        "word/media/image1.jpeg": telling_jpeg(6),
        "word/embeddings/bang.xlsx": telling_xlsx(),
    }
    names = ("media/image1.jpeg", "people.xml", "../customXml/item1.xml", "comments.xml", "settings.xml")
    kinds = ("image", "people", "customXml", "comments", "settings")
    of_document = [*zip(kinds, names, strict=True), ("package", "embeddings/bang.xlsx")]
    body = f"""<w:p><w:commentRangeStart w:id="1"/><w:ins {BY}><w:r><w:t>{WORDS}, author="Lan" &gt;</w:t></w:r></w:ins>
        <w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>{PICTURE.format(1)}"""
    links = {
        "": DESCRIBED,
        "word/document.xml": of_document,
        "word/settings.xml": [("attachedTemplate", local)],
    }
    return docx(body, parts, links)


def telling_xlsx() -> bytes:
    parts = {
        **DESCRIBING,
        "xl/comments1.xml": f"<comments {SHEET}><authors><author>{SECRET}</author></authors></comments>",
        "xl/persons/person.xml": f'<list {SHEET}><person displayName="{SECRET}" id="1" userId="{SECRET}"/></list>',
        "xl/printerSettings/printerSettings1.bin": SECRET.encode("utf-16-le"),
    }
    links = {
        "": DESCRIBED,
        "xl/workbook.xml": [("person", "persons/person.xml")],
        "xl/worksheets/sheet1.xml": [
            ("printerSettings", "../printerSettings/printerSettings1.bin"),
            ("comments", "../comments1.xml"),
        ],
    }
    own = f"""<fileSharing userName="{SECRET}"/><x15ac:absPath url="C:\\Users\\{SECRET}\\" xmlns:x15ac="x"/>"""
    return xlsx(
        '<row><c r="A1"><v>42</v></c></row>', after='<pageSetup paperSize="9"/>', workbook=own, parts=parts, links=links
    )


def telling_pptx() -> bytes:
    author = f'<p:cmAuthor id="0" name="{SECRET}" initials="{SECRET}" lastIdx="1"/>'
    parts = {
        **DESCRIBING,
        "ppt/commentAuthors.xml": f"<p:cmAuthorLst {SPACES}>{author}</p:cmAuthorLst>",
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {SPACES}><a:t>{SECRET}</a:t></p:notes>",
        "ppt/media/image1.png": encoded(drawing(), "PNG", xmp=XMP),
        "ppt/media/image2.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><!--{SECRET}--><path d="M0 0"/></svg>',
    }
    links = {
        "": DESCRIBED,
        "ppt/presentation.xml": [("commentAuthors", "commentAuthors.xml")],
        "ppt/slides/slide1.xml": [
            ("image", "../media/image1.png"),
            ("image", "../media/image2.svg"),
            ("notesSlide", "../notesSlides/notesSlide1.xml"),
        ],
    }
    pictures = '<p:pic><p:blipFill><a:blip r:embed="rId1"/><a:blip r:embed="rId2"/></p:blipFill></p:pic>'
    return pptx(shape(WORDS) + pictures, parts=parts, links=links)


def telling_odt() -> bytes:
    changed = f"""<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>{SECRET}
        </dc:creator></office:change-info><text:p>{SECRET}</text:p></text:deletion></text:changed-region>
        </text:tracked-changes>"""
    note = f"<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}</text:p></office:annotation>"
    shown = '<draw:frame><draw:image xlink:href="Pictures/1"/></draw:frame>'
    linked = f'<text:a xlink:href="file:///C:/{SECRET}">x</text:a>{shown}'
    parts: dict[str, str | bytes] = {
        "meta.xml": f"<o><creator>{SECRET}</creator></o>",
        "settings.xml": f"<s>{SECRET}</s>",
        "Thumbnails/thumbnail.png": SECRET.encode(),
        "Basic/Standard/Module1.xml": f"<script>{SECRET}</script>",
        "Pictures/1": telling_jpeg(),
    }
    return odf(f"{changed}<text:p>{WORDS}{note}{linked}</text:p>", parts=parts)


DOCUMENTS = {"a.docx": telling_docx, "a.xlsx": telling_xlsx, "a.pptx": telling_pptx, "a.odt": telling_odt}


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nobody_is_named_in_a_document(name):
    data = DOCUMENTS[name]()
    assert SECRET.encode() in told_by(data)
    assert told_by(clean_file(name, data)) == set()


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark not in (SECRET.encode("utf-16-be"), XMP[3:10])])
def test_search_finds_what_is_packed(mark):
    """A search that finds nothing anywhere would let everything pass."""
    assert mark in told_by(telling_docx())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_keeps_its_words(name):
    cleaned = parts_of(clean_file(name, DOCUMENTS[name]()))
    assert any((WORDS if name != "a.xlsx" else "<v>42</v>").encode() in part for part in cleaned.values())


def test_words_that_look_like_an_author_stay():
    assert b', author="Lan" &gt;' in parts_of(clean_file("a.docx", telling_docx()))["word/document.xml"]


def test_no_index_leads_to_a_part_that_was_dropped():
    parts = parts_of(clean_file("a.docx", telling_docx()))
    assert parts.keys() == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "word/document.xml"),
        *("word/_rels/document.xml.rels", "word/media/image1.jpeg", "word/settings.xml"),
    }
    targets = [relation.get("Target") for relation in ElementTree.fromstring(parts["word/_rels/document.xml.rels"])]
    assert targets == ["/word/media/image1.jpeg", "/word/settings.xml"]
    overrides = {
        override.get("PartName").lstrip("/") for override in ElementTree.fromstring(parts["[Content_Types].xml"])
    }
    assert overrides == parts.keys() - {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    manifest = parts_of(clean_file("a.odt", telling_odt()))["META-INF/manifest.xml"]
    assert b"Pictures/1" in manifest and b"Basic" not in manifest and b"Thumbnails" not in manifest


def test_photo_in_a_document_is_not_encoded_anew():
    """Nor turned: the document itself says how it lies."""
    photo = parts_of(clean_file("a.docx", telling_docx()))["word/media/image1.jpeg"]
    assert Image.open(BytesIO(photo)).tobytes() == Image.open(BytesIO(telling_jpeg(6))).tobytes()


def test_open_document_begins_with_its_type():
    with ZipFile(BytesIO(clean_file("a.odt", telling_odt()))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_order_and_dates_of_packing_do_not_matter():
    parts = parts_of(telling_docx())
    one, other = zipped(parts), zipped(dict(reversed(parts.items())))
    assert one != other and clean_file("a.docx", one) == clean_file("a.docx", other)


# --- drawings ---

TELLING_SVG = f"""<?xml version="1.0"?><!-- {SECRET} --><!DOCTYPE svg>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="C:\\Users\\{SECRET}\\a.png"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="{SECRET}.svg" onload="{SECRET}">
  <metadata><creator>{SECRET}</creator></metadata><sodipodi:namedview inkscape:window-x="{SECRET}"/>
  <script>{SECRET}</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">{SECRET}</p></foreignObject>
  <style>@import "https://fonts.example/{SECRET}";
    @import url(https://fonts.example/{SECRET}); .a {{ fill: url("#g"); /* {SECRET} */ }}</style>
  <defs><linearGradient id="g"/></defs><!-- {SECRET} -->
  <a href="java&#10;script:{SECRET}"><set attributeName="href" to="java&#10;script:{SECRET}"/>
    <text style="-inkscape-font-specification:{SECRET};fill:red">{WORDS}</text></a>
  <a href="https://example.org/"><use xlink:href="#g"/></a>
  <image href="https://example.org/{SECRET}.png"/><image xlink:href="file:///C:/{SECRET}.png"/>
  <image href="data:image/jpeg;base64,{b64encode(telling_jpeg(6)).decode()}"/>
</svg>"""


def test_drawing_stays_and_its_editor_goes():
    assert told_by(TELLING_SVG.encode()) >= {SECRET.encode(), b"Exif\0\0"}
    cleaned = clean_file("a.svg", TELLING_SVG.encode())
    assert told_by(cleaned) == set()
    for gone in (b"inkscape", b"sodipodi", b"<!--", b"script", b"onload", b"metadata", b"ns0:"):
        assert gone not in cleaned
    for kept in (
        WORDS.encode(),
        b'viewBox="0 0 9 9"',
        b'url("#g")',
        b'xlink:href="#g"',
        b"fill:red",
        b"https://example.org/",
    ):
        assert kept in cleaned
    [_, photo] = everything_in(cleaned)
    assert Image.open(BytesIO(photo)).size == (80, 120)  # upright


# --- all kinds ---


def telling_picture(kind: str) -> bytes:
    words = SECRET.encode()
    told = {"TIFF": {"tiffinfo": {270: SECRET, 315: SECRET}}, "GIF": {"comment": words}}.get(kind, {})
    mode = "P" if kind == "GIF" else "RGB"
    return encoded(Image.new(mode, (9, 7), 3), kind, **told) + (words if kind == "BMP" else b"")


def with_picture(name: str, data: bytes) -> bytes:
    return docx(PICTURE.format(1), {f"word/media/{name}": data}, {"word/document.xml": [("image", f"media/{name}")]})


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "BMP"])
def test_old_pictures_in_a_document_are_drawn_anew_in_their_format(kind):
    given = telling_picture(kind)
    assert SECRET.encode() in given
    cleaned = parts_of(clean_file("a.docx", with_picture("a.tmp", given)))
    with Image.open(BytesIO(cleaned["word/media/a.tmp"])) as picture, Image.open(BytesIO(given)) as before:
        assert (picture.format, picture.size, picture.mode) == (kind, (9, 7), before.mode)
        assert picture.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert SECRET.encode() not in cleaned["word/media/a.tmp"]


def test_a_moving_picture_in_a_document_keeps_moving():
    frames = [Image.new("RGB", (9, 7), colour) for colour in ("red", "green", "blue")]
    given = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=[80, 90, 100], comment=b"x")
    cleaned = parts_of(clean_file("a.docx", with_picture("a.gif", given)))
    with Image.open(BytesIO(cleaned["word/media/a.gif"])) as picture:
        assert picture.n_frames == 3 and picture.info["duration"] == 80


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("image1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("image1.emf", b"x"),
        ("1000", b"\1\0\0\0" + bytes(36) + b" EMF"),
        ("image1.WMF", b"x"),
        ("image1.png", b"MZ no picture at all"),
    ],
)
def test_what_nobody_can_look_into_is_refused_with_a_cure(name, data):
    with pytest.raises(ValueError, match="hãy chèn lại hình dưới dạng PNG hay JPEG"):
        clean_file("a.docx", with_picture(name, data))


@pytest.mark.parametrize("name", ["a.pdf", "a.svg", "a.jpg", *DOCUMENTS])
def test_same_bytes_each_time_and_clean_stays_clean(name):
    make = {**DOCUMENTS, "a.pdf": telling_pdf, "a.svg": TELLING_SVG.encode, "a.jpg": telling_jpeg}[name]
    once = clean_file(name, make())
    assert once == clean_file(name, make()) == clean_file(name, once)


@pytest.mark.parametrize("name", ["a.txt", "a.srt", "a.csv"])
def test_texts_are_unchanged(name):
    data = "\ufeffnguyên vẹn\r\n".encode()
    assert clean_file(name, data) == data


@pytest.mark.parametrize(
    "name", ["a.exe", "a.zip", "a.html", "a.md", "a.docm", "a.doc", "a.webm", "a.ogg", "a.pdf.exe", "a"]
)
def test_other_kinds_are_refused(name):
    with pytest.raises(ValueError, match="không đăng được"):
        clean_file(name, b"MZ")


def test_a_picture_that_few_machines_open_is_refused_with_the_command_that_changes_it():
    with pytest.raises(ValueError, match=r"make photo FILE=a\.heic"):
        clean_file("a.heic", b"")


BROKEN = (b"", b"hello", b"%PDF-1.7\n1 0 obj\n<<", b"<svg>", b"<p/>", zipped({"a.txt": "a"}), telling_odt()[:900])


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".jpg", ".png", ".webp", ".docx", ".xlsx", ".pptx", ".odt", ".ods"])
def test_broken_file_is_told_in_vietnamese(suffix):
    assert suffix in ALLOWED_SUFFIXES
    for data in BROKEN:
        with pytest.raises(ValueError, match=r"^(không|tệp) .*[ảạệ]"):
            clean_file(f"tep{suffix}", data)


def test_locked_documents_are_told():
    locked = zipped({"mimetype": "a", "META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": b"\x8a\xff"})
    for name, data in (("a.odt", locked), ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900))):
        with pytest.raises(ValueError, match="mật khẩu"):
            clean_file(name, data)
