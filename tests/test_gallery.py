"""Many photos of one event: one command, consent asked once and recorded on each, a page that one leafs through."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
import yaml
from bs4 import BeautifulSoup
from commune.__main__ import main
from commune.campaigns.drafting import with_pictures
from communes import assemble
from hiding import drawing, encoded
from making import make_site

DAY = date(2027, 3, 24)
NAME = "2027-03-ngay-hoi"
POST = f"content/campaigns/{NAME}/index.md"
MOST = 40_960  # bytes of a page, compressed


@pytest.fixture
def root(tmp_path):
    return assemble(tmp_path / "commune")


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "Ảnh hội thi"
    folder.mkdir()
    for number in range(1, 4):
        (folder / f"IMG_{number}.JPG").write_bytes(encoded(drawing((90 + number, 60)), "JPEG"))
    return folder


@pytest.fixture
def answer(monkeypatch):
    def answering(*answers):
        left = list(answers)
        monkeypatch.setattr("builtins.input", lambda prompt: left.pop(0))
        return left

    return answering


def front(root):
    return yaml.load((root / POST).read_text("utf-8").split("---\n")[1], yaml.CBaseLoader)


def add(root, photos, *more):
    return main(["--root", str(root), "photo", str(photos), "--post", NAME, *more])


def test_consent_is_asked_once_and_recorded_on_each_and_of_a_child_apart(root, photos, answer, capsys):
    """Of a child from seven years its own and a parent's: that paper is no other's."""
    before = front(root)
    left = answer("2", "2", "2026-11-10", "1", "2026-11-12", "Nấu cơm", "Bé rửa rau", "Rửa bát")
    assert add(root, photos) == 0 and left == []
    adults = {"people": "adults", "given_on": "2026-11-10", "given_by": ["themselves"]}
    child = {"people": "children", "given_on": "2026-11-12", "given_by": ["themselves", "parent"]}
    assert front(root)["pictures"] == [
        *before.pop("pictures"),
        {"file": "img-1.jpg", "alt": "Nấu cơm", "consent": adults},
        {"file": "img-2.jpg", "alt": "Bé rửa rau", "consent": child},
        {"file": "img-3.jpg", "alt": "Rửa bát", "consent": adults},
    ]
    assert before.items() <= front(root).items()
    capsys.readouterr()
    assert main(["--root", str(root), "check"]) == 0, capsys.readouterr().err


def test_a_photo_without_paper_stays_out(root, photos, answer, capsys):
    left = answer("2", "1", "5", "Nấu cơm", "Rửa bát")
    assert add(root, photos) == 0 and left == []
    assert "Chưa có giấy đồng ý nên chưa dùng: img-2.jpg" in capsys.readouterr().out
    assert not (root / POST).with_name("img-2.jpg").exists()
    assert [each["file"] for each in front(root)["pictures"][1:]] == ["img-1.jpg", "img-3.jpg"]


def test_photos_of_children_are_never_taken_together(root, photos, capsys):
    assert add(root, photos, "--people", "children", "--consent-on", "2026-11-10") == 1
    assert "hỏi riêng cho từng ảnh" in capsys.readouterr().err
    assert add(root, photos, "--people", "adults") == 1
    assert "Thiếu --consent-on" in capsys.readouterr().err


def test_photos_in_which_nobody_is_known_need_no_questions_but_their_words(root, photos, capsys):
    assert add(root, photos, "--people", "none") == 0
    assert "viết lời tả" in capsys.readouterr().out
    assert main(["--root", str(root), "check"]) == 1
    assert capsys.readouterr().err.count("chưa có lời tả: ghi lời tả ở alt") == 3


def test_a_post_that_is_not_there_is_told(root, photos, capsys):
    assert main(["--root", str(root), "photo", str(photos), "--post", "2027-03-khac"]) == 1
    assert "không có bài" in capsys.readouterr().err
    assert main(["--root", str(root), "photo", str(photos), "--post", "../campaigns/2027-03-ngay-hoi"]) == 1


LIST = "- {file: a.jpg, consent: {people: none}}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("title: x", "title: x\npictures:\n"),
        (f"pictures:  # ảnh\n{LIST}\n# xong\ntitle: x", f"pictures:  # ảnh\n{LIST}\n# xong\n"),
        (f"pictures:\n    {LIST}\ntitle: x", f"pictures:\n    {LIST}\n    - file: b.jpg\n      consent: "),
        ("pictures:\ntitle: x", "pictures:\n- file: b.jpg"),
        ("pictures: []\ntitle: x", "pictures:\n- file: b.jpg"),
        (f"pictures: [{LIST[2:]},\n  {LIST[2:]}]\ntitle: x", "pictures:\n- file: a.jpg\n"),
    ],
)
def test_the_rest_of_a_front_matter_stays_as_it_was_typed(typed, kept):
    text = with_pictures(f"---\n{typed}\n---\nBài.\n---\n", [{"file": "b.jpg", "consent": {"people": "none"}}])
    assert kept in text and text.endswith("\n---\nBài.\n---\n")
    said = yaml.load(text.split("---\n")[1], yaml.CBaseLoader)
    assert said["title"] == "x"
    assert [each["file"] for each in said["pictures"]] == ["a.jpg"] * typed.count("a.jpg") + ["b.jpg"]


@pytest.fixture(scope="module")
def leafed(tmp_path_factory):
    """(the page of a post with 25 photos that stand nowhere in its text, the site)"""
    root = assemble(tmp_path_factory.mktemp("leafed") / "commune")
    folder = tmp_path_factory.mktemp("photos")
    for number in range(25):
        (folder / f"IMG_{number}.JPG").write_bytes(encoded(drawing((600, 400 + number)), "JPEG"))
    assert add(root, folder, "--people", "none") == 0
    text = (root / POST).read_text("utf-8").split("  alt:\n")
    described = "".join(f"{part}  alt: Cảnh số {number} của ngày hội\n" for number, part in enumerate(text[:-1]))
    (root / POST).write_text(described + text[-1], "utf-8")
    return make_site(root, DAY, DAY)[1]


def test_a_gallery_is_leafed_through_with_words_for_each(leafed):
    page = BeautifulSoup(leafed.by_address[f"/chien-dich/{NAME}/"].body, "html.parser")
    pictures = page.select("ul.gallery > li > picture > img")
    assert [each["alt"] for each in pictures] == [f"Cảnh số {number} của ngày hội" for number in range(25)]
    assert {each["loading"] for each in pictures} == {"lazy"}
    assert all(each["width"] and each["height"] for each in pictures)
    assert page.select_one("ul.gallery")["tabindex"] == "0"  # by keys too


def test_a_gallery_of_25_photos_keeps_its_page_light(leafed):
    body = leafed.by_address[f"/chien-dich/{NAME}/"].body.encode()
    assert len(gzip.compress(body)) < 6_000 < MOST
    assert len(body) < MOST


def test_every_photo_of_a_gallery_is_published(leafed):
    page = BeautifulSoup(leafed.by_address[f"/chien-dich/{NAME}/"].body, "html.parser")
    for image in page.select("ul.gallery img"):
        assert f"/chien-dich/{NAME}/{image['src']}" in leafed.by_address or image["src"] in leafed.by_address
