"""What was published, as the officers' page on the coverage of the plan counts it."""

from __future__ import annotations

from typing import Any

from .campaigns.kinds import KINDS
from .campaigns.material_model import Material
from .campaigns.piece import Piece
from .content import Content
from .handbook.coverage import Coverage, Made, Row, row_of
from .plan.document import Item
from .plan.model import Plan
from .vocabulary import Vocabulary

_POSTS = "Bài viết"
_TYPES = {kind.says["kind"]: kind.id for kind in KINDS if "kind" in kind.says}  # what begins a material of a kind


def coverage_of(content: Content, plan: Plan) -> Coverage:
    """Tasks and units of that plan, with all that was made in the years that go by it."""
    words = content.vocabulary
    texts = [one for one in content.campaigns.all if content.plan_in(one.record.date.year) is plan]
    made = tuple(_made(one, words) for one in sorted(texts, key=lambda one: one.record.title))
    return Coverage(
        plan.year,
        [_row(task.item, task.short, plan, made) for task in plan.tasks],
        [_row(unit.item, unit.short, plan, made) for unit in plan.units],
        [(term.id, term.name) for term in words.audiences],
        [(_POSTS, "article"), *((kind.name, _TYPES.get(kind.id, "material")) for kind in words.kinds)],
        made,
    )


def _made(piece: Piece[Any], words: Vocabulary) -> Made:
    record = piece.record
    form = words.name("kinds", record.kind) if isinstance(record, Material) else _POSTS
    audiences = tuple(words.name("audiences", term) for term in record.audience)
    return Made(piece.address, record.title, form, audiences, record.plan_items)


def _row(item: Item, short: str, plan: Plan, made: tuple[Made, ...]) -> Row:
    below = [(each.id, each.cited) for each in item.walk()]
    return row_of(item.id, item.cited, short, f"{plan.address}#{item.id}", below, made)
