"""Chromium, Firefox and WebKit under one name: a tab that opens, presses, types, and goes back, in each engine.

Firefox and WebKit are Debian's own. Both know the commands of W3C WebDriver: WebKit's driver takes them by HTTP,
Firefox itself (as geckodriver would ask it) by a socket of its own. So few are needed that no library and no driver
from elsewhere stands between. Their caches are on, as people have them: what Back shows is what it shows at home.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from needs import Need, runs
from playwright.sync_api import Browser, Error, Page
from serving import Elsewhere, served

ENGINES = ("chromium", "firefox", "webkit")
PATIENCE = 20.0  # seconds for what takes half a one

# Firefox asks nobody for anything; what it needs no answer to (pages, titles, caches) stays as people have it.
_FIREFOX_SETTINGS = {
    "marionette.port": 0,  # any that is free; it is written into the profile
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.ssl": "127.0.0.1",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "services.settings.server": "data:,",
    "app.update.disabledForTesting": True,
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": "data:,",
    "intl.accept_languages": "vi",
    "toolkit.cosmeticAnimations.enabled": False,
}

# name of the command → how the driver of WebKit is asked for it; Firefox knows it by its name.
_COMMANDS = {
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "Forward": ("POST", "/forward"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "GetCookies": ("GET", "/cookie"),
    "DeleteSession": ("DELETE", ""),
}
_FROM_BELOW = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"  # of what lies over the page
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to an element


FIREFOX = Need("Firefox", "firefox-esr", lambda: runs("firefox-esr", "--version"), spared=True)
WEBKIT = Need("WebKit", "webkit2gtk-driver", lambda: runs("WebKitWebDriver", "--help"), spared=True)
SCREEN = Need("Xvfb", "xvfb", lambda: shutil.which("Xvfb") is not None, spared=True)
NEEDED: dict[str, tuple[Need, ...]] = {"chromium": (), "firefox": (FIREFOX,), "webkit": (WEBKIT, SCREEN)}


class Failed(Exception):
    """The engine could not do what it was asked for."""


class Tab(ABC):
    """A tab. Scripts are the body of a function: "return document.title"."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Goes there, and waits until it has loaded."""

    @abstractmethod
    def run(self, script: str, *values: Any) -> Any:
        """What the script returns, and where it promises it, what it promised."""

    @abstractmethod
    def press(self, script: str, *values: Any) -> None:
        """Presses what the script returns, as a hand would."""

    @abstractmethod
    def write(self, script: str, text: str) -> None:
        """Types into what the script returns."""

    @abstractmethod
    def back(self) -> None:
        """Back, where there is a page to go back to."""

    @abstractmethod
    def forward(self) -> None:
        """Forward, likewise."""

    @abstractmethod
    def cookies(self) -> int:
        """How many the page in it has."""

    def until(self, script: str, *values: Any, patience: float = PATIENCE) -> Any:
        """What the script returns, as soon as it is something; a page that is just being left is waited for."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                if found := self.run(script, *values):
                    return found
            except Failed:
                pass
            time.sleep(0.05)
        raise Failed(f"waited in vain for: {script}")


@dataclass(frozen=True)
class Engine:
    """A browser: its name with its version, its tab, and the hosts but this machine that it asked for anything."""

    name: str
    tab: Tab
    asked: list[str]


def start(name: str, chromium: Browser, stack: ExitStack) -> Engine:
    """One of ENGINES; `chromium` runs already. It ends with the stack."""
    asked: list[str] = []
    if name == "chromium":
        context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        stack.callback(context.close)
        context.on("request", lambda request: _note(request.url, asked))
        return Engine(f"Chromium {_major(chromium.version)}", ChromiumTab(context.new_page()), asked)
    port = stack.enter_context(elsewhere(asked))
    if name == "firefox":
        folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        version, tab = firefox(port, stack, folder)
        return Engine(f"Firefox {_major(version)}", tab, asked)
    version, tab = webkit(port, stack)
    return Engine(f"WebKitGTK {version}", tab, asked)


def _major(version: str) -> str:
    return version.partition(".")[0]


def _note(url: str, asked: list[str]) -> None:
    place = urlsplit(url)
    if place.scheme in ("http", "https") and place.hostname not in ("127.0.0.1", "localhost"):
        asked.append(url)


@contextmanager
def elsewhere(asked: list[str]) -> Iterator[int]:
    """Every other host, on a port of this machine; what it is asked for is noted."""
    with served(partial(Elsewhere, asked=asked)) as address:
        yield urlsplit(address).port or 0


# --- Chromium, by Playwright ---


class ChromiumTab(Tab):
    """A tab of Playwright's. It never hears that a page out of the cache has loaded, so Back waits for its address."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str, *values: Any) -> Any:
        try:
            return self.page.evaluate(_function(script), [*values])
        except Error as error:
            raise Failed(str(error)) from error

    def press(self, script: str, *values: Any) -> None:
        self._element(script, *values).click(no_wait_after=True)

    def write(self, script: str, text: str) -> None:
        self._element(script).type(text)

    def back(self) -> None:
        self.page.go_back(wait_until="commit")

    def forward(self) -> None:
        self.page.go_forward(wait_until="commit")

    def cookies(self) -> int:
        return len(self.page.context.cookies())

    def _element(self, script: str, *values: Any) -> Any:
        return self.page.evaluate_handle(_function(script), [*values]).as_element()


def _function(script: str) -> str:
    return f"values => (function () {{ {script} }}).apply(null, values)"


# --- Firefox and WebKit, by WebDriver ---


class DriverTab(Tab):
    """The one tab of a browser that takes the commands of WebDriver: send("Navigate", url=…) → their value."""

    def __init__(self, send: Callable[..., Any]) -> None:
        self.send = send

    def open(self, url: str) -> None:
        self.send("Navigate", url=url)

    def run(self, script: str, *values: Any) -> Any:
        return self.send("ExecuteScript", script=script, args=[*values])

    def press(self, script: str, *values: Any) -> None:
        element = self.run(script, *values)
        self.run(_FROM_BELOW, element)
        # Firefox keeps no page in its cache on which its own command for a press was used.
        self.send("PerformActions", actions=[{"type": "pointer", "id": "hand", "actions": _pressing(element)}])

    def write(self, script: str, text: str) -> None:
        self.send("ElementSendKeys", id=self.run(script)[_ELEMENT], text=text)

    def back(self) -> None:
        self.send("Back")

    def forward(self) -> None:
        self.send("Forward")

    def cookies(self) -> int:
        return len(self.send("GetCookies"))


def _pressing(element: Any) -> list[dict[str, Any]]:
    there = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element}
    return [there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]


def firefox(proxy_port: int, stack: ExitStack, profile: Path) -> tuple[str, DriverTab]:
    """Starts Firefox with this folder as its profile: its version and its tab. It ends with the stack."""
    settings = _FIREFOX_SETTINGS | {"network.proxy.http_port": proxy_port, "network.proxy.ssl_port": proxy_port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    _start(
        ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stack,
        MOZ_REMOTE_SETTINGS_DEVTOOLS="1",
    )
    port = int(_wait_for(lambda: (profile / "MarionetteActivePort").read_text("utf-8")))
    link = stack.enter_context(_wait_for(lambda: socket.create_connection(("127.0.0.1", port), PATIENCE)))
    answers = stack.enter_context(link.makefile("rb"))
    _packet(answers)

    def send(name: str, **values: Any) -> Any:
        asked = json.dumps([0, 1, f"WebDriver:{name}", values | {"sandbox": None}]).encode()
        link.sendall(b"%d:%s" % (len(asked), asked))
        _, _, error, result = _packet(answers)
        if error:
            raise Failed(f"{error['error']}: {error['message']}")
        return result["value"] if "value" in (result or {}) else result

    version = send("NewSession")["capabilities"]["browserVersion"]
    return version, DriverTab(send)


def _packet(answers: IO[bytes]) -> Any:
    """One message: its length, a colon, JSON."""
    length = b""
    while (sign := answers.read(1)) not in (b":", b""):
        length += sign
    if not length:
        raise Failed("Firefox has ended")
    return json.loads(answers.read(int(length)))


def webkit(proxy_port: int, stack: ExitStack) -> tuple[str, DriverTab]:
    """Starts WebKit's browser for tests on a screen that nobody sees: its version and its tab. Now and then its driver
    waits for ever for a browser, most of all where much else runs: it is started anew."""
    for patience in (PATIENCE / 4, PATIENCE / 4, PATIENCE / 4, PATIENCE):
        with ExitStack() as trial, suppress(*((OSError, Failed) if patience < PATIENCE else ())):
            started = _webkit_once(proxy_port, patience, trial)
            stack.enter_context(trial.pop_all())
            return started
    raise Failed("WebKit does not start")


def _webkit_once(proxy_port: int, patience: float, stack: ExitStack) -> tuple[str, DriverTab]:
    ask = _webkit_driver(_screen(stack), stack)
    proxy = f"127.0.0.1:{proxy_port}"
    wanted = {"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": ["127.0.0.1", "localhost"]}
    made = ask("POST", "/session", {"capabilities": {"alwaysMatch": {"proxy": wanted}}}, patience)

    def send(name: str, **values: Any) -> Any:
        method, path = _COMMANDS[name]
        return ask(method, f"/session/{made['sessionId']}{path.format(**values)}", values)

    stack.callback(send, "DeleteSession")
    return made["capabilities"]["browserVersion"], DriverTab(send)


def _webkit_driver(display: str, stack: ExitStack) -> Callable[..., Any]:
    """Starts the driver; asking it: ask("POST", "/session", {…}) → the value of its answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _start(["WebKitWebDriver", f"--port={port}"], stack, DISPLAY=display)
    _wait_for(lambda: socket.create_connection(("127.0.0.1", port), 1)).close()

    def ask(method: str, path: str, values: dict[str, Any], patience: float = PATIENCE) -> Any:
        body = json.dumps(values).encode() if method == "POST" else None
        request = Request(f"http://127.0.0.1:{port}{path}", body, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=patience) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            told = json.load(error)["value"]
            raise Failed(f"{told['error']}: {told['message']}") from error

    return ask


def _screen(stack: ExitStack) -> str:
    """Starts a screen in memory; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    _start(command, stack, pass_fds=(writing,))
    os.close(writing)
    with open(reading) as told:
        return f":{told.readline().strip()}"


def _start(command: list[str], stack: ExitStack, pass_fds: tuple[int, ...] = (), **environment: str) -> None:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = subprocess.Popen(command, env=os.environ | environment, pass_fds=pass_fds, **quiet)  # type: ignore[call-overload]
    stack.callback(started.wait)
    stack.callback(started.terminate)


def _wait_for(attempt: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except (OSError, ValueError, URLError):
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
