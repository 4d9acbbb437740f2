"""The names of the fields as officers may write them: in Vietnamese, with capitals, or misspelt."""

from __future__ import annotations

from difflib import get_close_matches

from .text import slug

# Field → what people call it, as slugs. Which field is meant depends on what may stand there.
_CALLED = {
    "title": "tieu-de ten-bai ten tua-de nhan-de",
    "name": "ten ho-ten ten-goi ho-va-ten ten-co-quan",
    "summary": "tom-tat gioi-thieu mo-ta",
    "date": "ngay ngay-dang ngay-thang thoi-gian",
    "dates": "cac-ngay thoi-gian tu-ngay-den-ngay",
    "from": "tu tu-ngay bat-dau",
    "to": "den den-ngay ket-thuc",
    "before": "truoc truoc-ngay han",
    "audience": "doi-tuong danh-cho",
    "topics": "chu-de topic",
    "plan_items": "muc-ke-hoach ke-hoach",
    "plan": "ke-hoach nam",
    "item": "muc",
    "quote": "trich trich-dan",
    "author_role": "tac-gia nguoi-viet vai-tro author",
    "creator": "tac-gia nguoi-soan author",
    "cover": "anh-bia bia",
    "pictures": "anh hinh hinh-anh picture images",
    "alt": "loi-ta mo-ta ta-anh",
    "file": "tep ten-tep",
    "files": "tep cac-tep tep-kem",
    "consent": "dong-y su-dong-y",
    "safety": "an-toan",
    "draft": "nhap ban-nhap",
    "materials": "tai-lieu",
    "kind": "loai the-loai",
    "type": "loai the-loai",
    "licence": "giay-phep license",
    "source": "nguon",
    "sources": "nguon cac-nguon",
    "phone": "dien-thoai so-dien-thoai sdt so tel so-dt dt",
    "hours": "gio gio-lam-viec gio-mo-cua",
    "village": "thon xom",
    "role": "vai-tro chuc-vu",
    "meeting_point": "noi-gap diem-gap",
    "street_address": "dia-chi dia-chi-nha",
    "verification": "kiem-tra xac-minh",
    "by": "nguoi-kiem-tra boi",
    "method": "cach cach-kiem-tra",
    "out_of_service": "tam-ngung ngung",
    "since": "tu tu-ngay",
    "units": "don-vi",
    "claim": "loi-don cau-noi",
    "truth": "su-that",
    "note": "ghi-chu",
    "short": "ten-ngan ten-tat",
    "email": "thu thu-dien-tu",
    "office": "co-quan noi",
    "term": "tu tu-kho",
    "line": "nghia giai-nghia loi-giai-nghia",
    "forms": "cach-viet-khac cach-noi-khac",
    "more": "doc-them xem-them",
    "city": "thanh-pho tinh",
}


def meant_key(key: str, known: list[str], nearness: float = 0.6) -> str | None:
    """The field of `known` that is meant by `key`: "Tiêu đề" and "TITLE" are "title", "phones" is "phone"."""
    written = slug(key)
    by_slug = {slug(name): name for name in known}
    if written in by_slug:
        return by_slug[written]
    if called := next((name for name in known if written in _CALLED.get(name, "").split()), None):
        return called
    near = get_close_matches(written, by_slug, n=1, cutoff=nearness)
    return by_slug[near[0]] if near else None
