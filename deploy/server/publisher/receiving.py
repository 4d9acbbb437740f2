"""What the hooks of the bare repository do with a push.

pre-receive declines what cannot be published, so that the branch never holds it and nobody else has to clean up after
it. post-receive publishes what was taken: git lets nobody decline there any more, so it only tells.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from .publish import make_room, one_at_a_time, publish
from .repository import Repository, is_nothing
from .settings import Settings
from .telling import STAYS, DiskFull, NotTheirFault, Refused, say
from .theirs import COMMUNE, by_an_officer, refuse_what_is_not_theirs
from .tree import shown
from .workshop import Workshop, workshop

_MOST_ADVICE = 20
REWRITE = "viet-lai-lich-su"
# Beside such a branch git asks everybody else which one they mean: nobody could push to the published one.
_MISLEADING = ("refs/heads/refs/", "refs/heads/heads/", "refs/heads/HEAD")
BEFORE = "commune-before.yml"  # the settings of the commune as they are published, for `make guarded`


@dataclass(frozen=True)
class Update:
    """One line of what git tells its hooks: a branch goes from one commit to another."""

    old: str
    new: str
    ref: str

    @property
    def branch(self) -> str:
        return self.ref.removeprefix("refs/heads/")


def parse_updates(lines: str) -> list[Update]:
    return [Update(*line.split(" ", 2)) for line in lines.split("\n") if line]


def pre_receive(settings: Settings, updates: list[Update]) -> None:
    """Declines the push, by raising Refused, where the published branch would not be publishable."""
    for update in updates:
        if not is_nothing(update.new) and update.ref.startswith(_MISLEADING):
            raise Refused(f"KHÔNG NHẬN: {shown(update.ref)}: tên này làm git của người khác nhầm. Hãy đổi tên nhánh.")
        if by_an_officer() and not update.ref.startswith("refs/heads/"):
            raise Refused(f"KHÔNG NHẬN: {shown(update.ref)}: khóa của cán bộ chỉ đẩy được nhánh.")
        if update.branch == settings.branch:
            _keeps_history(settings, update)
            _check(settings, update)


def _keeps_history(settings: Settings, update: Update) -> None:
    if is_nothing(update.new):
        raise Refused(f'Không nhận: nhánh "{settings.branch}" là nhánh đang đăng, không xóa được.')
    repository = Repository(settings.repository)
    if is_nothing(update.old) or repository.holds(update.new, update.old) or _may_rewrite():
        return
    raise Refused(
        "Không nhận: bản bạn đẩy thiếu những thay đổi mà người khác đã đăng. Hãy lấy bản mới nhất về (git pull), "
        "rồi đẩy lại, đừng dùng --force.\nChỉ khi phải xóa một thông tin khỏi lịch sử (xem sổ tay), người quản trị "
        f"kho mới đẩy bằng: git push --force -o {REWRITE}"
    )


def _may_rewrite() -> bool:
    count = int(os.environ.get("GIT_PUSH_OPTION_COUNT", "0"))
    options = {os.environ.get(f"GIT_PUSH_OPTION_{number}", "") for number in range(count)}
    return REWRITE in options and not by_an_officer()


def _check(settings: Settings, update: Update) -> None:
    if by_an_officer():
        try:
            refuse_what_is_not_theirs(Repository(settings.repository), update.old, update.new)
        except Refused as refused:
            raise Refused(f"KHÔNG NHẬN:\n\n{refused}") from None
    say("Đang soát nội dung …")
    try:
        _check_in_a_workshop(settings, update)
    except NotTheirFault as refused:
        raise Refused(f"KHÔNG NHẬN được.\n\n{refused}") from None
    except Refused as refused:
        raise Refused(f"KHÔNG NHẬN, vì trang sẽ không đăng được:\n\n{refused}\n\nSửa xong thì đẩy lại.") from None


def _check_in_a_workshop(settings: Settings, update: Update) -> None:
    try:
        _make_check(settings, update)
    except DiskFull:
        with one_at_a_time(settings) as releases:
            room = make_room(settings, releases)
        if not room:
            raise
        _make_check(settings, update)


def _make_check(settings: Settings, update: Update) -> None:
    with workshop(settings, update.new) as shop:
        advice = [line for line in shop.make("check-content", "soát nội dung").splitlines() if line.startswith("- ")]
        if advice:  # what was left out of a file, say, with its words: who pushes may see them, and a public log not
            say("\n".join(["Nên xem lại:", *advice[:_MOST_ADVICE]]))
        if by_an_officer():
            _compare_commune(shop, Repository(settings.repository), update)


def _compare_commune(shop: Workshop, repository: Repository, update: Update) -> None:
    """Where the site leads and who answers for it is a maintainer's: the site's own code, which is on the branch
    already, reads both files as it reads any."""
    before, after = (repository.files(commit).get(COMMUNE) for commit in (update.old, update.new))
    if not after:
        raise Refused(f"{COMMUNE}: thiếu tệp này.")
    if before != after:
        (shop.folder / BEFORE).write_bytes(repository.read(before[1]) if before else b"")
        shop.make("guarded", "so các thiết đặt riêng")


def post_receive(settings: Settings, updates: list[Update]) -> None:
    """Publishes the branch if it was pushed; of other branches it is told that they are kept only."""
    for update in (each for each in updates if each.branch != settings.branch):
        what = "Đã xóa" if is_nothing(update.new) else "Đã lưu"
        say(f'{what} "{update.branch}". Trang không đổi: chỉ nhánh "{settings.branch}" được đăng.')
    if not any(update.branch == settings.branch for update in updates):
        return
    try:
        publish(settings)
    except Refused as refused:
        raise Refused(f"Đã nhận nội dung, nhưng CHƯA ĐĂNG được. {STAYS}\n\n{refused}") from None
