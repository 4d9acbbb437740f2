"""Small PDFs by hand: an engine that mends what it writes would take out what a test is about."""

from __future__ import annotations

OTHER = b"Cung chia se"  # what its page says


def annotation(kind: str, more: str) -> str:
    return f"<</Type/Annot/Subtype{kind}/Rect[0 0 9 9]{more}>>"


def pdf(annotations: str, page: str = "", root: str = "", more: str = "", trailer: str = "") -> bytes:
    """One page with these annotations. `more`: whole objects from 7 on, each with its number; 9 is a drawing."""
    drawn = f"BT ({OTHER.decode()}) Tj ET"
    objects = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{root}>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[{annotations}]{page}>>endobj",
        f"4 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj",
        "9 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 1>>stream\nq\nendstream endobj",
        *(f"{each}endobj" for each in more.split("endobj")[:-1]),
    ]
    return numbered([each.strip().encode() for each in objects], trailer)


def numbered(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, with the table of where each of them begins."""
    made, places = b"%PDF-1.7\n", {}
    for each in objects:
        places[int(each.split()[0])] = len(made)
        made += each + b"\n"
    size = max(places) + 1
    rows = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size)]
    table = f"xref\n0 {size}\n{''.join(rows)}trailer<</Root 1 0 R/Size {size}{trailer}>>\nstartxref\n{len(made)}\n%%EOF"
    return made + table.encode()
