"""new-commune: a repository for another commune, with nothing of this one's in it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..campaigns.reading import POST_FOLDER
from ..core.problem import ContentError, Problems
from ..core.source import LEDGER
from ..core.tree import check_versioned
from ..disk import copy, folder_aside, write
from ..environment import GitError, git, today, versioned
from ..fork import (
    SKELETON,
    UPSTREAM,
    filled_skeleton,
    is_shared,
    is_taken_over,
    recounted,
    skeleton_values,
    without_plan,
    without_plan_questions,
)
from . import Commands, Refusal
from .questions import Asker

_EXAMPLE = 'make new-commune DIR=../xa-song-lam ARGS=\'--name "xã Sông Lam" --city "tỉnh Ví Dụ"\''
_EMPTY = (LEDGER, f"{POST_FOLDER}.gitkeep")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("new-commune", help="dựng kho nội dung cho một xã, phường, đặc khu khác")
    parser.add_argument("folder", type=Path, help="thư mục mới, chưa có gì")
    parser.add_argument("--name", help='tên, cả chữ "xã", "phường", "đặc khu". Ví dụ: xã Sông Lam')
    parser.add_argument("--city", help="tỉnh hoặc thành phố. Ví dụ: tỉnh Ví Dụ")
    parser.add_argument("--hamlet", help="nơi dân ở gọi là gì. Ví dụ: buôn (bỏ trống: thôn; ở phường: tổ dân phố)")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Writes the repository into a new folder, and says what is left to do there."""
    folder = _new_folder(options.folder, options.root)
    commit, tracked = _tracked(options.root)
    values = _values(options)
    with folder_aside(folder.parent, folder) as made:
        changed = write_commune(options.root, tracked, made, values)
        write(made, made / UPSTREAM, f"{commit}\n".encode())
        _start_history(made, options.root)
    _print_next_steps(options.folder, changed, values)
    return 0


def _new_folder(given: Path, root: Path) -> Path:
    """The folder to make, beside this repository and not in it."""
    folder = given.resolve()
    if folder.is_relative_to(root.resolve()):
        raise Refusal(f"Hãy chọn một thư mục mới, ngoài kho này. Ví dụ: {_EXAMPLE}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{given}: đã có rồi. Hãy chọn một thư mục mới.")
    return folder


def _tracked(root: Path) -> tuple[str, list[str]]:
    """The commit that the repository stands at, and its files. Raises ContentError where some are no files."""
    problems = Problems()
    check_versioned(root, versioned(root), problems)
    if len(problems):
        raise ContentError(problems)
    try:
        commit = git(root, "rev-parse", "HEAD").decode().strip()
        listed = git(root, "ls-files", "-z").decode().split("\0")
    except GitError as error:
        raise Refusal(f"Cần một bản sao của kho bằng git, không phải tệp ZIP tải về: {error}") from error
    return commit, [path for path in listed if path and (root / path).is_file()]


def _values(options: Namespace) -> Mapping[str, object]:
    """What the skeleton is filled with: from the arguments, else asked for."""
    asker = Asker(_EXAMPLE)
    name = options.name or asker.ask('Tên, cả chữ "xã", "phường" hay "đặc khu"', _named)
    city = options.city or asker.ask("Tỉnh, thành phố", _named)
    try:
        return skeleton_values(_named(name), _named(city), today(), options.hamlet)
    except ValueError as error:
        raise Refusal(f"--name, --city, --hamlet: {error}") from error


def _named(text: str) -> str:
    if not text or len(text) > 60:
        raise ValueError("hãy ghi tên, không quá 60 ký tự. Ví dụ: xã Sông Lam")
    return text


def write_commune(root: Path, tracked: list[str], folder: Path, values: Mapping[str, object]) -> list[str]:
    """Writes the new commune's files; the uris of those taken over in which something was left out."""
    changed = []
    for uri in tracked:
        if is_shared(uri):
            copy(folder, folder / uri, root / uri)
        elif is_taken_over(uri):
            changed += [uri] if _take_over(folder, root / uri, folder / uri) else []
    for uri, text in _beginning(values):
        write(folder, folder / uri, text.encode())
    return changed


def _take_over(folder: Path, old: Path, new: Path) -> bool:
    """Copies a material's file without what it says of the first commune's plan; whether there was any."""
    if old.suffix not in (".md", ".yml"):
        copy(folder, new, old)
        return False
    text = old.read_text("utf-8")
    quiz = old.with_name("quiz.yml").read_text("utf-8") if old.with_name("quiz.yml").exists() else ""
    kept = without_plan_questions(text) if old.name == "quiz.yml" else without_plan(text)
    if quiz and old.name == "index.md":
        kept = recounted(kept, quiz, without_plan_questions(quiz))
    write(folder, new, kept.encode())
    return kept != text


def _beginning(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(uri, text) of what a commune begins with."""
    for path in sorted(path for path in SKELETON.rglob("*") if path.is_file()):
        yield path.relative_to(SKELETON).as_posix(), filled_skeleton(path.read_text("utf-8"), values)
    yield from ((uri, "") for uri in _EMPTY)


def _start_history(folder: Path, root: Path) -> None:
    """A history of its own, which remembers where improvements come from."""
    git(folder, "init", "--quiet")
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    git(folder, "remote", "add", "upstream", _origin(root))
    git(folder, "add", "--all")


def _origin(root: Path) -> str:
    try:
        return git(root, "remote", "get-url", "origin").decode().strip()
    except GitError:
        return str(root.resolve())


def _print_next_steps(folder: Path, changed: list[str], values: Mapping[str, object]) -> None:
    print(f"Đã dựng {folder}. Các trang viết {values['kind']}, {values['hamlet']}: khác thì sửa content/commune.yml.")
    print("Trong thư mục ấy:")
    print(f"1. make check-content, make site, make test; đạt cả thì: git commit -m 'Trang của {values['kind']}'")
    print("2. Điền content/commune.yml và content/help/local.yml. Chưa xác nhận thì để trống.")
    print("3. Có kế hoạch rồi: make new-year FILE=ke-hoach.docx. Sau đó ghi content/calendar.yml.")
    if changed:
        print("4. Đọc lại các tài liệu đã bỏ phần nói về kế hoạch của nơi trước:")
    for uri in changed:
        print(f"   {uri}")
    print("Khi kho gốc có bản mới: make update. Nội dung riêng không bị đụng tới.")
