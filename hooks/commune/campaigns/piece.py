"""What a post or a material is once it is read, and all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import Any, Generic, TypeVar

from ..core.cache import Cache, NoCache
from ..core.happening import Happening
from ..core.problem import Place
from ..core.prose import Prose
from ..core.sanitising import POST
from ..core.schema import Document
from .addresses import MATERIAL, POST_LIST
from .happenings import happening_of
from .material_model import Bundle, Material
from .model import Post, Publication

P = TypeVar("P", bound=Publication)


@dataclass(frozen=True)
class Piece(Generic[P]):
    """A post or a material: its front matter, its text, and the files of its folder by name."""

    id: str
    document: Document[P]
    body: str
    first_line: int
    files: dict[str, str]
    keep: Cache = NoCache()  # noqa: RUF009 - it is frozen

    @cached_property
    def prose(self) -> Prose:
        """What its text becomes, names and files in it still to be put in."""
        return Prose(self.body, Place(self.uri, self.first_line), POST, self.keep, self._is_printed)

    @property
    def _is_printed(self) -> bool:
        """Whether a print is made of its text: of a material that has no files of its own, or a sheet."""
        return isinstance(self.record, Material) and (not self.record.files or self.record.has_sheet)

    @property
    def record(self) -> P:
        return self.document.record

    @property
    def uri(self) -> str:
        return self.document.uri

    @property
    def address(self) -> str:
        """Where it stands for good: the folder's name, never the title, makes the address."""
        return f"{MATERIAL if isinstance(self.record, Material) else POST_LIST}{self.id}/"

    @cached_property
    def happening(self) -> Happening | None:
        """The event that it tells of; None where it is none."""
        return happening_of(self.record, self.id, self.address) if isinstance(self.record, Post) else None

    def beside(self, name: str) -> str:
        """The uri of a file of that name in its folder."""
        return f"{self.uri.rpartition('/')[0]}/{name}"

    def shown_on(self, today: date) -> bool:
        """Whether readers may see it: drafts, what is dated ahead and what was withdrawn stay out."""
        return not self.record.draft and not self.record.withdrawn and self.record.date <= today

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it stands, and where it stood before."""
        return (self.address, *self.record.old_paths)


@dataclass(frozen=True)
class Campaigns:
    """Posts and materials, newest first; bundles as they are written.

    `taken_off` were published and are not any more: a note stands at their addresses. `emptied` are the bundles that
    nothing is left of.
    """

    posts: tuple[Piece[Post], ...] = ()
    materials: tuple[Piece[Material], ...] = ()
    bundles: tuple[Bundle, ...] = ()
    taken_off: tuple[Piece[Any], ...] = ()
    emptied: tuple[Bundle, ...] = ()

    @cached_property
    def material_by_id(self) -> dict[str, Piece[Material]]:
        return {item.id: item for item in self.materials}

    def named(self, field: str, name: str) -> Piece[Any] | None:
        """One of the "posts", or of the "materials", by its id."""
        found: Iterable[Piece[Any]] = self.posts if field == "posts" else self.materials
        return next((item for item in found if item.id == name), None)

    @property
    def happenings(self) -> list[Happening]:
        """The events among the posts, the earliest first."""
        found = [each for each in (post.happening for post in self.posts) if each]
        return sorted(found, key=lambda each: (each.first, each.times.begins or time.min, each.id))

    @property
    def all(self) -> tuple[Piece[Any], ...]:
        return (*self.posts, *self.materials)

    def shown_on(self, today: date) -> Campaigns:
        """What readers may see on that day; a bundle as soon as they may see something in it."""
        posts = tuple(item for item in self.posts if item.shown_on(today))
        shown = Campaigns(posts, tuple(item for item in self.materials if item.shown_on(today)))
        return replace(shown, bundles=tuple(bundle for bundle in self.bundles if shown.in_bundle(bundle)))

    def for_readers(self, today: date, published: Collection[str]) -> Campaigns:
        """The same, with what is off the site and whose address is one of those `published`.

        Of a draft that was never published nobody learns; what was withdrawn says so whether or not it is known.
        """
        return self._without(self.shown_on(today), published)

    def with_drafts(self) -> Campaigns:
        """All but what was withdrawn: for whoever writes."""
        kept = Campaigns(
            tuple(item for item in self.posts if not item.record.withdrawn),
            tuple(item for item in self.materials if not item.record.withdrawn),
        )
        return self._without(replace(kept, bundles=tuple(filter(kept.in_bundle, self.bundles))), ())

    def _without(self, shown: Campaigns, published: Collection[str]) -> Campaigns:
        visible = {item.address for item in shown.all}
        off = [item for item in self.all if item.address not in visible]
        known = tuple(item for item in off if item.record.withdrawn or not {*item.addresses}.isdisjoint(published))
        emptied = (bundle for bundle in self.bundles if bundle not in shown.bundles and bundle.address in published)
        return replace(shown, taken_off=known, emptied=tuple(emptied))

    def by_plan_item(self, year_of: Callable[[date], int]) -> dict[tuple[int, str], list[Piece[Any]]]:
        """(year of the plan, item) → what was published for it, newest first."""
        found: dict[tuple[int, str], list[Piece[Any]]] = {}
        for item in newest_first(self.all):
            for name in item.record.plan_items:
                found.setdefault((year_of(item.record.date), name), []).append(item)
        return found

    def in_bundle(self, bundle: Bundle) -> list[Piece[Material]]:
        """The materials of a bundle, in its order."""
        names = dict.fromkeys(bundle.materials)
        return [self.material_by_id[name] for name in names if name in self.material_by_id]


def newest_first(
    items: Iterable[Piece[P]], day: Callable[[Piece[P]], date] = lambda item: item.record.date
) -> list[Piece[P]]:
    """The items by `day`, the last first; those of one day by their id, so that the order is always the same."""
    return sorted(items, key=lambda item: (-day(item).toordinal(), item.id))
