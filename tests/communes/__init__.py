"""A second, invented commune: the same hooks, docs and national data, with other words."""

from __future__ import annotations

from pathlib import Path
from shutil import copy, copytree

ROOT = Path(__file__).resolve().parents[2]
SONG_LAM = Path(__file__).resolve().parent / "song-lam"


def assemble(folder: Path) -> Path:
    """The second commune's repository in `folder`: what is its own, and what every commune shares."""
    copytree(SONG_LAM / "content", folder / "content")
    copytree(ROOT / "docs", folder / "docs")
    for shared in ("national.yml", "an-toan.yml", *(advice.name for advice in (ROOT / "content/help").glob("*.md"))):
        copy(ROOT / "content/help" / shared, folder / "content/help" / shared)
    for shared in ("measurement.yml", "vocabulary.yml", "tim-kiem.yml"):
        copy(ROOT / "content" / shared, folder / "content")
    return folder
