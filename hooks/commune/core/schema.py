"""From YAML nodes to models: what content may say, and what is said to an officer when it does not.

The models are pydantic: one definition for reading, for messages and for the schemas of editors.
Every scalar arrives as text; the types of fields.py give it its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, ErrorDetails

from .json_schema import Keywords, Schema
from .key_names import meant_key
from .numbers import numbers_seen
from .problem import Place, Problem, Problems
from .source import Source
from .yaml_nodes import Loc, Node, node_of, parse_yaml


class Record(BaseModel):
    """Base of all that is written in YAML: immutable, and a key it does not know is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: ClassVar[tuple[Schema, ...]] = ()
    """What JSON Schema can say of the rules across the fields of this class; those of its bases hold too."""
    form_rules: ClassVar[tuple[Schema, ...]] = ()
    """What the check of all content says anyway, and a form can say before something is saved; of its bases too."""
    elsewhere: ClassVar[Mapping[str, str]] = {}
    """Keys that belong to a sibling of this class: what to tell whoever writes one here."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> Schema:
        schema = handler.resolve_ref_schema(handler(core_schema))
        if rules := [rule for base in cls.__mro__ for rule in vars(base).get("rules", ())]:
            schema["allOf"] = rules
        if form_rules := [rule for base in cls.__mro__ for rule in vars(base).get("form_rules", ())]:
            schema["x-form-rules"] = form_rules
        return schema

    @model_validator(mode="before")
    @classmethod
    def _empty_slot_is_absent(cls, data: object) -> object:
        """`trusted_addresses:` with nothing after it is the same as no such line."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in fields_of(cls)}


R = TypeVar("R", bound=Record)
_MOST_FAULTS = 200  # in one file, before the rest of it is left alone


@dataclass(frozen=True)
class Document(Generic[R]):
    """A record and where each of its values stands; `faulty` are the keys with a fault that was left out."""

    uri: str
    record: R
    node: Node
    faulty: frozenset[str] = frozenset()

    def place(self, *loc: str | int) -> Place:
        return Place(self.uri, self.node.line_of(loc))


def read_record(
    model: type[R],
    node: Node | None,
    uri: str,
    problems: Problems,
    stand_ins: Mapping[str, object] | None = None,
    unsaid: Mapping[str, object] | None = None,
) -> Document[R] | None:
    """`node` as a `model`, or None with what is wrong in `problems`.

    With `stand_ins` (what to take a key for) the record comes back without its faults: checks on all else can go on.
    A key of `unsaid` need not be there yet: it is taken for what stands there, and not told.
    """
    if node is None:
        return None  # broken, and reported as such
    if unsaid:
        node = _completed(model, node, unsaid)
    try:
        return Document(uri, model.model_validate(node.plain()), node)
    except ValidationError as error:
        details = error.errors()
        _report(model, node, uri, details[:_MOST_FAULTS], problems)
        return _without_faults(model, node, uri, stand_ins) if stand_ins and len(details) <= _MOST_FAULTS else None


def _completed(model: type[Record], node: Node, unsaid: Mapping[str, object]) -> Node:
    """The node with what it does not say yet."""
    try:
        model.model_validate(node.plain())
    except ValidationError as error:
        for detail in error.errors():
            loc, key = detail["loc"], str(detail["loc"][-1]) if detail["loc"] else ""
            is_empty = detail["type"] == "missing" or (detail["type"] == "too_short" and not detail["input"])
            if is_empty and key in unsaid:
                node = node.put(loc, node_of(unsaid[key], node.line_of(loc)))
    return node


def _report(model: type[Record], node: Node, uri: str, details: list[ErrorDetails], problems: Problems) -> None:
    strangers = {
        loc: said for loc in {detail["loc"][:-1] for detail in details} if (said := _stranger(model, loc, details))
    }
    for loc, message in strangers.items():
        problems.add(Place(uri, node.line_of(loc)), message)
    told = set()
    for detail in details:
        if detail["loc"][:-1] in strangers and detail["type"] in _ABOUT_KEYS:
            continue
        if detail["type"] == "too_short" and detail["input"]:
            continue  # the list is not empty: its items are wrong, and each is reported itself
        if detail["type"] == "missing" and _is_misspelt(model, detail["loc"], details):
            continue  # it is there under a name that is reported itself
        if (same := _said_once(detail)) in told:
            continue
        told.add(same)
        problems.add(Place(uri, node.line_of(detail["loc"])), _message(model, detail))


def _said_once(detail: ErrorDetails) -> tuple[object, ...]:
    """What is the same for faults of which one message is enough: a list of words for one of records, cut words."""
    loc, kind = detail["loc"], detail["type"]
    if kind == "model_type" and loc and isinstance(loc[-1], int):
        return kind, loc[:-1]
    if kind == "extra_forbidden" and " " in str(loc[-1]) and detail["input"] is None:
        return kind, loc[:-1]
    return kind, loc


_ABOUT_KEYS = ("extra_forbidden", "missing")
_FOREIGN = 3  # so many keys too much or too few, most of them like no key of ours: it is no slip of the hand


def _stranger(model: type[Record], loc: Loc, details: list[ErrorDetails]) -> str | None:
    """What to say of an item that stands in a list of other things, once; None where its keys are nearly right."""
    if len(loc) < 2 or not isinstance(loc[-1], int):
        return None
    about = [detail for detail in details if detail["loc"][:-1] == loc and detail["type"] in _ABOUT_KEYS]
    unknown = [str(detail["loc"][-1]) for detail in about if detail["type"] == "extra_forbidden"]
    known = [*fields_of(_owner(model, loc))]
    foreign = [key for key in unknown if not meant_key(key, known)]
    if len(about) < _FOREIGN or len(foreign) < _FOREIGN - 1 or any(" " in key for key in unknown):
        return None
    return (
        f'ở "{loc[-2]}" không có {_listed(unknown)}; mỗi mục gồm: {", ".join(sorted(known))}. '
        "Có lẽ mục này thuộc danh sách khác, tệp khác, hoặc dòng tên danh sách ở trên nó đã mất"
    )


def _listed(keys: list[str]) -> str:
    return ", ".join(f'"{key}"' for key in keys)


def _without_faults(model: type[R], node: Node, uri: str, stand_ins: Mapping[str, object]) -> Document[R] | None:
    """The record with a stand-in for what is wrong, or without it; None where that leaves nothing to check."""
    faulty: frozenset[str] = frozenset()
    for _ in range(_MOST_FAULTS):
        try:
            return Document(uri, model.model_validate(node.plain()), node, faulty)
        except ValidationError as error:
            fault = error.errors()[-1]  # the last: what is left out moves only what follows it
        loc, key = fault["loc"], fault["loc"][-1] if fault["loc"] else ""
        faulty |= {step for step in loc if isinstance(step, str)}
        if key in stand_ins and fault["type"] != "extra_forbidden":
            node = node.put(loc, node_of(stand_ins[str(key)], node.line_of(loc)))
        else:
            node = node.put(loc[:-1] if fault["type"] == "missing" else loc, None)
    return None


def read_document(
    model: type[R], uri: str, source: Source, problems: Problems, purpose: str | None = None
) -> Document[R] | None:
    """The YAML file `uri` as a `model`; None where it is not there, or with what is wrong in `problems`.

    Where the site cannot be without the file, `purpose` says what it is for, and a missing one is a problem.
    """
    if uri in source.texts:
        document, found = _read(model, source.texts[uri], uri, tuple(source.words.items()))
        for problem in found:
            problems.add(problem.place, problem.message)
        return document
    if purpose:
        source.report_missing(uri, purpose, problems)
    return None


@lru_cache(maxsize=128)  # as yaml_nodes keeps what it has read
def _read(
    model: type[R], text: str, uri: str, words: tuple[tuple[str, str], ...]
) -> tuple[Document[R] | None, tuple[Problem, ...]]:
    problems = Problems()
    node = parse_yaml(text, uri, problems)
    return read_record(model, node and node.worded(dict(words)), uri, problems), tuple(problems)


def unique_ids(document: Document[R], key: str, records: tuple[Any, ...], problems: Problems) -> None:
    """Two records of the list `key` with one id are a problem at the second."""
    lines: dict[str, int] = {}
    for index, record in enumerate(records):
        place = document.place(key, index, "id")
        if record.id in lines:
            problems.add(place, f'"id" là "{record.id}": đã dùng ở dòng {lines[record.id]}. Mỗi mục cần một tên riêng')
        lines.setdefault(record.id, place.line)


def _message(model: type[Record], detail: ErrorDetails) -> str:
    """One pydantic error as a sentence: what stands there, what is right, an example."""
    loc, kind = detail["loc"], detail["type"]
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    if kind == "value_error" and isinstance(detail["input"], dict):
        return str(detail["ctx"]["error"])  # about a record as a whole
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]), detail["input"], _owner(model, loc[:-1]))
    if not loc:
        return f"tệp này phải gồm các mục, mỗi mục có tên, dấu hai chấm rồi nội dung: {', '.join(fields_of(model))}"
    example = _example(model, loc)
    if kind == "missing":
        return f'thiếu "{key}"{example}'
    if detail["input"] is None:
        return f'"{key}" có một dòng để trống: hãy điền vào, hoặc xóa dòng ấy{example}'
    if kind == "too_short":
        return f'"{key}" đang để trống: cần ít nhất một mục{example}'
    rule = _rule(detail, _labels(_field(model, loc)))
    return f'"{key}" là {_shown(detail["input"])}: {rule}{"" if rule.endswith("?") else example}'


def _is_misspelt(model: type[Record], loc: Loc, details: list[ErrorDetails]) -> bool:
    others = _owner(model, loc[:-1]).elsewhere
    unknown = [str(d["loc"][-1]) for d in details if d["type"] == "extra_forbidden" and d["loc"][:-1] == loc[:-1]]
    misspelt = [key for key in unknown if key not in others]
    return any(meant_key(key, [str(loc[-1])]) or _without_its_sign(key, [str(loc[-1])]) for key in misspelt)


def _unknown_key(key: str, value: object, owner: type[Record]) -> str:
    known = sorted(fields_of(owner))
    if cure := owner.elsewhere.get(key) or _without_its_sign(key, known):
        return cure
    if (
        " " in key and value is None and not meant_key(key, known, nearness=1)
    ):  # the rest of a text that was cut at a comma inside { }
        return f'"{key}" không phải tên mục: nội dung có dấu phẩy thì đặt trong dấu nháy. Ví dụ: {{title: "Một, hai"}}'
    meant = meant_key(key, known)
    mended = f', ý bạn là "{meant}"?' if meant else "."
    return f'không có mục "{key}"{mended} Các mục được dùng: {", ".join(known)}'


def _without_its_sign(key: str, known: list[str]) -> str | None:
    """What to do about "plan:2027" and "plan 2027", which are names with their text."""
    if (typed := re.match(r"([a-z_]+)(:| )\s*(.+)", key)) and typed[1] in known:
        sign = "dấu cách sau dấu hai chấm" if typed[2] == ":" else "dấu hai chấm và dấu cách sau tên mục"
        return f'"{key}": thiếu {sign}. Hãy viết {typed[1]}: {typed[3]}'
    return None


_SHOWN = 80  # letters of a value


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "một nhóm các mục"
    if isinstance(value, list):
        return "một danh sách"
    text = str(value)
    # A number is shown whole or not at all: of a half nobody could tell that it must not be shown in public.
    end = next((number.start for number in numbers_seen(text) if number.start < _SHOWN < number.end), _SHOWN)
    return f'"{text[:end]}"'


def _rule(detail: ErrorDetails, labels: Mapping[str, str]) -> str:
    """What is right, for each type of pydantic error that a content file can meet."""
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return str(context["error"])
    rules = {
        "string_type": "ở đây phải là một đoạn chữ",
        "string_too_short": "không được để trống",
        "too_long": f"dài quá {context.get('max_length')} ký tự",
        "string_too_long": f"dài quá {context.get('max_length')} ký tự",
        "tuple_type": 'ở đây phải là một danh sách, mỗi dòng bắt đầu bằng "- ", hoặc đặt trong [ ]',
        "model_type": "ở đây phải là các mục con, thụt vào hai dấu cách",
        "literal_error": f"chỉ được chọn: {_choices(context, labels)}",
        "string_pattern_mismatch": "viết chưa đúng mẫu",
        "greater_than_equal": f"phải từ {context.get('ge')} trở lên",
        "less_than_equal": f"phải từ {context.get('le')} trở xuống",
    }
    return rules.get(detail["type"], "không đúng kiểu nội dung ở đây")


def _choices(context: dict[str, Any], labels: Mapping[str, str]) -> str:
    """The values of a closed list, each with what it means: `"called" (gọi điện)`."""
    values = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return ", ".join(f'"{value}" ({labels[value]})' if value in labels else f'"{value}"' for value in values)


def _labels(annotation: Any) -> dict[str, str]:
    """What the values of a closed list mean, given for a field or for the type inside `tuple[Method, ...]`."""
    found: dict[str, str] = {}
    if isinstance(annotation, FieldInfo):
        found = _labels_in(annotation.metadata)
        annotation = annotation.annotation
    for argument in get_args(annotation):
        found |= _labels(argument)
    return found | _labels_in(getattr(annotation, "__metadata__", ()))


def _labels_in(metadata: Iterable[object]) -> dict[str, str]:
    keywords = (each.keywords for each in metadata if isinstance(each, Keywords))
    return {value: words for one in keywords for value, words in dict(one.get("x-labels") or {}).items()}


def _example(model: type[Record], loc: Loc) -> str:
    """An example of what stands at `loc`: of a list, in brackets; of one of its items, without."""
    field = _field(model, loc)
    examples = next(_examples_in(field), None)
    if field is None or not examples:
        return ""
    item = str(examples[0])
    is_list = isinstance(loc[-1], str) and get_origin(field.annotation) is tuple
    return f". Ví dụ: {f'[{item}]' if is_list and not item.startswith('[') else item}"


def _examples_in(annotation: Any) -> Iterator[list[Any]]:
    """The examples given for a field, or for the type inside `Phone | None` or `tuple[Slug, ...]`."""
    if isinstance(annotation, FieldInfo):
        if annotation.examples:
            yield annotation.examples
        annotation = annotation.annotation
    for argument in (*getattr(annotation, "__metadata__", ()), *get_args(annotation)):
        if isinstance(argument, FieldInfo) or get_args(argument):
            yield from _examples_in(argument)


def _owner(model: type[Record], loc: Loc) -> type[Record]:
    """The record type that stands at `loc` inside `model`."""
    owner = model
    for step in loc:
        field = fields_of(owner).get(step) if isinstance(step, str) else None
        owner = next(iter(records_in(field.annotation)), owner) if field else owner
    return owner


def _field(model: type[Record], loc: Loc) -> FieldInfo | None:
    names = [index for index, step in enumerate(loc) if isinstance(step, str)]
    if not names:
        return None
    return fields_of(_owner(model, loc[: names[-1]])).get(str(loc[names[-1]]))


def fields_of(model: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record by their keys, as they are written in YAML."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The record types inside an annotation such as `tuple[Line, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from records_in(argument)
