"""The first page of a PDF as a picture."""

from __future__ import annotations

from io import BytesIO

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
