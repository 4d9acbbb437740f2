"""editor-config: the forms of the web editor, from the models; its program is made by web-editor/build.mjs."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from ..authoring.web_editor import (
    EditorSettings,
    choices,
    editor_config,
    editor_patterns,
    editor_rules,
    opener_policy,
    page,
    policy,
)
from ..content import Content
from ..core.problem import ContentError, Place, Problems
from ..core.schema import read_record
from ..core.tree import LINK, first_link, is_plain, uri_of
from ..core.yaml_nodes import parse_yaml
from ..disk import make_room, write
from ..environment import today
from ..output.hosting import editor_headers, for_hosts, for_nginx
from ..plan.document import Item
from ..slices import CONTENT_FILES
from ..uploads.seal import with_seal
from . import Commands
from .site import site

SETTINGS = "web-editor/settings.yml"
_PROGRAM = Path(__file__).resolve().parents[3]  # beside the library, whichever repository is edited
_TEMPLATE, _LOGO = _PROGRAM / "web-editor/index.html", _PROGRAM / "theme/assets/favicon.svg"
_LONGEST = 90  # letters of an item of the plan, in a list to choose from


def add_to(commands: Commands) -> None:
    editor = commands.add_parser("editor-config", help="ghi các mẫu nhập của trang soạn bài")
    editor.add_argument("folder", type=Path, help="thư mục của trang soạn bài. Ví dụ: editor")
    editor.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Writes all of the editor that comes from this repository into its folder."""
    root: Path = options.root
    content, _ = site(root)
    settings = read_editor_settings(root)
    make_room(root, options.folder)
    for name, text in files(content, settings).items():
        write(options.folder, options.folder / name, text.encode())
    print(f"Đã ghi các mẫu nhập vào {options.folder}.")
    if settings.repo is None:
        print(f"{SETTINGS} chưa ghi kho mã (repo): trang soạn bài chỉ sửa được thư mục trên máy này.")
    return 0


def files(content: Content, settings: EditorSettings) -> dict[str, str]:
    """Name → text of each file."""
    title = f"Soạn bài: {content.commune.site_name}"
    year = content.plan_in(today().year).year
    told = editor_headers(policy(settings), opener_policy(settings))
    config = editor_config(settings, title, CONTENT_FILES, year, choices(known_ids(content), CONTENT_FILES))
    return {
        "config.json": json.dumps(config, ensure_ascii=False),
        "rules.json": json.dumps(editor_rules(CONTENT_FILES), ensure_ascii=False),
        "patterns.json": json.dumps(editor_patterns(CONTENT_FILES), ensure_ascii=False),
        "documents.json": json.dumps(with_seal(), ensure_ascii=False),
        "lines.json": json.dumps([(line.id, line.label) for line in content.help.lines], ensure_ascii=False),
        "index.html": page(_TEMPLATE.read_text("utf-8"), settings),
        "_headers": for_hosts(told),
        "nginx-headers.conf": for_nginx(told),
        "logo.svg": _LOGO.read_text("utf-8"),
    }


def known_ids(content: Content) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen and stands in no file that the editor could look it up in: pairs of id and name.

    Audiences stand in one, with names in braces for what this place calls things.
    """
    plan = content.plan_in(today().year)
    return {
        "audiences": [(each.id, each.name) for each in content.vocabulary.audiences],
        "contacts": [(contact.id, contact.label) for contact in (*content.help.lines, *content.help.offices)],
        "plan-items": [_choice(item) for item in plan.text.items()],
        "units": [(unit.id, unit.name) for unit in plan.units],
        **{f"plan-items/{unit.id}": [_choice(duty.item) for duty in unit.responsibilities] for unit in plan.units},
    }


def _choice(item: Item) -> tuple[str, str]:
    return item.id, _shortened(f"{item.number}: {item.own_text}")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def read_editor_settings(root: Path) -> EditorSettings:
    """The settings of the editor. Raises ContentError with what is wrong in them."""
    problems = Problems()
    path = root / SETTINGS
    if link := first_link(root, path):
        problems.add(Place(uri_of(link, root.absolute())), LINK)
        raise ContentError(problems)
    text = path.read_text("utf-8") if is_plain(path) else ""
    document = read_record(EditorSettings, parse_yaml(text, SETTINGS, problems), SETTINGS, problems)
    if problems or document is None:
        raise ContentError(problems)
    return document.record
