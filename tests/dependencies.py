"""The packages that the site, its tests and the web editor stand on: python tests/dependencies.py list|changes|audit.

`list` writes the SBOM (CycloneDX) and the licences, `changes` says what differs from what is committed, `audit` asks
what is known of faults in any of them. make lock, make upgrade and make audit run it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
SBOM = ROOT / "sbom"
LISTED = {"site": ROOT / "requirements.txt", "tests": ROOT / "requirements-dev.txt"}
NODE = {name: ROOT / name for name in ("web-editor", "tests/html-validate", "tests/fonts")}
UNKNOWN = "not said"
_TEXTS = {
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy of this software",
    "Apache-2.0": "Apache License Version 2.0, January 2004",
}
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main(command: str) -> int:
    if command == "list":
        return write_all()
    return changes() if command == "changes" else audit()


# --- what there is ---


def python_packages(path: Path) -> Iterator[Component]:
    """The packages of a list that make lock wrote, with the hashes of their files and the licence that each states."""
    for name, version, rest in _PINNED.findall(path.read_text("utf-8")):
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", None, name.lower().replace("_", "-"), version),
            licenses=[_stated(licence(name))],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in sorted(_HASH.findall(rest))],
        )


def licence(name: str) -> str:
    """What a package says of its licence: the expression, the line, the classifiers, or the text that comes with it."""
    try:
        said = metadata(name)
    except PackageNotFoundError:  # one for other systems
        return UNKNOWN
    lines = [str(each) for field in ("License-Expression", "License") for each in said.get_all(field) or []]
    short = [each for each in lines if each != "UNKNOWN" and "\n" not in each and len(each) < 60]
    classes = [str(each) for each in said.get_all("Classifier") or [] if str(each).startswith("License ::")]
    stated = next(iter(short), "") or " / ".join(sorted(each.rpartition(" :: ")[2] for each in classes))
    return stated or recognised("\n".join([*lines, *_licence_files(name)])) or UNKNOWN


def _licence_files(name: str) -> list[str]:
    """The texts that a package names as its licence; they lie in one of two places."""
    package = distribution(name)
    named = package.metadata.get_all("License-File") or []
    return [package.read_text(f"licenses/{each}") or package.read_text(str(each)) or "" for each in named]


def recognised(text: str) -> str:
    """The licence whose text this is, by the words that no other has; empty for one that is not known here."""
    words = " ".join(text.split())
    return next((known for known, begins in _TEXTS.items() if begins in words), "")


def node_packages(folder: Path) -> Iterator[Component]:
    """The packages of a lock file of npm."""
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    for path, about in sorted(locked.items()):
        if path:
            group, _, name = path.rpartition("node_modules/")[2].rpartition("/")
            yield Component(
                name=name,
                group=group or None,
                version=about["version"],
                type=ComponentType.LIBRARY,
                purl=PackageURL("npm", group or None, name, about["version"]),
                licenses=[_stated(str(about.get("license", UNKNOWN)))],
            )


def _stated(licence: str) -> LicenseExpression | DisjunctiveLicense:
    simple = re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)+", licence)
    return LicenseExpression(licence) if simple else DisjunctiveLicense(name=licence)


def all_packages() -> dict[str, list[Component]]:
    """List → its packages. What stands in that of the site stands in no other of Python's."""
    site = {each.purl: each for each in python_packages(LISTED["site"])}
    tests = [each for each in python_packages(LISTED["tests"]) if each.purl not in site]
    node = {name: [*{each.purl: each for each in node_packages(folder)}.values()] for name, folder in NODE.items()}
    return {"site": [*site.values()], "tests": tests, **node}


# --- what is written ---


def write_all() -> int:
    """sbom/<list>.cdx.json for each list, the same bytes for the same packages, and sbom/licences.txt."""
    SBOM.mkdir(exist_ok=True)
    lines = []
    for name, components in all_packages().items():
        (SBOM / f"{name.replace('/', '-')}.cdx.json").write_text(document(components), "utf-8")
        lines.append(f"# {name}")
        lines += sorted(f"{full_name(each)} {each.version}: {stated_by(each)}" for each in components)
        lines.append("")
    (SBOM / "licences.txt").write_text("\n".join(lines), "utf-8")
    return 0


def document(components: list[Component]) -> str:
    """A bill of materials, without the moment and the number that would make each one another."""
    for each in components:
        each.bom_ref.value = str(each.purl)
    told: dict[str, Any] = json.loads(JsonV1Dot6(Bom(components=components)).output_as_string())
    told.pop("serialNumber")
    told["metadata"].pop("timestamp")
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def full_name(component: Component) -> str:
    return f"{component.group}/{component.name}" if component.group else component.name


def stated_by(component: Component) -> str:
    return " ".join(str(getattr(each, "value", "") or getattr(each, "name", "")) for each in component.licenses)


# --- what changed ---


def changes() -> int:
    """Prints each package that is another than in the last commit."""
    found = False
    for path in sorted(SBOM.glob("*.cdx.json")):
        before, after = versions(_committed(path)), versions(path.read_text("utf-8"))
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                found = True
                print(f"{path.name.removesuffix('.cdx.json')}: {name} {before.get(name, '–')} → {after.get(name, '–')}")
    print("Xem lại, chạy make test, rồi ghi lại (git commit)." if found else "Không có phiên bản nào đổi.")
    return 0


def _committed(path: Path) -> str:
    command = ["git", "-C", str(ROOT), "show", f"HEAD:{path.relative_to(ROOT).as_posix()}"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else "{}"


def versions(bill: str) -> dict[str, str]:
    """Name → versions (npm may have two of one name) in a bill of materials."""
    found: dict[str, list[str]] = {}
    for each in json.loads(bill).get("components", []):
        found.setdefault("/".join(filter(None, (each.get("group"), each["name"]))), []).append(each["version"])
    return {name: ", ".join(sorted(each)) for name, each in found.items()}


# --- what is known of faults ---


def audit() -> int:
    """Prints the known faults; 1 where there is one, or where nobody could be asked, which is no "there is none"."""
    codes = [_audit_python(name, path) for name, path in LISTED.items()]
    codes += [_audit_node(name, folder) for name, folder in NODE.items()]
    return max(codes)


def _audit_python(name: str, path: Path) -> int:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(path), "--require-hashes", "--disable-pip"]
    done = subprocess.run([*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True)
    packages = json.loads(done.stdout)["dependencies"] if done.stdout.startswith("{") else []
    asked = [each for each in packages if "vulns" in each]
    if not asked:
        return _not_asked(f"Python ({name})", packages[0]["skip_reason"] if packages else done.stderr)
    for each in asked:
        for fault in each["vulns"]:
            print(f"{name}: {each['name']} {each['version']}: {fault['id']}, sửa ở {', '.join(fault['fix_versions'])}")
    skipped = [each["name"] for each in packages if each not in asked]
    print(f"Python ({name}): đã hỏi {len(asked)} thư viện." + f" Chưa hỏi được: {', '.join(skipped)}." * bool(skipped))
    return int(any(each["vulns"] for each in asked) or bool(skipped))


def _audit_node(name: str, folder: Path) -> int:
    npm = str(Path(sys.executable).parent / "npm")
    command = [npm, "audit", "--package-lock-only", "--json", "--prefix", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    told = json.loads(done.stdout) if done.stdout.strip().startswith("{") else {}
    if "vulnerabilities" not in told:
        return _not_asked(f"npm ({name})", str(told.get("message") or done.stderr))
    for package, fault in sorted(told["vulnerabilities"].items()):
        print(f"{name}: {package} {fault['range']}: {fault['severity']}")
    print(f"npm ({name}): đã hỏi {told['metadata']['dependencies']['total']} thư viện.")
    return int(bool(told["vulnerabilities"]))


def _not_asked(what: str, why: str) -> int:
    reason = why.strip().splitlines()[-1][:200] if why.strip() else "không có trả lời"
    print(f"{what}: CHƯA hỏi được nơi biết các lỗ hổng ({reason}). Hãy chạy lại make audit ở máy có mạng.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
