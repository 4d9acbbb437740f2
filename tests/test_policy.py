"""The Content-Security-Policy: the closed list behind it, what a browser does under it, what no build lets through."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path

import built
import pytest
from commune.core import prose
from commune.core.links import FRAMES
from commune.core.page import Asset, Manifest, Page
from commune.core.policy import check_assets, check_inline, data_block, for_preview, hash_lines, policy_header
from commune.core.problem import ContentError, Problems
from commune.help.reading import ADVICE
from commune.output.hosting import ADDRESS, headers_asset, parts_loaded, parts_not_kept
from communes import assemble, assemble_fork
from making import make_site
from publisher.headers import headers
from server_setup import find_mime_types
from serving import BUILD_TIME

DATA = ("application/ld+json", "application/json")  # no browser runs these
OPEN_BY_NGINX = re.findall(r'if \(\$uri ~ "(.+)"\) \{.* cross-origin;', headers(""))  # what other sites may load


def hashed(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def policy_of(file) -> dict[str, list[str]]:
    """directive → sources of what a page says itself."""
    said = built.soup(file).find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    return {name: sources for name, *sources in (each.split() for each in said.split(";"))}


def inline_parts(file):
    """(element, words) of the scripts and styles that stand in a page."""
    parts = built.soup(file).find_all(["script", "style"], src=False)
    return [(part.name, part.text) for part in parts if part.get("type") not in DATA]


@pytest.fixture(params=["site_dir", "example_dir"])
def site(request):
    """The real site and the invented commune's: no part depends on whose it is."""
    return request.getfixturevalue(request.param)


# --- the closed list ---


def test_each_page_lets_its_own_parts_through_and_no_others(site):
    known = {*hash_lines()}
    for file in built.pages(site):
        said = policy_of(file)
        found = {f"{name} {hashed(words)}" for name, words in inline_parts(file)}
        assert found <= known, file
        sources = [(kind, source) for kind in ("script", "style") for source in said.get(f"{kind}-src", [])]
        allowed = {f"{kind} {source[1:-1]}" for kind, source in sources}
        assert {line for line in allowed if "sha256-" in line} == found, file


def test_each_page_begins_with_a_policy_that_knows_nothing_loose(site):
    for file in built.pages(site):
        head = [tag.get("http-equiv") or next(iter(tag.attrs), "") for tag in built.soup(file).head.find_all(True)]
        assert head[:2] == ["charset", "Content-Security-Policy"], file
        said = policy_of(file)
        assert said["default-src"] == said["base-uri"] == said["form-action"] == ["'none'"], file
        assert not [source for sources in said.values() for source in sources if "unsafe" in source or "*" in source]
        assert built.soup(file).find("meta", attrs={"name": "referrer"})["content"] == "no-referrer", file


def test_a_card_for_other_sites_runs_and_loads_nothing(site):
    for file in (site / "nhung").rglob("*.html"):
        assert policy_of(file).keys() & {"script-src", "connect-src"} == set(), file


def test_the_header_lets_through_whatever_some_page_lets_through(site):
    header = {name: set(sources) for name, *sources in (each.split() for each in policy_header().split(";"))}
    for file in built.pages(site):
        assert all(set(sources) <= header[name] for name, sources in policy_of(file).items()), file


# --- what no build lets through ---

HEAD = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{}">'.format(
    "default-src 'none'; base-uri 'none'; form-action 'none'"
)
RUNS = """<script>alert(1)</script>
<script type="module">alert(1)</script>
<script type="text/template">alert(1)</script>
<script type="importmap">{"imports": {"a": "/b.js"}}</script>
<script type="speculationrules">{"prefetch": [{"urls": ["/b"]}]}</script>
<script src="https://khac.example/a.js"></script>
<script src="//khac.example/a.js"></script>
<script src="\\\\khac.example/a.js"></script>
<script src="data:text/javascript,alert(1)"></script>
<script type="application/ld+json">{"a": "<!--<script>"}</script>
<style>p { color: red }</style>
<link rel="stylesheet" href="data:text/css,p{color:red}">
<link rel="Stylesheet alternate" href="//khac.example/a.css">
<p style="color: red">a</p>
<p style>a</p>
<p STYLE=color:red>a</p>
<img src="a.png" alt="" onerror="alert(1)">
<img/src="a"/onerror=alert(1)//>
<p a="x"onclick="alert(1)">a</p>
<p a==x onclick=alert(1)>a</p>
<p OnClick=alert(1)>a</p>
<p on=1>a</p>
<a href="javascript:alert(1)">a</a>
<a href=" &#1;java&Tab;script&colon;alert(1)">a</a>
<a href="JaVaScRiPt:alert(1)">a</a>
<a href="vbscript:x">a</a>
<form action="javascript:alert(1)"><button>a</button></form>
<button formaction="javascript:alert(1)">a</button>
<meta http-equiv="refresh" content="0; url=javascript:alert(1)">
<base href="https://khac.example/">
<iframe src="/lich/"></iframe>
<iframe srcdoc="a"></iframe>
<object data="/a.svg"></object>
<embed src="/a.svg">
<svg><script>alert(1)</script></svg>
<svg><style>p { color: red }</style></svg>
<svg onload="alert(1)"></svg>
<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>
<svg><a><animate attributeName="href" values="/;javascript:alert(1)"/></a></svg>
<svg><set attributeName="href" to="javascript:alert(1)"/></svg>
<math><mtext><style>p { color: red }</style></mtext></math>
<template shadowrootmode="open"><style>p { color: red }</style></template>
<noscript><style>p { color: red }</style></noscript>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<p><a><noscript><p title="</noscript><script>alert(1)</script>"></noscript>
<noscript><!-- </noscript><img src=x onerror=alert(1)> --></noscript>
<table><script>alert(1)</script></table>
<select><script>alert(1)</script></select>
<title><img src=x onerror=alert(1)></title><script>alert(1)</script>
<textarea></textarea><img src=x onerror=alert(1)>
<!--> <img src=x onerror=alert(1)> -->
<plaintext>""".splitlines()
HARMLESS = """<link rel="stylesheet" href="../assets/site.css">
<link rel="canonical" href="https://song-lam.example/">
<script src="../assets/site.js" defer></script>
<script type="application/ld+json">{"a": "\\u003c/script>"}</script>
<p title="onclick=alert(1)" class="style">javascript:alert(1)</p>
<img src="a.png" alt="javascript: là gì">
<a href="/javascript/">a</a>
<a href="https://vi.wikipedia.org/wiki/JavaScript:_a">a</a>
<textarea>&lt;iframe style="border:0"&gt;</textarea>
<textarea><p style="a"></textarea>
<!-- <script>alert(1)</script> -->
<meta name="description" content="javascript:alert(1)">
<noscript><meta http-equiv="refresh" content="0; url=../lich/"></noscript>
<svg viewBox="0 0 1 1"><path d="M0 0" class="line"/></svg>""".splitlines()


@pytest.mark.parametrize("words", RUNS)
def test_what_a_browser_would_run_or_style_by_is_found(words):
    assert check_inline(HEAD + words) != []


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_looks_like_it_is_not(words):
    assert check_inline(HEAD + words) == []


def test_a_page_without_its_policy_at_the_head_is_found():
    assert check_inline("<!doctype html><title>a</title><p>a") != []
    assert check_inline(f'<link rel="stylesheet" href="/a.css">{HEAD}<p>a') != []
    assert check_inline(HEAD.replace("default-src 'none'", "default-src *") + "<p>a") != []


@pytest.mark.parametrize(
    "more",
    [
        "script-src 'self' 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        "script-src * 'unsafe-eval'",
        "script-src-elem *",
        "script-src 'self' 'sha256-%s='" % ("A" * 43),
        "img-src https:",
        "connect-src https://khac.example",
        "frame-src *",
    ],
)
def test_a_page_whose_policy_was_widened_is_found(more):
    assert check_inline(HEAD.replace("'\">", f"'; {more}\">") + "<p>a") != []


def test_no_value_ends_a_data_block():
    value = "</script><script>alert(1)</script><!--"
    assert check_inline(HEAD + str(data_block({"name": value}))) == []
    assert data_block({"name": value}).count("<") == 2


def smuggled(words: str, html: str) -> str:
    """A page with these words at the end of what it says."""
    before, main, after = html.rpartition("</main>")
    assert main
    return before + words + main + after


def test_a_finished_page_with_a_script_is_refused_before_anything_is_built(root):
    """Whatever it came by: of each kind of page that the library finishes by itself."""
    manifest = make_site(root, BUILD_TIME.date(), BUILD_TIME.date())[1]
    finished = {asset.kind: asset for asset in manifest.assets if asset.src_uri.endswith(".html")}
    assert {"help", "embed", "material-card", "not-found"} <= set(finished)
    for asset in finished.values():
        problems = Problems()
        html = smuggled("<script>alert(1)</script>", asset.data.decode())
        check_assets(Manifest((), (replace(asset, made=html.encode()),)), problems)
        (problem,) = problems
        assert asset.address in problem.message and "alert(1)" in problem.message


@pytest.fixture
def fork(tmp_path):
    return assemble_fork(tmp_path / "fork")


def told_by_build(fork) -> str:
    """What a failed build says."""
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--quiet", "-f", fork / "mkdocs.yml"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(BUILD_TIME.timestamp()))}
    done = subprocess.run([*command, "-d", fork / "site"], env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("theme/main.html", "</body>", "<script>alert(1)</script></body>"),
        ("hooks/commune/help/first_lines.html", "<ul", '<ul onclick="alert(1)"'),
    ],
)
def test_a_build_stops_at_a_part_that_is_not_of_the_list(file, old, new, fork):
    text = (fork / file).read_text("utf-8")
    assert old in text
    (fork / file).write_text(text.replace(old, new, 1), "utf-8")
    told = told_by_build(fork)
    assert "phần mà thư viện không viết" in told and "alert(1)" in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("content/campaigns/2027-03-ngay-hoi/index.md", "/chien-dich/2027-03-ngay-hoi/"),
        ("content/materials/tro-choi-thu/index.md", "/t/tro-choi-thu/"),
        ("content/plan/2027/doc-nhanh.md", "/ke-hoach/2027/doc-nhanh/"),
        ("docs/index.md", "/"),
        ("docs/gioi-thieu.md", "/gioi-thieu/"),
        *((f"content/help/{name}.md", None) for name in ADVICE),
    ],
)
def test_with_the_sanitiser_switched_off_no_script_of_a_text_gets_through(text, address, monkeypatch, tmp_path):
    """The build stops at it: what the library finishes by itself at once, the rest when it is dressed."""
    monkeypatch.setattr(prose.nh3, "clean", lambda raw, **rules: raw)
    monkeypatch.setattr(prose, "findings", lambda *what: [])
    file = assemble(tmp_path / "commune") / text
    file.write_text(f"{file.read_text('utf-8')}\n\n<script>alert(1)</script>\n", "utf-8")
    day = date(2027, 4, 1)
    if address:
        made = make_site(tmp_path / "commune", day, day)[1].by_address[address]
        assert any("alert(1)" in fault for fault in check_inline(HEAD + made.html))
    else:
        with pytest.raises(ContentError, match="phần mà thư viện không viết"):
            make_site(tmp_path / "commune", day, day)


# --- in a browser ---

ATTACKS = """<script>window.ran = "script"</script><script src="data:text/javascript,window.ran='data'"></script>
<img src="x" alt="" onerror="window.ran = 'attribute'"><p style="position: fixed" id="styled">a</p>
<style>#styled { color: rgb(1, 2, 3) }</style><a id="link" href="javascript:window.ran='link'">a</a>
<iframe src="data:text/html,a"></iframe><form id="sent" action="/lich/"><button>a</button></form>
<base href="https://khac.example/"><svg onload="window.ran='svg'"></svg>"""


def test_on_each_kind_of_page_what_was_smuggled_in_does_not_run(root, site_dir, page, serve, tmp_path):
    """Where everything before it failed: sanitiser, check and build."""
    manifest = make_site(root, BUILD_TIME.date(), BUILD_TIME.date())[1]
    kinds = {item.kind: item for item in manifest.items if isinstance(item, Page) or item.src_uri.endswith(".html")}
    kinds.pop("moved", None)  # it leads on at once, and has nothing of a text
    tab = page()
    for number, item in enumerate(kinds.values()):
        where = item.address.lstrip("/") + ("index.html" if item.address.endswith("/") else "")
        (tmp_path / f"{number}.html").write_text(smuggled(ATTACKS, (site_dir / where).read_text("utf-8")), "utf-8")
        tab.goto(f"{serve(tmp_path)}{number}.html")
        tab.evaluate("document.getElementById('link').click()")
        tab.evaluate("document.getElementById('sent').submit()")
        seen = tab.evaluate(
            """() => { const style = getComputedStyle(document.getElementById('styled'));
                return [window.ran, style.position, style.color === 'rgb(1, 2, 3)', document.baseURI]; }"""
        )
        assert seen == [None, "static", False, tab.url], item.address
        assert tab.url.endswith(f"{number}.html")


def test_opened_from_a_file_a_page_is_read_dials_and_opens_its_panel(site_dir, page):
    tab, told = page(), []
    tab.on("console", lambda said: told.append(said.text))
    tab.goto((site_dir / "ho-tro/index.html").as_uri())
    assert tab.locator('a[href="tel:113"]').first.is_visible()
    assert tab.locator(".leave").evaluate("link => getComputedStyle(link).position") == "static"
    assert tab.locator(".way-out").evaluate("bar => getComputedStyle(bar).position") == "fixed", "its style holds"
    tab.goto((site_dir / "lich/index.html").as_uri())
    tab.get_by_role("button", name="Cần hỗ trợ?").click()
    assert tab.get_by_role("dialog").locator('a[href="tel:113"]').is_visible()
    assert told == []


def test_the_preview_has_pages_without_a_policy_and_otherwise_the_same(site_dir):
    """The engine's live reload is an inline script."""
    for name in ("index.html", "ho-tro/index.html", "404.html"):
        html = (site_dir / name).read_text("utf-8")
        shown = for_preview(html)
        assert "Content-Security-Policy" not in shown
        assert re.sub(r"<meta http-equiv=\"Content-Sec.*\n", "", html) == shown


# --- for hosts that read _headers ---


def said(rules: str) -> dict[str, dict[str, str]]:
    """address → header → value, as those hosts read the file."""
    found: dict[str, dict[str, str]] = {}
    for line in rules.splitlines():
        if line.startswith("/"):
            told = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            assert name not in told
            told[name] = value
    return found


def fits(rule: str, address: str) -> bool:
    """A star stands for all that follows, a name behind a colon for one level."""
    return bool(re.fullmatch(re.sub(r":\w+", "[^/]+", re.escape(rule).replace(r"\*", ".*")), address))


def told_of(address: str, rules: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """All values of each header that come with an address: those of every rule that fits."""
    fitting = [told for rule, told in rules.items() if fits(rule, address)]
    names = {name for told in fitting for name in told}
    return {name: [told[name] for told in fitting if name in told] for name in names}


def test_the_file_of_headers_says_of_each_address_what_nginx_does(site):
    text = (site / ADDRESS[1:]).read_text("utf-8")
    rules = said(text)
    assert len(rules) <= 100 and max(map(len, text.splitlines())) <= 2000, "what these hosts take"
    addresses = ["/" + path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.*")]
    for address in addresses:
        told = told_of(address, rules)
        ancestors = [value for value in told["Content-Security-Policy"] if "frame-ancestors 'none'" in value]
        framed = address.startswith("/nhung/")
        if address != ADDRESS:
            assert bool(ancestors) != framed and ("X-Frame-Options" in told) != framed, address
            # In a part of the site, _headers has that part's word for it.
            open_to_all = any(re.search(pattern, address) for pattern in OPEN_BY_NGINX)
            reach = open_to_all and (address.count("/") == 1 or bool(re.match("/(nhung|t)/", address)))
            assert told["Cross-Origin-Resource-Policy"] == ["cross-origin" if reach else "same-origin"], address
        assert policy_header() in told["Content-Security-Policy"], address
        for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"):
            assert len(told[name]) == 1, address
        assert told["Strict-Transport-Security"] == ["max-age=31536000"]
        assert told.get("Cache-Control") == (["no-store"] if address.startswith("/ho-tro/") else None), address
    calendars = ("/" + path.relative_to(site).as_posix() for path in site.glob("trach-nhiem/*/lich.ics"))
    for data in ("/feed.xml", "/lich.ics", "/ho-tro/danh-ba.json", *calendars):
        assert told_of(data, rules)["Access-Control-Allow-Origin"] == ["*"]


def test_the_server_names_the_parts_that_the_slices_declare(root):
    """Its programs are root's and read nothing of a site's code: they name the parts, and this compares them."""
    _, manifest = make_site(root, date(2026, 12, 1), None)
    conf, install = ((root / "deploy/server" / name).read_text("utf-8") for name in ("nginx.conf", "install"))
    kept_out = {part.strip("/*") for part in parts_not_kept(manifest)}
    for written in (conf, install):
        assert {*re.findall(r'"~\^/([\w-]+)\(.*no-store', written)} == kept_out
    assert {f"{each}*" for each in re.findall(r'\^(/\w+/)"', headers(""))} == parts_loaded(manifest) | {f"{FRAMES}*"}


def test_nginx_knows_the_type_of_every_file_and_the_letters_of_every_text(root, site):
    """A file of an unknown type is offered to be saved; a text without its letters is garbled."""
    conf = (root / "deploy/server/nginx.conf").read_text("utf-8")
    blocks = re.findall(r"types \{(.+?)\}", f"{Path(find_mime_types()).read_text()}\n{conf}", re.DOTALL)
    named = [line.split() for block in blocks for line in block.split(";")]
    types = {ending: kind for kind, *endings in filter(None, named) for ending in endings}
    found = {path.suffix[1:] for path in site.rglob("*.*")}
    assert found - types.keys() == set()
    texts = {types[ending] for ending in found if types[ending].startswith("text/")} - {"text/html"}
    for directive in ("charset_types", "gzip_types"):
        assert texts - set(re.search(rf"^ *{directive} (.*);", conf, re.MULTILINE)[1].split()) == set(), directive


@pytest.mark.parametrize(
    ("kind", "address"),
    [("card", "/chien-dich/{}/the.png"), ("ics", "/trach-nhiem/{}/lich.ics"), ("data", "/ke-hoach/{}/du-lieu.json")],
)
def test_the_file_of_headers_does_not_grow_with_posts_units_and_years(kind, address):
    def rules(count: int) -> int:
        assets = tuple(Asset(address.format(number), kind, b"", "a") for number in range(count))
        return len(said(headers_asset(Manifest((), assets)).data.decode()))

    assert rules(3) == rules(3000)


def test_the_code_to_embed_tells_no_address(example_dir):
    """Neither the frame's, to the site that shows it, nor the other way round."""
    code = built.soup(example_dir / "gioi-thieu/index.html").select_one("textarea.copy").text
    assert 'referrerpolicy="no-referrer"' in code
    cards = list((example_dir / "t").rglob("oembed.json"))
    assert cards and all(escape('referrerpolicy=\\"no-referrer\\"', quote=False) in card.read_text() for card in cards)
