"""Posts, materials, and bundles of materials as a part of the site."""

from __future__ import annotations

from ..context import Reading
from ..core.content_file import ContentFile, Form
from ..core.page import PageKind
from ..slice import Section, Slice
from .addresses import AUDIENCE, MATERIAL_LIST, POST_LIST
from .kinds import form_kinds
from .material_model import BundlesFile, Material
from .model import Post
from .pages import campaign_items
from .piece import Campaigns
from .reading import (
    BESIDE,
    BUNDLES,
    FOLDERS,
    MATERIAL_FOLDER,
    MATERIAL_ID,
    MATERIALS,
    POST_FOLDER,
    POST_ID,
    POSTS,
    read_campaigns,
)
from .sheets.model import MODELS as SHEETS
from .sheets.model import SHEET_KEYS

_SHEET_WORDS = {
    "poster.yml": ("Áp phích", "Một câu lớn, ba đến năm câu ngắn, một câu cuối."),
    "leaflet.yml": ("Tờ rơi gấp ba", "Câu lớn và đúng sáu mặt."),
    "lesson.yml": ("Phiếu bài học", "Mục tiêu, chuẩn bị, các bước, điều mang về, phiếu phát cho học sinh."),
    "quiz.yml": ("Bộ câu hỏi", "Tám đến mười câu, mỗi câu ba hoặc bốn lựa chọn."),
    "cards.yml": ("Thẻ để cắt", "Bảng treo ở các góc, và các thẻ để cắt rời."),
    "drawings.yml": ("Tờ hình", "Bốn đến mười hai hình có sẵn, mỗi hình một câu; để dán, hoặc để cắt rời."),
}
FILES = (
    ContentFile(
        "campaign",
        (POSTS,),
        Post,
        "Bài viết, gương điển hình",
        "Phần đầu của bài, giữa hai dòng ---.",
        POST_ID.pattern,
        form=Form(
            "campaign",
            "list_alt",
            without=("old_paths",),
            hint="Năm, tháng và vài chữ không dấu. Thành địa chỉ của bài, không đổi nữa. Ví dụ: 2027-03-ngay-hoi",
            named="{{date | date('YYYY-MM')}}-{{title}}",
            first=("cover", "dates", "consent"),
            kinds=form_kinds(Post, "campaign"),
            every="Mọi bài",
            offers=(("posts", "title"),),
        ),
        told="Bài “{title}”",
        snippet="chiendich",
    ),
    ContentFile(
        "material",
        (MATERIALS, BESIDE),
        Material,
        "Tài liệu",
        "Phần đầu của bài, giữa hai dòng ---. Tệp để cùng thư mục.",
        MATERIAL_ID.pattern,
        form=Form(
            "material",
            "menu_book",
            without=("old_paths", "language", "sheet", *SHEET_KEYS),
            hint="Vài chữ không dấu. Thành địa chỉ của tài liệu, không đổi nữa. Ví dụ: bai-hoc-com-toi",
            first=("cover", "files", "video", *SHEET_KEYS),
            offers=(("materials", "title"),),
            kinds=form_kinds(Material, "material"),
            every="Mọi tài liệu",
            begun="Tài liệu khác",
            usual={"licence": "cc-by-4-0"},
        ),
        told="Tài liệu “{title}”",
        snippet="tailieu",
    ),
    ContentFile(
        "bundles",
        (BUNDLES,),
        BundlesFile,
        "Bộ tài liệu",
        "Tài liệu đi cùng nhau: một trang, một tệp ZIP.",
        owner="handed on",
        form=Form("bo-tai-lieu", "inventory_2"),
    ),
    *(
        ContentFile(
            name.removesuffix(".yml"),
            tuple(f"{folder}*/{name}" for folder in reversed(FOLDERS)),
            model,
            *_SHEET_WORDS[name],
        )
        for name, model in SHEETS.items()
    ),
    ContentFile(
        "of-posts",
        (f"{POST_FOLDER}*",),
        None,
        "Tệp của bài viết",
        "Ảnh, tệp đi cùng bài.",
        read_as="bài viết",
        told="Bài “{title}”",
    ),
    ContentFile(
        "of-materials",
        (f"{MATERIAL_FOLDER}*",),
        None,
        "Tệp của tài liệu",
        "Mọi tệp của tài liệu.",
        owner="handed on",
        read_as="tài liệu, bài đọc loa",
        told="Tài liệu “{title}”",
    ),
)


def _read(reading: Reading) -> Campaigns:
    source, problems, keep = reading.source, reading.problems, reading.keep
    return read_campaigns(source, reading.vocabulary, problems, keep) if reading.vocabulary else Campaigns()


CAMPAIGNS = Slice(
    "campaigns",
    FILES,
    _read,
    campaign_items,
    kinds=(
        PageKind("campaign", label="article", section="Bài viết", most=12, explained="first", contents=True),
        PageKind("campaigns", label="list", repeats=True, section="Bài viết", under=f"{POST_LIST}{AUDIENCE}/"),
        PageKind("bundle", label="material", section="Tài liệu", explained="then"),
        PageKind(
            "material", label="material", section="Tài liệu", most=12, explained="first", loaded=True, contents=True
        ),
        PageKind("materials", label="list", repeats=True, section="Tài liệu", under=f"{MATERIAL_LIST}{AUDIENCE}/"),
        PageKind("material-card", listed=False),
    ),
    sections=(
        Section("Bài viết", POST_LIST, place=4, in_navigation=True),
        Section("Tài liệu", MATERIAL_LIST, place=5, in_navigation=True),
    ),
)
