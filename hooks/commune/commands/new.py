"""new: asks what somebody wants to begin, then what that kind needs, and makes its folder, unpublished."""

from __future__ import annotations

from argparse import Namespace

from ..campaigns.drafting import CASES, draft_text
from ..campaigns.kinds import KINDS, Kind
from ..campaigns.sheets.blank import blank_sheet
from . import Commands
from .new_form import Form
from .put_in_place import put_content, read

_PEOPLE = ", ".join(case.people for case in CASES if not case.guardian)
_ARGUMENTS = {
    "title": "tên bài; có mục này thì lệnh không hỏi gì",
    "folder": "tên thư mục, cũng là địa chỉ. Ví dụ: 2027-03-ngay-hoi",
    "summary": "một câu nói bài này về điều gì",
    "date": "ngày đăng. Ví dụ: 1/3/2027",
    "from": "ngày bắt đầu của chiến dịch",
    "to": "ngày kết thúc của chiến dịch",
    "on": "ngày của sự kiện",
    "begins": "giờ bắt đầu của sự kiện. Ví dụ: 14:00",
    "ends": "giờ kết thúc của sự kiện",
    "place": "nơi có sự kiện. Ví dụ: Nhà văn hóa",
    "until": "ngày cuối cùng của thông báo",
    "audience": "viết cho ai, tên trong content/vocabulary.yml. Ví dụ: thon,nam-gioi",
    "topics": "chủ đề, tên trong content/vocabulary.yml",
    "plan-items": "mục của kế hoạch. Ví dụ: ii-3-2,iv-7",
    "grades": "cho lớp nào, tên trong content/vocabulary.yml. Ví dụ: lop-6,lop-7",
    "minutes": "dạy, xem hay chơi hết bao nhiêu phút",
    "author": "vai trò của người viết, hay nơi soạn. Ví dụ: Tổ biên tập",
    "video": "địa chỉ của phim ở YouTube, Facebook …",
    "kind": "loại tài liệu, tên trong content/vocabulary.yml (chỉ với --type material)",
    "file": "tệp để tải: đường dẫn tới tệp PDF, Word, âm thanh",
    "photo": "ảnh bìa, hay hình của đồ họa: đường dẫn tới tệp ảnh",
    "alt": "lời tả ảnh, cho người không nhìn thấy",
    "people": f"nhận ra được ai trong ảnh: {_PEOPLE}",
    "story-of": "kể về ai: như --people, trừ none",
    "consent-on": "ngày những người ấy đồng ý bằng văn bản",
}


def add_to(commands: Commands) -> None:
    new = commands.add_parser("new", help="bắt đầu một bài, một tài liệu, một tờ in: máy hỏi từng điều")
    told = "; ".join(f"{kind.id}: {kind.name.lower()}" for kind in KINDS)
    new.add_argument("--type", choices=[kind.id for kind in KINDS], help=f"muốn làm gì. {told}")
    new.add_argument("--safety", action="store_true", help="bài nói tới bạo lực: trang hiện nút thoát nhanh")
    for name, words in _ARGUMENTS.items():
        new.add_argument(f"--{name}", dest=name, help=words)
    new.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Makes the folder in one step, complete and checked, or leaves everything as it was."""
    source, content = read(options.root)
    form = Form(options, content)
    values = form.answered()
    kind, name = form.kind, form.folder(values)
    files = {"index.md": draft_text(values, kind.body, model=kind.model).encode(), **form.files}
    if kind.sheet:
        files[kind.sheet] = blank_sheet(kind.sheet).encode()
    put_content(source, options.root, f"{kind.folder}{name}", files)
    _print_next_steps(kind, name)
    return 0


def _print_next_steps(kind: Kind, name: str) -> None:
    folder = f"{kind.folder}{name}"
    steps = [
        f"Viết bài: mở {folder}/index.md",
        *([f"Điền tờ in: mở {folder}/{kind.sheet}, viết thay mọi chỗ “Viết ở đây”"] if kind.sheet else []),
        f"Xem thử: make serve. Bản nháp cũng hiện ở đó, địa chỉ là {kind.address}{name}/",
        *([] if kind.is_material else [f'Có cả thư mục ảnh: make photo FILE=thư-mục-ảnh ARGS="--post {name}"']),
        "Đăng: đổi dòng draft: yes thành draft: no, gõ make check-content, rồi đưa lên như mọi khi.",
    ]
    print(f"Đã tạo {folder}/. Đây là bản nháp, chưa ai thấy.")
    print("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
