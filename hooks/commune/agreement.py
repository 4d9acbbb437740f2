"""Whether the parts of the content agree: what one names is in the other, and nothing lies there unused."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatch

from .content import Content
from .core.problem import Place, Problems, did_you_mean, misquoted
from .core.schema import Document
from .core.source import Source
from .core.text import holds_words
from .glossary.reading import check_claims
from .plan.model import Plan
from .plan.reading import SIGNED
from .slices import FILES
from .year.model import Calendar

# What content/ may hold. Anything else would be passed over in silence, so it is a problem.
_KNOWN = tuple(pattern for file in FILES for pattern in file.patterns)


def check_agreement(content: Content, problems: Problems) -> None:
    """What posts serve is in the plan; what the glossary says of law is in claims.yml, where that can be read."""
    _check_plan_items(content, problems)
    if content.glossary and content.claims:
        check_claims(content.glossary, [claim.id for claim in content.claims.record.claims], problems)


def check_used(source: Source, plans: Sequence[Plan] | None, problems: Problems) -> None:
    """Nothing that a site needs is missing, and nothing lies there that it does not use."""
    if "docs/index.md" not in source.texts:
        source.report_missing("docs/index.md", "đây là trang chủ", problems)
    if plans is not None:
        _check_files_used(source, plans, problems)
    _check_pictures_used(source, problems)


def check_calendar(calendar: Document[Calendar], plans: Sequence[Plan], problems: Problems) -> None:
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


def _check_plan_items(content: Content, problems: Problems) -> None:
    """What a campaign or a material says it serves must be in the plan of its year."""
    for item in content.campaigns.all:
        plan = content.plan_in(item.record.date.year)
        for number, name in enumerate(item.record.plan_items):
            if plan.text.words_of(name) is None:
                known = [each.id for each in plan.text.items()]
                message = f'"plan_items" có "{name}": kế hoạch {plan.year} không có mục này{did_you_mean(name, known)}'
                problems.add(item.document.place("plan_items", number), message)


def check_known_files(source: Source, problems: Problems) -> None:
    """Every file is of a kind that some part of the site uses."""
    for uri in source.uris():
        if uri.startswith("docs/") or any(fnmatch(uri, pattern) for pattern in _KNOWN):
            continue
        problems.add(Place(uri), f"chưa có phần nào của trang dùng tệp này{_known_file_like(uri, source)}")


def _known_file_like(uri: str, source: Source) -> str:
    """What the officer may have meant by a file that nothing reads."""
    folder, _, name = uri.rpartition("/")
    known = {path.rpartition("/")[2]: path.rpartition("/")[0] for path in _KNOWN if "*." not in path}
    here = [other for other, place in known.items() if fnmatch(folder, place)]
    if name in known and "*" not in known[name]:
        return f', ý bạn là "{known[name]}/{name}"?'
    if near := did_you_mean(name, here):
        there = any(f'"{other}"' in near and f"{folder}/{other}" in source.texts for other in here)
        return f"{near} Tệp ấy đã có: nếu tệp này thừa thì xóa đi" if there else near
    return f". Thư mục này dùng: {', '.join(here)}" if here else ": hãy xem lại thư mục"


def _check_files_used(source: Source, plans: Sequence[Plan], problems: Problems) -> None:
    used = {plan.signed_copy for plan in plans}
    for uri in source.files:
        if fnmatch(uri, SIGNED) and uri not in used:
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
