"""Files that lie whole inside a Word document (w:altChunk): Word reads them when it opens it. Here they are quoted."""

from __future__ import annotations

from contextlib import suppress

from ..core.html import fragment
from .package import Package, open_package, suffix_of, words_in

_TEXTS = {".txt"}
_PAGES = {".htm", ".html", ".xhtml"}


def words_of_chunk(package: Package, key: str) -> str:
    """The words of such a file, for quoting them; "" where they cannot be read."""
    relation = package.relations.get(key)
    if relation is None or relation.is_outside:
        return ""
    with suppress(ValueError, KeyError):
        data, suffix = package.data(relation.target), suffix_of(relation.target)
        if suffix == ".docx":
            return words_in(open_package(data).body)
        if suffix in _PAGES:
            page = fragment(data.decode("utf-8"))
            page.strip_tags(["head", "title", "style", "script"])
            return page.root.text(separator=" ") if page.root else ""
        if suffix in _TEXTS:
            return data.decode("utf-8-sig")
    return ""
