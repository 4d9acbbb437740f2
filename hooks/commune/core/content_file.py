"""A kind of file that content/ is made of: what `check` reads is what editors and the handbook explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .fields import definitions
from .json_schema import Schema, json_schema

Owner = Literal["commune", "everybody", "handed on"]


@dataclass(frozen=True)
class Form:
    """How the web editor shows a kind of file. `called` stands in addresses and in the history of the repository.

    `without`: fields that are left to files; of texts that have a folder each, `hint` says how the folder is named,
    `named` is its name unless somebody gives another (a template of Sveltia CMS), and `first` are fields that stand
    before the text, though they may be left out.
    """

    called: str
    icon: str
    without: tuple[str, ...] = ()
    hint: str = ""
    named: str = "{{title}}"
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContentFile:
    """One kind of file: its `name` in English for schemas and forms, its `title` and `purpose` for officers.

    `patterns` are globs from the repository's root; `model` is the Record that the YAML, or the front matter of a
    Markdown file, has to be; None for what has no fields: a text, a picture. `folder`: where each stands in a folder of
    its own, a regular expression for its name. `owner`: the commune's own; the same for everybody, and merged from the
    first repository; or handed on once, with a new commune's repository. `by_machine`: no officer writes it. `read_as`:
    what residents read or hear it as; empty for what they do not.
    """

    name: str
    patterns: tuple[str, ...]
    model: Any
    title: str
    purpose: str
    folder: str = ""
    owner: Owner = "commune"
    form: Form | None = None
    by_machine: bool = False
    read_as: str = ""

    @property
    def is_front_matter(self) -> bool:
        return self.patterns[0].endswith(".md")

    def schema(self) -> Schema:
        """Its JSON Schema."""
        return json_schema(self.model, self.title, self.purpose, definitions())
