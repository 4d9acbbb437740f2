"""Programs of the system that tests need and a bare machine has not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """A program as people call it, the Debian package that brings it, and whether it is there and runs.

    `first` is a way to get it that is better than installing the package, `last` one for who may not do that. One that
    is `spared` is got where that is easy; without it the tests take longer, or leave an engine out (never under CI).
    """

    name: str
    package: str
    works: Callable[[], bool]
    first: Callable[[], None] = lambda: None
    last: Callable[[], None] = lambda: None
    spared: bool = False


def install(needs: Sequence[Need]) -> list[Need]:
    """Gets each of these programs in the first way that works; those that no way led to."""
    may_install = shutil.which("apt-get") is not None and os.geteuid() == 0
    if may_install:
        quietly(["apt-get", "update", "-qq"])
    missing = _after(needs, lambda need: need.first())
    if may_install:
        needed = [need.package for need in missing if not need.spared]
        for packages in (needed, *([need.package] for need in missing if need.spared)):  # not every system has these
            if packages:
                quietly(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages])
        missing = [need for need in missing if not need.works()]
    return [need for need in _after(missing, lambda need: need.last()) if not need.spared]


def _after(missing: Sequence[Need], way: Callable[[Need], None]) -> list[Need]:
    for need in missing:
        way(need)
    return [need for need in missing if not need.works()]


def told(missing: Sequence[Need]) -> str:
    """What to do about programs that could not be installed, in one sentence."""
    names, packages = ", ".join(need.name for need in missing), " ".join(need.package for need in missing)
    as_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
    return (
        f"Các kiểm thử cần {names} mà không tự cài được: hãy chạy "
        f"(the tests need {names}, which could not be installed: run) "
        f'{as_root} "apt-get update && apt-get install --yes {packages}"'
    )


def quietly(command: list[str], folder: str | None = None) -> None:
    """Runs a command that asks nothing and says nothing, whatever comes of it."""
    subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def runs(*command: str) -> bool:
    """A program may be there and still not run: a stub, or a library of the system is missing."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
