"""What a person did not agree to is printed nowhere (Luật 91/2025/QH15): not on any page, in no file, in no byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import built
import pytest
import yaml
from bs4 import BeautifulSoup
from commune.campaigns.event_model import EventContact
from commune.core.page import Page
from commune.core.problem import ContentError
from commune.core.schema import Record
from commune.help.trusted import TrustedAddress
from communes import assemble
from making import make_site

DAY = date(2027, 3, 24)
AGREED_ON = "2019-08-07"
PERSONAL = TrustedAddress.personal_fields()
# Whose consent names which fields: all but one of them, none at all; and of an address by phone only, all.
RECORDS = {f"but-{name.replace('_', '-')}": [other for other in PERSONAL if other != name] for name in PERSONAL}
RECORDS |= {"nothing": [], "by-phone-only": PERSONAL}


def records_of(model: type[Record] = Record) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield each
        yield from records_of(each)


def secret(record_id: str, field: str) -> str:
    """A value like no other: words, or for a number its digits."""
    number = [*RECORDS].index(record_id) * len(PERSONAL) + PERSONAL.index(field)
    return f"0299 3999 {number:03}" if field == "phone" else f"Bí mật số {number:03}"


def record(record_id: str) -> dict[str, object]:
    """A trusted address with every field of the model filled in."""
    listing = "by_phone_only" if record_id == "by-phone-only" else "public"
    filled: dict[str, object] = {
        "id": record_id,
        "village": f"Xóm {record_id}",
        "role": f"Vai trò {record_id}",
        "hours": f"Giờ của {record_id}",
        "listing": listing,
        "review_every_days": "30",
        "verification": {"date": "2027-02-10", "by": "Tổ biên tập", "method": "visited"},
        **{field: secret(record_id, field) for field in PERSONAL},
    }
    if listing == "by_phone_only":
        filled["ask"] = "hoi-phu-nu-xa"
    if RECORDS[record_id]:
        filled["consent"] = {"given_on": AGREED_ON, "fields": RECORDS[record_id]}
    return filled


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A commune whose trusted addresses all hold something that may not be known."""
    root = assemble(tmp_path_factory.mktemp("leak") / "commune")
    local = root / "content/help/local.yml"
    content = yaml.load(local.read_text("utf-8"), yaml.CBaseLoader)
    content["trusted_addresses"] = [record(record_id) for record_id in RECORDS]
    local.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return root


def withheld() -> set[tuple[str, str]]:
    """(record, field) of everything that nobody may read."""
    public = {(record_id, field) for record_id, agreed in RECORDS.items() for field in agreed}
    public -= {("by-phone-only", field) for field in PERSONAL}
    return {(record_id, field) for record_id in RECORDS for field in PERSONAL} - public


# Of an address by phone only nothing but the office to ask: where it lies and what it is would say who.
TELLING = ("Xóm by-phone-only", "Vai trò by-phone-only", "Giờ của by-phone-only", "by-phone-only")


def leaked(root: Path) -> dict[tuple[str, str], list[str]]:
    """Of each withheld value the addresses where it is found, as it is written or as it is dialled."""
    manifest = make_site(root, DAY, DAY)[1]
    said = {item.address: item.body if isinstance(item, Page) else built.said(item.content) for item in manifest.items}
    squeezed = {address: text.replace(" ", "") for address, text in said.items()}
    found: dict[tuple[str, str], list[str]] = {}
    for record_id, field in sorted(withheld()):
        value = secret(record_id, field).replace(" ", "").removeprefix("0")
        found[record_id, field] = [address for address, text in squeezed.items() if value in text]
    return found


def test_the_record_fills_every_field_of_its_model():
    assert {name for record_id in RECORDS for name in record(record_id)} | {"out_of_service"} == set(
        TrustedAddress.model_fields
    )


def test_no_other_record_is_about_a_person():
    """A new record with a personal field needs its place in this test; that of an event is in test_events.py."""
    marked = {
        model
        for model in records_of()
        for field in model.model_fields.values()
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("personal")
    }
    assert marked == {TrustedAddress, EventContact}


def test_content_with_anything_withheld_is_refused(folder):
    with pytest.raises(ContentError) as refused:
        make_site(folder, DAY, DAY)
    lines = str(refused.value.problems).splitlines()
    text = (folder / "content/help/local.yml").read_text("utf-8").split("\n")
    for record_id, field in withheld():
        line = next(at for at, words in enumerate(text, 1) if secret(record_id, field) in words)
        told = [problem for problem in lines if problem.startswith(f'content/help/local.yml:{line}: "{field}"')]
        assert len(told) == 1, (record_id, field)
    assert len(lines) == len(withheld())


@pytest.fixture
def unrefused(folder, monkeypatch) -> Path:
    """The same content, with nobody to refuse it."""
    monkeypatch.setattr("commune.help.reading._check_consent", lambda *_: None)
    return folder


def test_nothing_withheld_is_in_any_byte_even_where_nobody_refused_it(unrefused):
    assert {key: places for key, places in leaked(unrefused).items() if places} == {}


def test_what_was_agreed_to_is_shown(unrefused):
    shown = make_site(unrefused, DAY, DAY)[1].by_address["/ho-tro/dia-chi/"].content.decode()
    for record_id, agreed in RECORDS.items():
        for field in agreed if record_id != "by-phone-only" else ():
            assert secret(record_id, field) in shown


def test_when_somebody_agreed_is_nobodys_business(unrefused):
    for item in make_site(unrefused, DAY, DAY)[1].items:
        text = item.body if isinstance(item, Page) else built.said(item.content)
        assert AGREED_ON not in text and "7/8/2019" not in text, item.address


def test_of_an_address_by_phone_only_readers_learn_which_office_to_ask(unrefused):
    manifest = make_site(unrefused, DAY, DAY)[1]
    page = BeautifulSoup(manifest.by_address["/ho-tro/dia-chi/"].content, "html.parser").get_text(" ")
    assert "Có địa chỉ tin cậy không nêu ở đây. Hãy hỏi: Hội phụ nữ xã Sông Lam" in " ".join(page.split())
    for item in manifest.items:
        text = item.body if isinstance(item, Page) else built.said(item.content)
        assert [words for words in TELLING if words in text] == [], item.address


def test_without_the_filter_every_withheld_value_would_leak(unrefused, monkeypatch):
    """Else these tests would prove nothing: they look where values come out, on the page and in the data."""
    monkeypatch.setattr(TrustedAddress, "published", lambda self: self.model_copy(update={"ask": None}))
    for key, places in leaked(unrefused).items():
        assert {"/ho-tro/danh-ba.json", "/ho-tro/dia-chi/"} <= set(places), key
    page = make_site(unrefused, DAY, DAY)[1].by_address["/ho-tro/dia-chi/"].content.decode()
    assert [words for words in TELLING[:3] if words not in page] == []
