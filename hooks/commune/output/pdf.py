"""PDF and PNG set by Typst, from a template of the library and data as JSON. The same bytes from the same data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Compiler

from ..core.cache import Cache, key_of, made_by
from ..core.joining import joined

_LIBRARY = Path(__file__).parents[1]
# Every template, since they call each other, and the drawings in them.
SET_BY = (("output/pdf.py", "**/*.typ", "drawings/*.svg"), ("typst", "font-source-sans-pro"))

# What is set in large letters, by the names that the data of prints have.
_LARGE = {"title", "headline", "lines", "footer", "cards", "signs", "everybody", "label", "who"}


def pdf(template: str, data: Mapping[str, object], dated: date, keep: Cache) -> bytes:
    """The template ("help/notice.typ", from the library's folder) filled with `data`, as a PDF/UA-1 file.

    `dated` is the day of the data: it stands in the file as its date, whenever it is built. What was set once is kept
    in `keep`.
    Raises typst.TypstError or typst.TypstWarning where the template is wrong, or a font is missing.
    """
    said = _as_json(data)
    key = key_of("pdf", made_by(*SET_BY), template, said, dated.isoformat())
    return keep.get_or_make(key, partial(_pdf, template, said, dated))


def _pdf(template: str, said: str, dated: date) -> bytes:
    moment = datetime.combine(dated, time(), UTC)
    written, warnings = _compiler(template, said).compile_with_warnings(
        format="pdf", pdf_standards="ua-1", timestamp=moment
    )
    if warnings:
        raise warnings[0]
    assert isinstance(written, bytes)
    return written


def png(template: str, data: Mapping[str, object], ppi: float) -> bytes:
    """The template, of one page, filled with `data`, as a picture with `ppi` pixels to an inch. It holds no date.

    Raises typst.TypstError or typst.TypstWarning where the template is wrong, or a font is missing.
    """
    written, warnings = _compiler(template, _as_json(data)).compile_with_warnings(format="png", ppi=ppi)
    if warnings:
        raise warnings[0]
    assert isinstance(written, bytes)
    return written


def _as_json(data: Mapping[str, object]) -> str:
    return json.dumps(_by_sense(data), ensure_ascii=False)


def _by_sense(value: object, large: bool = False) -> object:
    """The data; in what is set in large letters, words that belong together are kept together."""
    if isinstance(value, str):
        return joined(value) if large else value
    if isinstance(value, Mapping):
        return {key: _by_sense(each, key in _LARGE) for key, each in value.items()}
    return [_by_sense(each, large) for each in value] if isinstance(value, list | tuple) else value


def _compiler(template: str, said: str) -> Compiler:
    import typst  # slow to load, and only finished files need it

    return typst.Compiler(
        str(_LIBRARY / template),
        root=str(_LIBRARY),
        font_paths=[_font_folder()],
        ignore_system_fonts=True,  # they differ from machine to machine
        sys_inputs={"data": said},
    )


@cache
def _font_folder() -> str:
    """Source Sans Pro (SIL OFL 1.1), which has every Vietnamese letter: Typst brings no sans of its own."""
    package = find_spec("font_source_sans_pro")
    assert package and package.origin
    return str(Path(package.origin).parent / "files")
