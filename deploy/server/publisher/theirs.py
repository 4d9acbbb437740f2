"""What an officer's key may change: plain files of content/, but for those that all communes share.

The rest is code, or decides for all: it needs a maintainer's key. So an officer's push is judged and built by the code
that is on the published branch already.
"""

from __future__ import annotations

import os
from fnmatch import fnmatch

from .repository import Entry, Repository, is_nothing
from .telling import Refused
from .tree import shown

# Root's list of keys has each key start with one of these; who comes another way is the server's own.
_ROLE, _OFFICER = "TRANG_ROLE", "officer"

COMMUNE = "content/commune.yml"
# As the slices declare them (a test compares the two). Which fields of commune.yml are guarded, the site's code says.
SHARED = (
    *("content/help/national.yml", "content/help/an-toan.yml", "content/help/ho-tro.md"),
    *("content/help/noi-tiep-nhan.md", "content/help/dia-chi.md", "content/help/an-toan.md", "content/help/thu.md"),
    *("content/giai-nghia.yml", "content/claims.yml", "content/vocabulary.yml", "content/tim-kiem.yml"),
)
_MOST_TOLD = 20
_CURE = (
    "Khóa của cán bộ sửa được tệp thường trong content/, trừ tệp mà mọi nơi dùng chung; addresses.txt do máy chủ ghi. "
    "Hãy lấy bản mới nhất về, làm lại phần của mình mà không sửa các tệp ấy, hoặc nhờ người quản trị đẩy."
)


def by_an_officer() -> bool:
    """Whether it is an officer's key that this push came with."""
    return os.environ.get(_ROLE) == _OFFICER


def is_theirs(mode: str, path: str) -> bool:
    """Whether an officer's key may add, change or take away a file of this mode and path."""
    hidden = any(name.startswith(".") for name in path.split("/"))
    plain = mode == "100644" and path.startswith("content/") and not hidden
    return plain and not any(fnmatch(path, pattern) for pattern in SHARED)


def refuse_what_is_not_theirs(repository: Repository, old: str, new: str) -> None:
    """Raises Refused where an officer's push changes more, in its last commit or on the way there.

    Of what is not theirs, each commit has exactly what one of its parents has: so all of that was on the branch before.
    """
    if is_nothing(old):
        raise Refused("Kho chưa có bản nào: lần đẩy đầu tiên cần khóa của người quản trị.")
    if not repository.holds(new, old):
        raise Refused("Viết lại lịch sử cần khóa của người quản trị.")
    kept = _Kept(repository)
    _refuse(kept.of(old) ^ kept.of(new))
    for commit, *parents in repository.commits(old, new):
        if not any(kept.of(commit) == kept.of(parent) for parent in parents):
            before = kept.of(parents[0]) if parents else frozenset()
            _refuse(kept.of(commit) ^ before, f" (trong bản {commit[:8]})")


class _Kept:
    """Of each commit what officers have to leave as it is."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.found: dict[str, frozenset[Entry]] = {}

    def of(self, commit: str) -> frozenset[Entry]:
        if commit not in self.found:
            entries = self.repository.entries(commit)
            self.found[commit] = frozenset(each for each in entries if not is_theirs(each[0], each[2]))
        return self.found[commit]


def _refuse(changed: frozenset[Entry], where: str = "") -> None:
    paths = sorted({path for _, _, path in changed})
    if paths:
        told = [f"{shown(path)}{where}: khóa của cán bộ không sửa được tệp này" for path in paths[:_MOST_TOLD]]
        more = [f"… và {len(paths) - _MOST_TOLD} tệp nữa"] if len(paths) > _MOST_TOLD else []
        raise Refused("\n".join([*told, *more, _CURE]))
