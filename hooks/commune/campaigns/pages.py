"""A page for each campaign and each material, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ..core.page import Asset, Page
from ..core.problem import Place, Problems
from ..core.render import fill, markdown_text, render
from ..core.text import capitalize_first, minutes_aloud
from ..output.qr import qr_svg
from ..output.share_card import card_asset
from ..settings import Commune
from ..vocabulary import Vocabulary
from .bundles import bundle_items
from .downloads import Download, credit_line
from .lists import Facet, Shelf, filter_script, material_facets, post_facets, shelf_pages
from .machines import feed_assets, learning_resource, list_assets, oembed_asset
from .media import Media
from .model import Material, Post
from .reading import Campaigns, Item, P
from .sheets import read_sheet, sheet_html, sheet_pdf

LOUDSPEAKER = "bai-phat-thanh"  # the kind of material that is read out
LONGEST_MINUTES = 5


@dataclass(frozen=True)
class Surroundings:
    """What pages of this slice need from the others, handed over by pages.py.

    `names` and `spoken_names` are what a text may say in braces; `cite` names an item of the plan in a year,
    `plan_link` its address; `help_lines` are phone, tel and label of the lines that are printed on every sheet.
    """

    commune: Commune
    words: Vocabulary
    media: Media
    names: Mapping[str, object]
    spoken_names: Mapping[str, object]
    cite: Callable[[int, str], str]
    plan_link: Callable[[int, str], str]
    way_out: Markup
    help_lines: list[dict[str, object]]
    today: date
    problems: Problems
    bodies: dict[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, object]:
        """What every template says."""
        return {"commune": self.commune, "words": self.words, "cite": self.cite, "plan_link": self.plan_link}

    def body(self, item: Item[P]) -> str:
        """The text of an item, its braces filled in, once."""
        if item.uri not in self.bodies:
            spoken = isinstance(item.record, Material) and item.record.kind == LOUDSPEAKER
            names = self.spoken_names if spoken else self.names
            braces = "{{" in item.body or "{%" in item.body or "{#" in item.body
            place = Place(item.uri, item.first_line)
            self.bodies[item.uri] = fill(item.body, names, place, self.problems) if braces else item.body
        return self.bodies[item.uri]


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
    head = _head(item, around)
    return Page(item.address, "campaign", record.title, record.summary, body, item.uri, "markdown", head, words)


def material_page(item: Item[Material], downloads: list[Download], sheet: Markup, around: Surroundings) -> Page:
    """/t/<id>/"""
    record = item.record
    link = around.commune.absolute(item.address)
    values = {"item": item, "material": record, "ahead": not item.shown_on(around.today), **around.values}
    above = render(
        "campaigns/material_head.html", cover=around.media.cover(item), minutes=minutes(item, around), **values
    )
    below = render(
        "campaigns/material_foot.html",
        downloads=downloads,
        sheet=sheet,
        link=link,
        qr=Markup(qr_svg(link)) if link else None,
        licence=around.words.licence(record.licence),
        credit=credit_line(item, around.commune, around.words),
        **values,
    )
    text = around.media.text(item, around.body(item))
    if record.kind == LOUDSPEAKER:
        text = f'<div class="script" markdown>\n\n{text.strip()}\n\n</div>'
    words = f"# {markdown_text(record.title)}\n\n{text}"
    body = f"{above}\n\n{words}\n\n{below}\n"
    head = {
        **_head(item, around),
        **({"oembed": f"{link}oembed.json"} if link else {}),
        "changes": "feed.xml",
        "learning_resource": learning_resource(item, around.commune, around.words),
    }
    return Page(item.address, "material", record.title, record.summary, body, item.uri, "markdown", head, words)


def minutes(item: Item[Material], around: Surroundings) -> int | None:
    """How long a script for the loudspeaker takes to read out; None for anything else."""
    if item.record.kind != LOUDSPEAKER:
        return None
    return minutes_aloud(around.body(item), around.commune.loudspeaker.syllables_per_minute)


def long_scripts(campaigns: Campaigns, commune: Commune) -> list[str]:
    """Scripts that take more than five minutes to read out: told to officers, and never a reason not to publish."""
    rate = commune.loudspeaker.syllables_per_minute
    scripts = [item for item in campaigns.materials if item.record.kind == LOUDSPEAKER]
    long = [(item, minutes_aloud(item.body, rate)) for item in scripts]
    return [
        f"{item.uri}: đọc hết khoảng {needed} phút. Bài đọc loa nên dưới {LONGEST_MINUTES} phút: hãy cắt bớt, chia hai."
        for item, needed in long
        if needed > LONGEST_MINUTES
    ]


def script_asset(item: Item[Material], around: Surroundings) -> Asset | None:
    """A script as plain text, to copy or to print large."""
    if item.record.kind != LOUDSPEAKER:
        return None
    text = f"{item.record.title}\n\n{around.body(item).strip()}\n"
    return Asset(f"{item.address}{item.id}.txt", "text", text.encode(), item.uri)


def all_pages(campaigns: Campaigns, around: Surroundings) -> tuple[list[Page], list[Asset]]:
    """Every page and file of the slice."""
    pages = list_pages(campaigns, around)
    assets = feed_assets(campaigns, around.commune, around.words)
    for post in campaigns.posts:
        pages.append(post_page(post, campaigns, around))
        assets += [*around.media.assets(post, around.body(post)), _card(post, "Chiến dịch", around)]
    offered: dict[str, list[Download]] = {}
    for material in campaigns.materials:
        page, files, downloads = _material(material, around)
        pages.append(page)
        assets += files
        offered[material.id] = downloads
    bundle_pages, archives = bundle_items(campaigns, offered, around.commune, around.words, around.media.cache)
    around.media.check_unused(list(campaigns.all), around.bodies)
    listed = [(material, [file.public for file in offered[material.id]]) for material in campaigns.materials]
    assets += [*archives, filter_script(), *list_assets(listed, around.commune, around.words)]
    return [*pages, *bundle_pages], assets


def _material(item: Item[Material], around: Surroundings) -> tuple[Page, list[Asset], list[Download]]:
    """The page of a material, its files, and those of them that are offered."""
    sheet = read_sheet(item, around.media.source, around.problems)
    downloads = _uploads(item, around)
    made = [oembed_asset(item, around.commune)]
    if script := script_asset(item, around):
        downloads.append(Download(script.address, "Bài đọc", script.data))
        made.append(script)
    if sheet:
        data = sheet_pdf(sheet, _sheet_data(item, around))
        downloads.insert(0, Download(f"{item.address}{item.id}.pdf", "Bản in", data))
        made.append(Asset(f"{item.address}{item.id}.pdf", "print", data, item.uri))
    words = sheet_html(sheet) if sheet else Markup()
    page = material_page(item, downloads, words, around)
    kind = around.words.name("kinds", item.record.kind)
    files = [*around.media.assets(item, around.body(item)), *filter(None, made), _card(item, kind, around)]
    return page, files, downloads


def _sheet_data(item: Item[Material], around: Surroundings) -> dict[str, object]:
    commune, record = around.commune, item.record
    address = commune.absolute(item.address)
    return {
        "title": record.title,
        "commune": commune.name,
        "place": capitalize_first(f"{commune.name}, {commune.city}"),
        "people_committee": commune.people_committee,
        "licence": around.words.licence(record.licence).name,
        "version": record.current.number,
        "dated": record.current.date,
        "address": address,
        "qr": qr_svg(address) if address else None,
        "lines": around.help_lines,
    }


def _card(item: Item[Any], kicker: str, around: Surroundings) -> Asset:
    """The picture that Zalo and Facebook show beside a link."""
    address, title = f"{item.address}the.png", item.record.title
    return card_asset(address, title, kicker, around.commune, around.media.cache, item.uri)


def _uploads(item: Item[Material], around: Surroundings) -> list[Download]:
    """The uploaded files of a material as they are published, with their sizes."""
    found = []
    for upload in (upload for upload in item.record.files if upload.file in item.files):
        uri = item.files[upload.file]
        try:
            data = around.media.cleaned(uri)
        except ValueError as error:
            around.problems.add(Place(uri), str(error))
        else:
            found.append(Download(f"{item.address}{upload.file}", upload.title, data, upload.editable))
    return found


def _head(item: Item[Any], around: Surroundings) -> dict[str, object]:
    """What other sites read in the page's head; addresses only once the site has one."""
    absolute = around.commune.absolute
    if absolute("/") is None:
        return {}
    return {"address": absolute(item.address), "card": absolute(f"{item.address}the.png")}


def list_pages(campaigns: Campaigns, around: Surroundings) -> list[Page]:
    """/chien-dich/ and /tai-lieu/, whole and by each thing that people look for."""
    posts = Shelf("/chien-dich/", "Chiến dịch", "Những gì xã đã nói với dân, mới nhất ở trên.", campaigns.posts)
    materials = Shelf(
        "/tai-lieu/", "Tài liệu", "Bài giảng, áp phích, trò chơi, bài đọc loa: lấy về dùng tự do.", campaigns.materials
    )
    return [
        *_shelves(posts, post_facets(campaigns.posts, around.words), "campaigns", around),
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


def by_plan_item(campaigns: Campaigns, year_of: Callable[[date], int]) -> dict[tuple[int, str], list[Item[Any]]]:
    """(year of the plan, item) → what was published for it, newest first."""
    found: dict[tuple[int, str], list[Item[Any]]] = {}
    for item in sorted(campaigns.all, key=lambda item: (-item.record.date.toordinal(), item.id)):
        for name in item.record.plan_items:
            found.setdefault((year_of(item.record.date), name), []).append(item)
    return found
