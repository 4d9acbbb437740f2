"""The workflows of GitHub and GitLab: what they run is there, and they may do no more than they need."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from commune.__main__ import _parser
from names import tracked
from publisher.publish import ADDRESS
from publisher.theirs import COMMUNE, SHARED
from servers import ROOT, Clone, environment

GITHUB = {path.stem: path for path in (ROOT / ".github/workflows").glob("*.yml")}
GITLAB = ROOT / ".gitlab-ci.yml"
PROPOSALS = {"check", "test"}
MAY_WRITE = {
    ("publish", "deploy"): {"pages", "id-token"},
    ("publish", "ledger"): {"contents"},
    ("calls", "calls"): {"issues"},
}


def read(path) -> Any:
    """YAML whose scalars are all text: to YAML 1.1, `on` is a yes."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for workflow, path in GITHUB.items():
        for name, job in read(path)["jobs"].items():
            yield workflow, name, job


def steps() -> list[tuple[str, str, dict[str, Any]]]:
    return [(workflow, name, step) for workflow, name, job in jobs() for step in job["steps"]]


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    return {name: job for name, job in read(GITLAB).items() if isinstance(job, dict) and "script" in job}


def scripts() -> list[tuple[str, str]]:
    found = [(f"{workflow}/{name}", step["run"]) for workflow, name, step in steps() if "run" in step]
    return found + [(f"gitlab/{name}", "\n".join(job["script"])) for name, job in gitlab_jobs().items()]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_they_do_what_is_asked_of_them():
    assert {name: sorted(read(path)["on"]) for name, path in GITHUB.items()} == {
        "check": ["pull_request"],
        "test": ["pull_request"],
        "publish": ["push", "schedule", "workflow_dispatch"],
        "calls": ["schedule", "workflow_dispatch"],
    }
    assert read(GITHUB["publish"])["on"]["push"] == {"branches": ["main"]}
    assert gitlab_jobs().keys() == {"content", "code", "pages", "ledger", "list", "calls"}


@pytest.mark.parametrize(("workflow", "vietnam"), [("publish", (0, 5)), ("calls", (7, 0))])
def test_the_hour_is_that_of_viet_nam(workflow, vietnam):
    minute, hour, _, _, day = read(GITHUB[workflow])["on"]["schedule"][0]["cron"].split()
    assert ((int(hour) + 7) % 24, int(minute)) == vietnam
    assert day == ("1" if workflow == "calls" else "*")


def test_every_change_of_the_code_is_tried():
    """On GitHub all but content/; GitLab wants the folders named."""
    assert read(GITHUB["test"])["on"]["pull_request"] == {"paths-ignore": ["content/**"]}
    top, below = gitlab_jobs()["code"]["rules"][0]["changes"]
    folders = {path.parts[0] for path in (each.relative_to(ROOT) for each in tracked(ROOT)) if len(path.parts) > 1}
    assert (top, set(re.findall(r"[\w.-]+", below.removesuffix("/**/*")))) == ("*", folders - {"content"})


def test_only_what_was_published_is_promised():
    """What the build told, once it is there: somebody may have pushed since."""
    ledger = read(GITHUB["publish"])["jobs"]["ledger"]
    assert ledger["needs"] == ["build", "deploy"]
    assert ledger["steps"][-1]["env"]["LINES"] == "${{ needs.build.outputs.addresses }}"


def writers() -> list[tuple[str, str]]:
    """The scripts of jobs that hold a key to write with."""
    found = [(f"{workflow}/{name}", step["run"]) for workflow, name, step in steps() if "run" in step]
    github = [each for each in found if tuple(each[0].split("/")) in MAY_WRITE]
    return github + [
        (f"gitlab/{name}", "\n".join(job["script"]))
        for name, job in gitlab_jobs().items()
        if "environment" in job and name != "content"
    ]


def test_who_may_write_runs_nothing_that_was_pushed():
    assert {where for where, _ in writers()} == {"publish/ledger", "calls/calls", "gitlab/ledger", "gitlab/calls"}
    for where, script in writers():
        script = re.sub(r'echo ".*?"', "", script)
        assert not re.search(r"\b(make|python3?|pip|bash|sh|node|npm|source|eval)\b|\./", script), where
    holders = {name for name, job in gitlab_jobs().items() if "_TOKEN" in str(job)}
    assert holders == {"ledger", "calls"}, "each for an environment of its own"


@pytest.mark.parametrize("where", ["publish/ledger", "gitlab/ledger"])
def test_the_ledger_takes_addresses_alone(where, tmp_path):
    """The job itself, on a repository of its own: what the build told may be anything."""
    script = dict(writers())[where]
    job = read(GITHUB["publish"])["jobs"]["ledger"]["steps"][-1]["env"] if "/publish" in f"/{where}" else {}
    form = job.get("FORM") or gitlab_jobs()["ledger"]["variables"]["FORM"]
    assert form == ADDRESS
    lines = "/moi/\n/lich/#tet\n/Sai/\n$(touch hong)\n/a b\n../x\n-e\n/" + "a" * 400 + "/\n/../etc/\n"
    origin, clone = Clone(tmp_path / "origin", tmp_path), Clone(tmp_path / "clone", tmp_path)
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", origin.folder], check=True)
    origin.git("config", "receive.advertisePushOptions", "true")
    clone.folder.mkdir()
    clone.git("init", "--quiet", "--initial-branch=main")
    clone.commit(**{"addresses.txt": "/cu/\n"})
    clone.git("remote", "add", "origin", str(origin.folder))
    clone.git("push", "--quiet", "origin", "main")
    clone.write(**{"dia-chi-moi.txt": lines})
    more = {
        "LINES": lines,
        "FORM": form,
        "RUNNER_TEMP": str(tmp_path),
        "CI_DEFAULT_BRANCH": "main",
        "LEDGER_TOKEN": "a",
    }
    there = f"git config url.{origin.folder}.insteadOf https://ledger:a@x:443/y.git\n"
    more |= {"CI_SERVER_HOST": "x", "CI_SERVER_PORT": "443", "CI_PROJECT_PATH": "y"}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", there + script],
        cwd=clone.folder,
        env=environment(**more),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert origin.git("show", "main:addresses.txt").split() == ["/cu/", "/lich/#tet", "/moi/"], done.stderr
    assert not (clone.folder / "hong").exists()


def test_the_owners_that_are_offered_are_those_of_the_server():
    """deploy/CODEOWNERS says, as far as GitHub and GitLab can be told, what publisher/theirs.py says."""
    lines = [
        line.split()
        for line in (ROOT / "deploy/CODEOWNERS").read_text("utf-8").splitlines()
        if line[:1] not in ("", "#")
    ]
    owned = [path for path, *owners in lines if owners]
    assert owned == ["*", *(f"/{path}" for path in (*SHARED, COMMUNE)), "/content/**/.*"]
    assert [path for path, *owners in lines if not owners] == ["/content/"]


def test_every_target_of_make_is_there():
    asked = {target for _, script in scripts() for target in re.findall(r"\bmake ([a-z-]+)", script)}
    assert {"check-content", "site", "addresses", "calls"} <= asked <= targets()


def test_the_command_line_takes_what_it_is_given():
    """ARGS="…" of make check-content, where the shell puts in names of files and commits."""
    given = [words for _, script in scripts() for words in re.findall(r'make check-content ARGS="(.*)"', script)]
    assert len(given) == 3
    for words in given:
        options = _parser().parse_args(["check", *re.sub(r"\$\w+", "x", words).split()])
        assert options.format in ("github", "gitlab")


@pytest.mark.parametrize(("where", "script"), scripts())
def test_every_script_can_be_read_by_the_shell(where, script):
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_nothing_that_a_proposal_says_becomes_a_command():
    assert [where for where, script in scripts() if "${{" in script] == []


def test_every_action_is_pinned_to_a_commit_and_names_its_version():
    lines = [line for path in GITHUB.values() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) > 10
    assert [
        line for line in lines if not re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ] == []


def test_a_workflow_reads_and_a_job_writes_only_what_it_is_for():
    for path in GITHUB.values():
        assert read(path)["permissions"] == {"contents": "read"}
    granted = {
        (workflow, name): {what for what, how in job["permissions"].items() if how == "write"}
        for workflow, name, job in jobs()
        if "permissions" in job
    }
    assert granted == MAY_WRITE


def test_proposals_of_strangers_get_no_secret():
    for name in PROPOSALS:
        text = GITHUB[name].read_text("utf-8")
        assert "pull_request_target" not in text and "secrets" not in text and "github.token" not in text
    for name in ("content", "code"):
        assert "TOKEN" not in str(gitlab_jobs()[name])
        assert "merge_request_event" in str(gitlab_jobs()[name]["rules"])


def test_a_build_has_the_whole_history_and_leaves_no_key_behind():
    for workflow, name, step in steps():
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["fetch-depth"] == "0"
            writes = "contents" in MAY_WRITE.get((workflow, name), set())
            assert ("persist-credentials" not in step["with"]) == writes
    assert read(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_only_who_asked_for_it_is_published():
    assert read(GITHUB["publish"])["jobs"]["build"]["if"] == "vars.PUBLISH_TO == 'pages'"
    for name in ("pages", "ledger"):
        rules = [rule["if"] for rule in gitlab_jobs()[name]["rules"]]
        assert rules and all('$PUBLISH_TO == "pages"' in rule for rule in rules)
