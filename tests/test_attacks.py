"""Texts of attackers: whatever they write and wherever, nothing of it runs in a real browser, without any policy."""

from __future__ import annotations

import pytest
from commune.core.problem import Place, Problems
from commune.core.prose import Prose, fill
from commune.core.sanitising import ADVICE, POST, STANDING, SUMMARY

RUN = "window.ran='1'"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<SCRIPT/x>{RUN}</SCRIPT >",
    f"</script><script>{RUN}//",
    f"<img src=x onerror={RUN}>",
    f"<img src=`x` onerror={RUN}>",
    f'<img """><script>{RUN}</script>">',
    f"<svg/onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>",
    f"<title><p title='</title><img src=x onerror={RUN}>'>",
    f"<style><p title='</style><img src=x onerror={RUN}>'>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<object data='javascript:{RUN}'></object>",
    f"<embed src='javascript:{RUN}'>",
    f"<a href='javascript:{RUN}'>a</a>",
    f"<a href='jav&#x0A;ascript:{RUN}'>a</a>",
    f"<a href='\x01javascript:{RUN}'>a</a>",
    f"<a href='javascript&colon;{RUN}'>a</a>",
    f"<a href=data:text/html,<script>{RUN}</script>>a</a>",
    f"<details open ontoggle={RUN}>a</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<body onload={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<marquee onstart={RUN}>a</marquee>",
    f"<div title==><script>{RUN}</script>'>a</div>",
    f"<div title=a=><img src=x onerror={RUN}>a</div>",
    f"<p style='x:expression({RUN})' onmouseover={RUN}>a</p>",
    f"<b\x0conclick={RUN}>a</b>",
    f"<a\thref\n=\n'javascript:{RUN}'>a</a>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[><img src=x onerror={RUN}>]]>",
    f"<?xml ><img src=x onerror={RUN}>?>",
    f"<base href='javascript:{RUN}//'><a href='/x'>a</a>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<link rel=import href='data:text/html,<script>{RUN}</script>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"javascript:{RUN}",
    f"javascript:{RUN}//https://a.vn",
    f"data:text/html,<script>{RUN}</script>",
    f"[a](javascript:{RUN})",
    f"[a]: javascript:{RUN}",
    f'" onmouseover="{RUN}',
    f"' onfocus='{RUN}' autofocus='",
    f"`><img src=x onerror={RUN}>`",
    f"{{: onclick={RUN} }}",
    f'{{ onclick="{RUN}" }}',
    f"\\<img src=x onerror={RUN}\\>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&#60;img src=x onerror={RUN}&#62;",
    f"\ufdd0<img src=x onerror={RUN}>\ufdd1",
    f"\x02<img src=x onerror={RUN}>\x03",
    "{{ '<script>' }}{% raw %}{{ commune.__class__ }}",
]
POSITIONS = [
    "{}",
    "Chữ {} chữ",
    "- {}",
    "> {}",
    "## {}",
    "[a]({})",
    "![a]({})",
    '[a](/lich/ "{}")',
    '<div title="{}">a</div>',
    "| a | b |\n|---|---|\n| {} | b |",
    '!!! note "{}"\n    a',
    "[a][1]\n\n[1]: {}",
    "`{}`",
    "<{}>",
    '=== "{}"\n\n    a',
    "a\n{{ title='{}' }}",
]
NAMES = {"commune.name": f"<img src=x onerror={RUN}>", "plan.address": "/ke-hoach/2027/"}


@pytest.mark.parametrize("allowed", [POST, STANDING, ADVICE, SUMMARY], ids=["post", "standing", "advice", "summary"])
def test_nothing_that_is_written_runs(allowed, page):
    texts = [position.replace("{}", payload) for payload in PAYLOADS for position in POSITIONS]
    texts += [f"{{{{ commune.name }}}} {text}" for text in PAYLOADS]
    read = [Prose(text, Place("a.md", 1), allowed) for text in texts]
    # What is refused is not published; what the sanitiser has left of it would not run either.
    shown = {prose.made.html for prose in read} | {str(fill(prose, NAMES, Problems())) for prose in read}
    tab = page()
    tab.set_content("<!doctype html><title>a</title>" + "".join(f"<section>{html}</section>" for html in sorted(shown)))
    tab.evaluate(
        """() => { for (const one of document.querySelectorAll('section *')) {
            one.focus?.(); one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
            if (one.localName !== 'a' || /^javascript:/i.test(one.href)) one.click?.(); } }"""
    )
    assert tab.evaluate("window.ran") is None and tab.title() == "a"
    assert tab.locator("section").count() >= len(shown)
    odd = "section :is(script, style, iframe, object, embed, svg, math, form, base, meta, link, template, video)"
    assert tab.locator(odd).count() == 0
