"""What content/claims.yml may say: sentences about law and facts, tied to what they rest on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from ..core.dates import full_day
from ..core.fields import Day, Slug, Text, WholeNumber, YesNo
from ..core.json_schema import (
    SOMETHING,
    Schema,
    both,
    choices,
    chosen_from,
    given,
    having,
    missing,
    one_of,
    saying,
    when,
)
from ..core.schema import Record

GAP = "…"  # in words to look for: anything within the same sentence
_STATUS = {"in_force": "đang có hiệu lực", "changed": "đã sửa đổi", "repealed": "đã bãi bỏ"}
MARKS = {"A": "hai nguồn độc lập", "O": "đã đọc cả văn bản chính thức", "B": "một nguồn tốt, phải nêu nguồn"}
_YES: Schema = {"enum": ["yes", "true", True, "có"]}
_UNSAID = "Đã sửa đổi hay bãi bỏ thì ghi cả “Từ ngày” và “Theo văn bản nào”."
_ONE_WAY = "Ghi “Đúng từng chữ”, hoặc “Kể lại”: một trong hai."
_GROUND = "Ghi “Dựa trên”, hoặc ours: yes nếu là lời giải thích của chúng ta: một trong hai."


class Force(Record):
    """Whether something still holds; if not, since when and by what."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(_UNSAID, when(having(status={"enum": ["changed", "repealed"]}), given("since", "by"))),
    )

    status: Annotated[
        Literal["in_force", "changed", "repealed"],
        choices(_STATUS),
        Field(title="Hiệu lực", description="Đổi ở đây thì máy kể ra mọi trang, bản in, hình, bài đọc dựa vào nó."),
    ] = "in_force"
    since: Annotated[Day | None, Field(title="Từ ngày", description="Sửa đổi hay bãi bỏ từ ngày nào.")] = None
    by: Annotated[Text | None, Field(title="Theo văn bản nào", description="Văn bản sửa đổi hay bãi bỏ nó.")] = None

    @model_validator(mode="after")
    def _change_is_told(self) -> Force:
        if not self.holds and not (self.since and self.by):
            raise ValueError(f'"status: {self.status}" thì ghi cả "since" và "by": từ ngày nào, theo văn bản nào')
        return self

    @property
    def holds(self) -> bool:
        return self.status == "in_force"

    @property
    def change(self) -> str:
        """What happened to it, in words; only where it does not hold as it did."""
        return (
            "" if self.holds or not self.since else f"{_STATUS[self.status]} từ {full_day(self.since)}, theo {self.by}"
        )


class Law(Force):
    """A law, a decree, or a page that was read."""

    id: Annotated[Slug, Field(title="Mã", description="Để các điều ở dưới nhắc tới.", examples=["binh-dang-gioi"])]
    title: Annotated[
        Text, Field(title="Tên văn bản", description="Tên như trên trang.", examples=["Luật Bình đẳng giới"])
    ]
    number: Annotated[Text | None, Field(title="Số", description="Số hiệu.", examples=["73/2006/QH11"])] = None

    @property
    def name(self) -> str:
        """How people cite it: "Luật Bình đẳng giới số 73/2006/QH11"."""
        return f"{self.title} số {self.number}" if self.number else self.title


class Article(Force):
    """What sentences rest on: an article of a law, or something else that was read."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            _ONE_WAY,
            one_of(
                both(given("quote"), missing("paraphrase")),
                both(given("paraphrase"), missing("quote")),
            ),
        ),
    )

    id: Annotated[Slug, Field(title="Mã", description="Để các câu ở dưới nhắc tới.", examples=["viec-nha"])]
    law: Annotated[
        Slug,
        chosen_from("laws"),
        Field(title="Văn bản", description="Mã của văn bản ở trên.", examples=["binh-dang-gioi"]),
    ]
    article: Annotated[
        Text | None, Field(title="Điều, khoản", description="Để trống nếu cả văn bản.", examples=["Điều 18 khoản 5"])
    ] = None
    quote: Annotated[Text | None, Field(title="Đúng từng chữ", description="Chép đúng từng chữ của văn bản.")] = None
    paraphrase: Annotated[
        Text | None, Field(title="Kể lại", description="Ý của điều ấy, không phải nguyên văn: đừng đặt trong dấu nháy.")
    ] = None
    mark: Annotated[Literal["A", "O", "B"], choices(MARKS), Field(title="Độ chắc", description="Đã đối chiếu tới đâu.")]
    read_in: Annotated[Text, Field(title="Đọc ở đâu", description="Bản đã đọc để đối chiếu.")]
    read_on: Annotated[Day, Field(title="Ngày đọc", description="Ngày đọc và đối chiếu gần nhất.")]
    review_every_days: Annotated[
        WholeNumber, Field(ge=1, le=730, title="Bao nhiêu ngày xem lại", description="Mặc định 180.")
    ] = 180

    @model_validator(mode="after")
    def _words_once(self) -> Article:
        if bool(self.quote) == bool(self.paraphrase):
            raise ValueError('ghi "quote" (đúng từng chữ) hoặc "paraphrase" (kể lại): một trong hai')
        return self


class Claim(Record):
    """Something that the site says, by words that it is known by wherever it stands."""

    rules: ClassVar[tuple[Schema, ...]] = (saying(_GROUND, one_of(having(rests_on=SOMETHING), having(ours=_YES))),)

    id: Annotated[Slug, Field(title="Mã", description="Tên gọi của điều này.", examples=["ai-biet"])]
    words: Annotated[
        tuple[Annotated[Text, Field(max_length=200)], ...],
        Field(
            min_length=1,
            title="Lời trên trang",
            description="Lời để nhận ra điều này, mỗi cách nói một dòng; … thay cho mọi chữ khác trong cùng câu.",
            examples=['["Chủ tịch … được báo"]'],
        ),
    ]
    rests_on: Annotated[
        tuple[Slug, ...],
        chosen_from("articles"),
        Field(title="Dựa trên", description="Mã của các điều, khoản ở trên.", examples=["[tiep-nhan-tin]"]),
    ] = ()
    ours: Annotated[
        YesNo, Field(title="Lời của chúng ta", description="yes: lời giải thích thường, không văn bản nào nói vậy.")
    ] = False

    @model_validator(mode="after")
    def _has_ground(self) -> Claim:
        if bool(self.rests_on) == self.ours:
            raise ValueError('ghi "rests_on" (dựa trên điều nào) hoặc "ours: yes" (lời của chúng ta): một trong hai')
        return self


class Denial(Record):
    """A sentence that says of something false that it is false, and therefore holds the words."""

    file: Annotated[Text, Field(title="Tệp", description="Tệp có câu ấy.", examples=["content/help/ho-tro.md"])]
    sentence: Annotated[Text, Field(title="Câu", description="Cả câu, như người đọc thấy trên trang.")]
    reason: Annotated[Text, Field(title="Vì sao được", description="Vì sao câu ấy phải nhắc tới điều sai.")]


class ClaimsFile(Record):
    """claims.yml: the same for every commune."""

    laws: Annotated[tuple[Law, ...], Field(title="Văn bản", description="Luật, nghị định, trang đã đọc.")] = ()
    articles: Annotated[tuple[Article, ...], Field(title="Điều, khoản", description="Điều mà các câu dựa vào.")] = ()
    claims: Annotated[tuple[Claim, ...], Field(title="Câu trên trang", description="Điều trang nói về luật.")] = ()
    denials: Annotated[
        tuple[Denial, ...], Field(title="Câu bác bỏ", description="Câu nhắc điều sai để nói là sai.")
    ] = ()
