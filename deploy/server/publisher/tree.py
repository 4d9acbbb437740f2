"""What a pushed tree may hold: files, under names that mean the same on every machine. Told before git lays any out.

A link laid out on the server would be read, written through or published; another repository is nobody's to check; a
name may be another one for the machine that it comes to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .telling import Refused

_FILES = ("100644", "100755", "100664")
_MOST_TOLD = 20
_OTHERS = {
    "120000": "đây là đường dẫn tắt (symbolic link): hãy xóa nó (git rm), rồi chép chính tệp hay thư mục ấy vào đây",
    "160000": "đây là một kho git khác (submodule): hãy xóa nó (git rm), rồi chép chính các tệp cần dùng vào đây",
}
_ODD = "đây không phải tệp thường: hãy xóa nó (git rm), rồi thêm lại chính tệp ấy"
_MODULES = "tệp này nói về các kho git khác (submodule), trang không dùng kho nào khác: hãy xóa nó (git rm)"
_NAME = "tên này máy chủ không nhận (ký tự không nhìn thấy, dấu \\, hay tên riêng của git): hãy đổi tên (git mv)"
_TWIN = 'tên này chỉ khác "{}" ở chữ hoa, chữ thường hay cách ghi dấu: hãy đổi tên một trong hai (git mv)'

# As Windows and macOS too read these names: "GIT~1", ".git " and ".git::$INDEX_ALLOCATION" are .git.
_GIT = re.compile(r"(\.git|git~\d+)[. ]*(:.*)?", re.IGNORECASE)
_GITMODULES = re.compile(r"(\.gitmodules|gitmod~\d+)[. ]*(:.*)?", re.IGNORECASE)


def refuse_odd(entries: Iterable[tuple[str, str]]) -> None:
    """Raises Refused, with every place, where something in a tree, as (mode, path), is no file or oddly named."""
    told = [f"{shown(path)}: {why}" for path, why in odd(list(entries))]
    if told:
        more = [f"… và {len(told) - _MOST_TOLD} chỗ nữa"] if len(told) > _MOST_TOLD else []
        raise Refused("\n".join([*told[:_MOST_TOLD], *more]))


def odd(entries: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(path, what is wrong with it and what to do)."""
    for mode, path in entries:
        if mode not in _FILES:
            yield path, _OTHERS.get(mode, _ODD)
        elif _GITMODULES.fullmatch(_seen(path.rpartition("/")[2])):
            yield path, _MODULES
        elif any(_is_odd(name) for name in path.split("/")):
            yield path, _NAME
    yield from _twins(path for _, path in entries)


def _is_odd(name: str) -> bool:
    unseen = any(unicodedata.category(each)[0] == "C" for each in name)
    return name in ("", ".", "..") or "\\" in name or unseen or _GIT.fullmatch(_seen(name)) is not None


def _seen(name: str) -> str:
    """A name without what cannot be seen, which macOS passes over."""
    return "".join(each for each in name if unicodedata.category(each) != "Cf")


def _twins(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files, and the folders they are in, that are one on Windows and macOS: one would be written over the other."""
    known: dict[str, str] = {}
    for path in paths:
        for end in (at for at in range(1, len(path) + 1) if path[at : at + 1] in ("/", "")):
            name = path[:end]
            twin = known.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if twin != name:
                yield path, _TWIN.format(shown(twin))
                break


def shown(path: str) -> str:
    """A name as it can be told: what cannot be seen, and could end the line, is a sign."""
    return "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in path)
