"""What a text shows, as a code host shows it, where its writer may have meant something else: told, with a cure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_UNDERLINED = (
    "dòng --- ngay dưới chữ biến chữ ấy thành đề mục. Muốn một vạch ngang thì để một dòng trống ở trên; "
    "muốn một đề mục thì viết ## ở đầu dòng chữ"
)
_IN_THE_TABLE = (
    "dòng này ở ngay dưới bảng nên thành một hàng của bảng. Là lời viết dưới bảng thì để một dòng trống ở trên; là một "
    "hàng thì thêm dấu | giữa các ô"
)
_HEADING = 'thiếu dấu cách sau "{}", nên dòng này không thành đề mục. Muốn một đề mục: ## {}'
_NUMBER = 'thiếu dấu cách sau "{}", nên dòng này không thành mục có số. Ví dụ: {} {}'
_DASH = 'thiếu dấu cách sau "{}", nên dòng này không thành gạch đầu dòng. Ví dụ: - {}. Là lời thoại thì dùng dấu –'
_HASHES = re.compile(r"(#{2,6})([^\W\d_].*)")
_HASH = re.compile(r"(#)([^\W\d_]\S*(?: \S+)+)")  # one word alone is a tag, as on social networks
_NUMBERED = re.compile(r"(\d{1,2}[.)])([^\W\d_]{2}.*)")
_DASHED = re.compile(r"([-+*])([^\W\d_][^*]*)")
_SHOWN = 30


def meant(state: StateCore) -> None:
    """Adds what is told of the whole text to what is told while it is read."""
    told: list[tuple[int, str]] = state.env.setdefault("told", [])
    told += _underlined(state.tokens)
    told += _in_tables(state.tokens, state.src.split("\n"))
    told += _without_a_space(list(_lines(state.tokens)))


def _underlined(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Words with --- right under them become a heading: few mean that."""
    for token in tokens:
        if token.type == "heading_open" and token.markup == "-" and token.map:
            yield token.map[1] - 1, _UNDERLINED


def _in_tables(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Words right under a table become a row of it."""
    for token in tokens:
        is_row = token.type == "tr_open" and not token.meta.get("pasted")
        if is_row and token.map and "|" not in lines[token.map[0]]:
            yield token.map[0], _IN_THE_TABLE


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The lines of all paragraphs."""
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and token.map:
            yield from enumerate(token.content.split("\n"), token.map[0])


def _without_a_space(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Signs of headings and lists with words right behind them: a code host shows them as they stand.

    A dash alone may be one; several, or one behind a colon, are a list. Of a list the first line is told.
    """
    for line, words in lines:
        if found := _HASHES.fullmatch(words) or _heading(words):
            yield line, _HEADING.format(found[1], _shown(found[2]))
    numbered = ((line, found) for line, words in lines if (found := _NUMBERED.fullmatch(words)))
    for line, found in islice(numbered, 1):
        yield line, _NUMBER.format(found[1], found[1], _shown(found[2]))
    dashed = [(at, found) for at, (_, words) in enumerate(lines) if (found := _DASHED.fullmatch(words))]
    for at, found in dashed[:1]:
        if len(dashed) > 1 or (at and lines[at - 1][1].endswith(":")):
            yield lines[at][0], _DASH.format(found[1], _shown(found[2]))


def _heading(words: str) -> re.Match[str] | None:
    """#Words of a title: no sentence, no list of tags, no tag like #NoiVoiCon."""
    found = _HASH.fullmatch(words)
    if found is None or "#" in found[2] or not found[2][0].isupper() or re.search(r"[.!?…,;:]$", words):
        return None
    first = found[2].split()[0]
    return found if first[1:] == first[1:].lower() or first == first.upper() else None


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]} …"
