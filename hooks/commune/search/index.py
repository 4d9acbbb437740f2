"""The index of syllables, in small files: a browser fetches what one query needs, and no more.

    /tim/muc-luc.json            how long each page is, of which kind, the syllables of each shelf, and the wordings
    /tim/<version>/a/<n>.json    a shelf: some of the syllables, how each is written, and where it stands
    /tim/<version>/b/<n>.json    one page: its address, title, kind and passages, to show what was found

A shelf is known by a number, so that no address tells which word was looked for. A frequent syllable has one for
itself, seldom ones share theirs: who looks for a word fetches little else. Vietnamese has a few thousand folded
syllables whatever is written in it: most pages more make the shelves a little longer, and are no new ones.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from ..core.page import Asset
from .folding import exact, folded, tokens
from .model import Group, Wordings
from .passages import Passage

FIRST = "/tim/muc-luc.json"
ROOM = 4000  # letters that a shelf holds before another is begun
BODY, HEADING, TITLE, KEYWORD = range(4)  # where a word stands; search.js weighs them
_MOST = 0xD7FF  # the last character before those that stand for no letter alone
_GAP = 8  # places between passages: words on both sides do not stand together
_NUMBER = re.compile(r"\b\d{2,4}(?:[ .]\d{2,4}){2,}\b")  # a telephone number, also looked for without its spaces


@dataclass(frozen=True)
class Findable:
    """A page that can be found. `keywords`: what else people call the passage of an anchor ("" for the page)."""

    address: str
    kind: str
    title: str
    description: str
    passages: Sequence[Passage]
    keywords: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Syllable:
    """Where a folded syllable stands, in the numbers that search.js reads.

    `pages`: for each page how far on from the last one, and how many places; `places`: of each how far on from the last
    one of its page; `ways`: of each its kind, and which of `written` stands there.
    """

    written: dict[str, int] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    ways: list[int] = field(default_factory=list)
    page: int = -1
    place: int = 0

    def add(self, page: int, place: int, where: int, key: str) -> None:
        if page != self.page:
            self.pages += [page - max(self.page, 0), 0]
            self.page, self.place = page, 0
        self.pages[-1] += 1
        self.places.append(place - self.place)
        self.ways.append(self.written.setdefault(key, len(self.written)) * 4 + where)
        self.place = place

    def as_text(self) -> list[str]:
        return [" ".join(self.written), *(_text(numbers) for numbers in (self.pages, self.places, self.ways))]


def _text(numbers: Iterable[int]) -> str:
    """Numbers as characters, from the space on: in UTF-8 small ones take one byte, and no separator."""
    return "".join(chr(min(number + 32, _MOST)) for number in numbers)


def index_assets(pages: Sequence[Findable], wordings: Wordings, source_uri: str) -> list[Asset]:
    """The files of the index."""
    syllables: defaultdict[str, _Syllable] = defaultdict(_Syllable)
    lengths = [_read(number, page, syllables) for number, page in enumerate(pages)]
    shelves = _shelves(syllables)
    files = [_json(shelf) for shelf in shelves], [_page(page) for page in pages]
    version = sha256(b"".join([*files[0], *files[1]])).hexdigest()[:12]
    numbers = {page.address: number for number, page in enumerate(pages)}
    first = {
        "version": version,
        "lengths": lengths,
        "titles": [len(list(keys(page.title))) for page in pages],
        "names": [len(list(keys(_name(page)))) for page in pages],
        "kinds": [page.kind for page in pages],
        "syllables": [" ".join(shelf) for shelf in shelves],
        "groups": [_group(group, numbers) for group in wordings.groups],
        "ignore": [_keys(words) for words in wordings.ignore],
    }
    made = {FIRST: _json(first)}
    for folder, parts in zip("ab", files, strict=True):
        made |= {f"/tim/{version}/{folder}/{number}.json": data for number, data in enumerate(parts)}
    return [Asset(address, "index", data, source_uri) for address, data in made.items()]


def _read(number: int, page: Findable, syllables: defaultdict[str, _Syllable]) -> int:
    """Puts the words of a page into `syllables`; how many there are."""
    place = 0
    heading = None
    parts: list[tuple[str, int]] = [(page.title, TITLE), (_name(page), KEYWORD), (page.description, BODY)]
    parts += [(words, KEYWORD) for words in page.keywords.get("", [])]
    for passage in page.passages:
        if passage.heading != heading:
            parts.append((passage.heading, HEADING))
            heading = passage.heading
        parts += [(words, KEYWORD) for words in page.keywords.get(passage.anchor, [])]
        parts.append((passage.text, BODY))
    count = 0
    for words, where in parts:
        for key in keys(words):
            syllables[folded(key)].add(number, place, where, key)
            place += 1
            count += 1
        for merged in _NUMBER.findall(words):
            key = re.sub(r"\D", "", merged)
            syllables[key].add(number, place, where, key)
            place += 1
        place += _GAP
    return count


def _name(page: Findable) -> str:
    """The last part of the address, as words: people type what they saw in it."""
    return page.address.rstrip("/").rpartition("/")[2].replace("-", " ")


def keys(text: str) -> Iterable[str]:
    """The exact keys of the words of `text`."""
    return (exact(word) for word in tokens(text))


def _keys(phrase: str) -> str:
    """The keys of a phrase; "…" stays, for words between."""
    return " … ".join(" ".join(keys(part)) for part in phrase.split("…"))


def _group(group: Group, numbers: dict[str, int]) -> dict[str, object]:
    return {
        "words": [_keys(each) for each in group.words],
        "also": [_keys(each) for each in group.also],
        "pages": [numbers[address] for address in group.pages if address in numbers],
        "hurt": int(group.hurt),
    }


def _shelves(syllables: dict[str, _Syllable]) -> list[dict[str, list[str]]]:
    """The syllables in their order, a shelf for as many as there is room for."""
    shelves: list[dict[str, list[str]]] = []
    left = 0
    for name in sorted(syllables):
        entry = syllables[name].as_text()
        length = sum(map(len, entry))
        if not shelves or length > left:
            shelves.append({})
            left = ROOM
        shelves[-1][name] = entry
        left -= length
    return shelves


def _page(page: Findable) -> bytes:
    passages = [[one.anchor, one.heading, one.text, page.keywords.get(one.anchor, [])] for one in page.passages]
    return _json([page.address.lstrip("/"), page.kind, page.title, page.description, passages])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
