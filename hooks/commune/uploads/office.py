"""Documents of Word, Excel and PowerPoint as the public may have them: what is shown, and nothing beside.

A document is read from its root along the relationships that are known; what is reached by no other way is no part
of what comes out.
"""

# ruff: noqa: SIM118 (an element is no mapping)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ..core.safe_xml import TooMuch, Tree, parsed, written
from . import sheets, slide_unseen, slides, word_words
from .hidden import Report
from .inside import Inside
from .office_marks import DROPPED_PARTS, KEPT_PARTS, LINKED_SCHEMES, STRICT_NAMES
from .office_xml import CORE, name_of, names_a_part, remove, tidied
from .zipped import Zipped, packed

_TYPES = "[Content_Types].xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
# Parts that another needs without naming them in its text.
_IMPLICIT = {
    *("styles", "settings", "fontTable", "numbering", "theme", "themeOverride", "footnotes", "endnotes"),
    *("sharedStrings", "sheetMetadata", "slideLayout", "slideMaster", "presProps", "tableStyles"),
    *("chartStyle", "chartColorStyle"),
}
_EMPTIED = {"core-properties": CORE, "extended-properties": _NO_APP}
_BROKEN = "không đọc được tệp: tệp hỏng hoặc do phần mềm lạ ghi. Hãy mở bằng Word, Excel hay PowerPoint rồi lưu lại"
_HUGE = "tệp có một phần quá lớn hoặc lồng quá sâu, máy không đọc: hãy chép nội dung sang một tệp mới"
_STRANGE = 'tệp có phần "{kind}" mà máy không dọn được: hãy mở tệp, bỏ phần ấy, lưu lại; hoặc xuất ra PDF'
_AUTHORS = {"creator", "lastModifiedBy", "title", "subject", "description", "keywords", "Company", "Manager"}
_MACROS = "tệp có macro: hãy lưu lại kiểu không có macro (.docx, .xlsx, .pptx)"


@dataclass(frozen=True)
class Relation:
    """One line of a part's relationships; `target` is a part, or an address where it is `outside`."""

    id: str
    kind: str
    type: str
    target: str
    outside: bool


@dataclass
class Office:
    """One document while it is cleaned: `made` are the parts that come out."""

    zipped: Zipped
    inside: Inside
    report: Report
    made: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # of the parts, by name
    trees: dict[str, Tree] = field(default_factory=dict)  # of sheets, which are looked at together
    charted: list[str] = field(default_factory=list)  # where charts have their numbers from
    styles: Tree | None = None  # of a text
    layouts: dict[str, Tree] = field(default_factory=dict)  # of slides, and their masters
    size: tuple[int, int] | None = None  # of slides

    def cleaned(self) -> bytes:
        types = self._xml(_TYPES)
        if any("macroenabled" in (each.get("ContentType") or "").lower() for each in types.iter("{*}Override")):
            raise ValueError(_MACROS)
        self._follow("", [each for each in self._relations("") if self._is_kept(each)])
        for name, tree in self._finished():
            self.made[name] = written(tree)
        self.made[_TYPES] = self._types(types)
        return packed(self.made.items())

    def _finished(self) -> Iterator[tuple[str, Tree]]:
        """The parts that are looked at together, when all of them are known."""
        sheets.finish(self.trees, self.kinds, self.charted, self.report)
        yield from self.trees.items()

    def _follow(self, name: str, relations: list[Relation]) -> None:
        """Takes over the parts that a part leads to, each once."""
        for each in relations:
            if not each.outside and each.target not in self.kinds:
                self.kinds[each.target] = each.kind
                self._take(each.target, each.kind)
        if relations:
            self.made[_rels_of(name)] = _written(name, relations)

    def _take(self, name: str, kind: str) -> None:
        if kind in _EMPTIED:
            self._tell_author(name)
            self.made[name] = f"{_HEAD}{_EMPTIED[kind]}".encode()
        elif kind in ("image", "font", "video", "audio", "media"):
            self.made[name] = self.inside.part(name, self.zipped.read(name), kind)
        else:
            self._take_xml(name, kind)

    def _take_xml(self, name: str, kind: str) -> None:
        tree, given = self._xml(name), self._relations(name)
        kept = [each for each in given if self._is_kept(each)]
        tidied(tree, {each.id for each in given} - {each.id for each in kept}, self.report)
        self._of_its_kind(tree, name)
        used = set(_ids_in(tree))
        kept = [each for each in kept if each.id in used or each.kind in _IMPLICIT]
        if kind in sheets.TOGETHER and "spreadsheetml" in tree.tag:
            self.trees[name] = tree
        else:
            self.made[name] = written(tree)
        self._follow(name, kept)

    def _of_its_kind(self, tree: Tree, name: str) -> None:
        root, namespace = name_of(tree), tree.tag
        if "wordprocessingml" in namespace:
            word_words.clean(tree, self._styles(), self.report)
        elif "spreadsheetml" in namespace:
            sheets.clean(tree, root, self.report)
        elif "presentationml" in namespace:
            slides.clean(tree, root, self.report)
            self.size = slides.size_of(tree) if root == "presentation" else self.size
            if root in ("sld", "sldLayout", "sldMaster") and self.size:
                slides.off_slide(tree, self.size, self.report)
            if root == "sld":
                slide_unseen.refuse_unseen(tree, self._behind(name))
        elif "chart" in namespace:
            self._clean_chart(tree)

    def _clean_chart(self, tree: Tree) -> None:
        """Charts hold what they draw; where it came from may be another file, or the author's folder."""
        for each in list(tree.iter("{*}externalData", "{*}autoUpdate")):
            remove(each)
        for each in tree.iter("{*}f"):
            if "[" in (each.text or ""):
                each.text = ""
            else:
                self.charted.append(each.text or "")

    def _styles(self) -> Tree | None:
        """The styles of a text: those that the main part leads to."""
        if self.styles is None:
            main = next((each.target for each in self._relations("") if each.kind == "officeDocument"), "")
            named = (each.target for each in self._relations(main) if each.kind == "styles" and not each.outside)
            self.styles = next((self._xml(name) for name in named if name in self.zipped), None)
        return self.styles

    def _behind(self, slide: str) -> list[Tree]:
        """The layout and the master of a slide, each read once."""
        found = []
        for kind in ("slideLayout", "slideMaster"):
            slide = next((each.target for each in self._relations(slide) if each.kind == kind), "")
            if slide in self.zipped and slide not in self.layouts:
                self.layouts[slide] = self._xml(slide)
            found += [self.layouts[slide]] if slide in self.layouts else []
        return found

    def _is_kept(self, relation: Relation) -> bool:
        if relation.outside:
            return self._is_link(relation)
        if relation.kind in DROPPED_PARTS or relation.target not in self.zipped:
            if relation.kind in ("comments", "threadedComment", "notesSlide", "custom-properties", "glossaryDocument"):
                self._tell(relation)
            return False
        if relation.kind not in KEPT_PARTS:
            if relation.kind in sheets.REFUSED_PARTS:
                raise ValueError(sheets.refused(sheets.REFUSED_PARTS[relation.kind]))
            raise ValueError(_STRANGE.format(kind=relation.kind))
        return True

    def _is_link(self, relation: Relation) -> bool:
        if relation.kind == "hyperlink":
            if relation.target.lower().startswith(LINKED_SCHEMES):
                self.report.keep("liên kết dẫn tới", relation.target)
                return True
            self.report.remove("liên kết vào máy hoặc mạng của người soạn", relation.target)
            return False
        self.report.remove("thứ lấy từ nơi khác khi mở tệp", relation.target)
        return False

    def _tell_author(self, name: str) -> None:
        for each in self._xml(name).iter():
            if name_of(each) in _AUTHORS and (each.text or "").strip():
                self.report.remove("tên người soạn, tên tệp", each.text)

    def _tell(self, relation: Relation) -> None:
        words = ""
        if relation.target in self.zipped:
            try:
                words = " ".join(filter(None, map(str.strip, self._xml(relation.target).itertext())))
            except ValueError:
                words = ""
        kinds = {"notesSlide": "ghi chú của người nói", "custom-properties": "thuộc tính riêng của tệp"}
        self.report.remove(kinds.get(relation.kind, "nhận xét"), words)

    # --- reading

    def _xml(self, name: str) -> Tree:
        if name not in self.zipped:
            raise ValueError(_BROKEN)
        try:
            return parsed(self.zipped.read(name))
        except TooMuch as error:
            raise ValueError(_HUGE) from error
        except ValueError as error:
            raise (error if "tệp" in str(error) else ValueError(_BROKEN)) from error

    def _relations(self, name: str) -> list[Relation]:
        rels = _rels_of(name)
        if rels not in self.zipped:
            return []
        found = []
        for each in self._xml(rels).iter(f"{{{_RELS}}}Relationship"):
            outside, target = each.get("TargetMode") == "External", each.get("Target") or ""
            inner = normpath(join("/", dirname(name), target.partition("#")[0])).lstrip("/")
            kind = (each.get("Type") or "").rstrip("/").rpartition("/")[2]
            kind = STRICT_NAMES.get(kind, kind)
            outside = outside or target.startswith("#")
            found.append(
                Relation(each.get("Id") or "", kind, each.get("Type") or "", target if outside else inner, outside)
            )
        return found

    def _types(self, types: Tree) -> bytes:
        """The index of the parts that came out."""
        for each in list(types):
            if each.tag.endswith("}Override") and (each.get("PartName") or "").lstrip("/") not in self.made:
                types.remove(each)
        return written(types)


def _rels_of(name: str) -> str:
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def _ids_in(tree: Tree) -> Iterator[str]:
    for element in tree.iter():
        for key in element.keys():
            if names_a_part(key):
                yield element.get(key)


def _written(name: str, relations: list[Relation]) -> bytes:
    root: Any = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    for each in relations:
        made = etree.SubElement(root, f"{{{_RELS}}}Relationship", Id=each.id, Type=each.type)
        made.set("Target", each.target if each.outside else f"/{each.target}")
        if each.outside:
            made.set("TargetMode", "External")
    return written(root)


def emptied() -> dict[str, str]:
    """The parts that only describe a document, as they come out of here."""
    return {"docProps/core.xml": f"{_HEAD}{CORE}", "docProps/app.xml": f"{_HEAD}{_NO_APP}"}


def clean_office(zipped: Zipped, inside: Inside, report: Report) -> bytes:
    """The same document with what its pages show alone. Raises ValueError, with a sentence for an officer."""
    return Office(zipped, inside, report).cleaned()
