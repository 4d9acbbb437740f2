"""What an officer may begin: each kind by its plain name, with the questions that it needs, and no others.

`make new` asks them, and the web editor has a form of each kind that holds the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..core.content_file import FormKind
from .addresses import MATERIAL, POST_LIST
from .checks import UNWRITTEN
from .material_model import Material
from .model import Post
from .reading import MATERIAL_FOLDER, POST_FOLDER
from .workbench import LOUDSPEAKER

# How a question is asked, and what its answer is read as.
Way = Literal["words", "role", "day", "period", "terms", "items", "number", "yes", "photo", "file", "consent", "event"]


@dataclass(frozen=True)
class Question:
    """One thing that is asked: the key it answers, the words, the argument that answers it without asking.

    `optional`: Enter leaves it out.
    """

    key: str
    words: str
    way: Way = "words"
    option: str = ""
    optional: bool = False

    @property
    def argument(self) -> str:
        return self.option or self.key.replace("_", "-")


TITLE, SUMMARY = Question("title", "Tên bài"), Question("summary", "Một câu nói bài này về điều gì")
DATE = Question("date", "Ngày đăng", "day")
AUDIENCE = Question("audience", "Viết cho ai", "terms")
TOPICS = Question("topics", "Viết về điều gì", "terms")
ITEMS = Question("plan_items", "Phục vụ mục nào của kế hoạch", "items", optional=True)
GRADES = Question("grades", "Cho lớp nào", "terms", optional=True)
MINUTES = Question("duration_minutes", "Hết bao nhiêu phút", "number", "minutes", optional=True)
AUTHOR = Question("author_role", "Vai trò của người viết (ví dụ: Tổ biên tập)", "role", "author")
CREATOR = Question("creator", "Nơi soạn (ví dụ: Trường Trung học cơ sở)", "role", "author")
SAFETY = Question("safety", "Bài có nói tới bạo lực không? Có thì trang hiện nút thoát nhanh", "yes")
COVER = Question("cover", "Có ảnh bìa không?", "photo", "photo", optional=True)
PERIOD = Question("dates", "Từ ngày", "period", "from")
EVENT = Question("event", "Ngày nào", "event", "on")
UNTIL = Question("until", "Hết ngày nào", "day")
WHO = Question("consent", "Kể về ai", "consent", "story-of")
FILM = Question("video", "Địa chỉ của phim (YouTube, Facebook …: chép cả dòng, có https://)")
PICTURE = Question("cover", "Đường dẫn tới hình", "photo", "photo")
FILE = Question("files", "Đường dẫn tới tệp (PDF, Word, MP3 …)", "file", "file", optional=True)
KIND = Question("kind", "Loại tài liệu", "terms")

_POST = (TITLE, SUMMARY, DATE, AUDIENCE, TOPICS, ITEMS, AUTHOR, SAFETY, COVER)
_MATERIAL = (TITLE, SUMMARY, AUDIENCE, TOPICS, ITEMS, CREATOR)
_TAUGHT = (TITLE, SUMMARY, AUDIENCE, TOPICS, GRADES, MINUTES, ITEMS, CREATOR)
_ALOUD = "Kính thưa bà con {{ commune.name }}.\n\n" + UNWRITTEN + "\n\nCảm ơn bà con đã lắng nghe."


@dataclass(frozen=True)
class Kind:
    """A kind of text: its name as an argument, its plain name and what tells it from the others.

    `says`: what its front matter says without being asked. `body`: the text that is to be written over. `sheet`: the
    file of the sheet beside it. `offered`: what its picture is called as a file to take away. `icon` as the web editor
    draws it.
    """

    id: str
    name: str
    hint: str
    says: Mapping[str, Any]
    questions: tuple[Question, ...]
    icon: str
    body: str = UNWRITTEN
    offered: str = ""

    @property
    def is_material(self) -> bool:
        return "type" not in self.says

    @property
    def model(self) -> type[Post] | type[Material]:
        return Material if self.is_material else Post

    @property
    def folder(self) -> str:
        return MATERIAL_FOLDER if self.is_material else POST_FOLDER

    @property
    def address(self) -> str:
        return MATERIAL if self.is_material else POST_LIST

    @property
    def sheet(self) -> str:
        return str(self.says.get("sheet", ""))


KINDS = (
    Kind("article", "Bài viết", "tin, bài để đọc", {"type": "article"}, _POST, "article"),
    Kind(
        *("campaign", "Chiến dịch", "việc làm từ ngày này đến ngày kia", {"type": "campaign"}),
        (TITLE, SUMMARY, DATE, PERIOD, *_POST[3:]),
        "campaign",
    ),
    Kind(
        *("story", "Gương điển hình", "kể về một người, một gia đình đã đồng ý", {"type": "story"}, (WHO, *_POST)),
        "star",
    ),
    Kind(
        *("event", "Sự kiện", "một buổi có ngày, giờ, nơi", {"type": "event"}),
        (TITLE, SUMMARY, EVENT, AUDIENCE, TOPICS, ITEMS, AUTHOR, COVER),
        "event",
    ),
    Kind(
        *("notice", "Thông báo", "việc cần biết ngay, tới ngày nào thì hết", {"type": "notice"}),
        (TITLE, SUMMARY, UNTIL, AUDIENCE, TOPICS, AUTHOR),
        "notifications",
    ),
    Kind("loudspeaker", "Bài đọc loa", "đọc trên loa, dưới năm phút", {"kind": LOUDSPEAKER}, _MATERIAL, "mic", _ALOUD),
    Kind(
        *("lesson", "Bài giảng", "phiếu bài học in sẵn, từng phút một"),
        *({"kind": "bai-giang", "sheet": "lesson.yml"}, _TAUGHT, "school"),
    ),
    Kind(
        *("quiz", "Bộ câu hỏi", "tám đến mười câu để hỏi, có lời giải thích"),
        *({"kind": "bo-cau-hoi", "sheet": "quiz.yml"}, (*_MATERIAL[:4], MINUTES, *_MATERIAL[4:]), "quiz"),
    ),
    Kind(
        *("poster", "Áp phích", "một tờ để dán, vài câu chữ to"),
        *({"kind": "ap-phich", "sheet": "poster.yml"}, _MATERIAL, "image"),
    ),
    Kind(
        *("leaflet", "Tờ rơi gấp ba", "một tờ A4, sáu mặt"),
        *({"kind": "to-roi", "sheet": "leaflet.yml"}, _MATERIAL, "description"),
    ),
    Kind(
        *("cards", "Thẻ để cắt", "thẻ và bảng cho một trò chơi"),
        *({"kind": "tro-choi", "sheet": "cards.yml"}, _TAUGHT, "extension"),
    ),
    Kind(
        *("drawings", "Tờ hình", "hình có sẵn, mỗi hình một câu, cho người ít đọc chữ"),
        *({"kind": "to-hinh", "sheet": "drawings.yml"}, _TAUGHT, "gallery_thumbnail"),
    ),
    Kind(
        *("infographic", "Đồ họa thông tin", "một hình có số liệu, lời, đã vẽ sẵn", {"kind": "infographic"}),
        *((*_MATERIAL, PICTURE), "bar_chart", f"## Trong hình có gì\n\n{UNWRITTEN}", "Hình để in"),
    ),
    Kind(
        *("video", "Video", "phim để ở YouTube, Facebook: trang hiện ảnh và liên kết", {"kind": "video"}),
        *((FILM, *_MATERIAL[:4], MINUTES, *_MATERIAL[4:], PICTURE), "movie", f"## Lời trong phim\n\n{UNWRITTEN}"),
    ),
    Kind(
        *("material", "Tài liệu khác", "có tệp PDF, Word, âm thanh sẵn; hay chỉ có chữ", {}),
        *((KIND, *_TAUGHT, FILE), "menu_book"),
    ),
)

_NEEDED = ("photo", "period", "consent", "event", "day")
# What a form holds beside what is asked at the start.
_MORE = {
    Post: ("date", "pictures", "materials", "corrections", "draft", "withdrawn"),
    Material: ("date", "licence", "source", "pictures", "versions", "corrections", "draft", "withdrawn"),
}


def form_kinds(model: type[Post] | type[Material], called: str) -> tuple[FormKind, ...]:
    """The kinds of a model as the web editor has them; what is no kind of its own is begun in the list of all."""
    return tuple(_form_kind(kind, called) for kind in KINDS if kind.model is model and kind.says)


def _form_kind(kind: Kind, called: str) -> FormKind:
    key = "kind" if kind.is_material else "type"
    asked = {question.key: question for question in kind.questions}
    needed = (each for each in asked.values() if not each.optional and each.way in _NEEDED)
    own = str(kind.says[key])
    return FormKind(
        *(f"{called}-{kind.id}", kind.name, kind.icon, {key: own}),
        (key, (own, None) if own == Post.model_fields["type"].default else (own,)),
        tuple(dict.fromkeys((*asked, *_MORE[kind.model], kind.sheet.removesuffix(".yml")))),
        (*(each.key for each in needed), *(["video"] if FILM in kind.questions else [])),
        "event.day" if EVENT in kind.questions else "date",
    )
