"""Sentences that stand on several pages, on paper and in the loudspeaker's text: written once."""

from __future__ import annotations

from ..settings import Commune

TITLE = "Số điện thoại cần biết"
QUESTION = "Gọi ai bây giờ?"
EVERYBODY = "Có nguy hiểm, ai cũng gọi được: nam hay nữ, già hay trẻ, người bị hại hay người chứng kiến."
PROTECTED = "Người báo tin được pháp luật bảo vệ."


def told(commune: Commune) -> str:
    """Who learns of a report to the commune or the police (Luật 13/2022/QH15, Điều 20): said before anybody calls."""
    return f"Báo cho {commune.kind} hoặc công an thì Chủ tịch {commune.people_committee_short} sẽ được biết."
