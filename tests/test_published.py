"""The site is what the manifest names and the look's own files: a build that would publish anything else fails."""

from __future__ import annotations

import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from commune.core.page import Asset, Manifest, Page
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

MANIFEST = Manifest(
    (
        Page("/", "home", "Trang", "", "", "docs/index.md"),
        Page("/gioi-thieu/", "standing", "a", "", "", "docs/gioi-thieu.md"),
    ),
    (
        Asset("/lich.ics", "calendar", b"a", "content/calendar.yml"),
        Asset("/ho-tro/", "help", b"a", "content/help/local.yml"),
    ),
)
SITE = ("index.html", "gioi-thieu/index.html", "lich.ics", "ho-tro/index.html")


@pytest.fixture(scope="module")
def hook(root: Path) -> ModuleType:
    spec = spec_from_file_location("published", root / "hooks/published.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def config(tmp_path: Path) -> SimpleNamespace:
    theme = SimpleNamespace(custom_dir=str(tmp_path / "theme"))
    return SimpleNamespace(site_dir=str(tmp_path / "site"), theme=theme, extra={"manifest": MANIFEST})


@pytest.fixture
def site(hook: ModuleType, config: SimpleNamespace) -> Path:
    """A site just as it should be."""
    folder = Path(config.site_dir)
    for name in (*SITE, *hook.LOOK_FILES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("a")
    return folder


def test_a_site_that_is_the_manifest_and_the_look_passes(hook, config, site):
    hook.on_post_build(config)


@pytest.mark.parametrize(
    "name", ["a.html", "gioi-thieu/a.pdf", ".htaccess", ".an/a.txt", "assets/khac.js", "sitemap.xml.gz"]
)
def test_one_with_anything_else_fails_and_says_what(hook, config, site, name):
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("a")
    with pytest.raises(PluginError, match=f"thừa {name}"):
        hook.on_post_build(config)


@pytest.mark.parametrize("name", [SITE[1], "lich.ics", "assets/site.css"])
def test_one_that_lacks_something_fails(hook, config, site, name):
    (site / name).unlink()
    with pytest.raises(PluginError, match=f"thiếu {name}"):
        hook.on_post_build(config)


def test_a_link_is_no_file_of_the_site(hook, config, site):
    (site / "lich.ics").unlink()
    (site / "lich.ics").symlink_to("index.html")
    with pytest.raises(PluginError, match="lich"):
        hook.on_post_build(config)
    (site / "lich.ics").unlink()
    (site / "lich.ics").write_text("a")
    (site / "may").symlink_to("/etc")
    with pytest.raises(PluginError, match="may"):
        hook.on_post_build(config)


def test_a_site_that_is_a_link_is_neither_emptied_nor_written(hook, config, site):
    site.rename(site.parent / "elsewhere")
    site.symlink_to("elsewhere")
    with pytest.raises(PluginError, match="đường dẫn tắt"):
        hook.on_config(config)


def test_of_docs_and_theme_nothing_else_comes_into_the_build(hook, config):
    def file(folder: str, name: str) -> File:
        return File(name, folder, config.site_dir, use_directory_urls=True)

    docs, theme, material = (os.path.dirname(config.site_dir) + each for each in ("/docs", "/theme", "/material"))
    files = Files(
        [
            *(file(docs, name) for name in ("index.md", "gioi-thieu.md", "a.html", "a.js", "khac/a.pdf", "thua.md")),
            *(file(theme, name) for name in (*hook.LOOK_FILES, "assets/khac.js", "khac.txt")),
            *(file(material, name) for name in ("assets/javascripts/bundle.js", "sitemap.xml", "assets/images/a.png")),
        ]
    )
    kept = {file.src_uri for file in hook.on_files(files, config)}
    assert kept == {"index.md", "gioi-thieu.md", *hook.LOOK_FILES}


def test_the_look_is_nobody_else_s(hook, config):
    """A file of docs/ or Material under the same name is not it."""
    stranger = File("assets/site.css", os.path.dirname(config.site_dir) + "/docs", config.site_dir, True)
    assert list(hook.on_files(Files([stranger]), config)) == []


def test_the_look_is_what_the_templates_load(hook, root):
    """What stands in theme/ beside its templates is all loaded, and all published; icons are drawn into the pages."""
    theme = root / "theme"
    there = {
        path.relative_to(theme).as_posix()
        for path in theme.rglob("*")
        if path.is_file() and path.suffix != ".html" and path.name[0] != "." and path.parent.name != "icons"
    }
    assert there == set(hook.LOOK_FILES)
    text = (theme / "main.html").read_text("utf-8")
    assert all(f"'{name}' | url" in text for name in hook.LOOK_FILES)
