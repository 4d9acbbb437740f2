"""A server for each test, with a toy site that builds at once, and one with a real commune."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from servers import Clone, Gate, Server, Workbench, make_clone

# The server is a Linux server: so is what it is tried on.
collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Where the servers of this process stand, in memory where there is room: each swap waits until everything is on
    the disk."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 1 << 30):
        yield Workbench(tmp_path_factory.mktemp("servers"))
    else:
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield Workbench(Path(folder))


@pytest.fixture
def place(workbench: Workbench) -> Iterator[Path]:
    """An empty folder."""
    with workbench.cleared():
        yield workbench.place


@pytest.fixture
def server(place: Path, workbench: Workbench) -> Server:
    """A server on which nothing has been published yet."""
    return workbench.server()


@pytest.fixture
def clone(server: Server, place: Path) -> Callable[..., Clone]:
    """clone(name, of=repository) → another officer's copy."""
    return lambda name, of: make_clone(server, place / name, of)


@pytest.fixture
def officer(server: Server, workbench: Workbench) -> Clone:
    """An officer whose first push has been published."""

    def publish() -> None:
        done = make_clone(server, made.folder).push()
        assert done.returncode == 0, done.stderr

    made = Clone(server.folder / "officer", server.repository)
    workbench.once("published", server, publish)
    return made


@pytest.fixture
def gate(server: Server) -> Gate:
    """Builds wait at it while it is shut, for who is given its `words`."""
    return Gate(server.gate)
