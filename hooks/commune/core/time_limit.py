"""A limit for what a text can make the machine work: Markdown's patterns can take hours over a few kilobytes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlow(BaseException):
    """The limit is reached. No `except Exception` on the way holds it up."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TooSlow after so many seconds of the processor's time: a busy machine refuses nothing that a quiet one
    takes. Where there are no such signals (Windows, another thread than the first) there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)  # again, where a library passes over the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow
