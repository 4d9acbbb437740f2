"""Another commune's repository: what every commune shares, what is each one's own, and what it begins with.

Shared files name no commune, so they are copied as they are, and later versions of them are merged. What is a
commune's own is never taken over: the new one begins with the skeleton, and with what is handed on once (materials,
false claims, bundles, the measurement), without what that says of the first commune's plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import jinja2
import yaml

from .core.content_file import Owner
from .core.fields import check_slug
from .core.source import LEDGER
from .core.text import number_word, slug
from .settings import PLACES, check_hamlet, words_of_place
from .slices import FILES

SKELETON = Path(__file__).parent / "skeleton"
UPSTREAM = ".upstream"  # the commit whose shared files were taken last
TESTS = "tests/this_commune/"

_OWN = ("content/*", f"{TESTS}*", LEDGER, "web-editor/settings.yml", UPSTREAM)


def is_shared(path: str) -> bool:
    """Whether a file is the same in every commune, and looked after in one place."""
    return _is_of("everybody", path) or not any(fnmatch(path, pattern) for pattern in _OWN)


def is_taken_over(path: str) -> bool:
    """Whether a new commune begins with the first one's file, and owns it from then on."""
    return _is_of("handed on", path)


def _is_of(owner: Owner, path: str) -> bool:
    return any(fnmatch(path, pattern) for file in FILES if file.owner == owner for pattern in file.patterns)


# --- what it begins with ---


def skeleton_values(name: str, city: str, today: date, hamlet: str | None = None) -> dict[str, object]:
    """What the skeleton fills in. `name` is like "xã Sông Lam": its first word says what kind of place it is.

    `hamlet` is what people call the places that they live in there. Raises ValueError, for whoever typed it.
    """
    kind = next((kind for kind in PLACES if name.startswith(f"{kind} ")), None)
    if kind is None or not name.removeprefix(kind).strip():
        raise ValueError('tên viết cả chữ "xã", "phường" hay "đặc khu". Ví dụ: xã Sông Lam')
    own_id = check_slug(slug(f"{name.removeprefix(kind)} {city}"))
    words = words_of_place(kind, check_hamlet(hamlet) if hamlet else None)
    own = {"hamlet": words["commune.hamlet"], "head": words["commune.Hamlet_head"]}
    return {"name": name, "city": city, "kind": kind, "id": own_id, "today": today, **own}


def filled_skeleton(text: str, values: Mapping[str, object]) -> str:
    """A file of the skeleton with the commune's names in it."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True)
    environment.filters["yaml"] = _as_yaml
    return environment.from_string(text).render(values)


def _as_yaml(text: str) -> str:
    """A text as a value of YAML: in quotes where it needs them."""
    return yaml.safe_dump(text, allow_unicode=True, width=float("inf")).removesuffix("\n...\n").rstrip("\n")


# --- materials and false claims, without the first commune's plan ---

_OF = r" của (?:xã|phường|đặc khu|\{\{ commune\.kind \}\})"
_PLAN = rf"[Kk]ế hoạch(?: bình đẳng giới)?(?: năm 20\d\d{_OF}|{_OF}| năm 20\d\d)"
_LINES = re.compile(rf"^(?:plan_items:|\s*- \{{title: \"?{_PLAN}|- .*{_PLAN}).*\n", re.MULTILINE)
_SENTENCE = re.compile(rf"(?<=[.!?…”]) [^.!?…”\n]*{_PLAN}[^.!?…”\n]*[.!?…]")
_QUESTION = re.compile(r"^  - question: .*\n(?:    .*\n)+", re.MULTILINE)


def without_plan(text: str) -> str:
    """A text of a material, or the false claims, without the lines and sentences that speak of a commune's plan."""
    return _SENTENCE.sub("", _LINES.sub("", text))


def without_plan_questions(quiz: str) -> str:
    """A quiz without the questions that rest on a commune's plan."""
    return _QUESTION.sub(lambda found: "" if speaks_of_plan(found[0]) else found[0], quiz)


def recounted(text: str, quiz: str, shortened: str) -> str:
    """The text beside a quiz, where it says how many questions there are: "Mười câu" → "Chín câu"."""
    before, after = (number_word(len(_QUESTION.findall(each))) for each in (quiz, shortened))
    return text.replace(f"{before} câu", f"{after} câu").replace(
        f"{before.capitalize()} câu", f"{after.capitalize()} câu"
    )


def speaks_of_plan(text: str) -> bool:
    """Whether a text names some commune's plan of some year."""
    return re.search(_PLAN, text) is not None
