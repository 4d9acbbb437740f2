"""plan.md while it is written: what stands below what, by the signs before items and how they were used before."""

from __future__ import annotations

from dataclasses import dataclass, field

from .given_lines import Line
from .markers import Marker
from .parsing import DEEPEST, DEEPEST_POINT

OUT_OF_ORDER = "số thứ tự không liền với mục trước; được giữ như trong văn bản"
_QUOTED = 60


@dataclass
class WrittenPlan:
    """plan.md that was made of a text: its lines, where each stood, what of the text is not in it, what is told."""

    lines: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def add(self, line: str, place: int, close: bool = False) -> None:
        """A block; `close` to the one before it, without an empty line between."""
        if self.lines and not close:
            self.lines.append("")
            self.places.append(place)
        self.lines.append(line)
        self.places.append(place)

    def go_on(self, line: str) -> None:
        """The rest of the last block, which a line break cut off in the middle of a sentence."""
        self.lines[-1] += f" {line}"

    def tell(self, message: str, words: str) -> None:
        """Something that a human eye should look at, with the words it is about."""
        quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rpartition(' ')[0]} …"
        self.told.append(f"“{quoted}”: {message}")


@dataclass
class _Open:
    """An item that others may stand below."""

    sign: Marker
    indent: int


class Outline:
    """The open items, the outermost first, and which kinds of items have stood above which in this document."""

    def __init__(self, written: WrittenPlan, in_annex: bool = False) -> None:
        self.written, self.first = written, 2
        self.opened: list[_Open] = []
        self.last: dict[str, Marker] = {}  # of a style, the one that came last
        self.above: set[tuple[str, str]] = set()  # (style, one that stood below it)
        self.in_annex = in_annex

    @property
    def headings(self) -> list[_Open]:
        return [one for one in self.opened if one.sign.is_heading]

    @property
    def points(self) -> list[_Open]:
        return [one for one in self.opened if not one.sign.is_heading]

    @property
    def inset(self) -> str:
        """Before what belongs to the innermost point."""
        return "  " * len(self.points)

    def at_colon(self, before: Line | None) -> bool:
        """Whether the line before announces what comes."""
        return before is not None and before.words.endswith(":")

    def close_points(self, close: bool) -> None:
        if close:
            self.opened = self.headings

    def choose(self, line: Line) -> Marker | None:
        """How to read what a line begins with: as what goes on, else as what begins; None where it is no item."""
        opened = {one.sign.style: one.sign for one in self.opened}
        for sign in line.signs:
            if sign.style in opened and (not sign.label or sign.follows(opened[sign.style])):
                return sign
        beginning = [sign for sign in line.signs if self._may_begin(sign, opened)]
        anew = (sign for sign in beginning if sign.value == 1 and sign.style not in opened)
        return next(anew, next(iter(beginning), None))

    def _may_begin(self, sign: Marker, opened: dict[str, Marker]) -> bool:
        if sign.style == "2 numbers" and sign.sign.strip()[-1].isdigit():  # "1.1 Tuyên truyền", but not "2.5 tỷ đồng"
            number = opened.get("1 numbers")
            return number is not None and sign.label.startswith(f"{number.label}-")
        is_letter = sign.style.startswith(("letter", "LETTER"))
        return not is_letter or sign.value == 1 or sign.style in opened or sign.style in self.last

    def begin(self, sign: Marker, line: Line, before: Line | None, ahead: Line | None) -> None:
        """Closes what it does not stand below, and writes it."""
        if not sign.is_heading and self._is_out_of_order(sign):
            self.written.tell(OUT_OF_ORDER, line.words)
        self._close_for(sign, line.indent, before, ahead)
        while len(self.points) >= DEEPEST_POINT:
            self.opened.pop()
        self.above |= {(one.sign.style, sign.style) for one in self.opened if one.sign.style != sign.style}
        level = self.first + len(self.headings)
        if sign.is_heading and level <= DEEPEST:
            self.written.add(f"{'#' * level} {line.words}", line.place)
        else:
            self.written.add(self.inset + line.words, line.place)
        self.opened.append(_Open(sign, line.indent))
        self.last[sign.style] = sign

    def _is_out_of_order(self, sign: Marker) -> bool:
        """Whether it neither goes on from the one before it, nor begins anew."""
        opened = next((one.sign for one in self.opened if one.sign.style == sign.style), None)
        last = opened or self.last.get(sign.style)
        return sign.value > 0 and not (last and sign.follows(last)) and (sign.value > 1 or opened is not None)

    def _close_for(self, sign: Marker, indent: int, before: Line | None, ahead: Line | None) -> None:
        alike = [at for at, one in enumerate(self.opened) if one.sign.style == sign.style]
        if alike and not sign.label:
            beside = next((at for at in reversed(alike) if indent >= self.opened[at].indent - 1), alike[0])
            deeper = beside == len(self.opened) - 1 and indent > self.opened[beside].indent + 1
            self.opened = self.opened if deeper else self.opened[:beside]
        elif alike:
            self.opened = self.opened[: alike[0]]
        elif sign.is_heading:
            self.opened = self.headings
            while self.opened and self._stands_above(sign, self.opened[-1].sign):
                self.opened.pop()
        else:
            while self.points and self._point_above(sign, self.opened[-1].sign, before, ahead):
                self.opened.pop()

    def _stands_above(self, sign: Marker, other: Marker) -> bool:
        return sign.rank < other.rank or (sign.style, other.style) in self.above

    def _point_above(self, sign: Marker, other: Marker, before: Line | None, ahead: Line | None) -> bool:
        """Whether a point that begins a new kind closes the open one: it did so before, or that kind follows it."""
        if self.at_colon(before):
            return False
        goes_on_below = ahead is not None and any(each.style == other.style for each in ahead.signs)
        return (sign.style, other.style) in self.above or (goes_on_below and sign.style != "+")
