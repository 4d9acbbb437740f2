"""What the web server says beside each page: the policy that lets a browser run the site's own parts and no others.

The hashes of those parts come from the site's sources (`make policy`). Who swaps releases writes down which hashes have
to hold; root's program takes them from there to nginx, and says what nginx has taken up. So those of the old release
and of the new one hold while the two change places, and the old go after it.

Root believes nothing of what was written down but hashes: whoever may push may have any line written there.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from .disk import write
from .settings import Settings
from .telling import STAYS, NotTheirFault, Refused, say

# Of a release from before there was such a list nobody knows which parts it has.
ANY = "any\n"

_HASH = re.compile(r"(script|style) (sha256-[A-Za-z0-9+/]{43}=)")
_MOST = 40
_LONGEST = 8192  # bytes that are read of what was written down
_MOMENT = 1.0  # seconds: nginx's new workers answer, and who has waited for them has swapped the site


def good_hashes(text: str) -> str:
    """Of what was written down: the lines that are a hash, sorted, or ANY."""
    if text == ANY:
        return ANY
    found = sorted({line for line in text.split("\n") if _HASH.fullmatch(line)})
    return "".join(f"{line}\n" for line in found[:_MOST])


# --- as the user who publishes ---


def hold(settings: Settings, new: str, old: str) -> None:
    """Has nginx let through the parts of the old site and of the new one, and waits until it does.

    Raises where it does not come. What changes no part waits for nobody: a correction has to get through.
    """
    if new == old:
        return
    wanted = together(new, old)
    until, told = time.monotonic() + settings.patience, 0.0
    while settings.headers_file.exists() and not covers(_read(taken_beside(settings.headers_file)), wanted):
        now = time.monotonic()
        if now > until:
            raise NotTheirFault(
                f"Máy chủ web chưa nhận các phần mã mới của trang, nên bản mới chưa được đăng. {STAYS} Xin báo người "
                "quản trị máy chủ: sudo systemctl status trang-headers (deploy/README.md)."
            )
        if not told:
            say("Đang chờ máy chủ web nhận các phần mã mới của trang …")
        if now - told > 5:  # again and again: who watches the file may have been busy
            write_down(settings, wanted)
            told = now
        time.sleep(0.1)


def together(*lists: str) -> str:
    """The hashes of several sites; ANY where those of one are not known."""
    return ANY if ANY in lists else good_hashes("".join(lists))


def covers(taken: str, wanted: str) -> bool:
    """Whether a policy with the hashes `taken` lets through all that are `wanted`."""
    return taken == ANY or (wanted != ANY and set(wanted.splitlines()) <= set(taken.splitlines()))


def write_down(settings: Settings, hashes: str) -> None:
    """For root's program, which watches this file."""
    write(settings.hashes, hashes)


# --- as root ---


def take_up(settings: Settings, to: Path, test: list[str], reload: list[str]) -> None:
    """Writes the headers for the hashes that are wanted where nginx includes them (`to`), until no others are wanted.

    Where they are is told by whoever calls and not by the settings, which are the user's.
    """
    unknown = ANY if settings.live.is_symlink() else ""
    while _take_up(good_hashes(_read(settings.hashes, unknown)), to, test, reload):
        time.sleep(_MOMENT)


def _take_up(wanted: str, to: Path, test: list[str], reload: list[str]) -> bool:
    """Whether there was anything to do."""
    text, taken = headers(wanted), taken_beside(to)
    before = _text(to)
    if (before, _text(taken)) == (text, wanted):
        return False
    write(to, text)
    tried = subprocess.run(test, capture_output=True, text=True)
    if tried.returncode:
        write(to, before or "")
        raise Refused(f"nginx không nhận các tiêu đề trả lời, đã giữ như cũ:\n{tried.stderr}")
    subprocess.run(reload, check=True)
    time.sleep(_MOMENT)
    write(taken, wanted)
    return True


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def taken_beside(to: Path) -> Path:
    """What nginx has taken up stands beside what it includes."""
    return to.with_suffix(".taken")


def _read(path: Path, otherwise: str = "") -> str:
    """The beginning of a file that its owner may have made into anything: no link is followed, no pipe waited for.

    `otherwise` where there is none. What is there and is no file says nothing.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return otherwise
    except OSError:
        return ""
    try:
        return os.read(handle, _LONGEST).decode("utf-8", "replace")
    except OSError:
        return ""
    finally:
        os.close(handle)


# --- what is said ---

# What no page ever needs, whatever its parts are.
_ALWAYS = ("object-src 'none'", "base-uri 'none'", "form-action 'none'")
_STRICT = ("default-src 'none'", "base-uri 'none'", "form-action 'none'")
_LOADED = ("img-src 'self' data:", "connect-src 'self'", "media-src 'self'")
# Nothing of a phone's is asked for, on no page; unknown names are passed over.
_OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone"),
    *("midi", "otp-credentials", "payment", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join(f"{name}=()" for name in _OFF)


def policy(hashes: str) -> str:
    """The Content-Security-Policy of a site with these hashes; who may frame a page stands beside it."""
    if hashes == ANY:
        return "; ".join(_ALWAYS)
    found = [match.groups() for match in map(_HASH.fullmatch, good_hashes(hashes).splitlines()) if match]
    sources = [
        " ".join((f"{kind}-src 'self'", *(f"'{value}'" for of, value in found if of == kind)))
        for kind in ("script", "style")
    ]
    return "; ".join((*_STRICT, *sources, *_LOADED))


def headers(hashes: str) -> str:
    """Lines for nginx's `server` block. They stand in no location: one with a header of its own would lose all others.

    What is shown in other sites' frames is the cards of /nhung/; what other sites load is materials, feeds and data.
    """
    return f"""# Written anew whenever the site's own parts change (publisher headers): what is edited here is lost.
set $site_framed_by "'none'";
set $site_framing DENY;
set $site_loaded_by same-origin;
set $site_read_by "";
set $site_over_https "";
if ($uri ~ "^/nhung/") {{ set $site_framed_by "*"; set $site_framing ""; set $site_loaded_by cross-origin; }}
if ($uri ~ "^/t/") {{ set $site_loaded_by cross-origin; }}
if ($uri ~ "^/(?!tim/).+\\.(csv|ics|json|xlsx|xml)$") {{ set $site_loaded_by cross-origin; set $site_read_by "*"; }}
if ($https) {{ set $site_over_https "max-age=31536000"; }}
add_header Content-Security-Policy "{policy(hashes)}; frame-ancestors $site_framed_by" always;
add_header X-Frame-Options $site_framing always;
add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy no-referrer always;
add_header Permissions-Policy "{PERMISSIONS}" always;
add_header Cross-Origin-Opener-Policy same-origin always;
add_header Cross-Origin-Resource-Policy $site_loaded_by always;
add_header Access-Control-Allow-Origin $site_read_by always;
add_header Strict-Transport-Security $site_over_https always;
"""
