"""From records to HTML, by the library's own templates. What comes from content is text, whatever it holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from . import dates, policy
from .drawings import scene
from .icons import icon
from .text import as_sentence, capitalize_first, number_word, slug

_TEMPLATES = Path(__file__).parents[1]


def render(template: str, **values: object) -> Markup:
    """The template `template` ("plan/plan.html", from the library's folder), every value escaped."""
    return Markup(_environment().get_template(template).render(**values))


def paragraphs(*texts: str | None) -> Markup:
    """Texts as HTML, a paragraph each; what is empty is left out."""
    return Markup("").join(Markup("<p>{}</p>").format(text) for text in texts if text)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(policy.TEMPLATE_NAMES, icon=icon, scene=scene)
    environment.filters.update(
        short_day=dates.short_day,
        full_day=dates.full_day,
        weekday=dates.weekday,
        number_word=number_word,
        capitalize_first=capitalize_first,
        as_sentence=as_sentence,
        slug=slug,
    )
    return environment
