"""Parts of an Excel workbook without what its sheets do not show. What could be needed by a formula is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..core.safe_xml import Tree
from .hidden import HiddenWords, Report
from .office_marks import REFUSED_IN_SHEETS, UNSEEN_IN_SHEETS
from .office_xml import name_of, remove

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
_FORMULAS = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
_TOLD = {"tooltip", "prompt", "promptTitle", "error", "errorTitle", "comment", "description", "help", "statusBar"}
_QUERIED = {"tableType", "connectionId", "queryTableFieldId"}
_BLANK = re.compile(r"\s*(?:;\s*){2,3}")
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
        if name in UNSEEN_IN_SHEETS or (name == "filterColumn" and root == "worksheet"):
            remove(each)
        elif name in _FORMULAS and _CALLS.search(each.text or ""):
            report.remove("công thức lấy dữ liệu từ nơi khác", each.text)
            dropped.add(each.get("si") or "")
            remove(each)
        elif name == "definedName":
            _clean_name(each)
        for key in (_TOLD | _QUERIED) & set(each.attrib):
            del each.attrib[key]
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
    hidden_columns: set[int]
    blank_styles: set[str]

    def cells(self) -> Iterator[tuple[Tree, bool]]:
        """(each cell, whether it is hidden)."""
        for row in self.tree.iter("{*}row"):
            in_hidden = row.get("hidden") in ("1", "true") or row.get("ht") in ("0", "0.0")
            for at, cell in enumerate(row, 1):
                number = _column(cell.get("r") or "") or at
                yield cell, in_hidden or cell.get("s") in self.blank_styles or number in self.hidden_columns


def finish(trees: Mapping[str, Tree], kinds: Mapping[str, str], report: Report) -> None:
    """Refuses what hidden rows and columns hold, and empties the shared words that no cell shows."""
    shared = next((tree for name, tree in trees.items() if kinds[name] == "sharedStrings"), None)
    strings = [] if shared is None else list(shared.iter("{*}si"))
    blank = {style for name, tree in trees.items() if kinds[name] == "styles" for style in _blank_styles(tree)}
    used: set[int] = set()
    hidden: list[str] = []
    for tree in (tree for name, tree in trees.items() if kinds[name] == "worksheet"):
        for cell, is_hidden in _Sheet(tree, _hidden_columns(tree), blank).cells():
            number = _shared(cell)
            used.add(number)
            if is_hidden and (words := _words(cell, number, strings)):
                hidden.append(words)
    if hidden:
        raise HiddenWords(_SHOW.format(what=f"{len(hidden)} ô ở hàng, cột (hay kiểu số)"), hidden)
    for each in (each for number, each in enumerate(strings) if number not in used):
        report.remove("chữ không còn ở ô nào", "".join(each.itertext()))
        _empty(each)


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


def _words(cell: Tree, number: int, strings: list[Tree]) -> str:
    if 0 <= number < len(strings):
        return "".join(strings[number].itertext()).strip()
    return " ".join(filter(None, (text.strip() for text in cell.itertext())))


def _column(place: str) -> int:
    """ "AB12" → 28; 0 where no column is named."""
    found = _COLUMN.match(place)
    number = 0
    for letter in found[0] if found else "":
        number = 26 * number + ord(letter) - 64
    return number


def _hidden_columns(sheet: Tree) -> set[int]:
    hidden = [
        each
        for each in sheet.iter("{*}col")
        if each.get("hidden") in ("1", "true") or each.get("width") in ("0", "0.0")
    ]
    spans = [(each.get("min") or "", each.get("max") or "") for each in hidden[:_MOST_COLUMNS]]
    found: set[int] = set()
    for first, last in (each for each in spans if all(re.fullmatch(r"\d{1,6}", one) for one in each)):
        found.update(number for number in range(int(first), min(int(last), _MOST_COLUMNS) + 1) if number not in found)
        if len(found) >= _MOST_COLUMNS:
            break
    return found


def _blank_styles(styles: Tree) -> set[str]:
    """The numbers of the styles of cells that show nothing, whatever is in the cell (";;;")."""
    formats = {
        each.get("numFmtId") for each in styles.iter("{*}numFmt") if _BLANK.fullmatch(each.get("formatCode") or "")
    }
    cells = next(styles.iter("{*}cellXfs"), None)
    return set() if cells is None else {str(at) for at, each in enumerate(cells) if each.get("numFmtId") in formats}
