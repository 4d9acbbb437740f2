"""The body of a Word document → paragraphs and tables in the order in which they are read.

What a page cannot show is left out and told, beside the words where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, TypeVar
from xml.etree.ElementTree import Element

from .characters import tidied
from .chunks import words_of_chunk
from .drawings import Drawings
from .fields import GONE
from .model import Block, Cell, ImportReport, Paragraph, Span, Table
from .numbering import Numbering, left_of
from .outline import LETTERHEAD_DROPPED, is_letterhead
from .package import Package, alternative, words_in
from .runs import INLINE, INSERTED, INSIDE, Note, RunReader, as_lines
from .styles import OFF, Styles

_MERGED = "bảng có ô gộp, trang không gộp được: chữ nằm ở ô đầu, các ô kia để trống. Hãy xem lại"
_LAYOUT = "bảng chỉ để dàn trang: đã đưa từng ô vào bài theo thứ tự"
_CHUNK = "một tệp khác được chèn nguyên vào đây, không chuyển được: hãy mở tệp ấy và chép chữ vào"
_JOINED = "chỗ ngắt đoạn đã xóa (Track Changes): đã nối với đoạn sau"
_JOINED_AS_SHOWN = "chỗ ngắt đoạn ẩn trong Word: đã nối với đoạn sau, như Word hiện"
_MERGES: tuple[tuple[str, Literal["left", "above"]], ...] = (("tcPr/vMerge", "above"), ("tcPr/hMerge", "left"))
_MOST_NESTED = 40
_UNREADABLE = (
    "không đọc được chữ trong tệp này. Hãy mở bằng Word, chép cả bài (Ctrl+A, Ctrl+C) sang một tệp mới, lưu kiểu "
    ".docx, rồi gõ lại lệnh với tệp mới"
)
T = TypeVar("T")


@dataclass
class WordReader:
    """Reads a document from its beginning to its end.

    `as_it_is`: a document that is published word for word keeps its letterhead and its quotation marks.
    """

    words: RunReader
    numbering: Numbering
    as_it_is: bool = False
    behind: list[Block] = field(default_factory=list)  # what floats beside a paragraph and follows it
    carried: tuple[Span, ...] = ()  # the words of a paragraph that has no end of its own
    nested: int = 0

    @classmethod
    def of(cls, package: Package, report: ImportReport, drawings: Drawings, as_it_is: bool = False) -> WordReader:
        styles = Styles(package.related("styles"), package.related("theme"))
        words = RunReader(package, report, styles, drawings, lambda box: None)
        reader = cls(words, Numbering.of(package.related("numbering")), as_it_is)
        words.boxed = reader._box
        words.open_fields.know(package.body)
        return reader

    @property
    def report(self) -> ImportReport:
        return self.words.report

    # --- blocks ---

    def document(self) -> Iterator[Block]:
        """The whole text."""
        yield from self._story(self.words.package.body)
        self.words.tell_of_contents()

    def _story(self, parent: Element) -> list[Block]:
        """A text with a beginning and an end: the document, a cell, a box, a note."""
        outer, self.carried = self.carried, ()
        found = [*self._blocks(parent), *self._rest()]
        self.carried = outer
        return found

    def _rest(self) -> Iterator[Block]:
        """The words of a last paragraph that has no end of its own."""
        if self.carried:
            spans, self.carried = self.carried, ()
            yield from self._finished(Element("p"), self._tidied(spans))

    def _blocks(self, parent: Element) -> Iterator[Block]:
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
            yield from [*self._rest(), *self._table(element)]
        elif _is_contents(element):
            self.report.at("")
            self.words.contents_line(words_in(element))
        elif element.tag == "mc_AlternateContent":
            yield from self._blocks(alternative(element))
        elif element.tag in INLINE or (element.tag in INSERTED and element.find("p") is None):
            yield from self._paragraph(_holding(element))
        elif element.tag in INSIDE:
            if not self.words.is_placeholder(element):
                yield from self._blocks(element)
        elif element.tag in GONE:
            self.words.deleted(element)
        elif element.tag == "altChunk":
            words = words_of_chunk(self.words.package, element.get("r_id", ""))
            self.report.leave_out(_CHUNK, words or "…")
        else:
            self.words.unknown(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        self.report.at(words_in(element))
        if self.words.styles.is_contents(element):
            self.words.skip(element)
            return
        if len(element.findall(".//r/tab")) > 1:
            self.report.add("dòng này dùng dấu Tab để chia cột. Nếu là bảng thì hãy kẻ bảng trong Word rồi gõ lại lệnh")
        outer, self.words.paragraph = self.words.paragraph, element
        around, self.behind = self.behind, []
        raw = tuple(self.words.spans(element))
        self.words.paragraph = outer
        self.words.open_fields.end_paragraph()
        behind, self.behind = self.behind, around
        if self._goes_on(element):
            self.carried += raw
        else:
            spans, self.carried = self.carried + raw, ()
            yield from self._finished(element, self._tidied(spans))
        yield from behind

    def _goes_on(self, element: Element) -> bool:
        """Whether a paragraph has no end that Word shows: its words stand in one line with those of the next."""
        properties = element.find("pPr")
        if properties is None:
            return False
        if any(each.tag in GONE for each in properties.findall("rPr/*")):
            self.report.add(_JOINED)
            return True
        hidden = self.words.styles.set_on(properties, element, self.words.table).is_hidden
        if hidden or _is_set(properties.find("rPr/specVanish")):
            self.report.add(_JOINED_AS_SHOWN)
            return True
        frame = properties.find("framePr")
        return frame is not None and frame.get("dropCap", "none") != "none"

    def _tidied(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tidied(spans, self.report, self.as_it_is)

    def _finished(self, element: Element, spans: tuple[Span, ...]) -> Iterator[Paragraph]:
        """The paragraph, and its pictures each by itself, before or behind it as they stand."""
        words = [at for at, span in enumerate(spans) if span.kind in ("words", "note") and span.text.strip()]
        marker = self.numbering.next(element, self.words.styles)
        marker = marker if words else None  # an empty item is counted as Word counts it
        properties = self.words.styles.paragraph_properties(element)
        paragraph = Paragraph(
            tuple(span for span in spans if span.kind != "picture"),
            self.words.styles.level(element),
            marker,
            left_of(properties) or 0,
            _align(properties),
            place=self.report.place,
        )
        left = marker.left if marker else paragraph.left
        pictures = [(at, Paragraph((span,), left=left)) for at, span in enumerate(spans) if span.kind == "picture"]
        yield from (picture for at, picture in pictures if words and at < words[0])
        if words:
            yield paragraph
        yield from (picture for at, picture in pictures if not words or at > words[0])

    def _box(self, box: Element) -> None:
        """A box beside a paragraph: its text follows that."""
        paragraph = self.words.paragraph
        self.behind += self._story(box)
        self.words.paragraph = paragraph

    # --- tables ---

    def _table(self, element: Element) -> Iterator[Block]:
        self.report.at(words_in(element))
        place = self.report.place
        if self.nested == 1 and not self.as_it_is and is_letterhead(words_in(element)):
            self.report.leave_out(LETTERHEAD_DROPPED, words_in(element))
            return
        outer, self.words.table = self.words.table, element
        rows = [self._row(row) for row in self._parts(element, "tr")]
        rows = [row for row in rows if any(cell.blocks for cell in row)]
        self.words.table = outer
        if len(rows) <= 1:
            cells = [cell for row in rows for cell in row if cell.blocks]
            if len(cells) > 1:
                self.report.add(_LAYOUT, place)
            yield from (block for cell in cells for block in cell.blocks)
        else:
            merged = element.find(".//gridSpan") is not None or element.find(".//vMerge") is not None
            if merged and not self.as_it_is:
                self.report.add(_MERGED, place)
            width = max(len(row) for row in rows)
            yield Table(tuple(row + (Cell(),) * (width - len(row)) for row in rows), place)

    def _parts(self, element: Element, tag: str) -> Iterator[Element]:
        """The rows of a table, the cells of a row, wherever Word wraps them."""
        for child in element:
            if child.tag == tag:
                yield child
            elif child.tag == "mc_AlternateContent":
                yield from self._parts(alternative(child), tag)
            elif child.tag in INSIDE:
                if not self.words.is_placeholder(child):
                    yield from self._parts(child, tag)
            elif child.tag in GONE:
                self.words.deleted(child)
            else:
                self.words.unknown(child)

    def _row(self, row: Element) -> tuple[Cell, ...]:
        if row.find("trPr/del") is not None:
            self.words.deleted(row)
            return ()
        if _is_set(row.find("trPr/hidden")):
            self.words.hidden(row)
            return ()
        before = row.find("trPr/gridBefore")
        cells = [Cell()] * (_whole(before) if before is not None else 0)
        for cell in self._parts(row, "tc"):
            wide = cell.find("tcPr/gridSpan")
            cells.append(self._cell(cell))
            cells += [Cell(joined="left")] * ((_whole(wide) if wide is not None else 1) - 1)
        return tuple(cells)

    def _cell(self, cell: Element) -> Cell:
        """A cell; one that was deleted, or that Word covers with the one above or before it, shows nothing."""
        if cell.find("tcPr/cellDel") is not None:
            self.words.deleted(cell)
            return Cell()
        for tag, side in _MERGES:
            merged = cell.find(tag)
            if merged is not None and merged.get("val", "continue") == "continue":
                self.report.leave_out("chữ trong ô gộp mà Word không hiện, đã bỏ", words_in(cell))
                return Cell(joined=side)
        return Cell(tuple(self._story(cell)))

    # --- notes ---

    def noted(self) -> Iterator[tuple[Note, tuple[Span, ...]]]:
        """Each note with its words, in the order of their numbers."""
        parts = {note.kind: self.words.package.part(f"{note.kind}s") for note in self.words.notes}
        for each in parts.values():
            self.words.open_fields.know(each.body if each else Element("none"))
        for note in list(self.words.notes):
            found = list[Element]()
            if part := parts[note.kind]:
                self.words.package = self.words.drawings.package = part
                found = [each for each in part.body.iter(note.kind) if each.get("id") == note.id]
            yield note, self._tidied(tuple(as_lines(block for each in found for block in self._story(each))))


def whatever_it_holds(read: Callable[[], T]) -> T:
    """What `read` makes of a document. Raises ValueError, with what to do for an officer, where it cannot be read."""
    try:
        return read()
    except ValueError:
        raise
    except Exception as error:  # a broken document can lead anywhere; no traceback reaches an officer
        raise ValueError(_UNREADABLE) from error


def tell_of_margins(package: Package, report: ImportReport) -> None:
    """What stands above and below each page of paper is no part of a text."""
    words = [package.words_of(kind) for kind in ("header", "footer")]
    report.leave_out("chữ ở đầu trang, chân trang của tờ giấy đã bỏ", " / ".join(chain.from_iterable(words)), 0)


def _is_contents(element: Element) -> bool:
    gallery = element.find("sdtPr/docPartObj/docPartGallery") if element.tag == "sdt" else None
    return gallery is not None and "table of contents" in gallery.get("val", "").lower()


def _holding(element: Element) -> Element:
    """A paragraph around words that stand in none."""
    paragraph = Element("p")
    paragraph.append(element)
    return paragraph


def _align(properties: list[Element]) -> Literal["", "center", "right"]:
    align = next((found.get("val", "") for each in properties if (found := each.find("jc")) is not None), "")
    return "center" if align == "center" else "right" if align in ("right", "end") else ""


def _is_set(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in OFF


def _whole(element: Element) -> int:
    said = element.get("val", "1")
    return min(int(said), 63) if said.isdigit() else 1
