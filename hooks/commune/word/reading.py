"""The body of a Word document → paragraphs and tables in the order in which they are read.

What a page cannot show is left out and told, beside the words where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree.ElementTree import Element

from . import fields
from .drawings import Drawings
from .letters import Passage, is_sign_font, signs, tidied
from .model import Block, Cell, Look, Paragraph, Report, Span, Table, shortened
from .numbering import Numbering, left_of
from .outline import letterhead_in
from .package import Package, alternative, outermost, words_in
from .styles import Styles

_INSIDE = {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "ruby"}
_INSIDE |= {"rubyBase"}
_GONE = {"del", "moveFrom"}
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_MERGED = "bảng có ô gộp, trang không gộp được: chữ nằm ở ô đầu, các ô kia để trống. Hãy xem lại"
_LAYOUT = "bảng chỉ để dàn trang: đã đưa từng ô vào bài theo thứ tự"
_HARD_HYPHEN, _SOFT_HYPHEN = "\u2011", "\u00ad"
_MOST_NESTED = 40


@dataclass
class Reader:
    """Reads a document from its beginning to its end; `passages` are its words as they stand, with their fonts."""

    package: Package
    report: Report
    styles: Styles
    numbering: Numbering
    drawings: Drawings
    passages: list[Passage] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id), in the order of their numbers
    behind: list[Block] = field(default_factory=list)  # what floats beside a paragraph and follows it
    carried: tuple[Span, ...] = ()  # the words of a paragraph whose end was deleted
    open_fields: fields.Fields = field(default_factory=fields.Fields)
    paragraph: Element = field(default_factory=lambda: Element("p"))
    nested: int = 0
    has_contents: bool = False

    @classmethod
    def of(cls, package: Package, report: Report) -> Reader:
        styles = Styles(package.related("styles"), package.related("theme"))
        numbering = Numbering.of(package.related("numbering"))
        return cls(package, report, styles, numbering, Drawings(package, report))

    # --- blocks ---

    def document(self) -> Iterator[Block]:
        """The whole text; also the words of a last paragraph whose end was deleted."""
        yield from self.blocks(self.package.body)
        if self.carried:
            yield from self._finished(Element("p"), tidied(self.carried, self.report))

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables in an element."""
        self.nested += 1
        if self.nested > _MOST_NESTED:
            raise ValueError("bảng, khung lồng vào nhau quá nhiều bậc: hãy chép bài sang một tệp Word mới")
        for element in parent:
            yield from self._block(element)
        self.nested -= 1

    def _block(self, element: Element) -> Iterator[Block]:
        if element.tag == "p":
            yield from self._paragraph(element)
        elif element.tag == "tbl":
            yield from self._table(element)
        elif element.tag == "sdt" and element.find("sdtPr/docPartObj/docPartGallery") is not None:
            self._contents()
        elif element.tag == "mc_AlternateContent":
            yield from self.blocks(alternative(element))
        elif element.tag in _INSIDE or element.tag == "sdt":
            yield from self.blocks(element)
        elif element.tag in _GONE:
            self._deleted(element)
        elif element.tag == "altChunk":
            self.report.add("một tệp khác được chèn nguyên vào đây, không chuyển được: hãy mở tệp ấy và chép chữ vào")

    def _contents(self) -> None:
        if not self.has_contents:
            self.report.add("mục lục đã bỏ: người đọc dùng các đề mục")
        self.has_contents = True

    def _paragraph(self, element: Element) -> Iterator[Block]:
        self.report.at(words_in(element))
        if self.styles.is_contents(element):
            self._contents()
            return
        if len(element.findall(".//r/tab")) > 1:
            self.report.add("dòng này dùng dấu Tab để chia cột. Nếu là bảng thì hãy kẻ bảng trong Word rồi gõ lại lệnh")
        outer, self.paragraph = self.paragraph, element
        raw = tuple(self._spans(element, ""))
        self.paragraph = outer
        self.open_fields.end_paragraph()
        behind, self.behind = self.behind, []
        if element.find("pPr/rPr/del") is not None:
            self.carried += raw
            self.report.add("chỗ ngắt đoạn đã xóa (Track Changes): đã nối với đoạn sau")
        else:
            spans, self.carried = self.carried + raw, ()
            yield from self._finished(element, tidied(spans, self.report))
        yield from behind

    def _finished(self, element: Element, spans: tuple[Span, ...]) -> Iterator[Paragraph]:
        """The paragraph, and its pictures each by itself, before or behind it as they stand."""
        words = [at for at, span in enumerate(spans) if span.kind in ("words", "note") and span.text.strip()]
        properties = self.styles.paragraph_properties(element)
        marker = self.numbering.next(element, self.styles) if words else None
        align = next((found.get("val", "") for each in properties if (found := each.find("jc")) is not None), "")
        paragraph = Paragraph(
            tuple(span for span in spans if span.kind != "picture"),
            self.styles.level(element),
            marker,
            left_of(properties) or 0,
            "center" if align == "center" else "right" if align in ("right", "end") else "",
            place=self.report.place,
        )
        left = marker.left if marker else paragraph.left
        pictures = [(at, Paragraph((span,), left=left)) for at, span in enumerate(spans) if span.kind == "picture"]
        yield from (picture for at, picture in pictures if words and at < words[0])
        if words:
            yield paragraph
        yield from (picture for at, picture in pictures if not words or at > words[0])

    # --- tables ---

    def _table(self, element: Element) -> Iterator[Block]:
        self.report.at(words_in(element))
        place = self.report.place
        if self.nested == 1 and (letterhead := letterhead_in(words_in(element))):
            self.report.add(letterhead)
            return
        rows = [self._row(row) for row in _children(element, "tr")]
        rows = [row for row in rows if any(cell.blocks for cell in row)]
        if len(rows) <= 1:
            cells = [cell for row in rows for cell in row if cell.blocks]
            if len(cells) > 1:
                self.report.add(_LAYOUT, place)
            yield from (block for cell in cells for block in cell.blocks)
        else:
            if element.find(".//gridSpan") is not None or element.find(".//vMerge") is not None:
                self.report.add(_MERGED, place)
            width = max(len(row) for row in rows)
            yield Table(tuple(row + (Cell(),) * (width - len(row)) for row in rows), place)

    def _row(self, row: Element) -> tuple[Cell, ...]:
        if row.find("trPr/del") is not None:
            self._deleted(row)
            return ()
        before = row.find("trPr/gridBefore")
        cells = [Cell()] * (_whole(before) if before is not None else 0)
        for cell in _children(row, "tc"):
            merged, wide = cell.find("tcPr/vMerge"), cell.find("tcPr/gridSpan")
            goes_on = merged is not None and merged.get("val", "continue") == "continue"
            blocks = tuple(self.blocks(cell))
            cells.append(Cell() if goes_on else Cell(blocks))
            cells += [Cell()] * ((_whole(wide) if wide is not None else 1) - 1)
        return tuple(cells)

    # --- words ---

    def _spans(self, parent: Element, link: str) -> Iterator[Span]:
        for element in parent:
            if element.tag == "r":
                yield from self._run(element, link)
            elif element.tag in _INSIDE or element.tag == "sdt":
                yield from self._inside(element, link)
            elif element.tag in _GONE:
                self._deleted(element)
            elif element.tag in ("m_oMath", "m_oMathPara"):
                yield from self._formula(element)
            elif element.tag == "mc_AlternateContent":
                yield from self._spans(alternative(element), link)

    def _inside(self, element: Element, link: str) -> Iterator[Span]:
        if element.tag in ("ins", "moveTo"):
            self._inserted(element)
        if element.find("sdtPr/showingPlcHdr") is not None:
            self.report.add("một ô để điền còn trống: đã bỏ lời nhắc trong ô")
            return
        if element.tag == "hyperlink":
            link = self._outward(element) or link
        elif element.tag == "fldSimple":
            if fields.is_dropped(element.get("instr", "")):
                return
            link = self._allowed(fields.link_in(element.get("instr", ""))) or link
        yield from self._spans(element, link)

    def _inserted(self, element: Element) -> None:
        if words := shortened(words_in(element)):
            self.report.add(f"chữ thêm vào (Track Changes) được giữ: “{words}”")

    def _deleted(self, element: Element) -> None:
        deleted = [text.text or "" for text in element.iter() if text.tag in ("delText", "t")]
        if words := shortened("".join(deleted)):
            self.report.add(f"chữ đã xóa (Track Changes) được bỏ: “{words}”")

    def _outward(self, element: Element) -> str:
        """Where a link leads, when that is out of the document."""
        relation = self.package.relations.get(element.get("r_id", ""))
        if relation is None or not relation.is_outside:
            return ""
        anchor = element.get("anchor", "")
        return self._allowed(f"{relation.target}#{anchor}" if anchor else relation.target)

    def _allowed(self, link: str) -> str:
        link = link.strip()
        if not link or _LINK.fullmatch(link):
            return link
        self.report.add(f"liên kết tới “{shortened(link)}” không dùng được trên trang: đã bỏ liên kết, giữ chữ")
        return ""

    def _formula(self, element: Element) -> Iterator[Span]:
        words = "".join(text.text or "" for text in element.iter("m_t"))
        self.report.add(f"công thức “{shortened(words)}” chỉ còn là chữ: hãy viết lại bằng lời, hoặc chụp thành ảnh")
        yield Span(words)

    def _run(self, run: Element, link: str) -> Iterator[Span]:
        set_on = self.styles.set_on(run, self.paragraph)
        words = words_in(run)
        if set_on.is_hidden and words.strip():
            self.report.add(f"chữ ẩn trong Word đã bỏ: “{shortened(words)}”")
            return
        if words.strip() and set_on.is_marked:
            self.report.add(f"chữ tô màu đánh dấu “{shortened(words)}”: hãy xem có việc gì chưa xong ở đó")
        if words.strip() and set_on.is_underlined and not (link or self.open_fields.link):
            self.report.tidied["chỗ gạch chân đã bỏ (trên trang, gạch chân là liên kết)"] += 1
        for element in run:
            for span in self._piece(element, set_on.font, set_on.look):
                plain = span.kind == "words" and set_on.is_capitals
                shown = replace(span, text=span.text.upper()) if plain else span
                outward = self._allowed(self.open_fields.link) or link
                yield replace(shown, link=outward) if span.kind == "words" else shown

    def _piece(self, element: Element, font: str, look: Look) -> Iterator[Span]:
        """What one element of a run shows."""
        if self.open_fields.take(element):
            if element.tag == "fldChar" and self.open_fields.is_contents:
                self._contents()
        elif element.tag in _TEXTS or element.tag == "t":
            yield from self._words(_TEXTS.get(element.tag, element.text or ""), font, look)
        elif element.tag in ("br", "cr"):
            if element.get("type") in ("page", "column"):
                self.report.tidied["chỗ ngắt trang đã bỏ"] += 1
            else:
                yield Span("", kind="break")
        elif element.tag == "sym":
            yield from self._words(_symbol(element), element.get("font", ""), look)
        elif element.tag in ("footnoteReference", "endnoteReference"):
            self.notes.append((element.tag.removesuffix("Reference"), element.get("id", "")))
            yield Span(str(len(self.notes)), kind="note")
        elif element.tag == "commentReference":
            self._comment(element.get("id", ""))
        elif element.tag == "mc_AlternateContent":
            for inner in alternative(element):
                yield from self._piece(inner, font, look)
        elif element.tag in ("drawing", "pict", "object"):
            yield from self._drawing(element)

    def _words(self, text: str, font: str, look: Look) -> Iterator[Span]:
        if is_sign_font(font):
            text, unknown = signs(text, font)
            if unknown:
                self.report.add(
                    f"{unknown} dấu của phông {font} không chuyển được, đã bỏ: hãy xem trong Word là dấu gì"
                )
        else:
            self._keep_passage(text, font)
        yield Span(text, look)

    def _keep_passage(self, text: str, font: str) -> None:
        """What is written in one font in one paragraph is looked at together."""
        last = self.passages[-1] if self.passages else None
        if last and last.font == font and last.paragraph is self.paragraph:
            self.passages[-1] = replace(last, text=last.text + text)
        else:
            self.passages.append(Passage(text, font, self.paragraph))

    def _comment(self, key: str) -> None:
        self.report.add(f"lời bình bên lề đã bỏ: “{shortened(self._comments.get(key, ''))}”")

    @cached_property
    def _comments(self) -> dict[str, str]:
        comments = self.package.related("comments")
        return {} if comments is None else {each.get("id", ""): words_in(each) for each in comments.iter("comment")}

    def _drawing(self, element: Element) -> Iterator[Span]:
        yield from self.drawings.pictures(element)
        for box in outermost(element, "txbxContent"):
            words = words_in(box)
            if words.strip():
                self.report.add(f"khung chữ “{shortened(words)}” được đưa xuống dưới đoạn này: hãy xem đúng chỗ chưa")
            paragraph, outer, self.behind = self.paragraph, self.behind, []
            self.behind = [*outer, *self.blocks(box)]
            self.paragraph = paragraph

    def noted(self) -> Iterator[tuple[Span, ...]]:
        """The words of each note, in the order of their numbers."""
        parts = {kind: self.package.part(f"{kind}s") for kind, _ in self.notes}
        for kind, key in list(self.notes):
            part = parts[kind]
            if part is None:
                yield ()
                continue
            self.package = self.drawings.package = part
            found = [each for each in part.body.iter(kind) if each.get("id") == key]
            blocks = [block for each in found for block in self.blocks(each) if isinstance(block, Paragraph)]
            yield tuple(_lines(blocks))


_TEXTS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": _HARD_HYPHEN, "softHyphen": _SOFT_HYPHEN}


def _lines(blocks: Iterable[Paragraph]) -> Iterator[Span]:
    for number, block in enumerate(blocks):
        if number:
            yield Span("", kind="break")
        yield from block.spans


def _children(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, wherever Word wraps them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE or child.tag == "sdt":
            yield from _children(child, tag)


def _symbol(element: Element) -> str:
    code = element.get("char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""


def _whole(element: Element) -> int:
    said = element.get("val", "1")
    return min(int(said), 63) if said.isdigit() else 1
