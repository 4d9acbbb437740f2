"""A push is published, or declined with the reasons; either way readers have a whole site."""

from __future__ import annotations

import os
import subprocess
import time
from email import message_from_string
from email.policy import default

import pytest
from servers import DEPLOY, environment, wait_for

VERSION = "content/version.txt"
WAITING = "Đang có một lần đăng khác. Xin chờ"


def version(text: str) -> dict[str, str]:
    return {VERSION: text}


def test_a_push_is_published(server, officer):
    commit = officer.commit("Sửa lịch", **version("trang so 1"))
    done = officer.push()
    assert done.returncode == 0
    assert f"Đã đăng bản {commit[:8]} (Sửa lịch)" in done.stderr
    assert "trang so 1" in server.says() and "trang so 0" not in server.says()
    assert server.left_over() == []


def test_what_cannot_be_published_is_declined_with_the_place_and_the_cure(server, officer):
    before = server.tip
    officer.commit(**version("SAI"))
    done = officer.push()
    assert done.returncode != 0
    assert "remote: content/version.txt:1:SAI" in done.stderr
    assert "Sửa xong thì đẩy lại." in done.stderr
    assert "make:" not in done.stderr
    assert server.tip == before and "trang so 0" in server.says()
    assert server.left_over() == []


def test_after_a_declined_push_everybody_else_goes_on(server, officer, clone):
    other = clone("other", of=server.repository)
    officer.commit(**version("SAI"))
    officer.push()
    other.commit(**version("trang so 2"))
    assert other.push().returncode == 0
    assert "trang so 2" in server.says()


def test_the_one_who_was_declined_mends_it_and_pushes_again(server, officer):
    officer.commit(**version("SAI"))
    officer.push()
    officer.commit(**version("trang so 1"))
    assert officer.push().returncode == 0
    assert "trang so 1" in server.says()


def test_a_branch_is_kept_and_publishes_nothing(server, officer):
    officer.commit(**version("SAI, con dang viet"))
    done = officer.push("HEAD:bai-moi")
    assert done.returncode == 0
    assert 'Đã lưu "bai-moi". Trang không đổi' in done.stderr
    assert "trang so 0" in server.says() and len(server.releases) == 1
    assert 'Đã xóa "bai-moi"' in officer.push("--delete", "bai-moi").stderr


def test_what_the_check_advises_is_told_to_whoever_pushes(server, officer):
    make = (officer.folder / "Makefile").read_text("utf-8")
    told = "- content/a.docx: bản đăng đã bỏ chữ đã xóa. Chữ ấy là: “An”"
    officer.commit(**{"Makefile": make.replace("check-content:\n", f"check-content:\n\t@echo '{told}'\n", 1)})
    assert f"remote: {told}" in officer.push(CI="true").stderr and "trang so 0" in server.says()


@pytest.mark.parametrize("name", ["refs/heads/main", "heads/main", "HEAD"])
def test_no_branch_is_taken_for_another(server, officer, name):
    """Beside it git would ask everybody else which one they mean, and push nothing."""
    assert "Hãy đổi tên nhánh" in officer.push(f"HEAD:refs/heads/{name}").stderr
    officer.commit(**version("trang so 1"))
    assert officer.push().returncode == 0


def test_the_published_branch_cannot_be_deleted(server, officer):
    done = officer.push("--delete", "main")
    assert done.returncode != 0 and "không xóa được" in done.stderr
    assert "trang so 0" in server.says()


def test_a_forced_push_that_drops_the_work_of_others_is_declined(server, officer, clone):
    other = clone("other", of=server.repository)
    other.commit(**version("trang cua nguoi khac"))
    other.push()
    officer.commit(**version("trang so 1"))
    done = officer.push("--force", "HEAD:main")
    assert done.returncode != 0 and "git pull" in done.stderr
    assert "trang cua nguoi khac" in server.says()


def test_rewritten_history_leaves_nothing_of_itself(server, officer):
    """The urgent withdrawal of the handbook: releases and cache forget at once, the repository by the next morning."""
    officer.commit(**version("dieu phai xoa"))
    officer.push()
    withdrawn = server.tip
    (server.base / "cache/anh").write_text("dieu phai xoa")
    officer.git("reset", "--quiet", "--hard", "HEAD~1")
    officer.commit(**version("trang so 1"))
    done = officer.push("--force", "-o", "viet-lai-lich-su", "HEAD:main")
    assert done.returncode == 0, done.stderr
    assert "trang so 1" in server.says()
    assert "dieu phai xoa" not in everything_in(server.base / "releases")
    assert not (server.base / "cache/anh").exists()
    long_ago = time.time() - 7200
    for path in (server.repository / "objects").rglob("*"):
        os.utime(path, (long_ago, long_ago))
    server.run("rebuild")
    git = ["git", "--git-dir", str(server.repository), "cat-file", "-e", withdrawn]
    assert subprocess.run(git, capture_output=True, env=environment()).returncode != 0


def everything_in(folder) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def test_the_site_knows_when_its_content_changed(server, officer):
    """The history is there while it is built, of the content alone."""
    officer.commit("Đổi nội dung", **version("trang so 1"))
    officer.commit("Đổi thứ khác", **{"README.md": "x"})
    officer.push()
    assert "<i>Đổi nội dung\n</i>" in server.says()


# --- several at once ---


def test_two_pushes_at_once_the_later_wins(server, officer, clone, gate):
    gate.shut()
    officer.commit(**version("trang so 1"))
    first = officer.start_push(**gate.words)
    gate.wait_for_builder()
    other = clone("other", of=server.repository)
    other.commit(**version("trang so 2"))
    second = other.start_push(**gate.words)
    wait_for(lambda: WAITING in second.told)
    assert "trang so 0" in server.says()
    gate.open()
    done, later = first.finish(), second.finish()
    assert (done.returncode, later.returncode) == (0, 0)
    assert "trang so 2" in server.says()
    assert server.left_over() == []


def test_those_who_waited_are_published_together(server, officer, clone, gate):
    gate.shut()
    officer.commit(**version("trang so 1"))
    pushes = [officer.start_push(**gate.words)]
    gate.wait_for_builder()
    for number in (2, 3, 4):
        other = clone(f"other{number}", of=server.repository)
        other.commit(**version(f"trang so {number}"))
        pushes.append(other.start_push(**gate.words))
        wait_for(lambda: WAITING in pushes[-1].told)
    gate.open()
    told = [push.finish().stderr for push in pushes]
    assert "trang so 4" in server.says()
    assert sum("Đã đăng bản" in each for each in told) == 2
    assert sum("Bản này đã được đăng rồi" in each for each in told) == 2


def test_of_two_who_started_from_the_same_version_the_second_takes_the_first_one_s_in(server, officer, clone):
    other = clone("other", of=server.repository)
    officer.commit(**version("trang so 1"))
    officer.push()
    other.commit(**{"content/campaigns/bai/index.md": "bai moi"})
    assert other.push().returncode != 0
    other.git("pull", "--quiet", "--rebase", str(server.repository), "main")
    assert other.push().returncode == 0
    assert "trang so 1" in server.says() and "bai moi" in server.says("campaigns/bai/index.md")


def test_a_pusher_whose_connection_breaks_is_published_all_the_same(server, officer, gate):
    gate.shut()
    officer.commit(**version("trang so 1"))
    push = officer.start_push(**gate.words)
    gate.wait_for_builder()
    push.process.kill()
    push.process.wait()
    gate.open()
    wait_for(lambda: "trang so 1" in server.says())


# --- when it is not the officer's fault ---


def test_an_officer_never_sees_a_traceback(server, officer):
    officer.commit(**{"toy.py": "raise RuntimeError('hong')"})
    done = officer.push()
    assert "CHƯA ĐĂNG" in done.stderr and "không phải vì nội dung bạn viết" in done.stderr
    assert "Traceback" not in done.stderr
    assert "RuntimeError: hong" in (server.base / "log/last-failure.txt").read_text("utf-8")
    assert "trang so 0" in server.says() and server.left_over() == []


@pytest.mark.parametrize("ledger", [b"\xff\xfe/\x00", "/lịch/".encode("utf-16")])
def test_nor_where_a_list_was_saved_in_another_encoding(server, officer, ledger):
    """A real check tells the officer how to save it; here it is the server's programs that must not stumble."""
    officer.commit(**{"addresses.txt": ledger})
    done = officer.push()
    assert done.returncode == 0 and "Traceback" not in done.stderr


def test_nor_at_a_branch_with_an_odd_name(server, officer):
    done = officer.push("HEAD:refs/heads/hai\u2028dong")
    assert done.returncode == 0 and "Traceback" not in done.stderr and "Trang không đổi" in done.stderr


def test_nor_is_an_officer_asked_to_mend_what_is_not_theirs(server, officer):
    officer.commit(**{"Makefile": "check-content:\n\t@python3 -c 'raise RuntimeError'\n"})
    done = officer.push()
    assert done.returncode != 0 and "không phải vì nội dung bạn viết" in done.stderr
    assert "Sửa xong" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("os.remove('site/404.html')", "404.html thiếu"),
        ("open('site/lich/index.html', 'w').close()", "lich/index.html thiếu hoặc rỗng"),
        ("open('site/ho-tro/index.html', 'w').write('Gọi ai?')", "không có số nào để gọi"),
    ],
)
def test_a_site_that_is_not_whole_is_not_published(server, officer, what, name):
    program = (officer.folder / "toy.py").read_text("utf-8")
    officer.commit(**{"toy.py": f"{program}\nimport os\n{what}\n"} | version("trang so 1"))
    done = officer.push()
    assert "chưa trọn: " in done.stderr and name in done.stderr
    assert "trang so 0" in server.says()


def test_a_build_that_hangs_is_stopped(server, officer, gate):
    server.set(minutes=0)
    gate.shut()
    officer.commit(**version("trang so 1"))
    done = officer.push(**gate.words)
    assert "phút nên đã dừng" in done.stderr
    assert "trang so 0" in server.says() and server.left_over() == []


def test_a_mistake_in_the_settings_is_told(server, officer):
    server.set(keepp=3)
    officer.commit(**version("trang so 1"))
    done = officer.push()
    assert "settings.ini: không đọc được" in done.stderr and "Traceback" not in done.stderr


# --- releases ---


def publish_without_a_push(server, officer, *names):
    """Each in turn becomes the tip of the server's branch and is built: what a push does, in half the time."""
    for name in names:
        officer.commit(**version(name))
        git = ["git", "--git-dir", str(server.repository), "fetch", "--quiet", str(officer.folder), "main:main"]
        subprocess.run(git, check=True, env=environment())
        assert server.run("rebuild").returncode == 0


def test_the_last_ten_releases_are_kept(server, officer):
    publish_without_a_push(server, officer, *(f"trang so {number}" for number in range(1, 12)))
    told = server.run("releases").stdout
    assert len(server.releases) == 10
    assert [commit[:8] in told for commit in officer.git("log", "--format=%H").split()] == [True] * 10 + [False] * 2
    assert "trang so 11" in server.says()


def test_of_an_old_release_no_site_is_kept(server, officer):
    """Whoever withdrew something finds it in no folder of the server: pages, pictures, prints, lists."""
    officer.commit(**{"content/campaigns/bai/anh.jpg": b"\xff\xd8 da rut"}, **version("ten bai da rut"))
    officer.push()
    (server.base / "cache/ma-khac").mkdir()
    (server.base / "cache/ma-khac/anh").write_bytes(b"da rut")
    officer.commit(**{"content/campaigns/bai/anh.jpg": None}, **version("trang so 2"))
    officer.push()
    assert "da rut" not in everything_in(server.base / "releases") + everything_in(server.base / "cache")
    assert server.run("rollback", "--keep", "content/campaigns/bai").returncode == 0
    assert "ten bai da rut" in server.says() and not (server.live / "campaigns/bai").exists()


def test_rebuilding_each_night_uses_up_no_release(server, officer):
    server.set(keep=2)
    publish_without_a_push(server, officer, "trang so 1")
    for _ in range(3):
        server.run("rebuild")
    commits = {name.split("-")[-1] for name in server.releases}
    assert len(commits) == 2


def test_old_releases_are_open_to_nobody_else(server, officer):
    publish_without_a_push(server, officer, "trang so 1", "trang so 2", "trang so 3")
    modes = [(server.base / "releases" / name).stat().st_mode & 0o777 for name in server.releases]
    assert modes == [0o700, 0o700, 0o700, 0o755]


def test_what_did_not_change_is_the_same_file(server, officer):
    before = {name: (server.live / name).stat() for name in ("always.css", "index.html")}
    officer.commit(**version("trang so 1"))
    officer.push()
    after = {name: (server.live / name).stat() for name in before}
    assert after["always.css"].st_ino == before["always.css"].st_ino
    assert int(after["index.html"].st_mtime) > int(before["index.html"].st_mtime)


def test_an_address_once_published_is_remembered(server, officer):
    program = (officer.folder / "toy.py").read_text("utf-8")
    officer.commit(**{"toy.py": program.replace(', "cu/index.html"', "")})
    officer.push()
    assert not (server.live / "cu/index.html").exists()
    assert "/cu/index.html" in (server.base / "addresses.txt").read_text("utf-8").split()


# --- tools ---


def test_each_version_is_built_with_the_packages_it_asks_for(server, officer):
    """One environment for each requirements.txt, made once."""
    (server.base / "settings.ini").write_text("")
    officer.commit(**{"requirements.txt": "# nothing\n"})
    done = officer.push()
    assert done.returncode == 0 and done.stderr.count("Đang cài thư viện") == 1
    officer.commit(**version("trang so 1"))
    assert "Đang cài thư viện" not in officer.push().stderr
    assert "trang so 1" in server.says()
    assert len([*(server.base / "venvs").glob("*/ready")]) == 1


def test_setting_up_again_changes_nothing_that_is_in_use(server, officer):
    (server.base / "settings.ini").write_text("keep = 4\n")
    server.install()
    assert (server.base / "settings.ini").read_text() == "keep = 4\n"
    assert "trang so 0" in server.says()


def test_the_shell_scripts_are_right():
    for script in ("install", "rollback", "hook", "command"):
        shell = "bash" if script == "install" else "sh"
        subprocess.run([shell, "-n", DEPLOY / script], check=True)


def test_the_calls_of_the_week_are_told(server, officer):
    done = server.run("calls")
    assert done.returncode == 0 and "- Trạm Y tế, 0299 3000 001" in done.stdout
    assert server.left_over() == []


def test_letters_tell_of_the_calls_and_of_a_night_that_went_wrong(server, officer):
    letters = server.folder / "letters"
    program = server.folder / "sendmail"
    program.write_text(f"#!/bin/sh\ncat >>{letters}\n")
    program.chmod(0o755)
    server.set(mail_to="van-phong@song-lam.example", sendmail=program)
    server.run("calls")
    officer.commit(**{"toy.py": "raise RuntimeError"})
    officer.push()
    assert server.run("rebuild").returncode == 1
    told = [message_from_string(f"To: {each}", policy=default) for each in letters.read_text().split("To: ")[1:]]
    assert [letter["Subject"] for letter in told] == ["Các số cần kiểm tra tuần này", "Trang chưa dựng lại được"]
    assert "0299 3000 001" in told[0].get_content() and told[0]["To"] == "van-phong@song-lam.example"
