"""What stands at the old addresses: pages that lead on or say why there is nothing, and rules for the web server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from posixpath import splitext

from ..core.links import relative
from ..core.page import Asset, Manifest, Page
from ..core.problem import Problems, did_you_mean
from ..core.render import render
from .model import Moved
from .notes import Notes
from .ways import Fate, Ways, exists


def with_moved(manifest: Manifest, moved: Iterable[Moved], notes: Notes, problems: Problems) -> Manifest:
    """The site with something at every old address.

    An old page says where it went, an old file of the same type has the new one's bytes, and an old anchor of a page
    that lives is a note at the end of that page. Of the files of what is gone only a PDF says so.
    """
    ways = Ways(_without_mistakes(moved, manifest, problems))
    pages = tuple(_with_notes(page, ways, manifest) for page in manifest.pages)
    old = [move for move in ways.by_old.values() if "#" not in move.old]
    assets = [
        notes.instead_of(move) if move.note else _same_file(move, ways, manifest) or _page(move, ways, manifest, notes)
        for move in old
    ]
    return replace(manifest, pages=pages, assets=(*manifest.assets, *filter(None, assets)))


@dataclass(frozen=True)
class _Part:
    """One old anchor: what became of it, and the title of the page it leads to."""

    anchor: str
    fate: Fate
    title: str


def _parts(page: str, anchors: Iterable[str], ways: Ways, manifest: Manifest) -> list[_Part]:
    fates = [(anchor, ways.fate(f"{page}#{anchor}")) for anchor in sorted(anchors)]
    return [_Part(anchor, fate, _title(fate.target, manifest)) for anchor, fate in fates]


def _with_notes(page: Page, ways: Ways, manifest: Manifest) -> Page:
    """A living page, where each anchor that it lost is the place of a note."""
    parts = _parts(page.address, ways.written[page.address], ways, manifest)
    return replace(page, body=f"{page.body}\n\n{render('moved/moved_notes.html', parts=parts)}") if parts else page


def _same_file(move: Moved, ways: Ways, manifest: Manifest) -> Asset | None:
    """The new file at its old address: a subscribed calendar goes on by itself, on every host."""
    fate = ways.fate(move.old)
    item = manifest.by_address.get(fate.target or "")
    if not isinstance(item, Asset) or fate.gone or _file_type(move.old) != _file_type(item.address):
        return None
    return None if move.old.endswith("/") else Asset(move.old, item.kind, lambda: item.data, move.place.uri)


def _file_type(address: str) -> str:
    return splitext(address)[1]


def _page(move: Moved, ways: Ways, manifest: Manifest, notes: Notes) -> Asset:
    """The page that says where an address went, or why it is gone."""
    fate = ways.fate(move.old)
    parts = _parts(move.old, ways.anchors(move.old, manifest), ways, manifest)
    title = _title(fate.target, manifest)
    address = _page_address(move.old)
    way = relative(fate.target or "/", address)
    html = render("moved/moved.html", old=move.old, fate=fate, way=way, title=title, parts=parts, **notes.frame)
    return Asset(address, "gone" if fate.gone else "moved", html.encode(), move.place.uri)


def _page_address(old: str) -> str:
    """Where the page for an old address stands. That of a file is a folder of the file's name, which hosts open."""
    return old if old.endswith("/") else f"{old}/"


def _title(address: str | None, manifest: Manifest) -> str:
    """What a link to `address` is called."""
    item = manifest.by_address.get((address or "").partition("#")[0])
    return item.title if isinstance(item, Page) else address or ""


def nginx_rules(moved: Iterable[Moved], base: str = "/") -> str:
    """The same for nginx, as lines for its `server` block; `base` is the path that the site is mounted under.

    Browsers keep the anchor through a 301. Where an anchor went another way than its page there is no rule: the
    server never sees it, and the page that stands there knows.
    """
    ways = Ways(moved)
    rules = [_rule(old, ways, base) for old in sorted(ways.by_old) if "#" not in old]
    return "".join(f"{rule}\n" for rule in rules if rule)


def _rule(old: str, ways: Ways, base: str) -> str | None:
    move, fate = ways.by_old[old], ways.fate(old)
    if move.whole:  # pictures and cards too, which nobody wrote down; the note itself is one of them
        page = base + old[1:]
        note = f'location = "{page}index.html" {{ }}'
        return f'location ^~ "{page}" {{ error_page 410 "{page}index.html"; return 410; }}\n{note}'
    if fate.gone:
        page = base + _page_address(old)[1:]
        return None if move.note else f'location = "{page}" {{ error_page 410 "{page}index.html"; return 410; }}'
    if fate.target is None or ways.splits(old):
        return None
    return f'location = "{base}{old[1:]}" {{ return 301 "{base}{fate.target[1:]}"; }}'


# --- what is wrong with a record ---


def _without_mistakes(moved: Iterable[Moved], manifest: Manifest, problems: Problems) -> list[Moved]:
    """The records that can be followed; what is wrong with the others is in `problems`."""
    first: dict[str, Moved] = {}
    good = []
    for move in moved:
        other = first.setdefault(move.old, move)
        if other is move:
            good.append(move)
        else:
            problems.add(move.place, f'địa chỉ cũ "{move.old}": đã ghi ở {other.place}. Mỗi địa chỉ cũ chỉ ghi một lần')
    ways = Ways(good)
    wrong = {move.old: _mistake(move, manifest, ways) for move in good}
    for move in good:
        if message := wrong[move.old]:
            problems.add(move.place, message)
    # Of what is gone as a whole the note stands all the same: nobody is told of links to it beside.
    return [
        replace(move, target=None) if wrong[move.old] else move for move in good if move.whole or not wrong[move.old]
    ]


def _mistake(move: Moved, manifest: Manifest, ways: Ways) -> str | None:
    """What is wrong with one record."""
    page, _, anchor = move.old.partition("#")
    if exists(move.old, manifest):
        return f'địa chỉ cũ "{move.old}": địa chỉ này vẫn còn trên trang. Ở đây chỉ ghi địa chỉ đã bỏ: hãy xóa mục này'
    if anchor and page not in ways.by_old and page not in manifest.by_address:
        return f'địa chỉ cũ "{move.old}": trang "{page}" cũng không còn, hãy ghi thêm một mục cho trang ấy'
    if anchor and isinstance(manifest.by_address.get(page), Asset):
        return f'địa chỉ cũ "{move.old}": trang "{page}" không thêm lời ghi chú được. Hãy xóa mục này'
    fate = ways.fate(move.old)
    if fate.target and not exists(fate.target, manifest):
        near = did_you_mean(fate.target, [*manifest.by_address], 0.8)
        return f'"{move.old}" dẫn tới "{fate.target}": trang này không có địa chỉ đó{near}'
    if not fate.target and not fate.gone:
        return f'"{move.old}" dẫn tới "{move.target}" rồi đi vòng mãi: hãy ghi địa chỉ mà nay trang đang ở'
    return None
