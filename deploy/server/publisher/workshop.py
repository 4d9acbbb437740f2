"""A folder in which one commit is checked and built, with the tools that this commit asks for."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from time import time

from .disk import read, write
from .repository import Repository, surroundings
from .settings import Settings
from .telling import STAYS, DiskFull, NotTheirFault, Refused, is_full, reasons, say

LEDGER = "addresses.txt"


@contextmanager
def locked(path: Path, waiting: str) -> Iterator[None]:
    """One at a time; who has to wait is told so. The kernel lets go of the lock, however its holder ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        if not _held(handle):
            say(waiting)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# --- folders ---


@contextmanager
def folder_of_work(work: Path) -> Iterator[tuple[Path, int]]:
    """An empty folder, gone afterwards, and its lock: whoever works in it holds that, children included."""
    while True:
        folder = work / token_hex(6)
        folder.mkdir(parents=True, mode=0o755)
        handle = os.open(folder, os.O_RDONLY)
        if _held(handle) and folder.exists():  # sweep() may have come between
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
        if _held(handle):
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


# --- tools ---


def tools_for(folder: Path, settings: Settings) -> Path:
    """The virtual environment with exactly the packages of the commit in `folder`; made where there is none yet."""
    if settings.venv:
        return Path(settings.venv)
    wanted = (folder / "requirements.txt").read_bytes() if (folder / "requirements.txt").exists() else b""
    venv = settings.venvs / sha256(wanted).hexdigest()[:16]
    settings.venvs.mkdir(exist_ok=True)
    with locked(settings.venvs / "lock", "Đang có một lần đăng khác cài thư viện. Xin chờ …"):
        if not (venv / "ready").exists():
            say("Đang cài thư viện lần đầu cho bản này, mất vài phút …")
            _install(folder, venv, settings)
        (venv / "ready").touch()
        _drop_old(settings.venvs, keep=3)
    return venv


def _install(folder: Path, venv: Path, settings: Settings) -> None:
    shutil.rmtree(venv, ignore_errors=True)
    pip = (venv / "bin/pip", "install", "--require-hashes", "--disable-pip-version-check", "-qq")
    for command in ((settings.python, "-m", "venv", venv), (*pip, "-r", folder / "requirements.txt")):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=surroundings()
        )
        if done.returncode:
            shutil.rmtree(venv, ignore_errors=True)
            raise _failure(done.stdout.decode("utf-8", "replace"), "cài thư viện", settings, to_officers=False)


def _drop_old(venvs: Path, keep: int) -> None:
    made = sorted((path for path in venvs.iterdir() if (path / "ready").exists()), key=_last_used, reverse=True)
    for path in made[keep:]:
        shutil.rmtree(path, ignore_errors=True)


def _last_used(venv: Path) -> float:
    return (venv / "ready").stat().st_mtime


# --- work ---


@dataclass(frozen=True)
class Workshop:
    """A commit laid out in `folder`, ready to be checked and built by its own Makefile."""

    settings: Settings
    folder: Path
    lock: int
    venv: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def make(self, target: str, doing: str) -> str:
        """What `make target` printed. Raises Refused with the reasons where it failed."""
        output, code = self._run("make", "-s", "--no-print-directory", "-o", ".venv/site.stamp", *self._names(target))
        if code:
            raise _failure(output, doing, self.settings)
        return output

    def _names(self, target: str) -> tuple[str, str]:
        return f"BIN={self.venv}/bin", target

    def _run(self, *command: str) -> tuple[str, int | None]:
        fixed = {"PYTHONPATH": str(self.folder / "hooks"), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        fixed["COMMUNE_CACHE"] = str(self.settings.cache)
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=surroundings() | fixed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[self.lock],
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=self.settings.minutes * 60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise NotTheirFault(f"Dựng quá {self.settings.minutes} phút nên đã dừng. {STAYS}") from None
        return output.decode("utf-8", "replace"), process.returncode


@contextmanager
def workshop(settings: Settings, commit: str) -> Iterator[Workshop]:
    """A commit laid out in a folder of its own. The disk may be full at any moment: that too is told."""
    try:
        with folder_of_work(settings.work) as (folder, lock):
            Repository(settings.repository).check_out(commit, folder)
            _lay_ledger(folder, settings)
            settings.cache.mkdir(mode=0o700, exist_ok=True)
            yield Workshop(settings, folder, lock, tools_for(folder, settings))
    except OSError as error:
        if is_full(error):
            raise DiskFull from None
        raise


def _lay_ledger(folder: Path, settings: Settings) -> None:
    """The addresses that this server has published count, whether or not anybody wrote them down since."""
    path, known = folder / LEDGER, settings.ledger
    if not known.exists():
        return
    with suppress(UnicodeDecodeError):  # for the check to tell
        written = read(path).split() if path.exists() else []
        write(path, "".join(f"{each}\n" for each in sorted({*written, *read(known).split()})))


def _failure(output: str, doing: str, settings: Settings, to_officers: bool = True) -> Refused:
    if is_full(output):
        return DiskFull()
    if to_officers and (told := reasons(output)):
        return Refused(told)
    with suppress(OSError):
        settings.log.mkdir(exist_ok=True)
        write(settings.log / "last-failure.txt", output)
    return NotTheirFault(
        f"Máy chủ không {doing} được, vì phần mềm chứ không phải vì nội dung bạn viết. {STAYS} "
        f"Xin báo người quản trị máy chủ: chi tiết ở {settings.log / 'last-failure.txt'}."
    )
