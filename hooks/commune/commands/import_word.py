"""import: a text written in Word becomes the draft of a campaign, with a list of what somebody should look at."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..campaigns.reading import POST_ID
from ..content import Content, read_content
from ..core.phone import digits_of
from ..core.problem import ContentError, Problem, Problems
from ..core.source import read_source
from ..core.text import slug
from ..disk import NotOurs, write
from ..environment import cache, today, updated_on
from ..site import make_site
from ..word.importing import Imported, import_word
from ..word.package import LARGEST
from . import Commands
from .adding import put_folder
from .speaking import given_file

_CAMPAIGNS = Path("content/campaigns")
_DAY = re.compile(r"[\d/.-]+")
_TERM = re.compile(r"[a-z0-9-]+")
_TOO_BIG = (
    "tệp nặng {:.0f} MB, tối đa {:.0f} MB. Hãy thu nhỏ ảnh: trong Word bấm vào một ảnh, chọn Định dạng ảnh → "
    "Nén ảnh (Compress Pictures) cho mọi ảnh, lưu lại, rồi gõ lại lệnh"
)

_NO_FILE = "không đọc hoặc không ghi được. Hãy đóng tệp trong Word, xem ổ đĩa còn chỗ không, rồi gõ lại lệnh"


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("import", help="đưa một bài Word (.docx) vào content/campaigns/ thành bản nháp")
    parser.add_argument("file", type=Path, nargs="?", help="tệp .docx")
    parser.add_argument("--folder", help="tên thư mục của bài: năm-tháng-tên, không dấu. Ví dụ: 2026-12-ngay-hoi")
    _add_front_matter(parser)
    parser.set_defaults(run=run)


def _add_front_matter(parser: ArgumentParser) -> None:
    parser.add_argument("--title", help="tên bài (không ghi thì lấy trong bài)")
    parser.add_argument("--summary", help="một câu nói bài này về điều gì")
    parser.add_argument("--date", help="ngày của bài. Ví dụ: 2026-12-05 (không ghi thì là hôm nay)")
    parser.add_argument("--audience", help="viết cho ai. Ví dụ: thon,nam-gioi")
    parser.add_argument("--topics", help="về điều gì. Ví dụ: chia-se-viec-nha")
    parser.add_argument("--author-role", help="ai viết. Ví dụ: Tổ biên tập")
    parser.add_argument("--people", choices=["none"], help="none: không nhận ra ai trong mọi ảnh của bài")


def run(options: Namespace) -> int:
    """Writes the folder of the campaign, and says what is still to be looked at and filled in."""
    given_file(options.file, "make import FILE=bai-viet.docx")
    try:
        folder = _free_folder(options)
        data = _read(options.file)
        content = _content(options.root)
        imported = import_word(data, _line_ids(content))
        put_folder(options.root, folder, _files(imported, options, content))
    except (OSError, ValueError) as error:
        why = str(error) if isinstance(error, ValueError) else _NO_FILE
        print(f"{options.file}: {why}", file=sys.stderr)
        return 1
    report = _report(imported, options, folder, content is not None)
    print(report)
    _keep(report, options, folder)
    return 0


# --- reading ---


def _free_folder(options: Namespace) -> Path:
    """Where the campaign goes. The folder's name is its address for good, so it never comes from the title."""
    day = today()
    plain = slug(options.file.stem) or "bai-viet"
    name = options.folder or (plain if POST_ID.fullmatch(plain) else f"{day:%Y-%m}-{plain}")
    if not POST_ID.fullmatch(name):
        meant = f"{day:%Y-%m}-{re.sub('^[0-9-]+', '', slug(name)) or 'bai-viet'}"
        raise ValueError(f'tên thư mục "{name}": phải là năm-tháng-tên, chữ thường không dấu. Ví dụ: --folder {meant}')
    folder: Path = options.root / _CAMPAIGNS / name
    if folder.exists():
        raise ValueError(
            f"{_CAMPAIGNS / name} đã có, máy không ghi đè. Hãy chọn tên khác (--folder {name}-2), hoặc xóa thư mục ấy"
        )
    return folder


def _read(path: Path) -> bytes:
    if (size := path.stat().st_size) > LARGEST:
        raise ValueError(_TOO_BIG.format(size / 1e6, LARGEST / 1e6))
    return path.read_bytes()


def _content(root: Path) -> Content | None:
    """What the commune says now; None where it has a mistake, which is told by `check`."""
    problems = Problems()
    return read_content(read_source(root, problems), updated_on(root), problems)


def _line_ids(content: Content | None) -> dict[str, str]:
    return {digits_of(line.phone): line.id for line in content.help.lines} if content else {}


# --- writing ---


def _files(imported: Imported, options: Namespace, content: Content | None) -> dict[str, bytes]:
    front = "\n".join(_front_matter(imported, options, content))
    return {"index.md": f"---\n{front}\n---\n\n{imported.body}\n".encode(), **imported.pictures}


def _front_matter(imported: Imported, options: Namespace, content: Content | None) -> Iterable[str]:
    """The lines at the head of the text. What nobody said is an empty slot, which `check` names."""
    words = content.vocabulary if content else None
    yield _slot("title", options.title or imported.title, "tên bài, không quá 90 ký tự")
    yield _slot("summary", options.summary, "một câu nói bài này về điều gì, không quá 200 ký tự")
    day = options.date or str(today())
    yield f"date: {day if _DAY.fullmatch(day) else json.dumps(day, ensure_ascii=False)}"
    yield _terms("audience", options.audience, [term.id for term in words.audiences] if words else [])
    yield _terms("topics", options.topics, [term.id for term in words.topics] if words else [])
    if imported.pictures:
        yield "# Ảnh nào nhận ra được người thì phải có đồng ý. Không nhận ra ai: consent: {people: none}"
        yield "pictures:"
    for name in imported.pictures:
        consent = "{people: none}" if options.people else ""
        yield f"  - file: {name}\n    consent: {consent}".rstrip()
    yield "draft: yes"
    yield _slot("author_role", options.author_role, "ai viết. Ví dụ: Tổ biên tập")


def _slot(key: str, value: str | None, what: str) -> str:
    return f"{key}: {json.dumps(value, ensure_ascii=False)}" if value else f"{key}: # {what}"


def _terms(key: str, chosen: str | None, known: list[str]) -> str:
    if not chosen:
        return f"{key}: # ghi trong dấu [ ], chọn một hay nhiều: {', '.join(known)}"
    terms = [term.strip() for term in chosen.split(",") if term.strip()]
    return f"{key}: [{', '.join(term if _TERM.fullmatch(term) else json.dumps(term) for term in terms)}]"


# --- telling ---


def _report(imported: Imported, options: Namespace, folder: Path, lines_known: bool) -> str:
    shown = folder.relative_to(options.root).as_posix()
    pictures = f" và {len(imported.pictures)} ảnh đã xóa nơi chụp" if imported.pictures else ""
    parts = [f"Đã đưa {options.file.name} vào {shown}/: bản nháp index.md{pictures}. Chưa ai thấy bài này."]
    if not lines_known:
        parts.append(
            "Nội dung khác của trang đang có lỗi, nên các số điện thoại chưa được đổi: hãy gõ make check-content."
        )
    findings = imported.findings
    if options.title and imported.title not in ("", options.title):
        findings = [f"“{imported.title}”: tên bài trong Word không dùng, vì đã có --title", *findings]
    if findings:
        listed = [f"{number}. {finding}" for number, finding in enumerate(findings, 1)]
        parts.append("\n".join(["Cần người xem lại, theo thứ tự trong bài:", *listed]))
    if imported.tidied:
        parts.append(f"Máy đã tự dọn: {'; '.join(imported.tidied)}.")
    if problems := _left_to_do(options.root, shown):
        parts.append("\n".join(["Còn phải điền hoặc sửa trong index.md:", *map(str, problems)]))
    parts.append("Xem thử: make serve. Soát lại: make check-content. Muốn đăng: đổi draft: yes thành draft: no.")
    return "\n\n".join(parts)


def _left_to_do(root: Path, folder: str) -> list[Problem]:
    """What keeps the campaign from being published."""
    try:
        make_site(root, today(), updated_on(root), cache(root), drafts=True)
    except ContentError as error:
        return [problem for problem in error.problems if problem.place.uri.startswith(f"{folder}/")]
    return []


def _keep(report: str, options: Namespace, folder: Path) -> None:
    """Leaves the report beside the Word file; never in content/, where nothing reads it."""
    if options.file.resolve().is_relative_to((options.root / "content").resolve()):
        print(f"\nTệp Word đang nằm trong content/: hãy chuyển {options.file.name} ra ngoài, kẻo nó bị đăng theo.")
        return
    path = options.file.with_name(f"{folder.name}-can-xem-lai.txt")
    with suppress(OSError, NotOurs):
        write(options.root, path, f"{report}\n".encode())
        print(f"\nDanh sách này được ghi lại ở {path}")
