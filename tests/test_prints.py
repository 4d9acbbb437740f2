"""Paper, loudspeaker, text message, frame and data: the same records, whole and correct, on every way out."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import built
import pytest
from bs4 import BeautifulSoup
from commune.core.page import Page
from commune.core.phone import digits_of, tel_uri
from commune.core.text import digits_aloud, minutes_aloud
from commune.help.announce import loudspeaker, text_message
from commune.help.directory import ADDRESS, SCHEMA_ADDRESS
from commune.help.prints import PRINTS
from commune.help.words import EVERYBODY, WHOEVER
from commune.output.qr import qr_svg
from communes import assemble
from jsonschema import Draft202012Validator
from making import make_site
from pypdf import PdfReader

DAY = date(2027, 3, 24)
MM = 72 / 25.4


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The second commune: offices with numbers, and an address of its own on the web."""
    return make_site(assemble(tmp_path_factory.mktemp("filled") / "commune"), DAY, DAY)


def pdf(manifest, name: str) -> PdfReader:
    return PdfReader(BytesIO(manifest.by_address[f"/in/{name}.pdf"].content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def dialled(reader: PdfReader) -> set[str]:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return {note["/A"]["/URI"] for note in notes if "/A" in note}


# --- paper ---


NAMES = [each.address.removeprefix("/in/").removesuffix(".pdf") for each in PRINTS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("which", ["site", "filled"])
def test_a_print_says_what_the_records_say(name, which, request):
    content, manifest = request.getfixturevalue(which)
    reader = pdf(manifest, name)
    text = words(reader)
    for line in content.help.first_lines():
        assert line.phone in text and (line.label in text or line.who in text), line.id
    assert {line.tel for line in content.help.first_lines()} <= dialled(reader)
    numbers = {digits_of(found) for found in re.findall(r"\b(?:11\d|1900[\d ]{4,10}\d|0\d{3} \d{4} \d{3})\b", text)}
    assert numbers <= {digits_of(contact.phone) for contact in content.help.everybody() if contact.phone}


def test_the_notice_says_who_answers_when_and_at_what_cost(filled):
    content, manifest = filled
    text = words(pdf(manifest, "thong-bao-thon"))
    for line in content.help.first_lines():
        assert [said for said in (line.who, line.purpose, line.hours, line.cost) if said and said not in text] == []
    for office in (office for office in content.help.offices if office.help_page):
        assert office.name in text and office.phone in text
        assert office.tel in dialled(pdf(manifest, "thong-bao-thon"))


@pytest.mark.parametrize("name", ["ap-phich", "thong-bao-thon"])
def test_a_sheet_for_the_wall_says_who_may_call_and_who_is_told(name, site):
    text = words(pdf(site[1], name))
    assert "Có nguy hiểm, ai cũng gọi công an được" in text
    assert f"thì Chủ tịch {site[0].commune.people_committee_short} được báo để giải quyết" in text
    assert WHOEVER in text and "luật bảo vệ người báo tin" in text
    assert site[0].commune.name in text.replace("Xã", "xã")


def test_nothing_to_read_on_the_strips_stands_where_printers_do_not_print(site):
    """A laser printer leaves some 5 mm white: the first digits must not be lost."""
    reader = pdf(site[1], "ap-phich")
    text = words(reader)
    assert text.count("1900 96 96 80") == 1 + 8
    places: list[tuple[float, float]] = []

    def note(words_here, matrix, text_matrix, *_):
        if words_here.strip():
            x, y = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4], matrix[5]
            places.append((x / MM, (text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + y) / MM))

    reader.pages[0].extract_text(visitor_text=note)
    assert min(x for x, _ in places) >= 10 and max(x for x, _ in places) <= 200
    assert min(y for _, y in places) >= 10


def test_paper_says_that_an_office_is_silent_and_whom_to_call_instead(tmp_path):
    root = assemble(tmp_path / "commune")
    local = root / "content/help/local.yml"
    out = "  - id: cong-an-xa\n    out_of_service: {since: 2027-03-20, call_instead: ubnd-xa}\n"
    local.write_text(local.read_text("utf-8").replace("  - id: cong-an-xa\n", out), "utf-8")
    text = words(pdf(make_site(root, DAY, DAY)[1], "thong-bao-thon"))
    assert "0299 3000 002" not in text
    assert "Công an xã Sông Lam (tạm ngừng từ 20/3/2027, gọi thay: UBND xã Sông Lam) 0299 3000 001" in text
    assert "còn trống" not in text


def test_a_number_that_nobody_confirmed_is_a_blank_to_fill_in(begun):
    text = words(pdf(begun[1], "thong-bao-thon"))
    assert "Công an phường" in text
    assert "Số nào còn trống là đang chờ UBND phường xác nhận" in text


def test_paper_shows_the_days_on_which_its_numbers_were_checked(begun, filled):
    for each in PRINTS:
        name = each.address.removeprefix("/in/").removesuffix(".pdf")
        assert "Đối chiếu nguồn đã công bố: 23/11/2026" in words(pdf(begun[1], name))
        several = "Kiểm tra: cũ nhất 1/3/2027, mới nhất 2/3/2027"
        assert (several in words(pdf(filled[1], name))) == each.shows_offices


def test_ten_cards_of_the_size_of_a_bank_card_fit_one_sheet(site):
    """ISO/IEC 7810 ID-1 is 85.60 × 53.98 mm; the marks stand that far apart."""
    reader = pdf(site[1], "the-bo-tui")
    (page,) = reader.pages
    assert [round(float(side) / MM) for side in page.mediabox[2:]] == [210, 297]
    assert page.extract_text().count("1900 96 96 80") == 10
    marks: list[tuple[float, float]] = []

    def note(operator, operands, matrix, _):
        if operator == b"m":
            x, y = map(float, operands)
            point = (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
            marks.append((point[0] / MM, point[1] / MM))

    page.extract_text(visitor_operand_before=note)
    across = sorted(x for x, y in marks if y > 297 - 13.5 or y < 13.5)
    down = sorted(y for x, y in marks if x < 19 or x > 210 - 19)
    assert steps(across) == pytest.approx([85.60] * 2, abs=0.01)
    assert steps(down) == pytest.approx([53.98] * 5, abs=0.01)


@pytest.mark.parametrize("which", ["site", "filled"])
def test_numbers_on_a_card_are_as_large_as_it_allows(which, request):
    """For old eyes, by the light of a phone; with a code beside them too."""
    sizes = sizes_of(pdf(request.getfixturevalue(which)[1], "the-bo-tui").pages[0])
    assert min(sizes["113"], sizes["115"], sizes["111"]) >= 31
    assert min(sizes["1900"], sizes["80"]) >= 28
    assert min(sizes.values()) >= 8


@pytest.mark.parametrize("which", ["site", "filled"])
def test_the_notice_is_read_by_whoever_stands_before_the_board(which, request):
    """The numbers from two metres: letters that are as high as a thumb is wide."""
    sizes = sizes_of(pdf(request.getfixturevalue(which)[1], "thong-bao-thon").pages[0])
    assert min(sizes["113"], sizes["115"], sizes["111"]) >= 40 and sizes["1900"] >= 28
    assert sizes["gặp"] >= 12.5


def sizes_of(page) -> dict[str, float]:
    """The smallest size, in points, in which each word of a page is set."""
    found: dict[str, float] = {}

    def note(words_here, matrix, text_matrix, _, size):
        for word in words_here.split():
            found[word] = min(found.get(word, 99), abs(size * text_matrix[3] * matrix[3]))

    page.extract_text(visitor_text=note)
    return found


def steps(places: list[float]) -> list[float]:
    """The distances between neighbouring marks."""
    return [after - before for before, after in pairwise(places) if after - before > 20]


@pytest.mark.parametrize("name", NAMES)
def test_a_print_is_one_page_tagged_and_in_vietnamese(name, filled):
    reader = pdf(filled[1], name)
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert all("SourceSansPro" in font for font in fonts), fonts


def test_the_code_leads_to_the_help_page_and_is_left_out_while_there_is_no_address(site, filled):
    for each in PRINTS:
        name = each.address.removeprefix("/in/").removesuffix(".pdf")
        described = [str(note) for note in alternatives(pdf(filled[1], name))]
        assert "Mã QR mở trang https://song-lam.example/ho-tro/" in described
        assert alternatives(pdf(site[1], name)) == []
    assert "song-lam.example/ho-tro/" in words(pdf(filled[1], "ap-phich"))


def alternatives(reader: PdfReader) -> list[str]:
    """What a screen reader says instead of the pictures."""
    found = []
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, dict) and "/Alt" in thing:
            found.append(str(thing["/Alt"]))
    return found


def test_the_code_on_paper_is_that_of_the_address(filled, monkeypatch):
    """Decoded by eye and by zbar once; here the drawing itself is compared."""
    drawn: list[str] = []
    monkeypatch.setattr("commune.help.prints.qr_svg", lambda address: drawn.append(address) or qr_svg(address))
    for each in PRINTS:
        filled[1].by_address[each.address].made()
    assert drawn == ["https://song-lam.example/ho-tro/"] * len(PRINTS)


def test_a_code_keeps_the_quiet_zone_and_holds_the_address():
    svg = qr_svg("https://song-lam.example/ho-tro/")
    assert 'viewBox="0 0 37 37"' in svg  # 29 modules, and four on each side
    assert qr_svg("https://song-lam.example/ho-tro/") == svg != qr_svg("https://song-lam.example/")


def test_two_builds_on_different_days_give_the_same_paper(root, site):
    later = make_site(root, date(2027, 8, 1), date(2027, 8, 1))[1]
    for each in PRINTS:
        assert later.by_address[each.address].content == site[1].by_address[each.address].content


# --- the loudspeaker and a message ---


def test_a_number_is_read_digit_by_digit():
    assert digits_aloud("113") == "một, một, ba"
    assert digits_aloud("1900 96 96 80") == "một, chín, không, không, chín, sáu, chín, sáu, tám, không"


@pytest.mark.parametrize(("text", "minutes"), [("một hai ba", 1), ("tiếng " * 180, 1), ("tiếng " * 181, 2), ("– …", 0)])
def test_minutes_follow_the_syllables(text, minutes):
    assert minutes_aloud(text, 180) == minutes


def test_every_number_is_read_out_twice(site):
    content, _ = site
    read = " ".join(loudspeaker(content.help, content.commune))
    for line in content.help.first_lines():
        assert read.count(f"số {digits_aloud(line.phone)}.") == 2, line.id
        assert [said for said in (line.hours, line.cost, line.who.split(" (")[0]) if said and said not in read] == []
    assert not re.search(r"\d", read.replace("24 giờ", ""))


def test_the_announcement_is_under_five_minutes_and_says_who_is_told(site):
    content, manifest = site
    read = " ".join(loudspeaker(content.help, content.commune))
    assert minutes_aloud(read, 180) <= 5
    for said in (
        f"Chủ tịch {content.commune.people_committee} được báo để giải quyết",
        WHOEVER,
        "luật bảo vệ người báo tin",
        EVERYBODY,
    ):
        assert said in read
    page = BeautifulSoup(manifest.by_address["/in/"].body, "html.parser").get_text()
    assert f"Khoảng {minutes_aloud(read, 180)} phút" in page
    assert manifest.by_address["/in/bai-doc-loa.txt"].content.decode().split() == read.split()


@pytest.mark.parametrize("which", ["site", "filled"])
def test_a_message_fits_160_plain_characters(which, request):
    content, manifest = request.getfixturevalue(which)
    message = text_message(content.help, content.commune)
    assert len(message) <= 160 and message.isascii()
    assert [line.id for line in content.help.first_lines() if digits_of(line.phone) not in message] == []
    assert BeautifulSoup(manifest.by_address["/in/"].body, "html.parser").textarea.get_text() == message


def test_a_message_keeps_the_numbers_and_lets_go_of_names(filled):
    content, _ = filled
    assert text_message(content.help, content.commune).endswith("Ngoi nha Binh yen. https://song-lam.example/ho-tro/")
    longer = content.commune.model_copy(update={"site_url": "https://" + "a" * 70 + ".vn/"})
    assert text_message(content.help, longer).endswith("Ngoi nha Binh yen.")
    longest = content.commune.model_copy(update={"name": "xã " + "Đường " * 30})
    assert text_message(content.help, longest).startswith("113 Cong an; ")


# --- a frame on another site ---


def test_no_help_page_tells_where_the_reader_came_from(filled):
    for item in filled[1].assets:
        if item.kind.startswith("help") or item.kind == "embed":
            page = BeautifulSoup(item.content, "html.parser")
            assert page.select_one("meta[name=referrer]")["content"] == "no-referrer", item.address


def test_the_card_is_light_and_its_links_open_outside_the_frame(site):
    content, manifest = site
    data = manifest.by_address["/nhung/ho-tro/"].content
    card = BeautifulSoup(data, "html.parser")
    assert len(data) <= 6 * 1024
    assert card.base["target"] == "_top" and not card.base.get("href")
    assert [tag.name for tag in card.find_all(["script", "img", "link"]) if tag.get("href") != "data:,"] == []
    assert {link["href"] for link in card.select("a[href^='tel:']")} == {
        line.tel for line in content.help.first_lines()
    }


def test_the_lines_to_copy_wait_for_an_address(site, filled):
    waiting = site[1].by_address["/gioi-thieu/"].body
    assert "<iframe" not in waiting.replace("&lt;", "<") and "khi trang có địa chỉ chính thức" in waiting
    copied = BeautifulSoup(filled[1].by_address["/gioi-thieu/"].body, "html.parser").textarea.get_text()
    frame = BeautifulSoup(copied, "html.parser").iframe
    assert frame["src"] == "https://song-lam.example/nhung/ho-tro/"
    assert frame["title"] == "Số điện thoại cần biết"


# --- data ---


@pytest.mark.parametrize("which", ["site", "filled"])
def test_the_data_keeps_to_its_schema_and_names_everybody(which, request):
    content, manifest = request.getfixturevalue(which)
    data = json.loads(manifest.by_address[ADDRESS].content)
    schema = json.loads(manifest.by_address[SCHEMA_ADDRESS].content)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    listed = [entry for key in ("lines", "offices", "trusted_addresses") for entry in data[key]]
    assert [entry["tel"] for entry in listed] == [contact.tel for contact in content.help.everybody()]
    assert [entry["id"] for entry in data["lines"]] == [line.id for line in content.help.lines]
    assert [entry["id"] for entry in data["offices"]] == [office.id for office in content.help.offices]
    assert len(data["reporting_places"]) == 6


def test_the_schema_refuses_what_is_no_directory(filled):
    schema = json.loads(filled[1].by_address[SCHEMA_ADDRESS].content)
    data = json.loads(filled[1].by_address[ADDRESS].content)
    for spoil in (
        lambda line: line.update(tel="113"),
        lambda line: line.pop("who"),
        lambda line: line.update(secret="x"),
        lambda line: line["verification"].update(date="23/11/2026"),
    ):
        spoiled = json.loads(json.dumps(data))
        spoil(spoiled["lines"][0])
        checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        assert not checker.is_valid(spoiled)


# --- every surface ---


def test_every_record_dials_on_every_surface(filled):
    """Whatever shows a number dials it: pages, the panel's words, the card, paper and data."""
    content, manifest = filled
    numbers = {contact.phone: contact.tel for contact in content.help.everybody() if contact.phone}
    surfaces: dict[str, set[str]] = {}
    for item in manifest.items:
        if isinstance(item, Page) or item.src_uri.endswith(".html"):
            html = BeautifulSoup(item.body if isinstance(item, Page) else item.content, "html.parser")
            surfaces[item.address] = {link["href"] for link in html.select("a[href^='tel:']")}
            for phone, tel in numbers.items():
                shown = html.find_all(string=re.compile(rf"(?<![\d-]){phone}(?![\d/])"))  # no law's number
                plain = [found for found in shown if not found.find_parent(["a", "style", "textarea"])]
                assert plain == [], f"{item.address}: {phone} does not dial {tel}"
        elif item.src_uri.endswith(".pdf"):
            surfaces[item.address] = dialled(PdfReader(BytesIO(item.content)))
    own = (content.commune.report_mistakes.phone, content.commune.officers.phone)  # whom readers and officers tell
    events = [post.record.event for post in content.campaigns.posts if post.record.event]
    asked = [event.contact.phone for event in events if event.contact]
    allowed = {*numbers.values(), *map(tel_uri, [*own, *asked])}
    for address, found in surfaces.items():
        assert found <= allowed | {link for link in found if not link.startswith("tel:")}, address
    for contact in (contact for contact in content.help.everybody() if contact.tel):
        assert [address for address, found in surfaces.items() if contact.tel in found], contact.id


def test_one_record_out_of_service_changes_every_surface(tmp_path):
    root = assemble(tmp_path / "commune")
    national = root / "content/help/national.yml"
    added = "  - id: ngoi-nha-binh-yen\n    out_of_service: {since: 2027-03-20, call_instead: cong-an-113}\n"
    national.write_text(national.read_text("utf-8").replace("  - id: ngoi-nha-binh-yen\n", added), "utf-8")
    manifest = make_site(root, DAY, DAY)[1]
    for item in manifest.items:
        text = item.body if isinstance(item, Page) else built.said(item.content)
        squeezed = text.replace(" ", "").replace(",", "")
        assert "1900969680" not in squeezed, item.address
        assert "mộtchínkhôngkhông" not in squeezed, item.address
    data = json.loads(manifest.by_address[ADDRESS].content)
    line = next(line for line in data["lines"] if line["id"] == "ngoi-nha-binh-yen")
    assert (line["phone"], line["out_of_service"]["call_instead"]) == (None, "cong-an-113")
