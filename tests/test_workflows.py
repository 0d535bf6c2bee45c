"""The workflows: pinned, with least rights, and true to what the build's exit status means."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def load(name: str) -> dict[str, Any]:
    # Under YAML 1.1 the key `on` reads as true; BaseLoader leaves every scalar the string that it is.
    return yaml.load((ROOT / ".github/workflows" / name).read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_with_its_version_beside(path: Path) -> None:
    uses = [line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    for line in uses:
        assert re.fullmatch(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_given_job_by_job(path: Path) -> None:
    workflow = load(path.name)
    assert workflow["permissions"] == {}
    assert all(job["permissions"] for job in workflow["jobs"].values())
    checkouts = [
        step for job in workflow["jobs"].values() for step in job["steps"] if "checkout@" in step.get("uses", "")
    ]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_only_the_deployment_may_write() -> None:
    jobs = load("pages.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_whatever_the_site_is_made_of_publishes_it_again() -> None:
    paths = load("pages.yml")["on"]["push"]["paths"]
    for needed in (
        "seeds/**",
        "generator/**",
        "templates/**",
        "static/**",
        "archive.toml",
        "package-lock.json",
        "requirements/**",
    ):
        assert needed in paths
    assert {path.split("/")[0] for path in paths} <= {p.name for p in ROOT.iterdir()}, (
        "a filter for what does not exist"
    )


@pytest.mark.parametrize(
    ("build_status", "step_status", "said"),
    [(0, 0, ""), (1, 0, "::warning title=Some inputs are not published"), (2, 2, "::error title=Nothing is published")],
)
def test_quarantined_inputs_warn_and_a_failed_build_fails(
    tmp_path: Path, build_status: int, step_status: int, said: str
) -> None:
    """The step's own script, run as the runner runs it, against a build that ends with the given status."""
    (step,) = [step for step in load("pages.yml")["jobs"]["build"]["steps"] if step.get("name") == "Build"]
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(
        f'#!/bin/sh\necho "$@" >arguments.txt\necho "::add-mask::bad.bin: binary" >&2\nexit {build_status}\n'
    )
    python.chmod(0o755)
    summary = tmp_path / "summary.md"
    environment = {"PATH": "/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(summary), "BASE_URL": "https://a.example/b c"}
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == step_status
    assert ran.stdout.startswith(said)
    assert bool(ran.stdout) == bool(said)
    assert "add-mask" not in ran.stdout + ran.stderr, "text from a seed reached the runner"
    assert "\n    ::add-mask::bad.bin: binary\n" in summary.read_text()
    assert (tmp_path / "arguments.txt").read_text() == "-m generator build --base-url https://a.example/b c\n"
