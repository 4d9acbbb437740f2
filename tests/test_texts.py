"""What the text of a post may hold: the quick look never passes what the long one would refuse."""

from __future__ import annotations

import pytest
import yaml
from commune.campaigns import texts
from commune.core.render import AS_BUILT
from hypothesis import example, given, settings
from hypothesis import strategies as st

PIECES = (
    "a b 1 . - * _ ` ~ ! !! \\ / // # ## = === | > < & ; : { } [ ] ( ) ' \" \n \n\n \t",
    "](  ]( ]: [1] [1]: ![ <a <b> </b> <!-- --> <?x ?> <svg/ href= src= style= onload= class=",
    "javascript: JavaScript: data: https://a.vn/ mailto:a@b.vn tel:113 /lich/ //a.vn #x &#106; &colon; to.pdf x.png",
    '{: {{ }} {% %} {# #} ``` ~~~ !!!\x20note ??? === "Tab" {{ commune.name }}',
)
TEXTS = st.lists(st.sampled_from([" ", *(piece for line in PIECES for piece in line.split(" "))]), max_size=14).map(
    "".join
)


def no_file(name: str) -> str:
    return f"không có {name}"


@given(TEXTS)
@example("[![a](a.png)](b.pdf)")
@example("- # a")
@example("> a\n> ===")
@settings(max_examples=2000, deadline=None)
def test_plain_text_becomes_nothing_that_is_refused(body):
    text = texts.TARGET.sub(r"\g<words>", texts._NAME.sub("/", body))
    if not texts._LESS_PLAIN.search(text):
        assert texts._findings(text, no_file) == []


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_every_text_can_be_looked_at(body):
    lines = body.count("\n")
    assert all(0 <= line <= lines and message for line, message in texts.wrong_in(body, no_file))


@pytest.mark.parametrize(
    "link", ["javascript:x", "JAVASCRIPT:x", "vbscript:x", "data:x", "ftp://x", "//x", "/\\x", "\\x"]
)
@pytest.mark.parametrize(
    "form",
    [
        '<a href="{}" href="/lich/">a</a>',
        "[a]({})",
        "[a](<{}>)",
        '<a href="{}">a</a>',
        "[a][1]\n\n[1]: {}",
        '[a]({} "t")',
    ],
)
def test_no_form_of_a_link_leads_astray(form, link):
    assert list(texts.wrong_in(form.format(link), no_file))


def test_a_link_to_nothing_is_told_where_it_stands():
    assert [line for line, _ in texts.wrong_in("a\n\n[b]()\n\nc", no_file)] == [2]


def test_a_text_is_made_into_html_as_the_site_makes_it(root):
    """What the site's Markdown can do, the look knows: an extension that is added there is added here."""
    written = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]
    built: dict = {}
    for extension in written:
        built |= extension if isinstance(extension, dict) else {extension: {}}
    del built["toc"]  # gives headings an id, and nothing more
    assert built == AS_BUILT
