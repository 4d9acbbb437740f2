"""Every page and file of campaigns and materials, and the lists that lead to them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..core.page import Asset, Page
from ..core.render import render
from ..vocabulary import Vocabulary
from .bundles import bundle_items
from .downloads import Download
from .lists import Facet, Shelf, filter_script, material_facets, post_facets, shelf_pages
from .machines import feed_assets, list_assets
from .materials import material_items
from .posts import post_page
from .reading import Campaigns
from .surroundings import Surroundings, card_of


def all_pages(campaigns: Campaigns, around: Surroundings) -> tuple[list[Page], list[Asset]]:
    """Every page and file of the slice."""
    pages = list_pages(campaigns, around)
    assets = feed_assets(campaigns, around.commune, around.words)
    for post in campaigns.posts:
        pages.append(post_page(post, campaigns, around))
        assets += [*around.media.assets(post, around.body(post)), card_of(post, "Chiến dịch", around)]
    offered: dict[str, list[Download]] = {}
    for material in campaigns.materials:
        page, files, downloads = material_items(material, around)
        pages.append(page)
        assets += files
        offered[material.id] = downloads
    bundle_pages, archives = bundle_items(campaigns, offered, around.commune, around.words, around.media.cache)
    around.media.check_unused(list(campaigns.all), around.bodies)
    listed = [(material, [file.public for file in offered[material.id]]) for material in campaigns.materials]
    assets += [*archives, filter_script(), *list_assets(listed, around.commune, around.words)]
    return [*pages, *bundle_pages], assets


def list_pages(campaigns: Campaigns, around: Surroundings) -> list[Page]:
    """/chien-dich/ and /tai-lieu/, whole and by each thing that people look for."""
    posts = Shelf(
        "/chien-dich/", "Chiến dịch", "Bài để đọc, để dùng ở nhà, ở thôn, ở trường. Mới nhất ở trên.", campaigns.posts
    )
    materials = Shelf(
        "/tai-lieu/", "Tài liệu", "Bài giảng, áp phích, trò chơi, bài đọc loa: lấy về dùng tự do.", campaigns.materials
    )
    done = Facet("Việc trong kế hoạch", tuple(around.done))
    return [
        *_shelves(posts, [*post_facets(campaigns.posts, around.words), done], "campaigns", around),
        *_shelves(
            materials,
            material_facets(campaigns.materials, around.words),
            "materials",
            around,
            bundles=campaigns.bundles,
            instant=True,
        ),
    ]


def _shelves(main: Shelf, facets: list[Facet], kind: str, around: Surroundings, **more: Any) -> list[Page]:
    source = main.items[0].uri if main.items else "content/vocabulary.yml"
    values: dict[str, Any] = {"kind": kind, "template": f"campaigns/{kind}.html", "source_uri": source, **around.values}
    pages = shelf_pages(main, facets, **values, **more)
    for facet in facets:
        for shelf in facet.shelves:
            pages += shelf_pages(shelf, (), parent=main, **values)
    return pages


def home_block(campaigns: Campaigns, words: Vocabulary) -> Markup:
    """The newest campaigns, and materials for each audience, for the home page."""
    audiences = material_facets(campaigns.materials, words)[0]
    return render("campaigns/home.html", posts=campaigns.posts[:3], audiences=audiences, bundles=campaigns.bundles)
