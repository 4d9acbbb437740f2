"""The one place where the slices meet: content → Pages and Assets, and the manifest of addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatch
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from .campaigns import pages as campaign_pages
from .campaigns.lists import DONE, Shelf, lists_above
from .campaigns.materials import long_scripts
from .campaigns.media import Media
from .campaigns.reading import FILES as CAMPAIGN_FILES
from .campaigns.reading import KINDS as CAMPAIGN_KINDS
from .campaigns.reading import Campaigns, Item, newest_first, read_campaigns
from .campaigns.sheets import KINDS as SHEET_KINDS
from .campaigns.surroundings import Surroundings, is_script
from .claims.checks import changed, check_kept_out, lost
from .claims.finding import Shown, look
from .claims.kept_out import Weight
from .claims.model import ClaimsFile
from .claims.pages import claims_page
from .claims.reading import KINDS as CLAIMS_KINDS
from .claims.reading import URI as CLAIMS
from .claims.reading import read_claims
from .core.cache import Cache, NoCache
from .core.dates import full_day
from .core.names import Values
from .core.page import Asset, Manifest, Page, check_addresses, check_links, check_titles
from .core.policy import check_assets
from .core.problem import ContentError, Place, Problems, did_you_mean, misquoted
from .core.render import paragraphs
from .core.schema import Document
from .core.source import Source, read_source
from .core.text import capitalize_first, holds_words, squeeze
from .core.tree import check_versioned
from .frame import script_asset
from .glossary.explaining import words_of
from .glossary.model import GlossaryFile
from .glossary.pages import glossary_page, with_meanings
from .glossary.reading import KINDS as GLOSSARY_KINDS
from .glossary.reading import URI as GLOSSARY
from .glossary.reading import check_claims, read_glossary, unused
from .handbook.fields import field_tables, name_table
from .handbook.pages import officers_block, officers_help, sheet_assets
from .help import pages as help_pages
from .help.announce import spoken_names
from .help.directory import directory_assets
from .help.prints import print_assets, prints_page
from .help.reading import FILES as HELP_FILES
from .help.reading import KINDS as HELP_KINDS
from .help.reading import Help, check_numbers_in_files, check_numbers_in_prose, numbers_told, read_help
from .help.review import due_contacts
from .language.advice import lengths, long_sentences, spelling
from .language.looking import Reader, Written, names_in
from .language.reading import KINDS as LANGUAGE_KINDS
from .language.reading import URI as OWN_WORDS
from .language.reading import read_own_words
from .language.syllables import counts, own_words
from .ledger import KINDS as MOVED_KINDS
from .ledger import LOOK, Moved, check_ledger, emptied, read_moved, with_moved, withdrawn
from .ledger import URI as MOVED
from .myths.model import Myth
from .myths.pages import card_assets, myths_page
from .myths.reading import KINDS as MYTH_KINDS
from .myths.reading import URI as MYTHS
from .myths.reading import read_myths
from .output.hosting import headers_asset
from .output.sitemap import sitemap_assets
from .plan import pages as plan_pages
from .plan.data import plan_data
from .plan.document import Item as PlanItem
from .plan.model import Plan, Unit, awaited
from .plan.progress import Addresses, Due, Standing, check_evidence
from .plan.reading import FILES as PLAN_FILES
from .plan.reading import KINDS as PLAN_KINDS
from .plan.reading import read_plans
from .search.model import Wordings
from .search.pages import Section, check_pages, find_page, search_assets, search_field
from .search.reading import KINDS as WORDING_KINDS
from .search.reading import URI as WORDINGS
from .search.reading import read_wordings
from .settings import KINDS as SETTINGS_KINDS
from .settings import URI as SETTINGS
from .settings import Commune, read_settings
from .standing.measurement import KINDS as MEASUREMENT_KINDS
from .standing.measurement import URI as MEASUREMENT
from .standing.measurement import Measurement, measured_block, read_measurement
from .standing.pages import KINDS as STANDING_KINDS
from .standing.pages import not_found_asset, picture_assets, standing_names, standing_pages
from .vocabulary import KINDS as VOCABULARY_KINDS
from .vocabulary import URI as VOCABULARY
from .vocabulary import Vocabulary, read_vocabulary
from .year import pages as year_pages
from .year.model import Calendar
from .year.reading import KINDS as CALENDAR_KINDS
from .year.reading import URI as CALENDAR
from .year.reading import read_calendar

# What content/ may hold. Anything else would be passed over in silence, so it is a problem.
_KNOWN = (
    SETTINGS,
    CALENDAR,
    MEASUREMENT,
    VOCABULARY,
    MYTHS,
    MOVED,
    WORDINGS,
    CLAIMS,
    GLOSSARY,
    OWN_WORDS,
    *PLAN_FILES,
    *HELP_FILES,
    *CAMPAIGN_FILES,
)
# What editors, forms and the handbook explain, in the order in which officers meet it.
KINDS = (
    *CAMPAIGN_KINDS,
    *SHEET_KINDS,
    *HELP_KINDS,
    *CALENDAR_KINDS,
    *MYTH_KINDS,
    *GLOSSARY_KINDS,
    *CLAIMS_KINDS,
    *PLAN_KINDS,
    *SETTINGS_KINDS,
    *VOCABULARY_KINDS,
    *WORDING_KINDS,
    *LANGUAGE_KINDS,
    *MOVED_KINDS,
    *MEASUREMENT_KINDS,
    *STANDING_KINDS,
)
_SIGNED = "content/plan/*/*.pdf"
_IN_MAP = 12  # so many campaigns and materials stand in the site's map
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SHOWN = 3  # so many of what was published stand at an item of the plan; a list has them all
# Pages on which words are explained, those first that say most of a word. Not: the plan, lists of other pages.
_EXPLAINED = (
    *("campaign", "help", "help-trusted", "help-places", "myths", "material", "summary", "unit", "prints", "standing"),
    *("help-phone", "help-practice", "calendar", "duties", "bundle", "home"),
)
_FOR_OFFICERS = "/can-bo/"


@dataclass(frozen=True)
class Content:
    """All that the commune says, read and checked. `plans` are newest first."""

    commune: Commune
    plans: list[Plan]
    calendar: Calendar
    help: Help
    measurement: Measurement | None
    vocabulary: Vocabulary
    campaigns: Campaigns
    myths: tuple[Myth, ...]
    moved: tuple[Moved, ...]
    wordings: Document[Wordings] | None
    ledger: str
    updated_on: date
    claims: Document[ClaimsFile] | None = None
    own_words: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was read, by uri."""
    glossary: Document[GlossaryFile] | None = None
    told: tuple[str, ...] = ()
    """What was noticed in texts, and never keeps anything from being published."""
    adrift: tuple[str, ...] = ()
    """What claims.yml knows of sentences, and the glossary of words, that stand nowhere any more."""

    def plan_in(self, year: int) -> Plan:
        """The plan that units work by in `year`: its own, else the last before it, else the first to come.

        Where the commune has none yet, one that says nothing.
        """
        begun = [plan for plan in self.plans if plan.year <= year]
        return next(iter(begun or self.plans[-1:]), awaited(year))

    def cite(self, year: int, item_id: str) -> str:
        """How people name an item of a year's plan."""
        return next((plan.text.cite(item_id) for plan in self.plans if plan.year == year), item_id)

    def link(self, year: int, item_id: str) -> str:
        """Where an item of the plan of that year stands."""
        return f"{self.plan_in(year).address}#{item_id}"

    @cached_property
    def _by_plan_item(self) -> dict[tuple[int, str], list[Item[Any]]]:
        return self.campaigns.by_plan_item(lambda day: self.plan_in(day.year).year)

    @cached_property
    def done(self) -> dict[tuple[int, str], list[Item[Any]]]:
        """(year of the plan, id of an item) → what was published for it or for what stands under it, newest first."""
        return {
            (plan.year, item.id): newest_first({one.address: one for one in found}.values())
            for plan in self.plans
            for item in plan.text.items()
            if (found := [one for each in item.walk() for one in self._by_plan_item.get((plan.year, each.id), [])])
        }

    def units_since(self, *current: Plan) -> dict[str, tuple[Unit, Plan]]:
        """Every unit that any plan names, with the plan its page shows: an address once given stays.

        That is the `current` plan where it names the unit, else the newest that does.
        """
        found: dict[str, tuple[Unit, Plan]] = {}
        for plan in [*current, *self.plans]:
            for unit in plan.units:
                found.setdefault(unit.id, (unit, plan))
        return found


def make_site(
    root: Path,
    today: date,
    updated_on: date | None,
    cache: Cache | None = None,
    drafts: bool = False,
    versioned: Iterable[tuple[str, str]] = (),
) -> tuple[Content, Manifest]:
    """Reads content/ and docs/ under `root` and makes every page and file of the site.

    `today` decides what is running and what comes next, and with `drafts` whether readers see what is dated ahead;
    `updated_on` is shown as the last change (without it, the day that the calendar was last looked through).
    Pictures and files are kept in `cache` from one build to the next. `versioned` is what git keeps, as (mode, uri).
    Raises ContentError with every problem found.
    """
    problems = Problems()
    source = read_source(root, problems)
    check_versioned(root, versioned, problems)
    keep = cache or NoCache()
    content = read_content(source, updated_on, problems, keep)
    told = _check_texts(source, content, problems, keep)
    if content is None:
        raise ContentError(problems)
    content = replace(content, told=told, texts=source.texts)
    written = content.campaigns
    content = replace(content, plans=[plan.known_on(today) for plan in content.plans])
    if not drafts:
        content = replace(content, campaigns=written.shown_on(today))
    manifest = make_manifest(source, content, today, keep, problems)
    content, manifest = _with_meanings(content, manifest)
    content, manifest = _with_claims(source, content, manifest, today, keep, problems)
    content = replace(content, moved=_moved(source, content, manifest))
    manifest = _with_what_speaks_of_all(content, _with_old_addresses(content, manifest, problems))
    hidden = {item.address for item in written.all} - {item.address for item in content.campaigns.all}
    _check_progress(replace(content, campaigns=written), manifest, today, problems)
    _check_manifest(source, content, manifest, hidden, problems)
    if len(problems):
        raise ContentError(problems)
    return content, manifest


def _check_texts(source: Source, content: Content | None, problems: Problems, keep: Cache) -> tuple[str, ...]:
    """What is wrong with any text, whatever slice it belongs to; returns what keeps nothing from being published."""
    plans = {uri: text for uri, text in source.texts.items() if uri.endswith("/plan.md")}
    prose = {uri: text for uri, text in source.texts.items() if uri.endswith(".md") and uri not in plans}
    check_numbers_in_prose(content.help if content else None, prose, problems, keep)
    check_numbers_in_files(source.texts, source.uris(), problems)
    return tuple(line for uri, text in plans.items() for line in numbers_told(text, uri, problems, keep))


def _with_old_addresses(content: Content, manifest: Manifest, problems: Problems) -> Manifest:
    """The site with what stands at the addresses it had."""
    first_lines = help_pages.lines_block(content.help)
    manifest = with_moved(manifest, content.moved, content.commune, first_lines, problems)
    return replace(manifest, assets=(*manifest.assets, *_files_under_old_paths(content, manifest)))


def _check_progress(content: Content, manifest: Manifest, today: date, problems: Problems) -> None:
    """What a report rests on is shown as soon as the report is: today, or on its own day to come."""
    written = content.campaigns
    shown = {max(today, report.date) for plan in content.plans for report in plan.progress.all}
    on_day = {day: replace(content, campaigns=written.shown_on(day)) for day in shown}
    for plan in content.plans:
        for report in plan.progress.all:
            then = on_day[max(today, report.date)]
            visible = {item.address for item in then.campaigns.all}
            hidden = {item.address for item in written.all} - visible
            has_post = (plan.year, report.item) in then.done
            check_evidence(plan.progress, report, has_post, Addresses(manifest, visible, hidden), problems)


def _check_manifest(
    source: Source, content: Content, manifest: Manifest, hidden: Collection[str], problems: Problems
) -> None:
    """What can only be seen once every address is known."""
    check_addresses(manifest, problems)
    _check_look(content.moved, manifest, problems)
    check_titles(manifest, problems)
    check_links(manifest, source.texts, problems, hidden)
    check_assets(manifest, problems)
    if content.wordings:
        check_pages(content.wordings, manifest, problems)


def _check_look(moved: Iterable[Moved], manifest: Manifest, problems: Problems) -> None:
    """Nothing that is written takes a place among the look's own files: it would stand in for one of them."""
    old = {move.old: move.place for move in moved if move.old.startswith(LOOK)}
    pages = [item for item in manifest.items if item.source_uri.startswith("docs/")]
    new = {item.address: Place(item.source_uri) for item in pages if item.address.startswith(LOOK)}
    for address, place in (old | new).items():
        message = f'địa chỉ "{address}": {LOOK} là chỗ riêng của giao diện trang. Hãy chọn địa chỉ khác'
        problems.add(place, message)


def _with_meanings(content: Content, manifest: Manifest) -> tuple[Content, Manifest]:
    """The site with every word of the glossary explained where a page uses it first, and the page of them all."""
    document, record = content.glossary, content.glossary.record if content.glossary else GlossaryFile()
    laws = content.claims.record.laws if content.claims else ()
    words = words_of(record, [law.title for law in laws])
    aloud = {item.uri for item in content.campaigns.materials if is_script(item)}
    items = [item for item in manifest.items if _is_explained(item) and item.source_uri not in aloud]
    items.sort(key=lambda item: _EXPLAINED.index(item.kind))
    manifest, uses = with_meanings(manifest, items, words)
    titles: dict[str, str] = {page.address: page.title for page in help_pages.PAGES}
    titles |= {page.address: page.title for page in manifest.pages}
    if document:
        elsewhere = [page.body for page in manifest.pages if not page.address.startswith(_FOR_OFFICERS)]
        content = replace(content, adrift=(*content.adrift, *unused(document, uses.explained, elsewhere)))
    return content, replace(manifest, pages=(*manifest.pages, glossary_page(record, uses.answered, titles)))


def _is_explained(item: Page | Asset) -> bool:
    return item.kind in _EXPLAINED and not item.address.startswith(_FOR_OFFICERS)


def _with_claims(
    source: Source, content: Content, manifest: Manifest, today: date, keep: Cache, problems: Problems
) -> tuple[Content, Manifest]:
    """The site with the page on what it says of law; what must never stand is a problem, or told, where it stands."""
    document, record = content.claims, content.claims.record if content.claims else ClaimsFile()
    seen = look(_shown(content, manifest), record, keep)
    told = check_kept_out(seen, record.denials, source.texts, partial(_weight, content), problems)
    if document:
        told += changed(document, seen)
        content = replace(content, adrift=(*content.adrift, *lost(document, seen)))
    page = claims_page(record, seen, today)
    return replace(content, told=(*content.told, *told)), replace(manifest, pages=(*manifest.pages, page))


def _shown(content: Content, manifest: Manifest) -> list[Shown]:
    """All that people read on the site, thing by thing."""
    names: dict[str, str] = {page.address: page.title for page in help_pages.PAGES}
    panel = help_pages.panel(content.help, content.commune)
    shown = [Shown("", "Khung “Cần hỗ trợ?” ở mọi trang", "content/help/national.yml", panel)]
    for page in manifest.pages:
        html = f"{paragraphs(page.title, page.description)}{page.body}"
        shown.append(Shown(page.address, page.title, page.source_uri, html))
    for asset in manifest.assets:
        if html := asset.says or asset.html:
            name = names.get(asset.address) or asset.address
            shown.append(Shown(asset.address, name, asset.source_uri, html))
    return shown


def _weight(content: Content, uri: str) -> Weight:
    """How much it weighs that something stands in a file that must not: a post is its author's, a script is read out.

    The plan is a document word for word, which nobody here can mend.
    """
    if fnmatch(uri, "content/plan/*/plan.md"):
        return "free"
    scripts = [item.uri for item in content.campaigns.materials if is_script(item)]
    written = fnmatch(uri, "content/campaigns/*.md") or fnmatch(uri, "content/materials/*.md")
    return "told" if (written and uri not in scripts) or uri.startswith("content/plan/") else "refused"


def _with_what_speaks_of_all(content: Content, manifest: Manifest) -> Manifest:
    """The site with the search, the map for machines, and what hosts say beside each page."""
    manifest = _with_search(content, manifest)
    manifest = replace(manifest, assets=(*manifest.assets, *sitemap_assets(manifest, content.commune)))
    return replace(manifest, assets=(*manifest.assets, headers_asset(manifest)))


def _with_search(content: Content, manifest: Manifest) -> Manifest:
    """The site with the page for finding things, and the index of all others."""
    titles = {page.address: page.title for page in help_pages.PAGES}
    page = find_page(_site_map(content, manifest), help_pages.lines_block(content.help))
    keywords = {plan.address: _called(plan) for plan in content.plans}
    wordings = content.wordings.record if content.wordings else Wordings()
    files = search_assets(manifest, titles, keywords, wordings)
    return Manifest((*manifest.pages, page), (*manifest.assets, *files))


def _called(plan: Plan) -> dict[str, list[str]]:
    """What people call the items of a plan, by their anchors: "II.3", "2.3", "nhiệm vụ 3"."""
    tasks = {task.item.id: f"nhiệm vụ {number}" for number, task in enumerate(plan.tasks, 1)}
    called = {}
    for item in plan.text.items():
        part, *rest = item.id.split("-")
        arabic = ".".join([str(_ROMAN.index(part) + 1), *rest]) if part in _ROMAN else ""
        called[item.id] = [name for name in (f"mục {item.number}", arabic, tasks.get(item.id)) if name]
    return called


def _site_map(content: Content, manifest: Manifest) -> list[Section]:
    """Every part of the site with what stands in it; of campaigns and materials the newest, and the lists of all."""

    def of_kind(*kinds: str, under: str = "/") -> list[tuple[str, str]]:
        pages = [page for page in manifest.pages if page.kind in kinds and page.address.startswith(under)]
        return [(page.title, page.address) for page in pages if "/trang/" not in page.address]

    others = [
        page for page in of_kind("calendar", "myths", "glossary", "prints", "standing") if page[1].count("/") == 2
    ]
    campaigns = content.campaigns
    posts = [(item.record.title, item.address) for item in campaigns.posts[:_IN_MAP]]
    materials = [(item.record.title, item.address) for item in campaigns.materials[:_IN_MAP]]
    return [
        Section("Cần hỗ trợ", "/ho-tro/", [(page.title, page.address) for page in help_pages.PAGES]),
        Section("Kế hoạch", "/ke-hoach/", of_kind("summary", "plan")),
        Section("Ai làm việc gì", "/trach-nhiem/", of_kind("unit")),
        Section("Bài viết", "/chien-dich/", [*posts, *of_kind("campaigns", under="/chien-dich/doi-tuong/")]),
        Section(
            "Tài liệu",
            "/tai-lieu/",
            [*of_kind("bundle"), *materials, *of_kind("materials", under="/tai-lieu/doi-tuong/")],
        ),
        Section("Các trang khác", "/", others),
    ]


def waiting(content: Content) -> list[str]:
    """What is dated ahead where that may be a mistake; told to whoever checks, since a build only lets it wait."""
    return [line for plan in content.plans for line in plan.progress.waiting()]


def warnings(content: Content) -> list[str]:
    """What officers are told and what never keeps anything from being published."""
    scripts = long_scripts(content.campaigns, content.commune, spoken_names(content.help, content.commune))
    return [*content.told, *scripts]


def checks_due(content: Content, today: date) -> list[str]:
    """The contacts that somebody should check this week. That too never keeps anything from being published."""
    return [str(contact) for contact in due_contacts(content.help, today)]


def language_told(
    content: Content, keep: Cache, asked: Callable[[str], bool] = lambda uri: True
) -> tuple[list[str], str]:
    """What officers are told of the language of the texts that are `asked` for, and how long their sentences are.

    It is advice, and never keeps anything from being published. What was found is kept in `keep`.
    """
    found = written(content, keep, asked)
    return [*long_sentences(found), *spelling(found, partial(counts, content.texts.values()))], lengths(found)


def written(content: Content, keep: Cache, asked: Callable[[str], bool]) -> list[Written]:
    """The sentences of the texts that are `asked` for, and their words that may be misspelt.

    The plan is a document word for word, and what people type who look for something is spelt as they type it.
    """
    plans = [uri for uri in content.texts if fnmatch(uri, "content/plan/*/plan.md")]
    others = [uri for uri in content.texts if uri.endswith((".md", ".yml")) and uri not in plans]
    read = {uri: content.texts[uri] for uri in others if asked(uri) and uri not in (WORDINGS, OWN_WORDS)}
    return _reader(content, [content.texts[uri] for uri in plans], keep).read(read)


def _reader(content: Content, plans: list[str], keep: Cache) -> Reader:
    """Names of places and people are right as they are: of the commune, in its contacts and in its plans."""
    quotes = [article.quote or "" for article in content.claims.record.articles] if content.claims else []
    contacts = content.texts.get("content/help/local.yml", "")
    names = names_in([*content.commune.names().values(), contacts, *plans])
    return Reader(
        KINDS,
        {**content.commune.names(), **content.commune.publisher_names()},
        own_words([*content.own_words, *names]),
        " ".join(map(squeeze, [*plans, *quotes])).lower(),
        keep,
    )


def _files_under_old_paths(content: Content, manifest: Manifest) -> list[Asset]:
    """The files of what changed its folder, at the old addresses too: who links to a PDF still finds it."""
    in_folder: dict[str, list[Asset]] = {}
    for asset in manifest.assets:
        in_folder.setdefault(asset.address[: asset.address.rindex("/") + 1], []).append(asset)
    found: dict[str, Asset] = {}
    for item in content.campaigns.all:
        for old in (old for old in item.record.old_paths if old.endswith("/")):
            for asset in in_folder.get(item.address, []):
                name = asset.address.removeprefix(item.address)
                was = name.replace(item.id, old.split("/")[-2]) if name.startswith(f"{item.id}.") else name
                found.setdefault(old + was, replace(asset, address=old + was))
    # Where an old path is not free, that has been told.
    return [asset for address, asset in found.items() if address not in manifest.by_address]


def _moved(source: Source, content: Content, manifest: Manifest) -> tuple[Moved, ...]:
    """Every address that is no more: of moved.yml, of the posts' own front matter, and of lists that hold nothing."""
    old_paths = [
        Moved(old, item.address, item.document.place("old_paths", number))
        for item in content.campaigns.all
        for number, old in enumerate(item.record.old_paths)
    ]
    cards = [
        replace(move, old=f"/nhung{move.old}", target=f"/nhung{move.target}") for move in old_paths if _is_card(move)
    ]
    written = [*content.moved, *old_paths, *cards]
    lists = emptied(source.ledger, manifest, written, lists_above)
    return (*written, *lists, *withdrawn(source.ledger, manifest, written))


def _is_card(move: Moved) -> bool:
    """Whether the old address is that of a material, whose card other sites may show."""
    return move.old.startswith("/t/") and move.old.endswith("/")


def read_content(
    source: Source, updated_on: date | None, problems: Problems, keep: Cache | None = None
) -> Content | None:
    """The content, checked by itself and across the slices; None where a slice cannot be read at all.

    What texts become is kept in `keep`.
    """
    _check_known_files(source, problems)
    check_ledger(source, problems)
    settings, plans = read_settings(source, problems), read_plans(source, problems, keep)
    calendar, contacts = read_calendar(source, problems), read_help(source, problems, keep)
    measurement, moved = read_measurement(source, problems), read_moved(source, problems)
    vocabulary = read_vocabulary(source, problems)
    campaigns = read_campaigns(source, vocabulary.record, problems, keep) if vocabulary else Campaigns()
    myths = read_myths(source, vocabulary.record, problems) if vocabulary else ()
    _check_whole(source, calendar, plans, problems)
    if settings is None or plans is None or calendar is None or contacts is None or vocabulary is None:
        return None
    content = Content(
        settings.record,
        plans,
        calendar.record,
        contacts,
        measurement,
        vocabulary.record,
        campaigns,
        myths,
        moved,
        read_wordings(source, problems),
        source.ledger,
        updated_on or calendar.record.updated_on,
        read_claims(source, problems),
        read_own_words(source, problems),
    )
    _check_plan_items(content, problems)
    return replace(content, glossary=_read_words(source, content, problems))


def _check_whole(
    source: Source, calendar: Document[Calendar] | None, plans: list[Plan] | None, problems: Problems
) -> None:
    """Nothing that a site needs is missing, and nothing lies there that it does not use."""
    if "docs/index.md" not in source.texts:
        source.report_missing("docs/index.md", "đây là trang chủ", problems)
    if calendar and plans is not None:
        _check_calendar(calendar, plans, problems)
        _check_files_used(source, plans, problems)
    _check_pictures_used(source, problems)


def _read_words(source: Source, content: Content, problems: Problems) -> Document[GlossaryFile] | None:
    """The glossary; what it says of law stands in claims.yml, where that can be read."""
    document = read_glossary(source, problems)
    if document and content.claims:
        check_claims(document, [claim.id for claim in content.claims.record.claims], problems)
    return document


def make_manifest(source: Source, content: Content, today: date, cache: Cache, problems: Problems) -> Manifest:
    """Every page and file of the site, with its address."""
    pages = [*_plan_pages(content, today, problems), year_pages.calendar_page(content.calendar, today, content.cite)]
    pages.append(prints_page(content.help, content.commune))
    pages.append(myths_page(content.myths, content.vocabulary))
    pages += standing_pages(source, standing_values(content, today), problems, cache)
    around = _surroundings(source, content, today, cache, problems)
    campaign_items, campaign_assets = campaign_pages.all_pages(content.campaigns, around)
    assets = [
        *_plan_assets(content, today),
        *help_pages.help_assets(content.help, content.commune, problems, search_field()),
        *_other_assets(source, content, pages, cache),
        *picture_assets(source),
        *campaign_assets,
        *card_assets(content.myths, content.commune, cache),
        *sheet_assets(pages, content.commune, content.calendar.updated_on, cache),
    ]
    return Manifest((*pages, *campaign_items), tuple(assets))


def _surroundings(source: Source, content: Content, today: date, cache: Cache, problems: Problems) -> Surroundings:
    """What campaigns and materials take from the other slices."""
    return Surroundings(
        commune=content.commune,
        words=content.vocabulary,
        media=Media(source, cache, problems),
        names=help_pages.text_names(content.help, content.commune),
        spoken_names=spoken_names(content.help, content.commune),
        cite=lambda year, item: content.cite(content.plan_in(year).year, item),
        plan_link=content.link,
        way_out=help_pages.way_out(content.commune),
        help_lines=help_pages.first_lines(content.help),
        done=_done_shelves(content),
        today=today,
        problems=problems,
    )


def _plan_pages(content: Content, today: date, problems: Problems) -> list[Page]:
    commune, current = content.commune, content.plan_in(today.year)
    names = help_pages.text_names(content.help, commune)
    pages = [
        plan_pages.plans_page(content.plans, current, commune.people_committee_short),
        plan_pages.duties_page(current, commune.people_committee_short, partial(_standing, content, current, today)),
    ]
    for plan in content.plans:
        served = partial(_served, content, plan)
        pages += plan_pages.plan_pages(
            plan, commune.people_committee_short, commune.people_committee, served, plan is current, names, problems
        )
    for unit, plan in content.units_since(current).values():
        contact = help_pages.contact_block(content.help, unit.id, commune)
        days = year_pages.unit_days(content.calendar, unit.id, today)
        served, standing = partial(_served_beside, content, plan), partial(_standing, content, plan, today)
        pages.append(plan_pages.unit_page(unit, plan, contact, days, served, standing, earlier=plan is not current))
    return pages


def _standing(content: Content, plan: Plan, today: date, item: PlanItem) -> Standing:
    """How an item stands: what was reported on it, and the deadline that the calendar draws from it."""
    last = [
        (entry.last, entry.id)
        for entry in content.calendar.days
        if entry.is_deadline and any((source.plan, source.item) == (plan.year, item.id) for source in entry.sources)
    ]
    due = [Due(day, f"/lich/#{entry_id}", over=day < today) for day, entry_id in last]
    return Standing(plan.reports_on(item), min(due, key=lambda one: one.last, default=None))


def _plan_assets(content: Content, today: date) -> list[Asset]:
    """Each year's plan for machines."""
    assets: list[Asset] = []
    for plan in content.plans:
        standing, published = partial(_standing, content, plan, today), partial(_published, content, plan)
        assets += plan_data(plan, content.commune.people_committee, standing, published)
    return assets


def _published(content: Content, plan: Plan, item: PlanItem) -> list[tuple[str, str]]:
    """All that was published for an item, as (address, title)."""
    return [(one.address, one.record.title) for one in content.done.get((plan.year, item.id), [])]


def _served(content: Content, plan: Plan, item: PlanItem, but: Collection[str] = ()) -> plan_pages.Served | None:
    """What a page says of what was published for an item, `but` what it has said already."""
    found = _published(content, plan, item)
    newest = [(address, title) for address, title in found if address not in but]
    return plan_pages.Served(newest[:_SHOWN], len(found), _done_address(plan, item.id)) if newest else None


def _served_beside(content: Content, plan: Plan, item: PlanItem) -> plan_pages.Served | None:
    """The same beside the newest report on the item, which may have named some of it as evidence."""
    evidence = [one.page for report in plan.reports_on(item)[:1] for one in report.evidence if one.page]
    return _served(content, plan, item, evidence)


def _done_address(plan: Plan, item_id: str) -> str:
    return f"{plan.address}{DONE}{item_id}/"


def _done_shelves(content: Content) -> list[Shelf]:
    """A list for each item of a plan that something was published for."""
    return [
        Shelf(
            _done_address(plan, item_id),
            f"Bài và tài liệu cho {plan.text.cite(item_id)}, kế hoạch {plan.year}",
            f"Bài viết, tài liệu phục vụ {plan.text.cite(item_id)} của kế hoạch năm {plan.year}.",
            content.done[year, item_id],
            capitalize_first(plan.text.cite(item_id)),
        )
        for plan in content.plans
        for year, item_id in content.done
        if year == plan.year
    ]


def _other_assets(source: Source, content: Content, pages: list[Page], cache: Cache) -> list[Asset]:
    commune, calendar = content.commune, content.calendar
    sections = [(page.address, page.title) for page in pages if page.address.count("/") == 2]
    sections.insert(0, ("/ho-tro/", "Cần hỗ trợ"))
    assets = [
        year_pages.calendar_asset(calendar, commune.id, f"Lịch – {commune.site_name}", content.cite),
        script_asset(),
        help_pages.embed_asset(content.help, commune),
        *directory_assets(content.help, commune),
        *print_assets(content.help, commune, cache),
        not_found_asset(sections, help_pages.lines_block(content.help), commune),
    ]
    for unit, _ in content.units_since().values():
        assets.append(
            year_pages.unit_calendar_asset(calendar, unit.id, commune.id, f"Lịch – {unit.short}", content.cite)
        )
    for plan in content.plans:
        if plan.signed_copy:
            name = plan.signed_copy.rpartition("/")[2]
            assets.append(Asset(plan.address + name, "file", source.data(plan.signed_copy), plan.signed_copy))
    return assets


def standing_values(content: Content, today: date) -> Values:
    """What docs/*.md may name in braces, by the names of core/names.py."""
    commune, plan = content.commune, content.plan_in(today.year)
    return {
        **help_pages.advice_names(content.help, commune),
        **standing_names(commune),
        **plan_pages.plan_names(plan, commune.kind, commune.people_committee_short, commune.names()),
        "help_lines": help_pages.lines_block(content.help),
        "news": campaign_pages.home_block(content.campaigns, content.vocabulary, today),
        "now": year_pages.now_block(content.calendar, today),
        "year": year_pages.year_block(content.calendar, today),
        "measured": measured_block(content.measurement),
        "embed_code": help_pages.embed_code(commune),
        "updated_on": full_day(content.updated_on),
        "report_phone": _dial_or_slot(commune),
        "officers_block": officers_block(commune),
        "officers_help": officers_help(commune),
        "field_tables": field_tables(KINDS),
        "name_table": name_table(help_pages.callable_lines(content.help)),
    }


def _dial_or_slot(commune: Commune) -> str:
    phone = commune.report_mistakes.phone
    return help_pages.dial_link(phone) if phone else f"{commune.awaiting}."


def _check_plan_items(content: Content, problems: Problems) -> None:
    """What a campaign or a material says it serves must be in the plan of its year."""
    for item in content.campaigns.all:
        plan = content.plan_in(item.record.date.year)
        for number, name in enumerate(item.record.plan_items):
            if plan.text.words_of(name) is None:
                known = [each.id for each in plan.text.items()]
                message = f'"plan_items" có "{name}": kế hoạch {plan.year} không có mục này{did_you_mean(name, known)}'
                problems.add(item.document.place("plan_items", number), message)


def _check_known_files(source: Source, problems: Problems) -> None:
    signed = [uri for uri in source.files if fnmatch(uri, _SIGNED)]
    for uri in source.uris():
        if uri.startswith("docs/") or uri in signed or any(fnmatch(uri, pattern) for pattern in _KNOWN):
            continue
        problems.add(Place(uri), f"chưa có phần nào của trang dùng tệp này{_known_file_like(uri, source)}")


def _known_file_like(uri: str, source: Source) -> str:
    """What the officer may have meant by a file that nothing reads."""
    folder, _, name = uri.rpartition("/")
    known = {path.rpartition("/")[2]: path.rpartition("/")[0] for path in _KNOWN}
    here = [other for other, place in known.items() if fnmatch(folder, place)]
    if name in known and "*" not in known[name]:
        return f', ý bạn là "{known[name]}/{name}"?'
    if near := did_you_mean(name, here):
        there = any(f'"{other}"' in near and f"{folder}/{other}" in source.texts for other in here)
        return f"{near} Tệp ấy đã có: nếu tệp này thừa thì xóa đi" if there else near
    return f". Thư mục này dùng: {', '.join(here)}" if here else ": hãy xem lại thư mục"


def _check_files_used(source: Source, plans: list[Plan], problems: Problems) -> None:
    used = {plan.signed_copy for plan in plans}
    for uri in source.files:
        if fnmatch(uri, _SIGNED) and uri not in used:
            name = uri.rpartition("/")[2]
            problems.add(Place(uri), f'tệp này chưa được dùng: ghi "signed_copy: {name}" vào annotations.yml cạnh nó')


def _check_pictures_used(source: Source, problems: Problems) -> None:
    """A picture of docs/ that no page shows would be published all the same."""
    pages = [text for uri, text in source.texts.items() if uri.startswith("docs/")]
    for uri in (uri for uri in source.files if uri.startswith("docs/")):
        address = uri.removeprefix("docs")
        if not any(address in page for page in pages):
            message = f"chưa có trang nào dùng hình này: hãy đưa vào một trang, ![Lời tả hình]({address}), hoặc xóa nó"
            problems.add(Place(uri), message)


def _check_calendar(calendar: Document[Calendar], plans: list[Plan], problems: Problems) -> None:
    """The sources and units that the calendar names must be in the plan."""
    by_year = {plan.year: plan for plan in plans}
    unit_ids = [unit.id for plan in plans for unit in plan.units]
    for index, entry in enumerate(calendar.record.days):
        for number, unit_id in enumerate(entry.units):
            if unit_id not in unit_ids:
                message = f'"units" có "{unit_id}": kế hoạch không có đơn vị này{did_you_mean(unit_id, unit_ids)}'
                problems.add(calendar.place("days", index, "units", number), message)
        for number, named in enumerate(entry.sources):
            place = ("days", index, "sources", number)
            if named.plan is None or named.item is None or named.quote is None:
                continue
            plan = by_year.get(named.plan)
            words = plan.text.words_of(named.item) if plan else None
            if plan is None:
                problems.add(calendar.place(*place, "plan"), f'"plan" là "{named.plan}": chưa có kế hoạch năm này')
            elif words is None:
                problems.add(calendar.place(*place, "item"), f'"item" là "{named.item}": kế hoạch không có mục này')
            elif not holds_words(words, named.quote):
                problems.add(calendar.place(*place, "quote"), misquoted(named.quote, named.item))
