"""What the site stands on is listed: the bills of materials are those of the lists that are installed."""

from __future__ import annotations

import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from dependencies import LISTED, SBOM, UNKNOWN, all_packages, document, licence, recognised, versions

BILLS = sorted(SBOM.glob("*.cdx.json"))


@pytest.mark.parametrize("path", BILLS, ids=lambda path: path.name)
def test_each_bill_is_of_its_form(path):
    told = JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text("utf-8"))
    assert told is None, told


def test_the_bills_are_those_of_the_lists():
    """make lock writes them."""
    packages = all_packages()
    assert [path.name for path in BILLS] == sorted(f"{name.replace('/', '-')}.cdx.json" for name in packages)
    for name, components in packages.items():
        written = (SBOM / f"{name.replace('/', '-')}.cdx.json").read_text("utf-8")
        assert written == document(components), name


def test_a_licence_is_known_by_its_text():
    text = "Permission is hereby granted, free of\n charge, to any person obtaining a copy of this software …"
    assert recognised(f"Copyright 2023 A\n\n{text}") == "MIT"
    assert recognised("All rights reserved.") == ""
    assert UNKNOWN not in (SBOM / "licences.txt").read_text("utf-8")


def test_every_package_of_the_site_has_hashes_and_a_licence():
    told = json.loads((SBOM / "site.cdx.json").read_text("utf-8"))["components"]
    assert len(told) > 30 and all(each["hashes"] and each["licenses"] for each in told)
    lines = (SBOM / "licences.txt").read_text("utf-8").partition("# tests")[0]
    assert UNKNOWN not in lines and "mkdocs 1.6.1: BSD" in lines
    assert licence("no-such-package") == UNKNOWN


def test_nothing_is_built_where_it_is_installed(root):
    """Wheels alone: no program of a package runs while it is installed."""
    makefile = (root / "Makefile").read_text("utf-8")
    installs = re.findall(r"pip (?:install|compile) .*", makefile)
    assert len(installs) == 3 and all("--only-binary :all:" in each for each in installs)
    assert all("--hash=sha256:" in path.read_text("utf-8") for path in LISTED.values())


def test_what_changed_is_told():
    old = '{"components": [{"name": "a", "version": "1"}, {"name": "b", "group": "@c", "version": "2"}]}'
    assert versions(old) == {"a": "1", "@c/b": "2"} and versions("{}") == {}
