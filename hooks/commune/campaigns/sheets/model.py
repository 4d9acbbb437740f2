"""Sheets to print: a poster, a leaflet, a lesson, a quiz, cards or drawings.

Each is a YAML file beside the text of a material.

The same words stand on the page of the material and on paper. Every length has a limit, so that paper can hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, model_validator

from ...core.fields import Text, WholeNumber, YesNo
from ...core.json_schema import Keywords, choices
from ...core.schema import Record
from .drawings import DRAWINGS

_PANEL_WORDS = 75

T = TypeVar("T")


def _between(least: int, most: int) -> tuple[AfterValidator, Keywords]:
    """How many items a list may have: what is wrong is said in numbers of items, not of letters."""

    def check(items: tuple[T, ...]) -> tuple[T, ...]:
        if not least <= len(items) <= most:
            needed = f"đúng {most}" if least == most else f"từ {least} đến {most}"
            raise ValueError(f"có {len(items)} mục, phải có {needed} mục")
        return items

    return AfterValidator(check), Keywords(minItems=least, maxItems=most)


Short = Annotated[Text, Field(max_length=60)]
Point = Annotated[Text, Field(max_length=160)]
Points = Annotated[tuple[Point, ...], *_between(1, 6)]


class Poster(Record):
    """poster.yml: a few words that are read from three metres."""

    headline: Annotated[
        Short, Field(title="Câu lớn", description="Đọc được từ ba mét.", examples=["Việc nhà là việc của cả nhà"])
    ]
    lines: Annotated[
        tuple[Annotated[Text, Field(max_length=70)], ...],
        *_between(3, 5),
        Field(title="Các câu", description="Ba đến năm câu ngắn."),
    ]
    footer: Annotated[Text, Field(max_length=160, title="Câu cuối", description="Ở chân áp phích.")]


class Panel(Record):
    """One of the six faces of a leaflet."""

    title: Annotated[Text, Field(max_length=40, title="Đề mục", description="Của mặt này.")]
    text: Annotated[Text, Field(max_length=300, title="Đoạn chữ", description="Một hai câu.")]
    points: Annotated[Points, Field(title="Các ý", description="Một đến sáu ý. Cả mặt không quá 75 tiếng.")]

    @model_validator(mode="after")
    def _few_words(self) -> Panel:
        count = len(" ".join((self.title, self.text, *self.points)).split())
        if count > _PANEL_WORDS:
            raise ValueError(f'mặt "{self.title}" dài {count} tiếng: mỗi mặt của tờ rơi không quá {_PANEL_WORDS} tiếng')
        return self


class Leaflet(Record):
    """leaflet.yml: an A4 sheet folded in three. The panels stand in the order of reading.

    The fourth, which closes the inside, and the last, on the back, have the numbers to call below their words.
    """

    headline: Annotated[
        Short, Field(title="Câu lớn", description="Ở mặt ngoài.", examples=["Cùng nhau, và khi cần giúp"])
    ]
    panels: Annotated[
        tuple[Panel, ...], *_between(6, 6), Field(title="Sáu mặt", description="Theo thứ tự người ta đọc.")
    ]


class Step(Record):
    """A part of a lesson: what the teacher does, and what the pupils do."""

    minutes: Annotated[WholeNumber, Field(ge=1, le=90, title="Số phút", description="Của bước này.")]
    title: Annotated[Short, Field(title="Tên bước", description="Vài chữ.")]
    teacher: Annotated[Text, Field(max_length=500, title="Thầy cô", description="Thầy cô làm gì, nói gì.")]
    students: Annotated[Text, Field(max_length=300, title="Học sinh", description="Học sinh làm gì.")]
    answers: Annotated[
        tuple[Annotated[Text, Field(max_length=140)], ...],
        *_between(1, 4),
        Field(
            title="Gợi ý trả lời",
            description="Cho thầy cô: học sinh có thể trả lời thế nào. Không cần thì bỏ.",
            examples=['["Bạn ấy nấu ăn thì có sao đâu."]'],
        ),
    ] = ()


class Handout(Record):
    """A page for the pupils' hands: a story, and what to do with it."""

    title: Annotated[Short, Field(title="Đề mục", description="Tên truyện, tên phiếu.")]
    text: Annotated[Text, Field(max_length=600, title="Đoạn chữ", description="Truyện hay tình huống.")]
    tasks: Annotated[
        tuple[Point, ...],
        *_between(1, 4),
        Field(title="Việc cần làm", description="Học sinh làm gì với phiếu. Bên dưới có chỗ viết."),
    ]


class Lesson(Record):
    """lesson.yml: a lesson from minute to minute."""

    goal: Annotated[Points, Field(title="Mục tiêu", description="Sau bài này học sinh biết gì, làm được gì.")]
    prepare: Annotated[Points, Field(title="Chuẩn bị", description="Cần có gì trước khi vào bài.")]
    steps: Annotated[
        tuple[Step, ...],
        *_between(2, 7),
        Field(title="Các bước", description="Số phút cộng lại bằng số phút của tài liệu."),
    ]
    take_home: Annotated[
        Text,
        Field(
            max_length=300, title="Mang về nhà", description="Một điều để nhớ. Đừng giao việc phải hỏi, phải kể ở nhà."
        ),
    ]
    handout: Annotated[
        Handout | None,
        Field(title="Phiếu phát cho học sinh", description="In riêng một trang, mỗi nhóm một tờ. Không cần thì bỏ."),
    ] = None

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Question(Record):
    """A question; `answer` counts the choices from 1, as people show it with their fingers."""

    question: Annotated[Text, Field(max_length=90, title="Câu hỏi", description="Một câu ngắn.")]
    choices: Annotated[
        tuple[Annotated[Text, Field(max_length=50)], ...],
        *_between(3, 4),
        Field(title="Các lựa chọn", description="Ba hoặc bốn."),
    ]
    answer: Annotated[WholeNumber, Field(title="Câu đúng", description="Là lựa chọn thứ mấy.", examples=["2"])]
    why: Annotated[Text, Field(max_length=260, title="Vì sao", description="Lời giải thích cho người hỏi.")]

    @model_validator(mode="after")
    def _answer_is_a_choice(self) -> Question:
        if not 1 <= self.answer <= len(self.choices):
            shown = f'"{self.question}": "answer" là {self.answer}'
            raise ValueError(f"{shown}, phải là số thứ tự của một lựa chọn, từ 1 đến {len(self.choices)}")
        return self

    @property
    def right(self) -> str:
        """The words of the right choice."""
        return self.choices[self.answer - 1]


class Quiz(Record):
    """quiz.yml: questions to read out, and the reasons for the one who leads."""

    intro: Annotated[Text, Field(max_length=240, title="Lời dẫn", description="Đọc trước khi hỏi.")]
    questions: Annotated[
        tuple[Question, ...], *_between(8, 10), Field(title="Các câu hỏi", description="Tám đến mười câu.")
    ]


class Cards(Record):
    """cards.yml: cards to cut out, and signs to hang up, for a game."""

    signs: Annotated[
        tuple[Annotated[Text, Field(max_length=30)], ...],
        *_between(2, 4),
        Field(title="Bảng treo", description="Hai đến bốn bảng để dán ở các góc.", examples=['["Em làm được rồi"]']),
    ]
    cards: Annotated[
        tuple[Annotated[Text, Field(max_length=30)], ...],
        *_between(8, 40),
        Field(title="Các thẻ", description="Tám đến bốn mươi thẻ, mỗi thẻ vài chữ.", examples=['["nấu cơm"]']),
    ]


if TYPE_CHECKING:
    _Drawing = str
else:
    _Drawing = Literal[tuple(DRAWINGS)]


class Shown(Record):
    """A drawing, and the words below it."""

    drawing: Annotated[
        _Drawing,
        choices(DRAWINGS),
        Field(title="Hình", description="Chọn trong các hình có sẵn.", examples=["noi-com"]),
    ]
    words: Annotated[Text, Field(max_length=70, title="Lời dưới hình", description="Một câu ngắn, đọc to được.")]


class Drawings(Record):
    """drawings.yml: drawings with a few words each, six a page, for those who read little; or to cut out."""

    headline: Annotated[Short, Field(title="Câu lớn", description="Ở đầu tờ.", examples=["Nhìn hình, nghe lời"])]
    shown: Annotated[
        tuple[Shown, ...],
        *_between(4, 12),
        Field(title="Các hình", description="Bốn đến mười hai hình, mỗi trang sáu."),
    ]
    cut: Annotated[
        YesNo, Field(title="Để cắt rời", description="yes: có đường cắt, để chơi; không in các số để gọi.")
    ] = False


Sheet = Poster | Leaflet | Lesson | Quiz | Cards | Drawings

MODELS: dict[str, type[Sheet]] = {
    "poster.yml": Poster,
    "leaflet.yml": Leaflet,
    "lesson.yml": Lesson,
    "quiz.yml": Quiz,
    "cards.yml": Cards,
    "drawings.yml": Drawings,
}
SHEET_KEYS = tuple(name.removesuffix(".yml") for name in MODELS)
