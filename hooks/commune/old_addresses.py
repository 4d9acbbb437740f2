"""Every address that is no more, and what stands there: of moved.yml, of the posts' own front matter, of lists."""

from __future__ import annotations

from dataclasses import replace

from .campaigns.addresses import MATERIAL, framed, lists_above
from .content import Content
from .core.page import Asset, Manifest
from .core.problem import Problems
from .help import pages as help_pages
from .ledger import emptied, withdrawn
from .moved.model import Moved
from .moved.pages import with_moved


def all_moved(content: Content, manifest: Manifest) -> tuple[Moved, ...]:
    """Every address that is no more: of moved.yml, of the posts' own front matter, and of lists that hold nothing."""
    old_paths = [
        Moved(old, item.address, item.document.place("old_paths", number))
        for item in content.campaigns.all
        for number, old in enumerate(item.record.old_paths)
    ]
    cards = [
        replace(move, old=framed(move.old), target=framed(move.target))
        for move in old_paths
        if move.target and _is_card(move)
    ]
    written = [*content.moved, *old_paths, *cards]
    lists = emptied(content.ledger, manifest, written, lists_above)
    return (*written, *lists, *withdrawn(content.ledger, manifest, written))


def _is_card(move: Moved) -> bool:
    """Whether the old address is that of a material, whose card other sites may show."""
    return move.old.startswith(MATERIAL) and move.old.endswith("/")


def with_old_addresses(content: Content, manifest: Manifest, problems: Problems) -> Manifest:
    """The site with what stands at the addresses it had."""
    first_lines = help_pages.lines_block(content.help)
    manifest = with_moved(manifest, content.moved, content.commune, first_lines, problems)
    return manifest.adding(*_files_under_old_paths(content, manifest))


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
