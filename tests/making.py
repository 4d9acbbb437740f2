"""The site as the tests make it: what takes long is kept from one to the next, as it is from build to build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from commune import environment, site
from commune.content import Content
from commune.core.cache import Cache, Kept
from commune.core.page import Manifest
from commune.core.problem import Problems
from commune.core.source import Source, read_source
from commune.settings import read_settings


@dataclass(frozen=True)
class Memory:
    """Keeps what was made for as long as it is there itself."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def file(self, key: str, make: Callable[[], bytes]) -> Kept | bytes:
        return self.get_or_make(key, make)


def source_of(root: Path) -> Source:
    """What officers wrote there, with what their place calls things."""
    source = read_source(root, Problems())
    settings = read_settings(source, Problems())
    assert settings is not None
    source.words.update(settings.record.words())
    return source


def make_site(
    root: Path, today: date, updated_on: date | None, cache: Cache | None = None, **options: Any
) -> tuple[Content, Manifest]:
    """commune.site.make_site, with the cache of this run (conftest.py)."""
    return site.make_site(root, today, updated_on, cache or environment.cache(root), **options)
