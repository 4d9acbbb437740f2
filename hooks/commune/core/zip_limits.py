"""How much a ZIP may hold that somebody sends: asked before it is opened, for the list of its parts is a burden too."""

from __future__ import annotations

from zipfile import ZipFile

MOST_UNPACKED = 300_000_000  # bytes that the parts of a document may have together
MOST_PARTS = 5_000
_ENTRY = b"PK\x01\x02"  # of the list of parts


class TooMuchRead(ValueError):
    """A document of which one part is asked for again and again."""


class ReadOnce(ZipFile):
    """A ZIP that gives out no more bytes than it may hold, three times over."""

    left = 3 * MOST_UNPACKED

    def read(self, name: object, pwd: bytes | None = None) -> bytes:
        """A part. Raises TooMuchRead above the limit."""
        data = super().read(name, pwd)  # type: ignore[arg-type]
        self.left -= 10_000 + len(data)
        if self.left < 0:
            raise TooMuchRead
        return data


def has_too_many_parts(data: bytes) -> bool:
    """Whether the list of parts is longer than any document's."""
    return data.count(_ENTRY) > MOST_PARTS + 1000  # what lies in a part may look like an entry
