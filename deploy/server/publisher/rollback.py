"""Going back to an earlier release: pages go back, contacts and people stay as they are today.

No old site is ever shown again. What is published is a new commit, with the content of the earlier one and the contacts
of today, built and checked like any other; so the next push and the nightly rebuild build on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property

from .publish import build_and_swap, one_at_a_time
from .releases import Release, Releases
from .repository import Files, Repository
from .settings import Settings
from .telling import Refused, say

# Contacts, consent given for them, who answers for the site, its way out: today's are the only ones.
_TODAYS = ("content/help/*.yml", "content/help/*.yaml", "content/commune.yml", "addresses.txt", "deploy/*", ".git*")
_CONTENT = ("content/", "docs/")
_SEEN = (*_CONTENT, "theme/", "hooks/")  # what readers may come to see
_TEXT = (".md", ".yml", ".yaml", ".txt", ".csv", ".html", ".srt", ".vtt")

_CONSENT = re.compile(r"given_on|given_by|people:\s*(?!none)\w")
# A post or a material that its own text takes off the site.
_TAKEN_OFF = re.compile(
    r"^(?:withdrawn:[ \t]*(?![ \t#\n])|withdrawn:[^\S\n]*\n[ \t]+\S|draft:\s*[\"']?(?:yes|true|có)\b)", re.MULTILINE
)
_TEXT_OF_A_FOLDER = re.compile(r"(content/(?:campaigns|materials)/[^/]+/)[^/]+\.md")
_STORY = re.compile(r"^type:\s*[\"']?story", re.MULTILINE)
_DATE = r"\d\d?[-./]\d\d?[-./]\d{4}"
_NUMBER = re.compile(rf"(?<![\d/.-])(?!{_DATE})(?:\+?84|0|1[89]00)(?:[ .\-()\u00a0]{{0,2}}\d){{4,10}}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


@dataclass(frozen=True)
class Wish:
    """What the operator asks for: a release or commit (none: the one before), and what of it goes back."""

    which: str | None = None
    code: bool = False
    keep: tuple[str, ...] = ()  # paths that stay as they are today
    bring_back: tuple[str, ...] = ()  # paths of which somebody knows that nobody withdrew a consent


def roll_back(settings: Settings, wish: Wish) -> None:
    """Publishes the earlier content with today's contacts, or raises Refused and changes nothing."""
    repository = Repository(settings.repository)
    with one_at_a_time(settings) as releases:
        tip = repository.tip(settings.branch)
        if tip is None:
            raise Refused("Kho chưa có bản nào.")
        target = _target(repository, releases, tip, wish.which)
        change = Change(repository, repository.files(target), repository.files(tip), wish)
        _refuse_nothing_to_do(change, wish)
        _refuse_what_was_withdrawn(change)
        message = f"Quay lại bản {target[:8]} ({repository.subject(target)}), danh bạ giữ như hôm nay"
        commit = repository.commit(change.files, tip, message)
        say(f"{message}: {len(change.changed)} tệp đổi.")
        build_and_swap(settings, releases, commit, lambda: repository.move(settings.branch, commit, tip))
    say('Ai đang sửa nội dung cần lấy bản mới về (git pull) trước khi đẩy tiếp. Đổi ý: chạy "rollback" lần nữa.')


def _target(repository: Repository, releases: Releases, tip: str, which: str | None) -> str:
    commit = _earlier(releases, which) or (which and repository.find(which))
    if not commit:
        none = "Máy chủ không giữ bản nào trước bản đang đăng. Có thể nêu mã git của bản muốn về (xem git log)."
        raise Refused(f'Không có bản "{which}".' if which else none)
    if not repository.holds(tip, commit):
        raise Refused(f"Bản {commit[:8]} không còn trong lịch sử của nhánh đang đăng: không quay lại bản ấy được.")
    return commit


def _earlier(releases: Releases, which: str | None) -> str | None:
    """The commit of a release by its name, or of the last one before the live one."""
    live = releases.live
    found: list[Release] = [release for release in releases.all if which is None or release.name.startswith(which)]
    if which is None:
        found = [release for release in found if live and release.commit != live.commit and release.name < live.name]
    return found[-1].commit if found else None


@dataclass(frozen=True)
class Change:
    """From the files of today to those of the earlier commit, but for what stays."""

    repository: Repository
    then: Files
    now: Files
    wish: Wish
    read: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def files(self) -> Files:
        """The files of the new commit."""
        back = {path: entry for path, entry in self.then.items() if self._goes_back(path)}
        return back | {path: entry for path, entry in self.now.items() if not self._goes_back(path)}

    @cached_property
    def taken_off(self) -> tuple[str, ...]:
        """The folders of what today is off the site by its own word: nothing of them goes back, whoever insists."""
        texts = [found for found in map(_TEXT_OF_A_FOLDER.fullmatch, self.now) if found]
        return tuple(found[1] for found in texts if is_taken_off(self.text(self.now, found[0]) or ""))

    def _goes_back(self, path: str) -> bool:
        if any(fnmatch(path, pattern) for pattern in _TODAYS) or is_under(path, (*self.wish.keep, *self.taken_off)):
            return False
        return self.wish.code or path.startswith(_CONTENT)

    @cached_property
    def changed(self) -> list[str]:
        """The paths where the new commit differs from today."""
        paths = sorted({*self.files, *self.now})
        return [path for path in paths if self.files.get(path) != self.now.get(path)]

    def returning(self) -> list[str]:
        """The paths of what is not there today, or not so."""
        return [path for path in self.changed if path in self.files]

    def text(self, files: Files, path: str) -> str | None:
        """What a text says; None of a file that is no text, or is not there."""
        if path not in files or not path.endswith(_TEXT):
            return None
        blob = files[path][1]
        if blob not in self.read:
            self.read[blob] = _decoded(self.repository.read(blob))
        return self.read[blob]


def is_under(path: str, places: tuple[str, ...]) -> bool:
    """Whether a path is one of these, or in one of these folders."""
    return any(path == place.strip("/") or path.startswith(f"{place.strip('/')}/") for place in places)


def is_taken_off(text: str) -> bool:
    """Whether a text says so between the two lines --- at its head."""
    front = re.split(r"\r?\n---", text.lstrip("\ufeff"), maxsplit=1)[0]
    return _TAKEN_OFF.search(front.replace("\r\n", "\n")) is not None


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


# --- what must not come back ---


def _refuse_nothing_to_do(change: Change, wish: Wish) -> None:
    if change.changed:
        return
    more = (
        "" if wish.code else " Nếu thứ hỏng là mã của trang (giao diện, thư viện) chứ không phải nội dung: thêm --code."
    )
    raise Refused(f"Bản ấy không khác bản hôm nay ở điều gì được quay lại (danh bạ luôn giữ như hôm nay).{more}")


def _refuse_what_was_withdrawn(change: Change) -> None:
    """Stops where the earlier content would show again what somebody took away, maybe at a person's wish."""
    told = [f"- {path}: {why}" for path, why in withdrawn_contacts(change)]
    doubtful = [(path, why) for path, why in withdrawn_consent(change) if not is_under(path, change.wish.bring_back)]
    told += [f"- {path}: {why}" for path, why in doubtful]
    if not told:
        return
    raise Refused(
        "CHƯA QUAY LẠI. Bản cũ có những điều mà nay đã được gỡ hoặc sửa, có thể vì một người đã rút lại đồng ý:\n"
        + "\n".join(told)
        + "\nVới từng mục (hoặc cả thư mục của bài), chạy lại lệnh và thêm một trong hai:\n"
        "  --keep ĐƯỜNG-DẪN        giữ như hôm nay; đã gỡ thì không đưa lại\n"
        "  --bring-back ĐƯỜNG-DẪN  đưa lại, chỉ khi đã hỏi và chắc rằng không ai rút đồng ý\n"
        "Số điện thoại, thư điện tử đã đổi hoặc đã gỡ thì chỉ có thể --keep."
    )


def withdrawn_contacts(change: Change) -> list[tuple[str, str]]:
    """Numbers and e-mails that would come back though they stand nowhere today. There is no way to insist."""
    seen_today = [path for path in change.now if path.startswith(_SEEN)]
    today = {contact for path in seen_today for contact in contacts_in(change.text(change.now, path) or "")}
    found = []
    for path in (path for path in change.returning() if path.startswith(_SEEN)):
        for contact in sorted(contacts_in(change.text(change.files, path) or "") - today):
            found.append((path, f'"{contact}" nay không còn ở đâu trong nội dung'))
    return found


def contacts_in(text: str) -> set[str]:
    """The telephone numbers (their digits) and e-mail addresses in a text."""
    numbers = {re.sub(r"^84", "0", re.sub(r"\D", "", match)) for match in _NUMBER.findall(text)}
    return {number for number in numbers if len(number) in (8, 9, 10, 11)} | set(_MAIL.findall(text))


def withdrawn_consent(change: Change) -> list[tuple[str, str]]:
    """What would come back of people: pictures and files that were taken away, consents, stories."""
    blobs = {blob for _, blob in change.now.values()}
    found = []
    for path in (path for path in change.returning() if path.startswith(_CONTENT)):
        text = change.text(change.files, path)
        if text is None:
            if change.files[path][1] not in blobs:
                found.append((path, "tệp này nay đã được gỡ hoặc thay"))
        elif why := _of_a_person(text, change.text(change.now, path) or ""):
            found.append((path, why))
    return found


def _of_a_person(then: str, now: str) -> str | None:
    agreed = {line.strip() for line in now.splitlines()}
    if _STORY.search(then):
        return "câu chuyện của một người, nay đã được sửa hoặc gỡ"
    if any(_CONSENT.search(line) and line.strip() not in agreed for line in then.splitlines()):
        return "lời đồng ý ghi ở đây nay không còn như thế"
    return None
