"""A schema as VS Code needs it: each refusal in Vietnamese, and a number taken for the text that it is to us.

Its YAML server reads YAML 1.2, where `phone: 113` is a number; the library reads every value as text. The server's own
messages are English. A schema can put `errorMessage` in the place of those about type, choice, missing and unknown
keys, one for each schema; what it cannot put into words stands behind an `if`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..core.json_schema import Schema, named_values

_BOUNDS: dict[str, Callable[[int], str]] = {
    "minLength": lambda least: "không được để trống" if least == 1 else f"cần ít nhất {least} ký tự",
    "maxLength": lambda most: f"dài quá {most} ký tự",
    "minItems": lambda least: f"cần ít nhất {least} dòng trong danh sách này",
    "maxItems": lambda most: f"danh sách này có nhiều nhất {most} dòng",
    "minimum": lambda least: f"phải từ {least} trở lên",
    "maximum": lambda most: f"phải từ {most} trở xuống",
}
_TYPES = {
    "array": 'ở đây phải là một danh sách: mỗi dòng bắt đầu bằng "- ", hoặc đặt trong [ ]',
    "boolean": "chỉ được viết yes (có) hoặc no (không)",
    "integer": "ở đây chỉ ghi một số nguyên",
    "string": "ở đây phải ghi một đoạn chữ",
    "null": "đã ghi mục khác thì mục này để trống: hãy xóa dòng này",
}
_NOT_NULL = ["string", "number", "array", "object"]
_NUMBERS = ("7", "113", "2026", "0912345678")


def spoken(schema: Schema) -> Schema:
    """The schema that accepts what `schema` accepts, and numbers in the place of texts."""
    found = {key: _inside(key, value) for key, value in schema.items() if key not in _said_apart(schema)}
    if rules := [*found.get("allOf", ()), *_rules(schema)]:
        found["allOf"] = rules
    if message := schema.get("errorMessage") or _message(schema):
        found["errorMessage"] = message
    if "patternErrorMessage" in schema and schema.get("examples"):
        found["patternErrorMessage"] += f". Ví dụ: {schema['examples'][0]}"
    if found.get("type") == "null":
        found["type"] = ["null"]  # of a single type the server puts its own message together, where rules branch
    return _numbers_too(found)


def _said_apart(schema: Schema) -> set[str]:
    """Keywords that become rules of their own. What a record requires stays: the server fills in these keys."""
    return {*_BOUNDS, "not"} | ({"required"} if "additionalProperties" not in schema else set())


def _inside(key: str, value: Any) -> Any:
    """What a keyword holds, spoken; conditions are never shown."""
    if key in ("properties", "definitions"):
        return {name: spoken(inner) for name, inner in value.items()}
    if key in ("allOf", "anyOf", "oneOf"):
        return [spoken(inner) for inner in value]
    return spoken(value) if key in ("items", "then", "else") else value


def _rules(schema: Schema) -> Iterator[Schema]:
    """The keywords for which the server has one message, or none that can be said otherwise."""
    for name in schema.get("required", ()) if "additionalProperties" not in schema else ():
        yield {"required": [name], "errorMessage": f'thiếu "{name}"'}
    for key in (key for key in _BOUNDS if key in schema):
        yield {"if": {key: schema[key]}, "else": _refusal(_BOUNDS[key](schema[key]))}
    if "not" in schema:
        if schema["not"] == {"type": "null"}:
            yield {"type": _NOT_NULL, "errorMessage": "mục này không được để trống: hãy điền vào"}
        else:
            yield {"if": schema["not"], "then": _refusal(schema["errorMessage"])}


def _refusal(message: str) -> Schema:
    """What no value matches but an empty slot, of which none of these rules speaks."""
    return {"type": ["null"], "errorMessage": message}


def _message(schema: Schema) -> str | None:
    """What is right here, said to whom has typed something else."""
    if "additionalProperties" in schema:
        return _keys(schema)
    if values := [value for value in schema.get("enum", [schema.get("const")]) if value is not None]:
        shown = [f"{value} ({means})" for value, means in named_values(schema)] if "enumDescriptions" in schema else []
        return f"chỉ được chọn: {', '.join(shown or map(str, values))}"
    if "contains" in schema:
        return f"danh sách này phải có {schema['contains'].get('const', 'thêm một mục nữa')}"
    return _type_message(schema)


def _keys(schema: Schema) -> str:
    required = schema.get("required", [])
    others = ", ".join(name for name in schema["properties"] if name not in required)
    if not required:
        return f"ở đây chỉ ghi được các mục: {others}"
    return f"ở đây phải có đủ các mục: {', '.join(required)}" + (f"; ghi thêm được: {others}" if others else "")


def _type_message(schema: Schema) -> str | None:
    types = _types(schema)
    message = next((words for name, words in _TYPES.items() if name in types), None)
    example = f". Ví dụ: {schema['examples'][0]}" if message and schema.get("examples") else ""
    empty = ", hoặc để trống" if "null" in types and types != ["null"] and "array" not in types else ""
    return f"{message}{empty}{example}" if message else None


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def _numbers_too(schema: Schema) -> Schema:
    """Where a text is asked for that may look like a number, the number is taken as well; choices likewise."""
    types = _types(schema)
    if "string" not in types or "integer" in types:
        return schema
    if values := schema.get("enum"):
        numbers = [int(value) for value in values if value and value.isdecimal()]
        said = schema.get("enumDescriptions", ())
        twice = {"enumDescriptions": [*said, *said[: len(numbers)]]} if said else {}
        return {**schema, "type": [*types, "integer"], "enum": [*values, *numbers], **twice} if numbers else schema
    if any(re.search(schema.get("pattern", ""), number) for number in _NUMBERS):
        return {**schema, "type": [*types, "number"]}
    return schema
