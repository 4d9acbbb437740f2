"""/ke-hoach/<year>/du-lieu.json and .csv: who does what and how it goes, for machines and for tables.

Each published field is named here: a field that is new in the records is not public by that.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from pydantic import ConfigDict, Field

from ..core.page import Asset
from ..output.data import Public, csv_bytes, open_data
from .document import Item
from .model import Plan, Responsibility, Unit
from .pages import ProgressOf
from .progress import STATUS_WORDS, ItemProgress, Known, Status

# (address, title) of all that was published for an item
PublishedFor = Callable[[Item], list[tuple[str, str]]]


class PublicTask(Public):
    id: str = Field(description="Mã của nhiệm vụ trong kế hoạch")
    number: str = Field(description="Số mục, như người ta trích dẫn")
    name: str = Field(description="Tên gọi tắt, do người biên tập đặt")
    title: str = Field(description="Tên đầy đủ, đúng từng chữ của kế hoạch")


class PublicLink(Public):
    task: str = Field(description="Mã của nhiệm vụ")
    quote: str = Field(description="Câu chữ làm căn cứ; mối liên kết do người biên tập đặt")


class PublicEvidence(Public):
    title: str = Field(description="Văn bản, trang cho thấy việc ấy")
    date: datetime.date | None = Field(description="Ngày của văn bản")
    page: str | None = Field(description="Địa chỉ từ gốc trang, khi có trên trang này")


class PublicReport(Public):
    status: Status = Field(description="not started: chưa bắt đầu; in progress: đang làm; done: đã làm xong")
    date: datetime.date = Field(description="Lời báo này đúng tới ngày nào")
    by: str = Field(description="Đơn vị hoặc vai trò đã báo")
    note: str = Field(description="Đã làm gì")
    evidence: list[PublicEvidence] = Field(description="Căn cứ")


class PublicPage(Public):
    address: str = Field(description="Địa chỉ từ gốc trang")
    title: str = Field(description="Tên bài, tên tài liệu")


class PublicResponsibility(Public):
    id: str = Field(description="Mã của việc trong kế hoạch")
    number: str = Field(description="Số mục, như người ta trích dẫn")
    text: str = Field(description="Lời giao việc, đúng từng chữ")
    serves: list[PublicLink] = Field(description="Nhiệm vụ mà việc này góp phần")
    note: str | None = Field(description="Vì sao không gắn với nhiệm vụ nào")
    status: Known = Field(
        description="Tiến độ theo lần báo mới nhất; no information: chưa có thông tin, không phải chưa làm"
    )
    due: datetime.date | None = Field(description="Ngày cuối theo lịch, khi lịch ghi hạn cho việc này")
    reports: list[PublicReport] = Field(description="Các lần báo tiến độ, mới nhất ở trên")
    published: list[PublicPage] = Field(description="Bài viết, tài liệu đã đăng cho việc này")


class PublicUnit(Public):
    id: str = Field(description="Tên cố định của đơn vị")
    number: str = Field(description="Số mục của đơn vị trong kế hoạch")
    name: str = Field(description="Tên đơn vị, đúng từng chữ của kế hoạch")
    address: str = Field(description="Trang của đơn vị, từ gốc trang")
    responsibilities: list[PublicResponsibility] = Field(description="Các việc được giao")


class PlanData(Public):
    """Kế hoạch của một năm: nhiệm vụ, đơn vị, việc được giao và tiến độ."""

    model_config = ConfigDict(title="Kế hoạch", populate_by_name=True)

    schema_address: str = Field(alias="$schema", description="Nơi có lược đồ của tệp này")
    publisher: str = Field(description="Nơi phát hành")
    year: int = Field(description="Năm của kế hoạch")
    title: str = Field(description="Tên kế hoạch, đúng từng chữ")
    address: str = Field(description="Toàn văn; một mục ở sau dấu #, ví dụ #ii-3")
    tasks: list[PublicTask] = Field(description="Các nhiệm vụ")
    units: list[PublicUnit] = Field(description="Các đơn vị và việc của từng đơn vị")


def plan_data(plan: Plan, publisher: str, progress_of: ProgressOf, published: PublishedFor) -> list[Asset]:
    """The plan as JSON with its schema, and as a table with a row for each responsibility."""
    data = PlanData(
        schema_address="du-lieu.schema.json",
        publisher=publisher,
        year=plan.year,
        title=plan.text.title,
        address=plan.address,
        tasks=[
            PublicTask(id=task.item.id, number=task.item.number, name=task.short, title=task.title)
            for task in plan.tasks
        ],
        units=[_unit(unit, progress_of, published) for unit in plan.units],
    )
    address = f"{plan.address}du-lieu"
    table = csv_bytes(_HEADER, [_row(unit, duty) for unit in data.units for duty in unit.responsibilities])
    return [
        *open_data(f"{address}.json", f"{address}.schema.json", data, plan.uri),
        Asset(f"{address}.csv", "data", table, plan.uri),
    ]


def _unit(unit: Unit, progress_of: ProgressOf, published: PublishedFor) -> PublicUnit:
    return PublicUnit(
        id=unit.id,
        number=unit.item.number,
        name=unit.name,
        address=unit.address,
        responsibilities=[
            _responsibility(duty, progress_of(duty.item), published(duty.item)) for duty in unit.responsibilities
        ],
    )


def _responsibility(
    duty: Responsibility, state: ItemProgress, published: list[tuple[str, str]]
) -> PublicResponsibility:
    return PublicResponsibility(
        id=duty.item.id,
        number=duty.item.number,
        text=duty.item.whole_text,
        serves=[PublicLink(task=link.task.item.id, quote=link.quote) for link in duty.links],
        note=duty.note,
        status=state.status,
        due=state.due.last if state.due else None,
        reports=[PublicReport.model_validate(report) for report in state.reports],
        published=[PublicPage(address=address, title=title) for address, title in published],
    )


_HEADER = (
    "Mã việc", "Mục", "Đơn vị", "Việc được giao", "Góp phần vào nhiệm vụ", "Tiến độ", "Ngày báo", "Ai báo",
    "Đã làm gì", "Căn cứ", "Hạn theo lịch", "Đã đăng",
)  # fmt: skip


def _row(unit: PublicUnit, duty: PublicResponsibility) -> list[str]:
    """A responsibility in the columns of _HEADER, with its newest report."""
    newest = next(iter(duty.reports), None)
    evidence = newest.evidence if newest else []
    return [
        duty.id,
        duty.number,
        unit.name,
        duty.text,
        ", ".join(link.task for link in duty.serves),
        STATUS_WORDS[duty.status],
        newest.date.isoformat() if newest else "",
        newest.by if newest else "",
        newest.note if newest else "",
        "\n".join(map(_cited, evidence)),
        duty.due.isoformat() if duty.due else "",
        "\n".join(page.address for page in duty.published),
    ]


def _cited(evidence: PublicEvidence) -> str:
    day = f"({evidence.date.isoformat()})" if evidence.date else None
    return " ".join(filter(None, (evidence.title, day, evidence.page)))
