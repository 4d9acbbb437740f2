"""Documents of LibreOffice (OpenDocument 1.3, ISO/IEC 26300) as the public may have them: what is shown, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath

from lxml import etree  # type: ignore[import-untyped]

from ..core.safe_xml import TooMuch, Tree, emptied, is_large, parsed, without_strange_names, written
from .hidden import HiddenWords, Report
from .inside import Inside
from .open_unseen import (
    Styles,
    beside_pages,
    blank_cells,
    is_flat_column,
    is_flat_row,
    refuse_unseen,
    without_more_words,
)
from .zipped import Zipped, packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE, _SHOW = (
    f"{{{_OASIS}{name}:1.0}}" for name in ("office", "text", "table", "drawing", "style", "presentation")
)
_MANIFEST = f"{{{_OASIS}manifest:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
# Whose elements and attributes are kept: the standard's, what it takes from others, LibreOffice's own for looks.
_NAMESPACES = (
    *(_OASIS, "http://www.w3.org/1999/xlink", "http://www.w3.org/1998/Math/MathML", "http://purl.org/dc/elements/1.1/"),
    *("urn:org:documentfoundation:names:experimental:", "http://www.w3.org/XML/1998/namespace"),
)
_PARTS = re.compile(r"(?:Object \d+/)?(?:content|styles)\.xml")
_META = re.compile(r"(?:Object \d+/)?meta\.xml")
PARTS = (  # all that comes out, as one expression
    r"mimetype|META-INF/manifest\.xml|(?:Object \d+/)?(?:content|styles|meta)\.xml|"
    r"(?:Object \d+/)?(?:Pictures|Media|Fonts)/[^/]+"
)
_INSIDE = re.compile(r"(?:Object \d+/)?(Pictures|Media|Fonts)/[^/]+")
_PREVIEW = re.compile(r"(?:^|/)TablePreview\d{1,5}\.svm$")  # LibreOffice's own picture of a table that it draws anyway
EMPTY_META = f'<?xml version="1.0" encoding="UTF-8"?><o:document-meta xmlns:o="{_OASIS}office:1.0" o:version="1.3"/>'
_LINKED = ("http://", "https://", "mailto:", "tel:")
_KINDS = {"Pictures": "image", "Media": "media", "Fonts": "font"}

# Taken out with all that is in them, by the sections of the standard (part 3):
UNSEEN = {
    # comments (14.1), tracked changes (5.5), hidden words (7.7), marks of indexes (8.1), scripts (3.12)
    *("annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end", "hidden-text"),
    *(
        "script",
        "scripts",
        "event-listeners",
        "event-listener",
        "alphabetical-index-mark",
        "toc-mark",
        "user-index-mark",
    ),
    *("alphabetical-index-mark-start", "alphabetical-index-mark-end", "toc-mark-start", "toc-mark-end"),
    *("user-index-mark-start", "user-index-mark-end"),
    # values that fields keep (7.4.3), data from elsewhere (7.6, 9.3, 9.4, 9.7), forms (13), what a speaker says (16.17)
    *("variable-decls", "user-field-decls", "dde-connection-decls", "dde-source", "dde-links", "dde-link"),
    *("table-source", "cell-range-source", "section-source", "scenario", "consolidation", "data-pilot-tables"),
    *("database-source-sql", "database-source-query", "database-source-table", "database-row-select", "help-message"),
    *("error-message", "detective", "operation", "forms", "notes", "sound", "command"),
    *("filter", "label-ranges", "show", "desktop", "cell-watches"),
    *("plugin", "applet", "floating-frame", "object-ole", "control", "query-name", "table-protection"),
}
# Fields whose words are shown, and that would say more of the author, the file or a database (7.3 to 7.7).
UNWRAPPED = {
    *("author-name", "author-initials", "file-name", "template-name", "user-field-get", "variable-get", "variable-set"),
    *("user-field-input", "variable-input", "expression", "conditional-text", "hidden-paragraph", "dde-connection"),
    *("database-display", "database-next", "database-name", "database-row-number", "execute-macro", "placeholder"),
    *("initial-creator", "creator", "printed-by", "user-defined", "description", "subject", "keywords", "title-field"),
    *("editing-cycles", "editing-duration", "creation-date", "creation-time", "modification-date", "print-date"),
    *("modification-time", "print-time", "bibliography-mark", "meta", "meta-field", "drop-down", "text-input"),
}
_SENDER = "sender-"
_SECRET = {
    f"{_TEXT}{name}" for name in ("condition", "string-value-if-true", "string-value-if-false", "connection-name")
}
_SECRET |= {f"{_TABLE}{name}" for name in ("protection-key", "filter-name", "filter-options")}
_SECRET |= {f"{_OFFICE}{name}" for name in ("title", "name", "target-frame-name")}
_SECRET |= {f"{_STYLE}display-name"}
_NAMED = {"layer", "fill-image", "gradient", "hatch", "marker", "stroke-dash", "opacity", "page", "glue-point"}
_CALLS = re.compile(
    r"(?:DDE|WEBSERVICE|HYPERLINK|EXTERN\.\w+|MACRO|INFO|FILTERXML)\s*\(|['\"]?(?:file|https?|ftp|smb):|\|", re.I
)

_CLIP = f"{{{_OASIS}xsl-fo-compatible:1.0}}clip"  # 20.186
_CROPPED = re.compile(r"(?<![\d.-])(?:[1-9]\d{0,9}|0?\.0?[1-9]|0\.0?[1-9])")
_CUT = (
    "một ảnh trong tệp chỉ bị cắt (Crop) khi hiện, phần cắt đi vẫn nằm trong tệp. Hãy cắt ảnh bằng phần mềm xem ảnh, "
    "chèn lại vào tệp, lưu lại"
)
_BROKEN = "không mở được tệp: tệp hỏng. Hãy mở bằng LibreOffice rồi lưu lại"
_HUGE = "tệp có một phần quá lớn hoặc lồng quá sâu, máy không đọc: hãy chép nội dung sang một tệp mới"
_LOCKED = "tệp có mật khẩu: hãy lưu lại không đặt mật khẩu rồi đưa lên"
_SHOWN = (
    "{} đang ẩn, ai tải tệp cũng mở ra xem được. Hãy xóa hẳn, hoặc cho hiện (chuột phải → Hiện) nếu ai cũng được đọc, "
    "rồi lưu lại"
)
_OUTSIDE = "tệp có ảnh hay đối tượng không nằm trong tệp mà lấy từ nơi khác: hãy chèn chính ảnh ấy vào, rồi lưu lại"


def clean_open_document(zipped: Zipped, inside: Inside, report: Report) -> bytes:
    """The same document with what it shows alone. Raises ValueError, with a sentence for an officer."""
    kinds = _manifest(zipped)
    made: dict[str, bytes] = {}
    for name in zipped.entries:
        if name == "mimetype":
            made[name] = zipped.read(name)
        elif _META.fullmatch(name):
            made[name] = EMPTY_META.encode()
        elif _PARTS.fullmatch(name):
            made[name] = _part(zipped, name, report)
        elif _PREVIEW.search(name):
            continue
        elif found := _INSIDE.fullmatch(name):
            made[name] = inside.part(name, zipped.read(name), _KINDS[found[1]])
    made["META-INF/manifest.xml"] = _listed(kinds, made)
    return packed(made.items())


def _read(zipped: Zipped, name: str) -> Tree:
    if name not in zipped:
        raise ValueError(_BROKEN)
    data = zipped.read(name)
    try:
        return parsed(data)
    except TooMuch as error:
        raise ValueError(_HUGE) from error
    except ValueError as error:
        raise ValueError(_BROKEN) from error


def _manifest(zipped: Zipped) -> dict[str, str]:
    """Kind of each part, by name."""
    if b"encryption-data" in (zipped.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in zipped else b""):
        raise ValueError(_LOCKED)
    entries = _read(zipped, "META-INF/manifest.xml").iter(f"{_MANIFEST}file-entry")
    return {each.get(f"{_MANIFEST}full-path") or "": each.get(f"{_MANIFEST}media-type") or "" for each in entries}


def _listed(kinds: dict[str, str], made: dict[str, bytes]) -> bytes:
    space = _MANIFEST[1:-1]
    root = etree.Element(f"{_MANIFEST}manifest", nsmap={"manifest": space})
    root.set(f"{_MANIFEST}version", "1.3")
    folders = [name for name in kinds if name.endswith("/") and any(part.startswith(name) for part in made)]
    for name in ["/", *sorted({*folders, *made} - {"mimetype", "META-INF/manifest.xml", "/"})]:
        entry = etree.SubElement(root, f"{_MANIFEST}file-entry")
        entry.set(f"{_MANIFEST}full-path", name)
        entry.set(f"{_MANIFEST}media-type", kinds.get(name, "text/xml" if name.endswith(".xml") else ""))
    return written(root)


def _part(zipped: Zipped, name: str, report: Report) -> bytes:
    tree = _read(zipped, name)
    styles = [tree, *([_read(zipped, "styles.xml")] if name == "content.xml" and "styles.xml" in zipped else [])]
    _refuse_hidden(tree, styles)
    if any(_CROPPED.search(each.get(_CLIP) or "") for each in tree.iter(f"{_STYLE}graphic-properties")):
        raise ValueError(_CUT)
    for each in beside_pages(tree, styles):
        report.remove("hình nằm ngoài trang chiếu", _words(each))
        _remove(each)
    hiding = _hiding(styles)
    folder = name.rpartition("/")[0]
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or not element.tag[1:].startswith(_NAMESPACES):
            _remove(element)
        else:
            _clean(element, hiding, folder, zipped, report)
    refuse_unseen(tree, styles)
    without_more_words(tree, report)
    without_strange_names(tree, (*_NAMESPACES, "http://openoffice.org/2004/"))
    return written(tree)


def _clean(element: Tree, hiding: set[str], folder: str, zipped: Zipped, report: Report) -> None:
    name = element.tag.rpartition("}")[2]
    style = element.get(f"{_TEXT}style-name")
    if name in UNSEEN and element.tag[1:].startswith(_OASIS):
        report.remove(_told(name), _words(element))
        _remove(element)
        return
    if (name in ("span", "p", "h", "a") and style in hiding) or _is_hidden(element):
        report.remove("chữ ẩn", _words(element))
        _remove(element)
        return
    for key in [key for key in element.attrib if not _is_kept(key, element.attrib[key])]:
        del element.attrib[key]
    if element.tag.startswith(_DRAW) and name not in _NAMED:
        element.attrib.pop(f"{_DRAW}name", None)
    if name in UNWRAPPED or (name.startswith(_SENDER) and element.tag.startswith(_TEXT)):
        if element.tag.startswith(_TEXT):
            _unwrap(element)
    elif name in ("title", "desc"):
        report.keep("lời tả hình", _words(element))
    elif element.get(_HREF) is not None:
        _link(element, name, folder, zipped, report)


def _told(name: str) -> str:
    return {
        "annotation": "nhận xét",
        "tracked-changes": "chữ đã xóa (theo dõi thay đổi)",
        "notes": "ghi chú của người nói",
    }.get(name, "thứ không in ra")


def _is_hidden(element: Tree) -> bool:
    """A section or a paragraph that says itself that it is not shown (5.4, 7.7.10)."""
    display = element.get(f"{_TEXT}display")
    is_text = element.tag in (f"{_TEXT}section", f"{_TEXT}p", f"{_TEXT}h")
    hidden = element.get(f"{_TEXT}is-hidden") == "true" or display == "none"
    if is_text and not hidden and element.tag != f"{_TEXT}section":
        hidden = any(
            each.get(f"{_TEXT}is-hidden") == "true" for each in element.iterchildren(f"{_TEXT}hidden-paragraph")
        )
    return is_text and hidden


def _is_kept(key: str, value: str) -> bool:
    if not key.startswith("{"):  # of formulas in MathML
        return not key.startswith(("href", "on", "src"))
    if key.endswith(("}formula", "}expression")) and _CALLS.search(value):
        return False
    hides = key == f"{_TEXT}display" and value == "none"  # what it hid is gone
    return key[1:].startswith(_NAMESPACES) and key not in _SECRET and not hides


def _link(element: Tree, name: str, folder: str, zipped: Zipped, report: Report) -> None:
    target = element.get(_HREF) or ""
    if _PREVIEW.search(target):
        _remove(element)
        return
    inner = normpath(f"{folder}/{target}" if folder else target).removeprefix("./")
    if target.startswith("#") or inner in zipped or any(each.startswith(f"{inner}/") for each in zipped.entries):
        return
    if name == "a" and target.lower().startswith(_LINKED):
        report.keep("liên kết dẫn tới", target)
    elif name == "a":
        report.remove("liên kết vào máy hoặc mạng của người soạn", target)
        _unwrap(element)
    elif name in ("image", "object", "fill-image", "background-image"):
        raise HiddenWords(_OUTSIDE, [target])
    else:
        report.remove("thứ lấy từ nơi khác khi mở tệp", target)
        _remove(element)


# --- what is hidden by its style


def _hiding(trees: list[Tree]) -> set[str]:
    """The styles of text that is not shown (20.2.412, text:display)."""
    known = {each.get(f"{_STYLE}name") or "": each for tree in trees for each in tree.iter(f"{_STYLE}style")}
    return {name for name in known if _inherits(name, known)}


def _inherits(name: str, known: dict[str, Tree]) -> bool:
    for _ in range(20):
        style = known.get(name)
        if style is None:
            return False
        said = [each.get(f"{_TEXT}display") for each in style.iterchildren(f"{_STYLE}text-properties")]
        if any(said):
            return "none" in said
        name = style.get(f"{_STYLE}parent-style-name") or ""
    return False


def _refuse_hidden(tree: Tree, styles: list[Tree]) -> None:
    """Hidden sheets, rows, columns, slides and layers: what could be needed is not taken out in silence."""
    known = {each.get(f"{_STYLE}name") or "": each for one in styles for each in one.iter(f"{_STYLE}style")}
    looks = Styles(styles)
    looks.is_fixed = next(tree.iter(f"{_OFFICE}spreadsheet"), None) is not None
    sheets = {name for name, style in known.items() if _says(style, f"{_TABLE}display", "false")}
    pages = {name for name, style in known.items() if _says(style, f"{_SHOW}visibility", "hidden")}
    hidden = {
        "trang tính (sheet)": [
            each for each in tree.iter(f"{_TABLE}table") if each.get(f"{_TABLE}style-name") in sheets
        ],
        "trang chiếu (slide)": [each for each in tree.iter(f"{_DRAW}page") if each.get(f"{_DRAW}style-name") in pages],
        "hàng hay cột": list(_hidden_rows(tree, looks)),
        "ô có kiểu số không hiện gì": list(blank_cells(tree, styles, looks)),
        "lớp hình (layer)": _on_hidden_layers(tree, styles),
    }
    for what, found in hidden.items():
        if words := list(filter(None, map(_words, found))):
            raise HiddenWords(_SHOWN.format(f"trong tệp có {what}"), words)


def _says(style: Tree, key: str, value: str) -> bool:
    return any(each.get(key) == value for each in style)


def _hidden_rows(tree: Tree, looks: Styles) -> Iterator[Tree]:
    for row in tree.iter(f"{_TABLE}table-row"):
        if row.get(f"{_TABLE}visibility", "visible") != "visible" or is_flat_row(row, looks):
            yield row
    for table in tree.iter(f"{_TABLE}table"):
        hidden = _hidden_columns(table, looks)
        for row in table.iter(f"{_TABLE}table-row") if hidden else ():
            yield from _cells_in(row, hidden)


def _hidden_columns(table: Tree, looks: Styles) -> list[tuple[int, int]]:
    """(first, behind the last) of the columns that are not shown."""
    at = 0
    found: list[tuple[int, int]] = []
    for column in table.iter(f"{_TABLE}table-column"):
        number = _repeated(column, "columns")
        is_hidden = column.get(f"{_TABLE}visibility", "visible") != "visible" or is_flat_column(column, looks)
        if is_hidden and len(found) < 50:
            found.append((at, at + number))
        at += number
    return found


def _cells_in(row: Tree, spans: list[tuple[int, int]]) -> Iterator[Tree]:
    at = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        number = _repeated(cell, "columns")
        if any(at < end and at + number > start for start, end in spans):
            yield cell
        at += number


def _repeated(element: Tree, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated") or "1"
    return int(said) if re.fullmatch(r"\d{1,7}", said) else 1


def _on_hidden_layers(tree: Tree, styles: list[Tree]) -> list[Tree]:
    layers = [each for one in styles for each in one.iter(f"{_DRAW}layer")]
    hidden = {each.get(f"{_DRAW}name") for each in layers if each.get(f"{_DRAW}display", "always") != "always"}
    return [each for each in tree.iter() if each.get(f"{_DRAW}layer") in hidden] if hidden else []


# --- trees in which words stand between elements


def _words(element: Tree) -> str:
    found, most = [], 200
    for text in element.itertext():
        found.append(text)
        if len(found) > most:
            break
    return " ".join("".join(found).split())


def _remove(element: Tree) -> None:
    """Takes an element out. Where words stand behind it in a paragraph an empty span keeps their place."""
    parent = element.getparent()
    if parent is None:
        return
    emptied(element)
    if element.tail and isinstance(element.tag, str):
        element.clear(keep_tail=True)
        element.tag = f"{_TEXT}span"
    else:
        parent.remove(element)


def _unwrap(element: Tree) -> None:
    """What is in an element stays; of words that of a span without a style."""
    if element.tag.startswith(_TEXT):
        element.tag = f"{_TEXT}span"
        element.attrib.clear()
    elif element.getparent() is not None:
        if is_large(element):
            raise ValueError(_HUGE)
        for each in list(element):
            element.addprevious(each)
        _remove(element)
