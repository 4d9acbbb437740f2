"""The page of a material, and the files that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ..core.names import Values
from ..core.page import Asset, Page
from ..core.problem import Place, Problems
from ..core.prose import fill
from ..core.render import render
from ..output.qr import qr_svg
from ..settings import Commune
from .addresses import MATERIAL_LIST
from .aloud import items_of, longest
from .downloads import Download, credit_line
from .material_model import Material, Upload
from .papers import minutes_of, papers, words_of
from .piece import Campaigns, Piece
from .sharing import embed_address, embed_code, learning_resource, oembed_asset
from .sheets.printing import sheet_html
from .sheets.reading import read_sheet
from .workbench import Workbench, card_of, head_of, is_script

LONGEST_MINUTES = 5


def material_items(item: Piece[Material], bench: Workbench) -> tuple[Page, list[Asset], list[Download]]:
    """The page of a material, its files, and those of them that are offered."""
    sheet = read_sheet(item, bench.media.source, bench.context.problems)
    made = papers(item, sheet, bench)
    downloads = [*made, *uploads_of(item, item.record.files, bench)]
    page = material_page(item, downloads, sheet_html(sheet) if sheet else Markup(), bench)
    kind = bench.vocabulary.name("kinds", item.record.kind)
    says = words_of(item, sheet, bench)
    files = [
        *bench.media.assets(item),
        *(Asset(file.address, "print", file.data, item.uri, says) for file in made),
        *bench.media.preview_assets(item, first_pdf(downloads)),
        embed_asset(item, downloads, bench),
        *filter(None, [oembed_asset(item, bench.commune)]),
        card_of(item, kind, bench),
    ]
    return page, files, downloads


def first_pdf(downloads: Sequence[Download]) -> Download | None:
    """What the page shows a picture of."""
    return next((file for file in downloads if file.address.endswith(".pdf")), None)


def uploads_of(item: Piece[Material], uploads: Sequence[Upload], bench: Workbench) -> list[Download]:
    """Uploaded files of a material as they are published, with their sizes."""
    found = []
    for upload in (upload for upload in uploads if upload.file in item.files):
        uri = item.files[upload.file]
        try:
            data = bench.media.cleaned(uri)
        except ValueError as error:
            bench.context.problems.refuse(Place(uri), error)
        else:
            found.append(Download(f"{item.address}{upload.file}", upload.title, data, upload.editable))
    return found


def embed_asset(item: Piece[Material], downloads: list[Download], bench: Workbench) -> Asset:
    """/nhung/t/<id>/: a material as a card in a frame of another site."""
    html = render(
        "campaigns/material_embed.html",
        title=item.record.title,
        item=item,
        material=item.record,
        address=embed_address(item),
        downloads=downloads,
        preview=bench.media.preview(item, first_pdf(downloads)),
        help_lines=bench.context.help_lines,
        **bench.values,
    )
    return Asset(embed_address(item), "material-card", html.encode(), item.uri)


def material_page(item: Piece[Material], downloads: list[Download], sheet: Markup, bench: Workbench) -> Page:
    """/t/<id>/"""
    record = item.record
    values = {"item": item, "material": record, "downloads": downloads, **bench.values}
    text = bench.media.with_sizes(item, bench.body(item))
    if is_script(item):
        text = Markup('<div class="script">\n{}\n</div>').format(text)
    above, below = _above(item, downloads, values, bench), _below(item, sheet, values, bench)
    body = "\n".join([above, text, bench.media.below(item), below, *bench.way_out(item)])
    head = _head(item, downloads, bench)
    return Page(item.address, "material", record.title, record.summary, body, item.uri, head, text)


def _above(item: Piece[Material], downloads: list[Download], values: Mapping[str, object], bench: Workbench) -> Markup:
    """The title, and what people come for: a look at it, and the files."""
    return render(
        "campaigns/material_head.html",
        ahead=not item.shown_on(bench.context.today),
        cover=bench.media.cover(item),
        film=item.record.film,
        record=item.record,
        today=bench.context.today,
        minutes=minutes_of(item, bench) if is_script(item) else None,
        preview=bench.media.preview(item, first_pdf(downloads)),
        preview_of=first_pdf(downloads),
        sounds=[file for file in downloads if file.sound],
        **values,
    )


def _below(item: Piece[Material], sheet: Markup, values: Mapping[str, object], bench: Workbench) -> Markup:
    """The words of a sheet, and all that one needs to use the material again."""
    link = bench.commune.absolute(item.address)
    return render(
        "campaigns/material_foot.html",
        editions=[(edition, uploads_of(item, edition.files, bench)) for edition in reversed(item.record.versions)],
        sheet=sheet,
        link=link,
        embed=embed_code(item, bench.commune),
        card=embed_address(item),
        qr=Markup(qr_svg(link)) if link else None,
        licence=bench.vocabulary.licence(item.record.licence),
        credit=credit_line(item, bench.commune, bench.vocabulary),
        **values,
    )


def _head(item: Piece[Material], downloads: list[Download], bench: Workbench) -> dict[str, object]:
    """What other sites and readers of feeds find in the page's head; and the section that its address does not say."""
    oembed = bench.commune.absolute(f"{item.address}oembed.json")
    return {
        **head_of(item, bench),
        **({"oembed": oembed} if oembed else {}),
        "changes": "feed.xml",
        "section": MATERIAL_LIST.lstrip("/"),
        "learning_resource": learning_resource(
            item, [file.public for file in downloads], bench.commune, bench.vocabulary
        ),
    }


def long_scripts(campaigns: Campaigns, commune: Commune, spoken_names: Values) -> list[str]:
    """Scripts that take more than five minutes to read out: told to officers, and never a reason not to publish."""
    rate = commune.loudspeaker.syllables_per_minute
    scripts = [item for item in campaigns.materials if is_script(item)]
    said = [(item, fill(item.prose, spoken_names, Problems())) for item in scripts]
    long = [(item, longest(items_of(html), rate)) for item, html in said]
    return [
        f"{item.uri}: đọc hết khoảng {needed} phút. Bài đọc loa nên dưới {LONGEST_MINUTES} phút: hãy cắt bớt, chia hai."
        for item, needed in long
        if needed > LONGEST_MINUTES
    ]
