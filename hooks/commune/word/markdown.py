"""Paragraphs, lists and tables as Markdown that shows what Word showed, whatever signs the words hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from urllib.parse import quote

from .model import PLAIN, Block, Cell, Paragraph, Span, SpanLook, Table

_SIGNS = re.compile(r"[\\`*_\[\]]")
_ENTITIES = {"{": "&#123;", "}": "&#125;", "<": "&lt;", "|": "&#124;", "~": "&#126;"}
_AND = re.compile(r"&(?=#|\w+;)")
# What Markdown takes for a heading, a list, a quote, a line, a table, a fence or a box at the start of a line.
# What readers see as a link without any sign of it.
_BARE = re.compile(r"(?<![^\W_])(?<!!)(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?()'*_~]", re.IGNORECASE)
_NO_LINK = re.compile(r"(?<!\\)((?:\\\\)*\\\])\(")  # behind a bracket that ends no link
_START = re.compile(r"(\d+)([.)])(?=\s|$)|([-+#]|!(?!\[))|([>=?:])")
_HASH = re.compile("(?<!&)#")  # but that of an entity
_INDENT = "    "
_SAFE_IN_ADDRESS = "/:?#@!$&+,;=%~.-"


def markdown_of(blocks: Sequence[Block]) -> str:
    """The blocks one after the other."""
    written, last = "", None
    kinds: dict[int, str] = {}  # by depth: the kind of the list that is open there
    for block in blocks:
        text = _table(block) if isinstance(block, Table) else _paragraph(block)
        if not text:
            continue
        written += ("\n" if _follows(last, block, kinds) else "\n\n") + text
        last = block
    return written.strip("\n")


def _follows(last: Block | None, block: Block, kinds: dict[int, str]) -> bool:
    """Whether an item stands in the same list as the block before it, or in one inside or around it."""
    if not _is_item(block) or not isinstance(block, Paragraph) or block.marker is None:
        kinds.clear()
        return False
    goes_on = _is_item(last) and kinds.get(block.depth, block.marker.kind) == block.marker.kind
    for deeper in [depth for depth in kinds if depth > block.depth]:
        del kinds[deeper]
    kinds[block.depth] = block.marker.kind
    return goes_on


def _is_item(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.marker is not None and block.marker.kind != "label"


def _paragraph(block: Paragraph) -> str:
    if block.level is not None:
        heading = inline(replace(s, text=" ", kind="words") if s.kind == "break" else s for s in block.spans)
        return f"{'#' * block.level} {_HASH.sub(chr(92) + '#', heading)}" if heading else ""
    spans, indent, before = block.spans, _INDENT * block.depth, ""
    if block.marker and block.marker.kind == "label":
        spans = (Span(f"{block.marker.label} "), *spans)
    elif block.marker:
        before = (
            f"{'+' if block.marker.label == '+' else '-'} "
            if block.marker.kind == "dot"
            else f"{block.marker.number}. "
        )
    lines = [_line(line) for line in _lines(spans)]
    inner = indent + (_INDENT if before else "")
    return f"{indent}{before}" + f"<br>\n{inner}".join(lines) if any(lines) else ""


def _lines(spans: Iterable[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.kind == "break":
            lines.append([])
        else:
            lines[-1].append(span)
    return lines


def _line(spans: Iterable[Span]) -> str:
    """A line that Markdown takes for words, however it begins."""
    text = inline(spans)

    def shown(sign: re.Match[str]) -> str:
        if sign[1]:
            return f"{sign[1]}\\{sign[2]}"
        return f"\\{sign[3]}" if sign[3] else f"&#{ord(sign[4])};"

    return _START.sub(shown, text, count=1) if _START.match(text) else text


def inline(spans: Iterable[Span]) -> str:
    """Spans without line breaks, as Markdown."""
    pieces: list[str] = []
    spans = list(spans)
    for link, group in groupby(spans, key=lambda span: span.link):
        inner = "".join(_marked(list(group)))
        pieces.append(f"[{inner}]({_address(link)})" if link and inner.strip() else inner)
    return _NO_LINK.sub(r"\1\\(", "".join(pieces)).strip()


def _marked(spans: list[Span]) -> Iterator[str]:
    """Each span with the signs of its look; two looks that touch are written as tags, which nothing can confuse."""
    for at, span in enumerate(spans):
        if span.kind == "picture":
            yield f"![{span.alt}]({span.text})"
        elif span.kind == "call":
            yield f'{{{{ call("{span.text}") }}}}'
        elif span.kind == "note":
            yield f"<sup>{span.text}</sup>"
        else:
            beside = [other for other in (spans[at - 1] if at else None, *spans[at + 1 : at + 2]) if other]
            before = spans[at - 1].text[-1:] if at else ""
            after = spans[at + 1].text[:1] if at + 1 < len(spans) else ""
            touched = any(_touches(span, other) for other in beside) or not _stands_clear(before, span.text, after)
            yield _dressed(span.text, span.look, touched, escaped if span.link else _with_links)


def _stands_clear(before: str, text: str, after: str) -> bool:
    """Whether signs of a look around `text` are read as such: between a letter and a full stop Markdown shows them."""
    return not (
        (before.isalnum() and text[:1] != " " and not text[:1].isalnum())
        or (after.isalnum() and text[-1:] != " " and not text[-1:].isalnum())
    )


def _touches(span: Span, other: Span) -> bool:
    return other.look != PLAIN and other.kind == "words"


def _dressed(text: str, look: SpanLook, with_tags: bool, written: Callable[[str], str]) -> str:
    words = text.strip(" ")
    if not words or look == PLAIN:
        return written(text)
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    shown = written(words)
    tags = [look.raised, "s" if look.struck else ""]
    signs = "*" * (look.italic + 2 * look.bold)
    if with_tags or "*" in words:
        tags += ["em" if look.italic else "", "strong" if look.bold else ""]
        signs = ""
    shown = f"{signs}{shown}{signs}"
    for tag in filter(None, tags):
        shown = f"<{tag}>{shown}</{tag}>"
    return f"{before}{shown}{after}"


def _with_links(text: str) -> str:
    """Words with the addresses among them as they are; one that holds signs of Markdown's is written as a link."""

    def as_link(found: re.Match[str]) -> str:
        bare = found.group()
        address = bare if "://" in bare else f"http://{bare}"
        return bare if escaped(bare) == bare else f"[{escaped(bare)}]({_address(address)})"

    ends = [0, *(end for found in _BARE.finditer(text) for end in found.span()), len(text)]
    between = (escaped(text[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True))
    links = (as_link(found) for found in _BARE.finditer(text))
    return "".join(part for pair in zip_longest(between, links, fillvalue="") for part in pair)


def escaped(text: str) -> str:
    """Words for the middle of a line: every sign of Markdown's and HTML's, and every brace, is shown as itself."""
    text = _AND.sub("&amp;", text)
    text = _SIGNS.sub(r"\\\g<0>", text)
    for sign, entity in _ENTITIES.items():
        text = text.replace(sign, entity)
    return _NO_LINK.sub(r"\1\\(", text)


def _address(link: str) -> str:
    """A link that ends where it ends, and holds no sign of Markdown's."""
    return quote(link, safe=_SAFE_IN_ADDRESS)


# --- tables ---


def _table(table: Table) -> str:
    first, *rest = table.rows
    columns = list(zip(*rest, strict=True))
    lines = [_row(first, is_heading=True), f"|{'|'.join(map(_rule, columns))}|", *map(_row, rest)]
    return "\n".join(lines)


def _row(row: Sequence[Cell], is_heading: bool = False) -> str:
    return "".join(f"| {_cell(cell, is_heading)} ".replace("  ", " ") for cell in row) + "|"


def _cell(cell: Cell, is_heading: bool) -> str:
    return "<br>".join(line for block in cell.blocks for line in _in_cell(block, is_heading) if line)


def _in_cell(block: Block, is_heading: bool) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            yield " · ".join(filter(None, (_cell(cell, is_heading) for cell in row)))
        return
    block = block.plain() if is_heading or block.level is not None else block
    label = Span(f"{block.marker.label} ") if block.marker else Span("")
    spans = [label, *block.spans]
    if block.level is not None and not is_heading:
        spans = [replace(span, look=replace(span.look, bold=True)) for span in spans]
    yield from map(inline, _lines(spans))


def _rule(column: Sequence[Cell]) -> str:
    """The line under the heading of a column, which says where its words stand."""
    said = {block.align for cell in column for block in cell.blocks if isinstance(block, Paragraph)}
    return {frozenset(["right"]): "---:", frozenset(["center"]): ":---:"}.get(frozenset(said), "---")
