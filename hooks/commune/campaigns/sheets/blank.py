"""A sheet that is to be filled in: every line there, none of it written yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...core.fields import definitions
from ...core.json_schema import Schema, json_schema
from ...core.yaml_nodes import Node
from .model import MODELS

SLOT = "Viết ở đây"  # what is to be written over, and is never published


def blank_sheet(name: str) -> str:
    """The text of "quiz.yml", with as many items as it must have; what belongs where stands above the first of each."""
    schema = json_schema(MODELS[name], "", "", definitions())
    return "\n".join(_record(schema, "", told=True)) + "\n"


def _record(schema: Schema, indent: str, told: bool) -> Iterator[str]:
    for name in schema["required"]:
        field = schema["properties"][name]
        if told:
            yield f"{indent}# {field['title']}. {field.get('description', '')}".rstrip()
        yield from _field(name, field, indent, told)


def _field(name: str, schema: Schema, indent: str, told: bool) -> Iterator[str]:
    if "items" not in schema:
        yield f"{indent}{name}: {_word(schema)}"
        return
    yield f"{indent}{name}:"
    for number in range(schema.get("minItems", 1)):
        if "properties" not in schema["items"]:
            yield f"{indent}  - {_word(schema['items'])}"
            continue
        lines = [*_record(schema["items"], f"{indent}    ", told and number == 0)]
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from lines[:first]
        yield f"{indent}  - {lines[first].lstrip()}"
        yield from lines[first + 1 :]


def _word(schema: Schema) -> str:
    """A slot; where words will not do, the first that will."""
    if "enum" in schema:
        return str(schema["enum"][0])
    return str(schema["minimum"] or 1) if "minimum" in schema else SLOT


def slots_of(node: Node) -> Iterator[int]:
    """The lines that are still to be written."""
    inner = node.value.values() if isinstance(node.value, Mapping) else node.value
    if isinstance(inner, str):
        yield from [node.line] if inner == SLOT else ()
        return
    for each in inner or ():
        yield from slots_of(each)
