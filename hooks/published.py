"""What is published is the manifest and the look's own files: a build that would publish anything else fails."""

from __future__ import annotations

from pathlib import Path

from commune.core.tree import is_link, is_plain
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

# What the templates of theme/ load beside what the library makes.
LOOK_FILES = ("assets/favicon.svg", "assets/site.css")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if is_link(Path(config.site_dir)):
        raise PluginError(f"{config.site_dir}: đây là đường dẫn tắt, máy không ghi qua nó. Hãy xóa nó, rồi dựng lại.")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Whatever else is in docs/, in theme/ or in Material stays out."""
    made = {item.src_uri for item in config.extra["manifest"].items}
    for file in list(files):
        is_look = file.src_uri in LOOK_FILES and file.src_dir == config.theme.custom_dir
        if not is_look and file.src_uri not in made:
            files.remove(file)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    expected = {*LOOK_FILES, *(_file(item.address) for item in config.extra["manifest"].items)}
    there = [path for path in site.rglob("*") if is_link(path) or not path.is_dir()]
    found = {path.relative_to(site).as_posix() for path in there if is_plain(path)}
    odd = {path.relative_to(site).as_posix() for path in there if not is_plain(path)}
    for wrong, names in (("thừa", found - expected), ("thiếu", expected - found), ("không phải tệp thường:", odd)):
        if names:
            raise PluginError(f"Trang dựng ra không đúng nên không đăng được, {wrong} {', '.join(sorted(names)[:10])}")


def _file(address: str) -> str:
    """Where in the site an address stands."""
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")
