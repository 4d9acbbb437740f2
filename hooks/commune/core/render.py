"""From records to HTML. What comes from content is text, whatever characters it holds."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from . import dates, policy
from .problem import Place, Problems
from .text import as_sentence, capitalize_first, number_word

if TYPE_CHECKING:
    import markdown

_TEMPLATES = Path(__file__).parents[1]
_SITE_ADDRESS = re.compile(r"/[a-z0-9/#.-]*")
# As in mkdocs.yml, as far as it is about words.
_MARKDOWN = ["admonition", "attr_list", "md_in_html", "pymdownx.details", "sane_lists", "tables"]
# The extensions of mkdocs.yml, as far as they tell what a text becomes; a test compares the two.
AS_BUILT: dict[str, dict[str, Any]] = {
    **{name: {} for name in _MARKDOWN},
    "tables": {"use_align_attribute": True},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
# {{ name }} as it is everywhere but in a few texts: no braces in it or beside it, no sign to trim what is around it.
_NAME = re.compile(r"(?<!\{)\{\{(?![-+])[^{}]*(?<![-+])\}\}(?!\})")
_BRACES = re.compile(r"\{[{%#]")
# Every character that Markdown could take for its own, as an entity: it comes out as it was typed.
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|~^=:<>&\"'$@/]")


def render(template: str, **values: object) -> Markup:
    """The template `template` ("plan/plan.html", from the library's folder), every value escaped."""
    return Markup(_environment().get_template(template).render(**values))


def fill(text: str, values: Mapping[str, object], place: Place, problems: Problems, markdown: bool = True) -> str:
    """A text that begins at `place`, with `{{ names }}` filled in; empty where that is a problem.

    In Markdown a value comes out as it was typed, whatever signs it holds; blocks of HTML stay.
    """
    if markdown and (filled := _with_names(text, values)) is not None:
        return filled
    environment = _markdown_environment() if markdown else _plain_environment()
    try:
        return environment.from_string(text).render(values)
    except Exception as error:  # a text in braces can do anything; no traceback reaches an officer
        at = _line_of(error)
        problems.add(Place(place.uri, place.line + at - 1), _wrong(error))
        return ""


def _with_names(text: str, values: Mapping[str, object]) -> str | None:
    """A Markdown text that holds nothing but names, filled in; None where it needs more, or one of them is wrong.

    Thousands of texts say the same few names: each is compiled once, and not once with every text around it.
    """
    if _BRACES.search(_NAME.sub("", text)):
        return None
    try:
        return _NAME.sub(lambda name: _name_template(name.group()).render(values), text)
    except Exception:  # the whole text as one template tells what is wrong, and on which line
        return None


@cache
def _name_template(name: str) -> jinja2.Template:
    return _markdown_environment().from_string(name)


def _wrong(error: Exception) -> str:
    if isinstance(error, LookupError):
        return f'{{{{ call("{error.args[0]}") }}}}: không có số điện thoại nào mang tên đó trong national.yml'
    if isinstance(error, jinja2.UndefinedError):
        name = re.findall(r"'([^']+)'", str(error))[-1:]
        shown = f'trong dấu {{{{ }}}} có tên "{"".join(name)}": không có tên này'
        return f"{shown}. Ví dụ đúng: {{{{ commune.name }}}}"
    return "dấu {{ }}, {% %} hoặc {# #} ở đây viết chưa đúng. Ví dụ đúng: {{ commune.name }}"


def _line_of(error: Exception) -> int:
    """The line of the template where `error` arose, counted from 1."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)


def html_from_markdown(text: str) -> Markup:
    """Markdown that our own officers wrote, as HTML, for what is made without the engine: help pages, prints."""
    import markdown  # slow to load, and checking needs it for few files

    return Markup(markdown.markdown(text, extensions=_MARKDOWN))


def html_as_built(text: str) -> str:
    """Markdown as the site will show it."""
    return _builder().reset().convert(text)


@cache
def _builder() -> markdown.Markdown:
    import markdown

    return markdown.Markdown(extensions=list(AS_BUILT), extension_configs=AS_BUILT)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(policy.TEMPLATE_NAMES)
    _add_filters(environment)
    return environment


@cache
def _markdown_environment() -> jinja2.Environment:
    environment = _plain_environment().overlay(finalize=_markdown_text, keep_trailing_newline=True)
    _add_filters(environment)
    return environment


@cache
def _plain_environment() -> jinja2.Environment:
    return SandboxedEnvironment(undefined=jinja2.StrictUndefined)


def _markdown_text(value: object) -> str:
    if isinstance(value, Markup):
        return str(value).replace("](", "&#93;(")  # words inside a block of HTML are no Markdown link
    if _SITE_ADDRESS.fullmatch(str(value)):
        return str(value)
    return markdown_text(str(value))


def markdown_text(value: str) -> Markup:
    """`value` for the middle of a Markdown text: it comes out as it was typed, whatever signs it holds."""
    return Markup(_MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", value))


def _add_filters(environment: jinja2.Environment) -> None:
    environment.filters.update(
        short_day=dates.short_day,
        full_day=dates.full_day,
        weekday=dates.weekday,
        number_word=number_word,
        capitalize_first=capitalize_first,
        as_sentence=as_sentence,
    )
