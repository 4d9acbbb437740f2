"""What programs read: feeds, the list of materials, and what other sites need to show a material."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import escape
from pydantic import BaseModel, ConfigDict, Field

from ..core.page import Asset
from ..output.data import json_bytes, open_data
from ..output.feeds import Deleted, Feed, FeedEntry, atom, json_feed, stable_id
from ..settings import Commune
from ..vocabulary import URI as VOCABULARY
from ..vocabulary import Vocabulary
from .addresses import framed
from .happenings import in_a_line
from .material_model import Material
from .piece import Campaigns, Piece, newest_first

_NEWEST = 50
MATERIALS, SCHEMA = "/materials.json", "/materials.schema.json"


class PublicFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    address: str = Field(description="Địa chỉ của tệp, từ gốc trang")
    title: str = Field(description="Tên tệp cho người đọc")
    media_type: str = Field(description="Kiểu tệp (IANA)")
    size: int = Field(description="Số byte")
    sha256: str = Field(description="Mã kiểm tra", pattern="^[0-9a-f]{64}$")
    editable: bool = Field(description="Có phải bản để sửa")


class PublicMaterial(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="Tên cố định")
    address: str = Field(description="Địa chỉ cố định của tài liệu, từ gốc trang")
    title: str = Field(description="Tên tài liệu")
    summary: str = Field(description="Tài liệu này là gì")
    kind: str = Field(description="Loại, theo vocabulary.yml")
    audience: list[str] = Field(description="Dành cho ai, theo vocabulary.yml")
    grades: list[str] = Field(description="Lớp, theo vocabulary.yml")
    topics: list[str] = Field(description="Chủ đề, theo vocabulary.yml")
    language: str = Field(description="Ngôn ngữ (BCP 47)")
    licence: str = Field(description="Địa chỉ của giấy phép")
    creator: str = Field(description="Người biên soạn")
    published: str = Field(description="Ngày đăng", pattern=r"^\d{4}-\d{2}-\d{2}$")
    version: int = Field(description="Bản hiện nay")
    updated: str = Field(description="Ngày của bản hiện nay", pattern=r"^\d{4}-\d{2}-\d{2}$")
    video: str | None = Field(description="Địa chỉ của phim ở trang khác, nếu có")
    files: list[PublicFile] = Field(description="Các tệp tải về")


class MaterialList(BaseModel):
    """Mọi tài liệu của trang, mới nhất ở trên."""

    model_config = ConfigDict(title="Tài liệu", populate_by_name=True)

    schema_address: str = Field(alias="$schema", description="Nơi có lược đồ của tệp này")
    publisher: str = Field(description="Nơi phát hành")
    site: str | None = Field(description="Địa chỉ gốc của trang, khi đã có")
    materials: list[PublicMaterial]


def feed_assets(campaigns: Campaigns, commune: Commune, vocabulary: Vocabulary, today: date) -> list[Asset]:
    """/feed.xml, /feed.json, and for each material a feed of its versions."""
    newest = newest_first(campaigns.all, _updated)[:_NEWEST]
    entries = tuple(_entry(item, commune, vocabulary) for item in newest)
    corrected = tuple(entry for item in newest for entry in _corrections(item, commune))
    feed = Feed(
        title=commune.site_name,
        subtitle=commune.tagline,
        home=commune.absolute("/"),
        address=commune.absolute("/feed.xml"),
        id=stable_id(commune.id, "/feed"),
        author=commune.people_committee,
        entries=(*entries, *corrected),
        deleted=tuple(_deleted(campaigns, commune, today)),
    )
    source = newest[0].uri if newest else VOCABULARY
    return [
        Asset("/feed.xml", "feed", atom(feed), source),
        Asset("/feed.json", "feed", json_feed(replace(feed, address=commune.absolute("/feed.json"))), source),
        *(_changes(item, commune) for item in campaigns.materials),
    ]


def _updated(item: Piece[Any]) -> Any:
    record = item.record
    return max(record.current.date, record.last_changed) if isinstance(record, Material) else record.last_changed


def _entry(item: Piece[Any], commune: Commune, vocabulary: Vocabulary) -> FeedEntry:
    return FeedEntry(
        title=item.record.title,
        address=commune.absolute(item.address),
        id=stable_id(commune.id, item.address),
        summary=f"{in_a_line(item.happening)} {item.record.summary}" if item.happening else item.record.summary,
        related=_film(item),
        published=item.record.date,
        updated=_updated(item),
        categories=(_kind(item, vocabulary), *(vocabulary.name("topics", topic) for topic in item.record.topics)),
    )


def _kind(item: Piece[Any], vocabulary: Vocabulary) -> str:
    """What it is, in words: "Gương điển hình", "Áp phích"."""
    record = item.record
    return vocabulary.name("kinds", record.kind) if isinstance(record, Material) else record.kind_words


def _film(item: Piece[Any]) -> str | None:
    film = item.record.film if isinstance(item.record, Material) else None
    return film.address if film else None


def _deleted(campaigns: Campaigns, commune: Commune, today: date) -> Iterator[Deleted]:
    """What was withdrawn, and its corrections.

    Readers of feeds keep what is newer than its end (RFC 6721 §2), and it is gone today, whatever day is written down.
    """
    for item in campaigns.taken_off:
        if item.record.withdrawn:
            names = [item.address, *(_correction(item, number) for number, _ in enumerate(item.record.corrections, 1))]
            when = min(today, max(item.record.withdrawn.date, _updated(item)))
            yield from (Deleted(stable_id(commune.id, name), when) for name in names)


def _correction(item: Piece[Any], number: int) -> str:
    return f"{item.address}#dinh-chinh-{number}"


def _corrections(item: Piece[Any], commune: Commune) -> list[FeedEntry]:
    """An entry for each correction: who has read the first version reads what was wrong in it."""
    return [
        FeedEntry(
            title=f"Đính chính: {item.record.title}",
            address=commune.absolute(item.address),
            id=stable_id(commune.id, _correction(item, number)),
            summary=each.what,
            published=each.date,
            updated=each.date,
        )
        for number, each in enumerate(item.record.corrections, 1)
    ]


def _changes(item: Piece[Material], commune: Commune) -> Asset:
    """/t/<id>/feed.xml: those who link to a material learn that it changed."""
    record = item.record
    entries = tuple(
        FeedEntry(
            title=f"{record.title}, bản {version.number}",
            address=commune.absolute(item.address),
            id=stable_id(commune.id, f"{item.address}#{version.number}"),
            summary=version.note,
            published=version.date,
            updated=version.date,
        )
        for version in record.versions
    )
    address = f"{item.address}feed.xml"
    feed = Feed(
        title=f"{record.title}: các bản",
        subtitle=record.summary,
        home=commune.absolute(item.address),
        address=commune.absolute(address),
        id=stable_id(commune.id, address),
        author=commune.people_committee,
        entries=(*entries, *_corrections(item, commune)),
    )
    return Asset(address, "feed", atom(feed), item.uri)


def list_assets(
    materials: Sequence[tuple[Piece[Material], Sequence[PublicFile]]], commune: Commune, vocabulary: Vocabulary
) -> list[Asset]:
    """/materials.json and the JSON Schema that it keeps to; each material comes with its files."""
    listed = MaterialList(
        schema_address=SCHEMA.lstrip("/"),
        publisher=commune.people_committee,
        site=commune.absolute("/"),
        materials=[_public(item, files, vocabulary) for item, files in materials],
    )
    return open_data(MATERIALS, SCHEMA, listed, VOCABULARY)


def _public(item: Piece[Material], files: Sequence[PublicFile], vocabulary: Vocabulary) -> PublicMaterial:
    record = item.record
    return PublicMaterial(
        id=item.id,
        address=item.address,
        title=record.title,
        summary=record.summary,
        kind=record.kind,
        audience=list(record.audience),
        grades=list(record.grades),
        topics=list(record.topics),
        language=record.language,
        licence=vocabulary.licence(record.licence).url,
        creator=record.creator,
        published=record.date.isoformat(),
        version=record.current.number,
        updated=record.current.date.isoformat(),
        video=record.film.address if record.film else None,
        files=list(files),
    )


def learning_resource(
    item: Piece[Material], files: Sequence[PublicFile], commune: Commune, vocabulary: Vocabulary
) -> dict[str, object]:
    """A material as schema.org/LearningResource, in the properties of the Allgemeines Metadatenprofil (AMB)."""
    record = item.record
    found: dict[str, object] = {
        "@context": ["https://w3id.org/kim/amb/context.jsonld", {"@language": "vi"}, "https://schema.org/"],
        "type": ["LearningResource"],
        "id": commune.absolute(item.address) or stable_id(commune.id, item.address),
        "name": record.title,
        "description": record.summary,
        "image": commune.absolute(f"{item.address}the.png"),
        "inLanguage": [record.language],
        "license": {"id": vocabulary.licence(record.licence).url},
        "creator": [{"type": "Organization", "name": record.creator}],
        "publisher": [{"type": "Organization", "name": commune.people_committee}],
        "datePublished": record.date.isoformat(),
        "dateModified": _updated(item).isoformat(),
        "keywords": [vocabulary.name("topics", topic) for topic in record.topics],
        "learningResourceType": [
            _concept("hcrt", vocabulary.kind(record.kind).hcrt, vocabulary.name("kinds", record.kind))
        ],
        "educationalLevel": [
            _concept("educationalLevel", f"level_{each}") for each in vocabulary.levels(record.grades)
        ],
        "timeRequired": f"PT{record.duration_minutes}M" if record.duration_minutes else None,
        "isAccessibleForFree": True,
        "encoding": [
            *([{"type": "MediaObject", "contentUrl": record.film.address}] if record.film else []),
            *(_encoding(file, commune) for file in files if commune.absolute("/")),
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _concept(scheme: str, name: str, label: str | None = None) -> dict[str, object]:
    """A term of one of the lists that AMB takes, with what it is called here."""
    found: dict[str, object] = {"id": f"https://w3id.org/kim/{scheme}/{name}"}
    return {**found, "prefLabel": {"vi": label}} if label else found


def _encoding(file: PublicFile, commune: Commune) -> dict[str, object]:
    return {
        "type": "MediaObject",
        "contentUrl": commune.absolute(file.address),
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


EMBED_HEIGHT = 640  # pixels, with a preview and two files


def embed_address(item: Piece[Material]) -> str:
    """Where the card of a material stands that other sites put in a frame."""
    return framed(item.address)


def embed_code(item: Piece[Material], commune: Commune) -> str | None:
    """The HTML to put into another site, as text; None while the site has no address."""
    address = commune.absolute(embed_address(item))
    if address is None:
        return None
    title = escape(item.record.title)
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{EMBED_HEIGHT}" loading="lazy"'
        ' referrerpolicy="no-referrer" style="border:0"></iframe>'
    )


def oembed_asset(item: Piece[Material], commune: Commune) -> Asset | None:
    """/t/<id>/oembed.json (oEmbed 1.0, kept as a file); None while the site has no address."""
    frame = embed_code(item, commune)
    if frame is None:
        return None
    found = {
        "version": "1.0",
        "type": "rich",
        "title": item.record.title,
        "provider_name": commune.site_name,
        "provider_url": commune.absolute("/"),
        "html": frame,
        "width": 640,
        "height": EMBED_HEIGHT,
    }
    return Asset(f"{item.address}oembed.json", "data", json_bytes(found), item.uri)
