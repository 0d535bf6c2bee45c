from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import publish as publishing
from generator.errors import PublishError
from generator.model import Output
from generator.publish import files_below, publish, read_manifest, refuse_seeds

ROOT = Path(__file__).parents[1]


def files(*names: str, content: str = "x") -> list[Output]:
    return [Output(name, content.encode()) for name in names]


def held(site: Path) -> dict[str, str]:
    return {path: (site / path).read_text("utf-8") for path in files_below(site)}


def left_behind(out: Path) -> list[str]:
    return [p.name for p in out.parent.iterdir() if p != out]


def test_a_site_has_a_manifest_of_all_its_files_that_sha256sum_accepts(tmp_path: Path) -> None:
    original = tmp_path / "a.txt"
    original.write_bytes(b"\xff\x00bytes")
    digest = hashlib.sha256(b"\xff\x00bytes").hexdigest()
    out = tmp_path / "deep" / "site"
    publish(out, files("index.html", "articles/a-1.html", ".nojekyll"), {digest[:12]: original})
    assert (out / f"sources/{digest[:12]}/original.txt").read_bytes() == b"\xff\x00bytes"
    assert {path for _, path in read_manifest(out)} == set(files_below(out)) - {"manifest-sha256.txt"}
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "manifest-sha256.txt"], cwd=out, check=True)
    assert left_behind(out) == []


def test_a_new_site_replaces_all_of_the_old_one_but_its_gitignore(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir(mode=0o750)
    (out / ".gitignore").write_text("*\n")
    publish(out, files("index.html", "tags/old.html"), {})
    publish(out, files("index.html", content="new"), {})
    manifest = f"{hashlib.sha256(b'new').hexdigest()}  index.html\n"
    assert held(out) == {"index.html": "new", ".gitignore": "*\n", "manifest-sha256.txt": manifest}
    assert out.stat().st_mode & 0o777 == 0o750
    assert left_behind(out) == []


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    publish(tmp_path / "link", files("index.html"), {})
    assert (tmp_path / "link").is_symlink()
    assert "index.html" in held(tmp_path / "real")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/x", "../x", "a/../x", "a//b", "a/", "", ".", "a\\b", "a b", "a:b", "a?b", "公报.html", "a\n", "a.", "con.html",
        "x/NUL", "-rf", "a%2e", "a/" * 120 + "b", "n" * 200,
    ],
)  # fmt: skip
def test_an_unsafe_path_is_refused_and_the_old_site_stands(tmp_path: Path, path: str) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html"), {})
    before = held(out)
    with pytest.raises(PublishError, match="not safe"):
        publish(out, files("a.html", path), {})
    assert held(out) == before
    assert left_behind(out) == []


@pytest.mark.parametrize(
    "names",
    [
        ("a.html", "a.html"), ("tags/A.html", "tags/a.html"), ("tags/a.html", "Tags/b.html"), ("a", "a/b"), ("a/b", "A"),
        ("manifest-sha256.txt",), (".gitignore",), ("MANIFEST-sha256.txt",),
    ],
)  # fmt: skip
def test_paths_that_collide_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(PublishError, match="taken already"):
        publish(tmp_path / "site", files(*names), {})
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_changed_meanwhile_is_not_published_under_its_old_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("other")
    with pytest.raises(PublishError, match="it changed while the site was built"):
        publish(tmp_path / "site", files("index.html"), {"0" * 12: tmp_path / "a.txt"})
    assert left_behind(tmp_path / "site") == ["a.txt"]


@pytest.mark.parametrize("foreign", ["notes.txt", "tags/notes.txt", ".git/HEAD"])
def test_a_folder_with_files_that_no_build_wrote_is_left_alone(tmp_path: Path, foreign: str) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html", "tags/a.html"), {})
    (out / foreign).parent.mkdir(exist_ok=True)
    (out / foreign).write_text("mine")
    before = held(out)
    with pytest.raises(PublishError, match=f"{foreign}.*would be lost"):
        publish(out, files("index.html", content="new"), {})
    assert held(out) == before


def test_what_is_no_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(PublishError, match="not a folder"):
        publish(tmp_path / "site", files("index.html"), {})
    assert (tmp_path / "site").read_text() == "mine"


def test_what_a_file_manager_leaves_in_a_site_does_not_stop_a_build(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html"), {})
    (out / ".DS_Store").write_bytes(b"\0")
    publish(out, files("index.html", content="new"), {})
    assert sorted(held(out)) == ["index.html", "manifest-sha256.txt"]


@pytest.mark.parametrize(("out", "seeds"), [("a", "a"), ("a/b", "a"), ("a", "a/b"), ("a/../b/c", "b")])
def test_site_and_seeds_may_not_lie_within_each_other(tmp_path: Path, out: str, seeds: str) -> None:
    for folder in (tmp_path / "a/b", tmp_path / "b/c"):
        folder.mkdir(parents=True)
    with pytest.raises(PublishError, match="within each other"):
        refuse_seeds(tmp_path / out, tmp_path / seeds)


def test_site_and_seeds_beside_each_other_are_well(tmp_path: Path) -> None:
    refuse_seeds(tmp_path / "site", tmp_path / "seeds")
    refuse_seeds(tmp_path / "seeds2", tmp_path / "seeds")


def test_an_error_while_the_site_is_made_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html"), {})
    before = held(out)

    def failing() -> Iterator[Output]:
        yield Output("index.html", b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(out, failing(), {})
    assert held(out) == before
    assert left_behind(out) == []


def test_memory_does_not_grow_with_the_site(tmp_path: Path) -> None:
    tracemalloc.start()
    publish(tmp_path / "site", (Output(f"{n}.html", os.urandom(500_000)) for n in range(60)), {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000 < 60 * 500_000


# ---- Where the system cannot swap in one step


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_exchange", lambda a, b: False)
    out = tmp_path / "site"
    for content in ("old", "new"):
        publish(out, files("index.html", content=content), {})
        assert (out / "index.html").read_text() == content
    assert left_behind(out) == []


def test_a_second_rename_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html", content="old"), {})
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if "new-" in self.name:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(publishing, "_exchange", lambda a, b: False)
    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PublishError, match=r"Input/output error.*the old site stands"):
        publish(out, files("index.html", content="new"), {})
    assert (out / "index.html").read_text() == "old"
    assert left_behind(out) == []


def test_an_old_site_that_a_killed_build_moved_away_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, files("index.html", content="old"), {})
    out.rename(tmp_path / ".site.gongbao-old-1")
    with pytest.raises(PublishError, match="not safe"):
        publish(out, files("no such"), {})
    assert (out / "index.html").read_text() == "old"
    assert left_behind(out) == []


# ---- Real kills and real limits

CHILD = """
import resource, sys
from pathlib import Path
from generator.errors import PublishError
from generator.model import Output
from generator.publish import publish
out, limit, contents = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("ready", flush=True)
for content in contents:
    try:
        publish(out, (Output(f"pages/{n}.html", content.encode() * 2000) for n in range(60)), {})
    except PublishError as error:
        sys.exit(str(error))
"""


def child(out: Path, limit: int, *contents: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(out), str(limit), *contents]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def whole(out: Path) -> str:
    """The one content that all pages of a site have; fails when the site is not whole."""
    manifest = {path: digest for digest, path in read_manifest(out)}
    pages = {path: text for path, text in held(out).items() if path != "manifest-sha256.txt"}
    assert {path: hashlib.sha256(text.encode()).hexdigest() for path, text in pages.items()} == manifest
    assert len(pages) == 60
    (content,) = set(pages.values())
    return content[0]


@pytest.mark.slow
def test_builds_killed_at_any_moment_leave_a_whole_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    child(out, 0, "a").communicate(timeout=60)
    seen, left, rounds, moments = set[str](), 0, 0, random.Random(7)
    while (
        rounds < 15 or seen != {"a", "b"} or not left
    ):  # until builds were killed in the middle, however slow they are
        process = child(out, 0, *("ab" * 500))
        time.sleep(moments.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        seen.add(whole(out))
        assert len(left_behind(out)) <= 1
        left += len(left_behind(out))
        rounds += 1
    child(out, 0, "c").communicate(timeout=60)
    assert whole(out) == "c"
    assert left_behind(out) == []


def test_a_file_that_does_not_fit_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    child(out, 0, "a").communicate(timeout=60)
    process = child(out, 1500, "b")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "File too large" in said
    assert "the old site stands" in said
    assert whole(out) == "a"
    assert left_behind(out) == []


def test_a_build_does_not_clear_away_another_that_still_runs(tmp_path: Path) -> None:
    out = tmp_path / "site"

    def slow() -> Iterator[Output]:
        yield Output("index.html", b"outer")
        publish(out, files("index.html", content="inner"), {})
        assert (out / "index.html").read_text() == "inner"
        yield Output("end.html", b"outer")

    publish(out, slow(), {})
    assert (out / "index.html").read_text() == "outer"
    assert left_behind(out) == []
