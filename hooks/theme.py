"""What the templates of theme/ need of their engine."""

from __future__ import annotations

import jinja2
from commune.core.icons import NoIcon, icon
from commune.core.lean import lean_css
from commune.core.policy import data_block
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    # The library makes its own 404 page and its own sitemap.
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    if styles := files.get_file_from_path("assets/site.css"):
        styles.content_string = lean_css(styles.content_string)
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    env.undefined = jinja2.StrictUndefined
    env.globals.update(data_block=data_block, icon=_icon)
    return env


def _icon(name: str) -> Markup:
    try:
        return icon(name)
    except NoIcon as error:
        raise PluginError(str(error)) from None
