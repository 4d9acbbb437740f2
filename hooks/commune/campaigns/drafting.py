"""A post that is about to be written: each answer checked by the post's own model, and the text that comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..core.nodes import node_of
from ..core.problem import Problems
from ..core.schema import read_record
from ..core.text import slug
from ..core.written import text_with_front_matter
from .checks import UNWRITTEN
from .model import WHO_AGREES, Post
from .reading import POST_ID

_LONGEST_SLUG = 40
# All that a post must say, so that one answer can be looked at by itself.
_COMPLETE = {
    "title": "…",
    "summary": "…",
    "date": "2000-01-01",
    "audience": ["thon"],
    "topics": ["tre-em"],
    "author_role": "…",
}
_ORDER = ("title", "summary", "type", "date", "dates", "audience", "topics", "plan_items", "consent", "cover", "safety")


@dataclass(frozen=True)
class Case:
    """Who can be recognised: in plain words, and as the model has it."""

    words: str
    people: str
    guardian: bool = False  # who agreed for a child that has no parents to ask

    @property
    def given_by(self) -> list[str]:
        """Who agreed."""
        return [group[-1] if self.guardian else group[0] for group in WHO_AGREES.get(self.people, ())]

    def consent(self, given_on: str) -> dict[str, Any]:
        """As it stands in the front matter."""
        if not self.given_by:
            return {"people": self.people}
        return {"people": self.people, "given_on": given_on, "given_by": [*self.given_by]}


CASES = (
    Case("Không nhận ra được ai", "none"),
    Case("Người lớn; họ đã đồng ý bằng văn bản", "adults"),
    Case("Có trẻ từ 7 tuổi; em và cha mẹ đã đồng ý bằng văn bản", "children"),
    Case("Có trẻ từ 7 tuổi; em và người giám hộ đã đồng ý bằng văn bản", "children", guardian=True),
    Case("Có trẻ dưới 7 tuổi; cha mẹ đã đồng ý bằng văn bản", "children under 7"),
    Case("Có trẻ dưới 7 tuổi; người giám hộ đã đồng ý bằng văn bản", "children under 7", guardian=True),
)


def checked(key: str, value: Any) -> Any:
    """`value`, when a post may say it under `key`. Raises ValueError: what is wrong, and what is right."""
    problems = Problems()
    read_record(Post, node_of({**_COMPLETE, key: value}), "", problems)
    if len(problems):
        raise ValueError("; ".join(problem.message for problem in problems))
    return value


def proposed_folder(title: str, day: date) -> str:
    """A name for the folder: year, month and the first words of the title, in ASCII."""
    words = slug(title)[: _LONGEST_SLUG + 1]
    if len(words) > _LONGEST_SLUG:
        words = words.rpartition("-")[0] or words[:_LONGEST_SLUG]
    return f"{day:%Y-%m}-{words or 'bai-moi'}"


def check_folder(name: str) -> str:
    """`name`, when it can be a post's folder and address. Raises ValueError."""
    if not POST_ID.fullmatch(name):
        meant = slug(name)
        near = f', ý bạn là "{meant}"?' if POST_ID.fullmatch(meant) and meant != name else ""
        raise ValueError(f"tên là năm-tháng-tên, chữ thường không dấu{near or '. Ví dụ: 2027-03-ngay-hoi'}")
    return name


def draft_text(values: Mapping[str, Any]) -> str:
    """index.md: what was answered, and a line to write over. It stays a draft until somebody says otherwise."""
    front = {key: values[key] for key in _ORDER if values.get(key)}
    return text_with_front_matter({**front, "author_role": values["author_role"], "draft": "yes"}, UNWRITTEN)
