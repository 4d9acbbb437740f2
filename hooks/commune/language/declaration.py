"""How texts are written, as a part of the site: the commune's own words. It has no page."""

from __future__ import annotations

from ..core.content_file import ContentFile, Form
from ..slice import Slice
from .model import OwnWords
from .reading import URI, read_own_words

LANGUAGE = Slice(
    "own_words",
    (
        ContentFile(
            "words",
            (URI,),
            OwnWords,
            "Từ riêng",
            "Từ đúng mà máy soát chính tả chưa biết.",
            form=Form("tu-rieng", "spellcheck"),
        ),
    ),
    lambda reading: read_own_words(reading.source, reading.problems),
)
