"""What names a commune: the words by which one would know that something is left over of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import built
from commune.content import Content
from commune.environment import git


def tracked(root: Path) -> list[Path]:
    """The files of the repository, those not yet committed too."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")
    return [root / path for path in listed if path and (root / path).is_file()]


INVENTED = Path(__file__).resolve().parent / "communes/song-lam/content/commune.yml"


def own_names(content: Content) -> set[str]:
    """The commune, in the ways it is written, and the people it names: found nowhere but in its own files.

    But for what the invented commune is called: somebody who tries the example of README.md has its name.
    """
    commune = content.commune
    bare = {commune.name.split(maxsplit=1)[-1], commune.city.removeprefix("thành phố ").removeprefix("tỉnh ")}
    names = {commune.id, commune.name, commune.city, commune.people_committee, commune.site_name, *bare}
    names |= {signer for plan in content.plans for signer in plan.text.signer}
    names |= {person.name for person in content.help.trusted_addresses if person.name}
    return {name for name in names if name not in INVENTED.read_text("utf-8")}


def left_in(files: Iterable[Path], base: Path, names: Iterable[str]) -> dict[str, set[str]]:
    """The files, by their path from `base`, that hold some of the names, in their path or in what they say.

    As they are written or in capitals, and as whole words: a commune may be called like words that stand anywhere.
    """
    known = "|".join(re.escape(form) for name in names for form in (name, name.upper()))
    name = re.compile(rf"(?<![\w-])(?:{known})(?![\w-])")
    said = {file.relative_to(base).as_posix(): built.said(file.read_bytes()) for file in files}
    return {uri: found for uri, text in said.items() if (found := set(name.findall(f"{uri}\n{text}")))}
