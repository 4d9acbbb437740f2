"""What the commands write: never through a link, never into a file that somebody else has too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.core import cache as core_cache
from commune.core.problem import Problems
from commune.core.source import read_source
from commune.core.tree import check_versioned
from commune.disk import NotOurs, append, copy, folder_aside, remove, write
from commune.environment import DiskCache, cache, git, versioned
from communes import assemble, save
from PIL import Image

LINK = "đây là đường dẫn tắt (symbolic link)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file outside it that is to stay as it is."""
    (tmp_path / "secret").write_text("của người khác")
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.fixture
def commune(root: Path) -> Path:
    """The second commune, on whose day everything passes, with that file beside it."""
    root.rmdir()
    return assemble(root)


@pytest.fixture(autouse=True)
def _a_day_in_2027(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")


def untouched(root: Path) -> bool:
    return (root.parent / "secret").read_text() == "của người khác" and not (root.parent / "new").exists()


# --- the writer ---


def test_a_file_is_written_whole_with_its_folders(root):
    write(root, root / "a/b.txt", b"mot")
    write(root, root / "a/b.txt", b"hai")
    append(root, root / "a/b.txt", b" ba")
    assert (root / "a/b.txt").read_bytes() == b"hai ba"
    assert [path.name for path in (root / "a").iterdir()] == ["b.txt"], "nothing is left beside it"


@pytest.mark.parametrize("target", ["../secret", "../new", "b.txt", "nowhere/else", "a.txt"])
def test_nothing_is_written_through_a_link(root, target):
    (root / "b.txt").write_text("b")
    (root / "a.txt").symlink_to(target)
    for change in (write, append):
        with pytest.raises(NotOurs, match=r"a\.txt: đây là đường dẫn tắt"):
            change(root, root / "a.txt", b"x")
    assert untouched(root) and (root / "b.txt").read_text() == "b" and (root / "a.txt").is_symlink()


@pytest.mark.parametrize("way", ["link/a.txt", "link/deep/a.txt", "x/../link/a.txt"])
def test_nor_through_a_folder_on_the_way_that_is_one(root, way):
    (root / "x").mkdir()
    (root / "link").symlink_to("..")
    (root.parent / "a.txt").write_text("của người khác")
    changes = (
        lambda path: write(root, path, b"x"),
        lambda path: remove(root, path),
        lambda path: copy(root, path, root.parent / "secret"),
        lambda path: folder_aside(root, path).__enter__(),
    )
    for change in changes:
        with pytest.raises(NotOurs, match="link: đây là đường dẫn tắt"):
            change(root / way)
    assert (root.parent / "a.txt").read_text() == "của người khác"


def test_the_folder_that_one_works_in_may_be_reached_by_a_link(root):
    """Home folders and temporary ones often are; so is what stands above the repository."""
    (root.parent / "home").symlink_to("root")
    write(root.parent / "home", root.parent / "home/a.txt", b"x")
    assert (root / "a.txt").read_bytes() == b"x"


def test_a_file_that_somebody_else_has_too_stays_theirs(root):
    (root / "a.txt").write_bytes(b"cu")
    (root / "b.txt").hardlink_to(root / "a.txt")
    write(root, root / "a.txt", b"moi")
    assert (root / "b.txt").read_bytes() == b"cu"


def test_a_program_stays_a_program(root):
    (root / "a").write_bytes(b"cu")
    (root / "a").chmod(0o755)
    write(root, root / "a", b"moi")
    copy(root, root / "b", root / "a")
    assert os.access(root / "a", os.X_OK) and os.access(root / "b", os.X_OK)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_not_written_nor_copied(root, make):
    make(root / "a")
    (root / "b").write_text("b")
    for change in (lambda: write(root, root / "a", b"x"), lambda: copy(root, root / "c", root / "a")):
        with pytest.raises(NotOurs, match="a: đây không phải tệp thường"):
            change()


def test_what_fails_leaves_everything_as_it_was(root, monkeypatch):
    (root / "a.txt").write_bytes(b"cu")
    monkeypatch.setattr("pathlib.Path.replace", lambda path, target: (_ for _ in ()).throw(OSError(28, "đầy")))
    with pytest.raises(OSError):
        write(root, root / "a.txt", b"moi")
    assert (root / "a.txt").read_bytes() == b"cu" and [path.name for path in root.iterdir()] == ["a.txt"]


# --- the commands ---


def test_the_ledger_is_not_written_through_a_link(commune, capsys):
    (commune / "addresses.txt").symlink_to("../secret")
    assert main(["--root", str(commune), "addresses"]) == 1
    assert f"addresses.txt: {LINK}" in capsys.readouterr().err and untouched(commune)


@pytest.mark.parametrize("option", ["--output", "--summary"])
def test_a_report_is_not_written_through_a_link(commune, capsys, option, monkeypatch):
    monkeypatch.chdir(commune)
    (commune / "report.md").symlink_to("../secret")
    assert main(["--root", str(commune), "check", option, "report.md"]) == 1
    assert f"report.md: {LINK}" in capsys.readouterr().err and untouched(commune)


@pytest.mark.parametrize("command", ["pages", "editor-config"])
def test_nor_is_a_folder_of_pages_or_forms(commune, capsys, command, monkeypatch):
    monkeypatch.chdir(commune)
    (commune.parent / "elsewhere").mkdir()
    (commune / "out").symlink_to("../elsewhere")
    assert main(["--root", str(commune), command, "out"]) == 1
    assert f"out: {LINK}" in capsys.readouterr().err and [*(commune.parent / "elsewhere").iterdir()] == []


def test_nor_are_schemas_and_none_is_taken_away_there(commune, capsys):
    (commune.parent / "elsewhere").mkdir()
    (commune.parent / "elsewhere/a.json").write_text("{}")
    (commune / "schemas").symlink_to("../elsewhere")
    assert main(["--root", str(commune), "schema"]) == 1
    assert f"schemas: {LINK}" in capsys.readouterr().err
    assert [path.name for path in (commune.parent / "elsewhere").iterdir()] == ["a.json"]


def test_a_photo_is_not_cleaned_through_a_link(commune, capsys, monkeypatch):
    monkeypatch.chdir(commune)
    Image.new("RGB", (8, 8)).save(commune.parent / "anh.jpg")
    before = (commune.parent / "anh.jpg").read_bytes()
    for name in ("anh.jpg", "Ảnh 1.jpg"):
        (commune / "content" / name).symlink_to("../../anh.jpg")
        assert main(["--root", str(commune), "photo", f"content/{name}"]) == 1
        assert LINK in capsys.readouterr().err
    assert (commune.parent / "anh.jpg").read_bytes() == before
    assert {path.name for path in (commune / "content").iterdir() if path.suffix == ".jpg"} == {"anh.jpg", "Ảnh 1.jpg"}


NEW = "--title Thử --summary Thử. --audience thon --topics chia-se-viec-nha --author Tổ --folder 2027-04-thu"


def test_a_post_is_not_made_where_a_link_leads(commune, capsys):
    (commune / "content/campaigns").rename(commune.parent / "campaigns")
    (commune / "content/campaigns").symlink_to("../../campaigns")
    assert main(["--root", str(commune), "new", *NEW.split()]) == 1
    assert f"content/campaigns: {LINK}" in capsys.readouterr().err
    assert not (commune.parent / "campaigns/2027-04-thu").exists()


def test_settings_of_the_editor_are_not_read_through_one(commune, capsys):
    (commune / "web-editor").mkdir()
    (commune / "web-editor/settings.yml").symlink_to("../../secret")
    assert main(["--root", str(commune), "editor-config", str(commune.parent / "editor")]) == 1
    told = capsys.readouterr().err
    assert f"web-editor/settings.yml: {LINK}" in told and "của người khác" not in told


# --- what git keeps ---


@pytest.fixture
def kept(root: Path) -> Path:
    """A repository with one file in it."""
    (root / "content").mkdir()
    (root / "content/a.md").write_text("a")
    save(root, "init", "--quiet")
    return root


def problems_of(root: Path) -> str:
    problems = Problems()
    check_versioned(root, versioned(root), problems)
    return str(problems)


@pytest.mark.parametrize("path", ["mkdocs.yml", "hooks/commune/a.py", "requirements.txt", "deploy", ".github"])
def test_a_link_is_told_wherever_git_keeps_it(kept, path):
    (kept / path).parent.mkdir(parents=True, exist_ok=True)
    (kept / path).symlink_to("/etc/passwd")
    git(kept, "add", path)
    assert f"{path}: {LINK}" in problems_of(kept)


def test_also_where_windows_laid_it_out_as_a_file(kept):
    git(kept, "config", "core.symlinks", "false")
    blob = git(kept, "hash-object", "-w", "--stdin", given=b"/etc/passwd").decode().strip()
    git(kept, "update-index", "--add", "--cacheinfo", f"120000,{blob},hooks/a.py")
    git(kept, "checkout", "--", "hooks/a.py")
    assert not (kept / "hooks/a.py").is_symlink()
    assert f"hooks/a.py: {LINK}" in problems_of(kept)


def test_also_where_a_folder_that_git_keeps_was_replaced_by_one(kept):
    (kept / "hooks").mkdir()
    (kept / "hooks/a.py").write_text("a")
    git(kept, "add", "hooks")
    (kept / "hooks").rename(kept.parent / "hooks")
    (kept / "hooks").symlink_to("../hooks")
    assert f"hooks: {LINK}" in problems_of(kept)


@pytest.mark.parametrize("path", ["content/campaigns/2027-04-khac", "hooks/khac"])
def test_another_repository_is_told_also_where_nothing_of_it_was_fetched(kept, path):
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{path}")
    (kept / ".gitmodules").write_text("")
    git(kept, "add", ".gitmodules")
    told = problems_of(kept)
    assert f"{path}: đây là một kho git khác (submodule)" in told and ".gitmodules: " in told


@pytest.mark.parametrize("folder", [".cache", ".venv"])
def test_what_the_machine_keeps_is_not_taken_from_the_repository(kept, folder):
    """Bytes under the right key would be published in place of what the sanitiser makes."""
    (kept / folder / "ab").mkdir(parents=True)
    (kept / folder / "ab" / "abcd").write_text("<script>")
    git(kept, "add", "--force", folder)
    assert f"{folder}: thư mục này do máy làm ra" in problems_of(kept)


def test_two_files_that_are_one_on_windows_are_told(kept):
    for name in ("hooks/a.py", "hooks/A.py"):
        (kept / name).parent.mkdir(exist_ok=True)
        (kept / name).write_text(name)
    git(kept, "add", "hooks")
    assert 'hooks/a.py: tên này chỉ khác "hooks/A.py" ở chữ hoa, chữ thường' in problems_of(kept)


def test_what_git_does_not_keep_is_nobody_s_business(kept):
    """The tools' own folder is full of links, and none of them is ours."""
    (kept / ".gitignore").write_text("/.venv\n")
    (kept / ".venv/bin").mkdir(parents=True)
    (kept / ".venv/bin/python3").symlink_to("/usr/bin/python3")
    (kept / "ghi-chu").symlink_to("/etc/hostname")
    assert problems_of(kept) == ""


def test_a_check_tells_it_with_all_else(commune, capsys):
    save(commune, "init", "--quiet")
    (commune / "mkdocs.yml").symlink_to("/etc/passwd")
    git(commune, "add", "mkdocs.yml")
    (commune / "docs/a.pdf").write_text("a")
    assert main(["--root", str(commune), "check"]) == 1
    told = capsys.readouterr().err
    assert f"mkdocs.yml: {LINK}" in told and "docs/a.pdf: " in told


def test_without_git_what_the_site_is_made_of_is_looked_at_all_the_same(commune, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(commune))
    (commune / "theme").mkdir()
    (commune / "theme/main.html").symlink_to("/etc/passwd")
    assert versioned(commune) == []
    assert main(["--root", str(commune), "check"]) == 1
    assert f"theme/main.html: {LINK}" in capsys.readouterr().err


def test_another_commune_is_not_begun_with_a_link(kept, capsys, tmp_path):
    (kept / "LICENSE").symlink_to("/etc/passwd")
    save(kept)
    assert main(["--root", str(kept), "new-commune", str(tmp_path / "x"), "--name", "xã A", "--city", "tỉnh B"]) == 1
    assert f"LICENSE: {LINK}" in capsys.readouterr().err and not (tmp_path / "x").exists()


def test_later_versions_with_a_link_are_not_taken(kept, capsys, tmp_path):
    upstream = tmp_path / "upstream"
    upstream.mkdir()
    (upstream / "a.txt").write_text("a")
    save(upstream, "init", "--quiet")
    (kept / ".upstream").write_bytes(git(upstream, "rev-parse", "HEAD"))
    save(kept)
    (upstream / "hooks").symlink_to("/etc")
    save(upstream)
    before = git(kept, "status", "--porcelain"), git(kept, "rev-parse", "HEAD")
    assert main(["--root", str(kept), "update", "--from", str(upstream)]) == 1
    assert "- hooks" in capsys.readouterr().err
    assert (git(kept, "status", "--porcelain"), git(kept, "rev-parse", "HEAD")) == before


# --- two names, one file ---


def test_letters_taken_apart_make_no_second_file_of_a_name(commune):
    for name in ("tin-m\u1edbi.md", "tin-mo\u031b\u0301i.md"):
        (commune / "docs" / name).write_text(name)
    problems = Problems()
    read_source(commune, problems)
    assert [str(one) for one in problems] == [
        "docs/tin-m\u1edbi.md: có hai tệp cùng tên này, chỉ khác cách máy ghi dấu: hãy giữ một tệp"
    ]


# --- what is kept between builds ---


def test_the_cache_gives_nothing_that_a_link_leads_to(root, monkeypatch):
    kept = DiskCache(root / "kept")
    (root / "kept/ab").mkdir(parents=True)
    (root / "kept/ab/abc").symlink_to("../../../secret")
    (root / "kept/cd").symlink_to("../..")
    for key in ("abc", "cde"):
        assert kept.file(key, lambda: b"moi") == kept.get_or_make(key, lambda: b"moi") == b"moi"
    assert untouched(root) and not (root.parent / "cde").exists()


def test_nor_is_it_where_a_link_leads(root, monkeypatch):
    monkeypatch.delenv("COMMUNE_CACHE", raising=False)
    (root / ".cache").symlink_to("..")
    assert cache(root).folder != root / ".cache"
    monkeypatch.setenv("COMMUNE_CACHE", str(root / "server"))
    assert cache(root).folder == root / "server", "where a server keeps it"


def test_what_is_kept_is_never_changed(root):
    kept = DiskCache(root / "kept")
    kept.file("abc", lambda: b"cu")
    (root / "used").hardlink_to(root / "kept/ab/abc")
    (root / "kept/ab/abc").unlink()
    kept.file("abc", lambda: b"moi")
    assert (root / "used").read_bytes() == b"cu" and (root / "kept/ab/abc").read_bytes() == b"moi"


def test_what_is_kept_is_made_anew_once_its_code_is_another(tmp_path, monkeypatch):
    """Each kind of kept thing names the code that makes it; a file that moved is no longer depended on, and told."""
    monkeypatch.setattr("commune.core.cache._LIBRARY", tmp_path)
    made_by = core_cache.made_by.__wrapped__
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("1")
    before = made_by(("a.py",), ("markdown",))
    (tmp_path / "b.py").write_text("2")
    assert made_by(("a.py",), ("markdown",)) == before != made_by(("*.py",), ("markdown",))
    (tmp_path / "a.py").write_text("2")
    assert made_by(("a.py",), ("markdown",)) != before
    with pytest.raises(LookupError, match=r"moved\.py"):
        made_by(("a.py", "moved.py"), ())
