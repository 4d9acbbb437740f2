"""The frame: what every page needs beside its own words, whichever engine dresses it.

The hooks hand it to the theme; `python -m commune pages` writes it beside the pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from .core import icons
from .core.dates import full_day
from .core.lean import lean_js
from .core.page import Asset
from .core.policy import policy_meta
from .core.render import render
from .help import pages as help_pages
from .help.reading import Help
from .search.pages import field_script, search_field
from .settings import URI as SETTINGS
from .settings import Commune

FILE = "frame.json"  # beside the pages that are written to a folder


def frame(contacts: Help, commune: Commune, updated_on: date) -> dict[str, object]:
    """What stands around each page, by the names that the theme has for it: plain data, which any engine reads.

    `policy_meta`, `help_panel`, `search_field` and `icons` are HTML, with links from the site's root ("/ho-tro/"); all
    else is text, to be escaped.
    """
    return {
        "site_name": commune.site_name,
        "policy_meta": str(policy_meta()),
        "help_panel": str(help_pages.panel(contacts, commune)),
        "search_field": str(search_field()),
        "icons": {name: str(icons.icon(name)) for name in icons.names()},
        "first_lines": help_pages.first_lines(contacts),
        "publisher": f"{commune.people_committee}, {commune.city}",
        "responsible": commune.responsible or commune.awaiting,
        "updated_on": {"iso": updated_on.isoformat(), "shown": full_day(updated_on)},
    }


def frame_file(made: Mapping[str, object]) -> bytes:
    """The frame as a file of JSON, which is YAML too."""
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def script_asset() -> Asset:
    """The script of the frame: the panel, the way out, the field for searching, the contents, large text."""
    parts = help_pages.scripts() + field_script() + render("contents.js") + render("large_text.js")
    return Asset("/assets/site.js", "script", lean_js(parts).encode(), SETTINGS)
