"""commune.yml: who publishes this site. The first file another commune edits."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator

from .core.fields import Email, Slug, Text, WebAddress, WholeNumber, YesNo
from .core.json_schema import YES, Schema, given, having, pattern, saying, when
from .core.names import with_words_of_place
from .core.phone import Phone
from .core.problem import Problems
from .core.schema import Document, Record, read_document
from .core.source import Source
from .core.text import capitalize_first, fold

URI = "content/commune.yml"
# Where readers are led and what they are promised: on a server, with a maintainer's key alone (deploy/README.md).
GUARDED = ("site_url", "exit_url", "hosting", "officers.editor_url")
PLACES = ("xã", "phường", "đặc khu")
_OF_WARDS = "tổ dân phố"
# What the places are called that people of a commune or a ward live in (Thông tư 04/2012/TT-BNV, Điều 2), and what else
# is heard for them.
HAMLETS = (
    *("thôn", "làng", "ấp", "bản", "buôn", "bon", "phum", "sóc", "xóm"),
    *(_OF_WARDS, "khu phố", "khối phố", "khóm", "tiểu khu", "khối", "khu", "khu dân cư", "tổ"),
)
_LETTERS = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_IN_A_SENTENCE = rf"[{_LETTERS}]+( [{_LETTERS}]+){{0,5}}"
_WRITTEN = pattern(f"^{_IN_A_SENTENCE}$", "viết như giữa câu: chữ thường, không có tên riêng, không có số")


def check_hamlet(value: str) -> str:
    """`value`, when it is what places are called that people live in. Raises ValueError, with what may be meant."""
    if value in HAMLETS:
        return value
    if meant := next((each for each in HAMLETS if fold(each) == fold(value)), None):
        raise ValueError(f"viết chữ thường, có dấu, ý bạn là {meant}?")
    if re.search(r"[,;/&]| và | hoặc ", value):
        raise ValueError("chỉ ghi một cách gọi: nơi có nhiều loại thì ghi loại nhiều nhất, hay ghi khu dân cư")
    if re.match(r"(các|những|trưởng|tổ trưởng) ", value.lower()):
        raise ValueError("chỉ ghi nơi ấy gọi là gì, không có chữ các, chữ trưởng ở trước")
    return _check_in_a_sentence(value)


def _check_in_a_sentence(value: str) -> str:
    if not re.fullmatch(_IN_A_SENTENCE, value):
        raise ValueError("ghi cách gọi chung, viết như giữa câu: chữ thường, không có tên riêng, không có số")
    return value


def words_of_place(kind: str = PLACES[0], hamlet: str | None = None, head: str | None = None) -> dict[str, str]:
    """What a place of this kind calls things, by the names of core/names.py, in a sentence and at its start."""
    hamlet = hamlet or (_OF_WARDS if kind == "phường" else HAMLETS[0])
    named = {"kind": kind, "hamlet": hamlet, "hamlet_head": head or _head_of(hamlet)}
    first = {capitalize_first(name): capitalize_first(word) for name, word in named.items()}
    return {f"commune.{name}": word for name, word in {**named, **first}.items()}


def _head_of(hamlet: str) -> str:
    """Who stands at the head of it: "trưởng thôn", "tổ trưởng tổ dân phố", "tổ trưởng"."""
    if hamlet.split()[0] == "tổ":
        return f"tổ trưởng {hamlet}" if " " in hamlet else "tổ trưởng"
    return f"trưởng {hamlet}"


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

    id: Annotated[Slug, Field(title="Mã", description="Tên không dấu; có trong tệp lịch, không đổi nữa.")]
    name: Annotated[
        Text,
        Field(
            title="Tên địa phương",
            description="Viết như trong câu, có chữ chỉ cấp ở đầu: các trang gọi theo chữ ấy.",
            examples=["xã …"],
        ),
    ]
    hamlet: Annotated[
        Annotated[
            Text,
            AfterValidator(check_hamlet),
            _WRITTEN,
            Field(max_length=20, examples=["khu phố"]),
        ]
        | None,
        Field(
            title="Nơi dân ở gọi là gì",
            description="Bài dùng chung viết theo chữ này: làng, ấp, bản, buôn, xóm, tổ dân phố, khu phố, hay chữ "
            f"riêng. Để trống là {HAMLETS[0]}, ở phường là {_OF_WARDS}.",
        ),
    ] = None
    hamlet_head: Annotated[
        Annotated[
            Text,
            AfterValidator(_check_in_a_sentence),
            _WRITTEN,
            Field(max_length=40, examples=["buôn trưởng"]),
        ]
        | None,
        Field(
            title="Người đứng đầu nơi ấy gọi là gì",
            description="Để trống thì máy tự ghép, như “trưởng ấp”, “tổ trưởng tổ dân phố”.",
        ),
    ] = None
    city: Annotated[Text, Field(title="Tỉnh, thành phố", description="Viết như trong câu.", examples=["thành phố …"])]
    people_committee: Annotated[
        Text, Field(title="Tên đầy đủ của Ủy ban", description="Nơi phát hành.", examples=["Ủy ban nhân dân …"])
    ]
    people_committee_short: Annotated[
        Text, Field(title="Tên ngắn của Ủy ban", description="Dùng trong câu.", examples=["UBND xã"])
    ]
    site_name: Annotated[
        Text, Field(max_length=60, title="Tên trang", description="Ở đầu mọi trang.", examples=["Bình đẳng giới …"])
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
    loudspeaker: Annotated[Loudspeaker, Field(title="Loa truyền thanh", description="Để tính số phút bài đọc loa.")] = (
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
        own = ("name", "city", "site_name", "tagline", "people_committee", "people_committee_short", "awaiting")
        return {**self.words(), **{f"commune.{name}": getattr(self, name) for name in own}}

    def words(self) -> dict[str, str]:
        """What this place calls things, for texts and for the fields of files."""
        return words_of_place(self.kind, self.hamlet, self.hamlet_head)

    def said(self, text: str) -> str:
        """A text with these words in place of their names: "Họp {{ commune.hamlet }}" → "Họp thôn"."""
        return with_words_of_place(text, self.words())

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
        own = [name for name, value in self if value is None and not name.startswith("hamlet")]
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
    return read_document(Commune, URI, source, problems, "trang lấy tên và nơi phát hành từ đây")
