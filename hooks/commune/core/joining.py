"""Words that belong together, kept on one line of a print.

"thay phiên" is one word to whoever reads it, and a line that ends with "của" says nothing.
"""

# ruff: noqa: SIM905 (words to be read in a row)

from __future__ import annotations

import re
from pathlib import Path

import jinja2

_TOGETHER = "\u00a0"
# What is joined is narrow enough for the narrowest column that has large letters.
MOST = 14
# A word a line; more are added as they are seen broken.
_LIST = jinja2.FileSystemLoader(Path(__file__).parent).get_source(jinja2.Environment(), "tu-ghep.txt")[0]
_COMPOUNDS = {line for line in _LIST.split("\n") if line and not line.startswith("#")}
_LONGEST = max(each.count(" ") for each in _COMPOUNDS) + 1
# What leads to the next word, as a number does and what begins after a colon: a line does not end with it.
_LEADING = set(
    """là và của một hai ba bốn năm sáu bảy tám chín mười mỗi các những ở vì để cho với từ về bị hay hoặc không chưa
    đừng rất đều cũng cả ai số cùng theo trong ngoài mà thì nếu khi""".split()
)


def joined(text: str) -> str:
    """The text with words that belong together joined by spaces at which no line ends; it reads the same."""
    return re.sub(r"[^ \n]+(?: [^ \n]+)*", lambda run: " ".join(_units(run[0].split(" "))), text)


def _units(words: list[str]) -> list[str]:
    units: list[str] = []
    leads = begins = False
    while words:
        count = _compound(words)
        unit, words = _TOGETHER.join(words[:count]), words[count:]
        if leads and len(units[-1]) + 1 + len(unit) <= MOST:
            units[-1] += _TOGETHER + unit
        else:
            units.append(unit)
        leads = count == 1 and (unit.lower() in _LEADING or unit.isdecimal() or begins)
        begins = unit.endswith((":", "?"))
    return units


def _compound(words: list[str]) -> int:
    """Of how many words the compound is with which they begin; 1 where it is none."""
    for count in range(min(_LONGEST, len(words)), 1, -1):
        some = " ".join(words[:count])
        inside = some.strip("“”\"'()[].,:;!?…–").casefold()
        if len(some) <= MOST + 2 and inside in _COMPOUNDS and not re.search(r"[.,:;!?…]\s", some):
            return count
    return 1
