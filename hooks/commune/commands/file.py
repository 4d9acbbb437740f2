"""file: a document, a drawing or a recording made safe to keep, before it is put beside a text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ..core.file_names import file_name, free_name
from ..core.other_kinds import FILM, FILMS
from ..core.source import MAX_BYTES
from ..disk import make_room, write
from ..uploads.cleaning import Cleaned, cleaned
from ..uploads.seal import sealed
from . import Commands, Refusal
from .following import renamed
from .given import given_path
from .messages import given_file

_EXAMPLE = "make file FILE=content/materials/phieu-bai-tap/phieu.docx"
_LARGEST = 100_000_000  # bytes that are read at all
_MOST_TOLD, _LONGEST = 10, 120


def add_to(commands: Commands) -> None:
    file = commands.add_parser("file", help="dọn một tài liệu trước khi đưa lên: bỏ chữ ẩn, nhận xét, tên người soạn")
    file.add_argument(
        "file", type=given_path, nargs="?", help="tệp .docx, .xlsx, .pptx, .odt, .ods, .odp, .pdf, .svg …"
    )
    file.set_defaults(run=run, anywhere=True)


def run(options: Namespace) -> int:
    """The file as a page shows it; what was taken out, and what is still said beside the page."""
    path = given_file(options.file, _EXAMPLE)
    make_room(options.root, path)
    if path.stat().st_size > MAX_BYTES and path.suffix.lower() in FILMS:
        raise Refusal(f"{path}: tệp nặng quá {MAX_BYTES // 1_000_000} MB, không đăng được: {FILM}")
    if path.stat().st_size > _LARGEST:
        raise Refusal(f"{path}: tệp nặng hơn 100 MB, máy không mở: hãy chia nhỏ hoặc nén ảnh trong tệp")
    try:
        made = cleaned(path.name, path.read_bytes())
    except ValueError as error:
        words = getattr(error, "words", "")
        raise Refusal(f"{path}: {error}" + (f". Chữ ấy là: {words}" if words else "")) from error
    replaced = "content" in path.resolve().parts  # somebody's own file elsewhere stays as it is
    target = _target(path, replaced)
    write(options.root, target, sealed(target.name, made.data))
    if replaced and target.name != path.name:
        renamed(options.root, path, target.name)
    print("\n".join([f"{target}: đã dọn xong.", *_told(made)]))
    return 0


def _target(path: Path, replaced: bool) -> Path:
    """The name of the clean copy, in ASCII."""
    stem, dot, ending = file_name(path.name).rpartition(".")
    taken = {each.name for each in path.parent.iterdir()} - ({path.name} if replaced else set())
    return path.with_name(free_name(f"{stem if replaced else f'{stem}-sach'}{dot}{ending}", taken))


def _told(made: Cleaned) -> Iterable[str]:
    for kind, words in made.report.removed.items():
        yield from _listed(f"Đã bỏ {kind}", words)
    if made.report.kept:
        yield "Vẫn còn trong tệp, ai mở cũng đọc được (máy đọc màn hình đọc lên): hãy xem có đúng không."
    for kind, words in made.report.kept.items():
        yield from _listed(kind[:1].upper() + kind[1:], words)


def _listed(kind: str, words: Iterable[str]) -> Iterable[str]:
    found = list(words)
    shown = [f"  “{each[:_LONGEST]}{'…' * (len(each) > _LONGEST)}”" for each in islice(found, _MOST_TOLD)]
    more = [f"  … và {len(found) - _MOST_TOLD} chỗ nữa"] if len(found) > _MOST_TOLD else []
    return [f"{kind}{':' if found else '.'}", *shown, *more]
