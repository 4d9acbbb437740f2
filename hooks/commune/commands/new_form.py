"""The questions of `make new`: each answered by an argument, else by the officer; asked again until it can be used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from ..campaigns.drafting import CASES, check_folder, checked, known_terms, proposed_folder, short_slug
from ..campaigns.kinds import KINDS, Kind, Question
from ..campaigns.material_model import FIRST_VERSION
from ..content import Content
from ..core.dates import full_day
from ..core.file_names import file_name
from ..core.json_schema import item_id
from ..environment import today
from ..uploads.brought import brought
from ..uploads.cleaning import cleaned
from ..uploads.seal import sealed
from . import Refusal
from .consent import ask_consent
from .given import given_path
from .questions import Asker

T = TypeVar("T")
_EXAMPLE = (
    'make new ARGS=\'--type {} --title "Ngày hội gia đình" --summary "Một câu về bài" --audience thon,nam-gioi '
    '--topics chia-se-viec-nha --author "Tổ biên tập"{}\''
)
_A_WEEK = timedelta(days=7)
# What kinds need beside that, as one types it
_OWN = {
    "campaign": " --from 15/11/2026 --to 15/12/2026",
    "story": " --story-of adults --consent-on 20/11/2026",
    "event": ' --on 5/12/2026 --begins 14:00 --place "Nhà văn hóa"',
    "notice": " --until {soon}",
    "infographic": ' --photo hinh.png --alt "Biểu đồ ba cột" --people none',
    "video": ' --video https://youtu.be/abc123 --photo bia.jpg --alt "Mâm cơm" --people none',
    "material": " --kind bai-giang",
}
_LACKING = "không có trong content/vocabulary.yml"
_LISTS = {"audience": "audiences", "topics": "topics", "grades": "grades", "kind": "kinds"}  # key → list of words


def example(kind: str) -> str:
    """The command that begins such a text without asking."""
    return _EXAMPLE.format(kind, _OWN.get(kind, "").format(soon=full_day(today() + _A_WEEK)))


class Form:
    """The questions of a kind in their order; each answered by an argument, else by the officer."""

    def __init__(self, options: Namespace, content: Content) -> None:
        self.given, self.content = vars(options), content
        self.asking = options.title is None
        self.asker = Asker(example("article"))
        self.kind = self._kind()
        self.day = today()
        self.files: dict[str, bytes] = {}

    def _kind(self) -> Kind:
        """What is to be begun: only kinds for which the commune has a word."""
        words = {term.id for term in self.content.vocabulary.kinds}
        known = [kind for kind in KINDS if kind.says.get("kind", "") in {"", *words}]
        if self.given["type"] or not self.asking:
            usual = "campaign" if self.given["from"] or self.given["to"] else "article"
            chosen = next((kind for kind in known if kind.id == (self.given["type"] or usual)), None)
            if chosen is None:
                raise Refusal(f"--type {self.given['type']}: content/vocabulary.yml chưa có loại tài liệu này (kinds)")
            return chosen
        shown = [f"{kind.name}: {kind.hint}" for kind in known]
        return known[self.asker.choose("Bạn muốn làm gì", shown)]

    def answered(self) -> dict[str, Any]:
        """The front matter."""
        values: dict[str, Any] = {"date": str(self.day)}
        if self.given["date"]:
            values["date"] = self._answer("date", "Ngày đăng", _as_day)
        for question in self.kind.questions:
            values[question.key] = getattr(self, f"_{question.way}")(question)
            if question.key == "date":
                self.day = date.fromisoformat(values["date"])
        values |= self.kind.says
        if self.kind.offered and values["cover"]:
            values["files"] = [{"file": values["cover"]["file"], "title": self.kind.offered}]
        return {**values, **(self._of_materials(values["date"]) if self.kind.is_material else {})}

    def _of_materials(self, day: str) -> dict[str, Any]:
        """What need not be asked: the licence that is used here, and that it is the first version."""
        materials = self.content.campaigns.materials
        licence = materials[0].record.licence if materials else self.content.vocabulary.licences[0].id
        return {"licence": licence, "versions": [{"number": "1", "date": day, "note": FIRST_VERSION}]}

    def folder(self, values: dict[str, Any]) -> str:
        """The folder's name, which is the address for good: proposed, and confirmed where somebody can answer."""
        title = values["title"]
        proposed = short_slug(title) or "tai-lieu" if self.kind.is_material else proposed_folder(title, self.day)
        if self.asking:
            print("Tên thư mục cũng là địa chỉ của bài, không đổi nữa. Tên bài thì sửa lúc nào cũng được.")
        return self._answer("folder", "Tên thư mục", self._free, proposed)

    def _free(self, name: str) -> str:
        folder = f"{self.kind.folder}{check_folder(name, self.kind.model)}"
        known = self.content.campaigns.material_by_id if self.kind.is_material else {}
        if (self.given["root"] / folder).exists() or name in known:
            raise ValueError(f"{folder} đã có rồi, hãy chọn tên khác")
        return name

    # --- ways of asking ---

    def _words(self, question: Question, proposed: str = "") -> str:
        read = self._reader(question.key)
        return self._answer(question.argument, question.words, lambda answer: str(read(answer)), proposed)

    def _role(self, question: Question) -> str:
        """Who writes: proposed as the last one wrote it."""
        campaigns = self.content.campaigns
        last = campaigns.materials[:1] if self.kind.is_material else campaigns.posts[:1]
        return self._words(question, getattr(last[0].record, question.key) if last else "")

    def _day(self, question: Question) -> str:
        usual = str(self.day) if question.key == "date" else ""
        return self._answer(question.argument, question.words, _as_day, usual)

    def _event(self, question: Question) -> dict[str, str]:
        """When and where: the day and the place it must have, hours where they are known."""
        event = {"day": self._answer(question.argument, question.words, _as_day), "place": "…"}
        for key, words in (("begins", "Bắt đầu lúc (ví dụ: 14:00"), ("ends", "Kết thúc lúc (ví dụ: 16:30")):
            if self.asking or self.given[key]:
                event |= self._answer(key, f"{words}; chưa biết thì bấm Enter)", self._part(key, event))
        return event | self._answer("place", "Ở đâu (ví dụ: Nhà văn hóa)", self._part("place", event, needed=True))

    def _part(self, key: str, event: dict[str, str], needed: bool = False) -> Callable[[str], dict[str, str]]:
        """What an answer adds to an event; nothing, where it is empty and may be."""
        return lambda answer: {key: checked("event", {**event, key: answer})[key]} if answer or needed else {}

    def _period(self, question: Question) -> dict[str, str]:
        first = self._answer("from", question.words, _as_day, str(self.day))
        return self._answer("to", "Đến ngày", lambda last: dict(checked("dates", {"from": first, "to": last})))

    def _terms(self, question: Question) -> list[str] | str | None:
        """Of a list of the vocabulary: several, or one where the key holds one."""
        terms = getattr(
            self.content.vocabulary, {"audience": "audiences", "kind": "kinds"}.get(question.key, question.key)
        )
        known, names, one = [term.id for term in terms], [term.name for term in terms], question.key == "kind"
        if self.asking and self.given[question.argument] is None:
            if one:
                return str(known[self.asker.choose(question.words, names)])
            return [known[at] for at in self.asker.choose_several(question.words, names, question.optional)]
        if question.optional and not self.given[question.argument]:
            return None
        found = self._answer(question.argument, question.words, lambda answer: known_terms(answer, known, _LACKING))
        return found[0] if one and found else found

    def _items(self, question: Question) -> list[str] | None:
        plan = self.content.plan_in(self.day.year)
        if plan.is_awaited or (not self.asking and not self.given[question.argument]):
            return None
        known = [item.id for item in plan.text.items()]
        words = f"{question.words} {plan.year} (ví dụ: II.3, IV.7; không thì bấm Enter)"
        return self._answer(
            question.argument, words, lambda text: known_terms(text, known, "kế hoạch không có mục này", item_id)
        )

    def _number(self, question: Question) -> str | None:
        if not self.asking and not self.given[question.argument]:
            return None
        read = self._reader(question.key)
        words = f"{question.words} (không cần thì bấm Enter)"
        return self._answer(question.argument, words, lambda answer: str(read(answer)) if answer else None)

    def _yes(self, question: Question) -> str | None:
        return "yes" if self.given[question.key] or (self.asking and self.asker.confirm(question.words)) else None

    def _photo(self, question: Question) -> dict[str, Any] | None:
        """A picture with its words and who agreed; none where there is no paper yet."""
        if question.optional and not self.given["photo"] and not (self.asking and self.asker.confirm(question.words)):
            return None
        name, data = self._answer("photo", "Đường dẫn tới ảnh", _photo)
        consent = self._agreed("people", "Trong ảnh nhận ra được ai", CASES)
        if consent is None:
            print("Chưa có giấy đồng ý thì chưa dùng ảnh này. Bài được tạo không có ảnh.")
            return None
        words = "Tả ảnh cho người không nhìn thấy (ví dụ: Hai cha con nấu cơm)"
        cover = {"file": name, "consent": consent}
        alt = self._answer("alt", words, lambda text: checked("cover", {**cover, "alt": text})["alt"])
        self.files[name] = data
        return {"file": name, "alt": alt, "consent": consent}

    def _file(self, question: Question) -> list[dict[str, str]] | None:
        if not self.asking and not self.given["file"]:
            return None
        words = f"{question.words}; không có thì bấm Enter"
        found = self._answer("file", words, lambda answer: _file(answer) if answer else None)
        if found is None:
            return None
        self.files[found[0]] = found[1]
        return [{"file": found[0], "title": "Bản để tải"}]

    def _consent(self, question: Question) -> dict[str, Any]:
        consent = self._agreed(question.argument, question.words, CASES[1:])
        if consent is None:
            raise Refusal("Chưa có giấy đồng ý của người được kể thì chưa viết. Có giấy rồi, hãy gõ lại make new.")
        return consent

    def _agreed(self, option: str, question: str, cases: Any) -> dict[str, Any] | None:
        """Who can be recognised and agreed; None where there is no paper yet."""
        if self.asking and self.given[option] is None:
            return ask_consent(self.asker, question, cases)
        by_people = {case.people: case for case in cases if not case.guardian}
        case = by_people[self._answer(option, question, lambda answer: str(_one_of(answer, by_people)))]
        day = self._answer("consent-on", "Họ đồng ý ngày nào", _as_day) if case.given_by else ""
        return dict(checked("consent", case.consent(day)))

    def _reader(self, key: str) -> Callable[[str], Any]:
        return lambda answer: checked(key, answer, self.kind.model)

    def _answer(self, option: str, question: str, read: Callable[[str], T], proposed: str = "") -> T:
        """The argument, where there is one; else the officer's answer; else what is proposed."""
        given = self.given[option]
        if given is None and self.asking:
            return self.asker.ask(question, read, proposed)
        if given is None and not proposed:
            raise Refusal(f"Thiếu --{option}: {question[0].lower()}{question[1:]}. Ví dụ: {example(self.kind.id)}")
        try:
            return read(given if given is not None else proposed)
        except ValueError as error:
            raise Refusal(f"--{option}: {error}") from error


def _as_day(answer: str) -> str:
    return str(checked("date", answer))


def _one_of(answer: str, known: Any) -> str:
    if answer not in known:
        raise ValueError(f"chỉ được chọn: {', '.join(known)}")
    return answer


def _photo(answer: str) -> tuple[str, bytes]:
    """(name for the picture, its bytes without place, time or device)."""
    name, data = _bytes(answer, "ảnh")
    return brought(name, data)


def _file(answer: str) -> tuple[str, bytes]:
    """(name for a file to take away, its bytes without what it hides)."""
    name, data = _bytes(answer, "tệp")
    return file_name(name), sealed(file_name(name), cleaned(name, data).data)


def _bytes(answer: str, what: str) -> tuple[str, bytes]:
    path = given_path(answer)
    try:
        return path.name, path.read_bytes()
    except OSError:
        raise ValueError(f"không mở được tệp {path}. Có thể kéo thả {what} vào cửa sổ này") from None
