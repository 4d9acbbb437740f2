"""The web editor on GitHub and on GitLab: a number goes out at once, a post waits for somebody else's yes.

Both services are stand-ins on a real git repository (forge.py); no other address answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forge import COLLEAGUE, Forge, Repository
from forge_github import GitHub, WithAccounts
from forge_gitlab import GitLab
from officer import Officer, content_files, editor_on, lines_changed
from playwright.sync_api import Page, expect

expect.set_options(timeout=30_000)  # a machine may be busy with other tests
LOCAL, POST = "content/help/local.yml", "content/campaigns/2027-02-bep-cua-bo"
NUMBER = "offices.0.phone"


@pytest.fixture
def forge(request: pytest.FixtureRequest, tmp_path: Path, repository: Path) -> Forge:
    """The service with the commune's repository; GitHub, unless the test asks for another."""
    kept = {path.relative_to(repository).as_posix(): path.read_bytes() for path in content_files(repository)}
    return getattr(request, "param", GitHub)(Repository(tmp_path / "kept", kept))


@pytest.fixture
def officer(
    page: Callable[..., Page],
    serve: Callable[..., str],
    editor_dir: Path,
    repository: Path,
    forge: Forge,
    tmp_path: Path,
) -> Iterator[Officer]:
    """Somebody at the editor as it is built for the service. Nothing else is asked for anything."""
    folder = editor_on(forge.settings, repository, editor_dir, tmp_path / "editor")
    tab = page(width=1280, height=4000)
    forge.stand_in(tab)
    somebody = Officer(tab, serve(folder))
    yield somebody
    known = (somebody.address, "blob:", "data:", *forge.hosts)
    assert [url for url in somebody.requests if not url.startswith(known)] == []
    assert forge.unknown == []


on_each = pytest.mark.parametrize("forge", [GitHub, GitLab], indirect=True)


def enter(officer: Officer, forge: Forge) -> None:
    officer.sign_in(forge.token)
    expect(officer.tab.get_by_text("Danh bạ của xã")).to_be_visible()


def correct(officer: Officer, number: str) -> None:
    officer.open("Danh bạ của xã")
    officer.tab.get_by_text("UBND xã Sông Lam: 0299 3000 001").first.click()
    officer.write(NUMBER, number)


def set_status(officer: Officer, status: str) -> None:
    officer.tab.get_by_role("button", name=re.compile("^Trạng thái")).click()
    officer.tab.get_by_role("menuitemradio", name=status).click()
    expect(officer.tab.get_by_role("button", name=re.compile(f"^Trạng thái.*{status}"))).to_be_enabled()


def on_main(forge: Forge) -> dict[str, bytes]:
    return {path: forge.repository.read(name) for path, (name, _) in forge.repository.files().items()}


@on_each
def test_a_number_goes_straight_to_main(officer, forge):
    """A wrong token is refused in Vietnamese; the right one stays in the browser, until the officer leaves."""
    officer.sign_in("ma-sai")
    expect(officer.tab.get_by_role("alert").filter(has_text="không hợp lệ")).to_be_visible()
    before = on_main(forge)
    enter(officer, forge)
    correct(officer, "0299 3000 999")
    officer.save()
    now, commits = on_main(forge), forge.repository.log()
    assert [commit["message"] for commit in commits] == ["Sửa Tệp: danh-ba", "Kho mới"]
    assert forge.repository.branches() == ["main"]
    assert {path for path in now if now[path] != before[path]} == {LOCAL}
    assert lines_changed(before[LOCAL], now[LOCAL]) == ({"    phone: 0299 3000 001"}, {"    phone: 0299 3000 999"})
    assert [url for url in officer.requests if forge.token in url] == []
    assert json.dumps(officer.tab.context.storage_state(indexed_db=True)).count(forge.token) == 1
    officer.tab.get_by_role("button", name="Hiển thị trình đơn tài khoản").click()
    officer.tab.get_by_role("menuitem", name="Đăng xuất").click()
    expect(officer.tab.get_by_role("button", name="Đăng nhập bằng mã truy cập")).to_be_visible()
    assert forge.token not in json.dumps(officer.tab.context.storage_state(indexed_db=True))


@on_each
def test_a_post_is_reviewed_before_it_is_on_main(officer, forge, site_of):
    enter(officer, forge)
    officer.write_post("2027-02-bep-cua-bo")
    officer.tab.get_by_role("button", name="Lưu", exact=True).click()
    officer.agree("Gửi duyệt")
    expect(officer.tab.get_by_role("row").filter(has_text="Bếp của bố")).to_contain_text("Đang duyệt")
    branch = "cms/campaign/2027-02-bep-cua-bo"
    assert [commit["message"] for commit in forge.repository.log()] == ["Kho mới"]
    assert forge.repository.changed(branch) == {f"{POST}/anh-nau-com-1.webp": "A", f"{POST}/index.md": "A"}
    officer.tab.reload()  # what waits is kept by the service
    officer.board()
    officer.tab.get_by_role("list", name="Đang duyệt").get_by_role("button", name=re.compile("Bếp của bố")).click()
    expect(officer.tab.get_by_role("button", name="Xuất bản bài viết")).to_have_count(0)
    set_status(officer, "Sẵn sàng")
    officer.tab.get_by_role("button", name="Xuất bản bài viết").click()
    officer.agree("Xuất bản")
    expect(officer.tab.get_by_text("Bài viết chưa xuất bản")).to_have_count(0)
    expect(officer.tab.get_by_role("row").filter(has_text="Bếp của bố")).to_be_visible()
    assert forge.repository.branches() == ["main"]
    assert forge.repository.log()[0]["message"].startswith("Thêm Chiến dịch: 2027-02-bep-cua-bo")
    root = site_of(on_main(forge))  # passes the check
    assert (root / POST / "anh-nau-com-1.webp").exists()


def change_while_open(officer: Officer, forge: Forge) -> None:
    """A colleague corrects the number of another office while the officer corrects one."""
    correct(officer, "0299 3000 999")
    theirs = forge.repository.read(f"main:{LOCAL}").replace(b"0299 3000 002", b"0299 3000 888")
    forge.repository.commit("main", "Sửa số công an", {LOCAL: theirs}, author=COLLEAGUE)
    officer.tab.get_by_role("button", name="Lưu", exact=True).click()
    expect(officer.tab.get_by_role("alertdialog", name="Người khác vừa sửa mục này")).to_be_visible()


@on_each
def test_two_at_once_are_told_and_neither_number_is_lost(officer, forge):
    before = on_main(forge)[LOCAL]
    enter(officer, forge)
    change_while_open(officer, forge)
    officer.agree("Hủy")
    assert len(forge.repository.log()) == 2  # nothing was written,
    expect(officer.field(NUMBER).locator("input")).to_have_value("0299 3000 999")  # and nothing typed is gone
    officer.tab.get_by_role("button", name="Lưu", exact=True).click()
    officer.agree("Vẫn lưu")
    expect(officer.tab.get_by_text("Đã lưu bài viết.")).to_be_visible()
    gone, new = lines_changed(before, on_main(forge)[LOCAL])
    assert gone == {"    phone: 0299 3000 001", "    phone: 0299 3000 002"}
    assert new == {"    phone: 0299 3000 999", "    phone: 0299 3000 888"}


def test_a_proposal_takes_back_nothing_that_was_published_meanwhile(officer, forge):
    name, branch = "content/campaigns/2027-03-ngay-hoi/index.md", "cms/campaign/2027-03-ngay-hoi"
    summary = "Cả xóm Cầu Vồng cùng nấu ăn."
    enter(officer, forge)
    officer.tab.get_by_text("Ngày hội xóm Cầu Vồng", exact=False).first.click()
    officer.write("title", "Mỗi nhà một món")
    theirs = re.sub(r"(?m)^summary: .*", f"summary: {summary}", on_main(forge)[name].decode())
    forge.repository.commit("main", "Sửa tóm tắt", {name: theirs.encode()}, author=COLLEAGUE)
    officer.tab.get_by_role("button", name="Lưu", exact=True).click()
    officer.agree("Vẫn lưu")
    officer.agree("Để sau")
    expect(officer.tab.get_by_role("row").filter(has_text="Mỗi nhà một món")).to_contain_text("Đang viết")
    saved = forge.repository.read(f"{branch}:{name}").decode()
    assert f"summary: {summary}" in saved and "title: Mỗi nhà một món" in saved


def test_a_deletion_waits_for_review_too(officer, forge):
    folder = "content/campaigns/2027-03-ngay-hoi/"
    files = {path for path in on_main(forge) if path.startswith(folder)}
    enter(officer, forge)
    officer.tab.get_by_text("Ngày hội xóm Cầu Vồng", exact=False).first.click()
    officer.tab.get_by_role("button", name="Hiển thị tùy chọn trình chỉnh sửa").click()
    officer.tab.get_by_role("menuitem", name="Xóa").click()
    officer.agree("Xóa")
    expect(officer.tab.get_by_text("đã được đánh dấu để xóa")).to_be_visible()
    assert forge.repository.changed("cms/campaign/2027-03-ngay-hoi") == dict.fromkeys(files, "D")
    assert files <= on_main(forge).keys()
    officer.board()
    waiting = officer.tab.get_by_role("list", name="Đang chờ xóa")
    waiting.get_by_role("button", name="Xóa bài viết").click()
    officer.agree("Xóa")
    expect(waiting).to_have_count(0)
    assert not files & on_main(forge).keys()


@pytest.mark.parametrize("forge", [WithAccounts, GitLab], indirect=True)
def test_an_account_signs_in_without_a_token(officer, forge):
    """In a window of its own: GitHub by way of a small server of the commune, GitLab by itself (PKCE)."""
    officer.tab.goto(officer.address)
    officer.tab.get_by_role("button", name=re.compile("Git(Hub|Lab)")).click()
    expect(officer.tab.get_by_text("Danh bạ của xã")).to_be_visible()
    assert [url for url in officer.requests if forge.token in url] == []
