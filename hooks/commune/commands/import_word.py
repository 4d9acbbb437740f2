"""import: a text written in Word becomes the draft of a campaign, with a list of what somebody should look at."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..campaigns.drafting import checked, draft_text, known_terms, short_slug
from ..campaigns.reading import POST_FOLDER, POST_ID
from ..content import Content
from ..content_reading import read_content
from ..core.phone import digits_of
from ..core.problem import ContentError, Problem, Problems
from ..core.source import Source, read_source
from ..core.text import slug
from ..disk import NotOurs, write
from ..environment import cache, today, updated_on
from ..site import make_site
from ..vocabulary import Vocabulary
from ..word.importing import Imported, import_word
from ..word.package import LARGEST
from . import Commands
from .given import given_path
from .messages import given_file
from .put_in_place import put_folder, wrong_in

_TOO_BIG = (
    "tệp nặng {:.0f} MB, tối đa {:.0f} MB. Hãy thu nhỏ ảnh: trong Word bấm vào một ảnh, chọn Định dạng ảnh → "
    "Nén ảnh (Compress Pictures) cho mọi ảnh, lưu lại, rồi gõ lại lệnh"
)

_NO_FILE = "không đọc hoặc không ghi được. Hãy đóng tệp trong Word, xem ổ đĩa còn chỗ không, rồi gõ lại lệnh"


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("import", help="đưa một bài Word (.docx) vào content/campaigns/ thành bản nháp")
    parser.add_argument("file", type=given_path, nargs="?", help="tệp .docx")
    parser.add_argument("--folder", help="tên thư mục của bài: năm-tháng-tên, không dấu. Ví dụ: 2026-12-ngay-hoi")
    _add_front_matter(parser)
    parser.set_defaults(run=run)


def _add_front_matter(parser: ArgumentParser) -> None:
    parser.add_argument("--title", help="tên bài (không ghi thì lấy trong bài)")
    parser.add_argument("--summary", help="một câu nói bài này về điều gì")
    parser.add_argument("--date", help="ngày của bài. Ví dụ: 5/12/2026 (không ghi thì là hôm nay)")
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
        source, content = _source(options.root)
        values = _values(options, content)
        imported = import_word(data, _line_ids(content))
        title, told = _title(imported)
        files = _files(imported, {"title": title, **values}, options, content)
        put_folder(options.root, folder, files)
    except (OSError, ValueError) as error:
        why = str(error) if isinstance(error, ValueError) else _NO_FILE
        print(f"{options.file}: {why}", file=sys.stderr)
        return 1
    findings = [*told, *_unused_title(imported, options), *imported.findings]
    report = _report(replace(imported, findings=findings), options, folder, content is not None)
    report += _left_to_do(options.root, source, folder.relative_to(options.root).as_posix(), files)
    print(report)
    _keep(report, options, folder)
    return 0


# --- reading ---


def _free_folder(options: Namespace) -> Path:
    """Where the campaign goes. The folder's name is its address for good, so it never comes from the title."""
    day = today()
    plain = short_slug(options.file.stem) or "bai-viet"
    name = options.folder or (plain if POST_ID.fullmatch(plain) else f"{day:%Y-%m}-{plain}")
    if not POST_ID.fullmatch(name):
        meant = f"{day:%Y-%m}-{re.sub('^[0-9-]+', '', slug(name)) or 'bai-viet'}"
        raise ValueError(f'tên thư mục "{name}": phải là năm-tháng-tên, chữ thường không dấu. Ví dụ: --folder {meant}')
    folder: Path = options.root / POST_FOLDER / name
    if folder.exists():
        raise ValueError(
            f"{POST_FOLDER}{name} đã có, máy không ghi đè. Hãy chọn tên khác (--folder {name}-2), hoặc xóa thư mục ấy"
        )
    return folder


def _read(path: Path) -> bytes:
    if (size := path.stat().st_size) > LARGEST:
        raise ValueError(_TOO_BIG.format(size / 1e6, LARGEST / 1e6))
    return path.read_bytes()


def _source(root: Path) -> tuple[Source, Content | None]:
    """What the commune says now; no content where it has a mistake, which is told by `check`."""
    problems = Problems()
    source = read_source(root, problems)
    return source, read_content(source, updated_on(root), problems)


def _line_ids(content: Content | None) -> dict[str, str]:
    return {digits_of(line.phone): line.id for line in content.help.lines} if content else {}


# --- writing ---


def _values(options: Namespace, content: Content | None) -> dict[str, Any]:
    """What the arguments say of the text. Raises ValueError where a post may not say it."""
    words = content.vocabulary if content else None
    values: dict[str, Any] = {"date": options.date or str(today())}
    values |= {key: getattr(options, key) for key in ("title", "summary", "author_role") if getattr(options, key)}
    for key, known in (_choices(words) if words else {}).items():
        if given := getattr(options, key):
            values[key] = known_terms(given, known, "không có trong content/vocabulary.yml")
    return {key: checked(key, value) for key, value in values.items()}


def _choices(vocabulary: Vocabulary) -> dict[str, list[str]]:
    return {"audience": [term.id for term in vocabulary.audiences], "topics": [term.id for term in vocabulary.topics]}


def _title(imported: Imported) -> tuple[str, list[str]]:
    """The title that the text has, where a post may have it; what to tell of one that it may not."""
    try:
        return str(checked("title", imported.title)) if imported.title else "", []
    except ValueError:
        return "", [f"tên bài trong Word dài quá hoặc không dùng được, hãy viết gọn vào title: “{imported.title}”"]


def _files(
    imported: Imported, values: Mapping[str, Any], options: Namespace, content: Content | None
) -> dict[str, bytes]:
    consent = {"people": options.people} if options.people else None
    pictures = [{"file": name, "consent": consent} for name in imported.pictures]
    choices = _choices(content.vocabulary) if content else None
    return {
        "index.md": draft_text({**values, "pictures": pictures}, imported.body, choices).encode(),
        **imported.pictures,
    }


# --- telling ---


def _report(imported: Imported, options: Namespace, folder: Path, lines_known: bool) -> str:
    shown = folder.relative_to(options.root).as_posix()
    pictures = f" và {len(imported.pictures)} ảnh đã xóa nơi chụp" if imported.pictures else ""
    parts = [f"Đã đưa {options.file.name} vào {shown}/: bản nháp index.md{pictures}. Chưa ai thấy bài này."]
    if not lines_known:
        parts.append(
            "Nội dung khác của trang đang có lỗi, nên các số điện thoại chưa được đổi: hãy gõ make check-content."
        )
    if imported.findings:
        listed = [f"{number}. {finding}" for number, finding in enumerate(imported.findings, 1)]
        parts.append("\n".join(["Cần người xem lại, theo thứ tự trong bài:", *listed]))
    if imported.tidied:
        parts.append(f"Máy đã tự dọn: {'; '.join(imported.tidied)}.")
    return "\n\n".join(parts)


def _unused_title(imported: Imported, options: Namespace) -> list[str]:
    if options.title and imported.title not in ("", options.title):
        return [f"“{imported.title}”: tên bài trong Word không dùng, vì đã có --title"]
    return []


def _refused(root: Path, folder: str) -> list[Problem]:
    """What is wrong with the draft as it lies there."""
    try:
        make_site(root, today(), updated_on(root), cache(root))
    except ContentError as error:
        return [problem for problem in error.problems if problem.place.uri.startswith(f"{folder}/")]
    return []


def _left_to_do(root: Path, source: Source, folder: str, files: Mapping[str, bytes]) -> str:
    """What keeps the text from passing as a draft, and what keeps it from being published; the next steps."""
    index = files["index.md"].decode().replace("draft: yes\n", "draft: no\n", 1)
    now = _refused(root, folder)
    later = wrong_in(source, folder, {**files, "index.md": index.encode()})
    parts = []
    if now:
        parts.append(
            "\n".join(["Phải sửa ngay trong index.md, nếu không thì cả trang chưa đăng được:", *map(str, now)])
        )
    if waiting := [problem for problem in later if problem not in now]:
        parts.append("\n".join(["Còn phải điền trong index.md trước khi đăng bài:", *map(str, waiting)]))
    parts.append("Xem thử: make serve. Soát lại: make check-content. Muốn đăng: đổi draft: yes thành draft: no.")
    return "".join(f"\n\n{part}" for part in parts)


def _keep(report: str, options: Namespace, folder: Path) -> None:
    """Leaves the report beside the Word file; never in content/, where nothing reads it."""
    if options.file.resolve().is_relative_to((options.root / "content").resolve()):
        print(f"\nTệp Word đang nằm trong content/: hãy chuyển {options.file.name} ra ngoài, kẻo nó bị đăng theo.")
        return
    path = options.file.with_name(f"{folder.name}-can-xem-lai.txt")
    with suppress(OSError, NotOurs):
        write(options.root, path, f"{report}\n".encode())
        print(f"\nDanh sách này được ghi lại ở {path}")
