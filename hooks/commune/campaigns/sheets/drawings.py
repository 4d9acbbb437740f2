"""Drawings that a sheet of pictures chooses from: things and people without a face, nobody shown as lesser.

They are this project's own. Beside each stand words that say what is meant, so that nobody needs to see it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

_LOADER = jinja2.FileSystemLoader(Path(__file__).parent / "drawings")
_START = '<svg xmlns="http://www.w3.org/2000/svg" '
DRAWINGS = {
    "ao": "cái áo gấp",
    "bat-dua": "bát và đũa",
    "binh-tuoi": "bình tưới và cây con",
    "choi": "cái chổi và mấy chiếc lá",
    "con-ga": "con gà ăn thóc",
    "dep": "mấy đôi dép xếp ngay",
    "dien-thoai": "hai người cùng gọi điện thoại",
    "do-choi": "quả bóng và hộp đồ chơi",
    "dua-khan": "đưa khăn cho người đang khóc",
    "em-be": "em bé ngủ trong nôi",
    "la-thu": "lá thư và một người đi đến cửa",
    "mo-rau": "rổ rau",
    "nha-tim": "ngôi nhà có trái tim",
    "noi-com": "nồi cơm đang sôi",
    "quyen-sach": "hai người đọc chung quyển sách",
    "tro-chuyen": "một cụ già và một người trẻ ngồi trò chuyện",
    "va-li": "người đi làm xa gọi về nhà",
    "xe-lan": "người ngồi xe lăn cùng họp quanh bàn",
}


@cache
def svg(name: str) -> str:
    """The drawing of that name as a file."""
    return _LOADER.get_source(jinja2.Environment(), f"{name}.svg")[0].strip()


def drawn(name: str) -> Markup:
    """The drawing within a page, for the eye only."""
    return Markup(svg(name).replace(_START, '<svg aria-hidden="true" focusable="false" ', 1))
