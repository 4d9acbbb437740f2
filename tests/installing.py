"""Programs that tests need and a bare machine has not: installed in the first way that works, and without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable


def installed(name: str, works: Callable[[], bool], ways: Iterable[Callable[[], None]], missing: str) -> int:
    """0 once `works` says so; 1, with `missing` told, where no way led there."""
    print(f"Đang cài {name} cho các kiểm thử …", flush=True)
    for way in ways:
        way()
        if works():
            return 0
    print(missing, file=sys.stderr)
    return 1


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
