"""What the surroundings say, for the command line and the hooks: the day, and when the content last changed.

Not part of the pure library, which is given both and never reads the clock.
"""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

_VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975


def today() -> date:
    """The day in Viet Nam; SOURCE_DATE_EPOCH (reproducible-builds.org) sets it to build the same site again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(_VIETNAM).date()


def updated_on(root: Path) -> date | None:
    """The day of the last change to content/ or docs/ in git; None where there is no history."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%cd", "--date=short", "--", "content", "docs"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        return date.fromisoformat(answer)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
