"""schema: JSON Schemas of all content, and the settings of VS Code that use them, from the models."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from ..authoring.vscode import SCHEMAS, settings, snippets
from ..authoring.vscode_messages import spoken
from ..disk import remove, write
from ..slices import CONTENT_FILES
from . import Commands


def add_to(commands: Commands) -> None:
    schema = commands.add_parser("schema", help="ghi lược đồ của nội dung vào schemas/ và .vscode/, theo mô hình")
    schema.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Writes every file that editors read, and takes away schemas of what is no more."""
    made = files()
    for path in set((options.root / SCHEMAS).glob("*.json")) - {options.root / name for name in made}:
        remove(options.root, path)
    for name, text in made.items():
        write(options.root, options.root / name, text.encode())
    print(f"Đã ghi {len(made)} tệp.")
    return 0


def files() -> dict[str, str]:
    """Path from the repository's root → text of each file that is made from the models."""
    schemas = {f"{SCHEMAS}/{kind.name}.json": _json(spoken(kind.schema())) for kind in CONTENT_FILES}
    editors = {
        ".vscode/settings.json": settings(CONTENT_FILES),
        ".vscode/content.code-snippets": snippets(CONTENT_FILES),
    }
    return schemas | {name: _json(value) for name, value in editors.items()}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
