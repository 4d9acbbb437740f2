"""Where things stand on the server, and what its operator may set (settings.ini beside the repository).

The settings and the files beside them that say how builds are confined are root's: a build cannot change them.
"""

from __future__ import annotations

import re
from configparser import ConfigParser, Error
from dataclasses import dataclass
from pathlib import Path

from .disk import read
from .telling import Refused

_NUMBERS = ("keep", "minutes", "memory", "patience")
_CONFINEMENTS = ("systemd", "bubblewrap", "none")


@dataclass(frozen=True)
class Settings:
    """All paths lie under `base`, on one file system: what is moved is moved in one step."""

    base: Path
    branch: str = "main"
    keep: int = 10  # releases
    minutes: int = 30  # after which a build is stopped
    memory: int = 4000  # MB that a build may use
    pass_on: str = ""  # names of the environment that a build is told too
    folders: str = ""  # further folders that a build confined by bubblewrap may write in
    patience: int = 180  # seconds: within them nginx takes up the parts of a new release
    headers: str = ""  # what nginx includes, in place of /etc/nginx/<name>-headers.conf
    entrance: str = ""  # where systemd takes builds, in place of /run/<name>-build.sock
    python: str = "python3"
    venv: str = ""  # a ready one, in place of base/venvs/
    mail_to: str = ""  # who is told of the calls of the week, and of a night that went wrong
    sendmail: str = "/usr/sbin/sendmail"
    confinement: str = "none"  # what root has written down when the site was set up: by what builds are confined
    builder: str = ""  # and which user they run as; empty: the one who publishes

    @property
    def name(self) -> str:
        """What the services and files of this site begin with."""
        return re.sub(r"[^a-z0-9]", "_", self.base.name)

    @property
    def socket(self) -> Path:
        """Where systemd takes builds."""
        return Path(self.entrance or f"/run/{self.name}-build.sock")

    @property
    def repository(self) -> Path:
        return self.base / "repo.git"

    @property
    def work(self) -> Path:
        """Where sites are built; whatever is left in it belongs to nobody."""
        return self.base / "work"

    @property
    def releases(self) -> Path:
        return self.base / "releases"

    @property
    def live(self) -> Path:
        """The link to the release that readers see."""
        return self.base / "live"

    @property
    def cache(self) -> Path:
        return self.base / "cache"

    @property
    def venvs(self) -> Path:
        return self.base / "venvs"

    @property
    def lock(self) -> Path:
        return self.base / "lock"

    @property
    def ledger(self) -> Path:
        """Every address that this server has ever published."""
        return self.base / "addresses.txt"

    @property
    def redirects(self) -> Path:
        """The live site's rules for old addresses, as the site wrote them: not to be believed unread."""
        return self.base / "redirects.conf"

    @property
    def hashes(self) -> Path:
        """Which of the site's own parts nginx shall let through: not to be believed unread."""
        return self.base / "hashes.txt"

    @property
    def headers_file(self) -> Path:
        """What nginx includes of it: root's. Root's program is told of it by its own service."""
        return Path(self.headers or f"/etc/nginx/{self.name}-headers.conf")

    @property
    def log(self) -> Path:
        return self.base / "log"


def read_settings(base: Path) -> Settings:
    """The settings in base/settings.ini; without that file, the usual ones."""
    parser = ConfigParser(interpolation=None)
    path = base / "settings.ini"
    try:
        parser.read_string("[site]\n" + (read(path) if path.exists() else ""))
        values = {key: int(value) if key in _NUMBERS else value for key, value in parser["site"].items()}
        return Settings(base.resolve(), **{**values, **_confinement(base)})  # type: ignore[arg-type]
    except (Error, OSError, TypeError, ValueError) as error:
        raise Refused(f"{path}: không đọc được ({error}). Xem mẫu trong deploy/README.md.") from None


def _confinement(base: Path) -> dict[str, str]:
    """What stands in base/confinement: "bubblewrap trang-build". Raises ValueError where it is none that is known."""
    path = base / "confinement"
    words = read(path).split() if path.exists() else []
    if words and (words[0] not in _CONFINEMENTS or len(words) > 2):
        raise ValueError(f"confinement: {' '.join(words)}")
    return dict(zip(("confinement", "builder"), words, strict=False))
