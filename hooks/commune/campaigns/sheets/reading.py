"""Reads the sheet that lies beside the text of a material."""

from __future__ import annotations

from ...core.problem import Problems, did_you_mean
from ...core.schema import Document, read_record
from ...core.source import Source
from ...core.yaml_nodes import parse_yaml
from ..model import Material
from ..piece import Piece
from .model import MODELS, Lesson, Sheet


def read_sheet(item: Piece[Material], source: Source, problems: Problems) -> Sheet | None:
    """The sheet that the front matter of `item` names; None where it names none.

    None too where the sheet cannot be used: then `problems` says why.
    """
    name = item.record.sheet
    if name is None:
        return None
    if name not in MODELS:
        rule = f"tên tệp phải là một trong: {', '.join(MODELS)}{did_you_mean(name, [*MODELS])}"
        problems.add(item.document.place("sheet"), f'"sheet" là "{name}": {rule}')
        return None
    uri = item.files.get(name, "")
    if uri not in source.texts:
        return None  # missing or unreadable, and reported as such
    node = parse_yaml(source.texts[uri], uri, problems)
    document = read_record(MODELS[name], node and node.worded(source.words), uri, problems)
    return _checked(document, item, problems) if document else None


def _checked(document: Document[Sheet], item: Piece[Material], problems: Problems) -> Sheet | None:
    """The sheet, unless it does not take the time that the material promises."""
    sheet, promised = document.record, item.record.duration_minutes
    if isinstance(sheet, Lesson) and promised and sheet.minutes != promised:
        message = f'các bước cộng lại là {sheet.minutes} phút, còn "duration_minutes" của bài là {promised}'
        problems.add(document.place("steps"), f"{message}: hai số phải bằng nhau")
        return None
    return sheet
