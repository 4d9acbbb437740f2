"""Icons: drawings of a set, copied with their licence, that run nothing, load nothing and say nothing in a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import built
import pytest
import yaml
from commune.__main__ import main
from commune.commands import Refusal
from commune.commands import icons as command
from commune.core.icons import FOLDER, NoIcon, icon, line, names
from commune.core.policy import check_inline, policy_meta
from commune.core.render import _environment
from communes import assemble_fork
from selectolax.lexbor import LexborHTMLParser
from serving import BUILD_TIME, ROOT

HEAD, TAIL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">', "</svg>"
PATH = '<path d="M8 5v14l11-7z"/>'


# --- as they are drawn ---


@pytest.mark.parametrize("name", names())
def test_an_icon_is_one_line_to_be_filled(name):
    """In the colour of the words beside it, at their size, and nothing for the keyboard or a screen reader."""
    (drawing,) = LexborHTMLParser(icon(name)).body.iter()
    assert (drawing.tag, [part.tag for part in drawing.css("svg *")]) == ("svg", ["path"])
    assert drawing.attributes.keys() == {"class", "width", "height", "viewBox", "fill", "aria-hidden", "focusable"}
    assert drawing.attributes["aria-hidden"] == "true" and drawing.attributes["focusable"] == "false"
    assert (drawing.attributes["fill"], drawing.attributes["viewBox"]) == ("currentColor", "0 0 24 24")
    assert drawing.css_first("path").attributes.keys() == {"d"}
    assert check_inline(f"{policy_meta()}{icon(name)}") == []


def test_templates_of_the_library_draw_them():
    page = _environment().from_string('<a href="tel:111">{{ icon("phone") }} 111</a>').render()
    assert page == f'<a href="tel:111">{icon("phone")} 111</a>'


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("phon", 'icon("phon"): theme/icons/ không có hình này, ý bạn là "phone"?'),
        ("account", 'make icons NAMES="account"'),
        ("../assets/favicon", "không có hình này"),
        ("", "không có hình này"),
    ],
)
def test_an_icon_that_is_not_there_is_told_with_the_cure(name, said):
    with pytest.raises(NoIcon) as told:
        icon(name)
    assert said in str(told.value)


@pytest.mark.parametrize(
    "drawing",
    [
        f"{HEAD}<script>alert(1)</script>{PATH}{TAIL}",
        f"{HEAD}{PATH}{TAIL}<script>alert(1)</script>",
        f'{HEAD}<path d="M8 5" onload="alert(1)"/>{TAIL}',
        f'{HEAD}<path d="M8 5" style="fill:url(https://khac.example/)"/>{TAIL}',
        f'{HEAD}<path d="M8 5&quot;"/>{TAIL}',
        f'{HEAD}<image href="https://khac.example/a.png"/>{TAIL}',
        f'{HEAD}<use href="#a"/>{TAIL}',
        f'{HEAD}<a href="/lich/">{PATH}</a>{TAIL}',
        f"{HEAD}<title>Gọi</title>{PATH}{TAIL}",
        f"{HEAD}<foreignObject><p>a</p></foreignObject>{TAIL}",
        f'{HEAD}<animate attributeName="d"/>{PATH}{TAIL}',
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{HEAD}{PATH}{TAIL}',
        f"<!-- by a -->{HEAD}{PATH}{TAIL}",
        f"{HEAD}{PATH}{PATH}{TAIL}",
        HEAD.replace("24 24", "512 512") + PATH + TAIL,
        HEAD + TAIL,
        "",
    ],
)
def test_a_file_that_holds_anything_else_is_never_drawn(drawing):
    with pytest.raises(NoIcon, match=r"theme/icons/la\.svg"):
        line(drawing, "la")


def test_a_plain_one_is():
    assert line(f"{HEAD}{PATH}{TAIL}\n", "la") == "M8 5v14l11-7z"


# --- as they are copied ---


def test_the_copies_are_those_of_the_package():
    """With the licence of the set, as it lies there: whoever has the site has it too."""
    try:
        original = command.drawings(names())
    except Refusal:
        pytest.skip("the package is not installed any more: the copies are what there is")
    copied = {path.name: path.read_bytes() for path in (ROOT / FOLDER).iterdir()}
    assert "Apache License" in copied.pop("APACHE-2.0.txt").decode()
    assert copied == original
    assert "Apache 2.0" in copied["LICENSE"].decode()


def test_icons_are_copied_by_name_and_copied_anew_without(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    assert main(["--root", str(tmp_path), "icons", "phone", "magnify"]) == 0
    folder = tmp_path / FOLDER
    assert {path.name for path in folder.iterdir()} == {"phone.svg", "magnify.svg", "LICENSE"}
    (folder / "phone.svg").write_text("cũ")
    assert main(["--root", str(tmp_path), "icons"]) == 0
    assert (folder / "phone.svg").read_bytes() == (ROOT / FOLDER / "phone.svg").read_bytes()
    assert "2 hình" in capsys.readouterr().out


def test_with_one_unknown_name_none_is_copied(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    for wrong, near in (("phon", 'ý bạn là "phone"?'), ("../../partials/header", "không có hình này")):
        assert main(["--root", str(tmp_path), "icons", "magnify", wrong]) == 1
        assert near in capsys.readouterr().err and not (tmp_path / FOLDER).exists()


def test_without_the_package_it_is_told(tmp_path, capsys, monkeypatch):
    (tmp_path / "content").mkdir()
    monkeypatch.setattr(command, "PACKAGE", "khong-co-goi-nay")
    assert main(["--root", str(tmp_path), "icons", "phone"]) == 1
    assert "Chưa cài gói" in capsys.readouterr().err


# --- in the theme ---


def draw_in_header(theme: Path, name: str) -> None:
    header = theme / "partials/header.html"
    text = header.read_text("utf-8")
    header.write_text(text.replace('<header class="top">', f'<header class="top">{{{{ icon("{name}") }}}}'), "utf-8")


@pytest.fixture
def fork(tmp_path):
    return assemble_fork(tmp_path / "fork")


def test_a_build_stops_at_an_icon_that_is_not_there(fork):
    draw_in_header(fork / "theme", "phon")
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--quiet", "-f", fork / "mkdocs.yml"]
    around = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(BUILD_TIME.timestamp()))}
    done = subprocess.run([*command, "-d", fork / "site"], env=around, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert done.returncode != 0 and 'icon("phon"): theme/icons/ không có hình này' in told and "Traceback" not in told


def test_the_theme_draws_them_without_any_hook_too(fork, build, tmp_path):
    """Of what frame.json has."""
    draw_in_header(fork / "theme", "phone")
    assert main(["--root", str(fork), "pages", str(tmp_path / "written")]) == 0
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("a", "utf-8")
    plain = {"site_name": "a", "docs_dir": str(tmp_path / "docs"), "plugins": []}
    plain["theme"] = {"name": None, "custom_dir": str(fork / "theme")}
    plain["extra"] = {"frame": json.loads((tmp_path / "written/frame.json").read_text("utf-8"))}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(plain), "utf-8")
    site = build(tmp_path / "site", config=tmp_path / "mkdocs.yml")
    assert str(icon("phone")) in (site / "index.html").read_text("utf-8")
    assert built.soup(site / "index.html").select_one("details.panel")
