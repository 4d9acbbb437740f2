"""The power goes (kill -9), or the disk is full: readers keep a whole site, and the next push works."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from servers import Server, free_port, make_clone
from test_push import VERSION, version

LARGE = 24 << 20


def is_whole(server, text: str) -> bool:
    """Whether each page of the live site is of this version and of no other."""
    pages = [path.read_text("utf-8") for path in server.live.rglob("*.html")]
    return len(pages) == 5 and all(page.count(text) == 1500 and page.endswith("</html>\n") for page in pages)


# --- kill -9 ---

BEFORE_THE_SWAP = {
    "before the checkout": "post-receive|subprocess.Popen|'checkout'",
    "before the build": "post-receive|subprocess.Popen|'site'",
    "while files are shared": "post-receive|os.link|always.css",
    "before it is put among the releases": "post-receive|os.rename|/releases/",
    "before the new link": "post-receive|os.symlink|live.new",
    "right before the swap": "post-receive|os.rename|live.new",
}
AFTER_THE_SWAP = {
    "after the swap": "post-receive|subprocess.Popen|'addresses'",
    "while old releases are taken away": "post-receive|shutil.rmtree|/releases/",
}


@pytest.mark.parametrize("moment", [*BEFORE_THE_SWAP, *AFTER_THE_SWAP])
def test_the_site_is_whole_whenever_the_power_goes(server, officer, moment):
    server.set(keep=1)
    killed = officer.commit(**version("trang so 1"))
    officer.push(DIE_AT=(BEFORE_THE_SWAP | AFTER_THE_SWAP)[moment])
    assert server.tip == killed
    assert is_whole(server, "trang so 0" if moment in BEFORE_THE_SWAP else "trang so 1")
    officer.commit(**version("trang so 2"))
    done = officer.push()
    assert done.returncode == 0 and "Đã đăng bản" in done.stderr
    assert is_whole(server, "trang so 2")
    assert server.left_over() == []


def test_killed_while_it_builds_and_the_builder_lives_on(server, officer, gate):
    """Nobody is left to wait for the builder: it harms nothing, and nobody waits for it."""
    gate.shut()
    officer.commit(**version("trang so 1"))
    push = officer.start_push(**gate.words)
    gate.wait_for_builder()
    server.kill("post-receive")
    push.finish()
    officer.commit(**version("trang so 2"))
    assert officer.push().returncode == 0
    assert is_whole(server, "trang so 2")
    gate.open()
    officer.commit(**version("trang so 3"))
    officer.push()
    assert is_whole(server, "trang so 3")


def test_killed_while_it_checks_nothing_is_taken(server, officer):
    before = server.tip
    officer.commit(**version("trang so 1"))
    assert officer.push(DIE_AT="pre-receive|subprocess.Popen|'check-content'").returncode != 0
    assert server.tip == before and is_whole(server, "trang so 0")
    assert officer.push().returncode == 0
    assert is_whole(server, "trang so 1") and server.left_over() == []


def test_what_was_killed_is_published_by_night(server, officer):
    officer.commit(**version("trang so 1"))
    officer.push(DIE_AT=BEFORE_THE_SWAP["right before the swap"])
    assert server.run("rebuild").returncode == 0
    assert is_whole(server, "trang so 1") and server.left_over() == []


def test_what_a_killed_build_kept_is_made_anew(server, officer):
    """After a power cut a file may be there and be empty."""
    program = (officer.folder / "toy.py").read_text("utf-8")
    officer.commit(**{"toy.py": f"{program}\nimport os\nPath(os.environ['COMMUNE_CACHE'], 'anh').touch()\n"})
    officer.push(DIE_AT=BEFORE_THE_SWAP["right before the swap"])
    assert [*(server.base / "cache").glob("*/anh")]
    officer.commit(**{"toy.py": program})
    officer.push()
    assert not [*(server.base / "cache").glob("*/anh")]


# --- a full disk ---


@dataclass
class Disk:
    """The disk of the server, small enough to be filled."""

    server: Server

    @property
    def ballast(self) -> Path:
        return self.server.base / "ballast"

    def fill(self, but: int = 0) -> None:
        """Leaves room for `but` bytes."""
        with self.ballast.open("wb") as file:
            try:
                file.write(b"x" * (shutil.disk_usage(self.server.base).free - but))
                file.flush()
            except OSError:
                pass

    def free(self) -> None:
        self.ballast.unlink()


@dataclass
class NoBigFiles:
    """Where no disk may be mounted: the server's programs cannot write a file of any size."""

    server: Server

    @property
    def hook(self) -> Path:
        return self.server.repository / "hooks/post-receive"

    def fill(self, but: int = 0) -> None:
        self.hook.write_text(self.hook.read_text().replace("\nexec", "\nulimit -f 40\nexec"))

    def free(self) -> None:
        self.hook.write_text(self.hook.read_text().replace("ulimit -f 40\n", ""))


@pytest.fixture
def place(place: Path) -> Iterator[Path]:
    """The server's folder is a disk of its own: a small one in memory, which only root may mount."""
    folder = place / "trang"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    yield place
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def mounted(server: Server) -> bool:
    return server.base.is_mount()


@pytest.fixture
def disk(server: Server, mounted: bool) -> Disk | NoBigFiles:
    return Disk(server) if mounted else NoBigFiles(server)


def test_a_full_disk_while_it_builds_leaves_the_site_as_it_was(server, officer, gate, disk):
    gate.shut()
    officer.commit(**version("trang so 1"))
    disk.fill(but=3 << 20)  # until it builds, there is room
    push = officer.start_push(**gate.words)
    gate.wait_for_builder()
    disk.fill(but=100_000)
    gate.open()
    told = push.finish().stderr
    assert "CHƯA ĐĂNG được" in told and "Máy chủ hết chỗ chứa" in told and "Không phải lỗi của bạn" in told
    assert "Traceback" not in told and "No space" not in told
    assert is_whole(server, "trang so 0")
    assert server.left_over() == []
    disk.free()
    assert server.run("rebuild").returncode == 0
    assert is_whole(server, "trang so 1")


def test_a_correction_gets_through_where_the_cache_can_make_room(server, officer, gate, disk, mounted):
    """What can be made again is given up before a correction is."""
    for number in (1, 2, 3):
        officer.commit(**version(f"trang so {number}"))
        officer.push()
    (next((server.base / "cache").iterdir()) / "anh").write_bytes(os.urandom(2 << 20))
    gate.shut()
    officer.commit(**version("sua so dien thoai"))
    disk.fill(but=3 << 20)
    push = officer.start_push(**gate.words)
    gate.wait_for_builder()
    disk.fill(but=100_000)
    gate.open()
    told = push.finish().stderr
    if mounted:
        assert "đã bỏ bớt các bản cũ, đang thử lại" in told
        assert is_whole(server, "sua so dien thoai")
    else:
        assert is_whole(server, "trang so 3")


def test_a_disk_that_is_full_before_the_push_changes_nothing(server, officer, disk, mounted):
    officer.commit(**version("trang so 1") | {"content/campaigns/bai/anh.jpg": os.urandom(400_000)})
    disk.fill(but=200_000)
    done = officer.push()
    assert done.returncode != 0 or not mounted
    assert is_whole(server, "trang so 0")
    disk.free()
    officer.commit(**{VERSION: "trang so 2"})
    assert officer.push().returncode == 0
    assert is_whole(server, "trang so 2") and server.left_over() == []


def test_without_a_disk_of_its_own_too(tmp_path_factory):
    """The way of NoBigFiles is tried on every machine."""
    folder = tmp_path_factory.mktemp("no-big-files")
    server = Server(folder, free_port()).set_up()
    officer = make_clone(server, folder / "officer")
    officer.push()
    disk = NoBigFiles(server)
    disk.fill()
    officer.commit(**version("trang so 1"))
    told = officer.push().stderr
    assert "Máy chủ hết chỗ chứa" in told and "Traceback" not in told
    assert is_whole(server, "trang so 0")
    disk.free()
    assert server.run("rebuild").returncode == 0
    assert is_whole(server, "trang so 1")
