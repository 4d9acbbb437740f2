"""No word of this commune in what others receive of it: however it is spelt, in code, tests, pages and materials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import built
import pytest
from commune.content import Content
from commune.core.text import fold
from commune.fork import is_shared, is_taken_over
from making import make_site
from names import own_names, tracked
from pydantic import BaseModel

DAY = date(2027, 3, 1)

NAMES = re.compile(r"yet[ _-]?kieu|hai[ _-]?phong\b|tang van nguyen")


def words_of(record: object) -> Iterator[str]:
    """Every text that a record holds."""
    if isinstance(record, BaseModel):
        for _, value in record:
            yield from words_of(value)
    elif isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for value in record:
            yield from words_of(value)


def all_names(content: Content) -> set[str]:
    """Also its units, offices and tasks, which another commune may well name alike."""
    names = own_names(content) | set(words_of(content.commune)) | {office.name for office in content.help.offices}
    for plan in content.plans:
        names |= {name for unit in plan.units for name in (unit.id, unit.name)} | {task.title for task in plan.tasks}
    return names - {content.commune.exit_url}  # where one leaves to is nobody's name


def shared_names(content: Content) -> set[str]:
    """What a commune calls its own offices and units, and what the law calls them."""
    names = all_names(content) | {office.id for office in content.help.offices}
    return names | {place.name for place in content.help.reporting_places}


def test_what_others_receive_does_not_name_this_commune(root):
    found = {}
    for path in tracked(root):
        uri = path.relative_to(root).as_posix()
        if is_shared(uri) or is_taken_over(uri):
            found[uri] = NAMES.findall(fold(f"{uri} {built.said(path.read_bytes())}"))
    assert {uri: names for uri, names in found.items() if names} == {}


@pytest.mark.parametrize("other", ["example", "made"])
def test_no_word_of_this_commune_is_on_the_site_of_another(other, root, request):
    """Neither its names, nor those of its units, offices and tasks that the other has not."""
    folder = {"example": "example_root", "made": "made"}[other]
    content, _ = make_site(root, DAY, DAY)
    theirs, _ = make_site(request.getfixturevalue(folder), DAY, DAY)
    # What people type anywhere, and what every officer is shown as an example: "UBND xã", "Công an xã".
    shared = [path.read_text("utf-8") for path in (root / "content/tim-kiem.yml", *root.glob("schemas/*.json"))]
    common = [fold(word) for word in (*shared_names(theirs), *shared)]
    names = {name for name in map(fold, all_names(content)) if not any(name in word for word in common)}
    site = request.getfixturevalue(f"{other}_dir")
    for file in (path for path in site.rglob("*") if path.is_file()):
        text = fold(f"{file.relative_to(site)} {built.said(file.read_bytes())}")
        assert [name for name in names if name in text] == [], file
