"""The event that a post tells of, by words that need no post."""

from __future__ import annotations

from ..core.happening import Happening, State, Times
from ..core.text import as_sentence
from .event_model import Event
from .event_model import Times as Written
from .model import Post


def happening_of(post: Post, post_id: str, address: str) -> Happening | None:
    """The event of a post that stands at `address`; None where it is none."""
    event = post.event
    if event is None:
        return None
    return Happening(
        id=post_id,
        title=post.title,
        summary=post.summary,
        address=address,
        times=_times(event, event.place),
        was=tuple(_times(each, each.place or event.place) for each in event.moved_from),
        state=_state(event),
        why=_why(event),
        units=event.units,
        changed=post.last_changed,
        sequence=event.sequence(len(post.corrections)),
    )


def _times(written: Written, place: str) -> Times:
    return Times(written.day, written.last, written.begins, written.ends, place)


def _state(event: Event) -> State:
    if event.called_off:
        return "postponed" if event.called_off.postponed else "cancelled"
    return "held" if event.held else "planned"


def _why(event: Event) -> str:
    """Why it is not held, or was moved the last time."""
    if event.called_off:
        return event.called_off.why
    return (event.moved_from[-1].why or "") if event.moved_from else ""


def in_a_line(one: Happening) -> str:
    """ "Đã dời. 14 giờ, Thứ Bảy, 5/12/2026, tại Nhà văn hóa." """
    told = f"{one.told}. " if one.told else ""
    return f"{told}{one.times.words}, tại {as_sentence(one.times.place)}"
