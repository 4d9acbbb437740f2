"""Reads the plans: one folder a year, the text, its annotations, and the short version beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatch

from ..core.cache import Cache, NoCache
from ..core.file_names import file_name
from ..core.html import addresses
from ..core.problem import Place, Problems, did_you_mean
from ..core.prose import Prose
from ..core.sanitising import SUMMARY
from ..core.schema import Document, read_document
from ..core.source import Source
from ..core.to_type import make
from ..core.yaml_nodes import split_front_matter
from .annotate import annotate
from .document import Text as DocumentText
from .model import PLANS, Annotations, Plan
from .parsing import parse_document
from .progress import Duties, read_progress

PLAN_FOLDER = "content/plan/"
PLAN, ANNOTATIONS, PROGRESS = (f"{PLAN_FOLDER}*/{name}" for name in ("plan.md", "annotations.yml", "progress.yml"))
SHORT_VERSION, SIGNED = (f"{PLAN_FOLDER}*/{name}" for name in ("doc-nhanh.md", "*.pdf"))
_PUBLISHED = re.compile(rf"^{PLANS}20", re.MULTILINE)


def read_plans(source: Source, problems: Problems, keep: Cache | None = None) -> list[Plan] | None:
    """Every year's plan, the newest first; years with problems are left out. None where there is something to mend.

    A commune that has published no plan yet may be without one: an empty list. What short versions become is kept in
    `keep`.
    """
    uris = source.matching(PLAN)
    if not uris:
        return None if _report_missing_plan(source, problems) else []
    for folder in _folders_without_plan(source):
        source.report_missing(f"{folder}/plan.md", "các tệp khác của năm này nói về nó", problems)
    plans = [read_plan(source, uri.rpartition("/")[0], problems, keep or NoCache()) for uri in reversed(uris)]
    return [plan for plan in plans if plan] or None


def check_signed_copies(source: Source, plans: Sequence[Plan], problems: Problems) -> None:
    """Every signed copy is named by the plan that it is of."""
    used = {plan.signed_copy for plan in plans}
    for uri in source.files:
        if fnmatch(uri, SIGNED) and uri not in used:
            name = uri.rpartition("/")[2]
            if file_name(name) != name:
                problems.add(Place(uri), f"hãy đổi tên tệp thành {file_name(name)}. Hãy gõ: {make('file', uri)}")
                continue
            problems.add(Place(uri), f'tệp này chưa được dùng: ghi "signed_copy: {name}" vào annotations.yml cạnh nó')


def _report_missing_plan(source: Source, problems: Problems) -> bool:
    """Whether there ought to be a plan: one was published, or other files wait beside it."""
    refused = source.is_refused(PLAN_FOLDER) or any(uri.startswith(PLAN_FOLDER) for uri in source.refused)
    expected = any(uri.startswith(PLAN_FOLDER) for uri in source.uris()) or _PUBLISHED.search(source.ledger) is not None
    if expected and not refused:
        problems.add(Place(PLAN_FOLDER.rstrip("/")), "chưa có kế hoạch nào. Ví dụ: content/plan/2026/plan.md")
    return expected or refused


def _folders_without_plan(source: Source) -> list[str]:
    """Years of which something is written, but no plan: nothing of it would be shown."""
    written = (PLAN, ANNOTATIONS, SHORT_VERSION, PROGRESS)
    folders = {uri.rpartition("/")[0] for pattern in written for uri in source.matching(pattern)}
    return sorted(folder for folder in folders if f"{folder}/plan.md" not in source.texts)


def read_plan(source: Source, folder: str, problems: Problems, keep: Cache) -> Plan | None:
    """The plan in one year's folder ("content/plan/2026"); None where it cannot be put together."""
    year = folder.rpartition("/")[2]
    if not re.fullmatch(r"20\d\d", year):
        problems.add(Place(folder), "tên thư mục phải là năm của kế hoạch. Ví dụ: content/plan/2026")
        return None
    before = len(problems)
    text = parse_document(source.texts[f"{folder}/plan.md"], f"{folder}/plan.md", problems)
    if len(problems) > before:
        return None  # its numbering is not to be relied on: what names an item cannot be checked
    purpose = "nó ghi các nhiệm vụ và đơn vị của kế hoạch"
    notes = read_document(Annotations, f"{folder}/annotations.yml", source, problems, purpose)
    summary = _read_summary(source, folder, text, problems, keep)
    if notes is None:
        return None
    before = len(problems)
    tasks, units = annotate(text, notes, problems)
    own = {unit.id: (unit.short, tuple(duty.item.id for duty in unit.responsibilities)) for unit in units}
    duties = Duties(own, [item for _, items in own.values() for item in items])
    if len(problems) > before:
        duties = Duties({}, [item.id for item in text.items()])  # whose work is what cannot be told
    signed_copy = _signed_copy(source, folder, notes, problems)
    progress = read_progress(f"{folder}/progress.yml", int(year), duties, text, source, problems)
    return Plan(int(year), f"{folder}/plan.md", text, tasks, units, summary, signed_copy, progress)


def _read_summary(source: Source, folder: str, text: DocumentText, problems: Problems, keep: Cache) -> Prose:
    """The short version; it must lead to every numbered item of the plan."""
    uri = f"{folder}/doc-nhanh.md"
    if uri not in source.texts:
        source.report_missing(uri, "bản đọc nhanh của kế hoạch, bằng lời đơn giản", problems)
        return Prose("", Place(uri), SUMMARY)
    _, body, first_line = split_front_matter(source.texts[uri], uri, problems)
    summary = Prose(body, Place(uri, first_line), SUMMARY, keep)
    summary.report(problems)
    linked = set(addresses(summary.made.html))
    if not body.lstrip().startswith("# "):
        problems.add(
            Place(uri, first_line), 'dòng đầu phải là tên trang. Ví dụ: "# Kế hoạch bình đẳng giới, đọc nhanh"'
        )
    numbered = [item for part in text.parts for item in (part.children or [part]) if not item.is_dash]
    for item in numbered:
        if f"#{item.id}" not in linked:
            line = next((at for at, text in enumerate(body.split("\n"), first_line) if f"{item.number}]" in text), 0)
            problems.add(Place(uri, line), f"chưa có liên kết tới {item.cited}. Ví dụ: [{item.number}](#{item.id})")
    return summary


def _signed_copy(source: Source, folder: str, notes: Document[Annotations], problems: Problems) -> str | None:
    name = notes.record.signed_copy
    if name is None:
        return None
    uri = f"{folder}/{name}"
    if uri in source.files:
        return uri
    if uri not in source.refused:
        near = did_you_mean(name, [other.rpartition("/")[2] for other in source.files])
        problems.add(notes.place("signed_copy"), f'"signed_copy" là "{name}": không thấy tệp này trong {folder}{near}')
    return None
