"""What code that was pushed reaches: a maintainer's push tries the machine, and writes down what came of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from bubblewrap_setup import BUBBLEWRAP
from needs import told
from publisher.confinement import _answer, _end_all, _job
from publisher.settings import Settings, read_settings
from publisher.telling import Refused
from publisher.tools import refuse_unpinned
from servers import DEPLOY, ROOT, environment
from test_push import version

pytestmark = pytest.mark.skipif(not BUBBLEWRAP.works(), reason=told([BUBBLEWRAP]))

# Everything that a build could want to do to the machine that it runs on: what → whether it could.
PROBE = """
import json, os, signal, socket, subprocess, sys
from pathlib import Path

BASE, FOREIGN, PORT = Path({base!r}), Path({foreign!r}), {port}
WORK, CACHE = Path.cwd(), Path(os.environ["COMMUNE_CACHE"])

def can(do):
    try:
        return bool(do())
    except BaseException:
        return False

def writes(path):
    return lambda: Path(path).open("a").write("x") and Path(path).exists()

def connects(family, address):
    def do():
        with socket.socket(family) as each:
            each.settimeout(2)
            each.connect(address)
        return True
    return do

def changes_an_object():
    path = next(each for each in WORK.glob(".git/objects/*/*") if each.is_file())
    path.chmod(0o644)
    return path.write_bytes(b"")  is not None

def processes():
    return [each for each in Path("/proc").glob("[0-9]*") if each.name != "self"]

found = {{
    "the network": can(connects(socket.AF_INET, ("192.0.2.1", 80))),
    "this machine's servers": can(connects(socket.AF_INET, ("127.0.0.1", PORT))),
    "the repository": can(lambda: (BASE / "repo.git").exists()),
    "its configuration": can(writes(BASE / "repo.git/config")),
    "its hooks": can(writes(BASE / "repo.git/hooks/pre-receive")),
    "its objects": can(changes_an_object),
    "the settings": can(lambda: (BASE / "settings.ini").read_text()),
    "the confinement": can(lambda: (BASE / "confinement").read_text()),
    "the ledger": can(lambda: (BASE / "addresses.txt").read_text()),
    "the live site": can(lambda: (BASE / "live").exists()),
    "releases": can(lambda: list((BASE / "releases").iterdir())),
    "others at work": can(lambda: [each for each in (BASE / "work").iterdir() if each != WORK]),
    "the cache of other code": can(lambda: [each for each in CACHE.parent.iterdir() if each != CACHE]),
    "the server's programs": can(lambda: (BASE.parent / "code").exists()),
    "keys": can(lambda: (BASE.parent / "home").exists()),
    "people's files": can(lambda: FOREIGN.read_text()),
    "passwords": can(lambda: Path("/etc/shadow").exists() or Path("/etc/passwd").exists()),
    "root's home": can(lambda: list(Path("/root").iterdir()) and Path("/root/.ssh").exists()),
    "the system's programs": can(writes("/usr/bin/git")),
    "other processes": len(processes()) > 12,
    "whoever waits for it": can(lambda: os.kill(os.getppid() if os.getppid() > 9 else 99999, 0)),
    "the environment": "SECRET" in os.environ or any(each.startswith("SSH") for each in os.environ),
    "mounting": can(lambda: subprocess.run(["mount", "-t", "tmpfs", "x", "/tmp"], capture_output=True).returncode == 0),
    "being root": can(lambda: os.setuid(0) is None),
    "memory": can(lambda: bytearray(1 << 30)),
}}
"""
REPORTS = "Path('site/reached.txt').write_text(json.dumps(found))\nPath(os.environ['COMMUNE_CACHE'], 'x').touch()\n"
PLANTS = """
for place in (BASE / "repo.git/hooks/update", BASE / "hooks", WORK / ".git/hooks/post-checkout", WORK.parent / "x"):
    can(writes(place))
Path(os.environ["COMMUNE_CACHE"], "planted").touch()
subprocess.Popen(["sleep", "300"], start_new_session=True)
sys.exit("content/a.md: SAI")
"""


def probe(server, tmp_path) -> str:
    (tmp_path / "letter.txt").write_text("a")
    return PROBE.format(base=str(server.base), foreign=str(tmp_path / "letter.txt"), port=server.port)


def test_what_pushed_code_reaches(server, officer, tmp_path):
    """Nothing but its own folder. Written down in deploy/README.md."""
    server.set(memory=500)
    program = (officer.folder / "toy.py").read_text("utf-8")
    officer.commit(**{"toy.py": f"{program}\n{probe(server, tmp_path)}\n{REPORTS}"})
    with socket.create_server(("127.0.0.1", server.port)):
        done = officer.push(SECRET="a", SSH_CONNECTION="192.0.2.7 1 192.0.2.8 22")
    assert "Đã đăng bản" in done.stderr, done.stderr
    found = json.loads(server.says("reached.txt"))
    assert len(found) > 20 and [what for what, reached in found.items() if reached] == []
    git = ["git", "--git-dir", server.repository, "fsck", "--strict"]
    assert subprocess.run(git, capture_output=True, env=environment()).returncode == 0


def test_a_declined_push_leaves_nothing_behind(server, officer, tmp_path):
    """No hook, no folder, no process, no cache that the next push would use."""
    before = listed(server)
    program = f"{probe(server, tmp_path)}\n{PLANTS}"
    officer.commit(**{"check.py": program, "Makefile": "check-content:\n\t@python3 check.py\n"})
    done = officer.push()
    assert done.returncode != 0 and "content/a.md: SAI" in done.stderr
    after = listed(server)
    assert {path for path in after - before if not path.startswith("cache/")} == set(), "the walls held"
    assert after >= before and server.left_over() == [] and server.processes("sleep") == []
    officer.git("reset", "--quiet", "--hard", "HEAD~")
    officer.commit(**version("trang so 1"))
    assert officer.push().returncode == 0
    assert "planted" not in {path.name for path in newest(server.base / "cache").iterdir()}


def listed(server) -> set[str]:
    """What the server's folders hold, but for what comes and goes with any push."""
    paths = (path.relative_to(server.base).as_posix() for path in server.base.rglob("*"))
    return {path for path in paths if not path.startswith(("repo.git/objects/", "lock"))}


def newest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime)


def test_hooks_configuration_and_settings_are_not_the_user_s(server):
    """As install leaves them; that their owner is root, only root can try (below)."""
    for path in ("settings.ini", "confinement", "repo.git/config", "repo.git/HEAD", "repo.git/hooks/pre-receive"):
        assert (server.base / path).stat().st_mode & 0o022 == 0
    assert [oct((server.base / path).stat().st_mode) for path in ("", "repo.git")] == ["0o41775", "0o41770"]
    (server.repository / "hooks/update").write_text("#!/bin/sh\n")
    (server.repository / "config").write_text("[core]\n\tbare = true\n\tfsmonitor = /tmp/x\n")
    server.install()
    assert sorted(path.name for path in (server.repository / "hooks").iterdir()) == ["post-receive", "pre-receive"]
    assert "fsmonitor" not in (server.repository / "config").read_text()


def test_a_build_that_takes_too_long_is_ended_with_all_it_started(server, officer, gate):
    gate.shut()
    server.set(minutes=0)
    officer.commit(**version("trang so 1"))
    assert "phút nên đã dừng" in officer.push(**gate.words).stderr
    assert "trang so 0" in server.says() and server.left_over() == []


def test_a_build_that_talks_without_end_is_heard_to_a_point(server, officer):
    officer.commit(**{"Makefile": "check-content:\n\t@yes $$(printf %01000d 1) | head -c 60000000; exit 1\n"})
    done = officer.push()
    assert done.returncode != 0 and 1_000_000 < len(done.stderr) < 8_000_000


def test_what_a_build_leaves_running_is_not_waited_for(server, officer):
    """Without walls too, where nothing ends it."""
    (server.base / "confinement").write_text("none\n")
    server.set(minutes=1)
    officer.commit(**{"Makefile": "check-content:\n\t@echo content/a.md: SAI; setsid sleep 45 & sleep 0.1; exit 1\n"})
    began = time.monotonic()
    assert "content/a.md: SAI" in officer.push().stderr and time.monotonic() - began < 30


def test_without_walls_each_push_says_so(server, officer):
    (server.base / "confinement").write_text("none\n")
    officer.commit(**version("trang so 1"))
    assert "KHÔNG ngăn cách" in officer.push().stderr and "trang so 1" in server.says()


def test_install_stops_where_there_are_no_walls(server, tmp_path):
    """And goes on where it is told to."""
    (tmp_path / "bwrap").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bwrap").chmod(0o755)
    places = {"CODE_DIR": server.code, "NGINX_DIR": server.nginx, "HOME_DIR": server.home}
    names = {name: str(path) for name, path in places.items()}
    plain = environment(**names)
    plain["PATH"] = f"{tmp_path}:{plain['PATH']}"
    command = [DEPLOY / "install", "--only-files", "--base", server.base, "--server-name", "a.example"]
    done = subprocess.run(command, capture_output=True, text=True, env=plain)
    assert done.returncode == 1 and "--without-confinement" in done.stderr
    done = subprocess.run([*command, "--without-confinement"], capture_output=True, text=True, env=plain)
    assert done.returncode == 0 and "chạy mà không ngăn cách" in done.stdout
    assert read_settings(server.base).confinement == "none"


# --- packages ---


def test_packages_are_wheels_by_name_version_and_hash():
    refuse_unpinned((ROOT / "requirements.txt").read_text("utf-8"))
    refuse_unpinned(f"# a\na[b]==1.0 ; python_version < '3.12' \\\n    --hash=sha256:{'0' * 64}\n    # via c\n")


@pytest.mark.parametrize(
    "line",
    [
        *("a==1.0", "a", "./a", "-e .", "--no-binary :all:", "-r other.txt", "--index-url https://x.example/", "."),
        *(f"a @ https://x.example/a.whl --hash=sha256:{'0' * 64}", f"a==1 --hash=md5:{'0' * 32}"),
        *(f"a==1 --hash=sha256:{'0' * 64} --config-settings x=y", f"./a==1 --hash=sha256:{'0' * 64}"),
    ],
)
def test_nothing_else_is_given_to_pip(line):
    with pytest.raises(Refused, match=r"requirements\.txt"):
        refuse_unpinned(line)


# --- the entrance to the user who builds ---


@pytest.mark.parametrize(
    "asked",
    [
        {"target": "site; id", "folder": "a" * 12, "cache": "b" * 16, "venv": "c" * 16},
        {"target": "site", "folder": "../repo.git", "cache": "b" * 16, "venv": "c" * 16},
        {"target": "site", "folder": "a" * 12, "cache": "..", "venv": "c" * 16},
        {"target": "site", "folder": "a" * 12, "cache": "b" * 16, "venv": "/tmp/venv"},
    ],
)
def test_only_known_jobs_get_in(asked):
    with pytest.raises(ValueError, match="target"):
        _job(Settings(Path("/srv/trang")), asked)


def test_a_job_that_was_stopped_has_no_code():
    assert _answer(b"in \0 ra\n\0" + b"2") == (b"in \0 ra\n", 2)
    assert _answer(b"nua chung") == (b"nua chung", None)


def test_a_job_goes_through_a_socket_as_systemd_opens_it(server, officer):
    """Here another of systemd's programs listens in its place, and its walls are not there."""
    listen = "systemd-socket-activate"
    if not any(Path(folder, listen).exists() for folder in os.environ["PATH"].split(":")):
        pytest.skip(f"{listen} is not here")
    entrance = server.folder / "build.sock"
    (server.base / "confinement").write_text("systemd\n")
    served = [listen, "--accept", "--inetd", "-l", entrance, "-E", f"PYTHONPATH={server.code}:{server.folder}/quiet"]
    quiet = server.folder / "quiet"
    quiet.mkdir()
    program = ["python3", "-P", "-c", QUIET, server.base]
    with subprocess.Popen([*served, *program], env=environment(), stderr=subprocess.DEVNULL) as process:
        try:
            while not entrance.exists():
                time.sleep(0.02)
            server.set(entrance=entrance)
            officer.commit(**version("trang so 1"))
            done = officer.push()
            assert "Đã đăng bản" in done.stderr, done.stderr
            officer.commit(**version("SAI"))
            assert "content/version.txt:1:SAI" in officer.push().stderr
        finally:
            process.terminate()
    assert "trang so 1" in server.says()


# The user who builds ends all of its processes at the end; the tests' own go on.
QUIET = "import publisher.confinement as c; c._end_all = lambda: None; c.main()"


def test_all_else_of_the_user_who_builds_is_ended_in_one_step(monkeypatch):
    """Linux never says that nobody is left while others run on the machine: who asks again asks without end."""
    told = []
    monkeypatch.setattr(os, "kill", lambda *words: told.append(words))
    _end_all()
    assert told == [(-1, signal.SIGKILL)]


def test_make_may_start_programs():
    """It sets their ids to what they are, which is among the calls that only privileged programs need."""
    unit = (DEPLOY / "systemd/trang-build@.service").read_text("utf-8")
    filters = [line for line in unit.splitlines() if line.startswith("SystemCallFilter=")]
    assert filters[-2:] == ["SystemCallFilter=~@privileged @resources", "SystemCallFilter=@setuid"]


def test_the_units_are_as_closed_as_systemd_can_tell(tmp_path):
    """From 0, closed, to 10: offline, as no systemd runs here."""
    unit = (DEPLOY / "systemd/trang-build@.service").read_text("utf-8")
    path = tmp_path / "trang-build@.service"
    for name, value in (("@BASE@", "/srv/trang"), ("@CODE@", "/usr/lib"), ("@BUILDER@", "trang-build")):
        unit = unit.replace(name, value)
    path.write_text(unit)
    command = ["systemd-analyze", "security", "--offline=true", "--json=short", "--threshold=10", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment())
    except FileNotFoundError:
        pytest.skip("systemd-analyze is not here")
    if "Failed to create directory '/run/systemd" in done.stderr:
        pytest.skip("where no systemd runs, root alone can ask systemd-analyze")
    assert done.returncode == 0, done.stdout + done.stderr
