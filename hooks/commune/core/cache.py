"""What takes long to make is kept between builds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

_LIBRARY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Kept:
    """Bytes that lie in a file, to be copied from there; `read` is for whoever needs them."""

    path: Path
    read: Callable[[], bytes]


class Cache(Protocol):
    """Bytes by key. A key must name everything that the bytes depend on."""

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes kept under `key`; made, and kept, where there are none."""

    def file(self, key: str, make: Callable[[], bytes]) -> Kept | bytes:
        """The same, not read yet; the bytes themselves where nothing is kept."""


@dataclass(frozen=True)
class NoCache:
    """Keeps nothing."""

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        return make()

    def file(self, key: str, make: Callable[[], bytes]) -> Kept | bytes:
        return make()


def key_of(*parts: str | bytes) -> str:
    """A key from whatever the bytes depend on."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(str(len(data)).encode() + b":" + data)
    return digest.hexdigest()


@cache
def made_by(code: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """What bytes depend on beside their data, for a key: the library's own files that match `code` ("**/*.typ"), in
    any of these forms, and the packages as they are installed. So nothing has to be raised by hand.

    Raises LookupError where a form matches no file: one that moved would be depended on no more, in silence.
    """
    found = {pattern: sorted(_LIBRARY.glob(pattern)) for pattern in code}
    if unknown := [pattern for pattern, files in found.items() if not files]:
        raise LookupError(f"no file of the library matches {unknown}")
    files = sorted({path for files in found.values() for path in files})
    return key_of(*(path.read_bytes() for path in files), *map(version, packages))
