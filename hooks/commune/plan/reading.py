"""Reads the plans: one folder a year, the text, its annotations, and the short version beside it."""

from __future__ import annotations

import re

from ..core.nodes import parse_yaml, split_front_matter
from ..core.problem import Place, Problems, did_you_mean
from ..core.schema import Document, read_record, unique_ids
from ..core.source import Source
from ..core.text import squeeze
from .document import Item, parse_document
from .document import Text as DocumentText
from .model import Annotations, Link, Plan, Responsibility, ResponsibilityNote, Task, Unit, UnitNote

FILES = ("content/plan/*/plan.md", "content/plan/*/annotations.yml", "content/plan/*/doc-nhanh.md")


def read_plans(source: Source, problems: Problems) -> list[Plan]:
    """Every year's plan, the newest first; years with problems are left out."""
    uris = source.matching("content/plan/*/plan.md")
    if not uris:
        problems.add(Place("content/plan"), "chưa có kế hoạch nào. Ví dụ: content/plan/2026/plan.md")
    plans = [read_plan(source, uri.rpartition("/")[0], problems) for uri in reversed(uris)]
    return [plan for plan in plans if plan]


def read_plan(source: Source, folder: str, problems: Problems) -> Plan | None:
    """The plan in one year's folder ("content/plan/2026"); None where it cannot be put together."""
    year = folder.rpartition("/")[2]
    if not re.fullmatch(r"20\d\d", year):
        problems.add(Place(folder), "tên thư mục phải là năm của kế hoạch. Ví dụ: content/plan/2026")
        return None
    text = parse_document(source.texts[f"{folder}/plan.md"], f"{folder}/plan.md", problems)
    notes = _read_annotations(source, f"{folder}/annotations.yml", problems)
    summary = _read_summary(source, folder, text, problems)
    if notes is None:
        return None
    unique_ids(notes, "units", notes.record.units, problems)
    check = _Quotes(text, notes, problems)
    check.all_items_annotated()
    tasks = {note.item: Task(item, note.short) for index, note in enumerate(notes.record.tasks)
             if (item := check.item("tasks", index))}
    duties = check.duties(tasks)
    units = tuple(unit for index, note in enumerate(notes.record.units) if (unit := check.unit(index, note, duties)))
    signed_copy = _signed_copy(source, folder, notes, problems)
    return Plan(int(year), f"{folder}/plan.md", text, tuple(tasks.values()), units, summary, signed_copy)


def _read_annotations(source: Source, uri: str, problems: Problems) -> Document[Annotations] | None:
    if uri not in source.texts:
        problems.add(Place(uri), "thiếu tệp này: nó ghi các nhiệm vụ và đơn vị của kế hoạch")
        return None
    return read_record(Annotations, parse_yaml(source.texts[uri], uri, problems), uri, problems)


def _read_summary(source: Source, folder: str, text: DocumentText, problems: Problems) -> str:
    """The short version; it must lead to every numbered item of the plan."""
    uri = f"{folder}/doc-nhanh.md"
    if uri not in source.texts:
        problems.add(Place(uri), "thiếu tệp này: bản đọc nhanh của kế hoạch, bằng lời đơn giản")
        return ""
    _, body, _ = split_front_matter(source.texts[uri], uri, problems)
    numbered = [item for part in text.parts for item in (part.children or [part]) if not item.is_dash]
    for item in numbered:
        if f"#{item.id})" not in body:
            problems.add(Place(uri), f'chưa có liên kết tới mục {item.number}. Ví dụ: [{item.number}](#{item.id})')
    return body


def _signed_copy(source: Source, folder: str, notes: Document[Annotations], problems: Problems) -> str | None:
    name = notes.record.signed_copy
    if name is None:
        return None
    uri = f"{folder}/{name}"
    if uri not in source.files:
        near = did_you_mean(name, [other.rpartition("/")[2] for other in source.files])
        problems.add(notes.place("signed_copy"), f'"signed_copy" là "{name}": không thấy tệp này trong {folder}{near}')
    return uri


class _Quotes:
    """Resolves item ids and checks the quoted words; each miss is a problem at its own line."""

    def __init__(self, text: DocumentText, notes: Document[Annotations], problems: Problems) -> None:
        self.items = {item.id: item for item in text.items()}
        self.notes, self.problems = notes, problems

    def item(self, *loc: str | int) -> Item | None:
        """The item that the annotation at `loc` names."""
        note = self.notes.record
        for step in loc:
            note = note[step] if isinstance(step, int) else getattr(note, step)
        key = "task" if hasattr(note, "task") else "item"
        item_id = getattr(note, key)
        if item_id not in self.items:
            self._report(f'"{key}" là "{item_id}": kế hoạch không có mục này{did_you_mean(item_id, [*self.items])}', *loc, key)
        return self.items.get(item_id)

    def quoted(self, quote: str, words: str, number: str, *loc: str | int) -> None:
        if squeeze(quote) not in squeeze(words):
            self._report(f'"{quote}" không có trong mục {number}: hãy chép đúng từng chữ của kế hoạch', *loc)

    def duties(self, tasks: dict[str, Task]) -> dict[str, Responsibility]:
        """The annotated responsibilities by item id."""
        found: dict[str, Responsibility] = {}
        for index, note in enumerate(self.notes.record.responsibilities):
            item = self.item("responsibilities", index)
            if item is None:
                continue
            if item.id in found:
                self._report(f'"item" là "{item.id}": đã có ở trên, hãy gộp lại một chỗ', "responsibilities", index, "item")
            if not note.serves and not note.note:
                self._report('cần "serves", hoặc "note" nói vì sao không gắn với nhiệm vụ nào', "responsibilities", index)
            found[item.id] = Responsibility(item, self._links(index, note, item, tasks), note.note)
        return found

    def _links(self, index: int, note: ResponsibilityNote, item: Item, tasks: dict[str, Task]) -> tuple[Link, ...]:
        links = []
        for number, link in enumerate(note.serves):
            loc = ("responsibilities", index, "serves", number)
            self.quoted(link.quote, item.words, item.number, *loc, "quote")
            if link.task in tasks:
                links.append(Link(tasks[link.task], link.quote))
            else:
                self._report(f'"task" là "{link.task}": không có trong "tasks" ở trên', *loc, "task")
        return tuple(links)

    def unit(self, index: int, note: UnitNote, duties: dict[str, Responsibility]) -> Unit | None:
        item = self.item("units", index)
        if item is None:
            return None
        self.quoted(note.name, item.text, item.number, "units", index, "name")
        own = [duties.get(part.id) or self._unannotated(part) for part in item.children or [item]]
        return Unit(note.id, note.name, note.short, item, tuple(own))

    def _unannotated(self, item: Item) -> Responsibility:
        self._report(f'chưa nói mục {item.number} phục vụ nhiệm vụ nào: thêm "- item: {item.id}"', "responsibilities")
        return Responsibility(item, (), None)

    def all_items_annotated(self) -> None:
        """Tasks and units are whole parts of the plan: none of their items may be forgotten."""
        for key, notes in (("tasks", self.notes.record.tasks), ("units", self.notes.record.units)):
            named = [note.item for note in notes]
            self._repeated(key, named)
            parts = {item_id.rpartition("-")[0] for item_id in named}
            for item in self.items.values():
                if item.id.rpartition("-")[0] in parts and item.id not in named:
                    self._report(f'thiếu mục {item.number} của kế hoạch: thêm "- item: {item.id}"', key)

    def _repeated(self, key: str, named: list[str]) -> None:
        for index, item_id in enumerate(named):
            if item_id in named[:index]:
                self._report(f'"item" là "{item_id}": đã có ở trên', key, index, "item")

    def _report(self, message: str, *loc: str | int) -> None:
        self.problems.add(self.notes.place(*loc), message)
