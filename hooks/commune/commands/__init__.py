"""The command line, a file for each thing that officers and maintainers ask for.

Each file has `add_to(commands)`, which declares its commands and the function that runs them: options → exit code.
Only here does the library read the clock, print, and write files.
"""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"  # which is generic only to type checkers
