"""What is taken away from the same records: a wallet card, a poster, a notice for a village's board, words to read out.

Only lines and offices stand on paper: a trusted address that withdraws its consent could not be called back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from markupsafe import Markup

from ..core.cache import Cache
from ..core.dates import full_day
from ..core.page import Asset, Page
from ..core.render import paragraphs, render
from ..core.text import as_sentence, capitalize_first, minutes_aloud
from ..output.pdf import pdf
from ..output.qr import qr_svg
from ..settings import Commune
from . import words
from .announce import loudspeaker, text_message
from .contact import Contact
from .model import Line, Office
from .reading import NATIONAL, Help

ADDRESS = "/in/"


@dataclass(frozen=True)
class Print:
    """One PDF: `address` is permanent, `use` says what it is for."""

    address: str
    name: str
    use: str
    template: str
    shows_offices: bool = False


PRINTS = (
    Print(
        f"{ADDRESS}the-bo-tui.pdf",
        "Thẻ bỏ túi",
        "Mười thẻ trên một tờ, cỡ thẻ ngân hàng. In rồi cắt theo vạch ở mép.",
        "help/wallet_card.typ",
    ),
    Print(
        f"{ADDRESS}ap-phich.pdf",
        "Áp phích",
        "Để dán tường. Cắt dọc các dải ở cuối tờ, ai cần thì xé mang đi.",
        "help/poster.typ",
    ),
    Print(
        f"{ADDRESS}thong-bao-thon.pdf",
        "Thông báo của {{ commune.hamlet }}",
        "Để dán bảng tin: ai trả lời, giờ nào, số của cơ quan tại chỗ, gọi rồi thì ai biết.",
        "help/notice.typ",
        shows_offices=True,
    ),
)


def prints_page(contacts: Help, commune: Commune) -> Page:
    """/in/: everything to print, to read out and to send."""
    title, spoken = "Bản in và bài đọc loa", loudspeaker(contacts, commune)
    body = render(
        "help/prints.html",
        title=title,
        commune=commune,
        prints=[replace(each, name=commune.said(each.name)) for each in PRINTS],
        checked=_checked(contacts.first_lines()),
        spoken=spoken,
        minutes=minutes_aloud(" ".join(spoken), commune.loudspeaker.syllables_per_minute),
        message=text_message(contacts, commune),
    )
    description = (
        "Thẻ bỏ túi, áp phích, thông báo của {{ commune.hamlet }}, bài đọc loa, tin nhắn, từ cùng một danh bạ."
    )
    return Page(ADDRESS, "prints", title, commune.said(description), body, NATIONAL)


def print_assets(contacts: Help, commune: Commune, keep: Cache) -> list[Asset]:
    """The PDF files, each set when it is asked for and kept in `keep`, and the text for the loudspeaker."""
    spoken = "\n\n".join(loudspeaker(contacts, commune)) + "\n"
    says = _says(contacts, commune)
    return [
        *(
            Asset(each.address, "print", partial(_set, each, contacts, commune, keep), NATIONAL, says)
            for each in PRINTS
        ),
        Asset(f"{ADDRESS}bai-doc-loa.txt", "text", spoken.encode(), NATIONAL, paragraphs(*spoken.split("\n\n"))),
    ]


def _set(each: Print, contacts: Help, commune: Commune, keep: Cache) -> bytes:
    offices = [office for office in contacts.offices if office.help_page] if each.shows_offices else []
    checks = [contact.verification for contact in (*contacts.first_lines(), *offices) if contact.verification]
    return pdf(each.template, _data(contacts, commune, offices), max(check.date for check in checks), keep)


def _checked(contacts: Sequence[Contact]) -> str:
    """When the printed numbers were last looked at: what nobody may call was compared, and does not read as tried."""
    compared: list[date] = []
    checked: list[date] = []
    for verification in (contact.verification for contact in contacts if contact.verification):
        (compared if verification.compared else checked).append(verification.date)
    return ". ".join([*_on("Đối chiếu nguồn đã công bố", compared), *_on("Kiểm tra", checked)])


def _on(act: str, days: Sequence[date]) -> list[str]:
    """What was done, and when; where on several days, the longest ago and the latest."""
    if not days:
        return []
    first, last = full_day(min(days)), full_day(max(days))
    return [f"{act}: {first}" if first == last else f"{act}: cũ nhất {first}, mới nhất {last}"]


def _data(contacts: Help, commune: Commune, offices: Sequence[Office]) -> dict[str, object]:
    address = commune.absolute(words.ADDRESS)
    lines = contacts.first_lines()
    answering = [contacts.answering(office) for office in offices if office.phone]
    return {
        "title": words.TITLE,
        "question": words.QUESTION,
        "commune": commune.name,
        "city": commune.city,
        "place": capitalize_first(f"{commune.name}, {commune.city}"),
        "people_committee": commune.people_committee,
        "lines": [_line(line) for line in lines],
        "offices": [_office(office, contacts) for office in offices],
        "everybody": words.EVERYBODY,
        "told": words.told(commune),
        "blanks": f"Số nào còn trống là {commune.awaiting}. Chỉ điền số đã được xác nhận.",
        "checked": _checked([*lines, *answering]),
        "address": address,
        "shown_address": address and address.removeprefix("https://"),
        "qr": qr_svg(address) if address else None,
    }


def _says(contacts: Help, commune: Commune) -> Markup:
    """The words of the prints; what only some of them say is among them."""
    lines = [f"{line.phone} {line.who}. {' '.join(_said_of(line))}" for line in contacts.first_lines()]
    return paragraphs(*lines, words.EVERYBODY, words.told(commune))


def _said_of(line: Line) -> list[str]:
    return [as_sentence(each) for each in (line.purpose, line.hours, line.cost) if each]


def _line(line: Line) -> dict[str, object]:
    return {
        "phone": line.phone,
        "tel": line.tel,
        "label": line.label,
        "who": line.who,
        "purpose": as_sentence(line.purpose),
        "hours": line.hours and as_sentence(line.hours),
        "cost": line.cost and as_sentence(line.cost),
    }


def _office(office: Office, contacts: Help) -> dict[str, object]:
    """An office; while its number is silent, the one to call instead, and since when."""
    now, silent = contacts.answering(office), office.out_of_service
    note = f"tạm ngừng từ {full_day(silent.since)}, gọi thay: {now.label}" if silent else office.hours
    return {"name": office.name, "phone": now.phone, "tel": now.tel, "note": note}
