"""commune.yml: who publishes this site. The first file another commune edits."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from .core.fields import Email, Slug, Text, WebAddress, WholeNumber, YesNo
from .core.json_schema import YES, Schema, given, having, saying, when
from .core.phone import Phone
from .core.problem import Problems
from .core.schema import Document, Record, read_document
from .core.source import Source

URI = "content/commune.yml"
# Where readers are led and what they are promised: on a server, with a maintainer's key alone (deploy/README.md).
GUARDED = ("site_url", "exit_url", "hosting", "officers.editor_url")
PLACES = ("xã", "phường", "đặc khu")


class Reporting(Record):
    """How a reader reports a mistake on this site. Slots stay empty until the commune has confirmed them."""

    office: Annotated[Text | None, Field(title="Nơi nhận", description="Cơ quan nhận góp ý.")] = None
    phone: Annotated[Phone | None, Field(title="Số điện thoại", description="Số để báo sai sót.")] = None
    email: Annotated[Email | None, Field(title="Thư điện tử", description="Địa chỉ của cơ quan.")] = None


class Hosting(Record):
    """What the host of the site does; the privacy page says it."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Máy chủ có ghi lượt truy cập thì mới điền “Giữ bao nhiêu ngày”.",
            when(given("logs_kept_days"), having(access_logs={"enum": YES})),
        ),
    )

    host: Annotated[Text | None, Field(title="Máy chủ", description="Trang đặt ở máy chủ của ai.")] = None
    access_logs: Annotated[
        YesNo | None,
        Field(
            title="Có ghi lượt truy cập",
            description="yes hoặc no; chưa biết thì để trống.",
            json_schema_extra={"x-unknown": True},
        ),
    ] = None
    logs_kept_days: Annotated[
        Annotated[WholeNumber, Field(ge=1)] | None,
        Field(title="Giữ bao nhiêu ngày", description="Chỉ ghi khi máy chủ có ghi lượt truy cập."),
    ] = None

    def blanks(self) -> list[str]:
        """What is not known yet. How long logs are kept matters only where they are."""
        asked = ["host", "access_logs", *(["logs_kept_days"] if self.access_logs else [])]
        return [name for name in asked if getattr(self, name) is None]

    @model_validator(mode="after")
    def _days_of_logs_that_are_kept(self) -> Hosting:
        if self.logs_kept_days and not self.access_logs:
            raise ValueError('có "logs_kept_days" thì phải có "access_logs: yes"')
        return self


class Officers(Record):
    """For those who look after the content; the handbook shows it. Slots stay empty until the commune fills them."""

    editor_url: Annotated[
        WebAddress | None, Field(title="Địa chỉ trang soạn bài", description="Khi đã có; sổ tay dẫn tới đó.")
    ] = None
    helper: Annotated[
        Text | None, Field(title="Ai giúp về kỹ thuật", description="Bộ phận hay chức danh, không ghi tên người.")
    ] = None
    reviewer: Annotated[
        Text | None, Field(title="Ai duyệt bài", description="Bộ phận hay chức danh, không ghi tên người.")
    ] = None
    phone: Annotated[Phone | None, Field(title="Số của người giúp", description="Số của cơ quan.")] = None
    email: Annotated[Email | None, Field(title="Thư của người giúp", description="Hộp thư của cơ quan.")] = None


class Loudspeaker(Record):
    """How fast the commune's loudspeaker is read, to estimate minutes. No rule was found: 180 is a calm pace."""

    syllables_per_minute: Annotated[
        WholeNumber,
        Field(
            ge=60,
            le=400,
            title="Loa đọc bao nhiêu tiếng một phút",
            description="Để ước lượng số phút.",
            examples=["180"],
        ),
    ] = 180


class Commune(Record):
    """Names and settings of one commune. Every page takes them from here."""

    id: Annotated[Slug, Field(title="Mã của xã", description="Tên không dấu; có trong tệp lịch, không đổi nữa.")]
    name: Annotated[Text, Field(title="Tên xã", description="Viết như trong câu.", examples=["xã …"])]
    city: Annotated[Text, Field(title="Tỉnh, thành phố", description="Viết như trong câu.", examples=["thành phố …"])]
    people_committee: Annotated[
        Text, Field(title="Tên đầy đủ của Ủy ban", description="Nơi phát hành.", examples=["Ủy ban nhân dân xã …"])
    ]
    people_committee_short: Annotated[
        Text, Field(title="Tên ngắn của Ủy ban", description="Dùng trong câu.", examples=["UBND xã"])
    ]
    site_name: Annotated[
        Text, Field(max_length=60, title="Tên trang", description="Ở đầu mọi trang.", examples=["Bình đẳng giới xã …"])
    ]
    tagline: Annotated[Text, Field(max_length=160, title="Một câu giới thiệu", description="Trang này có gì.")]
    responsible: Annotated[
        Text | None, Field(title="Chịu trách nhiệm nội dung", description="Bộ phận hay chức danh.")
    ] = None
    report_mistakes: Annotated[Reporting, Field(title="Báo sai sót", description="Người đọc báo sai sót ở đâu.")] = (
        Reporting()
    )
    site_url: Annotated[
        WebAddress | None, Field(title="Địa chỉ của trang", description="Khi đã có. Mã QR và liên kết chia sẻ cần nó.")
    ] = None
    exit_url: Annotated[
        WebAddress, Field(title="Trang để rời đi thật nhanh", description="Một trang bình thường, nhẹ, ai cũng hay mở.")
    ]
    hosting: Annotated[Hosting, Field(title="Máy chủ", description="Trang quyền riêng tư nói điều này.")] = Hosting()
    officers: Annotated[
        Officers, Field(title="Dành cho cán bộ", description="Sổ tay cán bộ lấy từ đây: trang soạn bài, gọi ai.")
    ] = Officers()
    loudspeaker: Annotated[Loudspeaker, Field(title="Loa của xã", description="Để tính số phút bài đọc loa.")] = (
        Loudspeaker()
    )
    content_licence: Annotated[Text | None, Field(title="Giấy phép dùng lại", description="Một câu cho người đọc.")] = (
        None
    )

    @property
    def kind(self) -> str:
        """What a sentence calls the place: the first word of its name."""
        return next((kind for kind in PLACES if self.name.startswith(f"{kind} ")), PLACES[0])

    def names(self) -> dict[str, str]:
        """What texts may say of the commune in braces, by name (core/names.py)."""
        own = ("name", "kind", "city", "site_name", "tagline", "people_committee", "people_committee_short", "awaiting")
        return {f"commune.{name}": getattr(self, name) for name in own}

    def publisher_names(self) -> dict[str, str]:
        """What the standing pages say beside that; what is not confirmed yet says so."""
        licence = f"Giấy phép dùng lại bài viết và tài liệu: {self.awaiting}."
        return {
            "commune.responsible": self.responsible or self.awaiting,
            "commune.report_office": self.report_mistakes.office or self.awaiting,
            "commune.report_email": self.report_mistakes.email or self.awaiting,
            "commune.host": self.hosting.host or self.awaiting,
            "commune.licence": self.content_licence or licence,
        }

    def blanks(self) -> list[str]:
        """The slots that nobody has filled in yet, as they are written in the file: "hosting.host"."""
        own = [name for name, value in self if value is None]
        own += [f"report_mistakes.{name}" for name, value in self.report_mistakes if value is None]
        own += [f"officers.{name}" for name, value in self.officers if value is None]
        return own + [f"hosting.{name}" for name in self.hosting.blanks()]

    def absolute(self, address: str) -> str | None:
        """The address of a page ("/ho-tro/") on the web; None while the site has no address yet."""
        return f"{self.site_url.rstrip('/')}{address}" if self.site_url else None

    def located(self, place: str) -> str:
        """A place of the commune as somebody from elsewhere finds it; its name stands in it once."""
        return ", ".join([place, *([] if self.name in place else [self.name]), self.city])

    @property
    def awaiting(self) -> str:
        """What stands in a slot that only the commune can fill."""
        return f"đang chờ {self.people_committee_short} xác nhận"


def read_settings(source: Source, problems: Problems) -> Document[Commune] | None:
    """The commune's settings, or None with what is wrong in `problems`."""
    return read_document(Commune, URI, source, problems, "trang lấy tên xã và nơi phát hành từ đây")
