"""The web editor on GitHub and on GitLab: a number goes out at once, a post waits for somebody else's yes.

Both services are stand-ins on a real git repository (forge.py); no other address answers.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commune.commands.editor import files as editor_files
from commune.commands.site import site
from forge import COLLEAGUE, Forge, Repository
from forge_github import GitHub
from forge_gitlab import GitLab
from officer import Officer, content_files, lines_changed
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
    folder = tmp_path / "editor"
    shutil.copytree(editor_dir, folder)
    for name, text in editor_files(site(repository)[0], forge.settings).items():
        (folder / name).write_text(text, "utf-8")
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
    """A wrong token is refused in Vietnamese; the right one stays in the browser."""
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
    assert officer.tab.context.cookies() == []
    kept = json.loads(officer.tab.evaluate("JSON.stringify(localStorage)"))
    assert [name for name, text in kept.items() if forge.token in text] == ["sveltia-cms.user"]


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
