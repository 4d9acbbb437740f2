"""QR codes (ISO/IEC 18004) as SVG."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import segno


@cache
def qr_svg(address: str) -> str:
    """A code that opens `address`, with the quiet zone of four modules that readers need."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, title=f"Mã QR mở {address}"
    )
    return out.getvalue().decode()
