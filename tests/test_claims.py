"""What the site says of law: what must never stand on it, and what a change of a law names."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from commune.__main__ import main
from commune.advice import warnings
from commune.campaigns.sheets.model import Question, Quiz
from commune.campaigns.sheets.printing import sheet_html
from commune.claims.checks import looks_due
from commune.claims.finding import ShownThing, look, resting_on
from commune.claims.kept_out import RULES, kept_out_in
from commune.claims.model import Article, Claim, ClaimsFile, Denial, Law
from commune.claims.pages import ADDRESS, claims_page
from commune.claims.reading import read_claims
from commune.core.cache import NoCache
from commune.core.problem import Problems
from commune.core.render import paragraphs
from communes import assemble
from making import make_site, source_of

DAY = date(2027, 3, 24)

# By the rule that keeps them out: sentences that people write, and that portals copy.
REFUSED = {
    "cam-tiep-xuc-30-m": (
        "Quyết định cấm tiếp xúc buộc người ấy đứng cách nạn nhân tối thiểu 30m.",
        "Cấm tiếp xúc: không được đến gần dưới 30 mét.",
        "Khoảng cách khi bị CẤM TIẾP XÚC là ba mươi mét.",
        "Cấm tiếp xúc là gì?\nPhải ở xa 30 m.",
    ),
    "binh-yen-mien-phi": (
        "Gọi miễn phí 1900 96 96 80.",
        "Ngôi nhà Bình yên, số 1900969680. Gọi không mất tiền, cả ngày lẫn đêm.",
        "1900 96 96 80 Ngôi nhà Bình yên\nPhụ nữ, trẻ em bị bạo lực. 24 giờ, tất cả các ngày. Miễn phí cước gọi.",
        "Gọi Ngôi nhà Bình yên không tốn phí.",
        "Đường dây nóng 1900.96.96.80 miễn cước 24/7.",
    ),
    "so-da-bo": ("Tổng đài bảo vệ trẻ em: 18001567.", "Gọi 1800 1768 để được tư vấn.", "Bị đánh thì gọi 112."),
    "dieu-17-khoan-3": (
        "Theo khoản 3 Điều 17 Luật Bình đẳng giới, phụ nữ được hỗ trợ.",
        "Luật Bình đẳng giới, Điều 17 khoản 3.",
        "Luật Bình đẳng giới (Đ.17 k.3) có nói.",
    ),
    "111-khong-phai-bao-luc-gia-dinh": (
        "Tổng đài quốc gia về phòng, chống bạo lực gia đình: 111.",
        "Gọi ngay khi thấy bạo lực gia đình, số 111.",
        "111 là đường dây nóng về bạo lực gia đình.",
        "Tổng đài phòng, chống bạo lực gia đình 1800 1768",
    ),
    "wcag-dat-chuan": (
        "Trang đạt chuẩn WCAG 2.2 AA.",
        "Trang làm theo quy định, mức AA của WCAG.",
        "Trang đáp ứng tiêu chuẩn WCAG.",
    ),
    "chua-tung-sua-doi": ("Luật Phòng, chống bạo lực gia đình năm 2022 chưa từng được sửa đổi.",),
    "luat-tre-em-moi-nhat": ("Theo Luật Trẻ em mới nhất, ai cũng phải báo.",),
    "luat-tre-em-dieu-111": ("Luật Trẻ em, Điều 111 lập ra tổng đài.", "Điều 111 Luật Trẻ em."),
    "luat-binh-dang-gioi-sua-doi": ("Luật Bình đẳng giới (sửa đổi) có hiệu lực.", "Luật Bình đẳng giới sửa đổi"),
    "van-ban-da-thay": (
        "Bị phạt theo Nghị định 144/2021/NĐ-CP.",
        "Nghị định 117/2020/NĐ-CP phạt việc chọn giới tính thai nhi.",
        "Quyết định 2232/QĐ-TTg đang thực hiện.",
        "Pháp lệnh Dân số cấm chọn giới tính.",
        "Luật Phòng, chống bạo lực gia đình năm 2007",
    ),
    "muc-phat-chua-doi-chieu": ("Nghị định 125/2021/NĐ-CP phạt từ 3 đến 5 triệu đồng.",),
    "tro-giup-phap-ly-mien-phi": ("Người bị bạo lực gia đình được trợ giúp pháp lý miễn phí.",),
    "chi-tieu-chua-doi-chieu": ("100% xã mỗi quý có ít nhất 04 tin, bài về bình đẳng giới.",),
}
# What stands near it, and is true.
ALLOWED = (
    "Cấm tiếp xúc: không đến gần trong phạm vi 100 m.",
    "Cấm tiếp xúc mỗi lần không quá 3 ngày.\n" + "Chữ khác. " * 30 + "\nCột cờ cao 30 m.",
    "Đường làng dài 30 m.",
    "Ngôi nhà Bình yên, số 1900 96 96 80. Xin hỏi trước về cước gọi.",
    "1900 96 96 80 Ngôi nhà Bình yên\nTrẻ em gọi được bất cứ giờ nào, không mất tiền:\n111 Bảo vệ trẻ em",
    "Số 111: người gọi không mất tiền.\n1900 96 96 80 Ngôi nhà Bình yên",
    "111 Bảo vệ trẻ em\nNgười gọi không mất phí viễn thông và phí tư vấn.\n1900 96 96 80 Ngôi nhà Bình yên",
    "Bảo hiểm y tế miễn phí cho trẻ em.",
    "Thành phố có 112 đơn vị. Tài liệu dày 112 trang.",
    "Luật Bình đẳng giới, Điều 17 khoản 1.",
    "Luật Hôn nhân và gia đình, Điều 17.",
    "Bạo lực gia đình thì gọi 113. Trẻ em gọi 111.",
    "Sáu nơi này nhận tin về bạo lực gia đình; trẻ em gọi 111.",
    "Tổng đài quốc gia về phòng, chống bạo lực gia đình: chưa thấy số được công bố.",
    "Tỷ số giới tính khi sinh là 111 bé trai trên 100 bé gái.",
    "Mục tiêu là chuẩn WCAG 2.2 mức AA.",
    "Đã có 98% trường học đạt chuẩn.",
    "Luật Trẻ em số 102/2016/QH13.",
    "Luật Bình đẳng giới số 73/2006/QH11.",
    "Luật Phòng, chống bạo lực gia đình số 13/2022/QH15, áp dụng từ 1/7/2023.",
    "Nạn nhân bị mua bán được trợ giúp pháp lý miễn phí.",
    "Mỗi quý họp một lần.",
)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts])
def test_what_must_never_stand_is_found(rule, text):
    assert rule in {found.rule for found in kept_out_in(text)}


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_true_may_stand(text):
    assert kept_out_in(text) == []


def test_every_rule_has_its_examples_a_reason_and_a_cure():
    assert {rule.id for rule in RULES} == REFUSED.keys()
    assert all(rule.reason and rule.cure.startswith("Hãy ") for rule in RULES)


def test_a_wrong_answer_is_exempt_and_the_right_one_is_not():
    """Whoever reads a quiz aloud reads the wrong answers too: only what is given as right is held to the list."""

    def seen(answer):
        question = Question(
            question="Cấm tiếp xúc là đứng cách bao xa?",
            choices=("Cách 100 m", "Cách 30 m", "Cách 1 km"),
            answer=answer,
            why="Theo luật.",
        )
        html = sheet_html(Quiz(intro="Mời bà con.", questions=(question,) * 8))
        return look([ShownThing("/t/a/", "A", "a", html)], ClaimsFile(), NoCache())[0].kept_out

    assert seen("1") == ()
    assert {found.at for found in seen("2")} == {"30 m"}


# --- whole sites ---


@pytest.fixture
def other(tmp_path) -> Path:
    """The second commune, whose files a test may change."""
    return assemble(tmp_path / "commune")


def change(root: Path, uri: str, old: str, new: str) -> None:
    text = (root / uri).read_text("utf-8")
    assert text.count(old) == 1, old
    (root / uri).write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[str]:
    return warnings(make_site(root, DAY, None)[0])


def test_a_post_is_told_with_its_line_and_the_cure_and_published(other, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1806000000")
    post = "content/campaigns/2027-03-ngay-hoi/index.md"
    text = (other / post).read_text("utf-8")
    (other / post).write_text(f"{text}\n\nCấm tiếp xúc là đứng cách 30 m.\n", "utf-8")
    line = text.count("\n") + 3
    assert main(["--root", str(other), "check"]) == 0
    (said,) = [line for line in capsys.readouterr().out.split("\n") if "30 m" in line]
    assert f"{post}:{line}: “30 m” trong câu “Cấm tiếp xúc là đứng cách 30 m.”" in said
    assert "Hãy ghi 100 m" in said


def test_the_plan_is_word_for_word_and_never_told(other):
    plan = "content/plan/2027/plan.md"
    text = (other / plan).read_text("utf-8")
    first = next(line for line in text.split("\n") if line.startswith("- ") and text.count(line) == 1)
    change(other, plan, first, f"{first} Theo Nghị định 144/2021/NĐ-CP.")
    assert [line for line in told(other) if "144/2021" in line] == []


REPEALED = "\n    status: repealed\n    since: 2027-01-01\n    by: Luật Thử\n"


def repeal(root: Path, article: str) -> None:
    """Marks an article of claims.yml as repealed."""
    change(root, "content/claims.yml", f"  - id: {article}\n", f"  - id: {article}{REPEALED}")


def test_a_repealed_article_names_all_that_rests_on_it_and_blocks_nothing(other):
    repeal(other, "chu-tich-xu-ly")
    (line,) = [line for line in told(other) if "bãi bỏ" in line]
    assert "Điều 20" in line
    assert "từ 1/1/2027, theo Luật Thử" in line
    for place in (
        "Khung “Cần hỗ trợ?”",
        "(/ho-tro/)",
        "(/in/ap-phich.pdf)",
        "(/in/bai-doc-loa.txt)",
        "(/nhung/ho-tro/)",
    ):
        assert place in line, place


def test_a_law_that_is_repealed_takes_its_articles_along(other):
    change(
        other,
        "content/claims.yml",
        "number: 13/2022/QH15}",
        "number: 13/2022/QH15, status: repealed, since: 2027-01-01, by: Luật Thử}",
    )
    lines = [line for line in told(other) if "bãi bỏ" in line]
    assert len(lines) > 5
    assert all("Luật Phòng, chống bạo lực gia đình" in line for line in lines)


def test_what_cites_an_article_rests_on_it_though_no_claim_says_so(other):
    post = other / "content/campaigns/2027-03-ngay-hoi/index.md"
    cited = "Theo Điều 17 Luật Bình đẳng giới. Còn Điều 36 là của Luật Phòng, chống bạo lực gia đình."
    post.write_text(f"{post.read_text('utf-8')}\n\n{cited}\n", "utf-8")
    repeal(other, "dia-chi-tin-cay")
    lines = {line.partition(", Luật")[0].partition(": ")[2]: line for line in told(other) if "bãi bỏ" in line}
    assert "/chien-dich/2027-03-ngay-hoi/" in lines["Điều 36"]
    assert "/chien-dich/2027-03-ngay-hoi/" in lines["Điều 17 khoản 3"]


def test_a_sentence_that_was_changed_is_told_as_adrift_where_claims_are_looked_after(other, capsys):
    """A fork receives claims.yml, and cannot mend it."""
    change(
        other,
        "content/claims.yml",
        "claims:\n",
        'claims:\n  - {id: mat, ours: yes, words: ["câu này không ai viết"]}\n',
    )
    main(["--root", str(other), "check"])
    assert '"mat"' in capsys.readouterr().out
    (other / ".upstream").write_text("abc\n", "utf-8")
    main(["--root", str(other), "check"])
    assert '"mat"' not in capsys.readouterr().out


def test_a_site_without_claims_is_held_to_the_list_all_the_same(other):
    (other / "content/claims.yml").unlink()
    content, manifest = make_site(other, DAY, None)
    assert content.claims is None
    assert ADDRESS in manifest.by_address


def test_the_claims_are_read_without_a_fault(root):
    problems = Problems()
    document = read_claims(source_of(root), problems)
    assert str(problems) == ""
    used = {name for claim in document.record.claims for name in claim.rests_on}
    assert {article.id for article in document.record.articles if article.holds} == used


# --- what falls due ---


def record(**article) -> ClaimsFile:
    known = {"id": "a", "law": "luat", "quote": "Lời", "mark": "O", "read_in": "một trang", "read_on": "2027-01-01"}
    return ClaimsFile(
        laws=(Law(id="luat", title="Luật Thử Một"),),
        articles=(
            Article(**known | {"article": "Điều 1"}),
            Article(**known | {"id": "b", "article": "Điều 2"} | article),
        ),
        claims=(Claim(id="c", words=("lời của luật",), rests_on=("b",)),),
    )


def test_the_officers_page_lists_by_the_day_of_the_next_look_with_where_it_stands():
    claims = record(review_every_days="30")
    seen = look([ShownThing("/a/", "Trang A", "a.md", paragraphs("Đây là lời của luật."))], claims, NoCache())
    looks = looks_due(claims, seen)
    assert [(each.article.id, each.on) for each in looks] == [
        ("b", date(2027, 1, 31)),
        ("a", date(2027, 1, 1) + timedelta(days=180)),
    ]
    before, after = (claims_page(claims, seen, day).body for day in (date(2027, 1, 30), date(2027, 1, 31)))
    assert "Hôm nay chưa có điều nào đến hạn." in before
    assert after.index("Điều 2, Luật Thử Một") < after.index("Sắp tới") < after.index("Điều 1, Luật Thử Một")
    assert '<a href="/a/">Trang A</a>' in after


def test_words_are_found_through_marks_gaps_and_cases_within_a_sentence():
    claims = ClaimsFile(claims=(Claim(id="c", words=("Chủ tịch … được báo",), ours="yes"),))

    def found(html):
        return look([ShownThing("/a/", "A", "a", html)], claims, NoCache())[0].claims

    assert found("<p>Khi ấy <b>chủ tịch</b> UBND xã\n cũng được <i>báo</i>.</p>") == ("c",)
    assert found("<p>Chủ tịch đến. Ai được báo?</p>") == ()
    assert found("<p>Chủ tịch</p><p>được báo</p>") == ()
    assert found("<p>Chủ tịch được báo thù</p><p data-false>Chủ tịch được báo</p>") == ("c",)
    assert found("<p data-false>Chủ tịch được báo</p>") == ()


def test_who_says_that_an_article_is_gone_does_not_rest_on_it():
    law = Law.model_validate({"id": "luat", "title": "Luật Thử thách chung", "number": "1/2006/QH11"})
    gone = {"id": "dieu-17", "law": "luat", "article": "Điều 17"}
    said = "Theo Luật Thử thách chung, Điều 17 đã bị bãi bỏ."
    denial = {"file": "content/help/thu.md", "sentence": said, "reason": "Nói rõ là không còn."}
    article = Article.model_construct(**gone)
    places = [
        ShownThing("/a/", "A", "content/help/thu.md", f"<p>{said}</p>"),
        ShownThing("/b/", "B", "b.md", f"<p>{said} Và Điều 17 của Luật Thử thách chung.</p>"),
    ]
    for denials, resting in (((), ["/a/", "/b/"]), ((Denial.model_validate(denial),), ["/b/"])):
        record = ClaimsFile.model_construct(laws=(law,), articles=(article,), claims=(), denials=denials)
        seen = look(places, record, NoCache())
        assert [one.address for one in resting_on(article, law, record, seen)] == resting
