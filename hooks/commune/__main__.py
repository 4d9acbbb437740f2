"""The command line: `python -m commune <command>`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from . import stopping
from .authoring.reports import refusal
from .commands import (
    Refusal,
    addresses,
    check,
    editor,
    file,
    guarded,
    icons,
    import_word,
    new,
    new_commune,
    new_year,
    pages,
    photo,
    policy,
    schema,
    update,
)
from .commands.messages import Parser, in_repository, in_utf8, our_mistake, wrong_place
from .core.problem import ContentError
from .disk import NotOurs
from .environment import in_public, print_no_more

_COMMANDS = (
    *(check, addresses, policy, photo, file, pages, schema, icons, editor, guarded),
    *(new, import_word, new_commune, new_year, update),
)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when it did what was asked, 1 when somebody has to mend something first."""
    in_utf8((sys.stdout, sys.stderr))
    options = _parser().parse_args(arguments)
    try:
        code, message = _run(options), ""
    except ContentError as error:
        problems = [problem.in_public() if in_public() else problem for problem in error.problems]
        code, message = 1, refusal(problems)
    except (Refusal, NotOurs) as why:
        code, message = 1, str(why)
    except BrokenPipeError:  # whoever read the output has seen enough
        print_no_more()
        code, message = 1, ""
    except OSError as error:
        code, message = 1, wrong_place(error)
    except KeyboardInterrupt:
        code, message = 130, stopping.STOPPED
    except Exception as error:
        if sys.flags.dev_mode:  # python -X dev -m commune …: for whoever mends the program
            raise
        code, message = 1, our_mistake(error)
    if message:
        print(message, file=sys.stderr)
    return code


def _run(options: Namespace) -> int:
    if not options.anywhere:
        in_repository(options.root)
    code = int(options.run(options))
    sys.stdout.flush()
    return code


def _parser() -> ArgumentParser:
    parser = Parser(prog="python -m commune", description="Nội dung của trang: soát, xuất trang.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="thư mục có content/ và docs/")
    parser.set_defaults(anywhere=False)  # whether the command needs no repository
    commands = parser.add_subparsers(dest="command", metavar="lệnh", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
