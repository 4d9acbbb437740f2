"""Builds the toy site: pages that say, over and over, which version they are of, and today's contacts."""

import subprocess
from pathlib import Path

version = Path("content/version.txt").read_text("utf-8").strip()
contacts = Path("content/help/local.yml").read_text("utf-8")
changed = subprocess.check_output(["git", "log", "-1", "--format=%s", "--", "content"], text=True)
contacts += '<a href="tel:113">113</a>'
page = f"<!doctype html><p>{version}</p>\n" * 1500 + f"<pre>{contacts}</pre><i>{changed}</i></html>\n"
NAMES = ("index.html", "404.html", "lich/index.html", "ho-tro/index.html", "cu/index.html")
Path("pages.txt").write_text("".join(f"/{name}\n" for name in NAMES), "utf-8")
for name in NAMES:
    path = Path("site", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")
Path("site/always.css").write_text("body { color: black }\n" * 100, "utf-8")
for post in Path("content").glob("campaigns/*/*"):
    path = Path("site", post.relative_to("content"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(post.read_bytes())
