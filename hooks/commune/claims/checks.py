"""What is wrong with what stands, what nobody finds any more, and what is to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..core.problem import Place, Problems
from ..core.schema import Document
from ..core.text import squeeze
from .finding import SeenClaims, ShownThing, resting_on, standing
from .kept_out import BY_ID, Found, Weight
from .model import Article, ClaimsFile, Denial, Law

_MARKS = re.compile(r"[*_`~]+|\[|\]\([^()]*\)")


def check_kept_out(
    seen: Iterable[SeenClaims],
    denials: Sequence[Denial],
    texts: Mapping[str, str],
    weight: Callable[[str], Weight],
    problems: Problems,
) -> list[str]:
    """What must never stand is a problem at its place; returns what is only told.

    `texts` are the sources by uri; `weight` says of each whether it is refused or the officer is only told.
    """
    lines = _Lines(texts)
    told: dict[str, None] = {}
    for one in seen:
        for found in one.kept_out:
            place = lines.place_of(found, one.shown.uri)
            if _is_denied(found, place.uri, denials):
                continue
            if weight(place.uri) == "refused":
                problems.add(place, _message(found))
            elif weight(place.uri) == "told":
                told[f"{place}: {_message(found)}"] = None
    return [*told]


def _message(found: Found) -> str:
    rule = BY_ID[found.rule]
    return f"“{found.at}” trong câu “{_short(found.sentence)}”: {rule.reason}. {rule.cure}"


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 120 else f"{sentence[:120].rstrip()} …"


def _is_denied(found: Found, uri: str, denials: Iterable[Denial]) -> bool:
    return any(denial.file == uri and _same(denial.sentence, found.sentence) for denial in denials)


def _same(one: str, other: str) -> bool:
    return squeeze(one).lower().strip(" .") == squeeze(other).lower().strip(" .")


class _Lines:
    """Finds the line that somebody wrote, for what a page shows."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def place_of(self, found: Found, uri: str) -> Place:
        """The line that has most of the sentence: in its own file, else in any; else the file, of templates' words."""
        for wanted in (found.sentence, found.at):
            for name in (uri, *sorted(self.texts)) if wanted == found.sentence else (uri,):
                if line := _line_of(wanted, found, self.texts.get(name, "")):
                    return Place(name, line)
        return Place(uri)


def _line_of(wanted: str, found: Found, text: str) -> int:
    """The line of a text that has the words; 0 where it does not have them."""
    plain = [squeeze(_MARKS.sub("", line)).lower() for line in text.split("\n")]
    if squeeze(wanted).lower() not in squeeze(" ".join(plain)):
        return 0
    words = {*found.sentence.lower().split()}
    at = squeeze(found.at).lower()
    shared = {number: len(words & {*line.split()}) for number, line in enumerate(plain, 1) if at in line}
    return max(shared, key=lambda number: shared[number], default=1)


# --- what was changed ---


def changed(document: Document[ClaimsFile], seen: Sequence[SeenClaims]) -> list[str]:
    """A line for each article that does not hold as it did, with everything that rests on it. It blocks nothing."""
    record = document.record
    laws = {law.id: law for law in record.laws}
    told = []
    for at, article in enumerate(record.articles):
        law = laws[article.law]
        how = article.change or law.change
        if how and (places := resting_on(article, law, record, seen)):
            where = "; ".join(map(str, places))
            told.append(f"{document.place('articles', at)}: {cited(article, law)} {how}. Xem lại: {where}")
    return told


def cited(article: Article, law: Law) -> str:
    """How people name it: "Điều 18, Luật Bình đẳng giới số 73/2006/QH11"."""
    return f"{article.article}, {law.name}" if article.article else law.name


def lost(document: Document[ClaimsFile], seen: Sequence[SeenClaims]) -> list[str]:
    """Claims and denials that stand nowhere: the sentence was changed, and this file was not."""
    found = standing(seen)
    told = [
        f'{document.place("claims", at)}: không trang nào còn lời của "{claim.id}": sửa "words" theo câu mới, '
        "hoặc bỏ mục này nếu trang không nói điều ấy nữa"
        for at, claim in enumerate(document.record.claims)
        if claim.id not in found
    ]
    denied = {(one.shown.uri, found.sentence) for one in seen for found in one.kept_out}
    for at, denial in enumerate(document.record.denials):
        if not any(_same(denial.sentence, sentence) for _, sentence in denied):
            place = document.place("denials", at)
            told.append(f"{place}: không còn câu bác bỏ nào như vậy: sửa theo câu mới, hoặc bỏ mục này")
    return told


# --- what falls due ---


@dataclass(frozen=True)
class DueLook:
    """An article to look at again by `on`, and where what rests on it stands."""

    article: Article
    law: Law
    on: date
    places: tuple[ShownThing, ...]

    @property
    def change(self) -> str:
        """What happened to it, in words; empty while it holds."""
        return self.article.change or self.law.change


def looks_due(record: ClaimsFile, seen: Iterable[SeenClaims]) -> list[DueLook]:
    """Every article that something rests on, the first to fall due first."""
    laws, found = {law.id: law for law in record.laws}, standing(seen)
    looks = []
    for article in record.articles:
        claims = [claim.id for claim in record.claims if article.id in claim.rests_on]
        places = {shown.address: shown for name in claims for shown in found.get(name, ())}
        on = article.read_on + timedelta(days=article.review_every_days)
        looks.append(DueLook(article, laws[article.law], on, tuple(places.values())))
    return sorted(looks, key=lambda one: (one.on, one.law.title, one.article.id))
