"""Sentences that stand on several pages, on paper and in the loudspeaker's text: written once."""

from __future__ import annotations

from ..settings import Commune

TITLE = "Số điện thoại cần biết"
QUESTION = "Gọi ai bây giờ?"
EVERYBODY = "Có nguy hiểm, ai cũng gọi được: nam hay nữ, già hay trẻ, người bị hại hay người chứng kiến."
WHOEVER = "Đang nguy hiểm thì gọi công an, dù người làm hại là người nhà hay người lạ."
PROTECTED = "Người báo tin được pháp luật bảo vệ."


def told(commune: Commune) -> str:
    """What is said before anybody calls: the police for danger, and in the family who learns of a report.

    The rule (Luật 13/2022/QH15, Điều 20, Điều 34 khoản 2) is one of domestic violence, and says so: told as a rule
    for every harm, it would keep somebody who is attacked by a stranger from calling.
    """
    family = f"báo {commune.kind} hay công an thì Chủ tịch {commune.people_committee_short} được báo để giải quyết"
    return f"{WHOEVER} Chuyện trong gia đình: {family}. {PROTECTED}"
