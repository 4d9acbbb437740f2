"""Who agreed that a picture or a story is shown: asked as the law asks it, of a child apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..campaigns.drafting import CASES, Case, checked
from .questions import Asker, numbers_of

NO_PAPER = "Chưa có giấy đồng ý"
OF_NO_CHILD = tuple(case for case in CASES if case.people in ("none", "adults"))
OF_A_CHILD = tuple(case for case in CASES if case not in OF_NO_CHILD)

Consent = dict[str, Any] | None  # as it stands in the front matter; None where there is no paper yet


def ask_consent(asker: Asker, question: str, cases: Sequence[Case]) -> Consent:
    """Which of the cases it is, and since when they agree."""
    chosen = asker.choose(question, [*(case.words for case in cases), NO_PAPER])
    if chosen == len(cases):
        return None
    day = asker.ask("Họ đồng ý ngày nào", agreed_on) if cases[chosen].given_by else ""
    return dict(checked("consent", cases[chosen].consent(day)))


def agreed_on(answer: str) -> str:
    """The day, as it is written. Raises ValueError."""
    return str(checked("date", answer))


def ask_of_each(asker: Asker, names: Sequence[str]) -> dict[str, Consent]:
    """Photos of the same people at one event: asked once; a photo that shows a child, for that child's own."""
    print("Các ảnh:")
    for number, name in enumerate(names, 1):
        print(f"  {number}. {name}")
    question = "Ảnh nào có trẻ em nhận ra được? (các số, cách nhau bằng dấu phẩy; không có thì bấm Enter)"
    of_children = asker.ask(question, lambda answer: numbers_of(answer, len(names)) if answer else [])
    others = [at for at in range(len(names)) if at not in of_children]
    question = "Các ảnh còn lại: nhận ra được ai" if of_children else "Trong các ảnh này nhận ra được ai"
    shared = ask_consent(asker, question, OF_NO_CHILD) if others else None
    own = {at: ask_consent(asker, f"{names[at]}: trẻ em trong ảnh", OF_A_CHILD) for at in of_children}
    return {name: own.get(at, shared) for at, name in enumerate(names)}
