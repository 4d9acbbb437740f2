"""Pictures in a Word document: cleaned, named, and with the words that Word has for those who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from xml.etree.ElementTree import Element

from ..core.text import squeeze
from ..uploads.photos import MOST_DRAWN, as_placed, clean_photo, weight
from .model import ImportReport, Span
from .package import Package, outermost, suffix_of

_VECTOR = {".emf": "EMF", ".wmf": "WMF", ".svg": "SVG", ".tif": "TIFF", ".tiff": "TIFF"}
_NAMES = re.compile(r".*\.(?:jpe?g|png|gif|heic|webp|bmp)|(?:img|dsc|image|picture|hình ảnh|ảnh|hình)[ _-]*\d*", re.I)
# What Word writes by itself is a machine's guess: nobody has said that it is true.
_GUESSED = re.compile(r"automatically generated|ai-generated|được tạo tự động|do ai tạo|tạo bằng ai", re.IGNORECASE)
_PHRASES = {"chart": "biểu đồ", "diagram": "sơ đồ SmartArt"}
_LONGEST_ALT = 250
_QUARTER = 5_400_000  # of a turn, in 60,000ths of a degree
_WHOLE = 100_000  # how Word counts what is cut off


@dataclass(frozen=True)
class Placed:
    """How a picture lies in a document.

    `cut`: what is cut off at the left, top, right and bottom, in parts of the whole; `turns`: quarters to the right.
    """

    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turns: int = 0


@dataclass
class Drawings:
    """Takes pictures out of a document; `files` are those to keep, by the names that they get."""

    package: Package
    report: ImportReport
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # by what tells one picture from another
    left: int = MOST_DRAWN

    def pictures(self, element: Element) -> Iterator[Span]:
        """The pictures of a drawing, but not those in its text boxes. What is no picture is told."""
        found, images = list(outermost(element, "pic_pic")), list(outermost(element, "v_imagedata"))
        if not found and not images:
            self._no_picture(element)
        self._tell_words(element)
        for picture in found:
            blip = picture.find("pic_blipFill/a_blip")
            if blip is not None:
                alt = _alt(element if len(found) == 1 else picture)
                yield from self._picture(blip.get("r_embed", ""), blip.get("r_link", ""), alt, _placed(picture))
        for image in images:
            if element.tag == "object":
                self.report.add("một đối tượng chèn vào (bảng Excel, công thức …) không chuyển được: chụp thành ảnh")
            else:
                yield from self._picture(image.get("r_id", ""), "", _alt(element), _placed_by_vml(image))

    def _no_picture(self, element: Element) -> None:
        data = next(outermost(element, "a_graphicData"), None)
        kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
        if kind in _PHRASES:
            self.report.add(f"{_PHRASES[kind]} không chuyển được: hãy chụp thành ảnh, hoặc viết thành bảng")
        elif next(outermost(element, "txbxContent"), None) is None:
            self.report.tidied["nét vẽ, hình trang trí đã bỏ"] += 1

    def _tell_words(self, element: Element) -> None:
        """Words that are drawn: WordArt, those of a chart or a diagram. Those of its text boxes are read as text."""
        drawn = [each.text or "" for each in outermost(element, "a_t")]
        drawn += [each.get("string", "") for each in outermost(element, "v_textpath")]
        for each in outermost(element, "a_graphicData"):
            drawn += [word for inner in each.iter() for word in self._words_of_part(inner)]
        self.report.leave_out("chữ trong hình vẽ, biểu đồ không chuyển được: hãy gõ lại", " ".join(drawn))

    def _words_of_part(self, element: Element) -> Iterator[str]:
        """The words of the chart or the diagram that an element names."""
        for key in (element.get("r_id"), element.get("r_dm")):
            relation = self.package.relations.get(key or "")
            if relation is not None and relation.kind in ("chart", "chartEx", "diagramData"):
                with suppress(KeyError):
                    part = self.package.part_at(relation.target)
                    yield from (each.text or "" for each in part.iter() if each.tag in ("a_t", "?v"))

    def _picture(self, key: str, link: str, alt: tuple[str, bool], placed: Placed) -> Iterator[Span]:
        relation = self.package.relations.get(key)
        if relation is None or relation.is_outside:
            where = f" ({squeeze(link)})" if link.startswith("http") else ""
            self.report.add(f"ảnh không nằm trong tệp Word{where}, không lấy được: hãy chèn chính ảnh vào")
            return
        try:
            name = self._kept(relation.target, placed)
        except KeyError:
            self.report.add("một ảnh bị thiếu trong tệp Word: hãy chèn lại ảnh ấy")
        except ValueError as error:
            kind = _VECTOR.get(suffix_of(relation.target))
            why = f"ảnh kiểu {kind}: hãy lưu thành PNG hay JPEG" if kind else str(error)
            self.report.add(f"không lấy được ảnh ở đây: {why}, rồi đặt cạnh bài (make photo)")
        else:
            yield Span(name, kind="picture", alt=self._described(name, alt))

    def _kept(self, part: str, placed: Placed) -> str:
        """The name of a picture, cleaned and as it lies in Word. One that comes twice is kept once."""
        data = self.package.data(part)
        key = f"{sha256(data).hexdigest()}{placed}"
        if key not in self.names:
            self.left -= weight(data)
            if self.left < 0:
                raise ValueError("các ảnh trong tệp cộng lại quá lớn, hãy nén ảnh trong Word")
            as_it_is = placed == Placed()
            cleaned = clean_photo(data if as_it_is else as_placed(data, placed.cut, placed.turns))
            suffix = ".png" if cleaned.startswith(b"\x89PNG") else ".jpg"
            name = f"anh-{len(self.files) + 1}{suffix}"
            self.files[name], self.names[key] = cleaned, name
        return self.names[key]

    def _described(self, name: str, alt: tuple[str, bool]) -> str:
        """What somebody wrote for those who do not see the picture; "" where that is still to be written."""
        words, is_decoration = alt
        if is_decoration:
            self.report.add(f"{name}: trong Word là ảnh trang trí. Hãy viết lời tả, hoặc bỏ ảnh")
        elif _GUESSED.search(words):
            self.report.add(f"{name}: Word tự đoán lời tả “{words}”. Hãy xem ảnh và viết lời tả đúng")
        elif not words or _NAMES.fullmatch(words):
            self.report.add(f"{name}: chưa có lời tả cho người không nhìn thấy ảnh. Hãy viết vào ![…]({name})")
        else:
            return words[:_LONGEST_ALT]
        return ""


class NoPictures(Drawings):
    """Where a text has no place for pictures: each is told."""

    def _picture(self, key: str, link: str, alt: tuple[str, bool], placed: Placed) -> Iterator[Span]:
        told = f" (“{alt[0]}”)" if alt[0] else ""
        self.report.add(f"một ảnh ở đây không chép vào được{told}")
        return iter(())


def _alt(element: Element) -> tuple[str, bool]:
    """(the words for a picture, whether it is said to be a decoration)."""
    said = [each.get("descr") or each.get("title") or "" for each in element.iter("wp_docPr")]
    said += [each.get("descr") or "" for each in element.iter("pic_cNvPr")]
    said += [each.get("alt") or "" for each in element.iter("v_shape")]
    words = squeeze(next(filter(None, said), "")).translate(str.maketrans("[]{}", "()()"))
    return words, any(each.get("val") in ("1", "true") for each in element.iter("adec_decorative"))


def _placed(picture: Element) -> Placed:
    cut, turned = picture.find("pic_blipFill/a_srcRect"), picture.find("pic_spPr/a_xfrm")
    sides = [0.0 if cut is None else _number(cut.get(side)) / _WHOLE for side in "ltrb"]
    return _cut(sides, 0 if turned is None else round(_number(turned.get("rot")) / _QUARTER) % 4)


def _placed_by_vml(image: Element) -> Placed:
    """The same as older versions of Word say it: a part, or 65,536ths of the whole ("6554f")."""
    said = [image.get(f"crop{side}", "") for side in ("left", "top", "right", "bottom")]
    found = [re.fullmatch(r"(-?[\d.]{1,9})(f?)", each) for each in said]
    return _cut([float(each[1]) / (65_536 if each[2] else 1) if each else 0.0 for each in found], 0)


def _cut(sides: list[float], turns: int) -> Placed:
    """What was made larger than it is ("-5000") is not cut."""
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in sides)
    return Placed((left, top, right, bottom), turns)


def _number(said: str | None) -> int:
    return int(said) if said and re.fullmatch(r"-?\d{1,9}", said) else 0
