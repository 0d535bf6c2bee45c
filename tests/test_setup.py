"""What set-up promises: packages pinned by hash, no address of a registry, no trace of the machine it was made on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("site.lock", "test.lock", "node.lock")

# In two halves, so that this file does not hold what it forbids.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "debian" + ".org",
    "nodesource" + ".com",
]
MACHINE_PATHS = ["/" + top + "/" for top in ("root", "work", "opt", "Users")] + ["/home" + "/runner"]


def pinned(lock: str) -> dict[str, str]:
    """Name and version of each requirement; one without a hash after it is not matched."""
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    requirement = r"^([\w.-]+)==(\S+)(?: ; [^\n\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    return dict(re.findall(requirement, text, re.MULTILINE))


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in requirements}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_tracked_file_names_a_registry_or_a_path_of_this_machine() -> None:
    forbidden = re.compile("|".join(map(re.escape, REGISTRIES + MACHINE_PATHS)).encode())
    seeds = ROOT / "seeds"
    found = [
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in tracked_files()
        if seeds not in path.parents
        for match in [forbidden.search(path.read_bytes())]
        if match
    ]
    assert not found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_of_wheels_and_nothing_else(lock: str) -> None:
    lines = (ROOT / "requirements" / lock).read_text("utf-8").splitlines()
    assert lines[0] == "--only-binary :all:", "a source package would run its build with packages that no lock names"
    requirements = [line for line in lines[1:] if line and not line.startswith("    --hash=sha256:")]
    assert len(requirements) == len(pinned(lock)) > 0
    assert "://" not in "\n".join(lines)


def test_the_locks_follow_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    site, test = pinned("site.lock"), pinned("test.lock")
    assert wanted(project["project"]["dependencies"] + groups["build"]) <= site.keys()
    assert wanted(groups["test"] + project["project"]["optional-dependencies"]["cluster"]) <= test.keys()
    assert wanted(groups["node"]) <= pinned("node.lock").keys()
    assert site.items() <= test.items(), "tests would run against other versions than the site is built with"


def test_what_is_installed_lacks_nothing() -> None:
    """The locks are installed as they stand, without resolving: what one of them forgot would be missed only when it is used."""
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_npm_lock_holds_versions_and_hashes_and_follows_package_json() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))
    own = lock.pop("")
    assert lock
    assert all(entry["integrity"].startswith("sha512-") and "resolved" not in entry for entry in lock.values())
    assert {key: own[key] for key in ("dependencies", "devDependencies")} == {
        key: asked[key] for key in ("dependencies", "devDependencies")
    }


def test_git_sees_neither_the_built_site_nor_what_was_installed() -> None:
    for built in ("site/index.html", "site/data/articles.jsonl", ".venv/pyvenv.cfg", "node_modules/lunr/lunr.js"):
        assert subprocess.run(["git", "check-ignore", "-q", built], cwd=ROOT, check=False).returncode == 0, built
    assert [p for p in tracked_files() if ROOT / "site" in p.parents] == [ROOT / "site/.gitignore"]


def test_the_console_script_is_the_module() -> None:
    script = Path(sys.executable).with_name("gongbao")
    outputs = [
        subprocess.run([*command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for command in ([str(script)], [sys.executable, "-m", "generator"])
    ]
    assert outputs[0] == outputs[1] != ""
