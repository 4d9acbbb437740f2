"""Several files as one ZIP file, the same bytes from the same files."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_UNIX, _READABLE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files under their names ("thu-muc/tep.pdf"), in the order of the names, without a date of their own."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE  # not those of the machine that builds
            archive.writestr(entry, files[name], ZIP_DEFLATED, compresslevel=9)
    return written.getvalue()
