"""The releases: finished sites in folders of their own, one of which is live.

releases/<name>/ holds site/ (what readers see), release.json (which commit), redirects.conf, hashes.txt (what of the
site's own may run), and `published` once it has been live. The link `live` leads to one of them and is only ever
replaced by rename(2): a reader gets a file of the old site or of the new one.

What is not live any more keeps no site: going back builds anew, and what somebody withdrew lies nowhere. Who is in the
middle of a file has it open, and gets it whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from filecmp import cmp
from pathlib import Path

from .disk import is_plain, write
from .headers import ANY, good_hashes
from .settings import Settings
from .telling import Refused

_NEEDED = ("index.html", "404.html", "ho-tro/index.html")
_VIETNAM = timezone(timedelta(hours=7))
_ABOUT = "release.json"
_HASHES = "hashes.txt"
_PUBLISHED = "published"


@dataclass(frozen=True)
class Release:
    folder: Path
    commit: str
    subject: str
    made_at: str

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def hashes(self) -> str:
        """The site's own parts that a browser may run."""
        path = self.folder / _HASHES
        return good_hashes(path.read_text("utf-8")) if path.exists() else ANY

    def __str__(self) -> str:
        return f"{self.name}  {self.commit[:8]}  {self.subject}"


@dataclass(frozen=True)
class Releases:
    settings: Settings

    @property
    def all(self) -> list[Release]:
        """Those that can be read, the oldest first."""
        found = [_read(folder) for folder in sorted(self.settings.releases.glob("2*"))]
        return [release for release in found if release]

    @property
    def live(self) -> Release | None:
        link = self.settings.live
        return _read(self.settings.base / link.readlink()) if link.is_symlink() else None

    def settle(self) -> None:
        """Takes away what somebody was killed over: releases that never went live, a link that was not renamed."""
        self._unfinished_link.unlink(missing_ok=True)
        live = self.live
        if live:
            (live.folder / _PUBLISHED).touch()
        for folder in self.settings.releases.glob("2*"):
            if not (folder / _PUBLISHED).exists():
                shutil.rmtree(folder, ignore_errors=True)

    @property
    def _unfinished_link(self) -> Path:
        return self.settings.base / "live.new"

    def add(self, site: Path, rules: str, hashes: str, commit: str, subject: str) -> Release:
        """A finished site among the releases, on the disk to stay; not live yet."""
        look_over(site)
        if live := self.live:
            share(live.site, site)
        now = datetime.now(_VIETNAM)
        folder = site.parent / "release"
        folder.mkdir()
        site.rename(folder / "site")
        write(folder / "redirects.conf", rules)
        write(folder / _HASHES, hashes)
        about = {"commit": commit, "subject": subject, "made_at": now.isoformat(timespec="seconds")}
        write(folder / _ABOUT, json.dumps(about, ensure_ascii=False))
        _sync_all(folder)
        place = self.settings.releases / f"{now:%Y%m%d-%H%M%S.%f}-{commit[:8]}"
        self.settings.releases.mkdir(exist_ok=True)
        folder.rename(place)
        return Release(place, commit, subject, about["made_at"])

    def put_live(self, release: Release) -> None:
        """Swaps the site that readers see, in one step."""
        self._unfinished_link.symlink_to(release.folder.relative_to(self.settings.base))
        self._unfinished_link.replace(self.settings.live)
        _sync(self.settings.base)
        with suppress(OSError):  # it is live, whether or not there is room to say so: settle() does
            (release.folder / _PUBLISHED).touch()

    def prune(self, known: Callable[[str], bool]) -> None:
        """Keeps the last ten commits, and a site of none of them but the live one.

        A commit that is not `known` any more was taken out of the history: nothing of it is kept.
        """
        by_commit = {release.commit: release for release in self.all if known(release.commit)}
        newest = sorted(by_commit.values(), key=lambda release: release.name)[-self.settings.keep :]
        for release in (release for release in self.all if release != self.live):
            release.folder.chmod(0o700)
            shutil.rmtree(release.site if release in newest else release.folder, ignore_errors=True)


def _read(folder: Path) -> Release | None:
    try:
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        return Release(folder, about["commit"], about["subject"], about["made_at"])
    except (OSError, ValueError, KeyError):
        return None


def look_over(site: Path) -> None:
    """A last look at a built site, whoever built it. Raises Refused where it cannot be a whole one."""
    links = [path for path in (site, *site.rglob("*")) if path.is_symlink() or not (path.is_file() or path.is_dir())]
    if links:
        names = [path.relative_to(site.parent).as_posix() for path in links]
        raise Refused(f"Trang dựng ra có đường dẫn tắt hay thứ không phải tệp: {', '.join(names[:5])}.")
    missing = [name for name in _NEEDED if not (site / name).is_file()]
    empty = [path for path in site.rglob("*") if path.is_file() and path.stat().st_size == 0]
    if missing or empty:
        names = missing + [path.relative_to(site).as_posix() for path in empty]
        raise Refused(f"Trang dựng ra chưa trọn: {', '.join(names[:5])} thiếu hoặc rỗng.")
    if 'href="tel:' not in (site / "ho-tro/index.html").read_text("utf-8"):
        raise Refused("Trang dựng ra chưa trọn: trang hỗ trợ (/ho-tro/) không có số nào để gọi.")


def share(old: Path, new: Path) -> None:
    """Files that did not change are one file on the disk: ten releases cost little, and readers keep their copies.

    The web server tells files apart by time and size, so one that did change is never as old as it was.
    """
    for path in (path for path in new.rglob("*") if path.is_file()):
        before = old / path.relative_to(new)
        if not is_plain(before):
            continue
        if cmp(before, path, shallow=False):
            path.unlink()
            os.link(before, path)
        elif int(path.stat().st_mtime) <= (was := int(before.stat().st_mtime)):
            os.utime(path, (was + 1, was + 1))


def _sync_all(folder: Path) -> None:
    """Everything on the disk, so that a power cut right after the swap finds whole files."""
    subprocess.run(["sync", "--file-system", folder], check=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
