"""What tests and measurements stand on: the repository, the days they are on, and a plain web host."""

from __future__ import annotations

from datetime import datetime
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

# The day on which the tests stand: the month of action is running, its report not yet due.
BUILD_TIME = datetime.fromisoformat("2026-11-24T08:00:00+07:00")
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
