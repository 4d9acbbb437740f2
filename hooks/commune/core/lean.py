"""Styles and scripts as they travel: what only their writers read is left out."""

from __future__ import annotations

import re

_QUOTED_OR_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,>])\s*")
_NOTE = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def lean_css(css: str) -> str:
    """The same rules without comments, and without the spaces that stand for nothing.

    What is quoted stays as it is; so do the spaces of a selector, of a calculation and within parentheses.
    """
    quoted: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        if not found[1]:
            return " "
        quoted.append(found[1])
        return f'"{len(quoted) - 1}"'

    bare = re.sub(r"\s+", " ", _QUOTED_OR_COMMENT.sub(put_aside, css))
    bare = _AROUND.sub(r"\1", bare).replace(";}", "}").replace(": ", ":").strip()
    return re.sub(r'"(\d+)"', lambda found: quoted[int(found[1])], bare)


def lean_js(script: str) -> str:
    """The same script without the comments that have lines of their own, and not indented.

    For our own scripts: none of them holds a text of several lines.
    """
    return re.sub(r"^[ \t]+", "", _NOTE.sub("", script), flags=re.MULTILINE)
