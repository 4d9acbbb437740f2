"""What a page of a PDF draws, thing by thing and word by word, as PDFium reads it."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass
from math import hypot
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from .pdf_objects import HUGE

_DEEPEST = 8  # drawings in drawings
MARGIN = 1.0
_BROAD = 4.0  # points: what is narrower is a line, and covers nothing
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # as PDFium counts them

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Drawn:
    """Something that a page draws, in its order; `handle` is PDFium's."""

    handle: Any
    kind: int
    box: Box
    is_cut: bool = False  # all of it is outside what is shown of it

    @property
    def is_broad(self) -> bool:
        return min(self.box[2] - self.box[0], self.box[3] - self.box[1]) > _BROAD


@dataclass(frozen=True)
class Word:
    letters: str
    box: Box
    size: float  # of its letters, in points
    owner: int  # the address of what draws it


# --- what a page draws


def drawn_on(page: Any, most: int) -> Iterator[Drawn]:
    count = raw.FPDFPage_CountObjects(page)
    if count > most:
        raise ValueError(HUGE)
    left = [most]
    for at in range(count):
        yield from _with_inner(raw.FPDFPage_GetObject(page, at), _AS_IT_IS, 0, left)


def _with_inner(handle: Any, place: Matrix, depth: int, left: list[int]) -> Iterator[Drawn]:
    kind = raw.FPDFPageObj_GetType(handle)
    left[0] -= 1
    if left[0] < 0:
        raise ValueError(HUGE)
    if kind != FORM:
        box = _bounds(handle)
        yield Drawn(handle, kind, placed(box, place), kind == TEXT and _is_cut(handle, box))
    elif depth < _DEEPEST:
        inner = _after(_matrix(handle), place)
        for at in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _with_inner(raw.FPDFFormObj_GetObject(handle, at), inner, depth + 1, left)


def _bounds(handle: Any) -> Box:

    sides = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *map(byref, sides))
    return tuple(side.value for side in sides)  # type: ignore[return-value]


def _is_cut(handle: Any, box: Box) -> bool:
    """Whether a text lies outside a rectangle of which alone the page shows what is drawn."""
    clip = raw.FPDFPageObj_GetClipPath(handle)
    for path in range(min(raw.FPDFClipPath_CountPaths(clip), 10)):
        corners = [_corner(clip, path, at) for at in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), 50))]
        if len(corners) < 50 and corners:
            across, up = zip(*corners, strict=True)
            if not overlap(box, (min(across), min(up), max(across), max(up)), MARGIN):
                return True
    return False


def _corner(clip: Any, path: int, at: int) -> tuple[float, float]:

    across, up = c_float(), c_float()
    raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, at), byref(across), byref(up))
    return across.value, up.value


def _matrix(handle: Any) -> Matrix:

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _after(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(box: Box, place: Matrix) -> Box:
    if place == _AS_IT_IS:
        return box
    a, b, c, d, e, f = place
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return (min(across), min(up), max(across), max(up))


def colour(handle: Any) -> tuple[int, int, int, int]:

    parts = [c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(handle, *map(byref, parts)):
        return (0, 0, 0, 255)
    return tuple(part.value for part in parts)  # type: ignore[return-value]


def is_filled(handle: Any) -> bool:

    fill, stroke = c_int(), c_int()
    return bool(raw.FPDFPath_GetDrawMode(handle, byref(fill), byref(stroke))) and fill.value != 0


def is_opaque(drawn: Drawn) -> bool:
    return drawn.kind in (IMAGE, SHADING) or (drawn.kind == PATH and is_filled(drawn.handle))


def way(handle: Any) -> int:
    return int(raw.FPDFTextObj_GetTextRenderMode(handle))


def address(handle: Any) -> int:

    return cast(handle, c_void_p).value or 0


def overlap(one: Box, other: Box, margin: float = 0.0) -> bool:
    across = one[0] < other[2] + margin and one[2] > other[0] - margin
    return across and one[1] < other[3] + margin and one[3] > other[1] - margin


# --- its words


def letters_on(page: Any) -> int:
    """How many letters a page has."""
    return int(raw.FPDFText_CountChars(page.get_textpage()))


def words_on(page: Any) -> Iterator[Word]:
    text = page.get_textpage()
    begun: list[tuple[str, Box, float]] = []
    owner = 0
    for at in range(raw.FPDFText_CountChars(text)):
        letter = chr(raw.FPDFText_GetUnicode(text, at) or 32)
        of = address(raw.FPDFText_GetTextObject(text, at))
        if begun and (of != owner or letter.isspace()):
            yield from _word(begun, owner)
            begun = []
        if not letter.isspace():
            owner = of
            begun.append((letter, text.get_charbox(at), _size(text, at)))
    if begun:
        yield from _word(begun, owner)


def _word(letters: list[tuple[str, Box, float]], owner: int) -> Iterator[Word]:
    said = "".join(letter for letter, _, _ in letters)
    sides = list(zip(*(box for _, box, _ in letters), strict=True))
    if any(map(str.isalnum, said)):
        box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
        yield Word(said, box, max(size for _, _, size in letters), owner)


def _size(text: Any, at: int) -> float:

    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, byref(found))
    return float(raw.FPDFText_GetFontSize(text, at)) * hypot(found.c, found.d)
