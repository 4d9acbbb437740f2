"""What the pages of campaigns and materials take from the rest of the site, and what both have in their heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ..core.names import Values
from ..core.page import Asset
from ..core.problem import Problems
from ..core.prose import fill
from ..output.share_card import card_asset
from ..settings import Commune
from ..vocabulary import Vocabulary
from .lists import Shelf
from .media import Media
from .model import Material
from .reading import Item, P

LOUDSPEAKER = "bai-phat-thanh"  # the kind of material that is read out


@dataclass(frozen=True)
class Surroundings:
    """What pages of this slice need from the others, handed over by pages.py.

    `names` and `spoken_names` are what a text may say in braces; `cite` names an item of the plan in a year,
    `plan_link` its address; `help_lines` are phone, tel and label of the lines that are printed on every sheet;
    `done` are the lists of what was published for an item of the plan.
    """

    commune: Commune
    words: Vocabulary
    media: Media
    names: Values
    spoken_names: Values
    cite: Callable[[int, str], str]
    plan_link: Callable[[int, str], str]
    way_out: Markup
    help_lines: list[dict[str, object]]
    done: list[Shelf]
    today: date
    problems: Problems
    bodies: dict[str, Markup] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, object]:
        """What every template says."""
        return {"commune": self.commune, "words": self.words, "cite": self.cite, "plan_link": self.plan_link}

    def body(self, item: Item[P]) -> Markup:
        """The text of an item as HTML, with its names, pictures and files, once."""
        if item.uri not in self.bodies:
            names = self.spoken_names if is_script(item) else self.names
            self.bodies[item.uri] = fill(item.prose, names, self.problems, self.media.files(item))
        return self.bodies[item.uri]


def is_script(item: Item[Any]) -> bool:
    """Whether a text is read out over the loudspeaker."""
    return isinstance(item.record, Material) and item.record.kind == LOUDSPEAKER


def head_of(item: Item[Any], around: Surroundings) -> dict[str, object]:
    """What other sites read in the page's head; addresses only once the site has one."""
    absolute = around.commune.absolute
    if absolute("/") is None:
        return {}
    return {"address": absolute(item.address), "card": absolute(f"{item.address}the.png")}


def card_of(item: Item[Any], kicker: str, around: Surroundings) -> Asset:
    """The picture that Zalo and Facebook show beside a link."""
    address, title = f"{item.address}the.png", item.record.title
    return card_asset(address, title, kicker, around.commune, around.media.cache, item.uri)
