"""What one slice shows of another, by words that need no slice."""

from __future__ import annotations

from datetime import date
from functools import partial

from .campaigns import pages as campaign_pages
from .campaigns.addresses import DONE
from .content import Content
from .context import Context, ServedItem
from .core.cache import Cache
from .core.dates import full_day
from .core.names import Values
from .core.problem import Problems
from .core.source import Source
from .handbook.fields import field_tables, name_table
from .handbook.pages import officers_block, officers_help
from .help import pages as help_pages
from .help.announce import spoken_names
from .plan import pages as plan_pages
from .plan.model import units_since
from .search.pages import search_field
from .settings import Commune
from .slices import CONTENT_FILES
from .standing.measurement import measured_block
from .standing.pages import standing_names
from .year import pages as year_pages
from .year.pages import ADDRESS as CALENDAR


def context_of(content: Content, source: Source, today: date, keep: Cache, problems: Problems) -> Context:
    """What every slice is given to make its pages."""
    commune, contacts, events = content.commune, content.help, content.campaigns.happenings
    return Context(
        source=source,
        problems=problems,
        keep=keep,
        today=today,
        commune=commune,
        vocabulary=content.vocabulary,
        names=help_pages.text_names(contacts, commune),
        spoken_names=spoken_names(contacts, commune),
        standing_names=standing_values(content, today),
        way_out=help_pages.way_out(commune),
        search_field=search_field(),
        help_lines=help_pages.first_lines(contacts),
        cite=content.cite,
        link=content.link,
        published=partial(_published, content),
        piece=partial(_piece, content),
        deadlines=partial(_deadlines, content),
        served=_served(content),
        units=[(unit.id, unit.short) for unit, _ in units_since(content.plans).values()],
        contact=lambda unit_id: help_pages.contact_block(contacts, unit_id, commune),
        days=lambda unit_id: year_pages.unit_days(content.calendar, events, unit_id, today),
        offices={
            office.id: (office.name, None if office.out_of_service else office.phone) for office in contacts.offices
        },
        happenings=events,
    )


def _published(content: Content, year: int, item_id: str) -> list[tuple[str, str]]:
    """All that was published for an item of the plan of that year, as (address, title)."""
    return [(one.address, one.record.title) for one in content.done.get((year, item_id), [])]


def _piece(content: Content, field: str, name: str) -> tuple[str, str] | None:
    """A post or a material by its id, as (address, title); None where readers do not see it."""
    found = content.campaigns.named(field, name)
    return (found.address, found.record.title) if found else None


def _deadlines(content: Content, year: int, item_id: str) -> list[tuple[date, str]]:
    """What the calendar draws from an item of that plan as a deadline: its last day, and where it stands."""
    return [
        (entry.last, f"{CALENDAR}#{entry.id}")
        for entry in content.calendar.days
        if entry.is_deadline and any((source.plan, source.item) == (year, item_id) for source in entry.sources)
    ]


def _served(content: Content) -> list[ServedItem]:
    """Each item of a plan that something was published for."""
    return [
        ServedItem(plan.year, item_id, plan.text.cite(item_id), f"{plan.address}{DONE}{item_id}/")
        for plan in content.plans
        for year, item_id in content.done
        if year == plan.year
    ]


def standing_values(content: Content, today: date) -> Values:
    """What docs/*.md may name in braces, by the names of core/names.py."""
    commune, plan = content.commune, content.plan_in(today.year)
    return {
        **help_pages.advice_names(content.help, commune),
        **standing_names(commune),
        **plan_pages.plan_names(plan, commune.kind, commune.people_committee_short, commune.names()),
        "help_lines": help_pages.lines_block(content.help),
        "news": campaign_pages.home_block(content.campaigns, content.vocabulary, today),
        "notices": campaign_pages.notices_block(content.campaigns, today),
        "now": year_pages.now_block(content.calendar, content.campaigns.happenings, today),
        "year": year_pages.year_block(content.calendar, today),
        "measured": measured_block(content.measurement),
        "embed_code": help_pages.embed_code(commune),
        "updated_on": full_day(content.updated_on),
        "report_phone": _dial_or_slot(commune),
        "officers_block": officers_block(commune),
        "officers_help": officers_help(commune),
        "field_tables": field_tables(CONTENT_FILES),
        "name_table": name_table(help_pages.callable_lines(content.help), commune.words()),
    }


def _dial_or_slot(commune: Commune) -> str:
    phone = commune.report_mistakes.phone
    return help_pages.dial_link(phone) if phone else f"{commune.awaiting}."
