"""Parts of a PowerPoint presentation without what no slide shows."""

from __future__ import annotations

from ..core.safe_xml import Tree
from .hidden import HiddenWords, Report
from .office_marks import REFUSED_IN_SLIDES, UNSEEN_IN_SLIDES
from .office_xml import name_of, remove, words_of

_HIDDEN = (
    "có trang chiếu (slide) đang ẩn, ai tải tệp cũng mở ra xem được. Hãy xóa trang ấy, hoặc cho hiện "
    "(chuột phải → Ẩn trang chiếu) nếu ai cũng được đọc, rồi lưu lại"
)
_EMBEDDED = "trong tệp có {}: hãy bấm vào đó, Cắt, rồi Dán đặc biệt → Ảnh (Paste Special → Picture), lưu lại"
_SHAPES = {"sp", "pic", "graphicFrame", "cxnSp", "grpSp"}


def clean(tree: Tree, root: str, report: Report) -> None:
    """Takes out of a part what is not shown. Raises ValueError, with a sentence for an officer."""
    if root == "sld" and tree.get("show") in ("0", "false"):
        raise HiddenWords(_HIDDEN, [words_of(tree)])
    for each in list(tree.iter()):
        name = name_of(each)
        if "presentationml" not in each.tag:
            continue
        if name in REFUSED_IN_SLIDES:
            raise ValueError(_EMBEDDED.format(REFUSED_IN_SLIDES[name]))
        if name in UNSEEN_IN_SLIDES:
            remove(each)
    if root in ("sldLayout", "sldMaster"):
        _empty_placeholders(tree)
    _still_without_lost(tree)


def off_slide(tree: Tree, size: tuple[int, int], report: Report) -> None:
    """Takes out the shapes that lie beside the slide, where only whoever edits it sees them."""
    shapes = next(tree.iter("{*}spTree"), None)
    for each in [each for each in (() if shapes is None else shapes) if name_of(each) in _SHAPES]:
        if _is_beside(each, size):
            report.remove("hình nằm ngoài trang chiếu", words_of(each))
            remove(each)
    _still_without_lost(tree)


def size_of(presentation: Tree) -> tuple[int, int] | None:
    """The size of the slides, in the standard's units."""
    box = next(presentation.iter("{*}sldSz"), None)
    return None if box is None else (_number(box.get("cx")), _number(box.get("cy")))


def _is_beside(shape: Tree, size: tuple[int, int]) -> bool:
    place = next((each for each in (*shape.iterfind("{*}spPr/{*}xfrm"), *shape.iterfind("{*}grpSpPr/{*}xfrm"),
                                    *shape.iterfind("{*}xfrm"))), None)  # fmt: skip
    offset, extent = (None, None) if place is None else (place.find("{*}off"), place.find("{*}ext"))
    if offset is None or extent is None or (place is not None and place.get("rot", "0") != "0"):
        return False
    left, top = _number(offset.get("x")), _number(offset.get("y"))
    right, bottom = left + _number(extent.get("cx")), top + _number(extent.get("cy"))
    return right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]


def _number(said: str | None) -> int:
    try:
        return int((said or "0")[:18])
    except ValueError:
        return 0


def _empty_placeholders(tree: Tree) -> None:
    """What stands in a layout where words are to go is shown to whoever edits, and on no slide."""
    for shape in tree.iter("{*}sp"):
        if next(shape.iter("{*}ph"), None) is not None:
            for text in shape.iter("{*}t"):
                text.text = ""


def _still_without_lost(tree: Tree) -> None:
    """Movements of a shape that is gone would make PowerPoint call the file broken."""
    known = {each.get("id") for each in tree.iter("{*}cNvPr")}
    if any(each.get("spid") not in known for each in tree.iter("{*}spTgt")):
        for timing in list(tree.iter("{*}timing")):
            remove(timing)
