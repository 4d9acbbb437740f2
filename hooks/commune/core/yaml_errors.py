"""What to tell an officer whose YAML cannot be read: the line to mend and the usual cause, in Vietnamese."""

from __future__ import annotations

import re

import yaml

from .problem import Place

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")  # control characters that YAML refuses
SPECIAL_SIGN = (
    'nội dung bắt đầu bằng một ký hiệu đặc biệt (* & @ ` % !). Hãy đặt nội dung trong dấu nháy "…"; '
    "muốn lặp lại một đoạn thì chép lại đoạn ấy"
)


def syntax_problem(error: yaml.YAMLError, text: str, uri: str, shift: int) -> tuple[Place, str]:
    """The place and the usual cause of a YAML error, in Vietnamese."""
    lines = text.split("\n")
    problem = str(getattr(error, "problem", "") or error)
    line = min(_broken_line(error, lines), len(lines))
    shown = _INVISIBLE.sub("", lines[line - 1]).strip()
    return Place(
        uri, line + shift
    ), f'máy không đọc được dòng này ("{shown[:60]}"): {_usual_cause(problem, lines, line)}'


def _broken_line(error: yaml.YAMLError, lines: list[str]) -> int:
    """The line that an officer should mend: the reader often stumbles only later."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    if unclosed := _unclosed_quote(lines[:line]):
        return unclosed
    if context and re.search("simple key|flow", str(getattr(error, "context", ""))):
        return int(context.line) + 1  # a name without its colon or an open bracket, noticed on the next line
    if invisible := _INVISIBLE.search("\n".join(lines)):
        return invisible.string[: invisible.start()].count("\n") + 1
    return line


def _unclosed_quote(lines: list[str]) -> int | None:
    """The last line whose text in quotation marks does not end on it."""
    marks = [re.sub(r"(^|\s)#.*", "", line).count('"') for line in lines]
    return next((number for number in range(len(lines), 0, -1) if marks[number - 1] % 2), None)


def _usual_cause(problem: str, lines: list[str], line: int) -> str:
    near, shown = "\n".join(lines[max(0, line - 2) : line]), lines[line - 1].strip()
    if "\t" in near:
        return "dòng có dấu Tab. Hãy thay bằng dấu cách, mỗi bậc thụt vào hai dấu cách"
    if "control characters" in problem or "special characters" in problem:
        return "có ký tự lạ không nhìn thấy. Hãy xóa dòng này và gõ lại"
    if shown.count('"') % 2:
        return 'thiếu dấu nháy đóng. Mỗi dấu " mở phải có một dấu " đóng'
    if re.search(r':\s+"[^"]*"\s*[^\s,}\]#]', shown):
        return (
            'sau dấu " đóng còn chữ. Bên trong dấu nháy "…" hãy dùng dấu nháy cong “ ”. Ví dụ: title: "Lớp “Lắng nghe”"'
        )
    if re.search(r"(:|-)\s+[*&@`%!]", shown):
        return SPECIAL_SIGN
    if "mapping values are not allowed" in problem and re.search(r":\s.*:(\s|$)", shown):
        return 'trong nội dung có dấu hai chấm. Hãy đặt cả nội dung trong dấu nháy. Ví dụ: title: "Lớp học: bình đẳng"'
    if re.search("'[]}]'", problem):
        return "thiếu dấu ] hoặc } đóng. Mỗi dấu [ hay { mở phải có một dấu đóng. Ví dụ: [cac-thon, cac-truong]"
    if "simple key" in problem or "expected ':'" in problem:
        return 'thiếu dấu hai chấm và dấu cách sau tên mục. Ví dụ: phone: "113"'
    return (
        "thường là do dòng này hoặc dòng trên nó thụt vào không thẳng hàng, hoặc thiếu dấu cách sau dấu gạch, "
        'sau dấu hai chấm. Ví dụ: phone: "113"'
    )
