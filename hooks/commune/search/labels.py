"""What a result is called, and what its page is worth beside others: of each label that a kind of page may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..core.page import Label


class Said(NamedTuple):
    """`words` stand beside a result, none where they would say nothing; `worth` is measured by make search-quality."""

    words: str = ""
    worth: float = 1


# In the order of the buttons. Residents first: officers know their pages.
LABELS: Mapping[Label, Said] = {
    "plan": Said("Kế hoạch", 0.8),
    "unit": Said("Ai làm việc gì"),
    "help": Said("Hỗ trợ", 1.15),
    "article": Said("Bài viết"),
    "campaign": Said("Chiến dịch"),
    "story": Said("Gương điển hình"),
    "event": Said("Sự kiện"),
    "notice": Said("Thông báo"),
    "material": Said("Tài liệu"),
    "myth": Said("Hiểu đúng"),
    "word": Said("Giải nghĩa", 0.85),
    "list": Said("Danh sách"),
    "page": Said(worth=0.9),
    "officers": Said(worth=0.7),
}
