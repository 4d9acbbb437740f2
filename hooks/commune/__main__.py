"""The command line: `python -m commune <command>`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .commands import (
    Refusal,
    addresses,
    check,
    editor,
    import_word,
    new,
    new_commune,
    new_year,
    pages,
    photo,
    schema,
    update,
)
from .core.problem import ContentError
from .output.reports import refusal

_COMMANDS = (check, addresses, photo, pages, schema, editor, new, import_word, new_commune, new_year, update)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when it did what was asked, 1 when somebody has to mend something first."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ContentError as error:
        print(refusal(error.problems), file=sys.stderr)
        return 1
    except Refusal as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m commune", description="Nội dung của trang: kiểm tra, xuất trang.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="thư mục có content/ và docs/")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
