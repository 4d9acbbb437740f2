"""The picture that Zalo and Facebook show beside a link, or that people pass on by itself."""

from __future__ import annotations

from functools import partial

from ..core.cache import Cache, key_of, made_by
from ..core.drawings import NEUTRAL
from ..core.page import Asset
from ..core.render import paragraphs
from ..core.text import capitalize_first
from ..settings import Commune
from .pdf import SET_BY, png

_DRAWN_BY = (("output/share_card.py", "core/joining.py", "core/tu-ghep.txt", *SET_BY[0]), SET_BY[1])


def share_card(title: str, kicker: str, place: str, see: str = "", drawing: str = NEUTRAL) -> bytes:
    """A PNG of 1200 × 630 pixels: `kicker` above the title, then what the title rests on, and `place` at the foot,
    beside a drawing of core/drawings.py. A kicker with which the title begins is not said twice.
    """
    shown = "" if title.casefold().startswith(kicker.casefold()) else kicker
    said = {"title": title, "kicker": shown, "place": place, "see": see, "drawing": drawing}
    return png("output/share_card.typ", said, ppi=144)


def card_asset(
    address: str,
    title: str,
    kicker: str,
    commune: Commune,
    cache: Cache,
    source_uri: str,
    drawing: str = NEUTRAL,
    see: str = "",
) -> Asset:
    """The card at `address`, in the name of the commune; drawn when asked for, and kept in `cache`."""
    said = (title, kicker, capitalize_first(f"{commune.name}, {commune.city}"), see)
    key = key_of("card", made_by(*_DRAWN_BY), *said, drawing)
    made = partial(cache.file, key, partial(share_card, *said, drawing))
    return Asset(address, "card", made, source_uri, paragraphs(*said))
