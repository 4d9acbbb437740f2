"""Takes the pictures of the handbook and of README.md from the real editor and the real site: `make pictures`.

They show the invented commune, so that no picture holds a number, a name or a place of anybody.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from browser_setup import FONTS, find_chromium, launch
from commune.core.page import Asset
from commune.site import make_site
from communes import assemble_fork
from forge import Repository
from forge_github import GitHub
from officer import Editor, Officer, build_editor, content_files, editor_on
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from serving import IN_ITS_YEAR, ROOT, Handler

FOLDER = ROOT / "docs/can-bo/anh"
SITE = ROOT / "tests/communes/song-lam.webp"  # for README.md; not in docs/, where all is published
WIDTH = 790  # of the window: wide enough for columns, and to be read on a phone
VIETNAM, MARK = "vi-VN", "outline: 3px solid #e8590c; outline-offset: 4px; border-radius: 6px;"


def served(stack: ExitStack, folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder), base="/"))
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class Camera:
    """Pictures of one editor. The window is high while something is done in it: what is out of sight is not drawn."""

    def __init__(self, browser: Browser, address: str, repository: Path) -> None:
        self.tab = browser.new_page(locale=VIETNAM, viewport={"width": WIDTH, "height": 4000})
        self.editor = Editor(self.tab, address, repository)

    def take(self, name: str, *marked: Locator, across: tuple[int, int] = (0, WIDTH), height: int = 640) -> None:
        take(self.tab, name, *marked, across=across, height=height)


def take(tab: Page, name: str, *marked: Locator, across: tuple[int, int] = (0, WIDTH), height: int = 640) -> None:
    """What of the window is `across`, with an outline around what is `marked`; narrow, to be read on a phone."""
    tab.set_viewport_size({"width": WIDTH, "height": height})
    tab.wait_for_timeout(500)
    marked[0].scroll_into_view_if_needed()
    for each in marked:
        each.evaluate(f"element => element.style.cssText += '{MARK}'")
    tab.wait_for_timeout(700)
    keep(tab, FOLDER / f"{name}.webp", across)
    for each in marked:
        each.evaluate("element => { element.style.outline = '' }")
    tab.set_viewport_size({"width": WIDTH, "height": 4000})


def keep(tab: Page, file: Path, across: tuple[int, int]) -> None:
    whole = Image.open(BytesIO(tab.screenshot())).convert("RGB")
    picture = whole.crop((across[0], 0, across[1], whole.height))
    picture.save(file, quality=70, method=6)
    print(f"{file.name}: {file.stat().st_size // 1000} KB")


def a_number(camera: Camera) -> None:
    tab, editor = camera.tab, camera.editor
    camera.take("danh-ba", tab.get_by_text("Danh bạ địa phương", exact=True).first, across=(0, 520), height=560)
    editor.open("Danh bạ địa phương")
    tab.get_by_text("UBND xã Sông Lam: 0299 3000 001").first.click()
    editor.field("offices.0.verification").locator(".summary").click()
    camera.take("sua-so", editor.field("offices.0.phone"), editor.field("offices.0.verification"), height=920)


def an_address(camera: Camera) -> None:
    editor = camera.editor
    editor.open("Danh bạ địa phương")
    at = f"trusted_addresses.{editor.count('content/help/local.yml', 'trusted_addresses')}"
    editor.field("trusted_addresses").get_by_role("button", name="Thêm").first.click()
    editor.add(f"{at}.consent")
    camera.take("dia-chi-tin-cay", editor.field(f"{at}.consent"))


def a_post(camera: Camera) -> None:
    tab, editor = camera.tab, camera.editor
    new = tab.get_by_role("button", name="Tạo mới", exact=True).first
    camera.take("danh-sach-bai", new, across=(240, WIDTH), height=300)
    new.click()
    editor.write("title", "Bếp của bố")
    editor.name_folder("2027-03-bep-cua-bo")
    camera.take("bai-moi", tab.get_by_role("button", name="Sửa tên thư mục"))
    editor.add("cover")
    camera.take("anh-bia", editor.field("cover.file"), editor.field("cover.consent"), height=1050)


def under_review(browser: Browser, stack: ExitStack, repository: Path, built: Path, folder: Path) -> None:
    """The board, on a stand-in of GitHub: one post waits for its reviewer."""
    kept = {path.relative_to(repository).as_posix(): path.read_bytes() for path in content_files(repository)}
    forge = GitHub(Repository(folder / "kept", kept))
    tab = browser.new_page(locale=VIETNAM, viewport={"width": 1000, "height": 4000})
    forge.stand_in(tab)
    officer = Officer(tab, served(stack, editor_on(forge.settings, repository, built, folder / "on-github")))
    officer.sign_in(forge.token)
    officer.write_post("2027-03-bep-cua-bo")
    tab.get_by_role("button", name="Lưu", exact=True).click()
    officer.agree("Gửi duyệt")
    officer.board()
    waiting = tab.get_by_role("list", name="Đang duyệt").get_by_role("listitem")
    take(tab, "duyet-bai", tab.get_by_role("radio", name="Bài chưa đăng"), waiting, height=420)


def on_a_phone(browser: Browser, repository: Path, folder: Path) -> None:
    """The help page, on which an officer tries the number."""
    manifest = make_site(repository, date(2027, 3, 26), date(2027, 3, 26))[1]
    help_page, page = manifest.by_address["/ho-tro/"], folder / "ho-tro.html"
    assert isinstance(help_page, Asset)
    page.write_bytes(help_page.content)
    tab = browser.new_page(locale=VIETNAM, viewport={"width": 400, "height": 760})
    tab.goto(page.as_uri())
    keep(tab, FOLDER / "trang-ho-tro.webp", (0, 400))


def the_site(browser: Browser, stack: ExitStack, repository: Path, folder: Path) -> None:
    """The first page of the site, built as readers get it."""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--quiet"]
    fixed = {"SOURCE_DATE_EPOCH": IN_ITS_YEAR, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, "-f", repository / "mkdocs.yml", "-d", folder], env=os.environ | fixed, check=True)
    tab = browser.new_page(locale=VIETNAM, viewport={"width": 900, "height": 590})
    tab.goto(served(stack, folder))
    keep(tab, SITE, (0, 900))


TAKEN: tuple[Callable[[Camera], None], ...] = (a_number, an_address, a_post)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack, TemporaryDirectory() as temporary:
        repository, built = assemble_fork(Path(temporary, "repo")), Path(temporary, "editor")
        build_editor(repository, built)
        playwright = stack.enter_context(sync_playwright())
        browser = launch(playwright, find_chromium(), FONTS[0], "--lang=vi-VN")
        address = served(stack, built)
        for taken in TAKEN:
            taken(Camera(browser, address, repository))
        under_review(browser, stack, repository, built, Path(temporary))
        on_a_phone(browser, repository, Path(temporary))
        the_site(browser, stack, repository, Path(temporary, "site"))
        browser.close()


if __name__ == "__main__":
    main()
