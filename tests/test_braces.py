"""What stands in braces is filled in the same way, whether a text is read as a whole or name by name."""

from __future__ import annotations

import pytest
from commune.core import render
from commune.core.problem import Place, Problems

VALUES = {"name": "xã *Sông* Lam", "call": lambda who: f"gọi {who}", "unit": {"short": "Đội"}}


@pytest.mark.parametrize(
    "text",
    [
        "không có dấu nào",
        'Gọi {{ call("113") }}, rồi {{ name }}.\n',
        "{{ name }}{{ name }}\n\n\n",
        "{{unit.short|upper}} { {{ name }} }",
        "{ .lớp } {{ name }} {: #id }",
        "  {{- name -}}  hết",
        "{# bỏ #}{{ name }}",
        "{% if name %}{{ name }}{% endif %}",
        '{{ "}}" }} {{ {"a": 1}["a"] }}',
        "một dòng\n{{ name\n}}\nmột dòng",
        "}} {{ name }} }}",
        "{{{ name }}}",
        "{{ name }}}",
        "dòng\n{{ missing }}\n{{ name",
        "dòng\n\n{{ missing }}",
    ],
)
def test_name_by_name_is_the_same_as_whole(text, monkeypatch):
    quick, whole = Problems(), Problems()
    filled = render.fill(text, VALUES, Place("a.md", 5), quick)
    monkeypatch.setattr(render, "_with_names", lambda text, values: None)
    assert filled == render.fill(text, VALUES, Place("a.md", 5), whole)
    assert list(quick) == list(whole)
