"""The nginx that the tests of deploy/ put in front of a site: the system's own; where there is none, system_setup.py
installs it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from needs import Need, quietly, runs

UNPACKED = Path(__file__).resolve().parents[1] / ".cache" / "nginx"
PACKAGES = ("nginx", "nginx-light", "nginx-core", "nginx-common")  # the program is in one or another


def find_nginx() -> str | None:
    """The program, on the PATH, where systems keep it for root, or unpacked by `unpack`; None where there is none."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", f"{UNPACKED}/usr/sbin"]
    return shutil.which("nginx", path=os.pathsep.join(places))


def find_mime_types() -> str:
    """The list of types that comes with nginx."""
    places = (UNPACKED / "etc/nginx", Path("/etc/nginx"), Path("/usr/local/etc/nginx"), Path("/opt/homebrew/etc/nginx"))
    return next(str(place / "mime.types") for place in places if (place / "mime.types").exists())


def nginx_starts() -> bool:
    found = find_nginx()
    return found is not None and runs(found, "-v")


def unpack() -> None:
    """The program out of its packages: no service starts, and nothing of the system changes."""
    if not shutil.which("apt-get"):
        return
    with TemporaryDirectory() as folder:
        for package in PACKAGES:
            quietly(["apt-get", "download", "-qq", package], folder)
        for file in Path(folder).glob("*.deb"):
            quietly(["dpkg", "-x", str(file), str(UNPACKED)])


NGINX = Need("nginx", "nginx-light", nginx_starts, first=unpack)
