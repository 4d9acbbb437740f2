"""A post that is about to be written: each answer checked by the post's own model, and the one text made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..core.fields import day_as_stored
from ..core.hours import hour_as_stored
from ..core.numbers import numbers_linked
from ..core.old_fonts import with_own_letters
from ..core.problem import Problems, did_you_mean
from ..core.schema import read_record
from ..core.source import clean_text
from ..core.text import normalize, slug, squeeze
from ..core.yaml_nodes import node_of, parse_yaml
from ..core.yaml_writing import yaml_of
from .checks import UNWRITTEN
from .material_model import Material
from .model import Post
from .pictures_model import WHO_AGREES
from .reading import MATERIAL_ID, POST_ID

_LONGEST_SLUG = 40
# All that a text must say, so that one answer can be looked at by itself.
_BOTH = {"title": "…", "summary": "…", "date": "2000-01-01", "audience": ["thon"], "topics": ["tre-em"]}
_COMPLETE: dict[type[Post] | type[Material], dict[str, Any]] = {
    Post: {**_BOTH, "author_role": "…"},
    Material: {
        **_BOTH,
        **{"kind": "bai-giang", "licence": "cc-by-4-0", "creator": "…"},
        "versions": [{"number": "1", "date": "2000-01-01", "note": "…"}],
    },
}
_ORDER = (
    *("title", "summary", "type", "kind", "date", "dates", "event", "until"),
    *("audience", "topics", "grades", "plan_items"),
    *("consent", "video", "cover", "pictures", "safety", "author_role", "licence", "creator", "duration_minutes"),
    *("files", "sheet", "versions"),
)
_UNTIL_AGREED = "# Ảnh nào nhận ra được người thì phải có đồng ý. Không nhận ra ai: consent: {people: none}"


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


def checked(key: str, value: Any, model: type[Post] | type[Material] = Post) -> Any:
    """`value`, when a post (or another `model`) may say it under `key`, its days as they are stored.

    Raises ValueError: what is wrong, and what is right.
    """
    problems, value = Problems(), _each_text(value, lambda text: squeeze(normalize(text)))
    _each_text(value, lambda text: clean_text(text, "", problems))
    read_record(model, node_of({**_COMPLETE[model], key: value}), "", problems)
    if len(problems):
        raise ValueError("; ".join(problem.message for problem in problems))
    return _each_text(value, lambda text: hour_as_stored(day_as_stored(with_own_letters(text))))


def _each_text(value: Any, made: Callable[[str], str]) -> Any:
    """A value with what is made of each text in it: what was pasted, its days and hours as they are stored."""
    if isinstance(value, dict):
        return {key: _each_text(each, made) for key, each in value.items()}
    return made(value) if isinstance(value, str) else value


def proposed_folder(title: str, day: date) -> str:
    """A name for the folder: year, month and the first words of the title, in ASCII."""
    return f"{day:%Y-%m}-{short_slug(title) or 'bai-moi'}"


def short_slug(text: str) -> str:
    """The first words of a text as a part of an address."""
    words = slug(text)[: _LONGEST_SLUG + 1]
    return words if len(words) <= _LONGEST_SLUG else words.rpartition("-")[0] or words[:_LONGEST_SLUG]


def check_folder(name: str, model: type[Post] | type[Material] = Post) -> str:
    """`name`, when it can be the folder and address of a post, or of another `model`. Raises ValueError."""
    if model is Material:
        if not MATERIAL_ID.fullmatch(name):
            raise ValueError("tên chỉ có chữ thường không dấu, chữ số, gạch nối. Ví dụ: bai-hoc-com-toi")
    elif not POST_ID.fullmatch(name):
        meant = slug(name)
        near = f', ý bạn là "{meant}"?' if POST_ID.fullmatch(meant) and meant != name else ""
        raise ValueError(f"tên là năm-tháng-tên, chữ thường không dấu{near or '. Ví dụ: 2027-03-ngay-hoi'}")
    if number := next(iter(numbers_linked(name)), None):
        raise ValueError(f'tên có số "{number.text}": tên này thành địa chỉ, hãy chọn tên khác')
    return name


def known_terms(answer: str, known: Sequence[str], lacking: str, read: Callable[[str], str] = str) -> list[str]:
    """The ids in "thon, nam-gioi". Raises ValueError for one that is not known."""
    found = [read(word) for word in answer.replace(",", " ").split()]
    for name in found:
        if name not in known:
            raise ValueError(f'"{name}": {lacking}{did_you_mean(name, [*known])}')
    return list(dict.fromkeys(found))


def draft_text(
    values: Mapping[str, Any],
    body: str = UNWRITTEN,
    choices: Mapping[str, Sequence[str]] | None = None,
    model: type[Post] | type[Material] = Post,
) -> str:
    """index.md: what was answered, an empty slot for what was not, and the text, or a line to write over.

    `choices`: the terms that a slot chooses from. It stays a draft until somebody says otherwise, and then all of it
    has to be there: an empty slot is never published.
    """
    front = [_slot(key, values.get(key), (choices or {}).get(key, ()), model) for key in _ORDER]
    return f"---\n{''.join(front)}draft: yes\n---\n\n{body.strip()}\n"


def _slot(key: str, value: Any, choices: Sequence[str], model: type[Post] | type[Material]) -> str:
    """The lines of one key; "" where it need not be said and was not."""
    if key == "pictures":
        return _pictures(value) if value else ""
    if value:
        return yaml_of({key: value})
    return f"# {_hint(key, choices, model)}\n{key}:\n" if key in _COMPLETE[model] else ""


def _hint(key: str, choices: Sequence[str], model: type[Post] | type[Material]) -> str:
    """What is to be written into a slot."""
    field = model.model_fields[key]
    chosen = f" Ghi trong dấu [ ], một hay nhiều: {', '.join(choices)}" if choices else ""
    return f"{field.title}. {field.description}{chosen}"


def _pictures(pictures: Sequence[Mapping[str, Any]]) -> str:
    lines = [] if all(picture.get("consent") for picture in pictures) else [_UNTIL_AGREED]
    return "\n".join([*lines, "pictures:", *_items(pictures)]) + "\n"


def _items(pictures: Sequence[Mapping[str, Any]], indent: str = "") -> list[str]:
    """The lines of each, "alt" only where one wrote it or may be missing it: where there is such a key."""
    lines = []
    for picture in pictures:
        own = {key: picture[key] for key in ("file", "alt", "consent") if key in picture}
        told = "".join(yaml_of({key: value}) if value else f"{key}:\n" for key, value in own.items()).splitlines()
        lines += [f"{indent}{'- ' if not at else '  '}{line}" for at, line in enumerate(told)]
    return lines


def with_pictures(text: str, pictures: Sequence[Mapping[str, Any]]) -> str:
    """index.md with more pictures in its list, the rest of it as it was typed. Raises ValueError."""
    lines = text.split("\n")
    fence = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if len(fence) < 2:
        raise ValueError("bài chưa có phần đầu giữa hai dòng ---")
    at = next((number for number in range(*fence) if lines[number].startswith("pictures:")), None)
    if at is None:
        return "\n".join([*lines[: fence[1]], "pictures:", *_items(pictures), *lines[fence[1] :]])
    end = next(number for number in range(at + 1, fence[1] + 1) if re.match(r"\w|---", lines[number]))
    return "\n".join([*lines[:at], *_with_more(lines[at:end], pictures), *lines[end:]])


def _with_more(block: list[str], pictures: Sequence[Mapping[str, Any]]) -> list[str]:
    """The lines of the key "pictures" with more of them; a list in brackets is opened first."""
    if block[0].partition("#")[0].strip() == "pictures:":
        indent = next((line[: line.index("-")] for line in block[1:] if line.lstrip().startswith("- ")), "")
        return [*block, *_items(pictures, indent)]
    problems = Problems()
    node = parse_yaml("\n".join(block), "", problems)
    before: Any = node.plain() if node and not problems else None
    if before is None:
        raise ValueError("máy không đọc được mục pictures của bài: hãy gõ make check-content trước")
    return ["pictures:", *_items([*before["pictures"], *pictures])]
