"""What an event says: when and where it is, how one joins, whom one may call, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ..core.dates import full_day
from ..core.fields import Day, Slug, Text, WholeNumber, YesNo
from ..core.hours import Hour
from ..core.json_schema import (
    TODAY,
    YES,
    Schema,
    both,
    choices,
    chosen_from,
    given,
    having,
    in_order,
    missing,
    never,
    saying,
    when,
)
from ..core.phone import NOT_TEST_CALLED, Phone, may_be_test_called, tel_uri
from ..core.schema import Record
from ..core.verification import VERIFIED, Verification
from ..core.yaml_nodes import Loc

Place = Annotated[Text, Field(max_length=120)]
_Why = Annotated[Text, Field(max_length=200)]
_LONGEST = timedelta(days=31)  # so long after its event a number may be shown: for what was left behind, or asked later
_NOT_FOR_THIS = "đây là số cho người đang nguy cấp, không nghe việc của một sự kiện. Hãy ghi số của nơi tổ chức"


class Times(Record):
    """From the first day, at an hour, to the last, at an hour; only the first day has to be known."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying("Có giờ kết thúc thì điền cả giờ bắt đầu.", when(given("ends"), given("begins"))),
    )

    form_rules: ClassVar[tuple[Schema, ...]] = (in_order("day", "to", "“Đến ngày” phải sau ngày đầu."),)

    day: Annotated[Day, Field(title="Ngày", description="Ngày diễn ra. Nhiều ngày thì đây là ngày đầu.")]
    begins: Annotated[Hour | None, Field(title="Bắt đầu lúc", description="Giờ Việt Nam. Chưa biết thì để trống.")] = (
        None
    )
    ends: Annotated[
        Hour | None,
        Field(
            title="Kết thúc lúc",
            description="Chưa biết thì để trống. Nhiều ngày thì đây là giờ xong của ngày cuối.",
            examples=["16:30"],
        ),
    ] = None
    to: Annotated[Day | None, Field(title="Đến ngày", description="Chỉ ghi khi kéo dài nhiều ngày: ngày cuối.")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to and self.to < self.day:
            raise ValueError(f'"to" là "{self.to}": phải là ngày sau "day" ({self.day}). Chỉ một ngày thì bỏ "to"')
        if self.ends and not self.begins:
            raise ValueError('có "ends" thì ghi cả "begins": giờ bắt đầu. Ví dụ: begins: 14:00')
        if self.begins and self.ends and self.last == self.day and self.ends <= self.begins:
            raise ValueError(
                f'"ends" là {self.ends:%H:%M}: phải sau "begins" ({self.begins:%H:%M}). '
                'Kéo sang hôm sau thì ghi thêm "to": ngày cuối'
            )
        return self

    @property
    def last(self) -> date:
        return self.to or self.day


class Moved(Times):
    """When and where an event was to be before it was moved: who had noted it down must be able to see it."""

    day: Annotated[Day, Field(title="Ngày cũ", description="Ngày đã báo trước đây. Nhiều ngày thì đây là ngày đầu.")]
    place: Annotated[
        Place | None, Field(title="Nơi cũ", description="Chỉ ghi khi đổi cả nơi.", examples=["Sân trường tiểu học"])
    ] = None
    told_on: Annotated[Day, TODAY, Field(title="Ngày báo dời", description="Ngày báo cho mọi người biết.")]
    why: Annotated[
        _Why | None, Field(title="Vì sao dời", description="Một câu, không nói về một người.", examples=["Mưa bão."])
    ] = None


class Registration(Record):
    """With which office one puts one's name down, and until when."""

    office: Annotated[
        Slug,
        chosen_from("offices"),
        Field(
            title="Đăng ký với cơ quan nào",
            description="Mã của cơ quan trong danh bạ. Số điện thoại lấy từ đó.",
            examples=["hoi-phu-nu-xa"],
        ),
    ]
    until: Annotated[Day | None, Field(title="Hạn đăng ký", description="Ngày cuối còn nhận. Không có hạn thì bỏ.")] = (
        None
    )
    how: Annotated[
        Annotated[Text, Field(max_length=160)] | None,
        Field(title="Đăng ký thế nào", description="Một câu.", examples=["Gọi điện, hoặc đến trong giờ hành chính."]),
    ] = None


class EventContact(Record):
    """A number for this event alone. It is gone from the site after its last day."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Máy của một người thì điền “Ngày người ấy đồng ý”. Chưa đồng ý bằng văn bản thì chưa ghi số.",
            when(having(whose={"const": "person"}), given("agreed_on")),
        ),
        saying(
            "Không ghi số cho người đang nguy cấp ở đây: hãy ghi số của nơi tổ chức.",
            {"properties": {"phone": never({"type": "string", "pattern": NOT_TEST_CALLED}, _NOT_FOR_THIS)}},
        ),
    )

    who: Annotated[
        Text,
        Field(
            max_length=80,
            title="Ai nghe máy",
            description="Cơ quan hay vai trò, không ghi tên người.",
            examples=["Chi hội phụ nữ"],
        ),
    ]
    whose: Annotated[
        Literal["office", "person"],
        choices({"office": "máy của cơ quan", "person": "máy của một người"}),
        Field(title="Máy của ai", description="Máy của một người thì người ấy phải đồng ý bằng văn bản."),
    ]
    agreed_on: Annotated[
        Day | None,
        Field(title="Ngày người ấy đồng ý", description="Ngày ký giấy đồng ý. Giấy giữ ở Ủy ban, không đưa lên đây."),
    ] = None
    phone: Annotated[
        Phone,
        Field(
            title="Số điện thoại",
            description="Chỉ để hỏi về sự kiện này. Hết hạn thì số rời khỏi trang.",
            examples=["0220 3123 456"],
            json_schema_extra={"personal": True},
        ),
    ]
    verification: Annotated[Verification, VERIFIED]
    until: Annotated[
        Day | None,
        Field(
            title="Hiện số đến hết ngày",
            description="Sau ngày này máy bỏ số khỏi trang. Để trống thì là ngày cuối của sự kiện.",
        ),
    ] = None

    @model_validator(mode="after")
    def _somebody_agreed(self) -> EventContact:
        if self.whose == "person" and self.agreed_on is None:
            raise ValueError(
                'số của một người thì phải có "agreed_on": ngày người ấy đồng ý bằng văn bản. Chưa đồng ý thì xóa số'
            )
        if not may_be_test_called(self.phone):
            raise ValueError(f'"{self.phone}": {_NOT_FOR_THIS}')
        return self

    @property
    def tel(self) -> str:
        return tel_uri(self.phone)


class CalledOff(Record):
    """That it is not held, or not on that day; in the officer's words."""

    told_on: Annotated[Day, TODAY, Field(title="Ngày báo", description="Ngày báo cho mọi người biết.")]
    why: Annotated[_Why, Field(title="Vì sao", description="Một câu, không nói về một người.", examples=["Mưa bão."])]
    postponed: Annotated[YesNo, Field(title="Chỉ hoãn", description="yes: sẽ làm vào ngày khác, chưa định ngày.")] = (
        False
    )


class Held(Record):
    """That it was held; how many came, as far as somebody counted."""

    told_on: Annotated[Day, TODAY, Field(title="Ngày ghi", description="Ngày ghi kết quả.")]
    people: Annotated[
        WholeNumber | None,
        Field(title="Có bao nhiêu người", description="Không đếm thì để trống.", examples=["45"]),
    ] = None
    women: Annotated[
        WholeNumber | None,
        Field(title="Trong đó bao nhiêu nữ", description="Không đếm thì để trống.", examples=["25"]),
    ] = None
    men: Annotated[
        WholeNumber | None,
        Field(title="Trong đó bao nhiêu nam", description="Không đếm thì để trống.", examples=["20"]),
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> Held:
        parts = (self.women or 0) + (self.men or 0)
        if self.people is not None and parts > self.people:
            raise ValueError(f'"women" và "men" cộng lại là {parts}: nhiều hơn cả buổi ("people" là {self.people})')
        return self

    @property
    def everybody(self) -> int | None:
        """How many came: as counted, or what women and men make together where both were counted."""
        if self.people is not None or self.women is None or self.men is None:
            return self.people
        return self.women + self.men

    @property
    def words(self) -> str:
        """ "Đã diễn ra, có 45 người đến: 25 nữ, 20 nam." """
        counted = ((self.women, "nữ"), (self.men, "nam"))
        parts = ", ".join(f"{number} {who}" for number, who in counted if number is not None)
        came = "" if self.everybody is None else f"{self.everybody} người đến"
        said = ": ".join(filter(None, (came, parts)))
        return f"Đã diễn ra, có {said}." if said else "Đã diễn ra."


def _in_turn(moves: tuple[Moved, ...]) -> tuple[Moved, ...]:
    if any(later.told_on < earlier.told_on for earlier, later in pairwise(moves)):
        raise ValueError("ghi lần lượt từng lần dời, lần mới nhất ở cuối")
    return moves


class Event(Times):
    """The part of a post's front matter that makes it an event."""

    rules: ClassVar[tuple[Schema, ...]] = (
        saying(
            "Đã làm thì điền “Đã diễn ra”; không làm thì điền “Hủy hay hoãn”: chỉ một trong hai.",
            never({"allOf": [given("held"), given("called_off")]}, "đã làm hay không làm: chỉ ghi một trong hai"),
        ),
    )
    form_rules: ClassVar[tuple[Schema, ...]] = (
        in_order("day", "held.told_on", "“Đã diễn ra” ghi từ ngày của sự kiện trở đi, không ghi trước."),
        *(
            saying(
                "“Hạn đăng ký” không được sau ngày cuối của sự kiện.", when(there, in_order("register.until", last, ""))
            )
            for there, last in ((given("to"), "to"), (missing("to"), "day"))
        ),
        saying(
            "Phải đăng ký thì tắt “Không cần đăng ký”; cứ đến thì xóa phần “Đăng ký”.",
            when(given("register"), {"not": having(come_freely={"enum": YES})}),
        ),
    )

    place: Annotated[Place, Field(title="Ở đâu", description="Nơi diễn ra.", examples=["Nhà văn hóa"])]
    for_whom: Annotated[
        Annotated[Text, Field(max_length=160)] | None,
        Field(
            title="Mời ai đến",
            description="Chỉ ghi khi cần nói rõ hơn mục “Dành cho ai” của bài.",
            examples=["Các cặp vợ chồng trẻ, mang theo con nhỏ cũng được."],
        ),
    ] = None
    come_freely: Annotated[YesNo, Field(title="Không cần đăng ký", description="yes: ai muốn đến cứ đến.")] = False
    registration: Annotated[
        Registration | None,
        Field(
            alias="register",
            title="Đăng ký",
            description="Chỉ ghi khi phải đăng ký trước.",
            examples=["{office: hoi-phu-nu-xa, until: 3/12/2026}"],
        ),
    ] = None
    units: Annotated[
        tuple[Slug, ...],
        chosen_from("units"),
        Field(
            title="Đơn vị tổ chức",
            description="Mã của đơn vị. Sự kiện vào lịch riêng của đơn vị ấy.",
            examples=["[cong-an-xa]"],
        ),
    ] = ()
    contact: Annotated[
        EventContact | None,
        Field(
            title="Số để hỏi về sự kiện",
            description="Số riêng của sự kiện này, có ngày hết. Số của cơ quan thì đã có trong danh bạ.",
        ),
    ] = None
    moved_from: Annotated[
        tuple[Moved, ...],
        Field(
            title="Đã dời",
            description="Mỗi lần dời ghi ngày cũ vào đây; ngày mới ghi ở trên. Lần mới nhất ở cuối.",
            examples=["[{day: 5/12/2026, begins: 14:00, told_on: 1/12/2026, why: Mưa bão.}]"],
        ),
        AfterValidator(_in_turn),
    ] = ()
    called_off: Annotated[
        CalledOff | None,
        Field(
            title="Hủy hay hoãn",
            description="Chỉ ghi khi không làm, hoặc chưa biết ngày mới.",
            examples=["{told_on: 1/12/2026, why: Mưa bão.}"],
        ),
    ] = None
    held: Annotated[
        Held | None,
        Field(
            title="Đã diễn ra",
            description="Xong rồi thì ghi: bao nhiêu người đến.",
            examples=["{told_on: 6/12/2026, people: 45, women: 25, men: 20}"],
        ),
    ] = None

    @model_validator(mode="after")
    def _one_story(self) -> Event:
        if self.held and self.called_off:
            raise ValueError('"held" là đã làm, "called_off" là không làm: chỉ ghi một trong hai')
        if self.held and self.held.told_on < self.day:
            raise ValueError(f'"held" ghi ngày {self.held.told_on}: phải là ngày bắt đầu ({self.day}) hay sau đó')
        if self.called_off and self.moved_from and self.called_off.told_on < self.moved_from[-1].told_on:
            moved = full_day(self.moved_from[-1].told_on)
            raise ValueError(f'"called_off" phải báo từ ngày báo dời ({moved}) trở đi. Hủy rồi định ngày mới thì bỏ nó')
        if self.registration and self.come_freely:
            raise ValueError('"come_freely" là cứ đến, không đăng ký: bỏ mục ấy, hoặc bỏ "register"')
        if self.registration and self.registration.until and self.registration.until > self.last:
            raise ValueError(
                f"hạn đăng ký là {self.registration.until}: không được sau ngày cuối của sự kiện ({self.last})"
            )
        return self

    @model_validator(mode="after")
    def _number_goes(self) -> Event:
        until = self.contact.until if self.contact else None
        if until and until > self.last + _LONGEST:
            most = full_day(self.last + _LONGEST)
            raise ValueError(f'"until" của số để hỏi là {full_day(until)}: chậm nhất một tháng sau sự kiện ({most})')
        return self

    @model_validator(mode="after")
    def _moves_lead_here(self) -> Event:
        if self.moved_from:
            old = self.moved_from[-1]
            here = (self.day, self.begins, self.ends, self.to, self.place)
            if (old.day, old.begins, old.ends, old.to, old.place or self.place) == here:
                raise ValueError(
                    '"moved_from" ghi ngày giờ cũ, mà "day", "begins" vẫn là ngày giờ ấy: hãy sửa thành ngày giờ mới'
                )
        return self

    @property
    def changes(self) -> list[date]:
        """The days on which people were told of something new."""
        return [each.told_on for each in (*self.moved_from, self.called_off, self.held) if each]

    @property
    def done_by(self) -> Iterator[tuple[Loc, date]]:
        """What was done on a day, with its place: of a day to come that is a mistake."""
        yield from ((("moved_from", number, "told_on"), each.told_on) for number, each in enumerate(self.moved_from))
        yield from ((("called_off", "told_on"), each.told_on) for each in (self.called_off,) if each)
        yield from ((("held", "told_on"), each.told_on) for each in (self.held,) if each)
        if self.contact:
            yield ("contact", "verification", "date"), self.contact.verification.date
            yield from ((("contact", "agreed_on"), day) for day in (self.contact.agreed_on,) if day)

    def sequence(self, corrections: int) -> int:
        """How often a calendar that holds the event has to take it anew: it rises with each move and correction."""
        return 2 * (len(self.moved_from) + corrections) + (self.called_off is not None)

    def contact_on(self, day: date) -> EventContact | None:
        """The number as long as it is shown."""
        return self.contact if self.contact and day <= (self.contact.until or self.last) else None


# What the form of a post says beside this; checks.py says it of all posts.
NEEDED = (
    saying(
        "Sự kiện thì điền phần “Sự kiện”: ngày nào, mấy giờ, ở đâu.",
        when(both(having(type={"const": "event"}), {"not": having(draft={"enum": YES})}), given("event")),
    ),
    saying(
        "Phần “Sự kiện” chỉ dành cho sự kiện: ở “Loại bài” chọn sự kiện, hoặc xóa phần ấy.",
        when(given("event"), having(type={"const": "event"})),
    ),
    saying(
        "Sự kiện ghi ngày ở phần “Sự kiện”: để trống “Thời gian diễn ra”.",
        when(having(type={"const": "event"}), missing("dates")),
    ),
)
