"""Links never break: the ledger of published addresses, and what became of those that are no more.

The ledger (addresses.txt) holds one address a line, sorted: pages ("/lich/"), files ("/lich.ics") and the anchors that
others link to. Anchors are promised where an id names a thing and not a passage: every id in the body of the plan, of
a unit's page, of the calendar and of the false claims. A heading of any other page may be reworded freely.

content/moved.yml says where an address went ({from: /cu/, to: /moi/}) or why it is gone ({from: /cu/, gone: "lý do",
instead: /khac/}). From that come pages that stand at the old addresses, and rules for the web server.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from posixpath import splitext
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from .core.fields import SiteAddress, Text, is_site_address
from .core.files import ContentFile
from .core.json_schema import Schema, both, given, missing, one_of, when
from .core.page import Asset, Manifest, Page, anchors_of, relative
from .core.problem import Place, Problems, did_you_mean
from .core.render import render
from .core.schema import Record, read_document
from .core.source import LEDGER, Source
from .settings import Commune

URI = "content/moved.yml"

_NO_ADDRESS = (
    '"{}" không phải một địa chỉ của trang. Sổ này do máy ghi, mỗi dòng một địa chỉ, bắt đầu bằng /. '
    "Hãy sửa dòng này về như trước (xem lịch sử của tệp); dòng thừa thì xóa. Ví dụ: /lich/"
)
_PROMISED = {"plan", "unit", "calendar", "myths", "glossary"}
# Not promised: the page that was not found, what follows the look of a picture or a title, and the site's machinery.
_CHANGING = {"not-found", "picture", "card", "index", "script", "style", "headers"}
LOOK = "/assets/"  # the look's own files: no page of another site links to them


class Entry(Record):
    """One address that is no more, as it is written in moved.yml."""

    rules: ClassVar[tuple[Schema, ...]] = (
        one_of(both(given("to"), missing("gone")), both(given("gone"), missing("to"))),
        when(given("to"), missing("instead")),
    )

    old: Annotated[SiteAddress, Field(alias="from", title="Địa chỉ cũ", description="Địa chỉ đã đăng trước đây.")]
    to: Annotated[SiteAddress | None, Field(title="Nay ở đâu", description="Trang đã chuyển tới đây.")] = None
    gone: Annotated[Text | None, Field(title="Vì sao không còn", description="Một câu cho người đọc.")] = None
    instead: Annotated[SiteAddress | None, Field(title="Xem thay ở đâu", description="Chỉ khi trang không còn.")] = None

    @model_validator(mode="after")
    def _one_fate(self) -> Entry:
        if (self.to is None) == (self.gone is None):
            raise ValueError('cần đúng một trong hai: "to" (nay ở đâu) hoặc "gone" (vì sao không còn)')
        if self.to and self.instead:
            raise ValueError('"instead" chỉ đi cùng "gone"; đã chuyển đi thì chỉ ghi "to"')
        return self


class MovedFile(Record):
    """content/moved.yml"""

    entries: Annotated[tuple[Entry, ...], Field(title="Địa chỉ cũ", description="Mỗi mục là một địa chỉ.")] = ()


KINDS = (ContentFile("moved", (URI,), MovedFile, "Địa chỉ cũ", "Trang đã chuyển đi, hoặc không còn."),)

# A campaign or a material: its files go where its page goes.
_OF_A_FOLDER = re.compile(r"/(?:chien-dich/20\d\d-\d\d-|t/)[a-z0-9-]+/")


@dataclass(frozen=True)
class Moved:
    """An address that is no more: it leads to `target`; `gone` says why where that is something else, or nothing.

    `place` is where somebody wrote it down: moved.yml, or a post that keeps its own old paths.
    """

    old: str
    target: str | None
    place: Place
    gone: str | None = None


# --- the ledger ---


def published(manifest: Manifest) -> set[str]:
    """Every address that others may link to, and that is therefore promised."""
    found = {item.address for item in manifest.items if item.kind not in _CHANGING}
    for page in manifest.items:
        if page.kind in _PROMISED:
            found |= {f"{page.address}#{anchor}" for anchor in anchors_of(page)}
    return {address for address in found if not address.startswith(LOOK)}


def lines_of(ledger: str) -> set[str]:
    """The addresses in the text of a ledger. A line that is none is told by check_ledger, and promises nothing."""
    return {line.strip() for line in ledger.splitlines() if is_site_address(line.strip())}


def check_ledger(source: Source, problems: Problems) -> None:
    """Tells the lines of the ledger that are no address of the site: a broken merge, a note, an address of a host."""
    for number, line in enumerate(source.ledger.splitlines(), 1):
        if line.strip() and not is_site_address(line.strip()):
            problems.add(Place(LEDGER, number), _NO_ADDRESS.format(line.strip()[:60]))


def append(ledger: str, manifest: Manifest) -> str:
    """The ledger with what is published now added to it. No line is ever dropped."""
    return "".join(f"{address}\n" for address in sorted(lines_of(ledger) | published(manifest)))


def added(ledger: str, manifest: Manifest) -> list[str]:
    """What is published now and stands in the ledger not yet."""
    return sorted(published(manifest) - lines_of(ledger))


def emptied(
    ledger: str, manifest: Manifest, moved: Iterable[Moved], above: Callable[[str], Iterable[str]]
) -> list[Moved]:
    """The lists of the ledger that hold nothing any more, on the way to what is left of them: nobody writes that down.

    `above` names the lists that an address belongs to, the nearest first; none where it is no list.
    """
    written = {move.old for move in moved}
    found = []
    for address in sorted(lines_of(ledger) - manifest.by_address.keys() - written):
        if left := next((one for one in above(address) if one in manifest.by_address), None):
            found.append(Moved(address, left, Place(LEDGER)))
    return found


def withdrawn(ledger: str, manifest: Manifest, moved: Iterable[Moved]) -> list[Moved]:
    """The files of folders that are gone, and the cards of them in other sites: one entry says it for all."""
    gone = {move.old: move for move in moved if move.gone and move.old.endswith("/")}
    written = {move.old for move in moved}
    found = []
    for address in sorted(lines_of(ledger) - manifest.by_address.keys() - written):
        folder = address[: address.rindex("/") + 1].removeprefix("/nhung")
        if move := gone.get(folder):
            found.append(replace(move, old=address))
    return found


def vanished(ledger: str, manifest: Manifest, moved: Iterable[Moved]) -> list[str]:
    """The addresses of the ledger that lead nowhere: neither on the site nor in `moved`."""
    ways = _Ways(moved)
    return [address for address in sorted(lines_of(ledger)) if not _leads_on(address, manifest, ways)]


def cure(address: str) -> str:
    """What to do about an address that vanished, for whoever took it away."""
    folder = _OF_A_FOLDER.match(address)
    renamed = f'Đổi tên thư mục thì thêm vào phần đầu của index.md: old_paths: ["{folder[0]}"]. ' if folder else ""
    what = folder[0] if folder else address
    return (
        f'addresses.txt: "{address}" đã đăng mà nay không còn, ai từng lưu liên kết ấy sẽ lạc đường. '
        f"Hãy đưa nó trở lại. {renamed}Chuyển đi nơi khác thì ghi vào mục entries của content/moved.yml: "
        f'{{from: "{what}", to: /…/}}; không còn thì ghi lý do: {{from: "{what}", gone: "…", instead: /…/}}'
    )


def _leads_on(address: str, manifest: Manifest, ways: _Ways) -> bool:
    fate = ways.fate(address)
    return fate.gone is not None or (fate.target is not None and _exists(fate.target, manifest))


def _exists(address: str, manifest: Manifest) -> bool:
    path, _, anchor = address.partition("#")
    item = manifest.by_address.get(path)
    return item is not None and (not anchor or anchor in anchors_of(item))


# --- what became of an address ---


@dataclass(frozen=True)
class _Fate:
    """Where an address leads in the end (None: nowhere), and why it is gone where that is something else."""

    target: str | None
    gone: str | None


class _Ways:
    """Follows old addresses step by step: /a/ → /b/ → /c/. An anchor goes along with its page."""

    def __init__(self, moved: Iterable[Moved]) -> None:
        self.by_old = {move.old: move for move in moved}
        # page → those of its anchors that have a record of their own
        self.written: defaultdict[str, set[str]] = defaultdict(set)
        for page, _, anchor in (old.partition("#") for old in self.by_old if "#" in old):
            self.written[page].add(anchor)

    def fate(self, address: str) -> _Fate:
        """What became of `address`; one that goes in circles leads nowhere."""
        at: str | None = address
        gone, seen = None, set[str]()
        while at and (step := self._step(at)):
            if at in seen:
                return _Fate(None, None)
            seen.add(at)
            gone, at = gone or step.gone, step.target
        return _Fate(at, gone)

    def names(self, page: str) -> list[str]:
        """The addresses that an old page had one after the other; the one it has now, if any, stands last."""
        found = [page]
        while (step := self.by_old.get(found[-1])) and not step.gone and step.target and step.target not in found:
            found.append(step.target)
        return found

    def anchors(self, page: str, manifest: Manifest) -> list[str]:
        """The anchors that links to an old page may carry: those it had under any name, and those it has now."""
        names = self.names(page)
        item = manifest.by_address.get(names[-1])
        now = anchors_of(item) if item and item.kind in _PROMISED else set()
        return sorted(now.union(*(self.written[name] for name in names)))

    def splits(self, page: str) -> bool:
        """Whether some anchor of an old page went another way than the page."""
        return any(self.written[name] for name in self.names(page) if name in self.by_old)

    def _step(self, address: str) -> Moved | None:
        page, _, anchor = address.partition("#")
        whole = self.by_old.get(page)
        if address in self.by_old or whole is None:
            return self.by_old.get(address)
        if whole.gone or not whole.target or "#" in whole.target:
            return whole
        return replace(whole, target=f"{whole.target}#{anchor}")


# --- reading and checking ---


def read_moved(source: Source, problems: Problems) -> tuple[Moved, ...]:
    """What content/moved.yml says; no such file means that nothing has moved."""
    document = read_document(MovedFile, URI, source, problems)
    if document is None:
        return ()
    return tuple(
        Moved(entry.old, entry.to or entry.instead, document.place("entries", index), entry.gone)
        for index, entry in enumerate(document.record.entries)
    )


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
    ways = _Ways(good)
    wrong = {move.old: _mistake(move, manifest, ways) for move in good}
    for move in good:
        if message := wrong[move.old]:
            problems.add(move.place, message)
    return [move for move in good if not wrong[move.old]]


def _mistake(move: Moved, manifest: Manifest, ways: _Ways) -> str | None:
    """What is wrong with one record."""
    page, _, anchor = move.old.partition("#")
    if _exists(move.old, manifest):
        return f'địa chỉ cũ "{move.old}": địa chỉ này vẫn còn trên trang. Ở đây chỉ ghi địa chỉ đã bỏ: hãy xóa mục này'
    if anchor and page not in ways.by_old and page not in manifest.by_address:
        return f'địa chỉ cũ "{move.old}": trang "{page}" cũng không còn, hãy ghi thêm một mục cho trang ấy'
    if anchor and isinstance(manifest.by_address.get(page), Asset):
        return f'địa chỉ cũ "{move.old}": trang "{page}" không thêm lời ghi chú được. Hãy xóa mục này'
    fate = ways.fate(move.old)
    if fate.target and not _exists(fate.target, manifest):
        near = did_you_mean(fate.target, [*manifest.by_address], 0.8)
        return f'"{move.old}" dẫn tới "{fate.target}": trang này không có địa chỉ đó{near}'
    if not fate.target and not fate.gone:
        return f'"{move.old}" dẫn tới "{move.target}" rồi đi vòng mãi: hãy ghi địa chỉ mà nay trang đang ở'
    return None


# --- what stands at the old addresses ---


def with_moved(
    manifest: Manifest, moved: Iterable[Moved], commune: Commune, first_lines: str, problems: Problems
) -> Manifest:
    """The site with something at every old address. `first_lines` is the block of numbers to call.

    An old page says where it went, an old file of the same type has the new one's bytes, and an old anchor of a page
    that lives is a note at the end of that page.
    """
    ways = _Ways(_without_mistakes(moved, manifest, problems))
    pages = tuple(_with_notes(page, ways, manifest) for page in manifest.pages)
    old = [move for move in ways.by_old.values() if "#" not in move.old]
    assets = [
        _same_file(move, ways, manifest) or _page(move, ways, manifest, commune=commune, first_lines=first_lines)
        for move in old
    ]
    return Manifest(pages, (*manifest.assets, *assets))


@dataclass(frozen=True)
class _Part:
    """One old anchor: what became of it, and the title of the page it leads to."""

    anchor: str
    fate: _Fate
    title: str


def _parts(page: str, anchors: Iterable[str], ways: _Ways, manifest: Manifest) -> list[_Part]:
    fates = [(anchor, ways.fate(f"{page}#{anchor}")) for anchor in sorted(anchors)]
    return [_Part(anchor, fate, _title(fate.target, manifest)) for anchor, fate in fates]


def _with_notes(page: Page, ways: _Ways, manifest: Manifest) -> Page:
    """A living page, where each anchor that it lost is the place of a note."""
    parts = _parts(page.address, ways.written[page.address], ways, manifest)
    return replace(page, body=f"{page.body}\n\n{render('moved_notes.html', parts=parts)}") if parts else page


def _same_file(move: Moved, ways: _Ways, manifest: Manifest) -> Asset | None:
    """The new file at its old address: a subscribed calendar goes on by itself, on every host."""
    fate = ways.fate(move.old)
    item = manifest.by_address.get(fate.target or "")
    if not isinstance(item, Asset) or fate.gone or _file_type(move.old) != _file_type(item.address):
        return None
    return None if move.old.endswith("/") else Asset(move.old, item.kind, lambda: item.data, move.place.uri)


def _file_type(address: str) -> str:
    return splitext(address)[1]


def _page(move: Moved, ways: _Ways, manifest: Manifest, **frame: object) -> Asset:
    """The page that says where an address went, or why it is gone."""
    fate = ways.fate(move.old)
    parts = _parts(move.old, ways.anchors(move.old, manifest), ways, manifest)
    title = _title(fate.target, manifest)
    address = _page_address(move.old)
    way = relative(fate.target or "/", address)
    html = render("moved.html", old=move.old, fate=fate, way=way, title=title, parts=parts, **frame)
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
    ways = _Ways(moved)
    rules = [_rule(old, ways, base) for old in sorted(ways.by_old) if "#" not in old]
    return "".join(f"{rule}\n" for rule in rules if rule)


def _rule(old: str, ways: _Ways, base: str) -> str | None:
    fate = ways.fate(old)
    if fate.gone:
        page = base + _page_address(old)[1:]
        return f'location = "{page}" {{ error_page 410 "{page}index.html"; return 410; }}'
    if fate.target is None or ways.splits(old):
        return None
    return f'location = "{base}{old[1:]}" {{ return 301 "{base}{fate.target[1:]}"; }}'
