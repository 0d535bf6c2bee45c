from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.serve import HOST, Builds, start

ROOT = Path(__file__).parents[1]
NOTICE = "关于防汛的通知\n\n各单位要认真落实会议精神，做好各项防汛工作，确保人民群众生命财产安全。\n\n2020年7月1日\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, content in {
        "index.html": "<!DOCTYPE html><p>首页</p></body></html>",
        "404.html": "<p>没有这一页</p>",
        "tags/index.html": "<p>主题</p>",
        "articles/a.md": "# 题",
        "data/articles.jsonl": "{}\n",
        "bare/x.txt": "x",
    }.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(content, "utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "site"


@pytest.fixture
def builds() -> Builds:
    return Builds()


@pytest.fixture
def port(site: Path, builds: Builds) -> Iterator[int]:
    with start(site, builds, 18000) as server:
        yield server.server_port
        server.shutdown()


def get(port: int, path: str, method: str = "GET") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers["Content-Type"], text


def test_pages_carry_the_reload_script_which_is_not_on_the_disk(port: int, site: Path) -> None:
    status, kind, page = get(port, "/index.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert page == '<!DOCTYPE html><p>首页</p><script defer src="/.gongbao/reload.js"></script>\n</body></html>'
    assert get(port, "/.gongbao/reload.js")[1] == "text/javascript; charset=utf-8"
    assert "gongbao" not in (site / "index.html").read_text("utf-8")
    assert not (site / ".gongbao").exists()


def test_folders_files_and_what_is_not_there(port: int) -> None:
    assert "主题" in get(port, "/tags/?q=1")[2]
    assert get(port, "/tags")[0] == 301
    assert get(port, "/articles/a.md")[1:] == ("text/markdown; charset=utf-8", "# 题")
    assert get(port, "/data/articles.jsonl")[2] == "{}\n"
    for missing in ("/gone.html", "/bare/", "/articles/gone"):
        status, _, page = get(port, missing)
        assert status == 404
        assert "没有这一页" in page
    assert get(port, "/", "HEAD") == (200, "text/html; charset=utf-8", "")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/tags/../../secret.txt", "//secret.txt"])
def test_nothing_outside_of_the_site_is_served(port: int, path: str) -> None:
    assert get(port, path)[0] == 404


def test_a_server_without_a_site_says_that_nothing_is_there(tmp_path: Path, builds: Builds) -> None:
    with start(tmp_path / "none", builds, 18000) as server:
        assert get(server.server_port, "/")[0] == 404
        server.shutdown()


def test_only_this_machine_is_served(port: int) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            other.connect(("127.0.0.2", port))


def test_the_next_free_port_is_taken(site: Path, builds: Builds, port: int) -> None:
    with start(site, builds, port) as server:
        assert port < server.server_port < port + 20
        server.shutdown()
    with pytest.raises(PublishError, match="cannot be used"):
        start(site, builds, 65536)


def test_a_page_is_told_of_every_build(port: int, builds: Builds) -> None:
    builds.done()
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", "/.gongbao/events")
    events = connection.getresponse()
    assert events.headers["Content-Type"] == "text/event-stream"
    first, _ = events.readline(), events.readline()
    builds.done()
    second = events.readline()
    assert first.startswith(b"data: ")
    assert second.startswith(b"data: ")
    assert first != second
    connection.close()


def test_waiting_ends_by_itself() -> None:
    builds = Builds()
    assert builds.wait("", 0.01) == ""


# ---- The whole command


class Session:
    """`gongbao serve` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "said.txt"
        with self.output.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "generator", "serve", "--port", "18100"],
                cwd=folder,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stderr=said,
                start_new_session=True,
            )

    def said(self, pattern: str, times: int = 1) -> re.Match[str]:
        """Waits until a pattern stands in the output so many times."""
        for _ in range(600):
            found = list(re.finditer(pattern, self.output.read_text("utf-8")))
            if len(found) >= times:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} was not said: {self.output.read_text('utf-8')}")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(NOTICE, "utf-8")
    running = Session(tmp_path)
    yield running
    if running.process.poll() is None:
        os.killpg(running.process.pid, signal.SIGINT)
        running.process.wait(10)


@pytest.mark.slow
def test_what_changes_is_built_again_and_a_failed_build_leaves_the_old_site(session: Session, tmp_path: Path) -> None:
    port = int(session.said(r"Serving http://127\.0\.0\.1:(\d+)/")[1])
    assert "关于防汛的通知" in get(port, "/")[2]
    time.sleep(0.5)  # until the watch stands
    (tmp_path / "seeds/b.txt").write_text(NOTICE.replace("防汛", "防火"), "utf-8")
    session.said(r"Changed: b\.txt")
    session.said("Open ", 2)
    assert "关于防火的通知" in get(port, "/")[2]

    (tmp_path / "archive.toml").write_text("titel = 'x'")
    session.said(r"Changed: archive\.toml")
    session.said("there is no such key")
    session.said("The build failed; what is served is the site from before")
    assert "关于防火的通知" in get(port, "/")[2]

    (tmp_path / "archive.toml").write_text("title = '石景山文库'")
    session.said("Open ", 3)
    assert "石景山文库" in get(port, "/")[2]
    os.killpg(session.process.pid, signal.SIGINT)
    assert session.process.wait(10) == 0
    assert session.output.read_text("utf-8").endswith("Stopped.\n")
