"""The next plan from its text: plan.md word for word, and what of the last year's annotations still holds.

Nothing is made up. What the text does not say, and what no longer fits, is told in `remarks`, for a human eye.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count
from typing import Any, TypeVar

from ..core.problem import Place, Problems
from ..core.text import fold, holds_words, slug, squeeze
from ..core.yaml_writing import yaml_of
from .document import Item, parse_document
from .document import Text as DocumentText
from .model import Plan, Responsibility

K = TypeVar("K")
_ALIKE = 0.75  # of the words; below that it is another item
_LONGEST_SHORT = 60
UNLINKED = "Người biên tập chưa gắn việc này với nhiệm vụ nào."
_NOTES_HEAD = """\
# Chú giải cho plan.md, theo số mục của kế hoạch. Lời văn của kế hoạch chỉ nằm trong plan.md.
# "name" và "quote" phải chép đúng từng chữ của mục mà nó nói tới; máy sẽ kiểm tra.
# "short" là tên gọi tắt để đặt trong bảng. "id" của đơn vị là địa chỉ trang của đơn vị, không bao giờ đổi.

"""
_OF_THE_COMMUNE = re.compile(r"(?: trên địa bàn| trong)? (?:xã|phường|đặc khu)$")
_TASKS, _UNITS = re.compile("nhiem vu"), re.compile("to chuc thuc hien|phan cong")

# --- the text ---

_KIND = re.compile(r"KẾ HOẠCH\.?")
# What every document has at its top; the page sets it by itself.
_SET_BY_THE_PAGE = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap ?[-–] ?tu do ?[-–] ?hanh phuc|[-–—_*=\s]+")
_PART, _NUMBERED = re.compile(r"([IVX]+)\.\s+\S"), re.compile(r"\d+\.\s+\S")
_DASH = re.compile(r"[-–—•+]\s*(?=\S)")
_END = re.compile(r"Trên đây là |Nơi nhận")


@dataclass
class WrittenPlan:
    """plan.md that was made of a text: its lines, where each stood, and what of the text is not in it."""

    lines: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def add(self, line: str, place: int, close: bool = False) -> None:
        """A block; `close` to the one before it, without an empty line between."""
        if self.lines and not close:
            self.lines.append("")
            self.places.append(place)
        self.lines.append(line)
        self.places.append(place)

    def go_on(self, line: str) -> None:
        """The rest of the last block, which a line break cut off in the middle of a sentence."""
        self.lines[-1] += f" {line}"


def written_plan(lines: Iterable[str]) -> WrittenPlan:
    """plan.md from the lines of the document, a paragraph a line, as Word writes plain text."""
    written, at = WrittenPlan(), "letterhead"
    for place, line in enumerate(lines, 1):
        if line := squeeze(line.replace("**", "")):  # the sign for bold, in a text copied from the web
            at = _write_line(written, line, place, at)
    return written


def _write_line(written: WrittenPlan, line: str, place: int, at: str) -> str:
    """Writes one line of the document as Markdown; the part of the document that follows it."""
    if at == "letterhead":
        return _write_letterhead(written, line, place)
    if at == "body" and _END.match(line):
        written.add("---", place)
        at = "end"
    if at == "end":
        _write_end(written, line, place)
    elif _PART.match(line):
        written.add(f"## {line}", place)
    elif _NUMBERED.match(line):
        written.add(f"### {line}", place)
    elif line[0].islower():
        written.go_on(line)
    else:
        written.add(_DASH.sub("- ", line, count=1), place)
    return at


def _write_letterhead(written: WrittenPlan, line: str, place: int) -> str:
    if _KIND.fullmatch(line):
        written.add(f"# {line}", place)
        return "body"
    if _SET_BY_THE_PAGE.fullmatch(fold(line)) or (line == line.upper() and not re.search(r"\d|/", line)):
        written.left_out.append(line)
    else:
        written.add(line, place)
    return "letterhead"


def _write_end(written: WrittenPlan, line: str, place: int) -> None:
    if _DASH.match(line):
        written.add(_DASH.sub("- ", line, count=1), place, close=written.lines[-1].startswith("- "))
    elif line == line.upper() and re.search(r"\w", line):
        written.add(f"**{line}**", place)
    else:
        written.add(line, place)


def read_written(written: WrittenPlan, uri: str, problems: Problems) -> DocumentText:
    """The tree of the text; what is wrong in it is told at the lines of `uri`, the file it came from."""
    found = Problems()
    text = parse_document(written.text, uri, found)
    for problem in found:
        line = written.places[problem.place.line - 1] if problem.place.line else 0
        problems.add(Place(uri, line), problem.message)
    return text


def year_of(text: DocumentText) -> int | None:
    """The year that the title names: "… năm 2027"."""
    found = re.findall(r"năm (20\d\d)", text.title)
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
    the ids ("ii") of the parts with the tasks and the units; where not given, found by what stood in the old plan, else
    by their headings. Raises ValueError where there is none.
    """
    writer = _Writer(text, old, offices)
    tasks = writer.tasks(_part(text, tasks_part or writer.part_of_tasks(), _TASKS, "--tasks", "các nhiệm vụ"))
    units = writer.units(_part(text, units_part or writer.part_of_units(), _UNITS, "--units", "các đơn vị"))
    duties = [writer.duty(leaf) for unit in units for leaf in _leaves(writer.items[unit["item"]])]
    writer.report_vanished()
    return Notes({"tasks": tasks, "units": units, "responsibilities": duties}, writer.remarks)


def _part(text: DocumentText, given: str | None, heading: re.Pattern[str], option: str, what: str) -> Item:
    """The part with numbered items that was named, or whose heading says so."""
    parts = [part for part in text.parts if part.children and not part.children[0].is_dash]
    named = [part for part in parts if part.id == given or (given is None and heading.search(fold(part.text)))]
    if not named:
        known = ", ".join(part.number for part in parts)
        raise ValueError(f"không biết phần nào của kế hoạch ghi {what}. Hãy thêm {option} với một trong: {known}")
    return named[0]


class _Writer:
    """Goes through the new plan, with the old one beside it."""

    def __init__(self, text: DocumentText, old: Plan | None, offices: Mapping[str, str]) -> None:
        self.items = {item.id: item for item in text.items()}
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
        numbered = [item for item in self.items.values() if "." in item.number and not item.is_dash]
        counts = Counter(item.id.partition("-")[0] for item in numbered if known(item))
        return counts.most_common(1)[0][0] if counts else None

    def tasks(self, part: Item) -> list[dict[str, str]]:
        old = {task.item.id: task for task in self.old.tasks} if self.old else {}
        found = []
        for item in part.children:
            known = old.get(_nearest(_title(item), {id: task.title for id, task in old.items()}) or "")
            found.append({"item": item.id, "short": known.short if known else _short(_title(item))})
            if known:
                self.task_ids[known.item.id] = item.id
                old.pop(known.item.id)
            else:
                self.remarks.append(f"Nhiệm vụ mới, mục {item.number}: đặt tên gọi tắt (short)")
        self.remarks += [f"Nhiệm vụ năm trước không còn: {task.short}" for task in old.values()]
        return found

    def units(self, part: Item) -> list[dict[str, str]]:
        return [self._unit(item) for item in part.children]

    def _unit(self, item: Item) -> dict[str, str]:
        for unit in self.old.units if self.old else ():
            if holds_words(item.text, unit.name) and unit.id not in self.unit_ids:
                self.unit_ids.add(unit.id)
                drawn = {"icon": unit.icon} if unit.icon else {}
                return {"id": unit.id, "item": item.id, "name": unit.name, "short": unit.short, **drawn}
        return self._new_unit(item)

    def _new_unit(self, item: Item) -> dict[str, str]:
        """The id is that of an office which is called so; else it comes from the words of the plan."""
        name = _title(item).removeprefix("Đề nghị ")
        bare = _OF_THE_COMMUNE.sub("", name)
        named = (id for office, id in self.offices.items() if holds_words(name, office))
        unit_id = self._free(next(named, slug(bare)))
        known = unit_id in self.offices.values()
        cure = "" if known else ". Thêm số liên lạc vào content/help/local.yml"
        remark = f'xem lại "id" là {unit_id} trước khi đăng (địa chỉ, không đổi nữa){cure}'
        self.remarks.append(f"Đơn vị mới, mục {item.number}: {remark}")
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
            self.remarks.append(f"Việc mới, mục {item.number}: gắn với nhiệm vụ nào thì ghi serves")
            return {"item": item.id, "note": UNLINKED}
        return self._carried(item, self.old_duties.pop(near))

    def _carried(self, item: Item, old: Responsibility) -> dict[str, Any]:
        kept = [
            {"task": self.task_ids[link.task.item.id], "quote": link.quote}
            for link in old.links
            if link.task.item.id in self.task_ids and holds_words(item.words, link.quote)
        ]
        if len(kept) < len(old.links):
            self.remarks.append(f"Mục {item.number}: lời văn đã đổi, xem lại việc này phục vụ nhiệm vụ nào")
        if kept:
            return {"item": item.id, "serves": kept}
        return {"item": item.id, "note": old.note or UNLINKED}

    def report_vanished(self) -> None:
        gone = [unit for unit in self.old.units if unit.id not in self.unit_ids] if self.old else []
        self.remarks += [f"Đơn vị không còn trong kế hoạch: {unit.short}. Trang năm trước vẫn giữ" for unit in gone]


def _leaves(item: Item) -> list[Item]:
    return item.children or [item]


def _title(item: Item) -> str:
    return item.text.partition(". ")[2] or item.text


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
        numbered = [item for item in part.children if not item.is_dash]
        lines += ["", f"## {_sentence(_title(part))}", ""]
        lines += [f"- {_title(item).rstrip('.')}. [Mục {item.number}](#{item.id})" for item in numbered]
        lines += [] if numbered else [f"[Mục {part.number}](#{part.id})"]
    return "\n".join(lines) + "\n"


def _sentence(words: str) -> str:
    """A heading in capitals as one reads it."""
    return words[:1] + words[1:].lower() if words == words.upper() else words
