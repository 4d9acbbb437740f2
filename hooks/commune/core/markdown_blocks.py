"""Blocks that Markdown here has beside a code host's: boxes, tabs, tables pasted from a sheet, Markdown within HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markupsafe import escape

# What a box without a title of its own is called; it would be called by its type, in English.
BOXES = {
    "note": "Ghi chú",
    "abstract": "Tóm tắt",
    "info": "Thông tin",
    "tip": "Mẹo nhỏ",
    "success": "Làm được",
    "question": "Hỏi",
    "warning": "Lưu ý",
    "failure": "Chưa được",
    "danger": "Nguy hiểm",
    "bug": "Có lỗi",
    "example": "Ví dụ",
    "quote": "Trích lời",
}
_ANY_BOX = "Ghi chú"
# > [!NOTE], as a code host writes boxes: the box of ours, and its title.
_ALERTS = {
    "NOTE": ("note", "Ghi chú"),
    "TIP": ("tip", "Mẹo nhỏ"),
    "IMPORTANT": ("info", "Quan trọng"),
    "WARNING": ("warning", "Lưu ý"),
    "CAUTION": ("danger", "Cẩn thận"),
}
_PLACES = {"inline", "end"}  # where a wide page has a box; said after its type
_HEAD = re.compile(r"(?P<sign>!!!|\?\?\?\+?)[ \t]*(?P<said>[^\s!?].*)")
_TITLE = re.compile(r'(?P<type>[^"“”]*)["“”](?P<title>.*)["“”]\s*')
_TAB = re.compile(r'===[+!]*[ \t]+["“](?P<title>.+)["”]\s*')
_MARKER = re.compile(r"(?:[-–—•+*·▪●]|\(?\w{1,4}[.)]|\W{1,2})\s*")  # what a list pasted from Word has before a Tab
_HOLDS_MARKDOWN = re.compile(r"""[ \t]+markdown(?:=["']?(?:1|block|span)["']?)?(?=[\s>])""")
_STARTS_MARKDOWN = re.compile(
    r"<[a-z]+(?=\s)[^<>]*[ \t]markdown(?:=[\"']?(?:1|block|span)[\"']?)?[^<>]*>\s*", re.IGNORECASE
)
_EMPTY_BOX = "khung này không có chữ nào: chữ trong khung viết ngay dòng dưới, thụt vào 4 dấu cách"
_SET_IN = 4  # columns that the text of a box is set in by
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def blocks_plugin(made: MarkdownIt) -> None:
    """Adds the blocks to a builder."""
    made.block.ruler.before("fence", "box", _box, _INTERRUPTS)
    made.block.ruler.before("fence", "tabs", _tabs, _INTERRUPTS)
    made.block.ruler.before("table", "pasted_table", _pasted_table, {"alt": ["paragraph", "reference"]})
    made.block.ruler.before("html_block", "markdown_in_html", _markdown_in_html, _INTERRUPTS)


def without_mark(html: str) -> str:
    """HTML without what says that Markdown stands in it."""
    return _HOLDS_MARKDOWN.sub("", html)


def alert_of(kind: str) -> tuple[str, str]:
    """The class of the box that a code host calls [!KIND], and its title."""
    return _ALERTS.get(kind.upper(), ("note", _ANY_BOX))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


# --- what is set in below a head ---


@dataclass(frozen=True)
class _Body:
    """The lines from `first` to before `end`, set in by `width` columns."""

    first: int
    end: int
    width: int


def _body(state: StateBlock, head: int, last: int) -> _Body:
    """What belongs to the head on a line: what is set in below it, else the words right under it."""
    first = next((line for line in range(head + 1, last) if not state.isEmpty(line)), last)
    by = state.sCount[first] - state.blkIndent if first < last else 0
    if by >= 2:
        width = min(by, _SET_IN)
        ends = (line for line in range(first, last) if not state.isEmpty(line) and _is_out(state, line, width))
        return _Body(head + 1, next(ends, last), width)
    if first == head + 1 and not _is_head(_line(state, first)) and by >= 0:
        ends = (line for line in range(first, last) if state.isEmpty(line) or _is_out(state, line, 0))
        return _Body(first, next(ends, last), 0)
    return _Body(head + 1, head + 1, 0)


def _is_out(state: StateBlock, line: int, width: int) -> bool:
    return state.sCount[line] < state.blkIndent + width or (width == 0 and _is_head(_line(state, line)))


def _is_head(line: str) -> bool:
    return bool(_HEAD.fullmatch(line) or _TAB.fullmatch(line))


def _read_body(state: StateBlock, body: _Body) -> None:
    outer, last, kind = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = outer + body.width, body.end, "box"
    state.md.block.tokenize(state, body.first, body.end)
    state.blkIndent, state.lineMax, state.parentType = outer, last, kind


# --- boxes ---


def _box(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """!!! note "Title", ??? note (closed), ???+ note (open); its words set in below, or right under it."""
    head = _HEAD.fullmatch(_line(state, first))
    if not head or silent:
        return head is not None
    classes, title = _said_of_box(head["said"])
    body = _body(state, first, last)
    folds = head["sign"] != "!!!"
    token = state.push("box_open", "details" if folds else "div", 1)
    token.block, token.map = True, [first, body.end]
    token.attrs = {"class": classes if folds else f"admonition {classes}"}
    if head["sign"] == "???+":
        token.attrs["open"] = "open"
    if title or folds:
        _box_title(state, "summary" if folds else "p", title, first)
    if all(state.isEmpty(line) for line in range(body.first, body.end)):
        told(state).append((first, _EMPTY_BOX))
    _read_body(state, body)
    state.push("box_close", token.tag, -1).block = True
    state.line = body.end
    return True


def _box_title(state: StateBlock, tag: str, title: str, line: int) -> None:
    token = state.push("box_title_open", tag, 1)
    token.attrs = {} if tag == "summary" else {"class": "admonition-title"}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title, [line, line + 1], []
    state.push("box_title_close", tag, -1)


def _said_of_box(said: str) -> tuple[str, str]:
    """The classes of a box and its title, from what stands behind its sign; a title needs no quotation marks."""
    quoted = _TITLE.fullmatch(said)
    words = (quoted["type"] if quoted else said).split()
    kind = words[0].lower().rstrip(":") if words else ""
    if not re.fullmatch(r"[a-z][\w-]*", kind, re.ASCII):  # only words, and no type
        return "note", quoted["title"] if quoted else said.strip()
    places = [word for word in words[1:] if quoted or word in _PLACES]
    title = quoted["title"] if quoted else " ".join(words[1 + len(places) :])
    if quoted is None and not title:
        title = BOXES.get(kind, _ANY_BOX)
    return " ".join([kind, *places]), title


# --- tabs ---


def _tabs(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """=== "Title", its words set in below; those that follow one another become one set."""
    if not _TAB.fullmatch(_line(state, first)) or silent:
        return _TAB.fullmatch(_line(state, first)) is not None
    tabs = list(_tabs_from(state, first, last))
    state.env["tabs"] = number = state.env.get("tabs", 0) + 1
    _html(state, _tab_heads(number, [title for title, _ in tabs]))
    for _, body in tabs:
        _html(state, '<div class="tabbed-block">\n')
        _read_body(state, body)
        _html(state, "</div>\n")
    _html(state, "</div>\n</div>\n")
    state.line = tabs[-1][1].end
    return True


def _tabs_from(state: StateBlock, line: int, last: int) -> Iterator[tuple[str, _Body]]:
    while line < last and state.sCount[line] >= state.blkIndent and (head := _TAB.fullmatch(_line(state, line))):
        body = _body(state, line, last)
        yield head["title"], body
        line = next((at for at in range(body.end, last) if not state.isEmpty(at)), last)


def _tab_heads(number: int, titles: Sequence[str]) -> str:
    ids = [f"__tabbed_{number}_{at}" for at, _ in enumerate(titles, 1)]
    first = 'checked="checked" '
    inputs = [
        f'<input {first if at == 0 else ""}id="{each}" name="__tabbed_{number}" type="radio" />'
        for at, each in enumerate(ids)
    ]
    labels = [f'<label for="{each}">{escape(title)}</label>' for each, title in zip(ids, titles, strict=True)]
    return (
        f'<div class="tabbed-set tabbed-alternate" data-tabs="{number}:{len(titles)}">{"".join(inputs)}'
        f'<div class="tabbed-labels">{"".join(labels)}</div>\n<div class="tabbed-content">\n'
    )


def _html(state: StateBlock, html: str) -> None:
    state.push("html_block", "", 0).content = html


# --- tables from a sheet ---


def _pasted_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines with Tabs between their words, two or more: as a sheet or Word puts its cells on the clipboard."""
    found = _pasted_rows(state, first, last)
    if len(found) < 2 or silent:
        return len(found) > 1
    width, end = max(len(row.cells) for row in found), found[-1].end
    rows = [row.cells + [""] * (width - len(row.cells)) for row in found]
    used = [at for at in range(width) if any(row[at].strip() for row in rows)]
    state.push("table_open", "table", 1).map = [first, end]
    state.push("thead_open", "thead", 1)
    _row(state, "th", [rows[0][at] for at in used], first)
    state.push("thead_close", "thead", -1)
    state.push("tbody_open", "tbody", 1)
    for begun, row in zip(found[1:], rows[1:], strict=True):
        _row(state, "td", [row[cell] for cell in used], begun.line)
    state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    state.line = end
    return True


@dataclass(frozen=True)
class _Pasted:
    """A row that begins on `line` and ends before `end`."""

    line: int
    end: int
    cells: list[str]


def _pasted_rows(state: StateBlock, first: int, last: int) -> list[_Pasted]:
    """The rows of a table that begins on `first`; fewer than two where there is none."""
    words = _line(state, first).split("\t")[0]
    if _MARKER.fullmatch(words) or "|" in words or "\t" not in _whole(state, first):
        return []
    rows, line = list[_Pasted](), first
    while line < last and state.sCount[line] >= state.blkIndent:
        row = _pasted_row(state, line, last)
        tabs = len(row.cells) - 1
        # A sheet gives each row as many Tabs; that alone makes a row where its first or last cells have no words.
        alike = any(row.cells) and 0 < tabs == len((rows or [row])[0].cells) - 1
        set_in = _whole(state, line).startswith("\t")  # one Tab and words are a paragraph, unless a table is there
        is_row = alike and (tabs > 1 or len(rows) > 1) if set_in else alike or "\t" in _line(state, line).rstrip()
        if not is_row:
            break
        rows.append(row)
        line = row.end
    return rows if any(sum(map(bool, row.cells)) > 1 for row in rows) else []


def _pasted_row(state: StateBlock, line: int, last: int) -> _Pasted:
    """The cells of a row; a sheet puts quotation marks around a cell that has several lines."""
    cells, end = _whole(state, line).split("\t"), line + 1
    while _is_open(cells[-1]) and end < last:
        inner, *others = _whole(state, end).split("\t")
        cells, end = [*cells[:-1], f"{cells[-1]}\n{inner}", *others], end + 1
    if _is_open(cells[-1]):  # no such cell: a quotation mark that nobody closed
        cells, end = _whole(state, line).split("\t"), line + 1
    return _Pasted(line, end, [_without_quotes(cell.strip()) for cell in cells])


def _is_open(cell: str) -> bool:
    return cell.lstrip().startswith('"') and cell.count('"') % 2 == 1


def _without_quotes(cell: str) -> str:
    quoted = "\n" in cell and cell.endswith('"')
    return cell[1:-1].replace('""', '"').strip() if quoted else cell


def _whole(state: StateBlock, line: int) -> str:
    """A line with the Tabs at its beginning and its end."""
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _row(state: StateBlock, tag: str, cells: Sequence[str], line: int) -> None:
    opened = state.push("tr_open", "tr", 1)
    opened.map, opened.meta = [line, line + 1], {"pasted": True}
    for cell in cells:
        state.push(f"{tag}_open", tag, 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = cell.strip(), [line, line + 1], []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


# --- Markdown within HTML ---


def _markdown_in_html(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """<div markdown>: what follows is Markdown, with or without an empty line before it."""
    line = _line(state, first)
    if not _STARTS_MARKDOWN.fullmatch(line) or silent:
        return _STARTS_MARKDOWN.fullmatch(line) is not None
    _html(state, f"{without_mark(line)}\n")
    state.line = first + 1
    return True


# --- what is told ---


def told(state: StateBlock) -> list[tuple[int, str]]:
    """Where a text is told what it may not have meant: (line, message)."""
    found: list[tuple[int, str]] = state.env.setdefault("told", [])
    return found
