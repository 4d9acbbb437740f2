"""Parts of an Excel workbook without what its sheets do not show. What could be needed by a formula is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..core.safe_xml import Tree
from ..core.text import squeeze
from .hidden import HiddenWords, Report
from .office_marks import REFUSED_IN_SHEETS, UNSEEN_IN_SHEETS
from .office_xml import name_of, remove
from .sheet_unseen import (
    Coloured,
    Shown,
    Unseen,
    column_of,
    unseen_styles,
    without_more_words,
    without_unused_formats,
    without_unused_names,
)

REFUSED_PARTS = {
    "pivotTable": "bảng Pivot, trong đó còn cả bảng dữ liệu gốc",
    "pivotCacheDefinition": "bảng Pivot, trong đó còn cả bảng dữ liệu gốc",
    "externalLink": "công thức lấy số từ một tệp khác",
    "control": "nút hay ô điều khiển (ActiveX, Form Control)",
    "ctrlProp": "nút hay ô điều khiển (ActiveX, Form Control)",
}
_VALUES = "hãy chép vùng cần đăng sang một tệp mới bằng Dán đặc biệt → Giá trị (Paste Special → Values), lưu lại"
_SHOW = (
    "{what} đang ẩn, ai tải tệp cũng mở ra xem được. Hãy xóa hẳn, hoặc cho hiện (chuột phải → Bỏ ẩn) nếu ai cũng được "
    "đọc, rồi lưu lại"
)
# Data of other files and programs: [1] is one, | DDE; functions that fetch (18.17.7 and Excel's later ones).
_CALLS = re.compile(
    r"\||\[\d|\b(?:WEBSERVICE|HYPERLINK|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|SQL\.REQUEST|CUBE\w+|FILTERXML|INFO|STOCKHISTORY|DDE)\s*\(",
    re.IGNORECASE,
)
TOGETHER = ("officeDocument", "worksheet", "table", "sharedStrings", "styles")  # parts that are looked at together
_SAYING = ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula", "definedName")
_FORMULAS = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
_TOLD = {"tooltip", "prompt", "promptTitle", "error", "errorTitle", "comment", "description", "help", "statusBar"}
_QUERIED = {"tableType", "connectionId", "queryTableFieldId"}
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MOST_COLUMNS = 16_384  # that a sheet has


def refused(what: str) -> str:
    """What to do with a workbook that holds more than it shows."""
    return f"trong tệp có {what}: {_VALUES}"


def clean(tree: Tree, root: str, report: Report) -> None:
    """Takes out of a part what Excel does not show. Raises ValueError, with a sentence for an officer."""
    dropped: set[str] = set()
    for each in list(tree.iter()):
        name = name_of(each)
        if name in REFUSED_IN_SHEETS:
            raise ValueError(refused(REFUSED_IN_SHEETS[name]))
        if name in UNSEEN_IN_SHEETS or (name == "filterColumn" and root in ("worksheet", "table")):
            remove(each)
        elif name in _FORMULAS and _CALLS.search(each.text or ""):
            report.remove("công thức lấy dữ liệu từ nơi khác", each.text)
            dropped.add(each.get("si") or "")
            remove(each)
        elif name == "definedName":
            _clean_name(each)
        for key in (_TOLD | _QUERIED) & set(each.attrib):
            del each.attrib[key]
        if name == "hyperlink":
            each.attrib.pop("display", None)
        elif name == "cellStyle" and "builtinId" not in each.attrib:
            each.set("name", f"Style {each.get('xfId') or 0}")
    for each in [each for each in tree.iter("{*}f") if each.get("si") in dropped]:
        remove(each)
    if root == "workbook":
        _refuse_hidden_sheets(tree)


def _clean_name(element: Tree) -> None:
    hidden = element.get("hidden") in ("1", "true") and not (element.get("name") or "").startswith("_xlnm.")
    if hidden or _CALLS.search(element.text or ""):
        remove(element)


def _refuse_hidden_sheets(workbook: Tree) -> None:
    hidden = [each.get("name") or "" for each in workbook.iter("{*}sheet") if each.get("state", "visible") != "visible"]
    if hidden:
        raise HiddenWords(_SHOW.format(what=f"{len(hidden)} trang tính (sheet)"), hidden)


# --- sheets, with the words that they share


@dataclass(frozen=True)
class _Sheet:
    tree: Tree
    strings: list[str]
    unseen: Unseen
    coloured: Coloured

    def cells(self) -> Iterator[tuple[Tree, int, str, bool]]:
        """(each cell, the number of its shared words, what it says, whether it is hidden)."""
        hidden = _hidden_columns(self.tree)
        for row_at, row in enumerate(self.tree.iter("{*}row"), 1):
            in_hidden = _is_flat(row)
            for at, cell in enumerate(row, 1):
                number, column = _shared(cell), _column(cell.get("r") or "") or at
                words = _words(cell, number, self.strings)
                is_hidden = in_hidden or column in hidden or self._is_unseen(cell, (column, _row(row, row_at)))
                yield cell, number, words, bool(words) and is_hidden

    def _is_unseen(self, cell: Tree, place: tuple[int, int]) -> bool:
        style, kind = cell.get("s") or "0", cell.get("t") or "n"
        if style in (self.unseen.wordless if kind in ("s", "str", "inlineStr") else self.unseen.blank):
            return True
        return style in self.unseen.faint and place not in self.coloured


def finish(trees: Mapping[str, Tree], kinds: Mapping[str, str], charted: Iterable[str], report: Report) -> None:
    """Refuses what hidden cells hold, and takes out the words that no cell shows: shared ones, those of formulas.

    `charted`: what the charts say of where their numbers are.
    """
    by_kind = {kind: [tree for name, tree in trees.items() if kinds[name] == kind] for kind in TOGETHER}
    shared = next(iter(by_kind["sharedStrings"]), None)
    strings = [] if shared is None else list(shared.iter("{*}si"))
    unseen = next(map(unseen_styles, by_kind["styles"]), Unseen(set(), set(), set()))
    tables = [each.get("ref") or "" for each in by_kind["table"]]
    texts = ["".join(each.itertext()).strip() for each in strings]
    used: set[int] = set()
    hidden: list[str] = []
    shown = Shown()
    for tree in by_kind["worksheet"]:
        conditions = [each.get("sqref") or "" for each in tree.iter("{*}conditionalFormatting")]
        for _, number, words, is_hidden in _Sheet(tree, texts, unseen, Coloured.of(tables + conditions)).cells():
            if number not in used or number < 0:
                shown.words.add(squeeze(words))
            used.add(number)
            hidden += [words] if is_hidden else []
    if hidden:
        raise HiddenWords(_SHOW.format(what=f"{len(hidden)} ô ở hàng, cột (hay kiểu số, màu chữ, cỡ chữ)"), hidden)
    for tree in by_kind["styles"]:
        without_unused_formats(tree)
    for each in (each for number, each in enumerate(strings) if number not in used):
        report.remove("chữ không còn ở ô nào", "".join(each.itertext()))
        _empty(each)
    _without_more(by_kind, charted, shown, report)


def _without_more(by_kind: Mapping[str, list[Tree]], charted: Iterable[str], shown: Shown, report: Report) -> None:
    for tree in (*by_kind["worksheet"], *by_kind["table"]):
        without_more_words(tree, shown, report)
    for book in by_kind["officeDocument"]:
        every = (tree for kind in ("worksheet", "table", "officeDocument") for tree in by_kind[kind])
        formulas = [each.text or "" for tree in every for each in tree.iter(*(f"{{*}}{name}" for name in _SAYING))]
        without_unused_names(book, (*formulas, *charted), shown, report)


def _is_flat(row: Tree) -> bool:
    return row.get("hidden") in ("1", "true") or _is_nothing(row.get("ht") or "15", 1.5)


def _is_nothing(said: str, most: float) -> bool:
    return re.fullmatch(r"\d{1,6}(?:\.\d{1,20})?", said) is not None and float(said) < most


def _row(row: Tree, at: int) -> int:
    said = row.get("r") or ""
    return int(said) if re.fullmatch(r"\d{1,7}", said) else at


def _empty(element: Tree) -> None:
    text = next(element.iter("{*}t"), None)
    for each in list(element):
        element.remove(each)
    if text is not None:
        text.text = ""
        element.append(text)


def _shared(cell: Tree) -> int:
    """The number of the words that a cell shares; -1 where it has its own."""
    value = next((each.text or "" for each in cell.iterchildren("{*}v")), "") if cell.get("t") == "s" else ""
    return int(value) if re.fullmatch(r"\s*\d{1,9}\s*", value) else -1


def _words(cell: Tree, number: int, strings: list[str]) -> str:
    if 0 <= number < len(strings):
        return strings[number]
    return " ".join(filter(None, (text.strip() for text in cell.itertext())))


def _column(place: str) -> int:
    """ "AB12" → 28; 0 where no column is named."""
    found = _COLUMN.match(place)
    return column_of(found[0]) if found else 0


def _hidden_columns(sheet: Tree) -> set[int]:
    hidden = [
        each
        for each in sheet.iter("{*}col")
        if each.get("hidden") in ("1", "true") or _is_nothing(each.get("width") or "9", 0.01)
    ]
    spans = [(each.get("min") or "", each.get("max") or "") for each in hidden[:_MOST_COLUMNS]]
    found: set[int] = set()
    for first, last in (each for each in spans if all(re.fullmatch(r"\d{1,6}", one) for one in each)):
        found.update(number for number in range(int(first), min(int(last), _MOST_COLUMNS) + 1) if number not in found)
        if len(found) >= _MOST_COLUMNS:
            break
    return found
