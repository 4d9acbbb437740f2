"""A folder in which one commit is checked and built, with the tools that this commit asks for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import time

from .confinement import OPEN, Job, run
from .disk import read, remove, write
from .locks import held
from .repository import LEDGER, Repository, code_of
from .settings import Settings
from .telling import DiskFull, failure, is_full, say
from .tools import tools_for

_NO_CONFINEMENT = (
    "CHÚ Ý: máy chủ này chạy mã được đẩy lên mà KHÔNG ngăn cách (install --without-confinement): mã ấy đọc, sửa được "
    "mọi thứ của trang trên máy chủ. Xin báo người quản trị máy chủ: deploy/README.md."
)


# --- folders ---


@contextmanager
def folder_of_work(work: Path) -> Iterator[tuple[Path, int]]:
    """An empty folder, gone afterwards, and its lock: whoever works in it holds that, children included."""
    while True:
        folder = work / token_hex(6)
        folder.mkdir(parents=True, mode=0o755)
        handle = os.open(folder, os.O_RDONLY)
        if held(handle) and folder.exists():  # sweep() may have come between
            break
        os.close(handle)
    try:
        yield folder, handle
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def sweep(work: Path, cache: Path) -> None:
    """Takes away the folders of those who were killed. What they put into the cache last may not be whole."""
    for folder in work.iterdir() if work.exists() else ():
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:  # another push has just ended
            continue
        except NotADirectoryError:  # nor is a link followed
            folder.unlink(missing_ok=True)
            continue
        if held(handle):
            _forget_since(cache, _began(folder))
            shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _began(folder: Path) -> float:
    """When the work in a folder began: git writes this file once, right after making it."""
    try:
        return (folder / ".git/HEAD").stat().st_mtime
    except OSError:
        return time()


def _forget_since(cache: Path, moment: float) -> None:
    for path in cache.rglob("*"):
        with suppress(OSError):
            if not path.is_dir() and path.lstat().st_mtime >= moment:
                path.unlink()


# --- work ---


@dataclass(frozen=True)
class Workshop:
    """A commit laid out in `folder`, ready to be checked and built by its own Makefile."""

    settings: Settings
    folder: Path
    lock: int
    cache: Path
    venv: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def make(self, target: str, doing: str) -> str:
        """What `make target` printed. Raises Refused with the reasons where it failed."""
        output, code = run(self.settings, Job(target, self.folder, self.cache, self.venv), self.lock)
        if code:
            raise failure(output, doing, self.settings.log)
        return output


@contextmanager
def workshop(settings: Settings, commit: str) -> Iterator[Workshop]:
    """A commit laid out in a folder of its own. The disk may be full at any moment: that too is told."""
    if settings.confinement == "none":
        say(_NO_CONFINEMENT)
    try:
        with folder_of_work(settings.work) as (folder, lock), opened(settings, folder):
            with for_builders(settings):
                entries = Repository(settings.repository).check_out(commit, folder)
                _lay_ledger(folder, settings)
                cache = _cache_of(code_of(entries), settings)
            yield Workshop(settings, folder, lock, cache, tools_for(folder, settings))
    except OSError as error:
        if is_full(error):
            raise DiskFull from None
        raise


@contextmanager
def opened(settings: Settings, folder: Path) -> Iterator[None]:
    """Where another user builds, the folder is theirs too; what they may have shut in it is opened at the end."""
    if settings.builder:
        folder.chmod(0o2770)
    try:
        yield
    finally:
        if settings.builder:
            shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():
                run(settings, Job(OPEN, folder, folder, folder), -1)


@contextmanager
def for_builders(settings: Settings) -> Iterator[None]:
    """What is written now may be changed by the user who builds: work/ and cache/ hand their group down."""
    before = os.umask(0o007 if settings.builder else 0o022)
    try:
        yield
    finally:
        os.umask(before)


def _cache_of(code: str, settings: Settings) -> Path:
    """What builds by this very code kept. Other code, of a push that was declined say, has no hand in it."""
    cache = settings.cache / code
    settings.cache.mkdir(mode=0o700, exist_ok=True)
    cache.mkdir(exist_ok=True)
    os.utime(cache)
    if settings.builder:
        cache.chmod(0o2770)
    for old in sorted(settings.cache.iterdir(), key=lambda path: path.lstat().st_mtime, reverse=True)[3:]:
        remove(old)
    return cache


def _lay_ledger(folder: Path, settings: Settings) -> None:
    """The addresses that this server has published count, whether or not anybody wrote them down since."""
    path, known = folder / LEDGER, settings.ledger
    if not known.exists():
        return
    with suppress(UnicodeDecodeError):  # for the check to tell
        written = read(path).split() if path.exists() else []
        write(path, "".join(f"{each}\n" for each in sorted({*written, *read(known).split()})))
