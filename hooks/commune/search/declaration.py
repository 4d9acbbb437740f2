"""The search as a part of the site. Its page and its index are made once all others are."""

from __future__ import annotations

from ..core.content_file import ContentFile
from ..core.page import PageKind
from ..slice import Slice
from .model import OwnWordings, Wordings
from .reading import OWN_URI, URI, read_wordings

SEARCH = Slice(
    "wordings",
    (
        ContentFile(
            "wordings",
            (URI,),
            Wordings,
            "Tìm kiếm",
            "Chữ người ta hay gõ khi tìm, và điều họ muốn tìm.",
            owner="everybody",
        ),
        ContentFile(
            "own-wordings",
            (OWN_URI,),
            OwnWordings,
            "Tìm kiếm: bài riêng ở đây",
            "Bài, trang nào của riêng nơi này trả lời điều người ta hay tìm.",
        ),
    ),
    lambda reading: read_wordings(reading.source, reading.problems),
    kinds=(PageKind("find", way_out=True), PageKind("index", "nothing")),
)
