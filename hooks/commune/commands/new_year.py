"""new-year: the plan of another year, from its text. The years before it stay as they are, at their addresses."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..content import Content
from ..core.problem import ContentError, Problems
from ..core.source import clean_text
from ..core.text import normalize, slug
from ..plan.next_year import Notes, days_in, notes_for, summary_for, year_of
from ..plan.outline import WrittenPlan
from ..plan.reading import PLAN_FOLDER
from ..plan.written import look_alikes, read_written, written_plan
from ..word.package import LARGEST
from ..word.plain import PlainText, plain_text
from . import Commands, Refusal
from .given import given_path
from .messages import given_file
from .put_in_place import put_content, read

_NEEDED = """\
Cần văn bản kế hoạch của năm mới: make new-year FILE=ke-hoach.txt
Tệp Word (.docx) hay văn bản thuần (.txt, mã hóa Unicode UTF-8) đều được. Chưa có văn bản thì chưa có gì để làm: trang
không tự viết kế hoạch."""
_TEXTS = ("", ".txt", ".md")
_BREAKS = {0x0B: "\n", 0x0C: "\n"}  # how Word writes a line and a page that were broken by hand
_AS_TEXT = "Hãy lưu từ Word thành Văn bản thuần (.txt), mã hóa Unicode (UTF-8), rồi dùng tệp ấy."


def add_to(commands: Commands) -> None:
    new = commands.add_parser("new-year", help="đưa kế hoạch của năm mới vào; các năm trước giữ nguyên")
    new.add_argument("file", type=given_path, nargs="?", help="văn bản kế hoạch: .txt hoặc .docx")
    new.add_argument("--year", type=int, help="năm của kế hoạch, khi tên kế hoạch không nói")
    new.add_argument("--tasks", help="phần ghi các nhiệm vụ, khi máy không nhận ra. Ví dụ: II; không có thì: khong")
    new.add_argument("--units", help="phần giao việc cho các đơn vị. Ví dụ: IV; không có thì: khong")
    new.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Writes content/plan/<year>/, which passes, or nothing; then says what needs a human eye."""
    if options.file is None or str(options.file) == ".":
        raise Refusal(_NEEDED)
    given_file(options.file, "make new-year FILE=ke-hoach.txt")
    source, content = read(options.root)
    files, year, remarks = _files(options, content)
    put_content(source, options.root, f"{PLAN_FOLDER}{year}", {name: text.encode() for name, text in files.items()})
    _print_next_steps(content, year, remarks)
    return 0


def _files(options: Namespace, content: Content) -> tuple[dict[str, str], int, list[str]]:
    """(name → text of each file, the year, what needs a human eye)."""
    problems, given = Problems(), _given(options.file)
    lines = clean_text("\n".join(given.lines), str(options.file), problems).split("\n")
    written = written_plan(lines, given.titles)
    text = read_written(written, str(options.file), problems)
    if len(problems):
        raise ContentError(problems)
    year = options.year or year_of(text)
    if year is None or not 2000 <= year <= 2100:
        raise Refusal("Tên kế hoạch không nói năm nào. Hãy thêm ARGS='--year 2027'.")
    if (options.root / PLAN_FOLDER / str(year)).exists():
        raise Refusal(f"{PLAN_FOLDER}{year}: đã có rồi. Muốn sửa thì sửa ngay trong thư mục ấy.")
    earlier = [plan for plan in content.plans if plan.year < year]
    try:
        parts = [slug(part) if part else None for part in (options.tasks, options.units)]
        offices = {office.name: office.id for office in content.help.offices}
        notes = notes_for(text, earlier[0] if earlier else None, offices, *parts)
    except ValueError as error:
        raise Refusal(f"{options.file}: {error}") from error
    files = {"plan.md": written.text, "annotations.yml": notes.text, "doc-nhanh.md": summary_for(text, year)}
    return files, year, _remarks(given, written, notes, [f"{item}: …{words}" for item, words in days_in(text)])


def _remarks(given: PlainText, written: WrittenPlan, notes: Notes, days: list[str]) -> list[str]:
    remarks = [*given.findings, *([f"Máy đã tự dọn: {'; '.join(given.tidied)}"] if given.tidied else [])]
    remarks += [f"Không chép vào, vì trang tự in ở đầu văn bản: {line}" for line in written.left_out]
    remarks += [*written.told, *look_alikes(written.text)]
    return [*remarks, *notes.remarks, *(f"Có ngày trong văn bản, xem có đưa vào lịch không, mục {day}" for day in days)]


# --- the text, as it was given ---


def _given(path: Path) -> PlainText:
    """The paragraphs of the document, a line each, and what of a Word file is in none of them."""
    try:
        if path.suffix.lower() in _TEXTS:
            return PlainText(_text(path.read_bytes()).split("\n"), [], [])
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path}: tệp nặng quá {LARGEST // 1_000_000} MB. {_AS_TEXT}")
        return plain_text(path.read_bytes())
    except UnicodeError as error:
        raise Refusal(f"{path}: không đọc được tệp này. {_AS_TEXT}") from error
    except ValueError as error:
        raise Refusal(f"{path}: {error}") from error


def _text(data: bytes) -> str:
    """Raises ValueError where it is neither UTF-8 nor UTF-16."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    return normalize(text.translate(_BREAKS))


def _print_next_steps(content: Content, year: int, remarks: list[str]) -> None:
    folder = f"{PLAN_FOLDER}{year}"
    print(f"Đã tạo {folder}/. Các năm trước giữ nguyên, địa chỉ không đổi.")
    print(f"1. So {folder}/plan.md với văn bản, từng chữ. Trang đăng đúng như tệp này.")
    print(f"2. Viết lại {folder}/doc-nhanh.md bằng lời đơn giản; nay mới có các đề mục.")
    print(f"3. Xem lại {folder}/annotations.yml và content/calendar.yml:")
    for remark in remarks:
        print(f"   - {remark}.")
    for item in content.campaigns.all:
        if item.record.date.year == year and item.record.plan_items:
            print(f"   - {item.uri}: plan_items từ nay nói tới kế hoạch {year}, xem lại.")
    print("4. make check-content, rồi make serve để xem.")
