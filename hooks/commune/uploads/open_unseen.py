"""Words of a LibreOffice document that nobody sees on paper: of the colour behind them, tiny, in flat rows, beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..core.safe_xml import Tree
from .hidden import HiddenWords, Report
from .sheet_unseen import Shown

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE, _NUMBER = (
    f"{{{_OASIS}{name}:1.0}}" for name in ("office", "text", "table", "drawing", "style", "datastyle")
)
_FO, _SVG = f"{{{_OASIS}xsl-fo-compatible:1.0}}", f"{{{_OASIS}svg-compatible:1.0}}"
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d{1,7}(?:\.\d{1,9})?)(pt|cm|mm|in|pc|px)")
_NAME = re.compile(r"[^\W\d][\w.]*")
_RGB = re.compile(r"#[0-9a-f]{6}")
_SMALLEST, _FLAT = 4.0, 1.5  # points: of letters, of rows
_FEWEST = 3  # letters
_WHITE, _BLACK, _UNKNOWN = "#ffffff", "#000000", "?"
_UNSEEN = (
    "tệp có chữ {}: người đọc không thấy, nhưng ai tải tệp cũng bôi đen đọc được. Hãy xóa hẳn chữ ấy, hoặc cho hiện, "
    "rồi lưu lại"
)
SAME_COLOUR, SMALL = "cùng màu với nền", "nhỏ từ 4 điểm (pt) trở xuống"


@dataclass(frozen=True)
class _Looks:
    colour: str = ""
    behind: str = ""
    size: float = 0.0

    def over(self, base: _Looks) -> _Looks:
        return _Looks(self.colour or base.colour, self.behind or base.behind, self.size or base.size)


class Styles:
    """What the styles of a document say of how things look, by family and name."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        every = [each for tree in trees for each in tree.iter(f"{_STYLE}style", f"{_STYLE}default-style")]
        self._known = {(each.get(f"{_STYLE}family") or "", each.get(f"{_STYLE}name") or ""): each for each in every}
        self._found: dict[tuple[str, str], _Looks] = {}
        self.is_fixed = False  # whether rows are as high as they say: in sheets; elsewhere they grow with their words

    def looks(self, family: str, name: str | None) -> _Looks:
        key = (family, name or "")
        if key not in self._found:
            self._found[key] = self._inherited(family, name or "")
        return self._found[key]

    def _inherited(self, family: str, name: str) -> _Looks:
        looks = _Looks()
        for _ in range(20):
            style = self._known.get((family, name))
            if style is None:
                break
            looks = looks.over(_own(style))
            name = style.get(f"{_STYLE}parent-style-name") or ""
            if not name:
                break
        return looks.over(_own(self._known[family, ""])) if (family, "") in self._known else looks

    def length(self, family: str, name: str | None, key: str) -> float:
        """The height or width that a style says, in points; 100 where it says none."""
        style = self._known.get((family, name or ""))
        said = (
            ""
            if style is None
            else next((each.get(f"{_STYLE}{key}") for each in style if each.get(f"{_STYLE}{key}")), "")
        )
        return points(said, 100.0)

    def named(self, family: str, name: str | None) -> Tree | None:
        return self._known.get((family, name or ""))


def points(said: str | None, otherwise: float = 0.0) -> float:
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _POINTS[found[2]] if found else otherwise


def _own(style: Tree) -> _Looks:
    colour, behind, size = "", "", 0.0
    for each in style:
        colour = (each.get(f"{_FO}color") or colour).lower()
        size = points(each.get(f"{_FO}font-size")) or size
        said = (each.get(f"{_FO}background-color") or "").lower()
        behind = said if _RGB.fullmatch(said) else behind
        if each.get(f"{_STYLE}use-window-font-color") == "true":
            colour = "auto"
        if next(each.iter(f"{_STYLE}background-image"), None) is not None and len(each[0].attrib):
            behind = _UNKNOWN
        if each.tag == f"{_STYLE}map":  # a condition that changes how it looks
            behind = _UNKNOWN
    return _Looks(colour, behind, size)


def refuse_unseen(tree: Tree, trees: list[Tree]) -> None:
    """Raises HiddenWords, with a sentence for an officer, where words are printed so that nobody sees them."""
    styles = Styles(trees)
    paper = _paper(trees)
    found: dict[str, list[str]] = {}
    for paragraph in tree.iter(f"{_TEXT}p", f"{_TEXT}h"):
        for kind, words in _unseen_in(paragraph, styles, paper):
            found.setdefault(kind, []).append(words)
    told = {kind: words for kind, words in found.items() if sum(map(str.isalnum, "".join(words))) >= _FEWEST}
    if told:
        raise HiddenWords(_UNSEEN.format(", ".join(told)), [each for words in told.values() for each in words])


def _unseen_in(paragraph: Tree, styles: Styles, paper: str) -> Iterator[tuple[str, str]]:
    around, behind = _around(paragraph, styles, paper)
    base = styles.looks("paragraph", paragraph.get(f"{_TEXT}style-name")).over(around)
    spans = [each for each in paragraph.iter(f"{_TEXT}span") if each.text and not each.text.isspace()]
    pieces = [(base, paragraph.text or ""), *((base, each.tail or "") for each in paragraph)]
    pieces += [(styles.looks("text", each.get(f"{_TEXT}style-name")).over(base), each.text) for each in spans]
    for looks, words in pieces:
        if not words or words.isspace():
            continue
        back = looks.behind or behind
        if 0 < looks.size <= _SMALLEST:
            yield SMALL, words
        elif _RGB.fullmatch(back) and _RGB.fullmatch(looks.colour) and _is_same(looks.colour, back):
            yield SAME_COLOUR, words


def _is_same(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) < 10 for at in (1, 3, 5))


def _around(paragraph: Tree, styles: Styles, paper: str) -> tuple[_Looks, str]:
    """(how words look where they stand, the colour behind them)."""
    for each in paragraph.iterancestors():
        if each.tag.startswith(_DRAW):
            return _Looks(), _UNKNOWN
        if each.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            looks = styles.looks("table-cell", each.get(f"{_TABLE}style-name"))
            rows = [(one.tag.rpartition("}")[2], one.get(f"{_TABLE}style-name")) for one in each.iterancestors()]
            colours = [styles.looks(family, name).behind for family, name in rows if family in ("table-row", "table")]
            return _Looks(looks.colour, "", looks.size), looks.behind or next(filter(None, colours), paper)
    return _Looks(), paper


def _paper(trees: list[Tree]) -> str:
    """White, unless a page may have another colour or a picture."""
    for tree in trees:
        for each in tree.iter(f"{_STYLE}page-layout-properties", f"{_STYLE}drawing-page-properties"):
            said = (each.get(f"{_FO}background-color") or "transparent").lower()
            if (
                said not in ("transparent", _WHITE)
                or each.get(f"{{{_OASIS}drawing:1.0}}fill", "none") != "none"
                or len(each)
            ):
                return _UNKNOWN
    return _WHITE


# --- what is not shown at all


def is_flat_row(row: Tree, styles: Styles) -> bool:
    return styles.is_fixed and styles.length("table-row", row.get(f"{_TABLE}style-name"), "row-height") < _FLAT


def is_flat_column(column: Tree, styles: Styles) -> bool:
    return styles.length("table-column", column.get(f"{_TABLE}style-name"), "column-width") < 0.1


def blank_cells(tree: Tree, trees: list[Tree], styles: Styles) -> Iterator[Tree]:
    """The cells whose kind of number shows nothing, whatever is in them (";;;")."""
    kinds = {each.get(f"{_STYLE}name"): each for one in trees for each in one.iter(f"{{{_OASIS}datastyle:1.0}}*")}
    blank = {name for name, each in kinds.items() if name and _is_blank(each)}
    blank = {
        name
        for name in blank
        if all(each.get(f"{_STYLE}apply-style-name") in blank for each in kinds[name].iter(f"{_STYLE}map"))
    }
    for cell in tree.iter(f"{_TABLE}table-cell") if blank else ():
        style = styles.named("table-cell", cell.get(f"{_TABLE}style-name"))
        if style is not None and style.get(f"{_STYLE}data-style-name") in blank:
            yield cell


def _is_blank(kind: Tree) -> bool:
    return not any(
        each.tag.startswith(_NUMBER) and not (each.tag == f"{_NUMBER}text" and not each.text) for each in kind
    )


def beside_pages(tree: Tree, trees: list[Tree]) -> list[Tree]:
    """The shapes that lie beside their slide, where only whoever edits it sees them."""
    sizes = [each for one in trees for each in one.iter(f"{_STYLE}page-layout-properties")]
    wide = max((points(each.get(f"{_FO}page-width")) for each in sizes), default=0.0)
    high = max((points(each.get(f"{_FO}page-height")) for each in sizes), default=0.0)
    if not (wide and high):
        return []
    return [each for page in tree.iter(f"{_DRAW}page") for each in page if _is_beside(each, wide, high)]


def _is_beside(shape: Tree, wide: float, high: float) -> bool:
    said = [shape.get(f"{_SVG}{key}") for key in ("x", "y", "width", "height")]
    if not all(_LENGTH.fullmatch(each or "") for each in said):
        return False
    left, top, across, down = map(points, said)
    return left + across <= 0 or top + down <= 0 or left >= wide or top >= high


# --- words that no cell shows


def without_more_words(tree: Tree, report: Report) -> None:
    """Takes out the formulas, conditions and names that say what no cell shows; values stay."""
    cells = list(tree.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
    words = {cell: " ".join("".join(cell.itertext()).split()) for cell in cells}
    shown = Shown(set(words.values()))
    for cell in cells:
        if " ".join((cell.get(f"{_OFFICE}string-value") or "").split()) not in ("", words[cell]):
            del cell.attrib[f"{_OFFICE}string-value"]  # what is shown is what it says
        if shown.says_more(cell.get(f"{_TABLE}formula") or "", words[cell]):
            report.remove("công thức có chữ không hiện ở ô nào", cell.attrib.pop(f"{_TABLE}formula"))
    gone = {each.get(f"{_TABLE}name") for each in _saying_more(tree, shown, report)}
    for cell in cells if gone else ():
        if cell.get(f"{_TABLE}content-validation-name") in gone:
            del cell.attrib[f"{_TABLE}content-validation-name"]
    formulas = " ".join(cell.get(f"{_TABLE}formula") or "" for cell in cells).lower()
    used = set(_NAME.findall(formulas))
    for each in list(tree.iter(f"{_TABLE}named-range", f"{_TABLE}named-expression")):
        if (each.get(f"{_TABLE}name") or "").lower() not in used:
            report.remove("tên vùng không dùng", each.get(f"{_TABLE}name") or "")
            each.getparent().remove(each)


def _saying_more(tree: Tree, shown: Shown, report: Report) -> list[Tree]:
    """Takes out the lists to choose from whose words no cell shows."""
    found = [
        each
        for each in tree.iter(f"{_TABLE}content-validation")
        if shown.says_more(each.get(f"{_TABLE}condition") or "")
    ]
    for each in found:
        report.remove("danh sách chọn, điều kiện có chữ không hiện ở ô nào", each.get(f"{_TABLE}condition") or "")
        each.getparent().remove(each)
    return found
