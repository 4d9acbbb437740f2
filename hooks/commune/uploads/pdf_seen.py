"""The words of a PDF that its pages do not show: covered, of the colour behind them, invisible, too small, outside.

Each page is drawn as it is and without its words (by PDFium): where that makes no difference, nobody sees a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import byref, c_int
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil, floor
from typing import Any

from PIL import Image, ImageChops
from pypdfium2 import PdfDocument, PdfiumError, raw  # type: ignore[import-untyped]

from .pdf_drawn import (
    FORM,
    IMAGE,
    MARGIN,
    PATH,
    TEXT,
    Box,
    Drawn,
    Matrix,
    Word,
    address,
    colour,
    drawn_on,
    is_filled,
    is_opaque,
    letters_on,
    overlap,
    placed,
    way,
    words_on,
)
from .pdf_objects import BROKEN, HUGE, letters_of

MOST_PAGES = 1_000
_MOST_DRAWN, _MOST_ON_PAGE = 300_000, 40_000  # things: a page of a map has 20,000
_PIXELS = 700_000  # of a page that is looked at: of A4 some 80 an inch
_SEEN = 10  # of 255 shades; what is fainter no printer prints
_INK = 0.04  # of the box around a word, at least
_SMALLEST = 2.0  # points: nobody reads that, while charts and signs have words of three
_MOST_COVERS = 100  # on a page; with more of them each of its words is suspect
_MOST_COMPARED = 500_000
_MOST_LETTERS = 60_000  # of a page that is looked at word by word; a page of a newspaper has 30,000
_FEWEST = 3  # letters: one alone may be a mark of a font
_MOST_FOUND = 20  # places; more need not be looked for
_INVISIBLE, _CLIPS = 3, 7  # ways to draw words (ISO 32000-2, table 104): not at all, as a hole through which one sees
_OF_PROGRAMS = {"poweredbytcpdfwwwtcpdforg"}  # what programs that make PDFs write unseen on each last page

COVERED = "chữ bị hình che hoặc cùng màu với nền"
INVISIBLE = "chữ ở kiểu không hiện"
OUTSIDE = "chữ nằm ngoài mép trang hay ngoài khung được hiện"
SMALL = "chữ nhỏ đến mức không đọc được"


@dataclass
class Unseen:
    """What was found: (page, kind, words) of what nobody sees, and the words that lie behind scanned pictures."""

    hidden: list[tuple[int, str, str]] = field(default_factory=list)
    scanned: list[str] = field(default_factory=list)


def unseen_words(data: bytes) -> Unseen:
    """The words that nobody sees. Raises ValueError, with a sentence for an officer, where no page can be drawn."""
    found, left = Unseen(), _MOST_DRAWN
    try:
        with PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise ValueError(HUGE)
            for number, page in enumerate(document, 1):
                drawn = list(drawn_on(page, min(left, _MOST_ON_PAGE)))
                left -= len(drawn)
                if left <= 0:
                    raise ValueError(HUGE)
                _look(page, number, drawn, found)
                page.close()
                if len(found.hidden) > _MOST_FOUND:
                    break
            _forget_what_is_shown_elsewhere(document, found)
    except PdfiumError as error:
        raise ValueError(BROKEN) from error
    return found


def _forget_what_is_shown_elsewhere(document: Any, found: Unseen) -> None:
    """A long line of a sheet is drawn on two pages, and each shows a part of it."""
    if not any(kind == OUTSIDE for _, kind, _ in found.hidden):
        return
    shown: set[str] = set()
    for page in document:
        edge: Box = page.get_bbox()
        cut = {address(each.handle) for each in drawn_on(page, _MOST_ON_PAGE) if each.is_cut}
        shown.update(each.letters for each in words_on(page) if each.owner not in cut and overlap(each.box, edge))
        page.close()
    kept = []
    for number, kind, said in found.hidden:
        words = [each for each in said.split() if kind != OUTSIDE or each not in shown]
        if len(letters_of("".join(words))) >= _FEWEST:
            kept.append((number, kind, " ".join(words)))
    found.hidden = kept


def _look(page: Any, number: int, drawn: list[Drawn], found: Unseen) -> None:
    texts = [each for each in drawn if each.kind == TEXT]
    edge: Box = page.get_bbox()
    suspect = {address(each.handle) for each in texts if _is_odd(each, edge)}
    sheet = None
    if texts and _is_worth_a_look(page, drawn):
        sheet = _Sheet(page, drawn)
        suspect |= {address(each.handle) for each in texts if sheet.has_gap(each)}
    if suspect:
        _judge(page, number, drawn, suspect, sheet, found)


def _judge(page: Any, number: int, drawn: list[Drawn], suspect: set[int], sheet: _Sheet | None, found: Unseen) -> None:
    """Looks at each word of the texts that are suspect."""
    edge: Box = page.get_bbox()
    texts = [each for each in drawn if each.kind == TEXT]
    cut = {address(each.handle) for each in texts if each.is_cut}
    if letters_on(page) > _MOST_LETTERS:
        raise ValueError(HUGE)
    scanned: list[str] = []
    invisible = {address(each.handle) for each in texts if way(each.handle) == _INVISIBLE}
    pictures = [each.box for each in drawn if each.kind == IMAGE and each.is_broad]
    unseen: list[tuple[str, Word]] = []
    for word in (each for each in words_on(page) if each.owner in suspect):
        if word.owner in cut or not overlap(word.box, edge, MARGIN):
            unseen.append((OUTSIDE, word))
        elif word.owner in invisible:
            if any(overlap(word.box, each) for each in pictures):
                scanned.append(word.letters)
            else:
                unseen.append((INVISIBLE, word))
        elif word.size < _SMALLEST:
            unseen.append((SMALL, word))
        elif sheet and not sheet.shows(word):
            unseen.append((COVERED, word))
    unseen = [each for each in unseen if each[0] != COVERED or (sheet and sheet.could_show(each[1]))]
    for kind, group in groupby(unseen, key=lambda each: each[0]):
        said = " ".join(word.letters for _, word in group)
        letters = letters_of(said)
        if len(letters) >= _FEWEST and letters not in _OF_PROGRAMS:
            found.hidden.append((number, kind, said))
    if scanned:
        found.scanned.append(" ".join(scanned))


def _is_odd(text: Drawn, edge: Box) -> bool:
    """Whether it can be told without drawing the page that some of its words are not seen."""
    left, bottom, right, top = text.box
    outside = text.is_cut or left < edge[0] - MARGIN or bottom < edge[1] - MARGIN
    outside = outside or right > edge[2] + MARGIN or top > edge[3] + MARGIN
    return outside or min(right - left, top - bottom) < _SMALLEST or way(text.handle) == _INVISIBLE


def _is_worth_a_look(page: Any, drawn: list[Drawn]) -> bool:
    """Whether a page has more than dark words on white: colours, pictures, notes that could cover something."""
    if raw.FPDFPage_GetAnnotCount(page) > 0:
        return True
    begun = False
    for each in drawn:
        if each.kind == TEXT:
            begun = True
            if max(colour(each.handle)[:3]) > 100 or colour(each.handle)[3] < 200 or way(each.handle) == _CLIPS:
                return True
        elif each.is_broad and each.kind != FORM:
            if begun or each.kind != PATH:
                return True
            if is_filled(each.handle) and min(colour(each.handle)[:3]) < 200:
                return True
    return False


# --- what is seen of them


class _Sheet:
    """A page as it is drawn, with what its words add to that."""

    def __init__(self, page: Any, drawn: list[Drawn]) -> None:
        width, height = page.get_size()
        self._scale = min(2.0, (_PIXELS / max(width * height, 1)) ** 0.5)
        self._page, self._drawn = page, drawn
        self._texts = [each for each in drawn if each.kind == TEXT]
        whole = self._picture()
        self._to_pixels = self._places(whole.size)
        self._added = _difference(whole, self._without(self._texts))
        self._by_owner: dict[int, Image.Image] = {}
        for group in self._doubtful():
            added = _difference(whole, self._without(group)) if group else whole
            self._by_owner.update((address(each.handle), added) for each in group)
        self._black: Image.Image | None = None

    def _picture(self) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, may_draw_forms=False, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture

    def _places(self, size: tuple[int, int]) -> Matrix:
        """From points of the page to pixels, whichever way it is turned."""
        far, found = 10_000, []
        for x, y in ((0, 0), (far, 0), (0, far)):
            across, down = c_int(), c_int()
            raw.FPDF_PageToDevice(self._page, 0, 0, *size, 0, x, y, byref(across), byref(down))
            found.append((across.value, down.value))
        (e, f), (g, h), (i, j) = found
        return ((g - e) / far, (h - f) / far, (i - e) / far, (j - f) / far, e, f)

    def _without(self, gone: Iterable[Drawn]) -> Image.Image:
        handles = [each.handle for each in gone]
        for each in handles:
            raw.FPDFPageObj_SetIsActive(each, False)
        picture = self._picture()
        for each in handles:
            raw.FPDFPageObj_SetIsActive(each, True)
        return picture

    def _doubtful(self) -> tuple[list[Drawn], list[Drawn]]:
        """Words over which something broad is drawn (others may stand on that), and those of light colours."""
        covers = [(at, each) for at, each in enumerate(self._drawn) if each.is_broad and is_opaque(each)]
        covered: list[Drawn] = []
        light: list[Drawn] = []
        is_plain = len(covers) <= _MOST_COVERS and len(covers) * len(self._texts) <= _MOST_COMPARED
        for at, text in enumerate(self._drawn if is_plain else ()):
            if text.kind != TEXT:
                continue
            if any(later > at and overlap(text.box, each.box) for later, each in covers):
                covered.append(text)
            elif min(colour(text.handle)[:3]) > 200:
                light.append(text)
        return covered, light

    def _crop(self, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
        left, top, right, bottom = placed(box, self._to_pixels)
        inner = 1 if min(right - left, bottom - top) > 6 else 0
        found = (floor(left) + inner, floor(top) + inner, ceil(right) - inner, ceil(bottom) - inner)
        return (max(found[0], 0), max(found[1], 0), min(found[2], size[0]), min(found[3], size[1]))

    def has_gap(self, text: Drawn) -> bool:
        """Whether there is a place in the line of a text, wider than it is high, where it adds nothing."""
        added = self._of(address(text.handle))
        left, top, right, bottom = self._crop(text.box, added.size)
        if right <= left or bottom <= top:
            return True
        line = added.crop((left, top, right, bottom))
        long, high = max(line.size), min(line.size)
        shape = (long, 1) if line.width >= line.height else (1, long)
        ink = line.point(_FULL).resize(shape, Image.Resampling.BOX).tobytes()
        return max(map(len, ink.translate(_MARKED).split(b"1")), default=0) > 1.2 * high

    def shows(self, word: Word) -> bool:
        return self._has_ink(self._of(word.owner), word)

    def could_show(self, word: Word) -> bool:
        """Whether the word would be seen in black on white: some fonts have no letters."""
        if self._black is None:
            self._black = self._in_black()
        return self._has_ink(self._black, word)

    def _of(self, owner: int) -> Image.Image:
        return self._by_owner.get(owner, self._added)

    def _has_ink(self, picture: Image.Image, word: Word) -> bool:
        place = self._crop(word.box, picture.size)
        if place[2] <= place[0] or place[3] <= place[1]:
            return False
        shades = picture.crop(place).histogram()
        return sum(shades[_SEEN:]) > _INK * sum(shades)

    def _in_black(self) -> Image.Image:
        """What the words alone would add to a white page, were they black."""
        for each in self._drawn:
            if each.kind != TEXT:
                raw.FPDFPageObj_SetIsActive(each.handle, False)
            else:
                raw.FPDFPageObj_SetFillColor(each.handle, 0, 0, 0, 255)
        picture = self._picture()
        return _difference(picture, Image.new("RGB", picture.size, "white"))


_FULL = [0 if shade < _SEEN else 255 for shade in range(256)]
_MARKED = bytes(48 if shade == 0 else 49 for shade in range(256))


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """How much they differ, pixel by pixel, in whichever colour they do most."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
