"""Bundles: materials that go together, as one page and one ZIP file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ..core.cache import Cache, key_of, made_by
from ..core.page import Asset, Page
from ..core.render import render
from ..output.archive import zipped
from ..settings import Commune
from ..vocabulary import Vocabulary
from .downloads import Download, credit_line
from .material_model import Bundle, Material
from .piece import Campaigns, Piece
from .reading import BUNDLES

READ_FIRST = "DOC-TRUOC.txt"
_PACKED_BY = (("campaigns/bundles.py", "output/archive.py"), ())

Parts = Sequence[tuple[Piece[Material], Sequence[Download]]]


def bundle_items(
    campaigns: Campaigns,
    offered: Mapping[str, Sequence[Download]],
    commune: Commune,
    vocabulary: Vocabulary,
    cache: Cache,
) -> tuple[list[Page], list[Asset]]:
    """The page of each bundle and its ZIP file; `offered` are the files of each material by its id."""
    pages, archives = [], []
    for bundle in campaigns.bundles:
        parts = [(item, offered[item.id]) for item in campaigns.in_bundle(bundle)]
        archive = _archive(bundle, parts, read_first(bundle, parts, commune, vocabulary), cache)
        pages.append(_page(bundle, parts, archive, vocabulary))
        archives.append(archive)
    return pages, archives


def _page(bundle: Bundle, parts: Parts, archive: Asset, vocabulary: Vocabulary) -> Page:
    """/tai-lieu/bo/<id>/"""
    whole = Download(archive.address, "Tải cả bộ", archive.data)
    body = render(
        "campaigns/bundle.html", bundle=bundle, parts=parts, whole=whole, vocabulary=vocabulary, read_first=READ_FIRST
    )
    return Page(bundle.address, "bundle", bundle.title, bundle.summary, body, BUNDLES)


def _archive(bundle: Bundle, parts: Parts, words: str, cache: Cache) -> Asset:
    """/tai-lieu/bo/<id>/<id>.zip: a folder for each material that has files, and what to read before."""
    # Old Notepad needs the mark and the line ends of Windows to show Vietnamese as it was written.
    files = {READ_FIRST: words.replace("\n", "\r\n").encode("utf-8-sig")}
    files |= {f"{item.id}/{file.address.rpartition('/')[2]}": file.data for item, found in parts for file in found}
    key = key_of("bundle", made_by(*_PACKED_BY), *(part for name in sorted(files) for part in (name, files[name])))
    made = partial(cache.get_or_make, key, partial(zipped, files))
    return Asset(f"{bundle.address}{bundle.id}.zip", "file", made, BUNDLES)


def read_first(bundle: Bundle, parts: Parts, commune: Commune, vocabulary: Vocabulary) -> str:
    """What is in the ZIP file, on which terms, and where it is from: plain text."""
    home = commune.absolute(bundle.address)
    where = home or f"{bundle.address} (trang chưa có địa chỉ chính thức: các địa chỉ dưới đây tính từ gốc trang)"
    lines = [
        bundle.title.upper(),
        "",
        bundle.summary,
        "",
        f"Nơi phát hành: {commune.people_committee}, {commune.city}",
        f"Trang của bộ này: {where}",
        f"Số tài liệu: {len(parts)}",
    ]
    for number, (item, files) in enumerate(parts, 1):
        lines += ["", f"{number}. {item.record.title}", *_about(item, files, commune, vocabulary)]
    return "\n".join(lines) + "\n"


def _about(item: Piece[Material], files: Sequence[Download], commune: Commune, vocabulary: Vocabulary) -> list[str]:
    names = ", ".join(file.address.rpartition("/")[2] for file in files)
    licence = vocabulary.licence(item.record.licence)
    return [
        f"   Trong thư mục {item.id}: {names}" if files else "   Không có tệp: tài liệu này là một trang để đọc và in.",
        f"   Địa chỉ: {commune.absolute(item.address) or item.address}",
        f"   Giấy phép: {licence.name}, {licence.deed or licence.url}",
        f"   Khi dùng, xin ghi: {credit_line(item, commune, vocabulary)}",
    ]
