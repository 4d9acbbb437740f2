"""Every address that is no more, and what stands there: of moved.yml, of the posts' own front matter, of lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from .campaigns.addresses import MATERIAL, MATERIAL_LIST, POST_LIST, framed, lists_above
from .campaigns.material_model import Material
from .campaigns.news_model import REASONS
from .campaigns.piece import Piece
from .campaigns.reading import BUNDLES
from .content import Content
from .core.cache import Cache
from .core.dates import full_day
from .core.page import Asset, Manifest
from .core.problem import Place, Problems
from .help import pages as help_pages
from .ledger import emptied, with_all_below
from .moved.model import Moved
from .moved.notes import Gone, Notes, links_to_notes
from .moved.pages import with_moved
from .moved.ways import Ways


def all_moved(content: Content, manifest: Manifest, today: date) -> tuple[Moved, ...]:
    """Every address that is no more: of moved.yml, of the posts' own front matter, and of lists that hold nothing.

    What an officer wrote of an address by hand goes before what a post says of itself.
    """
    texts = (*content.campaigns.all, *content.campaigns.taken_off)
    old_paths = [
        Moved(old, item.address, item.document.place("old_paths", number))
        for item in texts
        for number, old in enumerate(item.record.old_paths)
    ]
    cards = [
        replace(move, old=framed(move.old), target=framed(move.target))
        for move in old_paths
        if move.target and _is_card(move) and framed(move.target) in manifest.by_address
    ]
    written = [*content.moved, *old_paths, *cards]
    taken = {move.old for move in written} | manifest.by_address.keys()
    written += [move for move in _taken_off(content, today) if move.old not in taken]
    lists = emptied(content.ledger, manifest, written, lists_above)
    return tuple(with_all_below(content.ledger, manifest, [*written, *lists]))


def _taken_off(content: Content, today: date) -> Iterator[Moved]:
    """The posts and materials that are off the site, and the bundles that nothing is left of."""
    yield from (_note_of(item, today) for item in content.campaigns.taken_off)
    for bundle in content.campaigns.emptied:
        why = "Bộ tài liệu này nay không còn tài liệu nào."
        yield Moved(bundle.address, MATERIAL_LIST, Place(BUNDLES), why)


def _note_of(item: Piece[Any], today: date) -> Moved:
    """That it was taken off, and where to look instead: none of its own words."""
    is_material, withdrawn = isinstance(item.record, Material), item.record.withdrawn
    told = f"{'Tài liệu' if is_material else 'Bài'} này đã được gỡ"
    target = MATERIAL_LIST if is_material else POST_LIST
    if withdrawn is None:
        return Moved(item.address, target, item.document.place("draft"), f"{told}.")
    when = f" ngày {full_day(withdrawn.date)}" if withdrawn.date <= today else ""
    place = item.document.place("withdrawn", "instead")
    return Moved(item.address, withdrawn.instead or target, place, f"{told}{when}: {REASONS[withdrawn.why]}.")


def _is_card(move: Moved) -> bool:
    """Whether the old address is that of a material, whose card other sites may show."""
    return move.old.startswith(MATERIAL) and move.old.endswith("/")


def with_old_addresses(content: Content, manifest: Manifest, keep: Cache, problems: Problems) -> Manifest:
    """The site with what stands at the addresses it had; what led to something that is gone leads to its note."""
    lines, block = help_pages.first_lines(content.help), help_pages.lines_block(content.help)
    notes = Notes(content.commune, block, lines, content.calendar.updated_on, keep)
    manifest = with_moved(manifest, content.moved, notes, problems)
    manifest = manifest.adding(*_files_under_old_paths(content, manifest))
    return links_to_notes(manifest, _gone(content))


def _gone(content: Content) -> Gone:
    """What was taken off, by every address that leads to it."""
    titles = {address: item.record.title for item in content.campaigns.taken_off for address in item.addresses}
    ways = Ways(content.moved)
    for move in content.moved:
        passed = next((name for name in ways.names(move.old) if name in titles), None)
        if passed:
            titles.setdefault(move.old, titles[passed])
    return Gone([move.old for move in content.moved if move.whole], titles, content.commune.absolute("/"))


def _files_under_old_paths(content: Content, manifest: Manifest) -> list[Asset]:
    """The files of what changed its folder, at the old addresses too: who links to a PDF still finds it."""
    in_folder: dict[str, list[Asset]] = {}
    for asset in manifest.assets:
        in_folder.setdefault(asset.address[: asset.address.rindex("/") + 1], []).append(asset)
    found: dict[str, Asset] = {}
    for item in content.campaigns.all:
        for old in (old for old in item.record.old_paths if old.endswith("/")):
            for asset in in_folder.get(item.address, []):
                name = asset.address.removeprefix(item.address)
                was = name.replace(item.id, old.split("/")[-2]) if name.startswith(f"{item.id}.") else name
                found.setdefault(old + was, replace(asset, address=old + was))
    # Where an old path is not free, that has been told.
    return [asset for address, asset in found.items() if address not in manifest.by_address]
