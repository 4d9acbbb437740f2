"""What the site says of law, as a part of the site. Its page for officers is made once all others are."""

from __future__ import annotations

from ..core.content_file import ContentFile, Form
from ..core.page import PageKind
from ..slice import Slice
from .model import ClaimsFile
from .reading import URI, read_claims

CLAIMS = Slice(
    "claims",
    (
        ContentFile(
            "claims",
            (URI,),
            ClaimsFile,
            "Câu về luật",
            "Câu nào trên trang dựa vào điều luật nào; chung cả nước.",
            owner="everybody",
            form=Form("cau-ve-luat", "gavel", offers=(("laws", "title", "number"), ("articles", "id", "article"))),
        ),
    ),
    lambda reading: read_claims(reading.source, reading.problems),
    kinds=(PageKind("claims", label="officers", contents=True),),
)
