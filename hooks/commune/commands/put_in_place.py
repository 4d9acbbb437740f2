"""New content: read together with all that is there, as a build will read it, and put in place in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ..content import Content
from ..content_reading import read_content
from ..core.problem import ContentError, Problem, Problems
from ..core.source import Source, clean_text, read_source
from ..disk import folder_aside, write
from ..environment import today
from ..help.reading import check_numbers_in_files, check_numbers_in_prose
from . import Refusal


def read(root: Path) -> tuple[Source, Content]:
    """What the repository says now. Raises ContentError where it cannot be read."""
    problems = Problems()
    source = read_source(root, problems)
    content = read_content(source, today(), problems)
    if content is None:
        raise ContentError(problems)
    return source, content


def put_folder(
    root: Path, folder: Path, files: Mapping[str, bytes], check: Callable[[Path], None] = lambda made: None
) -> Path:
    """A folder with these files, or none: no build sees it before it is whole.

    `check` looks at it before; what it raises leaves everything as it was.
    """
    with folder_aside(root, folder) as made:
        for name, data in files.items():
            write(made, made / name, data)
        check(made)
        if folder.exists():
            raise Refusal(f"{folder}: đã có rồi.")
    return folder


def put_content(source: Source, root: Path, uri: str, files: Mapping[str, bytes]) -> Path:
    """The folder `uri` of content/, which passes, or none. Raises ContentError with what is wrong in it."""
    return put_folder(root, root / uri, files, lambda made: _check(source, uri, made))


def wrong_in(source: Source, uri: str, files: Mapping[str, bytes]) -> list[Problem]:
    """What is wrong in the folder `uri` of content/, as it would be with these files and all else as it is."""
    with TemporaryDirectory() as aside:
        for name, data in files.items():
            write(Path(aside), Path(aside) / name, data)
        return _wrong_in(source, uri, Path(aside))


def _wrong_in(source: Source, uri: str, made: Path) -> list[Problem]:
    texts = {f"{uri}/{path.name}": path.read_text("utf-8") for path in made.iterdir() if path.suffix in (".md", ".yml")}
    files = {name: path for path in made.iterdir() if (name := f"{uri}/{path.name}") not in texts}
    found = Problems()
    texts = {name: clean_text(text, name, found) for name, text in texts.items()}
    whole = Source(source.texts | texts, source.files | files, source.refused, source.ledger)
    content = read_content(whole, today(), found)
    own = {name: text for name, text in texts.items() if name.endswith(".md")}
    check_numbers_in_prose(content.help if content else None, own, found)
    check_numbers_in_files(texts, [*texts, *files], found)
    return [problem for problem in found if problem.place.uri.startswith(f"{uri}/")]


def _check(source: Source, uri: str, made: Path) -> None:
    own = Problems()
    for problem in _wrong_in(source, uri, made):
        own.add(problem.place, problem.message)
    if len(own):
        raise ContentError(own)
