"""Uploaded files for the public, without what they tell of their authors. Bytes in, bytes out, the same each time."""

from __future__ import annotations

import logging
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..core.location import MOST_UNPACKED
from ..core.to_type import make
from .brought import PHOTOS
from .photos import clean_picture, redrawn_inside
from .recordings import clean_mp3, clean_mp4
from .stripping import strip_picture

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, PdfObject, StreamObject

_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_WORD = {".docx", ".xlsx", ".pptx"}
_OPEN_DOCUMENT = {".odt", ".ods", ".odp", ".odg"}
_TEXT = {".txt", ".csv", ".srt", ".vtt"}
_FILM = {".mp4", ".m4a"}
# What may be uploaded. Nothing that runs, nothing that hides other files.
ALLOWED_SUFFIXES = frozenset({".pdf", ".svg", *_PICTURES, *_WORD, *_OPEN_DOCUMENT, *_TEXT, *_FILM, ".mp3"})


def not_accepted(uri: str) -> str:
    """What to tell an officer of a file whose kind is not published."""
    name, kinds = PurePosixPath(uri).name, " ".join(sorted(ALLOWED_SUFFIXES))
    kind = PurePosixPath(name).suffix
    if kind.lower() in PHOTOS:
        return f'ảnh loại "{kind}" không đăng được, vì nhiều máy không mở được. Hãy gõ: {make("photo", uri)}'
    return f'loại tệp "{kind or name}" không đăng được. Các loại được dùng: {kinds}'


def clean_file(name: str, data: bytes) -> bytes:
    """What the public may get of an uploaded file, whose kind its name tells ("to-roi.docx").

    Texts come back unchanged.
    Pictures stay as they are drawn; the digital signature of a PDF or document is taken out, since it would be broken.
    Raises ValueError, with a sentence for an officer, where the file is of another kind, broken, or locked.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in ALLOWED_SUFFIXES:
        raise ValueError(not_accepted(name))
    clean = _CLEANERS.get(suffix)
    return clean(data) if clean else data


# --- PDF ---

_HIDDEN_IN_PDF = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo", "/SpiderInfo", "/Thumb"),
    *("/EmbeddedFiles", "/AF", "/EF", "/Collection", "/XFA"),
    *("/JavaScript", "/JS", "/AA", "/Perms", "/Legal"),
)
_RUNNING = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # officers read what we say of a broken file


def _clean_pdf(data: bytes) -> bytes:
    try:
        return _rewritten_pdf(data)
    except Exception as error:  # pypdf raises whatever a broken file leads it to
        if b"/Encrypt" in data:
            raise ValueError("tệp PDF có mật khẩu hoặc bị khóa: hãy lưu lại không đặt mật khẩu rồi đưa lên") from error
        raise ValueError("không đọc được tệp PDF: tệp hỏng hoặc thiếu. Hãy xuất lại PDF từ tệp gốc") from error


def _rewritten_pdf(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter  # slow to load, and most builds find their files cleaned already
    from pypdf.errors import FileNotDecryptedError

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise FileNotDecryptedError
    for entry in _dictionaries(reader.root_object):
        _clean_entry(entry)
    writer, file = PdfWriter(), BytesIO()
    writer.clone_reader_document_root(reader)  # only what pages still lead to; /Info, /ID and older states stay behind
    writer.write(file)
    return file.getvalue()


def _dictionaries(root: PdfObject) -> Iterator[DictionaryObject]:
    """Every dictionary and stream that can be reached. Each is given before what it leads to, so may drop some."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting: list[object] = [root]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found


def _clean_entry(entry: DictionaryObject) -> None:
    from pypdf.generic import DictionaryObject, StreamObject

    for key in _HIDDEN_IN_PDF:
        entry.pop(key, None)
    for key in ("/A", "/OpenAction", "/Next"):
        action = _value(entry, key)
        if isinstance(action, DictionaryObject) and action.get("/S") in _RUNNING:
            del entry[key]
    if "/Rect" in entry and entry.get("/Subtype") != "/Widget":
        for key in ("/T", "/M", "/CreationDate"):  # who commented, and when; of a form's field /T is the name
            entry.pop(key, None)
    if entry.get("/FT") == "/Sig":
        entry.pop("/V", None)
    if isinstance(entry, StreamObject):
        _clean_stream(entry)


def _value(entry: DictionaryObject, key: str) -> PdfObject | None:
    """What stands under a key, even where it stands elsewhere in the file."""
    value: PdfObject | None = entry.get(key)
    return None if value is None else value.get_object()


def _clean_stream(stream: StreamObject) -> None:
    """Takes the metadata out of a photo; its pixels are not encoded anew."""
    from pypdf.filters import decode_stream_data
    from pypdf.generic import ArrayObject, NameObject

    named = _value(stream, "/Filter")
    filters = list(named) if isinstance(named, ArrayObject) else [named]
    if filters[-1] != "/DCTDecode":
        return
    stream._data = strip_picture(decode_stream_data(stream))  # decodes what is wrapped around the JPEG only
    if len(filters) > 1:
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        stream.pop("/DecodeParms", None)


# --- Word, Excel, PowerPoint and OpenDocument: XML and pictures in a ZIP ---

_FIRST = ("mimetype", "[Content_Types].xml")  # where readers expect them
_NOBODY = "Ẩn danh"
_DROPPED = (
    *("docProps/custom.xml", "docProps/thumbnail.*", "customXml/*", "word/people.xml", "_xmlsignatures/*"),
    *("*/printerSettings/*", "*vbaProject*", "*/vbaData.xml"),
    *("Thumbnails/*", "Configurations2/*", "Basic/*", "Scripts/*", "Dialogs/*", "Versions/*", "VersionList.xml"),
    *("manifest.rdf", "docMetadata/*", "META-INF/*signatures.xml"),
)
_OOXML = "http://schemas.openxmlformats.org"
_NO_APP = f'<Properties xmlns="{_OOXML}/officeDocument/2006/extended-properties"/>'
_NO_CORE = f'<coreProperties xmlns="{_OOXML}/package/2006/metadata/core-properties"/>'
_NO_META = '<o:document-meta xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" o:version="1.2"/>'
# Parts that only describe the document: nothing is lost when they are empty.
_EMPTIED = {
    "docProps/app.xml": _NO_APP,
    "docProps/core.xml": _NO_CORE,
    "*.psmdcp": _NO_CORE,
    "meta.xml": _NO_META,
    "*/meta.xml": _NO_META,
}
# Drawings of Windows and files within the file (OLE): they may hold anything, and no library of ours opens them.
_CLOSED_NAMES = ("*.emf", "*.wmf", "*.emz", "*.wmz", "*/embeddings/*.bin", "*/activex/*.bin")
_CLOSED = re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|.{40} EMF|\xd7\xcd\xc6\x9a|\x01\0\x09\0\0\x03", re.DOTALL)
_REDRAWN = re.compile(rb"II\*\0|MM\0\*|GIF8[79]a|BM.{4}\0{4}", re.DOTALL)  # TIFF, GIF, BMP
_VALUE = r"""\s*=\s*("[^"]*"|'[^']*')"""
_IN_TAG = r"(?=[^<>]*>)"  # and not in the words of the document
# Edited as text: a parser would rename the namespaces, which Word calls a broken file.
_EDITS = [
    (re.compile(pattern, re.DOTALL), replacement)
    for pattern, replacement in (
        # attributes that name somebody: comments, tracked changes, who has the file open
        (rf"(\s(?:\w+:)?(?:author|initials|userId|userName|lastModifiedBy)){_VALUE}{_IN_TAG}", rf'\1="{_NOBODY}"'),
        (rf"(<(?:\w+:)?(?:cmAuthor|author|person)\b[^>]*?\s(?:name|displayName)){_VALUE}", rf'\1="{_NOBODY}"'),
        # elements that name somebody
        (
            r"(<((?:\w+:)?(?:author|creator|creator-initials|sender-initials))(?:\s[^>]*)?>)[^<]*(</\2>)",
            rf"\1{_NOBODY}\3",
        ),
        (r'(<config:config-item config:name="Printer(?:Name|Setup)"[^>]*>)[^<]*', r"\1"),
        # templates, data for letters, the folder the file lay in, the printer
        (r"<((?:\w+:)?(?:attachedTemplate|absPath))\b[^>]*/>", ""),
        (r"<((?:\w+:)?(?:docVars|mailMerge|attachedTemplate|absPath))\b[^>]*(?<!/)>.*?</\1>", ""),
        (rf"(<(?:\w+:)?pageSetup\b[^>]*?)\s\w+:id{_VALUE}", r"\1"),
        # links into somebody's computer
        (
            r"""((?:Target|xlink:href)\s*=\s*)("|')(?:file:|[A-Za-z]:[\\/]|\\\\)[^"']*\2(?=[^<>]*>)""",
            r"\1\2about:blank\2",
        ),
    )
]


def _clean_document(data: bytes) -> bytes:
    """The same document with nobody's name on it, packed anew with one date and order."""
    parts = _unpacked(data)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise ValueError("tệp có mật khẩu: hãy lưu lại không đặt mật khẩu rồi đưa lên")
    kept = {name: part for name, part in parts.items() if not _matches(name, _DROPPED)}
    dropped = parts.keys() - kept.keys()
    return _packed({name: _clean_part(name, part, dropped) for name, part in kept.items()})


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise ValueError("tệp mở ra quá lớn (hơn 300 MB): hãy nén ảnh trong tệp lại")
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise ValueError("không mở được tệp: tệp hỏng hoặc có mật khẩu. Hãy lưu lại không đặt mật khẩu") from error
    if not parts.keys() & set(_FIRST):
        raise ValueError("không phải tệp của Word, Excel, PowerPoint hay LibreOffice: hãy lưu lại từ phần mềm ấy")
    return parts


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = ZipInfo(name)  # of 1980-01-01
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # on Windows too
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return file.getvalue()


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _clean_part(name: str, part: bytes, dropped: set[str]) -> bytes:
    suffix = PurePosixPath(name).suffix.lower()
    if empty := next((empty for pattern, empty in _EMPTIED.items() if fnmatchcase(name, pattern)), None):
        return f'<?xml version="1.0" encoding="UTF-8"?>{empty}'.encode()
    if name.endswith((".xml", ".rels", ".vml")):  # "_rels/.rels" has no suffix
        return _clean_xml(name, part, dropped)
    if suffix == ".svg" or suffix in _WORD | _OPEN_DOCUMENT:  # a drawing, or a sheet inside a text
        return clean_file(name, part)
    if _matches(name.lower(), _CLOSED_NAMES) or _CLOSED.match(part):
        shown = PurePosixPath(name).name
        raise ValueError(f'trong tệp có "{shown}", máy không dọn được: hãy chèn lại hình dưới dạng PNG hay JPEG')
    # What is a picture is known by its bytes: LibreOffice may give it no suffix.
    return redrawn_inside(part) if _REDRAWN.match(part) else strip_picture(part)


def _clean_xml(name: str, part: bytes, dropped: set[str]) -> bytes:
    text = part.decode("utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "surrogateescape")
    text = text.replace('encoding="UTF-16"', 'encoding="UTF-8"', 1)
    for pattern, replacement in _EDITS:
        text = pattern.sub(replacement, text)
    if name == "META-INF/manifest.xml":
        text = _without_entries(text, "file-entry", "full-path", dropped, "")
    elif name == "[Content_Types].xml":
        text = _without_entries(text, "Override", "PartName", dropped, "")
    elif name.endswith(".rels"):
        text = _without_entries(text, "Relationship", "Target", dropped, dirname(dirname(name)))
    return text.encode("utf-8", "surrogateescape")


def _without_entries(text: str, element: str, attribute: str, dropped: set[str], folder: str) -> str:
    """An index of the parts without the entries of those that were dropped: it would be called broken otherwise."""

    def kept(entry: re.Match[str]) -> str:
        target = re.search(rf"{attribute}{_VALUE}", entry[0])
        path = normpath(join("/", folder, target[1][1:-1])) if target else ""
        return "" if path.lstrip("/") in dropped else entry[0]

    return re.sub(rf"<((?:\w+:)?{element})\b[^>]*?(?:/>|>.*?</\1>)", kept, text, flags=re.DOTALL)


# --- SVG ---

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_KEPT_ATTRIBUTES = {f"{{{_XLINK}}}href", f"{{{_XML}}}space", f"{{{_XML}}}lang"}
_DROPPED_ELEMENTS = {f"{{{_SVG}}}{name}" for name in ("metadata", "script", "foreignObject")}
_FOREIGN_STYLE = re.compile(
    r"""/\*.*?\*/|@import[^;]*;?|-(?:inkscape|sodipodi)-[^;}]*;?|url\((?!\s*["']?\s*(?:#|data:(?:font|application)/))[^)]*\)""",
    re.DOTALL,
)
_PHOTO = re.compile(r"data:image/(?:jpe?g|png|webp);base64,(.*)", re.DOTALL)
ElementTree.register_namespace("", _SVG)  # written as drawing programs write it
ElementTree.register_namespace("xlink", _XLINK)


def _clean_svg(data: bytes) -> bytes:
    """The drawing alone: comments, editors' notes, scripts and whatever it would fetch from elsewhere are gone."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ValueError("không đọc được tệp SVG: tệp hỏng. Hãy xuất lại từ phần mềm vẽ") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError("không phải tệp SVG: hãy xuất lại từ phần mềm vẽ (Plain SVG)")
    for element in root.iter():
        element[:] = [child for child in element if _is_drawing(child)]
        kept = {key: _kept_value(element, key, value) for key, value in element.attrib.items()}
        element.attrib = {key: value for key, value in kept.items() if value is not None}
        if element.tag == f"{{{_SVG}}}style":
            element.text = _FOREIGN_STYLE.sub("", element.text or "")
    drawing: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawing


def _is_drawing(element: ElementTree.Element) -> bool:
    return element.tag.startswith(f"{{{_SVG}}}") and element.tag not in _DROPPED_ELEMENTS


def _kept_value(element: ElementTree.Element, key: str, value: str) -> str | None:
    """What stays of an attribute; nothing of what belongs to an editor, runs, or fetches."""
    if key.startswith("on") or (key.startswith("{") and key not in _KEPT_ATTRIBUTES):
        return None
    if "javascript:" in re.sub(r"\s", "", value).lower():
        return None
    if not key.endswith("href"):
        return _FOREIGN_STYLE.sub("", value)
    if photo := _PHOTO.fullmatch(value.strip()):
        return f"{value.strip()[: -len(photo[1])]}{_clean_inside(photo[1])}"
    outward = element.tag == f"{{{_SVG}}}a" and value.startswith(("https://", "http://"))
    return value if outward or value.startswith("#") else None


def _clean_inside(encoded: str) -> str:
    """A photo that lies in a drawing, in base64."""
    try:
        return b64encode(clean_picture(b64decode(encoded))).decode()
    except ValueError as error:
        raise ValueError("một ảnh trong tệp SVG bị hỏng: hãy chèn lại ảnh ấy rồi xuất lại") from error


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    ".pdf": _clean_pdf,
    ".svg": _clean_svg,
    ".mp3": clean_mp3,
    **dict.fromkeys(_FILM, clean_mp4),
    **dict.fromkeys(_PICTURES, clean_picture),
    **dict.fromkeys(_WORD | _OPEN_DOCUMENT, _clean_document),
}
