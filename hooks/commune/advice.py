"""What officers are told and what never keeps anything from being published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fnmatch import fnmatch
from functools import partial

from .campaigns.events import told_ahead, without_outcome
from .campaigns.materials import long_scripts
from .content import Content
from .core.cache import Cache
from .core.dates import full_day
from .core.text import squeeze
from .help.announce import spoken_names
from .help.reading import LOCAL
from .help.review import due_contacts
from .language.advice import lengths, long_sentences, spelling
from .language.looking import TextReader, WrittenText, names_in
from .language.reading import URI as OWN_WORDS
from .language.syllables import counts, own_words
from .plan.reading import PLAN
from .search.reading import URI as WORDINGS
from .slices import CONTENT_FILES, read_as

_OVERSTAYING = (
    "{}: thông báo hết ngày {}. Kho này chưa có lịch dựng lại trang mỗi đêm, nên sau ngày ấy nó còn ở trang chủ cho "
    "tới lần đăng kế tiếp. Nhờ người giúp về kỹ thuật đặt lịch (deploy/README.md), hoặc hôm sau đăng lại trang."
)


def waiting(content: Content) -> list[str]:
    """What is dated ahead where that may be a mistake; told to whoever checks, since a build only lets it wait."""
    return [line for plan in content.plans for line in plan.progress.waiting()]


def warnings(content: Content) -> list[str]:
    """What officers are told and what never keeps anything from being published."""
    scripts = long_scripts(content.campaigns, content.commune, spoken_names(content.help, content.commune))
    return [*content.told, *scripts]


def overstaying(content: Content, today: date) -> list[str]:
    """The notices that stay on home after their last day, where nothing builds the site again by night."""
    return [
        _OVERSTAYING.format(post.document.place("until"), full_day(post.record.until))
        for post in content.campaigns.posts
        if post.record.until and post.record.stands_on(today)
    ]


def checks_due(content: Content, today: date) -> list[str]:
    """The contacts that somebody should check this week, and what nobody, or nobody yet, can have said of an event.

    That too never keeps anything from being published.
    """
    contacts = [str(contact) for contact in due_contacts(content.help, today)]
    events = [*without_outcome(content.campaigns, today), *told_ahead(content.campaigns, today)]
    return [*contacts, *events]


def language_told(
    content: Content, keep: Cache, asked: Callable[[str], bool] = lambda uri: True
) -> tuple[list[str], str]:
    """What officers are told of the language of the texts that are `asked` for, and how long their sentences are.

    It is advice, and never keeps anything from being published. What was found is kept in `keep`.
    """
    found = written(content, keep, asked)
    told = [*long_sentences(found, read_as), *spelling(found, partial(counts, content.texts.values()))]
    return told, lengths(found, read_as)


def written(content: Content, keep: Cache, asked: Callable[[str], bool]) -> list[WrittenText]:
    """The sentences of the texts that are `asked` for, and their words that may be misspelt.

    The plan is a document word for word, and what people type who look for something is spelt as they type it.
    """
    plans = [uri for uri in content.texts if fnmatch(uri, PLAN)]
    others = [uri for uri in content.texts if uri.endswith((".md", ".yml")) and uri not in plans]
    unread = {WORDINGS, OWN_WORDS}
    for item in content.campaigns.taken_off:
        unread |= {item.uri, *item.files.values()}
    read = {uri: content.texts[uri] for uri in others if asked(uri) and uri not in unread}
    return _reader(content, [content.texts[uri] for uri in plans], keep).read(read)


def _reader(content: Content, plans: list[str], keep: Cache) -> TextReader:
    """Names of places and people are right as they are: of the commune, in its contacts and in its plans."""
    quotes = [article.quote or "" for article in content.claims.record.articles] if content.claims else []
    contacts = content.texts.get(LOCAL, "")
    names = names_in([*content.commune.names().values(), contacts, *plans])
    return TextReader(
        CONTENT_FILES,
        {**content.commune.names(), **content.commune.publisher_names()},
        own_words([*content.own_words, *names]),
        " ".join(map(squeeze, [*plans, *quotes])).lower(),
        keep,
    )
