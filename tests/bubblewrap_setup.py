"""The bubblewrap that the tests of deploy/ confine builds with, where the machine lets it."""

from __future__ import annotations

from needs import Need, runs

# Tried, and not looked up: a machine (a container, say) may have the program and forbid what it does.
_WALLS = (
    "bwrap",
    "--unshare-all",
    "--unshare-user",
    "--disable-userns",
    "--cap-drop",
    "ALL",
    "--uid",
    "65534",
    "--gid",
    "65534",
)


def bubblewrap_works() -> bool:
    """Whether a program can be run behind walls here."""
    return runs(*_WALLS, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "true")


BUBBLEWRAP = Need("bubblewrap", "bubblewrap", bubblewrap_works, spared=True)
