"""What a text may become: an allow list a kind of text, for the sanitiser and for the words that tell what is wrong.

The sanitiser (nh3) makes what is published; `findings` says before that what it would take away, so that nothing is
lost in silence. Both look at the same tree: that of the HTML standard, as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from .fields import LANGUAGE, NO_LANGUAGE
from .file_names import check_file_name
from .html import fragment, nodes
from .names import NOT_A_NAME
from .text import squeeze

AsTyped = Callable[[str], str]

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_WORDS = "p br hr h2 h3 h4 h5 h6 strong em b i u s del ins mark sub sup small abbr kbd q cite blockquote a code pre"
_BOXES = "span div ul ol li dl dt dd details summary figure figcaption table caption thead tbody tfoot tr th td"
_TABS = "label input"  # what tabs of Markdown are switched with
_TAGS = frozenset(" ".join((_WORDS, _BOXES, _TABS)).split(" "))
_IMAGE = frozenset({"src", "alt", "width", "height", "loading"})
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"id", "class", "title", "lang", "dir"}),
    "a": frozenset({"href"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs"}),
    "label": frozenset({"for"}),
    "input": frozenset({"name", "checked"}),
}
_TAB = {"type": "radio"}
# What the site's own scripts find their parts by, and what its look hides or lays over a page: a text that bore one
# could stand in for the way out, or for the panel of numbers.
TAKEN_CLASSES = frozenset(
    (
        *("leave", "leave-keys", "leave-status", "way-out", "way", "site", "skip", "hidden-text", "chosen", "script"),
        *(
            "panel",
            "panel-words",
            "panel-close",
            "panel-stays",
            "need-help",
            "find",
            "find-item",
            "first-lines",
            "bottom",
            "top",
        ),
        *("found", "found-help", "found-said", "found-kinds", "facets", "pager", "emergency", "print-hint", "contents"),
    )
)
# Ids of what stands around every text: a second one would lead links, and readers without a mouse, astray.
TAKEN_IDS = frozenset(("noi-dung", "can-giup", "ho-tro-nhanh", "lay-ve"))


@dataclass(frozen=True)
class Finding:
    """What is wrong with something, a pattern that matches where it is written; `file`: the file that it names."""

    pattern: str
    message: str
    file: str = ""


@dataclass(frozen=True)
class Allowed:
    """An allow list: `more` tags beside those of all; `files` of the text's folder may be named; `standing`: all names
    may stand in braces, blocks too; headings get `anchors` from their words."""

    more: frozenset[str] = frozenset()
    files: bool = False
    standing: bool = False
    anchors: bool = True

    @property
    def tags(self) -> frozenset[str]:
        return _TAGS | self.more

    @property
    def attributes(self) -> dict[str, frozenset[str]]:
        return {
            **_ATTRIBUTES,
            **({"img": _IMAGE} if "img" in self.more else {}),
        }

    @property
    def rules(self) -> dict[str, Any]:
        """For nh3."""
        return {
            "tags": set(self.tags),
            "attributes": {tag: set(names) for tag, names in self.attributes.items()},
            "set_tag_attribute_values": {"input": _TAB},
            "url_schemes": set(_SCHEMES),
            "link_rel": None,
            "attribute_filter": _left_of,
        }


def _left_of(tag: str, name: str, value: str) -> str | None:
    """For nh3: what is left of the value of an attribute that is allowed."""
    if name == "class":
        return " ".join(each for each in value.split() if each.lower() not in TAKEN_CLASSES) or None
    if name == "lang" and not re.fullmatch(LANGUAGE, value):
        return None
    return None if name == "id" and value in TAKEN_IDS else value


POST = Allowed(files=True)
STANDING = Allowed(frozenset({"h1", "section", "img"}), standing=True)
ADVICE = Allowed(standing=True, anchors=False)
SUMMARY = Allowed(frozenset({"h1"}))

_OUTWARD = r"https?://|mailto:|tel:|/(?!/)|#"
_ALLOWED_LINK = re.compile(rf"(?:{_OUTWARD})[^\\]*", re.IGNORECASE)
_TOP_HEADING = r"^(?:[^\w#\n]|\d)*#(?!#)|^.+(?=\n[\s>]*=+\s*$)|(?i:<h1\b)"
_NOTHING_FOREIGN = "trang không nhúng gì từ nơi khác và không chạy mã trong bài"
_PICTURE = "ảnh viết theo mẫu ![lời tả ảnh](ten-anh.jpg), với tệp ảnh nằm cạnh bài"
_LINKS = "https://…, mailto:…, tel:…, địa chỉ trong trang bắt đầu bằng /, hoặc tên tệp cạnh bài"
_HIDDEN = "ghi chú <!-- … --> không hiện ra nhưng ai xem mã trang cũng đọc được: hãy xóa đi"
_UNCLOSED = "thẻ này chưa có dấu > đóng: hãy bỏ thẻ này"
_UNSEEN = "ký tự lạ không nhìn thấy: hãy xóa đi và gõ lại"
_OTHERWISE = "chỗ này trình duyệt đọc khác với điều bạn viết: hãy bỏ thẻ HTML, dùng dấu của Markdown"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_PAGE_TAGS = re.compile(r"<(!doctype|html|head|body|frameset)\b", re.IGNORECASE)
_END = "\ufdd3"  # stands after the text: where it is not seen, a tag has swallowed it
_TOKEN = "\ufdd0"


def findings(raw: str, html: str, allowed: Allowed, as_typed: AsTyped) -> list[Finding]:
    """What the sanitiser took out of `raw`, of which `html` is left, and what else does not belong in such a text."""
    looked_at = list(nodes(fragment(raw + _END)))
    found = [finding for node in looked_at for finding in _wrong_node(node, allowed, as_typed)]
    # A part of a page holds no second page: the parser passes over such tags without a word.
    found += [_foreign_tag(tag[1].lower()) for tag in _PAGE_TAGS.finditer(raw)]
    if not any(node.is_text_node and _END in (node.text_content or "") for node in looked_at):
        found.append(Finding("<", _UNCLOSED))
    if not found and _said(raw) != _said(html):
        found.append(Finding("[<&]", _OTHERWISE))
    return found


def _said(html: str) -> list[object]:
    """All that a tree says, in its order, to compare two."""
    return [
        (node.tag, sorted(node.attributes.items())) if node.is_element_node else (node.tag, node.text_content)
        for node in nodes(fragment(html))
    ]


def _wrong_node(node: LexborNode, allowed: Allowed, as_typed: AsTyped) -> Iterator[Finding]:
    if node.is_text_node:
        if _CONTROL.search(node.text_content or ""):
            yield Finding("&#|\ufffd", _UNSEEN)
    elif not node.is_element_node:
        yield Finding(r"<[!?]", _HIDDEN)
    else:
        yield from _wrong_element(node, allowed, as_typed)


def _wrong_element(node: LexborNode, allowed: Allowed, as_typed: AsTyped) -> Iterator[Finding]:
    tag = node.tag or ""
    given = {name: value or "" for name, value in node.attributes.items()}
    if within := next((name for name in (tag, *given) if _TOKEN in name), None):
        yield Finding(f"(?i:{re.escape(as_typed(within))})", NOT_A_NAME)  # it might become anything
    elif tag == "h1" and "h1" not in allowed.tags:
        yield Finding(_TOP_HEADING, 'tên bài đã có ở "title": trong bài bắt đầu từ đề mục ##')
    elif tag == "img" and "img" not in allowed.tags:
        yield _wrong_picture(as_typed(given.get("src", "")))
    elif tag not in allowed.tags or (tag == "input" and not given.items() >= _TAB.items()):
        yield _foreign_tag(tag)
    else:
        for name, value in given.items():
            yield from _wrong_attribute(tag, name, value, allowed, as_typed)


def _foreign_tag(tag: str) -> Finding:
    return Finding(rf"(?i:<{re.escape(tag)})", f"{_NOTHING_FOREIGN}: hãy bỏ thẻ <{tag}>, ghi liên kết thường")


def _wrong_picture(name: str) -> Finding:
    """Every picture here is written in another way than the one there is."""
    wrong_name = None if re.search("[:/]", name) else _wrong_name(name)
    return Finding(_as_written(name), wrong_name) if wrong_name else Finding(r"!\[|(?i:<img\b)", _PICTURE)


def _wrong_attribute(tag: str, name: str, value: str, allowed: Allowed, as_typed: AsTyped) -> Iterator[Finding]:
    known = allowed.attributes["*"] | allowed.attributes.get(tag, frozenset())
    if (tag, name) == ("a", "href"):
        if not value.startswith(_TOKEN) and (wrong := _wrong_link(as_typed(value), allowed)):
            yield wrong
    elif (tag, name) == ("img", "src"):
        if not re.match(r"/(?!/)", value):
            yield Finding(_as_written(as_typed(value)), f'ảnh "{as_typed(value)}": hãy viết địa chỉ từ gốc trang')
    elif name == "class":
        yield from (_wrong_class(each.lower()) for each in value.split() if each.lower() in TAKEN_CLASSES)
    elif name == "id" and value in TAKEN_IDS:
        yield Finding(_as_written(value), f'tên "{value}" đã là của một chỗ khác trên mọi trang: hãy đặt id khác')
    elif name == "lang" and not re.fullmatch(LANGUAGE, value):
        written = rf"(?i:lang\W{{1,4}}{re.escape(value)}(?!\w))"
        yield Finding(written, f'lang="{value}": {NO_LANGUAGE}. Ví dụ: *Settings*{{lang=en}}')
    elif (tag, name) != ("input", "type") and name not in known:
        yield Finding(rf"(?i:\b{re.escape(name)}\b)", f'"{name}" không dùng được trong bài: hãy bỏ "{name}"')


def _wrong_class(name: str) -> Finding:
    message = f'"{name}" là tên riêng của giao diện trang: hãy bỏ nó. Khung thì dùng note, tip hay warning'
    return Finding(rf"(?i:^[\s>]*(?:!!!|\?\?\?).*{re.escape(name)}|\b{re.escape(name)}\b)", message)


def _as_written(value: str) -> str:
    """A pattern for an attribute's value, whatever white space it was written with."""
    return r"\s+".join(re.escape(part) for part in value.split()) or r"\(\s*\)"


def _wrong_link(typed: str, allowed: Allowed) -> Finding | None:
    target, written = squeeze(typed), _as_written(typed)
    squeezed = re.sub(r"[\x00- ]", "", target)  # as browsers read it
    if _ALLOWED_LINK.fullmatch(squeezed):
        return None
    if re.match(r"[^/?#]*:|.*\\|//", squeezed):
        return Finding(written, f'liên kết "{target}" không dùng được. Chỉ dẫn tới {_LINKS}')
    if not allowed.files:
        return Finding(written, f'liên kết tới "{target}": hãy viết địa chỉ từ gốc trang. Ví dụ: [lịch](/lich/)')
    name = unquote(target.partition("#")[0])
    if "/" in name or not name:
        cure = "trang thì viết địa chỉ từ gốc, ví dụ [lịch](/lich/); tệp thì chỉ ghi tên tệp"
        return Finding(written, f'liên kết tới "{target}": {cure}')
    form = f"liên kết tới tệp viết theo mẫu [Tờ rơi]({name}), không có dấu nháy, dấu < > hay thẻ HTML"
    wrong = _wrong_name(name)
    return Finding(written, wrong) if wrong else Finding(written, form, name)


def wrong_spaced_link(target: str) -> str:
    """What to tell of a link whose target has a space in it: Markdown shows it as words."""
    name = target.partition("#")[0].strip()
    wrong = _wrong_name(name) if re.search(r"\.\w+$", name) and "/" not in name else None
    return wrong or f'liên kết tới "{squeeze(target)}": địa chỉ không có dấu cách ở giữa, hãy viết liền'


def _wrong_name(name: str) -> str | None:
    try:
        check_file_name(name)
    except ValueError as error:
        return f'"{name}": {error}'
    return None
