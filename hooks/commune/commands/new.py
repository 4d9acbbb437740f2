"""new: asks for what a post must say, or takes it from arguments, and makes its folder. Nothing is published by it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from ..campaigns.addresses import POST_LIST
from ..campaigns.drafting import CASES, check_folder, checked, draft_text, known_terms, proposed_folder
from ..campaigns.reading import POST_FOLDER
from ..content import Content
from ..core.json_schema import item_id
from ..environment import today
from ..uploads.brought import brought
from . import Commands, Refusal
from .consent import ask_consent
from .given import given_path
from .put_in_place import put_content, read
from .questions import Asker

T = TypeVar("T")
_EXAMPLE = (
    'make new ARGS=\'--title "Ngày hội của thôn" --summary "Một câu về bài" --audience thon,nam-gioi '
    '--topics chia-se-viec-nha --author "Tổ biên tập"\''
)
# Answers whose options are named otherwise
_OPTIONS = {
    "first": "from",
    "last": "to",
    "story_of": "story-of",
    "consent_on": "consent-on",
    "plan_items": "plan-items",
}


def add_to(commands: Commands) -> None:
    new = commands.add_parser("new", help="tạo một bài mới: bài viết, chiến dịch, hoặc gương điển hình")
    new.add_argument(
        "--type", choices=("campaign", "story"), default=None, help="campaign: bài viết, chiến dịch; story: gương"
    )
    new.add_argument("--title", help="tên bài; có mục này thì lệnh không hỏi gì")
    new.add_argument("--folder", help="tên thư mục, cũng là địa chỉ. Ví dụ: 2027-03-ngay-hoi")
    new.add_argument("--summary", help="một câu nói bài này về điều gì")
    new.add_argument("--date", help="ngày đăng. Ví dụ: 1/3/2027")
    new.add_argument("--from", dest="first", help="ngày bắt đầu của chiến dịch")
    new.add_argument("--to", dest="last", help="ngày kết thúc của chiến dịch")
    new.add_argument("--audience", help="viết cho ai, tên trong content/vocabulary.yml. Ví dụ: thon,nam-gioi")
    new.add_argument("--topics", help="chủ đề, tên trong content/vocabulary.yml")
    new.add_argument("--plan-items", help="mục của kế hoạch. Ví dụ: ii-3-2,iv-7")
    new.add_argument("--author", help="vai trò của người viết. Ví dụ: Tổ biên tập")
    new.add_argument("--safety", action="store_true", help="bài nói tới bạo lực: trang hiện nút thoát nhanh")
    new.add_argument("--photo", help="ảnh bìa: đường dẫn tới tệp ảnh")
    new.add_argument("--alt", help="lời tả ảnh, cho người không nhìn thấy")
    new.add_argument("--people", choices=[case.people for case in CASES], help="nhận ra được ai trong ảnh")
    new.add_argument("--story-of", choices=[case.people for case in CASES[1:]], help="kể về ai")
    new.add_argument("--consent-on", help="ngày những người ấy đồng ý bằng văn bản")
    new.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Makes the folder in one step, complete and checked, or leaves everything as it was."""
    source, content = read(options.root)
    form = _Form(options, content)
    values = form.values()
    name = form.folder(values)
    files = {"index.md": draft_text(values).encode(), **dict([form.photo] if form.photo else [])}
    folder = put_content(source, options.root, f"{POST_FOLDER}{name}", files)
    _print_next_steps(folder)
    return 0


# --- what is asked ---


class _Form:
    """The questions in their order; each answered by an argument, else by the officer."""

    def __init__(self, options: Namespace, content: Content) -> None:
        self.options, self.content = options, content
        self.asking = options.title is None
        self.asker = Asker(_EXAMPLE)
        self.photo: tuple[str, bytes] | None = None

    def values(self) -> dict[str, Any]:
        """The front matter."""
        values: dict[str, Any] = {"type": self._type()}
        consent = self._story() if values["type"] == "story" else None
        for key, question in (("title", "Tên bài"), ("summary", "Một câu nói bài này về điều gì")):
            values[key] = self._text(key, question)
        values["date"] = self._text("date", "Ngày đăng", proposed=today().isoformat())
        values["dates"] = self._dates() if values["type"] == "campaign" else None
        words = self.content.vocabulary
        values["audience"] = self._terms("audience", "Viết cho ai", words.audiences)
        values["topics"] = self._terms("topics", "Viết về điều gì", words.topics)
        values["plan_items"] = self._plan_items(date.fromisoformat(values["date"]))
        values["author_role"] = self._author()
        values["safety"] = "yes" if self._safety() else None
        values["cover"] = self._cover()
        return {**values, "consent": consent}

    def folder(self, values: dict[str, Any]) -> str:
        """The folder's name, which is the address for good: proposed, and confirmed where somebody can answer."""
        proposed = proposed_folder(values["title"], date.fromisoformat(values["date"]))
        if self.asking:
            print("Tên thư mục cũng là địa chỉ của bài, không đổi nữa. Tên bài thì sửa lúc nào cũng được.")
        return self._answer("folder", "Tên thư mục", self._free, proposed)

    def _free(self, name: str) -> str:
        if (self.options.root / POST_FOLDER / check_folder(name)).exists():
            raise ValueError(f"{POST_FOLDER}{name} đã có rồi, hãy chọn tên khác")
        return name

    def _type(self) -> str:
        if self.options.type or not self.asking:
            return self.options.type or "campaign"
        kinds = ("Bài viết, chiến dịch", "Gương điển hình: kể về một người, một gia đình")
        return ("campaign", "story")[self.asker.choose("Bạn muốn viết gì", kinds)]

    def _story(self) -> dict[str, Any]:
        consent = self._consent("story_of", "Kể về ai", CASES[1:])
        if consent is None:
            raise Refusal("Chưa có giấy đồng ý của người được kể thì chưa viết. Có giấy rồi, hãy gõ lại make new.")
        return consent

    def _text(self, key: str, question: str, proposed: str = "") -> str:
        return self._answer(key, question, lambda answer: str(checked(key, answer)), proposed)

    def _author(self) -> str:
        posts = self.content.campaigns.posts
        usual = posts[0].record.author_role if posts else ""
        question = "Vai trò của người viết (ví dụ: Tổ biên tập)"
        return self._answer("author", question, lambda answer: str(checked("author_role", answer)), usual)

    def _dates(self) -> dict[str, str] | None:
        if self.asking and not self.asker.confirm("Đây có phải chiến dịch, có ngày bắt đầu và ngày kết thúc không?"):
            return None
        if not self.asking and not (self.options.first or self.options.last):
            return None
        first = self._answer("first", "Từ ngày", _day, today().isoformat())
        return self._answer("last", "Đến ngày", lambda last: dict(checked("dates", {"from": first, "to": last})))

    def _terms(self, key: str, question: str, terms: Any) -> list[str]:
        known = [term.id for term in terms]
        given = getattr(self.options, key)
        if self.asking and given is None:
            return [known[at] for at in self.asker.choose_several(question, [term.name for term in terms])]
        return self._answer(
            key, question, lambda answer: known_terms(answer, known, "không có trong content/vocabulary.yml")
        )

    def _plan_items(self, day: date) -> list[str]:
        plan = self.content.plan_in(day.year)
        if plan.is_awaited or (not self.asking and not self.options.plan_items):
            return []
        known = [item.id for item in plan.text.items()]
        question = f"Phục vụ mục nào của kế hoạch {plan.year} (ví dụ: II.3, IV.7; không thì bấm Enter)"
        return self._answer(
            "plan_items", question, lambda text: known_terms(text, known, "kế hoạch không có mục này", item_id)
        )

    def _safety(self) -> bool:
        question = "Bài có nói tới bạo lực không? Có thì trang hiện nút thoát nhanh"
        return bool(self.options.safety or (self.asking and self.asker.confirm(question)))

    def _cover(self) -> dict[str, Any] | None:
        if not self.options.photo and not (self.asking and self.asker.confirm("Có ảnh bìa không?")):
            return None
        photo = self._answer("photo", "Đường dẫn tới ảnh", _photo)
        consent = self._consent("people", "Trong ảnh nhận ra được ai", CASES)
        if consent is None:
            print("Chưa có giấy đồng ý thì chưa dùng ảnh này. Bài được tạo không có ảnh.")
            return None
        question = "Tả ảnh cho người không nhìn thấy (ví dụ: Hai cha con nấu cơm)"
        cover = {"file": photo[0], "consent": consent}
        alt = self._answer("alt", question, lambda text: checked("cover", {**cover, "alt": text})["alt"])
        self.photo = photo
        return {"file": photo[0], "alt": alt, "consent": consent}

    def _consent(self, option: str, question: str, cases: Any) -> dict[str, Any] | None:
        """Who can be recognised and agreed; None where there is no paper yet."""
        given = getattr(self.options, option)
        if self.asking and given is None:
            return ask_consent(self.asker, question, cases)
        by_people = {case.people: case for case in cases if not case.guardian}
        case = by_people[self._answer(option, question, lambda answer: str(_one_of(answer, by_people)))]
        day = self._answer("consent_on", "Họ đồng ý ngày nào", _day) if case.given_by else ""
        return dict(checked("consent", case.consent(day)))

    def _answer(self, option: str, question: str, read: Callable[[str], T], proposed: str = "") -> T:
        """The argument, where there is one; else the officer's answer; else what is proposed."""
        given = getattr(self.options, option, None)
        if given is None and self.asking:
            return self.asker.ask(question, read, proposed)
        name = f"--{_OPTIONS.get(option, option)}"
        if given is None and not proposed:
            raise Refusal(f"Thiếu {name}: {question[0].lower()}{question[1:]}. Ví dụ: {_EXAMPLE}")
        try:
            return read(given if given is not None else proposed)
        except ValueError as error:
            raise Refusal(f"{name}: {error}") from error


def _day(answer: str) -> str:
    return str(checked("date", answer))


def _one_of(answer: str, known: Any) -> str:
    if answer not in known:
        raise ValueError(f"chỉ được chọn: {', '.join(known)}")
    return answer


def _photo(answer: str) -> tuple[str, bytes]:
    """(name for the picture, its bytes without place, time or device)."""
    path = given_path(answer)
    try:
        return brought(path.name, path.read_bytes())
    except OSError:
        raise ValueError(f"không mở được tệp {path}. Có thể kéo thả ảnh vào cửa sổ này") from None


def _print_next_steps(folder: Path) -> None:
    print(f"Đã tạo {POST_FOLDER}{folder.name}/. Đây là bản nháp, chưa ai thấy.")
    print(f"1. Viết bài: mở {POST_FOLDER}{folder.name}/index.md")
    print("2. Xem thử: make serve. Bản nháp cũng hiện ở đó, địa chỉ là", f"{POST_LIST}{folder.name}/")
    print(f'3. Có cả thư mục ảnh: make photo FILE=thư-mục-ảnh ARGS="--post {folder.name}"')
    print("4. Đăng: đổi dòng draft: yes thành draft: no, gõ make check-content, rồi đưa lên như mọi khi.")
