"""What tests and measurements stand on: the repository, the days they are on, and a plain web host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

# The day on which the tests stand: the month of action is running, its report not yet due.
BUILD_TIME = datetime.fromisoformat("2026-11-30T08:00:00+07:00")
# And the day of the invented commune: its plan runs, and units have reported on it.
IN_ITS_YEAR = str(int(datetime.fromisoformat("2027-03-26T08:00:00+07:00").timestamp()))


class Handler(SimpleHTTPRequestHandler):
    """A folder under a base path, with its 404.html, as a plain web host shows it."""

    # Not left to the machine's own list of types
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".ics": "text/calendar",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: Any, base: str, **kwargs: Any) -> None:
        self.base = base
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        if urlsplit(self.path).path.startswith(self.base):
            return super().send_head()
        self.send_error(404)
        return None

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.base))

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, *args: Any, **kwargs: Any) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            return super().send_error(code, *args, **kwargs)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


class Leading(Handler):
    """The same, with the way out leading to an address on this machine: `changed` is (what pages say, what is sent)."""

    def __init__(self, *args: Any, changed: tuple[bytes, bytes], **kwargs: Any) -> None:
        self.changed = changed
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        place = Path(self.translate_path(self.path))
        page = place / "index.html" if place.is_dir() else place
        if page.suffix != ".html" or not page.exists() or not self.path.partition("#")[0].endswith(("/", ".html")):
            return super().send_head()
        body = page.read_bytes().replace(*self.changed)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(page.stat().st_mtime))
        self.end_headers()
        return BytesIO(body)


class Elsewhere(BaseHTTPRequestHandler):
    """Every other host: as a proxy it refuses, and notes in `asked` what it was asked for; asked itself, it answers."""

    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if not self.path.startswith("/"):
            self.do_CONNECT()
            return
        body = "<!doctype html><meta charset=utf-8><title>Bách khoa</title><h1>Trang khác</h1>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who asked has gone elsewhere
            self.wfile.write(body)

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    do_POST = do_CONNECT

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answers on this machine as `handler` does: the address, ending in "/"."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
