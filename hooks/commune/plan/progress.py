"""How the work of a plan goes: what units reported on their responsibilities, in progress.yml beside the plan.

Where nobody reported, nothing is known: a state of its own, which is never written down. The newest report of an item
is how it stands, the older ones are its history. What is overdue follows from the calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal, get_args

from pydantic import Field

from ..core.dates import full_day
from ..core.fields import Day, SiteAddress, Slug, Text
from ..core.json_schema import TODAY, Keywords, choices, chosen_from
from ..core.page import Manifest, anchors_of
from ..core.problem import Place, Problems, did_you_mean
from ..core.reference import Reference
from ..core.schema import Document, Record, read_document
from ..core.source import Source
from .document import Text as PlanText

Status = Literal["not started", "in progress", "done"]
Known = Literal[Status, "no information"]
STATUS_WORDS: dict[Known, str] = {
    "not started": "Chưa bắt đầu",
    "in progress": "Đang làm",
    "done": "Đã làm xong",
    "no information": "Chưa có thông tin",
}
_TAKEN_OFF = "Trang đã gỡ"
_EVIDENCE = '[{title: "Báo cáo số 12/BC-UBND", date: 18/11/2026}]'


class Evidence(Reference):
    """What readers can look at to see that it is so: a document, a page of this site, or both."""

    page: Annotated[
        SiteAddress | None,
        Field(
            title="Trang đã đăng",
            description="Địa chỉ từ gốc trang của bài, tài liệu cho thấy việc ấy. Không có thì bỏ trống.",
            examples=["/chien-dich/2026-11-o-thon-minh/"],
        ),
    ] = None


class Report(Record):
    """What a unit reported on one of its responsibilities, as of one day."""

    item: Annotated[
        Slug,
        chosen_from("plan-items"),
        Field(
            title="Việc nào",
            description="Mã của việc ở phần giao việc của kế hoạch: phần sau dấu # của địa chỉ việc ấy.",
            examples=["iv-4-1"],
        ),
    ]
    status: Annotated[
        Status,
        choices({status: STATUS_WORDS[status].lower() for status in get_args(Status)}),
        Field(
            title="Tiến độ",
            description="Đã làm xong thì phải có căn cứ.",
            examples=["in progress"],
        ),
    ]
    date: Annotated[
        Day,
        TODAY,
        Field(title="Ngày", description="Lời báo này đúng tới ngày nào.", examples=["20/11/2026"]),
    ]
    by: Annotated[
        Slug,
        chosen_from("units"),
        Field(
            title="Đơn vị báo",
            description="Mã của đơn vị được giao việc ấy. Không ghi tên người.",
            examples=["tram-y-te"],
        ),
    ]
    note: Annotated[
        Text,
        Field(
            title="Đã làm gì",
            description="Một hai câu cho người đọc. Không nói về một người hay một vụ việc cụ thể.",
            max_length=300,
            examples=["Đã nói chuyện với bà con ở hai buổi họp dân."],
        ),
    ]
    posts: Annotated[
        tuple[Slug, ...],
        chosen_from("posts"),
        Field(
            title="Bài đã đăng cho thấy việc ấy",
            description="Tên thư mục của bài. Không có thì bỏ trống.",
            examples=["[2026-11-o-thon-minh]"],
        ),
    ] = ()
    materials: Annotated[
        tuple[Slug, ...],
        chosen_from("materials"),
        Field(
            title="Tài liệu đã đăng cho thấy việc ấy",
            description="Tên thư mục của tài liệu. Không có thì bỏ trống.",
            examples=["[ap-phich-viec-nha]"],
        ),
    ] = ()
    evidence: Annotated[
        tuple[Evidence, ...],
        Field(
            title="Văn bản làm căn cứ",
            description="Văn bản, hoặc trang khác của trang này. Đã làm xong thì phải có căn cứ, ở đây hay ở hai mục "
            "trên; trừ khi có bài đã đăng ghi việc này ở mục của kế hoạch.",
            examples=[_EVIDENCE],
        ),
    ] = ()

    def without(self, off: Collection[str]) -> Report:
        """The same, with no title of evidence that lies below one of the addresses `off`."""
        told = {"title": _TAKEN_OFF, "title_lang": None}
        shown = tuple(
            each.model_copy(update=told) if each.page and each.page.startswith(tuple(off)) else each
            for each in self.evidence
        )
        return self.model_copy(update={"evidence": shown}) if shown != self.evidence else self


class ProgressFile(Record):
    """progress.yml of one plan year"""

    reports: Annotated[
        tuple[Report, ...],
        Keywords(x_kinds="by"),
        Field(
            title="Các lần báo tiến độ",
            description="Mỗi lần báo một mục. Lần mới nhất của một việc là tiến độ hiện nay; các lần trước giữ lại.",
        ),
    ] = ()


@dataclass(frozen=True)
class Progress:
    """The reports on a plan, newest first; those in `ahead` speak of a day that has not come, and wait for it."""

    reports: tuple[Report, ...] = ()
    ahead: tuple[Report, ...] = ()
    document: Document[ProgressFile] | None = None

    @property
    def all(self) -> tuple[Report, ...]:
        return (*self.reports, *self.ahead)

    def known_on(self, today: datetime.date) -> Progress:
        """What can be known on that day."""
        known = tuple(report for report in self.all if report.date <= today)
        return replace(self, reports=known, ahead=tuple(report for report in self.all if report.date > today))

    def without(self, off: Collection[str]) -> Progress:
        """The same, with nothing said of the pages below the addresses `off` but that they are off the site."""
        return replace(self, reports=tuple(report.without(off) for report in self.reports)) if off else self

    def place(self, report: Report, *loc: str | int) -> Place:
        """Where `report`, or a part of it, is written."""
        assert self.document is not None
        return self.document.place("reports", self.document.record.reports.index(report), *loc)

    def waiting(self) -> list[str]:
        """The reports that readers do not see yet, for the officer who may have mistaken the day."""
        return [
            f"{self.place(report, 'date')}: báo cáo ghi ngày {full_day(report.date)}, ngày ấy chưa tới. "
            "Trang hiện từ ngày ấy; nếu ghi nhầm ngày thì hãy sửa."
            for report in self.ahead
        ]


@dataclass(frozen=True)
class ShownReport:
    """A report as readers see it: `by` is the name of the unit, `evidence` holds what is chosen of the site too."""

    status: Status
    date: datetime.date
    by: str
    note: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def words(self) -> str:
        return STATUS_WORDS[self.status]


@dataclass(frozen=True)
class Due:
    """The last day that the calendar gives an item, where it says so, and whether that day is over."""

    last: datetime.date
    address: str
    over: bool


@dataclass(frozen=True)
class ItemProgress:
    """How an item stands: what was reported on it, the newest first, and by when the calendar wants it done."""

    reports: tuple[ShownReport, ...] = ()
    due: Due | None = None

    @property
    def newest(self) -> ShownReport | None:
        return self.reports[0] if self.reports else None

    @property
    def status(self) -> Known:
        return self.newest.status if self.newest else "no information"

    @property
    def words(self) -> str:
        return STATUS_WORDS[self.status]

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due.over and self.status != "done"


# --- reading and checking ---


@dataclass(frozen=True)
class Duties:
    """Whose work is what: unit → its name and the ids of its items; empty where that is not known. `items` are all."""

    units: Mapping[str, tuple[str, tuple[str, ...]]]
    items: Sequence[str]

    def wrong_unit(self, by: str) -> str | None:
        """What is wrong with the unit that reports."""
        if by in self.units or not self.units:
            return None
        near = did_you_mean(by, sorted(self.units))
        known = near or f". Các đơn vị: {', '.join(self.units)}"
        return f'"by" là "{by}": kế hoạch không giao việc cho đơn vị nào có mã này{known}'

    def wrong_owner(self, report: Report) -> str | None:
        """Who has the work, where another unit reports on it."""
        owner = next((name for name, items in self.units.values() if report.item in items), None)
        if owner is None or report.by not in self.units or report.item in self.units[report.by][1]:
            return None
        name, own = self.units[report.by]
        return f'"item" là "{report.item}": việc này giao cho {owner}. Việc của {name}: {", ".join(own)}'


def read_progress(uri: str, year: int, duties: Duties, text: PlanText, source: Source, problems: Problems) -> Progress:
    """What units reported in `uri` on their responsibilities of a year's plan; nothing where there is no such file."""
    document = read_document(ProgressFile, uri, source, problems)
    if document is None:
        return Progress()
    found = sorted(document.record.reports, key=lambda report: report.date, reverse=True)
    progress = Progress(tuple(found), document=document)
    for report in found:
        if wrong := duties.wrong_unit(report.by):
            problems.add(progress.place(report, "by"), wrong)
        if report.item not in duties.items:
            problems.add(progress.place(report, "item"), _no_responsibility(report.item, duties.items, text))
        elif wrong := duties.wrong_owner(report):
            problems.add(progress.place(report, "item"), wrong)
        _check_day(progress, report, year, problems)
    _check_once_a_day(document, problems)
    return progress


def _no_responsibility(item: str, items: Sequence[str], text: PlanText) -> str:
    """Why nobody can report on `item`, and what may be meant."""
    if text.words_of(item) is None:
        return f'"item" là "{item}": kế hoạch không có mục này{did_you_mean(item, sorted(items))}'
    below = [each for each in items if each.startswith(f"{item}-")] or items
    return f'"item" là "{item}": {text.cite(item)} không phải một việc giao cho đơn vị. Ví dụ: {", ".join(below[:3])}'


def _check_day(progress: Progress, report: Report, year: int, problems: Problems) -> None:
    """Work of a plan is reported within its year, or when the next one looks back."""
    if not year <= report.date.year <= year + 1:
        message = f'"date" là "{report.date}": báo cáo về kế hoạch năm {year} phải từ 1/1/{year} đến 31/12/{year + 1}'
        problems.add(progress.place(report, "date"), message)


def _check_once_a_day(document: Document[ProgressFile], problems: Problems) -> None:
    """Of two reports on one day nobody could say which is the newer."""
    lines: dict[tuple[str, datetime.date], int] = {}
    for at, report in enumerate(document.record.reports):
        place = document.place("reports", at, "item")
        if first := lines.get((report.item, report.date)):
            day = full_day(report.date)
            message = f'"{report.item}" ngày {day}: đã báo ở dòng {first}. Mỗi việc một ngày báo một lần, hãy gộp lại'
            problems.add(place, message)
        lines.setdefault((report.item, report.date), place.line)


@dataclass(frozen=True)
class Addresses:
    """Where evidence can stand on the day that a report is shown: posts in `shown`, and all else of the site.

    Of what was `taken_off` since nobody can look at it any more, which is no mistake of the report.
    """

    manifest: Manifest
    shown: Collection[str]
    hidden: Collection[str]
    taken_off: Collection[str] = ()

    def wrong(self, page: str) -> str | None:
        """Why a reader could not look at `page` then; None where all is well."""
        address, _, anchor = page.partition("#")
        if address.startswith(tuple(self.taken_off)):
            return None  # a note stands there
        item = self.manifest.by_address.get(address)
        if address in self.hidden:
            return "bài ấy còn là bản nháp, hoặc chưa đến ngày đăng"
        if item is None and address not in self.shown:
            return f"trang này không có địa chỉ đó{did_you_mean(address, [*self.manifest.by_address], 0.8)}"
        return "trang ấy không có mục đó" if item and anchor and anchor not in anchors_of(item) else None


# field of a report → id of each post or material that it may choose → its address
Published = Mapping[str, Mapping[str, str]]


def check_evidence(
    progress: Progress, report: Report, has_post: bool, addresses: Addresses, published: Published, problems: Problems
) -> None:
    """What is done can be looked at, and what is named as evidence is there.

    `has_post`: something published says that it serves the item.
    """
    if report.status == "done" and not (report.posts or report.materials or report.evidence) and not has_post:
        message = f'"status" là "done": đã làm xong thì cần căn cứ để người đọc xem được. Ví dụ: evidence: {_EVIDENCE}'
        problems.add(progress.place(report, "status"), message)
    for at, evidence in enumerate(report.evidence):
        if evidence.page and (wrong := addresses.wrong(evidence.page)):
            place = progress.place(report, "evidence", at, "page")
            problems.add(place, f'"page" là "{evidence.page}": {wrong}')
    for field, what in (("posts", "bài"), ("materials", "tài liệu")):
        for at, name in enumerate(getattr(report, field)):
            address = published[field].get(name)
            none = f"không có {what} nào tên này{did_you_mean(name, [*published[field]])}"
            if wrong := addresses.wrong(address) if address else none:
                problems.add(progress.place(report, field, at), f'"{field}" có "{name}": {wrong}')
