"""What to tell an officer whose YAML cannot be read: the line to mend and the usual cause, in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from .problem import Place

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")  # control characters that YAML refuses
SPECIAL_SIGN = (
    'nội dung bắt đầu bằng một ký hiệu đặc biệt (* & @ ` % !). Hãy đặt nội dung trong dấu nháy "…"; '
    "muốn lặp lại một đoạn thì chép lại đoạn ấy"
)
# What Word and phones make of the dash before an item of a list; or the dash without its space.
_DASH = re.compile(r"\s*(?:[–—−‐‑•·▪●*+]\s*[\w{\[\"']|-[^\W\d]|-[{\[\"'])")
_SINGLE_UNCLOSED = re.compile(r"(?:^|[:-] +|[\[{,] *)'(?:[^']|'')*$")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_QUOTE = "thiếu dấu nháy đóng. Mỗi dấu {0} mở phải có một dấu {0} đóng"


@dataclass(frozen=True)
class _Broken:
    """A line that cannot be read, in its text, and what the reader of YAML says of it."""

    problem: str
    lines: list[str]
    line: int  # from 1
    noticed: int  # the line on which its reader stumbled
    shift: int

    @property
    def shown(self) -> str:
        return _INVISIBLE.sub("", self.lines[self.line - 1]).strip()

    @property
    def unquoted(self) -> str:
        """The line without what stands in quotation marks."""
        return _QUOTED.sub("…", self.shown)


def syntax_problem(error: yaml.YAMLError, text: str, uri: str, shift: int) -> tuple[Place, str]:
    """The place and the usual cause of a YAML error, in Vietnamese."""
    lines = text.split("\n")
    problem = str(getattr(error, "problem", "") or error)
    noticed = _noticed(error, lines)
    broken = _Broken(problem, lines, _broken_line(error, lines, noticed), noticed, shift)
    cause = next(cause for find in _CAUSES if (cause := find(broken)))
    return Place(uri, broken.line + shift), f'máy không đọc được dòng này ("{broken.shown[:60]}"): {cause}'


def _noticed(error: yaml.YAMLError, lines: list[str]) -> int:
    mark = getattr(error, "problem_mark", None)
    return _written(mark.line + 1 if mark else 1, lines)


def _broken_line(error: yaml.YAMLError, lines: list[str], line: int) -> int:
    """The line that an officer should mend: the reader often stumbles only later, on `line`."""
    context = getattr(error, "context_mark", None)
    if unclosed := _unclosed_quote(lines[:line]):
        return unclosed
    if dash := _wrong_dash(lines, line):
        return dash
    if earlier := _not_in_list(lines, line) or _wrong_beginning(lines, line):
        return earlier
    if context and re.search("simple key|flow", str(getattr(error, "context", ""))):
        return _written(
            context.line + 1, lines
        )  # a name without its colon or an open bracket, noticed on the next line
    if invisible := _INVISIBLE.search("\n".join(lines)):
        return invisible.string[: invisible.start()].count("\n") + 1
    return line


def _wrong_dash(lines: list[str], line: int) -> int | None:
    """The nearest line with something like a dash: this one, the one above, or an item of the same list."""
    depth = _depth(lines[line - 1]) if lines[line - 1].lstrip().startswith("- ") else -1
    for number in range(line, max(0, line - 8), -1):
        if _DASH.match(lines[number - 1]) and (number >= line - 1 or _depth(lines[number - 1]) == depth):
            return number
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _not_in_list(lines: list[str], line: int) -> int | None:
    """The line below the name of a list which should begin its first item, where `line` begins another item."""
    if not lines[line - 1].lstrip().startswith("- "):
        return None
    name = re.compile(rf" {{0,{_depth(lines[line - 1])}}}[a-z_]+:\s*$")
    above = next((number for number in range(line - 1, 0, -1) if name.match(lines[number - 1])), line)
    first = next((number for number in range(above + 1, line) if lines[number - 1].strip()), line)
    return first if first < line and re.match(r"\s*[a-z_]+: ", lines[first - 1]) else None


def _wrong_beginning(lines: list[str], line: int) -> int | None:
    """The first line of a file, where it holds words only (a comment that lost its #), or is indented."""
    first = next((at for at, text in enumerate(lines, 1) if text.strip() and not text.lstrip().startswith("#")), line)
    named = re.match(r"\s*(- |[{\[\"']|[^\s:]+( [^\s:]+)?:(\s|$))", lines[first - 1])
    indented = lines[first - 1].startswith(" ") and not lines[line - 1].startswith((" ", "-"))
    return first if first < line and (indented or not named) else None


def _written(line: int, lines: list[str]) -> int:
    """The last line up to `line` with something on it: the end of a file is none to mend."""
    return next((number for number in range(min(line, len(lines)), 0, -1) if lines[number - 1].strip()), 1)


def _unclosed_quote(lines: list[str]) -> int | None:
    """The last line whose text in quotation marks does not end on it."""
    written = [re.sub(r"(^|\s)#.*", "", line) for line in lines]
    unclosed = [number for number, line in enumerate(written, 1) if line.count('"') % 2]
    unclosed = unclosed or [number for number, line in enumerate(written, 1) if _SINGLE_UNCLOSED.search(line)]
    return unclosed[-1] if unclosed else None


# --- the usual causes, the surest first ---


def _tab(broken: _Broken) -> str | None:
    near = "\n".join(broken.lines[max(0, broken.line - 2) : broken.line])
    return "dòng có dấu Tab. Hãy thay bằng dấu cách, mỗi bậc thụt vào hai dấu cách" if "\t" in near else None


def _invisible(broken: _Broken) -> str | None:
    if re.search("control characters|special characters", broken.problem):
        return "có ký tự lạ không nhìn thấy. Hãy xóa dòng này và gõ lại"
    return None


def _wide_colon(broken: _Broken) -> str | None:
    if re.match(r"[-\s]*[\w ]+[：﹕꞉∶]", broken.shown):
        return 'dấu hai chấm này là một ký tự khác, chỉ giống dấu ":". Hãy xóa nó, gõ lại dấu : rồi một dấu cách'
    return None


def _quote(broken: _Broken) -> str | None:
    if broken.shown.count('"') % 2:
        return _QUOTE.format('"')
    return _QUOTE.format("'") if _SINGLE_UNCLOSED.search(broken.shown) else None


def _after_quote(broken: _Broken) -> str | None:
    if re.search(r":\s+(\"[^\"]*\"|'[^']*')\s*[^\s,}\]#]", broken.shown):
        return (
            'sau dấu " đóng còn chữ. Bên trong dấu nháy "…" hãy dùng dấu nháy cong “ ”. Ví dụ: title: "Lớp “Lắng nghe”"'
        )
    return None


def _backslash(broken: _Broken) -> str | None:
    if "escape character" in broken.problem or "hexdecimal" in broken.problem:
        return 'trong dấu nháy "…" không viết được dấu \\. Hãy bỏ dấu ấy, hoặc dùng dấu /'
    return None


def _special_sign(broken: _Broken) -> str | None:
    return SPECIAL_SIGN if re.search(r"(:|-)\s+[*&@`%!]", broken.shown) else None


def _dash(broken: _Broken) -> str | None:
    if not _DASH.match(broken.shown):
        return None
    if broken.shown.startswith("-"):
        return "thiếu dấu cách sau dấu gạch đầu dòng. Ví dụ: - id: cong-an-xa"
    return 'gạch đầu dòng phải là dấu gạch ngắn "-" và một dấu cách. Ví dụ: - id: cong-an-xa'


def _first_of_list(broken: _Broken) -> str | None:
    if _not_in_list(broken.lines, broken.noticed) == broken.line:
        return "mục đầu của danh sách thiếu dấu gạch đầu dòng. Ví dụ: - id: cong-an-xa"
    return None


def _beginning(broken: _Broken) -> str | None:
    if _wrong_beginning(broken.lines, broken.noticed) != broken.line:
        return None
    if re.match(r"[\w\"']+:(\s|$)", broken.shown):
        return "dòng đầu tiên này không được thụt vào: hãy xóa các dấu cách ở đầu dòng"
    return "dòng này không có tên mục và dấu hai chấm. Ghi chú thì bắt đầu bằng dấu # và một dấu cách"


def _several_on_a_line(broken: _Broken) -> str | None:
    if re.match(r"(- )?\w+: [^,{}\[\]]*, *\w+:( |$)", broken.unquoted):
        return "nhiều mục trên một dòng thì đặt trong dấu { }. Ví dụ: {title: Tên sách, date: 5/12/2026}"
    return None


def _two_items(broken: _Broken) -> str | None:
    if re.search(r"[}\]…]\s*- *[\[{\w]", broken.unquoted) and broken.shown.startswith("- "):
        return 'hai mục của danh sách đang nằm trên một dòng: mỗi mục một dòng, bắt đầu bằng "- "'
    return None


def _round(broken: _Broken) -> str | None:
    if re.search(r"\([{\[]|[}\]]\)", broken.unquoted):
        return "danh sách đặt trong dấu ngoặc vuông [ ], không phải ngoặc tròn ( ). Ví dụ: [cac-thon, cac-truong]"
    return None


def _colon(broken: _Broken) -> str | None:
    if "mapping values are not allowed" in broken.problem and re.search(r":\s.*:(\s|$)", broken.unquoted):
        return 'trong nội dung có dấu hai chấm. Hãy đặt cả nội dung trong dấu nháy. Ví dụ: title: "Lớp học: bình đẳng"'
    return None


def _comma(broken: _Broken) -> str | None:
    if re.search(r"[{,]\s*\w+: [^,{}\[\]]*\s\w+:( |$)", broken.unquoted):
        return "thiếu dấu phẩy giữa hai mục trong dấu { }. Ví dụ: {title: Tên sách, date: 5/12/2026}"
    return None


def _bracket(broken: _Broken) -> str | None:
    opened, closed = (len(re.findall(signs, broken.unquoted)) for signs in (r"[\[{]", r"[\]}]"))
    if opened < closed:
        return "thừa dấu ] hoặc } đóng. Mỗi dấu [ hay { mở có một dấu đóng. Ví dụ: [cac-thon, cac-truong]"
    if opened > closed or re.search("'[]}]'", broken.problem):
        return "thiếu dấu ] hoặc } đóng. Mỗi dấu [ hay { mở phải có một dấu đóng. Ví dụ: [cac-thon, cac-truong]"
    return None


def _no_colon(broken: _Broken) -> str | None:
    if "simple key" not in broken.problem and "expected ':'" not in broken.problem:
        return None
    if re.match(r"[-\s]*[a-z_]+:[^\s:]", broken.shown):
        return 'thiếu dấu cách sau dấu hai chấm. Ví dụ: phone: "113"'
    if re.match(r"[-\s]*[a-z_]+(?![^\W_])", broken.shown):
        return 'thiếu dấu hai chấm và dấu cách sau tên mục. Ví dụ: phone: "113"'
    return "dòng này không có tên mục và dấu hai chấm. Chữ nối tiếp dòng trên thì thụt vào hai dấu cách so với dòng ấy"


def _crooked(broken: _Broken) -> str | None:
    """A line that begins with a name is mostly not in line with the one above."""
    above = broken.line - 1 and _written(broken.line - 1, broken.lines)
    if not above or ":" not in broken.shown:
        return None
    own, its = (_column(broken.lines[number - 1]) for number in (broken.line, above))
    if own == its:
        return None
    return (
        f"dòng này thụt vào {own} dấu cách, dòng {above + broken.shift} ở trên là {its} (tính cả dấu gạch): "
        "các mục của một nhóm phải thẳng hàng nhau"
    )


def _column(line: str) -> int:
    """How many signs stand before the first word of a line."""
    return len(line) - len(line.lstrip(" -"))


def _anything(broken: _Broken) -> str:
    return (
        "thường là do dòng này hoặc dòng trên nó thụt vào không thẳng hàng, hoặc thiếu dấu cách sau dấu gạch, "
        'sau dấu hai chấm. Ví dụ: phone: "113"'
    )


_CAUSES: tuple[Callable[[_Broken], str | None], ...] = (
    *(_tab, _invisible, _wide_colon, _quote, _after_quote, _backslash, _special_sign, _dash, _beginning),
    *(_first_of_list, _several_on_a_line, _two_items, _round, _colon, _comma, _bracket, _no_colon, _crooked, _anything),
)
