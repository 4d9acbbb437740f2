"""The pictures of a text: what they show, and who agreed that they are shown."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from ..core.fields import Day, FileName, Text
from ..core.json_schema import Schema, both, choices, given, having, saying, when
from ..core.schema import Record

# Who has to agree before people on a picture, or in a story, are shown: one of each group.
_FOR_A_CHILD = ("parent", "guardian")
WHO_AGREES = {
    "adults": (("themselves",),),
    "children": (("themselves",), _FOR_A_CHILD),
    "children under 7": (_FOR_A_CHILD,),
}
_ASKED = {
    "adults": "Nhận ra được người lớn thì “Ai đã đồng ý” phải có chính người ấy",
    "children": "Trẻ từ 7 tuổi thì “Ai đã đồng ý” phải có cả chính người ấy và cha, mẹ hoặc người giám hộ",
    "children under 7": "Trẻ dưới 7 tuổi thì “Ai đã đồng ý” phải có cha, mẹ hoặc người giám hộ",
}


class PictureConsent(Record):
    """Whether people can be recognised, and who agreed (Luật 91/2025/QH15; Luật Trẻ em, Điều 6 khoản 11).

    A child from seven years agrees itself, and a parent or guardian too. The papers are kept elsewhere.
    """

    rules: ClassVar[tuple[Schema, ...]] = tuple(
        saying(
            f"{_ASKED[people]}, và điền “Ngày đồng ý”. Chưa có giấy thì chưa đăng.",
            when(
                having(people={"const": people}),
                both(
                    given("given_on"),
                    *(having(given_by={"type": "array", "contains": {"enum": [*group]}}) for group in who),
                ),
            ),
        )
        for people, who in WHO_AGREES.items()
    )

    people: Annotated[
        Literal["none", "adults", "children", "children under 7"],
        choices(
            {
                "none": "không nhận ra được ai",
                "adults": "có người lớn nhận ra được",
                "children": "có trẻ em từ 7 tuổi nhận ra được",
                "children under 7": "có trẻ dưới 7 tuổi nhận ra được",
            }
        ),
        Field(title="Có nhận ra được ai không", description="Nhìn hay đọc mà biết là ai.", examples=["none"]),
    ]
    given_on: Annotated[
        Day | None,
        Field(title="Ngày đồng ý", description="Ngày họ ký giấy đồng ý. Giấy ở Ủy ban, không đưa lên đây."),
    ] = None
    given_by: Annotated[
        tuple[
            Annotated[
                Literal["themselves", "parent", "guardian"],
                choices({"themselves": "chính người ấy", "parent": "cha, mẹ", "guardian": "người giám hộ"}),
            ],
            ...,
        ],
        Field(
            title="Ai đã đồng ý",
            description="Trẻ từ 7 tuổi: cả em và cha mẹ (hay người giám hộ). Dưới 7 tuổi: cha mẹ (hay người giám hộ).",
            examples=["[themselves, parent]"],
        ),
    ] = ()

    @model_validator(mode="after")
    def _everybody_agreed(self) -> PictureConsent:
        needed = WHO_AGREES.get(self.people, ())
        if not all(set(group) & set(self.given_by) for group in needed):
            asked = ", ".join(" hoặc ".join(group) for group in needed)
            raise ValueError(f'"people: {self.people}" thì "given_by" phải có {asked}: chưa đồng ý thì không đăng')
        if needed and self.given_on is None:
            raise ValueError("có người nhận ra được thì ghi ngày họ đồng ý. Ví dụ: given_on: 20/11/2026")
        return self


class Picture(Record):
    """A picture beside the text; every picture says whether people can be recognised on it."""

    file: Annotated[
        FileName,
        Field(
            title="Tệp ảnh",
            description="Ảnh nằm cùng thư mục với bài.",
            examples=["nau-com.jpg"],
            json_schema_extra={"x-file": "picture"},
        ),
    ]
    alt: Annotated[
        Annotated[Text, Field(max_length=250)] | None,
        Field(
            title="Lời tả ảnh",
            description="Tả bằng lời cho người không nhìn thấy ảnh. Ảnh không đặt trong bài thì hiện ở cuối bài.",
        ),
    ] = None
    consent: Annotated[
        PictureConsent,
        Field(title="Đồng ý", description="Người trong ảnh đã đồng ý chưa?", examples=["{people: none}"]),
    ]


class Cover(Picture):
    """The picture at the top, which also needs words for those who do not see it."""

    alt: Annotated[
        Text,
        Field(
            max_length=250,
            title="Lời tả ảnh",
            description="Tả bằng lời cho người không nhìn thấy ảnh.",
            examples=["Hai người đàn ông nấu cơm ở nhà văn hóa"],
        ),
    ]
