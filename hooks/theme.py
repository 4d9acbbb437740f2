"""What every template needs."""

from __future__ import annotations

import jinja2
from commune.core.policy import data_block, policy_meta
from commune.help import pages as help_pages
from commune.search.pages import search_field
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # The library makes its own 404 page and its own sitemap.
    config.theme.static_templates.clear()
    return config


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    # MkDocs escapes nothing by itself: a name from commune.yml would be raw HTML.
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    content = config.extra["content"]
    env.globals.update(
        policy_meta=policy_meta(),
        data_block=data_block,
        commune=content.commune,
        updated_on=content.updated_on,
        help_panel=help_pages.panel(content.help, content.commune),
        search_field=search_field(),
        first_lines=content.help.first_lines(),
    )
    return env
