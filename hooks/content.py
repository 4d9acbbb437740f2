"""Reads and checks content/ before anything is built, and hands the result to the other hooks."""

from __future__ import annotations

import logging
from pathlib import Path

from commune.advice import checks_due, warnings
from commune.authoring.reports import refusal
from commune.core.icons import NoIcon
from commune.core.numbers import masked
from commune.core.problem import ContentError
from commune.environment import cache, today, updated_on, versioned
from commune.frame import frame
from commune.site import make_site
from commune.site_map import navigation
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """`mkdocs serve` shows drafts, marked; a build never does."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    keep = cache(root)
    try:
        content, manifest = make_site(root, today(), updated_on(root), keep, drafts=_serving, versioned=versioned(root))
    except ContentError as error:
        # Sites are built where anybody can read the log.
        problems = [problem.in_public() for problem in error.problems]
        raise PluginError(f"Nội dung chưa đăng được:\n{refusal(problems)}") from None
    except NoIcon as error:
        raise PluginError(str(error)) from None
    for contact in checks_due(content, today()):
        # Not under "mkdocs.": age is told, and never keeps anything from being published.
        logging.getLogger("commune").warning("Cần kiểm tra: %s", contact)
    for warning in warnings(content):
        logging.getLogger("commune").warning("%s", masked(warning))
    config.extra.update(manifest=manifest, keep=keep, frame=frame(content.help, content.commune, content.updated_on))
    config.nav = [{title: f"{address.strip('/')}/index.md"} for title, address in navigation()]
    config.site_name = content.commune.site_name
    config.site_url = content.commune.site_url or ""
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """What was withdrawn since the last build is kept no longer."""
    if not _serving:  # which shows drafts too
        config.extra["keep"].forget_the_rest()
