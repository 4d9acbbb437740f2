"""A real commune on the server: what its officers read, and what its readers do not notice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from communes import assemble
from servers import ROOT, Clone, Readers, Server

SHARED = ("hooks", "theme", "mkdocs.yml", "Makefile", "requirements.txt", ".gitignore", ".gitattributes")
LOCAL = "content/help/local.yml"
CALENDAR = "content/calendar.yml"
# The day on which the second commune stands
DAY = {"SOURCE_DATE_EPOCH": "1804000000", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def officer(server: Server) -> Clone:
    """An officer of the second commune, whose site is published."""
    made = Clone(server.folder / "officer", server.repository)
    assemble(made.folder)
    for name in SHARED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, made.folder / name)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("Trang của xã Sông Lam", date="2027-02-03T23:00:00+07:00")
    made.commit("Không phải nội dung", date="2027-02-05T08:00:00+07:00", **{"README.md": "Sông Lam"})
    done = made.push(**DAY)
    assert "Đã đăng bản" in done.stderr, done.stderr
    return made


def replace(officer: Clone, name: str, old: str, new: str) -> dict[str, str]:
    text = (officer.folder / name).read_text("utf-8")
    assert old in text
    return {name: text.replace(old, new)}


def live_pages(server: Server) -> Iterator[tuple[str, bytes]]:
    for path in server.live.rglob("*"):
        if path.is_file():
            yield path.relative_to(server.live).as_posix(), path.read_bytes()


def test_a_commune_publishes_breaks_corrects_and_goes_back(server, officer):
    """What is broken is declined in plain words while readers read on; going back keeps the contacts of today."""
    _declines_what_is_broken(server, officer)
    _goes_back_with_the_contacts_of_today(server, officer)


def _declines_what_is_broken(server: Server, officer: Clone) -> None:
    before = dict(live_pages(server))
    assert 'Cập nhật: <time datetime="2027-02-03">' in before["index.html"].decode(), "as the history says"
    paths = ("/", "/ho-tro/", "/ho-tro/dia-chi/", "/lich/", "/lich.ics", "/ho-tro/danh-ba.json", "/assets/site.css")
    with server.served(), Readers(server, paths).reading(2) as readers:
        text = (officer.folder / CALENDAR).read_text("utf-8")
        line = len(text.splitlines()) + 1
        officer.commit(**{CALENDAR: f"{text}  sai: [x\n"})
        done = officer.push(**DAY)
    assert done.returncode != 0
    assert f"remote: {CALENDAR}:{line}: máy không đọc được dòng này" in done.stderr
    assert "Sửa xong thì đẩy lại." in done.stderr
    assert "Traceback" not in done.stderr and "make:" not in done.stderr
    assert readers.failures == [] and readers.count > 50
    assert all(len(readers.answers[path]) == 1 for path in paths)
    assert dict(live_pages(server)) == before
    officer.git("reset", "--quiet", "--hard", "HEAD~")


def _goes_back_with_the_contacts_of_today(server: Server, officer: Clone) -> None:
    contacts = replace(officer, LOCAL, "phone: 0299 3000 001", "phone: 0299 3000 777")
    begin = contacts[LOCAL].index("  - id: nha-cau-vong")
    contacts[LOCAL] = contacts[LOCAL][:begin] + contacts[LOCAL][contacts[LOCAL].index("  - id: nha-gio-lanh") :]
    pages = replace(officer, "docs/gioi-thieu.md", "title: ", "title: Hỏng ")
    officer.commit("Sửa số, rút một địa chỉ, làm hỏng một trang", **contacts, **pages)
    done = officer.push(**DAY)
    assert "Đã đăng bản" in done.stderr, done.stderr
    assert "Hỏng" in server.says("gioi-thieu/index.html")

    done = server.run("rollback", **DAY)
    assert done.returncode == 0, done.stdout
    assert "Hỏng" not in server.says("gioi-thieu/index.html")
    everything = b"".join(data for _, data in live_pages(server)).decode("utf-8", "replace")
    assert "0299 3000 777" in everything
    for withdrawn in ("0299 3000 001", "02993000001", "Nguyễn Thị Ví Dụ", "0299 3000 005"):
        assert withdrawn not in everything
    listed = json.loads(server.says("ho-tro/danh-ba.json"))
    assert "2993000777" in json.dumps(listed).replace(" ", "")
