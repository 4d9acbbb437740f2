"""The pages of the plan: the document, its short version, who does what, and a page for each unit."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from ..core.page import Page
from ..core.render import render
from .document import Item
from .model import Plan, Unit

# Where the letterhead leaves room for a pen: "Số: /KH-UBND", "ngày tháng 5 năm 2026".
_BLANK = re.compile(r"(?<=Số:)(?=\s*/)|(?<=ngày)(?=\s+tháng)|(?<=tháng)(?=\s+năm)")
_BLANK_MARK = Markup('<span class="blank" data-added="blank"> …</span>')
UNSIGNED_NOTICE = "Bản này chưa ghi số và ngày; đối chiếu bản ban hành của {issuer}."


def has_blanks(plan: Plan) -> bool:
    """Whether the number or the day of the document is still to be filled in."""
    return any(_BLANK.search(line) for line in plan.text.letterhead)


def with_blanks(line: str) -> Markup:
    """A line of the letterhead, each blank shown as one."""
    return _BLANK_MARK.join(escape(part) for part in _BLANK.split(line))


def plan_pages(plan: Plan, issuer: str, people_committee: str) -> list[Page]:
    """The document word for word, and the short version beside it."""
    notice = UNSIGNED_NOTICE.format(issuer=issuer) if has_blanks(plan) else None
    name = f"Kế hoạch bình đẳng giới năm {plan.year}"
    return [
        Page(
            plan.address,
            "plan",
            name,
            f"Toàn văn: {plan.text.title}.",
            render("plan/plan.html", plan=plan, notice=notice, with_blanks=with_blanks, issuer=people_committee),
            plan.uri,
        ),
        Page(
            f"{plan.address}doc-nhanh/",
            "summary",
            f"{name}, đọc nhanh",
            f"Kế hoạch năm {plan.year} nói gì, bằng lời đơn giản.",
            _summary(plan),
            plan.uri.replace("plan.md", "doc-nhanh.md"),
            format="markdown",
        ),
    ]


def _summary(plan: Plan) -> str:
    body = plan.summary.replace("](#", f"]({plan.address}#").strip()
    title, _, rest = body.partition("\n")
    return f"{title}\n\n{render('plan/summary_note.html', plan=plan)}\n{rest}"


def plans_page(plans: list[Plan], current: Plan, issuer: str) -> Page:
    """Every year's plan, the current one in full view."""
    return Page(
        "/ke-hoach/",
        "plans",
        "Kế hoạch bình đẳng giới",
        "Kế hoạch của xã: đọc nhanh, toàn văn, và ai làm việc gì.",
        render("plan/plans.html", plans=plans, current=current, has_blanks=has_blanks, issuer=issuer),
        current.uri,
    )


def duties_page(plan: Plan) -> Page:
    """The matrix: units × tasks, each cell leading to the responsibilities that justify it."""
    unserved = [task for task in plan.tasks if not any(unit.serving(task) for unit in plan.units)]
    return Page(
        "/trach-nhiem/",
        "duties",
        "Ai làm việc gì",
        f"Bảng {len(plan.units)} đơn vị và {len(plan.tasks)} nhiệm vụ trong Kế hoạch năm {plan.year}.",
        render("plan/duties.html", plan=plan, unserved=unserved, mark=_mark),
        plan.uri.replace("plan.md", "annotations.yml"),
    )


def unit_page(unit: Unit, plan: Plan, contact: Markup, days: Markup, earlier: bool = False) -> Page:
    """One unit: its work word for word, the tasks it serves, whom to ask, and its days.

    `earlier`: the current plan does not name the unit; its page stays, and says of which year it is.
    """
    return Page(
        unit.address,
        "unit",
        f"{unit.name} (năm {plan.year})" if earlier else unit.name,
        f"Việc của {unit.name} trong Kế hoạch bình đẳng giới năm {plan.year}.",
        render("plan/unit.html", unit=unit, plan=plan, contact=contact, days=days),
        plan.uri.replace("plan.md", "annotations.yml"),
    )


def tasks_block(plan: Plan) -> Markup:
    """The tasks as a list for the home page."""
    return render("plan/tasks.html", plan=plan)


def units_block(plan: Plan) -> Markup:
    """The units as a list for the home page."""
    return render("plan/units.html", plan=plan)


def _mark(item: Item, unit: Unit) -> str:
    """How a cell names a responsibility: "ý 2", or "IV.3" where the item has no dashes."""
    return item.number.removeprefix(f"{unit.item.number}, ")
