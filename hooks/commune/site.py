"""The story of a site: what the commune says → what each slice makes of it → what speaks of all → the manifest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from .campaigns.checks import corrected_ahead
from .content import Content
from .content_reading import read_content
from .core.cache import Cache, NoCache
from .core.page import Manifest
from .core.problem import ContentError, Problems
from .core.source import Source, read_source
from .core.tree import check_versioned
from .cross_links import context_of
from .frame import script_asset
from .ledger import lines_of
from .old_addresses import all_moved, with_old_addresses
from .output.hosting import headers_asset
from .output.sitemap import sitemap_assets
from .slices import KINDS, SLICES
from .whole_site import (
    check_progress,
    check_site,
    check_texts,
    laid_out,
    with_claims,
    with_coverage,
    with_meanings,
    with_not_found,
    with_search,
    with_sheet,
    with_way_out,
)


def make_site(
    root: Path,
    today: date,
    updated_on: date | None,
    cache: Cache | None = None,
    drafts: bool = False,
    versioned: Iterable[tuple[str, str]] = (),
) -> tuple[Content, Manifest]:
    """Reads content/ and docs/ under `root` and makes every page and file of the site.

    `today` decides what is running and what comes next, and with `drafts` whether readers see what is dated ahead;
    `updated_on` is shown as the last change (without it, the day that the calendar was last looked through).
    Pictures and files are kept in `cache` from one build to the next. `versioned` is what git keeps, as (mode, uri).
    Raises ContentError with every problem found.
    """
    problems, keep = Problems(), cache or NoCache()
    source = read_source(root, problems)
    check_versioned(root, versioned, problems)
    content = read_content(source, updated_on, problems, keep)
    told = check_texts(source, content, problems, keep)
    if content is None:
        raise ContentError(problems)
    written = replace(
        content, told=(*source.told, *told), texts=source.texts, plans=[plan.known_on(today) for plan in content.plans]
    )
    shown = _shown(written, today, drafts)
    manifest = _made(source, shown, today, keep, problems)
    content, manifest = _with_what_speaks_of_all(source, shown, manifest, today, keep, problems)
    check_progress(written, manifest, today, problems)
    corrected_ahead(written.campaigns.all, today, problems)
    check_site(source, content, manifest, written.campaigns, problems)
    if len(problems):
        raise ContentError(problems)
    return replace(content, removed=tuple(sorted(problems.removed))), manifest


def _shown(written: Content, today: date, drafts: bool) -> Content:
    """What readers see today; with `drafts`, whoever writes."""
    whole = written.campaigns
    campaigns = whole.with_drafts() if drafts else whole.for_readers(today, lines_of(written.ledger))
    off = [item.address for item in campaigns.taken_off]
    plans = [replace(plan, progress=plan.progress.without(off)) for plan in written.plans]
    return replace(written, campaigns=campaigns, plans=plans)


def _made(source: Source, content: Content, today: date, keep: Cache, problems: Problems) -> Manifest:
    """Every page and file that the slices make, with its address."""
    context = context_of(content, source, today, keep, problems)
    made = [item for each in SLICES for item in each.make(getattr(content, each.field), context)]
    return Manifest((), (), KINDS).adding(*made, script_asset())


def _with_what_speaks_of_all(
    source: Source, content: Content, manifest: Manifest, today: date, keep: Cache, problems: Problems
) -> tuple[Content, Manifest]:
    """The site with what is made of its pages: meanings, claims, old addresses, the search, what machines ask for."""
    manifest = with_coverage(content, with_sheet(content, manifest, keep), today)
    content, manifest = with_meanings(content, manifest)
    manifest = with_not_found(content, manifest)
    content, manifest = with_claims(source, content, manifest, today, keep, problems)
    content = replace(content, moved=all_moved(content, manifest, today))
    manifest = with_old_addresses(content, manifest, keep, problems)
    manifest = with_way_out(content, with_search(content, manifest))
    manifest = manifest.adding(*sitemap_assets(manifest, content.commune))
    return content, laid_out(content, manifest.adding(headers_asset(manifest)))
