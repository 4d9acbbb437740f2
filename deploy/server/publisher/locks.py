"""One at a time: the kernel lets go of a lock, however its holder ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .telling import say


@contextmanager
def locked(path: Path, waiting: str) -> Iterator[None]:
    """One at a time; who has to wait is told so."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        if not held(handle):
            say(waiting)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def held(handle: int) -> bool:
    """Takes the lock of an open file where nobody has it; whether it is had now."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
