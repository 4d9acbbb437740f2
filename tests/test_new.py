"""make new: whatever is begun, by answering questions or from arguments, passes at once, and nobody sees it yet."""

from __future__ import annotations

import shlex
from io import BytesIO
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.campaigns.checks import UNWRITTEN
from commune.campaigns.drafting import proposed_folder
from commune.campaigns.kinds import COVER, KINDS, PICTURE
from commune.campaigns.sheets.blank import SLOT
from commune.commands import questions as asking
from commune.commands.new_form import example
from commune.core.pictures import holds_location
from commune.core.problem import ContentError, Problems
from commune.core.yaml_nodes import parse_yaml, split_front_matter
from commune.core.yaml_writing import yaml_of
from commune.environment import today
from communes import assemble
from hypothesis import given
from hypothesis import strategies as st
from making import make_site
from PIL import Image

GIVEN = {
    "--title": 'Ngày hội: "vui" #1, của thôn',
    "--summary": "Một câu: ai cũng đến được",
    "--audience": "thon,nam-gioi",
    "--topics": "chia-se-viec-nha",
    "--author": "Tổ biên tập",
}


@pytest.fixture(autouse=True)
def _a_day_in_2027(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")


@pytest.fixture
def root(tmp_path):
    return assemble(tmp_path / "commune")


@pytest.fixture
def photo(tmp_path):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0), 3: "E", 4: (106.0, 36.0, 0.0)}  # the GPS block
    Image.new("RGB", (8, 8)).save(tmp_path / "Ảnh Bếp.JPG", exif=exif)
    return tmp_path / "Ảnh Bếp.JPG"


@pytest.fixture
def answer(monkeypatch):
    """answer(…): the officer's answers, one after the other; then there is nobody any more."""

    def answering(*answers):
        left = list(answers)

        def read(prompt):
            if not left:
                raise EOFError
            word = left.pop(0)
            if isinstance(word, BaseException):
                raise word
            return word

        monkeypatch.setattr("builtins.input", read)

    return answering


def new(root, given=GIVEN, **more):
    arguments = {**given, **{f"--{key.replace('_', '-')}": value for key, value in more.items()}}
    return main(["--root", str(root), "new", *(word for pair in arguments.items() for word in pair)])


def posts(root):
    return sorted(path.name for path in (root / "content/campaigns").iterdir())


def front(root, folder):
    text = (root / "content/campaigns" / folder / "index.md").read_text("utf-8")
    return split_front_matter(text, "index.md", Problems())[0].plain()


MADE = "2027-03-ngay-hoi-vui-1-cua-thon"


def test_arguments_make_a_post_that_passes_and_that_no_reader_sees(root, capsys):
    assert new(root) == 0
    manifest = make_site(root, today(), today())[1]
    assert f"/chien-dich/{MADE}/" not in manifest.by_address
    assert f"/chien-dich/{MADE}/" in make_site(root, today(), today(), drafts=True)[1].by_address
    said = capsys.readouterr().out
    assert f"content/campaigns/{MADE}/index.md" in said and "bản nháp" in said and "draft: no" in said


def test_what_was_answered_stands_in_the_file_as_it_was_typed(root):
    new(root, plan_items="II.3, iv-1")
    written = front(root, MADE)
    assert written["title"] == GIVEN["--title"] and written["summary"] == GIVEN["--summary"]
    assert written["audience"] == ["thon", "nam-gioi"] and written["plan_items"] == ["ii-3", "iv-1"]
    assert written["draft"] == "yes" and written["date"] == "2027-03-26"


def test_questions_make_the_same_post(root, answer):
    titles = [GIVEN["--title"], GIVEN["--summary"]]
    answer("1", *titles, "", "8, 1", "2", "", "Tổ biên tập", "k", "k", "")
    assert main(["--root", str(root), "new"]) == 0
    asked = (root / "content/campaigns" / MADE / "index.md").read_text("utf-8")
    new(root, folder="2027-03-khac")
    assert asked == (root / "content/campaigns/2027-03-khac/index.md").read_text("utf-8")


def test_a_wrong_answer_is_asked_again_with_the_reason(root, answer, capsys):
    title, summary = GIVEN["--title"], GIVEN["--summary"]
    answers = ["16", "2", "", "a" * 91, title, summary, "25/3/27", "", "", "2027-03-01", "2027-04-01"]
    answers += ["0", "1,11", "1", "1", "ii-33", "ii-3", "Tổ biên tập", "có lẽ", "k", "k", "Ngày Hội", ""]
    answer(*answers)
    assert main(["--root", str(root), "new"]) == 0
    told = [line.removeprefix("  Chưa được: ") for line in capsys.readouterr().out.splitlines() if "Chưa được" in line]
    assert told[:3] == [
        "hãy gõ số từ 1 đến 15",
        '"title" là "": không được để trống. Ví dụ: Ngày hội gia đình',
        told[2],
    ]
    assert "dài quá 90 ký tự" in told[2] and "năm đủ bốn chữ số" in told[3]
    assert told[4] == '"to" phải là ngày sau "from"' and told[5:7] == ["hãy gõ số từ 1 đến 10"] * 2
    assert "ý bạn là" in told[7] and told[8] == "hãy gõ c (có) hoặc k (không)" and "năm-tháng-tên" in told[9]
    assert front(root, MADE)["dates"] == {"from": "2027-03-26", "to": "2027-04-01"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), EOFError()], ids=["Ctrl+C", "nobody there"])
@pytest.mark.parametrize("after", [0, 1, 5])
def test_stopping_leaves_nothing_half_made(stop, after, root, answer, capsys):
    before = posts(root)
    answer(*["1", GIVEN["--title"], GIVEN["--summary"], "", "7"][:after], stop)
    assert main(["--root", str(root), "new"]) != 0
    assert posts(root) == before
    assert "Traceback" not in capsys.readouterr().err


def test_where_nobody_can_answer_the_arguments_are_told(root, answer, capsys):
    answer()
    assert main(["--root", str(root), "new"]) == 1
    assert "make new ARGS=" in capsys.readouterr().err


def test_a_missing_argument_is_named(root, capsys):
    assert new(root, {"--title": "Ngày hội"}) == 1
    assert capsys.readouterr().err.startswith("Thiếu --summary: ")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_command_that_is_advised_makes_that_kind(kind, root, photo, monkeypatch):
    """Pasted as it stands, where the photo that it names is."""
    monkeypatch.chdir(photo.parent)
    for name in ("hinh.png", "bia.jpg"):
        Path(name).write_bytes(photo.read_bytes())
    words = shlex.split(shlex.split(example(kind.id))[2].removeprefix("ARGS="))
    before = {path.name for path in (root / kind.folder).iterdir()}
    assert main(["--root", str(root), "new", *words]) == 0
    (name,) = {path.name for path in (root / kind.folder).iterdir()} - before
    text = (root / kind.folder / name / "index.md").read_text("utf-8")
    assert kind.says.items() <= split_front_matter(text, "index.md", Problems())[0].plain().items()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topics": "tre-emm"}, '--topics: "tre-emm": không có trong content/vocabulary.yml, ý bạn là "tre-em"?'),
        ({"date": "1/4/27"}, '--date: "date" là "1/4/27": ngày viết theo ngày/tháng/năm, năm đủ bốn chữ số'),
        ({"plan_items": "ix-1"}, '--plan-items: "ix-1": kế hoạch không có mục này'),
        ({"folder": "Ngày hội"}, "--folder: tên là năm-tháng-tên, chữ thường không dấu"),
        ({"folder": "2027-03-ngay-hoi"}, "--folder: content/campaigns/2027-03-ngay-hoi đã có rồi, hãy chọn tên khác"),
        ({"photo": "khong-co.jpg"}, "--photo: không mở được tệp khong-co.jpg"),
        ({"type": "story"}, "Thiếu --story-of: "),
    ],
)
def test_a_wrong_argument_is_told_and_nothing_is_made(wrong, said, root, capsys):
    before = posts(root)
    assert new(root, **wrong) == 1
    assert capsys.readouterr().err.startswith(said)
    assert posts(root) == before


def test_a_day_that_was_typed_day_first_is_stored_year_first(root):
    assert new(root, date="1/4/2027") == 0
    text = next(iter((root / "content/campaigns").glob("2027-04-*/index.md"))).read_text("utf-8")
    assert "date: 2027-04-01\n" in text or "date: '2027-04-01'\n" in text


def test_a_photo_is_cleaned_before_it_lies_beside_the_text(root, photo):
    with_photo = {"photo": str(photo), "people": "adults", "consent_on": "2027-03-20", "alt": "Nồi cơm: trên bếp"}
    assert new(root, **with_photo) == 0
    data = (root / "content/campaigns" / MADE / "anh-bep.jpg").read_bytes()
    assert not holds_location(data) and not Image.open(BytesIO(data)).getexif()
    consent = {"people": "adults", "given_on": "2027-03-20", "given_by": ["themselves"]}
    assert front(root, MADE)["cover"] == {"file": "anh-bep.jpg", "alt": "Nồi cơm: trên bếp", "consent": consent}
    make_site(root, today(), today(), drafts=True)


def test_without_a_paper_there_is_no_photo(root, photo, answer, capsys):
    titles = [GIVEN["--title"], GIVEN["--summary"]]
    answer("1", *titles, "", "1", "1", "", "Tổ biên tập", "k", "c", f'"{photo}"', "7", "")
    assert main(["--root", str(root), "new"]) == 0
    assert posts(root)[-1] == MADE and "cover" not in front(root, MADE)
    assert [path.name for path in (root / "content/campaigns" / MADE).iterdir()] == ["index.md"]
    assert "Chưa có giấy đồng ý" in capsys.readouterr().out


def test_without_a_paper_there_is_no_story(root, answer, capsys):
    answer("3", "6")
    assert main(["--root", str(root), "new"]) == 1
    assert "Chưa có giấy đồng ý" in capsys.readouterr().err


def test_a_story_says_who_agreed(root):
    assert new(root, type="story", story_of="children", consent_on="2027-03-20") == 0
    consent = {"people": "children", "given_on": "2027-03-20", "given_by": ["themselves", "parent"]}
    assert front(root, MADE)["consent"] == consent


def test_the_folder_is_ascii_and_cut_between_words():
    assert proposed_folder("Đàn ông, việc nhà!", today()) == "2027-03-dan-ong-viec-nha"
    name = proposed_folder("từ " * 40, today())
    assert len(name) <= 48 and name.endswith("-tu")
    assert proposed_folder("!?", today()) == "2027-03-bai-moi"


def test_what_is_left_to_write_is_not_published(root, capsys):
    new(root)
    path = root / "content/campaigns" / MADE / "index.md"
    path.write_text(path.read_text("utf-8").replace("draft: yes", "draft: no"), "utf-8")
    assert main(["--root", str(root), "check"]) == 1
    line = path.read_text("utf-8").splitlines().index("Viết bài ở đây, rồi xóa dòng này.") + 1
    assert f"content/campaigns/{MADE}/index.md:{line}: còn dòng mẫu" in capsys.readouterr().err


# --- every kind ---

OWN = {
    "event": {"on": "2027-04-03", "begins": "14h", "place": "Nhà văn hóa"},
    "notice": {"until": "2027-04-03"},
    "campaign": {"from": "2027-03-26", "to": "2027-04-01"},
    "story": {"story_of": "adults", "consent_on": "2027-03-20"},
    "video": {"video": "https://youtu.be/ten-phim"},
    "material": {"kind": "y-chinh"},
}
PICTURED = ("infographic", "video")


def made(root, kind, photo):
    """The folder that make new makes of a kind, from as few arguments as it needs."""
    pictured = {"photo": str(photo), "people": "none", "alt": "Nồi cơm trên bếp"} if kind.id in PICTURED else {}
    name = f"thu-{kind.id}" if kind.is_material else f"2027-03-thu-{kind.id}"
    assert new(root, type=kind.id, folder=name, **OWN.get(kind.id, {}), **pictured) == 0
    return root / kind.folder / name


def test_every_kind_is_a_draft_that_passes_and_is_published_only_once_it_is_written(root, photo):
    folders = [(kind, made(root, kind, photo)) for kind in KINDS]
    addresses = {f"{kind.address}{folder.name}/" for kind, folder in folders}
    assert not addresses & make_site(root, today(), today())[1].by_address.keys()
    assert addresses <= make_site(root, today(), today(), drafts=True)[1].by_address.keys()
    for _, folder in folders:
        rewrite(folder / "index.md", "draft: yes", "draft: no")
    unwritten = {f"{kind.folder}{folder.name}/index.md" for kind, folder in folders}
    sheets = {f"{kind.folder}{folder.name}/{kind.sheet}" for kind, folder in folders if kind.sheet}
    assert refused(root) == unwritten | sheets
    for kind, folder in folders:
        rewrite(folder / "index.md", UNWRITTEN, "Đã viết.")
        if kind.sheet:
            rewrite(folder / kind.sheet, SLOT, "Đã viết")
    assert refused(root) == set()
    assert addresses <= make_site(root, today(), today())[1].by_address.keys()


def rewrite(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def refused(root):
    """The files that keep the site from being published."""
    try:
        make_site(root, today(), today())
    except ContentError as error:
        return {problem.place.uri for problem in error.problems}
    return set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_kind_asks_what_it_needs_and_no_more(kind, root, photo, answer):
    """So many answers are enough, the folder's name among them; the figures stand in the list."""
    said = {
        **{"title": "Một tên", "summary": "Một câu", "audience": "7", "topics": "2", "kind": "6"},
        **{"author_role": "Tổ biên tập", "video": "https://youtu.be/ten-phim", "safety": "k", "until": "3/4/2027"},
    }
    answers = [str([one.id for one in KINDS].index(kind.id) + 1)]
    for question in kind.questions:
        ways = {"period": ["", "2027-04-01"], "consent": ["1", "2027-03-20"]}
        ways |= {"event": ["3/4/2027", "14h", "", "Nhà văn hóa"]}
        if question == PICTURE:
            answers += [str(photo), "1", "Nồi cơm trên bếp"]
        elif question == COVER:
            answers += ["k"]
        else:
            answers += ways.get(question.way, [said.get(question.key, "")])
    answer(*answers, "")
    assert main(["--root", str(root), "new"]) == 0
    assert len(answers) + 1 == ANSWERS[kind.id]


ANSWERS = {
    **{"article": 11, "campaign": 13, "story": 13, "event": 13, "notice": 8, "loudspeaker": 8, "lesson": 10},
    **{
        "quiz": 9,
        "poster": 8,
        "leaflet": 8,
        "cards": 10,
        "drawings": 10,
        "infographic": 11,
        "video": 13,
        "material": 12,
    },
}


def test_a_file_of_ones_own_is_cleaned_and_offered(root, tmp_path):
    (tmp_path / "Phiếu Ghi.csv").write_text("a,b\n", "utf-8")
    assert new(root, type="material", kind="y-chinh", folder="phieu", file=str(tmp_path / "Phiếu Ghi.csv")) == 0
    index = (root / "content/materials/phieu/index.md").read_text("utf-8")
    assert "files:\n- {file: phieu-ghi.csv, title: Bản để tải}\n" in index


def test_a_kind_that_the_commune_has_no_word_for_is_not_offered(root, capsys):
    words = root / "content/vocabulary.yml"
    lines = words.read_text("utf-8").splitlines(keepends=True)
    words.write_text("".join(line for line in lines if "id: video" not in line), "utf-8")
    assert new(root, type="video", video="https://youtu.be/x") == 1
    assert "chưa có loại tài liệu này" in capsys.readouterr().err


# What our reader takes off is no part of an answer: white space at the ends, controls.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1).map(str.strip)


@given(st.dictionaries(st.sampled_from(["title", "summary", "alt"]), WORDS.filter(bool), min_size=1))
def test_yaml_that_we_write_reads_back_as_the_very_same_text(values):
    problems = Problems()
    text = yaml_of({**values, "audience": list(values.values())})
    node = parse_yaml(text, "index.md", problems)
    assert node.plain() == {**values, "audience": list(values.values())}
    assert str(problems) == ""


def test_numbers_are_read_as_people_write_them():
    assert asking.numbers_of("3, 1 3", 9) == [2, 0]
    for wrong in ("", "0", "10", "một", "1-2"):
        with pytest.raises(ValueError, match="từ 1 đến 9"):
            asking.numbers_of(wrong, 9)


@pytest.mark.parametrize("pasted", ["\ufeffHọp xóm", "Họp\r\nxóm\r\n", "  Họp \t xóm ", "Ho\u0323p xo\u0301m"])
def test_what_windows_pastes_around_an_answer_is_no_fault_of_it(pasted, root):
    assert new(root, title=pasted) == 0
    assert front(root, "2027-03-hop-xom")["title"] == "Họp xóm"


@pytest.mark.parametrize("title", ["Tµi liÖu", "2027-03-01"])
def test_what_the_check_would_refuse_is_refused_before_it_is_made(title, root):
    """A title in an old font; one that would put a row of digits into the address."""
    before = posts(root)
    assert new(root, title=title) == 1 and posts(root) == before
