"""What hosts say beside each page: as _headers, which some of them read (Netlify, Cloudflare Pages), and for nginx.

For nginx the site's own list is in deploy/server/, since there it is root's. Where several rules of _headers fit an
address, their headers are joined: two policies both hold, and a header that takes one value stands in no two rules that
fit the same address.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..core.links import FRAMES
from ..core.page import Asset, Manifest
from ..core.policy import policy_header
from ..settings import URI as SETTINGS

ADDRESS = "/_headers"
# Nothing of a phone's is asked for, on no page; unknown names are passed over.
_OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone"),
    *("midi", "otp-credentials", "payment", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HSTS = "Strict-Transport-Security"
_STAY = {_HSTS: "max-age=31536000"}  # over https
_UNFRAMED = {"Content-Security-Policy": "frame-ancestors 'none'", "X-Frame-Options": "DENY"}
_OWN = {"Cross-Origin-Resource-Policy": "same-origin"}
_LOADED = {"Cross-Origin-Resource-Policy": "cross-origin"}  # by other sites too
_READ = {"Access-Control-Allow-Origin": "*"}
_DATA = {"feed", "data", "schema", "ics", "sitemap"}

Rules = dict[str, dict[str, str]]  # address → header → value


def headers_asset(manifest: Manifest) -> Asset:
    """/_headers: what other sites may frame is /nhung/ alone; what they may load, feeds, data, and what is declared."""
    rules: Rules = {"/*": {"Content-Security-Policy": policy_header(), **_EVERYWHERE, **_STAY}}
    for address in sorted({_part(item.address) for item in manifest.items} | {"/"}):
        rules[address] = _UNFRAMED | _OWN
    for address in parts_not_kept(manifest):
        rules[address] |= {"Cache-Control": "no-store"}
    for address in (loaded := parts_loaded(manifest)):
        rules[address] |= _LOADED | _READ
    rules[f"{FRAMES}*"] = dict(_LOADED)
    for asset in manifest.assets:
        if asset.kind in _DATA and _part(asset.address) not in loaded:
            # One that lies in a part keeps that part's word on loading: whoever asks as programs do is let read it.
            rule = _alike(asset.address)
            rules[rule] = rules.get(rule, {}) | _READ
            if asset.address.count("/") == 1:
                rules[rule] |= _LOADED
    return Asset(ADDRESS, "headers", _as_file(rules).encode(), SETTINGS)


def parts_not_kept(manifest: Manifest) -> set[str]:
    """The parts of the site, "/ho-tro/*", of which browsers keep nothing: as the kinds of their pages declare."""
    return {_part(item.address) for item in manifest.items if not manifest.kind(item).kept}


def parts_loaded(manifest: Manifest) -> set[str]:
    """The parts of the site that pages of other sites may load from, declared likewise."""
    return {_part(item.address) for item in manifest.items if manifest.kind(item).loaded}


def _part(address: str) -> str:
    """The part of the site that an address lies in, or the file at its root."""
    return address if address.count("/") == 1 else f"/{address.split('/')[1]}/*"


def _alike(address: str) -> str:
    """One rule for the files of one name, such as a calendar each unit has: these hosts take a hundred rules."""
    part, *rest = address.lstrip("/").split("/")
    levels = [f":level{depth}" for depth, _ in enumerate(rest[:-1])]
    return "/".join(("", part, *levels, *rest[-1:]))


def _as_file(rules: Rules) -> str:
    """Rules as these hosts read them: an address, and below it its headers, each set in."""
    lines = [(address, *(f"  {name}: {value}" for name, value in told.items())) for address, told in rules.items()]
    return "".join(f"{line}\n" for rule in lines for line in rule)


def editor_headers(policy: str, opener: str) -> dict[str, str]:
    """What is said beside all of the web editor: the same, with a policy of its own and what may open it."""
    framing = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", "X-Frame-Options": "DENY"}
    return {**framing, **_EVERYWHERE, "Cross-Origin-Opener-Policy": opener, **_OWN, "Cache-Control": "no-cache"}


def for_hosts(told: Mapping[str, str]) -> str:
    """A _headers that says this beside everything."""
    return _as_file({"/*": {**told, **_STAY}})


def for_nginx(told: Mapping[str, str]) -> str:
    """The same as lines for nginx's `server` block."""
    lines = [f'add_header {name} "{value}" always;' for name, value in told.items()]
    lines += ['set $over_https "";', f'if ($https) {{ set $over_https "{_STAY[_HSTS]}"; }}']
    return "".join(f"{line}\n" for line in (*lines, f"add_header {_HSTS} $over_https always;"))
