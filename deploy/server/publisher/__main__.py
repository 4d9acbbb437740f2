"""python3 -m publisher --base /srv/trang <command>: the hooks, and what the operator types."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import sys
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from .headers import take_up
from .publish import publish, write_ledger
from .receiving import parse_updates, post_receive, pre_receive
from .redirects import hand_over
from .releases import Releases
from .repository import Repository
from .rollback import Wish, roll_back
from .settings import Settings, read_settings
from .telling import STAYS, DiskFull, Refused, is_full, say
from .workshop import workshop


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 1 where it was not done, which has been told."""
    options = _parser().parse_args(arguments)
    os.umask(0o022)  # the web server reads what is made here
    try:
        _refuse_strangers(options)
        options.run(read_settings(options.base), options)
    except Refused as refused:
        say(str(refused))
        return 1
    except OSError as error:
        trouble = f"Máy chủ gặp trục trặc: {error}. {STAYS} Xin báo người quản trị máy chủ."
        say(str(DiskFull()) if is_full(error) else trouble)
        return 1
    return 0


def _refuse_strangers(options: argparse.Namespace) -> None:
    """Only whom the site belongs to: what anybody else makes in it would stand in the way of the next push."""
    if not options.base.is_dir():
        raise Refused(f"Không có thư mục {options.base}. Nêu thư mục của trang: --base /srv/trang")
    work = options.base / "work"
    owner = work if work.is_dir() else options.base
    if options.command not in ("redirects", "headers") and owner.stat().st_uid != os.geteuid():
        raise Refused(
            f"Thư mục {options.base} của người dùng khác. Hãy chạy: sudo {options.base.name} {options.command}"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="publisher", description="Đăng trang từ kho git trên máy chủ này.")
    parser.add_argument("--base", type=Path, default=Path("/srv/trang"), help="thư mục của trang trên máy chủ")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    commands.add_parser("pre-receive", help="(git gọi) soát nội dung trước khi nhận").set_defaults(run=_pre_receive)
    commands.add_parser("post-receive", help="(git gọi) dựng và đăng").set_defaults(run=_post_receive)
    commands.add_parser("rebuild", help="dựng lại bản mới nhất và đăng (mỗi đêm)").set_defaults(run=_rebuild)
    commands.add_parser("ledger", help="ghi các địa chỉ đã đăng vào addresses.txt (mỗi đêm)").set_defaults(run=_ledger)
    commands.add_parser("calls", help="các số cần kiểm tra tuần này").set_defaults(run=_calls)
    commands.add_parser("releases", help="các bản đã đăng").set_defaults(run=_releases)
    _add_rollback(commands.add_parser("rollback", help="quay lại một bản trước; danh bạ giữ như hôm nay"))
    _add_redirects(commands.add_parser("redirects", help="(root) đưa quy tắc chuyển hướng cho nginx"))
    _add_headers(commands.add_parser("headers", help="(root) đưa tiêu đề trả lời cho nginx"))
    return parser


def _add_rollback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", nargs="?", help="tên bản (xem lệnh releases) hoặc mã git; bỏ trống: bản liền trước")
    parser.add_argument("--code", action="store_true", help="mã của trang cũng quay lại, không chỉ nội dung")
    parser.add_argument("--keep", action="append", default=[], metavar="ĐƯỜNG-DẪN", help="giữ như hôm nay")
    parser.add_argument("--bring-back", action="append", default=[], metavar="ĐƯỜNG-DẪN", help="đưa lại, đã hỏi kỹ")
    parser.set_defaults(run=_rollback)


def _add_redirects(parser: argparse.ArgumentParser) -> None:
    _add_nginx(parser)
    parser.set_defaults(run=_redirects)


def _add_headers(parser: argparse.ArgumentParser) -> None:
    _add_nginx(parser)
    parser.set_defaults(run=_headers)


def _add_nginx(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, help="tệp mà cấu hình nginx đọc vào")
    parser.add_argument("--test", default="nginx -t", help="lệnh thử cấu hình")
    parser.add_argument("--reload", default="systemctl reload nginx", help="lệnh nạp lại cấu hình")


def _pre_receive(settings: Settings, options: argparse.Namespace) -> None:
    pre_receive(settings, parse_updates(sys.stdin.read()))


def _post_receive(settings: Settings, options: argparse.Namespace) -> None:
    for ended in (signal.SIGHUP, signal.SIGINT):  # who pushed may go away: the site is published all the same
        signal.signal(ended, signal.SIG_IGN)
    post_receive(settings, parse_updates(sys.stdin.read()))


def _rebuild(settings: Settings, options: argparse.Namespace) -> None:
    try:
        publish(settings, again=True)
    except Refused as refused:  # by night nobody is there to read it
        _mail(settings, "Trang chưa dựng lại được", str(refused))
        raise
    # What was taken out of the history goes from the disk too. An hour: a push may be under way.
    Repository(settings.repository).git("gc", "--quiet", "--prune=1.hour.ago")


def _ledger(settings: Settings, options: argparse.Namespace) -> None:
    write_ledger(settings)


def _calls(settings: Settings, options: argparse.Namespace) -> None:
    tip = Repository(settings.repository).tip(settings.branch)
    if tip is None:
        raise Refused("Kho chưa có bản nào.")
    with workshop(settings, tip) as shop:
        calls = shop.make("calls", "lập danh sách số cần kiểm tra")
    say(calls.strip())
    if "\n- " in calls:
        _mail(settings, "Các số cần kiểm tra tuần này", calls)


def _mail(settings: Settings, subject: str, text: str) -> None:
    """Sends a letter, where the settings name somebody to send it to."""
    if not settings.mail_to:
        return
    letter = EmailMessage(policy=SMTP)
    letter["To"], letter["Subject"] = settings.mail_to, subject
    letter.set_content(text)
    try:
        subprocess.run([settings.sendmail, "-t"], input=letter.as_bytes(), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"Chưa gửi được thư tới {settings.mail_to}: {error}")


def _releases(settings: Settings, options: argparse.Namespace) -> None:
    releases = Releases(settings)
    for release in releases.all:
        say(f"{release}{'   ← đang đăng' if release == releases.live else ''}")
    if not releases.all:
        say("Chưa đăng bản nào.")


def _rollback(settings: Settings, options: argparse.Namespace) -> None:
    roll_back(settings, Wish(options.which, options.code, tuple(options.keep), tuple(options.bring_back)))


def _redirects(settings: Settings, options: argparse.Namespace) -> None:
    hand_over(settings.redirects, options.to, shlex.split(options.test), shlex.split(options.reload))


def _headers(settings: Settings, options: argparse.Namespace) -> None:
    take_up(settings, options.to, shlex.split(options.test), shlex.split(options.reload))


if __name__ == "__main__":
    sys.exit(main())
