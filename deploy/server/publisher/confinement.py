"""Runs what was pushed where it reaches nothing else: a user of its own, no network, none of the repository's or other
people's files, a clean environment, limits of memory and time.

By systemd where it runs: a socket of root's starts a unit for each job, whose settings are the walls. Elsewhere by
bubblewrap. Which of them root has written down when the site was set up (`confinement` beside the settings).
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer

from .locks import locked
from .settings import Settings, read_settings
from .telling import STAYS, NotTheirFault

TARGETS = ("check-content", "site", "redirects", "policy", "addresses", "calls", "guarded")
OPEN = "clear"  # no target: has a folder opened to the user who publishes, whatever a build has shut in it
_CODE = Path(__file__).resolve().parents[1]
_NAME = re.compile(r"[0-9a-f]{8,64}")
_KILLED = {128 + signal.SIGKILL, -signal.SIGKILL, None}  # None: with whoever waited for it
_MOST_SAID = 1 << 20
_AFTERWARDS = 5.0  # seconds: what a build left running may hold its exit open, and is not waited for
_BUSY = "Máy chủ đang soát một lần đẩy khác. Xin chờ …"
_END = b"\0"  # after what was printed, and before the code it ended with

# Of the system's files what programs need to start; nothing that says who else is on this machine.
_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS = ("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "mime.types")
_NOBODY = "65534"


@dataclass(frozen=True)
class Job:
    """`make target` in a commit laid out in `folder`, with the tools of `venv`; `cache` is for later builds."""

    target: str
    folder: Path
    cache: Path
    venv: Path

    @property
    def command(self) -> list[str]:
        make = ("make", "-s", "--no-print-directory", "-o", ".venv/site.stamp")
        return [*make, f"BIN={self.venv}/bin", self.target]


def run(settings: Settings, job: Job, lock: int) -> tuple[str, int]:
    """What a job printed, and the code it ended with. Whoever works in its folder holds `lock`.

    Raises NotTheirFault where it had to be stopped.
    """
    if settings.confinement == "systemd":
        output, code = _by_socket(settings, job)
    elif settings.builder:
        output, code = _by_sudo(settings, job)
    else:
        output, code = _here(settings, job, (lock,))
    if code in _KILLED:
        raise NotTheirFault(
            f"Việc dựng dùng quá {settings.memory} MB bộ nhớ hoặc quá {settings.minutes} phút nên đã dừng. {STAYS}"
        )
    return output.decode("utf-8", "replace"), code or 0


# --- from the user who publishes to the one who builds ---


def _by_sudo(settings: Settings, job: Job) -> tuple[bytes, int | None]:
    command = ["sudo", "-n", "-u", settings.builder, str(_CODE / f"confined-{settings.name}")]
    done = subprocess.run(command, input=_request(job), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return _answer(done.stdout)


def _by_socket(settings: Settings, job: Job) -> tuple[bytes, int | None]:
    """One job at a time: when the last one ended, nothing of it was left to look into the next."""
    with (
        locked(settings.base / "builder.lock", "Máy chủ đang soát một lần đẩy khác. Xin chờ …"),
        socket.socket(socket.AF_UNIX) as unit,
    ):
        try:
            unit.connect(str(settings.socket))
        except OSError as error:
            raise NotTheirFault(
                f"Máy chủ chưa mở chỗ riêng để dựng trang ({error}). {STAYS} Xin báo người quản trị máy chủ: "
                f"sudo systemctl status {settings.name}-build.socket (deploy/README.md)."
            ) from None
        unit.sendall(_request(job))
        unit.shutdown(socket.SHUT_WR)
        return _answer(b"".join(iter(lambda: unit.recv(65536), b"")))


def _request(job: Job) -> bytes:
    names = {"folder": job.folder.name, "cache": job.cache.name, "venv": job.venv.name, "target": job.target}
    return json.dumps(names).encode()


def _answer(told: bytes) -> tuple[bytes, int | None]:
    """What was printed, and the code; None where whoever ran it was stopped with it."""
    output, end, code = told.rpartition(_END)
    return (output, int(code)) if end and re.fullmatch(rb"-?\d{1,3}", code) else (told, None)


# --- as the user who builds ---


def serve(settings: Settings) -> None:
    """Runs the one job that stands at the entrance, and says at the exit what it printed and how it ended."""
    os.umask(0o007)  # the user who publishes takes away what is left
    job = _job(settings, json.loads(sys.stdin.buffer.read(4096)))
    if job.target == OPEN:
        output = subprocess.run(["chmod", "-R", "ug+rwX", job.folder], capture_output=True).stderr
        code: int | None = 0
    else:
        output, code = _here(settings, job, ())
    if settings.confinement == "systemd":
        _end_all()
    sys.stdout.buffer.write(output + _END + str(128 + signal.SIGKILL if code is None else code).encode())
    sys.stdout.buffer.flush()


def _job(settings: Settings, asked: dict[str, str]) -> Job:
    """Raises ValueError for anything but a known target in folders of this site."""
    if asked["target"] not in (*TARGETS, OPEN) or not all(_NAME.fullmatch(asked[each]) for each in ("folder", "cache")):
        raise ValueError(asked)
    if not settings.venv and not _NAME.fullmatch(asked["venv"]):
        raise ValueError(asked)
    venv = Path(settings.venv) if settings.venv else settings.venvs / asked["venv"]
    return Job(asked["target"], settings.work / asked["folder"], settings.cache / asked["cache"], venv)


def _end_all() -> None:
    """Ends every other process of this user: a unit has jobs for one at a time.

    Once: Linux tells all of them in one step, none forks meanwhile, and it says the same whether there were any.
    """
    with suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)


def _here(settings: Settings, job: Job, kept: tuple[int, ...]) -> tuple[bytes, int | None]:
    walls = _bubblewrap(settings, job) if settings.confinement == "bubblewrap" else []
    process = subprocess.Popen(
        [*walls, *job.command],
        cwd=job.folder,
        env=_environment(settings, job),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=kept,
        start_new_session=True,
    )
    late = Timer(settings.minutes * 60, _end, (process.pid,))
    late.start()
    said = bytearray()
    listener = Thread(target=_hear, args=(process, said), daemon=True)
    listener.start()
    try:
        code = process.wait()
        listener.join(_AFTERWARDS)
        return bytes(said), code
    finally:
        late.cancel()


def _hear(process: subprocess.Popen[bytes], said: bytearray) -> None:
    """Takes down what a process prints; of one that prints without end, the beginning."""
    assert process.stdout
    while part := os.read(process.stdout.fileno(), 1 << 16):
        said += part[: _MOST_SAID - len(said)]


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _environment(settings: Settings, job: Job) -> dict[str, str]:
    """All that a build is told. Nothing of who pushed, nor of the machine."""
    passed = {name: os.environ[name] for name in settings.pass_on.split() if name in os.environ}
    return passed | {
        "PATH": f"{sys.base_prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "HOME": "/tmp",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(job.folder / "hooks"),
        "PYTHONUTF8": "1",
        "COMMUNE_CACHE": str(job.cache),
        # The folder belongs to who publishes, and its history is read by who builds.
        **{"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        **{"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"},
    }


def _bubblewrap(settings: Settings, job: Job) -> list[str]:
    """The beginning of a command that runs the rest of it in a world with nothing but the system's programs, the
    folder, the cache and the tools."""
    limit = settings.memory << 20
    objects = job.folder / ".git/objects"  # the repository's own files, by further names
    processes = ["--nproc=512:512"] if settings.builder else []  # counted for a user
    return [
        *("prlimit", f"--data={limit}:{limit}", "--core=0:0", *processes, "--"),
        *("bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session"),
        *("--cap-drop", "ALL", "--uid", _NOBODY, "--gid", _NOBODY, "--hostname", "trang"),
        *("--size", str(limit), "--tmpfs", "/tmp", "--proc", "/proc", "--dev", "/dev"),
        *("--ro-bind", "/usr", "/usr", *_system()),
        *(word for each in _python(job.venv) for word in ("--ro-bind", each, each)),
        *("--bind", str(job.folder), str(job.folder), "--ro-bind-try", str(objects), str(objects)),
        *("--bind", str(job.cache), str(job.cache)),
        *(word for each in settings.folders.split() for word in ("--bind", each, each)),
        *("--chdir", str(job.folder), "--"),
    ]


def _system() -> Iterator[str]:
    for path in map(Path, _SYSTEM):
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.exists():
            yield from ("--ro-bind", str(path), str(path))
    for name in _SETTINGS:
        yield from ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")


def _python(venv: Path) -> list[str]:
    """The tools, and the interpreter that they stand on where that is none of the system's."""
    real = {str(path.resolve().parents[1]) for path in venv.glob("bin/python*")} | {sys.base_prefix}
    return [each for each in (*sorted(real), str(venv)) if not f"{each}/".startswith("/usr/") and Path(each).exists()]


def main() -> None:
    """python3 -m publisher.confinement <base>: started by root's socket or by sudo, as the user who builds."""
    serve(read_settings(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
