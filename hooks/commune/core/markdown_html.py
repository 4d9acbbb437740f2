"""Markdown becomes HTML: the one builder, and the anchors of headings."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from .sanitising import TAKEN_IDS
from .text import slug
from .time_limit import TooSlow

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import markdown
    from markdown.treeprocessors import Treeprocessor

# Characters that no text holds (Unicode: noncharacters, for use inside a program) mark where something is put in.
OPEN, ID, CLOSE = "\ufdd0", "\ufdd2", "\ufdd1"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
# Tags that HTML opens again in every paragraph until they are closed ("formatting elements"), as they may be typed.
_LASTING = re.compile(r"(?i)<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![a-z0-9])")
_MOST_ELEMENTS = 300_000
_UNREAD = re.compile("[\x02\x03]")  # signs that Markdown takes away before it reads
# What Markdown can do here. Fences hold no colours: what a highlighter writes is no text of ours.
EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "md_in_html": {},
    "pymdownx.details": {},
    "sane_lists": {},
    "tables": {"use_align_attribute": True},
    "pymdownx.highlight": {"use_pygments": False, "css_class": ""},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}


# What a box without a title of its own is called; Markdown would call it by its type, in English.
BOXES = {
    "note": "Ghi chú",
    "abstract": "Tóm tắt",
    "info": "Thông tin",
    "tip": "Mẹo nhỏ",
    "success": "Làm được",
    "question": "Hỏi",
    "warning": "Lưu ý",
    "failure": "Chưa được",
    "danger": "Nguy hiểm",
    "bug": "Có lỗi",
    "example": "Ví dụ",
    "quote": "Trích lời",
}


class _Targets(dict[str, tuple[str, str]]):
    """Where links lead that are written as [words][name], by name."""

    def __init__(self) -> None:
        super().__init__()
        self.twice: set[str] = set()
        self.followed: set[str] = set()

    def __setitem__(self, name: str, target: tuple[str, str]) -> None:
        if self.get(name, target) != target:
            self.twice.add(name)
        super().__setitem__(name, target)

    def __getitem__(self, name: str) -> tuple[str, str]:
        self.followed.add(name)
        return super().__getitem__(name)

    def clear(self) -> None:
        self.twice.clear()
        self.followed.clear()
        super().clear()

    def lost(self) -> list[str]:
        """The names of targets to which nothing leads: no link has the name, or another target has it too."""
        return sorted(self.twice | (self.keys() - self.followed))


@cache
def builder(anchors: bool) -> markdown.Markdown:
    """The one builder of HTML; with `anchors` each heading has an id."""
    import markdown  # slow to load, and most texts are kept

    toc = {"toc": {"slugify": _anchor, "marker": ""}} if anchors else {}
    extensions = {**EXTENSIONS, **toc}
    made = markdown.Markdown(extensions=list(extensions), extension_configs=extensions)
    made.references = _Targets()
    made.treeprocessors.register(_boxes(made), "boxes", 15)
    return made


def _boxes(made: markdown.Markdown) -> Treeprocessor:
    from markdown.treeprocessors import Treeprocessor

    class Boxes(Treeprocessor):
        """Gives a box that has no title one in Vietnamese."""

        def run(self, root: Element) -> None:
            for box in root.iter():
                kind = (box.get("class") or "").removeprefix("admonition ").partition(" ")[0]
                title = box[0] if len(box) else None
                if title is not None and (title.get("class") == "admonition-title" or title.tag == "summary"):
                    title.text = BOXES.get(kind, "Ghi chú") if title.text == kind.capitalize() else title.text

    return Boxes(made)


def _anchor(words: str, separator: str) -> str:
    """The id of a heading from its words: "Địa chỉ tin cậy" → "dia-chi-tin-cay"; a name in it waits for its value."""
    pieces = enumerate(TOKEN.split(words))  # words and numbers of tokens in turn
    steps = [f"{ID}{piece}{CLOSE}" if at % 2 else slug(piece, separator) for at, piece in pieces]
    anchor = separator.join(step for step in steps if step)
    return f"muc{separator}{anchor}" if anchor in TAKEN_IDS else anchor


def converted(text: str, anchors: bool) -> tuple[str, list[str]]:
    """Markdown as HTML, before the sanitiser; and the names of its lines "[name]: address" to which nothing leads.

    Raises TooSlow where a parser of HTML would need all the memory there is.

    Of each tag for a look that is left open, HTML puts another one into every paragraph that follows: two thousand
    letters of <b id=…> and of <p> become millions of elements, which no parser stops.
    """
    text = _UNREAD.sub("", text)
    made = builder(anchors)
    html = made.reset().convert(text)
    if len(_LASTING.findall(text)) * html.count("<") > _MOST_ELEMENTS:
        raise TooSlow
    return html, made.references.lost() if isinstance(made.references, _Targets) else []
