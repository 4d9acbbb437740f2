"""Every page and file of campaigns and materials, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from ..context import Context
from ..core.page import Asset, Page
from ..core.render import render
from ..core.text import capitalize_first
from ..vocabulary import URI as VOCABULARY
from ..vocabulary import Vocabulary
from .addresses import MATERIAL_LIST, POST_LIST
from .bundles import bundle_items
from .downloads import Download
from .events import event_assets, shown
from .lists import Facet, Shelf, filter_script, material_facets, post_facets, shelf_pages
from .materials import first_pdf, material_items
from .media import Media
from .model import Post
from .piece import Campaigns, Piece
from .posts import post_page
from .sharing import feed_assets, list_assets
from .workbench import Workbench, card_of

_MOST_NOTICES = 3  # on home: more would hide each other
Offered = Mapping[str, Sequence[Download]]  # the files of each material by its id


def campaign_items(campaigns: Campaigns, context: Context) -> Iterator[Page | Asset]:
    """Every page and file of the slice."""
    bench = Workbench(context, Media(context.source, context.keep, context.problems))
    offered: dict[str, list[Download]] = {}
    materials: list[Page | Asset] = []
    for material in campaigns.materials:
        page, files, offered[material.id] = material_items(material, bench)
        materials += [page, *files]
    yield from list_pages(campaigns, offered, bench)
    for post in campaigns.posts:
        yield post_page(post, campaigns, bench)
        yield card_of(post, post.record.kind_words, bench)
        if event := shown(post, bench):
            yield from event_assets(event, post, bench)
        yield from bench.media.assets(post)
    yield from materials
    bench.media.check_unused(list(campaigns.all))
    bundle_pages, archives = bundle_items(campaigns, offered, bench.commune, bench.vocabulary, context.keep)
    yield from bundle_pages
    yield from archives
    yield filter_script()
    yield from feed_assets(campaigns, bench.commune, bench.vocabulary)
    listed = [(material, [file.public for file in offered[material.id]]) for material in campaigns.materials]
    yield from list_assets(listed, bench.commune, bench.vocabulary)


def list_pages(campaigns: Campaigns, offered: Offered, bench: Workbench) -> list[Page]:
    """/chien-dich/ and /tai-lieu/, whole and by each thing that people look for."""
    about = bench.commune.said("Bài để đọc, để dùng ở nhà, ở {{ commune.hamlet }}, ở trường. Bài mới ở trên.")
    posts = Shelf(POST_LIST, "Bài viết", about, leading_first(campaigns.posts, bench.context.today))
    about = "Bài giảng, áp phích, trò chơi, bài đọc loa: tải về, dùng tự do."
    materials = Shelf(MATERIAL_LIST, "Tài liệu", about, campaigns.materials)
    of_plan = Facet("Việc trong kế hoạch", tuple(_of_plan(campaigns, bench.context)))
    of_posts = [*post_facets(campaigns.posts, bench.vocabulary), of_plan]
    of_materials = material_facets(campaigns.materials, bench.vocabulary)
    shown: dict[str, Any] = {
        "today": bench.context.today,
        "thumbnail": lambda item, page: _thumbnail(item, page, offered, bench),
    }
    return [
        *_shelves(posts, of_posts, "campaigns", bench, **shown),
        *_shelves(materials, of_materials, "materials", bench, **shown, bundles=campaigns.bundles, instant=True),
    ]


def _of_plan(campaigns: Campaigns, context: Context) -> Iterator[Shelf]:
    """A list for each item of a plan that something was published for."""
    by_address = {item.address: item for item in campaigns.all}
    for item in context.served:
        yield Shelf(
            item.address,
            f"Bài và tài liệu cho {item.cited}, kế hoạch {item.plan}",
            f"Bài viết, tài liệu phục vụ {item.cited} của kế hoạch năm {item.plan}.",
            [by_address[address] for address, _ in context.published(item.plan, item.id)],
            capitalize_first(item.cited),
        )


def leading_first(posts: Sequence[Piece[Post]], today: date) -> list[Piece[Post]]:
    """The newest first; above them campaigns in their first two weeks and in their last."""
    return sorted(posts, key=lambda post: not post.record.leads_on(today))


def _thumbnail(item: Piece[Any], page: str, offered: Offered, bench: Workbench) -> Markup | None:
    """What a card in a list shows: the picture at the top of a text, or the top of its print."""
    shown = bench.media.cover(item) or bench.media.glimpse(item, first_pdf(offered.get(item.id, ())))
    return shown.small(page) if shown else None


def _shelves(
    main: Shelf, facets: Sequence[Facet], kind: str, bench: Workbench, instant: bool = False, **more: Any
) -> list[Page]:
    source = main.items[0].uri if main.items else VOCABULARY
    values: dict[str, Any] = {"kind": kind, "template": f"campaigns/{kind}.html", "source_uri": source}
    values |= {**bench.values, **more}
    pages = shelf_pages(main, facets, instant=instant, **values)
    for facet in facets:
        for shelf in facet.shelves:
            pages += shelf_pages(shelf, (), parent=main, **values)
    return pages


def home_block(campaigns: Campaigns, vocabulary: Vocabulary, today: date) -> Markup:
    """The newest posts, and materials for each audience, for the home page. Notices have a place of their own there."""
    audiences = material_facets(campaigns.materials, vocabulary)[0]
    posts = [post for post in leading_first(campaigns.posts, today) if post.record.type != "notice"][:3]
    shown: dict[str, Any] = {"today": today, "vocabulary": vocabulary, "thumbnail": lambda item, page: None}
    return render("campaigns/home.html", posts=posts, audiences=audiences, bundles=campaigns.bundles, **shown)


def notices_block(campaigns: Campaigns, today: date) -> Markup:
    """The notices that hold today, the newest first; nothing where there are none."""
    notices = [post for post in campaigns.posts if post.record.stands_on(today)][:_MOST_NOTICES]
    return render("campaigns/notices.html", notices=notices) if notices else Markup()
