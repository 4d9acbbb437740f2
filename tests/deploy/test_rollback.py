"""Going back: pages go back, contacts stay current, and nothing comes back that a person had taken away."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest
from publisher.repository import Repository
from publisher.rollback import Change, Wish, contacts_in, is_taken_off
from servers import wait_for
from test_push import version

CONTACTS = "content/help/local.yml"
POST = "content/campaigns/2027-03-ngay-hoi/index.md"
PHOTO = "content/campaigns/2027-03-ngay-hoi/anh.jpg"
WHERE = {
    "content/calendar.yml": "content",
    "content/help/ho-tro.md": "content",
    "content/plan/2026/plan.md": "content",
    "docs/index.md": "content",
    "theme/main.html": "code",
    "requirements.txt": "code",
    "content/help/local.yml": "stays",
    "content/help/national.yml": "stays",
    "content/commune.yml": "stays",
    "addresses.txt": "stays",
    "deploy/server/install": "stays",
    ".gitlab-ci.yml": "stays",
    ".github/workflows/publish.yml": "stays",
}
OLD_NUMBER, NEW_NUMBER = "0299 3000 001", "0299 3000 777"


def contacts(*numbers: str) -> dict[str, str]:
    return {CONTACTS: "offices:\n" + "".join(f"  - {{phone: {number}}}\n" for number in numbers)}


def publish(officer, message="Sửa", **files):
    commit = officer.commit(message, **files)
    done = officer.push()
    assert done.returncode == 0 and "CHƯA" not in done.stderr, done.stderr
    return commit


@pytest.fixture
def published(server, officer, workbench):
    """One good version, then one with a mistake in its pages and a corrected number."""

    def publish_both() -> None:
        publish(officer, "Bản tốt", **version("trang tot"), **contacts(OLD_NUMBER))
        publish(officer, "Bản hỏng", **version("trang hong"), **contacts(NEW_NUMBER))

    workbench.once("published-twice", server, publish_both)
    return officer


def test_one_command_goes_back_to_the_release_before(server, published):
    done = server.run("rollback")
    assert done.returncode == 0, done.stdout
    assert "Quay lại bản" in done.stdout and "(Bản tốt), danh bạ giữ như hôm nay" in done.stdout
    assert "trang tot" in server.says() and "trang hong" not in server.says()


def test_a_corrected_number_stays_corrected(server, published):
    assert server.run("rollback").returncode == 0
    assert NEW_NUMBER in server.says() and OLD_NUMBER not in server.says()


def test_a_withdrawn_contact_stays_away(server, published):
    publish(published, "Rút một địa chỉ tin cậy", **contacts())
    publish(published, "Lại hỏng", **version("trang hong nua"))
    earliest = server.releases[1]
    assert "Bản tốt" in server.run("releases").stdout
    done = server.run("rollback", earliest)
    assert done.returncode == 0, done.stdout
    assert "trang tot" in server.says()
    assert OLD_NUMBER not in server.says() and NEW_NUMBER not in server.says()


def test_it_lasts_through_the_night_and_the_next_push(server, published):
    server.run("rollback")
    server.run("rebuild")
    assert "trang tot" in server.says() and OLD_NUMBER not in server.says()
    published.commit(**{"content/campaigns/bai-moi/index.md": "bai moi"})
    declined = published.push()
    assert declined.returncode != 0 and "fetch first" in declined.stderr
    published.git("pull", "--quiet", "--rebase", str(server.repository), "main")
    assert published.push().returncode == 0
    assert "trang tot" in server.says() and "bai moi" in server.says("campaigns/bai-moi/index.md")
    assert NEW_NUMBER in server.says()


def test_going_back_can_itself_be_undone(server, published):
    server.run("rollback")
    server.run("rollback")
    assert "trang hong" in server.says() and NEW_NUMBER in server.says()


def test_a_commit_can_be_named(server, published):
    first = published.git("rev-list", "--max-parents=0", "HEAD")
    done = server.run("rollback", first[:10])
    assert done.returncode == 0, done.stdout
    assert "trang so 0" in server.says() and NEW_NUMBER in server.says()


@pytest.mark.parametrize("which", ["khong-co", "--help-me", "0" * 40])
def test_what_there_never_was_is_told(server, published, which):
    before = server.tip
    done = server.run("rollback", "--", which)
    assert done.returncode == 1 and f'Không có bản "{which}"' in done.stdout
    assert server.tip == before


def test_the_first_release_has_none_before_it(server, officer):
    done = server.run("rollback")
    assert done.returncode == 1 and "không giữ bản nào trước" in done.stdout


def test_what_goes_back_and_what_stays():
    then = dict.fromkeys(WHERE, ("100644", "then"))
    now = dict.fromkeys(WHERE, ("100644", "now"))
    for wish, back in ((Wish(), "content"), (Wish(code=True), "content code")):
        files = Change(Repository(Path()), then, now, wish).files
        assert {path: blob for path, (_, blob) in files.items()} == {
            path: "then" if kind in back.split() else "now" for path, kind in WHERE.items()
        }


# --- people ---


def test_a_photo_taken_away_since_does_not_come_back_silently(server, officer):
    publish(officer, **version("trang tot"), **{PHOTO: b"\xff\xd8 anh"})
    publish(officer, "Gỡ ảnh", **version("trang hong"), **{PHOTO: None})
    before = server.tip
    done = server.run("rollback")
    assert done.returncode == 1
    assert f"- {PHOTO}: tệp này nay đã được gỡ hoặc thay" in done.stdout
    assert "trang hong" in server.says() and server.tip == before

    assert server.run("rollback", "--keep", PHOTO).returncode == 0
    assert "trang tot" in server.says()
    assert not (server.live / PHOTO.removeprefix("content/")).exists()


def test_a_photo_comes_back_when_somebody_says_that_nobody_minds(server, officer):
    publish(officer, **version("trang tot"), **{PHOTO: b"\xff\xd8 anh"})
    publish(officer, "Xóa nhầm thư mục", **{PHOTO: None})
    assert server.run("rollback", "--bring-back", "content/campaigns/2027-03-ngay-hoi/").returncode == 0
    assert (server.live / PHOTO.removeprefix("content/")).read_bytes() == b"\xff\xd8 anh"


def test_a_photo_that_only_moved_is_no_question(server, officer):
    publish(officer, **version("trang tot"), **{PHOTO: b"\xff\xd8 anh"})
    publish(officer, "Đổi tên", **version("trang hong"), **{PHOTO: None, f"{PHOTO}-2.jpg": b"\xff\xd8 anh"})
    assert server.run("rollback").returncode == 0


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ("consent: {people: adults, given_on: 2027-02-20}\n---\nBài", "---\nBài", "lời đồng ý"),
        ("pictures:\n- consent:\n    people: children\n---\nBài", "pictures: []\n---\nBài", "lời đồng ý"),
        ("type: story\n---\nChị Nguyễn Thị Ví Dụ kể", "type: story\n---\nMột chị kể", "câu chuyện của một người"),
        ("type: story\n---\nChị Nguyễn Thị Ví Dụ kể", None, "câu chuyện của một người"),
    ],
)
def test_a_consent_withdrawn_since_stays_withdrawn(server, officer, then, now, why):
    publish(officer, **{POST: f"---\n{then}"}, **version("trang tot"))
    publish(officer, **{POST: now and f"---\n{now}"}, **version("trang hong"))
    done = server.run("rollback")
    assert done.returncode == 1 and f"- {POST}: {why}" in done.stdout
    assert server.run("rollback", "--keep", POST).returncode == 0
    assert "trang tot" in server.says()
    assert "Ví Dụ" not in server.says(POST.removeprefix("content/")) if now else True


TEXT = "---\ntitle: Gói bánh\n{}---\nChữ {} bài"


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("withdrawn: {date: 2027-03-20, why: decided}", POST),
        ("withdrawn:\n  date: 20/3/2027\n  why: decided", "content/campaigns/2027-04-to-roi/index.md"),
        ("draft: yes", POST.replace("index", "to-roi")),
    ],
)
def test_what_its_own_text_takes_off_the_site_never_comes_back(server, officer, line, file):
    """Neither its text nor its files, whoever insists, its code neither."""
    beside = f"{file.rpartition('/')[0]}/so-do.pdf"
    publish(officer, **{file: TEXT.format("", "cu cua"), beside: b"%PDF ban cu"}, **version("trang tot"))
    off = TEXT.format(f"{line}\n", "moi cua")
    publish(officer, **{file: off, beside: None}, **version("trang hong"))
    for insisting in (("--bring-back", file, "--bring-back", beside), ("--code",)):
        assert server.run("rollback", *insisting).returncode == 0
        assert server.says(file.removeprefix("content/")) == off
        assert not (server.live / beside.removeprefix("content/")).exists()


def test_materials_stay_off_as_posts_do():
    class Kept(Repository):
        def read(self, blob: str) -> bytes:
            return blob.encode()

    paths = (POST, "content/materials/to-roi/index.md", "content/plan/2027/doc-nhanh.md", "docs/index.md")
    now = dict.fromkeys(paths, ("100644", "---\ndraft: yes\n---\n"))
    off = Change(Kept(Path()), {}, now, Wish()).taken_off
    assert off == ("content/campaigns/2027-03-ngay-hoi/", "content/materials/to-roi/")


@pytest.mark.parametrize(
    ("head", "off"),
    [
        ("draft: yes", True),
        ('draft: "yes"', True),
        ("draft: có", True),
        ("draft: true\r", True),
        ("withdrawn: {date: 2027-03-20, why: decided}", True),
        ("withdrawn:\n  why: decided", True),
        ("withdrawn:\n    # vì sao\n    why: decided", True),
        ("draft: no", False),
        ("draft:", False),
        ("withdrawn:", False),
        ("withdrawn: # chưa", False),
        ("summary: Bài draft: yes", False),
        ("summary: >\n  draft: yes", False),
    ],
)
def test_what_says_that_a_text_is_off_the_site(head, off):
    assert is_taken_off(f"\ufeff---\ntitle: a\n{head}\ndate: 2027-03-01\n---\ndraft: yes\nwithdrawn: a") is off


def test_a_post_without_people_in_it_goes_back_without_a_question(server, officer):
    publish(officer, **{POST: "---\npictures: [{file: a.jpg, consent: {people: none}}]\n---\nBản đầu"})
    publish(officer, **{POST: "---\ntitle: Bài\n---\nBản hỏng"})
    assert server.run("rollback").returncode == 0
    assert "Bản đầu" in server.says(POST.removeprefix("content/"))


def test_a_contact_written_in_a_text_never_comes_back(server, officer):
    publish(officer, **{POST: "Hãy gọi 0912.345.678."}, **version("trang tot"))
    publish(officer, **{POST: "Hãy hỏi xã."}, **version("trang hong"))
    for insisting in ((), ("--bring-back", POST)):
        done = server.run("rollback", *insisting)
        assert done.returncode == 1
        assert f'- {POST}: "0912345678" nay không còn ở đâu trong nội dung' in done.stdout
    assert server.run("rollback", "--keep", POST).returncode == 0
    assert server.says(POST.removeprefix("content/")) == "Hãy hỏi xã."
    assert "trang tot" in server.says()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gọi 0299 3000 005 hoặc 0912.345.678.", {"02993000005", "0912345678"}),
        ("+84 912 345 678, (0299) 3000-005", {"0912345678", "02993000005"}),
        ("1800 5999; 1900 96 96 80", {"18005999", "1900969680"}),
        ("ai-do@song-lam.example.", {"ai-do@song-lam.example"}),
        ("Ngày 05-12-2026 08:30, Nghị định 76/2023/NĐ-CP, giai đoạn 2021-2030, 7.500.000 đồng", set()),
    ],
)
def test_contacts_are_found_however_they_are_written(text, found):
    assert contacts_in(text) == found


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give the folder to somebody else")
def test_only_whom_the_site_belongs_to_may_go_back(server, published):
    os.chown(server.base / "work", 65534, -1)
    done = server.run("rollback")
    assert done.returncode == 1 and "Hãy chạy: sudo trang rollback" in done.stdout
    assert "trang hong" in server.says()


# --- nothing half done ---


def test_what_does_not_build_any_more_is_not_shown(server, officer):
    publish(officer, **version("trang tot"), **contacts(OLD_NUMBER))
    publish(officer, **version("trang hong"), **contacts(NEW_NUMBER))
    program = (officer.folder / "toy.py").read_text("utf-8")
    publish(officer, **{"toy.py": f"{program}\nif 'tot' in version: raise SystemExit('content/version.txt:1: sai')\n"})
    before = server.tip, server.releases
    done = server.run("rollback", server.releases[1])
    assert done.returncode == 1 and "content/version.txt:1: sai" in done.stdout
    assert (server.tip, server.releases) == before
    assert "trang hong" in server.says() and NEW_NUMBER in server.says()


def test_the_code_goes_back_only_where_that_is_asked(server, officer):
    publish(officer, **contacts(OLD_NUMBER))
    program = (officer.folder / "toy.py").read_text("utf-8")
    publish(
        officer, "Giao diện hỏng", **{"toy.py": program.replace("<pre>", "<pre class=hong>")}, **contacts(NEW_NUMBER)
    )
    done = server.run("rollback")
    assert done.returncode == 1 and "thêm --code" in done.stdout
    assert server.run("rollback", "--code").returncode == 0
    assert "class=hong" not in server.says() and NEW_NUMBER in server.says()


def test_a_push_meanwhile_comes_first(server, published, clone, gate):
    """Who goes back looked at what was live before: they look again."""
    gate.shut()
    told = []
    operator = Thread(target=lambda: told.append(server.run("rollback", **gate.words)))
    operator.start()
    gate.wait_for_builder()
    published.commit(**version("trang moi nhat"))
    push = published.start_push(**gate.words)
    wait_for(lambda: "Đang có một lần đăng khác" in push.told)
    gate.open()
    operator.join()
    push.finish()
    assert told[0].returncode == 1 and "Vừa có người đẩy nội dung mới" in told[0].stdout
    assert "trang moi nhat" in server.says()
    assert server.left_over() == []


def test_the_power_goes_while_going_back(server, published):
    """The branch is there already: the night publishes it."""
    server.run("rollback", DIE_AT="rollback|os.rename|live.new")
    assert "trang hong" in server.says()
    assert server.run("rebuild").returncode == 0
    assert "trang tot" in server.says() and NEW_NUMBER in server.says()
    assert server.left_over() == []


def test_history_that_was_rewritten_is_not_gone_back_to(server, officer):
    publish(officer, **version("dieu phai xoa"))
    gone = server.tip
    officer.git("reset", "--quiet", "--hard", "HEAD~1")
    officer.commit(**version("trang so 1"))
    officer.push("--force", "-o", "viet-lai-lich-su", "HEAD:main")
    done = server.run("rollback", gone)
    assert done.returncode == 1 and "không còn trong lịch sử" in done.stdout
