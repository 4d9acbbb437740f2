"""sitemap.xml and robots.txt, by which search engines find every page. They need the site's address on the web."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from ..core.page import Asset, Manifest
from ..settings import URI as SETTINGS
from ..settings import Commune


def sitemap_assets(manifest: Manifest, commune: Commune) -> list[Asset]:
    """/sitemap.xml, and /robots.txt that names it; nothing while the site has no address.

    There is no day of change in it: the day of a build says nothing about a page.
    """
    home = commune.absolute("/")
    if home is None:
        return []
    lines = [f"<url><loc>{escape(home + address[1:])}</loc></url>" for address in listed(manifest)]
    found = [Asset("/sitemap.xml", "sitemap", _urlset(lines), SETTINGS)]
    if urlsplit(home).path == "/":  # robots ask for it at the root of a host and nowhere else
        robots = f"User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n"
        found.append(Asset("/robots.txt", "robots", robots.encode(), SETTINGS))
    return found


def listed(manifest: Manifest) -> list[str]:
    """The address of every page that people read, those of help too."""
    return sorted(item.address for item in manifest.items if item.address.endswith("/") and manifest.kind(item).listed)


def _urlset(lines: list[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((head, *lines, "</urlset>\n")).encode()
