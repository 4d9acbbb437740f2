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
from forge_github import GitHub
from forge_gitlab import GitLab
from officer import Officer, content_files, editor_on, lines_changed, photo
from playwright.sync_api import Page, expect

expect.set_options(timeout=30_000)  # a machine may be busy with other tests
# As on a busy machine: what the editor puts off for a tenth of a second comes long after it is shown.
LATE = "const on_time = setTimeout; window.setTimeout = (f, ms, ...a) => on_time(f, ms === 100 ? 1500 : ms, ...a);"
LOCAL, POST = "content/help/local.yml", "content/campaigns/2027-02-bep-cua-bo"
NUMBER = "offices.0.phone"


@pytest.fixture
def forge(request: pytest.FixtureRequest, tmp_path: Path, example_root: Path) -> Forge:
    """The service with the commune's repository; GitHub, unless the test asks for another."""
    kept = {path.relative_to(example_root).as_posix(): path.read_bytes() for path in content_files(example_root)}
    return getattr(request, "param", GitHub)(Repository(tmp_path / "kept", kept))


@pytest.fixture
def arrive(
    page: Callable[..., Page],
    serve: Callable[..., str],
    editor_dir: Path,
    example_root: Path,
    forge: Forge,
    tmp_path: Path,
) -> Iterator[Callable[..., Officer]]:
    """arrive(height=…, busy=…) → somebody at the editor as it is built for the service, on a machine that may be busy.

    Nothing else is asked for anything.
    """
    address = serve(editor_on(forge.settings, example_root, editor_dir, tmp_path / "editor"))
    arrived: list[Officer] = []

    def somebody(height: int = 1600, busy: bool = False) -> Officer:
        tab = page(width=1280, height=height, device_scale_factor=0.25, reduced_motion="reduce")  # nobody looks
        if busy:
            tab.add_init_script(LATE)
        forge.stand_in(tab)
        arrived.append(Officer(tab, address))
        return arrived[-1]

    yield somebody
    asked = {url for officer in arrived for url in officer.requests}
    assert [url for url in asked if not url.startswith((address, "blob:", "data:", *forge.hosts))] == []
    assert [url for url in asked if forge.token in url] == []
    assert forge.unknown == []


on_each = pytest.mark.parametrize("forge", [GitHub, GitLab], indirect=True)


def enter(officer: Officer, forge: Forge) -> None:
    officer.sign_in(forge.token)
    expect(officer.tab.get_by_text("Danh bạ địa phương")).to_be_visible()


def enter_with_account(officer: Officer) -> None:
    """In a window of its own: GitHub by way of a small server of the commune, GitLab by itself (PKCE)."""
    officer.tab.goto(officer.address)
    officer.tab.get_by_role("button", name=re.compile("Git(Hub|Lab)")).click()
    expect(officer.tab.get_by_text("Danh bạ địa phương")).to_be_visible()


def leave(officer: Officer) -> None:
    officer.tab.get_by_role("button", name="Hiển thị trình đơn tài khoản").click()
    officer.tab.get_by_role("menuitem", name="Đăng xuất").click()
    expect(officer.tab.get_by_role("button", name="Đăng nhập bằng mã truy cập")).to_be_visible()


def press(officer: Officer, words: str) -> None:
    officer.tab.get_by_role("button", name=words, exact=True).click()


def set_status(officer: Officer, status: str) -> None:
    officer.tab.get_by_role("button", name=re.compile("^Trạng thái")).click()
    officer.tab.get_by_role("menuitemradio", name=status).click()
    expect(officer.tab.get_by_role("button", name=re.compile(f"^Trạng thái.*{status}"))).to_be_enabled()


def on_main(forge: Forge) -> dict[str, bytes]:
    return {path: forge.repository.read(name) for path, (name, _) in forge.repository.files().items()}


def messages(forge: Forge) -> list[str]:
    return [commit["message"] for commit in forge.repository.log()]


def kept(officer: Officer) -> str:
    """All that the browser keeps."""
    return json.dumps(officer.tab.context.storage_state(indexed_db=True))


@on_each
def test_numbers_go_straight_to_main_and_two_officers_at_once_lose_none(arrive, forge):
    """A wrong token is refused in Vietnamese; the right one stays in the browser, until its officer leaves."""
    before, officer = on_main(forge), arrive()
    officer.sign_in("ma-sai")
    expect(officer.tab.get_by_role("alert").filter(has_text="không hợp lệ")).to_be_visible()
    enter(officer, forge)
    assert kept(officer).count(forge.token) == 1
    officer.open("Danh bạ địa phương")
    officer.tab.get_by_text("UBND xã Sông Lam: 0299 3000 001").first.click()
    officer.write(NUMBER, "0299 3000 999")
    theirs = before[LOCAL].replace(b"0299 3000 002", b"0299 3000 888")
    forge.repository.commit("main", "Sửa số khác", {LOCAL: theirs}, author=COLLEAGUE)
    press(officer, "Lưu")
    expect(officer.tab.get_by_role("alertdialog", name="Người khác vừa sửa mục này")).to_be_visible()
    officer.agree("Hủy")
    assert messages(forge) == ["Sửa số khác", "Kho mới"]  # nothing was written,
    expect(officer.field(NUMBER).locator("input")).to_have_value("0299 3000 999")  # and nothing typed is gone
    press(officer, "Lưu")
    officer.agree("Vẫn lưu")
    expect(officer.tab.get_by_text("Đã lưu bài viết.")).to_be_visible()
    now = on_main(forge)
    assert messages(forge) == ["Sửa Tệp: danh-ba", "Sửa số khác", "Kho mới"]
    assert forge.repository.branches() == ["main"]
    assert {path for path in now if now[path] != before[path]} == {LOCAL}
    gone, new = lines_changed(before[LOCAL], now[LOCAL])
    assert gone == {"    phone: 0299 3000 001", "    phone: 0299 3000 002"}
    assert new == {"    phone: 0299 3000 999", "    phone: 0299 3000 888"}
    leave(officer)
    assert forge.token not in kept(officer)


@pytest.mark.parametrize("forge", [GitHub, pytest.param(GitLab, marks=pytest.mark.long)], indirect=True)
def test_a_post_is_on_main_once_somebody_else_says_yes(arrive, forge, site_of):
    """And leaves it so. The other one has an account and no token, and chooses as soon as a menu shows."""
    writer = arrive(height=2600)
    enter(writer, forge)
    writer.write_post("2027-02-bep-cua-bo", photo(300, 400))
    press(writer, "Lưu")
    writer.agree("Gửi duyệt")
    expect(writer.tab.get_by_role("row").filter(has_text="Bếp của bố")).to_contain_text("Đang duyệt")
    assert messages(forge) == ["Kho mới"]
    files = {f"{POST}/anh-nau-com-1.webp", f"{POST}/index.md"}
    assert forge.repository.changed("cms/campaign-article/2027-02-bep-cua-bo") == dict.fromkeys(files, "A")
    reviewer = arrive(busy=True)
    enter_with_account(reviewer)
    publish(reviewer, "Bếp của bố")
    assert forge.repository.branches() == ["main"]
    assert messages(forge)[0].startswith("Thêm Bài viết: 2027-02-bep-cua-bo")
    site_of(on_main(forge))  # passes the check
    delete(reviewer, "Bếp của bố")
    assert files <= on_main(forge).keys()
    assert forge.repository.changed("cms/campaign-article/2027-02-bep-cua-bo") == dict.fromkeys(files, "D")
    agree_to_deletion(reviewer)
    assert not files & on_main(forge).keys()


def publish(reviewer: Officer, title: str) -> None:
    reviewer.board()
    reviewer.tab.get_by_role("list", name="Đang duyệt").get_by_role("button", name=re.compile(title)).click()
    expect(reviewer.tab.get_by_role("button", name="Xuất bản bài viết")).to_have_count(0)
    set_status(reviewer, "Sẵn sàng")
    press(reviewer, "Xuất bản bài viết")
    reviewer.agree("Xuất bản")
    expect(reviewer.tab.get_by_role("button", name="Xuất bản bài viết")).to_have_count(0)


def delete(officer: Officer, title: str) -> None:
    officer.tab.get_by_role("radio", name="Nội dung").click()
    officer.tab.get_by_role("row").filter(has_text=title).get_by_text(title).click()
    press(officer, "Hiển thị tùy chọn trình chỉnh sửa")
    officer.tab.get_by_role("menuitem", name="Xóa").click()
    officer.agree("Xóa")
    expect(officer.tab.get_by_text("đã được đánh dấu để xóa")).to_be_visible()


def agree_to_deletion(reviewer: Officer) -> None:
    reviewer.board()
    waiting = reviewer.tab.get_by_role("list", name="Đang chờ xóa")
    waiting.get_by_role("button", name="Xóa bài viết").click()
    reviewer.agree("Xóa")
    expect(waiting).to_have_count(0)


def test_a_proposal_takes_back_nothing_that_was_published_meanwhile(arrive, forge):
    name, branch = "content/campaigns/2027-03-ngay-hoi/index.md", "cms/campaign/2027-03-ngay-hoi"
    summary, officer = "Cả xóm Cầu Vồng cùng nấu ăn.", arrive()
    enter(officer, forge)
    officer.tab.get_by_role("treeitem", name="Mọi bài").click()
    officer.tab.get_by_text("Ngày hội xóm Cầu Vồng", exact=False).first.click()
    officer.write("title", "Mỗi nhà một món")
    theirs = re.sub(r"(?m)^summary: .*", f"summary: {summary}", on_main(forge)[name].decode())
    forge.repository.commit("main", "Sửa tóm tắt", {name: theirs.encode()}, author=COLLEAGUE)
    press(officer, "Lưu")
    officer.agree("Vẫn lưu")
    officer.agree("Để sau")
    expect(officer.tab.get_by_role("row").filter(has_text="Mỗi nhà một món")).to_contain_text("Đang viết")
    saved = forge.repository.read(f"{branch}:{name}").decode()
    assert f"summary: {summary}" in saved and "title: Mỗi nhà một món" in saved
