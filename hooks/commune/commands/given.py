"""A file as people give it: typed, pasted from Windows, dropped into the window."""

from __future__ import annotations

import re
from pathlib import Path, WindowsPath
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile(r"([A-Za-z]):[\\/]+(.*)", re.DOTALL)
_OF_WSL = re.compile(r"[\\/]{2}wsl(?:\$|\.localhost)[\\/]+[^\\/]+(.*)", re.DOTALL | re.IGNORECASE)


def given_path(typed: str, on_windows: bool = isinstance(Path(), WindowsPath)) -> Path:
    r"""The path that was meant. Where Windows' own paths are strange, they are those of the machine around (WSL):
    C:\Users\An is /mnt/c/Users/An, and \\wsl$\Ubuntu\home\an is /home/an.
    """
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if text.startswith("file:"):
        text = re.sub(r"^/(?=[A-Za-z]:)", "", unquote(urlsplit(text).path))
    if not on_windows and (found := _DRIVE.fullmatch(text)):
        text = f"/mnt/{found[1].lower()}/{_slashed(found[2])}"
    elif not on_windows and (found := _OF_WSL.fullmatch(text)):
        text = _slashed(found[1]) or "/"
    path = Path(text).expanduser()
    dropped = Path(re.sub(r"\\(.)", r"\1", text)).expanduser()  # a terminal escapes what is dropped into it
    return dropped if not on_windows and not path.exists() and dropped.exists() else path


def _slashed(path: str) -> str:
    return re.sub(r"[\\/]+", "/", path)
