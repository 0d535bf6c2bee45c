from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import build as building
from generator.cli import main
from generator.config import Config
from generator.terminal import safe

ROOT = Path(__file__).parents[1]
NOTICE = "关于防汛的通知\n\n各单位要认真落实会议精神，做好各项防汛工作，确保人民群众生命财产安全。\n\n2020年7月1日\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one bulletin."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(NOTICE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def usage_error(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


# ---- build


def test_all_published_is_0_and_says_where_to_look(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    out, said = capsys.readouterr()
    assert out == ""
    assert "1 sources, 1 articles." in said
    opened = re.search(r"Open (.*)", said)
    assert opened is not None
    assert Path(opened[1]) == here / "site/index.html"
    assert (here / "site/index.html").is_file()


def test_some_quarantined_is_1_and_names_each_with_reason_and_remedy(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "seeds/b.txt").write_text("")
    (here / "seeds/c.txt").write_text(NOTICE, "utf-8")
    (here / "seeds/x.txt.corrections.toml").write_text("")
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert "b.txt: it is empty. Remove it" in said
    assert "x.txt.corrections.toml: corrections without a source" in said
    assert "c.txt: the same bytes as a.txt" in said
    assert "2 quarantined" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["--base-url", "nonsense"], ["--config", "missing.toml"], ["--seeds", "missing"], ["--out", "seeds"],
        ["--out", "seeds/site"], ["--out", "."], ["--out", "notes"],
    ],
)  # fmt: skip
def test_nothing_published_is_2_and_nothing_changes(
    here: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "notes").mkdir()
    (here / "notes/mine.txt").write_text("mine")
    assert main(["build"]) == 0
    before = state(here)
    capsys.readouterr()
    assert main(["build", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert state(here) == before


def test_the_configuration_is_archive_toml_if_it_is_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "archive.toml").write_text('title = "石景山文库"\nbase_url = "https://a.example/"')
    assert main(["build", "--base-url", "https://b.example/x"]) == 0
    home = (here / "site/index.html").read_text("utf-8")
    assert "石景山文库" in home
    assert "https://a.example" not in home
    assert "https://b.example/x/" in (here / "site/feed.xml").read_text("utf-8")
    (here / "archive.toml").write_text('titel = "x"')
    assert main(["build"]) == 2
    assert "archive.toml, titel: there is no such key. Write title" in capsys.readouterr().err


def test_usage_errors_are_2(here: Path) -> None:
    usage_error()
    usage_error("biuld")
    usage_error("build", "--jobs", "0")
    usage_error("check")


def test_a_fault_of_ours_is_2_and_not_1(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(building, "build", broken)
    assert main(["build"]) == 2
    said = capsys.readouterr().err
    assert "ZeroDivisionError: ours" in said
    assert "please report it" in said


def test_names_of_seeds_do_not_command_the_terminal(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "seeds/\x1b[31mred\x07.txt").write_text("")
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\\x1b[31mred\\x07.txt: it is empty" in said


@pytest.mark.parametrize(
    ("text", "wanted"), [("会\x9b31m", "会\\x9b31m"), ("a\u202eb\u2066", "a\\u202eb\\u2066"), ("　。 \t", "　。 \\x09")]
)
def test_what_is_not_to_be_seen_is_written_out(text: str, wanted: str) -> None:
    assert safe(text) == wanted


@pytest.mark.slow
def test_an_interrupt_is_130_and_the_old_site_stands(here: Path) -> None:
    assert main(["build"]) == 0
    before = state(here)
    for n in range(600):
        (here / f"seeds/{n}.txt").write_text(NOTICE.replace("防汛", f"第{n}次防汛") * 30, "utf-8")
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "generator", "--help"], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True
    )
    start_up = time.monotonic() - began  # how long imports take on this machine now
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--jobs", "2"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(1 + 3 * start_up)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said.endswith("Interrupted. What stood before stands.\n")
    after = {path: content for path, content in state(here).items() if path in before or not path.startswith("seeds/")}
    assert after == before


def test_an_interrupt_that_python_drops_is_heeded_all_the_same(here: Path) -> None:
    """What is raised in a callback of a fork goes nowhere, and a build with workers forks."""
    assert main(["build"]) == 0
    before = state(here)
    for n in range(20):
        (here / f"seeds/{n}.txt").write_text(NOTICE.replace("防汛", f"第{n}次防汛"), "utf-8")
    code = (
        "import os, signal, sys; from generator.cli import main;"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT));"
        "sys.exit(main(['build', '--jobs', '2']))"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Exception ignored" in ended.stderr) == (130, True), ended.stderr
    after = {path: content for path, content in state(here).items() if path in before or not path.startswith("seeds/")}
    assert after == before


def test_progress_is_shown_to_a_terminal_and_to_nobody_else(here: Path) -> None:
    command = [sys.executable, "-m", "generator", "build"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    quiet = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert "Restoring" not in quiet.stderr
    ours, theirs = pty.openpty()
    subprocess.run(command, env=env, stderr=theirs, check=True)
    os.close(theirs)
    assert b"Restoring" in os.read(ours, 65536)
    os.close(ours)


# ---- check, explain, and the help


def test_check_is_0_1_or_2(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert main(["check", "site"]) == 0
    assert "All is well." in capsys.readouterr().err
    (here / "site/robots.txt").write_text("x")
    assert main(["check", "site"]) == 1
    assert "robots.txt: it is not as it was written" in capsys.readouterr().err
    assert main(["check", "seeds"]) == 2


def test_explain_is_0_or_1(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "seeds/a.txt"]) == 0
    assert "关于防汛的通知" in capsys.readouterr().out
    (here / "seeds/b.txt").write_text("")
    assert main(["explain", "seeds/b.txt"]) == 1


def test_a_reader_that_has_seen_enough_is_no_fault(here: Path) -> None:
    command = f"{sys.executable} -m generator explain seeds/a.txt | head -n 1"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], env=env, capture_output=True, text=True, check=False
    )
    assert (piped.returncode, piped.stderr) == (0, "")


@pytest.mark.parametrize("command", ["build", "serve", "check", "explain"])
def test_every_command_has_a_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: gongbao {command}" in capsys.readouterr().out


def test_the_help_and_the_check_do_not_wait_for_dictionaries() -> None:
    code = (
        "import sys, generator.cli; print(sorted({'generator.build', 'opencc', 'jinja2', 'rich'} & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_the_configuration_of_a_build_is_the_one_that_was_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Config] = []

    def look(seeds: Path, out: Path, config: Config, *_: object) -> building.Report:
        seen.append(config)
        return building.Report(0, 0, (), ())

    monkeypatch.setattr(building, "build", look)
    (here / "other.toml").write_text("per_page = 7")
    assert main(["build", "--config", "other.toml"]) == 0
    assert seen[0].per_page == 7
