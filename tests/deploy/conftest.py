"""A server for each test, with a toy site that builds at once, and one with a real commune."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from servers import Clone, Gate, Server, free_port, make_clone

# The server is a Linux server: so is what it is tried on.
collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]

MEMORY = Path("/dev/shm")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, in memory where there is room: each swap waits until everything is on the disk."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 1 << 30):
        yield tmp_path
    else:
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield Path(folder)


@pytest.fixture
def server(place: Path) -> Server:
    """A server on which nothing has been published yet."""
    return Server(place, free_port()).set_up()


@pytest.fixture
def clone(server: Server, place: Path) -> Callable[..., Clone]:
    """clone(name, of=repository) → another officer's copy."""
    return lambda name, of: make_clone(server, place / name, of)


@pytest.fixture
def officer(server: Server, place: Path) -> Clone:
    """An officer whose first push has been published."""
    made = make_clone(server, place / "officer")
    done = made.push()
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def gate(place: Path) -> Gate:
    """Builds wait at it while it is shut, for who is given its `words`."""
    folder = place / "gate"
    folder.mkdir()
    return Gate(folder)
