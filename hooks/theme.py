"""What every template needs, and what of Material stays out of the site."""

from __future__ import annotations

import jinja2
from commune.core.page import relative_links
from commune.help import pages as help_pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # The library makes its own 404 page, and no sitemap yet.
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    # The theme's templates are ours (theme/): no page loads Material's scripts and styles.
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/", "sitemap.xml")):
            files.remove(file)
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    # MkDocs escapes nothing by itself: a name from commune.yml would be raw HTML.
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    return env


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, object]:
    content = config.extra["content"]
    panel = help_pages.panel(content.help, content.commune)
    context.update(
        commune=content.commune,
        updated_on=config.extra["updated_on"],
        help_panel=relative_links(panel, f"/{page.url}" if page.url != "./" else "/"),
        first_lines=content.help.first_lines(),
    )
    return context
