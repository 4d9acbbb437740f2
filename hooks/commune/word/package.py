"""The parts of a .docx, and what to tell an officer whose file is something else.

Elements and attributes of Word's own have plain names ("p", "val"), those of others a prefix ("a_blip", "r_id").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from posixpath import dirname, join, normpath, splitext
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from ..core.safe_xml import TooMuch, parsed
from ..core.text import squeeze
from ..core.zip_limits import MOST_PARTS, MOST_UNPACKED, ReadOnce, TooMuchRead, has_too_many_parts

LARGEST = 40_000_000  # bytes of a document
_LARGEST_XML = 20_000_000
_MOST_MARKS = 250_000  # of "<" and "=": some 200 pages
_OFFICE, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "",
    f"{_STRICT}/wordprocessingml/main": "",
    f"{_OFFICE}/officeDocument/2006/relationships": "r_",
    f"{_STRICT}/officeDocument/relationships": "r_",
    f"{_OFFICE}/drawingml/2006/main": "a_",
    f"{_STRICT}/drawingml/main": "a_",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp_",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp_",
    f"{_OFFICE}/drawingml/2006/picture": "pic_",
    f"{_STRICT}/drawingml/picture": "pic_",
    f"{_OFFICE}/officeDocument/2006/math": "m_",
    f"{_STRICT}/officeDocument/math": "m_",
    f"{_OFFICE}/markup-compatibility/2006": "mc_",
    f"{_OFFICE}/package/2006/relationships": "rel_",
    f"{_OFFICE}/package/2006/content-types": "ct_",
    f"{_MICROSOFT}/drawing/2017/decorative": "adec_",
    "urn:schemas-microsoft-com:vml": "v_",
}

_AGAIN = "rồi gõ lại lệnh với tệp mới"
_SAVE_AS = f"Hãy mở bằng Word, chọn Tệp → Lưu thành (File → Save As), kiểu “Tài liệu Word (*.docx)”, {_AGAIN}"
_LOCKED = (
    "tệp Word có mật khẩu. Hãy mở bằng Word, chọn Tệp → Thông tin → Bảo vệ tài liệu → Mã hóa bằng mật khẩu "
    f"(Encrypt with Password), xóa mật khẩu, lưu lại, {_AGAIN}"
)
_BROKEN = f"không mở được: tệp hỏng hoặc chép chưa hết. Hãy chép lại; vẫn thế thì mở bằng Word và lưu lại. {_SAVE_AS}"
_MACROS = f"đây là tệp Word có macro (.docm). {_SAVE_AS}"
_HUGE = f"tệp nén quá nhiều dữ liệu, máy không mở. Hãy chép bài sang một tệp Word mới. {_SAVE_AS}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (rb"%PDF", "PDF, trong đó không còn đề mục và danh sách. Hãy tìm tệp Word gốc; không có thì chuyển rồi soát kỹ"),
    (rb"\{\\rtf", "RTF"),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE html|<html)|MIME-Version:", "trang web"),
    (rb"\s*<\?xml", "Word XML"),
    (rb"\xff\xd8|\x89PNG|GIF8|RIFF", "ảnh, không phải bài viết. Chữ trong ảnh phải gõ lại vào Word"),
)
_ZIPPED = {"xl/": "Excel", "ppt/": "PowerPoint"}


_BETWEEN = {"p", "br", "cr", "tab", "ptab"}
_TEXTS = {"t", "m_t", "a_t"}
_SIGNS = {"noBreakHyphen": "-"}
_NOT_SHOWN = re.compile(r"visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """What a part leads to: another part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True)
class Package:
    """A .docx that can be read; `main` is the part with its text, `body` what is in it."""

    archive: ZipFile
    main: str
    body: Element

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """What the main part leads to, by id."""
        return relations_of(self.archive, self.main)

    def data(self, name: str) -> bytes:
        """The bytes of a part. Raises KeyError where there is none."""
        try:
            return self.archive.read(name)
        except TooMuchRead as error:
            raise ValueError(_HUGE) from error

    def related(self, kind: str) -> Element | None:
        """The part of a kind ("styles") that belongs to the main one; None where there is none that can be read."""
        part = self.part(kind)
        return None if part is None else part.body

    def part(self, kind: str) -> Package | None:
        """The same with a part as what is read: its links and pictures have ids of its own."""
        found = (each for each in self.relations.values() if each.kind == kind and not each.is_outside)
        names = (each.target for each in found if each.target in self.archive.namelist())
        return next((Package(self.archive, name, _xml(self.archive, name)) for name in names), None)

    def part_at(self, name: str) -> Element:
        """What is in a part. Raises KeyError where there is none."""
        return _xml(self.archive, name)

    def words_of(self, kind: str) -> list[str]:
        """The words of every part of a kind ("header"), each once."""
        names = [each.target for each in self.relations.values() if each.kind == kind and not each.is_outside]
        parts = [_xml(self.archive, name) for name in names if name in self.archive.namelist()]
        return list(dict.fromkeys(filter(None, map(words_in, parts))))


def open_package(data: bytes) -> Package:
    """The parts of a document. Raises ValueError, with a sentence for an officer, where it is no .docx that opens."""
    if other := _other_kind(data):
        raise ValueError(other)
    if has_too_many_parts(data):
        raise ValueError(_HUGE)
    try:
        archive = ReadOnce(BytesIO(data))
        if trouble := _trouble(archive):
            raise ValueError(trouble)
        main = next(each for each in relations_of(archive, "").values() if each.kind == "officeDocument").target
        return Package(archive, main, _body(_xml(archive, main)))
    except (
        BadZipFile,
        KeyError,
        StopIteration,
        ElementTree.ParseError,
        EOFError,
        OSError,
        NotImplementedError,
    ) as error:
        raise ValueError(_BROKEN) from error
    except RuntimeError as error:  # a member with a password
        raise ValueError(_LOCKED) from error


def _body(document: Element) -> Element:
    """What is in the text; some programs write several bodies."""
    bodies = document.findall("body")
    if not bodies:
        raise KeyError("body")
    for other in bodies[1:]:
        bodies[0].extend(other)
    return bodies[0]


def _other_kind(data: bytes) -> str | None:
    """What to do with a file that is no ZIP."""
    if data.startswith(b"PK"):
        return None
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _LOCKED
        return f"đây là tệp Office đời cũ (Word: .doc). {_SAVE_AS}"
    if not data.strip(b"\0 \r\n\t"):
        return "tệp này rỗng, có lẽ chép chưa xong: hãy chép lại"
    for pattern, kind in _KINDS:
        if re.match(pattern, data, re.DOTALL | re.IGNORECASE):
            return f"đây là tệp {kind}. {_SAVE_AS}"
    return f"đây không phải tệp Word (.docx). {_SAVE_AS}"


def _trouble(archive: ZipFile) -> str | None:
    """Why a ZIP is no document that is opened."""
    names = archive.namelist()
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED or len(names) > MOST_PARTS:
        return _HUGE
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        return f"đây là tệp OpenDocument (.odt). Hãy mở bằng Word hoặc LibreOffice. {_SAVE_AS}"
    if kind := next((kind for start, kind in _ZIPPED.items() if any(name.startswith(start) for name in names)), None):
        return f"đây là tệp {kind}, không phải bài viết. Hãy chép nội dung sang Word. {_SAVE_AS}"
    if "[Content_Types].xml" not in names:
        return f"đây là tệp nén, không phải tệp Word. Hãy giải nén, rồi dùng tệp .docx trong đó. {_SAVE_AS}"
    return _MACROS if b"macroEnabled" in archive.read("[Content_Types].xml") else None


def relations_of(archive: ZipFile, name: str) -> dict[str, Relation]:
    """What a part ("": the package itself) leads to, by id."""
    folder = dirname(name)
    rels = join(folder, "_rels", f"{name.removeprefix(folder).lstrip('/')}.rels")
    if rels not in archive.namelist():
        return {}
    found = {}
    for each in _xml(archive, rels).iter("rel_Relationship"):
        outside, target = each.get("TargetMode") == "External", each.get("Target", "")
        inside = normpath(join("/", folder, target)).lstrip("/")
        kind = each.get("Type", "").rpartition("/")[2]
        found[each.get("Id", "")] = Relation(kind, target if outside else inside, outside)
    return found


def _xml(archive: ZipFile, name: str) -> Element:
    """A part as a tree of plain names. Word never writes a document type, and what it declares could be endless."""
    if archive.getinfo(name).file_size > _LARGEST_XML:
        raise ValueError(_HUGE)
    try:
        data = archive.read(name)
        parsed(data, most=_MOST_MARKS)  # within limits of its own, of depth too
    except (TooMuch, TooMuchRead) as error:
        raise ValueError(_HUGE) from error
    except ValueError as error:
        raise ValueError(_BROKEN) from error
    root = ElementTree.fromstring(data)
    for element in root.iter():
        element.tag = _plain(element.tag)
        element.attrib = {_plain(key): value for key, value in element.attrib.items()}
    return root


@cache
def _plain(name: str) -> str:
    if not isinstance(name, str) or not name.startswith("{"):
        return str(name)
    space, _, local = name[1:].partition("}")
    return _PREFIXES.get(space, "?") + local


def words_in(element: Element) -> str:
    """All words in an element that are not deleted, for quoting them."""
    return squeeze("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag in _BETWEEN:
            yield " "
        yield _SIGNS.get(each.tag, "")
        if each.tag in _TEXTS:
            yield each.text or ""
        elif each.tag == "v_textpath":
            yield f" {each.get('string', '')} "
        elif each.tag == "sym":
            yield symbol_in(each)
        waiting += reversed(alternative(each) if each.tag == "mc_AlternateContent" else each)


def symbol_in(element: Element) -> str:
    """The sign that is named by its number in a font."""
    code = element.get("char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""


def alternative(element: Element) -> Element:
    """One of the forms in which newer versions of Word write a thing for older ones too: the first that is known."""
    choices = [each for each in element.findall("mc_Choice") if not all(inner.tag[0] == "?" for inner in each)]
    forms = [*choices, *element.findall("mc_Fallback"), *element.findall("mc_Choice")]
    return next(iter(forms), Element("none"))


def outermost(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag that lie in no other of them and in no text box, each form of a thing once.

    What is drawn and hidden is none of them.
    """
    if element.tag == "mc_AlternateContent":
        element = alternative(element)
    for child in element:
        if is_hidden_shape(child):
            continue
        if child.tag == tag:
            yield child
        elif child.tag != "txbxContent":
            yield from outermost(child, tag)


def hidden_shapes(element: Element) -> Iterator[Element]:
    """The pictures and boxes in an element that Word does not show, each form once."""
    if element.tag == "mc_AlternateContent":
        element = alternative(element)
    for child in element:
        if is_hidden_shape(child):
            yield child
        elif child.tag != "txbxContent":
            yield from hidden_shapes(child)


def is_hidden_shape(element: Element) -> bool:
    """Whether a picture, a box or a group is kept in the document and not shown."""
    if element.tag.startswith("v_"):
        return _NOT_SHOWN.search(element.get("style", "")) is not None
    named = [*element, *(inner for child in element if child.tag == "pic_nvPicPr" for inner in child)]
    return any(each.tag.endswith(("docPr", "cNvPr")) and each.get("hidden") in ("1", "true") for each in named)


def suffix_of(name: str) -> str:
    """The ending of a part's name, in lower case: ".emf"."""
    return splitext(name)[1].lower()
