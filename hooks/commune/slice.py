"""What a slice of the site is: declared once, by each slice, and read by all who speak of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .context import Context, Reading
from .core.content_file import ContentFile
from .core.page import Asset, Page, PageKind

T = TypeVar("T")


@dataclass(frozen=True)
class Section:
    """A part of the site as readers know it, on its map (/tim/, 404) at `place`, and perhaps in the navigation."""

    title: str
    address: str
    place: int
    in_navigation: bool = False


# On the map the pages at the top of the site that have no section of their own; it stands last.
OTHER_PAGES = Section("Các trang khác", "/", place=9)


def _nothing(record: object, context: Context) -> Iterable[Page | Asset]:
    return ()


@dataclass(frozen=True)
class Slice(Generic[T]):
    """A part of the site. Content keeps what it reads in its `field`.

    `files` are what it is made of, `kinds` what its pages are, `sections` where readers find them. `read` gives what
    was read, or None with what is wrong in the problems; what is `needed`, no site can be made without. `make` gives
    every page and file of it.
    """

    field: str
    files: tuple[ContentFile, ...]
    read: Callable[[Reading], T | None]
    make: Callable[[T, Context], Iterable[Page | Asset]] = _nothing
    kinds: tuple[PageKind, ...] = ()
    sections: tuple[Section, ...] = ()
    needed: bool = False
