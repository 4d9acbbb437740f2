"""What the site was measured to leave on a phone: content/measurement.yml, written by `make measure`.

The tests measure again and compare, so that what the privacy page promises is what a browser found.
"""

from __future__ import annotations

from typing import Annotated, Any

from markupsafe import Markup
from pydantic import Field

from ..core.fields import Day, Slug, Text, WholeNumber
from ..core.problem import Problems
from ..core.render import render
from ..core.schema import Record, read_document
from ..core.source import Source

URI = "content/measurement.yml"


def _counted(title: str) -> Any:
    """A number that a browser was asked for; `title` is what was counted, as readers are told."""
    return Field(title=title, description="Máy ghi: make measure.")


class Measurement(Record):
    """How many of each a browser holds, at most, after it opened every type of page and used what is on it."""

    measured_on: Annotated[Day, Field(title="Ngày đo", description="Máy ghi: make measure.")]
    browsers: Annotated[
        tuple[Text, ...], Field(min_length=1, title="Các trình duyệt", description="Máy ghi: make measure.")
    ]
    page_kinds: Annotated[
        tuple[Slug, ...], Field(min_length=1, title="Các loại trang đã mở", description="Máy ghi: make measure.")
    ]
    cookies: Annotated[WholeNumber, _counted("cookie")]
    local_storage: Annotated[WholeNumber, _counted("mục trong bộ nhớ lâu dài của trình duyệt (local storage)")]
    session_storage: Annotated[WholeNumber, _counted("mục trong bộ nhớ của thẻ đang mở (session storage)")]
    indexed_db: Annotated[WholeNumber, _counted("cơ sở dữ liệu trong trình duyệt (IndexedDB)")]
    cache_storage: Annotated[WholeNumber, _counted("kho lưu trang để xem ngoại tuyến (cache storage)")]
    service_workers: Annotated[WholeNumber, _counted("chương trình chạy ngầm (service worker)")]
    other_hosts: Annotated[WholeNumber, _counted("lần tải từ máy chủ khác")]

    def counts(self) -> dict[str, int]:
        """What was counted, in words, and how many: {"cookie": 0, …}."""
        fields = type(self).model_fields
        return {field.title or name: getattr(self, name) for name, field in fields.items() if field.annotation is int}


def read_measurement(source: Source, problems: Problems) -> Measurement | None:
    """The measurement; None where nobody has measured yet, or with what is wrong in `problems`."""
    document = read_document(Measurement, URI, source, problems)
    return document.record if document else None


def measured_block(measurement: Measurement | None) -> Markup:
    """The counts as a list for the privacy page."""
    return render("standing/measured.html", measurement=measurement)
