"""Reading and writing where a build, which is code that somebody pushed, may have laid things: no link is followed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

_LONGEST = 16 << 20


def read(path: Path) -> str:
    """The text of a file, of one without end the beginning. Raises OSError where there is none: a link leads elsewhere,
    a pipe would never end."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, encoding="utf-8") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "không phải tệp thường", str(path))
        return file.read(_LONGEST)


def is_plain(path: Path) -> bool:
    """Whether this very path is a file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def empty(folder: Path) -> None:
    """Takes away what is in a folder, and leaves the folder: who may use it stays as root has said."""
    for path in folder.iterdir() if folder.exists() else ():
        remove(path)


def remove(path: Path) -> None:
    """Takes away a file, a folder with all in it, or a link and nothing behind it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def write(path: Path, text: str) -> None:
    """Puts a file there in one step. What was there, a link too, gives way, and nothing that it led to is changed."""
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    with unfinished.open("x", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)
