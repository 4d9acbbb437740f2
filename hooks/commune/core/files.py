"""The kinds of files that content/ is made of: what `check` reads is what editors and the handbook explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .fields import definitions
from .json_schema import Schema, json_schema


@dataclass(frozen=True)
class ContentFile:
    """One kind of file: its `name` in English for schemas and forms, its `title` and `purpose` for officers.

    `patterns` are globs from the repository's root; `model` is the Record that the YAML, or the front matter of a
    Markdown file, has to be. `folder`: where each stands in a folder of its own, a regular expression for its name.
    """

    name: str
    patterns: tuple[str, ...]
    model: Any
    title: str
    purpose: str
    folder: str = ""

    @property
    def is_front_matter(self) -> bool:
        return self.patterns[0].endswith(".md")

    def schema(self) -> Schema:
        """Its JSON Schema."""
        return json_schema(self.model, self.title, self.purpose, definitions())
