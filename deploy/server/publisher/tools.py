"""The packages that a commit asks for, in a virtual environment: wheels alone, each with its hash.

They are fetched with a network and outside all walls, so nothing of them runs meanwhile; what is asked for is read
here, before pip reads it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from .locks import locked
from .repository import surroundings
from .settings import Settings
from .telling import Refused, failure, say

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*(?:\[[A-Za-z0-9._,-]+\])?"
_HASHES = r"(?: +--hash=sha256:[0-9a-f]{64})+"
_PINNED = re.compile(rf"{_NAME}==[A-Za-z0-9._!+-]+(?: *; *[A-Za-z0-9_.'\"<>=!() ]+?)?{_HASHES}")


def refuse_unpinned(text: str) -> None:
    """Raises Refused where a list of packages holds anything but name==version with hashes: an address, a folder, an
    option of pip would have it run what was pushed."""
    for line in text.replace("\\\n", " ").splitlines():
        wanted = line.partition("#")[0].strip()
        if wanted and not _PINNED.fullmatch(wanted):
            raise Refused(
                f"requirements.txt: máy chủ không nhận dòng {wanted[:80]!r}: mỗi dòng chỉ ghi tên==phiên-bản và mã băm "
                "(make lock ghi tệp này)."
            )


def tools_for(folder: Path, settings: Settings) -> Path:
    """The virtual environment with exactly the packages of the commit in `folder`; made where there is none yet."""
    if settings.venv:
        return Path(settings.venv)
    wanted = (folder / "requirements.txt").read_bytes() if (folder / "requirements.txt").exists() else b""
    refuse_unpinned(wanted.decode("utf-8", "replace"))
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
    wheels = ("--require-hashes", "--only-binary", ":all:")
    pip = (venv / "bin/pip", "install", *wheels, "--disable-pip-version-check", "-qq")
    for command in ((settings.python, "-m", "venv", venv), (*pip, "-r", folder / "requirements.txt")):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=surroundings()
        )
        if done.returncode:
            shutil.rmtree(venv, ignore_errors=True)
            raise failure(done.stdout.decode("utf-8", "replace"), "cài thư viện", settings.log, to_officers=False)


def _drop_old(venvs: Path, keep: int) -> None:
    made = sorted((path for path in venvs.iterdir() if (path / "ready").exists()), key=_last_used, reverse=True)
    for path in made[keep:]:
        shutil.rmtree(path, ignore_errors=True)


def _last_used(venv: Path) -> float:
    return (venv / "ready").stat().st_mtime
