"""Invented campaign posts, as many as are asked for: every field of the front matter, the same bytes each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from shutil import copy
from typing import Any

import yaml
from PIL import Image
from words import WORDS

SEED = 2027
FIRST_DAY, DAYS = date(2020, 1, 1), 2600  # the last of them before the day of the build
PICTURES, MATERIALS = 6, 8
_PICTURE_SIZE, _GRAIN = (1280, 960), 18  # with this much grain a JPEG is as heavy as a phone's, about 200 KB
_LENGTH = (250, 430)  # words of a post before its last part, which has up to 70
Text = Callable[[Random, str | None], str]  # the Markdown of a post, with one picture where there is one
CALL = '{{ call("cong-an-113") }}'


@dataclass(frozen=True)
class Choices:
    """What a post may choose from: ids of the vocabulary, of the plan's items and of the materials."""

    audiences: Sequence[str]
    topics: Sequence[str]
    plan_items: Sequence[str]
    materials: Sequence[str]


def write_posts(root: Path, count: int, choices: Choices, text: Text) -> None:
    """Writes `count` posts with their pictures under `root`/content/campaigns; `text` writes what they say."""
    pictures = _write_pictures(root / ".pictures")
    for number in range(count):
        random = Random(SEED * 100_000 + number)  # a post of its own number, however many there are
        front = post_front(random, number, choices)
        folder = root / "content/campaigns" / f"{front['date'][:7]}-bai-{number}"
        _write_text(folder, front, text(random, front["pictures"][0]["file"]))
        _place(pictures[number % PICTURES], folder / "bia.jpg")
        _place(pictures[(number + 1) % PICTURES], folder / "anh.jpg")


def write_materials(root: Path, choices: Choices) -> None:
    """Writes the materials of `choices` under `root`/content/materials: text alone, no sheet to print."""
    for number, name in enumerate(choices.materials):
        random = Random(SEED + number)
        _write_text(root / "content/materials" / name, material_front(random, choices), body(random, None))


def post_front(random: Random, number: int, choices: Choices) -> dict[str, Any]:
    """The front matter of post `number`, with every field that campaigns/model.py knows."""
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    return {
        **_shared_front(random, day, choices),
        "dates": {"from": str(day), "to": str(day + timedelta(days=30))},
        "type": random.choice(("campaign", "campaign", "story")),
        "consent": _agreed(),
        "cover": {"file": "bia.jpg", "alt": sentence(random), "consent": {"people": "none"}},
        "pictures": [{"file": "anh.jpg", "alt": sentence(random), "consent": _agreed()}],
        "materials": random.sample(choices.materials, 2),
        "safety": random.choice(("yes", "no")),
        "draft": "no",
        "author_role": "Người biên soạn trang",
        "old_paths": [f"/cu/bai-{number}/"],
    }


def material_front(random: Random, choices: Choices) -> dict[str, Any]:
    """The front matter of a material that is read on its page."""
    return {
        **_shared_front(random, FIRST_DAY, choices),
        "kind": "y-chinh",
        "licence": "cc-by-4-0",
        "creator": "Người biên soạn trang",
        "versions": [{"number": "1", "date": str(FIRST_DAY), "note": "Bản đầu tiên"}],
    }


def _shared_front(random: Random, day: date, choices: Choices) -> dict[str, Any]:
    return {
        "title": _words(random, 6).capitalize()[:88],
        "summary": sentence(random)[:180],
        "date": str(day),
        "audience": random.sample(choices.audiences, 2),
        "topics": random.sample(choices.topics, 2),
        "plan_items": random.sample(choices.plan_items, 2),
    }


def _agreed() -> dict[str, Any]:
    return {"people": "adults", "given_on": str(FIRST_DAY), "given_by": ["themselves"]}


# --- text ---


def body(random: Random, picture: str | None) -> str:
    """Markdown of 250 to 500 words: a paragraph, then parts of every kind; with one picture, where there is one."""
    length = random.randint(*_LENGTH)
    parts = [paragraph(random)]
    if picture:
        parts.append(f"![{sentence(random)}]({picture})")
    while sum(len(part.split()) for part in parts) < length:
        heading = f"## {_words(random, 3).capitalize()}"
        parts += [heading, random.choice(_PARTS)(random)]
    return "\n\n".join([*parts, CALL]) + "\n"


def paragraph(random: Random) -> str:
    """Three sentences, one word of them bold, and a link within the site."""
    words = f"**{_words(random, 1)}** và [lịch năm nay](/lich/)"
    return f"{sentence(random)} {sentence(random)[:-1]}, {words}. {sentence(random)}"


def bullets(random: Random) -> str:
    return "\n".join(f"- {sentence(random)}" for _ in range(3))


def steps(random: Random) -> str:
    return "\n".join(f"{number}. {sentence(random)}" for number in range(1, 4))


def table(random: Random) -> str:
    rows = [[_words(random, 2) for _ in range(3)] for _ in range(4)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---|---|", *lines[1:]])


def note(random: Random) -> str:
    return f'!!! note "{_words(random, 2).capitalize()}"\n    {sentence(random)}'


def tabs(random: Random) -> str:
    return "\n\n".join(f'=== "{_words(random, 1).capitalize()}"\n\n    {sentence(random)}' for _ in range(2))


def sentence(random: Random) -> str:
    """Six to ten words of the list, one of them before a comma."""
    first, second = _words(random, random.randint(3, 5)), _words(random, random.randint(3, 5))
    return f"{first.capitalize()}, {second}."


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count))


_PARTS: tuple[Callable[[Random], str], ...] = (paragraph, paragraph, bullets, steps, table, note, tabs)


# --- files ---


def picture(number: int) -> bytes:
    """A photo-like JPEG of about 200 KB: soft colours under grain, another one for each number."""
    random, (width, height) = Random(SEED + number), _PICTURE_SIZE
    coarse = Image.frombytes("RGB", (8, 6), random.randbytes(8 * 6 * 3)).resize(_PICTURE_SIZE, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (width // 2, height // 2), random.randbytes(width * height // 4))
    grain = grain.point([round(128 + (value - 128) * _GRAIN / 128) for value in range(256)]).resize(_PICTURE_SIZE)
    file = BytesIO()
    Image.blend(coarse, grain.convert("RGB"), 0.5).save(file, "JPEG", quality=85)
    return file.getvalue()


def _write_pictures(folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.jpg" for number in range(PICTURES)]
    for number, path in enumerate(paths):
        path.write_bytes(picture(number))
    return paths


def _place(picture: Path, path: Path) -> None:
    """The picture under another name: a hard link, so that 4,000 posts do not fill the disk."""
    try:
        os.link(picture, path)
    except OSError:
        copy(picture, path)


def _write_text(folder: Path, front: dict[str, Any], text: str) -> None:
    folder.mkdir(parents=True)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "index.md").write_text(f"---\n{head}---\n\n{text}", "utf-8")


def material_ids() -> list[str]:
    """The ids of the materials that posts refer to."""
    return [f"tai-lieu-{number}" for number in range(1, MATERIALS + 1)]
