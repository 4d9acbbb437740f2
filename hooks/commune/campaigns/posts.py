"""The page of a campaign."""

from __future__ import annotations

from markupsafe import Markup

from ..core.page import Page
from ..core.prose import title_heading
from ..core.render import paragraphs, render
from .events import event_block, event_data, event_papers, shown
from .materials import uploads_of
from .model import Post
from .piece import Campaigns, Piece
from .workbench import Workbench, head_of


def post_page(item: Piece[Post], campaigns: Campaigns, bench: Workbench) -> Page:
    """/chien-dich/<id>/"""
    record = item.record
    materials = [campaigns.material_by_id[name] for name in record.materials if name in campaigns.material_by_id]
    cover = bench.media.cover(item)
    values = {"item": item, "post": record, "ahead": not item.shown_on(bench.context.today), **bench.values}
    uploads = (file for each in materials for file in uploads_of(each, each.record.files, bench))
    above = render("campaigns/post_head.html", cover=cover, sounds=[file for file in uploads if file.sound], **values)
    below = render("campaigns/post_foot.html", materials=materials, **values)
    notes = render("campaigns/notes.html", record=record, today=bench.context.today)
    one = shown(item, bench)
    facts, papers = (event_block(one, bench), event_papers(one, item, bench)) if one else (Markup(), Markup())
    # What a list says of an event or a notice is news of it, and need not be typed twice.
    lead = paragraphs(record.summary) if one or record.until else Markup()
    words = f"{title_heading(record.title)}\n{notes}\n{facts}\n{lead}\n{bench.media.with_sizes(item, bench.body(item))}"
    body = "\n".join([above, words, bench.media.below(item), papers, below, *bench.way_out(item)])
    head = {**head_of(item, bench), **({"event": event_data(one, item, bench)} if one else {})}
    return Page(item.address, "campaign", record.title, record.summary, body, item.uri, head, words, record.label)
