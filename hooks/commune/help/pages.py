"""The help pages: finished files with a small template of their own, complete in one request.

Their addresses, titles and descriptions are neutral: what they are about is said inside.
"""

from __future__ import annotations

from markupsafe import Markup

from ..core.page import Asset
from ..core.render import fill, html_from_markdown, render
from ..settings import Commune
from .model import Office
from ..core.phone import tel_uri
from .reading import Help


def help_assets(contacts: Help, commune: Commune) -> list[Asset]:
    """/ho-tro/ and its sub-pages."""
    return [
        _asset("/ho-tro/", "help", "Số điện thoại cần biết", "help/help.html", "ho-tro", contacts, commune),
        _asset(
            "/ho-tro/noi-tiep-nhan/", "help-places", "Nơi tiếp nhận", "help/places.html", "noi-tiep-nhan", contacts, commune
        ),
        _asset("/ho-tro/dia-chi/", "help-trusted", "Địa chỉ tin cậy", "help/trusted.html", "dia-chi", contacts, commune),
    ]


def _asset(
    address: str, kind: str, title: str, template: str, advice: str, contacts: Help, commune: Commune
) -> Asset:
    html = render(
        template,
        address=address,
        title=title,
        commune=commune,
        contacts=contacts,
        advice=html_from_markdown(fill(contacts.advice[advice], advice_names(contacts, commune))),
    )
    return Asset(address, kind, html.encode(), f"content/help/{advice}.md")


def advice_names(contacts: Help, commune: Commune) -> dict[str, object]:
    """What Markdown may use in braces: `{{ commune.name }}`, `{{ call("cong-an-113") }}`."""

    def call(line_id: str) -> Markup:
        line = contacts.line(line_id)
        return Markup('<a href="{}">{}</a>').format(line.tel, line.phone)

    return {"commune": commune, "call": call}


def lines_block(contacts: Help) -> Markup:
    """The lines of first resort, for the home page and the page that was not found."""
    return render("help/first_lines.html", lines=contacts.first_lines())


def contact_block(office: Office | None, commune: Commune) -> Markup:
    """How to reach an office, or that its number is not confirmed yet."""
    return render("help/contact.html", office=office, commune=commune)


def phone_or_slot(phone: str | None, commune: Commune) -> Markup:
    """A number that dials, or that it is not confirmed yet."""
    return Markup('<a href="{}">{}</a>').format(tel_uri(phone), phone) if phone else Markup("{}.").format(commune.awaiting)
