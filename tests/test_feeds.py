"""Feeds as feed readers take them: Atom read by feedparser and held against RFC 4287, JSON Feed against its rules."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import feedparser
import pytest
from commune.output.feeds import Feed, FeedEntry, atom, json_feed, stable_id
from jsonschema import Draft202012Validator

NASTY = """<b>"đ" & 'x'</b> ]]> &amp; \u2028 \U0001f600 <script>alert(1)</script>"""
HOST = "https://vi-du.vn/binh-dang-gioi"


def entry(name: str, day: date, host: str | None = HOST, **changes) -> FeedEntry:
    """An entry about a campaign."""
    address = f"{host}/chien-dich/{name}/" if host else None
    made = FeedEntry(
        f"Chiến dịch {name}", address, stable_id("xa-a", f"chien-dich/{name}"), "Một câu.", day, day, ("Nam giới",)
    )
    return replace(made, **changes)


def feed(*entries: FeedEntry, host: str | None = HOST) -> Feed:
    home, address = (f"{host}/chien-dich/", f"{host}/feed.xml") if host else (None, None)
    return Feed("Chiến dịch", "Tin của xã", home, address, stable_id("xa-a", "feed"), "UBND xã", entries)


def two(host: str | None = HOST) -> Feed:
    return feed(
        entry("cu", date(2026, 11, 15), host, updated=date(2026, 12, 20)),
        entry("moi", date(2026, 12, 1), host),
        host=host,
    )


FEEDS = {
    "two": two(),
    "without an address": two(host=None),
    "empty": feed(),
    "empty without an address": feed(host=None),
    "nasty": feed(entry("x", date(2026, 11, 24), title=NASTY, summary=NASTY, categories=(NASTY,))),
}

# --- Atom ---

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated", "published")}
RFC_3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"


def breaches(element: Xml.Element) -> list[str]:
    """What RFC 4287 (§4.1.1, §4.1.2, §3.3) asks of a feed or an entry and is not there."""
    kind = element.tag.removeprefix(ATOM)
    wrong = [f"{kind}: {name}" for name in ONCE[kind] if len(element.findall(ATOM + name)) != 1]
    days = [*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")]
    wrong += [f"{kind}: {day.text}" for day in days if not re.fullmatch(RFC_3339, day.text)]
    links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
    wrong += [f"{kind}: two links {link}" for link in set(links) if links.count(link) > 1]
    if kind == "entry" and element.find(f"{ATOM}content") is None and "alternate" not in dict(links):
        wrong.append("entry: neither content nor a link")
    return wrong


@pytest.mark.parametrize("given", FEEDS.values(), ids=FEEDS)
def test_atom_is_what_the_rfc_asks_for(given):
    root = Xml.fromstring(atom(given))
    entries = root.findall(f"{ATOM}entry")
    assert [found for element in (root, *entries) for found in breaches(element)] == []
    assert root.find(f"{ATOM}author/{ATOM}name").text
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids) and all(re.match(r"urn:uuid:[0-9a-f-]{36}$", one) for one in ids)
    assert all(link.get("href").startswith("https://") for link in root.iter(f"{ATOM}link"))


@pytest.mark.parametrize("given", FEEDS.values(), ids=FEEDS)
def test_a_feed_reader_takes_the_atom(given):
    read = feedparser.parse(atom(given), sanitize_html=False)
    assert not read.bozo and read.version == "atom10"
    assert read.feed.title == given.title
    assert [one.id for one in read.entries] == [one.id for one in given.newest_first]
    for found, meant in zip(read.entries, given.newest_first, strict=True):
        assert found.title == meant.title
        assert found.summary == meant.summary
        assert [tag.term for tag in found.tags] == list(meant.categories)
        # feedparser gives the id in place of a link that is not there
        assert found.link == (meant.address or meant.id)


# --- JSON Feed ---

URL = {"type": "string", "pattern": "^https?://"}
DAY = {"type": "string", "pattern": f"^{RFC_3339}$"}
TEXT = {"type": "string", "minLength": 1}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "description": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "language": {"const": "vi"},
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1, "properties": {"name": TEXT}}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": URL,
                    "title": TEXT,
                    "content_text": TEXT,
                    "content_html": TEXT,
                    "date_published": DAY,
                    "date_modified": DAY,
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}


@pytest.mark.parametrize("given", FEEDS.values(), ids=FEEDS)
def test_json_feed_is_what_its_rules_ask_for(given):
    document = json.loads(json_feed(given))
    assert [error.message for error in Draft202012Validator(JSON_FEED).iter_errors(document)] == []
    assert [item["id"] for item in document["items"]] == [one.id for one in given.newest_first]
    assert [item["content_text"] for item in document["items"]] == [one.summary for one in given.newest_first]
    assert [item.get("url") for item in document["items"]] == [one.address for one in given.newest_first]


# --- both ---


@pytest.mark.parametrize("write", [atom, json_feed])
def test_order_and_dates_come_from_the_data(write):
    given = two()
    assert write(given) == write(replace(given, entries=given.entries[::-1]))
    assert given.updated == date(2026, 12, 20)
    assert b"2026-12-20T00:00:00+07:00" in write(given)


def test_an_entry_keeps_its_id_when_the_site_moves():
    assert [one.id for one in two().entries] == [one.id for one in two("https://khac.vn").entries]
    assert two("https://khac.vn").id == two(None).id
    assert stable_id("xa-a", "x") != stable_id("xa-b", "x")
    # Readers would show everything as new: this may never change.
    assert stable_id("xa-a", "feed") == "urn:uuid:cc74afe4-d6a5-5cb4-9b13-71e2a40c03ec"


@pytest.mark.parametrize("write", [atom, json_feed])
def test_what_xml_cannot_hold_is_left_out(write):
    given = feed(entry("x", date(2026, 11, 24), title="Một\x00\x0b\ufffe\ud800 hai", summary="\x1b[31mba"))
    read = write(given).decode()
    assert "Một hai" in read and "[31mba" in read
    assert not re.search("[\x00\x0b\x1b\ufffe]", read)
