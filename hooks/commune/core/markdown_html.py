"""Markdown becomes HTML: the one builder, and the anchors of headings.

It is read as code hosts read it (CommonMark and GitHub's additions), since that is the preview that people see; but no
line that is set in is code, lines that were ended on purpose stay lines, and a page has boxes, tabs and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.gfm import gfm_plugin

from .json_schema import item_id
from .markdown_blocks import blocks_plugin, without_mark
from .markdown_marks import marks_plugin
from .markdown_meant import meant
from .sanitising import TAKEN_IDS
from .text import slug, squeeze
from .time_limit import TooSlow

# Characters that no text holds (Unicode: noncharacters, for use inside a program) mark where something is put in.
OPEN, ID, CLOSE = "\ufdd0", "\ufdd2", "\ufdd1"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
# Tags that HTML opens again in every paragraph until they are closed ("formatting elements"), as they may be typed.
_LASTING = re.compile(r"(?i)<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![a-z0-9])")
_MOST_ELEMENTS = 300_000
_PLANS = "/ke-hoach/"
_DEEPEST = 100  # levels of blocks; what is deeper the parser would leave out in silence
# Notes below a text: a list in a part of its own.
_NOTES = {
    "footnote_block_open": '<div class="footnotes">\n<ol>\n',
    "footnote_block_close": "</ol>\n</div>\n",
}
_UNUSED = (
    'dòng "[{}]: …" là đích của một liên kết mà không chỗ nào dẫn tới, nên không hiện ra. Là chữ thường thì bỏ [ ]'
)
_NAME = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]:", re.DOTALL)
_NOTE_UNUSED = "chú thích [^{}] không chỗ nào trong bài nhắc tới, nên không hiện ra: hãy ghi [^{}] ở chỗ cần chú thích"


class _Targets(dict[str, dict[str, Any]]):
    """Where links lead that are written as [words][name], by name; and which of them some link has followed."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.followed.add(name)
        return super().get(name, default)

    def lost(self) -> list[dict[str, Any]]:
        return [target for name, target in self.items() if name not in self.followed]


@cache
def builder(anchors: bool) -> MarkdownIt:
    """The one builder of HTML; with `anchors` each heading has an id."""
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).use(gfm_plugin)
    made.disable("code")  # a line set in by a Tab or four spaces is a paragraph, as in official papers
    made.use(blocks_plugin).use(marks_plugin)
    # What an address may be the sanitiser says, with words; here it stays as it was typed.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    made.normalizeLink = lambda url: _to_item(url)  # type: ignore[method-assign]
    made.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    for part, html in _NOTES.items():
        made.add_render_rule(part, lambda *_, html=html: html)
    made.add_render_rule("footnote_anchor", _way_back)
    made.core.ruler.push("meant", meant)
    made.core.ruler.push("markdown_marks_of_html", _html_without_marks)
    if anchors:
        made.core.ruler.push("anchors", _anchors)
    return made


def _to_item(target: str) -> str:
    """A link to an item of a plan may name it as people cite it: "#II.6" → "#ii-6"."""
    path, sign, anchor = target.partition("#")
    if path and not path.startswith(_PLANS):
        return target
    return path + sign + item_id(unquote(anchor)) if anchor else target


def _way_back(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    """From a note back to where it is spoken of."""
    number, again = tokens[at].meta["id"] + 1, tokens[at].meta["subId"]
    return f' <a href="#fnref{number}{f":{again}" if again > 0 else ""}" title="Về chỗ đang đọc">↩</a>'


def _html_without_marks(state: StateCore) -> None:
    for token in state.tokens:
        for each in (token, *(token.children or [])):
            if each.type in ("html_block", "html_inline"):
                each.content = without_mark(each.content)


# --- anchors ---


def _anchors(state: StateCore) -> None:
    """Each heading has an id, from its words where it was given none."""
    used = {
        str(token.attrs["id"])
        for each in state.tokens
        for token in (each, *(each.children or []))
        if "id" in token.attrs
    }
    for at, token in enumerate(state.tokens):
        if token.type == "heading_open" and "id" not in token.attrs:
            anchor = _unique(_anchor(_words(state.tokens[at + 1].children or [])), used)
            token.attrs["id"] = anchor
            used.add(anchor)


def _words(children: Sequence[Token]) -> str:
    return "".join(" " if each.tag == "br" else each.content for each in children if each.type != "html_inline")


def _unique(anchor: str, used: set[str]) -> str:
    numbered = (f"{anchor}_{number}" for number in range(1, len(used) + 2))
    return anchor if anchor and anchor not in used else next(each for each in numbered if each not in used)


def _anchor(words: str) -> str:
    """The id of a heading from its words: "Địa chỉ tin cậy" → "dia-chi-tin-cay"; a name in it waits for its value."""
    pieces = enumerate(TOKEN.split(words))  # words and numbers of tokens in turn
    steps = [f"{ID}{piece}{CLOSE}" if at % 2 else slug(piece) for at, piece in pieces]
    anchor = "-".join(step for step in steps if step)
    return f"muc-{anchor}" if anchor in TAKEN_IDS else anchor


# --- the whole text ---


def converted(text: str, anchors: bool, as_typed: Callable[[str], str] = str) -> tuple[str, list[tuple[int, str]]]:
    """Markdown as HTML, before the sanitiser; and what may not be meant: (line from 0, message).

    `as_typed` gives back what tokens stand for, to see how long lines are. Raises TooSlow where a parser of HTML would
    need all the memory there is, or where blocks lie too deep in one another.

    Of each tag for a look that is left open, HTML puts another one into every paragraph that follows: two thousand
    letters of <b id=…> and of <p> become millions of elements, which no parser stops.
    """
    env: dict[str, Any] = {"as_typed": as_typed, "references": _Targets()}
    made = builder(anchors)
    tokens = made.parse(text, env)
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 1:
        raise TooSlow
    html = made.renderer.render(tokens, made.options, env)
    if len(_LASTING.findall(text)) * html.count("<") > _MOST_ELEMENTS:
        raise TooSlow
    return html.removesuffix("\n"), [*env.get("told", []), *_unused_targets(text, env), *_unused_notes(text, env)]


def _unused_targets(text: str, env: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Targets to which nothing leads: no link has the name, or another target before it has it too."""
    lines = text.split("\n")
    kept = env["references"]
    again = [one for one in env.get("duplicate_refs", []) if one["href"] != kept[one["label"]]["href"]]
    for target in [*kept.lost(), *again]:
        first, end = target["map"]
        name = _NAME.search("\n".join(lines[first:end]))
        yield first, _UNUSED.format(squeeze(env["as_typed"](name[1] if name else target["title"])))


def _unused_notes(text: str, env: dict[str, Any]) -> list[tuple[int, str]]:
    """Notes below a text that it never speaks of; nobody would see them."""
    labels = [label[1:] for label, at in env.get("footnotes", {}).get("refs", {}).items() if at < 0]
    lines = text.split("\n")
    return [
        (next((at for at, line in enumerate(lines) if f"[^{label}]:" in line), 0), _NOTE_UNUSED.format(label, label))
        for label in labels
    ]
