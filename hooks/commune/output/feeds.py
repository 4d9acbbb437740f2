"""Atom (RFC 4287) and JSON Feed 1.1: what is new, for readers and other sites. The same bytes from the same data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

_NAMESPACE = UUID("5b0f9d1e-3c0a-5a49-9d0e-6f1c7a2b8e43")
# An empty feed has not been updated on any day, yet Atom asks for one (§4.2.15): a constant, never the build's.
_NEVER = date(1970, 1, 1)
# Characters that XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedEntry:
    """One new thing. `address` is absolute, None while the site has no host; `id` comes from `stable_id`.

    `related` is the address on another site that it is about.
    """

    title: str
    address: str | None
    id: str
    summary: str
    published: date
    updated: date
    categories: tuple[str, ...] = ()
    related: str | None = None


@dataclass(frozen=True)
class Deleted:
    """An entry that is no more (RFC 6721): its id, and since when. Readers of feeds take it away too."""

    id: str
    when: date


@dataclass(frozen=True)
class Feed:
    """A list of news: `home` is the page it belongs to and `address` its own file, both absolute or None."""

    title: str
    subtitle: str
    home: str | None
    address: str | None
    id: str
    author: str
    entries: tuple[FeedEntry, ...]
    deleted: tuple[Deleted, ...] = ()

    @property
    def newest_first(self) -> list[FeedEntry]:
        return sorted(self.entries, key=lambda entry: (-entry.published.toordinal(), entry.id))

    @property
    def updated(self) -> date:
        """When its newest entry was, or was taken away: the day the data changed, not the day of the build."""
        days = [*(entry.updated for entry in self.entries), *(each.when for each in self.deleted)]
        return max(days, default=_NEVER)


def stable_id(commune_id: str, name: str) -> str:
    """The id of a feed or an entry: the same for ever, whatever host the site moves to.

    A urn:uuid, because a tag: URI (RFC 4151) must begin with a domain or an e-mail address, and a commune
    may have neither yet.
    """
    return uuid5(_NAMESPACE, f"{commune_id}/{name}").urn


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = Xml.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(feed.updated))
    _add(Xml.SubElement(root, "author"), "name", feed.author)
    _link(root, "alternate", feed.home, "text/html")
    _link(root, "self", feed.address, "application/atom+xml")
    for entry in feed.newest_first:
        _add_entry(root, entry)
    if feed.deleted:
        root.set("xmlns:at", "http://purl.org/atompub/tombstones/1.0")
    for each in sorted(feed.deleted, key=lambda each: each.id):
        Xml.SubElement(root, "at:deleted-entry", ref=each.id, when=_moment(each.when))
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entry(root: Xml.Element, entry: FeedEntry) -> None:
    """An entry links to its page. While the site has no address there is nothing to link to: a relative link would
    lead nowhere from a feed reader, and Atom then asks for content in place of it (§4.1.2), so the summary is that.
    """
    element = Xml.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.address, "text/html")
    _link(element, "related", entry.related, "text/html")
    _add(element, "summary" if entry.address else "content", entry.summary)
    for category in entry.categories:
        Xml.SubElement(element, "category", term=_clean(category))


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _clean(text)


def _link(parent: Xml.Element, relation: str, address: str | None, file_type: str) -> None:
    if address:
        Xml.SubElement(parent, "link", rel=relation, type=file_type, href=address)


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed. What needs an address is left out while the site has none: all of it is optional."""
    found: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(feed.title),
        "description": _clean(feed.subtitle),
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "vi",
        "authors": [{"name": _clean(feed.author)}],
        "items": [_item(entry) for entry in feed.newest_first],
    }
    return (json.dumps(_given(found), ensure_ascii=False, indent=2) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.address,
        "external_url": entry.related,
        "title": _clean(entry.title),
        "content_text": _clean(entry.summary),
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "tags": [_clean(category) for category in entry.categories],
    }
    return _given(item)


def _given(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(day: date) -> str:
    """The beginning of a day in Viet Nam, as both formats write it (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00+07:00"
