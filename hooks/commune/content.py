"""All that the commune says, read and checked, and what one part of it knows of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .agreement import check_agreement, check_calendar, check_known_files, check_used
from .campaigns.piece import Campaigns, Piece, newest_first
from .claims.model import ClaimsFile
from .context import Reading
from .core.cache import Cache, NoCache
from .core.problem import Problems
from .core.schema import Document
from .core.source import Source
from .glossary.model import GlossaryFile
from .help.reading import Help
from .ledger import check_ledger
from .moved.model import Moved
from .myths.model import Myth
from .plan.model import Plan, plan_in
from .search.model import Wordings
from .settings import Commune, read_settings
from .slices import SLICES
from .standing.measurement import Measurement
from .vocabulary import Vocabulary, read_vocabulary
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
    wordings: Document[Wordings] | None
    claims: Document[ClaimsFile] | None
    glossary: Document[GlossaryFile] | None
    own_words: tuple[str, ...]
    ledger: str
    updated_on: date
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was read, by uri."""
    told: tuple[str, ...] = ()
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
        """How people name an item of a year's plan."""
        return next((plan.text.cite(item_id) for plan in self.plans if plan.year == year), item_id)

    def link(self, year: int, item_id: str) -> str:
        """Where an item of the plan of that year stands."""
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


def read_content(
    source: Source, updated_on: date | None, problems: Problems, keep: Cache | None = None
) -> Content | None:
    """The content, checked by itself and across the slices; None where a slice cannot be read that a site needs.

    What texts become is kept in `keep`.
    """
    check_known_files(source, problems)
    check_ledger(source, problems)
    settings, vocabulary = read_settings(source, problems), read_vocabulary(source, problems)
    reading = Reading(
        source,
        problems,
        keep or NoCache(),
        settings.record if settings else None,
        vocabulary.record if vocabulary else None,
    )
    read: dict[str, Any] = {each.name: each.read(reading) for each in SLICES}
    check_used(source, read["plans"], problems)
    if read["calendar_file"] and read["plans"] is not None:
        check_calendar(read["calendar_file"], read["plans"], problems)
    if any(read[each.name] is None for each in SLICES if each.needed):
        return None
    day = updated_on or read["calendar_file"].record.updated_on
    content = Content(**read, ledger=source.ledger, updated_on=day)
    check_agreement(content, problems)
    return content
