"""A stand-in for a service that keeps a repository (GitHub, GitLab), for tests of the web editor.

Each service answers on its own addresses in the browser of the test (Playwright's `route`), from a bare git repository.
What the editor asks that is not answered here fails the test, so that a new version of it does not go by unseen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from commune.authoring.web_editor import EditorSettings
from PIL import Image
from playwright.sync_api import Page, Request, Route

OFFICER, COLLEAGUE = ("Cán bộ Thử", "can-bo@example.vn"), ("Đồng nghiệp Thử", "dong-nghiep@example.vn")


class Refused(Exception):
    """What a service does not do: its status, and its words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Repository:
    """A bare git repository with these files on its main branch."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", folder], check=True)
        self.commit("main", "Kho mới", files, author=COLLEAGUE)

    def git(self, *words: str, data: bytes = b"", given: Mapping[str, str] | None = None) -> str:
        """What git answers; `given` is added to its environment."""
        command = ["git", "-C", str(self.folder), *words]
        done = subprocess.run(command, input=data, capture_output=True, env={**os.environ, **(given or {})})
        if done.returncode:
            raise Refused(409, f"git {words[0]}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "replace")

    def head(self, branch: str = "main") -> str | None:
        """The newest commit of a branch; None where there is no such branch."""
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip() or None

    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def files(self, at: str = "main") -> dict[str, tuple[str, int]]:
        """Path → (id, size)"""
        rows = self.git("ls-tree", "-r", "-z", "--long", at).split("\0")[:-1]
        return {path: (words.split()[2], int(words.split()[3])) for words, _, path in (r.partition("\t") for r in rows)}

    def read(self, name: str) -> bytes:
        """A blob by its id, or by branch:path."""
        return subprocess.run(["git", "-C", self.folder, "cat-file", "blob", name], check=True, stdout=-1).stdout

    def commit(
        self,
        branch: str,
        message: str,
        changed: Mapping[str, bytes | None],
        onto: str | None = None,
        author: tuple[str, str] = OFFICER,
    ) -> str:
        """Puts a commit on a branch (a new one: on top of `onto`); None instead of bytes: the file is gone."""
        name, address = author
        lines = [f"commit refs/heads/{branch}\ncommitter {name} <{address}> now\n".encode(), _data(message.encode())]
        if parent := onto or self.head(branch):
            lines.append(f"from {parent}\n".encode())
        for path, data in changed.items():
            lines.append(f"D {path}\n".encode() if data is None else f"M 100644 inline {path}\n".encode() + _data(data))
        self.git("fast-import", "--quiet", "--date-format=now", data=b"".join(lines))
        return str(self.head(branch))

    def merge(self, branch: str, message: str) -> str:
        """Merges a branch into main and drops it; refused where both changed the same file."""
        ours, theirs = str(self.head()), str(self.head(branch))
        base = self.git("merge-base", ours, theirs).strip()
        with TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            self.git("read-tree", "-i", "-m", "--aggressive", base, ours, theirs, given=index)
            tree = self.git("write-tree", given=index).strip()
        who = {"GIT_COMMITTER_NAME": OFFICER[0], "GIT_COMMITTER_EMAIL": OFFICER[1]}
        who |= {"GIT_AUTHOR_NAME": OFFICER[0], "GIT_AUTHOR_EMAIL": OFFICER[1]}
        words = ["commit-tree", tree, "-p", ours, "-p", theirs, "-m", message]
        self.point("main", self.git(*words, given=who).strip())
        return str(self.head())

    def point(self, branch: str, at: str) -> None:
        self.git("update-ref", f"refs/heads/{branch}", at)

    def drop(self, branch: str) -> None:
        self.git("update-ref", "-d", f"refs/heads/{branch}")

    def changed(self, branch: str) -> dict[str, str]:
        """Path → A, M or D: what a branch changed since it left main."""
        words = self.git("diff", "-z", "--no-renames", "--name-status", f"main...{branch}").split("\0")
        return dict(zip(words[1::2], words[::2], strict=False))

    def log(self, at: str = "main", path: str = "", number: int = 100) -> list[dict[str, str]]:
        """The commits, the newest first."""
        form = "--format=%H%x1f%an%x1f%ae%x1f%cI%x1f%s"
        rows = self.git("log", f"-{number}", form, at, "--", *([path] if path else [])).splitlines()
        return [dict(zip(("id", "name", "email", "date", "message"), row.split("\x1f"), strict=True)) for row in rows]


def _data(data: bytes) -> bytes:
    return f"data {len(data)}\n".encode() + data + b"\n"


def face() -> bytes:
    """The picture of an account."""
    file = BytesIO()
    Image.new("RGB", (48, 48), "teal").save(file, "PNG")
    return file.getvalue()


def now() -> str:
    return datetime.now().astimezone().isoformat()


class Forge:
    """A service with one repository. `actions` is a table: "METHOD path" (a pattern) → what is done.

    An action gets the parts of the path, and, if it names them, `asked` (after the "?") and `sent` (the body).
    """

    token, open_to_all = "ma-dung", r"/u/7|/auth|/oauth/.+"
    settings: EditorSettings
    actions: Mapping[str, Callable[..., Any]]
    hosts: tuple[str, ...]

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.requests: list[str] = []
        self.unknown: list[str] = []

    def stand_in(self, tab: Page) -> None:
        """From now on the pages of this browser's window meet this service at its addresses."""
        for host in self.hosts:
            tab.context.route(f"{host}/**", self._answer)

    def _answer(self, route: Route) -> None:
        request = route.request
        try:
            status, answer = 200, self._done(request)
        except Refused as refused:
            status, answer = refused.status, {"message": refused.message}
        if isinstance(answer, str):
            return route.fulfill(status=302, headers={"Location": answer})
        headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
        raw = isinstance(answer, bytes)
        kind = "application/octet-stream" if raw else "application/json"
        kind = "text/html" if raw and answer.startswith(b"<!doctype") else kind
        route.fulfill(status=status, body=answer if raw else json.dumps(answer), headers=headers, content_type=kind)

    def _done(self, request: Request) -> Any:
        address = urlsplit(request.url)
        self.requests.append(f"{request.method} {address.path}")
        for pattern, action in self.actions.items():
            if found := re.fullmatch(pattern, self.requests[-1]):
                self.admit(request)
                extra = {"asked": {key: each[-1] for key, each in parse_qs(address.query).items()}}
                extra["sent"] = request.post_data_json or {}
                named = action.__code__.co_varnames[: action.__code__.co_argcount]
                return action(*map(unquote, found.groups()), **{key: extra[key] for key in extra if key in named})
        self.unknown.append(self.requests[-1])
        raise Refused(404, "Not Found")

    def admit(self, request: Request) -> None:
        """Refuses who has no token of this service."""
        if re.fullmatch(self.open_to_all, urlsplit(request.url).path):
            return
        if not request.headers.get("authorization", "").endswith(f" {self.token}"):
            raise Refused(401, "Bad credentials")


# --- just enough of GraphQL ---

_TOKEN = re.compile(r'\.\.\.|[{}()\[\]:!$]|"(?:[^"\\]|\\.)*"|-?\w+')
Wanted = list[tuple[str, str, dict[str, Any], Any]]  # (shown as, name, arguments, what of it)


def graphql(root: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answers a query from a tree of mappings, lists and functions; a name that is not in it is a KeyError."""
    try:
        return {"data": _chosen(_Query(sent["query"], sent.get("variables") or {}).wanted(), root)}
    except Refused as refused:
        return {"data": None, "errors": [{"message": refused.message}]}


def _chosen(wanted: Wanted | None, thing: Any) -> Any:
    if thing is None or wanted is None:
        return thing
    if isinstance(thing, list):
        return [_chosen(wanted, each) for each in thing]
    return {shown: _chosen(inner, _value(thing[name], arguments)) for shown, name, arguments, inner in wanted}


def _value(value: Any, arguments: dict[str, Any]) -> Any:
    return value(**arguments) if callable(value) else value


class _Query:
    def __init__(self, text: str, variables: Mapping[str, Any]) -> None:
        self.tokens, self.variables = _TOKEN.findall(text), variables
        del self.tokens[: self.tokens.index("{")]  # its own name and the types of its variables

    def take(self, *words: str) -> str | None:
        return self.tokens.pop(0) if not words or self.tokens[0] in words else None

    def wanted(self) -> Wanted | None:
        if not self.take("{"):
            return None
        fields: Wanted = []
        while not self.take("}"):
            if self.take("..."):
                del self.tokens[:2]  # on Type
                fields += self.wanted() or []
            else:
                fields.append(self.field())
        return fields

    def field(self) -> tuple[str, str, dict[str, Any], Any]:
        shown = str(self.take())
        name = str(self.take()) if self.take(":") else shown
        return shown, name, self.pairs(")") if self.take("(") else {}, self.wanted()

    def pairs(self, end: str) -> dict[str, Any]:
        pairs = {}
        while not self.take(end):
            name, _ = str(self.take()), self.take(":")
            pairs[name] = self.value()
        return pairs

    def value(self) -> Any:
        token = str(self.take())
        if token == "[":
            items = []
            while not self.take("]"):
                items.append(self.value())
            return items
        if token == "{":
            return self.pairs("}")
        if token == "$":
            return self.variables[str(self.take())]
        return (
            json.loads(token)
            if token[0] == '"' or token.isdigit()
            else {"true": True, "false": False}.get(token, token)
        )
