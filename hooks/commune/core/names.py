"""What a text may say in braces: a closed list of names, and nothing else. A text names values; it never runs.

`{{ commune.name }}` and `{{ call("cong-an-113") }}` are put in by plain substitution. No text reaches an object, an
expression or a condition: where a page needs one, the library renders a block and the text names that block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .problem import did_you_mean

# What stands for each name, by the very words between the braces: text, or HTML of ours where it is Markup.
Values = Mapping[str, str]

# A name in braces, and every other pair of signs that templates are written with.
BRACES = re.compile(r"\{\{[^{}\n]*\}\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
_SPACE = r"[ \t\u00a0]*"
_NAME = re.compile(rf'\{{\{{{_SPACE}([A-Za-z_.]+(?:\("[a-z0-9-]*"\))?){_SPACE}\}}\}}')
_CALL = re.compile(r"call\W+([a-z0-9-]+)\W*")


def typed_as(key: str) -> str:
    """A name as it is written in a text: "commune.name" → "{{ commune.name }}"."""
    return f"{{{{ {key} }}}}"


@dataclass(frozen=True)
class Name:
    """A name, and what it puts in: `text`, the `address` of a page, a piece `inline` in a line, or a `block` of a page.

    `everywhere`: in every text; else only in docs/ and in the advice of content/help/. `of_places`: in the fields of
    files too, since all places have the thing, and each its own word for it.
    """

    key: str
    kind: Literal["text", "address", "inline", "block"]
    about: str
    everywhere: bool = False
    of_places: bool = False

    @property
    def typed(self) -> str:
        """As it is written in a text."""
        return typed_as(self.key)


NAMES = (
    Name("commune.name", "text", "Tên nơi này, viết như trong câu", everywhere=True),
    Name("commune.kind", "text", "Chữ chỉ cấp, đứng trước tên", everywhere=True, of_places=True),
    Name("commune.Kind", "text", "Chữ ấy ở đầu câu", everywhere=True, of_places=True),
    Name(
        "commune.hamlet",
        "text",
        "Nơi dân ở gọi là gì",
        everywhere=True,
        of_places=True,
    ),
    Name("commune.Hamlet", "text", "Chữ ấy ở đầu câu", everywhere=True, of_places=True),
    Name("commune.hamlet_head", "text", "Người đứng đầu nơi ấy gọi là gì", everywhere=True, of_places=True),
    Name("commune.Hamlet_head", "text", "Chữ ấy ở đầu câu", everywhere=True, of_places=True),
    Name("commune.city", "text", "Tên tỉnh, thành phố", everywhere=True),
    Name("commune.site_name", "text", "Tên trang", everywhere=True),
    Name("commune.tagline", "text", "Một câu dưới tên trang", everywhere=True),
    Name("commune.people_committee", "text", "Ủy ban nhân dân, viết đủ", everywhere=True),
    Name("commune.people_committee_short", "text", "UBND, viết tắt", everywhere=True),
    Name("commune.awaiting", "text", "Lời thay cho điều chưa xác nhận", everywhere=True),
    Name('call("…")', "inline", "Nút gọi một số của danh bạ cả nước", everywhere=True),
    Name("commune.responsible", "text", "Người chịu trách nhiệm nội dung"),
    Name("commune.report_office", "text", "Nơi nhận báo sai sót"),
    Name("commune.report_email", "text", "Thư điện tử nhận báo sai sót"),
    Name("commune.host", "text", "Nơi đặt trang"),
    Name("commune.licence", "text", "Giấy phép dùng lại nội dung"),
    Name("updated_on", "text", "Ngày cập nhật lần cuối"),
    Name("plan.year", "text", "Năm của kế hoạch đang thực hiện"),
    Name("plan.address", "address", "Địa chỉ của kế hoạch ấy, để viết liên kết"),
    Name("report_phone", "inline", "Số điện thoại nhận báo sai sót"),
    Name("report_meanwhile", "block", "Trong lúc chưa có nơi nhận thì góp ý ở đâu"),
    Name("help_lines", "block", "Các số để gọi ngay"),
    Name("history_shown", "block", "Các trang hỗ trợ hiện ra trong lịch sử thế nào"),
    Name("history_left", "block", "Bấm Thoát nhanh xong, lịch sử còn gì, theo lần thử cuối"),
    Name("notices", "block", "Thông báo còn hiệu lực, ngay dưới các số"),
    Name("now", "block", "Đang diễn ra và sắp tới"),
    Name("plan_block", "block", "Kế hoạch ở trang chủ: các nhiệm vụ"),
    Name("units_block", "block", "Các đơn vị ở trang chủ"),
    Name("plan_wording", "block", "Lời nhắc rằng văn bản kế hoạch khó đọc"),
    Name("news", "block", "Bài mới và tài liệu"),
    Name("year", "block", "Lịch cả năm"),
    Name("art", "block", "Hình vẽ ở trang chủ"),
    Name("measured", "block", "Trang để lại gì trên máy, theo lần đo cuối"),
    Name("access_logs", "block", "Máy chủ có giữ nhật ký truy cập không"),
    Name("embed_code", "block", "Đoạn mã đặt thẻ số điện thoại lên trang khác"),
    Name("officers_block", "block", "Nơi mở trang soạn bài"),
    Name("officers_help", "block", "Vướng thì gọi ai"),
    Name("field_tables", "block", "Bảng mọi mục có thể điền"),
    Name("name_table", "block", "Bảng các tên này"),
)
_BY_KEY = {name.key: name for name in NAMES}
_OF_PLACES = [name.key for name in NAMES if name.of_places]
# One of these names in a field, for the schemas of editors.
OF_PLACES = rf"\{{\{{{_SPACE}(?:{'|'.join(map(re.escape, _OF_PLACES))}){_SPACE}\}}\}}"
_EXAMPLE = "Ví dụ đúng: {{ commune.name }}"
NOT_A_NAME = f"dấu {{{{ }}}}, {{% %}} hoặc {{# #}} ở đây viết chưa đúng. {_EXAMPLE}"


def key_of_typed(typed: str) -> str | None:
    """The words between well-formed braces: "{{ commune.name }}" → "commune.name"; None where it is no name."""
    found = _NAME.fullmatch(typed)
    return found[1] if found else None


def call_key(line_id: str) -> str:
    """The key of the name that calls a line of the directory."""
    return f'call("{line_id}")'


def name_of(key: str) -> Name | None:
    """The name that a key stands for: 'call("cong-an-113")' is the name 'call("…")'."""
    return _BY_KEY.get('call("…")' if key.startswith('call("') else key)


def wrong_braces(typed: str, standing: bool) -> str | None:
    """What is wrong with what stands in braces, whatever its value is; `standing`: in docs/ and the advice on help."""
    key = key_of_typed(typed)
    if key is None:
        return _not_a_name(typed)
    name = name_of(key)
    if name is None:
        near = did_you_mean(key, [each.key for each in NAMES if each.everywhere or standing])
        return f'trong dấu {{{{ }}}} có tên "{key}": không có tên này{near or f". {_EXAMPLE}"}'
    if not name.everywhere and not standing:
        return f'"{name.typed}" chỉ dùng ở các trang trong docs/ và content/help/: hãy bỏ ở đây. {_EXAMPLE}'
    return None


def _not_a_name(typed: str) -> str:
    if typed in ("{%", "%}"):
        return f"{NOT_A_NAME}. Điều kiện, vòng lặp không có ở đây: dùng một tên trong bảng ở /can-bo/cac-muc/"
    if found := _CALL.search(typed):
        return f'dấu {{{{ }}}} ở đây viết chưa đúng, ý bạn là {{{{ call("{found[1]}") }}}}?'
    return NOT_A_NAME


def no_value(key: str) -> str:
    """What is wrong with a name that nothing stands for."""
    if key.startswith('call("'):
        return f"{{{{ {key} }}}}: không có số điện thoại nào mang tên đó trong national.yml"
    return f'trong dấu {{{{ }}}} có tên "{key}": chỗ này không có tên ấy. {_EXAMPLE}'


def with_words_of_place(text: str, values: Values) -> str:
    """A value of a file with what this place calls things: "Họp {{ commune.hamlet }}" → "Họp thôn"."""
    return BRACES.sub(lambda found: values.get(key_of_typed(found.group()) or "", found.group()), text)


def braces_in_field(text: str) -> str | None:
    """What is wrong with what stands in braces in a field; None where nothing does."""
    found = BRACES.search(text)
    if found is None:
        return None
    key = key_of_typed(found.group()) or ""
    near = "" if not key or name_of(key) else did_you_mean(key, _OF_PLACES)
    cure = "bạn đọc sẽ thấy chính các dấu ấy. Hãy viết thẳng chữ ra"
    return f'"{found.group()}" không dùng được ở mục này{near or f": {cure}"}'
