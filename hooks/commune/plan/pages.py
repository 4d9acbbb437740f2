"""The pages of the plan: the document, its short version, who does what, and a page for each unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape
from selectolax.lexbor import LexborNode

from ..core.html import fragment, with_addresses
from ..core.names import Values
from ..core.page import Page
from ..core.problem import Problems
from ..core.prose import fill
from ..core.render import render
from ..core.text import squeeze
from .document import Item
from .model import PLANS, UNITS, Plan, Responsibility, Task, Unit
from .progress import ItemProgress


@dataclass(frozen=True)
class Served:
    """What was published for an item and what stands under it: the newest as (address, title), and where all are."""

    newest: list[tuple[str, str]]
    count: int
    address: str


# None for an item that nothing was published for
ServedFor = Callable[[Item], Served | None]
ProgressOf = Callable[[Item], ItemProgress]

_IN_A_CELL = 7  # words

# Where the letterhead leaves room for a pen: "Số: /KH-UBND", "ngày tháng 5 năm 2026".
_NUMBER = re.compile(r"(?<=Số: )(?=/)")
_DAY = re.compile(r"(?<=ngày )(?=tháng)|(?<=tháng )(?=năm)")
_NUMBER_MARK = Markup('<span class="blank" data-added="blank">…</span>')
_DAY_MARK = Markup('<span class="blank" data-added="blank">… </span>')


def unsigned_notice(plan: Plan, issuer: str) -> str | None:
    """What to print beside a plan whose number or day is still blank; None where both are filled in."""
    letterhead = "\n".join(plan.text.letterhead)
    blank = [name for name, room in (("số", _NUMBER), ("ngày", _DAY)) if room.search(letterhead)]
    return f"Bản này chưa ghi {' và '.join(blank)}; đối chiếu bản ban hành của {issuer}." if blank else None


def with_blanks(line: str) -> Markup:
    """A line of the letterhead, each blank shown as one."""
    days = [_NUMBER_MARK.join(escape(part) for part in _NUMBER.split(piece)) for piece in _DAY.split(line)]
    return _DAY_MARK.join(days)


def plan_pages(
    plan: Plan,
    issuer: str,
    people_committee: str,
    served: ServedFor,
    current: bool = True,
    names: Values = MappingProxyType({}),
    problems: Problems | None = None,
) -> list[Page]:
    """The document word for word, and the short version beside it.

    `served` finds what was published for an item; `current`: units work by this plan now; `names` are what the short
    version may say in braces.
    """
    notice = unsigned_notice(plan, issuer)
    about = {"plan": plan, "notice": notice, "issuer": people_committee, "current": current}
    body = render("plan/plan.html", with_blanks=with_blanks, served=served, **about)
    name = f"Kế hoạch bình đẳng giới năm {plan.year}"
    said = f"Kế hoạch năm {plan.year} nói gì, bằng lời đơn giản."
    beside = plan.uri.replace("plan.md", "doc-nhanh.md")
    short = _summary(plan, names, problems or Problems())
    return [
        Page(plan.address, "plan", name, f"Toàn văn: {plan.text.title}.", body, plan.uri),
        Page(f"{plan.address}doc-nhanh/", "summary", f"{name}, đọc nhanh", said, short, beside, words=short),
    ]


def _summary(plan: Plan, names: Values, problems: Problems) -> str:
    """The short version; its links to items lead to the document, and a note under its title says so."""
    html = fill(plan.summary, names, problems)
    led = with_addresses(html, lambda target: plan.address + target if target.startswith("#") else target)
    title, end, rest = led.partition("</h1>")
    return f"{title}{end}\n{render('plan/summary_note.html', plan=plan)}\n{rest}"


def plans_page(plans: list[Plan], current: Plan, issuer: str) -> Page:
    """Every year's plan, the current one in full view."""
    return Page(
        PLANS,
        "plans",
        "Kế hoạch bình đẳng giới",
        "Kế hoạch từng năm: đọc nhanh, toàn văn, và ai làm việc gì.",
        render("plan/plans.html", plans=plans, current=current, unsigned_notice=unsigned_notice, issuer=issuer),
        current.uri,
    )


def duties_page(plan: Plan, issuer: str, progress_of: ProgressOf) -> Page:
    """The matrix: units × tasks, each cell leading to the responsibilities that justify it."""
    about = f"Bảng {len(plan.units)} đơn vị và {len(plan.tasks)} nhiệm vụ trong Kế hoạch năm {plan.year}."
    unserved = [task for task in plan.tasks if not any(unit.serving(task) for unit in plan.units)]
    body = render(
        "plan/duties.html",
        plan=plan,
        unserved=unserved,
        units_part=_part_with(plan, plan.units),
        tasks_part=_part_with(plan, plan.tasks),
        first_words=_first_words,
        issuer=issuer,
        progress_words=lambda unit: progress_words(_states(unit, progress_of)),
    )
    return Page(
        UNITS,
        "duties",
        "Ai làm việc gì",
        about if plan.tasks and plan.units else "Việc của từng đơn vị trong kế hoạch.",
        body,
        plan.uri.replace("plan.md", "annotations.yml"),
    )


def _part_with(plan: Plan, members: Sequence[Task | Unit]) -> str:
    """How people name the part of the plan that the tasks, or the units, are in."""
    return plan.text.above(members[0].item).as_part if members else ""


def unit_page(
    unit: Unit,
    plan: Plan,
    contact: Markup,
    days: Markup,
    served: ServedFor,
    progress_of: ProgressOf,
    earlier: bool = False,
) -> Page:
    """One unit: its work word for word, how it goes, the tasks it serves, whom to ask, and its days.

    `earlier`: the current plan does not name the unit; its page stays, and says of which year it is.
    """
    progress = {"progress_words": progress_words(_states(unit, progress_of)), "progress_of": progress_of}
    return Page(
        unit.address,
        "unit",
        f"{unit.name} (năm {plan.year})" if earlier else unit.name,
        f"{unit.name} làm gì trong Kế hoạch bình đẳng giới năm {plan.year}.",
        render("plan/unit.html", unit=unit, plan=plan, contact=contact, days=days, served=served, **progress),
        plan.uri.replace("plan.md", "annotations.yml"),
    )


def _states(unit: Unit, progress_of: ProgressOf) -> list[ItemProgress]:
    return [progress_of(duty.item) for duty in unit.responsibilities]


def progress_words(states: list[ItemProgress]) -> str:
    """What is known of the work of a unit: "Tiến độ: 3 trên 7 việc đã có thông tin"; empty where nothing is."""
    known = [state for state in states if state.newest]
    done = len([state for state in known if state.status == "done"])
    if not known:
        return ""
    if len(states) == 1:
        return f"Tiến độ: {known[0].words.lower()}"
    words = f"Tiến độ: {len(known)} trên {len(states)} việc đã có thông tin"
    return f"{words}, {done} việc đã làm xong" if done else words


def plan_names(plan: Plan, commune_kind: str, issuer: str, names: Values) -> Values:
    """What standing pages may say of the plan that units work by; while it is awaited, that it is."""
    in_short = _in_short(fill(plan.summary, names, Problems()), plan)
    about = {"plan": plan, "commune_kind": commune_kind, "issuer": issuer, "in_short": in_short}
    return {
        "plan.year": str(plan.year),
        "plan.address": plan.address,
        "plan_block": render("plan/home_plan.html", **about),
        "units_block": render("plan/home_units.html", **about),
        "plan_wording": render("plan/wording.html", **about),
    }


def _in_short(html: str, plan: Plan) -> dict[str, str]:
    """Task → what the short version says of it, in its list that leads to the tasks one by one; nothing without one."""
    tasks = [task.item.id for task in plan.tasks]
    lists = ([_entry(entry) for entry in each.css("li")] for each in fragment(html).css("ol"))
    return next((dict(found) for found in lists if [target for target, _ in found] == tasks), {})


def _entry(entry: LexborNode) -> tuple[str, str]:
    """(the item that an entry of a list leads to, its words without that link)."""
    link = entry.css_first("a[href^='#']")
    target = (link.attributes.get("href") or "")[1:] if link else ""
    if link:
        link.decompose()
    return target, re.sub(r" *\( *\)", "", squeeze(entry.text())).strip()


def _first_words(duty: Responsibility, task: Task) -> str:
    """How a cell names a responsibility: the first of those words of the plan by which it serves the task."""
    words = next(link.quote for link in duty.links if link.task is task).split()
    return " ".join(words) if len(words) <= _IN_A_CELL + 1 else f"{' '.join(words[:_IN_A_CELL])}…"
