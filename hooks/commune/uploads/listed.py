"""The short list by which the web editor sees what is wrong with a document: made of those by which it is cleaned."""

from __future__ import annotations

from typing import Any

from . import drawing, office, open_document, pdf_marks
from .office_marks import (
    ACCEPTED,
    DELETED,
    DROPPED_PARTS,
    KEPT_PARTS,
    LINKED_SCHEMES,
    REFUSED,
    REFUSED_IN_SHEETS,
    REFUSED_IN_SLIDES,
    UNSEEN,
    UNSEEN_IN_SHEETS,
    UNSEEN_IN_SLIDES,
    UNWRAPPED,
)

KINDS = {
    **dict.fromkeys(("docx", "xlsx", "pptx"), "office"),
    **dict.fromkeys(("odt", "ods", "odp", "odg"), "odf"),
    **{"pdf": "pdf", "svg": "svg"},
}
_HIDDEN_IN_OFFICE = (
    r"<\w+:vanish(?:\s*/|\s+\w+:val=\"(?!0|false|off|none))",
    r"<sheet [^>]*state=\"(?!visible)",
    r"<(?:row|col) [^>]*hidden=\"(?:1|true)\"",
    r"<\w+:sld [^>]*show=\"(?:0|false)\"",
    r"<\w+:(?:docPr|cNvPr) [^>]*hidden=\"(?:1|true)\"",
    r"instrText[^>]*>\s*(?:DDE|INCLUDE)",
)
_HIDDEN_IN_ODF = (
    r"text:display=\"none\"",
    r"is-hidden=\"true\"",
    r"table:display=\"false\"",
    r"table:visibility=\"(?!visible)",
    r"presentation:visibility=\"hidden\"",
)
_REFUSED_IN_SVG = (
    r"[@\\]",
    r"url\((?!\s*[\"']?#)",
    r"javascript:",
    r"display\s*:\s*none",
)


def listed() -> dict[str, Any]:
    """What the editor reads as documents.json."""
    return {
        "kinds": KINDS,
        "office": {
            "exact": office.emptied(),
            "kinds": sorted(KEPT_PARTS - DROPPED_PARTS),
            "linked": list(LINKED_SCHEMES),
            "unseen": sorted(
                {*DELETED, *ACCEPTED, *UNWRAPPED, *UNSEEN, *UNSEEN_IN_SHEETS, *UNSEEN_IN_SLIDES}
                | {*REFUSED, *REFUSED_IN_SHEETS, *REFUSED_IN_SLIDES}
            ),
            "hidden": list(_HIDDEN_IN_OFFICE),
        },
        "odf": {
            "exact": {"meta.xml": open_document.EMPTY_META},
            "parts": open_document.PARTS,
            "unseen": sorted(open_document.UNSEEN | open_document.UNWRAPPED),
            "hidden": list(_HIDDEN_IN_ODF),
        },
        "pdf": {
            "nowhere": sorted(
                {*pdf_marks.NOWHERE, "/Info", "/ObjStm", "/XRef", "/Encrypt", "/OCProperties", "/Redact"}
            ),
            "annotations": sorted({*pdf_marks.DRAWN_ANNOTATIONS, "/Link", "/Widget"}),
        },
        "svg": {
            "elements": sorted(drawing.ELEMENTS),
            "attributes": sorted({*drawing.ATTRIBUTES, "xlink:href", "xml:space", "xml:lang"}),
            "refused": list(_REFUSED_IN_SVG),
            "linked": {
                "": "^#",
                "a": "^(?:#|https?://|mailto:|tel:)",
                "image": r"^(?:#|data:image/(?:jpe?g|png|webp);base64,)",
            },
        },
    }
