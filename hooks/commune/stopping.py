"""Ctrl+C while the command line is still loading, which takes a second: no traceback. Imported first, for that."""

from __future__ import annotations

import sys
from types import TracebackType

STOPPED = "\nĐã dừng."


def _quietly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.buffer.write(f"{STOPPED}\n".encode())
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _quietly
