"""Addresses that are no more, as a part of the site. What stands there is made once all else is."""

from __future__ import annotations

from ..core.content_file import ContentFile
from ..core.page import PageKind
from ..core.source import LEDGER
from ..slice import Slice
from .model import MovedFile
from .reading import URI, read_moved

_OLD = "Đứng ở địa chỉ cũ, cho ai còn giữ liên kết cũ."

MOVED = Slice(
    "moved",
    (
        ContentFile("moved", (URI,), MovedFile, "Địa chỉ cũ", "Trang đã chuyển đi, hoặc không còn."),
        ContentFile("ledger", (LEDGER,), None, "Sổ các địa chỉ đã đăng", "Máy ghi.", by_machine=True),
    ),
    lambda reading: read_moved(reading.source, reading.problems),
    kinds=(PageKind("moved", listed=False, unlinked=_OLD), PageKind("gone", listed=False, unlinked=_OLD)),
)
