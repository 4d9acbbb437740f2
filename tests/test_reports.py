"""A refusal reaches everybody: the terminal, the lines of a proposal on GitHub or GitLab, a summary in plain words."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from commune.__main__ import main
from commune.authoring.reports import FORMATS, Outcome, github, gitlab, summary, text, what
from commune.core.problem import Place, Problem
from commune.slices import named
from communes import assemble

LOCAL, POST = "content/help/local.yml", "content/campaigns/2027-03-ngay-hoi/index.md"
PHONE = Problem(Place(LOCAL, 12), '"phone" là "0299 3OOO 001": chỉ được có chữ số và dấu cách')
WHOLE_FILE = Problem(Place("content/calendar.yml"), "thiếu tệp này: các ngày và hạn trong năm")
CUT = "content/campaigns/2026-11-cu/index.md"
TITLES = {POST: "Ngày hội, xóm: Cầu Vồng"}
NAMES = {uri: named(uri, TITLES) for uri in (POST, LOCAL, CUT, "content/calendar.yml")}
BAD = Outcome(problems=(WHOLE_FILE, PHONE), names=NAMES)
GOOD = Outcome(warnings=("bài dài",), due=("Công an xã, 0299",), pages=75, files=120, new_addresses=("/t/moi/",))


@pytest.fixture
def refused(tmp_path, monkeypatch):
    """A commune in which a phone has a letter and a post an impossible day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")
    root = assemble(tmp_path / "commune")
    for uri, old, new in ((LOCAL, "0299 3000 001", "0299 3OOO 001"), (POST, "date: 2026-11-20", "date: 20/13/2026")):
        path = root / uri
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return root


# --- the terminal ---


def test_the_terminal_tells_each_place_then_what_to_do_now():
    *problems, empty, count, cure = text(BAD).splitlines()
    assert problems == [str(WHOLE_FILE), str(PHONE)] and not empty
    assert count == "Có 2 chỗ cần sửa, trong 2 tệp. Trang đang đăng vẫn giữ nguyên."
    assert "make check-content" in cure and "Chưa rõ" in cure


def test_vs_code_finds_the_place_of_each_line(root):
    """The task “Soát nội dung” shows every problem beside its line, and none twice."""
    (task, *_) = json.loads((root / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    patterns = [re.compile(matcher["pattern"]["regexp"]) for matcher in task["problemMatcher"]]
    found = [
        [match.groups() for pattern in patterns if (match := pattern.match(line))] for line in text(BAD).split("\n")
    ]
    assert found[0] == [(WHOLE_FILE.place.uri, WHOLE_FILE.message)]
    assert found[1] == [(LOCAL, "12", PHONE.message)]
    assert not any(found[2:])


def test_what_may_wait_is_told_when_all_is_good():
    assert text(GOOD).splitlines() == [
        "Nội dung đạt: 75 trang, 120 tệp.",
        "Kiểm tra tuần này:",
        "- Công an xã, 0299",
        "- bài dài",
    ]


# --- GitHub ---


def test_github_gets_an_annotation_for_each_problem():
    first, second, *_ = github(BAD).splitlines()
    assert (
        first
        == "::error file=content/calendar.yml,line=1,title=Cần sửa%3A Lịch::thiếu tệp này: các ngày và hạn trong năm"
    )
    assert second.startswith("::error file=content/help/local.yml,line=12,title=Cần sửa%3A Danh bạ địa phương::")


def test_github_reads_signs_of_its_own_as_words():
    place = Place("content/campaigns/a,b:c/index.md", 3)
    (line, *_) = github(Outcome(problems=(Problem(place, "100%\r\n::error::không"),))).splitlines()
    assert line.startswith("::error file=content/campaigns/a%2Cb%3Ac/index.md,line=3,")
    assert line.endswith("::100%25%0D%0A::error::không")


def test_github_gets_no_errors_for_what_may_wait():
    shown = github(GOOD).splitlines()
    assert "::warning title=Nên xem lại::bài dài" in shown
    assert "::notice title=Kiểm tra tuần này::Công an xã, 0299" in shown
    assert not any(line.startswith("::error") for line in shown)


# --- GitLab ---


def test_gitlab_gets_a_code_quality_report():
    whole_file, phone = json.loads(gitlab(BAD))
    assert phone["location"] == {"path": LOCAL, "lines": {"begin": 12}}
    assert (
        phone["description"] == '"phone" là "(số đã che)": chỉ được có chữ số và dấu cách'
        and phone["severity"] == "blocker"
        and phone["check_name"]
    )
    assert whole_file["location"]["lines"]["begin"] == 1
    assert json.loads(gitlab(GOOD)) == []


def test_gitlab_knows_a_problem_that_only_moved():
    moved = Outcome(problems=(Problem(Place(LOCAL, 14), PHONE.message), Problem(Place(LOCAL, 15), PHONE.message)))
    first, second = (issue["fingerprint"] for issue in json.loads(gitlab(moved)))
    assert first == json.loads(gitlab(BAD))[1]["fingerprint"] != second


# --- the summary ---


def test_the_summary_says_what_to_mend_by_what_it_is():
    words = summary(BAD)
    assert words.startswith("## Chưa đăng được: 2 chỗ cần sửa\n\nTrang đang đăng **không thay đổi gì**.")
    assert "### Danh bạ địa phương\n\n- **Dòng 12** của `content/help/local.yml`: " in words
    assert "**Sửa thế nào?**" in words and "**Chưa rõ?** Hỏi" in words


def test_the_summary_shows_words_and_no_markup():
    words = summary(Outcome(problems=(Problem(Place(LOCAL, 1), "<b>*{{ x }}* [a](b) #1 | _c_"),)))
    assert r"\<b\>\*\{\{ x \}\}\* \[a\](b) \#1 \| \_c\_" in words


def test_the_summary_calls_nobody_and_leads_nowhere():
    words = summary(Outcome(problems=(Problem(Place(LOCAL, 1), "@an hãy xem http://a.vn và www.a.vn"),)))
    assert "@an" not in words and "http://" not in words and "www.a" not in words


def test_the_summary_leads_to_the_line_where_the_files_can_be_looked_at():
    post = Problem(Place("content/campaigns/2027-03 a/index.md", 3), "sai")
    words = summary(Outcome(problems=(post, WHOLE_FILE), files_at="https://kho.example/blob/abc"))
    assert "[**Dòng 3** của `content/campaigns/2027-03 a/index.md`](https://kho.example/blob/abc/content/" in words
    assert "2027-03%20a/index.md#L3): sai" in words
    assert "- `content/calendar.yml`: " in words


def test_the_summary_of_very_much_is_short_enough_for_github():
    many = tuple(Problem(Place(LOCAL, line), "một chỗ sai " * 20) for line in range(1, 5001))
    words = summary(Outcome(problems=many))
    assert "5000 chỗ cần sửa" in words and "… và 4700 chỗ nữa" in words
    assert len(words.encode()) < 2**20


def test_a_long_title_is_cut():
    assert what(POST, {POST: named(POST, {POST: "dài " * 300})}) == f"Bài “{('dài ' * 15).rstrip()} …”"


def test_the_summary_says_what_will_be_published():
    known = {"changed": (LOCAL, POST), "removed": (CUT,), "names": NAMES}
    words = summary(Outcome(pages=75, files=120, new_addresses=("/t/moi/",), **known))
    assert "Trang sẽ có 75 trang, 120 tệp." in words
    assert "- Danh bạ địa phương\n- Bài “Ngày hội, xóm: Cầu Vồng”\n" in words
    assert "### Nội dung bị xóa\n\n- Bài “2026-11-cu”\n" in words
    assert "- `/t/moi/`" in words


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        (POST, "Bài “Ngày hội, xóm: Cầu Vồng”"),
        ("content/campaigns/2027-03-ngay-hoi/anh.jpg", "Bài “Ngày hội, xóm: Cầu Vồng”"),
        ("content/campaigns/2027-03-ngay-hoi/to-giay.md", "Tài liệu “2027-03-ngay-hoi”"),
        ("content/materials/tro-choi/index.md", "Tài liệu “tro-choi”"),
        ("content/plan/2026/annotations.yml", "Kế hoạch năm 2026"),
        ("content/help/ho-tro.md", "Lời hướng dẫn trên các trang hỗ trợ"),
        ("docs/index.md", "Trang chủ"),
        ("docs/can-bo/them-anh.md", "Trang “docs/can-bo/them-anh.md”"),
        ("addresses.txt", "Sổ các địa chỉ đã đăng"),
        ("content/khac.yml", None),
    ],
)
def test_files_go_by_what_they_are(uri, name):
    """A file that nobody has named goes by its place."""
    known = {uri: found} if (found := named(uri, TITLES)) else {}
    assert what(uri, known) == (name or uri)


# --- the command ---


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_ends_with_the_same_exit_code(form, refused, capsys):
    assert main(["--root", str(refused), "check", "--format", form]) == 1
    printed = "".join(capsys.readouterr())
    assert "chỉ được có chữ số" in printed and "20/13/2026" in printed


def test_the_summary_says_what_changed_since(tmp_path, capsys):
    root = assemble(tmp_path / "commune")

    def git(*words: str) -> None:
        who = ("-c", "user.name=Thử", "-c", "user.email=thu@example.vn")
        subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Trước")
    (root / LOCAL).write_text((root / LOCAL).read_text("utf-8").replace("0299 3000 001", "0299 3000 011"), "utf-8")
    assert main(["--root", str(root), "check", "--format", "summary", "--since", "HEAD"]) == 0
    assert "### Nội dung thay đổi\n\n- Danh bạ địa phương\n" in capsys.readouterr().out
    assert main(["--root", str(root), "check", "--format", "summary", "--since", "no-such-branch"]) == 0
    assert "Nội dung thay đổi" not in capsys.readouterr().out


def test_one_look_gives_a_report_a_summary_and_the_terminal(refused, capsys):
    report, words = refused / "report.json", refused / "summary.md"
    words.write_text("Trước đó.\n", "utf-8")
    main(["--root", str(refused), "check", "--format", "gitlab", "--output", str(report), "--summary", str(words)])
    assert {issue["location"]["path"] for issue in json.loads(report.read_text("utf-8"))} == {LOCAL, POST}
    assert words.read_text("utf-8").startswith("Trước đó.\n## Chưa đăng được: 2 chỗ cần sửa")
    assert "### Bài “Ngày hội xóm Cầu Vồng”" in words.read_text("utf-8")
    assert re.search(rf"^{LOCAL}:7: ", capsys.readouterr().err, re.MULTILINE)
