"""What a page may run: the closed list of the library's own inline parts, and the Content-Security-Policy made of it.

Whatever gets into a page by whatever way, a browser runs and styles only what stands in this list. The list is made
from the sources of its parts and never from built pages: those are what it judges. So each part is the same bytes on
every page of every commune; what differs from page to page stands in the page, as an attribute.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .lean import lean_css, lean_js
from .page import Manifest
from .problem import Place, Problems

# Each part that stands in a page, and the files of the library that it is: no template, no value goes into them.
_PARTS = {
    "light.css": ("help/light.css",),
    "light.js": ("help/leave.js", "search/field.js", "large_text.js"),
    "embed.css": ("output/embed.css",),
    "not_found.js": ("help/leave.js", "large_text.js", "standing/not_found.js"),
    "moved.js": ("moved/moved.js",),
}
_LIBRARY = jinja2.FileSystemLoader(Path(__file__).parents[1])
# Known to Chrome 80. Trusted types are not asked for: they stop `script.src =`, by which the search is loaded.
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
_OPENING = '<meta http-equiv="Content-Security-Policy" content="'

# Data that search engines read and no browser runs.
_DATA = ("application/ld+json", "application/json")
# Where a browser takes a value for an address that it goes to or loads.
_ADDRESSES = {
    *("href", "xlink:href", "src", "action", "formaction", "data", "poster", "ping", "cite", "background", "manifest"),
    *("from", "to", "by", "values"),  # of what moves in a drawing
}
_RUNS = ("javascript:", "vbscript:")
# What none of our pages needs: a page within the page, a program of another kind, a part that no reader of HTML shows.
_NEVER = {"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "template", "plaintext"}
_NOSCRIPT = re.compile(r"<(/?)noscript", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]")


def inline(part: str) -> Markup:
    """A part of the list, as it stands in a page. For templates."""
    return Markup(f"<{_element(part)}>{_text(part)}</{_element(part)}>")


def data_block(data: object, name: str = "") -> Markup:
    """Data that stands in a page for search engines, or under a `name` for a script of the page.

    No value ends the block, or begins anything in it.
    """
    opening = f'<script type="{_DATA[1]}" id="{name}">' if name else f'<script type="{_DATA[0]}">'
    return Markup(f"{opening}{htmlsafe_json_dumps(data, ensure_ascii=False)}</script>")


def policy_meta(*parts: str, loads: bool = True) -> Markup:
    """What stands first in a page's <head>: its policy, and that no address is told to whoever it links to.

    `parts` are those that the page holds: it is given the hashes of no others. `loads`: it also has files of the site.
    """
    content = "; ".join((_NOTHING, *_sources(parts, loads)))
    return Markup(f'{_OPENING}{content}">\n<meta name="referrer" content="no-referrer">')


def policy_header() -> str:
    """The policy that any page of the site keeps to, for hosts that send headers. Who may frame a page is not in it."""
    return "; ".join((_NOTHING, *_sources(tuple(_PARTS), loads=True)))


def hash_lines() -> list[str]:
    """The list for the web server, a part a line: "script sha256-…", "style sha256-…"."""
    return sorted(f"{_element(part)} {_hash(_text(part))}" for part in _PARTS)


def for_preview(html: str) -> str:
    """A page without its policy: the engine's preview puts a script of its own into every page."""
    before, opening, after = html.partition(_OPENING)
    return before + after.partition("\n")[2] if opening else html


TEMPLATE_NAMES = {"inline": inline, "policy_meta": policy_meta, "data_block": data_block}


def _sources(parts: tuple[str, ...], loads: bool) -> Iterator[str]:
    own = ["'self'"] if loads else []
    for directive, element in (("script-src", "script"), ("style-src", "style")):
        allowed = own + sorted(f"'{_hash(_text(part))}'" for part in parts if _element(part) == element)
        if allowed:
            yield " ".join((directive, *allowed))
    yield "img-src 'self' data:"  # data: is the icon of pages that are one answer
    if loads:
        yield "connect-src 'self'; media-src 'self'"


def _element(part: str) -> str:
    return "style" if part.endswith(".css") else "script"


@cache
def _text(part: str) -> str:
    read = "".join(_LIBRARY.get_source(jinja2.Environment(), name)[0] for name in _PARTS[part])
    return lean_css(read) if part.endswith(".css") else f"\n{lean_js(read)}"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


# --- what was built ---


def check_assets(manifest: Manifest, problems: Problems) -> None:
    """A finished page that holds what a browser would run, and that is not of the list, is a problem."""
    for asset in manifest.assets:
        if asset.src_uri.endswith(".html"):
            for fault in check_inline(asset.data.decode()):
                problems.add(Place(asset.source_uri), wrong_part(asset.address, fault))


def wrong_part(address: str, fault: str) -> str:
    """What is told of it."""
    return (
        f'trang "{address}" có phần mà thư viện không viết: {fault}. Trình duyệt sẽ không chạy phần ấy, nên trang '
        "không được đăng. Hãy tìm đoạn HTML ấy và xóa đi; không thấy thì báo người bảo trì"
    )


def check_inline(html: str) -> list[str]:
    """What a page holds that a browser would run or style by and that the library did not write, a phrase each.

    The page is read as browsers read it (HTML5). One without its policy at the head has that fault too.
    """
    found = [fault for reading in _readings(html) for fault in _faults_of(reading)]
    return list(dict.fromkeys(found))


def _readings(html: str) -> Iterator[str]:
    """For the parser, which knows no scripts: to a browser that does, <noscript> holds text, as <noframes> does."""
    yield html
    if (with_scripts := _NOSCRIPT.sub(r"<\1noframes", html)) != html:
        yield with_scripts


def _faults_of(html: str) -> Iterator[str]:
    protected = False
    for node in LexborHTMLParser(html).css("*"):
        yield from _faults(node)
        protected = protected or _is_policy(node)
        if not protected and node.tag in ("script", "style", "link", "body"):
            yield f"<{node.tag}> đứng trước chính sách nội dung"
            protected = True


def _is_policy(node: LexborNode) -> bool:
    """Whether it is as strict as ours: it lets nothing through that the header stops."""
    content = (node.tag == "meta" and node.attributes.get("content")) or ""
    if node.attributes.get("http-equiv") != "Content-Security-Policy" or not content.startswith(_NOTHING):
        return False
    return all(sources <= _most().get(name, set()) for name, sources in _directives(content))


@cache
def _most() -> dict[str, set[str]]:
    return dict(_directives(policy_header()))


def _directives(policy: str) -> list[tuple[str, set[str]]]:
    return [(name, set(sources)) for name, *sources in filter(None, map(str.split, policy.split(";")))]


def _faults(node: LexborNode) -> Iterator[str]:
    tag, attributes = node.tag, node.attributes
    if tag in _NEVER or (tag == "base" and "href" in attributes):
        yield f"<{tag}>"
    elif tag in ("script", "style") and not _is_ours(node):
        yield f"<{tag}> {_shown(node.text() or attributes.get('src') or '')}"
    elif tag == "link" and "stylesheet" in (attributes.get("rel") or "").lower() and not _lies_here(node, "href"):
        yield f"<link> {_shown(attributes.get('href') or '')}"
    for name, value in attributes.items():
        if name == "style" or name.startswith("on") or name == "srcdoc" or _runs(node, name, value or ""):
            yield f'{name}="{_shown(value or "")}" của <{tag}>'


def _is_ours(node: LexborNode) -> bool:
    kind, text = (node.attributes.get("type"), node.text() or "")
    if node.tag == "script" and "src" in node.attributes:
        return not text.strip() and _lies_here(node, "src")
    if node.tag == "script" and kind in _DATA:
        return "<" not in text
    return f"{node.tag} {_hash(text)}" in _known()


def _lies_here(node: LexborNode, name: str) -> bool:
    """Whether a browser takes that attribute for the address of a file of this site."""
    place = _BLANK.sub("", node.attributes.get(name) or "").replace("\\", "/")
    return not place.startswith("//") and ":" not in place.partition("/")[0]


@cache
def _known() -> frozenset[str]:
    return frozenset(hash_lines())


def _runs(node: LexborNode, name: str, value: str) -> bool:
    if ":" not in value or not (name in _ADDRESSES or (name == "content" and "http-equiv" in node.attributes)):
        return False
    words = _BLANK.sub("", value).lower().replace("url=", ";")
    return any(part.startswith(_RUNS) for part in words.split(";"))


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60]} …"
