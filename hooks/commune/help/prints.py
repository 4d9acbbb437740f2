"""What is taken away from the same records: a wallet card, a poster, a notice for a village's board, words to read out.

Only lines and offices stand on paper: a trusted address that withdraws its consent could not be called back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ..core.dates import full_day
from ..core.page import Asset, Page
from ..core.render import render
from ..core.text import capitalize_first, minutes_aloud
from ..output.pdf import pdf
from ..output.qr import qr_svg
from ..settings import Commune
from .announce import loudspeaker, text_message
from .model import Line, Office
from .reading import Help

_SOURCE = "content/help/national.yml"
TITLE = "Số điện thoại cần biết"
_EVERYBODY = "Có nguy hiểm, ai cũng gọi được: nam hay nữ, già hay trẻ, người bị hại hay người chứng kiến."


@dataclass(frozen=True)
class Print:
    """One PDF: `address` is permanent, `use` says what it is for."""

    address: str
    name: str
    use: str
    template: str


PRINTS = (
    Print(
        "/in/the-bo-tui.pdf",
        "Thẻ bỏ túi",
        "Mười thẻ trên một tờ, cỡ thẻ ngân hàng. In rồi cắt theo vạch ở mép.",
        "help/wallet_card.typ",
    ),
    Print(
        "/in/ap-phich.pdf",
        "Áp phích",
        "Để dán tường. Cắt dọc các dải ở cuối tờ, ai cần thì xé mang đi.",
        "help/poster.typ",
    ),
    Print(
        "/in/thong-bao-thon.pdf",
        "Thông báo của thôn",
        "Để dán bảng tin: ai trả lời, giờ nào, số của xã, gọi rồi thì ai biết.",
        "help/notice.typ",
    ),
)


def prints_page(contacts: Help, commune: Commune) -> Page:
    """/in/: everything to print, to read out and to send."""
    title, spoken = "Bản in và bài đọc loa", loudspeaker(contacts, commune)
    body = render(
        "help/prints.html",
        title=title,
        commune=commune,
        prints=PRINTS,
        checked=checked_words(contacts),
        spoken=spoken,
        minutes=minutes_aloud(" ".join(spoken), commune.loudspeaker.syllables_per_minute),
        message=text_message(contacts, commune),
    )
    description = "Thẻ bỏ túi, áp phích, thông báo của thôn, bài đọc loa và tin nhắn, từ cùng một danh bạ."
    return Page("/in/", "prints", title, description, body, _SOURCE)


def print_assets(contacts: Help, commune: Commune) -> list[Asset]:
    """The PDF files, each set when it is asked for, and the text for the loudspeaker."""
    data, dated = _data(contacts, commune), contacts.checked_between()[1]
    spoken = "\n\n".join(loudspeaker(contacts, commune)) + "\n"
    return [
        *(Asset(each.address, "print", partial(pdf, each.template, data, dated), _SOURCE) for each in PRINTS),
        Asset("/in/bai-doc-loa.txt", "text", spoken.encode(), _SOURCE),
    ]


def checked_words(contacts: Help) -> str:
    """When the numbers were checked: "Kiểm tra ngày 23/11/2026", or from the first day to the last."""
    first, last = contacts.checked_between()
    if first == last:
        return f"Kiểm tra ngày {full_day(last)}"
    return f"Kiểm tra từ ngày {full_day(first)} đến ngày {full_day(last)}"


def told_words(commune: Commune) -> str:
    """Who learns of a report (Điều 20), and that the one who reports is protected (Điều 34 khoản 2)."""
    return (
        f"Báo cho xã hoặc công an thì Chủ tịch {commune.people_committee} sẽ được biết để giải quyết. "
        "Người báo tin được pháp luật bảo vệ (Luật Phòng, chống bạo lực gia đình, Điều 20 và Điều 34)."
    )


def _data(contacts: Help, commune: Commune) -> dict[str, object]:
    address = commune.absolute("/ho-tro/")
    return {
        "title": TITLE,
        "commune": commune.name,
        "city": commune.city,
        "place": capitalize_first(f"{commune.name}, {commune.city}"),
        "people_committee": commune.people_committee,
        "lines": [_line(line) for line in contacts.first_lines()],
        "offices": [_office(office) for office in contacts.offices if office.help_page],
        "everybody": _EVERYBODY,
        "told": told_words(commune),
        "blanks": f"Số nào còn trống là {commune.awaiting}. Chỉ điền số đã được xác nhận.",
        "checked": checked_words(contacts),
        "address": address,
        "shown_address": address and address.removeprefix("https://"),
        "qr": qr_svg(address) if address else None,
    }


def _line(line: Line) -> dict[str, object]:
    return line.model_dump(include={"phone", "who", "purpose", "hours", "cost"}) | {
        "label": line.label,
        "tel": line.tel,
    }


def _office(office: Office) -> dict[str, object]:
    answers = office.phone and not office.out_of_service
    return {"name": office.name, "phone": office.phone if answers else None, "tel": office.tel}
