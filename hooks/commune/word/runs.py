"""The words of a paragraph: runs, links, fields, what was inserted or deleted, boxes, notes, signs.

What Word does not show is left out. What Word shows and a text cannot hold is left out and told with its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree.ElementTree import Element

from . import fields
from .characters import FontRun, is_sign_font, signs
from .drawings import Drawings
from .fields import GONE
from .model import Block, ImportReport, Paragraph, Span, SpanLook, shortened
from .package import Package, alternative, hidden_shapes, outermost, symbol_in, words_in
from .styles import OFF, Set, Styles

INSERTED = {"ins", "moveTo", "?conflictIns"}
INSIDE = {"hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdt", "sdtContent", "rubyBase", *INSERTED}
FORMULAS = {"m_oMath", "m_oMathPara"}
INLINE = {"r", "hyperlink", "fldSimple", "bdo", "dir", "subDoc", *FORMULAS}  # what else is words without a paragraph
_WEB = re.compile(r"^(www\.)(?=\S)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_HARD_HYPHEN, _SOFT_HYPHEN = "\u2011", "\u00ad"
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": _HARD_HYPHEN, "softHyphen": _SOFT_HYPHEN}
_COMPUTED = {"dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum"}
_PLACEHOLDER = "một ô để điền còn trống: đã bỏ lời nhắc trong ô"
_CONTENTS = "mục lục đã bỏ: người đọc dùng các đề mục"
_PAPER = "số trang do Word tự tính đã bỏ"
_UNKNOWN = "chữ ở một chỗ máy không đọc được, đã bỏ: hãy chép vào bằng tay"


@dataclass(frozen=True)
class Note:
    """A footnote or an endnote that a text refers to, and where it does."""

    kind: str
    id: str
    place: int


@dataclass
class RunReader:
    """Reads words from the beginning of a document to its end; `passages` are they as they stand, with their fonts.

    `boxed` reads what floats beside a paragraph.
    """

    package: Package
    report: ImportReport
    styles: Styles
    drawings: Drawings
    boxed: Callable[[Element], None]
    passages: list[FontRun] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)  # in the order of their numbers
    open_fields: fields.Fields = field(default_factory=fields.Fields)
    paragraph: Element = field(default_factory=lambda: Element("p"))
    table: Element | None = None
    contents: list[str] = field(default_factory=list)  # the words of tables of contents
    contents_place: int | None = None

    # --- what is left out ---

    def contents_line(self, words: str) -> None:
        """Words of a table of contents are left out."""
        if self.contents_place is None:
            self.contents_place = self.report.place
            self.report.add(_CONTENTS)
        self.contents.append(words)

    def skip(self, paragraph: Element) -> None:
        """A line of a table of contents: a field that begins or ends in it does so."""
        for mark in paragraph.iter():
            self.open_fields.take(mark)
        self.contents_line(words_in(paragraph))

    def tell_of_contents(self) -> None:
        """The words of a table of contents are told once, at its beginning."""
        if self.contents_place is not None and (words := " ".join(self.contents).strip()):
            self.report.findings.pop((self.contents_place, _CONTENTS), None)
            self.report.leave_out(_CONTENTS, words, self.contents_place)

    def is_placeholder(self, element: Element) -> bool:
        """Whether an element is a slot that nobody filled in, which is told."""
        if element.tag != "sdt" or element.find("sdtPr/showingPlcHdr") is None:
            return False
        self.report.leave_out(_PLACEHOLDER, words_in(element))
        return True

    def unknown(self, element: Element) -> None:
        """What is none of Word's marks that we know: its words, if any, are not lost in silence."""
        if element.tag == "subDoc":
            self.report.add("một tệp khác được gắn vào đây (tài liệu con), không chuyển được: hãy chép chữ của nó")
        elif not element.tag.endswith("Pr"):
            self.report.leave_out(_UNKNOWN, words_in(element))

    def deleted(self, element: Element) -> None:
        self._hidden("chữ đã xóa (Track Changes) được bỏ", _deleted_words(element))

    def hidden(self, element: Element) -> None:
        self._hidden("chữ ẩn trong Word đã bỏ", words_in(element))

    def _hidden(self, what: str, words: str) -> None:
        if words := shortened(words):
            self.report.add(f"{what}: “{words}”")

    # --- words ---

    def spans(self, parent: Element, link: str = "") -> Iterator[Span]:
        for element in parent:
            if element.tag == "r":
                yield from self._run(element, link)
            elif element.tag in INSIDE:
                yield from self._inside(element, link)
            elif element.tag in GONE:
                self.deleted(element)
            elif element.tag in FORMULAS:
                yield from self._formula(element)
            elif element.tag == "mc_AlternateContent":
                yield from self.spans(alternative(element), link)
            else:
                self.unknown(element)

    def _inside(self, element: Element, link: str) -> Iterator[Span]:
        if element.tag in INSERTED:
            self._hidden("chữ thêm vào (Track Changes) được giữ", words_in(element))
        if self.is_placeholder(element):
            return
        if element.tag == "hyperlink":
            link = self._outward(element) or link
        elif element.tag == "fldSimple":
            asked = element.get("instr", "")
            if (kind := fields.kind_of(asked)) != "shown":
                self._not_in_a_text(kind, words_in(element))
                return
            link = self._allowed(fields.link_in(asked)) or link
        yield from self.spans(element, link)

    def _not_in_a_text(self, kind: str, words: str) -> None:
        if kind == "contents":
            self.contents_line(words)
        elif kind == "paper":
            self.report.leave_out(_PAPER, words)

    def _outward(self, element: Element) -> str:
        """Where a link leads, when that is out of the document."""
        relation = self.package.relations.get(element.get("r_id", ""))
        if relation is None or not relation.is_outside:
            return ""
        anchor = element.get("anchor", "")
        return self._allowed(f"{relation.target}#{anchor}" if anchor else relation.target)

    def _allowed(self, link: str) -> str:
        link = _WEB.sub(lambda web: f"{'http://' if web[1] else ''}{web.group()}", link.strip())
        if link.lower().startswith(("http", "mailto:")):
            link = re.sub(r"\s+", "%20", link)  # Word opens such an address; a page ends it at the space
        if not link or _LINK.fullmatch(link):
            return link
        self.report.add(f"liên kết tới “{shortened(link)}” không dùng được trên trang: đã bỏ liên kết, giữ chữ")
        return ""

    def _formula(self, element: Element) -> Iterator[Span]:
        words = "".join(_of_formula(element))
        self.report.add(f"công thức “{shortened(words)}” chỉ còn là chữ: hãy viết lại bằng lời, hoặc chụp thành ảnh")
        yield Span(words)

    # --- runs ---

    def _run(self, run: Element, link: str) -> Iterator[Span]:
        set_on = self.styles.set_on(run, self.paragraph, self.table)
        if set_on.is_hidden or set_on.is_hidden_on_pages:
            self._hidden_run(run, set_on)
            return
        words = words_in(run)
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

    def _hidden_run(self, run: Element, set_on: Set) -> None:
        """Nothing of it is taken over; but the marks of fields are, which are often hidden themselves."""
        for mark in run:
            self.open_fields.take(mark)
        if self.open_fields.state == "code":
            return
        if set_on.is_hidden:
            self.hidden(run)
        else:
            self.report.leave_out("chữ chỉ hiện trên giấy (Word ẩn khi xem dạng trang web) đã bỏ", words_in(run))
        if any(each.tag in ("drawing", "pict", "object", "mc_AlternateContent") for each in run):
            self.report.tidied["hình ẩn trong Word đã bỏ"] += 1

    def _piece(self, element: Element, font: str, look: SpanLook) -> Iterator[Span]:
        """What one element of a run shows."""
        if element.tag in ("fldChar", "instrText"):
            yield from self._field(element, look)
        elif (state := self.open_fields.state) != "shown":
            self._not_in_a_text(state, words_in(_wrapped(element)))
        elif element.tag == "t" or element.tag in _SIGNS:
            yield from self._words(_SIGNS.get(element.tag, element.text or ""), font, look)
        elif element.tag in ("br", "cr"):
            if element.get("type") in ("page", "column"):
                self.report.tidied["chỗ ngắt trang đã bỏ"] += 1
            yield Span("", kind="break")
        elif element.tag == "sym":
            yield from self._words(symbol_in(element), element.get("font", ""), look)
        elif element.tag in ("mc_AlternateContent", "ruby"):
            yield from self._inner(element, font, look)
        else:
            yield from self._other(element)

    def _other(self, element: Element) -> Iterator[Span]:
        """What is no word of the run itself."""
        if element.tag in ("footnoteReference", "endnoteReference"):
            kind = element.tag.removesuffix("Reference")
            self.notes.append(Note(kind, element.get("id", ""), self.report.place))
            yield Span(str(len(self.notes)), kind="note")
        elif element.tag == "commentReference":
            self.report.leave_out("lời bình bên lề đã bỏ", self._comments.get(element.get("id", ""), "…"))
        elif element.tag in ("drawing", "pict", "object"):
            yield from self._drawing(element)
        elif element.tag in _COMPUTED:
            self.report.add("ngày tháng hay số trang Word tự điền ở đây đã bỏ: hãy gõ bằng tay, nếu cần")
        elif element.tag == "delText":
            self._hidden("chữ đã xóa (Track Changes) được bỏ", element.text or "")
        elif element.tag == "?contentPart" or element.tag == "contentPart":
            self.report.add("nét viết tay ở đây không chuyển được: hãy gõ lại bằng chữ")
        else:
            self.unknown(element)

    def _field(self, element: Element, look: SpanLook) -> Iterator[Span]:
        ended = self.open_fields.take(element)
        if ended is None or self.open_fields.state != "shown":
            return
        if ended.words and not ended.has_words:
            yield Span(ended.words, look)
        elif ended.is_lost:
            asked = shortened(ended.instruction)
            self.report.leave_out("chỗ này Word tự tính, không có chữ trong tệp: hãy gõ lại bằng tay", asked)

    def _inner(self, element: Element, font: str, look: SpanLook) -> Iterator[Span]:
        """One form of what is written in several; words with small ones above them, which follow in brackets."""
        if element.tag == "mc_AlternateContent":
            for inner in alternative(element):
                yield from self._piece(inner, font, look)
            return
        for base in element.findall("rubyBase"):
            yield from self.spans(base)
        for above in element.findall("rt"):
            if words_in(above):
                self.report.add(f"chữ nhỏ ghi phía trên “{shortened(words_in(above))}” được đưa vào trong ngoặc")
                yield from (Span(" (", look), *self.spans(above), Span(")", look))

    def _words(self, text: str, font: str, look: SpanLook) -> Iterator[Span]:
        self.open_fields.wrote()
        if is_sign_font(font):
            text, unknown = signs(text, font)
            what = f"{len(unknown)} dấu của phông {font} không chuyển được, đã bỏ: hãy xem trong Word là dấu gì"
            self.report.leave_out(what, unknown)
        else:
            self._keep_passage(text, font)
        yield Span(text, look)

    def _keep_passage(self, text: str, font: str) -> None:
        """What is written in one font in one paragraph is looked at together."""
        last = self.passages[-1] if self.passages else None
        if last and last.font == font and last.paragraph is self.paragraph:
            self.passages[-1] = replace(last, text=last.text + text)
        else:
            self.passages.append(FontRun(text, font, self.paragraph))

    @cached_property
    def _comments(self) -> dict[str, str]:
        comments = self.package.related("comments")
        return {} if comments is None else {each.get("id", ""): words_in(each) for each in comments.iter("comment")}

    def _drawing(self, element: Element) -> Iterator[Span]:
        for shape in hidden_shapes(element):
            self._hidden("hình, khung chữ ẩn trong Word đã bỏ", words_in(shape))
        yield from self.drawings.pictures(element)
        for box in outermost(element, "txbxContent"):
            words = words_in(box)
            if words.strip():
                self.report.add(f"khung chữ “{shortened(words)}” được đưa xuống dưới đoạn này: hãy xem đúng chỗ chưa")
            self.boxed(box)


def _wrapped(element: Element) -> Element:
    """The element as a part of something."""
    holder = Element("holder")
    holder.append(element)
    return holder


def _deleted_words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter() if text.tag in ("delText", "t", "m_t"))


def _of_formula(element: Element) -> Iterator[str]:
    """The words of a formula that Word shows: nothing deleted, hidden, or there only for the room that it takes."""
    for child in element:
        shown = child.find("m_phantPr/m_show") if child.tag == "m_phant" else None
        ghost = shown is not None and shown.get("m_val", "1") in OFF
        vanish = child.find("rPr/vanish")
        if child.tag in GONE or ghost or (vanish is not None and vanish.get("val", "1") not in OFF):
            continue
        if child.tag in ("m_t", "t"):
            yield child.text or ""
        yield from _of_formula(child)


def as_lines(blocks: Iterable[Block]) -> Iterator[Span]:
    """Paragraphs and tables one under the other, as lines of one paragraph."""
    for number, block in enumerate(paragraphs_in(blocks)):
        if number:
            yield Span("", kind="break")
        if block.marker and block.marker.kind != "dot":
            yield Span(f"{block.marker.label} ")
        yield from block.spans


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs, also those of tables: row by row, cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (each for row in block.rows for cell in row for each in paragraphs_in(cell.blocks))
