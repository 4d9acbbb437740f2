"""The plan as a part of the site."""

from __future__ import annotations

from ..context import Reading
from ..core.content_file import ContentFile, Form
from ..core.page import PageKind
from ..slice import Section, Slice
from .making import plan_items
from .model import PLANS as ALL_PLANS
from .model import UNITS, Annotations, Plan
from .progress import ProgressFile
from .reading import ANNOTATIONS, PLAN, PROGRESS, SHORT_VERSION, SIGNED, check_signed_copies, read_plans

_TOLD = "Kế hoạch năm {folder}"
FILES = (
    ContentFile(
        "progress",
        (PROGRESS,),
        ProgressFile,
        "Tiến độ",
        "Các đơn vị báo việc của mình đã tới đâu.",
        form=Form("tien-do", "checklist"),
        told=_TOLD,
    ),
    ContentFile(
        "annotations",
        (ANNOTATIONS,),
        Annotations,
        "Chú giải kế hoạch",
        "Nhiệm vụ, đơn vị, việc nào phục vụ nhiệm vụ nào; lời trích chép đúng từng chữ của kế hoạch.",
        told=_TOLD,
    ),
    ContentFile("plan", (PLAN,), None, "Kế hoạch", "Toàn văn, đúng từng chữ.", told=_TOLD),
    ContentFile(
        "short-version",
        (SHORT_VERSION,),
        None,
        "Đọc nhanh",
        "Kế hoạch nói gì, bằng lời đơn giản.",
        read_as="bản đọc nhanh",
        told=_TOLD,
    ),
    ContentFile(
        "signed-copy", (SIGNED,), None, "Bản có dấu", "Bản kế hoạch đã ký, đóng dấu, quét thành PDF.", told=_TOLD
    ),
)


def _read(reading: Reading) -> list[Plan] | None:
    """Every year's plan; a signed copy that none of them names would not be published."""
    plans = read_plans(reading.source, reading.problems, reading.keep)
    if plans is not None:
        check_signed_copies(reading.source, plans, reading.problems)
    return plans


PLANS = Slice(
    "plans",
    FILES,
    _read,
    plan_items,
    kinds=(
        PageKind("plans", label="plan"),
        PageKind("plan", "anchors", label="plan", section="Kế hoạch"),
        PageKind("summary", label="plan", section="Kế hoạch", explained="first"),
        PageKind("duties", label="unit", explained="then"),
        PageKind("unit", "anchors", label="unit", section="Ai làm việc gì", explained="first"),
    ),
    sections=(
        Section("Kế hoạch", ALL_PLANS, place=2, in_navigation=True),
        Section("Ai làm việc gì", UNITS, place=3, in_navigation=True),
    ),
    needed=True,
)
