"""The mark at the end of a document that says: `make file` made it, it is so still, and by the lists of today.

The web editor cannot look at a page as the library does. It takes a document whose mark fits, and no other.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from .listed import KINDS, listed

WORD = "sach-"
_NO_COMMENT = b"\0\0"  # the length of what may be written at the end of a ZIP


def with_seal() -> dict[str, Any]:
    """What the editor reads as documents.json: the lists, and of which lists a mark has to speak."""
    return {**listed(), "seal": _lists(), "word": WORD}


def sealed(name: str, data: bytes) -> bytes:
    """A document that was just cleaned, with its mark; a picture, a film, a text unchanged."""
    kind = KINDS.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if kind is None:
        return data
    mark = f"{WORD}{sha256(_lists().encode() + data).hexdigest()}".encode()
    if kind == "pdf":
        return data + b"\n%" + mark + b"\n"
    if kind == "svg":
        return data + b"\n<!--" + mark + b"-->"
    if not data.endswith(_NO_COMMENT):
        raise ValueError("a ZIP that ends with words")
    return data.removesuffix(_NO_COMMENT) + len(mark).to_bytes(2, "little") + mark


def _lists() -> str:
    return sha256(json.dumps(listed(), sort_keys=True).encode()).hexdigest()
