"""What is the same in all parts of Word, Excel and PowerPoint: whose marks are known, what hung on a lost part."""

# ruff: noqa: SIM118 (an element is no mapping)

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from ..core.safe_xml import Tree, emptied, is_large, without_strange_names
from .hidden import Report
from .office_marks import (
    EXTENSIONS,
    NAMESPACES,
    NEWER,
    RELATIONS,
    SHOWN_ACTIONS,
    TEXTS,
    UNREAD_NAMES,
    UNSEEN_ATTRIBUTES,
)

CORE = '<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNWRAPPED = {"hyperlink"}  # of Word: the words of a link that went stay
_VML = ("{urn:schemas-microsoft-com:vml", "{urn:schemas-microsoft-com:office:")
_DRAWN_BY_VML = ("{urn:schemas-microsoft-com:vml", "{urn:schemas-microsoft-com:office:office")
_FETCHED = {"href", "src", "althref", "onmouseover", "onclick", "title", "spid"}  # by VML, without a relationship
_MOST_QUOTED = 500  # elements
_HIDES = re.compile(r"visibility\s*:\s*hidden|mso-hide\s*:\s*all|display\s*:\s*none", re.IGNORECASE)
_NAMED = {"docPr", "cNvPr"}
_SHAPES = {"drawing", "pict", "sp", "pic", "graphicFrame", "cxnSp", "grpSp", "wsp", "wgp"}
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
CROPPED = (
    "một ảnh trong tệp chỉ bị cắt (Crop) khi hiện, phần cắt đi vẫn nằm trong tệp. Hãy bấm vào ảnh → Nén ảnh (Compress "
    "Pictures) → Xóa vùng đã cắt (Delete cropped areas), lưu lại"
)
TOO_DEEP = "tệp có phần lồng quá sâu, máy không đọc: hãy chép nội dung sang một tệp mới"
_OUTSIDE = "tệp có ảnh không nằm trong tệp mà lấy từ nơi khác: hãy chèn chính ảnh ấy vào, rồi lưu lại"


def name_of(element: Tree) -> str:
    """The name of an element without whose it is; "" of what is none."""
    return _local(element.tag)


@lru_cache(maxsize=10_000)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@lru_cache(maxsize=10_000)
def _is_known_name(name: str) -> bool:
    """Whether it is the standard's or Microsoft's; attributes of the element's own have none."""
    return not name.startswith("{") or name[1:].startswith(NAMESPACES)


@lru_cache(maxsize=10_000)
def names_a_part(key: str) -> bool:
    """Whether an attribute names a relationship."""
    return key == "relId" or (
        key.startswith("{") and key[1:].rpartition("}")[0] in (*RELATIONS, "urn:schemas-microsoft-com:office:office")
    )


def words_of(element: Tree) -> str:
    """The first words in an element, deleted ones too, for quoting them."""
    pieces = []
    for each in islice(element.iter(), _MOST_QUOTED):
        if name_of(each) in ("t", "delText", "v") and each.text:
            pieces.append(each.text)
        elif name_of(each) in ("p", "tab", "br", "c", "r"):
            pieces.append(" " if name_of(each) != "r" else "")
    return "".join(pieces)


def remove(element: Tree) -> None:
    """Takes an element out; it may be gone already, with what it was in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(emptied(element))


def remove_whole(element: Tree, gone: set[Tree]) -> None:
    """Takes an element out, and notes all that is in it: what is gone is not taken apart once more."""
    gone.update(element.iter())
    remove(element)


def unwrap(element: Tree) -> None:
    """What is in an element stands in its place."""
    if element.getparent() is not None:
        if is_large(element):
            raise ValueError(TOO_DEEP)
        for each in list(element):
            element.addprevious(each)
        remove(element)


def tidied(tree: Tree, lost: set[str], report: Report) -> None:
    """Takes out what no version of the programs is known to show, hidden shapes, and what hung on `lost` parts."""
    _choose(tree)
    gone: set[Tree] = set()
    for element in list(tree.iter()):
        tag = element.tag
        if element in gone:
            continue
        if (
            not isinstance(tag, str)
            or not tag.startswith("{")
            or not _is_known_name(tag)
            or ((name := _local(tag)) == "ext" and _is_strange_extension(element))
        ):
            remove_whole(element, gone)
        else:
            _tidy(element, name, lost)
    _hide(tree, report)
    without_strange_names(tree, NAMESPACES)
    if ignored := tree.get(f"{_MC}Ignorable"):
        tree.set(f"{_MC}Ignorable", " ".join(prefix for prefix in ignored.split() if prefix in tree.nsmap))


def _tidy(element: Tree, name: str, lost: set[str]) -> None:
    if (text := element.text) and name not in TEXTS and not text.isspace():
        element.text = None
    if (tail := element.tail) and not tail.isspace():
        element.tail = None
    keys = element.keys()
    if keys:
        _tidy_attributes(element, name, keys, lost)


def _tidy_attributes(element: Tree, name: str, keys: list[str], lost: set[str]) -> None:
    for key in [key for key in keys if not _is_known_name(key) or _local(key) in UNSEEN_ATTRIBUTES]:
        del element.attrib[key]
    if name in UNREAD_NAMES and UNREAD_NAMES[name] in keys:
        element.set(UNREAD_NAMES[name], "")
    if name in _NAMED:
        element.set("name", element.get("id") or "")
    if "action" in keys and not (element.get("action") or "").startswith(SHOWN_ACTIONS):
        remove(element)
    if "macro" in keys:
        element.set("macro", "")
    if element.tag.startswith(_VML):
        for key in [key for key in element.keys() if _local(key) in _FETCHED]:
            del element.attrib[key]
    _without_lost(element, name, lost)


def _without_lost(element: Tree, name: str, lost: set[str]) -> None:
    for key in [key for key in element.keys() if names_a_part(key) and element.get(key) in lost]:
        if key.endswith("}link") and name == "blip":
            _unlink(element, key)
        elif name in _UNWRAPPED and "wordprocessingml" in element.tag:
            unwrap(element)
        elif name == "imagedata":
            raise ValueError(_OUTSIDE)
        else:
            remove(element)


def _unlink(element: Tree, key: str) -> None:
    """A picture that also lies in the file needs no other."""
    if not any(each.endswith("}embed") for each in element.attrib):
        raise ValueError(_OUTSIDE)
    del element.attrib[key]


def _choose(tree: Tree) -> None:
    """Of the forms in which a thing is written for newer and older versions, the one that is shown today."""
    for each in list(tree.iter(f"{_MC}AlternateContent")):
        known = [choice for choice in each.findall(f"{_MC}Choice") if _is_known(choice)]
        kept = known[:1] or each.findall(f"{_MC}Fallback")[:1]
        for form in list(each):
            if form not in kept:
                remove(form)
        if not kept:
            remove(each)
        elif not known:
            unwrap(kept[0])
            unwrap(each)


def _is_known(choice: Tree) -> bool:
    asked = (choice.get("Requires") or "").split()
    return bool(asked) and all(choice.nsmap.get(prefix) in NEWER for prefix in asked)


def _is_strange_extension(element: Tree) -> bool:
    return element.get("uri") is not None and not any(name_of(child) in EXTENSIONS for child in element)


def _hide(tree: Tree, report: Report) -> None:
    """Shapes and pictures that are kept in the document and not shown."""
    named = (each for each in tree.iter("{*}docPr", "{*}cNvPr") if each.get("hidden") in ("1", "true"))
    drawn = (
        each for each in tree.iter(*(f"{vml}}}*" for vml in _DRAWN_BY_VML)) if _HIDES.search(each.get("style") or "")
    )
    if any(map(_is_cropped, tree.iter("{*}srcRect"))):
        raise ValueError(CROPPED)
    for element in tree.iter("{*}docPr", "{*}cNvPr"):
        report.keep("lời tả hình", " ".join(filter(None, map(element.get, ("title", "descr")))))
    for element in tree.iter("{*}tblCaption", "{*}tblDescription"):
        report.keep("lời tả bảng", " ".join(element.attrib.values()))
    for element in [*named, *drawn]:
        shape = _shape_of(element)
        report.remove("hình đã ẩn", words_of(shape))
        remove(shape)


def _is_cropped(rectangle: Tree) -> bool:
    """Whether more than a hair's breadth of a picture lies in the document and is not shown (20.1.8.55)."""
    said = [rectangle.get(side) or "" for side in "ltrb"]
    return any(re.fullmatch(r"\d{4,9}|[1-9]\d?(?:\.\d{1,9})?%", each) for each in said)


def _shape_of(element: Tree) -> Tree:
    around = [element, *element.iterancestors()]
    anchored = next((each for each in around if name_of(each) in _ANCHORS), None)
    return anchored if anchored is not None else next((each for each in around if name_of(each) in _SHAPES), element)
