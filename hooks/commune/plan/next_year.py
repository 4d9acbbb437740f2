"""The next plan from its text: plan.md word for word, and what of the last year's annotations still holds.

Nothing is made up. What the text does not say, and what no longer fits, is told in `remarks`, for a human eye.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from typing import Any, TypeVar

from ..core.text import capitalize_first, fold, holds_words, slug, squeeze
from ..core.yaml_writing import yaml_of
from .document import Item
from .document import Text as DocumentText
from .model import PLANS, Plan, Responsibility

K = TypeVar("K")
_ALIKE = 0.75  # of the words; below that it is another item
_LONGEST_SHORT = 60
NONE = "khong"
UNLINKED = "Người biên tập chưa gắn việc này với nhiệm vụ nào."
_NO_PARTS = (
    "Văn bản không có đề mục nào: cả văn bản được đăng nguyên văn ở phần mở đầu, chỉ những gạch đầu dòng, điểm có địa "
    "chỉ riêng"
)
_NOTES_HEAD = """\
# Chú giải cho plan.md, theo số mục của kế hoạch. Lời văn của kế hoạch chỉ nằm trong plan.md.
# "name" và "quote" phải chép đúng từng chữ của mục mà nó nói tới; máy sẽ kiểm tra.
# "short" là tên gọi tắt để đặt trong bảng. "id" của đơn vị là địa chỉ trang của đơn vị, không bao giờ đổi.

"""
_OF_THE_COMMUNE = re.compile(r"(?: trên địa bàn| trong)? (?:xã|phường|đặc khu)$")
# What the part with the tasks may be called, and that with the units; the likeliest words first.
_TASKS = ("nhiem vu", "giai phap|hoat dong|noi dung")
_UNITS = ("to chuc thuc hien|to chuc trien khai|phan cong|trach nhiem cua",)
_SHARED_OUT = re.compile("phan cong|trach nhiem")  # one item of that part, where it has others beside
_ASKED = re.compile(r"(?:Đề nghị|Giao|Đối với) (?=\w)")
# Behind the name of a unit: what it has to do.
_DUTY = re.compile(
    r"\s*(?:[:;(]|[-–] (?=\w+ (?:trì|mưu|hợp))|,? (?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chủ trì|chủ động"
    r"|phối hợp|tham mưu|căn cứ|tăng cường|tiếp tục|tổ chức (?=thực|triển|tuyên|các)|thực hiện|triển khai|hướng dẫn)\b)"
)
_ABBREVIATED = (
    ("Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ"), ("Ủy ban Mặt trận Tổ quốc", "MTTQ"), ("Ủy ban MTTQ Việt Nam", "MTTQ"),
    ("Mặt trận Tổ quốc Việt Nam", "MTTQ"), ("Mặt trận Tổ quốc", "MTTQ"), ("Ủy ban MTTQ", "MTTQ"),
    ("Hội đồng nhân dân", "HĐND"), ("Ủy ban nhân dân", "UBND"), ("tổ chức chính trị - xã hội", "đoàn thể"),
)  # fmt: skip
_LONGEST_ID = 40

# --- the text ---


def year_of(text: DocumentText) -> int | None:
    """The year that the title names: "… năm 2027"."""
    found = re.findall(r"năm (20\d\d)", text.title, re.IGNORECASE)
    return int(found[-1]) if found else None


def days_in(text: DocumentText) -> Iterator[tuple[str, str]]:
    """(id of an item, the words around a date) of every date in the plan, for the calendar."""
    for item_id in [item.id for item in text.items()] + ["ket-luan"]:
        words = squeeze(text.words_of(item_id) or "")
        for found in re.finditer(r"(?:\S+ ){0,4}\b\d{1,2}/\d{1,2}(?:/20\d\d)?\b", words):
            yield item_id, found[0]


# --- what is said beside it ---


@dataclass
class Notes:
    """annotations.yml of the new year, and what somebody has to look at."""

    values: dict[str, Any]
    remarks: list[str]

    @property
    def text(self) -> str:
        return _NOTES_HEAD + "signed_copy:\n\n" + yaml_of(self.values)


def notes_for(
    text: DocumentText,
    old: Plan | None,
    offices: Mapping[str, str],
    tasks_part: str | None = None,
    units_part: str | None = None,
) -> Notes:
    """The annotations of the new plan: those of the old one that still hold, and the plan's own words for all else.

    `offices`: name → id of those that can be called; a new unit of that name takes the id. `tasks_part`, `units_part`:
    the ids ("ii") of the parts with the tasks and the units, NONE where the plan has no such part; where not given,
    found by what stood in the old plan, else by their headings. Raises ValueError where one of several has to be named.
    """
    writer = _Writer(text, old, offices)
    of_tasks = _part(text, tasks_part or writer.part_of_tasks(), _TASKS, "--tasks", "các nhiệm vụ")
    of_units = _part(text, units_part or writer.part_of_units(), _UNITS, "--units", "việc của các đơn vị")
    tasks, units = writer.tasks(of_tasks), writer.units(of_units)
    writer.remarks[:0] = [_taken(of_tasks, of_units), *([] if text.parts else [_NO_PARTS])]
    duties = [writer.duty(leaf) for unit in units for leaf in _leaves(writer.items[unit["item"]])]
    writer.report_vanished()
    return Notes({"tasks": tasks, "units": units, "responsibilities": duties}, writer.remarks)


def _taken(tasks: Item | None, units: Item | None) -> str:
    """Which parts were taken for what, for somebody who knows better."""
    parts = ((tasks, "các nhiệm vụ"), (units, "việc của các đơn vị"))
    taken = ", ".join(f"{part.as_part} làm {what}" for part, what in parts if part)
    missed = " và ".join(what for part, what in parts if part is None)
    told = [f"Lấy {taken}"] if taken else []
    told += [f"Không thấy phần nào ghi {missed}: trang chỉ đăng toàn văn"] if missed else []
    return f"{'. '.join(told)}. Nếu khác, xóa thư mục rồi gõ lại với --tasks, --units"


def _part(text: DocumentText, given: str | None, headings: Sequence[str], option: str, what: str) -> Item | None:
    """The item with others below it that was named, or whose heading says so; one that stands higher is likelier.

    None where the plan has none that it could be.
    """
    above = [item for item in _by_depth(text.parts) if item.children]
    if given == NONE:
        return None
    found = (item for words in headings for item in above if re.search(words, fold(item.title)))
    part = next((item for item in above if item.id == given) if given else found, None)
    if part is None and given is None and len(above) < 2:
        return None
    if part is None:
        known = [item.number for item in text.parts if item.numbered] or [each.number for each in text.parts]
        raise ValueError(
            f"không biết phần nào của kế hoạch ghi {what}. Hãy thêm {option} với một trong: {', '.join(known)}; "
            f"không có phần ấy thì {option} {NONE}"
        )
    inner = (item for item in part.numbered if item.children and _SHARED_OUT.search(fold(item.title)))
    return next(inner, part) if headings is _UNITS and not given else part


def _by_depth(items: Sequence[Item]) -> Iterator[Item]:
    """All numbered items, those of a level before those below them."""
    while items:
        yield from items
        items = [child for item in items for child in item.numbered]


class _Writer:
    """Goes through the new plan, with the old one beside it."""

    def __init__(self, text: DocumentText, old: Plan | None, offices: Mapping[str, str]) -> None:
        self.text, self.items = text, {item.id: item for item in text.items()}
        self.old, self.offices = old, offices
        self.remarks: list[str] = []
        self.task_ids: dict[str, str] = {}  # the old plan's item → the new one's
        self.unit_ids: set[str] = set()
        duties = [duty for unit in old.units for duty in unit.responsibilities] if old else []
        self.old_duties = {duty.item.id: duty for duty in duties}

    def part_of_tasks(self) -> str | None:
        """The id of the part in which most of the old plan's tasks stand again."""
        titles = [task.title for task in self.old.tasks] if self.old else []
        return self._part_with(lambda item: _nearest(_title(item), dict(enumerate(titles))) is not None)

    def part_of_units(self) -> str | None:
        names = [unit.name for unit in self.old.units] if self.old else []
        return self._part_with(lambda item: any(holds_words(item.text, name) for name in names))

    def _part_with(self, known: Callable[[Item], bool]) -> str | None:
        inner = [item for part in self.text.parts for child in part.children for item in child.walk()]
        numbered = [item for item in inner if not item.is_dash]
        counts = Counter(self.text.above(item).id for item in numbered if known(item))
        return counts.most_common(1)[0][0] if counts else None

    def tasks(self, part: Item | None) -> list[dict[str, str]]:
        old = {task.item.id: task for task in self.old.tasks} if self.old else {}
        found = []
        for item in _members(part):
            known = old.get(_nearest(_title(item), {id: task.title for id, task in old.items()}) or "")
            found.append({"item": item.id, "short": known.short if known else _short(_title(item))})
            if known:
                self.task_ids[known.item.id] = item.id
                old.pop(known.item.id)
            else:
                self.remarks.append(f"Nhiệm vụ mới, {item.cited}: đặt tên gọi tắt (short)")
        self.remarks += [f"Nhiệm vụ năm trước không còn: {task.short}" for task in old.values()]
        return found

    def units(self, part: Item | None) -> list[dict[str, str]]:
        return [self._unit(item) for item in _members(part)]

    def _unit(self, item: Item) -> dict[str, str]:
        for unit in self.old.units if self.old else ():
            if holds_words(item.text, unit.name) and unit.id not in self.unit_ids:
                self.unit_ids.add(unit.id)
                drawn = {"icon": unit.icon} if unit.icon else {}
                return {"id": unit.id, "item": item.id, "name": unit.name, "short": unit.short, **drawn}
        return self._new_unit(item)

    def _new_unit(self, item: Item) -> dict[str, str]:
        """The id is that of an office which is called so; else it comes from the words of the plan."""
        name = _unit_name(item)
        bare = _OF_THE_COMMUNE.sub("", name)
        named = (id for office, id in self.offices.items() if holds_words(name, office))
        unit_id = self._free(next(named, _short_id(bare)))
        known = unit_id in self.offices.values()
        cure = "" if known else ". Thêm số liên lạc vào content/help/local.yml"
        remark = f'xem lại "id" là {unit_id} trước khi đăng (địa chỉ, không đổi nữa){cure}'
        self.remarks.append(f"Đơn vị mới, {item.cited}: {remark}")
        return {"id": unit_id, "item": item.id, "name": name, "short": _short(name if known else bare)}

    def _free(self, wanted: str) -> str:
        """The id, or with a number behind it where another unit of this plan has it."""
        names = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
        found = next(name for name in names if name not in self.unit_ids)
        self.unit_ids.add(found)
        return found

    def duty(self, item: Item) -> dict[str, Any]:
        """What a unit has to do, with the links whose words still stand there."""
        near = _nearest(item.own_text, {id: duty.item.own_text for id, duty in self.old_duties.items()})
        if near is None:
            self.remarks.append(f"Việc mới, {item.cited}: gắn với nhiệm vụ nào thì ghi serves")
            return {"item": item.id, "note": UNLINKED}
        return self._carried(item, self.old_duties.pop(near))

    def _carried(self, item: Item, old: Responsibility) -> dict[str, Any]:
        kept = [
            {"task": self.task_ids[link.task.item.id], "quote": link.quote}
            for link in old.links
            if link.task.item.id in self.task_ids and holds_words(item.words, link.quote)
        ]
        if len(kept) < len(old.links):
            self.remarks.append(f"{_cited(item)}: lời văn đã đổi, xem lại việc này phục vụ nhiệm vụ nào")
        if kept:
            return {"item": item.id, "serves": kept}
        return {"item": item.id, "note": old.note or UNLINKED}

    def report_vanished(self) -> None:
        gone = [unit for unit in self.old.units if unit.id not in self.unit_ids] if self.old else []
        self.remarks += [f"Đơn vị không còn trong kế hoạch: {unit.short}. Trang năm trước vẫn giữ" for unit in gone]


def _members(part: Item | None) -> list[Item]:
    """The tasks or the units of a part: what is numbered in it, else its points."""
    return [] if part is None else part.numbered or part.children


def _leaves(item: Item) -> list[Item]:
    return item.children or [item]


def _unit_name(item: Item) -> str:
    """The words of an item that name a unit: those before what it has to do."""
    name = _ASKED.sub("", _title(item), count=1)
    return _DUTY.split(name, maxsplit=1)[0].rstrip(" .,") or name


def _short_id(name: str) -> str:
    """A short address: without what comes behind a comma, with the abbreviations that everybody knows."""
    first = re.split(r",| và các ", name)[0]
    for words, short in _ABBREVIATED:
        first = re.sub(words, short, first, flags=re.IGNORECASE)
    first = _OF_THE_COMMUNE.sub("", first)
    made = (slug(words) for words in (first.replace(" và ", " "), first.partition(" và ")[0]))
    return next((each for each in made if len(each) <= _LONGEST_ID), slug(first)[: _LONGEST_ID + 1].rpartition("-")[0])


def _title(item: Item) -> str:
    return item.title or item.text


def _short(words: str) -> str:
    """The first words, as many as a table has room for."""
    if len(words) <= _LONGEST_SHORT:
        return words
    return words[: _LONGEST_SHORT - 1].rpartition(" ")[0] + "…"


def _nearest(words: str, known: Mapping[K, str]) -> K | None:
    """Which of `known` says nearly the same; None where none does."""
    rated = {key: SequenceMatcher(None, fold(words).split(), fold(text).split()).ratio() for key, text in known.items()}
    best = max(rated, key=lambda key: rated[key], default=None)
    return best if best is not None and rated[best] >= _ALIKE else None


# --- the short version ---


def summary_for(text: DocumentText, year: int) -> str:
    """doc-nhanh.md to begin with: the plan's own headings, each leading to its item."""
    lines = [f"# Kế hoạch năm {year}, đọc nhanh"]
    for part in text.parts:
        lines += ["", f"## {_sentence(_title(part))}", ""]
        lines += [f"- {_title(item).rstrip('.')}. [{_cited(item)}](#{item.id})" for item in part.numbered]
        lines += [] if part.numbered else [f"[{_cited(part)}](#{part.id})"]
    if not text.parts:
        points = [f"- {item.text.rstrip('.;:')}. [{_cited(item)}](#{item.id})" for item in text.opening.children]
        lines += ["", *points, *([""] if points else []), f"[Toàn văn kế hoạch]({PLANS}{year}/)"]
    return "\n".join(lines) + "\n"


def _cited(item: Item) -> str:
    return capitalize_first(item.cited)


def _sentence(words: str) -> str:
    """A heading in capitals as one reads it."""
    return words[:1] + words[1:].lower() if words == words.upper() else words
