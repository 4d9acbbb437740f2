"""What names a file names it by its new name."""

from __future__ import annotations

from pathlib import Path

from ..core.file_names import renamed_in
from ..core.tree import is_plain
from ..disk import remove, write

_TEXTS = (".md", ".yml", ".yaml")


def renamed(root: Path, path: Path, name: str) -> None:
    """Takes away the file that is now called `name`; whatever stands beside it names the new one."""
    remove(root, path)
    for text in sorted(path.parent.iterdir()):
        if text.suffix in _TEXTS and is_plain(text):
            before = text.read_text("utf-8")
            if (after := renamed_in(before, path.name, name)) != before:
                write(root, text, after.encode())
