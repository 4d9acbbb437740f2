"""icons: drawings of Material's own set, copied into theme/icons/ with their licence.

So they serve readers at no cost: nothing of Material's is loaded, and the site does not need it installed.
"""

from __future__ import annotations

from argparse import Namespace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from ..core.icons import FOLDER, NoIcon, line
from ..core.problem import did_you_mean
from ..disk import write
from . import Commands, Refusal

PACKAGE = "mkdocs-material"
# Material Design Icons; the other sets of the package have other licences, and drawings of other sizes.
SET = "material/templates/.icons/material"
LICENCE = "LICENSE"


def add_to(commands: Commands) -> None:
    icons = commands.add_parser("icons", help="chép hình nhỏ của bộ Material Design Icons vào theme/icons/")
    icons.add_argument("names", nargs="*", help="tên hình. Ví dụ: phone. Không ghi tên: chép lại mọi hình đã có")
    icons.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Copies the icons that are named, or anew those that are there; all of them or none."""
    folder: Path = options.root / FOLDER
    names = options.names or sorted(path.stem for path in folder.glob("*.svg"))
    found = drawings(names)
    for name, data in found.items():
        write(options.root, folder / name, data)
    print(f"{FOLDER}: đã chép {len(names)} hình, kèm giấy phép.")
    return 0


def drawings(names: list[str]) -> dict[str, bytes]:
    """File name → bytes of these icons, as the package has them, and of their licence. Raises Refusal."""
    folder = set_folder()
    files = {f"{name}.svg": _drawing(folder, name) for name in names}
    return files | {LICENCE: (folder / LICENCE).read_bytes()}


def set_folder() -> Path:
    """Where the set lies on this machine. Raises Refusal where the package is not installed."""
    try:
        return Path(str(distribution(PACKAGE).locate_file(SET)))
    except PackageNotFoundError:
        raise Refusal(f"Chưa cài gói {PACKAGE}, nên chưa chép được hình. Hãy gõ: make site") from None


def _drawing(folder: Path, name: str) -> bytes:
    known = [path.stem for path in folder.glob("*.svg")]
    if name not in known:
        raise Refusal(f"{name}: bộ Material Design Icons không có hình này{did_you_mean(name, known)}")
    data = (folder / f"{name}.svg").read_bytes()
    try:
        line(data.decode(), name)
    except NoIcon as error:
        raise Refusal(str(error)) from error
    return data
