"""What the tests need of the system: root gets it without being asked, anybody else is told what to type."""

from __future__ import annotations

import os

import needs
import pytest
import system_setup
from needs import Need


@pytest.fixture
def commands(monkeypatch) -> list[str]:
    """What would have been run, on a system with Debian's packages."""
    ran: list[str] = []
    monkeypatch.setattr(needs, "quietly", lambda command, folder=None: ran.append(" ".join(command)))
    monkeypatch.setattr(needs.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    return ran


def who(monkeypatch, number: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: number)


def never() -> bool:
    return False


def test_root_installs_all_that_is_missing_in_one_go(commands, monkeypatch):
    who(monkeypatch, 0)
    needs.install([Need("A", "a", never), Need("B", "b", never)])
    update, install = commands
    assert update.startswith("apt-get update") and install.endswith(" a b")


def test_what_can_be_spared_is_tried_by_itself_and_never_missing(commands, monkeypatch):
    """A system without its package would install none of the others."""
    who(monkeypatch, 0)
    given = [Need("A", "a", never), Need("Nhanh", "fast", never, spared=True), Need("B", "b", never)]
    assert [need.name for need in needs.install(given)] == ["A", "B"]
    assert [command.partition("recommends ")[2] for command in commands[1:]] == ["a b", "fast"]


def test_anybody_else_changes_nothing_of_the_system(commands, monkeypatch):
    who(monkeypatch, 1000)
    assert [need.name for need in needs.install([Need("A", "a", never)])] == ["A"]
    assert commands == []


@pytest.mark.parametrize("way", ["first", "last"])
def test_what_another_way_brings_is_not_missing(way, commands, monkeypatch):
    who(monkeypatch, 1000)
    there: list[bool] = []
    assert needs.install([Need("A", "a", lambda: bool(there), **{way: lambda: there.append(True)})]) == []


def test_what_is_there_is_left_alone(commands, monkeypatch, capsys):
    monkeypatch.setitem(system_setup.NEEDS, "nginx", Need("nginx", "nginx-light", lambda: True))
    assert system_setup.main(["nginx"]) == 0
    assert commands == [] and capsys.readouterr() == ("", "")


def test_what_nobody_could_install_is_told_in_one_sentence(commands, monkeypatch, capsys):
    """All of it at once, in both languages, with a command that works on a system without sudo too."""
    who(monkeypatch, 1000)
    for name, package in (("chromium", "chromium"), ("nginx", "nginx-light")):
        monkeypatch.setitem(system_setup.NEEDS, name, Need(name, package, never))
    assert system_setup.main(["chromium", "nginx"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "hãy chạy" in told and "run)" in told
    assert told.endswith('su -c "apt-get update && apt-get install --yes chromium nginx-light"\n')


def test_a_program_that_is_there_and_does_not_run_is_missing(tmp_path):
    stub = tmp_path / "chromium"
    assert not needs.runs(str(stub))
    stub.write_text("#!/bin/sh\nexit 1\n")
    assert not needs.runs(str(stub)), "it may not be run"
    stub.chmod(0o755)
    assert not needs.runs(str(stub)), "it says that it is a stub"
    stub.write_text("#!/bin/sh\n")
    assert needs.runs(str(stub))
