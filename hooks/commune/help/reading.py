"""Reads the contacts and checks what one record says of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..core.cache import Cache, NoCache
from ..core.dates import full_day
from ..core.numbers import Seen, numbers_linked
from ..core.phone import digits_of
from ..core.problem import Place, Problems, did_you_mean
from ..core.prose import Prose
from ..core.sanitising import ADVICE as ADVICE_TEXT
from ..core.schema import Document, R, read_document, unique_ids
from ..core.shown import comments, numbers_by_line, numbers_in_markdown
from ..core.source import Source
from .contact import Contact
from .model import Guide, Guides, Line, Local, National, Office, ReportingPlace
from .trusted import TrustedAddress

NATIONAL, LOCAL, GUIDES = "content/help/national.yml", "content/help/local.yml", "content/help/an-toan.yml"
HERE = "content/help/"
ADVICE = ("ho-tro", "noi-tiep-nhan", "dia-chi", "an-toan", "thu")


@dataclass(frozen=True)
class Help:
    """Everybody whom somebody may call; `advice` is what their pages say, by page name.

    Of the addresses that are `by_phone_only` readers learn which office to ask, and nothing else.
    """

    lines: tuple[Line, ...]
    reporting_places: tuple[ReportingPlace, ...]
    offices: tuple[Office, ...]
    trusted_addresses: tuple[TrustedAddress, ...]
    by_phone_only: tuple[TrustedAddress, ...]
    guides: tuple[Guide, ...]
    advice: dict[str, Prose]

    def everybody(self) -> list[Contact]:
        """Every contact that officers look after: the country's lines, the commune's offices, the trusted addresses."""
        return [*self.lines, *self.offices, *self.trusted_addresses, *self.by_phone_only]

    def office(self, office_id: str) -> Office | None:
        return next((office for office in self.offices if office.id == office_id), None)

    def line(self, line_id: str) -> Line:
        """The line of that id. Raises LookupError where there is none."""
        return {line.id: line for line in self.lines}[line_id]

    def contacts_of(self, place: ReportingPlace) -> tuple[list[Line], list[Office]]:
        """The lines and the offices that stand for a reporting place here."""
        lines = [line for line in self.lines if line.id in place.lines and not line.out_of_service]
        return lines, [office for office in self.offices if office.id in place.offices]

    def waiting_offices(self) -> list[Office]:
        """The offices of the reporting places whose numbers nobody has confirmed yet."""
        named = {office_id for place in self.reporting_places for office_id in place.offices}
        return [office for office in self.offices if office.id in named and not office.phone]

    def first_lines(self) -> list[Line]:
        """The lines shown on every page: danger and advice that answer now; fire only where fire fits."""
        return [line for line in self.lines if line.kind != "rescue" and not line.out_of_service]

    def offices_to_ask(self) -> list[Office]:
        """The offices that know of the addresses which are not listed."""
        asked = {address.ask for address in self.by_phone_only}
        return [office for office in self.offices if office.id in asked]

    def answering(self, contact: Contact) -> Contact:
        """The contact itself, or whom to call instead while it is out of service."""
        if contact.out_of_service is None:
            return contact
        return {other.id: other for other in [*self.offices, *self.lines]}[contact.out_of_service.call_instead]


def read_help(source: Source, problems: Problems, keep: Cache | None = None) -> Help | None:
    """The contacts, or None with what is wrong in `problems`. What the advice becomes is kept in `keep`."""
    national = _read(National, NATIONAL, source, problems)
    local = _read(Local, LOCAL, source, problems)
    guides = _read(Guides, GUIDES, source, problems)
    advice = {name: _advice(name, source, problems, keep or NoCache()) for name in ADVICE}
    if guides:
        unique_ids(guides, "guides", guides.record.guides, problems)
    if local:
        unique_ids(local, "trusted_addresses", local.record.trusted_addresses, problems)
        _check_consent(local, problems)
    if national:
        unique_ids(national, "lines", national.record.lines, problems)
        unique_ids(national, "reporting_places", national.record.reporting_places, problems)
    if national is None or local is None or guides is None:
        return None
    _check_offices(national, local, problems)
    _check_reporting_places(national, local, problems)
    if not _check_out_of_service(national, local, problems):
        return None
    listed = [address.published() for address in local.record.trusted_addresses]
    return Help(
        national.record.lines,
        national.record.reporting_places,
        local.record.offices,
        tuple(address for address in listed if not address.ask),
        tuple(address for address in listed if address.ask),
        guides.record.guides,
        advice,
    )


def _read(model: type[R], uri: str, source: Source, problems: Problems) -> Document[R] | None:
    return read_document(model, uri, source, problems, "các trang hỗ trợ lấy số điện thoại và hướng dẫn từ đây")


def advice_uri(name: str) -> str:
    """The file with the advice of that name."""
    return f"{HERE}{name}.md"


def _advice(name: str, source: Source, problems: Problems, keep: Cache) -> Prose:
    uri = advice_uri(name)
    if uri not in source.texts:
        source.report_missing(uri, "lời hướng dẫn của trang hỗ trợ", problems)
    return Prose(source.texts.get(uri, ""), Place(uri, 1), ADVICE_TEXT, keep)


def _check_offices(national: Document[National], local: Document[Local], problems: Problems) -> None:
    """Offices and lines are named together (`call_instead`): an id means one of them."""
    unique_ids(local, "offices", local.record.offices, problems)
    lines = {line.id for line in national.record.lines}
    for index, office in enumerate(local.record.offices):
        if office.id in lines:
            message = f'"id" là "{office.id}": {NATIONAL} đã có đường dây tên này. Mỗi mục cần một tên riêng'
            problems.add(local.place("offices", index, "id"), message)


def _check_reporting_places(national: Document[National], local: Document[Local], problems: Problems) -> None:
    """national.yml is the same everywhere: an office that it names must be in this commune's local.yml."""
    lines = [line.id for line in national.record.lines]
    offices = [office.id for office in local.record.offices]
    for index, place in enumerate(national.record.reporting_places):
        for number, line in enumerate(place.lines):
            if line not in lines:
                message = f'"lines" có "{line}": không có đường dây nào tên như vậy{did_you_mean(line, lines)}'
                problems.add(national.place("reporting_places", index, "lines", number), message)
        for office in place.offices:
            if office not in offices:
                message = f'thiếu "{office}": nơi tiếp nhận theo Điều 19. Ví dụ: - {{id: {office}, name: …, phone: }}'
                problems.add(local.place("offices"), message)


def check_numbers_in_prose(
    contacts: Help | None, texts: Mapping[str, str], problems: Problems, keep: Cache | None = None
) -> None:
    """A number typed in a text would not follow its record, nor be checked again: it is a problem where it stands.

    `texts` are Markdown by uri, looked at as readers will see them.
    """
    for uri, text in texts.items():
        for line, number in numbers_in_markdown(text, keep or NoCache()):
            problems.add(Place(uri, line), _typed_in_prose(number, contacts))


def check_numbers_in_files(texts: Mapping[str, str], uris: Iterable[str], problems: Problems) -> None:
    """Numbers where nobody looks for them: in the names of files, which become addresses, and of papers in any text."""
    for uri in uris:
        for number in numbers_linked(uri):
            problems.add(
                Place(uri), f'tên tệp hay thư mục có số "{number.text}": tên này thành địa chỉ, hãy đổi tên khác'
            )
    for uri, text in texts.items():
        if not uri.endswith((".md", ".html")):
            for line, number in numbers_by_line(comments(text) if uri.endswith((".yml", ".yaml")) else text):
                if number.kind == "paper":
                    problems.add(Place(uri, line), _typed_in_prose(number, None))


def numbers_told(text: str, uri: str, problems: Problems, keep: Cache | None = None) -> list[str]:
    """Of a document word for word: a number of somebody's papers is a problem, one to call is told in a sentence."""
    found = numbers_in_markdown(text, keep or NoCache())
    for line, number in found:
        if number.kind == "paper":
            problems.add(Place(uri, line), _typed_in_prose(number, None))
    return [
        f'{Place(uri, line)}: văn bản có số điện thoại "{number.text}". Trang đăng đúng từng chữ, nên số này sẽ lên '
        "trang và không được kiểm tra lại: hãy chắc rằng văn bản được công bố cả số ấy"
        for line, number in found
        if number.kind != "paper"
    ]


def _typed_in_prose(number: Seen, contacts: Help | None) -> str:
    """What is wrong with a number in a text, and what to do."""
    if number.kind == "paper":
        return (
            f'trong bài có số giấy tờ của một người "{number.text}": hãy xóa số ấy. Số căn cước, hộ chiếu, bảo hiểm … '
            "không bao giờ ghi vào đây; đã đẩy lên thì báo ngay người giúp về kỹ thuật, vì lịch sử của kho mã còn giữ"
        )
    digits = digits_of(number.digits)
    lines = {digits_of(line.phone): line.id for line in contacts.lines} if contacts else {}
    offices = {digits_of(office.phone): office.name for office in contacts.offices if office.phone} if contacts else {}
    if digits in lines:
        cure = f'hãy viết {{{{ call("{lines[digits]}") }}}}'
    elif digits in offices:
        cure = f"{offices[digits]} đã có trong danh bạ: hãy bỏ số, viết tên và dẫn tới /ho-tro/noi-tiep-nhan/"
    else:
        cure = (
            "số chỉ được ghi trong danh bạ. Của một cơ quan: ghi vào content/help/local.yml, ở đây dẫn tới "
            "/ho-tro/noi-tiep-nhan/. Của một người: hãy xóa"
        )
    return f'trong bài có số điện thoại "{number.text}": {cure}'


def _check_out_of_service(national: Document[National], local: Document[Local], problems: Problems) -> bool:
    """Whoever is to be called instead must have a number that answers."""
    named: dict[str, Contact] = {each.id: each for each in (*national.record.lines, *local.record.offices)}
    before = len(problems)
    records: list[tuple[Document[National] | Document[Local], str, tuple[Contact, ...]]] = [
        (national, "lines", national.record.lines),
        (local, "offices", local.record.offices),
        (local, "trusted_addresses", local.record.trusted_addresses),
    ]
    for document, key, listed in records:
        for at, contact in enumerate(listed):
            if contact.out_of_service and (why := _silent(contact.out_of_service.call_instead, named)):
                place = document.place(key, at, "out_of_service", "call_instead")
                problems.add(place, f'"call_instead" là "{contact.out_of_service.call_instead}": {why}')
    return len(problems) == before


def _silent(name: str, named: Mapping[str, Contact]) -> str | None:
    """Why nobody can be called under the id `name`; None where somebody answers."""
    contact = named.get(name)
    if contact is None:
        return f"không có đường dây hay cơ quan nào tên này{did_you_mean(name, [*named])}"
    if contact.out_of_service:
        return f"chính số này cũng tạm ngừng từ {full_day(contact.out_of_service.since)}. Hãy chọn số khác"
    return None if contact.phone else "mục này chưa có số điện thoại. Hãy chọn số khác, ví dụ cong-an-113"


def _check_consent(local: Document[Local], problems: Problems) -> None:
    offices = [office.id for office in local.record.offices]
    for index, address in enumerate(local.record.trusted_addresses):
        if address.ask and address.ask not in offices:
            message = f'"ask" là "{address.ask}": không có cơ quan nào tên này{did_you_mean(address.ask, offices)}'
            problems.add(local.place("trusted_addresses", index, "ask"), message)
        for name in address.without_consent():
            if address.listing == "by_phone_only":
                message = f'"{name}" của nơi chỉ giới thiệu qua điện thoại thì không ghi vào đây. Hãy xóa mục này'
                problems.add(local.place("trusted_addresses", index, name), message)
                continue
            problems.add(
                local.place("trusted_addresses", index, name),
                f'"{name}" chưa được người đó đồng ý cho đăng. Hãy xóa mục này; khi đã có đồng ý bằng văn bản, '
                f"ghi consent: {{given_on: ngày/tháng/năm, fields: [{name}]}}",
            )
