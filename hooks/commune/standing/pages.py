"""docs/*.md: words that any commune can use; names and blocks are filled in from content/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import accumulate
from typing import Annotated
from urllib.parse import urlsplit

from markupsafe import Markup
from pydantic import Field

from ..core.cache import Cache
from ..core.drawings import scene
from ..core.fields import TextWithNames
from ..core.names import Values
from ..core.page import Asset, Page
from ..core.problem import Place, Problems
from ..core.prose import Prose, fill, fill_words
from ..core.render import render
from ..core.sanitising import STANDING
from ..core.schema import Record, read_record
from ..core.source import DOCS, Source
from ..core.yaml_nodes import split_front_matter
from ..settings import URI as SETTINGS
from ..settings import Commune

HOME, PICTURES = f"{DOCS}index.md", f"{DOCS}*.webp"
HANDBOOK = (f"{DOCS}can-bo.md", f"{DOCS}can-bo/*.md")  # what is for officers
_ROOM_FOR_WAYS = 4_000  # bytes of the page that was not found


class FrontMatter(Record):
    """What stands at the top of a standing page."""

    title: Annotated[TextWithNames, Field(title="Tên trang", description="Ở đầu trang và trên thẻ trình duyệt.")]
    description: Annotated[TextWithNames, Field(title="Mô tả", description="Một câu, hiện ở trang tìm kiếm.")]


def standing_pages(source: Source, values: Values, problems: Problems, keep: Cache) -> list[Page]:
    """The pages of docs/, with `{{ names }}` filled in from `values`; what the texts become is kept in `keep`."""
    uris = [uri for uri in sorted(source.texts) if uri.startswith(DOCS)]
    pages = [_standing_page(source, uri, values, problems, keep) for uri in uris]
    return [page for page in pages if page]


def picture_assets(source: Source) -> list[Asset]:
    """The pictures of docs/, each beside the page that shows it: docs/can-bo/anh/a.webp → /can-bo/anh/a.webp."""
    uris = [uri for uri in sorted(source.files) if fnmatch(uri, PICTURES)]
    return [Asset(_below_root(uri), "picture", source.data(uri), uri) for uri in uris]


def check_home(source: Source, problems: Problems) -> None:
    """There is a first page."""
    if HOME not in source.texts:
        source.report_missing(HOME, "đây là trang chủ", problems)


def check_pictures(source: Source, problems: Problems) -> None:
    """A picture that no page shows would be published all the same."""
    pages = [text for uri, text in source.texts.items() if uri.startswith(DOCS)]
    for uri in (uri for uri in source.files if fnmatch(uri, PICTURES)):
        address = _below_root(uri)
        if not any(address in page for page in pages):
            message = f"chưa có trang nào dùng hình này: hãy đưa vào một trang, ![Lời tả hình]({address}), hoặc xóa nó"
            problems.add(Place(uri), message)


def _below_root(uri: str) -> str:
    """docs/can-bo/anh/a.webp → /can-bo/anh/a.webp."""
    return f"/{uri.removeprefix(DOCS)}"


def standing_names(commune: Commune) -> Values:
    """What the standing pages say of who publishes them and where."""
    return {
        **commune.publisher_names(),
        "art": Markup('<div class="art">{}</div>').format(scene("hands-together")),
        "access_logs": render("standing/access_logs.html", commune=commune, hosting=commune.hosting),
        "report_meanwhile": render("standing/report_meanwhile.html", commune=commune),
    }


def _standing_page(source: Source, uri: str, values: Values, problems: Problems, keep: Cache) -> Page | None:
    front, body, first_line = split_front_matter(source.texts[uri], uri, problems)
    if not re.fullmatch(r"[a-z0-9/-]+\.md", uri):
        problems.add(Place(uri), "tên tệp chỉ được dùng chữ thường không dấu, chữ số và gạch nối. Ví dụ: gioi-thieu.md")
        return None
    document = read_record(FrontMatter, front, uri, problems)
    if document is None:
        return None
    title = fill_words(document.record.title, values, document.place("title"), problems)
    description = fill_words(document.record.description, values, document.place("description"), problems)
    prose = Prose(body, Place(uri, first_line), STANDING, keep)
    prose.report(problems)
    address = _address(uri)
    filled = fill(prose, values, problems)
    return Page(address, _kind(uri), title, description, filled, uri, words=filled)


def _kind(uri: str) -> str:
    if any(fnmatch(uri, pattern) for pattern in HANDBOOK):
        return "handbook"
    return "home" if uri == HOME else "standing"


def _address(uri: str) -> str:
    """docs/index.md → "/", docs/gioi-thieu.md → "/gioi-thieu/"."""
    path = _below_root(uri).removesuffix(".md").removesuffix("index")
    return path if path.endswith("/") else f"{path}/"


@dataclass(frozen=True)
class Way:
    """An address that somebody may have meant, the page it leads to, and what that page is called."""

    old: str
    address: str
    title: str


def not_found_asset(sections: list[tuple[str, str]], ways: Iterable[Way], first_lines: str, commune: Commune) -> Asset:
    """/404.html, shown at any depth: its links start at the site's root, and a script finds that root.

    The script offers the one of `ways` whose address is nearest to what was asked for; there are as many as fit.
    """
    base = urlsplit(commune.site_url or "").path.rstrip("/") + "/"
    said = {"sections": sections, "first_lines": first_lines, "commune": commune, "base": base}
    html = render("standing/not_found.html", ways=_fitting(ways), **said)
    return Asset("/404.html", "not-found", html.encode(), SETTINGS, html, at_any_depth=True)


def _fitting(ways: Iterable[Way]) -> list[list[str]]:
    """[address, title], and where the page is at another address now, that too; the first of them, as many as fit."""
    rows = [[way.old, way.title, *([way.address] if way.address != way.old else [])] for way in ways]
    sizes = accumulate(len(json.dumps(row, ensure_ascii=False).encode()) + 2 for row in rows)
    return [row for row, size in zip(rows, sizes, strict=True) if size <= _ROOM_FOR_WAYS]
