"""What README, CONTRIBUTING and the handbook name is there: files, commands, names of the code, headings."""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatch

import pytest
from commune.slices import named
from names import tracked
from serving import ROOT

FILES = [path.relative_to(ROOT).as_posix() for path in tracked(ROOT)]
DOCUMENTS = [uri for uri in FILES if uri.endswith(".md") and not fnmatch(uri, "*content/*") and "/skeleton/" not in uri]
ENDINGS = r"\.(conf|css|docx|html|in|ini|js|json|md|mjs|py|toml|txt|typ|webp|yml)$"
# Written by machines: beside the pages, beside the editor, on a server. An address of the web is no file.
MADE = {
    *("frame.json", "DIR/frame.json", "assets/site.js", "rules.json", "work/"),
    *("nginx-headers.conf", "trang-headers.conf"),
}
GONE = {"handbook-pictures"}  # what the changelog says was called so
NO_FILE = ("/", "https://", "cms/", "sveltia-cms/", "-dev")


def text(uri: str) -> str:
    return (ROOT / uri).read_text("utf-8")


def quoted(uri: str) -> set[str]:
    """What a document has in backticks, word by word."""
    return set(re.findall(r"`([^`\s]+)`", text(uri)))


def is_there(name: str) -> bool:
    """Whether a file or folder has this name, from the root or further in. `<slice>`, `*` and `…` are anything."""
    if name in MADE or any(fnmatch(name, pattern) for pattern in _IGNORED) or named(name.replace("…", "a"), {}):
        return True
    pattern = re.sub(r"<[^>]*>|…", "*", name) + ("*" if name.endswith("/") else "")
    return any(fnmatch(f"/{uri}", f"*/{pattern}") for uri in FILES)


_IGNORED = [f"{line.strip('/')}/*" for line in text(".gitignore").splitlines() if line.startswith("/")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    paths = {name for name in quoted(document) if "/" in name or re.search(ENDINGS, name)}
    assert {name for name in paths if not name.startswith(NO_FILE) and not is_there(name)} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_a_document_names_is_there(document):
    commands = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^|&& )make ([a-z][a-z-]*)", text(document), re.MULTILINE)
    assert set(named) - commands - GONE == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_of_the_code_that_a_document_gives_is_there(document):
    """Constants and classes: LOOK, ContentFile."""
    code = "\n".join(text(uri) for uri in FILES if uri.endswith((".py", ".yml", ".mjs", ".js", "Makefile")))
    names = {name for name in quoted(document) if re.fullmatch(r"[A-Z][A-Z_]{2,}|[A-Z][a-z]+[A-Z]\w+", name)}
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} == set()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "deploy/README.md", "web-editor/README.md"])
def test_every_link_within_the_repository_leads_somewhere(document):
    """To a file, and to a heading of the same document, as hosts of repositories name it."""
    folder, headings = (ROOT / document).parent, re.findall(r"^#+ (.*)$", text(document), re.MULTILINE)
    anchors = {"#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text(document)) if not link.startswith("https:")]
    assert [link for link in links if link not in anchors and not (folder / link).exists()] == []


def test_help_lists_every_command_of_use_below_whom_it_is_for():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    groups = re.split(r"\n\n(?=\S)", listed)
    found = [name for group in groups[1:] for name in re.findall(r"^  make ([a-z-]+)", group, re.MULTILINE)]
    assert len(groups) > 3 and found == re.findall(r"^(?!help)([a-z-]+):.*## ", text("Makefile"), re.MULTILINE)
