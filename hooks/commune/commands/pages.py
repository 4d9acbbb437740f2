"""pages: every page as Markdown with front matter, and every file, in a folder, without any site engine.

Beside them frame.json: what stands around each page, for the engine that dresses them.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..core.page import Asset, Manifest, Page
from ..disk import make_room, write
from ..frame import FILE, frame, frame_file
from . import Commands
from .check import print_result
from .site import site


def add_to(commands: Commands) -> None:
    pages = commands.add_parser("pages", help="ghi các trang vào một thư mục")
    pages.add_argument("folder", type=Path)
    pages.set_defaults(run=run)


def run(options: Namespace) -> int:
    content, manifest = site(options.root)
    write_pages(manifest, options.root, options.folder)
    around = frame(content.help, content.commune, content.updated_on)
    write(options.folder, options.folder / FILE, frame_file(around))
    print_result(content, manifest, options.root)
    return 0


def write_pages(manifest: Manifest, root: Path, folder: Path) -> None:
    make_room(root, folder)
    for item in manifest.items:
        write(folder, folder / item.src_uri, _written(item))


def _written(item: Page | Asset) -> bytes:
    if isinstance(item, Asset):
        return item.content
    return item.as_markdown().encode()
