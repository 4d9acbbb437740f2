"""Forms of the web editor (fields of Sveltia CMS), made from the JSON Schema of what content may say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.json_schema import Schema, named_values

Field = dict[str, Any]

_LONG, _ANY_TEXT = 120, 2000  # letters: a longer text gets several lines; a text of no kind may have so many
_MANY = 15  # choices up to which each is shown, to be ticked
_YES_NO_UNKNOWN: Field = {  # a switch is on or off, and would say no where nobody knows
    "widget": "select",
    "options": [{"label": "Có", "value": "yes"}, {"label": "Không", "value": "no"}],
}
_DAY: Field = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "input_timezone": "local"}
_LOOKING_UP = re.compile(r"^(Mã|Tên thư mục)\b|content/|\.yml|dấu #")  # where to look up an id: here one sees the names
_CALLED = ("village", "name", "title", "claim", "term", "who")  # what people know a thing by
_NAMES = (*_CALLED, "quote", "file", "note", "id")
_ADDED = {"phone": ": {{phone | default('chưa có số')}}", "number": " {{number}}"}


@dataclass(frozen=True)
class Choices:
    """What an id may be: fields of a "relation" or "select", by the name of what it refers to ("audiences")."""

    by_name: Mapping[str, Field]

    def of(self, schema: Schema) -> Field | None:
        return self.by_name.get(schema.get("x-refers-to", ""))

    def within(self, chosen: str) -> Choices:
        """What may be chosen once another field of the record says `chosen`: "plan-items/cong-an-xa" for plan-items."""
        own = {name: kind for name, kind in self.by_name.items() if name.endswith(f"/{chosen}")}
        return Choices({**self.by_name, **{name.removesuffix(f"/{chosen}"): kind for name, kind in own.items()}})


def form(schema: Schema, choices: Choices, without: Iterable[str] = ()) -> list[Field]:
    """A field for each property of a record, in the order of the model; those of `without` stay as the file has them.

    The editor keeps what is in a file and has no field.
    """
    return _Form(schema.get("definitions", {}), choices).record(schema, frozenset(without))


def rules(schema: Schema, at: tuple[str, ...] = (), called: tuple[str, ...] = ()) -> Iterator[Field]:
    """Each rule across the fields of a record: `at` which records ("*": each of a list), `called` what, the rule."""
    for rule in (*schema.get("allOf", ()), *schema.get("x-form-rules", ())):
        if "errorMessage" in rule:
            yield {"at": [*at], "called": ", ".join(called), "rule": rule}
    for name, field in schema.get("properties", {}).items():
        items, deeper = field.get("items"), (*at, name)
        inner, path = (items, (*deeper, "*")) if isinstance(items, dict) else (field, deeper)
        yield from rules(inner, path, (*called, field.get("title", name)))


class _Form:
    def __init__(self, definitions: Mapping[str, Schema], choices: Choices) -> None:
        self.definitions, self.choices = definitions, choices

    def record(self, schema: Schema, without: frozenset[str] = frozenset()) -> list[Field]:
        required = schema.get("required", ())
        names = sorted(schema["properties"], key=lambda name: _turn(schema["properties"], name))
        return [self.field(name, schema["properties"][name], name in required) for name in names if name not in without]

    def field(self, name: str, schema: Schema, required: bool) -> Field:
        """A field with its label, its hint, and the widget that fits what may stand there."""
        kind = self._kind(schema)
        found: Field = {"name": name, "label": schema.get("title", name), "required": required, **kind}
        if required and (kind["widget"] == "list" or kind.get("multiple")):
            found["min"] = schema.get("minItems", 1)
        if hint := _hint(schema, kind):
            found["hint"] = hint
        return found

    def _kind(self, schema: Schema) -> Field:
        types = schema.get("type", ())
        if "array" in types:
            return self._list(schema)
        if chosen := self.choices.of(schema):
            return dict(chosen)
        if "object" in types:
            folded = "auto" if "null" in types else False  # what must be filled in lies open
            return {"widget": "object", "collapsed": folded, "fields": self.record(schema), **_summary(schema)}
        if "enum" in schema:
            return {"widget": "select", "options": _options(schema)}
        if any(branch.get("type") == "boolean" for branch in schema.get("anyOf", ())) or "boolean" in types:
            return _YES_NO_UNKNOWN if schema.get("x-unknown") else {"widget": "boolean"}
        if "integer" in types:
            return {"widget": "number", "value_type": "int", **_bounds(schema)}
        return self._text(schema)

    def _list(self, schema: Schema) -> Field:
        items = schema["items"]
        if chosen := self.choices.of(schema):
            return {**chosen, "multiple": True}
        if "enum" in items:
            return {"widget": "select", "multiple": True, "options": _options(items)}
        if key := schema.get("x-kinds"):
            kinds = self._kinds(items, key)
            return {"widget": "list", "types": kinds, "typeKey": key, "collapsed": True, **_adding(schema)}
        if "object" in items.get("type", ()):
            fields = self.record(items)
            return {"widget": "list", "fields": fields, "collapsed": True, **_summary(items), **_adding(schema)}
        return {"widget": "list", **_adding(schema)}

    def _kinds(self, schema: Schema, key: str) -> list[Field]:
        """A form for each value of `key`, which is chosen first: what else may be chosen follows from it."""
        chosen = self.choices.of(schema["properties"][key])
        return [
            {
                "name": option["value"],
                "label": option["label"],
                "widget": "object",
                "fields": _Form(self.definitions, self.choices.within(option["value"])).record(
                    schema, frozenset({key})
                ),
                **_summary(schema),
            }
            for option in (chosen or {"options": []})["options"]
        ]

    def _text(self, schema: Schema) -> Field:
        if schema.get("format") == "date":
            return {**_DAY, **({"default": "{{now}}"} if schema.get("x-today") else {})}
        if "x-file" in schema:
            return _file(schema["x-file"] == "picture")
        long = "pattern" not in schema and _LONG < schema.get("maxLength", 0) < _ANY_TEXT
        found: Field = {"widget": "text" if long else "string", "use_emoji_autocomplete": False}
        if rule := self._rule(schema):
            found["pattern"] = rule
        if schema.get("maxLength", _ANY_TEXT) < _ANY_TEXT:
            found["maxlength"] = schema["maxLength"]
        return found

    def _rule(self, schema: Schema) -> list[str] | None:
        """(pattern, what is wrong where it does not match), of the text itself or of the definition it refers to.

        A pattern of a definition is long, and many fields have it: it stands there by its name, behind an @.
        """
        named = [part["$ref"].rpartition("/")[2] for part in schema.get("allOf", ()) if "$ref" in part]
        own = [(schema["pattern"], schema)] if "pattern" in schema else []
        for pattern, one in (*own, *((f"@{name}", self.definitions[name]) for name in named)):
            return [pattern, _sentence(one.get("patternErrorMessage", "viết chưa đúng mẫu"))]
        return None


def _turn(fields: Mapping[str, Schema], name: str) -> int:
    """When a field is asked for: what the thing is called, the rest, consent before what is about a person, the id."""
    if name == "id":
        return 4
    if name == "consent" or fields[name].get("personal"):
        return 3 if fields[name].get("personal") else 2
    return 0 if name == next((each for each in _CALLED if each in fields), None) else 1


def _hint(schema: Schema, kind: Field) -> str:
    """What to write, an example where one types; shortened where one chooses from a list that tells it all."""
    said = schema.get("description", "").replace("yes:", "Bật:").replace("yes hoặc no", "Có hoặc không")
    if schema.get("x-file") == "picture":
        return "Máy xóa nơi chụp, xoay đúng chiều và thu nhỏ ảnh trước khi lưu."
    if "x-refers-to" in schema:
        first = re.split(r"\. | \(content/", said)[0].rstrip(".")
        return "" if not first or _LOOKING_UP.search(first) else f"{first}."
    example = next(iter(schema.get("examples", ())), "") if kind["widget"] in ("string", "text", "number") else ""
    return f"{said} Ví dụ: {example}".strip() if example and "Ví dụ" not in said else said


def _options(schema: Schema) -> list[Field]:
    return [{"label": _capital(str(label)), "value": value} for value, label in named_values(schema)]


def _bounds(schema: Schema) -> Field:
    return {"min": schema["minimum"], "max": schema["maximum"]}


def _summary(schema: Schema) -> Field:
    """What is shown of an item while it is folded: what it is called, or what there is of what tells it from others."""
    required = schema.get("required", ())
    names = [name for name in _NAMES if name in schema["properties"]]
    shown = next(([name] for name in names if name in required), names[:2])
    added = [words for name, words in _ADDED.items() if name in schema["properties"]]
    return {"summary": " ".join(f"{{{{{name}}}}}" for name in shown) + "".join(added[:1])} if shown else {}


def _adding(schema: Schema) -> Field:
    return {"label_singular": schema["title"].lower().removeprefix("các ")} if "title" in schema else {}


def _file(picture: bool) -> Field:
    """A picture or a file, kept beside the text."""
    place = {"media_folder": "", "public_folder": "", "choose_url": False}
    return {"widget": "image" if picture else "file", **place}


def picture_field(name: str, label: str) -> Field:
    """A picture beside the text, that no model has."""
    return {"name": name, "label": label, **_file(picture=True)}


def day_field(name: str, label: str) -> Field:
    """A day, that no model has."""
    return {"name": name, "label": label, **_DAY}


def choice(options: Iterable[tuple[str, str]]) -> Field:
    """A field to choose from (value, label) pairs that were known when the editor was made."""
    return {
        "widget": "select",
        "options": [{"label": label, "value": value} for value, label in options],
        "dropdown_threshold": _MANY,
    }


def relation(collection: str, value: str, *shown: str, file: str | None = None) -> Field:
    """A field to choose from what the content holds at the moment: `value` is kept, `shown` is what people read."""
    return {
        "widget": "relation",
        "collection": collection,
        **({"file": file} if file else {}),
        "value_field": value,
        "display_fields": [*shown],
        "search_fields": [*shown],
        "dropdown_threshold": _MANY,
    }


def _sentence(words: str) -> str:
    return _capital(words).rstrip(".") + "."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
