"""What a campaign post and a material may say in their front matter."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from ..core.fields import Day, FileName, SiteAddress, Slug, Text, WholeNumber, YesNo, check_slug
from ..core.reference import Reference
from ..core.schema import Record

Title = Annotated[Text, Field(max_length=90)]
Summary = Annotated[Text, Field(max_length=200)]


_Term = Annotated[str, AfterValidator(check_slug), Field(examples=["thon"])]
Terms = Annotated[tuple[_Term, ...], Field(min_length=1)]


class Consent(Record):
    """Whether people can be recognised, and who agreed (Luật 91/2025/QH15; Luật Trẻ em, Điều 6 khoản 11).

    A child from seven years agrees itself, and a parent or guardian too. The papers are kept elsewhere.
    """

    people: Annotated[Literal["none", "adults", "children", "children under 7"], Field(examples=["none"])]
    given_on: Day | None = None
    given_by: Annotated[tuple[Literal["themselves", "parent"], ...], Field(examples=["[themselves, parent]"])] = ()

    @model_validator(mode="after")
    def _everybody_agreed(self) -> Consent:
        needed = {"none": [], "adults": ["themselves"], "children": ["themselves", "parent"]}.get(
            self.people, ["parent"]
        )
        missing = [who for who in needed if who not in self.given_by]
        if missing:
            raise ValueError(
                f'"people: {self.people}" thì "given_by" phải có {", ".join(needed)}: chưa đồng ý thì không đăng'
            )
        if needed and self.given_on is None:
            raise ValueError("có người nhận ra được thì ghi ngày họ đồng ý. Ví dụ: given_on: 2026-11-20")
        return self


class Picture(Record):
    """A picture beside the text; every picture says whether people can be recognised on it."""

    file: Annotated[FileName, Field(examples=["nau-com.jpg"])]
    alt: Annotated[Text, Field(max_length=250)] | None = None
    consent: Annotated[Consent, Field(examples=["{people: none}"])]


class Cover(Picture):
    """The picture at the top, which also needs words for those who do not see it."""

    alt: Annotated[Text, Field(max_length=250, examples=["Hai người đàn ông nấu cơm ở nhà văn hóa"])]


class Publication(Record):
    """What posts and materials share."""

    title: Title
    summary: Summary
    date: Day
    audience: Terms
    topics: Annotated[Terms, Field(examples=["tre-em"])]
    plan_items: tuple[Slug, ...] = ()
    cover: Cover | None = None
    pictures: tuple[Picture, ...] = ()
    draft: YesNo = False
    old_paths: tuple[SiteAddress, ...] = ()

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        return (self.cover, *self.pictures) if self.cover else self.pictures


class Period(Record):
    """From the first to the last day."""

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.last < self.first:
            raise ValueError('"to" phải là ngày sau "from"')
        return self

    def holds(self, day: Day) -> bool:
        return self.first <= day <= self.last


class Post(Publication):
    """The front matter of content/campaigns/<id>/index.md."""

    type: Literal["campaign", "story"] = "campaign"
    consent: (
        Annotated[Consent, Field(examples=["{people: adults, given_on: 2026-11-20, given_by: [themselves]}"])] | None
    ) = None
    dates: Annotated[Period, Field(examples=["{from: 2026-11-15, to: 2026-12-15}"])] | None = None
    materials: tuple[Slug, ...] = ()
    safety: YesNo = False
    author_role: Annotated[Text, Field(max_length=80, examples=["Phòng Văn hóa - Xã hội xã"])]

    def runs_on(self, day: Day) -> bool:
        """Whether the campaign is going on."""
        return self.dates is not None and self.dates.holds(day)


class Upload(Record):
    """A file to take away; `editable`: the source to adapt."""

    file: FileName
    title: Title
    editable: YesNo = False


class Edition(Record):
    """What changed, and when: those who link to a material read it. `files`: those of then, kept for who cited them."""

    number: Annotated[WholeNumber, Field(ge=1)]
    date: Day
    note: Summary
    files: tuple[Upload, ...] = ()


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

    kind: Annotated[Slug, Field(examples=["bai-giang"])]
    grades: tuple[Annotated[Slug, Field(examples=["lop-6"])], ...] = ()
    language: Annotated[Literal["vi"], Field(examples=["vi"])] = "vi"
    licence: Annotated[Slug, Field(examples=["cc-by-4-0"])]
    creator: Annotated[Text, Field(max_length=80)]
    source: tuple[Reference, ...] = ()
    duration_minutes: Annotated[WholeNumber, Field(ge=1, le=600)] | None = None
    files: tuple[Upload, ...] = ()
    sheet: FileName | None = None
    versions: Annotated[
        tuple[Edition, ...],
        Field(min_length=1, examples=["[{number: 1, date: 2026-11-24, note: Bản đầu tiên}]"]),
        AfterValidator(_in_order),
    ]

    @property
    def current(self) -> Edition:
        return self.versions[-1]


class Bundle(Record):
    """Materials that go together: one page, and one file to take away."""

    id: Annotated[Slug, Field(examples=["nha-truong"])]
    title: Title
    summary: Summary
    audience: Terms
    materials: Annotated[tuple[Slug, ...], Field(min_length=1, examples=["[bai-hoc-35-phut, tro-choi-viec-cua-ai]"])]

    @property
    def address(self) -> str:
        return f"/tai-lieu/bo/{self.id}/"


class BundlesFile(Record):
    """bundles.yml"""

    bundles: tuple[Bundle, ...] = ()
