"""Commands that the program tells people to type: they can be pasted as they are, whatever their files are called."""

from __future__ import annotations

from shlex import quote


def make(target: str, file: str) -> str:
    """ "make photo FILE='ảnh của tôi.jpg'"."""
    return f"make {target} FILE={quote(file)}"
