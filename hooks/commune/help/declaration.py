"""The help as a part of the site: whom to call, safely."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..core.content_file import ContentFile, Form
from ..core.page import Asset, Page, PageKind
from ..slice import OTHER_PAGES, Section, Slice
from .directory import directory_assets
from .model import Guides, Local, National
from .pages import embed_asset, help_assets
from .prints import print_assets, prints_page
from .reading import ADVICE, GUIDES, LOCAL, NATIONAL, Help, advice_uri, read_help
from .words import ADDRESS

FILES = (
    ContentFile(
        "local",
        (LOCAL,),
        Local,
        "Danh bạ địa phương",
        "Số của cơ quan tại chỗ, và địa chỉ tin cậy.",
        form=Form("danh-ba", "call", offers=(("offices", "name"),)),
        read_as="trang hỗ trợ",
    ),
    ContentFile(
        "national",
        (NATIONAL,),
        National,
        "Đường dây cả nước",
        "Giống nhau cả nước; không gọi thử.",
        owner="everybody",
        form=Form("duong-day", "support_agent", offers=(("lines", "who"),)),
        read_as="trang hỗ trợ",
    ),
    ContentFile(
        "guides",
        (GUIDES,),
        Guides,
        "Dùng điện thoại kín đáo",
        "Từng bước, theo trang của chính hãng.",
        owner="everybody",
        form=Form("an-toan", "phonelink_lock"),
        read_as="trang hỗ trợ",
    ),
    ContentFile(
        "advice",
        tuple(map(advice_uri, ADVICE)),
        None,
        "Lời hướng dẫn trên các trang hỗ trợ",
        "Mỗi trang hỗ trợ một tệp.",
        owner="everybody",
        read_as="trang hỗ trợ",
    ),
)
_SECTION = "Cần hỗ trợ"


def _items(contacts: Help, context: Context) -> Iterator[Page | Asset]:
    """The help pages, what other sites show of them, the directory, and what is printed."""
    commune = context.commune
    yield from help_assets(contacts, commune, context.problems, context.search_field)
    yield embed_asset(contacts, commune)
    yield from directory_assets(contacts, commune)
    yield prints_page(contacts, commune)
    yield from print_assets(contacts, commune, context.keep)


HELP = Slice(
    "help",
    FILES,
    lambda reading: read_help(reading.source, reading.problems, reading.keep),
    _items,
    kinds=(
        PageKind("help", label="help", section=_SECTION, explained="first", kept=False),
        PageKind("help-places", label="help", section=_SECTION, explained="first", kept=False),
        PageKind("help-phone", label="help", section=_SECTION, explained="then", kept=False),
        PageKind("help-practice", label="help", section=_SECTION, explained="then", kept=False),
        PageKind("help-trusted", label="help", section=_SECTION, explained="first", kept=False),
        PageKind("prints", label="material", section=OTHER_PAGES.title, explained="first", way_out=True),
        PageKind("embed", listed=False),
    ),
    sections=(Section(_SECTION, ADDRESS, place=1),),
    needed=True,
)
