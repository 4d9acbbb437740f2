"""The bare repository: its branch, its commits, and a work tree of one of them."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from .telling import STAYS, DiskFull, Refused, is_full
from .tree import refuse_odd

NOTHING = "0" * 40  # how git writes "no commit"
_ZEROS = {NOTHING, "0" * 64}

# In a pre-receive hook the objects that were sent stand apart until they are taken.
_OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
_AUTHOR = {"GIT_AUTHOR_NAME": "Máy chủ", "GIT_AUTHOR_EMAIL": "may-chu@localhost"}
_COMMITTER = {"GIT_COMMITTER_NAME": "Máy chủ", "GIT_COMMITTER_EMAIL": "may-chu@localhost"}

LEDGER = "addresses.txt"

Files = dict[str, tuple[str, str]]  # path → (mode, blob)
Entry = tuple[str, str, str]  # (mode, blob, path)


def surroundings(*kept: str) -> dict[str, str]:
    """The environment without what git tells its hooks, but for `kept`."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in kept}


def is_nothing(commit: str) -> bool:
    return commit in _ZEROS


@dataclass(frozen=True)
class Repository:
    """A bare repository in `folder`. Raises Refused where git cannot do what it is asked."""

    folder: Path

    def git(self, *words: str, given: bytes | None = None, **environment: str) -> bytes:
        return _git(self.folder, words, surroundings(*_OBJECTS) | environment, given)

    def text(self, *words: str) -> str:
        return self.git(*words).decode("utf-8", "replace").strip()

    def tip(self, branch: str) -> str | None:
        """The commit that a branch is at."""
        return self.find(f"refs/heads/{branch}")

    def find(self, name: str) -> str | None:
        """The commit of that name, if there is one."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except Refused:
            return None

    def holds(self, later: str, earlier: str) -> bool:
        """Whether `earlier` is in the history of `later`."""
        try:
            self.git("merge-base", "--is-ancestor", earlier, later)
        except Refused:
            return False
        return True

    def subject(self, commit: str) -> str:
        return self.text("show", "--no-patch", "--format=%s", commit)

    def commits(self, old: str, new: str) -> list[list[str]]:
        """(commit, *parents) of each that `new` has and `old` has not, the earliest first."""
        lines = self.text("rev-list", "--reverse", "--parents", new, f"^{old}").split("\n")
        return [line.split(" ") for line in lines if line]

    # --- files ---

    def files(self, commit: str) -> Files:
        return {path: (mode, blob) for mode, blob, path in self.entries(commit)}

    def entries(self, commit: str) -> list[Entry]:
        """(mode, blob, path) of everything in its tree, as it was sent."""
        listed = self.git("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
        lines = (line.split("\t", 1) for line in listed.split("\0")[:-1])
        return [(about.split(" ")[0], about.split(" ")[2], path) for about, path in lines]

    def keep(self, data: bytes) -> str:
        """The name of a file of these bytes, to be committed."""
        return self.git("hash-object", "-w", "--stdin", given=data).decode().strip()

    def read(self, blob: str) -> bytes:
        return self.git("cat-file", "blob", blob)

    def commit(self, files: Files, parent: str, message: str) -> str:
        """A new commit of these files; no branch leads to it yet."""
        listed = "".join(f"{mode} {blob}\t{path}\0" for path, (mode, blob) in sorted(files.items()))
        with TemporaryDirectory() as folder:
            index = f"{folder}/index"
            given = listed.encode("utf-8", "surrogateescape")
            self.git("update-index", "-z", "--index-info", given=given, GIT_INDEX_FILE=index)
            tree = self.git("write-tree", GIT_INDEX_FILE=index).decode().strip()
        words = ("commit-tree", tree, "-p", parent, "-F", "-")
        return self.git(*words, given=message.encode(), **_AUTHOR, **_COMMITTER).decode().strip()

    def move(self, branch: str, new: str, old: str) -> None:
        """Moves the branch, unless somebody has pushed since it was at `old`."""
        try:
            self.git("update-ref", f"refs/heads/{branch}", new, old)
        except Refused:
            raise Refused(f"Vừa có người đẩy nội dung mới. {STAYS} Xem lại rồi làm lại lệnh này.") from None

    def check_out(self, commit: str, folder: Path) -> list[Entry]:
        """A work tree with its whole history in `folder`; what is in it. The objects are those of this repository by
        further names: whoever works there needs no other folder.

        Raises Refused, and lays nothing out, where the tree holds what is no file.
        """
        entries = self.entries(commit)
        refuse_odd([(mode, path) for mode, _, path in entries])
        objects = os.environ.get("GIT_OBJECT_DIRECTORY") or str(self.folder / "objects")
        more = os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")
        plain = surroundings()
        _git(folder, ("init", "--quiet", "--template="), plain)
        for each in filter(None, [objects, *more.split(":")]):
            link_objects((self.folder / each).resolve(), folder / ".git/objects")
        plainly = ("-c", "advice.detachedHead=false", "-c", "core.symlinks=false")
        _git(folder, (*plainly, "checkout", "--quiet", "--detach", commit), plain)
        return entries


def code_of(entries: list[Entry]) -> str:
    """A name for all that builds a site, whatever its words are."""
    code = [entry for entry in entries if not entry[2].startswith(("content/", "docs/")) and entry[2] != LEDGER]
    return sha256(repr(sorted(code)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def link_objects(kept: Path, to: Path) -> None:
    """Each of a repository's objects by one more name: no byte is written, and none can be changed there by whoever
    does not own it."""
    while False in [_link(path, to / path.relative_to(kept)) for path in _objects(kept)]:
        pass  # git has just packed some of them: they stand in a new pack


def _objects(kept: Path) -> list[Path]:
    """Single ones first: what git packs meanwhile is in a pack by then. A pack stands before its index."""
    single = [path for folder in kept.glob("[0-9a-f][0-9a-f]") for path in folder.iterdir()]
    packs = [path for ending in ("pack", "idx", "rev") for path in (kept / "pack").glob(f"pack-*.{ending}")]
    return [path for path in single if not path.name.startswith("tmp_")] + packs


def _link(path: Path, to: Path) -> bool:
    """Whether it was there to be linked."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        with suppress(FileExistsError):
            os.link(path, to)
    except FileNotFoundError:
        return False
    return True


def _git(folder: Path, words: tuple[str, ...], environment: dict[str, str], given: bytes | None = None) -> bytes:
    # What a person set for themselves is no setting of the server; LC_ALL: messages are recognised by their words
    fixed = {"LC_ALL": "C", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    # The repository is root's, and who publishes works in it
    fixed |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    fixed["GIT_NO_REPLACE_OBJECTS"] = "1"  # who pushes may say what stands in for what: one looked at, another laid out
    done = subprocess.run(["git", "-C", folder, *words], input=given, capture_output=True, env=environment | fixed)
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise DiskFull if is_full(told) else Refused(f"git {words[0]}: {told}")
    return done.stdout
