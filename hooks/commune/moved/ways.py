"""What became of an address: old ones are followed step by step to what stands there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..core.page import Manifest, anchors_of
from .model import Moved


@dataclass(frozen=True)
class Fate:
    """Where an address leads in the end (None: nowhere), and why it is gone where that is something else."""

    target: str | None
    gone: str | None


class Ways:
    """Follows old addresses step by step: /a/ → /b/ → /c/. An anchor goes along with its page."""

    def __init__(self, moved: Iterable[Moved]) -> None:
        self.by_old = {move.old: move for move in moved}
        # page → those of its anchors that have a record of their own
        self.written: defaultdict[str, set[str]] = defaultdict(set)
        for page, _, anchor in (old.partition("#") for old in self.by_old if "#" in old):
            self.written[page].add(anchor)

    def fate(self, address: str) -> Fate:
        """What became of `address`; one that goes in circles leads nowhere."""
        at: str | None = address
        gone, seen = None, set[str]()
        while at and (step := self._step(at)):
            if at in seen:
                return Fate(None, None)
            seen.add(at)
            gone, at = gone or step.gone, step.target
        return Fate(at, gone)

    def names(self, page: str) -> list[str]:
        """The addresses that an old page had one after the other; the one it has now, if any, stands last."""
        found = [page]
        while (step := self.by_old.get(found[-1])) and not step.gone and step.target and step.target not in found:
            found.append(step.target)
        return found

    def anchors(self, page: str, manifest: Manifest) -> list[str]:
        """The anchors that links to an old page may carry: those it had under any name, and those it has now."""
        names = self.names(page)
        item = manifest.by_address.get(names[-1])
        now = anchors_of(item) if item and manifest.kind(item).promised == "anchors" else set()
        return sorted(now.union(*(self.written[name] for name in names)))

    def splits(self, page: str) -> bool:
        """Whether some anchor of an old page went another way than the page."""
        return any(self.written[name] for name in self.names(page) if name in self.by_old)

    def _step(self, address: str) -> Moved | None:
        page, _, anchor = address.partition("#")
        whole = self.by_old.get(page)
        if address in self.by_old or whole is None:
            return self.by_old.get(address)
        if whole.gone or not whole.target or "#" in whole.target:
            return whole
        return replace(whole, target=f"{whole.target}#{anchor}")


def exists(address: str, manifest: Manifest) -> bool:
    path, _, anchor = address.partition("#")
    item = manifest.by_address.get(path)
    return item is not None and (not anchor or anchor in anchors_of(item))
