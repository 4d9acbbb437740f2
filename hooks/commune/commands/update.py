"""update: later versions of what every commune shares, merged; what is the commune's own is not touched."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core.tree import is_plain
from ..disk import write
from ..environment import GitError, git, run_anew
from ..fork import UPSTREAM, is_shared
from . import Commands, Refusal

_AUTHOR = {
    f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "-"), ("EMAIL", "-"))
}


def add_to(commands: Commands) -> None:
    update = commands.add_parser("update", help="nhận bản mới của mã và dữ liệu dùng chung từ kho gốc")
    update.add_argument("--from", dest="source", default="upstream", help="kho gốc: tên (git remote) hoặc địa chỉ")
    update.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Merges and commits; where both sides changed the same lines, leaves that to be settled, and says how."""
    root: Path = options.root
    base = _base(root)
    new = _fetched(root, options.source)
    if base == new:
        print("Đã là bản mới nhất.")
        return 0
    _refuse_links(root, new)
    conflicts = _merge(root, base, new)
    write(root, root / UPSTREAM, f"{new}\n".encode())
    git(root, "add", UPSTREAM)
    if conflicts:
        raise Refusal(_conflict(conflicts))
    if run_anew(root, "check"):
        raise Refusal("Đã nhận bản mới, chưa ghi vào lịch sử. Sửa các chỗ trên, rồi: git add -A && git commit")
    git(root, "commit", "--quiet", "-m", f"Nhận bản mới của kho gốc, {new[:10]}")
    print("Đã nhận bản mới. Nội dung riêng giữ nguyên. Gõ make test trước khi đưa lên.")
    return 0


def _base(root: Path) -> str:
    """The commit of the common repository that was taken last. Nothing is merged into unsaved work."""
    if not is_plain(root / UPSTREAM):
        raise Refusal(f"Không thấy tệp {UPSTREAM}: kho này không được dựng bằng make new-commune.")
    try:
        changed = git(root, "status", "--porcelain", "--untracked-files=no").decode()
    except GitError as error:
        raise Refusal(f"git: {error}") from error
    if changed:
        raise Refusal(f"Còn thay đổi chưa ghi vào lịch sử. Hãy git commit trước:\n{changed.rstrip()}")
    return (root / UPSTREAM).read_text("utf-8").strip()


def _fetched(root: Path, source: str) -> str:
    """The newest commit of the common repository."""
    try:
        git(root, "fetch", "--quiet", "--no-tags", source, "HEAD")
        return git(root, "rev-parse", "FETCH_HEAD").decode().strip()
    except GitError as error:
        raise Refusal(
            f"Không lấy được bản mới từ {source}. Nơi khác thì ghi ARGS='--from <địa chỉ>'.\n{error}"
        ) from error


def _refuse_links(root: Path, commit: str) -> None:
    """Links and other repositories are not taken over, whoever's they are: they may lead to any file here."""
    found = [_path(entry) for entry in _entries(root, commit) if entry.startswith((b"120000 ", b"160000 "))]
    if found:
        listed = "\n".join(f"- {path}" for path in found)
        raise Refusal(
            f"Bản mới có đường dẫn tắt (symbolic link) hay kho git khác (submodule), nên không nhận:\n{listed}\n"
            "Hãy báo người giữ kho gốc."
        )


def _merge(root: Path, base: str, new: str) -> list[str]:
    """Merges what changed from `base` to `new` in shared files into the files at hand; those to settle by hand.

    All three sides get the commune's own files, so a merge finds no change in them, whatever happened upstream.
    """
    try:
        sides = [_commit(root, _shared_tree(root, commit)) for commit in (base, new)]
    except GitError as error:
        raise Refusal(f"Không thấy bản {base[:10]} trong kho gốc.\n{error}") from error
    try:
        git(root, "merge-recursive", sides[0], "--", "HEAD", sides[1])
    except GitError:
        unmerged = git(root, "diff", "--name-only", "--diff-filter=U", "-z").decode().split("\0")
        if not any(unmerged):
            raise
        return [path for path in unmerged if path]
    return []


def _shared_tree(root: Path, commit: str) -> str:
    """A tree of the shared files of `commit` and the commune's own files."""
    entries = [entry for entry in _entries(root, commit) if is_shared(_path(entry))]
    entries += [entry for entry in _entries(root, "HEAD") if not is_shared(_path(entry))]
    with TemporaryDirectory() as folder:
        index, listed = {"GIT_INDEX_FILE": f"{folder}/index"}, b"".join(each + b"\0" for each in entries)
        git(root, "update-index", "-z", "--index-info", given=listed, environment=index)
        return git(root, "write-tree", environment=index).decode().strip()


def _entries(root: Path, commit: str) -> list[bytes]:
    return [entry for entry in git(root, "ls-tree", "-r", "-z", commit).split(b"\0") if entry]


def _path(entry: bytes) -> str:
    return entry.split(b"\t", 1)[1].decode()


def _commit(root: Path, tree: str) -> str:
    return git(root, "commit-tree", tree, "-m", "-", environment=_AUTHOR).decode().strip()


def _conflict(paths: list[str]) -> str:
    listed = "\n".join(f"- {path}" for path in paths)
    return (
        f"Hai bên cùng sửa một chỗ:\n{listed}\n"
        "Mở từng tệp, giữa các dấu <<<<<<< và >>>>>>> chọn phần đúng, xóa các dấu ấy. Xong: git add -A && git commit.\n"
        "Muốn thôi, trở lại như trước: git reset --hard"
    )
