"""Joins annotations to the items of the document; whatever does not fit is a problem at its own line."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.problem import Problems, did_you_mean, misquoted
from ..core.schema import Document, unique_ids
from ..core.text import holds_words
from .document import Item
from .document import Text as DocumentText
from .model import Annotations, Link, Responsibility, ResponsibilityNote, Task, Unit, UnitNote


def annotate(
    text: DocumentText, notes: Document[Annotations], problems: Problems
) -> tuple[tuple[Task, ...], tuple[Unit, ...]]:
    """The tasks and the units of the plan, with the editorial links between them."""
    unique_ids(notes, "units", notes.record.units, problems)
    joiner = _Joiner(text, notes, problems)
    tasks = joiner.tasks()
    duties = joiner.duties({task.item.id: task for task in tasks})
    units = joiner.units(duties)
    joiner.report_duties_of_nobody(units)
    joiner.report_forgotten_items()
    return tasks, tuple({unit.id: unit for unit in units}.values())


class _Joiner:
    """One pass over annotations.yml."""

    def __init__(self, text: DocumentText, notes: Document[Annotations], problems: Problems) -> None:
        self.items = {item.id: item for item in text.items()}
        self.notes, self.problems = notes, problems

    def tasks(self) -> tuple[Task, ...]:
        found = [(note, self._item(note.item, "tasks", at)) for at, note in enumerate(self.notes.record.tasks)]
        return tuple(Task(item, note.short) for note, item in found if item)

    def duties(self, tasks: dict[str, Task]) -> dict[str, Responsibility]:
        """The annotated responsibilities by item id."""
        found: dict[str, Responsibility] = {}
        for at, note in enumerate(self.notes.record.responsibilities):
            item = self._item(note.item, "responsibilities", at)
            if item is None:
                continue
            if item.id in found:
                self._report(f'"item" là "{item.id}": đã có ở trên, hãy gộp lại', "responsibilities", at, "item")
            if not note.serves and not note.note:
                message = 'cần "serves", hoặc "note" nói vì sao không gắn với nhiệm vụ nào'
                self._report(message, "responsibilities", at)
            found[item.id] = Responsibility(item, self._links(at, note, item, tasks), note.note)
        return found

    def _links(self, at: int, note: ResponsibilityNote, item: Item, tasks: dict[str, Task]) -> tuple[Link, ...]:
        links = []
        for number, link in enumerate(note.serves):
            place = ("responsibilities", at, "serves", number)
            self._check_quote(link.quote, item.words, item.number, *place, "quote")
            if link.task in tasks:
                links.append(Link(tasks[link.task], link.quote))
            else:
                near = did_you_mean(link.task, [*tasks])
                self._report(f'"task" là "{link.task}": không có trong "tasks" ở trên{near}', *place, "task")
        return tuple(links)

    def units(self, duties: dict[str, Responsibility]) -> tuple[Unit, ...]:
        found = [(note, self._item(note.item, "units", at), at) for at, note in enumerate(self.notes.record.units)]
        return tuple(self._unit(note, item, at, duties) for note, item, at in found if item)

    def _unit(self, note: UnitNote, item: Item, at: int, duties: dict[str, Responsibility]) -> Unit:
        self._check_quote(note.name, item.text, item.number, "units", at, "name")
        own = [duties.get(part.id) or self._unannotated(part) for part in item.children or [item]]
        return Unit(note.id, note.name, note.short, item, tuple(own), note.icon)

    def report_duties_of_nobody(self, units: tuple[Unit, ...]) -> None:
        """A note on an item that is no unit's own work would be shown nowhere."""
        owned = {duty.item.id for unit in units for duty in unit.responsibilities}
        for at, note in enumerate(self.notes.record.responsibilities):
            if note.item in self.items and note.item not in owned:
                message = f'"item" là "{note.item}": không phải một việc của đơn vị nào trong "units"'
                self._report(message, "responsibilities", at, "item")

    def _unannotated(self, item: Item) -> Responsibility:
        self._report(f'chưa nói {item.cited} phục vụ nhiệm vụ nào: thêm "- item: {item.id}"', "responsibilities")
        return Responsibility(item, (), None)

    def report_forgotten_items(self) -> None:
        """Tasks and units are whole parts of the plan: none of their items may be missing, or stand twice."""
        for key, notes in (("tasks", self.notes.record.tasks), ("units", self.notes.record.units)):
            named = [note.item for note in notes]
            for at, item_id in enumerate(named):
                if item_id in named[:at]:
                    self._report(f'"item" là "{item_id}": đã có ở trên', key, at, "item")
            for item in self._beside(named):
                if item.id not in named:
                    self._report(f'thiếu {item.cited} của kế hoạch: thêm "- item: {item.id}"', key)

    def _beside(self, named: list[str]) -> Iterator[Item]:
        """All items of the same part and of the same kind as one that is named."""
        for part in self.items.values():
            kinds = {child.is_dash for child in part.children if child.id in named}
            yield from (child for child in part.children if child.is_dash in kinds)

    def _item(self, item_id: str, *place: str | int) -> Item | None:
        if item_id not in self.items:
            near = did_you_mean(item_id, [*self.items])
            self._report(f'"item" là "{item_id}": kế hoạch không có mục này{near}', *place, "item")
        return self.items.get(item_id)

    def _check_quote(self, quote: str, words: str, number: str, *place: str | int) -> None:
        if not holds_words(words, quote):
            self._report(misquoted(quote, number), *place)

    def _report(self, message: str, *place: str | int) -> None:
        self.problems.add(self.notes.place(*place), message)
