"""A PDF as the public may have it: pages, links and tags; nothing that hides, runs or leads to other files."""

# ruff: noqa: SIM118 (an element is no mapping)

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from . import pdf_marks as marks
from .hidden import HiddenWords, Report
from .pdf_growth import refuse_endless
from .pdf_objects import (
    BROKEN,
    HUGE,
    Entry,
    as_list,
    file_of,
    inflated,
    is_array,
    is_container,
    is_dictionary,
    is_stream,
    is_tag,
    keep,
    letters_of,
    number_of,
    size_unpacked,
    text_of,
    words_on_pages,
)
from .stripping import strip_picture

MOST_OBJECTS = 300_000
MOST_PIXELS = 120_000_000  # of one picture
_ALL_PIXELS = 1_500_000_000
_MOST_UNPACKED = 200_000_000  # bytes of all streams together that are no pictures
_LONGEST_PAGE = 20_000  # points: 7 metres
_LOCKED = "tệp PDF có mật khẩu hoặc bị khóa: hãy lưu lại không đặt mật khẩu rồi đưa lên"
_LAYERS = (
    "tệp PDF có lớp (layer) đang ẩn, ai tải tệp cũng bật lên xem được. Hãy mở tệp gốc, xóa lớp ấy, rồi xuất lại PDF"
)
_REDACTED = (
    "tệp PDF có chỗ được đánh dấu để che (Redact) mà chưa che thật: chữ ở dưới còn nguyên. Hãy bấm Apply Redactions, "
    "hoặc xóa hẳn chữ ấy trong tệp gốc, rồi xuất lại"
)
_UNSEEN = (
    "tệp PDF có {}: người đọc không thấy, nhưng ai tải tệp cũng chép ra được. Hãy xóa hẳn chữ ấy (hoặc cho hiện) "
    "trong tệp gốc, rồi xuất lại PDF; vẽ hình che lên thì chữ vẫn còn"
)
_MOST_TOLD = 3
_NO_PAGE = "tệp PDF này không có trang nào: hãy xuất lại PDF từ tệp gốc"


def clean_pdf(data: bytes, report: Report) -> bytes:
    """The same pages, written anew. Raises ValueError, with a sentence for an officer."""
    import pikepdf  # slow to load, and most builds find their files cleaned already

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise ValueError(_LOCKED)
            made = _Cleaner(pdf, report).cleaned()
    except pikepdf.PasswordError as error:
        raise ValueError(_LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(BROKEN) from error
    _judge_unseen(made, report)
    return made


def _judge_unseen(data: bytes, report: Report) -> None:
    from .pdf_seen import unseen_words  # slow to load too

    unseen = unseen_words(data)
    for words in unseen.scanned:
        report.keep("chữ máy đọc ra từ ảnh quét", words)
    if unseen.hidden:
        places = list(dict.fromkeys(f"{kind} (trang {page})" for page, kind, _ in unseen.hidden))
        more = [f"{len(places) - _MOST_TOLD} chỗ nữa"] if len(places) > _MOST_TOLD else []
        told = ", ".join([*places[:_MOST_TOLD], *more])
        raise HiddenWords(_UNSEEN.format(told), [words for _, _, words in unseen.hidden])


class _Cleaner:
    """One document. Each dictionary is known by where it hangs, and keeps the keys of its kind."""

    def __init__(self, pdf: Any, report: Report) -> None:
        self.pdf, self.report = pdf, report
        self.unpacked = self.pixels = 0
        self.shown: set[tuple[int, int]] = set()  # annotations that stay, by number

    def cleaned(self) -> bytes:
        if len(self.pdf.objects) > MOST_OBJECTS:
            raise ValueError(HUGE)
        root = self.pdf.Root
        self._refuse_hidden_layers(root)
        self._tell_of_info()
        keep(root, marks.CATALOG)
        if is_dictionary(root.get("/Names")):
            keep(root.Names, marks.NAMES)
        for page in self._pages():
            self._page(page)
        self._form(root)
        self._outlines(root)
        for each in self._reached(root):
            self._any(each)
        refuse_endless(self._pages())
        return self._written()

    def _written(self) -> bytes:
        import pikepdf

        for key in [key for key in self.pdf.trailer.keys() if key not in ("/Root", "/Size")]:
            del self.pdf.trailer[key]
        file = BytesIO()
        self.pdf.save(
            file,
            deterministic_id=True,
            compress_streams=False,  # packed as they were: the same bytes each time
            object_stream_mode=pikepdf.ObjectStreamMode.disable,  # the editor can look into it
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return file.getvalue()

    def _pages(self) -> list[Entry]:
        pages = [page.obj for page in self.pdf.pages]
        if not pages:
            raise ValueError(_NO_PAGE)
        return pages

    def _tell_of_info(self) -> None:
        info = self.pdf.trailer.get("/Info")
        for key in ("/Author", "/Title", "/Subject", "/Keywords"):
            if is_dictionary(info) and (said := text_of(info.get(key))):
                self.report.remove("tên người soạn, tên tệp", said)

    # --- pages and what lies on them

    def _page(self, page: Entry) -> None:
        keep(page, marks.PAGE)
        for key in ("/MediaBox", "/CropBox"):
            box = [float(each) for each in page.get(key, ())]
            if len(box) == 4 and (abs(box[2] - box[0]) > _LONGEST_PAGE or abs(box[3] - box[1]) > _LONGEST_PAGE):
                raise ValueError(HUGE)
        found = page.get("/Annots")
        if found is None:
            return
        kept = [each for each in found if is_dictionary(each) and self._annotation(each)] if is_array(found) else []
        del page["/Annots"]
        if kept:
            page["/Annots"] = self._array(kept)
        self.shown |= {each.objgen for each in kept}

    def _array(self, kept: list[Entry]) -> Entry:
        import pikepdf

        return pikepdf.Array(kept)

    def _annotation(self, entry: Entry) -> bool:
        """Whether an annotation is drawn on the page; of one that is, what is not drawn goes."""
        kind, flags = str(entry.get("/Subtype", "")), number_of(entry.get("/F"))
        if kind == "/Redact":
            raise ValueError(_REDACTED)
        hidden = flags & 2 or (flags & 32 and not flags & 4)  # Hidden; NoView and not Print
        drawn = kind in ("/Link", "/Widget") or (kind in marks.DRAWN_ANNOTATIONS and "/AP" in entry)
        if kind == "/Link" and self._leads_nowhere(entry):
            return False
        if kind not in ("/Link", "/Widget") or hidden:
            self._tell_of_remark(entry, kind)
        if hidden or not drawn:
            return False
        self.report.keep("lời tả hình", text_of(entry.get("/Contents")) if kind == "/Link" else "")
        keep(entry, marks.LINK if kind == "/Link" else marks.FIELD if kind == "/Widget" else marks.ANNOTATION)
        return True

    def _tell_of_remark(self, entry: Entry, kind: str) -> None:
        words = text_of(entry.get("/Contents")) or text_of(entry.get("/V"))
        self.report.remove("nhận xét" if kind != "/FileAttachment" else "tệp đính kèm", words)

    def _leads_nowhere(self, entry: Entry) -> bool:
        """Whether a link is left without a target that readers may follow."""
        action = entry.get("/A")
        if action is not None and not self._action(action):
            del entry["/A"]
        return "/A" not in entry and "/Dest" not in entry

    def _action(self, action: Entry) -> bool:
        """Whether an action leads within the document or to an address; it does nothing else afterwards."""
        kind = str(action.get("/S", "")) if is_dictionary(action) else ""
        if kind == "/GoTo":
            keep(action, marks.GO_TO)
            return True
        target = text_of(action.get("/URI")) if kind == "/URI" else ""
        if target.lower().startswith(marks.LINKED_SCHEMES):
            keep(action, marks.URI)
            self.report.keep("liên kết dẫn tới", target)
            return True
        told = target or (text_of(file_of(action.get("/F"))) if is_dictionary(action) else "")
        self.report.remove("liên kết vào máy của người soạn, lệnh chạy", told)
        return False

    # --- forms

    def _form(self, root: Entry) -> None:
        form = root.get("/AcroForm")
        if not is_dictionary(form):
            return
        keep(form, marks.FORM)
        fields = form.get("/Fields")
        if is_array(fields):
            kept = [each for each in fields if is_dictionary(each) and self._field(each, 0)]
            form["/Fields"] = self._array(kept)

    def _field(self, entry: Entry, depth: int) -> bool:
        """Whether a field has a box on a page, itself or below it. What a hidden one holds is gone."""
        if depth > 30:
            return False
        keep(entry, marks.FIELD)
        if entry.get("/FT") == "/Sig" and "/V" in entry:
            del entry["/V"]  # a signature would be broken
        kids = entry.get("/Kids")
        if is_array(kids):
            kept = [each for each in kids if is_dictionary(each) and self._field(each, depth + 1)]
            entry["/Kids"] = self._array(kept)
            return bool(kept)
        return entry.objgen in self.shown or "/Subtype" not in entry

    # --- the rest

    def _outlines(self, root: Entry) -> None:
        """Bookmarks that stand as headings on the pages stay; the words of others are no reader's to see."""
        if not is_dictionary(root.get("/Outlines")):
            return
        titles = [text_of(each.get("/Title")) for each in self._reached(root.Outlines, ("/First", "/Next", "/A"))]
        if unseen := [title for title in titles if title and not self._is_on_page(title)]:
            for title in unseen:
                self.report.remove("mục lục bên lề (bookmark) không có trong trang", title)
            del root["/Outlines"]
            if root.get("/PageMode") == "/UseOutlines":
                del root["/PageMode"]

    def _is_on_page(self, title: str) -> bool:
        return letters_of(title) in self._words

    @property
    def _words(self) -> str:
        if not hasattr(self, "_read"):
            self._read = letters_of(words_on_pages(self._written_as_is()))
        return self._read

    def _written_as_is(self) -> bytes:
        file = BytesIO()
        self.pdf.save(file)
        return file.getvalue()

    def _reached(self, root: Entry, keys: tuple[str, ...] = ()) -> Iterator[Entry]:
        """Every dictionary and stream that can be reached, each given before what it leads to, so it may drop some."""
        waiting, seen, count = [root], set(), 0
        while waiting:
            found, count = waiting.pop(), count + 1
            if found.is_indirect:
                if found.objgen in seen:
                    continue
                seen.add(found.objgen)
            if count > 20 * MOST_OBJECTS:
                raise ValueError(HUGE)
            if is_dictionary(found):
                yield found
                values = (found.get(key) for key in keys) if keys else (value for _, value in found.items())
                waiting += [each for each in values if is_container(each)]
            elif is_array(found):
                waiting += [each for each in found if is_container(each)]

    def _any(self, entry: Entry) -> None:
        """What holds for a dictionary wherever it hangs."""
        for key in [key for key in entry.keys() if key in marks.NOWHERE]:
            del entry[key]
        kind, type_ = str(entry.get("/Subtype", "")), str(entry.get("/Type", ""))
        if (
            "/A" in entry
            and is_dictionary(entry.A)
            and "/S" in entry.A
            and not is_tag(entry)
            and not self._action(entry.A)
        ):
            del entry["/A"]
        for key in ("/OC", "/OCProperties"):
            if key in entry:
                del entry[key]
        if type_ == "/OCG":
            keep(entry, frozenset({"/Type", "/Intent"}))
        elif is_tag(entry):
            keep(entry, marks.TAG)
            self.report.keep("lời tả hình", text_of(entry.get("/Alt")))
        if is_stream(entry):
            self._stream(entry, kind)
        elif "/MK" in entry and is_dictionary(entry.MK):
            keep(entry.MK, marks.LOOK_OF_FIELD)

    def _stream(self, entry: Entry, kind: str) -> None:
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if key in entry and key != "/Filter":
                del entry[key]
        if kind == "/Image":
            self._picture(entry)
            return
        if kind == "/Form":
            keep(entry, marks.DRAWING)
        self.unpacked += size_unpacked(entry, _MOST_UNPACKED - self.unpacked + 1)
        if self.unpacked > _MOST_UNPACKED:
            raise ValueError(HUGE)

    def _picture(self, entry: Entry) -> None:
        keep(entry, marks.PICTURE)
        pixels = number_of(entry.get("/Width")) * number_of(entry.get("/Height"))
        self.pixels += pixels
        if pixels > MOST_PIXELS or self.pixels > _ALL_PIXELS:
            raise ValueError(HUGE)
        filters = [str(each) for each in as_list(entry.get("/Filter"))]
        if filters[-1:] == ["/DCTDecode"]:
            raw = entry.read_raw_bytes()
            for each in filters[:-1]:
                if each != "/FlateDecode":
                    raise ValueError(BROKEN)
                raw = inflated(raw, _MOST_UNPACKED)
            import pikepdf

            entry.write(strip_picture(raw), filter=pikepdf.Name.DCTDecode)

    # --- layers

    def _refuse_hidden_layers(self, root: Entry) -> None:
        properties = root.get("/OCProperties")
        if not is_dictionary(properties):
            return
        layers = [each for each in as_list(properties.get("/OCGs")) if is_dictionary(each)]
        default = properties.get("/D")
        off = {each.objgen for each in as_list(default.get("/OFF"))} if is_dictionary(default) else set()
        on = {each.objgen for each in as_list(default.get("/ON"))} if is_dictionary(default) else set()
        if is_dictionary(default) and default.get("/BaseState", "/ON") != "/ON":
            off |= {each.objgen for each in layers} - on
        hidden = [text_of(each.get("/Name")) for each in layers if each.objgen in off or _is_off(each)]
        if hidden:
            raise HiddenWords(_LAYERS, hidden)
        for each in self._reached(root):
            if each.get("/Type") == "/OCMD" and ("/VE" in each or each.get("/P", "/AnyOn") not in ("/AnyOn", "/AllOn")):
                raise ValueError(_LAYERS)


def _is_off(layer: Entry) -> bool:
    """Whether a layer is seen on the screen and not on paper, or the other way round."""
    usage = layer.get("/Usage")
    states = [usage.get(key) for key in ("/Print", "/View", "/Export")] if is_dictionary(usage) else []
    said = [str(value) for state in states if is_dictionary(state) for _, value in state.items()]
    return "/OFF" in said
