"""The site as the tests make it: what takes long is kept from one to the next, as it is from build to build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from commune import environment, site
from commune.content import Content
from commune.core.cache import Cache
from commune.core.page import Manifest


def make_site(
    root: Path, today: date, updated_on: date | None, cache: Cache | None = None, **options: Any
) -> tuple[Content, Manifest]:
    """commune.site.make_site, with the cache of this run (conftest.py)."""
    return site.make_site(root, today, updated_on, cache or environment.cache(root), **options)
