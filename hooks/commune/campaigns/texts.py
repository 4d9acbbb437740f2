"""What the text of a post or a material may hold: words, and links that lead where a reader expects.

Almost every text is plain Markdown, and one look tells. Any other is made into HTML as the site will make it, and
that is held against a list of what is allowed: however Markdown, HTML, entities and attribute lists are mixed, it is
HTML in the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from ..core.fields import check_file_name
from ..core.render import html_as_built

# ![words](file), [words](file), [words](file.pdf#page=2): a file beside the text, and the only way to write one.
TARGET = re.compile(
    r"(?P<picture>!)?\[(?P<words>[^\]\n]*)\]\((?P<file>[a-z0-9][a-z0-9.-]*)(?P<part>#[\w=&.-]*)?\)", re.ASCII
)
_CODE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r'\{\{ *[a-z_.]+(?:\("[a-z0-9-]*"\))? *\}\}')
_OUTWARD = r"https?://|mailto:|tel:|/(?!/)|#"
_ALLOWED_LINK = re.compile(rf"(?:{_OUTWARD})[^\\]*", re.IGNORECASE)
# What no plain text holds: HTML, braces of Markdown's own, headings of the first level, links of another form.
_LESS_PLAIN = re.compile(
    rf"<|\{{|\]:|!\[|^(?:[^\w#\n]|\d)*#(?!#)|^[\s>]*=+\s*$|\]\((?!(?:{_OUTWARD})[^\s()<>\\]*\))", re.MULTILINE
)
_TAGS = re.compile(
    "p|br|hr|h[2-6]|strong|em|b|i|u|s|del|ins|mark|sub|sup|small|abbr|kbd|q|cite|blockquote|a|code|pre|span|div|"
    "ul|ol|li|dl|dt|dd|details|summary|figure|figcaption|table|caption|thead|tbody|tfoot|tr|th|td|label"
)
_ATTRIBUTES = re.compile(
    "id|class|title|lang|dir|href|align|colspan|rowspan|scope|start|reversed|type|value|open|for|data-tabs|markdown"
)
_TAB = {"type": "radio"}  # what tabs of Markdown are switched with
_TABBED = {("input", "name"), ("input", "checked")}

_TOP_HEADING = r"^(?:[^\w#\n]|\d)*#(?!#)|^.+(?=\n[\s>]*=+\s*$)|(?i:<h1\b)"
_NOTHING_FOREIGN = "trang không nhúng gì từ nơi khác và không chạy mã trong bài"
_PICTURE = "ảnh viết theo mẫu ![lời tả ảnh](ten-anh.jpg), với tệp ảnh nằm cạnh bài"
_LINKS = "https://…, mailto:…, tel:…, địa chỉ trong trang bắt đầu bằng /, hoặc tên tệp cạnh bài"

Finding = tuple[str, str]  # a pattern that matches where it is written, what is wrong with it


def shown(body: str) -> str:
    """The text with its code left out, on the same lines: what is code is shown and not followed."""
    return _CODE.sub(lambda code: "\n" * code.group().count("\n"), body)


def wrong_in(body: str, trouble_with: Callable[[str], str | None]) -> Iterator[tuple[int, str]]:
    """(line, counted from 0; what is wrong) for all that the text may not hold.

    `trouble_with` says what is wrong with a file that is linked to by its name, if anything is.
    """
    text = TARGET.sub(r"\g<words>", _NAME.sub("/", body))
    if not _LESS_PLAIN.search(text):
        return
    written = [unescape(shown(text)), unescape(text)]
    for pattern, message in _findings(text, trouble_with):
        for line in next(filter(None, (_lines(pattern, each) for each in written)), [0]):
            yield line, message


def _lines(pattern: str, text: str) -> list[int]:
    return [text.count("\n", 0, found.start()) for found in re.finditer(pattern, text, re.MULTILINE)]


def _findings(text: str, trouble_with: Callable[[str], str | None]) -> list[Finding]:
    if re.search(r"\{[{%#]", text):
        example = "dấu {{ }}, {% %} hoặc {# #} ở đây viết chưa đúng. Ví dụ đúng: {{ commune.name }}"
        return [(r"\{[{%#]", example)]  # it may become anything
    html = _Html(trouble_with)
    html.feed(html_as_built(text))
    if "<" in html.rawdata:
        html.found.append(("<", "thẻ này chưa có dấu > đóng: hãy bỏ thẻ này"))
    return html.found


class _Html(HTMLParser):
    """Looks at every tag, attribute and link of a page's HTML; `found` is what does not belong there."""

    def __init__(self, trouble_with: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=False)
        self.trouble_with = trouble_with
        self.found: list[Finding] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attributes)}  # of two with one name the first counts
        if tag == "h1":
            self.found.append((_TOP_HEADING, 'tên bài đã có ở "title": trong bài bắt đầu từ đề mục ##'))
        elif tag == "img":
            self._look_at_picture(given.get("src", ""))
        elif not _TAGS.fullmatch(tag) and not (tag == "input" and given.items() >= _TAB.items()):
            message = f"{_NOTHING_FOREIGN}: hãy bỏ thẻ <{tag}>, ghi liên kết thường"
            self.found.append((rf"(?i:<{re.escape(tag)})", message))
        else:
            for name, value in attributes:
                self._look_at(tag, name, value or "")

    def _look_at_picture(self, name: str) -> None:
        """Every picture here is written in another way than TARGET."""
        wrong_name = None if re.search("[:/]", name) else _wrong_name(name)
        self.found.append((_as_written(name), wrong_name) if wrong_name else (r"!\[|(?i:<img\b)", _PICTURE))

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if tag == "a" and name == "href":
            if message := _wrong_link(value.strip(), self.trouble_with):
                self.found.append((_as_written(value), message))
        elif not _ATTRIBUTES.fullmatch(name) and (tag, name) not in _TABBED:
            message = f'"{name}" không dùng được trong bài: hãy bỏ "{name}"'
            self.found.append((rf"(?i:\b{re.escape(name)}\b)", message))

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.found.append(("<", "dấu < ở đây máy đọc thành thẻ: hãy viết &lt;"))

    def handle_comment(self, data: str) -> None:
        hidden = "ghi chú <!-- … --> không hiện ra nhưng ai xem mã trang cũng đọc được: hãy xóa đi"
        self.found.append((r"<!", hidden))

    def handle_decl(self, decl: str) -> None:
        self.found.append((r"<[!?]", f"{_NOTHING_FOREIGN}: hãy bỏ dòng này"))

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)


def _as_written(value: str) -> str:
    """A pattern for an attribute's value, whatever white space it was written with."""
    return r"\s+".join(re.escape(part) for part in value.split()) or r"\(\s*\)"


def _wrong_link(target: str, trouble_with: Callable[[str], str | None]) -> str | None:
    squeezed = re.sub(r"[\x00- ]", "", target)  # as browsers read it
    if _ALLOWED_LINK.fullmatch(squeezed):
        return None
    if re.match(r"[^/?#]*:|.*\\|//", squeezed):
        return f'liên kết "{target}" không dùng được. Chỉ dẫn tới {_LINKS}'
    name = unquote(target.partition("#")[0])
    if "/" in name or not name:
        return f'liên kết tới "{target}": trang thì viết địa chỉ từ gốc, ví dụ [lịch](/lich/); tệp thì chỉ ghi tên tệp'
    form = f"liên kết tới tệp viết theo mẫu [Tờ rơi]({name}), không có dấu nháy, dấu < > hay thẻ HTML"
    return _wrong_name(name) or trouble_with(name) or form


def _wrong_name(name: str) -> str | None:
    try:
        check_file_name(name)
    except ValueError as error:
        return f'"{name}": {error}'
    return None
