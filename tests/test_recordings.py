"""Sound and film: what is heard and seen stays, byte for byte; what the phone wrote beside it is gone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from commune.uploads.cleaning import clean_file
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)

SECRET = b"Nguyen Thi Bi Mat +20.8601+106.6802/"
SOUND = bytes([0xFF, 0xFB, 0x90, 0x00]) + b"\x5a" * 413  # MPEG-1, Layer III, 128 kbit/s, 44.1 kHz: 417 bytes


def tag(content: bytes) -> bytes:
    """ID3v2, at the start of an MP3 file; its size in seven bits a byte."""
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + content


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return (8 + len(inside)).to_bytes(4) + kind + inside


def film(handler: bytes = b"vide", *, last: bytes = b"") -> bytes:
    """A film as a phone writes it: the place in `udta`, the camera in `meta` and `uuid`, the hour in `mvhd`."""
    day = (3_900_000_000).to_bytes(4)
    media = box(b"mdia", box(b"mdhd", bytes(4), day, day), box(b"hdlr", bytes(8), handler), box(b"minf", b"index"))
    track = box(b"trak", box(b"tkhd", bytes(4), day, day), media, box(b"udta", SECRET), box(b"meta", SECRET))
    movie = box(b"moov", box(b"mvhd", bytes(4), day, day), track, box(b"udta", box(b"\xa9xyz", SECRET)))
    return box(b"ftyp", b"isom") + movie + box(b"uuid", SECRET) + box(b"mdat", b"pixels") + box(b"free", SECRET) + last


@pytest.mark.parametrize("name", ["a.mp4", "a.m4a"])
def test_a_film_tells_neither_place_nor_hour_nor_name(name):
    cleaned = clean_file(name, film(last=b"SEFT" + SECRET))
    assert SECRET not in cleaned and b"\xa9xyz" not in cleaned
    assert (3_900_000_000).to_bytes(4) not in cleaned


def test_a_film_stays_in_its_place():
    """Its index counts bytes from the start of the file."""
    before = film()
    cleaned = clean_file("a.mp4", before)
    assert len(cleaned) == len(before)
    for part in (b"pixels", b"index", b"vide"):
        assert cleaned.index(part) == before.index(part)
    assert clean_file("a.mp4", cleaned) == cleaned


def test_a_track_that_is_neither_seen_nor_heard_is_refused():
    with pytest.raises(ValueError, match="nơi quay"):
        clean_file("a.mp4", film(b"meta"))


def test_a_box_of_64_bits_is_read_too():
    large = (1).to_bytes(4) + b"mdat" + (16 + 6).to_bytes(8) + b"pixels"
    cleaned = clean_file("a.mp4", film(last=large + box(b"uuid", SECRET)))
    assert cleaned.endswith(b"free" + bytes(len(SECRET))) and large in cleaned


@pytest.mark.parametrize("around", [tag(SECRET) + tag(b"x"), tag(SECRET + b"\xff\xfb\x90\x00")])
def test_of_an_mp3_only_the_sound_is_left(around):
    behind = b"APETAGEX" + SECRET + b"TAG" + SECRET.ljust(125)
    assert clean_file("a.mp3", around + 3 * SOUND + behind) == 3 * SOUND
    assert clean_file("a.mp3", around + 3 * SOUND + b"TAG" + SECRET.ljust(125)) == 3 * SOUND
    assert clean_file("a.mp3", 3 * SOUND) == 3 * SOUND


@pytest.mark.parametrize("name", ["a.mp3", "a.mp4", "a.m4a"])
@pytest.mark.parametrize("data", [b"", b"text", b"\xff" * 900, box(b"ftyp", b"isom"), film()[:40]])
def test_what_is_no_recording_is_refused(name, data):
    with pytest.raises(ValueError, match="không đọc được tệp"):
        clean_file(name, data)


# --- heard on its page ---


@pytest.fixture
def read_aloud(tmp_path) -> Path:
    """A commune with a recording beside the text that it reads."""
    folder = assemble(tmp_path / "commune")
    (folder / "content/materials/tro-choi-thu/doc-loa.mp3").write_bytes(3 * SOUND)
    text = folder / "content/materials/tro-choi-thu/index.md"
    given = "note: Bản đầu tiên}]\nfiles: [{file: doc-loa.mp3, title: Bản đọc}]"
    text.write_text(text.read_text("utf-8").replace("note: Bản đầu tiên}]", given), "utf-8")
    return folder


def test_a_recording_plays_on_its_page_with_its_words_below(read_aloud):
    """Nothing of it is loaded before somebody presses play."""
    page = make_site(read_aloud, DAY, DAY)[1].by_address["/t/tro-choi-thu/"]
    shown = BeautifulSoup(page.body, "html.parser")
    (sound,) = shown.select("audio")
    assert sound["src"] == "/t/tro-choi-thu/doc-loa.mp3" and sound["preload"] == "none"
    assert sound.has_attr("controls") and not sound.has_attr("autoplay")
    assert sound.find_previous("figcaption").text == "Nghe: Bản đọc"
    assert sound.find_next(class_="script").text.strip().startswith("Kính thưa bà con.")


def test_a_recording_among_the_materials_of_a_post_plays_on_the_page_of_the_post_too(read_aloud):
    post = read_aloud / "content/campaigns/2027-03-ngay-hoi/index.md"
    post.write_text(re.sub("(?m)^materials: .*", "materials: [tro-choi-thu]", post.read_text("utf-8")), "utf-8")
    page = make_site(read_aloud, DAY, DAY)[1].by_address["/chien-dich/2027-03-ngay-hoi/"]
    (sound,) = BeautifulSoup(page.body, "html.parser").select("audio")
    assert sound["src"] == "/t/tro-choi-thu/doc-loa.mp3" and sound["preload"] == "none"
    assert sound.find_next("h1").text == page.title


def test_what_is_no_sound_is_not_played(read_aloud):
    assert "<audio" not in make_site(read_aloud, DAY, DAY)[1].by_address["/t/to-giay/"].body
