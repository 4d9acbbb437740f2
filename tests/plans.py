"""What pages say of a plan, for the tests of the invented commune's plan and of this commune's own."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from commune.core.page import Manifest
from commune.core.text import squeeze
from commune.plan.model import Plan


def said_in(root: Path, uri: str) -> str:
    """The words of a plan's file, without the signs of Markdown."""
    lines = (root / uri).read_text("utf-8").replace("**", "").splitlines()
    return squeeze("\n".join(re.sub(r"^#+ ", "", line) for line in lines if line != "---"))


def without_additions(page: BeautifulSoup) -> BeautifulSoup:
    """The document on the page of a plan, without what the page adds to its words."""
    document = BeautifulSoup(str(page.select_one("article.document")), "html.parser")
    for added in document.select("[data-added]"):
        added.decompose()
    return document


def quoted_and_given(manifest: Manifest, plan: Plan, unit: str) -> tuple[list[str], list[str]]:
    """(what the page of a unit quotes, the work that the plan gives it)."""
    body = BeautifulSoup(manifest.by_address[f"/trach-nhiem/{unit}/"].html, "html.parser")
    quoted = [squeeze(quote.get_text()) for quote in body.select("blockquote")]
    duties = next(each for each in plan.units if each.id == unit).responsibilities
    return quoted, [squeeze(duty.item.own_text) for duty in duties]


def not_led_to(summary: str, plan: Plan) -> list[str]:
    """The numbered items of a plan to which its short version, as HTML, has no link."""
    numbered = [item for part in plan.text.parts for item in part.children or [part] if not item.is_dash]
    return [item.id for item in numbered if f'href="{plan.address}#{item.id}"' not in summary]
