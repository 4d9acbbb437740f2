"""All that the commune says, read and checked, and what one part of it knows of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .campaigns.piece import Campaigns, Piece, newest_first
from .claims.model import ClaimsFile
from .core.problem import Problem
from .core.schema import Document
from .glossary.model import GlossaryFile
from .help.reading import Help
from .moved.model import Moved
from .myths.model import Myth
from .plan.model import Plan, plan_in
from .search.reading import Said
from .settings import Commune
from .standing.measurement import Measurement
from .vocabulary import Vocabulary
from .year.model import Calendar


@dataclass(frozen=True)
class Content:
    """All that the commune says, read and checked: what each slice has read, by its name. `plans` are newest first."""

    commune: Commune
    vocabulary: Vocabulary
    plans: list[Plan]
    calendar_file: Document[Calendar]
    help: Help
    campaigns: Campaigns
    myths: tuple[Myth, ...]
    moved: tuple[Moved, ...]
    measurement: Measurement | None
    wordings: Said
    claims: Document[ClaimsFile] | None
    glossary: Document[GlossaryFile] | None
    own_words: tuple[str, ...]
    ledger: str
    updated_on: date
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was read, by uri."""
    told: tuple[str, ...] = ()
    removed: tuple[Problem, ...] = ()  # what was taken out of uploaded files
    """What was noticed in texts, and never keeps anything from being published."""
    adrift: tuple[str, ...] = ()
    """What claims.yml knows of sentences, and the glossary of words, that stand nowhere any more."""

    @property
    def calendar(self) -> Calendar:
        return self.calendar_file.record

    def plan_in(self, year: int) -> Plan:
        """The plan that units work by in `year`."""
        return plan_in(self.plans, year)

    def cite(self, year: int, item_id: str) -> str:
        """How people name an item of the plan that units work by in that year."""
        return self.plan_in(year).text.cite(item_id)

    def link(self, year: int, item_id: str) -> str:
        """Where such an item stands."""
        return f"{self.plan_in(year).address}#{item_id}"

    @cached_property
    def _by_plan_item(self) -> dict[tuple[int, str], list[Piece[Any]]]:
        return self.campaigns.by_plan_item(lambda day: self.plan_in(day.year).year)

    @cached_property
    def done(self) -> dict[tuple[int, str], list[Piece[Any]]]:
        """(year of the plan, id of an item) → what was published for it or for what stands under it, newest first."""
        return {
            (plan.year, item.id): newest_first({one.address: one for one in found}.values())
            for plan in self.plans
            for item in plan.text.items()
            if (found := [one for each in item.walk() for one in self._by_plan_item.get((plan.year, each.id), [])])
        }
