"""What the items of a plan are called: their addresses ("ii-3-2-a"), and how people cite them ("II.3, ý 2, điểm a")."""

from __future__ import annotations

import re
from collections import Counter

from ..core.text import slug
from .document import CLOSING_ID, NAMED, PREAMBLE_ID, Item, Text
from .markers import Marker, marker

_ANNEX = re.compile(r"phu-luc(?:-so)?(?:-(\d+|[ivxl]+|[a-z]))?(?![^-])")


def name_items(text: Text) -> None:
    """Gives every item of a plan its address and its number."""
    _Names().give(text)


class _Names:
    """Knows which addresses are taken."""

    def __init__(self) -> None:
        self.taken = {PREAMBLE_ID, CLOSING_ID}
        self.again = Counter[str]()

    def give(self, text: Text) -> None:
        self._name(text.parts, None)
        for annex in text.annexes:
            annex.number = "" if marker(annex.text) else _annex_number(annex)
        self._name(text.annexes, None)
        for item in (text.opening, text.ending):
            self._name(item.children, item)

    def _name(self, items: list[Item], owner: Item | None) -> None:
        """Numbers and letters first: what has none gets the count of its kind, where that is still free."""
        for item in items:
            sign = _sign_of(item)
            if sign is None or sign.label:
                item.id = self._free(_joined(owner, _label(item, sign, owner)))
                item.number = item.number or _number(item, sign, owner)
        for count, item in enumerate((item for item in items if not item.id), 1):
            item.id = self._free(_joined(owner, str(count)), _joined(owner, f"y{count}"))
            item.number = _point_number(owner, str(count))
        for item in items:
            self._name(item.children, item)

    def _free(self, *wanted: str) -> str:
        """The first of these that nothing has; where all are taken, the last with a count behind it."""
        found = next((name for name in wanted if name not in self.taken), None)
        while found is None or found in self.taken:
            self.again[wanted[-1]] += 1
            found = f"{wanted[-1]}-lan-{self.again[wanted[-1]] + 1}"
        self.taken.add(found)
        return found


def _sign_of(item: Item) -> Marker | None:
    return marker(item.sign + "x") if item.is_dash else marker(item.text)


def _joined(owner: Item | None, label: str) -> str:
    return f"{owner.id}-{label}" if owner else label


def _label(item: Item, sign: Marker | None, owner: Item | None) -> str:
    """Its piece of an address: "1.2." below "1." is 2, below anything else 1-2."""
    if sign is None:
        annex = _ANNEX.match(slug(item.text))
        return annex[0] if annex else slug(item.text)[:30].strip("-") or "phu-luc"
    above = _sign_of(owner) if owner else None
    if above and sign.label.startswith(f"{above.label}-") and "numbers" in above.style:
        return sign.label.removeprefix(f"{above.label}-")
    return sign.label


def _number(item: Item, sign: Marker | None, owner: Item | None) -> str:
    """How people cite what has a number or a letter of its own."""
    if sign is None:
        return f"“{item.text}”"
    shown = sign.sign.strip(" \t()./:-–")
    if owner is None or NAMED.match(shown.capitalize()):
        return shown
    if item.is_dash:
        return f"{owner.number}, điểm {shown}"
    if owner.number.endswith("”"):
        return f"{owner.number}, mục {shown}"
    if NAMED.match(owner.number) and ", " not in owner.number:
        return f"{owner.number}, {'khoản' if owner.number.startswith('Điều') else 'mục'} {shown}"
    above = _sign_of(owner)
    inner = shown.removeprefix(f"{above.sign.strip(' .')}.") if above and "numbers" in above.style else shown
    return f"{owner.number}.{inner}"


def _annex_number(item: Item) -> str:
    """How people cite an annex."""
    annex = _ANNEX.match(slug(item.text))
    return f"Phụ lục {(annex[1] or '').upper() if annex else ''}".strip()


def _point_number(owner: Item | None, count: str) -> str:
    if owner is None:
        return count
    return f"{owner.number}.{count}" if re.search(r", ý [\d.]+$", owner.number) else f"{owner.number}, ý {count}"
