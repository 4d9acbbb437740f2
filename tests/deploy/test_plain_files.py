"""Nothing but files comes to the server: no link is laid out, followed or written through, whoever laid it."""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest
from publisher import disk
from publisher.releases import look_over
from publisher.telling import Refused
from publisher.tree import odd
from publisher.workshop import sweep
from servers import environment
from test_push import VERSION, publish_without_a_push, version

LINK = "đây là đường dẫn tắt (symbolic link)"


def commit_of(officer, *entries: str, given: bytes = b"") -> None:
    """A commit with these entries ("120000 <path>") beside what is there; what `given` says is what they hold."""
    blob = (
        subprocess.run(
            ["git", "-C", officer.folder, "hash-object", "-w", "--stdin"],
            input=given,
            capture_output=True,
            check=True,
            env=environment(),
        )
        .stdout.decode()
        .strip()
    )
    for entry in entries:
        mode, path = entry.split(" ", 1)
        named = officer.git("rev-parse", "HEAD") if mode == "160000" else blob
        officer.git("update-index", "--add", "--cacheinfo", f"{mode},{named},{path}")
    officer.git("commit", "--quiet", "-m", "Thêm")


# --- what is pushed ---


@pytest.mark.parametrize(
    "path",
    [
        "addresses.txt",
        "content/a.md",
        "docs/a.html",
        "theme/main.html",
        "Makefile",
        "hooks",
        "x/y/.an",
        "requirements.txt",
    ],
)
def test_a_link_is_declined_wherever_it_stands(server, officer, path):
    before, settings = server.tip, (server.base / "settings.ini").read_bytes()
    if path == "Makefile":
        officer.git("rm", "--quiet", "--cached", path)
    commit_of(officer, f"120000 {path}", given=str(server.base / "settings.ini").encode())
    done = officer.push()
    assert done.returncode != 0 and "KHÔNG NHẬN" in done.stderr and f"remote: {path}: {LINK}" in done.stderr
    assert "Sửa xong thì đẩy lại." in done.stderr and "Traceback" not in done.stderr
    assert server.tip == before and "trang so 0" in server.says()
    assert (server.base / "settings.ini").read_bytes() == settings and server.left_over() == []


def test_a_folder_that_is_a_link_is_declined(server, officer):
    officer.git("mv", "content", "that")
    commit_of(officer, "120000 content", given=b"that")
    assert f"remote: content: {LINK}" in officer.push().stderr


@pytest.mark.parametrize("path", ["content/khac", "theme/khac", "khac"])
def test_another_repository_is_declined(server, officer, path):
    commit_of(officer, f"160000 {path}")
    done = officer.push()
    assert done.returncode != 0 and f"remote: {path}: đây là một kho git khác (submodule)" in done.stderr


def test_every_place_is_told_at_once(server, officer):
    commit_of(officer, "120000 content/a", "160000 docs/b", "100644 .gitmodules", "100644 content/Version.txt")
    told = officer.push().stderr
    for path in ("content/a", "docs/b", ".gitmodules", "content/version.txt"):
        assert f"remote: {path}: " in told


def test_a_tree_that_stands_in_for_another_is_not_what_is_looked_at(server, officer):
    """git shows a replaced tree where refs/replace/ says so, and would lay out the other where it does not."""
    good = officer.git("rev-parse", "HEAD^{tree}")
    commit_of(officer, "120000 content/a", given=b"/etc/passwd")
    bad = officer.git("rev-parse", "HEAD^{tree}")
    assert officer.push(f"{good}:refs/replace/{bad}").returncode == 0
    done = officer.push()
    assert done.returncode != 0 and f"content/a: {LINK}" in done.stderr


def test_what_is_not_the_published_branch_is_only_kept(server, officer):
    commit_of(officer, "120000 content/a", given=b"/etc/passwd")
    assert officer.push("HEAD:khac").returncode == 0
    assert "trang so 0" in server.says()


def test_a_link_that_is_there_already_is_not_built(server, officer):
    """A repository from before: the night tells of it, and follows nothing."""
    commit_of(officer, "120000 content/campaigns/bai/a.txt", given=b"/etc/passwd")
    git = ["git", "--git-dir", str(server.repository), "fetch", "--quiet", str(officer.folder), "main:main"]
    subprocess.run(git, check=True, env=environment())
    done = server.run("rebuild")
    assert done.returncode == 1 and f"content/campaigns/bai/a.txt: {LINK}" in done.stdout
    assert not (server.live / "campaigns").exists() and server.left_over() == []


def test_going_back_brings_no_link_back(server, officer):
    commit_of(officer, "120000 content/a.txt", given=b"/etc/passwd")
    linked = officer.git("rev-parse", "HEAD")
    officer.git("rm", "--quiet", "--cached", "content/a.txt")
    officer.commit(**version("trang so 1"))
    assert officer.push().returncode == 0, "history may hold one"
    before = server.tip
    done = server.run("rollback", linked, "--bring-back", "content/a.txt")
    assert done.returncode == 1 and f"content/a.txt: {LINK}" in done.stdout
    assert server.tip == before and "trang so 1" in server.says()


# --- names ---

GOOD = [
    "content/a.md",
    ".gitignore",
    ".gitattributes",
    ".github/workflows/a.yml",
    "docs/tiếng việt.md",
    "a~1.txt",
    "..a",
    "a.git",
]
BAD = [
    *(".git/hooks/x", "content/.GIT/config", "a/git~1/config", "a/.git./x", "a/.git /x", ".git::$INDEX_ALLOCATION/x"),
    *("a/.g\u200cit/config", "..", "a/../../b", "a/./b", "/etc/passwd", "a//b", "content\\a.md", "..\\..\\b"),
    *("a\nb", "a\x1b[2Jb", "a\x7f", "a\u202eb.md", "a\udcffb", "a\tb"),
    *(".gitmodules", "content/.gitmodules", ".GitModules", "gitmod~1", ".gitmodules "),
]


@pytest.mark.parametrize("path", GOOD)
def test_names_that_a_repository_has(path):
    assert list(odd([("100644", path)])) == []


@pytest.mark.parametrize("path", BAD, ids=ascii)
def test_names_that_are_others_elsewhere(path):
    """What git itself lets through differs by its version and its settings."""
    assert [told for told, _ in odd([("100644", path)])] == [path]


@pytest.mark.parametrize(
    ("one", "other"), [("a.md", "A.md"), ("docs/a.md", "Docs/b.md"), ("á.md", "a\u0301.md"), ("ß", "SS")]
)
def test_names_that_are_one_elsewhere(one, other):
    assert [path for path, _ in odd([("100644", one), ("100644", other)])] == [other]


@pytest.mark.parametrize("mode", ["120000", "160000", "120755", "020666", "010644", "140000", "000000", "040000"])
def test_nothing_but_files_is_taken(mode):
    assert len(list(odd([(mode, "a"), ("100644", "b"), ("100755", "c"), ("100664", "d")]))) == 1


# --- what a build leaves behind ---


@pytest.mark.parametrize("target", ["/etc/hostname", "index.html", "/nothing", ".."])
def test_a_site_with_a_link_in_it_is_not_published(server, officer, target):
    program = (officer.folder / "toy.py").read_text("utf-8")
    officer.commit(**{"toy.py": f"{program}\nPath('site/lich/a.txt').symlink_to({target!r})\n"})
    assert "site/lich/a.txt" in officer.push().stderr
    assert "trang so 0" in server.says() and server.left_over() == []


def test_nor_one_that_is_a_link(tmp_path):
    (tmp_path / "site").symlink_to("/etc")
    with pytest.raises(Refused, match="site"):
        look_over(tmp_path / "site")


@pytest.mark.parametrize("name", ["addresses.txt", "redirects.conf"])
def test_what_is_kept_beside_the_site_is_not_written_through_a_link(server, officer, name):
    """Whatever a build, which is code of the repository, laid there."""
    (server.base / name).unlink(missing_ok=True)
    (server.base / name).symlink_to("settings.ini")
    settings = (server.base / "settings.ini").read_bytes()
    officer.commit(**version("trang so 1") | {"content/redirects.txt": "# khac\n"})
    officer.push()
    assert (server.base / "settings.ini").read_bytes() == settings


def test_a_list_that_a_build_made_a_link_is_not_kept(server, officer):
    officer.commit(
        **{"Makefile": (officer.folder / "Makefile").read_text() + "\naddresses:\n\tln -sf /etc/passwd addresses.txt\n"}
    )
    officer.push()
    assert "root:" not in (server.base / "addresses.txt").read_text()


def test_what_root_reads_is_a_file(tmp_path):
    """nginx's rules and the settings lie where a build may lay anything."""
    (tmp_path / "secret").write_text("a")
    (tmp_path / "link").symlink_to("secret")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "."):
        with pytest.raises(OSError):
            disk.read(tmp_path / name)
    assert disk.read(tmp_path / "secret") == "a"


def test_sweeping_follows_nothing_and_waits_for_nothing(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/a").touch()
    (tmp_path / "work/link").symlink_to(tmp_path / "kept")
    os.mkfifo(tmp_path / "work/pipe")
    sweep(tmp_path / "work", tmp_path / "cache")
    assert (tmp_path / "kept/a").exists() and [*(tmp_path / "work").iterdir()] == []


# --- what is one file on the disk ---


def prints(folder: Path) -> dict[str, tuple[str, int]]:
    """Of each file what it says and when it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in files
    }


def test_a_later_release_changes_nothing_in_a_copy_of_an_earlier_one_nor_in_the_cache(server, officer):
    """Files that did not change are one on the disk: whoever wrote into one would change all."""
    program = (officer.folder / "toy.py").read_text("utf-8")
    keeps = "import os\nPath(os.environ['COMMUNE_CACHE'], 'anh').touch()\n"
    officer.commit(**{"toy.py": f"{program}\n{keeps}"})
    officer.push()
    cache = next((server.base / "cache").iterdir())
    first = server.base / "ban-sao"
    copytree(server.live, first, copy_function=os.link)  # as a release that readers are at
    (cache / "kept").write_text("a")
    before, kept = prints(first), (cache / "kept").stat()
    publish_without_a_push(server, officer, "trang so 1", "trang so 2")
    (officer.folder / VERSION).write_text("trang so 0")
    officer.commit(**{"content/redirects.txt": "# khac\n"})
    officer.push()
    assert server.run("rebuild").returncode == 0 and server.run("rollback").returncode == 0
    shared = [path for path in first.rglob("*") if path.is_file() and path.stat().st_nlink > 1]
    assert shared, "something is shared"
    assert prints(first) == before
    assert (cache / "kept").stat() == kept or (cache / "kept").read_text() == "a"
