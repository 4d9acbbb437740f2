"""Marks within the blocks of Markdown: attributes in braces, lines of a verse, boxes and tasks of a code host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.newline import newline
from markdown_it.token import Token
from markupsafe import escape

from .markdown_blocks import alert_of

_VALUE = r"\"[^\"]*\"|'[^']*'|[^\s\"'{}=]+"
_ATTRIBUTE = re.compile(
    rf"[.](?P<class>[^\s.#{{}}=\"']+)|#(?P<id>[^\s.#{{}}=\"']+)|(?P<name>[\w:-]+)=(?P<value>{_VALUE})"
)
_IN_BRACES = r"\{(?!\{):?[ ]*(?P<said>[^{}\n]+?)[ ]*\}"
_BEHIND = re.compile(_IN_BRACES)
_AT_END = re.compile(rf"(?<![{{\\]){_IN_BRACES}[ ]*$")
_MAY_BEAR = {"em_close", "strong_close", "s_close", "link_close", "image", "code_inline"}
# A line that ends before this many letters, although the next word had room, was ended on purpose: a verse, an address,
# the end of a letter. Programs that wrap lines do it at 70 and more.
_ROOM = 60
_WORD = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]*`|<[^>\n]*>|\{\{.*?\}\}|\S+")
_NAMES = re.compile(r"(?:\{\{[^{}]*\}\}\s*)+")  # a line of names alone: buttons, which find their own places
_LOCAL_PART = re.compile(r"[\w.+-]+$", re.ASCII)
_TASKS = {False: ("task-open", "Chưa xong:"), True: ("task-done", "Đã xong:")}


def marks_plugin(made: MarkdownIt) -> None:
    """Adds the marks to a builder."""
    made.inline.ruler.at("newline", _line_end)
    made.core.ruler.before("inline", "attributes_of_blocks", _attributes_of_blocks)
    made.core.ruler.before("text_join", "attributes_of_marks", _attributes_of_marks)  # "\\{" is still another token
    made.core.ruler.push("whole_addresses", _whole_addresses)
    made.core.ruler.push("alerts", _alerts)
    made.core.ruler.push("tasks", _tasks)
    made.core.ruler.push("last_things", _last_things)


# --- lines ---


def _line_end(state: StateInline, silent: bool) -> bool:
    """The end of a line is a space; where it was ended on purpose, a break."""
    at = state.pos
    if not newline(state, silent):
        return False
    if not silent and state.tokens[-1].type == "softbreak" and _is_ended(state, at):
        state.tokens[-1].type = "hardbreak"
    return True


def _is_ended(state: StateInline, at: int) -> bool:
    as_typed = state.env.get("as_typed", str)
    start = state.src.rfind("\n", 0, at) + 1
    line, below = (as_typed(each).strip() for each in (state.src[start:at], state.src[at + 1 :].partition("\n")[0]))
    if _NAMES.fullmatch(line) or _NAMES.fullmatch(below) or (line[-1:].isdigit() and below[:1].isdigit()):
        return False  # one number over two lines is one
    word = _WORD.match(below)
    return len(line) + 1 + len(word.group() if word else "") <= _ROOM


# --- attributes ---


def _attributes_of_blocks(state: StateCore) -> None:
    """## Heading { #id }, and a last line { .class } of a paragraph or an item."""
    for at, token in enumerate(state.tokens):
        if token.type != "inline" or not (found := _AT_END.search(token.content)):
            continue
        before = token.content[: found.start()]
        is_heading = state.tokens[at - 1].type == "heading_open"
        bearer = state.tokens[at - 1] if not state.tokens[at - 1].hidden else state.tokens[at - 2]
        ends = before.endswith(" ") if is_heading else before.rstrip(" ").endswith("\n")
        if ends and bearer.type in ("heading_open", "paragraph_open", "list_item_open") and _set(bearer, found["said"]):
            token.content = before.rstrip()


def _attributes_of_marks(state: StateCore) -> None:
    """*Settings*{lang=en}, ![…](…){ loading=lazy }: right behind what bears them."""
    for token in state.tokens:
        children = token.children or []
        for at, (last, child) in enumerate(pairwise(children)):
            bears = last.type in _MAY_BEAR and not last.info and child.type == "text"
            found = _BEHIND.match(child.content) if bears else None
            if found and _set(_opening(children, at), found["said"]):
                child.content = child.content[found.end() :]


def _opening(children: Sequence[Token], at: int) -> Token:
    """What the mark that ends at `at` begins with."""
    depth = 0
    for token in reversed(children[: at + 1]):
        depth += token.nesting
        if depth == 0:
            return token
    return children[at]


def _set(bearer: Token, said: str) -> bool:
    """Gives a token the attributes that are said in braces; not where these are words."""
    found = list(_ATTRIBUTE.finditer(said))
    if not found or _ATTRIBUTE.sub("", said).strip():
        return False
    for each in found:
        if each["class"]:
            bearer.attrJoin("class", each["class"])
        else:
            bearer.attrSet(each["name"] or "id", each["id"] or each["value"].strip("\"'"))
    return True


# --- what a code host writes in its own way ---


def _whole_addresses(state: StateCore) -> None:
    """nguyen_an@xa.vn: the address that a link is made of begins where it begins, signs of emphasis or not."""
    for token in state.tokens:
        children = token.children or []
        for before, opens, words in zip(children, children[1:], children[2:], strict=False):
            is_address = opens.info == "auto" and opens.attrs.get("href") == f"mailto:{words.content}"
            if is_address and before.type == "text" and (start := _LOCAL_PART.search(before.content)):
                before.content = before.content[: start.start()]
                words.content = start.group() + words.content
                opens.attrs["href"] = f"mailto:{words.content}"


def _alerts(state: StateCore) -> None:
    """> [!NOTE] is a box."""
    for at, token in enumerate(state.tokens):
        if token.type == "alert_open":
            kind, title = alert_of(token.info)
            token.attrs = {"class": f"admonition {kind}"}
            state.tokens[at + 1].attrs = {"class": "admonition-title"}
            state.tokens[at + 2].content = title
            for child in state.tokens[at + 2].children or []:
                child.content = title


def _tasks(state: StateCore) -> None:
    """- [ ] and - [x]: a box that the look draws, and words for who does not see it."""
    for at, token in enumerate(state.tokens):
        if token.type == "list_item_open" and "checked" in token.meta:
            kind, words = _TASKS[bool(token.meta.pop("checked"))]
            inline = next((each for each in state.tokens[at + 1 : at + 3] if each.type == "inline"), None)
            if inline and inline.children is not None:
                box = Token("html_inline", "", 0)
                box.content = f'<span class="{kind}">{escape(words)}</span> '
                inline.children.insert(0, box)


def _last_things(state: StateCore) -> None:
    """Cells say how they are aligned in an attribute: a page holds no style. Code ends with its last letter."""
    for token in state.tokens:
        if token.type == "fence":
            token.content = token.content.removesuffix("\n")
        if token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", None)):
            token.attrs["align"] = str(style).rpartition(":")[2]
