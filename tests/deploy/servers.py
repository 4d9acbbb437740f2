"""A server as deploy/server/install makes one, in a folder of the test, and those who push to it and read from it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess, Popen
from threading import Event, Thread

from bubblewrap_setup import BUBBLEWRAP
from needs import told
from server_setup import NGINX, find_mime_types, find_nginx

ROOT = Path(__file__).resolve().parents[2]
TOY = Path(__file__).resolve().parent / "toy"
DEPLOY = ROOT / "deploy" / "server"

# What sshd does with the key of that name, and the shell of the user whom it signs in as.
SSH = """#!/bin/sh
line=$(grep " $KEY\\$" {home}/.ssh/authorized_keys) || {{ echo "Permission denied (publickey)." >&2; exit 255; }}
forced=$(printf %s "$line" | sed -n 's/.*command="\\([^"]*\\)".*/\\1/p')
for asked; do :; done
exec env -u GIT_SSH_COMMAND -u KEY HOME={home} SSH_ORIGINAL_COMMAND="$asked" git-shell -c "${{forced:-$asked}}"
"""

# Put beside the server's programs, where Python loads it: ends the process as a power cut would, at a moment that a
# test names: "post-receive|os.rename|live".
DIES = """
import os, signal, sys

command, event, about = (os.environ.get("DIE_AT", "") + "||").split("|")[:3]

def watch(name, details):
    if name == event and any(about in str(each) for each in details[:2]):
        os.kill(os.getpid(), signal.SIGKILL)

if command in sys.orig_argv:
    sys.addaudithook(watch)
"""


def environment(**more: str) -> dict[str, str]:
    """Nothing of the person or the process that runs the tests."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTHON", "COV", "MAKE", "MFLAGS", "ARGS"))
    }
    # "python3" is what a server has: the interpreter itself, without the packages of the tests.
    plain["PATH"] = f"{sys.base_prefix}/bin{os.pathsep}{plain['PATH']}"
    who = {f"GIT_{role}_NAME": "Tổ biên tập" for role in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{role}_EMAIL": "bien-tap@song-lam.example" for role in ("AUTHOR", "COMMITTER")}
    return plain | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8"} | more


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.01)


@dataclass
class Clone:
    """An officer's copy of the content."""

    folder: Path
    remote: Path
    key: str = ""  # whose; empty: who is at the server itself

    def git(self, *words: str, **more: str) -> str:
        command = ["git", "-C", str(self.folder), *words]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=environment(**more)
        ).stdout.strip()

    def write(self, **files: str | bytes | None) -> None:
        """write(**{"content/version.txt": "hai"}): files with what they say; None takes one away."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, message: str = "Sửa", date: str = "", **files: str | bytes | None) -> str:
        self.write(**files)
        self.git("add", "-A")
        dated = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
        self.git("commit", "--quiet", "--allow-empty", "-m", message, **dated)
        return self.git("rev-parse", "HEAD")

    def push(self, *words: str, **more: str) -> CompletedProcess[str]:
        """Pushes to the server; what its hooks told stands in `stderr`, after "remote: "."""
        return self.start_push(*words, **more).finish()

    def start_push(self, *words: str, **more: str) -> Push:
        if self.key:
            more = {"GIT_SSH_COMMAND": str(self.remote.parents[1] / "ssh"), "KEY": self.key, **more}
        remote = f"trang@song-lam.example:{self.remote}" if self.key else str(self.remote)
        command = ["git", "-C", str(self.folder), "push", remote, *(words or ("HEAD:main",))]
        told = self.folder.parent / f"push-{time.monotonic_ns()}"
        with told.open("w") as file:
            return Push(Popen(command, stdout=file, stderr=file, env=environment(**more), start_new_session=True), told)


@dataclass(frozen=True)
class Push:
    """A push under way."""

    process: Popen[bytes]
    file: Path

    @property
    def told(self) -> str:
        """What it has said so far."""
        return self.file.read_text("utf-8")

    def finish(self) -> CompletedProcess[str]:
        return CompletedProcess(self.process.args, self.process.wait(120), "", self.told)


@dataclass
class Server:
    """One site on one server."""

    folder: Path
    port: int
    venv: str = sys.prefix

    @property
    def base(self) -> Path:
        return self.folder / "trang"

    @property
    def repository(self) -> Path:
        return self.base / "repo.git"

    @property
    def gate(self) -> Path:
        """Beside the walls, so that a test and a build find each other there."""
        return self.folder / "gate"

    @property
    def code(self) -> Path:
        return self.folder / "code"

    @property
    def home(self) -> Path:
        """Of the user who publishes: the keys, and what each of them starts."""
        return self.folder / "home"

    @property
    def nginx(self) -> Path:
        return self.folder / "nginx"

    def install(self, *words: str) -> str:
        places = {"CODE_DIR": self.code, "NGINX_DIR": self.nginx, "NGINX_ERROR_LOG": self.folder / "error.log"}
        places["HOME_DIR"] = self.home
        words = ("--only-files", "--base", str(self.base), *words)
        words += ("--server-name", "song-lam.example", "--listen", f"127.0.0.1:{self.port}")
        return subprocess.run(
            [DEPLOY / "install", *words],
            check=True,
            text=True,
            capture_output=True,
            env=environment(**{name: str(path) for name, path in places.items()}),
        ).stdout

    def set_up(self) -> Server:
        self.nginx.mkdir(parents=True)
        assert NGINX.works(), told([NGINX])
        shutil.copy(find_mime_types(), self.nginx / "mime.types")
        self.install(*([] if BUBBLEWRAP.works() else ["--without-confinement"]))
        (self.code / "sitecustomize.py").write_text(DIES)
        self.set(venv=self.venv, headers=self.nginx / "trang-headers.conf")
        self.gate.mkdir()
        self.set(folders=self.gate, pass_on="GATE SOURCE_DATE_EPOCH")
        return self

    def give_keys(self, **roles: str) -> str:
        """give_keys(lan="officer"): what `install` says to a new key of each."""
        words: list[str] = []
        for name, role in roles.items():
            path = self.folder / f"{name}.pub"
            if not path.exists():
                command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path.with_suffix(""))]
                subprocess.run(command, check=True)
            words += [f"--{role}", str(path)]
        (self.folder / "ssh").write_text(SSH.format(home=self.home))
        (self.folder / "ssh").chmod(0o755)
        return self.install(*words)

    def set(self, **values: object) -> None:
        with (self.base / "settings.ini").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in values.items())

    def listen(self) -> None:
        """At its port, whatever it was when all this was made."""
        for path in (self.nginx / "sites-available").iterdir():
            path.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{self.port}", path.read_text("utf-8")), "utf-8")

    # --- what is on it ---

    def run(self, *words: str, **more: str) -> CompletedProcess[str]:
        """What the operator types: `sudo trang rollback`."""
        command = [sys.executable, "-P", "-m", "publisher", "--base", str(self.base), *words]
        return subprocess.run(
            command,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(PYTHONPATH=str(self.code), **more),
        )

    @property
    def live(self) -> Path:
        return self.base / "live" / "site"

    def says(self, name: str = "index.html") -> str:
        return (self.live / name).read_text("utf-8")

    @property
    def releases(self) -> list[str]:
        return sorted(path.name for path in (self.base / "releases").iterdir())

    @property
    def tip(self) -> str:
        command = ["git", "--git-dir", str(self.repository), "rev-parse", "main"]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment()).stdout.strip()

    def left_over(self) -> list[str]:
        """What nobody needs any more: half-built sites, releases that never went live."""
        found = list((self.base / "work").iterdir())
        found += [path for path in (self.base / "releases").iterdir() if not (path / "published").exists()]
        return [str(path) for path in [*found, *self.base.glob("*.new"), *self.repository.glob("index.*")]]

    def processes(self, what: str) -> list[int]:
        """The running processes of this server whose command line has `what` in it."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = path.read_bytes().decode("utf-8", "replace").split("\0")
                if str(self.base) in words and what in words:
                    found.append(int(path.parent.name))
        return found

    def kill(self, what: str) -> None:
        """kill -9, as a power cut would."""
        wait_for(lambda: self.processes(what))
        for number in self.processes(what):
            os.kill(number, signal.SIGKILL)

    # --- nginx in front ---

    @contextmanager
    def served(self) -> Iterator[None]:
        program = find_nginx() or "nginx"
        for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
            (self.nginx / name).mkdir(exist_ok=True)
        temporary = "".join(f"{name}_temp_path {self.nginx}/{name};" for name in ("proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if os.geteuid() == 0 else ""
        self.config.write_text(
            f"{user} daemon off; worker_processes 2; pid {self.nginx}/pid; error_log {self.folder}/error.log;"
            f"events {{ worker_connections 256; }} http {{ default_type application/octet-stream; access_log off;"
            f"client_body_temp_path {self.nginx}/body; {temporary} include {self.nginx}/sites-available/*; }}"
        )
        process = Popen([program, "-e", f"{self.folder}/error.log", "-c", str(self.config)])
        try:
            wait_for(self._answers)
            yield
        finally:
            process.terminate()
            process.wait(10)

    @property
    def config(self) -> Path:
        return self.nginx / "nginx.conf"

    def _answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        return False

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": "song-lam.example"} | headers)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found


@dataclass
class Readers:
    """People who keep on reading: every answer they got, each kind once, and every failure."""

    server: Server
    paths: tuple[str, ...]
    answers: dict[str, dict[bytes, int]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    @contextmanager
    def reading(self, people: int = 4) -> Iterator[Readers]:
        threads = [Thread(target=self._read, args=(number,), daemon=True) for number in range(people)]
        for thread in threads:
            thread.start()
        try:
            yield self
            time.sleep(0.2)
        finally:
            self.stop.set()
            for thread in threads:
                thread.join(30)

    def _read(self, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        for turn in range(100_000):
            path = self.paths[(turn + number) % len(self.paths)]
            if self.stop.is_set():
                break
            try:
                connection.request("GET", path, headers={"Host": "song-lam.example"})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"{path}: {error!r}")
                connection.close()
                continue
            if answer.status != 200:
                self.failures.append(f"{path}: {answer.status}")
            seen = self.answers.setdefault(path, {})
            seen[body] = seen.get(body, 0) + 1
            time.sleep(0.001)
        connection.close()

    @property
    def count(self) -> int:
        return sum(sum(bodies.values()) for bodies in self.answers.values())


@dataclass(frozen=True)
class Workbench:
    """A place for one server after another. What is made the same way for many tests is made once, and laid there
    again for each: it must be the same place, since paths stand in what `install` writes.
    """

    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "place"

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """The place is empty; afterwards nobody works there any more."""
        self.place.mkdir(exist_ok=True)
        try:
            yield
        finally:
            wait_for(lambda: not self._at_work())
            self._clear()

    def server(self) -> Server:
        """A server on which nothing has been published yet."""
        made = Server(self.place, free_port())
        self.once("installed", made, made.set_up)
        return made

    def once(self, name: str, server: Server, make: Callable[[], object]) -> None:
        """The place as `make` leaves it, with this server's port."""
        kept = self.folder / name
        if kept.exists():
            self._clear()
            shutil.copytree(kept, self.place, symlinks=True, dirs_exist_ok=True)
            server.listen()
        else:
            make()
            shutil.copytree(self.place, kept, symlinks=True)

    def _clear(self) -> None:
        for path in self.place.iterdir():
            if path.is_mount():
                for inner in path.iterdir():
                    _remove(inner)
            else:
                _remove(path)

    def _at_work(self) -> bool:
        """Whether any process is left; it is ended, as whoever waited for it is gone."""
        found = [number for number in map(int, filter(str.isdigit, os.listdir("/proc"))) if self._is_here(number)]
        for number in found:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return bool(found)

    def _is_here(self, number: int) -> bool:
        with suppress(OSError):
            words = Path(f"/proc/{number}/cmdline").read_bytes()
            return bool(words) and (str(self.place).encode() in words or self._stands_in(number))
        return False

    def _stands_in(self, number: int) -> bool:
        return os.readlink(f"/proc/{number}/cwd").startswith(f"{self.place}/")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def make_clone(server: Server, folder: Path, of: Path | None = None) -> Clone:
    """A copy of what the repository `of` has; without it the toy site, not yet pushed."""
    made = Clone(folder, server.repository)
    folder.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    if of is None:
        shutil.copytree(TOY, folder, dirs_exist_ok=True)
        made.commit("Trang đầu tiên")
    else:
        made.git("fetch", "--quiet", str(of), "main")
        made.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    return made


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Gate:
    folder: Path

    @property
    def words(self) -> dict[str, str]:
        return {"GATE": str(self.folder)}

    def shut(self) -> None:
        (self.folder / "shut").touch()
        (self.folder / "building").unlink(missing_ok=True)

    def wait_for_builder(self) -> None:
        wait_for((self.folder / "building").exists)

    def open(self) -> None:
        (self.folder / "shut").unlink()
