"""What stands in the folders of a repository, seen without following a link: the one place that says what is no file.

A link may lead to any file of the machine, a pipe makes its reader wait for ever, another repository is not ours to
publish. None of them is read, built from or written through, wherever it stands.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch, translate
from pathlib import Path
from typing import Protocol

from .problem import Place, Problems

# What editors and systems leave behind; never content.
_IGNORED = re.compile("|".join(map(translate, (".*", "~$*", "Thumbs.db", "desktop.ini", "*~", "*.swp"))))
_LOCK = ".#*"  # Emacs marks with a link to nowhere what somebody is editing
_JUNCTION = 0xA0000003  # what Windows has for a link to a folder

LINK = (
    "đây là đường dẫn tắt (symbolic link), trang không đi theo đường dẫn tắt: hãy xóa nó, rồi chép chính tệp "
    "hay thư mục ấy vào đây"
)
REPOSITORY = "đây là một kho git khác (submodule): hãy xóa nó, rồi chép chính các tệp cần dùng vào đây"
_ODD = "đây không phải tệp hay thư mục thường (ống dẫn, thiết bị …): hãy xóa nó, rồi chép chính tệp vào đây"
_SHUT = "máy không cho mở thư mục này: hãy xem lại quyền đọc của nó"
_UNSEEN = "tên có ký tự lạ không nhìn thấy: hãy đổi tên, dùng chữ thường không dấu, chữ số và gạch nối"
_TWIN = 'tên này chỉ khác "{}" ở chữ hoa, chữ thường: trên Windows và macOS đó là một tệp. Hãy đổi tên một trong hai'
_MODULES = "tệp này nói về các kho git khác (submodule), trang không dùng kho nào khác: hãy xóa nó"


# What the machine makes: kept bytes are taken for what they were made from, so nobody else may lay any there.
_MADE = (".cache", ".venv", ".build")
_NOT_KEPT = "thư mục này do máy làm ra, không giữ trong kho: hãy gỡ nó khỏi kho (git rm -r --cached {})"


class _Found(Protocol):
    """What the disk says of a path."""

    @property
    def st_mode(self) -> int: ...


def is_link(path: Path) -> bool:
    """Whether this very path leads elsewhere; what is not there does not."""
    try:
        return _is_link(path.lstat())
    except OSError:
        return False


def is_plain(path: Path) -> bool:
    """Whether this very path is a file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def first_link(root: Path, path: Path) -> Path | None:
    """The first link on the way from below `root` down to `path`, and with it; of a path elsewhere only itself."""
    root, path = root.absolute(), path.absolute()
    way = [path, *path.parents]
    below = way[: way.index(root)] if root in way else [path]
    return next((each for each in reversed(below) if is_link(each)), None)


def walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """(path, why it cannot be used) of every file in a folder and below, in order; what is left behind is passed over.

    Of what cannot be used, nothing is opened. Where there is no such folder there is no file.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            found = path.lstat()
            names = sorted(path.iterdir(), reverse=True) if stat.S_ISDIR(found.st_mode) and not _is_link(found) else []
        except FileNotFoundError:
            continue
        except PermissionError:
            yield path, _SHUT
            continue
        trouble = _trouble(path, found, any(each.name == ".git" for each in names))
        if trouble or not stat.S_ISDIR(found.st_mode):
            yield path, trouble
        else:
            waiting += [each for each in names if not _is_left_behind(each)]


def _trouble(path: Path, found: _Found, is_repository: bool) -> str | None:
    if _is_link(found):
        return LINK
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return _ODD
    if is_repository:
        return REPOSITORY
    return _UNSEEN if shown(path.name) != unicodedata.normalize("NFC", path.name) else None


def _is_link(found: _Found) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _is_left_behind(path: Path) -> bool:
    if not _IGNORED.match(path.name):
        return False
    return fnmatch(path.name, _LOCK) or not is_link(path)


def uri_of(path: Path, root: Path) -> str:
    """How a file is named: from the repository's root, with whole letters (macOS takes them apart)."""
    return shown(path.relative_to(root).as_posix())


def shown(name: str) -> str:
    """A name in its normal form; what cannot be seen, and could end a line where it is printed, is a sign."""
    whole = unicodedata.normalize("NFC", name)
    return "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in whole)


def check_versioned(root: Path, entries: Iterable[tuple[str, str]], problems: Problems) -> None:
    """Whatever git keeps, as (mode, uri), is a file, in the repository and on the disk: code, settings, lists too."""
    names: dict[str, str] = {}
    plain: set[Path] = set()
    for mode, uri in entries:
        path = root / uri
        top = uri.partition("/")[0]
        if top in _MADE:
            problems.add(Place(top), _NOT_KEPT.format(top))
        elif mode == "160000":
            problems.add(Place(shown(uri)), REPOSITORY)
        elif mode == "120000":
            problems.add(Place(shown(uri)), LINK)
        elif path.name.lower() == ".gitmodules":
            problems.add(Place(shown(uri)), _MODULES)
        elif path.parent not in plain and (link := first_link(root, path.parent)):
            problems.add(Place(uri_of(link, root.absolute())), LINK)
        elif is_link(path):
            problems.add(Place(shown(uri)), LINK)
        else:
            plain.add(path.parent)
        twin = names.setdefault(shown(uri).casefold(), uri)
        if twin != uri and not uri.startswith("content/"):  # there, names are told by whoever reads them
            problems.add(Place(shown(uri)), _TWIN.format(shown(twin)))
