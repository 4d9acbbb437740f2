"""How words look in Word: what a style says, what those it rests on say, and what is set on the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .model import SpanLook

OFF = {"0", "false", "off", "none"}
_MOST_STYLES = 20  # that rest on each other
# Word keeps English names of its own styles in every language; others translate theirs.
_HEADING = re.compile(r"(?:heading|đầu đề|tiêu đề|đề mục) ?([1-9])")
_TITLES = {"title", "tiêu đề", "tên bài"}
_CONTENTS = re.compile(r"toc|table of contents|mục lục")


@dataclass(frozen=True)
class Set:
    """All that is set on a run of words."""

    look: SpanLook
    font: str
    is_hidden: bool
    is_hidden_on_pages: bool  # shown on paper, hidden where Word shows a page of the web
    is_capitals: bool
    is_marked: bool  # with a highlighter
    is_underlined: bool


class Styles:
    """The styles of a document; `theme` names the fonts that styles call major and minor."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        root = Element("styles") if styles is None else styles
        self._by_id = {style.get("styleId", ""): style for style in root.iter("style")}
        self._defaults = root.find("docDefaults/rPrDefault/rPr")
        self._standard = {
            style.get("type", ""): key for key, style in self._by_id.items() if style.get("default") in ("1", "true")
        }
        self._theme = dict(_theme_fonts(theme))

    def _chain(self, key: str | None) -> list[Element]:
        """The style of that id and those it rests on, the nearest first."""
        chain: list[Element] = []
        while key in self._by_id and len(chain) < _MOST_STYLES:
            chain.append(self._by_id[key or ""])
            key = _value(chain[-1], "basedOn")
        return chain

    def paragraph_properties(self, paragraph: Element) -> list[Element]:
        """Whatever says how a paragraph stands, the nearest first."""
        own = paragraph.find("pPr")
        of_styles = [found for style in self._paragraph_styles(own) if (found := style.find("pPr")) is not None]
        return of_styles if own is None else [own, *of_styles]

    def _paragraph_styles(self, own: Element | None) -> list[Element]:
        return self._chain((_value(own, "pStyle") if own is not None else None) or self._standard.get("paragraph"))

    def level(self, paragraph: Element) -> int | None:
        """0: the title of the document; 1 to 9: a heading; None: text."""
        own = paragraph.find("pPr")
        for style in self._paragraph_styles(own):
            name = (_value(style, "name") or "").lower()
            if name in _TITLES:
                return 0
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
        for properties in self.paragraph_properties(paragraph):
            if (outline := _value(properties, "outlineLvl")) and outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else None
        return None

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        styles = self._paragraph_styles(paragraph.find("pPr"))[:1]
        return any(_CONTENTS.match((_value(style, "name") or "").lower()) for style in styles)

    def set_on(self, run: Element, paragraph: Element, table: Element | None = None) -> Set:
        """All that is set on a run of a paragraph, or on the mark that ends it; `table`: what it stands in."""
        own = [found] if (found := run.find("rPr")) is not None else []
        chosen = _value(own[0], "rStyle") if own else None
        styles = (
            _runs_in(self._chain(chosen)),
            _runs_in(self._paragraph_styles(paragraph.find("pPr"))),
            _runs_in(self._table_styles(table)),
        )
        layers = [*own, *(layer for style in styles for layer in style), *self._default_layers()]
        place = next((v for layer in layers if (v := _value(layer, "vertAlign"))), "")

        def is_on(name: str) -> bool:
            return self._is_on(name, own, styles)

        return Set(
            SpanLook(
                bold=is_on("b"),
                italic=is_on("i"),
                struck=is_on("strike") or _says(layers, "dstrike") is True,
                raised="sup" if place == "superscript" else "sub" if place == "subscript" else "",
            ),
            next((font for layer in layers if (font := self._font(layer))), ""),
            is_hidden=is_on("vanish"),
            is_hidden_on_pages=_says(layers, "webHidden") is True,
            is_capitals=is_on("caps"),
            is_marked=any(_value(layer, "highlight") not in (None, "none") for layer in layers[:1]),
            is_underlined=_says(layers, "u") is True,
        )

    def _table_styles(self, table: Element | None) -> list[Element]:
        chosen = None if table is None else table.find("tblPr/tblStyle")
        named = chosen.get("val") if chosen is not None else self._standard.get("table")
        return [] if table is None else self._chain(named)

    def _default_layers(self) -> list[Element]:
        return [] if self._defaults is None else [self._defaults]

    def _is_on(self, name: str, own: list[Element], styles: tuple[list[Element], ...]) -> bool:
        """Whether a property is on that styles turn over: bold words in a bold paragraph are not bold (17.7.3)."""
        if (said := _says(own, name)) is not None:
            return said
        turned = sum(_says(style, name) is True for style in styles)
        return _says(self._default_layers(), name) is True or turned % 2 == 1

    def _font(self, layer: Element) -> str:
        fonts = layer.find("rFonts")
        if fonts is None:
            return ""
        for name in ("hAnsi", "ascii"):
            if theme := self._theme.get(fonts.get(f"{name}Theme", "")[:5]):
                return theme
            if font := fonts.get(name):
                return font
        return ""


def _theme_fonts(theme: Element | None) -> Iterator[tuple[str, str]]:
    for name in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//a_{name}Font/a_latin")
        if latin is not None:
            yield name, latin.get("typeface", "")


def _value(element: Element, name: str) -> str | None:
    child = element.find(name)
    return None if child is None else child.get("val", "")


def _runs_in(chain: list[Element]) -> list[Element]:
    """What styles say of words, the nearest first."""
    return [found for style in chain if (found := style.find("rPr")) is not None]


def _says(layers: list[Element], name: str) -> bool | None:
    """What the nearest layer that speaks of it says: <b/>, <b val="1"/>; None where none does."""
    found = next((child for layer in layers if (child := layer.find(name)) is not None), None)
    return None if found is None else found.get("val", "1") not in OFF
