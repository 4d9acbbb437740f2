"""What a material may say in its front matter, and a bundle of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic.fields import FieldInfo

from ..core.fields import Day, FileName, Slug, Text, WholeNumber, YesNo
from ..core.json_schema import Keywords, Schema, choices, chosen_from, given, saying, when
from ..core.reference import Reference
from ..core.schema import Record
from .addresses import BUNDLE
from .model import Publication, Summary, Terms, Title
from .sheets.model import SHEET_KEYS, Cards, Drawings, Leaflet, Lesson, Poster, Quiz, Sheet
from .video import Film, FilmAddress, film_at

_OF_POSTS = 'mục "{}" là của bài viết (content/campaigns/), tài liệu không có'


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


def _sheet(key: str, title: str) -> tuple[FieldInfo, Keywords]:
    """A sheet that stands in the text itself, as the web editor writes it: of the fields of a file beside it."""
    words = f"Chữ trên tờ in. Bài cũ có sẵn tệp {key}.yml ở bên cạnh thì để trống."
    return Field(title=title, description=words), Keywords(x_told_in=f"{key}.yml")


class Material(Publication):
    """The front matter of a material: content/materials/<id>/index.md, or <id>.md beside a campaign."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "author_role": f'{_OF_POSTS.format("author_role")}; nơi soạn thì ghi ở "creator"',
        "type": f'{_OF_POSTS.format("type")}; loại tài liệu thì ghi ở "kind"',
        **{key: _OF_POSTS.format(key) for key in ("consent", "dates", "event", "until", "materials")},
        "safety": f"{_OF_POSTS.format('safety')}: tài liệu có nút thoát nhanh theo chủ đề của nó",
    }
    form_rules: ClassVar[tuple[Schema, ...]] = (
        saying("Phim cần một ảnh của mình để bấm vào: điền “Ảnh bìa”.", when(given("video"), given("cover"))),
    )
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
    video: Annotated[
        FilmAddress | None,
        Field(
            title="Liên kết tới phim",
            description="Phim để ở YouTube, Facebook …; trang hiện ảnh bìa, ai bấm mới sang đó. Lời trong phim thì ghi "
            "ở bài.",
            examples=["https://www.youtube.com/watch?v=ten-phim"],
        ),
    ] = None
    files: Annotated[
        tuple[Upload, ...], Field(title="Tệp để tải", description="PDF, Word, âm thanh … đi cùng tài liệu.")
    ] = ()
    sheet: Annotated[
        FileName | None,
        Field(
            title="Tờ in có sẵn mẫu",
            description="Tên tệp: poster.yml, leaflet.yml, lesson.yml, quiz.yml, cards.yml hoặc drawings.yml.",
            examples=["lesson.yml"],
        ),
    ] = None
    poster: Annotated[Poster | None, *_sheet("poster", "Áp phích")] = None
    leaflet: Annotated[Leaflet | None, *_sheet("leaflet", "Tờ rơi gấp ba")] = None
    lesson: Annotated[Lesson | None, *_sheet("lesson", "Phiếu bài học")] = None
    quiz: Annotated[Quiz | None, *_sheet("quiz", "Bộ câu hỏi")] = None
    cards: Annotated[Cards | None, *_sheet("cards", "Thẻ để cắt")] = None
    drawings: Annotated[Drawings | None, *_sheet("drawings", "Tờ hình")] = None
    versions: Annotated[
        tuple[Edition, ...],
        Field(
            min_length=1,
            title="Các bản",
            description="Bản mới nhất ở cuối. Không ghi thì đây là bản đầu tiên, của ngày đăng.",
            examples=["[{number: 1, date: 24/11/2026, note: Bản đầu tiên}]"],
        ),
        AfterValidator(_in_order),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _first_version(cls, data: object) -> object:
        """What says nothing of versions is the first, of the day it is published."""
        if isinstance(data, dict) and data.get("versions") is None and data.get("date") is not None:
            return {**data, "versions": [{"number": "1", "date": data["date"], "note": FIRST_VERSION}]}
        return data

    @property
    def current(self) -> Edition:
        return self.versions[-1]

    @property
    def own_sheet(self) -> tuple[str, Sheet] | None:
        """The sheet that stands in the text itself, and its key."""
        return next(((name, getattr(self, name)) for name in SHEET_KEYS if getattr(self, name)), None)

    @property
    def has_sheet(self) -> bool:
        return self.sheet is not None or self.own_sheet is not None

    @property
    def film(self) -> Film | None:
        """The film that it leads to, as readers are told."""
        return film_at(self.video) if self.video else None


FIRST_VERSION = "Bản đầu tiên"


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
