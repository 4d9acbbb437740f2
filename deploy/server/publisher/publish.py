"""Publishing: build aside, look it over, swap. Whoever asks for it, it is the newest commit that is published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from .disk import empty, is_plain, read, write
from .headers import ANY, good_hashes, hold, write_down
from .locks import locked
from .releases import Release, Releases, look_over
from .repository import LEDGER, Repository
from .settings import Settings
from .telling import DiskFull, Refused, say
from .workshop import Workshop, sweep, workshop

# As the site's code has it (a test compares the two)
ADDRESS = r"/([a-z0-9-]+/)*([a-z0-9-]+(\.[a-z0-9]+)+|#[A-Za-z0-9_-]+)?"
_LONGEST = 300
_WAITING = "Đang có một lần đăng khác. Xin chờ, trang sẽ được đăng ngay sau đó …"


@contextmanager
def one_at_a_time(settings: Settings) -> Iterator[Releases]:
    """The releases, for the only one who may change them; what an interrupted run left behind is gone."""
    with locked(settings.lock, _WAITING):
        sweep(settings.work, settings.cache)
        releases = Releases(settings)
        releases.settle()
        yield releases


def publish(settings: Settings, again: bool = False) -> None:
    """Publishes the tip of the branch, `again` even where it is live already (a new day changes pages).

    Of several pushes that waited for each other, the first to come publishes the newest for all.
    """
    repository = Repository(settings.repository)
    with one_at_a_time(settings) as releases:
        tip = repository.tip(settings.branch)
        if tip is None:
            raise Refused(f'Kho chưa có nhánh "{settings.branch}": hãy đẩy nội dung lên trước.')
        live = releases.live
        if live and live.commit == tip and not again:
            return say("Bản này đã được đăng rồi, cùng với lần đăng vừa xong.")
        build_and_swap(settings, releases, tip)


def write_ledger(settings: Settings) -> None:
    """Writes the addresses that were published since into the branch: officers' keys cannot, and need not.

    By night, so that officers need no `git pull` after each push.
    """
    repository = Repository(settings.repository)
    with one_at_a_time(settings):
        tip = repository.tip(settings.branch)
        if tip is None or not is_plain(settings.ledger):
            return
        files = repository.files(tip)
        written = repository.read(files[LEDGER][1]).decode("utf-8", "replace").split() if LEDGER in files else []
        together = {*written, *good_addresses(read(settings.ledger))}
        if together - {*written}:
            blob = repository.keep("".join(f"{each}\n" for each in sorted(together)).encode())
            message = "Ghi sổ các địa chỉ đã đăng"
            repository.move(settings.branch, repository.commit({**files, LEDGER: ("100644", blob)}, tip, message), tip)
            say(f"{message}: thêm {len(together - {*written})}.")


def good_addresses(text: str) -> list[str]:
    """The lines that have the form of an address: what a build wrote is not to be believed unread."""
    return [line for line in text.split() if len(line) <= _LONGEST and re.fullmatch(ADDRESS, line)]


def build_and_swap(
    settings: Settings, releases: Releases, commit: str, before_swap: Callable[[], None] = lambda: None
) -> None:
    """Builds a commit and puts it live. Whatever goes wrong before the swap leaves the live site as it was.

    A correction has to get through: where the disk is full, what can be made again is given up first.
    """
    try:
        _build_and_swap(settings, releases, commit, before_swap)
    except DiskFull:
        if not make_room(settings, releases):
            raise
        say("Máy chủ hết chỗ chứa: đã bỏ bớt các bản cũ, đang thử lại …")
        _build_and_swap(settings, releases, commit, before_swap)


def make_room(settings: Settings, releases: Releases) -> bool:
    """Gives up the cache and all old releases (not their commits); whether there was anything."""
    old = [release for release in releases.all if release != releases.live]
    empty(settings.cache)
    for release in old:
        shutil.rmtree(release.folder, ignore_errors=True)
    return bool(old)


def _build_and_swap(settings: Settings, releases: Releases, commit: str, before_swap: Callable[[], None]) -> None:
    repository, began, replaced = Repository(settings.repository), monotonic(), releases.live
    with workshop(settings, commit) as shop:
        say("Đang dựng trang …")
        shop.make("site", "dựng trang")
        rules = _rules(shop)
        release = releases.add(_own(shop), rules, _hashes(shop), commit, repository.subject(commit))
        hold(settings, release.hashes, replaced.hashes if replaced else release.hashes)
        before_swap()
        releases.put_live(release)
        say(f"Đã đăng bản {commit[:8]} ({release.subject}) sau {monotonic() - began:.0f} giây.")
        _write_down(shop, rules, release)
    _prune(releases, shop, lambda old: repository.holds(commit, old))


def _prune(releases: Releases, shop: Workshop, known: Callable[[str], bool]) -> None:
    """Drops what nobody reads any more, and everything made of commits that were taken out of the history.

    What this build used of its cache is what it published; other code may have kept what was withdrawn since.
    """
    if not all(known(release.commit) for release in releases.all):
        empty(shop.settings.cache)
    forget_others(shop.settings.cache, shop.cache)
    releases.prune(known)


def forget_others(caches: Path, own: Path) -> None:
    """Takes away what other code kept. A push may be looked at by it just now: what it is writing stays."""
    for path in (path for other in caches.iterdir() if other != own for path in (other, *other.rglob("*"))):
        with suppress(OSError):
            if not path.is_dir() and not path.name.startswith("."):
                path.unlink()


def _own(shop: Workshop) -> Path:
    """The built site; where another user built it, a copy that is nobody else's."""
    if not shop.settings.builder:
        return shop.site
    look_over(shop.site)
    own = shop.folder / "own" / "site"
    own.mkdir(parents=True)
    for path in sorted(shop.site.rglob("*")):
        to = own / path.relative_to(shop.site)
        if path.is_dir():
            to.mkdir()
        else:
            shutil.copyfile(path, to)
    for path in (own, *own.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return own


def _rules(shop: Workshop) -> str:
    """The web server's rules for old addresses; without them the pages that stand there still lead on."""
    try:
        return shop.make("redirects", "ghi quy tắc chuyển hướng")
    except Refused:
        return ""


def _hashes(shop: Workshop) -> str:
    """The parts that a browser may run of this site; ANY where its sources do not say."""
    try:
        return good_hashes(shop.make("policy", "nêu các phần mã của trang"))
    except Refused:
        say("Lưu ý: chưa lập được danh sách phần mã của trang (make policy). Trang vẫn đăng; xin báo người quản trị.")
        return ANY


def _write_down(shop: Workshop, rules: str, release: Release) -> None:
    """What is kept of a published site beside it. The site is live: nothing here can be a reason to refuse."""
    with suppress(Refused, OSError, UnicodeDecodeError):
        told = shop.make("addresses", "ghi sổ địa chỉ")
        for line in told.splitlines():
            if line.startswith(f'{LEDGER}: "'):
                say(f"Lưu ý: {line}")
        _keep(shop.settings.ledger, "".join(f"{each}\n" for each in good_addresses(read(shop.folder / LEDGER))))
    with suppress(OSError):
        _keep(shop.settings.redirects, rules)
        write_down(shop.settings, release.hashes)


def _keep(path: Path, text: str) -> None:
    """Writes a file; one that says the same already is left alone."""
    if not (is_plain(path) and read(path) == text):
        write(path, text)
