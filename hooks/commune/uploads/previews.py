"""The first page of a PDF as a picture."""

from __future__ import annotations

from io import BytesIO

_WIDTH = 640  # pixels: enough to see what it is; to read it one opens the file


def first_page(data: bytes) -> bytes:
    """The first page of a PDF as a PNG. Raises ValueError, with a sentence for an officer, where there is none."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]  # slow to load, and only finished files need it

    try:
        with PdfDocument(data) as document:
            page = document[0]
            picture = page.render(scale=_WIDTH / page.get_width()).to_pil()
    except (PdfiumError, IndexError) as error:
        raise ValueError("không mở được trang thứ nhất của tệp PDF này: hãy mở xem và lưu lại tệp") from error
    written = BytesIO()
    picture.convert("RGB").save(written, "PNG")
    return written.getvalue()
