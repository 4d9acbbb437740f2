"""make new-commune, make update: another commune begins with nothing of this one's, and receives what is shared."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from pathlib import Path
from shutil import copy, copytree

import built
import pytest
from commune.__main__ import main
from commune.authoring.web_editor import EditorSettings
from commune.commands import new_commune
from commune.commands.editor import SETTINGS, read_editor_settings
from commune.core.problem import Problems
from commune.core.source import read_source
from commune.environment import git
from commune.fork import is_shared, is_taken_over, recounted, speaks_of_plan, without_plan, without_plan_questions
from commune.settings import read_settings
from communes import CITY, NAME, save
from making import make_site
from names import left_in, own_names, tracked

DAY = date(2026, 11, 30)
UNREAD = (".jpg", ".png")  # files without words


@pytest.fixture(autouse=True)
def _somebody(monkeypatch):
    """Who commits, on a machine where nobody has said so."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Cán bộ")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "can-bo@song-lam.example")


@pytest.fixture(scope="module")
def made_site(made):
    return make_site(made, DAY, DAY)


# --- nothing of this commune's ---


def test_no_shared_file_names_this_commune(root):
    """Names come from content/commune.yml. What is shared is copied as it is, and must hold none."""
    content, _ = make_site(root, DAY, DAY)
    shared = [path for path in tracked(root) if is_shared(path.relative_to(root).as_posix())]
    assert left_in((path for path in shared if path.suffix not in UNREAD), root, own_names(content)) == {}


def test_no_word_of_this_commune_is_in_the_new_repository(root, made):
    content, _ = make_site(root, DAY, DAY)
    files = [path for path in tracked(made) if path.suffix not in UNREAD]
    assert left_in(files, made, own_names(content)) == {}


def test_no_word_of_this_commune_is_on_the_new_site(root, made_dir):
    content, _ = make_site(root, DAY, DAY)
    assert left_in((path for path in made_dir.rglob("*") if path.is_file()), made_dir, own_names(content)) == {}


def test_no_plan_of_a_commune_is_spoken_of(made):
    taken = [path for path in tracked(made) if is_taken_over(path.relative_to(made).as_posix())]
    texts = {path: path.read_text("utf-8") for path in taken if path.suffix in (".md", ".yml")}
    assert [path for path, text in texts.items() if speaks_of_plan(text) or "plan_items" in text] == []


# --- what it begins with ---


def test_it_passes_and_says_that_it_waits(made_site):
    content, manifest = made_site
    assert (content.commune.name, content.commune.city) == (NAME, CITY)
    assert (content.plans, content.campaigns.posts, content.calendar.days, content.ledger) == ([], (), (), "")
    assert not any(office.phone for office in content.help.offices)
    for address in ("/ke-hoach/", "/trach-nhiem/", "/"):
        assert "đang chờ UBND phường đưa văn bản lên" in manifest.by_address[address].body
    assert content.campaigns.materials and content.measurement


def test_a_ward_is_not_called_a_commune(made_site):
    """Where the site speaks of the place to its readers; the texts of materials are for the ward to read over."""
    for address in ("/", "/gioi-thieu/", "/ho-tro/", "/ho-tro/noi-tiep-nhan/", "/ke-hoach/", "/trach-nhiem/"):
        page = made_site[1].by_address[address]
        text = f"{page.description} {page.body}" if hasattr(page, "body") else page.content.decode()
        assert re.findall(r"(?:của|trong|cho|khi|UBND|Công an|Trạm Y tế) xã\b(?! hội)", text) == [], address


def test_the_web_editor_knows_no_repository_yet(made, root):
    assert read_editor_settings(made) == EditorSettings()
    names = [re.findall(r"^(\w+):", (each / SETTINGS).read_text("utf-8"), re.MULTILINE) for each in (made, root)]
    assert names[0] == names[1] == list(EditorSettings.model_fields)


def test_what_it_waits_for_is_told_before_publishing(made, capsys):
    assert main(["--root", str(made), "publish-check"]) == 0
    said = capsys.readouterr().out
    assert "Chưa có kế hoạch." in said and "Cơ quan chưa có số: " in said and "Đăng được." in said


def test_the_new_site_is_whole(made_dir):
    broken = []
    for page in built.pages(made_dir):
        for _, reference in built.references(page):
            if built.is_within(reference) and page.name != "404.html":
                file, anchor = built.target(made_dir, page, reference)
                if not file.exists() or (anchor and not built.soup(file).find(id=anchor)):
                    broken.append((str(page), reference))
    assert broken == []


def test_every_file_is_shared_or_taken_over_or_begun_anew(made, root):
    begun = {path.relative_to(new_commune.SKELETON).as_posix() for path in new_commune.SKELETON.rglob("*.*")}
    begun |= {"addresses.txt", "content/campaigns/.gitkeep", ".upstream"}
    for path in tracked(made):
        uri = path.relative_to(made).as_posix()
        assert is_shared(uri) or is_taken_over(uri) or uri in begun, uri


def test_names_are_written_so_that_any_name_is_right(tmp_path, root):
    values = new_commune.skeleton_values('phường "A: B" #1', "thành phố – Hết", DAY)
    text = new_commune.filled_skeleton((new_commune.SKELETON / "content/commune.yml").read_text("utf-8"), values)
    copytree(new_commune.SKELETON / "content", tmp_path / "content")
    (tmp_path / "content/commune.yml").write_text(text, "utf-8")
    problems = Problems()
    settings = read_settings(read_source(tmp_path, Problems()), problems)
    assert str(problems) == ""
    assert (settings.record.name, settings.record.people_committee_short) == ('phường "A: B" #1', "UBND phường")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", "Sông Lam", "--city", CITY], 'tên viết cả chữ "xã", "phường" hay "đặc khu"'),
        (["--name", "xã", "--city", CITY], 'tên viết cả chữ "xã"'),
        (["--name", NAME], "make new-commune DIR="),
    ],
)
def test_a_wrong_name_is_told_and_nothing_is_made(arguments, said, made, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())
    assert main(["--root", str(made), "new-commune", str(tmp_path / "x"), *arguments]) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(made, tmp_path, capsys):
    (tmp_path / "x").write_text("của tôi", "utf-8")
    assert main(["--root", str(made), "new-commune", str(tmp_path), "--name", NAME, "--city", CITY]) == 1
    assert "đã có rồi" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_no_commune_is_made_inside_another(made, capsys):
    for inside in (made, made / "content/x"):
        assert main(["--root", str(made), "new-commune", str(inside), "--name", NAME, "--city", CITY]) == 1
        assert "ngoài kho này" in capsys.readouterr().err
    assert not (made / "content/x").exists()


def test_it_begins_a_history_that_remembers_where_improvements_come_from(made):
    assert git(made, "rev-list", "--count", "HEAD").strip() == b"1"
    assert git(made, "remote").strip() == b"upstream" and git(made, "branch", "--show-current").strip() == b"main"
    assert re.fullmatch(r"[0-9a-f]{40}\n", (made / ".upstream").read_text("utf-8"))


# --- materials without the first commune's plan ---


def test_what_rests_on_a_plan_is_left_out():
    text = (
        "plan_items: [iv-8, ii-3-2]\nsource:\n"
        '  - {title: "Luật Bình đẳng giới, Điều 18"}\n'
        '  - {title: "Kế hoạch bình đẳng giới năm 2031 của xã, mục II.3"}\n'
        'truth: "Luật nói vậy. Kế hoạch năm 2031 của xã giao Trạm Y tế lo việc ấy. Con nào cũng quý."\n'
        "- Xã có kế hoạch năm 2031, mời mọi người.\n- Kế hoạch nhỏ của nhà mình thì cứ giữ.\n"
    )
    kept = (
        'source:\n  - {title: "Luật Bình đẳng giới, Điều 18"}\ntruth: "Luật nói vậy. Con nào cũng quý."\n'
        "- Kế hoạch nhỏ của nhà mình thì cứ giữ.\n"
    )
    assert without_plan(text) == kept


def test_a_quiz_says_how_many_questions_are_left():
    question = '  - question: "{}"\n    choices:\n      - "A"\n      - "B"\n    answer: 1\n    why: "{}"\n'
    quiz = "questions:\n" + "".join(question.format(f"Câu {n}", "Luật") for n in range(9))
    longer = quiz + question.format("Ai tư vấn?", "Kế hoạch năm 2031 của xã.")
    assert without_plan_questions(longer) == quiz
    assert recounted("Mười câu đố; mười câu có đáp án", longer, quiz) == "Chín câu đố; chín câu có đáp án"


# --- later versions ---


@pytest.fixture
def two(made, tmp_path) -> tuple[Path, Path]:
    """(the common repository, the commune's), each with its history, both small and alike but for their content."""
    common, own = tmp_path / "common", tmp_path / "own"
    for folder in (common, own):
        for part in ("content", "docs", "hooks", "theme"):
            copytree(made / part, folder / part)
        copy(made / ".gitignore", folder)
        (folder / "addresses.txt").touch()
        save(folder, "init", "--quiet")
    (own / ".upstream").write_bytes(git(common, "rev-parse", "HEAD"))
    write(own, "content/commune.yml", lambda text: text.replace("responsible:", "responsible: Tổ của xã"))
    write(own, "addresses.txt", lambda _: "/lich/\n")
    save(own)
    return common, own


def write(root: Path, uri: str, change) -> None:
    (root / uri).parent.mkdir(parents=True, exist_ok=True)
    before = (root / uri).read_text("utf-8") if (root / uri).exists() else ""
    (root / uri).write_text(change(before), "utf-8")


def updated(common: Path, own: Path) -> int:
    return main(["--root", str(own), "update", "--from", str(common)])


NATIONAL = "content/help/national.yml"


def test_what_is_shared_arrives_and_what_is_ones_own_stays(two, capfd):
    common, own = two
    before = {path: path.read_bytes() for path in (own / "content").rglob("*.*")}
    post = "content/campaigns/2027-01-bai/index.md"
    write(common, NATIONAL, lambda text: text.replace("purpose: Có người bị thương,", "purpose: Có ai bị thương,"))
    write(common, "hooks/commune/core/text.py", lambda text: text + "# mới\n")
    write(common, "hooks/commune/core/newer.py", lambda _: '"""Mới."""\n')
    write(common, "content/commune.yml", lambda text: text.replace("name: ", "name: xã khác, "))
    write(common, post, lambda _: "---\ntitle: Của xã khác\n---\n")
    write(common, "content/calendar.yml", lambda _: "days: hỏng\n")
    write(common, "addresses.txt", lambda _: "/cua-xa-khac/\n")
    (common / "content/bundles.yml").unlink()
    save(common)
    assert updated(common, own) == 0
    assert "Có ai bị thương" in (own / NATIONAL).read_text("utf-8")
    assert (own / "hooks/commune/core/text.py").read_text("utf-8").endswith("# mới\n")
    assert (own / "hooks/commune/core/newer.py").exists() and not (own / post).exists()
    after = {path: path.read_bytes() for path in (own / "content").rglob("*.*")}
    assert {path.relative_to(own).as_posix() for path in before if before[path] != after.get(path)} == {NATIONAL}
    assert after.keys() == before.keys() and (own / "addresses.txt").read_text("utf-8") == "/lich/\n"
    assert git(own, "status", "--porcelain", "--untracked-files=no") == b"" and b"2027-01-bai" not in git(
        own, "log", "--name-only"
    )
    assert updated(common, own) == 0
    assert "Đã là bản mới nhất" in capfd.readouterr().out


def test_what_both_changed_is_merged_or_told(two, capfd):
    common, own = two
    advice = "content/help/ho-tro.md"
    write(common, advice, lambda text: text + "\nThêm ở kho gốc.\n")
    write(own, advice, lambda text: text.replace("Đàn ông", "Nam giới") + "")
    write(own, NATIONAL, lambda text: text.replace("who: Công an", "who: Công an của xã", 1))
    write(common, NATIONAL, lambda text: text.replace("who: Công an", "who: Công an cả nước", 1))
    for root in two:
        save(root) if git(root, "status", "--porcelain") else None
    assert updated(common, own) == 1
    said = capfd.readouterr().err
    assert f"- {NATIONAL}" in said and advice not in said and "git add -A && git commit" in said
    assert "Thêm ở kho gốc." in (own / advice).read_text("utf-8") and "<<<<<<<" in (own / NATIONAL).read_text("utf-8")
    git(own, "checkout", "--ours", NATIONAL)
    save(own)
    assert updated(common, own) == 0
    assert "Công an của xã" in (own / NATIONAL).read_text("utf-8")


def test_unsaved_work_is_never_merged_into(two, capfd):
    common, own = two
    write(own, "content/commune.yml", lambda text: text + "# đang sửa\n")
    assert updated(common, own) == 1
    assert "Hãy git commit trước" in capfd.readouterr().err


def test_a_repository_that_cannot_be_reached_is_told(two, capfd):
    assert updated(two[1].parent / "khong-co", two[1]) == 1
    said = capfd.readouterr().err
    assert "Không lấy được bản mới" in said and "Traceback" not in said
