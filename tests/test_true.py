"""What is said of the law to whoever acts on it: police first, the family told apart, and who reports is protected."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import built
import pytest
from bs4 import BeautifulSoup
from commune.campaigns.addresses import DONE
from commune.campaigns.model import Period, Post
from commune.campaigns.pictures_model import PictureConsent
from commune.help.announce import loudspeaker
from commune.help.words import told
from communes import assemble
from jsonschema import Draft202012Validator
from making import make_site
from pydantic import ValidationError
from pypdf import PdfReader

DAY = date(2027, 3, 24)


@pytest.fixture(scope="module")
def site(root):
    return make_site(root, DAY, DAY)


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    return make_site(assemble(tmp_path_factory.mktemp("second") / "commune"), DAY, DAY)


def words(manifest, address: str) -> str:
    item = manifest.by_address[address]
    if address.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(item.content)).pages).split())
    html = item.body if hasattr(item, "body") else item.content.decode()
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


# --- who learns of a call ---


def test_the_first_sentence_sends_whoever_is_in_danger_to_the_police(site):
    """Whoever attacks: somebody attacked by a stranger must not think that only the family counts, or the reverse."""
    first = told(site[0].commune).split(". ")[0]
    assert re.search("nguy hiểm .*gọi công an", first) and "người nhà" in first and "người lạ" in first


def test_that_the_chair_is_told_is_a_rule_of_the_family(site):
    (rule,) = [each for each in told(site[0].commune).split(". ") if "Chủ tịch" in each]
    assert rule.startswith("Chuyện trong gia đình:")


def test_who_reports_is_protected_stands_in_the_sentence_about_the_family(site):
    """It is that law's promise (Điều 34 khoản 2): said for every harm, nobody could keep it."""
    (rule,) = [each for each in told(site[0].commune).split(". ") if "Chủ tịch" in each]
    assert "luật bảo vệ người báo tin" in rule


@pytest.mark.parametrize(
    "address", ["/ho-tro/", "/ho-tro/noi-tiep-nhan/", "/nhung/ho-tro/", "/in/ap-phich.pdf", "/in/thong-bao-thon.pdf"]
)
def test_pages_and_prints_say_all_of_it(address, site):
    assert told(site[0].commune) in words(site[1], address)


def test_the_panel_of_every_page_says_all_of_it_above_its_numbers(site_dir, site):
    panel = built.soup(site_dir / "lich" / "index.html").select_one(".panel-words")
    text = " ".join(panel.get_text(" ").split())
    assert told(site[0].commune) in text
    assert text.index("luật bảo vệ người báo tin") < text.index("113")


def test_the_announcer_reads_out_all_of_it(site):
    commune = site[0].commune
    said = told(commune).replace(commune.people_committee_short, commune.people_committee)
    assert said in " ".join(loudspeaker(site[0].help, commune))


def test_the_six_places_are_for_the_family_and_send_nobody_else_away(site):
    text = words(site[1], "/ho-tro/noi-tiep-nhan/")
    assert "Sáu nơi dưới đây nhận tin về bạo lực gia đình. Chuyện ngoài gia đình: gọi công an." in text
    committee = site[0].commune.people_committee_short
    assert f"Trẻ em bị làm hại, mua bán người: công an và {committee} đều nhận tin" in text


def test_duties_are_told_as_duties(site):
    """That the police come at once is more than anybody can promise."""
    text = words(site[1], "/ho-tro/")
    assert "Theo luật, công an phải kịp thời ngăn chặn" in text and "ngăn chặn ngay" not in text


def test_help_says_what_domestic_violence_is_and_what_is_recorded(site):
    text = words(site[1], "/ho-tro/")
    for said in ("Không chỉ là đánh", "lăng mạ", "bỏ mặc", "quan hệ tình dục", "kiểm soát thu nhập", "Đã ly hôn"):
        assert said in text
    assert "Bạo lực trên cơ sở giới rộng hơn. Nói theo cách của trang này" in text
    assert "ghi âm tự động" in text


# --- lines that nobody may call ---


def test_a_line_for_people_in_danger_never_reads_as_tested(site):
    for address in ("/ho-tro/", "/in/", "/in/ap-phich.pdf", "/in/the-bo-tui.pdf"):
        text = words(site[1], address).lower()
        assert "đối chiếu" in text and "kiểm tra ngày" not in text and "ngày kiểm tra" not in text, address


# --- numbers are named, and texts are advised nowhere ---


def test_no_text_counts_the_numbers_or_advises_a_message_that_nobody_receives(site):
    for item in site[0].campaigns.all:
        text = BeautifulSoup(item.body, "html.parser").get_text(" ")
        assert not re.search(r"[Ss]ố thứ (nhất|hai|ba|tư|bốn)", text), item.uri
        if "nhắn tin" in text:
            assert re.search(r"chưa (biết|có) số nào nhận tin nhắn", text), item.uri


# --- consent ---

_CHILD = {"people": "children under 7", "given_on": "2026-11-20"}


@pytest.mark.parametrize("by", [["parent"], ["guardian"], ["parent", "guardian"]])
def test_a_parent_or_a_guardian_agrees_for_a_small_child(by):
    assert PictureConsent.model_validate({**_CHILD, "given_by": by}).given_by == tuple(by)
    assert Draft202012Validator(PictureConsent.model_json_schema()).is_valid({**_CHILD, "given_by": by})


@pytest.mark.parametrize("by", [["guardian"], ["parent"], ["themselves"]])
def test_for_a_child_of_seven_one_of_them_alone_is_not_enough(by):
    with pytest.raises(ValidationError, match="themselves, parent hoặc guardian"):
        PictureConsent.model_validate({**_CHILD, "people": "children", "given_by": by})


# --- what a post is called ---


def test_only_what_has_a_first_and_a_last_day_is_called_a_campaign(second):
    post = second[0].campaigns.posts[0].record
    days = Period.model_validate({"from": "2027-03-01", "to": "2027-03-08"})
    kinds = [("campaign", None, "Bài viết"), ("campaign", days, "Chiến dịch"), ("story", None, "Gương điển hình")]
    kinds += [("article", None, "Bài viết"), ("article", days, "Chiến dịch")]
    for kind, dates, said in kinds:
        assert Post.model_construct(**{**dict(post), "type": kind, "dates": dates}).kind_words == said


def test_a_list_of_posts_for_an_item_does_not_say_that_it_is_done(second):
    titles = [page.title for page in second[1].pages if DONE in page.address]
    assert titles and [title for title in titles if not title.startswith("Bài và tài liệu cho ")] == []
