"""The command line, a file for each thing that officers and maintainers ask for.

Each file has `add_to(commands)`, which declares its commands and the function that runs them: options → exit code.
Only here does the library read the clock, print, and write files.
"""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"  # in Python 3.11 it takes no [ ] while running


class Refusal(Exception):
    """A command cannot do what was asked, and has changed nothing; the text says why, and what to do."""
