"""JSON Schema (draft 7) of a record: what editors show while one types, and what the web editor makes forms of.

The models say it all; here it is only put into the form that editors know best. Beside the standard's keywords:
`patternErrorMessage` and `errorMessage` are what VS Code says, the latter of a rule across fields by the names that the
fields have in a form; `x-form-rules` are rules that the forms alone hold to, of which `x-order` names two days that
follow each other. `x-refers-to` names the list that an id is
chosen from, and `personal` marks what is about a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core.core_schema import no_info_before_validator_function

from .text import fold, squeeze

Schema = dict[str, Any]

_ITEM_NUMBER = r"[IVXLCDM]+(?:[.-](?:\d+|[a-zđ])){0,5}"
_NUMBER_OR_ID = rf"(?:[a-z0-9]+(?:-[a-z0-9]+)*|{_ITEM_NUMBER})"
_RULES = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
_KEPT_OUT = {"default", "additionalItems", "uniqueItems"}


class Keywords:
    """Keywords added to the schema of a type: `Annotated[str, Keywords(pattern="^a")]`; with _ for - in their names."""

    def __init__(self, **keywords: Any) -> None:
        self.keywords = {name.replace("_", "-"): value for name, value in keywords.items()}

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> Schema:
        return {**handler(core_schema), **self.keywords}


def pattern(regex: str, message: str) -> Keywords:
    """A text has to match; `message` is what an officer is told."""
    return Keywords(pattern=regex, patternErrorMessage=message)


# A day that is today, unless somebody says another
TODAY = Keywords(x_today=True)


class Meant(Keywords):
    """Keywords of a type whose values may be written in another way, of which `meant` makes the way of ours."""

    def __init__(self, meant: Callable[[str], str], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.meant = meant

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return no_info_before_validator_function(self._each, handler(source))

    def _each(self, value: object) -> object:
        if isinstance(value, (list, tuple)):
            return type(value)(map(self._each, value))
        return self.meant(value) if isinstance(value, str) else value


def choices(labels: Mapping[str, str]) -> Keywords:
    """What each value of a closed list means; what it means may be written in its place."""
    own = {fold(squeeze(label)): value for value, label in labels.items()}
    return Meant(
        lambda value: value if value in labels else own.get(fold(squeeze(value)), value), x_labels=dict(labels)
    )


def chosen_from(name: str) -> Keywords:
    """The text, or each text of the list, is an id of what `name` stands for; of an item of a plan, its number too."""
    return Meant(item_id, x_refers_to=name, x_number=True) if name == "plan-items" else Keywords(x_refers_to=name)


def item_id(typed: str) -> str:
    """The id of an item of a plan, which may be typed as its number or behind its sign: "II.6", "#ii-6" → "ii-6"."""
    found = re.fullmatch(rf"(?:mục\s+)?#?({_ITEM_NUMBER})[.)]?", typed.strip(), re.IGNORECASE)
    return found[1].lower().replace(".", "-").replace("đ", "dd") if found else typed


def named_values(schema: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The values of a closed list, each once, with what it means."""
    found: dict[Any, str] = {}
    for value, label in zip(schema["enum"], schema.get("enumDescriptions") or schema["enum"], strict=False):
        if value is not None and value not in found.values():
            found[value] = label
    return [*found.items()]


# --- rules across the fields of a record ---

_NOTHING: Schema = {"type": "null"}
_DEFINITIONS = "#/definitions/"
YES = [True, "yes", "true", "có"]  # what core/fields.py takes for it
SOMETHING: Schema = {"type": "array", "minItems": 1}


def given(*names: str) -> Schema:
    """All of these are filled in."""
    return {"required": [*names], "properties": {name: {"not": _NOTHING} for name in names}}


def missing(*names: str) -> Schema:
    """None of these is filled in."""
    return {"properties": dict.fromkeys(names, _NOTHING)}


def having(**values: Schema) -> Schema:
    """These are filled in, with what their schemas say."""
    return {"required": [*values], "properties": values}


def never(condition: Schema, message: str) -> Schema:
    """`condition` must not hold; `message` is what an officer is told."""
    return {"not": condition, "errorMessage": message}


def when(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    """Where `condition` holds, `then` has to hold too; elsewhere `otherwise`."""
    return {"if": condition, "then": then, **({"else": otherwise} if otherwise else {})}


def saying(words: str, rule: Schema) -> Schema:
    """`rule`, and what an officer at a form is told where it does not hold."""
    return {**rule, "errorMessage": words}


def both(*conditions: Schema) -> Schema:
    return {"allOf": [*conditions]}


def in_order(first: str, last: str, words: str) -> Schema:
    """Of two days that are filled in, `last` is not before `first`; a dot leads to a field of a field. For forms."""
    return saying(words, {"x-order": [first, last]})


def one_of(*ways: Schema) -> Schema:
    """Exactly one of these holds."""
    return {"oneOf": [*ways]}


def some_of(*ways: Schema) -> Schema:
    """At least one of these holds."""
    return {"anyOf": [*ways]}


# --- from pydantic's schema to ours ---


def json_schema(model: Any, title: str, description: str, definitions: Mapping[str, Schema]) -> Schema:
    """The schema of a file that holds one `model` (a Record), with the `definitions` that its fields refer to."""
    made = model.model_json_schema(by_alias=True, mode="validation")
    inside = _plain(made, made.get("$defs", {}))
    words = {"title": title, "description": description}
    said = {name: rule for name, rule in definitions.items() if f"'{_DEFINITIONS}{name}'" in str(inside)}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **words, **inside, "definitions": said}


def _plain(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Schema:
    """The schema with all that it refers to inside it, and with the words of fields only, never those of classes."""
    if "$ref" in schema:
        target = _plain(definitions[schema["$ref"].rpartition("/")[2]], definitions)
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {**target, **rest}
    found = {key: value for key, value in schema.items() if key not in {"$defs", *_KEPT_OUT}}
    if found.get("type") == "object":
        return _record(found, definitions)
    for key in ("items", "contains"):
        if key in found:
            found[key] = _plain(found[key], definitions)
    found = _explained(_without_null(found, definitions))
    return _whole_number(found) if found.get("type") == "integer" else found


def _explained(schema: Schema) -> Schema:
    """Rules that are said once for all, and what the values of a closed list mean, in the words that VS Code reads."""
    if "x-rule" in schema:
        schema["allOf"] = [{"$ref": f"{_DEFINITIONS}{schema.pop('x-rule')}"}]
    if schema.pop("x-number", False):
        schema.get("items", schema)["pattern"] = f"^{_NUMBER_OR_ID}$"
    labels = schema.pop("x-labels", None)
    if not labels:
        return schema
    values = schema.get("enum") or [schema.pop("const")]
    meanings = [labels[value] for value in values]
    also = [label for label in dict.fromkeys(meanings) if label not in values]
    return {**schema, "enum": [*values, *also], "enumDescriptions": [*meanings, *also]}


def _record(schema: Schema, definitions: Mapping[str, Any]) -> Schema:
    required = schema.get("required", [])
    fields = {name: _plain(field, definitions) for name, field in schema["properties"].items()}
    kept = {key: value for key, value in schema.items() if key not in {"title", "description", "properties"}}
    written = {name: also for name, field in fields.items() if (also := _also(field))}
    kept |= {key: _with_meanings(kept[key], written) for key in _RULES if key in kept}
    optional = {name: field if name in required else _or_nothing(field) for name, field in fields.items()}
    return {**kept, "properties": optional}


def _also(field: Schema) -> dict[Any, str]:
    """What may be written in the place of each value of a field, or of each item of a list."""
    inner = field.get("items", field)
    return dict(named_values(inner)) if "enumDescriptions" in inner else {}


def _with_meanings(rule: Any, written: Mapping[str, Mapping[Any, str]]) -> Any:
    """A rule across fields that takes what a value means for the value."""
    if isinstance(rule, list):
        return [_with_meanings(each, written) for each in rule]
    if not isinstance(rule, dict):
        return rule
    found = {key: _with_meanings(value, written) for key, value in rule.items()}
    if isinstance(properties := rule.get("properties"), dict):
        found["properties"] = {
            name: _with_values(one, written[name]) if name in written else _with_meanings(one, written)
            for name, one in properties.items()
        }
    return found


def _with_values(rule: Any, also: Mapping[Any, str]) -> Any:
    if isinstance(rule, list):
        return [_with_values(each, also) for each in rule]
    if not isinstance(rule, dict):
        return rule
    named = rule["enum"] if "enum" in rule else [rule["const"]] if "const" in rule else []
    found = {key: _with_values(value, also) for key, value in rule.items() if key not in ("enum", "const")}
    more = [also[value] for value in named if value in also and also[value] not in named]
    if named and not more:
        return {**found, **{key: rule[key] for key in ("enum", "const") if key in rule}}
    return {**found, "enum": [*named, *more]} if named else found


def _without_null(schema: Schema, definitions: Mapping[str, Any]) -> Schema:
    """`X | None` as X: whether nothing is allowed is said of the field as a whole."""
    branches = [_plain(one, definitions) for one in schema.pop("anyOf", []) if one != _NOTHING]
    if len(branches) == 1:
        return {**branches[0], **schema}
    return {**schema, "anyOf": branches} if branches else schema


def _or_nothing(schema: Schema) -> Schema:
    """An empty slot is the same as no such line: it is allowed wherever the field may be missing."""
    found = dict(schema)
    if "const" in found:
        found["enum"] = [found.pop("const")]
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
        if "enumDescriptions" in found:
            found["enumDescriptions"] = [*found["enumDescriptions"], "để trống"]
    if "anyOf" in found:
        found["anyOf"] = [*found["anyOf"], _NOTHING]
    if "type" in found:
        types = found["type"] if isinstance(found["type"], list) else [found["type"]]
        found["type"] = [*types, "null"]
    return found


def _whole_number(schema: Schema) -> Schema:
    """A number, with or without quotation marks. (pydantic writes the bounds behind a validator as ge and le.)"""
    least, most = schema.pop("ge", 0), schema.pop("le", None)
    message = "chỉ được viết số nguyên" + (f", từ {least} đến {most}" if most else "")
    bounds = {"minimum": least, "maximum": most or 999_999}
    words = {"pattern": _digits(least, most), "patternErrorMessage": message}
    return {**schema, "type": ["integer", "string"], **bounds, **words}


def _digits(least: int, most: int | None) -> str:
    """What a number between the two looks like when it is written as a text of at most six digits."""
    if most is None:
        return r"^(?=\d{1,6}$)0*[1-9]" if least else r"^\d{1,6}$"  # no other lower bound is in use
    return rf"^(?=\d{{1,6}}$)0*(?:{'|'.join(str(number) for number in range(least, most + 1))})$"
