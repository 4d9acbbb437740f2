"""Writing: the one module that puts files on the disk, for the command line and the cache.

No link is followed, and no file is changed in place: whoever has the old one, a reader or a hard link, keeps it whole.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from .core.tree import first_link, is_plain

_LINK = "{}: đây là đường dẫn tắt (symbolic link), máy không ghi qua nó. Hãy xóa nó, rồi gõ lại lệnh."
_ODD = "{}: đây không phải tệp thường, máy không ghi vào đó. Hãy chọn chỗ khác."


class NotOurs(Exception):
    """A place where nothing is written; the text says why, and what to do. Nothing has been changed."""


def write(root: Path, path: Path, data: bytes) -> None:
    """Puts `data` at `path` in one step, with the folders on its way.

    Raises NotOurs where `path` is there and is no file, or something on its way from `root` is a link.
    """
    make_room(root, path)
    if path.exists() and not is_plain(path):
        raise NotOurs(_ODD.format(path))
    aside = path.with_name(f".{uuid4().hex}")
    try:
        with aside.open("xb") as file:
            file.write(data)
        if path.exists():
            aside.chmod(stat.S_IMODE(path.stat().st_mode))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def append(root: Path, path: Path, data: bytes) -> None:
    """The same, after what the file says already."""
    write(root, path, (path.read_bytes() if is_plain(path) else b"") + data)


def copy(root: Path, path: Path, source: Path) -> None:
    """Puts a copy of the file `source` at `path`, as runnable as it is. Raises NotOurs also where that is no file."""
    if not is_plain(source):
        raise NotOurs(_LINK.format(source) if source.is_symlink() else _ODD.format(source))
    write(root, path, source.read_bytes())
    path.chmod(stat.S_IMODE(source.stat().st_mode))


@contextmanager
def folder_aside(root: Path, folder: Path) -> Iterator[Path]:
    """An empty folder to be filled, which then stands at `folder`: nobody sees it before it is whole.

    What is raised meanwhile leaves everything as it was.
    """
    make_room(root, folder)
    with TemporaryDirectory(dir=folder.parent, prefix=".") as aside:
        made = Path(aside, folder.name)
        made.mkdir()
        yield made
        made.rename(folder)


def remove(root: Path, path: Path) -> None:
    """Takes a file away; what a link leads to stays where it is."""
    make_room(root, path)
    path.unlink()


def make_room(root: Path, path: Path) -> None:
    """The folders on the way to `path`. Raises NotOurs where something on it from `root` is a link."""
    if link := first_link(root, path):
        raise NotOurs(_LINK.format(link))
    path.parent.mkdir(parents=True, exist_ok=True)
