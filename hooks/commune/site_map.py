"""The map of the site: every section, with what stands in it."""

from __future__ import annotations

from .campaigns.addresses import is_further_page
from .core.page import Manifest, PageKind
from .slice import OTHER_PAGES, Section
from .slices import KINDS, SECTIONS


def site_map(manifest: Manifest) -> list[tuple[Section, list[tuple[str, str]]]]:
    """Each section with the (title, address) of its pages, by kind as declared; of posts and materials the newest."""
    found = []
    for section in SECTIONS:
        kinds = [kind for kind in KINDS.values() if kind.section == section.title]
        if kinds:
            found.append((section, [page for kind in kinds for page in _pages(kind, section, manifest)]))
    return found


def _pages(kind: PageKind, section: Section, manifest: Manifest) -> list[tuple[str, str]]:
    """Of the section that has no page of its own, those at the top of the site; of lists in pages, the first page."""
    found = [
        (item.title, item.address)
        for item in manifest.items
        if item.kind == kind.name and item.address.startswith(kind.under) and not is_further_page(item.address)
        if section is not OTHER_PAGES or item.address.count("/") == 2
    ]
    return found[: kind.most or None]


def navigation() -> list[tuple[str, str]]:
    """(title, address) of what stands at the top of every page."""
    return [(section.title, section.address) for section in SECTIONS if section.in_navigation]
