"""What the surroundings give, for the command line and the hooks: the day, the last change, a place to keep things.

Not part of the pure library, which is given all three and never reads the clock.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import mkdtemp

from .core.cache import Kept
from .core.tree import first_link, is_link, is_plain
from .disk import remove, write

_VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975
_OWN_SERVER = re.compile(r"([\w+]+://)?[^/\s]+[:/].*/repo\.git/?")  # deploy/server/install sets up its timer too


def today() -> date:
    """The day in Viet Nam; SOURCE_DATE_EPOCH (reproducible-builds.org) sets it to build the same site again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(_VIETNAM).date()


def in_public() -> bool:
    """Whether what is printed here can be read by anybody: on the machines of a code host, which all set CI."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


class GitError(Exception):
    """git is not there, or could not do what was asked; the text is git's own."""


def git(root: Path, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """What git answers in the repository at `root`; `given` is its input. Raises GitError."""
    command = ["git", "-C", str(root), *arguments]
    around = {**os.environ, **(environment or {})}
    try:
        answer = subprocess.run(command, input=given, capture_output=True, check=True, env=around)
    except OSError as error:
        raise GitError("chưa cài git") from error
    except subprocess.CalledProcessError as error:
        raise GitError((error.stderr + error.stdout).decode(errors="replace").strip()) from error
    return answer.stdout


def updated_on(root: Path) -> date | None:
    """The day of the last change to content/ or docs/ in git; None where there is no history."""
    try:
        answer = git(root, "log", "-1", "--format=%cd", "--date=short", "--", "content", "docs")
        return date.fromisoformat(answer.decode().strip())
    except (GitError, ValueError):
        return None


def run_anew(root: Path, *arguments: str) -> int:
    """Runs a command of ours in a process of its own, with the code as it stands on disk now; its exit code."""
    command = [sys.executable, "-m", "commune", "--root", str(root), *arguments]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": str(root / "hooks")}, check=False).returncode


def print_no_more() -> None:
    """Whoever read the output is gone (`… | head`): what is left of it goes nowhere, as Python's manual has it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def versioned(root: Path) -> list[tuple[str, str]]:
    """(mode, uri) of whatever git keeps of the repository at `root`; nothing where git cannot tell."""
    try:
        listed = git(root, "ls-files", "--stage", "-z").decode("utf-8", "replace").split("\0")
    except GitError:
        return []
    return [(about.split(" ")[0], uri) for about, _, uri in (each.partition("\t") for each in listed if each)]


def built_nightly(root: Path) -> bool:
    """Whether something may build the site of the repository at `root` again each night, as far as it shows.

    A repository that lies nowhere else shows nothing, and may.
    """
    try:
        told = git(root, "config", "--local", "--get-regexp", r"^remote\..*\.url$").decode("utf-8", "replace")
    except GitError:
        return True
    return any(_builds_nightly(root, line.partition(" ")[2]) for line in told.splitlines())


def _builds_nightly(root: Path, remote: str) -> bool:
    """Whether that place does."""
    if "github" in remote:
        flows = [_text(flow) for flow in sorted((root / ".github/workflows").glob("*.yml"))]
        return any(re.search(r"^\s+schedule:", flow, re.MULTILINE) and "make site" in flow for flow in flows)
    if "gitlab" in remote:  # the schedule itself is not in the repository: the job that waits for it is
        return "nightly" in _text(root / ".gitlab-ci.yml")
    return _OWN_SERVER.match(remote) is not None


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if is_plain(path) else ""


def changed_since(root: Path, revision: str) -> list[str]:
    """The files of content/ and docs/ that differ from a revision in git; none where git cannot tell."""
    try:
        answer = git(root, "diff", "--name-only", "-z", "--end-of-options", revision, "--", "content", "docs")
    except GitError:
        return []
    return [uri for uri in answer.decode("utf-8", "replace").split("\0") if uri]


@dataclass(frozen=True)
class DiskCache:
    """What took long to make, in a folder that may be deleted at any time (commune.core.cache.Cache)."""

    folder: Path
    used: set[str] = field(default_factory=set, compare=False)

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        kept = self.file(key, make)
        try:
            return kept.read() if isinstance(kept, Kept) else kept
        except FileNotFoundError:  # somebody has just taken it away
            return make()

    def file(self, key: str, make: Callable[[], bytes]) -> Kept | bytes:
        path = self.folder / key[:2] / key
        self.used.add(key)
        if first_link(self.folder, path):  # nobody else lays anything here
            return make()
        if not path.is_file():
            write(self.folder, path, make())
        return Kept(path, path.read_bytes)

    def forget_the_rest(self) -> None:
        """Takes away what nothing has asked for: what was withdrawn since is kept nowhere.

        Only where COMMUNE_FORGET says that what has been done was all that is ever done with this cache (Makefile).
        """
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if os.environ.get("COMMUNE_FORGET") else ():
            if path.name not in self.used and not path.name.startswith(".") and not first_link(self.folder, path):
                with suppress(OSError):
                    remove(self.folder, path)


def cache(root: Path, part: str = "") -> DiskCache:
    """The cache of the repository at `root`, or where a server keeps it; one for this run only where that cannot be.

    What the check alone keeps is in a `part` of it: a build has no use for that, and leaves it alone.
    """
    folder = Path(os.environ.get("COMMUNE_CACHE") or root / ".cache")
    writable = os.access(folder if folder.exists() else folder.parent, os.W_OK) and not is_link(folder)
    return DiskCache((folder if writable else Path(mkdtemp())) / part)
