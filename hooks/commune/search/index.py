"""What the browser searches in, in files that everybody loads who goes to the field, whatever is typed there.

    /tim/muc-luc.json        titles, headings and descriptions of the pages, the wordings, what kinds are called
    /tim/<version>/<n>.json  the rest, in the order it is loaded in: titles of other pages, then texts

Which file is asked for, and when, tells nothing of what is looked for: search.js takes them one after the other, makes
its index of what they say, and looks nowhere else. On a small site they hold every word of every page. Where there are
too many pages for that (`ROOM`), those at the end, which are the oldest posts, are known by their titles; files with
their texts follow for who presses a button, all of them and in their order, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args

from ..core.page import Asset, Label, PostLabel
from .folding import exact, tokens
from .labels import LABELS
from .model import Group, Wordings
from .passages import Passage

FIRST = "/tim/muc-luc.json"
# Bytes before compression, which leaves three tenths at most.
ROOM = 640_000  # of all that everybody loads
TITLES = 230_000  # of this, for pages that are known by their titles
FILE = 120_000  # of one file
_PACKED = 0.3
_POSTS = frozenset(get_args(PostLabel))


@dataclass(frozen=True)
class Findable:
    """A page that can be found. `keywords`: what else people call the passage of an anchor ("" for the page)."""

    address: str
    label: Label
    title: str
    description: str
    passages: Sequence[Passage]
    keywords: dict[str, list[str]] = field(default_factory=dict)


def index_assets(pages: Sequence[Findable], wordings: Wordings, source_uri: str) -> list[Asset]:
    """The files of the index, in the order they are loaded in."""
    ordered = _ordered(pages)
    count = _whole(ordered)
    always, more = [*_rest(ordered, count)], [*_further(ordered, count)]
    files = [_json(step) for step in (*always, *more)]
    numbers = {page.address: number for number, page in enumerate(ordered)}
    first = {
        "steps": len(always),
        "more": len(more),
        "heavy": round(sum(map(len, files[len(always) :])) * _PACKED),
        "labels": LABELS,
        "groups": [_group(group, numbers) for group in wordings.groups],
        "ignore": [_keys(words) for words in wordings.ignore],
        "short": [[each, [*tokens(form.means)]] for form in wordings.short for each in form.words],
        "pages": [_row(page) for page in ordered[:count]],
    }
    version = sha256(b"".join([_json(first), *files])).hexdigest()[:12]
    made = {FIRST: _json({"version": version, **first})}
    made |= {f"/tim/{version}/{number}.json": data for number, data in enumerate(files, 1)}
    return [Asset(address, "index", data, source_uri) for address, data in made.items()]


# --- which pages how far ---


def _ordered(pages: Sequence[Findable]) -> list[Findable]:
    """Posts behind everything else, the newest first: their addresses begin with the month."""
    posts = sorted((page for page in pages if page.label in _POSTS), key=lambda page: page.address, reverse=True)
    return [*(page for page in pages if page.label not in _POSTS), *posts]


def _whole(ordered: Sequence[Findable]) -> int:
    """How many pages, from the first on, everybody loads with all their words: as many as there is room for."""
    count, titles = len(ordered), 0
    room = ROOM - sum(map(_size, map(_full, ordered)))
    while count and room < min(titles, TITLES):
        count -= 1
        room += _size(_full(ordered[count]))
        titles += _size(_title(ordered[count]))
    return count


def _rest(ordered: Sequence[Findable], count: int) -> Iterator[dict[str, Any]]:
    """What everybody loads behind the first file, where `count` pages are whole: titles of others, and the texts."""
    titles = next(_cut(ordered[count:], _title, TITLES), [])
    yield from ({"pages": part} for part in _cut(titles, list, FILE))
    yield from ({"texts": part} for part in _cut(ordered[:count], _texts, FILE))


def _further(ordered: Sequence[Findable], count: int) -> Iterator[dict[str, Any]]:
    """The pages behind the first `count`, whole; `start` is the number of the first of them."""
    for part in _cut(ordered[count:], _full, FILE):
        rows, texts = zip(*part, strict=True)
        yield {"start": count, "pages": rows, "texts": texts}
        count += len(part)


def _cut(items: Iterable[Any], shown: Callable[[Any], list[Any]], size: int) -> Iterator[list[Any]]:
    """What is `shown` of each, in parts of that size."""
    part: list[Any] = []
    left = size
    for one in map(shown, items):
        if part and _size(one) > left:
            yield part
            part, left = [], size
        part.append(one)
        left -= _size(one)
    if part:
        yield part


# --- what is said of a page ---


def _title(page: Findable) -> list[Any]:
    return [page.address.lstrip("/"), page.label, page.title]


def _row(page: Findable) -> list[Any]:
    """Title and description, what else it is called, and of each passage the heading and what else that is called."""
    parts = [[one.anchor, one.heading, *page.keywords.get(one.anchor, [])] for one in page.passages]
    return [*_title(page), page.description, page.keywords.get("", []), parts]


def _texts(page: Findable) -> list[Any]:
    return [one.text for one in page.passages]


def _full(page: Findable) -> list[Any]:
    return [_row(page), _texts(page)]


# --- the wordings ---


@lru_cache(maxsize=20_000)  # the wordings are the same ones from build to build
def _keys(phrase: str) -> str:
    """The keys of a phrase; "…" stays, for words between, and "|" between words of which either may stand there."""
    parts = phrase.replace("…", " … ").replace("|", " | ").split()
    keys = (part if part in "…|" else " ".join(map(exact, tokens(part))) for part in parts)
    return " ".join(key for key in keys if key).replace(" | ", "|")


def _group(group: Group, numbers: dict[str, int]) -> dict[str, object]:
    return {
        "words": [_keys(each) for each in group.words],
        "also": [_keys(each) for each in group.also],
        "pages": [numbers[address] for address in group.pages if address in numbers],
        "hurt": int(group.hurt),
    }


def _size(value: object) -> int:
    return len(_json(value))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
