"""Reads content/tim-kiem.yml and content/tim-kiem-rieng.yml."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.problem import Problems, did_you_mean
from ..core.schema import Document, read_document
from ..core.source import Source
from .model import OwnWordings, Wordings

URI = "content/tim-kiem.yml"
OWN_URI = "content/tim-kiem-rieng.yml"


@dataclass(frozen=True)
class Said:
    """What people say, which is the same for everybody, and the pages of the commune's own that answer it.

    None where there is no such file, or it cannot be read.
    """

    shared: Document[Wordings] | None
    own: Document[OwnWordings] | None

    def wordings(self) -> Wordings:
        """The wordings, with the commune's own pages in their places."""
        shared = self.shared.record if self.shared else Wordings()
        answers = {answer.name: answer.pages for answer in self.own.record.groups} if self.own else {}
        groups = [
            group.model_copy(update={"pages": answers.get(group.name or "", group.pages)}) for group in shared.groups
        ]
        return shared.model_copy(update={"groups": tuple(groups)})


def read_wordings(source: Source, problems: Problems) -> Said:
    """What people say for what stands on the site."""
    said = Said(read_document(Wordings, URI, source, problems), read_document(OwnWordings, OWN_URI, source, problems))
    if said.shared and said.own:
        _check_names(said.shared.record, said.own, problems)
    return said


def _check_names(shared: Wordings, own: Document[OwnWordings], problems: Problems) -> None:
    """An answer must be one to words that there are."""
    known = [group.name for group in shared.groups if group.name]
    for number, answer in enumerate(own.record.groups):
        if answer.name not in known:
            message = f'"name" là "{answer.name}": {URI} không có mục tên ấy{did_you_mean(answer.name, known)}'
            problems.add(own.place("groups", number, "name"), message)
