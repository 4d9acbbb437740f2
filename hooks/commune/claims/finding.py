"""Where on the site each saying stands, and what stands there that must not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from ..core.cache import Cache, key_of, made_by
from ..core.shown import seen_text
from ..core.text import squeeze
from .kept_out import Found, kept_out_in
from .model import GAP, Article, Claim, ClaimsFile, Law

_FOUND_BY = (("claims/*.py", "core/*.py"), ("selectolax",))
_FAR = 160  # characters within a sentence that a gap stands for
_OTHERS_WORDS = "[data-false]"  # what templates mark as a false claim or a wrong answer


@dataclass(frozen=True)
class ShownThing:
    """What people read at an address: a page, a print, a card, a text to read out. `uri` is the file it comes from."""

    address: str
    title: str
    uri: str
    html: str

    def __str__(self) -> str:
        return f"{self.title} ({self.address})" if self.address else self.title


@dataclass(frozen=True)
class SeenClaims:
    """What was found in it: the ids of claims, and what must not stand."""

    shown: ShownThing
    claims: tuple[str, ...]
    kept_out: tuple[Found, ...]


def look(everything: Iterable[ShownThing], record: ClaimsFile, keep: Cache) -> list[SeenClaims]:
    """What stands in each; what was found is kept in `keep`, by the words and by what was looked for."""
    looking = [(claim.id, _phrases(claim)) for claim in record.claims]
    known = key_of("claims", made_by(*_FOUND_BY), json.dumps([(claim.id, claim.words) for claim in record.claims]))
    seen = []
    for shown in everything:
        kept = keep.get_or_make(key_of(known, shown.html), partial(_found, shown.html, looking))
        found = json.loads(kept)
        seen.append(SeenClaims(shown, tuple(found["claims"]), tuple(Found(**one) for one in found["kept_out"])))
    return seen


@dataclass(frozen=True)
class _Phrase:
    rarest: str  # its longest piece, looked for first: that is fast
    pattern: re.Pattern[str]


def _phrases(claim: Claim) -> list[_Phrase]:
    found = []
    for words in claim.words:
        pieces = [squeeze(piece).lower() for piece in words.split(GAP) if piece.strip()]
        if pieces:
            between = rf"(?!\w)[^.!?\n]{{0,{_FAR}}}?(?<!\w)"
            pattern = re.compile(rf"(?<!\w){between.join(map(re.escape, pieces))}(?!\w)")
            found.append(_Phrase(max(pieces, key=len), pattern))
    return found


def _found(html: str, looking: Sequence[tuple[str, list[_Phrase]]]) -> bytes:
    text = seen_text(html, but=_OTHERS_WORDS)
    low = text.lower()
    claims = [
        name
        for name, phrases in looking
        if any(phrase.rarest in low and phrase.pattern.search(low) for phrase in phrases)
    ]
    return json.dumps({"claims": claims, "kept_out": [asdict(one) for one in kept_out_in(text)]}).encode()


def standing(seen: Iterable[SeenClaims]) -> dict[str, list[ShownThing]]:
    """Where each claim stands, by its id."""
    places: dict[str, list[ShownThing]] = {}
    for one in seen:
        for name in one.claims:
            places.setdefault(name, []).append(one.shown)
    return places


def resting_on(article: Article, law: Law, record: ClaimsFile, seen: Sequence[SeenClaims]) -> list[ShownThing]:
    """Everything that rests on an article: that says a claim which does, or that cites it."""
    claims = {claim.id for claim in record.claims if article.id in claim.rests_on}
    return [one.shown for one in seen if claims & {*one.claims} or _cites(one.shown, article, law, record)]


def _cites(shown: ShownThing, article: Article, law: Law, record: ClaimsFile) -> bool:
    """Whether it names the article beside the law: the law named nearest is the one that is meant."""
    number, whole = re.search(r"Điều \d+", article.article or ""), shown.html.lower()
    if not number or not any(name in whole for name in _names(law)):
        return False
    text = seen_text(shown.html, but=_OTHERS_WORDS).lower()
    for denial in record.denials:  # it names the article to say that it does not hold
        text = text.replace(denial.sentence.lower(), " ")
    named = [*_named(text, record.laws)]
    for cited in re.finditer(rf"{number[0].lower()}(?!\d)", text):
        nearest = min(named, key=lambda one: abs(one[0] - cited.start()), default=None)
        if nearest and nearest[1] == law.id:
            return True
    return False


def _named(text: str, laws: Iterable[Law]) -> Iterator[tuple[int, str]]:
    """(place, id) of each law that a text names."""
    for law in laws:
        for name in _names(law):
            yield from ((found.start(), law.id) for found in re.finditer(re.escape(name), text))


def _names(law: Law) -> list[str]:
    """What a text may call it by; "Nghị định" alone is the name of none."""
    title = law.title.lower()
    return [*([title] if len(title.split()) > 2 else []), *([law.number.lower()] if law.number else [])]
