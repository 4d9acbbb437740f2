"""Reads the sheet that lies beside the text of a material."""

from __future__ import annotations

from ...core.problem import Place, Problems, did_you_mean
from ...core.schema import Document, read_record
from ...core.source import Source
from ...core.yaml_nodes import parse_yaml
from ..material_model import Material
from ..piece import Piece
from .blank import SLOT, slots_of
from .model import MODELS, Lesson, Sheet


def read_sheet(item: Piece[Material], source: Source, problems: Problems) -> Sheet | None:
    """The sheet that the front matter of `item` holds, or names; None where it has none.

    None too where the sheet cannot be used: then `problems` says why.
    """
    name, own = item.record.sheet, item.record.own_sheet
    if own:
        key, sheet = own
        front = item.document.node
        inside = front.value[key] if isinstance(front.value, dict) else front
        return _checked(Document(item.uri, sheet, inside), item, problems)
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
    """The sheet, unless something of it is still to be written, or it does not take the time that is promised.

    A draft may wait for both.
    """
    if item.record.draft:
        return document.record
    if lines := [*slots_of(document.node)]:
        more = f", và {len(lines) - 1} chỗ nữa" if lines[1:] else ""
        message = f'còn chữ mẫu "{SLOT}"{more}: hãy viết thay vào. Chưa viết xong thì để draft: yes ở bài'
        problems.add(Place(document.uri, lines[0]), message)
        return None
    sheet, promised = document.record, item.record.duration_minutes
    if isinstance(sheet, Lesson) and promised and sheet.minutes != promised:
        message = f'các bước cộng lại là {sheet.minutes} phút, còn "duration_minutes" của bài là {promised}'
        problems.add(document.place("steps"), f"{message}: hai số phải bằng nhau")
        return None
    return sheet
