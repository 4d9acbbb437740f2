"""Drawings: the scenes of drawings/, which stand in a page itself, on share cards and on paper.

They are a family in one hand: people are a round head and a body, whoever they are, in three colours that can be seen
on light and on dark alike. The first is that of the words around it. In a page a drawing is for the eye only, beside
words that say the same; nothing in it runs or loads anything, and it has no id.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import jinja2
from markupsafe import Markup
from pydantic import Field

from .json_schema import choices
from .problem import did_you_mean

FOLDER = Path(__file__).parents[1] / "drawings"
_LOADER = jinja2.FileSystemLoader(FOLDER)
# What content may choose, each with what it shows. The last says nothing of what a text is about.
DRAWINGS = {
    "calendar-month": "tờ lịch tháng",
    "classroom": "lớp học",
    "doctors-visit": "đi khám cùng con nhỏ",
    "hands-together": "nhiều người, tay trong tay",
    "listening-phone": "gọi điện, có người nghe",
    "loudspeaker": "loa truyền thanh buổi chiều",
    "neighbours": "hàng xóm hỏi chuyện nhau",
    "old-and-young": "người già và cháu đọc sách",
    "parent-and-child": "bố và con thả diều",
    "reading-together": "cùng đọc một quyển sách",
    "shared-housework": "cả nhà làm việc nhà",
    "village-meeting": "buổi họp dân",
    "houses": "những ngôi nhà",
}
NEUTRAL = "houses"
# Seen at 3 : 1 on every ground that pages, cards and paper have (WCAG 2.2, 1.4.11); what only adorns is faint.
INK, MIDDLE, WARM, FAINT = "currentColor", "#8d6fbf", "#c8640f", ".14"
OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" color="#3f1f70" stroke-linecap="round"'
    ' stroke-linejoin="round">'
)
_IN_A_PAGE = (
    '<svg class="drawing" width="320" height="200" viewBox="0 0 320 200" stroke-linecap="round"'
    ' stroke-linejoin="round" aria-hidden="true" focusable="false">'
)

if TYPE_CHECKING:
    _Chosen = str
else:
    _Chosen = Literal[tuple(DRAWINGS)]
Drawing = Annotated[Annotated[_Chosen, choices(DRAWINGS)] | None, Field(title="Hình vẽ")]


class NoDrawing(LookupError):
    """A template asks for a drawing that is not there; the text says which are."""


@cache
def scene(name: str) -> Markup:
    """The drawing `name` ("classroom"), with the colour of the words around it. For templates. Raises NoDrawing."""
    if name not in DRAWINGS:
        raise NoDrawing(f'scene("{name}"): không có hình này{did_you_mean(name, [*DRAWINGS]) or "."}')
    return Markup(svg(name).replace(OPENING, _IN_A_PAGE).replace("\n", ""))


def svg(name: str) -> str:
    """The drawing as a file by itself, in the ink of paper."""
    return _LOADER.get_source(jinja2.Environment(), f"{name}.svg")[0]
