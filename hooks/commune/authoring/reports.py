"""What a check found, told where people look: the terminal, a proposal on GitHub or GitLab, a summary in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby
from urllib.parse import quote

from ..core.content_file import Named
from ..core.numbers import MASK, masked
from ..core.problem import WORDS_KEPT, Place, Problem

UNCHANGED = "Trang đang đăng vẫn giữ nguyên."
_CURE = "Mở từng tệp, tới đúng dòng ấy, sửa như lời nhắc rồi lưu lại; xong thì soát lần nữa: make check-content"
_ASK = "Chưa rõ chỗ nào, hỏi người giúp về kỹ thuật và gửi kèm cả dòng ấy."
_HIDDEN = "ai cũng đọc được bản báo này. Trên máy của bạn, make check-content nói rõ"
_MOST_SHOWN = 20  # new addresses in a summary
_MOST_TOLD = 300  # problems in a summary: GitHub takes none of more than 1 MiB
_LONGEST = 60  # letters of a title


@dataclass(frozen=True)
class Outcome:
    """What a check found. With no problems: what will be published.

    `warnings` and `due` (contacts to check) keep nothing from being published. `names` are what officers call
    the files, by uri; `removed_words` are files of which the site shows less than the repository keeps;
    `changed` are the uris that a proposal changes, `removed` those it takes away, where
    that is known. `files_at` is the address under which the files can be looked at.
    """

    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    removed_words: tuple[Problem, ...] = ()
    due: tuple[str, ...] = ()
    pages: int = 0
    files: int = 0
    new_addresses: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    names: Mapping[str, Named] = field(default_factory=dict)
    files_at: str = ""

    def in_public(self) -> Outcome:
        """As it may be told where anybody can read: without numbers of people; the directory's (`due`) are public."""
        return replace(
            self,
            problems=tuple(problem.in_public() for problem in self.problems),
            warnings=tuple(map(masked, self.warnings)),
            removed_words=tuple(each.in_public() for each in self.removed_words),
            names={uri: Named(masked(name.words), masked(name.title)) for uri, name in self.names.items()},
            new_addresses=tuple(map(masked, self.new_addresses)),
            changed=tuple(map(masked, self.changed)),
            removed=tuple(map(masked, self.removed)),
        )


# --- the terminal ---


def text(outcome: Outcome) -> str:
    """Every problem on a line, place first; then what to do. For whoever wrote it: numbers of people are shown."""
    if outcome.problems:
        return refusal(outcome.problems)
    lines = [_passed(outcome), *(["Kiểm tra tuần này:"] if outcome.due else []), *(f"- {each}" for each in outcome.due)]
    told = [*outcome.warnings, *map(str, outcome.removed_words)]
    return "\n".join([*lines, *(f"- {each}" for each in told)])


def refusal(problems: Iterable[Problem]) -> str:
    """The problems, how many there are, and what to do about them."""
    found = list(problems)
    return "\n".join([*map(str, found), "", *_closing(found)])


def _closing(problems: list[Problem]) -> list[str]:
    hidden = _kept_private(problems)
    return [f"{_count(problems)} {UNCHANGED}", f"{_CURE}. {_ASK}", *hidden]


def _kept_private(problems: Iterable[Problem]) -> list[str]:
    """Why something is not said in full."""
    said = "\n".join(map(str, problems))
    return [
        *([f"{MASK}: {_HIDDEN} số nào."] if MASK in said else []),
        *([f"{WORDS_KEPT}: {_HIDDEN} chữ nào."] if WORDS_KEPT in said else []),
    ]


def _count(problems: Iterable[Problem]) -> str:
    found = list(problems)
    files = len({problem.place.uri for problem in found})
    return f"Có {len(found)} chỗ cần sửa, trong {files} tệp."


def _passed(outcome: Outcome) -> str:
    return f"Nội dung đạt: {outcome.pages} trang, {outcome.files} tệp."


# --- GitHub: workflow commands become annotations beside the changed lines ---


def github(outcome: Outcome) -> str:
    """`::error file=…,line=…,title=…::…` for each problem; what may wait is a warning or a notice.

    GitHub shows ten of a kind for each step: the closing lines say how many there are.
    """
    outcome = outcome.in_public()
    lines = [_annotation(problem, outcome.names) for problem in outcome.problems]
    lines += [f"::warning title=Nên xem lại::{_data(warning)}" for warning in outcome.warnings]
    lines += [f"::warning file={_property(each.place.uri)}::{_data(each.message)}" for each in outcome.removed_words]
    lines += [f"::notice title=Kiểm tra tuần này::{_data(each)}" for each in outcome.due]
    closing = _closing(list(outcome.problems)) if outcome.problems else [_passed(outcome)]
    return "\n".join([*lines, *closing])


def _annotation(problem: Problem, names: Mapping[str, Named]) -> str:
    place = problem.place
    where = {"file": place.uri, "line": str(place.line or 1), "title": f"Cần sửa: {what(place.uri, names)}"}
    return f"::error {','.join(f'{key}={_property(value)}' for key, value in where.items())}::{_data(problem.message)}"


def _data(message: str) -> str:
    """As actions/toolkit escapes what follows the second `::`."""
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


# --- GitLab: a Code Quality report stands in the merge request ---


def gitlab(outcome: Outcome) -> str:
    """The problems as a Code Quality report. What has no place in a file cannot be in it.

    A fingerprint has no line: GitLab takes a problem that only moved for the same one.
    """
    seen: dict[tuple[str, str], int] = {}
    issues = []
    for problem in outcome.in_public().problems:  # before the fingerprint: from that one could find the number
        key = (problem.place.uri, problem.message)
        seen[key] = seen.get(key, 0) + 1
        issues.append(_issue(problem, "\n".join([*key, str(seen[key])])))
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(problem: Problem, identity: str) -> dict[str, object]:
    return {
        "description": problem.message,
        "check_name": "noi-dung",
        "fingerprint": sha256(identity.encode()).hexdigest(),
        "severity": "blocker",  # it keeps the content from being published
        "location": {"path": problem.place.uri, "lines": {"begin": problem.place.line or 1}},
    }


# --- a summary for somebody who reads no code ---


def summary(outcome: Outcome) -> str:
    """Markdown: what to mend and how, by what it is; or what will be published."""
    outcome = outcome.in_public()
    parts = _to_mend(outcome) if outcome.problems else _to_publish(outcome)
    return "\n".join(parts) + "\n"


def _to_mend(outcome: Outcome) -> list[str]:
    lines = [
        f"## Chưa đăng được: {len(outcome.problems)} chỗ cần sửa",
        "",
        "Trang đang đăng **không thay đổi gì**. Sửa những chỗ dưới đây rồi lưu: máy tự soát lại.",
    ]
    by_name = sorted(
        outcome.problems[:_MOST_TOLD], key=lambda problem: (what(problem.place.uri, outcome.names), problem)
    )
    for name, group in groupby(by_name, key=lambda problem: what(problem.place.uri, outcome.names)):
        lines += ["", f"### {_escaped(name)}", ""]
        lines += [f"- {_where(problem.place, outcome.files_at)}: {_escaped(problem.message)}" for problem in group]
    if left := len(outcome.problems) - _MOST_TOLD:
        lines += ["", f"… và {left} chỗ nữa. Sửa những chỗ trên trước: máy soát lại và nói tiếp."] if left > 0 else []
    hidden = ["", *private] if (private := _kept_private(outcome.problems)) else []
    return [*lines, "", *_how_to_mend(), *hidden]


def _where(place: Place, files_at: str) -> str:
    """The line and the file; a link to them where the file is there to be looked at."""
    named = f"**Dòng {place.line}** của `{place.uri}`" if place.line else f"`{place.uri}`"
    return f"[{named}]({files_at}/{quote(place.uri)}#L{place.line})" if files_at and place.line else named


def _how_to_mend() -> list[str]:
    return [
        "**Sửa thế nào?** Mở tệp có tên ghi ở trên, tới đúng dòng ấy, sửa theo lời nhắc, rồi lưu.",
        "Còn chỗ sai thì bảng này lại hiện ra; không có gì lên trang khi còn chỗ sai.",
        "",
        "**Chưa rõ?** Hỏi ngay dưới đề nghị này, hoặc hỏi người giúp về kỹ thuật. Gửi kèm cả dòng chưa hiểu.",
    ]


def _to_publish(outcome: Outcome) -> list[str]:
    lines = ["## Đăng được", "", f"Không có chỗ nào phải sửa. Trang sẽ có {outcome.pages} trang, {outcome.files} tệp."]
    for title, uris in (("Nội dung thay đổi", outcome.changed), ("Nội dung bị xóa", outcome.removed)):
        lines += _list(title, map(_escaped, dict.fromkeys(what(uri, outcome.names) for uri in uris)))
    lines += _list("Địa chỉ mới, từ nay không đổi nữa", (f"`{address}`" for address in outcome.new_addresses))
    lines += _list("Nên xem lại, không ngăn việc đăng", map(_escaped, outcome.warnings))
    lines += _list("Tệp trong kho còn giữ chữ ẩn", (_escaped(str(each)) for each in outcome.removed_words))
    return lines + _list("Kiểm tra tuần này, không ngăn việc đăng", map(_escaped, outcome.due))


def _list(title: str, items: Iterable[str]) -> list[str]:
    found = list(items)
    more = [f"- … và {len(found) - _MOST_SHOWN} dòng nữa"] if len(found) > _MOST_SHOWN else []
    return ["", f"### {title}", "", *(f"- {item}" for item in found[:_MOST_SHOWN]), *more] if found else []


def _escaped(words: str) -> str:
    """Words that Markdown shows as they are: no links, and nobody is called by an @ (a space of no width breaks it)."""
    plain = re.sub(r"([\\`*_{}\[\]<>#|~&$!]|:(?=//)|(?<=www)\.)", r"\\\1", " ".join(words.split()))
    return plain.replace("@", "@\u200b")


def what(uri: str, names: Mapping[str, Named]) -> str:
    """What a file is: 'Danh bạ địa phương', 'Bài “Ngày hội”'; its uri where nobody has named it."""
    return names[uri].shown(_LONGEST) if uri in names else uri


FORMATS: dict[str, Callable[[Outcome], str]] = {
    "text": text,
    "github": github,
    "gitlab": gitlab,
    "summary": summary,
}
