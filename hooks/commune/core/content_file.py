"""A kind of file that content/ is made of: what `check` reads is what editors and the handbook explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .fields import definitions
from .json_schema import Schema, json_schema

Owner = Literal["commune", "everybody", "handed on"]


@dataclass(frozen=True)
class FormKind:
    """One kind of the texts that a form is of: begun and listed by its plain name, with the fields that it needs.

    `says` is what such a text says without being asked, `by` the key and the values of it by which one is known (None:
    it has none), `needed` are fields that others may leave out, `day` is the one that tells when it is.
    """

    called: str
    title: str
    icon: str
    says: Mapping[str, str] = field(hash=False)
    by: tuple[str, tuple[str | None, ...]]
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()
    day: str = "date"


@dataclass(frozen=True)
class Form:
    """How the web editor shows a kind of file. `called` stands in addresses and in the history of the repository.

    `without`: fields that are left to files; of texts that have a folder each, `hint` says how the folder is named,
    `named` is its name unless somebody gives another (a template of Sveltia CMS), and `first` are fields that stand
    before the text, though they may be left out. `offers` are the lists that other forms choose from, each with the
    fields by which people know what stands in it: ("laws", "title", "number"). `kinds` have forms of their own beside
    it; then `every` is what the list of all is called, and `begun` what is begun there, none where kinds are all.
    `usual` is what stands in a field at first.
    """

    called: str
    icon: str
    without: tuple[str, ...] = ()
    hint: str = ""
    named: str = "{{title}}"
    first: tuple[str, ...] = ()
    offers: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[FormKind, ...] = ()
    every: str = ""
    begun: str = ""
    usual: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Named:
    """What a file is, to somebody who knows the site and not its files: `words`, with the `title` of its text."""

    words: str
    title: str = ""

    def shown(self, longest: int) -> str:
        """All in words, the title shortened to so many letters."""
        title = self.title if len(self.title) <= longest else f"{self.title[:longest].rstrip()} …"
        return self.words.replace("{title}", title)


@dataclass(frozen=True)
class ContentFile:
    """One kind of file: its `name` in English for schemas and forms, its `title` and `purpose` for officers.

    `patterns` are globs from the repository's root; `model` is the Record that the YAML, or the front matter of a
    Markdown file, has to be; None for what has no fields: a text, a picture. `folder`: where each stands in a folder of
    its own, a regular expression for its name. `owner`: the commune's own; the same for everybody, and merged from the
    first repository; or handed on once, with a new commune's repository. `by_machine`: no officer writes it. `read_as`:
    what residents read or hear it as; empty for what they do not. `for_officers`: residents do not, whatever other kind
    of file it is, too. `told`: what one is called in reports, "Bài “{title}”", where that is not its `title`; {folder}
    is what it stands in. `snippet`: what one types in VS Code to begin such a text.
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
    for_officers: bool = False
    told: str = ""
    snippet: str = ""

    @property
    def is_front_matter(self) -> bool:
        return self.patterns[0].endswith(".md")

    def named(self, folder: str, title: str) -> Named:
        """What one of them is called, in such a folder of its own, beside or with a text of such a title."""
        return Named((self.told or self.title).replace("{folder}", folder), title)

    def schema(self) -> Schema:
        """Its JSON Schema."""
        return json_schema(self.model, self.title, self.purpose, definitions())
