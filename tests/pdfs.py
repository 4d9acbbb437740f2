"""Small PDFs by hand: an engine that mends what it writes would take out what a test is about."""

from __future__ import annotations

OTHER = b"Cung chia se"  # what its page says


def annotation(kind: str, more: str) -> str:
    return f"<</Type/Annot/Subtype{kind}/Rect[0 0 9 9]{more}>>"


def pdf(annotations: str, page: str = "", root: str = "", more: str = "", trailer: str = "") -> bytes:
    """One page; no table of places: readers find the objects by themselves. `more`: objects from 7 on, 9 is a drawing."""
    drawn = f"BT ({OTHER.decode()}) Tj ET"
    objects = (
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{root}>>endobj ",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[{annotations}]{page}>>endobj ",
        f"4 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj ",
        "9 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\nq\nendstream endobj ",
        more,
        f"trailer<</Root 1 0 R{trailer}>>\n%%EOF",
    )
    return "".join(["%PDF-1.7\n", *objects]).encode()
