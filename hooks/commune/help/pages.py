"""The help pages: finished files with a small template of their own, complete in one request.

Their addresses, titles and descriptions are neutral: what they are about is said inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..core.links import FRAMES
from ..core.names import Values, call_key
from ..core.page import Asset
from ..core.phone import tel_uri
from ..core.problem import Problems
from ..core.prose import fill
from ..core.render import render
from ..settings import Commune
from . import words
from .contact import Contact
from .reading import NATIONAL, Help, advice_uri


@dataclass(frozen=True)
class _HelpPage:
    """One help page: `advice` names the Markdown in content/help/."""

    address: str
    kind: str
    title: str
    template: str
    advice: str


PAGES = (
    _HelpPage(words.ADDRESS, "help", words.TITLE, "help/help.html", "ho-tro"),
    _HelpPage(f"{words.ADDRESS}noi-tiep-nhan/", "help-places", "Nơi tiếp nhận", "help/places.html", "noi-tiep-nhan"),
    _HelpPage(f"{words.ADDRESS}an-toan/", "help-phone", "Mẹo dùng điện thoại", "help/phone.html", "an-toan"),
    _HelpPage(f"{words.ADDRESS}thu/", "help-practice", "Trang thử nút bấm", "help/practice.html", "thu"),
    _HelpPage(f"{words.ADDRESS}dia-chi/", "help-trusted", "Địa chỉ cần biết", "help/trusted.html", "dia-chi"),
)

_EMBED = f"{FRAMES}ho-tro/"


def help_assets(contacts: Help, commune: Commune, problems: Problems, field: Markup) -> list[Asset]:
    """/ho-tro/ and its sub-pages; `field` is that for searching."""
    return [_asset(page, contacts, commune, problems, field) for page in PAGES]


def _asset(page: _HelpPage, contacts: Help, commune: Commune, problems: Problems, field: Markup) -> Asset:
    uri = advice_uri(page.advice)
    advice = contacts.advice[page.advice]
    advice.report(problems)
    filled = fill(advice, advice_names(contacts, commune), problems)
    html = render(page.template, here=page, pages=PAGES, advice=filled, field=field, **_values(contacts, commune))
    return Asset(page.address, page.kind, html.encode(), uri, title=page.title)


def _values(contacts: Help, commune: Commune) -> dict[str, object]:
    """What every template of this slice says."""
    said = {"question": words.QUESTION, "everybody": words.EVERYBODY, "told": words.told(commune)}
    return {"contacts": contacts, "commune": commune, **said}


def text_names(contacts: Help, commune: Commune) -> Values:
    """What every text may say in braces: `{{ commune.name }}`, `{{ call("cong-an-113") }}`."""
    calls = {call_key(line.id): _call(contacts.answering(line)) for line in contacts.lines}
    return {**commune.names(), **calls}


def callable_lines(contacts: Help) -> dict[str, str]:
    """What texts may call: the label of each line by the key of its name."""
    return {call_key(line.id): line.label for line in contacts.lines}


def _call(contact: Contact) -> Markup:
    return Markup('<a class="tap" href="{}"><b>{}</b> {}</a>').format(contact.tel, contact.phone, contact.label)


def advice_names(contacts: Help, commune: Commune) -> Values:
    """What the advice on help and the standing pages may say beside that."""
    history_shown = render("help/history.html", pages=PAGES, commune=commune)
    left = render("help/history_left.html")
    return {**text_names(contacts, commune), "history_shown": history_shown, "history_left": left}


def first_lines(contacts: Help) -> list[dict[str, object]]:
    """The lines of first resort as data: the number, what dials it, whom it reaches, the name of an icon or None."""
    return [
        {"phone": line.phone, "tel": line.tel, "label": line.label, "icon": line.icon}
        for line in contacts.first_lines()
    ]


def lines_block(contacts: Help) -> Markup:
    """The lines of first resort, for the home page and the page that was not found."""
    return render("help/first_lines.html", contacts=contacts)


def panel(contacts: Help, commune: Commune) -> Markup:
    """The same lines for every other page: folded without JavaScript, a dialog with it."""
    return render("help/panel.html", **_values(contacts, commune))


def embed_asset(contacts: Help, commune: Commune) -> Asset:
    """/nhung/ho-tro/: a card for the frames of other sites."""
    html = render("help/embed.html", title=words.TITLE, **_values(contacts, commune))
    return Asset(_EMBED, "embed", html.encode(), NATIONAL)


def embed_code(commune: Commune) -> Markup:
    """The lines that put the card on another site; they need the address of this one."""
    return render("help/embed_code.html", address=commune.absolute(_EMBED), title=words.TITLE)


def way_out(commune: Commune) -> Markup:
    """The way out, for a page that asks for it."""
    return render("help/way_out.html", commune=commune)


def scripts() -> Markup:
    """The scripts of the panel and the way out, for the pages that the theme dresses."""
    return render("help/leave.js") + render("help/panel.js")


def contact_block(contacts: Help, office_id: str, commune: Commune) -> Markup:
    """How to reach an office, or that its number is not confirmed yet."""
    return render("help/contact.html", office=contacts.office(office_id), contacts=contacts, commune=commune)


def dial_link(phone: str) -> Markup:
    """A number that dials."""
    return Markup('<a href="{}">{}</a>').format(tel_uri(phone), phone)
