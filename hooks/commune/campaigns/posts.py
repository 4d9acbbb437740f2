"""The page of a campaign."""

from __future__ import annotations

from ..core.page import Page
from ..core.render import markdown_text, render
from .model import Post
from .reading import Campaigns, Item
from .surroundings import Surroundings, head_of


def post_page(item: Item[Post], campaigns: Campaigns, around: Surroundings) -> Page:
    """/chien-dich/<id>/"""
    record = item.record
    materials = [campaigns.material_by_id[name] for name in record.materials if name in campaigns.material_by_id]
    cover = around.media.cover(item)
    values = {"item": item, "post": record, "ahead": not item.shown_on(around.today), **around.values}
    above = render("campaigns/post_head.html", cover=cover, **values)
    below = render("campaigns/post_foot.html", materials=materials, **values)
    text = around.media.text(item, around.body(item))
    way_out = f"{around.way_out}\n\n" if record.safety else ""
    words = f"# {markdown_text(record.title)}\n\n{text}"
    body = f"{above}\n\n{words}\n\n{below}\n\n{way_out}"
    head = head_of(item, around)
    return Page(item.address, "campaign", record.title, record.summary, body, item.uri, "markdown", head, words)
