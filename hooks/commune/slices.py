"""The parts of the site, in the order in which officers meet them, and what all declare together."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from typing import Any

from .campaigns.declaration import CAMPAIGNS
from .claims.declaration import CLAIMS
from .core.content_file import ContentFile, Form, Named
from .core.page import PageKind
from .glossary.declaration import GLOSSARY
from .help.declaration import HELP
from .language.declaration import LANGUAGE
from .moved.declaration import MOVED
from .myths.declaration import MYTHS
from .plan.declaration import PLANS
from .search.declaration import SEARCH
from .settings import URI as SETTINGS
from .settings import Commune
from .slice import OTHER_PAGES, Slice
from .standing.declaration import STANDING
from .vocabulary import URI as VOCABULARY
from .vocabulary import Vocabulary
from .year.declaration import CALENDAR

# The two files that all slices stand on: they are read before.
_COMMUNE = Slice(
    "commune",
    (
        ContentFile(
            "commune",
            (SETTINGS,),
            Commune,
            "Tên và thiết đặt",
            "Tên địa phương, nơi phát hành, nơi nhận góp ý.",
            form=Form("thiet-dat", "settings", without=("id",)),
        ),
    ),
    lambda reading: reading.commune,
    needed=True,
)
_VOCABULARY = Slice(
    "vocabulary",
    (
        ContentFile(
            "vocabulary",
            (VOCABULARY,),
            Vocabulary,
            "Danh sách để chọn",
            "Đối tượng, chủ đề, loại tài liệu, lớp.",
            owner="everybody",
            form=Form(
                "danh-sach",
                "list",
                offers=tuple((each, "name") for each in ("audiences", "topics", "kinds", "grades", "licences")),
            ),
        ),
    ),
    lambda reading: reading.vocabulary,
    needed=True,
)

SLICES: tuple[Slice[Any], ...] = (
    CAMPAIGNS,
    HELP,
    CALENDAR,
    MYTHS,
    GLOSSARY,
    CLAIMS,
    PLANS,
    _COMMUNE,
    _VOCABULARY,
    SEARCH,
    LANGUAGE,
    MOVED,
    STANDING,
)

# Files that are no page, of whatever slice. Not promised: what follows the look of a picture or a title, and the site's
# machinery.
FILE_KINDS = (
    *(PageKind(name) for name in ("print", "file", "text", "feed", "ics", "data", "schema", "sitemap", "robots")),
    *(PageKind(name, "nothing") for name in ("picture", "card", "script", "style", "headers")),
)

FILES = tuple(file for each in SLICES for file in each.files)
CONTENT_FILES = tuple(file for file in FILES if file.model)


def _kinds_of(uri: str) -> list[ContentFile]:
    return [file for file in FILES if any(fnmatch(uri, pattern) for pattern in file.patterns)]


def named(uri: str, titles: Mapping[str, str]) -> Named | None:
    """What officers call a file, by the `titles` of texts; None where no part of the site has such a file.

    What lies beside a text goes by that; a text without a title, by where it stands.
    """
    kinds = _kinds_of(uri)
    if not kinds:
        return None
    kind = next((kind for kind in kinds if kind.told), kinds[0])
    parts = uri.split("/")
    own = parts[2] if len(parts) > 3 else uri  # content/materials/<own>/…
    text = uri if uri.endswith(".md") else f"{uri.rpartition('/')[0]}/index.md"
    return kind.named(own, titles.get(text, own))


def read_as(uri: str) -> str:
    """What residents read or hear a file as; empty for what they do not, and for the officers' handbook."""
    found = _kinds_of(uri)
    for_officers = any(file.for_officers for file in found)
    return "" if for_officers else next((file.read_as for file in found if file.read_as), "")


KINDS = {kind.name: kind for kind in (*(kind for each in SLICES for kind in each.kinds), *FILE_KINDS)}
SECTIONS = tuple(
    sorted(
        (*(section for each in SLICES for section in each.sections), OTHER_PAGES),
        key=lambda section: section.place,
    )
)
