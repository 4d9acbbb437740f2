"""What is made and checked of all parts together: of their texts, and once every page is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from functools import partial

from .campaigns.piece import Campaigns
from .campaigns.reading import FOLDERS
from .campaigns.workbench import is_script
from .claims.checks import changed, check_kept_out, lost
from .claims.finding import ShownThing, look
from .claims.kept_out import Weight
from .claims.model import ClaimsFile
from .claims.pages import claims_page
from .content import Content
from .core.cache import Cache
from .core.contents import with_contents
from .core.link_checks import check_addresses, check_links, check_titles
from .core.page import Manifest, Page
from .core.policy import check_assets
from .core.problem import Place, Problems
from .core.prose import fill
from .core.render import paragraphs
from .core.source import DOCS, Source
from .coverage import coverage_of
from .glossary.explaining import hard_words
from .glossary.model import GlossaryFile
from .glossary.pages import glossary_page, with_explanations
from .glossary.reading import unused
from .handbook.coverage import coverage_page
from .handbook.pages import sheet_assets
from .help import pages as help_pages
from .help.reading import NATIONAL, check_numbers_in_files, check_numbers_in_prose, numbers_told
from .language.binding import with_words_bound
from .ledger import LOOK_FOLDER, lines_of
from .moved.model import Moved
from .plan.model import Plan
from .plan.progress import Addresses, check_evidence
from .plan.reading import PLAN, PLAN_FOLDER
from .search.pages import check_pages, find_page, search_assets
from .site_map import site_map
from .slice import OTHER_PAGES
from .standing.pages import Way, not_found_asset

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_STAYING = ("standing", "handbook")  # kinds of pages that others may remember: residents' first


def with_sheet(content: Content, manifest: Manifest, keep: Cache) -> Manifest:
    """The site with the sheet for the desk of an officer."""
    return manifest.adding(*sheet_assets(manifest.pages, content.commune, content.calendar.updated_on, keep))


def with_coverage(content: Content, manifest: Manifest, today: date) -> Manifest:
    """The site with the page for officers on what of the plan has something to use, and what has nothing."""
    plan = content.plan_in(today.year)
    return manifest.adding(coverage_page(coverage_of(content, plan), content.commune.officers.editor_url, plan.uri))


def with_way_out(content: Content, manifest: Manifest) -> Manifest:
    """The site with the way out at the end of the pages on which somebody looks for help, or reads of violence."""
    way_out = help_pages.way_out(content.commune)
    pages = [
        replace(page, body=f"{page.body}\n{way_out}") if manifest.kind(page).way_out else page
        for page in manifest.pages
    ]
    return replace(manifest, pages=tuple(pages))


def laid_out(content: Content, manifest: Manifest) -> Manifest:
    """The site as it is set: what is on a long page beneath its title, no word torn apart in a heading.

    Done last: no check and no search reads a heading twice, or looks for a word that is bound.
    """
    names = (content.commune.name, content.commune.city)
    return replace(manifest, pages=tuple(_laid_out(page, names, manifest) for page in manifest.pages))


def _laid_out(page: Page, names: tuple[str, ...], manifest: Manifest) -> Page:
    if page.kind == "plan":
        return page  # word for word
    body = with_words_bound(page.body, names)
    if manifest.kind(page).contents and (long := with_contents(body)):
        return replace(page, body=long, head={**page.head, "long": True})
    return replace(page, body=body)


def with_not_found(content: Content, manifest: Manifest) -> Manifest:
    """The site with what stands where nothing is: a way to every part of it."""
    ways: list[tuple[str, str]] = []
    for section, pages in site_map(manifest):
        alone = [(address, title) for title, address in pages]
        ways += alone if section is OTHER_PAGES else [(section.address, section.title)]
    lines = help_pages.lines_block(content.help)
    return manifest.adding(not_found_asset(ways, _meant(content, manifest), lines, content.commune))


def _meant(content: Content, manifest: Manifest) -> list[Way]:
    """What somebody may have meant whose address leads nowhere: pages that stay, materials and posts, what moved."""
    titles = manifest.titles
    texts = sorted(content.campaigns.all, key=lambda item: item.record.date, reverse=True)
    staying = [page.address for kind in _STAYING for page in manifest.pages if page.kind == kind]
    addresses = [*staying, *(item.address for item in texts)]
    ways = [(address, address) for address in addresses]
    ways += [(move.old, move.target) for move in content.moved if move.target and "#" not in move.old]
    return [Way(old, address, titles[address]) for old, address in ways if address in titles]


def with_meanings(content: Content, manifest: Manifest) -> tuple[Content, Manifest]:
    """The site with every word of the glossary explained where a page uses it first, and the page of them all."""
    document, record = content.glossary, content.glossary.record if content.glossary else GlossaryFile()
    laws = content.claims.record.laws if content.claims else ()
    words = hard_words(record, [law.title for law in laws])
    aloud = {item.uri for item in content.campaigns.materials if is_script(item)}
    items = [item for item in manifest.items if manifest.kind(item).explained and item.source_uri not in aloud]
    items.sort(key=lambda item: manifest.kind(item).explained != "first")
    manifest, uses = with_explanations(manifest, items, words)
    if document:
        elsewhere = [page.body for page in manifest.pages if not manifest.kind(page).for_officers]
        elsewhere += [item.body for item in content.campaigns.taken_off]
        content = replace(content, adrift=(*content.adrift, *unused(document, uses.explained, elsewhere)))
    return content, manifest.adding(glossary_page(record, uses.answered, manifest.titles))


def with_claims(
    source: Source, content: Content, manifest: Manifest, today: date, keep: Cache, problems: Problems
) -> tuple[Content, Manifest]:
    """The site with the page on what it says of law; what must never stand is a problem, or told, where it stands."""
    document, record = content.claims, content.claims.record if content.claims else ClaimsFile()
    seen = look(_shown(content, manifest), record, keep)
    told = check_kept_out(seen, record.denials, source.texts, partial(_weight, content), problems)
    if document:
        told += changed(document, seen)
        unseen = look(_taken_off(content), record, keep)  # nobody has to take their entries away
        content = replace(content, adrift=(*content.adrift, *lost(document, [*seen, *unseen])))
    return replace(content, told=(*content.told, *told)), manifest.adding(claims_page(record, seen, today))


def _shown(content: Content, manifest: Manifest) -> list[ShownThing]:
    """All that people read on the site, thing by thing."""
    panel = help_pages.panel(content.help, content.commune)
    shown = [ShownThing("", "Khung “Cần hỗ trợ?” ở mọi trang", NATIONAL, panel)]
    for page in manifest.pages:
        html = f"{paragraphs(page.title, page.description)}{page.body}"
        shown.append(ShownThing(page.address, page.title, page.source_uri, html))
    for asset in manifest.assets:
        if html := asset.says or asset.html:
            shown.append(ShownThing(asset.address, asset.title or asset.address, asset.source_uri, html))
    return shown


def _taken_off(content: Content) -> list[ShownThing]:
    """What people read once, of what is off the site."""
    names = help_pages.text_names(content.help, content.commune)
    return [
        ShownThing(
            item.address,
            "",
            item.uri,
            f"{paragraphs(item.record.title, item.record.summary)}{fill(item.prose, names, Problems())}",
        )
        for item in content.campaigns.taken_off
    ]


def _weight(content: Content, uri: str) -> Weight:
    """How much it weighs that something stands in a file that must not: a post is its author's, a script is read out.

    The plan is a document word for word, which nobody here can mend.
    """
    if fnmatch(uri, PLAN):
        return "free"
    scripts = [item.uri for item in content.campaigns.materials if is_script(item)]
    written = uri.startswith(FOLDERS) and uri.endswith(".md")
    return "told" if (written and uri not in scripts) or uri.startswith(PLAN_FOLDER) else "refused"


def with_search(content: Content, manifest: Manifest) -> Manifest:
    """The site with the page for finding things, and the index of all others."""
    page = find_page(site_map(manifest), help_pages.lines_block(content.help))
    keywords = {plan.address: _called(plan) for plan in content.plans}
    keywords["/ho-tro/"] = {"": [line.phone for line in content.help.lines if not line.out_of_service]}
    return manifest.adding(page, *search_assets(manifest, keywords, content.wordings.wordings()))


def _called(plan: Plan) -> dict[str, list[str]]:
    """What people call the items of a plan, by their anchors: "II.3", "2.3", "nhiệm vụ 3"."""
    tasks = {task.item.id: f"nhiệm vụ {number}" for number, task in enumerate(plan.tasks, 1)}
    called = {}
    for item in plan.text.items():
        part, *rest = item.id.split("-")
        arabic = ".".join([str(_ROMAN.index(part) + 1), *rest]) if part in _ROMAN else ""
        called[item.id] = [name for name in (item.cited, arabic, tasks.get(item.id)) if name]
    return called


def check_texts(source: Source, content: Content | None, problems: Problems, keep: Cache) -> tuple[str, ...]:
    """What is wrong with any text, whatever slice it belongs to; returns what keeps nothing from being published."""
    plans = {uri: text for uri, text in source.texts.items() if fnmatch(uri, PLAN)}
    prose = {uri: text for uri, text in source.texts.items() if uri.endswith(".md") and uri not in plans}
    check_numbers_in_prose(content.help if content else None, prose, problems, keep)
    check_numbers_in_files(source.texts, source.uris(), problems)
    return tuple(line for uri, text in plans.items() for line in numbers_told(text, uri, problems, keep))


def check_progress(content: Content, manifest: Manifest, today: date, problems: Problems) -> None:
    """What a report rests on is shown as soon as the report is: today, or on its own day to come.

    `content` has all posts, whether they are shown or not; what was taken off did count once.
    """
    written = content.campaigns
    taken_off = written.for_readers(today, lines_of(content.ledger)).taken_off
    off = [item.address for item in taken_off]
    once = [
        (content.plan_in(item.record.date.year).year, f"{name}-")
        for item in taken_off
        for name in item.record.plan_items
    ]
    chosen = {
        field: {item.id: item.address for item in found}
        for field, found in (("posts", written.posts), ("materials", written.materials))
    }
    shown = {max(today, report.date) for plan in content.plans for report in plan.progress.all}
    on_day = {day: replace(content, campaigns=written.shown_on(day)) for day in shown}
    for plan in content.plans:
        for report in plan.progress.all:
            then = on_day[max(today, report.date)]
            visible = {item.address for item in then.campaigns.all}
            hidden = {item.address for item in written.all} - visible
            did = any(year == plan.year and name.startswith(f"{report.item}-") for year, name in once)
            has_post = did or (plan.year, report.item) in then.done
            addresses = Addresses(manifest, visible, hidden, off)
            check_evidence(plan.progress, report, has_post, addresses, chosen, problems)


def check_site(source: Source, content: Content, manifest: Manifest, written: Campaigns, problems: Problems) -> None:
    """What can only be seen once every address is known. `written` are all posts, whether shown or not."""
    off = {item.address for item in content.campaigns.taken_off}
    hidden = {item.address for item in written.all} - {item.address for item in content.campaigns.all} - off
    check_addresses(manifest, problems)
    _check_look(content.moved, manifest, problems)
    check_titles(manifest, problems)
    check_links(manifest, source.texts, problems, hidden)
    check_assets(manifest, problems)
    check_pages(content.wordings, manifest, problems)


def _check_look(moved: Iterable[Moved], manifest: Manifest, problems: Problems) -> None:
    """Nothing that is written takes a place among the look's own files: it would stand in for one of them."""
    old = {move.old: move.place for move in moved if move.old.startswith(LOOK_FOLDER)}
    pages = [item for item in manifest.items if item.source_uri.startswith(DOCS)]
    new = {item.address: Place(item.source_uri) for item in pages if item.address.startswith(LOOK_FOLDER)}
    for address, place in (old | new).items():
        message = f'địa chỉ "{address}": {LOOK_FOLDER} là chỗ riêng của giao diện trang. Hãy chọn địa chỉ khác'
        problems.add(place, message)
