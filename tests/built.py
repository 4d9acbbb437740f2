"""The built site as a reader's browser gets it: its pages, their links, what they weigh."""

from __future__ import annotations

import gzip
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag
from commune.core.page import Manifest
from pypdf import PdfReader


@cache
def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def pages(site: Path) -> list[Path]:
    """Every HTML file of the site."""
    return sorted(site.rglob("*.html"))


def lasting(manifest: Manifest) -> set[str]:
    """Every address but those of the search's index, which change with what it holds."""
    return {address for address, item in manifest.by_address.items() if item.kind != "index"}


def address(site: Path, file: Path) -> str:
    """Where a file stands on the web: "/", "/lich/", "/404.html"."""
    return "/" + file.relative_to(site).as_posix().removesuffix("index.html")


def references(file: Path) -> list[tuple[Tag, str]]:
    """(element, address) of everything that a page links to or loads."""
    return [(tag, str(tag[name])) for name in ("href", "src") for tag in soup(file).find_all(None, {name: True})]


def target(site: Path, file: Path, reference: str) -> tuple[Path, str]:
    """(file, anchor) that a reference within the site leads to."""
    path, anchor = urldefrag(urljoin(f"http://site{address(site, file)}", reference))
    path = path.removeprefix("http://site/")
    return site / (path + "index.html" if path.endswith("/") or not path else path), anchor


def is_within(reference: str) -> bool:
    return not reference.startswith(("tel:", "mailto:", "https:", "http:", "data:"))


def said(data: bytes) -> str:
    """Everything that a file says: its characters, or its bytes; of a PDF its words, links and metadata."""
    if not data.startswith(b"%PDF"):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    reader = PdfReader(BytesIO(data))
    parts = [f"{key} {value}" for key, value in (reader.metadata or {}).items()]
    parts += [str(reader.xmp_metadata.stream.get_data().decode("utf-8"))] if reader.xmp_metadata else []
    for page in reader.pages:
        parts += [page.extract_text(), *(str(note.get_object().get("/A")) for note in page.get("/Annots", []))]
    return "\n".join(parts)


def first_visit_bytes(site: Path, file: Path) -> int:
    """HTML, styles and scripts of one page, each gzipped."""
    loaded = {file}
    for tag, reference in references(file):
        if tag.name == "script" or (tag.name == "link" and "stylesheet" in tag.get_attribute_list("rel")):
            loaded.add(target(site, file, reference)[0])
    return sum(len(gzip.compress(part.read_bytes(), 9)) for part in loaded)
