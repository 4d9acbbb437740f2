"""The reverse of reading: YAML as an officer would type it, which reads back as the very same text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """Every scalar is text for our reader (core.nodes), so only what YAML itself would misread stands in quotes."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and form of PyYAML's own
        first: [(tag, form) for tag, form in resolvers if tag.endswith(":null")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_of(values: Mapping[str, object]) -> str:
    """`values` (text, lists, mappings) as YAML, in their order, a key a line; a list of short names on one line."""
    return "".join(_entry(key, value) for key, value in values.items())


def _entry(key: str, value: object) -> str:
    in_line = None if isinstance(value, (list, tuple, Mapping)) else False
    return yaml.dump(
        {key: value},
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=in_line,
        width=float("inf"),
    )
