"""Invented communes: one with a plan, days and posts of its own, and one that has just begun."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copyfile, copytree

from commune.__main__ import main
from commune.environment import git
from names import tracked

ROOT = Path(__file__).resolve().parents[2]
NAME, CITY = "phường Một Hai Ba", "tỉnh Bốn Năm Sáu"  # of the one that has just begun
SONG_LAM = Path(__file__).resolve().parent / "song-lam"


def assemble(folder: Path) -> Path:
    """The second commune's repository in `folder`: what is its own, and what every commune shares."""
    copytree(SONG_LAM / "content", folder / "content", copy_function=copyfile)  # without times: it is often made
    copytree(ROOT / "docs", folder / "docs", copy_function=copyfile)
    for shared in ("national.yml", "an-toan.yml", *(advice.name for advice in (ROOT / "content/help").glob("*.md"))):
        copyfile(ROOT / "content/help" / shared, folder / "content/help" / shared)
    for shared in ("measurement.yml", "vocabulary.yml", "tim-kiem.yml", "claims.yml", "giai-nghia.yml"):
        copyfile(ROOT / "content" / shared, folder / "content" / shared)
    return folder


def assemble_fork(folder: Path) -> Path:
    """The whole repository of the second commune, as far as building the site needs it."""
    assemble(folder)
    for shared in ("hooks", "theme"):
        copytree(ROOT / shared, folder / shared)
    copy(ROOT / "mkdocs.yml", folder)
    return folder


def make_new(folder: Path) -> None:
    """In `folder`: "upstream", this repository as it is now, and "made", what make new-commune makes of it."""
    upstream, made = folder / "upstream", folder / "made"
    for path in tracked(ROOT):
        (upstream / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        copy(path, upstream / path.relative_to(ROOT))
    save(upstream, "init", "--quiet")
    assert main(["--root", str(upstream), "new-commune", str(made), "--name", NAME, "--city", CITY]) == 0
    save(made)


def save(root: Path, *first: str) -> None:
    """Commits all that is in the repository at `root`, after the git command `first`."""
    who = ["-c", "user.name=a", "-c", "user.email=a@song-lam.example"]
    for command in filter(None, [first, ("add", "--all"), (*who, "commit", "--quiet", "-m", "a")]):
        git(root, *command)
