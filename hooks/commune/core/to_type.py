"""Commands that the program tells people to type: they can be pasted as they are, whatever their files are called."""

from __future__ import annotations

from shlex import quote


def make(target: str, file: str) -> str:
    """ "make photo FILE='ảnh của tôi.jpg'"."""
    return f"make {target} FILE={quote(file)}"


def words_to_type(target: str, given: list[str]) -> str:
    """ "make new ARGS='--plan-items ii-1'"."""
    return f"make {target} ARGS={quote(' '.join(given))}" if given else f"make {target}"
