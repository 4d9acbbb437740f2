"""What the plan's text cannot say itself: annotations by item id, with the words they rest on.

annotations.yml is editorial. A quote is checked to occur in its item, so nothing of the plan is retyped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from ..core.fields import FileName, Slug, Text
from ..core.file_names import FILE_NAME
from ..core.icons import Icon
from ..core.json_schema import chosen_from, pattern
from ..core.problem import Place
from ..core.prose import Prose
from ..core.sanitising import SUMMARY
from ..core.schema import Record
from ..settings import URI as SETTINGS
from .document import Item
from .document import Text as DocumentText
from .progress import Progress, Report

PLANS, UNITS = "/ke-hoach/", "/trach-nhiem/"  # where all of them are listed, and each stands below

Quote = Annotated[Text, Field(examples=["kịp thời phát hiện và báo cáo"])]
ItemId = Annotated[
    Slug,
    chosen_from("plan-items"),
    Field(title="Mục", description="Phần sau dấu # của địa chỉ mục ấy trên trang kế hoạch.", examples=["iv-1-1"]),
]


class TaskNote(Record):
    """A task of the plan: its item, and a short name for tables."""

    item: ItemId
    short: Annotated[Text, Field(max_length=60, title="Tên gọi tắt", description="Đặt trong bảng.")]


class UnitNote(Record):
    """A unit of the plan: `name` is quoted from the item's heading, `id` is its address for good."""

    id: Annotated[Slug, Field(title="Mã", description="Thành địa chỉ trang của đơn vị, không đổi nữa.")]
    item: ItemId
    name: Annotated[
        Quote, Field(title="Tên đơn vị", description="Chép đúng từng chữ của mục ấy.", examples=["Trạm Y tế"])
    ]
    short: Annotated[Text, Field(max_length=60, title="Tên gọi tắt", description="Đặt trong bảng.")]
    icon: Icon = None


class LinkNote(Record):
    """A responsibility serves a task; `quote` are the words of the responsibility that say so."""

    task: Annotated[
        ItemId, Field(title="Nhiệm vụ", description="Mục của nhiệm vụ mà việc này phục vụ.", examples=["ii-3"])
    ]
    quote: Annotated[Quote, Field(title="Lời của kế hoạch", description="Chép đúng từng chữ nói lên điều ấy.")]


class ResponsibilityNote(Record):
    """The tasks that a responsibility serves; where its words name none, `note` says so to the reader."""

    item: ItemId
    serves: Annotated[tuple[LinkNote, ...], Field(title="Phục vụ nhiệm vụ nào", description="Có thể nhiều.")] = ()
    note: Annotated[Text | None, Field(title="Ghi chú", description="Không gắn với nhiệm vụ nào thì nói vì sao.")] = (
        None
    )


def _check_pdf(value: str) -> str:
    if not value.endswith(".pdf"):
        raise ValueError("bản đã ký phải là tệp PDF")
    return value


class Annotations(Record):
    """annotations.yml of one plan year."""

    signed_copy: Annotated[
        Annotated[FileName, AfterValidator(_check_pdf), pattern(rf"^(?!.*\.\.){FILE_NAME}\.pdf$", "tên một tệp PDF")]
        | None,
        Field(title="Bản đã ký", description="Tệp PDF đặt cạnh tệp này, khi có.", examples=["ban-ky.pdf"]),
    ] = None
    tasks: Annotated[
        tuple[TaskNote, ...],
        Field(title="Nhiệm vụ", description="Đủ mọi nhiệm vụ của kế hoạch. Kế hoạch không ghi riêng thì là []."),
    ]
    units: Annotated[
        tuple[UnitNote, ...],
        Field(title="Đơn vị", description="Đủ mọi đơn vị của kế hoạch. Kế hoạch không ghi riêng thì là []."),
    ]
    responsibilities: Annotated[
        tuple[ResponsibilityNote, ...], Field(title="Việc của đơn vị", description="Việc nào phục vụ nhiệm vụ nào.")
    ] = ()


@dataclass(frozen=True)
class Task:
    """One of the plan's tasks."""

    item: Item
    short: str

    @property
    def title(self) -> str:
        """The heading's words without its number."""
        return self.item.title


@dataclass(frozen=True)
class Link:
    """The editorial claim that a responsibility serves a task, and the words it rests on."""

    task: Task
    quote: str


@dataclass(frozen=True)
class Responsibility:
    """What a unit has to do, word for word, and the tasks it serves."""

    item: Item
    links: tuple[Link, ...]
    note: str | None


@dataclass(frozen=True)
class Unit:
    """Somebody whom the plan gives work."""

    id: str
    name: str
    short: str
    item: Item
    responsibilities: tuple[Responsibility, ...]
    icon: str | None = None

    @property
    def address(self) -> str:
        return f"{UNITS}{self.id}/"

    def serving(self, task: Task) -> list[Responsibility]:
        """The responsibilities of this unit that serve `task`."""
        return [duty for duty in self.responsibilities if any(link.task is task for link in duty.links)]


@dataclass(frozen=True)
class Plan:
    """The plan of one year."""

    year: int
    uri: str
    text: DocumentText
    tasks: tuple[Task, ...]
    units: tuple[Unit, ...]
    summary: Prose
    signed_copy: str | None
    progress: Progress

    @property
    def address(self) -> str:
        return f"{PLANS}{self.year}/"

    def known_on(self, today: date) -> Plan:
        """The plan with what can be known of its progress on that day."""
        return replace(self, progress=self.progress.known_on(today))

    def reports_on(self, item: Item) -> tuple[Report, ...]:
        """What was reported on an item, the newest first."""
        return tuple(report for report in self.progress.reports if report.item == item.id)

    @property
    def is_awaited(self) -> bool:
        """Whether the commune has not issued it yet."""
        return not self.text.kind


def awaited(year: int) -> Plan:
    """What stands for a plan that nobody has issued yet: it says nothing, gives nobody work, and has no page."""
    return Plan(year, SETTINGS, DocumentText(), (), (), Prose("", Place(SETTINGS), SUMMARY), None, Progress())


def plan_in(plans: Sequence[Plan], year: int) -> Plan:
    """The plan that units work by in `year`: its own, else the last before it, else the first to come.

    `plans` are newest first. Where the commune has none yet, one that says nothing.
    """
    begun = [plan for plan in plans if plan.year <= year]
    return next(iter(begun or plans[-1:]), awaited(year))


def units_since(plans: Sequence[Plan], *current: Plan) -> dict[str, tuple[Unit, Plan]]:
    """Every unit that any plan names, with the plan its page shows: an address once given stays.

    That is the `current` plan where it names the unit, else the newest that does.
    """
    found: dict[str, tuple[Unit, Plan]] = {}
    for plan in [*current, *plans]:
        for unit in plan.units:
            found.setdefault(unit.id, (unit, plan))
    return found
