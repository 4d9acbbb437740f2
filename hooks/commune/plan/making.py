"""Every page and file of the plans, with what other parts of the site have for their items and units."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from ..context import Context
from ..core.page import Asset, Page
from .data import plan_data
from .document import Item
from .model import Plan, plan_in, units_since
from .pages import Served, duties_page, plan_pages, plans_page, unit_page
from .progress import Due, Evidence, ItemProgress, Report, ShownReport

_SHOWN = 3  # so many of what was published stand at an item of the plan; a list has them all


def plan_items(plans: list[Plan], context: Context) -> Iterator[Page | Asset]:
    """Every page and file of the slice."""
    current, issuer = plan_in(plans, context.today.year), context.commune.people_committee_short
    yield plans_page(plans, current, issuer)
    yield duties_page(current, issuer, partial(_state, context, current))
    for plan in plans:
        served = partial(_served, context, plan)
        yield from plan_pages(
            plan,
            issuer,
            context.commune.people_committee,
            served,
            plan is current,
            context.names,
            context.problems,
        )
    yield from _unit_pages(plans, current, context)
    for plan in plans:
        yield from _files(plan, context)


def _unit_pages(plans: list[Plan], current: Plan, context: Context) -> Iterator[Page]:
    for unit, plan in units_since(plans, current).values():
        served, state = partial(_served_beside, context, plan), partial(_state, context, plan)
        contact, days = context.contact(unit.id), context.days(unit.id)
        yield unit_page(unit, plan, contact, days, served, state, earlier=plan is not current)


def _files(plan: Plan, context: Context) -> Iterator[Asset]:
    """A year's plan for machines, and the copy that was signed."""
    state = partial(_state, context, plan)
    yield from plan_data(
        plan, context.commune.people_committee, state, lambda item: context.published(plan.year, item.id)
    )
    if signed := plan.signed_copy:
        name = signed.rpartition("/")[2]
        yield Asset(plan.address + name, "file", context.source.data(signed), signed)


def _state(context: Context, plan: Plan, item: Item) -> ItemProgress:
    """How an item stands: what was reported on it, and the deadline that the calendar draws from it."""
    due = [Due(day, address, over=day < context.today) for day, address in context.deadlines(plan.year, item.id)]
    reports = tuple(_shown(report, context, plan) for report in plan.reports_on(item))
    return ItemProgress(reports, min(due, key=lambda one: one.last, default=None))


def _shown(report: Report, context: Context, plan: Plan) -> ShownReport:
    """A report, with the name of the unit, and what it chose of the posts and materials."""
    names = {unit.id: unit.name for unit in plan.units}
    chosen = (context.piece(field, name) for field in ("posts", "materials") for name in getattr(report, field))
    pages = tuple(Evidence(title=title, page=address) for address, title in filter(None, chosen))
    by = names.get(report.by, report.by)
    return ShownReport(report.status, report.date, by, report.note, (*pages, *report.evidence))


def _served(context: Context, plan: Plan, item: Item, but: Collection[str] = ()) -> Served | None:
    """What a page says of what was published for an item, `but` what it has said already."""
    found = context.published(plan.year, item.id)
    newest = [(address, title) for address, title in found if address not in but]
    if not newest:
        return None
    (address,) = (one.address for one in context.served if (one.plan, one.id) == (plan.year, item.id))
    return Served(newest[:_SHOWN], len(found), address)


def _served_beside(context: Context, plan: Plan, item: Item) -> Served | None:
    """The same beside the newest report on the item, which may have named some of it as evidence."""
    newest = _state(context, plan, item).newest
    evidence = [one.page for one in (newest.evidence if newest else ()) if one.page]
    return _served(context, plan, item, evidence)
