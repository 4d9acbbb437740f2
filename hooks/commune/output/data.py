"""Open data: a record as JSON beside the JSON Schema that it keeps to, and tables."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import StringIO

from pydantic import BaseModel, ConfigDict

from ..core.page import Asset

# What a sheet takes for a formula, or for a number or a day that is none. A day as year-month-day it shows as it is.
_NOT_AS_WORDS = re.compile(
    r"\s*[=+@\t\r＝＋＠-]|(?!20\d\d-\d\d-\d\d$)(?:0\d+|\d{12,}|\d+(?:[-/.]\d+){1,2}|\d+[eE]\d+)$"
)


class Public(BaseModel):
    """What is published of a record: the fields that are named here, and no other."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


def open_data(address: str, schema_address: str, record: BaseModel, source_uri: str) -> list[Asset]:
    """`record` at `address` and the schema of its model (JSON Schema 2020-12) at `schema_address`."""
    data = f"{record.model_dump_json(indent=2, by_alias=True)}\n".encode()
    return [
        Asset(address, "data", data, source_uri),
        Asset(schema_address, "schema", _schema(type(record)), source_uri),
    ]


@cache
def _schema(model: type[BaseModel]) -> bytes:
    return json_bytes({"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()})


def json_bytes(data: object) -> bytes:
    """`data` as a JSON file that people can read too."""
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()


def _as_words(cell: str) -> str:
    return f"'{cell}" if _NOT_AS_WORDS.match(cell) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV (RFC 4180), safe to open in Excel.

    With a byte order mark, without which it garbles Vietnamese; and a cell that it would compute, or change (a number
    that begins with 0, "3-2" into a day), begins with an apostrophe.
    """
    table = StringIO(newline="")
    csv.writer(table).writerows([header, *([_as_words(cell) for cell in row] for row in rows)])
    return table.getvalue().encode("utf-8-sig")
