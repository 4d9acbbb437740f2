"""A film that lies on another site: a link there, and nothing of that site before somebody goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import AfterValidator

from ..core.fields import WebAddress
from ..core.json_schema import pattern
from ..core.numbers import LINKED

# Where a film may lie, and what people call that place; the hosts below each are its own.
_PLACES = {
    **dict.fromkeys(("youtube.com", "youtu.be", "youtube-nocookie.com"), "YouTube"),
    **dict.fromkeys(("facebook.com", "fb.watch"), "Facebook"),
    "vimeo.com": "Vimeo",
    "tiktok.com": "TikTok",
    "zalo.me": "Zalo",
    "gov.vn": "cổng thông tin của Nhà nước",
}
_HOSTS = "|".join(host.replace(".", r"\.") for host in _PLACES)
# What these hosts lead on from, to any other site.
_LEADS_AWAY = r"(?:redirect|l\.php|flx/warn|attribution_link|link/v2|away\.php)(?![\w-])"
_ADDRESS = rf"https://([A-Za-z0-9-]+\.)*({_HOSTS})/(?!/*{_LEADS_AWAY})[^\s\x22'<>]+"
_RULE = "phim để ở YouTube, Facebook, Vimeo, TikTok, Zalo hay trang .gov.vn: chép cả địa chỉ của phim, có https://"
# What an address tells of who passed it on, and what nobody needs to see the film.
_TRACES = re.compile(
    "si|feature|pp|ab_channel|fbclid|gclid|igsh|mibextid|rdid|share_url|ref|refsrc|_rdr|is_from_webapp|sender_device"
    r"|utm_\w+|_[rt]"
)


@dataclass(frozen=True)
class Film:
    """A film: its address without traces of who passed it on, and what people call the place where it lies."""

    address: str
    place: str


def _check_place(value: str) -> str:
    if not re.fullmatch(_ADDRESS, value):
        raise ValueError(_RULE)
    return value


FilmAddress = Annotated[
    WebAddress,
    AfterValidator(_check_place),
    pattern(f"^(?![\\s\\S]*(?:{LINKED})){_ADDRESS}$", _RULE),
]


def film_at(address: str) -> Film:
    """The film of an address that was checked."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    place = next((name for own, name in _PLACES.items() if host == own or host.endswith(f".{own}")), host)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACES.fullmatch(key)]
    return Film(urlunsplit(parts._replace(query=urlencode(kept), fragment="")), place)
