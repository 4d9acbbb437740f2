"""What is told to whoever pushed, and to the operator. In Vietnamese; never a traceback."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from .disk import write

STAYS = "Trang đang đăng vẫn giữ nguyên."

_FULL = ("No space left on device", "Disk quota exceeded", "File too large")
_FULL_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOISE = ("make: ", "make[", "Aborted with", "Error: ")


class Refused(Exception):
    """Something was not done, and the message says why to whoever asked for it."""


class NotTheirFault(Refused):
    """It was the server that failed, whatever had been pushed."""


class DiskFull(NotTheirFault):
    """The disk had no room."""

    def __init__(self) -> None:
        super().__init__(
            f"Máy chủ hết chỗ chứa nên chưa làm được. {STAYS} Không phải lỗi của bạn. "
            "Xin báo người quản trị máy chủ dọn đĩa, rồi đẩy lại."
        )


def say(text: str) -> None:
    """Tells whoever pushed. Their connection may be gone: what has begun goes on without them."""
    try:
        print(text, flush=True)
    except OSError:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)


def is_full(trouble: OSError | str) -> bool:
    """Whether it is the disk that had no room."""
    if isinstance(trouble, OSError):
        return trouble.errno in _FULL_NUMBERS
    return any(words in trouble for words in _FULL)


def reasons(output: str) -> str | None:
    """What a failed check or build said to an officer; None where it speaks only to a maintainer."""
    if "Traceback (most recent call last)" in output:
        return None
    lines = [line.removeprefix("ERROR   -  ") for line in output.splitlines()]
    return "\n".join(line for line in lines if not line.startswith(_NOISE)).strip() or None


def failure(output: str, doing: str, log: Path, to_officers: bool = True) -> Refused:
    """What is told where a program failed: what it said to officers; else that it is not their fault, and `log` has
    all of it."""
    if is_full(output):
        return DiskFull()
    if to_officers and (told := reasons(output)):
        return Refused(told)
    with suppress(OSError):
        log.mkdir(exist_ok=True)
        write(log / "last-failure.txt", output)
    return NotTheirFault(
        f"Máy chủ không {doing} được, vì phần mềm chứ không phải vì nội dung bạn viết. {STAYS} "
        f"Xin báo người quản trị máy chủ: chi tiết ở {log / 'last-failure.txt'}."
    )
