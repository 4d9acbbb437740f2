"""What a post may say in its front matter, and what it shares with a material."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from ..core.drawings import Drawing
from ..core.fields import SLUG, Day, SiteAddress, Slug, Text, YesNo, check_slug
from ..core.json_schema import (
    TODAY,
    Schema,
    choices,
    chosen_from,
    given,
    having,
    in_order,
    never,
    pattern,
    saying,
    when,
)
from ..core.page import PostLabel
from ..core.schema import Record
from .event_model import NEEDED as EVENT_RULES
from .event_model import Event
from .news_model import Corrections, Withdrawal
from .pictures_model import Cover, Picture, PictureConsent
from .sheets.model import SHEET_KEYS

Title = Annotated[Text, Field(max_length=90)]
Summary = Annotated[Text, Field(max_length=200)]

_Term = Annotated[
    str,
    AfterValidator(check_slug),
    pattern(f"^{SLUG}$", "chữ thường không dấu, chữ số, gạch nối"),
    Field(examples=["thon"]),
]
Terms = Annotated[tuple[_Term, ...], Field(min_length=1)]
_CALLED: dict[PostLabel, str] = {
    **{"article": "Bài viết", "campaign": "Chiến dịch", "story": "Gương điển hình"},
    **{"event": "Sự kiện", "notice": "Thông báo"},
}


# Days in which a campaign or an event goes before newer posts, from its first and up to its last: none holds a place
# for a year.
_LEADS_FIRST, _LEADS_LAST = 31, 7


class Publication(Record):
    """What posts and materials share."""

    title: Annotated[
        Title, Field(title="Tên bài", description="Sửa lúc nào cũng được.", examples=["Ngày hội gia đình"])
    ]
    summary: Annotated[
        Summary,
        Field(
            title="Tóm tắt",
            description="Một câu nói bài này về điều gì. Hiện trong danh sách và khi chia sẻ.",
            examples=["Hai mươi gia đình cùng nấu bữa cơm trưa."],
        ),
    ]
    date: Annotated[Day, TODAY, Field(title="Ngày đăng", description="Ngày ở tương lai thì bài tự chờ đến ngày ấy.")]
    audience: Annotated[
        Terms,
        chosen_from("audiences"),
        Field(title="Dành cho ai", description="Chọn trong danh sách đối tượng (content/vocabulary.yml)."),
    ]
    topics: Annotated[
        Terms,
        chosen_from("topics"),
        Field(
            title="Chủ đề",
            description="Chọn trong danh sách chủ đề (content/vocabulary.yml).",
            examples=["tre-em"],
        ),
    ]
    plan_items: Annotated[
        tuple[Slug, ...],
        chosen_from("plan-items"),
        Field(
            title="Mục của kế hoạch",
            description="Việc này thực hiện mục nào của kế hoạch. Bấm dấu # cạnh mục ấy, chép phần sau dấu #.",
            examples=["ii-3-2"],
        ),
    ] = ()
    cover: Annotated[Cover | None, Field(title="Ảnh bìa", description="Ảnh ở đầu bài.")] = None
    pictures: Annotated[
        tuple[Picture, ...],
        Field(
            title="Ảnh trong bài",
            description="Mỗi ảnh một mục. Ảnh nào không đặt trong bài thì hiện ở cuối bài.",
            examples=["[{file: nau-com.jpg, consent: {people: none}}]"],
        ),
    ] = ()
    drawing: Annotated[
        Drawing, Field(description="Hiện khi bài chưa có ảnh. Bỏ trống thì lấy hình của chủ đề đầu.")
    ] = None
    corrections: Corrections = ()
    draft: Annotated[YesNo, Field(title="Bản nháp", description="yes: chưa hiện trên trang.")] = False
    withdrawn: Annotated[
        Withdrawal | None,
        Field(
            title="Gỡ bài đã đăng",
            description="Bài rời trang ngay. Địa chỉ cũ chỉ còn lời báo rằng bài đã được gỡ.",
            examples=["{date: 5/12/2026, why: outdated}"],
        ),
    ] = None
    old_paths: Annotated[
        tuple[SiteAddress, ...],
        Field(
            title="Địa chỉ cũ",
            description="Đổi tên thư mục thì ghi địa chỉ cũ ở đây, để liên kết cũ vẫn tới nơi.",
            examples=["/chien-dich/2027-03-ten-cu/"],
        ),
    ] = ()

    @property
    def last_changed(self) -> Day:
        """The day of the post, or of its last correction."""
        return max([self.date, *(each.date for each in self.corrections)])

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        return (self.cover, *self.pictures) if self.cover else self.pictures


class Period(Record):
    """From the first to the last day."""

    form_rules: ClassVar[tuple[Schema, ...]] = (in_order("from", "to", "“Đến ngày” phải sau “Từ ngày”."),)

    first: Annotated[Day, Field(alias="from", title="Từ ngày", description="Ngày đầu tiên.")]
    last: Annotated[Day, Field(alias="to", title="Đến ngày", description="Ngày cuối cùng.")]

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.last < self.first:
            raise ValueError('"to" phải là ngày sau "from"')
        return self

    def holds(self, day: Day) -> bool:
        return self.first <= day <= self.last


_OF_MATERIALS = 'mục "{}" là của tài liệu (content/materials/), bài viết không có'


class Post(Publication):
    """The front matter of content/campaigns/<id>/index.md."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "files": 'bài viết không có mục "files". Tệp thì để cạnh bài rồi nhắc tên ngay trong chữ, ví dụ: [Phiếu đăng '
        "ký](phieu-dang-ky.docx). Tệp dùng lâu dài thì làm thành tài liệu (make new), rồi ghi tên thư mục của nó ở "
        '"materials", ví dụ: materials: [to-roi-gap-ba]',
        "creator": f'{_OF_MATERIALS.format("creator")}; nơi viết bài thì ghi ở "author_role"',
        "kind": f'{_OF_MATERIALS.format("kind")}; loại bài thì ghi ở "type"',
        **{
            key: _OF_MATERIALS.format(key)
            for key in (
                *("grades", "language", "licence", "source", "duration_minutes", "video", "sheet", *SHEET_KEYS),
                "versions",
            )
        },
    }
    form_rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Gương điển hình kể về một người: điền “Đồng ý của người được kể”, và chọn ai đã đồng ý.",
            when(
                having(type={"const": "story"}),
                having(
                    consent=having(
                        people=never({"const": "none"}, "gương điển hình kể về một người: ghi người ấy là ai")
                    )
                ),
            ),
        ),
        saying(
            "Thông báo thì điền “Hết ngày”: qua ngày ấy nó rời trang chủ.",
            when(having(type={"const": "notice"}), given("until")),
        ),
        in_order("date", "until", "“Hết ngày” phải từ “Ngày đăng” trở đi."),
        saying("Chỉ thông báo mới điền “Hết ngày”.", when(given("until"), having(type={"const": "notice"}))),
        *EVENT_RULES,
    )

    type: Annotated[
        Literal["article", "campaign", "story", "event", "notice"],
        choices({kind: words.lower() for kind, words in _CALLED.items()}),
        Field(
            title="Loại bài",
            description="Chiến dịch thì ghi cả thời gian diễn ra. Gương điển hình kể về một người, nên cần người ấy "
            "đồng ý. Sự kiện có ngày, giờ và nơi. Thông báo hiện ở đầu trang chủ.",
        ),
    ] = "article"
    until: Annotated[
        Day | None,
        Field(
            title="Hết ngày",
            description="Chỉ thông báo mới ghi: ngày cuối cùng còn hiệu lực. Qua ngày ấy, thông báo rời trang chủ.",
        ),
    ] = None
    event: Annotated[
        Event | None,
        Field(
            title="Sự kiện",
            description="Chỉ sự kiện mới ghi: ngày giờ, nơi, đăng ký; rồi dời, hủy, hay đã diễn ra.",
            examples=["{day: 5/12/2026, begins: 14:00, place: Nhà văn hóa}"],
        ),
    ] = None
    consent: Annotated[
        PictureConsent | None,
        Field(
            title="Đồng ý của người được kể",
            description="Chỉ gương điển hình cần mục này.",
            examples=["{people: adults, given_on: 20/11/2026, given_by: [themselves]}"],
        ),
    ] = None
    dates: Annotated[
        Period | None,
        Field(
            title="Thời gian diễn ra",
            description="Chỉ chiến dịch mới ghi: từ ngày nào đến ngày nào. Bài không ghi thì gọi là bài viết.",
            examples=["{from: 15/11/2026, to: 15/12/2026}"],
        ),
    ] = None
    materials: Annotated[
        tuple[Slug, ...],
        chosen_from("materials"),
        Field(
            title="Tài liệu đi cùng",
            description="Tên thư mục của tài liệu.",
            examples=["to-roi-gap-ba"],
        ),
    ] = ()
    safety: Annotated[
        YesNo,
        Field(
            title="Có nút thoát nhanh",
            description="yes: bài có thể chạm tới người đang bị hại, trang hiện nút thoát nhanh.",
        ),
    ] = False
    author_role: Annotated[
        Text,
        Field(
            max_length=80,
            title="Nơi viết bài",
            description="Cơ quan hay bộ phận, không ghi tên người.",
            examples=["Tổ biên tập"],
        ),
    ]

    @property
    def label(self) -> PostLabel:
        """What it is to a reader: only what has a first and a last day is a campaign."""
        if self.type in ("article", "campaign"):
            return "campaign" if self.dates else "article"
        return self.type

    @property
    def kind_words(self) -> str:
        """What a reader is told it is."""
        return _CALLED[self.label]

    @property
    def last_changed(self) -> Day:
        """That of any post, or the day on which people were last told something new of the event."""
        told = self.event.changes if self.event else []
        return max([self.date, *(each.date for each in self.corrections), *told])

    @property
    def _span(self) -> tuple[Day, Day] | None:
        """The first and the last day of the campaign, or of the event where it is held."""
        if self.event:
            return None if self.event.called_off else (self.event.day, self.event.last)
        return (self.dates.first, self.dates.last) if self.dates else None

    def runs_on(self, day: Day) -> bool:
        """Whether the campaign, or the event, is going on."""
        return self._span is not None and self._span[0] <= day <= self._span[1]

    def leads_on(self, day: Day) -> bool:
        """Whether what goes on goes before newer posts: in its first month, and in its last week."""
        if self._span is None or not self.runs_on(day):
            return False
        first, last = self._span
        return (day - first).days < _LEADS_FIRST or (last - day).days < _LEADS_LAST

    def stands_on(self, day: Day) -> bool:
        """Whether it is a notice that still holds."""
        return self.until is not None and day <= self.until
