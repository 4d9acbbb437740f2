"""The architecture: thin hooks, a library that knows no engine, slices that meet at its top only."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import pytest

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
LIBRARY = HOOKS / "commune"
# Each declares itself; the handbook has no content of its own, it explains that of the others.
SLICES = {path.parent.name for path in LIBRARY.glob("*/declaration.py")} | {"handbook"}
MODULES = sorted(LIBRARY.rglob("*.py"))

ENVIRONMENT = "environment.py"
COMMAND_LINE = {"__main__.py", *(f"commands/{path.name}" for path in (LIBRARY / "commands").glob("*.py"))}
# Files kept in the cache, a photo named on the command line and the list of syllables are no content.
WRITER = "disk.py"
SYLLABLES = "language/syllables.py"
READERS = {
    *("core/cache.py", "core/source.py", "core/tree.py", "core/pictures.py", "uploads/pdf.py"),
    *(SYLLABLES, WRITER, ENVIRONMENT),
    *COMMAND_LINE,
}
READING = {"read_text", "read_bytes", "open", "iterdir", "glob", "rglob", "listdir", "scandir"}
WRITING = {
    *("write_text", "write_bytes", "mkdir", "touch", "unlink", "rename", "rmtree", "rmdir", "chmod", "symlink_to"),
    *("hardlink_to", "link", "copy2", "copyfile", "copytree", "move"),
}
CLOCK = ("datetime.now", "datetime.today", "datetime.utcnow", "date.today")


def name(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


def module_name(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """The modules that a file imports; those of the library as "core.page"."""
    package = path.relative_to(HOOKS).parts[:-1]
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)} - {"commune"}
    return {module.removeprefix("commune.") for module in found}


def own(path: Path) -> set[str]:
    """The parts of the library that a file imports: "core", "plan", "settings"."""
    parts = {part.name.removesuffix(".py") for part in LIBRARY.iterdir()}
    return {module.split(".")[0] for module in imports(path)} & parts


def calls(path: Path) -> list[tuple[str, str]]:
    """(what it is called on, the name called) of every call in a file: ("path", "read_text"), ("", "print")."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found.append((ast.unparse(node.func.value), node.func.attr))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.append(("", node.func.id))
    return found


def modules_of(part: str) -> list[Path]:
    return sorted((LIBRARY / part).rglob("*.py"))


def test_library_knows_no_engine():
    engines = {"mkdocs", "material", "properdocs", "zensical"}
    found = {name(path): {module.split(".")[0] for module in imports(path)} & engines for path in MODULES}
    assert {path: engine for path, engine in found.items() if engine} == {}


def test_hooks_are_thin():
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in HOOKS.glob("*.py")}
    assert {path: length for path, length in lengths.items() if length > 60} == {}


def test_hooks_import_nothing_of_a_slice():
    """What they hand over is made by the modules at the top of the library, for whatever engine there is."""
    allowed = {"core", "authoring", *(path.stem for path in LIBRARY.glob("*.py"))}
    assert {path.name: own(path) - allowed for path in HOOKS.glob("*.py") if own(path) - allowed} == {}


@pytest.mark.parametrize("template", [path.name for path in (HOOKS.parent / "theme").rglob("*.html")])
def test_templates_of_the_look_escape_by_themselves(template):
    """No engine is asked to: MkDocs' own escapes nothing."""
    (path,) = (HOOKS.parent / "theme").rglob(template)
    text = path.read_text("utf-8")
    assert re.match(r"(\{#.*?#\}\s*)?\{%-? autoescape true -?%\}", text, re.DOTALL)
    assert text.count("autoescape") == 2 and text.endswith("{%- endautoescape %}\n")


def test_pages_of_the_library_have_one_base():
    """Policy, encoding, size for phones stand there once; what the theme dresses has them from theme/main.html."""
    whole = [path for path in LIBRARY.rglob("*.html") if "<!doctype" in path.read_text("utf-8").lower()]
    assert [name(path) for path in whole] == ["shell.html"]


def test_core_stands_on_nothing_but_itself():
    assert {name(path): own(path) - {"core"} for path in modules_of("core") if own(path) - {"core"}} == {}


@pytest.mark.parametrize("part", sorted(SLICES))
def test_slice_imports_no_other_slice(part):
    allowed = {"core", "output", "uploads", "settings", "vocabulary", "context", "slice", part}
    assert {name(path): own(path) - allowed for path in modules_of(part) if own(path) - allowed} == {}


def test_every_folder_of_the_library_is_a_slice_or_a_foundation():
    folders = {path.parent.name for path in LIBRARY.glob("*/__init__.py")}
    assert folders == SLICES | {"core", "output", "uploads", "authoring", "word", "commands"}


@pytest.mark.parametrize("part", ["output", "uploads", "authoring", "word"])
def test_a_foundation_stands_on_no_slice(part):
    allowed = {"core", "output", "uploads", "settings", part}
    assert {name(path): own(path) - allowed for path in modules_of(part) if own(path) - allowed} == {}


def test_nothing_stands_on_the_command_line():
    assert {name(path) for path in MODULES if "commands" in own(path)} <= COMMAND_LINE


def test_slices_meet_at_the_top_only():
    meeting = {path.parent for path in MODULES if len(own(path) & SLICES) > 1}
    assert meeting == {LIBRARY}


def test_every_declaration_is_among_the_slices():
    declared = {path.parent.name for path in LIBRARY.glob("*/declaration.py")}
    assert {part for part in own(LIBRARY / "slices.py") if part in SLICES} == declared


def test_a_declaration_is_read_by_slices_only():
    """Whoever speaks of all parts asks for what they declare together."""
    readers = {name(path) for path in MODULES if any(module.endswith(".declaration") for module in imports(path))}
    assert readers == {"slices.py"}


def test_no_file_is_larger_than_one_reads_at_a_sitting():
    """One is honestly the big one: how Markdown becomes what is published."""
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path for path, length in lengths.items() if length > 400} <= {"core/prose.py"}


def test_no_module_comes_round_to_itself():
    """What is imported for its types counts too: two files that know each other are one."""
    known = {module_name(path): imports(path) for path in MODULES}
    graph = {module: {each for each in found if each in known} - {module} for module, found in known.items()}
    while leaves := {module for module, found in graph.items() if not found}:
        graph = {module: found - leaves for module, found in graph.items() if module not in leaves}
    assert graph == {}


def test_content_is_read_in_one_module():
    found = {name(path) for path in MODULES if any(called in READING for _, called in calls(path))}
    assert found <= READERS


def test_files_are_written_in_one_module():
    """It follows no link; elsewhere a file is opened for reading only."""
    assert {name(path) for path in MODULES if any(called in WRITING for _, called in calls(path))} == {WRITER}
    opened = [
        ast.unparse(node)
        for path in MODULES
        if name(path) != WRITER
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "open"
    ]
    assert [call for call in opened if re.search(r"""['"][rwxab+]*[wxa+]""", call)] == []


def test_only_the_command_line_and_the_cache_have_files_written():
    assert {name(path) for path in MODULES if "disk" in own(path)} <= {ENVIRONMENT, *COMMAND_LINE}


def test_library_does_not_read_the_clock():
    for path in MODULES:
        read = [f"{on}.{called}" for on, called in calls(path) if f"{on}.{called}".endswith(CLOCK)]
        assert not read or name(path) == ENVIRONMENT, read


def test_library_does_not_look_at_its_surroundings():
    outside = {"os", "subprocess", "time", "random", "secrets", "socket", "urllib.request"}
    found = {name(path): imports(path) & outside for path in MODULES if name(path) != ENVIRONMENT}
    assert {path: modules for path, modules in found.items() if modules} == {}


def test_library_does_not_print_or_log():
    speaking = {name(path) for path in MODULES if ("", "print") in calls(path)}
    speaking |= {name(path) for path in MODULES if imports(path) & {"logging", "warnings"}}
    assert speaking <= COMMAND_LINE


def lengths() -> dict[str, int]:
    """The lines of every function of the library and the hooks."""
    return {
        f"{path.relative_to(HOOKS)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in sorted(HOOKS.rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    }


def test_functions_are_short(record_property):
    longest = sorted(lengths().items(), key=lambda item: -item[1])[:10]
    record_property("longest functions", longest)
    assert [item for item in longest if item[1] > 40] == [], longest
    assert median(lengths().values()) <= 12
