"""Whether the parts of the content agree: what one names is in the other, and every file belongs to one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatch, translate

from .content import Content
from .core.problem import Place, Problems, did_you_mean, misquoted
from .core.schema import Document
from .core.source import Source
from .core.text import holds_words
from .glossary.reading import check_claims
from .plan.model import Plan
from .slices import FILES
from .year.model import Calendar

# What may lie there. Anything else would be passed over in silence, so it is a problem.
_KNOWN = tuple(pattern for file in FILES for pattern in file.patterns)
_IS_KNOWN = re.compile("|".join(map(translate, _KNOWN)))  # one look at a file instead of one a pattern
_IN_CONTENT = tuple(pattern for pattern in _KNOWN if pattern.startswith("content/"))


def check_agreement(content: Content, problems: Problems) -> None:
    """What posts serve is in the plan; what the glossary says of law is in claims.yml, where that can be read."""
    _check_plan_items(content, problems)
    _check_events(content, problems)
    if content.glossary and content.claims:
        check_claims(content.glossary, [claim.id for claim in content.claims.record.claims], problems)


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
    for item in (item for item in content.campaigns.all if not item.record.withdrawn):
        plan = content.plan_in(item.record.date.year)
        for number, name in enumerate(item.record.plan_items):
            if plan.text.words_of(name) is None:
                known = [each.id for each in plan.text.items()]
                message = f'"plan_items" có "{name}": kế hoạch {plan.year} không có mục này{did_you_mean(name, known)}'
                problems.add(item.document.place("plan_items", number), message)


def _check_events(content: Content, problems: Problems) -> None:
    """The units that hold an event are in the plan of its year, and the office to register with in the directory."""
    offices = [office.id for office in content.help.offices]
    for item, event in ((item, item.record.event) for item in content.campaigns.posts):
        if event is None:
            continue
        units = [unit.id for unit in content.plan_in(event.day.year).units]
        for number, unit_id in enumerate(event.units):
            if unit_id not in units:
                message = f'"units" có "{unit_id}": kế hoạch không có đơn vị này{did_you_mean(unit_id, units)}'
                problems.add(item.document.place("event", "units", number), message)
        joining = event.registration
        if joining and joining.office not in offices:
            near = did_you_mean(joining.office, offices)
            message = f'"office" là "{joining.office}": danh bạ không có cơ quan nào tên này{near}'
            problems.add(item.document.place("event", "register", "office"), message)


def check_known_files(source: Source, problems: Problems) -> None:
    """Every file is of a kind that some part of the site uses."""
    for uri in source.uris():
        if not _IS_KNOWN.match(uri):
            problems.add(Place(uri), f"chưa có phần nào của trang dùng tệp này{_known_file_like(uri, source)}")


def _known_file_like(uri: str, source: Source) -> str:
    """What the officer may have meant by a file that nothing reads."""
    folder, _, name = uri.rpartition("/")
    known = {path.rpartition("/")[2]: path.rpartition("/")[0] for path in _IN_CONTENT if "*." not in path}
    here = [other for other, place in known.items() if fnmatch(folder, place)]
    if name in known and "*" not in known[name]:
        return f', ý bạn là "{known[name]}/{name}"?'
    if near := did_you_mean(name, here):
        there = any(f'"{other}"' in near and f"{folder}/{other}" in source.texts for other in here)
        return f"{near} Tệp ấy đã có: nếu tệp này thừa thì xóa đi" if there else near
    return f". Thư mục này dùng: {', '.join(here)}" if here else ": hãy xem lại thư mục"
