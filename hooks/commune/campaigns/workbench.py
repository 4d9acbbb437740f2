"""What the pages of campaigns and materials take from the rest of the site, and what both have in their heads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ..context import Context
from ..core.drawings import NEUTRAL, scene
from ..core.page import Asset
from ..core.prose import fill
from ..output.share_card import card_asset
from ..settings import Commune
from ..vocabulary import Vocabulary
from .material_model import Material
from .media import Media
from .model import Post
from .piece import P, Piece

LOUDSPEAKER = "bai-phat-thanh"  # the kind of material that is read out


@dataclass(frozen=True)
class Workbench:
    """What pages of this slice need: what the others show of themselves, the pictures, and each text once."""

    context: Context
    media: Media
    bodies: dict[str, Markup] = field(default_factory=dict)

    @property
    def commune(self) -> Commune:
        return self.context.commune

    @property
    def vocabulary(self) -> Vocabulary:
        return self.context.vocabulary

    @cached_property
    def values(self) -> dict[str, object]:
        """What every template says."""
        return {
            "commune": self.commune,
            "vocabulary": self.vocabulary,
            "drawing": self.drawing,
            "cite": self.context.cite,
            "plan_link": self.context.link,
        }

    def drawing(self, *topics: str, chosen: str | None = None) -> Markup:
        """What a text about these topics shows where it has no photo, or the drawing that it chose. For templates."""
        return scene(self.vocabulary.drawing(topics, chosen))

    def drawing_of(self, item: Piece[Any]) -> str:
        """The name of that drawing, for paper and cards."""
        return self.vocabulary.drawing(item.record.topics, item.record.drawing)

    def body(self, item: Piece[P]) -> Markup:
        """The text of an item as HTML, with its names, pictures and files, once."""
        if item.uri not in self.bodies:
            names = self.context.spoken_names if is_script(item) else self.context.names
            self.bodies[item.uri] = fill(item.prose, names, self.context.problems, self.media.files(item))
        return self.bodies[item.uri]

    def way_out(self, item: Piece[Any]) -> list[Markup]:
        """The way out, for a text that may be read by somebody who is being hurt: its author says so, or its topics."""
        said = isinstance(item.record, Post) and item.record.safety
        return [self.context.way_out] if said or self.vocabulary.touches_safety(item.record.topics) else []


def is_script(item: Piece[Any]) -> bool:
    """Whether a text is read out over the loudspeaker."""
    return isinstance(item.record, Material) and item.record.kind == LOUDSPEAKER


# What is shown in a chat of a material that speaks of help: whoever looks over a shoulder learns nothing.
_NEUTRAL = {"shared_title": "Tài liệu dùng chung", "shared_description": "Tải về, dùng tự do."}


def head_of(item: Piece[Any], bench: Workbench) -> dict[str, object]:
    """What other sites read in the page's head; addresses only once the site has one."""
    absolute = bench.commune.absolute
    if absolute("/") is None:
        return {}
    shared = _NEUTRAL if _is_discreet(item, bench) else {}
    return {"address": absolute(item.address), "card": absolute(f"{item.address}the.png"), **shared}


def card_of(item: Piece[Any], kicker: str, bench: Workbench) -> Asset:
    """The picture that Zalo and Facebook show beside a link."""
    title, drawing = item.record.title, bench.drawing_of(item)
    if _is_discreet(item, bench):
        title, drawing = _NEUTRAL["shared_title"], NEUTRAL
    address, keep = f"{item.address}the.png", bench.media.cache
    return card_asset(address, title, kicker, bench.commune, keep, item.uri, drawing)


def _is_discreet(item: Piece[Any], bench: Workbench) -> bool:
    return isinstance(item.record, Material) and bench.vocabulary.touches_safety(item.record.topics)
