"""From records to HTML. What comes from content is text, whatever characters it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from . import dates
from .text import capitalize_first, number_word

_TEMPLATES = Path(__file__).parents[1]
# Every character that Markdown could take for its own, as an entity: it comes out as it was typed.
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|~^=:<>&\"'$@/]")


def render(template: str, **values: object) -> Markup:
    """The template `template` ("plan/plan.html", from the library's folder), every value escaped."""
    return Markup(_environment().get_template(template).render(**values))


def fill(text: str, values: Mapping[str, object]) -> str:
    """A Markdown text with `{{ names }}` filled in; a value is text to Markdown too, blocks of HTML stay.

    Raises jinja2.TemplateError where a name is unknown or a brace is wrong.
    """
    return _markdown_environment().from_string(text).render(values)


def fill_plain(text: str, values: Mapping[str, object]) -> str:
    """The same for a line that is no Markdown, such as a title."""
    return jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(text).render(values)


def html_from_markdown(text: str) -> Markup:
    """Markdown that our own officers wrote, as HTML, for pages with a template of their own."""
    import markdown  # slow to load, and checking needs it for few files

    return Markup(markdown.markdown(text, extensions=["attr_list", "sane_lists", "tables"]))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    _add_filters(environment)
    return environment


@cache
def _markdown_environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, finalize=_markdown_text, keep_trailing_newline=True
    )
    _add_filters(environment)
    return environment


def _markdown_text(value: object) -> str:
    if isinstance(value, Markup):
        return value
    return _MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", str(value))


def _add_filters(environment: jinja2.Environment) -> None:
    environment.filters.update(
        short_day=dates.short_day,
        full_day=dates.full_day,
        weekday=dates.weekday,
        number_word=number_word,
        capitalize_first=capitalize_first,
    )
