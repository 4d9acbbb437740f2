"""Links never break: the ledger of published addresses.

The ledger (addresses.txt) holds one address a line, sorted: pages ("/lich/"), files ("/lich.ics") and the anchors that
others link to. Anchors are promised where an id names a thing and not a passage; a heading of any other page may be
reworded freely. Each kind of page declares what is promised of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from .campaigns.addresses import folder_of
from .core.fields import is_site_address
from .core.links import FRAMES
from .core.page import Manifest, anchors_of
from .core.problem import Place, Problems
from .core.source import LEDGER, Source
from .moved.model import Moved
from .moved.ways import Ways, exists

_NO_ADDRESS = (
    '"{}" không phải một địa chỉ của trang. Sổ này do máy ghi, mỗi dòng một địa chỉ, bắt đầu bằng /. '
    "Hãy sửa dòng này về như trước (xem lịch sử của tệp); dòng thừa thì xóa. Ví dụ: /lich/"
)
LOOK_FOLDER = "/assets/"  # the look's own files: no page of another site links to them


def published(manifest: Manifest) -> set[str]:
    """Every address that others may link to, and that is therefore promised."""
    found = {item.address for item in manifest.items if manifest.kind(item).promised != "nothing"}
    for page in manifest.items:
        if manifest.kind(page).promised == "anchors":
            found |= {f"{page.address}#{anchor}" for anchor in anchors_of(page)}
    return {address for address in found if not address.startswith(LOOK_FOLDER)}


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


def with_all_below(ledger: str, manifest: Manifest, moved: Iterable[Moved]) -> list[Moved]:
    """The records, and with the folder of a post or a material that is gone all that was published of it.

    Its files have no page of their own: the folder's says it for all. The card of a material in other sites has one.
    """
    written = list(moved)
    ways = Ways(written)
    gone = {move.old for move in written if folder_of(move.old) == move.old and ways.fate(move.old).gone}
    gone -= {folder_of(address) for address in manifest.by_address}
    found = [replace(move, whole=True) if move.old in gone else move for move in written]
    known = lines_of(ledger) - manifest.by_address.keys() - {move.old for move in written}
    for address in sorted(known):
        folder = address[: address.rindex("/") + 1].removeprefix(FRAMES.rstrip("/"))
        if folder in ways.by_old and (why := ways.fate(folder).gone):
            note = None if address.endswith("/") or folder not in gone else folder
            found.append(replace(ways.by_old[folder], old=address, gone=why, note=note))
    return found


def vanished(ledger: str, manifest: Manifest, moved: Iterable[Moved]) -> list[str]:
    """The addresses of the ledger that lead nowhere: neither on the site nor in `moved`."""
    ways = Ways(moved)
    return [address for address in sorted(lines_of(ledger)) if not _leads_on(address, manifest, ways)]


def cure(address: str) -> str:
    """What to do about an address that vanished, for whoever took it away."""
    folder = folder_of(address)
    renamed = f'Đổi tên thư mục thì thêm vào phần đầu của index.md: old_paths: ["{folder}"]. ' if folder else ""
    what = folder or address
    return (
        f'addresses.txt: "{address}" đã đăng mà nay không còn, ai từng lưu liên kết ấy sẽ lạc đường. '
        f"Hãy đưa nó trở lại. {renamed}Chuyển đi nơi khác thì ghi vào mục entries của content/moved.yml: "
        f'{{from: "{what}", to: /…/}}; không còn thì ghi lý do: {{from: "{what}", gone: "…", instead: /…/}}'
    )


def _leads_on(address: str, manifest: Manifest, ways: Ways) -> bool:
    fate = ways.fate(address)
    return fate.gone is not None or (fate.target is not None and exists(fate.target, manifest))
