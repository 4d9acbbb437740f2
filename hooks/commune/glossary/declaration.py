"""The words that people do not know, as a part of the site. Their page is made once all others are."""

from __future__ import annotations

from ..core.content_file import ContentFile, Form
from ..core.page import PageKind
from ..slice import OTHER_PAGES, Slice
from .model import GlossaryFile
from .reading import URI, read_glossary

GLOSSARY = Slice(
    "glossary",
    (
        ContentFile(
            "glossary",
            (URI,),
            GlossaryFile,
            "Giải nghĩa",
            "Từ khó, mỗi từ một câu dễ hiểu; chung cả nước.",
            owner="everybody",
            form=Form("giai-nghia", "dictionary"),
            read_as="hiểu đúng, giải nghĩa",
        ),
    ),
    lambda reading: read_glossary(reading.source, reading.problems),
    kinds=(PageKind("glossary", "anchors", label="word", section=OTHER_PAGES.title, way_out=True, contents=True),),
)
