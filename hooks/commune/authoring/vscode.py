"""What Visual Studio Code needs to help an officer: which schema a file has, and beginnings to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..core.content_file import ContentFile
from ..core.json_schema import Schema

SCHEMAS = "schemas"


def settings(file_kinds: Sequence[ContentFile]) -> dict[str, Any]:
    """.vscode/settings.json: the schema of each YAML file, and files saved as the library reads them."""
    schemas = {f"./{SCHEMAS}/{kind.name}.json": [*kind.patterns] for kind in file_kinds if not kind.is_front_matter}
    return {
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "editor.tabSize": 2,
        "editor.insertSpaces": True,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "[yaml]": {"editor.autoIndent": "keep", "editor.quickSuggestions": {"strings": True, "other": True}},
    }


def snippets(file_kinds: Sequence[ContentFile]) -> dict[str, Any]:
    """.vscode/content.code-snippets: the beginning of a text, to fill in with Tab from slot to slot.

    The YAML extension does not look into the front matter of Markdown (redhat-developer/vscode-yaml#207).
    """
    return {
        kind.title: {
            "prefix": kind.snippet,
            "scope": "markdown",
            "description": kind.purpose,
            "body": ["---", *_slots(kind.schema()), "---", "", "$0"],
        }
        for kind in file_kinds
        if kind.snippet
    }


def _slots(schema: Schema) -> Iterator[str]:
    """A line for every field that has to be filled in: `title: ${1:Ngày hội gia đình}`."""
    for number, name in enumerate(schema["required"], 1):
        field = schema["properties"][name]
        shown = _example(field)
        listed = f"[${{{number}:{shown}}}]" if field["type"] == "array" and not shown.startswith("[") else None
        yield f"{name}: {listed or f'${{{number}:{shown}}}'}"


def _example(field: Schema) -> str:
    """What stands in a slot at first: an example, else what the field is called."""
    examples = field.get("examples") or field.get("items", {}).get("examples") or [field["title"]]
    return str(examples[0]).replace("\\", "\\\\").replace("}", "\\}").replace("$", "\\$")
