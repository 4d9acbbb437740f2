"""commune.yml: who publishes this site. The first file another commune edits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from .core.fields import Slug, Text, WebAddress, WholeNumber, YesNo
from .core.phone import Phone
from .core.problem import Problems
from .core.schema import Document, Record, read_document
from .core.source import Source

URI = "content/commune.yml"


class Reporting(Record):
    """How a reader reports a mistake on this site. Slots stay empty until the commune has confirmed them."""

    office: Text | None = None
    phone: Phone | None = None
    email: Annotated[Text, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", examples=["ubnd@example.vn"])] | None = None


class Hosting(Record):
    """What the host of the site does; the privacy page says it."""

    host: Text | None = None
    access_logs: YesNo | None = None
    logs_kept_days: Annotated[WholeNumber, Field(ge=1)] | None = None

    def blanks(self) -> list[str]:
        """What is not known yet. How long logs are kept matters only where they are."""
        asked = ["host", "access_logs", *(["logs_kept_days"] if self.access_logs else [])]
        return [name for name in asked if getattr(self, name) is None]

    @model_validator(mode="after")
    def _days_of_logs_that_are_kept(self) -> Hosting:
        if self.logs_kept_days and not self.access_logs:
            raise ValueError('có "logs_kept_days" thì phải có "access_logs: yes"')
        return self


class Loudspeaker(Record):
    """How fast the commune's loudspeaker is read, to estimate minutes. No rule was found: 180 is a calm pace."""

    syllables_per_minute: Annotated[WholeNumber, Field(ge=60, le=400)] = 180


class Commune(Record):
    """Names and settings of one commune. Every page takes them from here."""

    id: Slug
    name: Annotated[Text, Field(examples=["xã …"])]
    city: Annotated[Text, Field(examples=["thành phố …"])]
    people_committee: Annotated[Text, Field(examples=["Ủy ban nhân dân xã …"])]
    people_committee_short: Annotated[Text, Field(examples=["UBND xã"])]
    site_name: Annotated[Text, Field(max_length=60, examples=["Bình đẳng giới xã …"])]
    tagline: Annotated[Text, Field(max_length=160)]
    responsible: Text | None = None
    report_mistakes: Reporting = Reporting()
    site_url: WebAddress | None = None
    exit_url: WebAddress
    hosting: Hosting = Hosting()
    loudspeaker: Loudspeaker = Loudspeaker()
    content_licence: Text | None = None

    def blanks(self) -> list[str]:
        """The slots that nobody has filled in yet, as they are written in the file: "hosting.host"."""
        own = [name for name, value in self if value is None]
        own += [f"report_mistakes.{name}" for name, value in self.report_mistakes if value is None]
        return own + [f"hosting.{name}" for name in self.hosting.blanks()]

    def absolute(self, address: str) -> str | None:
        """The address of a page ("/ho-tro/") on the web; None while the site has no address yet."""
        return f"{self.site_url.rstrip('/')}{address}" if self.site_url else None

    @property
    def awaiting(self) -> str:
        """What stands in a slot that only the commune can fill."""
        return f"đang chờ {self.people_committee_short} xác nhận"


def read_settings(source: Source, problems: Problems) -> Document[Commune] | None:
    """The commune's settings, or None with what is wrong in `problems`."""
    return read_document(Commune, URI, source, problems, "trang lấy tên xã và nơi phát hành từ đây")
