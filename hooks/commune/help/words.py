"""Sentences that stand on several pages, on paper and in the loudspeaker's text, and where help is: written once."""

from __future__ import annotations

from ..settings import Commune

ADDRESS = "/ho-tro/"
TITLE = "Số điện thoại cần biết"
QUESTION = "Gọi ai bây giờ?"
EVERYBODY = "Có nguy hiểm, ai cũng gọi công an được: nam hay nữ, già hay trẻ, người bị hại hay người chứng kiến."
WHOEVER = "Đang nguy hiểm thì gọi công an, dù người làm hại là người nhà hay người lạ."


def told(commune: Commune) -> str:
    """What is said before anybody calls: the police for danger, and in the family who learns of a report.

    Both rules (Luật 13/2022/QH15, Điều 20, Điều 34 khoản 2) are of domestic violence, and the sentence says so: told
    for every harm, the first would keep somebody who is attacked by a stranger from calling, and the second promise
    what that law does not.
    """
    chair = f"Chủ tịch {commune.people_committee_short}"
    family = f"báo {commune.kind} hay công an thì {chair} được báo để giải quyết; luật bảo vệ người báo tin"
    return f"{WHOEVER} Chuyện trong gia đình: {family}."
