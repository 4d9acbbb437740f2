"""What an event's page, its notice, the announcer, calendars and search engines are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import partial

from markupsafe import Markup

from ..core.aloud import day_aloud, hour_aloud
from ..core.dates import countdown, full_day
from ..core.happening import Happening, Times
from ..core.hours import OFFSET
from ..core.page import Asset
from ..core.phone import tel_uri
from ..core.render import paragraphs, render
from ..core.text import as_sentence, capitalize_first, digits_aloud, minutes_aloud
from ..output.ics import calendar_file, timed
from ..output.pdf import pdf
from ..output.qr import qr_svg
from .event_model import Event, EventContact
from .model import Post
from .piece import Campaigns, Piece
from .workbench import Workbench

# Beside the page of an event.
NOTICE, SPOKEN, ENTRY = "thong-bao.pdf", "bai-doc-loa.txt", "su-kien.ics"
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


@dataclass(frozen=True)
class Shown:
    """An event as it is shown today: what it says, with the office that one registers with, and whom one may call."""

    event: Event
    happening: Happening
    contact: EventContact | None
    office: tuple[str, str | None]  # its name and its number, as the directory has them
    whom: str
    organizers: tuple[str, ...]

    @property
    def told_on(self) -> str:
        """On which day people were told that it is called off, or moved."""
        off, moved = self.event.called_off, self.event.moved_from
        return full_day(off.told_on if off else moved[-1].told_on)


def shown(item: Piece[Post], bench: Workbench) -> Shown | None:
    """The event of a post as it is shown on the day of the build; None where the post is none."""
    event, happening = item.record.event, item.happening
    if event is None or happening is None:
        return None
    context, names = bench.context, dict(bench.context.units)
    audience = ", ".join(bench.vocabulary.name("audiences", each).lower() for each in item.record.audience)
    return Shown(
        event,
        happening,
        event.contact_on(context.today),
        context.offices.get(event.registration.office, ("", None)) if event.registration else ("", None),
        event.for_whom or audience,
        tuple(names[each] for each in event.units if each in names),
    )


def event_block(one: Shown, bench: Workbench) -> Markup:
    """What everybody asks first: when, where, for whom, how to join; that it was moved, or is not held."""
    times, today = one.happening.times, bench.context.today
    until = one.event.registration.until if one.event.registration else None
    entry, closed = f"{one.happening.address}{ENTRY}", until is not None and until < today
    left = "" if one.happening.off else countdown(times.first, times.last, today)
    return render(
        "campaigns/event.html", one=one, left=left, past=times.last < today, tel=tel_uri, entry=entry, closed=closed
    )


def event_papers(one: Shown, item: Piece[Post], bench: Workbench) -> Markup:
    """What is taken away: the notice for the board, and the words for the announcer."""
    said = aloud(one, bench)
    minutes = minutes_aloud(" ".join(said), bench.commune.loudspeaker.syllables_per_minute)
    names = {"notice": f"{item.address}{NOTICE}", "spoken": f"{item.address}{SPOKEN}"}
    return render("campaigns/event_papers.html", said=said, minutes=minutes, **names)


def event_assets(one: Shown, item: Piece[Post], bench: Workbench) -> list[Asset]:
    """The notice as a PDF, set when it is asked for, the text for the loudspeaker, and the entry of a calendar."""
    said = aloud(one, bench)
    entry = calendar_file(item.record.title, (), (timed(one.happening, bench.commune),), one.happening.changed)
    made = partial(pdf, "campaigns/event.typ", _notice(one, item, bench), one.happening.changed, bench.media.cache)
    return [
        Asset(f"{item.address}{NOTICE}", "print", made, item.uri, event_block(one, bench)),
        Asset(f"{item.address}{SPOKEN}", "text", ("\n\n".join(said) + "\n").encode(), item.uri, paragraphs(*said)),
        Asset(f"{item.address}{ENTRY}", "ics", entry, item.uri),
    ]


# --- over the loudspeaker ---


def aloud(one: Shown, bench: Workbench) -> list[str]:
    """What an announcer reads out, a paragraph each: hours and days in words, a number digit by digit, twice."""
    opening = f"Kính thưa bà con. {bench.commune.people_committee} xin thông báo"
    if one.happening.off:
        return [f"{opening}: {_off_aloud(one)}", "Cảm ơn bà con đã lắng nghe."]
    times, place = one.happening.times, as_sentence(one.happening.times.place)
    return [
        f"{opening}: {as_sentence(one.happening.title)}",
        *_moved_aloud(one),
        f"Thời gian: {_when_aloud(times, year=True)}. Địa điểm: {place} Mời: {as_sentence(one.whom)}",
        *_joining_aloud(one),
        f"Xin nhắc lại: {_when_aloud(times)}, tại {place}",
        "Cảm ơn bà con đã lắng nghe.",
    ]


def _when_aloud(times: Times, year: bool = False) -> str:
    """ "từ mười bốn giờ đến mười sáu giờ ba mươi phút, thứ Bảy, ngày năm tháng mười hai" """
    first, last = day_aloud(times.first, year), day_aloud(times.last, year)
    begins = hour_aloud(times.begins) if times.begins else ""
    ends = hour_aloud(times.ends) if times.ends else ""
    if times.first == times.last:
        hours = f"từ {begins} đến {ends}" if ends else begins
        return f"{hours}, {first}" if hours else first
    return f"từ {f'{begins}, ' if begins else ''}{first}, đến {f'{ends}, ' if ends else ''}{last}"


def _off_aloud(one: Shown) -> str:
    what = "nay hủy, không tổ chức nữa" if one.happening.state == "cancelled" else "nay hoãn lại, ngày mới sẽ báo sau"
    title, when = one.happening.title.rstrip(".!"), _when_aloud(one.happening.times)
    again = f"Xin nhắc lại: {title}, {when}, {what}."
    return f"{title}, dự định {when}, {what}. Lý do: {as_sentence(one.happening.why)} {again}"


def _moved_aloud(one: Shown) -> list[str]:
    if not one.happening.was:
        return []
    was, place = one.happening.was[-1], one.happening.was[-1].place
    where = f", tại {place}" if place != one.happening.times.place else ""
    return [f"Bà con lưu ý: lịch đã dời. Trước đây báo là {_when_aloud(was)}{where}."]


def _joining_aloud(one: Shown) -> list[str]:
    """How to register, and whom to ask."""
    said = ["Không cần đăng ký, bà con cứ đến."] if one.event.come_freely else []
    if one.event.registration:
        name, phone = one.office
        until = one.event.registration.until
        last = f", chậm nhất là {day_aloud(until)}" if until else ""
        said.append(f"Xin đăng ký với {name}{last}.{_number_aloud(phone)}")
    if one.contact:
        said.append(f"Muốn hỏi thêm, xin gọi {one.contact.who}.{_number_aloud(one.contact.phone)}")
    return [" ".join(said)] if said else []


def _number_aloud(phone: str | None) -> str:
    return f" Số điện thoại: {digits_aloud(phone)}. Xin nhắc lại: {digits_aloud(phone)}." if phone else ""


# --- on paper ---


def _notice(one: Shown, item: Piece[Post], bench: Workbench) -> dict[str, object]:
    """What the printed notice says; see event.typ."""
    times, address = one.happening.times, bench.commune.absolute(item.address)
    return {
        "people_committee": bench.commune.people_committee,
        "kicker": one.happening.told,
        "off": one.happening.off,
        "why": one.happening.why,
        "title": item.record.title,
        "summary": item.record.summary,
        "drawing": bench.drawing_of(item),
        "when": times.moments,  # in large letters
        "was": one.happening.was[-1].words if one.happening.was else "",
        "was_place": one.happening.was[-1].place if one.happening.was else "",
        "place": times.place,
        "rows": [] if one.happening.off else _rows(one),
        "published": f"{bench.commune.people_committee}, {full_day(one.happening.changed)}",
        "address": address,
        "qr": qr_svg(address) if address else None,
    }


def _rows(one: Shown) -> list[dict[str, object]]:
    """What stands under the hour and the place: a name, words, and perhaps a number."""
    rows: list[dict[str, object]] = [{"name": "Mời", "words": capitalize_first(one.whom), "phone": None}]
    if one.event.come_freely:
        rows.append({"name": "Đăng ký", "words": "Không cần đăng ký, cứ đến.", "phone": None})
    if one.event.registration:
        until = one.event.registration.until
        last = f", chậm nhất {full_day(until)}" if until else ""
        words = " ".join(filter(None, [f"{one.office[0]}{last}.", one.event.registration.how]))
        rows.append({"name": "Đăng ký", "words": words, "phone": one.office[1]})
    if one.contact:
        rows.append({"name": "Hỏi thêm", "words": one.contact.who, "phone": one.contact.phone})
    return rows


# --- for search engines ---


def event_data(one: Shown, item: Piece[Post], bench: Workbench) -> dict[str, object]:
    """The event as schema.org/Event. No number stands in it: what others have copied cannot be taken back."""
    absolute, times = bench.commune.absolute, one.happening.times
    status = _STATUS.get(one.happening.state) or ("EventRescheduled" if one.happening.was else "EventScheduled")
    organizers = one.organizers or (bench.commune.people_committee,)
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": item.record.title,
        "description": item.record.summary,
        "inLanguage": "vi",
        "startDate": _moment(times.first, times.begins),
        "endDate": _moment(times.last, times.ends) if times.ends or times.first != times.last else None,
        "previousStartDate": [_moment(was.first, was.begins) for was in reversed(one.happening.was)],
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": times.place,
            "address": bench.commune.located(times.place),
        },
        "organizer": [{"@type": "Organization", "name": name} for name in organizers],
        "url": absolute(item.address),
        "image": absolute(f"{item.address}the.png"),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _moment(day: date, hour: time | None) -> str:
    """A day, or an hour of it in Viet Nam, as ISO 8601."""
    return f"{day.isoformat()}T{hour}{OFFSET}" if hour else day.isoformat()


_ASKED_FOR = 60  # days after which nobody is asked any more what became of an event


def without_outcome(campaigns: Campaigns, today: date) -> list[str]:
    """The events that are over, and of which nobody has said what became of them: advice, and no more."""
    return [
        f"{item.uri}: sự kiện đã qua ngày {full_day(event.last)}, bài chưa kể kết quả. Đã làm thì ghi “Đã diễn ra” "
        "(held: ngày ghi, bao nhiêu người đến); không làm thì ghi “Hủy hay hoãn” (called_off)"
        for item in campaigns.posts
        if (event := item.record.event)
        and not (event.held or event.called_off)
        and 0 < (today - event.last).days <= _ASKED_FOR
    ]
