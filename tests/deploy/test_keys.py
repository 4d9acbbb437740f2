"""What an officer's key may change, and what a maintainer's: real pushes, by the list of keys that install writes."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest
from commune.core.fields import _SITE_ADDRESS
from commune.slices import FILES
from names import tracked
from publisher.publish import ADDRESS, good_addresses
from publisher.theirs import SHARED, is_theirs
from servers import ROOT, Clone
from test_plain_files import commit_of
from test_push import version

NOT_THEIRS = "khóa của cán bộ không sửa được tệp này"
COMMUNE = "content/commune.yml"


@pytest.fixture
def keys(server, officer, workbench) -> tuple[Clone, Clone]:
    """(an officer, a maintainer), each with a key."""
    workbench.once("keys", server, lambda: server.give_keys(lan="officer", minh="maintainer"))
    return Clone(officer.folder, server.repository, "lan"), Clone(officer.folder, server.repository, "minh")


def declined(done) -> str:
    """What was told of a push that was not taken."""
    assert done.returncode != 0 and "KHÔNG NHẬN" in done.stderr and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_an_officer_publishes_content(server, keys):
    officer, _ = keys
    officer.commit(**version("trang so 1"), **{"content/campaigns/bai/anh.jpg": b"anh"})
    done = officer.push()
    assert done.returncode == 0 and "Đã đăng bản" in done.stderr, done.stderr
    assert "trang so 1" in server.says()


NOT_FOR_OFFICERS = [
    *("toy.py", "Makefile", "hooks/a.py", "theme/main.html", "docs/a.md", "requirements.txt", "addresses.txt", "a"),
    *(".gitattributes", "content/.gitattributes", "content/help/.gitignore", ".github/workflows/publish.yml"),
    *("deploy/server/install", "mkdocs.yml", "content/help/national.yml", "content/claims.yml"),
]


def test_an_officer_changes_no_code_and_nothing_that_is_shared(server, keys):
    """Every place is told; the same push by a maintainer is taken."""
    officer, maintainer = keys
    before = server.tip
    there = {path: officer.folder / path for path in NOT_FOR_OFFICERS}
    officer.commit(**{path: f"{at.read_text() if at.exists() else ''}\n# khac\n" for path, at in there.items()})
    told = declined(officer.push())
    assert [path for path in NOT_FOR_OFFICERS if f"remote: {path}: {NOT_THEIRS}" not in told] == []
    assert server.tip == before and server.left_over() == []
    officer.git("rm", "--quiet", "requirements.txt", "addresses.txt")
    officer.git("commit", "--quiet", "-m", "Bớt")
    assert maintainer.push().returncode == 0


def test_an_officer_pushes_plain_files_alone(server, keys):
    officer, _ = keys
    entries = ["120000 content/a", "160000 content/b", "100755 content/c.sh"]
    commit_of(officer, *entries, given=b"/etc/passwd")
    told = declined(officer.push())
    assert [each for each in entries if f"remote: {each.split()[1]}: {NOT_THEIRS}" not in told] == []


def test_nor_on_the_way(server, keys):
    """A commit of code that the next takes back would lie in the history, for a rollback."""
    officer, _ = keys
    officer.commit(**{"toy.py": "raise SystemExit"})
    officer.git("revert", "--no-edit", "HEAD")
    assert f"toy.py (trong bản {officer.git('rev-parse', 'HEAD~')[:8]}): {NOT_THEIRS}" in declined(officer.push())


def test_an_officer_merges_what_a_maintainer_has_published(server, keys, clone):
    """Code comes from the branch with it; none of it is the officer's."""
    officer, _ = keys
    other = clone("other", of=server.repository)
    maintainer = Clone(other.folder, server.repository, "minh")
    maintainer.commit(**{"toy.py": (other.folder / "toy.py").read_text() + "\n# khac\n"})
    assert maintainer.push().returncode == 0
    officer.commit(**version("trang so 1"))
    officer.git("pull", "--quiet", "--no-rebase", "--no-edit", str(server.repository), "main")
    assert officer.push().returncode == 0
    assert "trang so 1" in server.says()
    officer.git("merge", "--quiet", "--no-commit", "--no-ff", "HEAD~1")
    officer.commit("Trộn", **{"toy.py": "raise SystemExit"})
    declined(officer.push())


def test_fields_of_the_commune_that_need_a_maintainer(server, keys):
    officer, maintainer = keys
    text = (officer.folder / COMMUNE).read_text("utf-8")
    officer.commit(**{COMMUNE: f"{text}responsible: Văn phòng\n"})
    assert officer.push().returncode == 0
    officer.commit(**{COMMUNE: "site_url: https://khac.example\n"})
    assert f"remote: {COMMUNE}: site_url" in declined(officer.push())
    officer.git("rm", "--quiet", COMMUNE)
    officer.git("commit", "--quiet", "-m", "Bỏ")
    declined(officer.push())
    officer.git("reset", "--quiet", "--hard", "HEAD~")
    assert maintainer.push().returncode == 0


def test_history_other_refs_and_other_repositories_are_not_for_officers(server, keys, tmp_path):
    officer, maintainer = keys
    assert "chỉ đẩy được nhánh" in declined(officer.push("HEAD:refs/replace/a"))
    officer.git("commit", "--quiet", "--amend", "-m", "Khác")
    assert officer.push("--force", "-o", "viet-lai-lich-su", "HEAD:main").returncode != 0
    assert maintainer.push("--force", "-o", "viet-lai-lich-su", "HEAD:main").returncode == 0
    elsewhere = Clone(officer.folder, server.base / "releases", "minh")
    assert "Khóa này chỉ dùng để đẩy lên và lấy về" in elsewhere.push().stderr
    assert "Permission denied" in Clone(officer.folder, server.repository, "ai do").push().stderr


def test_keys_from_before_go_on_as_maintainers_and_are_told(server, keys):
    """Until install is told whose they are."""
    officer, _ = keys
    known = server.home / ".ssh/authorized_keys"
    known.write_text("".join(f"restrict {line[line.index('ssh-') :]}\n" for line in known.read_text().splitlines()))
    told = server.install()
    assert "được coi là khóa của người quản trị" in told and told.count("  ssh-ed25519 AAAA") == 2 and " lan\n" in told
    officer.commit(**{"docs/a.md": "a"})
    assert officer.push().returncode == 0
    told = server.give_keys(lan="officer", minh="maintainer")
    assert "được coi là" not in told and len(known.read_text().splitlines()) == 2
    officer.commit(**{"docs/a.md": "b"})
    assert NOT_THEIRS in declined(officer.push())


# --- what the server writes itself ---


def test_the_server_writes_the_addresses(server, keys):
    officer, _ = keys
    assert server.run("ledger").returncode == 0
    officer.git("pull", "--quiet", str(server.repository), "main")
    assert "/cu/index.html" in (officer.folder / "addresses.txt").read_text().split()
    before = server.tip
    assert server.run("ledger").returncode == 0 and server.tip == before
    officer.commit(**version("trang so 1"))
    assert officer.push().returncode == 0


def test_of_what_a_build_wrote_addresses_alone_are_kept():
    good = ["/", "/lich/", "/lich.ics", "/lich/#tet", "/a/b-1/c.min.js"]
    bad = ["lich/", "//x.example/", "/Lich/", "/../a", "https://x.example/", "/a b", "/a\x00", "$(id)", "/" + "a" * 300]
    assert good_addresses("\n".join([*good, *bad])) == good


def test_the_rules_are_those_of_the_site():
    """What the slices declare as shared by all communes; and the form of an address."""
    assert ADDRESS == _SITE_ADDRESS
    content = [file for file in FILES if any(pattern.startswith("content/") for pattern in file.patterns)]
    shared = {pattern for file in content if file.owner == "everybody" for pattern in file.patterns}
    assert {*SHARED} == shared
    for path in (str(path.relative_to(ROOT)) for path in tracked(ROOT)):
        kind = [file.owner for file in FILES if any(fnmatch(path, pattern) for pattern in file.patterns)]
        theirs = is_theirs("100644", path)
        assert theirs == (path.startswith("content/") and "everybody" not in kind and "/." not in path), path
