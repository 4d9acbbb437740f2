"""XML from elsewhere, read within limits: no document type, no entity, nothing fetched, no endless depth."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Tree = Any  # lxml has no types of its own

LARGEST = 20_000_000  # bytes of a part
_MOST_MARKS = 900_000  # of "<" and "=": each becomes a node in memory
_NOT_READ = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
# Word and LibreOffice write no other; in UTF-7 or EBCDIC one could say what no search for marks finds.
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_DRAWN = etree.XMLParser(
    resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)


class TooMuch(ValueError):
    """XML that no machine should have to read."""


def parsed(data: bytes, doctype: bool = False, most: int = _MOST_MARKS) -> Tree:
    """The root of a document. Comments and instructions for programs are gone.

    Raises TooMuch above the limits, and ValueError where it is no XML, or has a document type (an empty one is let
    pass with `doctype`: drawing programs write it).
    """
    plain = _plain(data)
    if len(plain) > LARGEST or plain.count(b"<") + plain.count(b"=") > most:
        raise TooMuch
    found = {each[0].upper().replace(b" ", b"") for each in _NOT_READ.finditer(plain)}
    if found - ({b"<!DOCTYPE"} if doctype else set()):
        raise ValueError("a document type")
    try:
        return etree.fromstring(plain, _DRAWN)
    except etree.XMLSyntaxError as error:
        raise (TooMuch if "depth" in str(error) else ValueError)(str(error)) from error


def emptied(element: Tree) -> Tree:
    """The element without anything in it. Leaf by leaf: lxml takes a large branch off in quadratic time."""
    for each in reversed(list(element.iterdescendants())):
        each.getparent().remove(each)
    return element


def is_large(element: Tree, most: int = 20_000) -> bool:
    """Whether so much is in one part of an element that moving it would take long."""
    return any(next(islice(child.iter(), most, None), None) is not None for child in element)


def without_strange_names(root: Tree, known: tuple[str, ...]) -> None:
    """Takes out the declarations that nothing needs; those of `known` stay, since values may speak of them."""
    etree.cleanup_namespaces(
        root, keep_ns_prefixes=[key for key, space in root.nsmap.items() if key and space.startswith(known)]
    )


def written(root: Tree) -> bytes:
    """The document as it goes out."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True, with_tail=False)
    return data


def _plain(data: bytes) -> bytes:
    """The same in bytes in which a mark can be found by its letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        if len(data) > 2 * LARGEST:
            raise TooMuch
        return re.sub(r"encoding\s*=\s*[\"'][^\"']*[\"']", "", data.decode("utf-16"), count=1).encode()
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in data[:4] or (declared and declared[1].lower() not in _ENCODINGS):
        raise ValueError("an encoding that nobody uses")
    return data
