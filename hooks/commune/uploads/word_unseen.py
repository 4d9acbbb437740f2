"""Words of a Word document that are printed so that nobody sees them: of the colour behind them, tiny, squeezed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..core.safe_xml import Tree
from .hidden import HiddenWords
from .office_xml import name_of, words_of

SMALLEST = 8  # half points
_FLAT = 40  # twentieths of a point: of a row, of a line
_HIGH = 100_000  # EMU, eight points: what is flatter is a line, and covers nothing
_FEWEST = 3  # letters
_WORD = "wordprocessingml"
_WHITE, _BLACK = "FFFFFF", "000000"
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_HIGHLIGHTS = {  # 17.18.40
    **{"black": _BLACK, "white": _WHITE, "yellow": "FFFF00", "red": "FF0000", "green": "00FF00", "blue": "0000FF"},
    **{"darkGray": "808080", "lightGray": "C0C0C0", "darkBlue": "000080", "darkRed": "800000"},
}
_COVERS = {"000000", "FFFFFF", "ffffff", "tx1", "bg1", "dk1", "lt1", "black", "white", "windowText", "window"}
_UNSEEN = (
    "tệp có chữ {}: người đọc không thấy, nhưng ai tải tệp cũng bôi đen đọc được. Hãy xóa hẳn chữ ấy, hoặc cho hiện, "
    "rồi lưu lại"
)
COVER = (
    "tệp có hình chữ nhật đặc (đen hay trắng) đặt đè lên chữ: ai tải tệp cũng bỏ hình ra đọc được. Hãy xóa hẳn chữ ở "
    "dưới, bỏ hình ấy đi, rồi lưu lại"
)
SAME_COLOUR, SMALL, SQUEEZED = "cùng màu với nền", "nhỏ từ 4 điểm (pt) trở xuống", "ở hàng, dòng cao gần bằng 0"


@dataclass
class _Looks:
    """How words look, as far as it is said; `behind` is the colour behind them."""

    colour: str = ""
    behind: str = ""
    size: int = 0
    line: int = 0
    is_clear: bool = False

    def over(self, base: _Looks) -> _Looks:
        return _Looks(
            self.colour or base.colour,
            self.behind or base.behind,
            self.size or base.size,
            self.line or base.line,
            self.is_clear or base.is_clear,
        )


@dataclass
class Styles:
    """What the styles of a document say of how words look."""

    known: dict[str, _Looks] = field(default_factory=dict)
    default: _Looks = field(default_factory=_Looks)
    shading: set[str] = field(default_factory=set)  # the styles of tables that colour cells


def refuse_unseen(tree: Tree, styles: Tree | None) -> None:
    """Raises HiddenWords, with a sentence for an officer, where a part has words that nobody sees on paper."""
    if any(map(_is_cover, tree.iter("{*}wsp", "{*}rect"))):
        raise ValueError(COVER)
    known = _styles(styles)
    on_picture = any(each.get("behindDoc") in ("1", "true") for each in tree.iter("{*}anchor"))
    found: dict[str, list[str]] = {}
    around = _Around(known, on_picture)
    for paragraph in tree.iter("{*}p"):
        if _WORD in paragraph.tag:
            for kind, words in _unseen_in(paragraph, known, around):
                found.setdefault(kind, []).append(words)
    told = {kind: words for kind, words in found.items() if sum(map(str.isalnum, "".join(words))) >= _FEWEST}
    if told:
        raise HiddenWords(_UNSEEN.format(", ".join(told)), [each for words in told.values() for each in words])


def _unseen_in(paragraph: Tree, known: Styles, around: _Around) -> Iterator[tuple[str, str]]:
    own = next((each for each in paragraph if name_of(each) == "pPr"), None)
    style = _looks_of(own, known, "pStyle").over(known.default)
    behind: str | None = None
    for run in paragraph.iterchildren("{*}r", "{*}hyperlink", "{*}sdt", "{*}fldSimple"):
        for each in [run] if name_of(run) == "r" else run.iter("{*}r"):
            if not any(text.text and not text.text.isspace() for text in each.iterchildren("{*}t")):
                continue
            looks = _looks_of(properties := _properties(each), known, "rStyle").over(style)
            if properties is not None and any(name_of(one) in ("rtl", "cs") for one in properties):
                looks.size = 0  # of letters of another kind
            behind = around.behind(paragraph) if behind is None else behind
            if kind := _why_unseen(looks, behind):
                yield kind, words_of(each)


def _why_unseen(looks: _Looks, behind: str) -> str:
    if 0 < looks.size <= SMALLEST:
        return SMALL
    if 0 < looks.line <= _FLAT or behind == SQUEEZED:
        return SQUEEZED
    colour, back = looks.colour or "auto", looks.behind or behind
    if looks.is_clear or (back and is_same(_BLACK if colour == "auto" and looks.behind == _BLACK else colour, back)):
        return SAME_COLOUR
    return ""


def is_same(one: str, other: str) -> bool:
    """Whether two colours ("FFFFFF") cannot be told apart."""
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) < 10 for at in (0, 2, 4))


# --- what is said of looks


def _properties(run: Tree) -> Tree | None:
    return next((each for each in run if name_of(each) == "rPr" and _WORD in each.tag), None)


def _looks_of(properties: Tree | None, known: Styles, style: str) -> _Looks:
    if properties is None:
        return _Looks()
    named = next((_value(each) for each in properties if name_of(each) == style), "")
    return _own_looks(properties).over(known.known.get(named, _Looks()))


def _own_looks(properties: Tree) -> _Looks:
    looks = _Looks()
    for each in properties:
        name = name_of(each)
        if name == "color":
            looks.colour = _value(each).upper()
        elif name == "sz":
            looks.size = _number(_value(each))
        elif name == "highlight":
            looks.behind = _HIGHLIGHTS.get(_value(each), "")
        elif name == "shd" and not looks.behind:
            looks.behind = _fill(each)
        elif name == "spacing" and _value(each, "lineRule") == "exact":
            looks.line = _number(_value(each, "line"))
        elif name == "textFill":
            looks.is_clear = any(name_of(fill) == "noFill" for fill in each)
    return looks


def _fill(shading: Tree) -> str:
    fill = _value(shading, "fill")
    return _BLACK if _value(shading) == "solid" and fill in ("auto", "") else fill if _RGB.fullmatch(fill) else ""


def _styles(styles: Tree | None) -> Styles:
    if styles is None:
        return Styles()
    own: dict[str, _Looks] = {}
    based: dict[str, str] = {}
    shading: set[str] = set()
    default = _Looks()
    for box in styles.iter("{*}rPrDefault", "{*}pPrDefault"):
        for properties in box:
            default = _own_looks(properties).over(default)
    for each in styles.iter("{*}style"):
        name = _value(each, "styleId")
        looks = _Looks()
        for properties in each.iterchildren("{*}rPr", "{*}pPr"):
            looks = _own_looks(properties).over(looks)
        own[name], based[name] = looks, next((_value(one) for one in each.iterchildren("{*}basedOn")), "")
        if _value(each, "type") == "table" and next(each.iter("{*}shd"), None) is not None:
            shading.add(name)
        if _value(each, "type") == "paragraph" and _value(each, "default") in ("1", "true"):
            default = looks.over(default)
    return Styles({name: _inherited(name, own, based) for name in own}, default, _based_on(shading, based))


def _inherited(name: str, own: Mapping[str, _Looks], based: Mapping[str, str]) -> _Looks:
    looks = _Looks()
    for _ in range(20):
        looks = looks.over(own.get(name, _Looks()))
        name = based.get(name, "")
    return looks


def _based_on(shading: set[str], based: Mapping[str, str]) -> set[str]:
    found = set(shading)
    for _ in range(5):
        found |= {name for name, base in based.items() if base in found}
    return found


@dataclass
class _Around:
    """What stands behind a paragraph that says nothing of that: paper, a cell, a box. "" where it cannot be told."""

    known: Styles
    on_picture: bool
    cells: dict[Tree, str] = field(default_factory=dict)

    def behind(self, paragraph: Tree) -> str:
        for each in paragraph.iterancestors():
            name = name_of(each)
            if name in ("txbxContent", "txbx"):
                return _in_box(each)
            if name in ("tc", "tr", "tbl"):
                if each not in self.cells:
                    self.cells[each] = self._in_table(each, name)
                if said := self.cells[each]:
                    return said if said != "?" else ""
        return "" if self.on_picture else _WHITE

    def _in_table(self, element: Tree, name: str) -> str:
        properties = next((each for each in element if name_of(each) == f"{name}Pr"), None)
        for each in () if properties is None else properties:
            kind = name_of(each)
            if kind == "shd" and (fill := _fill(each)):
                return fill
            if kind == "tblStyle" and _value(each) in self.known.shading:
                return "?"
            if kind == "trHeight" and _value(each, "hRule") == "exact" and _number(_value(each)) <= _FLAT:
                return SQUEEZED
        return ""


def _in_box(box: Tree) -> str:
    """The colour of the box of words; "" where it is clear: it may stand on a picture."""
    shape = next((each for each in box.iterancestors() if name_of(each) in ("wsp", "shape", "rect")), None)
    fill = None if shape is None else shape.find("{*}spPr/{*}solidFill/{*}srgbClr")
    return "" if fill is None else (fill.get("val") or "").upper()


def _is_cover(shape: Tree) -> bool:
    """Whether it is a plain rectangle without words, black or white, that stands before what it lies on (20.4.2.3)."""
    if any(text.text for text in shape.iter("{*}t")):
        return False
    if name_of(shape) == "rect":
        return _is_old_cover(shape)
    anchor = next((each for each in shape.iterancestors() if name_of(each) in ("anchor", "inline")), None)
    if anchor is None or name_of(anchor) != "anchor" or anchor.get("behindDoc") in ("1", "true"):
        return False
    form, fill = shape.find("{*}spPr/{*}prstGeom"), shape.find("{*}spPr/{*}solidFill")
    size = shape.find("{*}spPr/{*}xfrm/{*}ext")
    if form is None or fill is None or size is None or form.get("prst") != "rect" or anchor.find("{*}wrapNone") is None:
        return False
    colour = next(iter(fill), None)
    plain = colour is not None and not len(colour) and (colour.get("val") or colour.get("lastClr")) in _COVERS
    return plain and min(_number(size.get("cy")), _number(size.get("cx"))) > _HIGH


def _is_old_cover(shape: Tree) -> bool:
    style = (shape.get("style") or "").replace(" ", "")
    high = re.search(r"(?:^|;)height:(\d{1,6})(?:\.\d{1,9})?pt", style)
    is_before = "position:absolute" in style and "z-index:-" not in style
    is_black = (shape.get("fillcolor") or "").split(" ")[0] in ("black", "#000000", "#000")
    return high is not None and int(high[1]) >= 8 and is_before and is_black


def _value(element: Tree, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _number(said: str | None) -> int:
    found = re.fullmatch(r"(\d{1,9})(?:\.\d{1,9})?", said or "")
    return int(found[1]) if found else 0
