"""The first page of a PDF as a picture."""

from __future__ import annotations

from io import BytesIO

GLIMPSE = (280, 140)  # pixels
_MARGIN = 12  # pixels of the page that stay around what is on it
_FAINT = 40  # what differs less from the ground, of 255, is no writing

_WIDTH = 640  # pixels: enough to see what it is; to read it one opens the file
_TALLEST = 4 * _WIDTH  # of a page that is a long band


def first_page(data: bytes) -> bytes:
    """The first page of a PDF as a PNG. Raises ValueError, with a sentence for an officer, where there is none."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]  # slow to load, and only finished files need it

    try:
        with PdfDocument(data) as document:
            page = document[0]
            width, height = page.get_size()
            scale = min(_WIDTH / max(width, 1), _TALLEST / max(height, 1))
            picture = page.render(scale=scale).to_pil()
    except (PdfiumError, IndexError, ValueError) as error:
        raise ValueError("không mở được trang thứ nhất của tệp PDF này: hãy mở xem và lưu lại tệp") from error
    written = BytesIO()
    picture.convert("RGB").save(written, "PNG")
    return written.getvalue()


def glimpse(page: bytes) -> bytes:
    """The top of such a picture without its margins, as a card of a list shows it (WebP): its heading can be read."""
    from PIL import Image, ImageChops  # slow to load, and most runs find all of them kept
    from PIL.Image import open as open_picture

    pixels = open_picture(BytesIO(page)).convert("RGB")
    ground = Image.new("RGB", pixels.size, pixels.getpixel((0, 0)))
    marks = ImageChops.difference(pixels, ground).convert("L").point(lambda value: 255 * (value > _FAINT))
    left, top, right, _ = marks.getbbox() or (0, 0, *pixels.size)
    left, right, top = max(0, left - _MARGIN), min(pixels.width, right + _MARGIN), max(0, top - _MARGIN)
    height = round((right - left) * GLIMPSE[1] / GLIMPSE[0])
    written = BytesIO()
    pixels.crop((left, top, right, top + height)).resize(GLIMPSE).save(written, "WEBP", quality=20, method=6)
    return written.getvalue()
