"""What a PDF has on its pages and nobody sees is refused, with the page and for the officer the words; what is seen stays."""

# ruff: noqa: E501 (a page to a line reads like a table)

from __future__ import annotations

from io import BytesIO

import pytest
from commune.uploads.cleaning import cleaned
from commune.uploads.hidden import HiddenWords
from pdfs import numbered

SECRET = "bi mat"
FONT = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
LOOKS = "/ExtGState<</Clear<</ca 0>>/Over<</BM/Multiply>>>>/XObject<</Photo 5 0 R/Drawing 6 0 R>>"
BLACK_BOX = "0 g 45 55 40 16 re f "


def said(words: str = f"Ten {SECRET} day", size: float = 12, left: float = 20, up: float = 60) -> str:
    return f"BT /F1 {size} Tf {left} {up} Td ({words}) Tj ET "


def stream(number: int, about: str, drawn: str) -> bytes:
    return f"{number} 0 obj<<{about}/Length {len(drawn)}>>stream\n{drawn}\nendstream endobj".encode()


def page(drawn: str, more: str = "", inside: str = "q", pages: int = 1) -> bytes:
    """Pages of 300 × 200 points, the last of which draws this; `inside` is a drawing that it may draw."""
    kids = " ".join(f"{10 + at} 0 R" for at in range(pages))
    plain = [f"{10 + at} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj" for at in range(pages - 1)]
    last = f"{9 + pages} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<{FONT}{LOOKS}>>{more}>>endobj"
    return numbered(
        [
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj".encode(),
            stream(4, "", drawn),
            stream(5, "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\x40"),
            stream(6, f"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<<{FONT}>>", inside),
            *(each.encode() for each in (*plain, last)),
        ]
    )


COVERED, OUTSIDE, INVISIBLE, SMALL = "bị hình che hoặc cùng màu", "ngoài mép trang", "kiểu không hiện", "không đọc được"
HIDDEN = {
    "a black box over them": (said() + BLACK_BOX, COVERED),
    "a white box over them": (said() + "1 g 45 55 40 16 re f", COVERED),
    "a photo over them": (said() + "q 60 0 0 20 40 55 cm /Photo Do Q", COVERED),
    "a box over them with other words on it": (said() + BLACK_BOX + "1 g " + said("DA CHE", 9, 47), COVERED),
    "a box over them, all turned": ("0 1 -1 0 200 0 cm " + said() + BLACK_BOX, COVERED),
    "white on white": ("1 g " + said(), COVERED),
    "nearly white on white": ("0.98 g " + said(), COVERED),
    "black on black": ("0 g 0 0 300 200 re f " + said(), COVERED),
    "clear as glass": ("/Clear gs " + said(), COVERED),
    "drawn in no way": ("3 Tr " + said(), INVISIBLE),
    "drawn in no way beside a photo": ("q 30 0 0 20 200 100 cm /Photo Do Q 3 Tr " + said(), INVISIBLE),
    "beside the page": (said(left=400), OUTSIDE),
    "in what is cut off": ("q 0 0 9 9 re W n " + said() + "Q", OUTSIDE),
    "of half a point": (said(size=0.5), SMALL),
    "made small afterwards": ("0.1 0 0 0.1 0 0 cm " + said(), SMALL),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_words_that_nobody_sees_are_refused(how):
    drawn, kind = HIDDEN[how]
    with pytest.raises(HiddenWords, match=rf"{kind}.*\(trang 1\).*xóa hẳn chữ ấy") as refused:
        cleaned("a.pdf", page(drawn))
    assert SECRET.split()[0] in refused.value.words


def test_the_page_is_named():
    with pytest.raises(HiddenWords, match=r"\(trang 3\)"):
        cleaned("a.pdf", page(said() + BLACK_BOX, pages=3))


def test_words_in_a_drawing_on_the_page_are_looked_at():
    with pytest.raises(HiddenWords, match=COVERED):
        cleaned("a.pdf", page("/Drawing Do", inside="1 g " + said()))


def test_a_note_drawn_over_words_hides_them():
    note = "/Annots[<</Type/Annot/Subtype/Square/Rect[40 50 90 75]/AP<</N 6 0 R>>>>]"
    with pytest.raises(HiddenWords, match=COVERED):
        cleaned("a.pdf", page(said(), more=note, inside="0 g 0 0 300 200 re f"))


SEEN = {
    "plain words": said(),
    "white on black": "0 g 0 0 300 200 re f 1 g " + said(),
    "red on a green as dark": "0 0.5 0 rg 0 0 300 200 re f 1 0 0 rg " + said(),
    "a yellow marker before": "1 1 0 rg 15 55 100 16 re f 0 g " + said(),
    "a marker that lets through": said() + "/Over gs 1 1 0 rg 15 55 100 16 re f",
    "a line through them": said() + "0 G 20 63 m 100 63 l S",
    "a shadow": "0.6 g " + said(left=21, up=59) + "0 g " + said(),
    "white on a photo": "q 300 0 0 200 0 0 cm /Photo Do Q 1 g " + said(),
    "a frame around them": said() + "0 G 10 50 120 30 re S",
    "of four points": said(size=4),
    "a hole through which one sees a photo": "7 Tr " + said() + "q 300 0 0 200 0 0 cm /Photo Do Q",
    "the mark of a program": said() + "3 Tr " + said("Powered by TCPDF \\(www.tcpdf.org\\)", up=20),
    "spaces and dots beside the page": said() + said(" . ", left=400),
}


@pytest.mark.parametrize("how", SEEN)
def test_words_that_are_seen_stay(how):
    assert cleaned("a.pdf", page(SEEN[how])).report.kept == {}


def test_turned_and_cropped_pages_are_looked_at_as_they_are_shown():
    looks = "/Rotate 90/CropBox[10 10 250 150]"
    cleaned("a.pdf", page(said(), more=looks))
    with pytest.raises(HiddenWords, match=COVERED):
        cleaned("a.pdf", page(said() + BLACK_BOX, more=looks))
    with pytest.raises(HiddenWords, match=OUTSIDE):
        cleaned("a.pdf", page(said(up=170), more=looks))


def test_what_another_page_shows_is_not_hidden():
    """A long line of a sheet runs over two pages, and is drawn on both."""
    half = "q 0 0 60 200 re W n " + said() + "Q q 0 0 9 9 re W n " + said() + "Q " + said(up=20)
    cleaned("a.pdf", page(half))


def test_what_a_machine_read_from_a_scan_stays_and_is_told():
    """Without it a screen reader has nothing to read out."""
    made = cleaned("a.pdf", page("q 300 0 0 200 0 0 cm /Photo Do Q 3 Tr " + said()))
    assert made.report.kept == {"chữ máy đọc ra từ ảnh quét": {f"Ten {SECRET} day": None}}


def test_drawings_that_draw_each_other_without_end_are_refused():
    forms = [f"/X{at} {20 + at} 0 R" for at in range(9)]
    objects = [
        stream(20 + at, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<{forms[at + 1] if at < 8 else ''}>>>>",
               f"/X{at + 1} Do " * 20 if at < 8 else "0 0 9 9 re f") for at in range(9)
    ]  # fmt: skip
    data = numbered(
        [
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
            f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<<{forms[0]}>>>>>>endobj".encode(),
            stream(4, "", "/X0 Do"),
            *objects,
        ]
    )
    with pytest.raises(ValueError, match="quá lớn khi mở ra"):
        cleaned("a.pdf", BytesIO(data).getvalue())
