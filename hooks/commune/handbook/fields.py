"""The tables of fields and of names: what files and texts may say, straight from what checks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from ..core.content_file import ContentFile
from ..core.json_schema import Schema, named_values
from ..core.names import NAMES, Name, typed_as
from ..core.numbers import may_hold_number
from ..core.render import render


@dataclass(frozen=True)
class Row:
    """A field: its name with the names around it ("cover › file"), and what an officer needs to know of it."""

    name: str
    title: str
    description: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    example: str


@cache
def field_tables(file_kinds: tuple[ContentFile, ...]) -> Markup:
    """A table for each kind of file that officers write. It follows from the models alone: made once a process."""
    tables = [(kind, [*rows(kind.schema())]) for kind in file_kinds if not kind.by_machine]
    return render("handbook/fields.html", tables=tables)


def name_table(calls: Mapping[str, str], words: Mapping[str, str]) -> Markup:
    """The names that a text may say in braces, straight from the closed list.

    `calls`: what may be called, by key; `words`: what this place calls things.
    """
    named = [name for name in NAMES if name.everywhere and name.kind != "inline"]
    everywhere = [(name.typed, _about(name, words)) for name in sorted(named, key=lambda name: not name.of_places)]
    numbers = [(typed_as(key), label) for key, label in calls.items()]
    standing = [(name.typed, name.about) for name in NAMES if not name.everywhere]
    return render("handbook/names.html", everywhere=everywhere, numbers=numbers, standing=standing)


def _about(name: Name, words: Mapping[str, str]) -> str:
    return f"{name.about}; ở đây: “{words[name.key]}”" if name.of_places else name.about


def rows(schema: Schema, around: str = "") -> Iterator[Row]:
    """The fields of an object, each followed by those inside it."""
    for name, field in schema["properties"].items():
        yield _row(f"{around}{name}", field, name in schema.get("required", ()))
        inner = field.get("items", field)
        if "properties" in inner and "x-told-in" not in field:
            yield from rows(inner, f"{around}{name} › ")


def _row(name: str, field: Schema, required: bool) -> Row:
    words = field.get("items", field)
    choices = tuple(named_values(words)) if "enumDescriptions" in words else ()
    examples = (str(each) for each in [*field.get("examples", ()), *words.get("examples", ())])
    example = next((each for each in examples if not may_hold_number(each)), "")  # a number on a page is one to call
    is_list = "items" in field and "properties" not in words and not example.startswith("[")
    shown = f"[{example}]" if example and is_list else example
    return Row(name, field["title"], field["description"], required, choices, shown)
