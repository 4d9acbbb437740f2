"""content/vocabulary.yml: the closed lists that campaigns and materials choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from .core.drawings import NEUTRAL, Drawing
from .core.fields import Slug, Text, WebAddress, YesNo
from .core.icons import Icon
from .core.json_schema import choices
from .core.problem import Problems, did_you_mean
from .core.schema import Document, Record, read_document, unique_ids
from .core.source import Source
from .core.yaml_nodes import Loc

URI = "content/vocabulary.yml"


class Term(Record):
    """One word of a list: `id` stands in files and addresses, `name` is what people read."""

    id: Annotated[Slug, Field(title="Mã", description="Có trong bài và địa chỉ, không đổi nữa.", examples=["thon"])]
    name: Annotated[Text, Field(max_length=60, title="Tên", description="Tên cho người đọc.")]
    icon: Icon = None


class MaterialKind(Term):
    """A kind of material; `hcrt` names it to libraries of learning materials (w3id.org/kim/hcrt)."""

    hcrt: Annotated[
        Literal[
            "assessment",
            "audio",
            "educational_game",
            "image",
            "lesson_plan",
            "other",
            "questionnaire",
            "script",
            "slide",
            "text",
            "video",
            "worksheet",
        ],
        choices(
            {
                "assessment": "bài kiểm tra",
                "audio": "bản ghi âm",
                "educational_game": "trò chơi học tập",
                "image": "hình ảnh",
                "lesson_plan": "giáo án",
                "other": "loại khác",
                "questionnaire": "bộ câu hỏi",
                "script": "kịch bản, lời đọc",
                "slide": "bản trình chiếu",
                "text": "bài viết",
                "video": "phim ngắn",
                "worksheet": "phiếu bài tập",
            }
        ),
        Field(
            title="Loại, theo tên chung của các thư viện học liệu",
            description="Để thư viện tài liệu giáo dục hiểu được.",
            examples=["lesson_plan"],
        ),
    ] = "other"


class Topic(Term):
    """What a text is about. Where that is `safety`, its page offers the way out, and what is shared names no topic."""

    safety: Annotated[
        YesNo,
        Field(
            title="Chạm tới người bị hại",
            description="yes: trang có nút thoát nhanh; tài liệu khi chia sẻ thì hiện tên trung tính.",
        ),
    ] = False
    drawing: Annotated[
        Drawing, Field(description="Hình cho bài của chủ đề này khi bài chưa có ảnh. Bỏ trống thì là hình nhà cửa.")
    ] = None


class Grade(Term):
    """A school year; `level` is that of w3id.org/kim/educationalLevel: 0 before school, 1 to 3 as in ISCED."""

    level: Annotated[
        Annotated[
            Literal["0", "1", "2", "3"],
            choices({"0": "mầm non", "1": "tiểu học", "2": "trung học cơ sở", "3": "trung học phổ thông"}),
        ]
        | None,
        Field(title="Cấp học", description="Để thư viện tài liệu giáo dục hiểu được."),
    ] = None


class Licence(Term):
    """On which terms a material may be used again: `url` names it to machines, `deed` explains it to people."""

    url: Annotated[WebAddress, Field(title="Địa chỉ giấy phép", description="Cho máy đọc.")]
    deed: Annotated[WebAddress | None, Field(title="Trang giải thích", description="Cho người đọc.")] = None


class Vocabulary(Record):
    """The lists. Kinds are those of materials; grades are school years."""

    audiences: Annotated[
        tuple[Term, ...], Field(min_length=1, title="Đối tượng", description="Bài, tài liệu dành cho ai.")
    ]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1, title="Chủ đề", description="Bài, tài liệu nói về gì.")]
    kinds: Annotated[
        tuple[MaterialKind, ...], Field(min_length=1, title="Loại tài liệu", description="Bài giảng, áp phích …")
    ]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1, title="Lớp", description="Các lớp học.")]
    licences: Annotated[
        tuple[Licence, ...], Field(min_length=1, title="Giấy phép", description="Người khác được dùng lại thế nào.")
    ]

    def name(self, list_name: str, term_id: str) -> str:
        """What people read for a term of a list: ("audiences", "nam-gioi") → "Nam giới".

        An unknown term, which is a problem of its own, stands for itself.
        """
        terms: tuple[Term, ...] = getattr(self, list_name)
        return {term.id: term.name for term in terms}.get(term_id, term_id)

    def icon(self, list_name: str, term_id: str) -> str | None:
        """The icon beside that name, where the list gives it one."""
        terms: tuple[Term, ...] = getattr(self, list_name)
        return next((term.icon for term in terms if term.id == term_id), None)

    def drawing(self, topic_ids: Sequence[str], chosen: str | None = None) -> str:
        """The drawing of a text without a photo: the one that was `chosen`, or that of the first topic that has one."""
        by_topic = {topic.id: topic.drawing for topic in self.topics}
        return chosen or next(filter(None, map(by_topic.get, topic_ids)), NEUTRAL)

    def kind(self, kind_id: str) -> MaterialKind:
        """The kind of that id; an unknown one, which is a problem of its own, stands for the first."""
        return next((one for one in self.kinds if one.id == kind_id), self.kinds[0])

    def touches_safety(self, topic_ids: Sequence[str]) -> bool:
        """Whether one of these topics may be read by somebody who is being hurt."""
        return any(topic.safety for topic in self.topics if topic.id in topic_ids)

    def levels(self, grade_ids: Sequence[str]) -> list[str]:
        """The levels of education of these grades, each once, from the lowest."""
        return sorted({one.level for one in self.grades if one.id in grade_ids and one.level})

    def licence(self, licence_id: str) -> Licence:
        """The licence of that id; an unknown one, which is a problem of its own, stands for the first."""
        return next((one for one in self.licences if one.id == licence_id), self.licences[0])


def read_vocabulary(source: Source, problems: Problems) -> Document[Vocabulary] | None:
    """The lists, or None with what is wrong in `problems`."""
    purpose = "bài viết và tài liệu chọn đối tượng, chủ đề từ đây"
    document = read_document(Vocabulary, URI, source, problems, purpose)
    if document:
        for name, terms in document.record:
            unique_ids(document, name, terms, problems)
    return document


def check_terms(
    document: Document[Any], loc: Loc, chosen: Sequence[str], terms: Sequence[Term], problems: Problems
) -> None:
    """Each word of the list at `loc` must be one of `terms`."""
    known = [term.id for term in terms]
    for number, word in enumerate(chosen):
        if word not in known:
            message = f'"{loc[-1]}" có "{word}": {URI} không có mục này{did_you_mean(word, known)}'
            problems.add(document.place(*loc, number), message)
