"""What a campaign post and a material may say in their front matter."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from ..core.fields import SLUG, Day, FileName, SiteAddress, Slug, Text, WholeNumber, YesNo, check_slug
from ..core.json_schema import TODAY, Schema, choices, chosen_from, given, having, never, pattern, saying, when
from ..core.reference import Reference
from ..core.schema import Record
from .addresses import BUNDLE
from .news_model import Corrections, Withdrawal
from .pictures_model import Cover, Picture, PictureConsent

Title = Annotated[Text, Field(max_length=90)]
Summary = Annotated[Text, Field(max_length=200)]

_Term = Annotated[
    str,
    AfterValidator(check_slug),
    pattern(f"^{SLUG}$", "chữ thường không dấu, chữ số, gạch nối"),
    Field(examples=["thon"]),
]
Terms = Annotated[tuple[_Term, ...], Field(min_length=1)]


# Days in which a campaign goes before newer posts, from its first and up to its last: it holds no place for a year.
_LEADS_FIRST, _LEADS_LAST = 14, 7
_KINDS = {"story": "Gương điển hình", "notice": "Thông báo"}


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

    first: Annotated[Day, Field(alias="from", title="Từ ngày", description="Ngày đầu tiên.")]
    last: Annotated[Day, Field(alias="to", title="Đến ngày", description="Ngày cuối cùng.")]

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.last < self.first:
            raise ValueError('"to" phải là ngày sau "from"')
        return self

    def holds(self, day: Day) -> bool:
        return self.first <= day <= self.last


class Post(Publication):
    """The front matter of content/campaigns/<id>/index.md."""

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
        saying("Chỉ thông báo mới điền “Hết ngày”.", when(given("until"), having(type={"const": "notice"}))),
    )

    type: Annotated[
        Literal["campaign", "story", "notice"],
        choices({"campaign": "bài viết, chiến dịch", "story": "gương điển hình", "notice": "thông báo"}),
        Field(
            title="Loại bài",
            description="Gương điển hình kể về một người, nên cần người ấy đồng ý. Thông báo hiện ở đầu trang chủ.",
        ),
    ] = "campaign"
    until: Annotated[
        Day | None,
        Field(
            title="Hết ngày",
            description="Chỉ thông báo mới ghi: ngày cuối cùng còn hiệu lực. Qua ngày ấy, thông báo rời trang chủ.",
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
    def kind_words(self) -> str:
        """What a reader is told it is: only what has a first and a last day is a campaign."""
        if self.type in _KINDS:
            return _KINDS[self.type]
        return "Chiến dịch" if self.dates else "Bài viết"

    def runs_on(self, day: Day) -> bool:
        """Whether the campaign is going on."""
        return self.dates is not None and self.dates.holds(day)

    def leads_on(self, day: Day) -> bool:
        """Whether the campaign goes before newer posts: in its first two weeks, and in its last."""
        if self.dates is None or not self.dates.holds(day):
            return False
        return (day - self.dates.first).days < _LEADS_FIRST or (self.dates.last - day).days < _LEADS_LAST

    def stands_on(self, day: Day) -> bool:
        """Whether it is a notice that still holds."""
        return self.until is not None and day <= self.until


class Upload(Record):
    """A file to take away; `editable`: the source to adapt."""

    file: Annotated[
        FileName,
        Field(
            title="Tệp",
            description="Tệp nằm cùng thư mục với bài.",
            examples=["phieu-bai-tap.docx"],
            json_schema_extra={"x-file": "any"},
        ),
    ]
    title: Annotated[Title, Field(title="Tên tệp cho người đọc", description="Tệp này là gì.")]
    editable: Annotated[YesNo, Field(title="Bản để sửa", description="yes: đây là bản để người khác sửa lại.")] = False


class Edition(Record):
    """What changed, and when: those who link to a material read it. `files`: those of then, kept for who cited them."""

    number: Annotated[WholeNumber, Field(ge=1, title="Bản số", description="1, 2, 3 … lần lượt.", examples=["1"])]
    date: Annotated[Day, Field(title="Ngày", description="Ngày ra bản này.")]
    note: Annotated[Summary, Field(title="Có gì mới", description="Một câu.", examples=["Bản đầu tiên"])]
    files: Annotated[
        tuple[Upload, ...],
        Field(title="Tệp của bản cũ", description="Giữ lại cho người đã dùng bản ấy. Bản mới nhất thì để trống."),
    ] = ()


def _in_order(versions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    if [version.number for version in versions] != list(range(1, len(versions) + 1)):
        raise ValueError("ghi lần lượt 1, 2, 3 …, bản mới nhất ở cuối")
    if any(later.date < earlier.date for earlier, later in pairwise(versions)):
        raise ValueError("ngày của bản sau không được trước ngày của bản trước")
    if versions[-1].files:
        raise ValueError('tệp của bản đang dùng ghi ở "files" của bài; ở đây chỉ ghi tệp của các bản cũ')
    return versions


class Material(Publication):
    """The front matter of a material: content/materials/<id>/index.md, or <id>.md beside a campaign."""

    kind: Annotated[
        Slug,
        chosen_from("kinds"),
        Field(title="Loại tài liệu", description="Chọn trong content/vocabulary.yml.", examples=["bai-giang"]),
    ]
    grades: Annotated[
        tuple[Annotated[Slug, Field(examples=["lop-6"])], ...],
        chosen_from("grades"),
        Field(title="Lớp", description="Dùng cho lớp nào, nếu là tài liệu của trường."),
    ] = ()
    language: Annotated[
        Literal["vi"],
        choices({"vi": "tiếng Việt"}),
        Field(title="Ngôn ngữ", description="Hiện chỉ có tiếng Việt.", examples=["vi"]),
    ] = "vi"
    licence: Annotated[
        Slug,
        chosen_from("licences"),
        Field(title="Giấy phép", description="Người khác được dùng lại thế nào.", examples=["cc-by-4-0"]),
    ]
    creator: Annotated[
        Text, Field(max_length=80, title="Nơi soạn", description="Cơ quan, trường, hội; không ghi tên người.")
    ]
    source: Annotated[
        tuple[Reference, ...], Field(title="Nguồn", description="Văn bản hay tài liệu mà bài dựa vào.")
    ] = ()
    duration_minutes: Annotated[
        Annotated[WholeNumber, Field(ge=1, le=600)] | None,
        Field(title="Số phút", description="Dạy hay đọc hết bao nhiêu phút."),
    ] = None
    files: Annotated[
        tuple[Upload, ...], Field(title="Tệp để tải", description="PDF, Word, âm thanh … đi cùng tài liệu.")
    ] = ()
    sheet: Annotated[
        FileName | None,
        Field(
            title="Tờ in có sẵn mẫu",
            description="Tên tệp: poster.yml, leaflet.yml, lesson.yml, quiz.yml, cards.yml hoặc pictures.yml.",
            examples=["lesson.yml"],
        ),
    ] = None
    versions: Annotated[
        tuple[Edition, ...],
        Field(
            min_length=1,
            title="Các bản",
            description="Bản mới nhất ở cuối.",
            examples=["[{number: 1, date: 24/11/2026, note: Bản đầu tiên}]"],
        ),
        AfterValidator(_in_order),
    ]

    @property
    def current(self) -> Edition:
        return self.versions[-1]


class Bundle(Record):
    """Materials that go together: one page, and one file to take away."""

    id: Annotated[Slug, Field(title="Mã", description="Thành địa chỉ trang, không đổi nữa.", examples=["nha-truong"])]
    title: Annotated[Title, Field(title="Tên bộ", description="Tên cho người đọc.")]
    summary: Annotated[Summary, Field(title="Tóm tắt", description="Một câu: bộ này dùng để làm gì.")]
    audience: Annotated[
        Terms,
        chosen_from("audiences"),
        Field(title="Dành cho ai", description="Chọn trong danh sách đối tượng (content/vocabulary.yml)."),
    ]
    materials: Annotated[
        tuple[Slug, ...],
        chosen_from("materials"),
        Field(
            min_length=1,
            title="Tài liệu trong bộ",
            description="Tên thư mục của từng tài liệu, theo thứ tự.",
            examples=["[bai-hoc-35-phut, tro-choi-viec-cua-ai]"],
        ),
    ]

    @property
    def address(self) -> str:
        return f"{BUNDLE}{self.id}/"


class BundlesFile(Record):
    """bundles.yml"""

    bundles: Annotated[tuple[Bundle, ...], Field(title="Các bộ tài liệu", description="Mỗi mục là một bộ.")] = ()
