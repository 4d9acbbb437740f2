"""The pages of docs/ as a part of the site, and what was measured of all pages, which one of them says."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context, Reading
from ..core.content_file import ContentFile
from ..core.page import Asset, Page, PageKind
from ..core.source import DOCS
from ..slice import OTHER_PAGES, Slice
from .measurement import URI, Measurement, read_measurement
from .pages import HANDBOOK, HOME, PICTURES, FrontMatter, check_home, check_pictures, picture_assets, standing_pages

FILES = (
    ContentFile(
        "measurement",
        (URI,),
        Measurement,
        "Kết quả đo",
        "Máy ghi; không sửa tay.",
        owner="handed on",
        by_machine=True,
    ),
    ContentFile("home", (HOME,), None, "Trang chủ", "Trang đầu tiên.", owner="everybody", told="Trang chủ"),
    ContentFile(
        "standing",
        (f"{DOCS}*.md", f"{DOCS}*/*.md"),
        FrontMatter,
        "Trang tĩnh",
        "Phần đầu của trang.",
        owner="everybody",
        by_machine=True,
        read_as="trang khác",
        told="Trang “{title}”",
    ),
    ContentFile(
        "handbook",
        HANDBOOK,
        None,
        "Sổ tay cán bộ",
        "Trang tĩnh viết cho cán bộ.",
        owner="everybody",
        for_officers=True,
    ),
    ContentFile("pictures", (PICTURES,), None, "Hình của trang tĩnh", "Hình trong các trang.", owner="everybody"),
)


def _read(reading: Reading) -> Measurement | None:
    """What was measured. The pages are read as they are made; here, whether what they need is there and used."""
    check_home(reading.source, reading.problems)
    check_pictures(reading.source, reading.problems)
    return read_measurement(reading.source, reading.problems)


def _items(measurement: Measurement | None, context: Context) -> Iterator[Page | Asset]:
    """The pages of docs/ and their pictures."""
    yield from standing_pages(context.source, context.standing_names, context.problems, context.keep)
    yield from picture_assets(context.source)


STANDING = Slice(
    "measurement",
    FILES,
    _read,
    _items,
    kinds=(
        PageKind("home", repeats=True, explained="then", way_out=True),
        PageKind("handbook", label="officers", section=OTHER_PAGES.title, contents=True),
        PageKind("coverage", label="officers", repeats=True, section=OTHER_PAGES.title),
        PageKind("standing", section=OTHER_PAGES.title, explained="first", contents=True),
        PageKind("not-found", "nothing", unlinked="Hiện khi không có trang nào ở địa chỉ đã gõ."),
    ),
)
