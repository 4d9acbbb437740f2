"""/ho-tro/danh-ba.json: the same records for machines, and the JSON Schema that they keep to.

Each published field is named here: a field that is new in the records is not public by that.
"""

from __future__ import annotations

import datetime
from typing import TypeVar

from pydantic import ConfigDict, Field

from ..core.page import Asset
from ..output.data import Public, open_data
from ..settings import Commune
from . import words
from .contact import Contact
from .reading import LOCAL, Help

ADDRESS, SCHEMA_ADDRESS = (f"{words.ADDRESS}danh-ba{ending}" for ending in (".json", ".schema.json"))


class PublicReference(Public):
    title: str = Field(description="Tên văn bản hoặc trang đã công bố số này")
    date: datetime.date | None = Field(description="Ngày của văn bản hoặc bài viết ấy")


class PublicVerification(Public):
    date: datetime.date = Field(description="Ngày kiểm tra gần nhất")
    method: str = Field(description="Cách kiểm tra: called, visited, in writing, published source")


class PublicOutOfService(Public):
    since: datetime.date = Field(description="Tạm ngừng từ ngày này")
    call_instead: str = Field(description="id của nơi gọi thay trong lúc ấy")


class PublicContact(Public):
    """Một mục để gọi. Đang tạm ngừng thì không có số, để không phần mềm nào gọi nhầm."""

    phone: str | None = Field(
        description="Số điện thoại như người ta viết; trống khi chưa xác nhận hoặc đang tạm ngừng"
    )
    tel: str | None = Field(description="Địa chỉ tel: để bấm gọi", pattern=r"^tel:(\+84)?\d+$")
    hours: str | None = Field(description="Giờ trả lời, khi đã xác nhận")
    verification: PublicVerification | None = Field(description="Lần kiểm tra gần nhất")
    out_of_service: PublicOutOfService | None = Field(description="Có khi số này đang tạm ngừng")


P = TypeVar("P", bound=PublicContact)


class PublicLine(PublicContact):
    id: str = Field(description="Tên cố định của đường dây")
    kind: str = Field(description="emergency: khẩn cấp; support: tư vấn; rescue: chữa cháy, cứu nạn")
    label: str = Field(description="Tên ngắn")
    who: str = Field(description="Ai trả lời")
    purpose: str = Field(description="Gọi khi nào")
    cost: str | None = Field(description="Cước gọi, khi đã xác nhận")
    source: list[PublicReference] = Field(description="Nguồn đã công bố")


class PublicOffice(PublicContact):
    id: str = Field(description="Tên cố định của cơ quan")
    name: str = Field(description="Tên cơ quan")


class PublicTrustedAddress(PublicContact):
    """Địa chỉ tin cậy. Không có id: tên cố định có thể nói lên người đó là ai."""

    village: str = Field(description="Khu dân cư")
    role: str = Field(description="Vai trò ở địa phương")
    name: str | None = Field(description="Tên, chỉ khi người đó đồng ý cho đăng")
    meeting_point: str | None = Field(description="Nơi gặp ban ngày, chỉ khi người đó đồng ý cho đăng")
    street_address: str | None = Field(description="Địa chỉ, chỉ khi người đó đồng ý cho đăng")


class PublicReportingPlace(Public):
    id: str = Field(description="Điểm của Điều 19")
    name: str = Field(description="Nơi tiếp nhận tin báo theo Điều 19 Luật Phòng, chống bạo lực gia đình")
    note: str | None = Field(description="Điều cần nói thêm")
    offices: list[str] = Field(description="id của các cơ quan tại chỗ")
    lines: list[str] = Field(description="id của các đường dây")


class Directory(Public):
    """Danh bạ của trang: đường dây, cơ quan, nơi tiếp nhận tin báo, địa chỉ tin cậy."""

    model_config = ConfigDict(title="Danh bạ", populate_by_name=True)

    schema_address: str = Field(alias="$schema", description="Nơi có lược đồ của tệp này")
    commune: str = Field(description="Tên địa phương, thành phố hoặc tỉnh")
    publisher: str = Field(description="Nơi phát hành")
    lines: list[PublicLine] = Field(description="Đường dây dùng chung cho cả nước")
    offices: list[PublicOffice] = Field(description="Cơ quan tại chỗ")
    reporting_places: list[PublicReportingPlace] = Field(description="Nơi tiếp nhận tin báo theo luật")
    trusted_addresses: list[PublicTrustedAddress] = Field(description="Địa chỉ tin cậy do Ủy ban công bố")
    ask_for_others: list[str] = Field(description="id của cơ quan biết những địa chỉ tin cậy không nêu ở đây")


def directory_assets(contacts: Help, commune: Commune) -> list[Asset]:
    """The data and its schema."""
    directory = Directory(
        schema_address=SCHEMA_ADDRESS.rpartition("/")[2],
        commune=f"{commune.name}, {commune.city}",
        publisher=commune.people_committee,
        lines=[_public(PublicLine, line) for line in contacts.lines],
        offices=[_public(PublicOffice, office) for office in contacts.offices],
        reporting_places=[PublicReportingPlace.model_validate(place) for place in contacts.reporting_places],
        trusted_addresses=[_public(PublicTrustedAddress, address) for address in contacts.trusted_addresses],
        ask_for_others=[office.id for office in contacts.offices_to_ask()],
    )
    return open_data(ADDRESS, SCHEMA_ADDRESS, directory, LOCAL)


def _public(model: type[P], contact: Contact) -> P:
    shown = model.model_validate(contact)
    return shown.model_copy(update={"phone": None, "tel": None}) if contact.out_of_service else shown
