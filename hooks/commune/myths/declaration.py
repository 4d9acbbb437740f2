"""What people often say that is not so, as a part of the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context, Reading
from ..core.content_file import ContentFile, Form
from ..core.page import Asset, Page, PageKind
from ..slice import OTHER_PAGES, Slice
from .model import Myth, MythsFile
from .pages import card_assets, myths_page
from .reading import URI, read_myths


def _read(reading: Reading) -> tuple[Myth, ...]:
    return read_myths(reading.source, reading.vocabulary, reading.problems) if reading.vocabulary else ()


def _items(myths: tuple[Myth, ...], context: Context) -> Iterator[Page | Asset]:
    """/hieu-dung/, and a picture of each truth."""
    yield myths_page(myths, context.vocabulary)
    yield from card_assets(myths, context.commune, context.vocabulary, context.keep)


MYTHS = Slice(
    "myths",
    (
        ContentFile(
            "myths",
            (URI,),
            MythsFile,
            "Hiểu đúng",
            "Lời người ta hay nói, và sự thật có nguồn.",
            owner="handed on",
            form=Form("hieu-dung", "fact_check"),
            read_as="hiểu đúng, giải nghĩa",
        ),
    ),
    _read,
    _items,
    kinds=(
        PageKind(
            "myths", "anchors", label="myth", section=OTHER_PAGES.title, explained="first", way_out=True, contents=True
        ),
    ),
)
