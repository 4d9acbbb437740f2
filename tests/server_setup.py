"""The nginx that the tests of deploy/ put in front of a site: the system's own; where there is none, it is installed.

`make test` runs this file before the tests; tests/deploy/conftest.py imports `find_nginx` from it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from installing import installed, quietly

UNPACKED = Path(__file__).resolve().parents[1] / ".cache" / "nginx"
PACKAGES = ("nginx", "nginx-light", "nginx-core", "nginx-common")  # the program is in one or another

MISSING = (
    "Các kiểm thử của deploy/ cần nginx mà không tự cài được: hãy chạy "
    "(the tests of deploy/ need nginx, which could not be installed: run) sudo apt-get install nginx-light"
)


def find_nginx() -> str | None:
    """The program, on the PATH, where systems keep it for root, or unpacked by `unpack`; None where there is none."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", f"{UNPACKED}/usr/sbin"]
    return shutil.which("nginx", path=os.pathsep.join(places))


def find_mime_types() -> str:
    """The list of types that comes with nginx."""
    places = (UNPACKED / "etc/nginx", Path("/etc/nginx"), Path("/usr/local/etc/nginx"), Path("/opt/homebrew/etc/nginx"))
    return next(str(place / "mime.types") for place in places if (place / "mime.types").exists())


def starts() -> bool:
    """A program may be there and still not run: a missing system library."""
    found = find_nginx()
    return found is not None and subprocess.run([found, "-v"], capture_output=True).returncode == 0


def unpack() -> None:
    """The program out of its packages: no service starts, and nothing of the system changes."""
    with TemporaryDirectory() as folder:
        for package in PACKAGES:
            quietly(["apt-get", "download", "-qq", package], folder)
        for file in Path(folder).glob("*.deb"):
            quietly(["dpkg", "-x", str(file), str(UNPACKED)])


def ways_to_install() -> Iterator[Callable[[], None]]:
    root = os.geteuid() == 0
    if shutil.which("apt-get"):
        yield lambda: quietly(["apt-get", "update", "-qq"]) if root else None
        yield unpack
    if shutil.which("apt-get") and root:  # a system library was missing
        yield lambda: quietly(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "nginx-light"])


def main() -> int:
    return 0 if starts() else installed("nginx", starts, ways_to_install(), MISSING)


if __name__ == "__main__":
    sys.exit(main())
