"""What every template needs, and what of Material stays out of the site."""

from __future__ import annotations

import jinja2
from commune.core.policy import data_block, policy_meta
from commune.help import pages as help_pages
from commune.search.pages import search_field
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # The library makes its own 404 page and its own sitemap.
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    # The theme's templates are ours (theme/): no page loads Material's scripts and styles. The engine's sitemap stays
    # out too where the library makes none.
    foreign = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
    if "/sitemap.xml" not in config.extra["manifest"].by_address:
        foreign += ("sitemap.xml",)
    for file in list(files):
        if file.src_uri.startswith(foreign):
            files.remove(file)
    return files


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
