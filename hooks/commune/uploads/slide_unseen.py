"""Words that a slide has and nobody sees on it: of the colour behind them, clear, tiny, under a picture or a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..core.safe_xml import Tree
from .hidden import HiddenWords
from .office_xml import name_of, words_of

_SMALLEST = 400  # hundredths of a point
_FEWEST = 3  # letters
_MOST_COVERS = 200
_WHITE, _BLACK = "FFFFFF", "000000"
_NAMED = {"bg1": _WHITE, "lt1": _WHITE, "white": _WHITE, "window": _WHITE,
          "tx1": _BLACK, "dk1": _BLACK, "black": _BLACK, "windowText": _BLACK}  # fmt: skip
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_CLEAR = "clear"
_UNSEEN = (
    "trang chiếu có chữ {}: người xem không thấy, nhưng ai tải tệp cũng đọc được. Hãy xóa hẳn chữ ấy, hoặc cho hiện, "
    "rồi lưu lại"
)
SAME_COLOUR, SMALL, COVERED = "cùng màu với nền", "nhỏ từ 4 điểm (pt) trở xuống", "nằm dưới ảnh hay hình đặc"


def refuse_unseen(slide: Tree, behind: Iterable[Tree]) -> None:
    """Raises HiddenWords, with a sentence for an officer. `behind`: the layout and the master of the slide."""
    paper = _WHITE if _is_white([slide, *behind]) else ""
    found: dict[str, list[str]] = {}
    for run in slide.iter("{*}r"):
        words = "".join(each.text or "" for each in run.iterchildren("{*}t"))
        if words and not words.isspace() and (kind := _why_unseen(run, paper)):
            found.setdefault(kind, []).append(words)
    found.setdefault(COVERED, []).extend(_covered(slide))
    told = {kind: words for kind, words in found.items() if sum(map(str.isalnum, "".join(words))) >= _FEWEST}
    if told:
        raise HiddenWords(_UNSEEN.format(", ".join(told)), [each for words in told.values() for each in words])


def _why_unseen(run: Tree, paper: str) -> str:
    looks = next(run.iterchildren("{*}rPr"), None)
    if looks is None:
        return ""
    size = looks.get("sz") or ""
    if size.isdecimal() and int(size[:9]) <= _SMALLEST:
        return SMALL
    colour = _fill_of(looks)
    if colour == _CLEAR:
        return SAME_COLOUR if next(looks.iterchildren("{*}ln"), None) is None else ""
    around = next((each for each in run.iterancestors("{*}tc", "{*}sp")), None)
    return SAME_COLOUR if colour and around is not None and colour == _behind(around, paper) else ""


def _behind(around: Tree, paper: str) -> str:
    """The colour of the cell or the shape in which words stand; "" where it cannot be told."""
    box = next(around.iterchildren("{*}tcPr" if name_of(around) == "tc" else "{*}spPr"), None)
    own = "" if box is None else _fill_of(box)
    if own and own != _CLEAR:
        return own
    plain = own == _CLEAR or next(around.iterchildren("{*}style"), None) is None
    return paper if name_of(around) == "sp" and plain and (box is None or not _is_filled(box)) else ""


def _fill_of(properties: Tree) -> str:
    """The one colour that fills a thing ("FFFFFF", "accent1"); _CLEAR where nothing does."""
    fill = next((each for each in properties if name_of(each) in (*_FILLS, "noFill")), None)
    if fill is None or name_of(fill) not in ("solidFill", "noFill"):
        return ""
    colour = next(iter(fill), None)
    if name_of(fill) == "noFill" or colour is None:
        return _CLEAR
    changes = {name_of(each): each.get("val") for each in colour}
    if changes:
        return _CLEAR if changes == {"alpha": "0"} or changes == {"alpha": "0%"} else ""
    said = colour.get("val") or ""
    return colour.get("lastClr") or _NAMED.get(said, said.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", said) else said)


def _is_filled(properties: Tree) -> bool:
    return any(name_of(each) in _FILLS for each in properties)


def _is_white(trees: list[Tree]) -> bool:
    """Whether nothing but white paper is behind the words of a slide."""
    for tree in trees:
        for each in tree.iter("{*}bg", "{*}pic", "{*}graphicFrame", "{*}spPr", "{*}style"):
            name = name_of(each)
            if name == "bg" and not _is_white_ground(each):
                return False
            if name in ("pic", "graphicFrame") or (name == "spPr" and _is_filled(each)):
                return False
    return True


def _is_white_ground(ground: Tree) -> bool:
    colours = list(ground.iter("{*}srgbClr", "{*}schemeClr", "{*}sysClr"))
    fills = list(ground.iter(*(f"{{*}}{name}" for name in _FILLS[1:])))
    said = {_NAMED.get(each.get("val") or "", each.get("lastClr") or each.get("val")) for each in colours}
    return said == {_WHITE} and not fills and not any(len(each) for each in colours)


# --- what lies on words


@dataclass(frozen=True)
class _Placed:
    shape: Tree
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, other: _Placed) -> bool:
        across = self.left <= other.left and self.right >= other.right
        return across and self.top <= other.top and self.bottom >= other.bottom

    def meets(self, other: _Placed) -> bool:
        across = self.left < other.right and self.right > other.left
        return across and self.top < other.bottom and self.bottom > other.top


def _covered(slide: Tree) -> Iterator[str]:
    """The words of shapes that lie under a picture, a shape without words, or partly under a black or white box."""
    tree = next(slide.iter("{*}spTree"), None)
    moving = {each.get("spid") for each in slide.iter("{*}spTgt")}
    still = [each for each in (() if tree is None else tree) if _number_of(each) not in moving]
    placed = [(at, _place(each)) for at, each in enumerate(still)]
    covers = [(at, each, kind) for at, each in placed if each and (kind := _cover(each.shape))][:_MOST_COVERS]
    for at, each in placed:
        if each and name_of(each.shape) == "sp" and (words := words_of(each.shape).strip()):
            over = [(cover, kind) for later, cover, kind in covers if later > at]
            if any(cover.holds(each) or (kind == "box" and cover.meets(each)) for cover, kind in over):
                yield words


def _number_of(shape: Tree) -> str | None:
    return next((each.get("id") for each in shape.iter("{*}cNvPr")), None)


def _cover(shape: Tree) -> str:
    """ "box" of a plain rectangle in black or white, "all" of what hides all that is wholly under it."""
    if name_of(shape) == "pic":
        return "all"
    properties = next(shape.iterchildren("{*}spPr"), None)
    if name_of(shape) != "sp" or properties is None or words_of(shape).strip():
        return ""
    fill, form = _fill_of(properties), next(properties.iterchildren("{*}prstGeom"), None)
    if fill in ("", _CLEAR) or form is None or form.get("prst") not in ("rect", "roundRect"):
        return ""
    return "box" if fill in (_WHITE, _BLACK) and form.get("prst") == "rect" else "all"


def _place(shape: Tree) -> _Placed | None:
    place = next(shape.iterfind("{*}spPr/{*}xfrm"), None)
    offset, extent = (None, None) if place is None else (place.find("{*}off"), place.find("{*}ext"))
    if place is None or offset is None or extent is None or place.get("rot", "0") != "0":
        return None
    said = [offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy")]
    if not all(re.fullmatch(r"-?\d{1,12}", each or "") for each in said):
        return None
    left, top, wide, high = map(int, said)
    return _Placed(shape, left, top, left + wide, top + high)
