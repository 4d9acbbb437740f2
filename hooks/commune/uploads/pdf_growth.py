"""How much a page of a PDF draws in the end: drawings draw drawings, and ten that each draw ten more stop a machine."""

from __future__ import annotations

import re
from collections import Counter

from .pdf_objects import HUGE, Entry, as_list, is_dictionary, is_stream

MOST_DRAWN = 200_000_000  # bytes of what is drawn, each as often as it is
_DEEPEST = 20
_DRAWS = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


def refuse_endless(pages: list[Entry]) -> None:
    """Raises ValueError, with a sentence for an officer, where a page draws more than can be drawn."""
    known: dict[tuple[int, int], int] = {}
    if sum(_size(page, known, 0) for page in pages) > MOST_DRAWN:
        raise ValueError(HUGE)


def _size(holder: Entry, known: dict[tuple[int, int], int], depth: int) -> int:
    """Bytes that a page or a drawing draws; 0 of one in which it stands itself, which is drawn nowhere."""
    number = holder.objgen
    if number in known:
        return known[number]
    if depth > _DEEPEST:
        raise ValueError(HUGE)
    known[number] = 0
    drawings = _drawings(holder)
    streams = [holder] if is_stream(holder) else [each for each in as_list(holder.get("/Contents")) if is_stream(each)]
    total = sum(len(each.read_raw_bytes()) for each in streams)
    if drawings and total <= MOST_DRAWN:
        said = b"\n".join(bytes(each.get_stream_buffer()) for each in streams)
        times = Counter(found.decode("latin-1") for found in _DRAWS.findall(said))
        total += sum(times[name] * _size(each, known, depth + 1) for name, each in drawings.items() if times[name])
    if number != (0, 0):
        known[number] = total
    return total


def _drawings(holder: Entry) -> dict[str, Entry]:
    resources = _resources(holder)
    inside = resources.get("/XObject") if is_dictionary(resources) else None
    if inside is None or not is_dictionary(inside):
        return {}
    return {str(name)[1:]: each for name, each in inside.items() if is_stream(each) and each.get("/Subtype") == "/Form"}


def _resources(holder: Entry) -> Entry:
    """What a page may draw with; it may have that from the pages around it."""
    for _ in range(_DEEPEST):
        if not is_dictionary(holder) or "/Resources" in holder:
            break
        holder = holder.get("/Parent")
    return holder.get("/Resources") if is_dictionary(holder) else None
