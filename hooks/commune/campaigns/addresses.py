"""Where posts, materials and the lists of them stand, for good: what was published keeps its address."""

from __future__ import annotations

import re

from ..core.links import FRAMES

POST_LIST, MATERIAL_LIST = "/chien-dich/", "/tai-lieu/"  # a post stands below its list
MATERIAL = "/t/"  # short, to be written on paper
BUNDLE = f"{MATERIAL_LIST}bo/"
AUDIENCE, TOPIC, YEAR, GRADE, KIND = "doi-tuong", "chu-de", "nam", "lop", "loai"  # what one chooses by, below a list
DONE = "da-lam/"  # under the plan's address, then the id of an item
_FURTHER = "trang/"  # the second page of a list, and those behind it

_OF_A_FOLDER = re.compile(rf"(?:{POST_LIST}20\d\d-\d\d-|{MATERIAL})[a-z0-9-]+/")
_LIST = re.compile(
    rf"({POST_LIST}|{MATERIAL_LIST}|/.+/(?={DONE}))"
    rf"((?:{AUDIENCE}|{TOPIC}|{YEAR}|{GRADE}|{KIND}|{DONE[:-1]})/[^/]+/)?({_FURTHER}\d+/)?"
)


def folder_of(address: str) -> str | None:
    """The address of the post or the material that an address belongs to: its files go where its page goes."""
    found = _OF_A_FOLDER.match(address)
    return found[0] if found else None


def framed(address: str) -> str:
    """Where the card of a material stands that other sites put in a frame."""
    return f"{FRAMES}{address.lstrip('/')}"


def page_address(address: str, number: int) -> str:
    """Where page `number` of a list stands."""
    return address if number == 1 else f"{address}{_FURTHER}{number}/"


def is_further_page(address: str) -> bool:
    """Whether it is a page of a list behind the first."""
    return f"/{_FURTHER}" in address


def lists_above(address: str) -> list[str]:
    """What a page of a list belongs to, the nearest first: "/tai-lieu/lop/6/trang/2/" → "/tai-lieu/lop/6/" …"""
    if not (match := _LIST.fullmatch(address)):
        return []
    base, term = match[1], match[2] or ""
    return [above for above in dict.fromkeys((base + term, base)) if above != address]
