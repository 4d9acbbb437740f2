"""check, publish-check, calls: whether the content can be published, and what somebody should look at."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from errno import ENOENT
from pathlib import Path

from ..advice import checks_due, language_told, overstaying, waiting, warnings
from ..authoring.reports import FORMATS, Outcome, summary, text
from ..content import Content
from ..core.content_file import Named
from ..core.page import Manifest
from ..core.problem import ContentError
from ..core.tree import first_link, is_plain
from ..disk import append, write
from ..environment import built_nightly, cache, changed_since, in_public, today
from ..fork import UPSTREAM, is_shared
from ..help.review import DueContact, due_contacts
from ..ledger import added, cure, vanished
from ..slices import named
from . import Commands
from .site import site


def add_to(commands: Commands) -> None:
    check = commands.add_parser("check", help="soát nội dung, không dựng trang")
    check.add_argument("--format", choices=FORMATS, default="text", help="dạng của bản báo (mặc định: text)")
    check.add_argument("--output", type=Path, help="ghi bản báo vào tệp này; màn hình thì in dạng text")
    check.add_argument("--summary", type=Path, help="ghi thêm vào cuối tệp này một bản tóm tắt bằng lời (Markdown)")
    check.add_argument("--since", help="nhánh hay bản git để so: bản tóm tắt nói nội dung nào thay đổi từ đó")
    check.add_argument("--files-at", default="", help="địa chỉ xem các tệp: bản tóm tắt dẫn tới đúng dòng ở đó")
    check.set_defaults(run=run_check)
    publish_check = commands.add_parser("publish-check", help="soát nội dung, và nói những gì còn trống")
    publish_check.set_defaults(run=run_publish_check)
    calls = commands.add_parser("calls", help="các số cần kiểm tra tuần này")
    calls.set_defaults(run=run_calls)


def run_check(options: Namespace) -> int:
    """One look at the content, told in one form or two; 1 where there is something to mend."""
    outcome = replace(look(options.root, options.since), files_at=options.files_at.rstrip("/"))
    outcome = outcome.in_public() if in_public() else outcome
    if options.output:
        if not options.output.parent.is_dir():  # a mistake: no folder is made for it
            raise FileNotFoundError(ENOENT, "", str(options.output))
        write(options.root, options.output, f"{FORMATS[options.format](outcome).rstrip()}\n".encode())
    if options.summary:
        append(options.root, options.summary, summary(outcome).encode())  # GitHub's may say something already
    shown = "text" if options.output else options.format
    refused = outcome.problems and shown == "text"
    print(FORMATS[shown](outcome).rstrip(), file=sys.stderr if refused else sys.stdout)
    return 1 if outcome.problems else 0


def look(root: Path, since: str | None = None) -> Outcome:
    """What a check of the repository at `root` finds."""
    changed = tuple(changed_since(root, since)) if since else ()
    try:
        content, manifest = site(root)
    except ContentError as error:
        uris = [problem.place.uri for problem in error.problems]
        return Outcome(tuple(error.problems), names=_names(root, uris))
    outcome = _good(content, manifest, root)
    removed = tuple(uri for uri in changed if uri.endswith((".md", ".yml")) and not (root / uri).exists())
    kept = tuple(uri for uri in changed if uri not in removed)
    return replace(outcome, changed=kept, removed=removed, names=_names(root, changed))


def _good(content: Content, manifest: Manifest, root: Path) -> Outcome:
    # What communes share is looked after in one place: there its words are mended, and a fork receives them.
    adrift = () if (root / UPSTREAM).exists() else content.adrift
    language, _ = _language(content, root)
    lost = [cure(address) for address in vanished(content.ledger, manifest, content.moved)]
    nightly = [] if built_nightly(root) else overstaying(content, today())
    new = added(content.ledger, manifest)
    return Outcome(
        warnings=(*warnings(content), *waiting(content), *nightly, *adrift, *lost, *language),
        removed_words=content.removed,
        due=tuple(checks_due(content, today())),
        pages=len(manifest.pages),
        files=len(manifest.assets),
        new_addresses=tuple(address for address in new if address.endswith("/")),
    )


def _language(content: Content, root: Path) -> tuple[list[str], str]:
    """What is told of the language of texts that can be mended here, and how long their sentences are."""
    is_fork, keep = (root / UPSTREAM).exists(), cache(root, "language")
    told = language_told(content, keep, lambda uri: not (is_fork and is_shared(uri)))
    keep.forget_the_rest()
    return told


def _names(root: Path, uris: Iterable[str]) -> dict[str, Named]:
    """What officers call these files."""
    uris = [*uris]
    titles = _titles(root, uris)
    return {uri: name for uri in uris if (name := named(uri, titles))}


def _titles(root: Path, uris: Iterable[str]) -> dict[str, str]:
    """The titles of the texts that these files belong to, however much else is wrong with them."""
    found: dict[str, str] = {}
    for uri in {name for each in uris for name in (each, f"{each.rpartition('/')[0]}/index.md")}:
        path = root / uri
        is_text = uri.endswith(".md") and is_plain(path) and not first_link(root, path)
        head = path.read_bytes()[:4000].decode("utf-8", "ignore") if is_text else ""
        if title := re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", head, re.MULTILINE):
            found[uri] = title[1]
    return found


def run_publish_check(options: Namespace) -> int:
    content, manifest = site(options.root)
    print_result(content, manifest, options.root)
    print(_language(content, options.root)[1])
    print_blanks(content)
    return 0


def run_calls(options: Namespace) -> int:
    content, _ = site(options.root)
    print_calls(due_contacts(content.help, today()))
    return 0


def print_result(content: Content, manifest: Manifest, root: Path) -> None:
    """That the content can be published, and what should not wait long."""
    outcome = _good(content, manifest, root)
    print(text(outcome.in_public() if in_public() else outcome))


def print_calls(due: list[DueContact]) -> None:
    """The contacts to check this week, for the officer who does it."""
    print("Kiểm tra tuần này:" if due else "Tuần này không có số nào phải kiểm tra.")
    for contact in due:
        print(f"- {contact}")


def print_blanks(content: Content) -> None:
    """What readers are told to wait for. It can be published so; it should not stay so."""
    silent = [contact.label for contact in content.help.everybody() if contact.out_of_service]
    lists = {
        "Số đang tạm ngừng": silent,
        "Cơ quan chưa có số": [office.name for office in content.help.offices if not office.phone],
        "Mục còn trống trong content/commune.yml": content.commune.blanks(),
    }
    if not content.plans:
        print("Chưa có kế hoạch. Có văn bản rồi: make new-year FILE=ke-hoach.txt")
    for title, names in lists.items():
        if names:
            print(f"{title}: {'; '.join(names)}.")
    print("Đăng được. Những điều trên không ngăn việc đăng.")
