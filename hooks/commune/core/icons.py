"""Icons: the drawings of theme/icons/, which stand in a page itself, so that none is loaded.

They are copied from a set by `python -m commune icons`, and are one line to be filled each: nothing in them runs, loads
or says anything. An icon is for the eye only, beside words that say the same.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import jinja2
from markupsafe import Markup
from pydantic import Field

from .json_schema import choices
from .problem import did_you_mean

FOLDER = "theme/icons"
_LOADER = jinja2.FileSystemLoader(Path(__file__).parents[3] / FOLDER)
_DRAWING = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24"><path d="([MLHVCSQTAZ0-9 ,.+-]+)"/></svg>\s*', re.I
)
_SHOWN = Markup(
    '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"'
    ' focusable="false"><path d="{}"/></svg>'
)

# What a file of content/ may choose, beside a name of its own: each with what it shows.
CHOOSABLE = {
    "account-group": "nhóm người",
    "ambulance": "xe cấp cứu",
    "bag-personal-outline": "cặp sách",
    "book-open-variant-outline": "quyển sách mở",
    "bullhorn-outline": "loa",
    "chart-bar": "biểu đồ",
    "comment-text-outline": "lời nói",
    "drama-masks": "mặt nạ kịch",
    "file-document-outline": "tờ giấy có chữ",
    "fire-truck": "xe chữa cháy",
    "hand-heart-outline": "bàn tay và trái tim",
    "handshake-outline": "bắt tay",
    "help-circle-outline": "dấu hỏi",
    "home-group": "những ngôi nhà",
    "home-heart": "ngôi nhà có trái tim",
    "hospital-box-outline": "chữ thập y tế",
    "human-child": "trẻ em",
    "human-male": "người nam",
    "human-male-female-child": "gia đình",
    "image-outline": "bức tranh",
    "office-building-outline": "tòa nhà",
    "phone": "điện thoại",
    "police-badge": "huy hiệu công an",
    "puzzle-outline": "mảnh ghép",
    "school-outline": "mũ cử nhân",
    "storefront-outline": "cửa hàng",
    "town-hall": "trụ sở",
    "video-outline": "máy quay phim",
}
if TYPE_CHECKING:
    _Chosen = str
else:
    _Chosen = Literal[tuple(CHOOSABLE)]
Icon = Annotated[
    Annotated[_Chosen, choices(CHOOSABLE)] | None,
    Field(title="Hình", description="Hình nhỏ đứng trước tên, không thay cho chữ. Không cần thì để trống."),
]


class NoIcon(LookupError):
    """A template asks for an icon that is not there; the text says which, and what to do."""


@cache
def icon(name: str) -> Markup:
    """The icon `name` ("phone") in the colour of the text around it. For templates. Raises NoIcon."""
    if name not in names():
        near = did_you_mean(name, names()) or "."
        raise NoIcon(f'icon("{name}"): {FOLDER}/ không có hình này{near} Muốn thêm hình: make icons NAMES="{name}"')
    return _SHOWN.format(line(_LOADER.get_source(jinja2.Environment(), f"{name}.svg")[0], name))


def names() -> list[str]:
    """The icons that there are."""
    return [path.removesuffix(".svg") for path in _LOADER.list_templates() if path.endswith(".svg")]


def line(drawing: str, name: str) -> str:
    """The line of a drawing, as a path of SVG. Raises NoIcon where there is anything else in the file `name`."""
    if found := _DRAWING.fullmatch(drawing):
        return found[1]
    raise NoIcon(f"{FOLDER}/{name}.svg: đây không phải một nét vẽ đơn, máy không đưa vào trang. Hãy chọn hình khác")
