"""The page for officers: what the site says of law, what that rests on, and when to look at it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core.page import Page
from ..core.render import render
from .checks import cited, looks_due
from .finding import SeenClaims, standing
from .model import MARKS, ClaimsFile
from .reading import URI

ADDRESS = "/can-bo/doi-chieu/"


def claims_page(record: ClaimsFile, seen: Sequence[SeenClaims], today: date) -> Page:
    """/can-bo/doi-chieu/: every article that the site rests on, what is due first, each with where that stands."""
    looks, places = looks_due(record, seen), standing(seen)
    body = render(
        "claims/claims.html",
        due=[look for look in looks if look.on <= today],
        coming=[look for look in looks if look.on > today],
        changed=[look for look in looks if look.change],
        ours=[(claim, places[claim.id]) for claim in record.claims if claim.ours and claim.id in places],
        cited=cited,
        marks=MARKS,
    )
    description = "Câu nào trên trang dựa vào điều luật nào, đọc ngày nào, và khi nào xem lại."
    return Page(ADDRESS, "claims", "Đối chiếu với luật", description, body, URI)
