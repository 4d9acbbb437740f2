"""Good content with one mistake in it, hundreds of times: no traceback, no silence where the meaning changed, and
each time a place and a cure in Vietnamese.

The mistakes are drawn at random from a seed, so that they are the same each time. `python tests/test_mutations.py`
prints how many of each kind were refused, and how near to the mistake the messages are.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from fnmatch import fnmatch
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from commune.campaigns.sheets.reading import read_sheet
from commune.content_reading import read_content
from commune.core.names import with_words_of_place
from commune.core.problem import ContentError, Problem, Problems
from commune.core.schema import Document, Record
from commune.core.source import Source, read_source
from commune.core.yaml_nodes import Node, parse_yaml, split_front_matter
from commune.environment import DiskCache
from commune.language.reading import URI as OWN_WORDS
from commune.settings import words_of_place
from commune.slices import CONTENT_FILES
from communes import ROOT, SONG_LAM, assemble
from making import Memory, make_site

SEED = 2026
PER_KIND = 15
NEAR = 2  # lines
# So many of a kind may be told further away. What is missing is told where the record begins that lacks it.
FAR = {"drop": 10, "move": 10}
FAR_AT_MOST = 3
DAY = date(2027, 3, 24)
_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_OF_PYDANTIC = re.compile(r"Input should|Value error|[Ff]ield required|Extra inputs|không đúng kiểu nội dung ở đây")


@dataclass(frozen=True)
class Mutation:
    """One mistake in one file. `data` is None where the file is gone.

    `lines` are the first and the last that are no longer as they were; none where it is about the whole file.
    """

    kind: str
    uri: str
    lines: tuple[int, ...]
    data: bytes | None
    renamed: str | None = None

    def __str__(self) -> str:
        text = (self.data or b"").decode("utf-8", "replace").split("\n")
        shown = [line for at in self.lines[:1] for line in text[max(0, at - 2) : at + 1]]
        first = f"{self.kind}: {self.uri} {self.lines or ''} {self.renamed or ''}"
        return "\n".join([first, *(f"    | {line}" for line in shown)])


# --- the mistakes: the lines of a good file and the number of one (from 0) → other lines, or None where it has none ---

Lines = list[str]
Mistake = Callable[[random.Random, Lines, int], Lines | None]


def _on_line(change: Callable[[random.Random, str], str]) -> Mistake:
    def make(rng: random.Random, lines: Lines, at: int) -> Lines:
        return [*lines[:at], change(rng, lines[at]), *lines[at + 1 :]]

    return make


def _retyped(pattern: str, signs: str) -> Mistake:
    """One sign of what the pattern matches becomes another."""

    def change(rng: random.Random, line: str) -> str:
        places = [at for found in re.finditer(pattern, line) for at in range(*found.span(found.lastindex or 0))]
        if not places:
            return line
        at = rng.choice(places)
        return line[:at] + rng.choice(signs) + line[at + 1 :]

    return _on_line(change)


def _without_a_sign(rng: random.Random, line: str) -> str:
    places = [found.start() for found in re.finditer(r"[\"\[\]{}:,#]|(?<=-) |^ *-", line)]
    at = rng.choice(places) if places else len(line)
    return line[:at] + line[at + 1 :]


def _replaced(old: str, new: str) -> Mistake:
    return _on_line(lambda _, line: re.sub(old, new, line, count=1))


def _joined(rng: random.Random, lines: Lines, at: int) -> Lines:
    return [*lines[:at], " ".join([lines[at], *(line.strip() for line in lines[at + 1 : at + 2])]), *lines[at + 2 :]]


def _moved(rng: random.Random, lines: Lines, at: int) -> Lines:
    rest = [*lines[:at], *lines[at + 1 :]]
    to = rng.randrange(len(rest) + 1)
    return [*rest[:to], lines[at], *rest[to:]]


_LETTERS = "aăbcdđeêghiklmnoôơpqrstuưvxyABCDĐO"
LINE_MISTAKES: dict[str, Mistake] = {
    "drop": lambda rng, lines, at: [*lines[:at], *lines[at + 1 :]],
    "duplicate": lambda rng, lines, at: [*lines[: at + 1], *lines[at:]],
    "swap": lambda rng, lines, at: [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]],
    "move": _moved,
    "join": _joined,
    "retype a key": _retyped(r"^[ -]*([a-z_]+):", _LETTERS),
    "retype a value": _retyped(r": (.+)", _LETTERS + "0123456789.,;:-#\"'[]{}*&!%@`|>?\\/"),
    "retype a digit": _retyped(r"\d", "0123456789OlI./- "),
    "lose a sign": _on_line(_without_a_sign),
    "indent +1": _replaced("^", " "),
    "indent +2": _replaced("^", "  "),
    "indent -1": _replaced("^ ", ""),
    "indent -2": _replaced("^  ", ""),
    "tab": _replaced("^ *", "\t"),
    "tab inside": _replaced("(?<=[:-]) ", "\t"),
    "odd space": _replaced(" (?=[^ ])", "\u00a0"),
    "unseen sign": _replaced(r"(?<=\w)(?=\w)", "\u200b"),
    "curly quotes": _on_line(lambda _, line: re.sub('"([^"]*)"', "“\\1”", line)),
    "quotes around": _replaced(r": ([^\s\[{\"].*)$", r": “\1”"),
    "long dash": _replaced("-", "–"),
    "wide colon": _replaced(":", "："),
    "comment": _on_line(lambda rng, line: re.sub(r"(?<=\w) (?=\w)", rng.choice([" #", " # "]), line, count=1)),
    "letters apart": _on_line(lambda _, line: unicodedata.normalize("NFD", line)),
    "conflict": lambda rng, lines, at: [
        *lines[:at],
        *("<<<<<<< HEAD", lines[at], "=======", lines[at] + "x", ">>>>>>> khác"),
        *lines[at + 1 :],
    ],
}


FILE_MISTAKES: dict[str, Callable[[random.Random, str], bytes | None]] = {
    "utf-16": lambda rng, text: text.encode("utf-16"),
    "cp1258": lambda rng, text: unicodedata.normalize("NFD", text).encode("cp1258", "replace"),
    "latin-1": lambda rng, text: text.encode("utf-8").replace("ệ".encode(), b"\xea").replace("à".encode(), b"\xe0"),
    "read as cp1252": lambda rng, text: text.encode().decode("cp1252", "replace").encode(),
    "crlf": lambda rng, text: text.replace("\n", "\r\n").encode(),
    "nfd": lambda rng, text: unicodedata.normalize("NFD", text).encode(),
    "bom": lambda rng, text: text.encode("utf-8-sig"),
    "truncate": lambda rng, text: text.encode()[: rng.randrange(len(text.encode()))],
    "delete": lambda rng, text: None,
}
RENAMED = ("{stem} (1){suffix}", "{stem} - Copy{suffix}", "{name}.txt", "{stem}{upper}", "{title}{suffix}", "x{name}")
KINDS = (*LINE_MISTAKES, *FILE_MISTAKES, "rename")


# --- the good content, and one mistake in it ---


@dataclass(frozen=True)
class Good:
    """A commune's content as it was read, and all that it says. What its texts become is made once."""

    source: Source
    said: object
    keep: Memory

    @classmethod
    def at(cls, root: Path) -> Good:
        problems, keep = Problems(), Memory()
        source = read_source(root, problems)
        said = _read(source, problems, keep)
        assert len(problems) == 0, problems
        return cls(source, said, keep)

    def written(self) -> list[str]:
        """The texts of content/ that an officer edits."""
        return [uri for uri in self.source.texts if uri.startswith("content/") and uri.endswith((".md", ".yml"))]

    def with_mistake(self, mutation: Mutation, problems: Problems) -> Source:
        """The content with the mistake in it, as it would be read from disk."""
        texts = {uri: text for uri, text in self.source.texts.items() if uri != mutation.uri}
        source = replace(self.source, texts=texts, refused=set())
        if mutation.data is None:
            return source
        with TemporaryDirectory() as folder:
            path = Path(folder) / (mutation.renamed or mutation.uri)
            path.parent.mkdir(parents=True)
            path.write_bytes(mutation.data)
            read = read_source(Path(folder), problems)
            texts.update(read.texts | dict.fromkeys(read.files, ""))
            source.refused.update(read.refused)
        return source


def mutations(kind: str, good: Good, rng: random.Random) -> Iterator[Mutation]:
    """Mistakes of one kind, without end; each changes the file."""
    while True:
        uri = rng.choice(good.written())
        text = good.source.texts[uri]
        if kind == "rename":
            name = uri.rpartition("/")[2]
            stem, _, suffix = name.rpartition(".")
            names = {"name": name, "stem": stem, "suffix": f".{suffix}", "upper": f".{suffix.upper()}"}
            new = rng.choice(RENAMED).format(**names, title=stem.title())
            yield Mutation(kind, uri, (), text.encode(), f"{uri.rpartition('/')[0]}/{new}")
        elif kind in FILE_MISTAKES:
            data = FILE_MISTAKES[kind](rng, text)
            if data != text.encode():
                yield Mutation(kind, uri, (), data)
        else:
            lines = text.split("\n")
            at = rng.randrange(len(lines))
            changed = LINE_MISTAKES[kind](rng, lines, at)
            if changed and changed != lines:
                yield Mutation(kind, uri, _differing(lines, changed), "\n".join(changed).encode())


def _differing(old: Lines, new: Lines) -> tuple[int, int]:
    """The first and the last line, from 1, of `new` that are not as in `old`."""
    first = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    same = next((at for at, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), 0)
    return first + 1, max(first + 1, len(new) - same)


# --- what is right about an answer ---


@dataclass(frozen=True)
class Answer:
    """What the library says of a mistake; `wrong` is what is wrong with that."""

    mutation: Mutation
    problems: tuple[Problem, ...]
    wrong: tuple[str, ...]

    @property
    def distance(self) -> int | None:
        """How many lines lie between the mistake and the nearest place told in its file."""
        told = [problem.place.line for problem in self.problems if problem.place.uri == self.mutation.uri]
        return min((abs(line - at) for line in told for at in self.mutation.lines), default=None)

    @property
    def is_near(self) -> bool:
        return self.distance is None or self.distance <= NEAR

    def __str__(self) -> str:
        told = [f"    {problem}" for problem in self.problems] or ["    accepted"]
        return "\n".join([str(self.mutation), *told, *(f"  ! {each}" for each in self.wrong)])


def answer(good: Good, mutation: Mutation) -> Answer:
    problems = Problems()
    try:
        source = good.with_mistake(mutation, problems)
        said = _read(source, problems, good.keep)
    except Exception as error:
        return Answer(mutation, (), (f"traceback: {error!r}",))
    found = tuple(problems)
    if found:
        return Answer(mutation, found, tuple(_wrong_with(found, source, mutation)))
    return Answer(mutation, (), tuple(_silences(good, mutation, source, said)))


def _read(source: Source, problems: Problems, keep: Memory) -> object:
    """All that the content says, sheets to print with it; None where it cannot be read."""
    content = read_content(source, DAY, problems, keep)
    if content is None:
        return None
    return [_said(content), _said([read_sheet(item, source, problems) for item in content.campaigns.materials])]


def _wrong_with(problems: tuple[Problem, ...], source: Source, mutation: Mutation) -> Iterator[str]:
    data = (mutation.data or b"").replace(b"\r\n", b"\n")
    for problem in problems:
        uri, line = problem.place.uri, problem.place.line
        text = source.texts.get(uri, data.decode("utf-8", "replace"))
        if line and not (0 < line <= text.count("\n") + 1):
            yield f"no such line: {problem}"
        if not _VIETNAMESE.search(problem.message):
            yield f"no cure in Vietnamese: {problem}"
        if found := _OF_PYDANTIC.search(problem.message):
            yield f"{found[0]!r} says nothing to an officer: {problem}"


def _silences(good: Good, mutation: Mutation, source: Source, said: object) -> Iterator[str]:
    """What was written and is nowhere, in content that was accepted."""
    if said is None:
        yield "refused without a word"
    uri = mutation.renamed or mutation.uri
    if uri in source.texts and (node := _front(source.texts[uri], uri)) is not None:
        words = _all_text(node)
        if _model_of(uri) and (lost := [word for word in _words(source.texts[uri]) if word not in words]):
            yield f"read by nobody: {lost[:5]}"
        read = node.worded(source.words).plain()
        if (model := _model_of(uri)) and (gone := _unread(read, model.model_validate(read))):
            yield f"in the file and not in the model: {gone[:5]}"
    if _tree(good.source.texts.get(mutation.uri), mutation.uri) != _tree(source.texts.get(uri), uri):
        if said == good.said:
            yield "the file says something else, the content says the same"
    elif mutation.kind not in ("rename", "delete") and not uri.endswith("plan.md") and said != good.said:
        yield "the file says the same, the content says something else"


def _front(text: str, uri: str) -> Node | None:
    if uri.endswith(".yml"):
        return parse_yaml(text, uri, Problems())
    return split_front_matter(text, uri, Problems())[0]


def _words(text: str) -> list[str]:
    """The words of a YAML file or a front matter, but for comments on a line of their own."""
    front = re.match(r"---\n(.*?)\n---", text, re.DOTALL)
    text = front[1] if front else text
    return re.findall(r"\w+", re.sub(r"^\s*#.*", "", text, flags=re.MULTILINE))


def _all_text(node: Node) -> str:
    if isinstance(node.value, dict):
        return "\n".join([*node.value, *map(_all_text, node.value.values())])
    if isinstance(node.value, list):
        return "\n".join(map(_all_text, node.value))
    return node.value or "null ~"


def _model_of(uri: str) -> type[Record] | None:
    found = (file.model for file in CONTENT_FILES for pattern in file.patterns if fnmatch(uri, pattern))
    return next(found, None)


def _unread(plain: object, model: object) -> list[str]:
    """The paths of what stands in the tree of a file and not in the record that was made of it."""
    if isinstance(plain, dict):
        values = {field.alias or name: getattr(model, name) for name, field in type(model).model_fields.items()}
        pairs = [(key, value, values.get(key)) for key, value in plain.items()]
    elif isinstance(plain, list):
        if len(plain) != len(model):
            return ["a list of another length"]
        pairs = [(str(at), *both) for at, both in enumerate(zip(plain, model, strict=True))]
    else:
        return [""] if plain is not None and model is None else []
    return [f"{key}.{rest}" for key, value, made in pairs for rest in _unread(value, made)]


def _tree(text: str | None, uri: str) -> object:
    """What a file says, by a reader of YAML that is not ours, with what is not written as it is then taken to be."""
    if text is None and uri != OWN_WORDS:  # a commune without words of its own needs no file to say so
        return None
    text = unicodedata.normalize("NFC", text or "").replace("\u00a0", " ").replace("\u200b", "")
    text = with_words_of_place(text, words_of_place())
    front = re.match(r"---\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    if uri.endswith(".yml") or front:
        body = text[front.end() :] if front else ""
        plain, model = _filled(yaml.load(front[1] if front else text, yaml.CBaseLoader)), _model_of(uri)
        return model.model_validate(plain or {}) if model else plain, " ".join(body.split())
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [line for line in lines if line] if uri.endswith("plan.md") else " ".join(lines).split()


def _filled(plain: object) -> object:
    if isinstance(plain, dict):
        return {key: value for key, inner in plain.items() if (value := _filled(inner)) not in ("", "~", "null")}
    if isinstance(plain, list):
        return [_filled(inner) for inner in plain]
    return " ".join(plain.split()) if isinstance(plain, str) else plain


def _said(value: object) -> object:
    """All that the content says, without where it stands."""
    if isinstance(value, Document):
        return _said(value.record)
    if isinstance(value, Record):
        return {name: _said(inner) for name, inner in value}
    if is_dataclass(value) and not isinstance(value, type):
        skipped = ("line", "first_line", "node", "place", "ledger", "uri", "keep")
        return {each.name: _said(getattr(value, each.name)) for each in fields(value) if each.name not in skipped}
    if isinstance(value, (list, tuple)):
        return [_said(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): _said(inner) for key, inner in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


# --- the tests ---


@pytest.fixture(scope="module")
def communes(tmp_path_factory):
    """This repository's content, and the second commune, in which everything is filled in."""
    return [Good.at(ROOT), Good.at(assemble(tmp_path_factory.mktemp("second") / "commune"))]


@pytest.fixture(scope="module")
def told(communes) -> Callable[[str], list[Answer]]:
    """What is said of the mistakes of a kind; several tests look at it."""
    return cache(partial(answers, communes=communes))


def answers(kind: str, communes: list[Good], count: int = PER_KIND) -> list[Answer]:
    """What is said of `count` mistakes of one kind, in turn in each commune."""
    rng = random.Random(f"{SEED} {kind}")
    streams = [(good, mutations(kind, good, rng)) for good in communes]
    return [answer(good, next(stream)) for good, stream in islice(cycle(streams), count)]


def test_there_are_five_hundred_mistakes():
    assert len(KINDS) * PER_KIND >= 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_mistake_is_told_with_its_place_and_its_cure(kind, told):
    given = told(kind)
    wrong = [each for each in given if each.wrong]
    assert not wrong, "\n\n".join(map(str, wrong))
    far = [each for each in given if not each.is_near]
    assert len(far) <= FAR.get(kind, FAR_AT_MOST), "\n\n".join(map(str, far))


@pytest.mark.parametrize("kind", ["utf-16", "cp1258", "latin-1", "read as cp1252", "conflict", "rename"])
def test_what_nobody_can_want_is_always_refused(kind, told):
    accepted = [each for each in told(kind) if not each.problems]
    assert not accepted, "\n\n".join(map(str, accepted))


@pytest.mark.parametrize("kind", ["crlf", "nfd", "bom", "letters apart", "unseen sign"])
def test_what_no_reader_would_see_is_accepted(kind, told):
    refused = [each for each in told(kind) if each.problems]
    assert not refused, "\n\n".join(map(str, refused))


@pytest.mark.parametrize("uri", ["content/calendar.yml", "content/help/local.yml", "content/bundles.yml"])
def test_a_file_cut_off_anywhere_or_without_any_one_sign_is_read_or_told(uri):
    text = (SONG_LAM / uri).read_text("utf-8")
    for at in range(len(text)):
        for broken in (text[:at], text[:at] + text[at + 1 :]):
            problems = Problems()
            assert parse_yaml(broken, uri, problems) or len(problems)
            assert all(0 < problem.place.line <= broken.count("\n") + 1 for problem in problems)


# --- the same through the whole site ---


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(root, cache) of the second commune, which was made once."""
    root, cache = assemble(tmp_path_factory.mktemp("whole") / "commune"), DiskCache(tmp_path_factory.mktemp("cache"))
    make_site(root, DAY, DAY, cache)
    return root, cache


@pytest.mark.parametrize("part", range(4))
def test_the_whole_site_is_made_or_refused(part, site):
    good, rng = Good.at(site[0]), random.Random(f"{SEED} whole {part}")
    given = [_whole_answer(*site, next(mutations(rng.choice(KINDS), good, rng))) for _ in range(10)]
    wrong = [each for each in given if each.wrong]
    assert not wrong, "\n\n".join(map(str, wrong))


def _whole_answer(root: Path, cache: DiskCache, mutation: Mutation) -> Answer:
    path, before = root / mutation.uri, (root / mutation.uri).read_bytes()
    written = root / (mutation.renamed or mutation.uri)
    try:
        path.unlink()
        if mutation.data is not None:
            written.write_bytes(mutation.data)
        make_site(root, DAY, DAY, cache)
        return Answer(mutation, (), ())
    except ContentError as error:
        found = tuple(error.problems)
        return Answer(mutation, found, tuple(_wrong_with(found, read_source(root, Problems()), mutation)))
    except Exception as error:
        return Answer(mutation, (), (f"traceback: {error!r}",))
    finally:
        written.unlink(missing_ok=True)
        path.write_bytes(before)


def figures(count: int) -> None:
    """Prints, for each kind, how many were refused, and how many of those in a line were told near it."""
    with TemporaryDirectory() as folder:
        both = [Good.at(ROOT), Good.at(assemble(Path(folder) / "commune"))]
        for kind in KINDS:
            given = answers(kind, both, count)
            refused, placed = sum(bool(each.problems) for each in given), [x for x in given if x.distance is not None]
            print(f"{kind:16} {count:4}, refused {refused:4}, near {sum(x.is_near for x in placed)} of {len(placed)}")


if __name__ == "__main__":
    figures(int(sys.argv[1]) if len(sys.argv) > 1 else PER_KIND)
